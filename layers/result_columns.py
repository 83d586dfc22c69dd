# SPDX-License-Identifier: GPL-2.0-or-later
"""The columns of a result as people read them: named in words, wide enough for these, and words for codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QFont, QFontMetrics, QGuiApplication

_USUAL_WIDTH = 100  # of QGIS, in pixels
_WIDEST = 400
_MARGIN = 2  # letters, beside the words


@dataclass(frozen=True)
class Columns:
    """What people read: ``labels`` of fields, and ``words`` for the codes in some of them."""

    labels: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


def name_columns(layer: QgsVectorLayer, columns: Columns) -> None:
    """Give the fields of a layer their labels and words, as far as it has them; names and codes stay."""
    for index, item in enumerate(layer.fields()):
        if item.name() in columns.labels:
            layer.setFieldAlias(index, columns.labels[item.name()])
        if item.name() in columns.words:
            words = [{label: code} for code, label in columns.words[item.name()].items()]
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": words}))
    if isinstance(QCoreApplication.instance(), QGuiApplication):
        _widen(layer, columns.words)


def _widen(layer: QgsVectorLayer, words: Mapping[str, Mapping[str, str]]) -> None:
    """Make room in the attribute table for names that QGIS would cut, and for words of codes."""
    letters, table = QFontMetrics(QFont()), layer.attributeTableConfig()
    table.update(layer.fields())
    columns = table.columns()
    for place, column in enumerate(columns):
        index = layer.fields().lookupField(column.name)
        if index >= 0:
            told = [layer.attributeDisplayName(index), *words.get(column.name, {}).values()]
            width = max(letters.horizontalAdvance(each + "n" * _MARGIN) for each in told)
            if width > _USUAL_WIDTH:
                table.setColumnWidth(place, min(width, _WIDEST))
    layer.setAttributeTableConfig(table)
