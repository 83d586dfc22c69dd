# SPDX-License-Identifier: GPL-2.0-or-later
"""How the channels of areas look: blue with a counter, hatched without, crossed out where there is nothing.

Hatch (or the shape of points) says the same as colour. Only the combinations that occur are in the legend.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsRendererCategory,
    QgsSymbol,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.channels import COMBINATION_WORDS
from ..host.language import say
from .palette import palette
from .symbols import fill, fill_layer, hatch_layer, marker, marker_layer
from .values import different_values

_Polygon = QgsWkbTypes.GeometryType.PolygonGeometry


def style_channels(layer: QgsVectorLayer) -> None:
    """Style areas, or points that stand for them, by their field ``channels``."""
    section = palette().sections["channel_reach"]
    there = {str(value) for value in different_values(layer, "channels")}
    categories = [
        QgsRendererCategory(code, _symbol(layer, section, section[code]), say(words))
        for code, words in COMBINATION_WORDS.items()
        if code in there
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("channels", categories))
    layer.emitStyleChanged()


def _symbol(layer: QgsVectorLayer, section: Mapping[str, Any], look: Mapping[str, Any]) -> QgsSymbol:
    if layer.geometryType() != _Polygon:
        dark = section["hatch_colour"]
        colour = dark if look["shape"] == "cross2" else look["colour"]
        return marker(marker_layer(look["shape"], colour, section["marker_mm"], dark, 0.2))
    ground = fill_layer(look["colour"], section["outline"], 0.1, alpha=225, outline_alpha=140)
    hatches = (hatch_layer(section["hatch_colour"], angle, section["hatch_mm"]) for angle in look["hatches"])
    return fill(ground, *hatches)
