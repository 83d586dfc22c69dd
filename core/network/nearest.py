# SPDX-License-Identifier: GPL-2.0-or-later
"""The nearest service point of every place, in one search from all points at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import FloatArray, Int32Array, IntArray, concatenated_ranges
from .graph import RoadGraph, Travel
from .reach import Targets, _Search, end_costs
from .router import Arcs, Router
from .snapping import Placement

_NONE = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class NearestField:
    """Cost to the nearest origin and which it is, for every node.

    ``node_cost`` (n,): infinite beyond the horizon. ``node_label`` (n,): index of the origin, -1 = none.
    """

    node_cost: FloatArray
    node_label: Int32Array
    _search: _Search

    def at(self, targets: Targets) -> tuple[FloatArray, Int32Array]:
        """Return cost (k,) and origin (k,) of every target; infinite and -1 when off network or beyond."""
        search, size = self._search, len(targets.index)
        to_u, to_v = end_costs(
            search.graph, targets.edge, targets.fraction, leaving=search.travel == "to_point"
        )
        target, origin = self._on_same_edge(targets)
        which = np.concatenate((np.arange(size), np.arange(size), target))
        cost = np.concatenate(
            (
                self.node_cost[targets.u] + to_u,
                self.node_cost[targets.v] + to_v,
                search.along_edge(origin, targets.fraction[target]),
            )
        )
        label = np.concatenate((self.node_label[targets.u], self.node_label[targets.v], origin))
        order = np.lexsort((label, cost, which))
        best = order[np.unique(which[order], return_index=True)[1]]
        total = cost[best] + targets.end_cost
        within = np.isfinite(total) & (total <= search.horizon)
        costs, labels = np.full(targets.size, np.inf), np.full(targets.size, -1, np.int32)
        costs[targets.index[within]] = total[within]
        labels[targets.index[within]] = label[best][within]
        return costs, labels

    def _on_same_edge(self, targets: Targets) -> tuple[IntArray, IntArray]:
        """Return all pairs (target, origin) that share an edge."""
        placed = np.flatnonzero(self._search.origins.on_network)
        placed = placed[np.argsort(self._search.origins.edge[placed], kind="stable")]
        edge = self._search.origins.edge[placed]
        first = np.searchsorted(edge, targets.edge, "left")
        counts = np.searchsorted(edge, targets.edge, "right") - first
        return np.repeat(np.arange(len(counts)), counts), placed[concatenated_ranges(first, counts)]


def nearest(
    graph: RoadGraph,
    origins: Placement,
    *,
    horizon: float = np.inf,
    travel: Travel,
    start_cost: FloatArray | None = None,
    progress: Progress = SILENT,
) -> NearestField:
    """Search from all origins at once up to ``horizon`` (inclusive; may be infinite).

    Equal costs go to the origin with the lowest index. Raises ``Cancelled`` when asked to stop.
    """
    search = _Search(graph, origins, horizon, travel, start_cost)
    placed = np.flatnonzero(origins.on_network)
    row, node, cost = search.seeds(placed)
    arcs = graph.arcs(travel)
    router = Router(arcs, graph.n_nodes, 1, graph.bucket)
    router.run(node, cost, search.horizon, progress)
    node_cost = router.cost[0]
    label = _labels(
        arcs,
        node_cost,
        seed_node=node,
        seed_cost=cost,
        seed_label=placed[row],
        progress=progress,
    )
    progress.report(1.0)
    return NearestField(node_cost, label, search)


def _labels(
    arcs: Arcs,
    node_cost: FloatArray,
    *,
    seed_node: IntArray,
    seed_cost: FloatArray,
    seed_label: IntArray,
    progress: Progress,
) -> Int32Array:
    """Hand the lowest label down the arcs that lie on a shortest path, until nothing changes."""
    label = np.full(len(node_cost), _NONE, np.int32)
    tight = seed_cost == node_cost[seed_node]
    front = _lower(label, seed_node[tight], seed_label[tight])
    while len(front):
        check(progress)
        row, owner = arcs.rows_of(front)
        tail, head = front[owner][:, None], arcs.head[row]
        tight = node_cost[tail] + arcs.cost[row] == node_cost[head]
        better, arc = np.nonzero(tight & (label[tail] < label[head]))
        front = _lower(label, head[better, arc].astype(np.int64), label[tail[better, 0]])
    label[label == _NONE] = -1
    return label


def _lower(label: Int32Array, node: IntArray, value: IntArray | Int32Array) -> IntArray:
    """Write the lowest value of each node and return the nodes, each once."""
    order = np.argsort(-value.astype(np.int64), kind="stable")
    label[node[order]] = value[order]  # numpy keeps the last value written: the lowest
    return np.unique(node)
