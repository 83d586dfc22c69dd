# SPDX-License-Identifier: GPL-2.0-or-later
"""How the matches of an import look: by what is to be done about them, in shape as well as colour."""

from __future__ import annotations

from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory, QgsVectorLayer, QgsWkbTypes

from ..core.importing.matching import Band
from ..host.language import say
from .palette import palette
from .symbols import HALO, marker, marker_layer

_SIZE_MM = 3.4


def style_matches(layer: QgsVectorLayer) -> None:
    """Style the rows of a source that may be points of the register by their ``band``."""
    if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
        return
    categories = []
    for code, look in palette().sections["matches"].items():
        symbol = marker(marker_layer(look["shape"], look["colour"], _SIZE_MM, HALO, 0.4))
        categories.append(QgsRendererCategory(code, symbol, say(Band(code).text)))
    layer.setRenderer(QgsCategorizedSymbolRenderer("band", categories))
    layer.emitStyleChanged()
