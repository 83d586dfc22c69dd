# SPDX-License-Identifier: GPL-2.0-or-later
"""The nearest service point of every place, in one search from all points at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import FloatArray, Int32Array, IntArray, concatenated_ranges
from .graph import RoadGraph, Travel
from .labelled import Seeds, labelled_search
from .reach import Targets, _Search, end_costs
from .router import Arcs, Router, lowest_of_each
from .snapping import Placement

_NONE = np.iinfo(np.int32).max
_CHUNK = 2**15  # nodes at once
_PAIRS = 2**18  # places of one edge with all origins of that edge, at once: one long road may have most


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
        search = self._search
        to_u, to_v = end_costs(
            search.graph, targets.edge, targets.fraction, leaving=search.travel == "to_point"
        )
        by_u, by_v = self.node_cost[targets.u] + to_u, self.node_cost[targets.v] + to_v
        label_u, label_v = self.node_label[targets.u], self.node_label[targets.v]
        cost = np.minimum(by_u, by_v)
        label = np.minimum(np.where(by_u == cost, label_u, _NONE), np.where(by_v == cost, label_v, _NONE))
        for target, origin in self._on_same_edge(targets):
            _lower_both(cost, label, target, search.along_edge(origin, targets.fraction[target]), origin)
        total = cost + targets.end_cost
        within = np.isfinite(total) & (total <= search.horizon)
        costs, labels = np.full(targets.size, np.inf), np.full(targets.size, -1, np.int32)
        costs[targets.index[within]] = total[within]
        labels[targets.index[within]] = label[within]
        return costs, labels

    def _on_same_edge(self, targets: Targets) -> Iterator[tuple[IntArray, IntArray]]:
        """Yield all pairs (target, origin) that share an edge, those of one target together."""
        placed = np.flatnonzero(self._search.origins.on_network)
        placed = placed[np.argsort(self._search.origins.edge[placed], kind="stable")]
        edge = self._search.origins.edge[placed]
        first = np.searchsorted(edge, targets.edge, "left")
        counts = np.searchsorted(edge, targets.edge, "right") - first
        cuts = np.flatnonzero(np.diff(np.cumsum(counts) // _PAIRS)) + 1
        for part in np.split(np.arange(len(counts)), cuts):
            some = counts[part]
            yield np.repeat(part, some), placed[concatenated_ranges(first[part], some)]


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
    arcs, seeds = graph.arcs(travel), Seeds(node, cost, placed[row])
    found = labelled_search(
        arcs, graph.n_nodes, seeds, search.horizon, bucket=graph.bucket, progress=progress
    )
    node_cost, label = found or _in_two_steps(graph, arcs, seeds, search.horizon, progress)
    progress.report(1.0)
    return NearestField(node_cost, label, search)


def _in_two_steps(
    graph: RoadGraph, arcs: Arcs, seeds: Seeds, horizon: float, progress: Progress
) -> tuple[FloatArray, Int32Array]:
    """Return what ``labelled_search`` does, of any size: the costs first, then whose they are."""
    router = Router(arcs, graph.n_nodes, 1, graph.bucket)
    router.run(seeds.node, seeds.cost, horizon, progress)
    node_cost = router.cost[0]
    return node_cost, _labels(arcs, node_cost, seeds, progress)


def _labels(arcs: Arcs, node_cost: FloatArray, seeds: Seeds, progress: Progress) -> Int32Array:
    """Hand the lowest label down the arcs that lie on a shortest path, until nothing changes."""
    label = np.full(len(node_cost), _NONE, np.int32)
    room = np.empty(len(node_cost), np.int32)
    first, heads = _tight_arcs(arcs, node_cost, progress)
    tight = seeds.cost == node_cost[seeds.node]
    node, value = seeds.node[tight], seeds.label[tight].astype(np.int32)
    while len(node):
        check(progress)
        node, value = lowest_of_each(node, value, room)
        label[node] = value
        degree = first.take(node + 1) - first.take(node)
        head = heads.take(concatenated_ranges(first.take(node), degree))
        value = np.repeat(value, degree)
        better = np.flatnonzero(value < label.take(head))
        node, value = head.take(better), value.take(better)
    label[label == _NONE] = -1
    return label


def _tight_arcs(arcs: Arcs, node_cost: FloatArray, progress: Progress) -> tuple[IntArray, Int32Array]:
    """Return the heads (t,) of all arcs on a shortest path, by tail, and where those of each tail start."""
    reached = np.flatnonzero(np.isfinite(node_cost))
    tails, heads = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
    for start in range(0, len(reached), _CHUNK):
        check(progress)
        part = reached[start : start + _CHUNK]
        row, owner = arcs.rows_of(part)
        head, tail = arcs.head.take(row, axis=0), part.take(owner)
        cost = arcs.cost.take(row, axis=0)
        cost += node_cost.take(tail)[:, None]
        which, arc = np.nonzero(cost == node_cost.take(head))
        tails.append(tail[which])
        heads.append(head[which, arc])
    tail = np.concatenate(tails)
    order = np.argsort(tail, kind="stable")
    first = np.zeros(len(node_cost) + 1, np.int64)
    np.cumsum(np.bincount(tail, minlength=len(node_cost)), out=first[1:])
    return first, np.concatenate(heads)[order]


def _lower_both(
    cost: FloatArray, label: Int32Array, target: IntArray, other_cost: FloatArray, other: IntArray
) -> None:
    """Let each target have the cheapest of what it has and the others, of equally cheap the lowest label."""
    order = np.lexsort((other, other_cost, target))
    order = order[np.flatnonzero(np.diff(target[order], prepend=-1))]  # the best other of each target
    target, other_cost, other = target[order], other_cost[order], other[order]
    better = (other_cost < cost[target]) | ((other_cost == cost[target]) & (other < label[target]))
    cost[target[better]], label[target[better]] = other_cost[better], other[better]
