# SPDX-License-Identifier: GPL-2.0-or-later
"""The identifier of a record as an editor widget: shows it, and brings the findings into its form.

Every table has an identifier, so every form of a store has this widget: that is how the plugin learns of a
form without code embedded in it, about which QGIS would have to ask everybody.
"""

from __future__ import annotations

from typing import Any

from qgis.core import NULL, QgsProject, QgsVectorLayer
from qgis.gui import QgsAttributeForm, QgsEditorWidgetWrapper
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QLineEdit, QWidget

from .form_findings import FormFindings
from .form_registry import while_it_lives


class RecordWrapper(QgsEditorWidgetWrapper):
    """A line to copy from; the value is never changed here."""

    def __init__(self, layer: QgsVectorLayer, index: int, editor: QWidget | None, parent: QWidget) -> None:
        super().__init__(layer, index, editor, parent)
        self._line: QLineEdit | None = None
        self._value: Any = NULL
        QTimer.singleShot(0, self._attach)  # once QGIS has laid the form out

    def createWidget(self, parent: QWidget) -> QWidget:  # noqa: N802
        return QLineEdit(parent)

    def initWidget(self, editor: QWidget) -> None:  # noqa: N802
        if isinstance(editor, QLineEdit):
            self._line = editor
            editor.setReadOnly(True)

    def valid(self) -> bool:
        return self._line is not None

    def value(self) -> Any:  # noqa: ANN401  (what QGIS stores)
        return self._value

    def setValue(self, value: Any) -> None:  # noqa: ANN401, N802
        self._value = NULL if value is None else value
        if self._line is not None:
            self._line.setText("" if self._value == NULL else str(value))

    def setEnabled(self, enabled: bool) -> None:  # noqa: N802
        """It can be copied at any time, and edited at none."""

    def _attach(self) -> None:
        form = None if sip.isdeleted(self) else self.parent()
        if form is None or form.metaObject().className() != "QgsAttributeForm":
            return  # a cell of a table
        if not isinstance(form, QgsAttributeForm):  # Python knows a form that QGIS made as a widget only
            form = sip.cast(form, QgsAttributeForm)
        watching = next((child for child in form.children() if isinstance(child, FormFindings)), None)
        if watching is None:
            while_it_lives(FormFindings(form, QgsProject.instance()))
        else:
            watching.renew()
