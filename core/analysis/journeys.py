# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways between the same demand units and one set of points after another.

The units are put on the roads once. Who is nearest takes one search from all points together, however many
there are; what lies within reach of a point, one bounded search from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..network import Placement, RoadGraph, Targets, reach, snap
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..parallel import Executor
from ..progress import SILENT, Part, Progress
from .access import access_cost
from .matrix import graph_for
from .matrix_rows import MatrixOptions, rounded
from .nearest_search import Nearest, NearestSearch, Wanted
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

    def nearest_of_each(
        self,
        points: FloatArray,
        subsets: Sequence[BoolArray],
        progress: Progress = SILENT,
        executor: Executor | None = None,
    ) -> Iterator[Nearest]:
        """Yield what ``nearest`` finds among each of the ``subsets`` (k,), as indices of all points."""

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
    journeys: Journeys,
    points: FloatArray,
    progress: Progress = SILENT,
    executor: Executor | None = None,
) -> tuple[FloatArray, IntArray, FloatArray, IntArray]:
    """Return cost and index (d,) of the nearest point of each unit, and of the second nearest.

    Any point other than the nearest differs from it in some binary digit of its index. So the second nearest
    is the nearest of those that differ in the first digit, in the second digit, and so on: two searches for
    each digit, 16 for 150 points. Infinite and -1 for none; ties go to the first of the points. With an
    ``executor`` others search over roads.
    """
    index = np.arange(len(points))
    digits = [divmod(step, 2) for step in range(2 * max(0, len(points) - 1).bit_length())]
    subsets = [np.ones(len(points), bool), *(index >> digit & 1 == value for digit, value in digits)]
    searches = journeys.nearest_of_each(points, subsets, progress, executor)
    cost, point = next(searches)
    second, other = np.full(len(cost), np.inf), np.full(len(cost), -1, np.int64)
    for (digit, value), (found, label) in zip(digits, searches):
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

    def nearest_of_each(
        self,
        points: FloatArray,
        subsets: Sequence[BoolArray],
        progress: Progress = SILENT,
        executor: Executor | None = None,
    ) -> Iterator[Nearest]:
        for i, subset in enumerate(subsets):
            chosen = np.flatnonzero(subset)
            part = Part(progress, i / len(subsets), (i + 1) / len(subsets))
            cost, label = self.nearest(points[chosen], part)
            yield cost, np.where(label >= 0, chosen[label], -1) if len(chosen) else label

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
        return next(self.nearest_of_each(points, [np.ones(len(points), bool)], progress))

    def nearest_of_each(
        self,
        points: FloatArray,
        subsets: Sequence[BoolArray],
        progress: Progress = SILENT,
        executor: Executor | None = None,
    ) -> Iterator[Nearest]:
        places = self._snapped(points)
        start_cost = access_cost(self._graph, places, self._options.access_speed_kmh)
        search = NearestSearch(self._graph, places, start_cost, self._targets, self._options.travel)
        return search.each([Wanted(subset) for subset in subsets], executor, progress)

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
