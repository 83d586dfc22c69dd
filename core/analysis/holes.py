# SPDX-License-Identifier: GPL-2.0-or-later
"""Small holes of a surface that is divided among points: filled before it is divided, so nothing overlaps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from ..network.components import component_roots
from .marching import Costs
from .outlines import Outlines
from .tin import Tin


def without_small_holes(
    tin: Tin, cost: FloatArray, owner: IntArray, cutoffs: Sequence[float], smallest: float
) -> tuple[FloatArray, IntArray]:
    """Return vertex costs and owners (n,) with the holes below ``smallest`` square metres filled.

    A hole of the region within a cutoff costs that cutoff from then on, and what nobody reaches in it goes
    to the owner of the cheapest neighbouring vertex.
    """
    known, cost, owner = cost, cost.copy(), np.where(np.isfinite(cost), owner, -1)
    start, end = tin.sides()
    for cutoff in sorted(cutoffs):
        outlines = Outlines.trace(tin, [Costs(known, [cutoff], filled=cost)])
        areas = outlines.areas()
        small = np.flatnonzero((areas < 0) & (areas > -smallest))
        if not len(small):
            continue
        outside = cost > cutoff
        both = outside[start] & outside[end]
        root = component_roots(len(cost), start[both], end[both])
        filled = outside & np.isin(root, root[outlines.found.outer[outlines.first[small]]])
        cost[filled] = cutoff
        _take_over(owner, cost, filled, start, end)
    return cost, owner


def _take_over(owner: IntArray, cost: FloatArray, filled: BoolArray, start: IntArray, end: IntArray) -> None:
    """Give vertices without owner that of the cheapest neighbour, from the edge of the hole inwards."""
    chosen = filled[start] | filled[end]
    start, end = np.concatenate([start[chosen], end[chosen]]), np.concatenate([end[chosen], start[chosen]])
    while True:
        gains = np.flatnonzero((owner[start] >= 0) & (owner[end] < 0) & filled[end])
        if not len(gains):
            return
        giver, taker = start[gains], end[gains]
        order = np.lexsort((owner[giver], cost[giver], taker))
        takers, first = np.unique(taker[order], return_index=True)
        owner[takers] = owner[giver[order[first]]]
