# SPDX-License-Identifier: GPL-2.0-or-later
"""Shortest paths from many sources at once: batched delta-stepping in numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import Progress, check
from .arrays import FloatArray, Int32Array, IntArray, concatenated_ranges


@dataclass(frozen=True, eq=False)
class Arcs:
    """Directed arcs by tail node (compressed sparse rows).

    The arcs leaving node i are ``start[i]…start[i+1]-1``: heads ``head`` (a,), costs ``cost`` (a,).
    """

    start: Int32Array
    head: Int32Array
    cost: FloatArray

    @classmethod
    def build(cls, n: int, tail: Int32Array, head: Int32Array, cost: FloatArray) -> Arcs:
        """Sort arcs by tail. Parallel arcs are kept; the router takes the cheaper."""
        order = np.argsort(tail, kind="stable")
        start = np.zeros(n + 1, np.int32)
        np.cumsum(np.bincount(tail, minlength=n), out=start[1:])
        return cls(start, head[order], cost[order])

    def leaving(self, node: IntArray) -> tuple[IntArray, IntArray]:
        """Return the numbers of all arcs leaving each node, node after node, and how many each has."""
        first = self.start.take(node)
        degree = self.start.take(node + 1) - first
        return concatenated_ranges(first, degree), degree


class Router:
    """Delta-stepping (Meyer and Sanders 2003) of ``rows`` independent searches in one flat array.

    Cell ``row * n + node`` of ``cost`` holds the cost of that node in that search, infinite when not
    reached. The buffers live as long as the router: between runs ``clear`` resets only what was touched.
    ``delta`` is the bucket width in the unit of cost; it changes the speed, never the result.
    """

    def __init__(self, arcs: Arcs, n: int, rows: int, delta: float) -> None:
        self._arcs, self._n, self._delta = arcs, n, delta
        self.cost: FloatArray = np.full(rows * n, np.inf)
        self._tag = np.zeros(rows * n, np.int32)

    def run(self, cells: IntArray, costs: FloatArray, horizon: float, progress: Progress) -> IntArray:
        """Search from the seeds ``cells`` with start ``costs``; keep what costs at most ``horizon``.

        Returns the cells reached, each once. Raises ``Cancelled`` when asked to stop.
        """
        within = costs <= horizon
        cells, costs = cells[within], costs[within]
        self._lower(cells, costs)
        cells = np.unique(cells)
        reached, waiting = [cells], [cells]
        front, bucket_end = cells[:0], 0.0
        while True:
            check(progress)
            while len(front):
                heads, costs, is_new = self._relax(front, horizon)
                reached.append(heads[is_new])
                now = costs < bucket_end
                waiting.append(heads[~now])
                front = heads[now]
            later = np.concatenate(waiting)
            later = self._once(later[self.cost[later] >= bucket_end])
            if not len(later):
                return np.concatenate(reached)
            costs = self.cost[later]
            # Next to huge costs the width vanishes by rounding; the cheapest cell must still be taken.
            least = float(costs.min())
            bucket_end = max(least + self._delta, np.nextafter(least, np.inf))
            now = costs < bucket_end
            front, waiting = later[now], [later[~now]]

    def clear(self, cells: IntArray) -> None:
        """Make the cells of the last run unreached again."""
        self.cost[cells] = np.inf

    def _relax(self, front: IntArray, horizon: float) -> tuple[IntArray, FloatArray, IntArray]:
        """Follow every arc out of ``front``: the cells that got cheaper, their costs, which were new."""
        arcs = self._arcs
        node = front % self._n
        arc, degree = arcs.leaving(node)
        cost = np.repeat(self.cost[front], degree)
        cost += arcs.cost[arc]
        head = np.repeat(front - node, degree)
        head += arcs.head[arc]
        before = self.cost[head]
        better = np.flatnonzero((cost < before) & (cost <= horizon))
        head, cost = head[better], cost[better]
        is_new = np.isinf(before[better])
        self._lower(head, cost)
        won = np.flatnonzero(self.cost[head] == cost)
        won = won[self._first(head[won])]
        return head[won], cost[won], np.flatnonzero(is_new[won])

    def _lower(self, cells: IntArray, costs: FloatArray) -> None:
        """Write the lowest cost of each cell although a cell may come several times."""
        while len(cells):
            self.cost[cells] = costs
            lost = self.cost[cells] > costs  # a dearer one was written after it
            cells, costs = cells[lost], costs[lost]

    def _first(self, cells: IntArray) -> IntArray:
        """Return indices that pick each cell once."""
        index = np.arange(len(cells), dtype=np.int32)
        self._tag[cells] = index
        return np.flatnonzero(self._tag[cells] == index)

    def _once(self, cells: IntArray) -> IntArray:
        return cells[self._first(cells)]
