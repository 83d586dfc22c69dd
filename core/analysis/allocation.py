# SPDX-License-Identifier: GPL-2.0-or-later
"""The nearest point of every place on the network, when each point may have a largest cutoff of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network import NearestField, Placement, RoadGraph, Targets, Travel, nearest
from ..network.arrays import FloatArray, Int32Array, IntArray
from ..progress import Part, Progress


@dataclass(frozen=True, eq=False)
class Allocation:
    """The least cost of every place over ``fields``, each a search from the points of one horizon."""

    fields: tuple[NearestField, ...]
    size: int

    def nodes(self) -> tuple[FloatArray, IntArray]:
        """Return cost (n,) and point (n,) of every node; infinite and -1 where no point may serve."""
        return self._least([(field.node_cost, field.node_label) for field in self.fields], self.size)

    def at(self, targets: Targets) -> tuple[FloatArray, IntArray]:
        """Return cost (d,) and point (d,) of every target; infinite and -1 where no point may serve."""
        return self._least([field.at(targets) for field in self.fields], targets.size)

    def _least(self, answers: list[tuple[FloatArray, Int32Array]], size: int) -> tuple[FloatArray, IntArray]:
        cost, label = np.full(size, np.inf), np.full(size, -1, dtype=np.int64)
        for other_cost, other_label in answers:
            better = (other_cost < cost) | ((other_cost == cost) & np.isfinite(cost) & (other_label < label))
            cost[better], label[better] = other_cost[better], other_label[better]
        return cost, label


def allocate(
    graph: RoadGraph,
    points: Placement,
    horizons: FloatArray,
    *,
    travel: Travel,
    start_cost: FloatArray | None,
    progress: Progress,
) -> Allocation:
    """Search from all points, each up to its own of the ``horizons`` (k,), which may be infinite.

    Points of one horizon are searched together: a point that is nearer but may not serve a place must not
    hide one that may. Ties go to the lowest index.
    """
    different = np.unique(horizons)
    fields = []
    for i, horizon in enumerate(different.tolist()):
        edge = np.where(horizons == horizon, points.edge, -1).astype(np.int32)
        group = Placement(edge, points.fraction, points.distance_m)
        part = Part(progress, i / len(different), (i + 1) / len(different))
        fields.append(
            nearest(graph, group, horizon=horizon, travel=travel, start_cost=start_cost, progress=part)
        )
    return Allocation(tuple(fields), graph.n_nodes)
