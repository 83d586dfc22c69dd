# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the least-cost paths are: metres of road, handed down the arcs of a search that has been made."""

from __future__ import annotations

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import BoolArray, FloatArray, Int32Array, IntArray
from .graph import RoadGraph, Travel
from .hierarchy import SAME
from .limits import summable, summable_metres
from .reach import ReachBatch, end_costs, end_metres
from .snapping import Placement
from .ways import Ways

_FEW = 8  # times as many nodes as targets from which it pays to look only at the ways to these


class PathLengths:
    """Lengths of the least-cost paths between ``origins`` and ``targets``; of equally fast ones the shortest.

    ``travel`` and ``start_cost`` are those of the search whose batches are given, ``end_cost`` that of its
    ``Targets``. Only arcs that lie on a least-cost path are followed once more.
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
        # Rounded as the search has them, or short trips would seem dearer than the cheapest.
        self._start_cost = np.zeros(len(origins)) if start_cost is None else summable(start_cost)
        self._end_cost = np.zeros(len(targets)) if end_cost is None else summable(end_cost)
        self._edge_metres = summable_metres(graph.edge_length_m)
        self._onward = Ways.of(graph, reverse=not self._leaving)
        self._backward = Ways.of(graph, reverse=self._leaving)
        # By cell row * n + node: metres from the origin, whether on a way asked for, room to tell doubles.
        self._metres, self._wanted = np.zeros(0), np.zeros(0, bool)
        self._tag = np.zeros(0, np.int32)

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
        graph = self._graph
        known = batch.node_cost.reshape(-1)
        edge, fraction = self._targets.edge[target], self._targets.fraction[target]
        to_u, to_v = end_costs(graph, edge, fraction, leaving=not self._leaving)
        metres_u, metres_v = end_metres(graph, edge, fraction)
        ends = []
        for node, rest, metres in (
            (graph.edge_u[edge], to_u, metres_u),
            (graph.edge_v[edge], to_v, metres_v),
        ):
            cell = row.astype(np.int64) * graph.n_nodes + node
            tight = np.flatnonzero(_no_dearer(known[cell] + rest + self._end_cost[target], cost))
            ends.append((tight, cell[tight], metres[tight]))
        if batch.node_metres is not None:
            to_node = [batch.node_metres.reshape(-1)[cell] for _, cell, _ in ends]
        else:
            to_node = self._handed_down(batch, known, [cell for _, cell, _ in ends], progress)
        best = np.full(len(row), np.inf)
        for (tight, _, metres), before in zip(ends, to_node):
            best[tight] = np.minimum(best[tight], before + metres)
        self._along_one_edge(best, batch.origins[row], target, cost)
        return best

    def _handed_down(
        self, batch: ReachBatch, known: FloatArray, cells: list[IntArray], progress: Progress
    ) -> list[FloatArray]:
        """Return the metres to each of the ``cells``, handed down along the ways to them."""
        if len(self._metres) < len(batch.origins) * self._graph.n_nodes:
            self._metres = np.full(len(batch.origins) * self._graph.n_nodes, np.inf)
            self._wanted = np.zeros(len(self._metres), bool)
            self._tag = np.zeros(len(self._metres), np.int32)
        marked = self._mark(batch, known, np.concatenate(cells), progress)
        touched = self._hand_down(batch, known, progress)
        found = [self._metres[each] for each in cells]
        self._metres[touched] = np.inf
        self._wanted[marked] = False
        return found

    def _mark(self, batch: ReachBatch, known: FloatArray, cells: IntArray, progress: Progress) -> IntArray:
        """Mark the cells on the ways to the ``cells`` of targets, all where these are many; return them."""
        n = self._graph.n_nodes
        reached = [batch.touched(row) + row * n for row in range(len(batch.origins))]
        if len(cells) * _FEW > sum(len(part) for part in reached):
            everything: IntArray = np.concatenate(reached)
            self._wanted[everything] = True
            return everything
        front = self._once(cells)
        self._wanted[front] = True
        marked = [front]
        while len(front):
            check(progress)
            head, cell, edge = self._follow(self._backward, front)
            fresh = ~self._wanted[cell]
            head, cell, edge = head[fresh], cell[fresh], edge[fresh]
            tight = _no_dearer(known[cell] + self._graph.edge_cost[edge], known[head])
            front = self._once(cell[tight])
            self._wanted[front] = True
            marked.append(front)
        return np.concatenate(marked)

    def _hand_down(self, batch: ReachBatch, known: FloatArray, progress: Progress) -> IntArray:
        """Give every wanted cell the least metres over all ways that cost no more than the cheapest.

        Returns the cells that have some.
        """
        graph, metres = self._graph, self._metres
        front = self._start(batch, known)
        touched = [front]
        while len(front):
            check(progress)
            tail, head, edge = self._follow(self._onward, front)
            wanted = np.flatnonzero(self._wanted[head])
            tail, head, edge = tail[wanted], head[wanted], edge[wanted]
            length = metres[tail] + self._edge_metres[edge]
            better = np.flatnonzero(length < metres[head])
            tail, head, edge, length = tail[better], head[better], edge[better], length[better]
            tight = np.flatnonzero(_no_dearer(known[tail] + graph.edge_cost[edge], known[head]))
            front = self._lower(head[tight], length[tight])
            touched.append(front)
        return np.concatenate(touched)

    def _start(self, batch: ReachBatch, known: FloatArray) -> IntArray:
        """Note the metres from each origin to the ends of its edge; return their cells."""
        graph, origin = self._graph, batch.origins
        edge, fraction = self._origins.edge[origin], self._origins.fraction[origin]
        rows = np.arange(len(origin), dtype=np.int64)
        to_u, to_v = end_costs(graph, edge, fraction, leaving=self._leaving)
        node = np.concatenate((graph.edge_u[edge], graph.edge_v[edge])).astype(np.int64)
        cell = np.tile(rows * graph.n_nodes, 2) + node
        cost = np.concatenate((to_u, to_v)) + np.tile(self._start_cost[origin], 2)
        length = np.concatenate(end_metres(graph, edge, fraction))
        tight = np.flatnonzero(_no_dearer(cost, known[cell]) & self._wanted[cell])
        return self._lower(cell[tight], length[tight])

    def _follow(self, ways: Ways, cells: IntArray) -> tuple[IntArray, IntArray, IntArray]:
        """Return all ways out of ``cells``: where from, where to and along which edge (w,) each."""
        node = cells % self._graph.n_nodes
        which, way = ways.onward(node)
        return cells.take(which), (cells - node).take(which) + ways.head.take(way), ways.edge.take(way)

    def _lower(self, cells: IntArray, metres: FloatArray) -> IntArray:
        """Write the lowest value of each cell and return the cells, each once."""
        losing, lengths = cells, metres
        while len(losing):
            self._metres[losing] = lengths
            lost = self._metres[losing] > lengths  # a longer one was written after it
            losing, lengths = losing[lost], lengths[lost]
        return self._once(cells)

    def _once(self, cells: IntArray) -> IntArray:
        """Return each cell once."""
        index = np.arange(len(cells), dtype=np.int32)
        self._tag[cells] = index
        once: IntArray = cells[self._tag[cells] == index]
        return once

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
        whole = graph.edge_cost[edge]
        along = np.abs(summable(end.fraction[target] * whole) - summable(start.fraction[origin] * whole))
        along += self._start_cost[origin] + self._end_cost[target]
        tight = allowed & _no_dearer(along, cost[same])
        metres = np.abs(ahead) * graph.edge_length_m[edge]
        best[same] = np.minimum(best[same], np.where(tight, metres, np.inf))


def _no_dearer(way: FloatArray, cheapest: FloatArray) -> BoolArray:
    """Return which ways cost no more than the cheapest, but for rounding; none where that is infinite."""
    return np.asarray(np.isfinite(cheapest) & (way <= cheapest * (1.0 + SAME)))
