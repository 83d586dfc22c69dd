# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers the plugin's editor widgets with QGIS, which can take a registration but not give it back.

What is registered once therefore only passes on to the plugin's present code, and steps aside while the
plugin is switched off. The widgets are never named in a layer's setup: a factory asks for its field instead
(``fieldScore``), so that a project opens without the plugin, too.
"""

from __future__ import annotations

from typing import Any, Callable, TypeVar

from qgis.gui import QgsEditorConfigWidget, QgsEditorWidgetFactory, QgsEditorWidgetWrapper, QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ..layers.fields import TABLE_PROPERTY

Maker = Callable[[Any, int, Any, Any], QgsEditorWidgetWrapper]

_WANTED = 100  # QGIS's own widgets ask with 20 at most
_kept: list[QgsEditorWidgetFactory] = []
_living: dict[int, QObject] = {}
"""Python's halves of what QGIS owns: QGIS 3.44 keeps only C++ of a wrapper that nobody refers to."""

Owned = TypeVar("Owned", bound=QObject)


class FieldFactory(QgsEditorWidgetFactory):
    """Makes wrappers for one field of every layer of a store. ``maker`` is None while the plugin is off."""

    def __init__(self, title: str, field: str) -> None:
        super().__init__(title)
        self.field = field
        self.maker: Maker | None = None

    def create(self, vl: Any, fieldIdx: int, editor: Any, parent: Any) -> QgsEditorWidgetWrapper:  # noqa: ANN401, N803
        if self.maker is not None:
            return while_it_lives(self.maker(vl, fieldIdx, editor, parent))
        return _text_factory().create(vl, fieldIdx, editor, parent)

    def fieldScore(self, vl: Any, fieldIdx: int) -> int:  # noqa: ANN401, N802, N803
        """How much the widget suits a field: not at all, unless it is the one it was made for."""
        wanted = self.maker is not None and vl.customProperty(TABLE_PROPERTY)
        return _WANTED if wanted and vl.fields().at(fieldIdx).name() == self.field else 0

    def configWidget(self, vl: Any, fieldIdx: int, parent: Any) -> QgsEditorConfigWidget:  # noqa: ANN401, N802, N803
        return _text_factory().configWidget(vl, fieldIdx, parent)


def register_widget(widget_id: str, title: str, field: str, maker: Maker) -> None:
    """Offer a widget for a field; again after the plugin was loaded anew, when QGIS has the first factory."""
    registry = QgsGui.editorWidgetRegistry()
    known = registry.factories().get(widget_id)
    if known is None:
        known = FieldFactory(title, field)
        registry.registerWidget(widget_id, known)
        _kept.append(known)
    known.maker = maker


def withdraw_widget(widget_id: str) -> None:
    """Stop offering a widget."""
    known = QgsGui.editorWidgetRegistry().factories().get(widget_id)
    if known is not None and not sip.isdeleted(known):
        known.maker = None


def while_it_lives(owned: Owned) -> Owned:
    """Keep Python's half of something that C++ owns until C++ deletes it."""
    key = id(owned)
    _living[key] = owned
    owned.destroyed.connect(lambda: _living.pop(key, None))
    return owned


def _text_factory() -> QgsEditorWidgetFactory:
    return QgsGui.editorWidgetRegistry().factory("TextEdit")
