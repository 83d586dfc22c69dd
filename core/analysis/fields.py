# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields: land without roads, with roads all around. Who reaches all of these reaches the field."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import FloatArray, IntArray
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
        piece = np.full(len(tin.xy), -1)
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
        positions there."""
        if not len(self.first):
            return self
        place = np.full(max(int(each.max(initial=0)) for each in (vertices, self.vertex, self.place)) + 1, -1)
        place[vertices] = np.arange(len(vertices))
        vertex, around = place[self.vertex], place[self.place]
        is_whole = np.minimum.reduceat(around, self.first) >= 0
        is_whole[self.field[vertex < 0]] = False
        count = np.diff(self.first, append=len(self.place))
        number = np.cumsum(is_whole) - 1
        of_vertex, of_place = is_whole[self.field], np.repeat(is_whole, count)
        kept = count[is_whole]
        return Fields(
            vertex[of_vertex], number[self.field[of_vertex]], around[of_place], np.cumsum(kept) - kept
        )

    def fill(self, cost: FloatArray) -> None:
        """Let fields cost what the dearest place around them costs, in ``cost`` (n,)."""
        if len(self.first):
            cost[self.vertex] = np.maximum.reduceat(cost.take(self.place), self.first).take(self.field)

    def give(self, owner: IntArray, cost: FloatArray) -> None:
        """Let each field have one ``owner`` (n,), that of the cheapest place around it by ``cost`` (n,).

        Land between land is in no triangle, so that no border can go through a field.
        """
        if len(self.first):
            field = np.repeat(np.arange(len(self.first)), np.diff(self.first, append=len(self.place)))
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
