# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the least-cost paths are: metres of road, handed down the arcs of a search that has been made."""

from __future__ import annotations

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import BoolArray, FloatArray, Int32Array, IntArray
from .graph import RoadGraph, Travel
from .reach import ReachBatch, end_costs
from .snapping import Placement
from .ways import Ways

_ROUNDING = 1e-11
"""Share of a cost by which two ways may differ and count as equally fast: they add up the same legs, or legs
that are equal, in another order."""


class PathLengths:
    """Lengths of the least-cost paths between ``origins`` and ``targets``; of equally fast ones the shortest.

    ``travel`` and ``start_cost`` are those of the search whose batches are given, ``end_cost`` that of its
    ``Targets``. Arcs are followed once more from the origins, but only those that lie on a least-cost path.
    """

    def __init__(
        self,
        graph: RoadGraph,
        origins: Placement,
        targets: Placement,
        *,
        travel: Travel,
        start_cost: FloatArray | None = None,
        end_cost: FloatArray | None = None,
    ) -> None:
        self._graph, self._origins, self._targets = graph, origins, targets
        self._leaving = travel == "from_point"
        self._start_cost = np.zeros(len(origins)) if start_cost is None else start_cost
        self._end_cost = np.zeros(len(targets)) if end_cost is None else end_cost
        self._ways = Ways.of(graph, reverse=not self._leaving)
        self._metres = np.zeros((0, graph.n_nodes))

    def of(
        self,
        batch: ReachBatch,
        row: Int32Array,
        target: Int32Array,
        cost: FloatArray,
        progress: Progress = SILENT,
    ) -> FloatArray:
        """Return the metres of road (p,) of pairs of ``batch.costs``: row, target index and cost (p,) each.

        Raises ``Cancelled`` when asked to stop.
        """
        self._hand_down(batch, progress)
        graph, placed = self._graph, self._targets
        edge, fraction, after = placed.edge[target], placed.fraction[target], self._end_cost[target]
        whole = graph.edge_length_m[edge]
        to_u, to_v = end_costs(graph, edge, fraction, leaving=not self._leaving)
        best = np.full(len(row), np.inf)
        for node, rest, metres in (
            (graph.edge_u[edge], to_u, fraction * whole),
            (graph.edge_v[edge], to_v, (1.0 - fraction) * whole),
        ):
            tight = _no_dearer(batch.node_cost[row, node] + rest + after, cost)
            np.minimum(best, np.where(tight, self._metres[row, node] + metres, np.inf), out=best)
        self._along_one_edge(best, batch.origins[row], target, cost)
        for one in range(len(batch.origins)):
            self._metres[one, batch.touched(one)] = np.inf
        return best

    def _hand_down(self, batch: ReachBatch, progress: Progress) -> None:
        """Give every node reached the least metres over all ways that cost no more than the cheapest."""
        known, ways = batch.node_cost, self._ways
        if len(self._metres) < len(batch.origins):
            self._metres = np.full((len(batch.origins), self._graph.n_nodes), np.inf)
        edge_cost, edge_metres = self._graph.edge_cost, self._graph.edge_length_m
        row, node = self._start(batch)
        while len(row):
            check(progress)
            which, way = ways.onward(node)
            tail, at = node[which], row[which]
            head, edge = ways.head[way], ways.edge[way]
            metres = self._metres[at, tail] + edge_metres[edge]
            tight = _no_dearer(known[at, tail] + edge_cost[edge], known[at, head])
            better = np.flatnonzero(tight & (metres < self._metres[at, head]))
            row, node = self._lower(at[better], head[better], metres[better])

    def _start(self, batch: ReachBatch) -> tuple[IntArray, IntArray]:
        """Note the metres from each origin to the ends of its edge; return the rows and nodes."""
        graph, origin = self._graph, batch.origins
        edge, fraction = self._origins.edge[origin], self._origins.fraction[origin]
        whole, rows = graph.edge_length_m[edge], np.arange(len(origin))
        to_u, to_v = end_costs(graph, edge, fraction, leaving=self._leaving)
        row = np.concatenate((rows, rows))
        node = np.concatenate((graph.edge_u[edge], graph.edge_v[edge])).astype(np.int64)
        cost = np.concatenate((to_u, to_v)) + self._start_cost[origin[row]]
        metres = np.concatenate((fraction * whole, (1.0 - fraction) * whole))
        reached = batch.node_cost[row, node]
        tight = _no_dearer(cost, reached)
        return self._lower(row[tight], node[tight], metres[tight])

    def _lower(self, row: IntArray, node: IntArray, metres: FloatArray) -> tuple[IntArray, IntArray]:
        """Write the lowest value of each cell and return the cells, each once."""
        cell = row * self._graph.n_nodes + node
        order = np.lexsort((metres, cell))
        first = order[np.flatnonzero(np.diff(cell[order], prepend=-1))]
        row, node = row[first], node[first]
        self._metres[row, node] = metres[first]
        return row, node

    def _along_one_edge(
        self, best: FloatArray, origin: IntArray, target: Int32Array, cost: FloatArray
    ) -> None:
        """Consider the way along the edge where origin and target share one."""
        graph, start, end = self._graph, self._origins, self._targets
        same = np.flatnonzero(start.edge[origin] == end.edge[target])
        origin, target = origin[same], target[same]
        edge = start.edge[origin]
        ahead = end.fraction[target] - start.fraction[origin]
        if not self._leaving:
            ahead = -ahead
        allowed: BoolArray = np.where(ahead > 0, graph.forward[edge], graph.backward[edge]) | (ahead == 0)
        along = np.abs(ahead) * graph.edge_cost[edge] + self._start_cost[origin] + self._end_cost[target]
        tight = allowed & _no_dearer(along, cost[same])
        metres = np.abs(ahead) * graph.edge_length_m[edge]
        best[same] = np.minimum(best[same], np.where(tight, metres, np.inf))


def _no_dearer(way: FloatArray, cheapest: FloatArray) -> BoolArray:
    """Return which ways cost no more than the cheapest, but for rounding; none where that is infinite."""
    return np.asarray(np.isfinite(cheapest) & (way <= cheapest * (1.0 + _ROUNDING)))
