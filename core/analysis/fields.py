# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields: land without roads, with roads all around. Who reaches all of these reaches the field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..network.arrays import FloatArray, IntArray, concatenated_ranges
from ..network.components import component_roots
from .cells import beside
from .marching import Costs
from .outlines import Outlines
from .tin import Tin


@dataclass(frozen=True, eq=False)
class Fields:
    """Fields of a triangulation: field i has the vertices ``vertex`` (v,) with ``field`` (v,) i, and the
    places on the roads around it are ``place`` from ``first[i]`` (f,) on, up to the next."""

    vertex: IntArray
    field: IntArray
    place: IntArray
    first: IntArray

    @classmethod
    def none(cls) -> Fields:
        """No fields at all."""
        return cls(*(np.zeros(0, np.int64) for _ in range(4)))

    @classmethod
    def of(cls, tin: Tin, land: IntArray, occupied: IntArray, largest: float) -> Fields:
        """Find the fields of at most ``largest`` square metres, without the land that belongs to the roads.

        ``land`` (v,): the cells of the last vertices of ``tin``, which are open land; ``occupied``: the cells
        with roads and those beside them, both rising.

        Neighbouring cells without roads are one piece of land. It is a field when no cell farther out is
        beside it (nothing is known there, and it may be endless), and when the outlines around all that has
        roads run around it as a hole of that size.
        """
        pieces = _pieces(land, occupied)
        if not (pieces >= 0).any():
            return cls.none()
        places = len(tin.xy) - len(land)
        cost = np.zeros(len(tin.xy))
        cost[places:] = np.inf
        outlines = Outlines.trace(tin, [Costs(cost, [1.0])])
        own = pieces[outlines.found.outer[outlines.first[:-1]] - places]
        areas, known = outlines.areas(), own >= 0
        size = np.bincount(own[known], -areas[known], minlength=len(land))
        is_field = (pieces >= 0) & (size[pieces] > 0) & (size[pieces] <= largest)
        piece = np.full(len(tin.xy), -1, np.int64)
        piece[places:][is_field] = pieces[is_field]
        inside = piece >= 0
        at_fields = tin.triangles[inside[tin.triangles].any(axis=1)]
        # Every side of a triangle, both ways round
        start, end = (at_fields[:, corners].ravel() for corners in ([0, 1, 2, 1, 2, 0], [1, 2, 0, 0, 1, 2]))
        shore = np.flatnonzero(inside[start] & (end < places))
        vertex = np.unique(start[shore])  # land farther in is in no triangle with a road
        pairs = np.unique(piece[start[shore]] * places + end[shore])
        numbers, field = np.unique(piece[vertex], return_inverse=True)
        return cls(
            vertex.astype(np.int64),
            field.reshape(-1).astype(np.int64),
            pairs % places,
            np.searchsorted(pairs, numbers * places),
        )

    def within(self, vertices: IntArray) -> Fields:
        """Return the fields of which all vertices and places are among ``vertices`` (k,), rising, by their
        positions there. Of a country's fields only those around ``vertices`` are looked at."""
        if not len(self.first):
            return self
        fields, begin = self._at_place
        here = vertices[: np.searchsorted(vertices, len(begin) - 1)]
        met = np.zeros(len(self.first), bool)
        met[fields.take(concatenated_ranges(begin[here], begin[here + 1] - begin[here]))] = True
        some = np.flatnonzero(met)
        rows, first = self._rows
        count, own_count = self._count[some], first[some + 1] - first[some]
        around = self.place.take(concatenated_ranges(self.first[some], count))
        row = rows.take(concatenated_ranges(first[some], own_count))
        own = self.vertex.take(row)
        place = np.empty(max(int(each.max(initial=0)) for each in (vertices, around, own)) + 1, np.int64)
        place[around], place[own] = -1, -1  # all that is read
        place[vertices] = np.arange(len(vertices))
        around, own, of_own = place[around], place[own], np.repeat(np.arange(len(some)), own_count)
        begins = np.cumsum(count) - count
        is_whole = np.minimum.reduceat(around, begins) >= 0 if len(some) else np.zeros(0, bool)
        is_whole[of_own[own < 0]] = False
        number, kept = np.cumsum(is_whole) - 1, count[is_whole]
        chosen = np.flatnonzero(is_whole[of_own])
        chosen = chosen[np.argsort(row[chosen])]  # vertices rise, as here
        return Fields(
            own[chosen],
            number[of_own[chosen]],
            around[np.repeat(is_whole, count)],
            np.cumsum(kept) - kept,
        )

    @cached_property
    def _count(self) -> IntArray:
        """How many places there are around each field (f,)."""
        return np.diff(self.first, append=len(self.place))

    @cached_property
    def _at_place(self) -> tuple[IntArray, IntArray]:
        """The fields around each place, place by place, and where those of each begin and the last end."""
        order = np.argsort(self.place, kind="stable")
        field = np.repeat(np.arange(len(self.first)), self._count)
        return field[order], np.concatenate([[0], np.cumsum(np.bincount(self.place))])

    @cached_property
    def _rows(self) -> tuple[IntArray, IntArray]:
        """The rows of ``vertex`` field by field, and where those of each begin and the last end."""
        rows = np.argsort(self.field, kind="stable")
        return rows, np.searchsorted(self.field[rows], np.arange(len(self.first) + 1))

    def fill(self, cost: FloatArray) -> None:
        """Let fields cost what the dearest place around them costs, in ``cost`` (n,)."""
        if len(self.first):
            cost[self.vertex] = np.maximum.reduceat(cost.take(self.place), self.first).take(self.field)

    def give(self, owner: IntArray, cost: FloatArray) -> None:
        """Let each field have one ``owner`` (n,), that of the cheapest place around it by ``cost`` (n,).

        Land between land is in no triangle, so that no border can go through a field.
        """
        if len(self.first):
            field = np.repeat(np.arange(len(self.first)), self._count)
            order = np.lexsort((owner.take(self.place), cost.take(self.place), field))
            owner[self.vertex] = owner.take(self.place.take(order.take(self.first))).take(self.field)


def _pieces(land: IntArray, occupied: IntArray) -> IntArray:
    """Return for each cell of ``land`` (v,) which piece it belongs to; -1 where a piece has an open end."""
    pairs, is_open = [], np.zeros(len(land), bool)
    for there in beside(land):
        at = np.searchsorted(land, there)
        joined = land[np.minimum(at, len(land) - 1)] == there
        at_road = np.searchsorted(occupied, there)
        is_open |= ~joined & (occupied[np.minimum(at_road, len(occupied) - 1)] != there)
        pairs.append(np.stack([np.flatnonzero(joined), at[joined]]))
    start, end = np.concatenate(pairs, axis=1)
    root = component_roots(len(land), start, end)
    has_open = np.zeros(len(land), bool)
    has_open[root[is_open]] = True
    return np.where(has_open[root], -1, root)
