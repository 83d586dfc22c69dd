# SPDX-License-Identifier: GPL-2.0-or-later
"""The cost matrix over a road network."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..network import Placement, RoadGraph, Targets, Travel, nearest, reach, snap
from ..network.arrays import FloatArray, IntArray, order_of_small
from ..network.everywhere import Everywhere, worth_everywhere
from ..network.path_lengths import PathLengths
from ..network.reach import ReachBatch
from ..network.router import Rooms
from ..parallel import Executor
from ..parallel import in_order as by_workers
from ..progress import SILENT, Part, Progress
from .access import access_cost
from .globe import ranks
from .matrix_rows import CostPairs, MatrixOptions, MatrixRows, in_order, rounded

_METRES_PER_KM = 1000.0
_BLOCK_PAIRS = 4_000_000  # of a block of origins
_BLOCK_ORIGINS = 240  # at least: the search takes near origins together
_HELD = 1_000_000  # new pairs held before the nearest of them are picked
_WORTH = 12.0  # times k / d is the share of the work of a whole search that finding k of d destinations is
_NEAR = 0.25  # of the way between destinations spread evenly; they mostly are where the origins are
_DOUBLINGS = 10  # of that horizon, before there is none
_CHUNK = 64  # sources of a task: a few batches of a search

_REVERSED: dict[Travel, Travel] = {"to_point": "from_point", "from_point": "to_point"}


class NetworkMatrix:
    """The matrix between ``lonlat`` (k, 2), degrees, over ``graph``; see ``matrix.Matrix``.

    It searches from the side that has less work: destinations when they are fewer, else origins. With an
    ``executor`` others search; the rows have the same bytes.
    """

    def __init__(
        self,
        graph: RoadGraph,
        origins: FloatArray,
        destinations: FloatArray,
        options: MatrixOptions,
        progress: Progress = SILENT,
        *,
        executor: Executor | None = None,
    ) -> None:
        self.graph, self.options, self._executor = graph, options, executor
        self.origins = snap(graph, origins, options.snap_distance_m, Part(progress, 0.0, 0.5))
        self.destinations = snap(graph, destinations, options.snap_distance_m, Part(progress, 0.5, 1.0))
        self.origin_access = access_cost(graph, self.origins, options.access_speed_kmh)
        self.destination_access = access_cost(graph, self.destinations, options.access_speed_kmh)
        self.origin_placed = self.origins.on_network
        self.destination_placed = self.destinations.on_network
        self.origin_snap_m, self.destination_snap_m = self.origins.distance_m, self.destinations.distance_m

    def rows(self, progress: Progress = SILENT) -> Iterator[MatrixRows]:
        """Yield all rows, by origin, then rank. Raises ``Cancelled`` when asked to stop."""
        n, k, limit = len(self.origins), self.options.nearest, self.options.max_cost
        if not self._from_origins():
            search = _Search(self, swapped=True)
            found = self._run(search, np.arange(len(self.destinations)), limit, progress)
            yield from in_order(_nearest_so_far(found, n, k) if k else list(found), n, progress)
        elif k:
            yield from in_order(self._nearest_of_each(progress), n, progress)
        else:
            search = _Search(self, swapped=False)
            step = max(_BLOCK_ORIGINS, _BLOCK_PAIRS // max(1, len(self.destinations)))
            for start in range(0, n, step):
                stop = min(start + step, n)
                part = Part(progress, start / n, stop / n)
                found = self._run(search, np.arange(start, stop), limit, part)
                yield from in_order(list(found), n, progress)

    def least_costs(self, progress: Progress = SILENT) -> FloatArray:
        """Return the cost (o,) of the nearest destination of each origin, however far; infinite: none."""
        return self._least(np.inf, progress)

    def _least(self, horizon: float, progress: Progress) -> FloatArray:
        field = nearest(
            self.graph,
            self.destinations,
            horizon=horizon,
            travel=self.options.travel,
            start_cost=self.destination_access,
            progress=progress,
        )
        return field.at(Targets(self.graph, self.origins, self.origin_access))[0]

    def _spacing(self) -> float:
        """Return what it costs to get some way from one destination to the next."""
        share = self.graph.n_nodes / max(1, int(self.destination_placed.sum()))
        return _NEAR * float(self.graph.edge_cost.mean()) * float(np.sqrt(share))

    def _from_origins(self) -> bool:
        origins, destinations = int(self.origin_placed.sum()), int(self.destination_placed.sum())
        share = (
            min(1.0, _WORTH * self.options.nearest / max(1, destinations)) if self.options.nearest else 1.0
        )
        return origins * share <= destinations

    def _run(
        self, search: _Search, sources: IntArray, horizon: float, progress: Progress, k: int = 0
    ) -> Iterator[CostPairs]:
        """Yield the pairs of some of the sources as ``_Search.run``, whoever searches."""
        if self._executor is None:
            return search.run(sources, horizon, progress, k)
        if not k:
            search.prepare(horizon, Part(progress, 0.0, 0.2))
        tasks = [(chunk, horizon, k) for chunk in search.chunks(sources)]
        return by_workers(
            _pairs_of, search, tasks, executor=self._executor, progress=Part(progress, 0.2, 1.0)
        )

    def _nearest_of_each(self, progress: Progress) -> list[CostPairs]:
        """Return the k nearest of each origin, found within a horizon no wider than it must be."""
        k, limit = self.options.nearest, self.options.max_cost
        least = self._least(limit, Part(progress, 0.0, 0.05))
        waiting = np.flatnonzero(np.isfinite(least))
        horizon = np.minimum(_first_horizon(least[waiting], k, self._spacing()), limit)
        search, parts, begun = _Search(self, swapped=False), [], 0.05
        for doublings in range(_DOUBLINGS + 1):
            done, share = np.zeros(len(waiting), bool), (1.0 - begun) / 2.0
            for wide in np.unique(horizon).tolist():
                group = np.flatnonzero(horizon == wide)
                end = begun + share * len(group) / len(waiting)
                runs = self._run(search, waiting[group], wide, Part(progress, begun, end), k)
                found, _ = CostPairs.together(runs).ranked()
                whole = np.full(len(least), wide >= limit, bool)
                whole[_with_all(found, k, wide)] = True
                parts.append(found.at(np.flatnonzero(whole[found.origin])))
                done[group], begun = whole[waiting[group]], end
            waiting = waiting[~done]
            horizon = np.minimum(horizon[~done] * 2.0 if doublings < _DOUBLINGS - 1 else np.inf, limit)
            horizon = np.broadcast_to(horizon, waiting.shape)
        return parts


class _Search:
    """The search of one matrix: from origins, or ``swapped`` from destinations."""

    def __init__(self, matrix: NetworkMatrix, *, swapped: bool) -> None:
        self._graph, self._swapped = matrix.graph, swapped
        sides = [
            (matrix.origins, matrix.origin_access),
            (matrix.destinations, matrix.destination_access),
        ]
        (self._sources, self._start_cost), (ends, end_cost) = sides[::-1] if swapped else sides
        # Reach names the travel as seen from where it searches: from the destination, as in the options.
        self._travel = matrix.options.travel if swapped else _REVERSED[matrix.options.travel]
        self._targets = Targets(self._graph, ends, end_cost)
        self._everywhere: Everywhere | None = None
        self._rooms = Rooms()
        self._lengths = None
        if self._graph.metric == "time" and matrix.options.lengths:
            self._lengths = PathLengths(
                self._graph,
                self._sources,
                ends,
                travel=self._travel,
                start_cost=self._start_cost,
                end_cost=end_cost,
            )

    def run(self, sources: IntArray, horizon: float, progress: Progress, k: int = 0) -> Iterator[CostPairs]:
        """Yield the pairs of some of the sources, up to ``horizon``; by origin, of each the nearest ``k``."""
        no_km = self._graph.metric == "time" and self._lengths is None
        for batch in self._batches(sources, horizon, progress, few=bool(k)):
            row, target, exact = batch.costs(self._targets)
            if k:
                kept = np.lexsort((target, rounded(exact), row))
                kept = kept[ranks(row[kept]) < k]
                row, target, exact = row[kept], target[kept], exact[kept]
            cost = rounded(exact)
            km = np.full(len(cost), np.nan) if no_km else cost
            if self._lengths is not None:
                metres = self._lengths.of(batch, row, target, exact, progress)
                km = rounded(metres / _METRES_PER_KM)
            origin, destination = batch.origins[row].astype(np.int64), target.astype(np.int64)
            if self._swapped:
                origin, destination = destination, origin
            by_origin = order_of_small(origin)
            yield CostPairs(origin, destination, cost, km).at(by_origin)

    def chunks(self, sources: IntArray) -> list[IntArray]:
        """Return the sources that are placed in chunks, near ones together."""
        edge = self._sources.edge[sources]
        placed = sources[edge >= 0]
        placed = placed[np.argsort(self._graph.edge_u[edge[edge >= 0]], kind="stable")]
        return [placed[start : start + _CHUNK] for start in range(0, len(placed), _CHUNK)]

    def prepare(self, horizon: float, progress: Progress) -> None:
        """Build a hierarchy where all the searches together are worth it."""
        if self._everywhere is None:
            self._everywhere = self._hierarchy(horizon, progress)

    def _batches(
        self, sources: IntArray, horizon: float, progress: Progress, *, few: bool
    ) -> Iterator[ReachBatch]:
        """Yield what the sources reach; over a hierarchy when all the searches together are worth it."""
        if not few:
            self.prepare(horizon, Part(progress, 0.0, 0.2))
        if self._everywhere is not None:
            return self._everywhere.batches(sources, Part(progress, 0.2, 1.0))
        edge = np.full(len(self._sources), -1, np.int32)
        edge[sources] = self._sources.edge[sources]
        return reach(
            self._graph,
            Placement(edge, self._sources.fraction, self._sources.distance_m),
            horizon=horizon,
            travel=self._travel,
            start_cost=self._start_cost,
            rooms=self._rooms,
            progress=progress,
        )

    def _hierarchy(self, horizon: float, progress: Progress) -> Everywhere | None:
        if not worth_everywhere(self._graph, self._sources, horizon, self._travel, progress):
            return None
        return Everywhere(
            self._graph,
            self._sources,
            horizon=horizon,
            travel=self._travel,
            start_cost=self._start_cost,
            lengths=self._lengths is not None,
            progress=progress,
        )


def _pairs_of(search: _Search, task: tuple[IntArray, float, int], progress: Progress) -> CostPairs:
    """Return the pairs of a chunk of sources, by origin: what a worker does."""
    sources, horizon, k = task
    pairs = CostPairs.together(search.run(sources, horizon, progress, k))
    return pairs.at(np.argsort(pairs.origin, kind="stable"))


def _first_horizon(least: FloatArray, k: int, spacing: float) -> FloatArray:
    """Return how far to look for the k nearest of each origin, given the cost to the nearest.

    As far as the destinations are apart at least: where one is at the origin, its cost tells nothing.

    Few different horizons, so that the search can take many origins together.
    """
    wide = np.maximum(least, spacing) * np.sqrt(k)  # the area within reach grows with the square
    return np.asarray(2.0 ** (np.ceil(2.0 * np.log2(wide * (1 + 1e-6) + 1e-6)) / 2.0))


def _with_all(found: CostPairs, k: int, horizon: float) -> IntArray:
    """Return the origins whose ``k`` nearest have been found: nothing beyond the horizon can be nearer."""
    counts = np.bincount(found.origin)
    farthest = np.zeros(len(counts))
    np.maximum.at(farthest, found.origin, found.cost)
    return np.flatnonzero((counts == k) & (farthest <= horizon * (1 - 1e-8)))


def _nearest_so_far(found: Iterator[CostPairs], n_origins: int, k: int) -> list[CostPairs]:
    """Return the ``k`` nearest of each origin, holding little more than those at any time."""
    best = CostPairs.together(())
    worst = np.full(n_origins, np.inf)
    new: list[CostPairs] = []
    held = 0
    for pairs in found:
        new.append(pairs.at(np.flatnonzero(pairs.cost <= worst[pairs.origin])))
        held += len(new[-1])
        if held > max(_HELD, len(best)):
            best, new, held = CostPairs.together([best, *new]).ranked(k)[0], [], 0
            last = np.flatnonzero(ranks(best.origin) == k - 1)
            worst[best.origin[last]] = best.cost[last]
    return [CostPairs.together([best, *new]).ranked(k)[0]]
