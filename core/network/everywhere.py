# SPDX-License-Identifier: GPL-2.0-or-later
"""What very many points reach, when each of them reaches much of the network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from ..progress import SILENT, Part, Progress, check
from .arrays import FloatArray, IntArray
from .graph import RoadGraph, Travel
from .hierarchy import Hierarchy, Legs, build_hierarchy
from .limits import summable_metres
from .reach import ReachBatch, _Search, reach
from .snapping import Placement
from .sweep import Seeds, Sweep

_MAX_CELLS = 4_000_000  # nodes times searches at once, 8 to 24 bytes each
_MAX_ROWS = 64
_PROBES = 4  # origins whose reach is looked at to judge that of all
_SHARE = 0.2  # of a full search is what a sweep costs
_BUILD = 100.0  # full searches take as long as building a hierarchy


def worth_everywhere(
    graph: RoadGraph, origins: Placement, horizon: float, travel: Travel, progress: Progress = SILENT
) -> bool:
    """Return whether searching from all ``origins`` takes less time over a hierarchy.

    It depends on how many there are and on the share of the network within the ``horizon`` of a few.
    """
    placed = np.flatnonzero(origins.on_network)
    if len(placed) * (1.0 - _SHARE) <= _BUILD:
        return False
    if np.isinf(horizon):
        return True
    some = placed[np.linspace(0, len(placed) - 1, _PROBES).astype(np.int64)]
    few = Placement(origins.edge[some], origins.fraction[some], origins.distance_m[some])
    batches = reach(graph, few, horizon=horizon, travel=travel, progress=progress)
    reached = sum(len(batch.touched(row)) for batch in batches for row in range(len(batch.origins)))
    share = reached / (_PROBES * graph.n_nodes)
    return len(placed) * (share - _SHARE) > _BUILD


class Everywhere:
    """Searches over the hierarchy of ``graph``, as ``reach`` makes them, with the same results.

    ``lengths``: batches also have metres of road. ``horizon`` (inclusive) may be infinite. Raises
    ``Cancelled`` when asked to stop.
    """

    def __init__(
        self,
        graph: RoadGraph,
        origins: Placement,
        *,
        horizon: float,
        travel: Travel,
        start_cost: FloatArray | None = None,
        lengths: bool = False,
        progress: Progress = SILENT,
    ) -> None:
        self._graph, self._lengths = graph, lengths
        self._search = _Search(graph, origins, horizon, travel, start_cost)
        self._rows = max(1, min(_MAX_ROWS, _MAX_CELLS // max(1, graph.n_nodes)))
        hierarchy = _hierarchy(graph, travel, progress)
        self._sweep = Sweep(hierarchy, self._rows, lengths=lengths)

    @cached_property
    def _node_cost(self) -> FloatArray:
        """Room for one batch after the other."""
        return np.empty((self._rows, self._graph.n_nodes))

    def __getstate__(self) -> dict[str, Any]:
        """Send what is searched, not the room to work in."""
        return {name: value for name, value in vars(self).items() if name != "_node_cost"}

    def batches(self, chosen: IntArray, progress: Progress = SILENT) -> Iterator[ReachBatch]:
        """Yield what the origins ``chosen`` (c,), indices, reach; near ones together.

        A batch is valid until the next.
        """
        edge = self._search.origins.edge
        placed = chosen[edge[chosen] >= 0]
        placed = placed[np.argsort(self._graph.edge_u[edge[placed]], kind="stable")]
        for start in range(0, len(placed), self._rows):
            check(progress)
            batch = placed[start : start + self._rows]
            part = Part(progress, start / len(placed), (start + len(batch)) / len(placed))
            yield self._batch(batch, part)
            part.report(1.0)

    def _batch(self, origins: IntArray, progress: Progress) -> ReachBatch:
        search = self._search
        row, node, cost, metres = search.seeds_and_metres(origins)
        costs, lengths = self._sweep.run(Seeds(row, node, cost, metres), progress)
        node_cost = self._node_cost[: len(origins)]
        np.copyto(node_cost, costs[:, : len(origins)].T)
        if np.isfinite(search.horizon):
            node_cost[node_cost > search.horizon] = np.inf
        reached = np.flatnonzero(node_cost.reshape(-1) < np.inf)
        batch = ReachBatch(search, origins, node_cost, reached)
        if self._lengths:
            batch.node_metres = np.ascontiguousarray(lengths[:, : len(origins)].T)
        return batch


def _hierarchy(graph: RoadGraph, travel: Travel, progress: Progress) -> Hierarchy:
    forward, backward = graph.forward, graph.backward
    u, v = graph.edge_u.astype(np.int64), graph.edge_v.astype(np.int64)
    tail = np.concatenate((u[forward], v[backward]))
    head = np.concatenate((v[forward], u[backward]))
    if travel == "to_point":
        tail, head = head, tail
    length = summable_metres(graph.edge_length_m)
    cost = np.concatenate((graph.edge_cost[forward], graph.edge_cost[backward]))
    metres = np.concatenate((length[forward], length[backward]))
    return build_hierarchy(graph.n_nodes, Legs(tail, head, cost, metres), progress)
