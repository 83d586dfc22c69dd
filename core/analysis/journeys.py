# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways between the same demand units and one set of points after another.

The units are put on the roads once. Who is nearest takes one search from all points together, however many
there are; what lies within reach of a point, one bounded search from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..network import Placement, RoadGraph, Targets, nearest, reach, snap
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import SILENT, Part, Progress
from .access import access_cost
from .matrix import graph_for
from .matrix_rows import MatrixOptions, rounded
from .straight import nearest_straight, nearest_within


@dataclass(frozen=True, eq=False)
class Within:
    """What points have within reach (p,): each pair of ``point`` and ``unit`` once, and its ``cost``."""

    point: IntArray
    unit: IntArray
    cost: FloatArray


class Journeys(Protocol):
    """The ways of some demand units (d,). Points (k, 2) are degrees, EPSG:4326; costs minutes or km."""

    unit_placed: BoolArray

    def placed(self, points: FloatArray) -> BoolArray:
        """Return which of the points (k,) have a place on the network."""

    def nearest(self, points: FloatArray, progress: Progress = SILENT) -> tuple[FloatArray, IntArray]:
        """Return the cost (d,) and the index (d,) of the nearest point; infinite and -1 for none.

        Equal costs go to the first of the points. Raises ``Cancelled``.
        """

    def within(self, points: FloatArray, limit: float, progress: Progress = SILENT) -> Within:
        """Return what each point has within ``limit`` (inclusive). Raises ``Cancelled``."""


def find_journeys(
    graph: RoadGraph | None, units: FloatArray, options: MatrixOptions, progress: Progress = SILENT
) -> Journeys:
    """Put ``units`` (d, 2), degrees, on the roads. Of ``options``, ``nearest`` and ``max_cost`` do not count.

    Raises ``InputError`` when ``graph`` is not one for the metric, ``Cancelled``.
    """
    graph = graph_for(options, graph)
    return StraightJourneys(units) if graph is None else RoadJourneys(graph, units, options, progress)


def two_nearest(
    journeys: Journeys, points: FloatArray, progress: Progress = SILENT
) -> tuple[FloatArray, IntArray, FloatArray, IntArray]:
    """Return cost and index (d,) of the nearest point of each unit, and of the second nearest.

    Any point other than the nearest differs from it in some binary digit of its index. So the second nearest
    is the nearest of those that differ in the first digit, in the second digit, and so on: two searches for
    each digit, 16 for 150 points. Infinite and -1 for none; ties go to the first of the points.
    """
    digits = max(0, len(points) - 1).bit_length()
    steps = 1 + 2 * digits
    cost, point = journeys.nearest(points, Part(progress, 0.0, 1.0 / steps))
    second, other = np.full(len(cost), np.inf), np.full(len(cost), -1, np.int64)
    index = np.arange(len(points))
    for step in range(2 * digits):
        digit, value = divmod(step, 2)
        chosen = np.flatnonzero(index >> digit & 1 == value)
        part = Part(progress, (1 + step) / steps, (2 + step) / steps)
        found, label = journeys.nearest(points[chosen], part)
        label = np.where(label >= 0, chosen[label], -1)
        differs = (point >= 0) & (point >> digit & 1 != value) & (label >= 0)
        better = differs & ((found < second) | ((found == second) & (label < other)))
        second[better], other[better] = found[better], label[better]
    return cost, point, second, other


class StraightJourneys:
    """Journeys in a straight line: exact geodesic kilometres."""

    def __init__(self, units: FloatArray) -> None:
        self._units = units
        self.unit_placed: BoolArray = np.isfinite(units).all(axis=1)

    def placed(self, points: FloatArray) -> BoolArray:
        return np.asarray(np.isfinite(points).all(axis=1))

    def nearest(self, points: FloatArray, progress: Progress = SILENT) -> tuple[FloatArray, IntArray]:
        cost, point = np.full(len(self._units), np.inf), np.full(len(self._units), -1, np.int64)
        there, unit = np.flatnonzero(self.placed(points)), np.flatnonzero(self.unit_placed)
        if len(there):
            km, label = nearest_straight(points[there], self._units[unit], progress)
            cost[unit], point[unit] = rounded(km), there[label]
        return cost, point

    def within(self, points: FloatArray, limit: float, progress: Progress = SILENT) -> Within:
        there, units = np.flatnonzero(self.placed(points)), np.flatnonzero(self.unit_placed)
        found = nearest_within(points[there], self._units[units], 0, limit, progress)
        return _together([(there[query], units[place], km) for query, place, km in found])


class RoadJourneys:
    """Journeys over ``graph``."""

    def __init__(
        self, graph: RoadGraph, units: FloatArray, options: MatrixOptions, progress: Progress = SILENT
    ) -> None:
        self._graph, self._options = graph, options
        own = snap(graph, units, options.snap_distance_m, progress)
        self._targets = Targets(graph, own, access_cost(graph, own, options.access_speed_kmh))
        self.unit_placed: BoolArray = own.on_network

    def placed(self, points: FloatArray) -> BoolArray:
        return self._snapped(points).on_network

    def nearest(self, points: FloatArray, progress: Progress = SILENT) -> tuple[FloatArray, IntArray]:
        places = self._snapped(points)
        size = self._targets.size
        if not places.on_network.any():
            return np.full(size, np.inf), np.full(size, -1, np.int64)
        field = nearest(
            self._graph,
            places,
            travel=self._options.travel,
            start_cost=access_cost(self._graph, places, self._options.access_speed_kmh),
            progress=progress,
        )
        cost, point = field.at(self._targets)
        return rounded(cost), point.astype(np.int64)

    def within(self, points: FloatArray, limit: float, progress: Progress = SILENT) -> Within:
        places = self._snapped(points)
        batches = reach(
            self._graph,
            places,
            horizon=limit,
            travel=self._options.travel,
            start_cost=access_cost(self._graph, places, self._options.access_speed_kmh),
            progress=progress,
        )
        parts = []
        for batch in batches:
            row, unit, cost = batch.costs(self._targets)
            parts.append((batch.origins[row], unit.astype(np.int64), cost))
        return _together(parts)

    def _snapped(self, points: FloatArray) -> Placement:
        return snap(self._graph, points.reshape(-1, 2), self._options.snap_distance_m)


def _together(parts: list[tuple[IntArray, IntArray, FloatArray]]) -> Within:
    """Return all pairs, by point and unit: the same whatever was searched together."""
    none = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    point, unit, cost = (np.concatenate(column) for column in zip(none, *parts))
    order = np.lexsort((unit, point))
    return Within(point[order], unit[order], rounded(cost[order]))
