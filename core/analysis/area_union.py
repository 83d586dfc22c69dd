# SPDX-License-Identifier: GPL-2.0-or-later
"""How much of each unit lies in several catchments, counted once, and how much in one of them alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import FloatArray, IntArray, concatenated_ranges
from ..progress import Progress, check
from .area_shapes import Pieces, Shapes, height, meeting, outlines, runs


@dataclass(frozen=True, eq=False)
class Owned:
    """Pieces in the boxes of units, by unit, with the point ``owner`` (p,) whose catchment they bound."""

    pieces: Pieces
    owner: IntArray


def united(
    units: Shapes, owned: Owned, progress: Progress
) -> tuple[FloatArray, tuple[IntArray, IntArray, FloatArray]]:
    """Return the area (n,) of each unit within any catchment, and areas within exactly one of them.

    The latter are three arrays: unit, owner, area. Each unit is cut into upright strips at every end and
    crossing of its own and the catchments' outlines. In a strip lines are in the same order everywhere, and
    going down from one to the next says what lies between: how many catchments, whose, and whether the unit.
    """
    area = np.zeros(len(units))
    alone: list[tuple[IntArray, IntArray, FloatArray]] = []
    rows, place, pieces_in = np.unique(owned.pieces.shape, return_inverse=True, return_counts=True)
    sides = np.diff(units.first)[rows]
    last_owner = owned.owner.max(initial=-1)
    for part in runs(((pieces_in + sides) ** 1.5).astype(np.int64)):
        check(progress)
        mine = slice(*np.searchsorted(place, [part.start, part.stop]).tolist())
        lines = _lines(units, rows[part], owned, mine)
        unit, owner, number, size = _strips(*lines)
        area += np.bincount(unit[number > 0], weights=size[number > 0], minlength=len(area))
        # where lines coincide, rounding may put them in any order: slivers without area, of nobody
        one = (number == 1) & (owner >= 0) & (owner <= last_owner)
        alone.append((unit[one], owner[one], size[one]))
    if not alone:
        none = np.zeros(0, np.int64)
        return area, (none, none, np.zeros(0))
    unit, owner, size = (np.concatenate(column) for column in zip(*alone))
    return area, (unit, owner, size)


def _lines(units: Shapes, rows: IntArray, owned: Owned, mine: slice) -> tuple[Pieces, IntArray]:
    """Return the outlines of units and catchments together by unit, and who owns each: -1 the unit."""
    own = outlines(units, rows)
    theirs = owned.pieces.of(mine)
    pieces = Pieces.joined([own, theirs])
    owner = np.concatenate([np.full(len(own), -1, np.int64), owned.owner[mine]])
    order = np.argsort(np.concatenate([own.shape, theirs.shape]), kind="stable")
    return pieces, owner[order]


def _strips(lines: Pieces, owner: IntArray) -> tuple[IntArray, IntArray, IntArray, FloatArray]:
    """Cut into strips; return for each part of a unit in a strip: unit, owner if alone, how many, area."""
    mark_unit, mark_x = _marks(lines, owner)
    left = _rank(mark_unit, mark_x, lines.shape, lines.x[:, 0])
    right = _rank(mark_unit, mark_x, lines.shape, lines.x[:, 1])
    line = np.repeat(np.arange(len(lines)), right - left)
    strip = concatenated_ranges(left, right - left)
    width = mark_x[strip + 1] - mark_x[strip]
    middle = height(lines, line, mark_x[strip] + width / 2)
    order = np.lexsort((-middle, strip))
    line, strip, width, middle = line[order], strip[order], width[order], middle[order]
    top = np.searchsorted(strip, strip, "left")
    unit_line, weight = owner[line] < 0, lines.weight[line]
    within = _going_down(np.where(unit_line, weight, 0), top)
    number = _going_down(np.where(unit_line, 0, weight), top)
    whose = _going_down(np.where(unit_line, 0, weight * owner[line]), top)
    part = np.flatnonzero((strip[1:] == strip[:-1]) & (within[:-1] > 0) & (number[:-1] > 0))
    size = (middle[part] - middle[part + 1]) * width[part]
    return lines.shape[line[part]], whose[part], number[part], size


def _going_down(steps: IntArray, top: IntArray) -> IntArray:
    """Add up ``steps`` from the first row of each strip, ``top`` (l,), to every row."""
    sums = np.cumsum(steps)
    return np.asarray(sums - np.where(top > 0, sums[top - 1], 0))


def _marks(lines: Pieces, owner: IntArray) -> tuple[IntArray, FloatArray]:
    """Return where strips begin and end: unit and x, rising, each once."""
    i, j = _side_by_side(lines)
    other = owner[i] != owner[j]
    i, j = i[other], j[other]
    left, right = np.maximum(lines.x[i, 0], lines.x[j, 0]), np.minimum(lines.x[i, 1], lines.x[j, 1])
    meet = right > left
    i, j, left, right = i[meet], j[meet], left[meet], right[meet]
    gap = height(lines, i, left) - height(lines, j, left)
    other_gap = height(lines, i, right) - height(lines, j, right)
    cross = gap * other_gap < 0.0
    share = gap[cross] / (gap[cross] - other_gap[cross])
    x = left[cross] + (right[cross] - left[cross]) * share
    unit = np.concatenate([lines.shape, lines.shape, lines.shape[i[cross]]])
    mark = np.concatenate([lines.x[:, 0], lines.x[:, 1], x])
    order = np.lexsort((mark, unit))
    unit, mark = unit[order], mark[order]
    new = np.ones(len(unit), bool)
    new[1:] = (unit[1:] != unit[:-1]) | (mark[1:] > mark[:-1])
    return unit[new], mark[new]


def _side_by_side(lines: Pieces) -> tuple[IntArray, IntArray]:
    """Return all pairs i < j of lines of one unit that have a height in common, and next to all abreast.

    The units are laid out beside each other, so that one search serves all.
    """
    _, unit = np.unique(lines.shape, return_inverse=True)
    step = 2.0 * lines.x.max(initial=0.0)
    left, right = (lines.x + (unit * step)[:, None]).T
    slack = 1e-12 * (right.max(initial=0.0) + 1.0)
    i, j = meeting(left - slack, right + slack, left, right)
    low, high = lines.y.min(axis=1), lines.y.max(axis=1)
    near = (i < j) & (lines.shape[i] == lines.shape[j]) & (low[i] <= high[j]) & (low[j] <= high[i])
    return i[near], j[near]


def _rank(mark_unit: IntArray, mark_x: FloatArray, unit: IntArray, x: FloatArray) -> IntArray:
    """Return which of the marks, rising by unit and position, each ``x`` of a ``unit`` is."""
    asked = np.concatenate([np.zeros(len(mark_x), bool), np.ones(len(x), bool)])
    order = np.lexsort((asked, np.concatenate([mark_x, x]), np.concatenate([mark_unit, unit])))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.cumsum(~asked[order]) - 1
    return rank[len(mark_x) :]
