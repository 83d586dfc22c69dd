# SPDX-License-Identifier: GPL-2.0-or-later
"""Which loops may lie in which others: found by their boxes, without comparing each with each."""

from __future__ import annotations

import numpy as np

from ..network.arrays import FloatArray, HilbertCurve, IntArray
from ..network.segments import BoxTree


def boxes(xy: FloatArray, first: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return the lowest and the highest coordinates (l, 2) of loops of corners ``xy`` (k, 2) that begin at
    ``first`` (l + 1,)."""
    columns = np.ascontiguousarray(xy.T)  # several times quicker than by row
    low, high = (
        np.stack([extreme.reduceat(column, first[:-1]) for column in columns], axis=1)
        for extreme in (np.minimum, np.maximum)
    )
    return low, high


def boxes_at(
    xy: FloatArray, group: IntArray, low: FloatArray, high: FloatArray, group_of: IntArray
) -> tuple[IntArray, IntArray]:
    """Return all pairs (place, box), by place then box, of one group in which the box holds the place.

    ``xy`` (p, 2) and ``group`` (p,) of the places; ``low`` and ``high`` (b, 2) and ``group_of`` (b,) of the
    boxes.
    """
    if not len(xy) or not len(low):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    # The groups side by side, so that one tree has them all.
    apart = np.array([high[:, 0].max() - low[:, 0].min(), 0.0]) * 2.0
    shift = group_of[:, None] * apart
    middle = (low + high) / 2 + shift
    order = np.argsort(HilbertCurve.over(middle).codes(middle), kind="stable")
    tree = BoxTree.build((low + shift)[order], (high + shift)[order])
    at = xy + group[:, None] * apart
    place, found = tree.candidates(at, at)
    box = order[found]
    inside = group[place] == group_of[box]
    for axis in range(2):
        here = xy[place, axis]
        inside &= (low[box, axis] <= here) & (here <= high[box, axis])
    place, box = place[inside], box[inside]
    order = np.lexsort((box, place))
    return place[order], box[order]
