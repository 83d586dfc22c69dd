# SPDX-License-Identifier: GPL-2.0-or-later
"""Outlines with fewer corners that still separate the same places.

A corner goes when the straight line past it crosses the same sides of the triangulation in the same order,
each within its window. Every vertex, and the middle of every road along a side, then stays on its side of
the outline, and outlines of several cutoffs, whose windows on a side do not overlap, never cross.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from .outlines import Outlines
from .tin import least_shares

_TURNS = 4
_PAST_MIDDLE = 0.6
"""An outline past the middle of a road stays past this share, as the middle of a bent road is beside it."""

_LAND_KEPT, _LAND_GAINED = 0.3, 2.0
"""A region keeps this much of the land that it goes over, as a road may cross it, and at most doubles it."""

_SLACK = 1e-4
"""Share of a side by which a line stays within its window: far above rounding, far below what shows."""


def thinned(outlines: Outlines) -> BoolArray:
    """Return which corners (s,) of the outlines to draw.

    Stretches that outlines of several cutoffs have in common are thinned alike in all of them.
    """
    first, last = outlines.common()
    begins = np.empty(len(first), bool)
    onward = outlines.found.following
    begins[onward] = (first.take(onward) != first) | (last.take(onward) != last)
    begins[outlines.first[:-1]] = True
    return _Thinning.of(outlines, first, last, begins).kept()


def _windows(outlines: Outlines, first: IntArray, last: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return between which shares of its side each outline may go (s,)."""
    share = outlines.share
    least = least_shares(outlines.length)
    beyond_middle = share > 0.5  # noqa: PLR2004
    low = np.where(beyond_middle, np.minimum(share, _PAST_MIDDLE), least)
    high = np.where(beyond_middle, 1.0 - least, 0.5)
    over_land = np.flatnonzero(np.isinf(outlines.found.road))
    there = share.take(over_land)
    low[over_land] = there * _LAND_KEPT
    high[over_land] = np.minimum(there * _LAND_GAINED, 0.5)
    nearer = np.flatnonzero(first > outlines.found.lowest)
    other = outlines.shares_at(nearer, first.take(nearer) - 1)
    low[nearer] = np.maximum(low.take(nearer), (other + share.take(nearer)) / 2)
    farther = np.flatnonzero(last < outlines.found.highest)
    other = outlines.shares_at(farther, last.take(farther) + 1)
    high[farther] = np.minimum(high.take(farther), (other + share.take(farther)) / 2)
    low += _SLACK
    high -= _SLACK
    return low, high


@dataclass(frozen=True, eq=False)
class _Thinning:
    """Corners (s,) at ``x``, ``y``, loop after loop, each loop beginning with one of the ``fixed`` ones.

    A line past a corner goes between ``near_x``, ``near_y`` (s,) on its left and ``far_x``, ``far_y`` (s,)
    on its right. A line that ends at corner i ends at ``end_x[i]``, ``end_y[i]`` (s + 1,): where the next
    loop would begin, or nothing would follow, that is the first corner of its own loop.
    """

    x: FloatArray
    y: FloatArray
    end_x: FloatArray
    end_y: FloatArray
    near_x: FloatArray
    near_y: FloatArray
    far_x: FloatArray
    far_y: FloatArray
    fixed: BoolArray

    @classmethod
    def of(cls, outlines: Outlines, first: IntArray, last: IntArray, fixed: BoolArray) -> _Thinning:
        """Prepare the corners of ``outlines``."""
        low, high = _windows(outlines, first, last)
        places = outlines.tin.lonlat
        within = places.take(outlines.found.inner, axis=0)
        without = places.take(outlines.found.outer, axis=0)
        columns: list[FloatArray] = []
        for axis in range(2):
            origin = places[0, axis]  # differences of small numbers keep their digits
            here = outlines.lonlat[:, axis] - origin
            end = np.append(here, 0.0)
            end[outlines.first[1:]] = here[outlines.first[:-1]]
            start = within[:, axis] - origin
            side = without[:, axis] - origin - start
            columns += [here, end, start + side * low, start + side * high]
        x, end_x, near_x, far_x, y, end_y, near_y, far_y = columns
        return cls(x, y, end_x, end_y, near_x, near_y, far_x, far_y, np.append(fixed, True))

    def kept(self) -> BoolArray:
        """Return which corners (s,) remain."""
        corner = np.arange(len(self.fixed))
        for turn in range(_TURNS):
            corner = self._thin(corner, turn % 2)
        remaining = np.zeros(len(self.x), bool)
        remaining[corner[:-1]] = True
        return remaining

    def _thin(self, corner: IntArray, odd: int) -> IntArray:
        """Return ``corner`` without every second one between two fixed ones, where the windows allow it."""
        fixed, rank = self.fixed.take(corner), np.arange(len(corner))
        rank -= np.maximum.accumulate(np.where(fixed, rank, 0))
        candidate = np.flatnonzero(~fixed & ((rank & 1) != odd))
        if not len(candidate):
            return corner
        before, after = corner.take(candidate - 1), corner.take(candidate + 1)
        x, y = self.x.take(before), self.y.take(before)
        dx, dy = self.end_x.take(after) - x, self.end_y.take(after) - y
        off = dx * y - dy * x
        count = after - before - 1
        passed = concatenated_ranges(before + 1, count)
        dx, dy, off = np.repeat(dx, count), np.repeat(dy, count), np.repeat(off, count)
        outside = dx * self.near_y.take(passed) - dy * self.near_x.take(passed) < off
        outside |= dx * self.far_y.take(passed) - dy * self.far_x.take(passed) > off
        stays = np.ones(len(corner), bool)
        stays[candidate] = np.logical_or.reduceat(outside, np.cumsum(count) - count)
        return np.asarray(corner[stays])


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
    within = outlines.tin.lonlat[outlines.found.inner[gone]]
    side = outlines.tin.lonlat[outlines.found.outer[gone]] - within
    off = start - within
    share = (line[:, 0] * off[:, 1] - line[:, 1] * off[:, 0]) / (
        line[:, 0] * side[:, 1] - line[:, 1] * side[:, 0]
    )
    shares, lonlat = outlines.share.copy(), outlines.lonlat.copy()
    shares[gone], lonlat[gone] = share, within + side * share[:, None]
    return replace(outlines, share=shares, lonlat=lonlat)
