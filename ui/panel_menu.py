# SPDX-License-Identifier: GPL-2.0-or-later
"""The small buttons at the top of the panel."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QToolButton, QWidget

from ..host.language import languages, tr
from ..host.settings import settings
from .mnemonics import menu_with_letters
from .print_menu import print_titles


def plain_button(picture: str, words: str) -> QToolButton:
    """Make a button that is a picture of QGIS's theme; the words are its tool tip and its name."""
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(picture))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setAutoRaise(True)
    return button


class MenuButton(QToolButton):
    """Offers languages (``en``, ``fr``, empty for QGIS’s own), an import, maps for print, a new reading."""

    language_asked = pyqtSignal(str)
    reread_asked = pyqtSignal()
    import_asked = pyqtSignal()
    print_asked = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QgsApplication.getThemeIcon("/mActionOptions.svg"))
        self.setToolTip(tr("Language, layers, import, print"))
        self.setAccessibleName(tr("Language, layers, import, print"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)
        menu = menu_with_letters(self)
        offered = {"": tr("Language of QGIS"), **languages()}
        for code, title in offered.items():
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(settings().language == code)
            action.setEnabled(not settings().is_locked("language"))
            action.triggered.connect(lambda _=False, wanted=code: self.language_asked.emit(wanted))
        menu.addSeparator()
        bring = menu.addAction(tr("Import a Source…"))
        bring.triggered.connect(lambda _=False: self.import_asked.emit())
        for kind, words in print_titles().items():
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, wanted=kind: self.print_asked.emit(wanted))
        menu.addSeparator()
        reread = menu.addAction(tr("Read the Store Again"))
        reread.triggered.connect(lambda _=False: self.reread_asked.emit())
        self.setMenu(menu)
