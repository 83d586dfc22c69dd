# SPDX-License-Identifier: GPL-2.0-or-later
"""How accessibility looks: light is little and dark is much, as multiples of the mean; busy points are large.

Only the layer itself is read. The limits of the classes of access stand in ``style.json``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsRuleBasedRenderer, QgsSymbol, QgsVectorLayer, QgsWkbTypes

from ..host.language import locale, tr
from .palette import palette, ramp
from .symbols import HALO, fill, fill_layer, hatch_layer, marker, marker_layer
from .values import different_values, largest_value

_LEAST_POWER, _MOST_POWER = 3, 6
Polygon = QgsWkbTypes.GeometryType.PolygonGeometry


def style_access(layer: QgsVectorLayer) -> None:
    """Style population units by their fields ``access`` and ``access_ratio``.

    Classes are multiples of the mean and are labelled with the access they stand for, per so many people.
    Units without access, off the network or left out differ in hatch or shape as well as in colour.
    """
    section = palette().sections["access"]
    limits = [float(limit) for limit in section["levels"]]
    colours = ramp(section["ramp"], len(limits) + 1)
    top = largest_value(layer, "access_ratio")
    mean = largest_value(layer, "access") / top if top > 0 else 0.0
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(_heading(_title(mean)))
    for step, (colour, label) in enumerate(zip(colours, level_labels(mean))):
        lower = limits[step - 1] if step else 0.0
        upper = limits[step] if step < len(limits) else math.inf
        size = section["smallest_mm"] + step * (section["largest_mm"] - section["smallest_mm"]) / len(limits)
        rule = QgsRuleBasedRenderer.Rule(_unit(layer, colour, size, section))
        above = f'"access_ratio" > {lower!r}'
        rule.setFilterExpression(above if upper == math.inf else f'{above} AND "access_ratio" <= {upper!r}')
        rule.setLabel(label)
        root.appendChild(rule)
    demand = palette().sections["demand"]
    for key, condition, label in (
        ("beyond", '"access" = 0 AND "status" <> \'unreachable\'', tr("No access within the cutoff")),
        ("unreachable", "\"status\" = 'unreachable'", tr("No road leads to a point")),
        ("off_network", "\"status\" = 'off_network'", tr("Too far from any road")),
        ("excluded", "\"status\" = 'excluded'", tr("Left out: no usable population")),
    ):
        rule = QgsRuleBasedRenderer.Rule(_without(layer, demand[key], section))
        rule.setFilterExpression(condition)
        rule.setLabel(label)
        root.appendChild(rule)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.emitStyleChanged()


def style_load(layer: QgsVectorLayer) -> None:
    """Style service points by their field ``load``: the area of a disc grows with the people per capacity.

    Points without demand, off the network or left out are crosses and diamonds.
    """
    section = palette().sections["busy"]
    loads = sorted(float(value) for value in different_values(layer, "load") if value)
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(_heading(tr("People for each unit of capacity")))
    limits = _quarters(loads)
    for step, upper in enumerate(limits):
        lower = limits[step - 1] if step else 0.0
        share = (step + 1) / len(limits)
        size = section["largest_mm"] * math.sqrt(share)
        rule = QgsRuleBasedRenderer.Rule(marker(marker_layer("circle", section["colour"], size, HALO, 0.3)))
        rule.setFilterExpression(f'"load" > {lower!r} AND "load" <= {upper!r}')
        rule.setLabel(_range(lower, upper) if step else tr("≤ {limit}").format(limit=short_number(upper)))
        root.appendChild(rule)
    for shape, condition, label in (
        ("diamond", '"status" = \'used\' AND "load" IS NULL', tr("No capacity")),
        ("cross", "\"status\" = 'no_demand'", tr("Nobody can reach it")),
        ("cross2", "\"status\" = 'off_network'", tr("Too far from any road")),
        ("square", "\"status\" = 'excluded'", tr("Left out: no usable capacity")),
    ):
        rule = QgsRuleBasedRenderer.Rule(marker(marker_layer(shape, section["other"], 3.0, HALO, 0.4)))
        rule.setFilterExpression(condition)
        rule.setLabel(label)
        root.appendChild(rule)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.emitStyleChanged()


def per_people(mean: float) -> float:
    """Return for how many people access is shown, given its ``mean`` for one: so many that it is 1 or more.

    At least a thousand, at most a million, in powers of ten.
    """
    power = -math.floor(math.log10(mean)) if mean > 0.0 and math.isfinite(mean) else 0
    return 10.0 ** min(max(power, _LEAST_POWER), _MOST_POWER)


def _title(mean: float) -> str:
    people = short_number(per_people(mean))
    if not mean:
        return tr("Capacity per {people} people").format(people=people)
    return tr("Capacity per {people} people (mean {mean})").format(
        people=people, mean=short_number(mean * per_people(mean))
    )


def level_labels(mean: float) -> list[str]:
    """Name the levels of access, from little to much, given the ``mean`` for one person."""
    mean *= per_people(mean)
    limits = [float(limit) for limit in palette().sections["access"]["levels"]]
    least, most = limits[0], limits[-1]
    first = tr("up to {limit} (at most {times} times the mean)")
    last = tr("more than {limit} (over {times} times the mean)")
    return [
        first.format(limit=short_number(least * mean), times=short_number(least)),
        *(_range(low * mean, high * mean) for low, high in zip(limits, limits[1:])),
        last.format(limit=short_number(most * mean), times=short_number(most)),
    ]


def _range(low: float, high: float) -> str:
    return tr("{lower}–{upper}").format(lower=short_number(low), upper=short_number(high))


def short_number(value: float) -> str:
    """Write a number with three significant digits, or whole when it has more."""
    if value == 0.0 or not math.isfinite(value):
        return locale().toString(0)
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    text = locale().toString(float(value), "f", digits)
    point = str(locale().decimalPoint())
    return text.rstrip("0").rstrip(point) if point in text else text


def _quarters(loads: list[float]) -> list[float]:
    """Return the upper limits of up to four classes with about equally many of the values."""
    n = len(loads)
    return sorted({loads[math.ceil(n * quarter / 4) - 1] for quarter in (1, 2, 3, 4)}) if n else []


def _heading(label: str) -> QgsRuleBasedRenderer.Rule:
    """Make a line of the legend that draws nothing."""
    rule = QgsRuleBasedRenderer.Rule(None)
    rule.setFilterExpression("FALSE")
    rule.setLabel(label)
    return rule


def _unit(layer: QgsVectorLayer, colour: str, size: float, section: Mapping[str, Any]) -> QgsSymbol:
    if layer.geometryType() == Polygon:
        return fill(fill_layer(colour, section["outline"], 0.1, outline_alpha=110))
    return marker(marker_layer("circle", colour, size, section["outline"], 0.1))


def _without(layer: QgsVectorLayer, look: Mapping[str, Any], section: Mapping[str, Any]) -> QgsSymbol:
    if layer.geometryType() == Polygon:
        ground = fill_layer(HALO, section["outline"], 0.1, alpha=60, outline_alpha=110)
        return fill(ground, hatch_layer(look["colour"], look["hatch"]))
    return marker(marker_layer(look["shape"], look["colour"], section["without_mm"], HALO, 0.1))
