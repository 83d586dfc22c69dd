# SPDX-License-Identifier: GPL-2.0-or-later
"""About how long catchments will take, told from trying a little of the work itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..network import Placement, ReachBatch, RoadGraph, Targets, nearest, reach, snap
from ..network.arrays import FloatArray, IntArray
from ..progress import SILENT, Progress
from .model import CatchmentOptions
from .polygons import CostSurface
from .ports import Triangulate

_GROUPS, _SEARCHED = 2, 12  # groups of near points tried, and points of each
_ENOUGH = 0.5  # seconds of searching after which one group will do
_UNITS = 3000  # demand units tried
_DRAWN = 4  # near points whose polygons are tried
_REACHED = (1_500, 12_000)  # nodes that one of these reaches, in a small and in a larger try
_OF_ANOTHER = 0.75  # what another process adds, in times the first
_DIVIDING = 3.0  # a place divided among points, in times one within reach of a point
_COUNTED = 1.5  # counting the pairs of points and units, in times finding them

Clock = Callable[[], float]


@dataclass(frozen=True)
class Estimate:
    """Seconds that a run takes to get ready, ``once``, and to visit all points, ``visiting``."""

    once: float
    visiting: float

    def seconds(self, processes: int = 1) -> float:
        """Return the seconds in all, when this many processes visit the points."""
        return self.once + self.visiting / (1.0 + _OF_ANOTHER * (processes - 1))


def estimate(
    graph: RoadGraph,
    points: FloatArray,
    units: FloatArray,
    options: CatchmentOptions,
    *,
    triangulate: Triangulate | None = None,
    clock: Clock = time.perf_counter,
    progress: Progress = SILENT,
) -> Estimate:
    """Return about how long catchments of ``points`` (k, 2), degrees, will take to compute on ``graph``.

    ``units`` (d, 2): demand units, none when there is no demand. Searches from some of the points, places
    some of the units and draws some small polygons, for about half a second, and scales that by how much more
    there is to do. Expect a factor of two either way. Writing the results is not in it. Raises ``Cancelled``.
    """
    probe = _Probe(graph, options, clock, progress)
    began = clock()
    placed = snap(graph, points, options.snap_distance_m, progress)
    near = probe.reach_of_all(placed)
    once, visiting = clock() - began, 0.0  # the run does this as well
    chosen = np.flatnonzero(placed.on_network)
    if not len(chosen):
        return Estimate(once, visiting)
    chosen = chosen[np.argsort(placed.edge[chosen], kind="stable")]
    each = options.overlap == "overlap"
    once += len(units) * probe.unit_seconds(units)
    searched = probe.search([_some(placed, group) for group in _groups(chosen)])
    if each or len(units):
        visiting += len(chosen) * (searched.seconds + searched.unit_seconds * len(units))
    if triangulate is not None and options.detail != "none":
        middle = max(0, len(chosen) // 2 - _DRAWN // 2)
        drawn = probe.draw(_some(placed, chosen[middle : middle + _DRAWN]), triangulate)
        once += drawn.build * near
        if each:
            visiting += len(chosen) * (drawn.base + drawn.per_node * searched.nodes)
        else:
            # Dividing the ground takes longer than drawing disks on it, and each point has its polygons.
            own = len(chosen) if options.overlap == "nearest" else 1
            once += own * drawn.base + _DIVIDING * drawn.per_node * near
    return Estimate(once, visiting)


@dataclass(frozen=True)
class _Searched:
    """Seconds to search from a point, and more for each demand unit.

    ``nodes``: how many nodes near points reach together; polygons are drawn on those of a batch.
    """

    seconds: float
    unit_seconds: float
    nodes: float


@dataclass(frozen=True)
class _Drawn:
    """Seconds to triangulate a node, and to draw all bands of a point: ``base``, and more for each node."""

    build: float
    base: float
    per_node: float


class _Probe:
    """What is tried on one graph."""

    def __init__(self, graph: RoadGraph, options: CatchmentOptions, clock: Clock, progress: Progress) -> None:
        self._graph, self._options, self._clock, self._progress = graph, options, clock, progress
        self._cutoffs = options.rising()
        self._horizon = float(self._cutoffs[-1])
        self._targets: Targets | None = None
        self._tried = 0

    def reach_of_all(self, points: Placement) -> int:
        """Return how many nodes are within reach of any point."""
        field = nearest(self._graph, points, travel=self._options.travel, progress=self._progress)
        return int((field.node_cost <= self._horizon).sum())

    def unit_seconds(self, units: FloatArray) -> float:
        """Return the seconds it takes to place a demand unit."""
        self._tried = min(len(units), _UNITS)
        tried = units[_spread(np.arange(len(units)), _UNITS)]
        began = self._clock()
        placed = snap(self._graph, tried, self._options.snap_distance_m, self._progress)
        self._targets = Targets(self._graph, placed)
        return (self._clock() - began) / max(1, self._tried)

    def search(self, groups: list[Placement]) -> _Searched:
        """Search from groups of near points, all on the network, as far as the run will."""
        began, number, nodes = self._clock(), 0, []
        searching = empty = counting = 0.0
        for points in groups:
            if number and self._clock() - began > _ENOUGH:
                break
            none = Targets(self._graph, _some(points, np.zeros(0, np.int64)))
            times = [self._clock()]
            batch = self._reach(points, self._horizon)
            for targets in (none, self._targets or none):
                times.append(self._clock())
                batch.costs(targets)
            times.append(self._clock())
            search, without, with_units = np.diff(times).tolist()
            searching, empty, counting = searching + search, empty + without, counting + with_units
            number += len(points)
            nodes.append(_together(batch))
        more = max(0.0, counting - empty) * _COUNTED / max(1, self._tried)
        return _Searched((searching + empty) / number, more / number, float(np.mean(nodes)))

    def draw(self, points: Placement, triangulate: Triangulate) -> _Drawn:
        """Draw around near ``points``, all on the network, twice: close by, and somewhat farther."""
        costs = self._costs_around(points)
        tries = [float(costs[min(nodes, len(costs)) - 1]) for nodes in _REACHED]
        wide = tries[-1]
        field = nearest(self._graph, points, horizon=wide, travel=self._options.travel)
        near = field.node_cost <= wide
        began = self._clock()
        surface = CostSurface.build(
            self._graph,
            triangulate,
            points=points,
            travel=self._options.travel,
            detail=self._options.detail,
            near=near,
        )
        build = (self._clock() - began) / max(1, int(near.sum()))
        (few, small), (many, large) = (self._outlined(surface, points, horizon) for horizon in tries)
        per_node = max(0.0, large - small) / (many - few) if many > few else 0.0
        return _Drawn(build, max(0.0, small - per_node * few), per_node)

    def _costs_around(self, points: Placement) -> FloatArray:
        """Return the costs of the nodes that the middle one of ``points`` reaches, rising; one at least."""
        batch = self._reach(_some(points, np.array([len(points) // 2])), self._horizon)
        costs = np.sort(batch.node_cost[0][batch.touched(0)])
        return costs if len(costs) else np.array([self._horizon])

    def _outlined(self, surface: CostSurface, points: Placement, horizon: float) -> tuple[int, float]:
        """Return how many nodes ``points`` reach together, and the seconds the outlines of one take."""
        cutoffs = (self._cutoffs / self._horizon * horizon).tolist()
        batch = self._reach(points, horizon)
        began = self._clock()
        surface.of_batch(batch).polygons([cutoffs] * len(batch.origins), self._options.shape)
        return _together(batch), (self._clock() - began) / len(points)

    def _reach(self, points: Placement, horizon: float) -> ReachBatch:
        """Search from ``points``, which are few enough for one batch."""
        batches = reach(
            self._graph, points, horizon=horizon, travel=self._options.travel, progress=self._progress
        )
        return next(batches)  # the next step of the iterator would take the batch back


def _together(batch: ReachBatch) -> int:
    """Return how many nodes the points of a batch reach together."""
    reached = [batch.touched(row) for row in range(len(batch.origins))]
    return int(np.unique(np.concatenate(reached)).size)


def _groups(index: IntArray) -> list[IntArray]:
    """Return groups of neighbours in ``index``, from different parts of it; all of a short one."""
    if len(index) <= _GROUPS * _SEARCHED:
        return [group for group in np.array_split(index, _GROUPS) if len(group)]
    middles = (2 * np.arange(_GROUPS, dtype=np.int64) + 1) * len(index) // (2 * _GROUPS)
    return [index[middle - _SEARCHED // 2 :][:_SEARCHED] for middle in middles.tolist()]


def _some(points: Placement, index: IntArray) -> Placement:
    return Placement(points.edge[index], points.fraction[index], points.distance_m[index])


def _spread(index: IntArray, number: int) -> IntArray:
    """Return at most ``number`` of ``index``, evenly spread."""
    place = np.arange(min(number, len(index)), dtype=np.int64)
    chosen: IntArray = index[place * len(index) // max(1, number)]
    return index if len(index) <= number else chosen
