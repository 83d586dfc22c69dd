# SPDX-License-Identifier: GPL-2.0-or-later
"""Outlines with fewer corners that still separate the same places.

A corner goes when the straight line past it crosses the same sides of the triangulation in the same order,
each within its window. Every vertex, and the middle of every road along a side, then stays on its side of
the outline, and outlines of several cutoffs, whose windows on a side do not overlap, never cross.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from .outlines import Outlines
from .tin import CLEARANCE, LEAST_SHARE

_ROUNDS = 4
_PAST_MIDDLE = 0.6
"""An outline past the middle of a road stays past this share, as the middle of a bent road is beside it."""

_LAND_KEPT = 0.3
"""Share of the land that a region goes over which it keeps at least: a road may cross it."""

_SLACK = 1e-4
"""Share of a side by which a line stays within its window: far above rounding, far below what shows."""


def thinned(outlines: Outlines) -> tuple[Outlines, BoolArray]:
    """Return the outlines, each loop perhaps from another segment on, and which corners (s,) to draw.

    Stretches that outlines of several cutoffs have in common are thinned alike in all of them.
    """
    first, last = _common(outlines)
    onward = outlines.following()
    back = np.empty_like(onward)
    back[onward] = np.arange(len(onward))
    begins = (first != first[back]) | (last != last[back])
    turned = outlines.turned_to(begins)
    outlines, begins, first, last = (
        outlines.reordered(turned),
        begins[turned],
        first[turned],
        last[turned],
    )
    begins[outlines.first[:-1]] = True
    low, high = _windows(outlines, first, last)
    kept = np.ones(len(begins), bool)
    for turn in range(2 * _ROUNDS):
        _thin(outlines, kept, begins, low, high, turn % 2)
    return outlines, kept


def _common(outlines: Outlines) -> tuple[IntArray, IntArray]:
    """Return the first and the last cutoff whose outline has each segment (s,)."""
    over_land = np.isinf(outlines.road)
    # Over land all cutoffs between both ends of a side cross it at one place.
    first = np.where(over_land, outlines.level[outlines.inner], outlines.mark)
    last = np.where(over_land, outlines.level[outlines.outer].astype(np.int64) - 1, outlines.mark)
    onward = outlines.following()
    return np.maximum(first, first[onward]), np.minimum(last, last[onward])


def _windows(outlines: Outlines, first: IntArray, last: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return between which shares of its side each outline may go (s,)."""
    level, share = outlines.level, outlines.share
    step = outlines.tin.xy[outlines.outer] - outlines.tin.xy[outlines.inner]
    least = np.minimum(LEAST_SHARE, CLEARANCE / np.sqrt(step[:, 0] ** 2 + step[:, 1] ** 2))
    beyond_middle = share > 0.5  # noqa: PLR2004
    low = np.where(beyond_middle, np.minimum(share, _PAST_MIDDLE), least)
    low = np.where(np.isinf(outlines.road), share * _LAND_KEPT, low)
    high = np.where(beyond_middle, 1.0 - least, 0.5)
    nearer = np.flatnonzero(first > level[outlines.inner])
    other = outlines.shares_at(nearer, first[nearer] - 1)
    low[nearer] = np.maximum(low[nearer], (other + share[nearer]) / 2)
    farther = np.flatnonzero(last + 1 < level[outlines.outer])
    other = outlines.shares_at(farther, last[farther] + 1)
    high[farther] = np.minimum(high[farther], (other + share[farther]) / 2)
    return low + _SLACK, high - _SLACK


def _thin(
    outlines: Outlines, kept: BoolArray, begins: BoolArray, low: FloatArray, high: FloatArray, odd: int
) -> None:
    """Take every second corner of each stretch out of ``kept`` where the windows allow it."""
    number = np.cumsum(kept) - 1
    corner = np.flatnonzero(kept)
    fixed = begins[corner]
    rank = np.arange(len(corner)) - np.maximum.accumulate(np.where(fixed, np.arange(len(corner)), 0))
    candidate = np.flatnonzero(~fixed & (rank % 2 == 1 - odd))
    if not len(candidate):
        return
    loop = np.searchsorted(outlines.first, corner[candidate], "right") - 1
    begin, end = outlines.first[loop], outlines.first[loop + 1]
    before = corner[candidate - 1]
    # A loop's first corner is never a candidate; the one after its last is the first.
    after = np.where(number[end - 1] == candidate, end, corner[np.minimum(candidate + 1, len(corner) - 1)])
    count = after - before - 1
    passed = concatenated_ranges(before + 1, count)
    start = outlines.lonlat[before]
    line = outlines.lonlat[np.where(after == end, begin, after)] - start
    start, line = np.repeat(start, count, axis=0), np.repeat(line, count, axis=0)
    lonlat = outlines.tin.lonlat
    within, without = lonlat[outlines.inner[passed]] - start, lonlat[outlines.outer[passed]] - start
    left = line[:, 0] * within[:, 1] - line[:, 1] * within[:, 0]
    right = line[:, 0] * without[:, 1] - line[:, 1] * without[:, 0]
    share = left / np.where(left > right, left - right, np.inf)
    fits = (left > 0) & (right < 0) & (share >= low[passed]) & (share <= high[passed])
    gone = np.logical_and.reduceat(fits, np.cumsum(count) - count)
    kept[corner[candidate[gone]]] = False


def straightened(outlines: Outlines, kept: BoolArray) -> Outlines:
    """Return the outlines with the corners that are not ``kept`` (s,) on the lines between those that are."""
    corner = np.flatnonzero(kept)
    gone = np.flatnonzero(~kept)
    if not len(gone):
        return outlines
    loop = np.searchsorted(outlines.first, gone, "right") - 1
    following = np.searchsorted(corner, gone)
    start = outlines.lonlat[corner[following - 1]]
    after = np.append(corner, len(kept))[following]
    after = np.where(after < outlines.first[loop + 1], after, outlines.first[loop])
    line = outlines.lonlat[after] - start
    within = outlines.tin.lonlat[outlines.inner[gone]]
    side = outlines.tin.lonlat[outlines.outer[gone]] - within
    off = start - within
    share = (line[:, 0] * off[:, 1] - line[:, 1] * off[:, 0]) / (
        line[:, 0] * side[:, 1] - line[:, 1] * side[:, 0]
    )
    shares, lonlat = outlines.share.copy(), outlines.lonlat.copy()
    shares[gone], lonlat[gone] = share, within + side * share[:, None]
    return replace(outlines, share=shares, lonlat=lonlat)
