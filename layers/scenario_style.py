# SPDX-License-Identifier: GPL-2.0-or-later
"""How before and after look: losses warm and hatched, gains cool and plain; people by size."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)

from ..host.language import language, locale, tr
from .palette import palette
from .results_style import graduated
from .symbols import HALO, define, fill, fill_layer, hatch_layer, label_text, marker, marker_layer
from .values import different_values, largest_value

Property = QgsSymbolLayer.Property
Polygon = QgsWkbTypes.GeometryType.PolygonGeometry


def style_changes(layer: QgsVectorLayer, weight_field: str | None = None) -> None:
    """Style population units by how much nearer or farther their nearest point would be.

    Losses are orange and hatched (triangles where units are points), gains are purple, as in ColorBrewer's
    PuOr, which colour-blind readers can tell apart. The area of a point is proportional to ``weight_field``.
    Classes that do not occur are left out of the legend.
    """
    looks = _Looks(layer, weight_field)
    there = {str(value) for value in different_values(layer, "effect")}
    changes = [float(value) for value in different_values(layer, "change") if value is not None]
    root = QgsRuleBasedRenderer.Rule(None)
    for label, condition, symbol in (
        *_steps(looks, "loses", max([0.0, *changes])),
        *_steps(looks, "gains", -min([0.0, *changes])),
        *_others(looks, there),
    ):
        rule = QgsRuleBasedRenderer.Rule(symbol)
        rule.setFilterExpression(condition)
        rule.setLabel(label)
        root.appendChild(rule)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.emitStyleChanged()


def style_load(layer: QgsVectorLayer) -> None:
    """Style points by what becomes of them; the area is proportional to the people who go there after.

    A point that would close is as large as the people it serves today. The label is the number of people,
    before and after where the two differ.
    """
    section = palette().sections["load"]
    largest = max(largest_value(layer, name) for name in ("people_before", "people_after"))
    people = 'if("status" = \'closed\', "people_before", "people_after")'
    smallest, widest = section["smallest_mm"], section["largest_mm"]
    size = f"coalesce(scale_exp({people}, 0, {largest!r}, {smallest}, {widest}, 0.5), {smallest})"
    labels = {
        "kept": tr("Stays as it is"),
        "moved": tr("Would move"),
        "opened": tr("Would open"),
        "closed": tr("Would close"),
    }
    categories = []
    for status, label in labels.items():
        look = section[status]
        drawn = [marker_layer(look["shape"], look["colour"], 4.0, "#1A1A1A", 0.3)]
        if status == "closed":  # a cross alone is lost on a dark ground
            drawn = [marker_layer("circle", HALO, 4.0, look["colour"], 0.5), *drawn]
        sized = {Property.PropertySize: size} if largest > 0 else {}
        symbol = marker(*(define(each, sized) for each in drawn))
        categories.append(QgsRendererCategory(status, symbol, label))
    layer.setRenderer(QgsCategorizedSymbolRenderer("status", categories))
    settings = QgsPalLayerSettings()
    settings.isExpression = True
    settings.fieldName = _people_label()
    settings.setFormat(label_text(8.0, 0.8))
    settings.dist = 1.5
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    layer.emitStyleChanged()


def _people_label() -> str:
    """Return the expression of a point's people: one number, or two with an arrow where it changes."""
    before, after = (
        f"format_number(coalesce(\"{name}\", 0), 0, '{language()}')"
        for name in ("people_before", "people_after")
    )
    return f"if({before} = {after}, {after}, {before} || ' \u2192 ' || {after})"


class _Looks:
    """Makes the symbols of one layer."""

    def __init__(self, layer: QgsVectorLayer, weight_field: str | None) -> None:
        self.section = palette().sections["changes"]
        self.demand = palette().sections["demand"]
        self.polygons = layer.geometryType() == Polygon
        largest = largest_value(layer, weight_field) if weight_field else 0.0
        self._size = graduated(weight_field, largest, self.demand) if weight_field and largest > 0 else None
        self.unit = next((str(value) for value in different_values(layer, "unit") if value), "min")

    def symbol(self, colour: str, shape: str, hatch: tuple[str, float] | None = None) -> QgsSymbol:
        """Return a fill, hatched in a colour and at an angle or not, or a marker of that shape."""
        if not self.polygons:
            size = {Property.PropertySize: self._size} if self._size else {}
            dot = marker_layer(shape, colour, self.demand["one_size_mm"], "#4D4D4D", 0.1)
            return marker(define(dot, size))
        ground = fill_layer(colour, HALO, 0.05, alpha=215)
        if hatch is None:
            return fill(ground)
        return fill(ground, hatch_layer(*hatch, self.section["hatch_mm"]))


def _steps(looks: _Looks, effect: str, largest: float) -> Iterator[tuple[str, str, QgsSymbol]]:
    """Yield label, condition and symbol of each class of losses or gains, the largest first."""
    limits: list[float] = [0.0, *looks.section["limits"]]
    lost = effect == "loses"
    sides = list(zip(limits, [*limits[1:], None], looks.section[effect]))
    for low, high, colour in reversed(sides) if lost else sides:
        if low >= largest:
            continue
        condition = f'"effect" = \'{effect}\' AND abs("change") > {low}'
        if high is not None:
            condition += f' AND abs("change") <= {high}'
        hatch = (looks.section["hatch_colour"], looks.section["hatch"])
        symbol = looks.symbol(colour, "triangle", hatch) if lost else looks.symbol(colour, "circle")
        yield _step_label(low, high, looks.unit, lost=lost), condition, symbol


def _step_label(low: float, high: float | None, unit: str, *, lost: bool) -> str:
    texts = {"unit": unit, "low": locale().toString(float(low), "g", 6)}
    if high is None:
        label = tr("More than {low} {unit} farther") if lost else tr("More than {low} {unit} nearer")
        return label.format(**texts)
    texts["high"] = locale().toString(float(high), "g", 6)
    if low <= 0:
        return (tr("Up to {high} {unit} farther") if lost else tr("Up to {high} {unit} nearer")).format(
            **texts
        )
    return (tr("{low}–{high} {unit} farther") if lost else tr("{low}–{high} {unit} nearer")).format(**texts)


def _others(looks: _Looks, there: set[str]) -> Iterator[tuple[str, str, QgsSymbol]]:
    """Yield the classes without a number of minutes or kilometres, as far as they occur."""
    section = looks.section
    kinds = {
        "cut_off": (tr("Would have no way to any point"), section["cut_off"], "cross2"),
        "connected": (tr("Would have a way to a point"), section["gains"][-1], "star"),
        "same": (tr("No change"), section["same"], "circle"),
        "unreachable": (tr("No road leads to a point"), section["unknown"], "cross2"),
        "off_network": (tr("Too far from any road"), section["unknown"], "cross"),
        "excluded": (tr("Left out: no usable population"), section["unknown"], "diamond"),
    }
    for effect, (label, colour, shape) in kinds.items():
        if effect in there:
            hatch = looks.demand.get(effect, {}).get("hatch")
            lines = None if hatch is None else (section["unknown_hatch_colour"], hatch)
            yield label, f"\"effect\" = '{effect}'", looks.symbol(colour, shape, lines)
