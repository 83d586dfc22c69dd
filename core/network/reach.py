# SPDX-License-Identifier: GPL-2.0-or-later
"""What each service point reaches within a horizon, many points at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from functools import cached_property

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import BoolArray, FloatArray, Int32Array, IntArray
from .graph import RoadGraph, Travel
from .limits import inclusive, summable, summable_metres
from .router import Rooms, Router
from .snapping import Placement

_HIGHEST = float(np.finfo(np.float64).max)
_MAX_CELLS = 24_000_000  # 8 + 4 bytes each
_MAX_ROWS = 16


class Targets:
    """Demand units prepared once for many origins.

    ``end_cost`` (k,): cost from the road to each unit (access), in the unit of the graph; default none.
    """

    def __init__(self, graph: RoadGraph, placement: Placement, end_cost: FloatArray | None = None) -> None:
        index = np.flatnonzero(placement.on_network)
        self.index: IntArray = index[np.argsort(placement.edge[index], kind="stable")]
        self.edge = placement.edge[self.index]
        self.fraction = placement.fraction[self.index]
        self.u, self.v = graph.edge_u[self.edge], graph.edge_v[self.edge]
        self.end_cost = np.zeros(len(self.index)) if end_cost is None else summable(end_cost[self.index])
        self.size = len(placement)


class ReachBatch:
    """What a batch of origins reaches. Valid until the next batch is asked for.

    ``origins`` (b,): indices of the origins. ``node_cost`` (b, n_nodes): cost between each origin and each
    node, infinite beyond the horizon; the start cost is in it. ``node_metres`` (b, n_nodes): metres of road
    to each node where the search has found them, else ``None``.
    """

    def __init__(
        self,
        search: _Search,
        origins: IntArray,
        node_cost: FloatArray,
        reached: IntArray,
    ) -> None:
        self.origins = origins
        self.node_cost = node_cost
        self.node_metres: FloatArray | None = None
        self._search = search
        self._reached = reached
        self._ends = np.searchsorted(
            reached, np.arange(len(origins) + 1, dtype=np.int64) * node_cost.shape[1]
        )

    def touched(self, row: int) -> IntArray:
        """Return the nodes (t,) reached by the batch's origin ``row`` (0…b-1), rising."""
        cells = self._reached[self._ends[row] : self._ends[row + 1]]
        return np.asarray(cells - row * self.node_cost.shape[1])

    @cached_property
    def _near(self) -> BoolArray:
        """Which nodes (n_nodes,) any of the origins reaches, or has at the end of its own edge."""
        near = np.zeros(self.node_cost.shape[1], bool)
        for row in range(len(self.origins)):
            near[self.touched(row)] = True
        near[self._search.graph.edge_u[self._search.origins.edge[self.origins]]] = True
        return near

    def costs(self, targets: Targets) -> tuple[Int32Array, Int32Array, FloatArray]:
        """Return all pairs within the horizon between which there is a way: row in the batch, target index,
        cost (p,) each.

        Both ends of the target's edge are considered, and a trip along one edge without a node.
        """
        search = self._search
        horizon = min(search.horizon, _HIGHEST)
        home = search.origins.edge[self.origins]
        chosen = np.flatnonzero(self._near.take(targets.u) | self._near.take(targets.v))
        edge, fraction = targets.edge[chosen], targets.fraction[chosen]
        u, v, end_cost = targets.u[chosen], targets.v[chosen], targets.end_cost[chosen]
        to_u, to_v = end_costs(search.graph, edge, fraction, leaving=search.travel == "to_point")
        first, last = np.searchsorted(edge, home, "left"), np.searchsorted(edge, home, "right")
        rows: list[Int32Array] = [np.zeros(0, np.int32)]
        found: list[Int32Array] = [np.zeros(0, np.int32)]
        costs: list[FloatArray] = [np.zeros(0)]
        for row, origin in enumerate(self.origins):
            to_node = self.node_cost[row]
            cost = np.minimum(to_node[u] + to_u, to_node[v] + to_v)
            same = slice(first[row], last[row])
            direct = search.along_edge(np.full(last[row] - first[row], origin, np.int64), fraction[same])
            cost[same] = np.minimum(cost[same], direct)
            cost += end_cost
            within = np.flatnonzero(cost <= horizon)
            rows.append(np.full(len(within), row, np.int32))
            found.append(targets.index[chosen[within]].astype(np.int32))
            costs.append(cost[within])
        return np.concatenate(rows), np.concatenate(found), np.concatenate(costs)


class _Search:
    """The question a search answers, shared by its batches."""

    def __init__(
        self,
        graph: RoadGraph,
        origins: Placement,
        horizon: float,
        travel: Travel,
        start_cost: FloatArray | None,
    ) -> None:
        self.graph, self.origins, self.travel = graph, origins, travel
        self.horizon = inclusive(horizon)
        self.start_cost = np.zeros(len(origins)) if start_cost is None else summable(start_cost)

    def seeds(self, origins: IntArray) -> tuple[IntArray, IntArray, FloatArray]:
        """Return (row, node, cost) of the first nodes met from each of ``origins``."""
        row, node, cost, _ = self.seeds_and_metres(origins)
        return row, node, cost

    def seeds_and_metres(self, origins: IntArray) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
        """Return (row, node, cost, metres) of the first nodes met from each of ``origins``."""
        edge, fraction = self.origins.edge[origins], self.origins.fraction[origins]
        to_u, to_v = end_costs(self.graph, edge, fraction, leaving=self.travel == "from_point")
        row = np.tile(np.arange(len(origins), dtype=np.int64), 2)
        node = np.concatenate((self.graph.edge_u[edge], self.graph.edge_v[edge])).astype(np.int64)
        cost = np.concatenate((to_u, to_v)) + np.tile(self.start_cost[origins], 2)
        metres = end_metres(self.graph, edge, fraction)
        allowed = np.isfinite(cost)
        return row[allowed], node[allowed], cost[allowed], np.concatenate(metres)[allowed]

    def along_edge(self, origin: IntArray, target_fraction: FloatArray) -> FloatArray:
        """Return the cost (p,) between each origin and a target on the same edge, without leaving it."""
        graph, edge = self.graph, self.origins.edge[origin]
        ahead = target_fraction - self.origins.fraction[origin]
        if self.travel == "to_point":
            ahead = -ahead
        allowed = np.where(ahead > 0, graph.forward[edge], graph.backward[edge]) | (ahead == 0)
        whole = graph.edge_cost[edge]
        start, end = summable(self.origins.fraction[origin] * whole), summable(target_fraction * whole)
        return np.where(allowed, np.abs(end - start) + self.start_cost[origin], np.inf)


def end_costs(
    graph: RoadGraph, edge: Int32Array, fraction: FloatArray, *, leaving: bool
) -> tuple[FloatArray, FloatArray]:
    """Return the cost between places on edges and node u, and node v (p,) each; infinite when not allowed.

    ``leaving``: from the place to the node, else from the node to the place. A place at a node is there at
    no cost even on a one-way street.
    """
    whole = graph.edge_cost[edge]
    via_u, via_v = graph.backward[edge], graph.forward[edge]
    if not leaving:
        via_u, via_v = via_v, via_u
    along = summable(fraction * whole)
    to_u = np.where(via_u | (fraction == 0), along, np.inf)
    to_v = np.where(via_v | (fraction == 1), whole - along, np.inf)
    return to_u, to_v


def end_metres(graph: RoadGraph, edge: Int32Array, fraction: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the metres of road between places on edges and node u, and node v (p,) each."""
    whole = summable_metres(graph.edge_length_m[edge])
    along = summable_metres(fraction * whole)
    return along, whole - along


def reach(
    graph: RoadGraph,
    origins: Placement,
    *,
    horizon: float,
    travel: Travel,
    start_cost: FloatArray | None = None,
    rooms: Rooms | None = None,
    progress: Progress = SILENT,
) -> Iterator[ReachBatch]:
    """Search from every origin on the network up to ``horizon`` (inclusive, in the unit of the graph).

    ``travel`` ``to_point``: people travel to the origin, so one-way streets are followed backwards from it.
    ``start_cost`` (k,): cost between each origin and its road. Batches come in an order that keeps near
    origins together; each origin on the network is in exactly one, origins off network in none. ``rooms``:
    where the searches of a run have room in turn; the last batch then ends with the iterator. Raises
    ``Cancelled`` when asked to stop.
    """
    search = _Search(graph, origins, horizon, travel, start_cost)
    placed = np.flatnonzero(origins.on_network)
    placed = placed[np.argsort(graph.edge_u[origins.edge[placed]], kind="stable")]
    n = graph.n_nodes
    rows = max(1, min(_MAX_ROWS, _MAX_CELLS // n, len(placed)))
    with nullcontext() if rooms is None else rooms.lent(rows * n) as room:
        router = Router(graph.arcs(travel), n, rows, graph.bucket, room)
        for start in range(0, len(placed), rows):
            check(progress)
            batch = placed[start : start + rows]
            row, node, cost = search.seeds(batch)
            reached = router.run(row * n + node, cost, search.horizon, progress)
            yield ReachBatch(search, batch, router.cost[: len(batch)], reached)
            router.clear()
            progress.report((start + len(batch)) / len(placed))
