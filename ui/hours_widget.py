# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours as an editor widget of QGIS: in forms, in the attribute table and when many are edited."""

from __future__ import annotations

from typing import Any

from qgis.core import NULL, QgsVectorLayer
from qgis.gui import QgsEditorWidgetWrapper
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ..core.hours import HoursError, describe, parse
from ..host.language import say, tr
from ..layers.fields import TABLE_PROPERTY
from .hours_day import icon_button
from .hours_editor import HoursEditor
from .mnemonics import Mnemonics

FAILED_STYLE = "QLineEdit { background-color: #ffe0b2; color: #000000; }"
"""QGIS's own colour for a value that cannot be stored, with a text that is legible on it in every theme."""


class HoursLine(QWidget):
    """Hours in one line, for tables and lists of records; a button opens the grid."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Hours as text"))
        self.button = icon_button("/mActionOpenTable.svg", tr("Edit the hours in a weekly grid"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setAutoFillBackground(True)  # in a table, the value behind must not shine through
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.button.clicked.connect(lambda _=False: self.open_grid())

    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.line.setText(text)
        self._explain()

    def set_enabled(self, enabled: bool) -> None:
        self.line.setReadOnly(not enabled)
        self.button.setEnabled(enabled)

    def open_grid(self) -> None:
        """Edit in a dialog; Cancel changes nothing."""
        dialog = QDialog(self.window())
        dialog.setWindowTitle(tr("Opening Hours"))
        Mnemonics(dialog)
        editor = HoursEditor(dialog)
        editor.set_text(self.text())
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText(tr("OK"))
        buttons.button(standard.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.addWidget(editor)
        layout.addStretch(1)
        layout.addWidget(buttons)
        if dialog.exec() == QDialog.DialogCode.Accepted and editor.text() != self.text():
            self.set_text(editor.text())
            self.changed.emit()

    def _on_edited(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        try:
            words = say(describe(parse(self.text()))) if self.text() else ""
        except HoursError as error:
            words = say(error.text)
        self.line.setToolTip(words)
        self.line.setAccessibleDescription(words)


class HoursWrapper(QgsEditorWidgetWrapper):
    """Between a field of QGIS and the editor. A null is an empty text, never the word NULL."""

    def __init__(self, layer: QgsVectorLayer, index: int, editor: QWidget | None, parent: QWidget) -> None:
        super().__init__(layer, index, editor, parent)
        self._editor: HoursEditor | HoursLine | None = None

    def createWidget(self, parent: QWidget) -> QWidget:  # noqa: N802
        in_line = self.layer().customProperty(TABLE_PROPERTY) != "service_point" or _in_table(parent)
        # Kept at once: what only QGIS holds comes back on QGIS 3.44 as a widget that knows no Python.
        self._editor = HoursLine(parent) if in_line else HoursEditor(parent)
        return self._editor

    def initWidget(self, editor: QWidget) -> None:  # noqa: N802
        if isinstance(editor, (HoursEditor, HoursLine)):
            self._editor = editor
        if self._editor is not None:
            self._editor.changed.connect(self.emitValueChanged)

    def valid(self) -> bool:
        return self._editor is not None

    def value(self) -> Any:  # noqa: ANN401  (what QGIS stores)
        return (self._editor.text() if self._editor is not None else "") or NULL

    def setValue(self, value: Any) -> None:  # noqa: ANN401, N802  (what QGIS calls of a wrapper in Python)
        if self._editor is not None:
            self._editor.set_text("" if value is None or value == NULL else str(value))

    def setEnabled(self, enabled: bool) -> None:  # noqa: N802
        if self._editor is not None:
            self._editor.set_enabled(enabled)

    def showIndeterminateState(self) -> None:  # noqa: N802
        """Records that differ show nothing until something is entered for all of them."""
        self.setValue(NULL)

    def updateConstraintWidgetStatus(self) -> None:  # noqa: N802
        """Colour the text line only: QGIS would colour every day of the grid."""
        if self._editor is None:
            return
        failed = self.constraintResult() == self.ConstraintResult.ConstraintResultFailHard
        self._editor.line.setStyleSheet(FAILED_STYLE if failed else "")


def _in_table(widget: QWidget | None) -> bool:
    while widget is not None:
        if isinstance(widget, QAbstractItemView):
            return True
        widget = widget.parentWidget()
    return False
