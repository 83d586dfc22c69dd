# SPDX-License-Identifier: GPL-2.0-or-later
"""A choice of an algorithm as people read it: words on the screen, the stable code as its value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterEnum, QgsProcessingParameters
from qgis.gui import (
    QgsAbstractProcessingParameterWidgetWrapper,
    QgsCheckableComboBox,
    QgsGui,
    QgsProcessingGui,
    QgsProcessingModelerParameterWidget,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..core.choice_words import choice_words
from ..host.language import say

_TICK, _TICKED = Qt.ItemDataRole.CheckStateRole, Qt.CheckState.Checked
_DESIGNER, _BATCH = "ModelerParametersDialog", "BatchAlgorithmDialog"


class ChoiceWidget:
    """What Processing asks for the widget of a parameter marked by ``processing.parameters.in_words``."""

    def __new__(
        cls,
        parameter: QgsProcessingParameterEnum,
        dialog: Any,  # noqa: ANN401  (one of three dialogs of Processing, told apart as QGIS itself does)
        row: int = 0,
        col: int = 0,
    ) -> Any:  # noqa: ANN401
        """Return a wrapper; for the model designer QGIS's own widget with our words."""
        asks = type(dialog).__name__
        if asks == _DESIGNER:
            return _in_designer(parameter, dialog)
        kind = QgsProcessingGui.WidgetType
        wrapper = ChoiceWrapper(parameter, kind.Batch if asks == _BATCH else kind.Standard)
        wrapper.setDialog(dialog)
        return wrapper


def _in_designer(
    parameter: QgsProcessingParameterEnum,
    dialog: Any,  # noqa: ANN401
) -> QgsProcessingModelerParameterWidget:
    """A choice of several is in a window of QGIS's own, which shows codes."""
    widget = QgsGui.processingGuiRegistry().createModelerParameterWidget(
        dialog.model, dialog.childId, parameter, dialog.context
    )
    for box in widget.findChildren(QComboBox):
        if box.count() and [box.itemData(row) for row in range(box.count())] == parameter.options():
            _write_words(box, _words_of(parameter))
    widget.setDialog(dialog)
    return widget


def _words_of(parameter: QgsProcessingParameterEnum) -> Mapping[str, str]:
    words = choice_words(parameter.algorithm().name(), parameter.name())
    return {code: say(words[code]) if code in words else code for code in parameter.options()}


def _write_words(box: QComboBox, words: Mapping[str, str]) -> None:
    """Show words for codes, and a code when somebody points at its words."""
    for row in range(box.count()):
        code = box.itemData(row)
        box.setItemText(row, words[code])
        box.setItemData(row, code, Qt.ItemDataRole.ToolTipRole)


class ChoiceWrapper(QgsAbstractProcessingParameterWidgetWrapper):
    """The widget of one enumeration; models, histories and batches keep its codes.

    The widget is asked for each time: QGIS owns it, and what ``createWidget`` held in Python dies there.
    """

    def createWidget(self) -> QWidget:  # noqa: N802
        asked = self.parameterDefinition()
        box: QComboBox = QgsCheckableComboBox() if asked.allowMultiple() else QComboBox()
        for code in asked.options():
            box.addItem(code, code)
        _write_words(box, _words_of(asked))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setToolTip(asked.toolTip())
        changed = box.model().dataChanged if asked.allowMultiple() else box.currentIndexChanged
        changed.connect(lambda *_: self.widgetValueHasChanged.emit(self))
        return box

    def setWidgetValue(self, value: object, context: QgsProcessingContext) -> None:  # noqa: N802
        asked, box = self.parameterDefinition(), self.wrappedWidget()
        if not asked.allowMultiple():
            box.setCurrentIndex(
                box.findData(QgsProcessingParameters.parameterAsEnumString(asked, value, context))
            )
            return
        codes = QgsProcessingParameters.parameterAsEnumStrings(asked, value, context)
        for row in range(box.count()):
            is_in = box.itemData(row) in codes
            box.setItemData(row, _TICKED if is_in else Qt.CheckState.Unchecked, _TICK)

    def widgetValue(self) -> Any:  # noqa: ANN401, N802  (a code, or a list of codes)
        box = self.wrappedWidget()
        if not self.parameterDefinition().allowMultiple():
            return box.currentData()
        ticked = [row for row in range(box.count()) if Qt.CheckState(box.itemData(row, _TICK)) == _TICKED]
        return [box.itemData(row) for row in ticked]
