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
    return outlines, _Thinning.of(outlines, first, last, begins).kept()


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
    least = least_shares(outlines.length)
    beyond_middle = share > 0.5  # noqa: PLR2004
    low = np.where(beyond_middle, np.minimum(share, _PAST_MIDDLE), least)
    high = np.where(beyond_middle, 1.0 - least, 0.5)
    over_land = np.isinf(outlines.road)
    low = np.where(over_land, share * _LAND_KEPT, low)
    high = np.where(over_land, np.minimum(share * _LAND_GAINED, 0.5), high)
    nearer = np.flatnonzero(first > level[outlines.inner])
    other = outlines.shares_at(nearer, first[nearer] - 1)
    low[nearer] = np.maximum(low[nearer], (other + share[nearer]) / 2)
    farther = np.flatnonzero(last + 1 < level[outlines.outer])
    other = outlines.shares_at(farther, last[farther] + 1)
    high[farther] = np.minimum(high[farther], (other + share[farther]) / 2)
    return low + _SLACK, high - _SLACK


@dataclass(frozen=True, eq=False)
class _Thinning:
    """Corners (s,) at ``x``, ``y``, loop after loop, each loop beginning with one of the ``fixed`` ones.

    A line past a corner goes between ``near`` (s, 2) on its left and ``far`` (s, 2) on its right. A line that
    ends at corner i ends at ``end_x[i]``, ``end_y[i]`` (s + 1,): where the next loop would begin, or nothing
    would follow, that is the first corner of its own loop.
    """

    x: FloatArray
    y: FloatArray
    end_x: FloatArray
    end_y: FloatArray
    near: FloatArray
    far: FloatArray
    fixed: BoolArray

    @classmethod
    def of(cls, outlines: Outlines, first: IntArray, last: IntArray, fixed: BoolArray) -> _Thinning:
        """Prepare the corners of ``outlines``."""
        low, high = _windows(outlines, first, last)
        origin = outlines.tin.lonlat[:1]  # differences of small numbers keep their digits
        within = outlines.tin.lonlat.take(outlines.inner, axis=0) - origin
        side = outlines.tin.lonlat.take(outlines.outer, axis=0) - origin - within
        x, y = np.ascontiguousarray((outlines.lonlat - origin).T)
        end_x, end_y = np.append(x, 0.0), np.append(y, 0.0)
        end_x[outlines.first[1:]], end_y[outlines.first[1:]] = x[outlines.first[:-1]], y[outlines.first[:-1]]
        near, far = within + side * low[:, None], within + side * high[:, None]
        return cls(x, y, end_x, end_y, near, far, np.append(fixed, True))

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
        fixed, rank = self.fixed[corner], np.arange(len(corner))
        rank -= np.maximum.accumulate(np.where(fixed, rank, 0))
        candidate = np.flatnonzero(~fixed & (rank % 2 != odd))
        if not len(candidate):
            return corner
        before, after = corner[candidate - 1], corner[candidate + 1]
        x, y = self.x[before], self.y[before]
        dx, dy = self.end_x[after] - x, self.end_y[after] - y
        off = dx * y - dy * x
        count = after - before - 1
        passed = concatenated_ranges(before + 1, count)
        dx, dy, off = np.repeat(dx, count), np.repeat(dy, count), np.repeat(off, count)
        near, far = self.near.take(passed, axis=0), self.far.take(passed, axis=0)
        outside = dx * near[:, 1] - dy * near[:, 0] < off
        outside |= dx * far[:, 1] - dy * far[:, 0] > off
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
    within = outlines.tin.lonlat[outlines.inner[gone]]
    side = outlines.tin.lonlat[outlines.outer[gone]] - within
    off = start - within
    share = (line[:, 0] * off[:, 1] - line[:, 1] * off[:, 0]) / (
        line[:, 0] * side[:, 1] - line[:, 1] * side[:, 0]
    )
    shares, lonlat = outlines.share.copy(), outlines.lonlat.copy()
    shares[gone], lonlat[gone] = share, within + side * share[:, None]
    return replace(outlines, share=shares, lonlat=lonlat)
