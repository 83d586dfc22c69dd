# SPDX-License-Identifier: GPL-2.0-or-later
"""Regions divided among points: each place belongs to the point it reaches at the least cost.

Within a triangle the places of each corner's owner are convex, and an outline is straight. So an outline
crosses each border at most once, and where depends only on which ends of the border it has on its left:
territories fit together, and fill the regions, whatever the rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from .outlines import Outlines
from .rings import Region, numbered, placed, trace
from .tin import NEXT, least_shares

_TWO_OWNERS, _THREE_OWNERS = 2, 3


@dataclass(frozen=True, eq=False)
class Pieces:
    """Directed straight pieces of outlines and borders: ``start``, ``end`` (p, 2) in degrees, the point
    whose territory lies on the left, ``owner`` (p,), and the first cutoff of which they are part, ``mark``.
    ``drawn``: whether the start is a corner, not just a place on a longer line."""

    start: FloatArray
    end: FloatArray
    owner: IntArray
    mark: IntArray
    drawn: BoolArray

    @classmethod
    def joined(cls, parts: Sequence[Pieces]) -> Pieces:
        """Return all of ``parts`` in a row."""
        return cls(
            np.concatenate([part.start for part in parts]),
            np.concatenate([part.end for part in parts]),
            np.concatenate([part.owner for part in parts]),
            np.concatenate([part.mark for part in parts]),
            np.concatenate([part.drawn for part in parts]),
        )


def _regions(pieces: Pieces, chosen: BoolArray) -> dict[int, Region]:
    """Return the region of each owner whose outline the ``chosen`` pieces are."""
    owner, drawn = pieces.owner[chosen], pieces.drawn[chosen]
    if not len(owner):
        return {}
    xy = np.concatenate([pieces.start[chosen], pieces.end[chosen]])
    number = numbered(xy)
    count = np.int64(number.max() + 1)
    points, is_corner = np.empty((count, 2)), np.zeros(count, bool)
    points[number] = xy
    is_corner[number[: len(owner)][drawn]] = True
    start, end = number[: len(owner)] + owner * count, number[len(owner) :] + owner * count
    apart = start != end

    def position(keys: IntArray) -> FloatArray:
        return np.asarray(points[keys % count])

    regions: dict[int, Region] = {}
    loops = trace(start[apart], end[apart], position)
    for loop, corners in zip(loops, placed(loops, position)):
        seen = corners[is_corner[loop % count]]
        if len(seen) > 2:  # noqa: PLR2004
            regions.setdefault(int(loop[0] // count), []).append(seen)
    return regions


@dataclass(frozen=True, eq=False)
class _Borders:
    """Straight borders inside triangles, each from a place on side ``side`` of ``triangle`` (b,) to another
    place: ``start``, ``end`` (b, 2), degrees. ``left`` and ``right`` (b,): whose land lies there.
    ``end_side``: the side on which the border ends; -1 in the middle of the triangle, -2 at a corner that
    nobody reaches."""

    triangle: IntArray
    side: IntArray
    end_side: IntArray
    start: FloatArray
    end: FloatArray
    left: IntArray
    right: IntArray


def divide(
    outlines: Outlines, drawn: BoolArray, cost: FloatArray, owner: IntArray, pace: FloatArray
) -> list[dict[int, Region]]:
    """Return, for each cutoff of ``outlines``, per owner the part of the region that is nearest to it.

    Of each vertex: ``cost``, whose it is, ``owner`` (-1: nobody's), and what one metre of road costs there,
    ``pace`` (n,).
    ``drawn`` (s,): which corners of the outlines are drawn. Between neighbouring vertices p and q of two
    owners, l metres apart, the border lies at the share t from p with cost(p) + t·l·pace = cost(q) +
    (1 − t)·l·pace, which is exact along a straight road. Three owners meet in one place of their triangle.

    Borders do not depend on the cutoff: the regions of one owner are nested, those of different owners never
    overlap, and all together are the undivided region. Borders have a corner where any lower cutoff crosses
    them, so that regions of one owner can be subtracted exactly.
    """
    number = len(outlines.found.cutoffs)
    if not len(outlines.found.mark):
        return [{} for _ in range(number)]
    split = _Split(outlines, cost, owner, pace)
    borders = split.borders()
    within = [split.ends_within(borders, mark) for mark in range(number)]
    crossings = [split.crossings(borders, ends, mark) for mark, ends in enumerate(within)]
    parts = [split.outline_pieces(borders, drawn, found) for found in crossings]
    size = sum(len(part.owner) for part in parts)
    pieces = Pieces.joined([*parts, _border_pieces(borders, within, crossings)])
    is_border = np.arange(len(pieces.owner)) >= size
    return [
        _regions(pieces, (pieces.mark == mark) | (is_border & (pieces.mark < mark))) for mark in range(number)
    ]


@dataclass(frozen=True, eq=False)
class _Crossings:
    """Where the outline of one cutoff crosses borders: ``border``, ``segment`` (c,), and at which ``lonlat``.

    ``from_start``: whether the border's start lies within. ``along``: share of the segment before it.
    """

    mark: int
    border: IntArray
    segment: IntArray
    from_start: BoolArray
    along: FloatArray
    lonlat: FloatArray


class _Split:
    """Knows where the sides between two owners are divided and where outlines cross sides."""

    def __init__(self, outlines: Outlines, cost: FloatArray, owner: IntArray, pace: FloatArray) -> None:
        self.outlines, self.tin, self.owner = outlines, outlines.tin, owner
        self.corners = owner[self.tin.triangles]
        onward = self.corners[:, NEXT]
        self.contested = (self.corners >= 0) & (onward >= 0) & (self.corners != onward)
        self.cost, self.pace = cost, pace
        onward_segment = outlines.found.following
        self.end = outlines.lonlat[onward_segment]
        self.end_share = outlines.share[onward_segment]
        n = np.int64(len(self.tin.triangles))
        self.key = outlines.found.mark * n + outlines.found.triangle
        self.by_key = np.argsort(self.key, kind="stable")
        self.sorted_key = self.key[self.by_key]

    def at(self, triangle: IntArray, side: IntArray) -> tuple[FloatArray, FloatArray]:
        """Return where sides (k,) are divided: share from the side's own start, and degrees (k, 2)."""
        a, b = self.tin.triangles[triangle, side], self.tin.triangles[triangle, NEXT[side]]
        low, high = np.minimum(a, b), np.maximum(a, b)
        length = self.tin.lengths(low, high)
        way = np.maximum(length * (self.pace[low] + self.pace[high]) / 2, 1e-12)
        least = least_shares(length)
        share = np.clip(0.5 + (self.cost[high] - self.cost[low]) / (2 * way), least, 1.0 - least)
        start = self.tin.lonlat[low]
        lonlat = start + (self.tin.lonlat[high] - start) * share[:, None]
        return np.where(a == low, share, 1.0 - share), lonlat

    def borders(self) -> _Borders:
        """Return all borders of the triangles that have two or three owners."""
        number = self.contested.sum(axis=1)
        parts = [self._towards_nobody(np.flatnonzero(number == 1))]
        parts.append(self._across(np.flatnonzero(number == _TWO_OWNERS)))
        parts += self._to_the_middle(np.flatnonzero(number == _THREE_OWNERS))
        return _Borders(*(np.concatenate(column) for column in zip(*parts)))

    def _towards_nobody(self, triangle: IntArray) -> tuple[IntArray | FloatArray, ...]:
        """Two corners of two owners, the third nobody's: the border runs towards the third."""
        side = self.contested[triangle].argmax(axis=1)
        start = self.at(triangle, side)[1]
        end = self.tin.lonlat[self.tin.triangles[triangle, NEXT[NEXT[side]]]]
        return self._row(triangle, side, np.full(len(side), -2, np.int64), start, end)

    def _across(self, triangle: IntArray) -> tuple[IntArray | FloatArray, ...]:
        """Three corners of two owners: the border runs from one divided side to the other."""
        whole = (~self.contested[triangle]).argmax(axis=1)
        side, other = NEXT[whole], NEXT[NEXT[whole]]
        return self._row(triangle, side, other, self.at(triangle, side)[1], self.at(triangle, other)[1])

    def _to_the_middle(self, triangle: IntArray) -> list[tuple[IntArray | FloatArray, ...]]:
        """Three corners of three owners: borders from all sides meet in the middle of their starts."""
        sides = [np.full(len(triangle), side, np.int64) for side in range(3)]
        starts = [self.at(triangle, side)[1] for side in sides]
        middle = (starts[0] + starts[1] + starts[2]) / 3
        inside = np.full(len(triangle), -1, np.int64)
        return [self._row(triangle, side, inside, start, middle) for side, start in zip(sides, starts)]

    def _row(
        self, triangle: IntArray, side: IntArray, end_side: IntArray, start: FloatArray, end: FloatArray
    ) -> tuple[IntArray | FloatArray, ...]:
        # Seen from the start on a side, inwards, the side's own start lies on the left.
        left = self.corners[triangle, side]
        right = self.corners[triangle, NEXT[side]]
        return triangle, side, end_side, start, end, left, right

    def segment_in(self, triangle: IntArray, mark: int) -> IntArray:
        """Return the segment of an outline in each triangle (k,), -1 for none."""
        key = mark * np.int64(len(self.tin.triangles)) + triangle
        place = np.minimum(np.searchsorted(self.sorted_key, key), len(self.sorted_key) - 1)
        return np.where(self.sorted_key[place] == key, self.by_key[place], -1)

    def ends_within(self, borders: _Borders, mark: int) -> tuple[BoolArray, BoolArray]:
        """Return whether the start and the end of each border lie within the cutoff ``mark`` (b,)."""
        segment = self.segment_in(borders.triangle, mark)
        start = self._on_side(borders.triangle, borders.side, segment, mark)
        end = self._on_side(borders.triangle, np.maximum(borders.end_side, 0), segment, mark)
        inside = borders.end_side == -1
        end[inside] = self._is_left(segment[inside], borders.end[inside], start[inside])
        end[borders.end_side == -2] = False  # noqa: PLR2004
        return start, end

    def _on_side(self, triangle: IntArray, side: IntArray, segment: IntArray, mark: int) -> BoolArray:
        """Whether the place where a side is divided lies within."""
        a, b = self.tin.triangles[triangle, side], self.tin.triangles[triangle, NEXT[side]]
        cutoff = self.outlines.found.cutoffs[mark]
        a_in, b_in = self.cost[a] <= cutoff, self.cost[b] <= cutoff
        share, _ = self.at(triangle, side)
        entry = self.outlines.found.entry[segment]
        crossing = np.where(entry == side, self.outlines.share[segment], self.end_share[segment])
        return np.where(a_in == b_in, a_in, np.where(a_in, share, 1.0 - share) < crossing)

    def _is_left(self, segment: IntArray, lonlat: FloatArray, otherwise: BoolArray) -> BoolArray:
        """Whether places (k, 2) lie left of segments; ``otherwise`` where there is none."""
        start = self.outlines.lonlat[segment]
        way, off = self.end[segment] - start, lonlat - start
        left = way[:, 0] * off[:, 1] - way[:, 1] * off[:, 0] > 0
        return np.where(segment >= 0, left, otherwise)

    def crossings(self, borders: _Borders, ends: tuple[BoolArray, BoolArray], mark: int) -> _Crossings:
        """Return where the outline of ``mark`` crosses the borders of which one of the ``ends`` is within."""
        border = np.flatnonzero(ends[0] != ends[1])
        segment = self.segment_in(borders.triangle[border], mark)
        start, end = borders.start[border], borders.end[border]
        here, way, step = (
            self.outlines.lonlat[segment],
            self.end[segment] - self.outlines.lonlat[segment],
            end - start,
        )
        off = start - here
        across = way[:, 0] * step[:, 1] - way[:, 1] * step[:, 0]
        across = np.where(across == 0, np.inf, across)
        share = np.clip((way[:, 1] * off[:, 0] - way[:, 0] * off[:, 1]) / across, 0.0, 1.0)
        along = (step[:, 1] * off[:, 0] - step[:, 0] * off[:, 1]) / across
        return _Crossings(mark, border, segment, ends[0][border], along, start + step * share[:, None])

    def outline_pieces(self, borders: _Borders, drawn: BoolArray, found: _Crossings) -> Pieces:
        """Return the outline of one cutoff, cut where it crosses borders."""
        outlines = self.outlines
        segment = np.flatnonzero(outlines.found.mark == found.mark)
        # What lies before a crossing is on the right of a border that leaves the region, seen outwards.
        left, right = borders.left[found.border], borders.right[found.border]
        before = np.where(found.from_start, right, left)
        after = np.where(found.from_start, left, right)
        segments = np.concatenate([segment, found.segment])
        along = np.concatenate([np.full(len(segment), -np.inf), found.along])
        owner = np.concatenate([self._owner_at_start(segment), after])
        start = np.concatenate([outlines.lonlat[segment], found.lonlat])
        is_drawn = np.concatenate([drawn[segment], np.ones(len(found.segment), bool)])
        order = np.lexsort((along, segments))
        segments, owner, start, is_drawn = segments[order], owner[order], start[order], is_drawn[order]
        end = np.where(
            np.append(segments[1:] == segments[:-1], False)[:, None],
            np.roll(start, -1, axis=0),
            self.end[segments],
        )
        before = np.concatenate([np.full(len(segment), -1, np.int64), before])[order]
        owner[:-1] = np.where(before[1:] >= 0, before[1:], owner[:-1])
        return Pieces(start, end, owner, np.full(len(owner), found.mark, np.int64), is_drawn)

    def _owner_at_start(self, segment: IntArray) -> IntArray:
        """Whose land segments begin on."""
        outlines = self.outlines
        triangle, side = outlines.found.triangle[segment], outlines.found.entry[segment]
        inner, outer = outlines.found.inner[segment], outlines.found.outer[segment]
        share, _ = self.at(triangle, side)
        own = np.where(self.tin.triangles[triangle, side] == inner, share, 1.0 - share)
        is_outer = self.contested[triangle, side] & (outlines.share[segment] > own)
        return np.where(is_outer, self.owner[outer], self.owner[inner])


def _border_pieces(
    borders: _Borders, within: Sequence[tuple[BoolArray, BoolArray]], crossings: Sequence[_Crossings]
) -> Pieces:
    """Return the borders in both directions, cut where outlines cross them, by the cutoff they begin with."""
    count = len(borders.triangle)
    reached = np.zeros(count, bool)
    complete = np.zeros(count, bool)
    here = borders.start.copy()
    parts: list[Pieces] = []

    def draw(chosen: IntArray, there: FloatArray, from_start: BoolArray, mark: int) -> None:
        left = np.where(from_start, borders.left[chosen], borders.right[chosen])
        right = np.where(from_start, borders.right[chosen], borders.left[chosen])
        marks, drawn = np.full(len(chosen), mark, np.int64), np.ones(len(chosen), bool)
        parts.append(Pieces(here[chosen], there, left, marks, drawn))
        parts.append(Pieces(there, here[chosen], right, marks, drawn))
        here[chosen] = there

    forward = np.ones(count, bool)
    for mark, ((start, end), found) in enumerate(zip(within, crossings)):
        new = (start | end) & ~reached
        forward[new] = start[new]
        here[new] = np.where(forward[new, None], borders.start[new], borders.end[new])
        reached |= new
        draw(found.border, found.lonlat, forward[found.border], mark)
        done = np.flatnonzero(start & end & ~complete)
        there = np.where(forward[done, None], borders.end[done], borders.start[done])
        draw(done, there, forward[done], mark)
        complete[done] = True
    return Pieces.joined(parts)
