# SPDX-License-Identifier: GPL-2.0-or-later
"""How catchments look: near is dark and far is light, neighbours that share no place differ in their hatch.

Only the layer itself is read: its fields, its legend limits, and how it was made (``layers.origin``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from qgis.core import (
    QgsExpression,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from ..host.language import language, locale, tr
from .origin import parameter_of
from .palette import luminance, palette, ramp
from .symbols import HALO, define, fill, fill_layer, hatch_layer, label_text, rgba
from .values import different_values

Property = QgsSymbolLayer.Property
MOST_TERRITORIES = 3000
"""Features of a larger layer are not read to tell neighbours apart: styling happens while a person waits."""
CELLS = 600
"""Cells along the longer side of the layer: territories that meet within one are neighbours."""
HATCHES = (None, 45.0, 135.0, 90.0, 0.0)
"""Angles that tell neighbouring territories apart; the first has none."""
DARK = 0.35
"""Luminance below which a hatch is white."""


def style_catchments(layer: QgsVectorLayer) -> None:
    """Style catchment polygons by their field ``cutoff_to``: near is dark, far is light, drawn far to near.

    The legend says what is measured, and each band with the unit of the field ``unit``: "0–5 min" for rings,
    "≤ 5 min" for disks. With more different cutoffs than one can tell apart (a cutoff per point), the bands
    are grouped into classes. Where each place belongs to its nearest point (``nearest``), neighbours are told
    apart by hatches and by the names of the points.
    """
    section = palette().sections["catchment"]
    limits = sorted(float(v) for v in different_values(layer, "cutoff_to") if v is not None)
    classes = _classes(limits, section["most_classes"])
    nearest = parameter_of(layer, "OVERLAP") == "nearest"
    labels = _band_labels(layer, classes)
    colours = dict(zip(classes, ramp(section["ramp"], len(classes))))
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(_heading(layer))
    lower: float | None = None
    for (limit, colour), label in zip(colours.items(), labels):
        rule = QgsRuleBasedRenderer.Rule(_symbol(colour, section, territories=nearest))
        rule.setFilterExpression(_between(lower, limit))
        rule.setLabel(label)
        root.appendChild(rule)
        lower = limit
    hatches = _hatch_rule(_told_apart(layer), colours, section) if nearest else None
    if hatches is not None:
        root.appendChild(hatches)
    renderer = QgsRuleBasedRenderer(root)
    clause = QgsFeatureRequest.OrderByClause('"cutoff_to"', False)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([clause]))
    renderer.setOrderByEnabled(True)
    layer.setRenderer(renderer)
    layer.setOpacity(section["opacity"])
    _set_labels(layer, classes, labels, names=nearest)
    layer.emitStyleChanged()


def _classes(limits: Sequence[float], most: int) -> list[float]:
    """The upper limits of the classes: all of them, or evenly chosen ones that end with the largest."""
    if len(limits) <= most:
        return list(limits)
    return [limits[round((step + 1) * len(limits) / most) - 1] for step in range(most)]


def _between(lower: float | None, limit: float) -> str:
    above = "" if lower is None else f'"cutoff_to" > {lower!r} AND '
    return f'{above}"cutoff_to" <= {limit!r}'


def _heading(layer: QgsVectorLayer) -> QgsRuleBasedRenderer.Rule:
    """Make a line of the legend that draws nothing; it has no bands under it, which QGIS would fold."""
    rule = QgsRuleBasedRenderer.Rule(None)
    rule.setFilterExpression("FALSE")
    rule.setLabel(_title(layer))
    return rule


def _title(layer: QgsVectorLayer) -> str:
    """Say what the colours measure."""
    to_nearest = parameter_of(layer, "OVERLAP") in ("nearest", "dissolve")
    from_point = parameter_of(layer, "TRAVEL") == "from_point"
    metric = parameter_of(layer, "METRIC") or ("time" if _unit(layer) == "min" else "distance")
    if metric == "straight":
        return tr("Straight line to the nearest point") if to_nearest else tr("Straight line to the point")
    if metric == "distance":
        if from_point:
            return tr("By road from the nearest point") if to_nearest else tr("By road from the point")
        return tr("By road to the nearest point") if to_nearest else tr("By road to the point")
    if from_point:
        return tr("Travel time from the nearest point") if to_nearest else tr("Travel time from the point")
    return tr("Travel time to the nearest point") if to_nearest else tr("Travel time to the point")


def _unit(layer: QgsVectorLayer) -> str:
    return next((str(v) for v in different_values(layer, "unit") if v), "min")


def _band_labels(layer: QgsVectorLayer, classes: Sequence[float]) -> list[str]:
    unit = _unit(layer)
    rings = any(float(v) > 0.0 for v in different_values(layer, "cutoff_from") if v is not None)
    texts = [locale().toString(limit, "g", 6) for limit in classes]
    if not rings:
        return [tr("≤ {limit} {unit}").format(limit=text, unit=unit) for text in texts]
    lowers = [locale().toString(0.0, "g", 6), *texts]
    return [
        tr("{lower}–{upper} {unit}").format(lower=lower, upper=upper, unit=unit)
        for lower, upper in zip(lowers, texts)
    ]


def _symbol(colour: str, section: Mapping[str, str], *, territories: bool) -> QgsFillSymbol:
    """Make the fill of a band. Territories that meet are parted by white lines, bands by fine dark ones."""
    if territories:
        return fill(fill_layer(colour, HALO, 0.5, outline_alpha=230))
    return fill(fill_layer(colour, section["outline"], 0.2, outline_alpha=170))


def _hatch_rule(
    numbers: Mapping[str, int], colours: Mapping[float, str], section: Mapping[str, str]
) -> QgsRuleBasedRenderer.Rule | None:
    """Make the rule that hatches every territory with a neighbour, at the angle of its number."""
    angles: dict[float, list[str]] = defaultdict(list)
    for point, number in sorted(numbers.items()):
        angle = HATCHES[number % len(HATCHES)]
        if angle is not None:
            angles[angle].append(QgsExpression.quotedValue(point))
    if not angles:
        return None
    cases = " ".join(
        f'WHEN "point_id" IN ({", ".join(points)}) THEN {angle}' for angle, points in angles.items()
    )
    hatched = ", ".join(point for points in angles.values() for point in points)
    darkest = max((limit for limit, colour in colours.items() if luminance(colour) < DARK), default=0.0)
    stroke = (
        f"CASE WHEN \"cutoff_to\" <= {darkest!r} THEN '{rgba(HALO, 150)}' "
        f"ELSE '{rgba(section['outline'], 110)}' END"
    )
    hatch = hatch_layer(section["outline"], 45.0, 2.0)
    define(hatch.subSymbol().symbolLayer(0), {Property.PropertyStrokeColor: stroke})
    rule = QgsRuleBasedRenderer.Rule(fill(define(hatch, {Property.PropertyLineAngle: f"CASE {cases} END"})))
    rule.setFilterExpression(f'"point_id" IN ({hatched})')
    rule.setLabel(tr("Hatches: one area per point"))
    return rule


def _told_apart(layer: QgsVectorLayer) -> dict[str, int]:
    """Give each point's territory a number that none of its neighbours has, the smallest that is free.

    Territories that share a cell of a coarse grid are neighbours. A layer too large to be read has none.
    """
    extent = layer.extent()
    cell = max(extent.width(), extent.height()) / CELLS
    column = layer.fields().lookupField("point_id")
    if column < 0 or not cell > 0.0 or not 0 < layer.featureCount() <= MOST_TERRITORIES:
        return {}
    met: dict[tuple[float, float], set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = {}
    for feature in layer.getFeatures(QgsFeatureRequest().setSubsetOfAttributes([column])):
        point = str(feature[column])
        beside.setdefault(point, set())
        # kept by name: its vertices must not outlive it
        coarse = feature.geometry().densifyByDistance(cell / 2).snappedToGrid(cell, cell)
        for vertex in coarse.vertices():
            met[vertex.x(), vertex.y()].add(point)
    for together in met.values():
        for one, other in combinations(together, 2):
            beside[one].add(other)
            beside[other].add(one)
    numbers: dict[str, int] = {}
    for point in sorted(beside, key=lambda name: (-len(beside[name]), name)):
        taken = {numbers[other] for other in beside[point] if other in numbers}
        numbers[point] = next(number for number in range(len(beside)) if number not in taken)
    return numbers


def _set_labels(
    layer: QgsVectorLayer, classes: Sequence[float], labels: Sequence[str], *, names: bool
) -> None:
    """Prepare labels: the point's name where each has its own territory, else the band, to be switched on."""
    settings = QgsPalLayerSettings()
    settings.setFormat(label_text(7.5, 0.8))
    settings.isExpression = True
    settings.placement = QgsPalLayerSettings.Placement.AroundPoint  # where the point's own symbol is not
    settings.dist = 2.5
    settings.centroidInside = True
    settings.autoWrapLength = 26
    if names and classes:
        settings.fieldName = f'CASE WHEN "cutoff_to" <= {classes[0]!r} THEN {_name(layer)} END'
    else:
        lowers = [None, *classes]
        cases = " ".join(
            f"WHEN {_between(lower, limit)} THEN {QgsExpression.quotedValue(label)}"
            for lower, limit, label in zip(lowers, classes, labels)
        )
        settings.fieldName = f"CASE {cases} END" if cases else "NULL"
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(names)


def _name(layer: QgsVectorLayer) -> str:
    """Return the expression of a point's name: in the person's language if there is one, else its id."""
    other = "en" if language() == "fr" else "fr"
    wanted = (f"name_{language()}", "name", f"name_{other}")
    known = [QgsExpression.quotedColumnRef(name) for name in wanted if layer.fields().lookupField(name) >= 0]
    filled = [f"nullif({name}, '')" for name in known]
    return f"coalesce({', '.join([*filled, QgsExpression.quotedColumnRef('point_id')])})"
