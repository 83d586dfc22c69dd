# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines of the panel about shared layers: what is being opened, what is a copy, what is not whole."""

from __future__ import annotations

from html import escape

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from ..core.errors import ServicePointsError
from ..host.language import say, tr
from ..layers.shared_layer import is_offline, shared_layers
from .mnemonics import menu_with_letters
from .pages import sentence
from .shared_layers import Opening, SharedLayers
from .shared_words import fill_menu, words_of

_ICON = 16


class SharedNotes(QWidget):
    """A line for each shared layer that somebody should know something of; hidden without any."""

    def __init__(self, layers: SharedLayers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers = layers
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._said: dict[str, tuple[Opening, QLabel]] = {}
        layers.changed.connect(self.refresh)
        layers.progressed.connect(self._on_progress)
        layers.project.layersRemoved.connect(self.refresh)
        self.refresh()

    def unload(self) -> None:
        """Listen no more."""
        self._layers.changed.disconnect(self.refresh)
        self._layers.progressed.disconnect(self._on_progress)
        self._layers.project.layersRemoved.disconnect(self.refresh)

    def refresh(self, *_: object) -> None:
        """Write all lines anew."""
        self._said = {}
        while self._rows.count():
            row = self._rows.takeAt(0).widget()
            row.hide()  # it goes a moment later
            row.deleteLater()
        for opening in self._layers.openings:
            self._add_opening(opening)
        for layer in shared_layers(self._layers.project):
            words = words_of(layer)
            if words:
                button, menu = _menu_button()
                fill_menu(menu, layer, self._layers)
                icon = "/mIconInfo.svg" if is_offline(layer) else "/mIconWarning.svg"
                self._add(icon, words, button)
        self.setVisible(self._rows.count() > 0)

    def _add_opening(self, opening: Opening) -> None:
        key, title = opening.shared.key, opening.shared.title
        if opening.problem is None:
            stop = _text_button(tr("Cancel"))
            stop.clicked.connect(lambda: self._layers.forget(key))
            self._said[key] = opening, self._add("/mActionRefresh.svg", _progress_words(opening), stop)
            return
        problem = opening.problem
        said = say(problem.text) if isinstance(problem, ServicePointsError) else type(problem).__name__
        button, menu = _menu_button()
        again = menu.addAction(tr("Try Again"))
        again.triggered.connect(lambda: self._layers.open(opening.shared, replaces=opening.replaces))
        menu.addAction(tr("Close")).triggered.connect(lambda: self._layers.forget(key))
        self._add("/mIconWarning.svg", f"{title} – {said}", button)

    def _on_progress(self, key: str) -> None:
        """Say how far it is; the button beside it stays under the mouse."""
        if key in self._said:
            opening, label = self._said[key]
            label.setText(_progress_words(opening))

    def _add(self, picture: str, words: str, button: QToolButton) -> QLabel:
        """Add a line; return the label with its words."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        sign = QLabel()
        sign.setPixmap(QgsApplication.getThemeIcon(picture).pixmap(_ICON, _ICON))
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        said = sentence(words)
        layout.addWidget(said, 1)
        button.setAccessibleDescription(words)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.setToolTip(f"<span>{escape(words, quote=False)}</span>")
        self._rows.addWidget(row)
        return said


def _progress_words(opening: Opening) -> str:
    words = tr("Opening “{name}” ({percent}%)")
    return words.format(name=opening.shared.title, percent=opening.percent)


def _text_button(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAutoRaise(True)
    return button


def _menu_button() -> tuple[QToolButton, QMenu]:
    """Return a button with a menu to fill, which goes with it."""
    button = _text_button(tr("What to Do"))
    menu = menu_with_letters(button)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button, menu
