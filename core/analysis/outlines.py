# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a cost surface lies within cutoffs: the closed outlines of its regions.

Marching triangles (the two-dimensional marching cubes of Lorensen and Cline 1987 on triangles): the outline
crosses every side between a vertex within the cutoff and one beyond it exactly once, and every triangle of
which only a part is within along one straight segment. Outlines therefore never cross, nor touch themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..network.arrays import BoolArray, FloatArray, IntArray
from .rings import Region, lies_in
from .tin import NEXT, RoadCosts, Tin

_ENTRY = np.array([-1, 0, 1, 1, 2, 0, 2, -1])
_EXIT = np.array([-1, 2, 0, 2, 1, 1, 0, -1])
"""Side by which an outline enters and leaves a triangle, by the sum of 1, 2 and 4 for the corners within.
What is within lies on the left."""

_ALL_WITHIN = 7

_METRES_PER_DEGREE = 111_195.0  # of a great circle of a sphere with the Earth's mean radius

_ROAD_PRECISION = 1e-5  # costs of roads are single precision

EVERYWHERE = slice(0, None)

Levels = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Outlines:
    """Outlines for rising ``cutoffs`` of the vertex costs ``cost``, loop after loop.

    A loop is a row of segments (s,), each across one ``triangle``; it enters that by its side ``entry``,
    between the vertex ``inner`` within and ``outer`` without, at ``lonlat`` (s, 2), ``share`` of the way to
    the latter. ``length``, ``road``: metres of that side, and cost of the road that way or infinity.
    ``mark`` (s,): which cutoff. Loop l has the segments ``first[l]``…``first[l + 1]``.
    ``level`` (n,): how many cutoffs a vertex is beyond.
    """

    tin: Tin
    cost: FloatArray
    cutoffs: FloatArray
    level: Levels
    mark: IntArray
    triangle: IntArray
    entry: IntArray
    inner: IntArray
    outer: IntArray
    road: RoadCosts
    length: FloatArray
    share: FloatArray
    lonlat: FloatArray
    first: IntArray

    @classmethod
    def of(
        cls,
        tin: Tin,
        cost: FloatArray,
        cutoffs: Sequence[float],
        *,
        places: slice = EVERYWHERE,
        filled: FloatArray | None = None,
    ) -> Outlines:
        """Trace where the surface through ``cost`` (n,) is at most each of the rising ``cutoffs``.

        Only triangles that have their lowest vertex among ``places`` are looked at. ``filled`` (n,): costs
        with holes filled; these say what is within, and ``cost`` where on a side the outline is.
        """
        level = _levels(cost if filled is None else filled, cutoffs)
        mark, triangle, entry, following = _segments(tin, level, len(cutoffs), places)
        start, end = tin.triangles[triangle, entry], tin.triangles[triangle, NEXT[entry]]
        is_within = level[start] <= mark
        inner, outer = np.where(is_within, start, end), np.where(is_within, end, start)
        road, length = tin.road[triangle, entry], tin.lengths(inner, outer)
        blocked = np.flatnonzero(tin.one_way[triangle, entry])
        arrival = cost[inner[blocked]] + road[blocked] * (1.0 + _ROAD_PRECISION)
        there = cost[outer[blocked]]
        # By a street that leads on, one is there no later. Infinite costs may just be beyond the horizon.
        later = np.where(np.isfinite(there), arrival < there, arrival <= cutoffs[-1])
        road[blocked[later]] = np.inf
        marks = np.array(cutoffs, np.float64)
        share = tin.shares(length, road, marks[mark] - cost[inner])
        within = tin.lonlat.take(inner, axis=0)
        lonlat = within + (tin.lonlat.take(outer, axis=0) - within) * share[:, None]
        order, first = _cycles(following)
        outlines = cls(
            tin=tin,
            cost=cost,
            cutoffs=marks,
            level=level,
            mark=mark,
            triangle=triangle,
            entry=entry,
            inner=inner,
            outer=outer,
            road=road,
            length=length,
            share=share,
            lonlat=lonlat,
            first=first,
        )
        return outlines.reordered(order)  # up to here by triangle, which are near in memory

    def shares_at(self, chosen: IntArray, mark: IntArray) -> FloatArray:
        """Return where the outline of another cutoff ``mark`` (k,) crosses the sides of ``chosen`` (k,)."""
        rise = self.cutoffs[mark] - self.cost[self.inner[chosen]]
        return self.tin.shares(self.length[chosen], self.road[chosen], rise)

    def areas(self) -> FloatArray:
        """Return the area of each loop, square metres; negative for holes. Good to 1 %."""
        begin = np.repeat(self.first[:-1], np.diff(self.first))
        shrink = np.cos(np.radians(self.lonlat[begin, 1]))
        x, y = (self.lonlat - self.lonlat.take(begin, axis=0)).T * _METRES_PER_DEGREE
        x = x * shrink
        onward = self.following()
        return np.asarray(np.add.reduceat(x * y[onward] - x[onward] * y, self.first[:-1]) / 2)

    def following(self) -> IntArray:
        """Return the index of the segment after each (s,)."""
        onward = np.arange(1, len(self.mark) + 1)
        onward[self.first[1:] - 1] = self.first[:-1]
        return onward

    def without_small_holes(self, smallest: float) -> BoolArray:
        """Return which loops (l,) remain when holes below ``smallest`` square metres are filled.

        Whatever lies inside them goes too. Nested regions stay nested: a hole of a larger region lies in a
        hole of the smaller region, and is therefore smaller.
        """
        areas, mark = self.areas(), self.mark[self.first[:-1]]
        filled = (areas < 0) & (areas > -smallest)
        kept = ~filled
        for island in np.flatnonzero((areas > 0) & (areas < smallest)).tolist():
            around = np.flatnonzero(filled & (mark == mark[island]) & (areas < -areas[island]))
            kept[island] = not any(lies_in(self.loop(island), self.loop(hole)) for hole in around.tolist())
        return kept

    def loop(self, index: int) -> FloatArray:
        """Return the corners (k, 2) of one loop, degrees."""
        return self.lonlat[self.first[index] : self.first[index + 1]]

    def select(self, loops: BoolArray) -> Outlines:
        """Return only some ``loops`` (l,)."""
        if loops.all():
            return self
        length = np.diff(self.first)
        first = np.concatenate([[0], np.cumsum(length[loops])])
        return replace(self.reordered(np.flatnonzero(np.repeat(loops, length))), first=first)

    def turned_to(self, begins: BoolArray) -> IntArray:
        """Return an order of the segments (s,) in which loops begin where ``begins`` (s,) says so."""
        begin, length = self.first[:-1], np.diff(self.first)
        index = np.arange(len(begins))
        start = np.minimum.reduceat(np.where(begins, index, len(begins)), begin) - begin
        start = np.where(start < length, start, 0)
        begin, length = np.repeat(begin, length), np.repeat(length, length)
        return np.asarray(begin + (index - begin + np.repeat(start, np.diff(self.first))) % length)

    def reordered(self, segments: IntArray) -> Outlines:
        """Return the ``segments`` (k,) in this order, the loops' beginnings unchanged."""
        return replace(
            self,
            mark=self.mark[segments],
            triangle=self.triangle[segments],
            entry=self.entry[segments],
            inner=self.inner[segments],
            outer=self.outer[segments],
            road=self.road[segments],
            length=self.length[segments],
            share=self.share[segments],
            lonlat=self.lonlat.take(segments, axis=0),
        )

    def regions(self, corners: BoolArray) -> list[Region]:
        """Return the region of each cutoff, with those of its ``corners`` (s,) that are to be drawn."""
        lonlat = self.lonlat[corners]
        ends = np.concatenate([[0], np.cumsum(corners)])[self.first]
        regions: list[Region] = [[] for _ in self.cutoffs]
        marks = self.mark[self.first[:-1]].tolist()
        for mark, begin, end in zip(marks, ends[:-1].tolist(), ends[1:].tolist()):
            regions[mark].append(lonlat[begin:end])
        return regions


def _levels(cost: FloatArray, cutoffs: Sequence[float]) -> Levels:
    level = np.zeros(len(cost), np.uint8)
    for cutoff in cutoffs:
        level += cost > cutoff
    return level


def _segments(
    tin: Tin, level: Levels, marks: int, places: slice
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Return the segments of all outlines: mark, triangle, side entered by, and the segment after."""
    begin = int(np.searchsorted(tin.triangles[:, 0], places.start))
    end = None if places.stop is None else int(np.searchsorted(tin.triangles[:, 0], places.stop))
    corners = [level[column[begin:end]] for column in tin.triangles.T]
    mixed = np.flatnonzero((corners[0] != corners[1]) | (corners[0] != corners[2]))
    a, b, c = (corner[mixed] for corner in corners)
    mixed += begin
    place = np.empty(len(tin.triangles), np.int64)
    columns: list[tuple[IntArray, IntArray, IntArray, IntArray]] = []
    number = 0
    for mark in range(marks):
        case = (a <= mark).view(np.uint8) + 2 * (b <= mark).view(np.uint8) + 4 * (c <= mark).view(np.uint8)
        crossed = np.flatnonzero((case > 0) & (case < _ALL_WITHIN))
        triangle, case = mixed[crossed], case[crossed]
        place[triangle] = np.arange(number, number + len(triangle))
        following = place[tin.across[triangle, _EXIT[case]]]
        columns.append((np.full(len(triangle), mark), triangle, _ENTRY[case], following))
        number += len(triangle)
    mark_of, triangle_of, entry, onward = (np.concatenate(column) for column in zip(*columns))
    return mark_of, triangle_of, entry, onward


def _cycles(following: IntArray) -> tuple[IntArray, IntArray]:
    """Return the cycles of a permutation: their members in a row, and where each begins, and the last ends.

    A cycle begins with its lowest member; cycles rise by these.
    """
    successor = following.tolist()
    order: list[int] = []
    first: list[int] = []
    append = order.append
    for seed in range(len(successor)):
        onward = successor[seed]
        if onward < 0:
            continue
        first.append(len(order))
        append(seed)
        while onward != seed:
            append(onward)
            here, onward = onward, successor[onward]
            successor[here] = -1
    return np.array(order, dtype=np.int64), np.array([*first, len(order)], dtype=np.int64)
