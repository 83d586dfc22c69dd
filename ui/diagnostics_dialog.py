# SPDX-License-Identifier: GPL-2.0-or-later
"""Diagnostics for whoever helps: all of it is shown, and saved as a file only when the person says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths, Qt
from qgis.PyQt.QtGui import QFontDatabase, QGuiApplication
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ..core.errors import ExchangeError
from ..host import log
from ..host.diagnostics import collect, save
from ..host.language import tr
from .mnemonics import Mnemonics
from .pages import sentence
from .scale import resize_window

_WIDTH, _HEIGHT = 760, 560


class DiagnosticsDialog(QDialog):
    """Shows what ``collect`` gathered when it was opened; that, and nothing else, is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("ServicePointsDiagnostics")
        self.setWindowTitle(tr("Diagnostics of Service Points"))
        self._files = collect()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("What will be saved"))
        self._shown = "\n".join(f"── {name}\n{text}" for name, text in self._files.items())
        self.text.setPlainText(self._shown)
        self.said = sentence()
        self.said.hide()
        role = QDialogButtonBox.ButtonRole
        self.buttons = QDialogButtonBox()
        self.save_button = self.buttons.addButton(tr("Save…"), role.ActionRole)
        self.copy_button = self.buttons.addButton(tr("Copy"), role.ActionRole)
        self.buttons.addButton(tr("Close"), role.RejectRole)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            sentence(
                tr(
                    "This is what helps to find a problem: versions, settings and the last messages. Nothing "
                    "is sent. Passwords, names and data are left out; read it before you pass it on."
                )
            )
        )
        for widget in (self.text, self.said, self.buttons):
            layout.addWidget(widget)
        resize_window(self, _WIDTH, _HEIGHT)
        Mnemonics(self)

    def save_to(self, target: Path) -> None:
        """Save what is shown, and say where it is or why it could not be saved."""
        try:
            save(self._files, target)
        except ExchangeError as problem:
            self._say(log.error(problem))
        else:
            self._say(tr("Saved: {path}").format(path=target))

    def _on_save_clicked(self) -> None:
        places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(places or Path.home()) / f"service-points-{date.today():%Y-%m-%d}.zip"
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the Diagnostics"), str(proposed), tr("Zip file (*.zip)")
        )
        if name:
            self.save_to(Path(name))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._shown)  # Qt gives no-break spaces back as spaces
        self._say(tr("Copied."))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
