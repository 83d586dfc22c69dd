# SPDX-License-Identifier: GPL-2.0-or-later
"""Marching triangles: the segments of which the outlines of cost surfaces consist.

The two-dimensional marching cubes of Lorensen and Cline 1987 on triangles: the outline crosses every side
between a vertex within the cutoff and one beyond it exactly once, and every triangle of which only a part is
within along one straight segment. Outlines therefore never cross, nor touch themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from ..network.arrays import BoolArray, FloatArray, IntArray
from .tin import NEXT, Indices, RoadCosts, Tin, by_column

_ENTRY = np.array([-1, 0, 1, 1, 2, 0, 2, -1], np.int64)
_EXIT = np.array([-1, 2, 0, 2, 1, 1, 0, -1], np.int64)
"""Side by which an outline enters and leaves a triangle, by the sum of 1, 2 and 4 for the corners within.
What is within lies on the left."""

_ALL_WITHIN = 7

Levels = npt.NDArray[np.unsignedinteger[Any]]
"""One byte each, as long as that can count the cutoffs."""


@dataclass(frozen=True, eq=False)
class Costs:
    """A surface: the cost of each vertex of a triangulation (n,), and the rising ``cutoffs`` to trace.

    All vertices of finite cost are among ``places`` and ``others``, if these are given: only triangles that
    have their lowest vertex among ``places`` are looked at. ``filled`` (n,): costs with holes filled; these
    say what is within, and ``cost`` where on a side the outline is.
    """

    cost: FloatArray
    cutoffs: Sequence[float]
    places: slice | None = None
    others: IntArray | None = None
    filled: FloatArray | None = None


@dataclass(frozen=True, eq=False)
class Segments:
    """Segments (s,) of the outlines of some surfaces, by surface, cutoff and triangle.

    ``mark``: which of the ``cutoffs`` (c,) of all surfaces. A segment enters its ``triangle`` by the side
    ``entry``, between the vertex ``inner`` within and ``outer`` without. ``following``: the segment after
    it. ``below``: the segment of the cutoff before, of the same surface, that enters the same triangle by
    the same side; -1 for none. ``lowest`` and ``highest``: the first and the last of the surface's cutoffs
    that lie between the costs of both vertices. ``cost``: of the vertex within; ``road``: cost of the road
    from there to the other, or infinity. ``innermost`` (c,): whether a cutoff is its surface's first.
    """

    cutoffs: FloatArray
    innermost: BoolArray
    mark: IntArray
    triangle: IntArray
    entry: IntArray
    following: IntArray
    below: IntArray
    inner: Indices
    outer: Indices
    lowest: IntArray
    highest: IntArray
    cost: FloatArray
    road: RoadCosts


def segments(tin: Tin, surfaces: Iterable[Costs]) -> Segments:
    """Find the segments of all ``surfaces``. One is not asked for before the last one is done with."""
    place = np.empty(len(tin.triangles), np.int64)  # read only where written
    parts: list[Segments] = []
    mark = number = 0
    for costs in surfaces:
        parts.append(_of_one(tin, costs, place, mark, number))
        mark, number = mark + len(costs.cutoffs), number + len(parts[-1].mark)
    if len(parts) == 1:
        return parts[0]
    return Segments(*(np.concatenate([getattr(p, each.name) for p in parts]) for each in fields(Segments)))


def _of_one(tin: Tin, costs: Costs, place: IntArray, mark: int, number: int) -> Segments:
    """Find the segments of one surface; marks and segments are counted from ``mark`` and ``number``."""
    mixed, levels = _mixed(tin, costs)
    cutoffs = np.array(costs.cutoffs, np.float64)
    local, crossed, entry, following, below = _traced(tin, (mixed, levels), len(cutoffs), place, number)
    triangle = mixed.take(crossed)
    side, onward = (corner * len(tin.triangles) + triangle for corner in (entry, NEXT.take(entry)))
    corners = by_column(tin.triangles)
    start, end = corners.take(side), corners.take(onward)
    start_level = levels.take(entry * len(mixed) + crossed)
    end_level = levels.take(NEXT.take(entry) * len(mixed) + crossed)
    is_within = start_level <= local
    inner, outer = np.where(is_within, start, end), np.where(is_within, end, start)
    cost, road = costs.cost.take(inner), by_column(tin.road).take(side)
    way = by_column(tin.way).take(side)
    road[np.where(is_within, way < 0, way > 0)] = np.inf  # nobody goes on against a one-way street
    return Segments(
        cutoffs=cutoffs,
        innermost=np.arange(len(cutoffs)) == 0,
        mark=local + mark,
        triangle=triangle,
        entry=entry,
        following=following,
        below=below,
        inner=inner,
        outer=outer,
        lowest=mark + np.minimum(start_level, end_level).astype(np.int64),
        highest=mark - 1 + np.maximum(start_level, end_level).astype(np.int64),
        cost=cost,
        road=road,
    )


def _mixed(tin: Tin, costs: Costs) -> tuple[IntArray, Levels]:
    """Return the triangles (t,) that outlines cross, and how many cutoffs their corners are beyond (3 t,):
    first corners, second corners, third corners."""
    cost = costs.cost if costs.filled is None else costs.filled
    places = costs.places or slice(0, len(cost))
    number = len(costs.cutoffs)
    level = np.full(len(cost), number, np.min_scalar_type(number))
    level[places] = 0
    for cutoff in costs.cutoffs:
        level[places] += cost[places] > cutoff
    if costs.others is not None:
        level[costs.others] = np.searchsorted(costs.cutoffs, cost[costs.others], "left")
    begin, end = np.searchsorted(tin.triangles[:, 0], [places.start, places.stop]).tolist()
    a, b, c = (level.take(column[begin:end]) for column in tin.triangles.T)
    mixed = np.flatnonzero((a != b) | (a != c))
    levels = np.concatenate([a.take(mixed), b.take(mixed), c.take(mixed)])
    mixed += begin
    return mixed, levels


def _traced(
    tin: Tin, crossing: tuple[IntArray, Levels], cutoffs: int, place: IntArray, number: int
) -> tuple[IntArray, ...]:
    """Return, cutoff by cutoff, the segments: cutoff, position among the triangles of ``crossing`` (as of
    ``_mixed``), side entered by, the segment after, and the one of the cutoff before that enters by the same
    side. ``place`` is room for a number per triangle of ``tin``."""
    mixed, levels = crossing
    a, b, c = levels.reshape(3, -1)
    before, entry_before = np.full(len(mixed), -1, np.int64), np.full(len(mixed), -1, np.int64)
    across = by_column(tin.across)
    columns: list[tuple[IntArray, ...]] = []
    for mark in range(cutoffs):
        case = (a <= mark).view(np.uint8) + 2 * (b <= mark).view(np.uint8) + 4 * (c <= mark).view(np.uint8)
        crossed = np.flatnonzero((case > 0) & (case < _ALL_WITHIN))
        triangle, case = mixed.take(crossed), case.take(crossed)
        numbers = np.arange(number, number + len(crossed), dtype=np.int64)
        place[triangle] = numbers
        entry = _ENTRY.take(case)
        following = place.take(across.take(_EXIT.take(case) * len(tin.triangles) + triangle))
        below = np.where(entry_before.take(crossed) == entry, before.take(crossed), -1)
        columns.append((np.full(len(crossed), mark, np.int64), crossed, entry, following, below))
        before[:], entry_before[:] = -1, -1
        before[crossed], entry_before[crossed] = numbers, entry
        number += len(crossed)
    return tuple(np.concatenate(column) for column in zip(*columns))
