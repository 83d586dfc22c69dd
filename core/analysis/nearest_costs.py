# SPDX-License-Identifier: GPL-2.0-or-later
"""What it costs each demand unit to reach the nearest of any subset of the points.

Units and points are put on the network once. Each subset is one search from all its points together, so that
memory does not grow with the number of points, and costs are known however far they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

import numpy as np

from ..errors import InputError
from ..network import RoadGraph, Targets, inclusive, snap
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..parallel import Executor
from ..progress import SILENT, Part, Progress
from .access import access_cost
from .matrix_rows import MatrixOptions, rounded
from .model import NO_NETWORK
from .nearest_search import Nearest, NearestSearch, Wanted
from .straight import nearest_straight


class NearestCosts:
    """The nearest of ``points`` (k, 2) for each of ``units`` (d, 2), degrees, EPSG:4326.

    ``options.nearest`` and ``options.max_cost`` are not looked at. ``unit_placed`` (d,), ``point_placed``
    (k,): those with a place on the network. ``graph`` is ``None`` in a straight line. With an ``executor``
    others search over roads. Raises ``InputError`` when it is not one for the metric, ``Cancelled``.
    """

    def __init__(
        self,
        graph: RoadGraph | None,
        units: FloatArray,
        points: FloatArray,
        options: MatrixOptions,
        progress: Progress = SILENT,
        *,
        executor: Executor | None = None,
    ) -> None:
        self._units, self._points, self._options = units, points, options
        self._executor = executor
        self._search: NearestSearch | None = None
        if options.metric == "straight":
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
        self._search = NearestSearch(
            graph,
            self._starts,
            access_cost(graph, self._starts, speed),
            Targets(graph, self._ends, access_cost(graph, self._ends, speed)),
            self._options.travel,
        )

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
        return next(iter(self.each([Wanted(allowed, horizon)], progress)))

    def each(self, wanted: Sequence[Wanted], progress: Progress = SILENT) -> Iterator[Nearest]:
        """Yield cost and point as ``least`` for one set of points after another. Raises ``Cancelled``."""
        if self._search is not None:
            return self._search.each(wanted, self._executor if len(wanted) > 1 else None, progress)
        steps = [Part(progress, i / len(wanted), (i + 1) / len(wanted)) for i in range(len(wanted))]
        return (self._straight(one, step) for one, step in zip(wanted, steps))

    def _straight(self, wanted: Wanted, progress: Progress) -> Nearest:
        chosen = np.flatnonzero(
            self.point_placed if wanted.allowed is None else self.point_placed & wanted.allowed
        )
        cost, point = np.full(len(self._units), np.inf), np.full(len(self._units), -1, np.int64)
        some = np.flatnonzero(self.unit_placed)
        km, place = nearest_straight(self._points[chosen], self._units[some], progress)
        within = (place >= 0) & (km <= inclusive(wanted.horizon))
        cost[some[within]], point[some[within]] = rounded(km[within]), chosen[place[within]]
        return cost, point
