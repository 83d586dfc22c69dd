# SPDX-License-Identifier: GPL-2.0-or-later
"""Loops of corners that bound regions, the rings between nested regions, and both as polygons."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from .cycles import stepped
from .nesting import boxes, boxes_at
from .outlines import Outlines, following_in, loop_areas
from .rings import MULTIPOLYGON, POLYGON, lies_in

_FEWEST = 3
_HEADER, _COUNT = struct.Struct("<BII"), struct.Struct("<I")
_CORNER_BYTES = 16


@dataclass(frozen=True, eq=False)
class Loops:
    """Loops of ``corner`` indices (k,) into ``lonlat``, degrees; loop l begins at ``first[l]`` (l + 1,).

    Each is part of the boundary of region ``mark`` (l,), by which loops rise, and has the ``area`` (l,),
    square metres: negative for holes.
    """

    lonlat: FloatArray
    corner: IntArray
    first: IntArray
    mark: IntArray
    area: FloatArray

    def multipolygons(self, regions: int) -> list[bytes | None]:
        """Return each of so many ``regions`` as little-endian OGC MultiPolygon; None for an empty one."""
        count = np.diff(self.first)
        closed = self.first + np.arange(len(self.first), dtype=np.int64)  # every loop ends where it begins
        corner = np.empty(closed[-1], np.int64)
        corner[np.arange(len(self.corner)) + np.repeat(np.arange(len(count)), count)] = self.corner
        corner[closed[1:] - 1] = self.corner.take(self.first[:-1])
        coordinates = np.ascontiguousarray(self.lonlat.take(corner, axis=0), dtype="<f8")
        data, ends = coordinates.tobytes(), (closed * _CORNER_BYTES).tolist()
        rings = [
            _COUNT.pack(corners) + data[begin:end]
            for corners, begin, end in zip((count + 1).tolist(), ends[:-1], ends[1:])
        ]
        shells = self._shells().tolist()
        found: list[bytes | None] = []
        begins = np.searchsorted(self.mark, np.arange(regions + 1)).tolist()
        for begin, end in zip(begins[:-1], begins[1:]):
            polygons: dict[int, list[int]] = {at: [at] for at in range(begin, end) if shells[at] == at}
            for at in range(begin, end):
                if shells[at] != at:
                    polygons[shells[at]].append(at)
            parts = [_HEADER.pack(1, MULTIPOLYGON, len(polygons))]
            for polygon in polygons.values():
                parts.append(_HEADER.pack(1, POLYGON, len(polygon)))
                for at in polygon:
                    parts.append(rings[at])
            found.append(b"".join(parts) if polygons else None)
        return found

    def _shells(self) -> IntArray:
        """Return which loop is the smallest shell around each loop (l,); a shell's is itself."""
        is_shell = self.area > 0
        shells, holes = np.flatnonzero(is_shell), np.flatnonzero(~is_shell)
        around = np.arange(len(self.area))
        begin, end = (
            np.searchsorted(self.mark[shells], self.mark[holes], side) for side in ("left", "right")
        )
        around[holes] = shells[begin]
        several = np.flatnonzero(end - begin > 1)
        if not len(several):
            return around
        low, high = boxes(self.lonlat.take(self.corner, axis=0), self.first)
        inner = holes[several]
        pair, at = boxes_at(low[inner], self.mark[inner], low[shells], high[shells], self.mark[shells])
        hole, shell = inner[pair], shells[at]
        holds = (self.area[shell] > -self.area[hole]) & (high[shell] >= high[hole]).all(axis=1)
        hole, shell = hole[holds], shell[holds]
        order = np.lexsort((self.area[shell], hole))
        hole, shell = hole[order], shell[order]
        last = np.append(hole[1:] != hole[:-1], True)
        decided = np.zeros(len(self.area), bool)
        for inner, outer, is_last in zip(hole.tolist(), shell.tolist(), last.tolist()):
            # The last one that may hold it does.
            if not decided[inner] and (is_last or lies_in(self._loop(inner), self._loop(outer))):
                around[inner], decided[inner] = outer, True
        return around

    def _loop(self, index: int) -> FloatArray:
        return self.lonlat.take(self.corner[self.first[index] : self.first[index + 1]], axis=0)


def disks(outlines: Outlines, drawn: BoolArray) -> Loops:
    """Return what lies within each cutoff, with those of the corners (s,) that are ``drawn``."""
    lonlat = outlines.lonlat[drawn]
    first = np.concatenate([[0], np.cumsum(drawn)]).take(outlines.first)
    mark = outlines.found.mark.take(outlines.first[:-1])
    return Loops(lonlat, np.arange(len(lonlat)), first, mark, loop_areas(lonlat, first))


def rings(outlines: Outlines, drawn: BoolArray) -> Loops:
    """Return what lies within each cutoff and not within the one before.

    Outlines of two cutoffs touch where they have a corner in common. There the boundary of the ring goes from
    one outline over to the other, which it follows backwards; stretches that both have in common are not part
    of it.
    """
    whole = disks(outlines, drawn)
    number = np.cumsum(drawn) - 1
    below = outlines.found.below[drawn]
    upper = np.flatnonzero((below >= 0) & drawn.take(below))
    return _Rings.between(whole, upper, number.take(below.take(upper)), outlines.found.innermost).loops()


@dataclass(frozen=True, eq=False)
class _Rings:
    """Nested ``disks``, whose outlines touch at the corners ``upper`` (p,), rising, of one and ``lower`` (p,)
    of the one before.

    From each such place p the upper outline leads on to place ``upper_next[p]`` over ``upper_count[p]``
    corners, its own among them, and the lower one to ``lower_next[p]`` over ``lower_count[p]``. ``loop``
    (k,): of each corner.
    """

    disks: Loops
    is_innermost: BoolArray
    loop: IntArray
    upper: IntArray
    lower: IntArray
    upper_next: IntArray
    lower_next: IntArray
    upper_count: IntArray
    lower_count: IntArray

    @classmethod
    def between(cls, disks: Loops, upper: IntArray, lower: IntArray, is_innermost: BoolArray) -> _Rings:
        """Cut the outlines where they touch."""
        count = np.diff(disks.first)
        loop = np.repeat(np.arange(len(count)), count)
        by_place = np.argsort(lower)
        columns: list[IntArray] = []
        for corners, order in ((upper, np.arange(len(upper))), (lower, by_place)):
            corner = corners.take(order)
            own = loop.take(corner)
            starts = np.flatnonzero(np.concatenate([[True], own[1:] != own[:-1]])) if len(own) else own
            onward = following_in(np.append(starts, len(own)))
            steps = corner.take(onward) - corner
            following, length = np.empty_like(order), np.empty_like(order)
            following[order] = order.take(onward)
            length[order] = np.where(steps > 0, steps, steps + count.take(own))
            columns += [following, length]
        upper_next, upper_count, lower_next, lower_count = columns
        return cls(disks, is_innermost, loop, upper, lower, upper_next, lower_next, upper_count, lower_count)

    def loops(self) -> Loops:
        """Return the rings."""
        all_disks = self.disks
        touched, touched_below = np.zeros(len(all_disks.mark), bool), np.zeros(len(all_disks.mark), bool)
        touched[self.loop.take(self.upper)] = True
        touched_below[self.loop.take(self.lower)] = True
        outside = np.flatnonzero(~touched)
        has_ring_around = np.append(~self.is_innermost[1:], False).take(all_disks.mark)
        inside = np.flatnonzero(~touched_below & has_ring_around)
        pieces, of_loop = self._pieces()
        first = np.concatenate([[0], np.cumsum(np.bincount(of_loop, self._count(pieces)).astype(np.int64))])
        traced = self._corners(pieces)
        area = loop_areas(all_disks.lonlat.take(traced, axis=0), first)
        begins = np.searchsorted(of_loop, np.arange(len(first) - 1))
        mark = all_disks.mark.take(self.loop.take(self.upper.take(pieces.take(begins) // 2)))
        return self._joined(outside, inside, (traced, first, mark, area))

    def _pieces(self) -> tuple[IntArray, IntArray]:
        """Return the pieces of the traced loops in a row, and the loop of each.

        The number 2 p stands for the upper outline from place p, 2 p + 1 for the lower one back to p.
        """
        back = np.empty_like(self.lower_next)
        back[self.lower_next] = np.arange(len(back))
        onward = back.take(self.upper_next)
        index = np.arange(len(onward))
        shared = (onward == index) & (self.upper_count == 1) & (self.lower_count == 1)
        left = np.flatnonzero(~shared)
        number = np.empty_like(index)
        number[left] = np.arange(len(left))
        order, first = stepped(number.take(onward.take(left)))
        place = left.take(order)
        pieces = np.stack([2 * place, 2 * onward.take(place) + 1], axis=1).ravel()
        first = 2 * first
        loop = np.repeat(np.arange(len(first) - 1), np.diff(first))
        # of the piece that begins at a place, on the upper outline
        loop_at = np.full(len(index), -1, np.int64)
        loop_at[place] = loop[::2]
        pinched = np.unique(loop[::2][loop_at.take(self.upper_next.take(place)) == loop[::2]])
        if not len(pinched):
            return pieces, loop
        parts: list[list[int]] = []
        starts = np.where(pieces % 2, self.lower_next.take(pieces // 2), pieces // 2)
        cut = set(pinched.tolist())
        for each, (begin, end) in enumerate(zip(first[:-1].tolist(), first[1:].tolist())):
            own = pieces[begin:end].tolist()
            parts += _cut(own, starts[begin:end].tolist()) if each in cut else [own]
        loop = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        return np.array([piece for part in parts for piece in part], dtype=np.int64), loop

    def _count(self, pieces: IntArray) -> IntArray:
        place = pieces // 2
        return np.where(pieces % 2, self.lower_count.take(place), self.upper_count.take(place))

    def _corners(self, pieces: IntArray) -> IntArray:
        """Return the corners of pieces in a row. Each has its first corner, and not its last."""
        place, is_back, count = pieces // 2, pieces % 2 == 1, self._count(pieces)
        start = np.where(is_back, self.lower.take(self.lower_next.take(place)), self.upper.take(place))
        own = self.loop.take(start)
        begin, end = self.disks.first.take(own), self.disks.first.take(own + 1)
        steps = concatenated_ranges(np.zeros(len(count), np.int64), count)
        corner = np.repeat(start, count) + np.where(np.repeat(is_back, count), -steps, steps)
        begin, end = np.repeat(begin, count), np.repeat(end, count)
        corner += np.where(corner < begin, end - begin, 0)
        corner -= np.where(corner >= end, end - begin, 0)
        return np.asarray(corner)

    def _joined(
        self,
        outside: IntArray,
        inside: IntArray,
        traced: tuple[IntArray, IntArray, IntArray, FloatArray],
    ) -> Loops:
        """Put the loops of disks that stay whole, those ``inside`` their rings turned round, and the
        ``traced`` ones together, by their rings."""
        own, count = self.disks, np.diff(self.disks.first)
        corner, first, mark, area = traced
        length = np.concatenate([count[outside], count[inside], np.diff(first)])
        marks = np.concatenate([own.mark[outside], own.mark[inside] + 1, mark])
        areas = np.concatenate([own.area[outside], -own.area[inside], area])
        row = np.concatenate(
            [
                concatenated_ranges(own.first[outside], count[outside]),
                -concatenated_ranges(1 - own.first[inside + 1], count[inside]),
                corner,
            ]
        )
        begin = np.cumsum(length) - length
        order = np.argsort(marks, kind="stable")
        order = order[length[order] >= _FEWEST]
        return Loops(
            own.lonlat,
            row.take(concatenated_ranges(begin[order], length[order])),
            np.concatenate([[0], np.cumsum(length[order])]),
            marks[order],
            areas[order],
        )


def _cut(pieces: list[int], starts: list[int]) -> list[list[int]]:
    """Cut a loop of pieces that comes to a place more than once into loops that come to each place once."""
    parts: list[list[int]] = []
    path: list[tuple[int, int]] = []
    met: dict[int, int] = {}
    for piece, start in zip(pieces, starts):
        if start in met:
            at = met[start]
            parts.append([each for each, _ in path[at:]])
            for _, gone in path[at:]:
                del met[gone]
            del path[at:]
        met[start] = len(path)
        path.append((piece, start))
    parts.append([each for each, _ in path])
    return parts
