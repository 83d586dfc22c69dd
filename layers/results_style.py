# SPDX-License-Identifier: GPL-2.0-or-later
"""How the results of the analyses look: demand, pairs, clusters, findings, road issues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QColor

from ..host.language import locale, tr
from .palette import palette
from .symbols import (
    HALO,
    centroid_layer,
    define,
    fill,
    fill_layer,
    hatch_layer,
    line,
    line_layer,
    marker,
    marker_layer,
)
from .values import different_values, largest_value

Property = QgsSymbolLayer.Property
Point = QgsWkbTypes.GeometryType.PointGeometry
Line = QgsWkbTypes.GeometryType.LineGeometry
Polygon = QgsWkbTypes.GeometryType.PolygonGeometry


def style_demand(layer: QgsVectorLayer, weight_field: str | None = None) -> None:
    """Style demand units by ``status``, in shape or hatch as well as colour.

    With ``weight_field`` (people), the area of a dot is proportional to it. Polygons that are served are
    lightly filled; the others are hatched and carry such a dot.
    """
    _by_status(layer, weight_field, palette().sections["demand"], _statuses())


def style_gaps(layer: QgsVectorLayer) -> None:
    """Style people who are not covered, by ``status``: neutral hatches and dots as large as their number.

    What they lack is not the colour of any government or of any travel time.
    """
    section = palette().sections["gaps"]
    _by_status(layer, "people", section, {key: text for key, text in _statuses().items() if key in section})


def _by_status(
    layer: QgsVectorLayer, weight_field: str | None, section: Mapping[str, Any], statuses: Mapping[str, str]
) -> None:
    largest = largest_value(layer, weight_field) if weight_field else 0.0
    size = graduated(weight_field, largest, section) if weight_field and largest > 0 else None
    is_polygon, categories, told = layer.geometryType() == Polygon, [], size is None
    for status, words in statuses.items():
        look, label = section[status], words
        if not told and not (is_polygon and look["hatch"] is None):  # once is enough
            label, told = tr("{status} (dot: people)").format(status=words), True
        dot = marker(
            define(
                marker_layer(look["shape"], look["colour"], section["one_size_mm"], HALO, 0.15),
                {Property.PropertySize: size} if size else {},
            )
        )
        symbol = _demand_polygon(look, dot) if is_polygon else dot
        categories.append(QgsRendererCategory(status, symbol, label))
    layer.setRenderer(QgsCategorizedSymbolRenderer("status", categories))
    layer.emitStyleChanged()


def style_pairs(layer: QgsVectorLayer) -> None:
    """Style co-location pairs: width is the ``score``; dashed beyond walking distance."""
    section = palette().sections["pairs"]
    scores = [float(v) for v in different_values(layer, "score") if v is not None]
    low, high = (min(scores), max(scores)) if scores else (0.0, 1.0)
    narrow, wide = section["narrowest_mm"], section["widest_mm"]
    width = f'coalesce(scale_exp("score", {low!r}, {high!r}, {narrow}, {wide}, 2), {narrow})'
    if high <= low:
        width = f"{(narrow + wide) / 2}"
    root = QgsRuleBasedRenderer.Rule(None)
    kilometres = locale().toString(section["walking_m"] / 1000)
    near = tr("Within walking distance (≤ {kilometres} km)").format(kilometres=kilometres)
    far = tr("Farther than walking distance")
    for label, dash, test in ((near, "solid", "<="), (far, "dash", ">")):
        halo = define(line_layer(HALO, wide, alpha=180), {Property.PropertyStrokeWidth: f"{width} + 0.8"})
        told = wide if dash == "solid" else section["legend_dash_mm"]  # so that a legend shows the dashes
        stroke = define(
            line_layer(section["colour"], told, style=dash), {Property.PropertyStrokeWidth: width}
        )
        rule = QgsRuleBasedRenderer.Rule(line(halo, stroke) if dash == "solid" else line(stroke))
        rule.setFilterExpression(f'"straight_m" {test} {section["walking_m"]}')
        rule.setLabel(label)
        root.appendChild(rule)
    renderer = QgsRuleBasedRenderer(root)
    _in_order(renderer, "score", ascending=True)
    layer.setRenderer(renderer)
    layer.setOpacity(section["opacity"])
    layer.emitStyleChanged()


def style_clusters(layer: QgsVectorLayer) -> None:
    """Style co-location clusters as soft hulls (or rings around their centre)."""
    section = palette().sections["clusters"]
    colour = section["colour"]
    if layer.geometryType() == Polygon:
        symbol: QgsSymbol = fill(fill_layer(colour, colour, 0.5, alpha=60))
    else:
        ring = marker_layer("circle", HALO, 7.0, colour, 0.6)
        ring.setFillColor(QColor(0, 0, 0, 0))
        symbol = marker(ring)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.emitStyleChanged()


def style_findings(layer: QgsVectorLayer) -> None:
    """Style findings of the validation by ``severity``, in shape as well as colour."""
    _by_severity(layer)


def style_issues(layer: QgsVectorLayer) -> None:
    """Style what the road check found by ``severity``, in shape as well as colour."""
    _by_severity(layer)


def style_unplaced(layer: QgsVectorLayer) -> None:
    """Style points that lie off the network as crosses on a light ground."""
    look = palette().sections["severity"]["error"]
    ground = marker_layer("circle", HALO, 4.4, look["colour"], 0.4)
    cross = marker_layer("cross2", look["colour"], 2.2, width=0.6)
    layer.setRenderer(QgsSingleSymbolRenderer(marker(ground, cross)))
    layer.emitStyleChanged()


def style_roads(layer: QgsVectorLayer) -> None:
    """Style roads as a quiet background."""
    look = palette().sections["roads"]
    layer.setRenderer(QgsSingleSymbolRenderer(line(line_layer(look["colour"], look["width_mm"]))))
    layer.emitStyleChanged()


def style_areas(layer: QgsVectorLayer) -> None:
    """Style declared service areas as dashed outlines that hide nothing."""
    look = palette().sections["areas"]
    outline = line_layer(look["colour"], look["width_mm"], style="dash")
    layer.setRenderer(QgsSingleSymbolRenderer(fill(outline)))
    layer.emitStyleChanged()


def style_blocks(layer: QgsVectorLayer) -> None:
    """Style census blocks as thin outlines on a faint ground."""
    look = palette().sections["roads"]
    ground = fill_layer("#D9D9D9", look["colour"], 0.15, alpha=60, outline_alpha=140)
    layer.setRenderer(QgsSingleSymbolRenderer(fill(ground)))
    layer.emitStyleChanged()


def _in_order(renderer: QgsRuleBasedRenderer, field: str, *, ascending: bool) -> None:
    """Draw by the values of a field; what is drawn last lies on top."""
    clause = QgsFeatureRequest.OrderByClause(f'"{field}"', ascending)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([clause]))
    renderer.setOrderByEnabled(True)


def _statuses() -> dict[str, str]:
    return {
        "served": tr("Served"),
        "beyond": tr("Beyond the cutoff"),
        "unreachable": tr("No road leads to a point"),
        "off_network": tr("Too far from any road"),
        "excluded": tr("Left out: no usable population"),
    }


def graduated(field: str, largest: float, section: Mapping[str, Any]) -> str:
    """Return the expression of a size in millimetres whose square is proportional to a field."""
    quoted = '"{}"'.format(field.replace('"', '""'))
    low, high = section["smallest_mm"], section["largest_mm"]
    return f"coalesce(scale_exp({quoted}, 0, {largest!r}, {low}, {high}, 0.5), {low})"


def _demand_polygon(look: Mapping[str, Any], dot: QgsSymbol) -> QgsSymbol:
    if look["hatch"] is None:
        return fill(fill_layer(look["colour"], HALO, 0.1, alpha=110))
    ground = fill_layer(look["colour"], look["colour"], 0.1, alpha=25, outline_alpha=120)
    return fill(ground, hatch_layer(look["colour"], look["hatch"]), centroid_layer(dot))


def _by_severity(layer: QgsVectorLayer) -> None:
    if layer.geometryType() != Point:
        return
    labels = {"error": tr("Error"), "warning": tr("Warning"), "info": tr("For information")}
    categories = []
    for severity, label in labels.items():
        look = palette().sections["severity"][severity]
        layers = [marker_layer(look["shape"], look["colour"], 3.0, "#000000", 0.3)]
        if look["shape"] == "cross2":
            ground = marker_layer("circle", HALO, 4.2, look["colour"], 0.5)
            layers = [ground, marker_layer("cross2", look["colour"], 2.0, width=0.7)]
        categories.append(QgsRendererCategory(severity, marker(*layers), label))
    layer.setRenderer(QgsCategorizedSymbolRenderer("severity", categories))
    layer.emitStyleChanged()
