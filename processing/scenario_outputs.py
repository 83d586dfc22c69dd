# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers and tables of ``servicepoints:scenario``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.analysis import STATUSES
from ..core.analysis.before_after import Shifts
from ..core.analysis.situation import Situation
from ..layers.scenario_style import style_changes, style_load
from .base import SpAlgorithm
from .geometry import from_lonlat
from .inputs import PointSet
from .outputs import around, own_fields
from .scenario_findings import Findings, effects, indicators
from .sources import features_of, open_source
from .study import Study

_CLASSES = ("over_5", "over_15", "over_30")


@dataclass
class ScenarioWriter:
    """Writes the outputs of one run. ``opened``: the layer of opened points, if there is one."""

    algorithm: SpAlgorithm
    parameters: dict[str, Any]
    context: QgsProcessingContext
    study: Study
    opened: PointSet | None
    found: Findings

    def write(self, feedback: QgsProcessingFeedback) -> None:
        """Write all outputs that are wanted."""
        self._write_indicators()
        self._write_shifts()
        self._write_load()
        self._write_closures()
        self._write_demand(feedback)

    def _table(self, name: str, *fields: tuple[str, str]) -> Any:  # noqa: ANN401  (Sink or None)
        return self.algorithm.open_sink(
            self.parameters, name, self.context, around(own_fields(*fields), (), ())
        )

    def _write_indicators(self) -> None:
        texts, numbers = ("indicator", "group", "stratum"), ("before", "after", "change")
        sink = self._table(
            "INDICATORS",
            *((name, "String") for name in texts),
            ("cutoff", "Double"),
            ("unit", "String"),
            *((name, "Double") for name in numbers),
        )
        if sink is None:
            return
        for row in indicators(self.found):
            known = [row.indicator, row.group, row.stratum, row.cutoff, row.unit]
            sink.add([*known, row.before, row.after, row.change])

    def _write_shifts(self) -> None:
        """Write who loses and who gains, by stratum and group."""
        sides = ("losing", "gaining")
        sink = self._table(
            "LOSERS",
            ("stratum", "String"),
            ("group", "String"),
            ("total", "Double"),
            ("unit", "String"),
            *(
                (f"{side}{part}", "Double")
                for side in sides
                for part in ("", *(f"_{name}" for name in _CLASSES), "_cut_off", "_cutoff", "_mean")
            ),
        )
        if sink is None:
            return
        compared = self.found.compared
        for g, stratum in enumerate(self.found.strata):
            for f, group in enumerate(self.found.names):
                row = [stratum, group, float(compared.before.figures.total[g, f]), self.found.unit]
                for shifts in (compared.losers, compared.gainers):
                    row += shift_values(shifts, g, f)
                sink.add(row)

    def _write_load(self) -> None:
        points, found = self.study.points, self.found
        more = [(f"{name}_{side}", "Double") for name in found.names[1:] for side in ("before", "after")]
        fields = around(
            own_fields(("point_id", "String"), ("status", "String")),
            points.fields,
            own_fields(
                ("people_before", "Double"),
                ("people_after", "Double"),
                ("change", "Double"),
                *more,
                ("unique_before", "Double"),
                ("unique_after", "Double"),
            ),
        )
        kind = QgsWkbTypes.Type.Point
        sink = self.algorithm.open_sink(
            self.parameters, "LOAD", self.context, fields, kind, points.crs, style_load
        )
        if sink is None:
            return
        before, after, sites = found.compared.before, found.compared.after, found.compared.sites
        row_of = {key: i for i, key in enumerate(points.ids)}
        new_row_of = {} if self.opened is None else {key: i for i, key in enumerate(self.opened.ids)}
        for i, key in enumerate(sites.ids):
            old, new = int(sites.before[i]), int(sites.after[i])
            load = [_at(before, old, "load"), _at(after, new, "load")]
            unique = [_at(before, old, "unique"), _at(after, new, "unique")]
            row: list[Any] = [key, sites.status[i], *self._attributes(row_of.get(key), new_row_of.get(key))]
            row += [_first(load[0]), _first(load[1]), _zero(load[1]) - _zero(load[0])]
            for f in range(1, len(found.names)):
                row += [None if side is None else float(side[f]) for side in load]
            row += [None if side is None else float(side[-1]) for side in unique]
            place = after.places.lonlat[new] if new >= 0 else before.places.lonlat[old]
            sink.add(row, self._placed(place.tolist()))

    def _attributes(self, row: int | None, new_row: int | None) -> list[Any]:
        """Return the attributes of a point of today, or what an opened point has in fields of these names."""
        points = self.study.points
        if row is not None:
            return list(points.features[row].attributes())
        if new_row is None or self.opened is None:
            return [None] * points.fields.count()
        return [_value(self.opened.features[new_row], name) for name in points.fields.names()]

    def _placed(self, lonlat: list[float]) -> QgsGeometry:
        wkb = bytes(QgsGeometry.fromPointXY(QgsPointXY(*lonlat)).asWkb())
        return from_lonlat(wkb, self.study.points.crs, self.context.transformContext())

    def _write_closures(self) -> None:
        found = self.found
        if found.alone is None:
            return
        alone, cutoffs = found.alone, found.engine.cutoffs
        sink = self._table(
            "CLOSURES",
            ("point_id", "String"),
            ("group", "String"),
            ("unit", "String"),
            ("people", "Double"),
            ("losing", "Double"),
            *((f"losing_{name}", "Double") for name in (*_CLASSES, "cut_off", "cutoff", "mean")),
            ("heir_id", "String"),
        )
        if sink is None:
            return
        ids = found.engine.points.ids
        for j, key in enumerate(ids):
            heir = int(alone.heir[j])
            for f, group in enumerate(found.names):
                stay = float(alone.losers[j, f] - alone.cut_off[j, f])
                row: list[Any] = [key, group, found.unit, float(alone.load[j, f]), float(alone.losers[j, f])]
                row += [float(value) for value in alone.over[:, j, f]]
                row += [float(alone.cut_off[j, f]), float(alone.crossed[len(cutoffs) - 1, j, f])]
                row += [float(alone.amount[j, f]) / stay if stay > 0 else None]
                sink.add([*row, ids[heir] if heir >= 0 else None])

    def _write_demand(self, feedback: QgsProcessingFeedback) -> None:
        source = open_source(self.algorithm, self.parameters, "DEMAND", self.context)
        texts = ("nearest_before", "nearest_after", "status_before", "status_after", "effect")
        fields = around(
            (),
            source.fields(),
            own_fields(
                *((name, "Double") for name in ("cost_before", "cost_after", "change")),
                *((name, "String") for name in (*texts, "unit")),
            ),
        )
        weight = None
        if self.study.demand.names:
            column = source.fields().lookupField(self.study.demand.names[0])
            weight = fields.at(column).name()
        sink = self.algorithm.open_sink(
            self.parameters,
            "DEMAND_OUT",
            self.context,
            fields,
            source.wkbType(),
            source.sourceCrs(),
            lambda layer: style_changes(layer, weight),
        )
        if sink is None:
            return
        named = effects(self.found)
        for feature in features_of(source, feedback):
            row = self.study.demand.row.get(feature.id(), -1)
            outcome = self._outcome(row, named[row]) if row >= 0 else self._left_out()
            sink.add([*feature.attributes(), *outcome], feature.geometry())

    def _outcome(self, row: int, effect: str) -> list[Any]:
        compared = self.found.compared
        sides = (compared.before, compared.after)
        costs = [_finite(side.cost[row]) for side in sides]
        nearest = [int(side.nearest[row]) for side in sides]
        ids = [side.places.ids[point] if point >= 0 else None for side, point in zip(sides, nearest)]
        statuses = [STATUSES[int(side.status[row])] for side in sides]
        change = None if effect == "off_network" else _finite(compared.change[row])
        return [*costs, change, *ids, *statuses, effect, self.found.unit]

    def _left_out(self) -> list[Any]:
        return [None, None, None, None, None, "excluded", "excluded", "excluded", self.found.unit]


def shift_values(shifts: Shifts, g: int, f: int) -> list[float | None]:
    """Return people, people by class, cut off, across the last cutoff, and the mean change, of one group."""
    people, cut_off = float(shifts.people[g, f]), float(shifts.cut_off[g, f])
    stay = people - cut_off
    return [
        people,
        *(float(value) for value in shifts.over[:, g, f]),
        cut_off,
        float(shifts.crossed[-1, g, f]),
        float(shifts.amount[g, f]) / stay if stay > 0 else None,
    ]


def _at(situation: Situation, row: int, name: str) -> np.ndarray | None:
    return getattr(situation, name)[row] if row >= 0 else None


def _first(values: np.ndarray | None) -> float | None:
    return None if values is None else float(values[0])


def _zero(values: np.ndarray | None) -> float:
    return 0.0 if values is None else float(values[0])


def _value(feature: QgsFeature, name: str) -> object:
    index = feature.fields().lookupField(name)
    return feature.attribute(index) if index >= 0 else None


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
