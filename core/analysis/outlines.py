# SPDX-License-Identifier: GPL-2.0-or-later
"""The closed outlines of what lies within cutoffs on cost surfaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from .cycles import cycles
from .marching import Costs, Segments, segments
from .nesting import boxes, boxes_at
from .rings import lies_in
from .tin import Tin

_METRES_PER_DEGREE = 111_195.0  # of a great circle of a sphere with the Earth's mean radius


@dataclass(frozen=True, eq=False)
class Outlines:
    """Outlines of some surfaces over one triangulation: the segments ``found`` (s,), loop after loop.

    Loop l has the segments ``first[l]``…``first[l + 1]``; loops rise by their mark. A segment begins at
    ``lonlat`` (s, 2), ``share`` of the way between the vertices of its side, ``length`` metres apart. Where
    ``below`` is not -1, that segment begins at the same place.
    """

    tin: Tin
    found: Segments
    length: FloatArray
    share: FloatArray
    lonlat: FloatArray
    first: IntArray

    @classmethod
    def trace(cls, tin: Tin, surfaces: Iterable[Costs], smallest_hole: float = 0.0) -> Outlines:
        """Trace where each of the ``surfaces`` is at most each of its cutoffs.

        Holes below ``smallest_hole`` square metres are left out, and whatever lies inside them. A loop begins
        where a stretch begins that outlines of several cutoffs have in common, if there is one.
        """
        found = segments(tin, surfaces)
        length = tin.lengths(found.inner, found.outer)
        share = tin.shares(length, found.road, found.cutoffs.take(found.mark) - found.cost)
        within = tin.lonlat.take(found.inner, axis=0)
        lonlat = within + (tin.lonlat.take(found.outer, axis=0) - within) * share[:, None]
        elsewhere = np.flatnonzero(found.below >= 0)
        elsewhere = elsewhere[share.take(found.below.take(elsewhere)) != share.take(elsewhere)]
        found.below[elsewhere] = -1
        order, first = cycles(found.following, _branches(found))
        if smallest_hole and len(order):
            kept = _without_small_holes(
                found.mark.take(order), lonlat.take(order, axis=0), first, smallest_hole
            )
            length_of = np.diff(first)[kept]
            order = order.take(concatenated_ranges(first[:-1][kept], length_of))
            first = np.concatenate([[0], np.cumsum(length_of)])
        # Up to here by triangle, which are near in memory.
        return cls(
            tin=tin,
            found=_reordered(found, order, first),
            length=length.take(order),
            share=share.take(order),
            lonlat=lonlat.take(order, axis=0),
            first=first,
        )

    def common(self) -> tuple[IntArray, IntArray]:
        """Return the first and the last cutoff whose outline has each segment (s,)."""
        return _common(self.found)

    def shares_at(self, chosen: IntArray, mark: IntArray) -> FloatArray:
        """Return where the outline of another cutoff ``mark`` (k,) crosses the sides of ``chosen`` (k,)."""
        rise = self.found.cutoffs.take(mark) - self.found.cost.take(chosen)
        return self.tin.shares(self.length.take(chosen), self.found.road.take(chosen), rise)

    def areas(self) -> FloatArray:
        """Return the area of each loop, square metres; negative for holes. Good to 1 %."""
        return loop_areas(self.lonlat, self.first)


def following_in(first: IntArray) -> IntArray:
    """Return what follows each member (s,) of loops that begin at ``first`` (l + 1,)."""
    onward = np.arange(1, first[-1] + 1)
    onward[first[1:] - 1] = first[:-1]
    return onward


def loop_areas(lonlat: FloatArray, first: IntArray) -> FloatArray:
    """Return the areas of loops of corners ``lonlat`` (s, 2) that begin at ``first`` (l + 1,), square metres;
    negative where they run clockwise. Good to 1 %."""
    if len(first) == 1:
        return np.zeros(0)
    begin, count = lonlat.take(first[:-1], axis=0), np.diff(first)
    x, y = (lonlat[:, axis] - np.repeat(begin[:, axis], count) for axis in range(2))
    onward = following_in(first)
    double = np.add.reduceat(x * y.take(onward) - x.take(onward) * y, first[:-1])
    return np.asarray(double * np.cos(np.radians(begin[:, 1])) * (_METRES_PER_DEGREE**2 / 2))


def _common(found: Segments) -> tuple[IntArray, IntArray]:
    over_land = np.isinf(found.road)
    # Over land all cutoffs between both ends of a side cross it at one place.
    first = np.where(over_land, found.lowest, found.mark)
    last = np.where(over_land, found.highest, found.mark)
    onward = found.following
    return np.maximum(first, first.take(onward)), np.minimum(last, last.take(onward))


def _branches(found: Segments) -> BoolArray:
    """Return whether each segment (s,) belongs to other cutoffs than the one before it."""
    first, last = _common(found)
    onward = found.following
    changes = np.empty(len(onward), bool)
    changes[onward] = (first.take(onward) != first) | (last.take(onward) != last)
    return changes


def _reordered(found: Segments, order: IntArray, first: IntArray) -> Segments:
    """Return the segments ``order`` (k,) in this order, in which loops begin at ``first`` (l + 1,)."""
    place = np.full(len(found.mark) + 1, -1, np.int64)
    place[order] = np.arange(len(order))
    return replace(
        found,
        mark=found.mark.take(order),
        triangle=found.triangle.take(order),
        entry=found.entry.take(order),
        following=following_in(first),
        below=place.take(found.below.take(order)),
        inner=found.inner.take(order),
        outer=found.outer.take(order),
        lowest=found.lowest.take(order),
        highest=found.highest.take(order),
        cost=found.cost.take(order),
        road=found.road.take(order),
    )


def _without_small_holes(mark: IntArray, lonlat: FloatArray, first: IntArray, smallest: float) -> BoolArray:
    """Return which loops (l,) remain when holes below ``smallest`` square metres are filled.

    Whatever lies inside them goes too. Nested regions stay nested: a hole of a larger region lies in a hole
    of the smaller region, and is therefore smaller.
    """
    areas, marks = loop_areas(lonlat, first), mark.take(first[:-1])
    filled = np.flatnonzero((areas < 0) & (areas > -smallest))
    kept = np.ones(len(areas), bool)
    kept[filled] = False
    islands = np.flatnonzero((areas > 0) & (areas < smallest))
    if not (len(islands) and len(filled)):
        return kept
    low, high = (extreme[filled] for extreme in boxes(lonlat, first))
    corner = lonlat.take(first.take(islands), axis=0)
    island, hole = boxes_at(corner, marks.take(islands), low, high, marks.take(filled))
    island, hole = islands.take(island), filled.take(hole)
    larger = np.flatnonzero(areas.take(hole) < -areas.take(island))
    loop = [slice(*ends) for ends in zip(first[:-1].tolist(), first[1:].tolist())]
    for inner, outer in zip(island.take(larger).tolist(), hole.take(larger).tolist()):
        if kept[inner] and lies_in(lonlat[loop[inner]], lonlat[loop[outer]]):
            kept[inner] = False
    return kept
