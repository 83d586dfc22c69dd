# SPDX-License-Identifier: GPL-2.0-or-later
"""A cost surface divided among points: each place belongs to the point it reaches at the least cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from .rings import Region, placed, trace
from .tin import Tin

NEAREST_BORDER, FARTHEST_BORDER = 0.05, 0.95


@dataclass(frozen=True)
class Territories:
    """A surface cut along the borders between points, so that each triangle has one owner.

    ``owner`` (m,) is the point of each triangle; ``borders`` (s, 2) are the sides between two owners and
    ``sides`` (s, 2) who owns the left and the right of them.
    """

    tin: Tin
    cost: FloatArray
    owner: IntArray
    borders: IntArray
    sides: IntArray

    def regions(self, cutoffs: Sequence[float]) -> list[dict[int, Region]]:
        """Return, for each of the rising ``cutoffs``, per owner where its territory costs at most that.

        The borders do not depend on the cutoff: the regions of one owner are nested, those of different
        owners never overlap, and all together are the surface's own region. Borders have a vertex where any
        cutoff crosses them, so that regions of one owner can be subtracted exactly.
        """
        marks = np.array(cutoffs, dtype=np.float64)
        return [self._regions(marks, mark) for mark in range(len(marks))]

    def _regions(self, marks: FloatArray, mark: int) -> dict[int, Region]:
        n = np.int64(len(self.tin.xy))
        sheet, base = n * n, n * n * len(marks)  # a key says whose, at which cutoff, where

        def position(keys: IntArray) -> FloatArray:
            at, where = np.divmod(keys % base, sheet)
            return self.tin.outline_xy(where, self.cost, marks[at])

        triangle, start, end = self.tin.crossings(self.cost, float(marks[mark]))
        parts = [(start + mark * sheet, end + mark * sheet, self.owner[triangle])]
        parts += self._border_parts(marks[: mark + 1], sheet)
        start, end, owner = (np.concatenate(column) for column in zip(*parts))
        regions: dict[int, Region] = {}
        loops = trace(start + owner * base, end + owner * base, position)
        for loop, xy in zip(loops, placed(loops, position)):
            regions.setdefault(int(loop[0] // base), []).append(xy)
        return regions

    def _border_parts(self, marks: FloatArray, sheet: np.int64) -> list[tuple[IntArray, IntArray, IntArray]]:
        """The borders within the last of ``marks``, cut at each: start and end keys, and whose left it is."""
        n = np.int64(len(self.tin.xy))
        rising = self.cost[self.borders[:, 0]] <= self.cost[self.borders[:, 1]]
        inner, outer = np.where(rising[:, None], self.borders, self.borders[:, ::-1]).T
        left, right = np.where(rising[:, None], self.sides, self.sides[:, ::-1]).T
        here = inner * n + inner
        parts: list[tuple[IntArray, IntArray, IntArray]] = []

        def draw(chosen: BoolArray, there: IntArray) -> None:
            start, end = here[chosen], there[chosen]
            parts.extend([(start, end, left[chosen]), (end, start, right[chosen])])
            here[chosen] = end

        for mark, cutoff in enumerate(marks):
            draw((self.cost[inner] <= cutoff) & (self.cost[outer] > cutoff), inner * n + outer + mark * sheet)
        draw(self.cost[outer] <= marks[-1], outer * n + outer)
        return parts


class _Cutter:
    """Collects the triangles and borders of the cut surface; new vertices follow the old ones."""

    def __init__(self, tin: Tin, cost: FloatArray, owner: IntArray, pace: FloatArray) -> None:
        self.tin, self.cost, self.owner = tin, cost, owner
        corners = owner[tin.triangles]
        self.corners = corners
        following = np.roll(corners, -1, axis=1)
        contested = (corners >= 0) & (following >= 0) & (corners != following)
        self.number = contested.sum(axis=1)
        side_start, side_end = tin.triangles[contested], np.roll(tin.triangles, -1, axis=1)[contested]
        n = np.int64(len(tin.xy))
        self.split_keys = np.unique(np.minimum(side_start, side_end) * n + np.maximum(side_start, side_end))
        low, high = np.divmod(self.split_keys, n)
        length = np.hypot(*(tin.xy[high] - tin.xy[low]).T)
        crossing_cost = np.maximum(length * (pace[low] + pace[high]) / 2, 1e-12)
        share = np.clip(0.5 + (cost[high] - cost[low]) / (2 * crossing_cost), NEAREST_BORDER, FARTHEST_BORDER)
        self.xy = tin.xy[low] + (tin.xy[high] - tin.xy[low]) * share[:, None]
        self.split_cost = cost[low] + (cost[high] - cost[low]) * share
        self.triangles: list[IntArray] = []
        self.owners: list[IntArray] = []
        self.borders: list[IntArray] = []
        self.sides: list[IntArray] = []

    def split(self, p: IntArray, q: IntArray) -> IntArray:
        """Vertex where the territories of ``p`` and ``q`` meet on the side between them."""
        n = np.int64(len(self.tin.xy))
        at = np.searchsorted(self.split_keys, np.minimum(p, q) * n + np.maximum(p, q))
        return np.asarray(n + at, dtype=np.int64)

    def add(self, owner: IntArray, *corners: IntArray) -> None:
        self.triangles.append(np.stack(corners, axis=1))
        self.owners.append(owner)

    def border(self, start: IntArray, end: IntArray, left: IntArray, right: IntArray) -> None:
        self.borders.append(np.stack([start, end], axis=1))
        self.sides.append(np.stack([left, right], axis=1))

    def turned(self, rows: IntArray, first: IntArray) -> tuple[IntArray, IntArray, IntArray]:
        """Corners of the triangles ``rows``, beginning with the corner ``first`` of each."""
        p, q, r = (self.tin.triangles[rows, (first + turn) % 3] for turn in range(3))
        return p, q, r

    def keep_undivided(self) -> None:
        rows = np.flatnonzero((self.number == 0) & (self.corners >= 0).any(axis=1))
        self.triangles.append(self.tin.triangles[rows])
        self.owners.append(self.corners[rows].max(axis=1))

    def cut_at_open_land(self) -> None:
        """Two corners of two owners, the third reached by nobody: one border towards the third."""
        rows = np.flatnonzero(self.number == 1)
        third = (self.corners[rows] < 0).argmax(axis=1)
        r, p, q = self.turned(rows, third)
        m = self.split(p, q)
        self.add(self.owner[p], p, m, r)
        self.add(self.owner[q], m, q, r)
        self.border(m, r, self.owner[p], self.owner[q])

    def cut_in_two(self) -> None:
        """Three corners of two owners: one border across the triangle."""
        rows = np.flatnonzero(self.number == 2)  # noqa: PLR2004
        corners = self.corners[rows]
        odd = np.where(corners[:, 0] == corners[:, 1], 2, np.where(corners[:, 1] == corners[:, 2], 0, 1))
        p, q, r = self.turned(rows, odd)
        right, left = self.split(p, q), self.split(p, r)
        self.add(self.owner[p], p, right, left)
        self.add(self.owner[q], right, q, r)
        self.add(self.owner[q], right, r, left)
        self.border(right, left, self.owner[p], self.owner[q])

    def cut_in_three(self) -> None:
        """Three corners of three owners: three borders that meet in a new vertex inside."""
        rows = np.flatnonzero(self.number == 3)  # noqa: PLR2004
        corners = self.turned(rows, np.zeros(len(rows), dtype=np.int64))
        splits = [self.split(corners[i], corners[(i + 1) % 3]) for i in range(3)]
        old = len(self.tin.xy)
        middle = np.arange(len(rows)) + old + len(self.split_keys)
        self.xy = np.concatenate([self.xy, sum(self.xy[s - old] for s in splits) / 3])
        self.split_cost = np.concatenate([self.split_cost, sum(self.split_cost[s - old] for s in splits) / 3])
        for i in range(3):
            here, onward = self.owner[corners[i]], self.owner[corners[(i + 1) % 3]]
            self.add(here, corners[i], splits[i], middle)
            self.add(here, corners[i], middle, splits[i - 1])
            self.border(splits[i], middle, here, onward)


def divide(tin: Tin, cost: FloatArray, owner: IntArray, pace: FloatArray) -> Territories:
    """Cut the surface where the costs of two points are equal.

    ``cost``, ``owner``, ``pace`` (n,): least cost, whose it is (-1: nobody's, with infinite cost), and the
    cost of one unit of length nearby. Between neighbouring vertices p and q of two owners, at distance l,
    the border lies at the share t from p with cost(p) + t·l·pace = cost(q) + (1 − t)·l·pace, which is
    exact along a straight road. Three owners meet in one vertex inside their triangle.
    """
    cutter = _Cutter(tin, cost, np.where(np.isfinite(cost), owner, -1), pace)
    cutter.keep_undivided()
    cutter.cut_at_open_land()
    cutter.cut_in_two()
    cutter.cut_in_three()
    cut = Tin(np.concatenate([tin.xy, cutter.xy]), np.concatenate(cutter.triangles), tin.trim)
    return Territories(
        cut,
        np.concatenate([cost, cutter.split_cost]),
        np.concatenate(cutter.owners),
        np.concatenate(cutter.borders),
        np.concatenate(cutter.sides),
    )
