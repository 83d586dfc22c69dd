# SPDX-License-Identifier: GPL-2.0-or-later
"""Small makers of QGIS symbols, so that the styles read as what they mean."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsCentroidFillSymbolLayer,
    QgsFillSymbol,
    QgsFontMarkerSymbolLayer,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
)
from qgis.PyQt.QtGui import QColor, QFont

HALO = "#FFFFFF"
FONT = "DejaVu Sans"


def rgba(colour: str, alpha: int = 255) -> str:
    """Return ``#RRGGBB`` as the ``r,g,b,a`` text of symbol properties."""
    parsed = QColor(colour)
    return f"{parsed.red()},{parsed.green()},{parsed.blue()},{alpha}"


def label_text(size: float, halo: float) -> QgsTextFormat:
    """Return the look of labels: ``size`` in points, with a ``halo`` in millimetres on any background."""
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setColor(QColor(HALO))
    buffer.setSize(halo)
    text = QgsTextFormat()
    text.setFont(QFont(FONT))
    text.setSize(size)
    text.setColor(QColor("#1A1A1A"))
    text.setBuffer(buffer)
    return text


def marker_layer(
    shape: str, colour: str, size: float, outline: str = HALO, width: float = 0.3
) -> QgsSimpleMarkerSymbolLayer:
    """Make one simple marker, sizes in millimetres. Crosses are drawn by their outline alone."""
    drawn = colour if shape in ("cross", "cross2") else outline
    return QgsSimpleMarkerSymbolLayer.create(
        {
            "name": shape,
            "color": rgba(colour),
            "outline_color": rgba(drawn),
            "outline_width": str(width),
            "outline_width_unit": "MM",
            "size": str(size),
            "size_unit": "MM",
        }
    )


def marker(*layers: QgsSymbolLayer) -> QgsMarkerSymbol:
    """Make a marker symbol of layers, bottom first."""
    symbol = QgsMarkerSymbol()
    symbol.deleteSymbolLayer(0)
    for layer in layers:
        symbol.appendSymbolLayer(layer)
    return symbol


def letter_layer(letter: str, size: float) -> QgsFontMarkerSymbolLayer:
    """Make a white, bold letter to stand on a marker."""
    layer = QgsFontMarkerSymbolLayer.create(
        {"font": FONT, "chr": letter, "color": rgba(HALO), "size": str(size), "size_unit": "MM"}
    )
    layer.setFontStyle("Bold")
    return layer


def line_layer(
    colour: str, width: float, *, style: str = "solid", alpha: int = 255
) -> QgsSimpleLineSymbolLayer:
    """Make one simple line, width in millimetres; ``style`` is solid, dash or dot."""
    return QgsSimpleLineSymbolLayer.create(
        {
            "line_color": rgba(colour, alpha),
            "line_width": str(width),
            "line_width_unit": "MM",
            "line_style": style,
            "capstyle": "round",
            "joinstyle": "round",
        }
    )


def line(*layers: QgsSymbolLayer) -> QgsLineSymbol:
    """Make a line symbol of layers, bottom first."""
    symbol = QgsLineSymbol()
    symbol.deleteSymbolLayer(0)
    for layer in layers:
        symbol.appendSymbolLayer(layer)
    return symbol


def fill(*layers: QgsSymbolLayer) -> QgsFillSymbol:
    """Make a fill symbol of layers, bottom first."""
    symbol = QgsFillSymbol()
    symbol.deleteSymbolLayer(0)
    for layer in layers:
        symbol.appendSymbolLayer(layer)
    return symbol


def fill_layer(
    colour: str, outline: str, width: float = 0.2, *, alpha: int = 255, outline_alpha: int = 255
) -> QgsSimpleFillSymbolLayer:
    """Make one plain fill with an outline; a width of 0 draws none."""
    return QgsSimpleFillSymbolLayer.create(
        {
            "color": rgba(colour, alpha),
            "outline_color": rgba(outline, outline_alpha),
            "outline_width": str(width),
            "outline_width_unit": "MM",
            "outline_style": "solid" if width else "no",
            "joinstyle": "round",
        }
    )


def hatch_layer(colour: str, angle: float, distance: float = 1.6) -> QgsLinePatternFillSymbolLayer:
    """Make a hatch of thin lines; ``angle`` in degrees, ``distance`` in millimetres."""
    layer = QgsLinePatternFillSymbolLayer()
    layer.setLineAngle(angle)
    layer.setDistance(distance)
    layer.setSubSymbol(line(line_layer(colour, 0.2)))
    return layer


def centroid_layer(symbol: QgsMarkerSymbol) -> QgsCentroidFillSymbolLayer:
    """Make a marker that stands inside each polygon, once per feature."""
    layer = QgsCentroidFillSymbolLayer()
    layer.setSubSymbol(symbol)
    layer.setPointOnSurface(True)
    layer.setPointOnAllParts(False)
    return layer


def define(layer: QgsSymbolLayer, properties: Mapping[QgsSymbolLayer.Property, str]) -> QgsSymbolLayer:
    """Give a symbol layer its data-defined properties as expressions; return it."""
    for key, expression in properties.items():
        layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))
    return layer
