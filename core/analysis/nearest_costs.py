# SPDX-License-Identifier: GPL-2.0-or-later
"""What it costs each demand unit to reach the nearest of any subset of the points.

Units and points are put on the network once. Each subset is one search from all its points together, so that
memory does not grow with the number of points, and costs are known however far they are.
"""

from __future__ import annotations

from copy import copy

import numpy as np

from ..errors import InputError
from ..network import Placement, RoadGraph, Targets, inclusive, nearest, snap
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import SILENT, Part, Progress
from .access import access_cost
from .matrix_rows import MatrixOptions, rounded
from .model import NO_NETWORK
from .straight import nearest_straight


class NearestCosts:
    """The nearest of ``points`` (k, 2) for each of ``units`` (d, 2), degrees, EPSG:4326.

    ``options.nearest`` and ``options.max_cost`` are not looked at. ``unit_placed`` (d,), ``point_placed``
    (k,): those with a place on the network. ``graph`` is ``None`` in a straight line. Raises ``InputError``
    when it is not one for the metric, ``Cancelled``.
    """

    def __init__(
        self,
        graph: RoadGraph | None,
        units: FloatArray,
        points: FloatArray,
        options: MatrixOptions,
        progress: Progress = SILENT,
    ) -> None:
        self._graph: RoadGraph | None = graph
        self._units, self._points, self._options = units, points, options
        if options.metric == "straight":
            self._graph = None
            self.unit_placed: BoolArray = np.isfinite(units).all(axis=1)
            self.point_placed: BoolArray = np.isfinite(points).all(axis=1)
            return
        if graph is None or graph.metric != options.metric:
            raise InputError(NO_NETWORK)
        self._ends = snap(graph, units, options.snap_distance_m, Part(progress, 0.0, 0.8))
        self._starts = snap(graph, points, options.snap_distance_m, Part(progress, 0.8, 1.0))
        self.unit_placed, self.point_placed = self._ends.on_network, self._starts.on_network
        self._measure(graph)

    def remeasured(self, graph: RoadGraph) -> NearestCosts:
        """Return the costs in another metric: ``graph`` is the same one, remeasured."""
        other = copy(self)
        other._measure(graph)
        return other

    def _measure(self, graph: RoadGraph) -> None:
        speed = self._options.access_speed_kmh
        self._graph = graph
        self._targets = Targets(graph, self._ends, access_cost(graph, self._ends, speed))
        self._start_cost = access_cost(graph, self._starts, speed)

    def least(
        self,
        allowed: BoolArray | None = None,
        *,
        horizon: float = np.inf,
        progress: Progress = SILENT,
    ) -> tuple[FloatArray, IntArray]:
        """Return the cost (d,) and the point (d,) of the nearest of the points ``allowed`` (k,), or of all.

        Infinite and -1 where there is none, or none within ``horizon`` (inclusive). Ties go to the lowest
        point. Raises ``Cancelled``.
        """
        chosen = self.point_placed if allowed is None else self.point_placed & allowed
        if self._graph is None:
            return self._straight(np.flatnonzero(chosen), horizon, progress)
        starts = self._starts
        edge = np.where(chosen, starts.edge, -1).astype(np.int32)
        field = nearest(
            self._graph,
            Placement(edge, starts.fraction, starts.distance_m),
            horizon=horizon,
            travel=self._options.travel,
            start_cost=self._start_cost,
            progress=progress,
        )
        cost, point = field.at(self._targets)
        return rounded(cost), point.astype(np.int64)

    def _straight(self, chosen: IntArray, horizon: float, progress: Progress) -> tuple[FloatArray, IntArray]:
        cost, point = np.full(len(self._units), np.inf), np.full(len(self._units), -1, np.int64)
        some = np.flatnonzero(self.unit_placed)
        km, place = nearest_straight(self._points[chosen], self._units[some], progress)
        within = (place >= 0) & (km <= inclusive(horizon))
        cost[some[within]], point[some[within]] = rounded(km[within]), chosen[place[within]]
        return cost, point
