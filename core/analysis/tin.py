# SPDX-License-Identifier: GPL-2.0-or-later
"""Triangulated surface of travel cost: where it lies below a cutoff, and whose territory it is.

Marching triangles (the two-dimensional marching cubes of Lorensen and Cline 1987 on triangles): the outline
crosses every side between a vertex within the cutoff and one beyond it exactly once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from .ports import Triangulate
from .rings import Region, placed, signed_areas, trace

NEAREST_CROSSING, FARTHEST_CROSSING = 0.02, 0.98
"""Outlines keep this share of a side away from its ends, so that they never meet in a vertex."""


@dataclass(frozen=True)
class Tin:
    """Vertices ``xy`` (n, 2) and counter-clockwise triangles (m, 3); ``trim`` in units of ``xy``.

    A vertex of infinite cost is one that no road reaches within the horizon (or open land): the outline
    keeps at most ``trim`` away from the last reached vertex, and at most half of the side.
    """

    xy: FloatArray
    triangles: IntArray
    trim: float

    def within(self, vertices: BoolArray) -> tuple[Tin, IntArray]:
        """Return the triangles that have one of ``vertices`` (n,) as a surface of their own.

        The second value holds the vertex index here of each vertex there.
        """
        chosen = self.triangles[vertices[self.triangles].any(axis=1)]
        used = np.zeros(len(self.xy), dtype=bool)
        used[chosen] = True
        kept = np.flatnonzero(used)
        renumbered = np.cumsum(used) - 1
        return Tin(self.xy[kept], renumbered[chosen], self.trim), kept

    def region(self, cost: FloatArray, cutoff: float) -> Region:
        """Return where the surface through ``cost`` (n,) is at most ``cutoff``."""
        _, start, end = self.crossings(cost, cutoff)

        def position(keys: IntArray) -> FloatArray:
            return self.outline_xy(keys, cost, cutoff)

        return placed(trace(start, end, position), position)

    def sides(self) -> tuple[IntArray, IntArray]:
        """Return both vertices of every side of every triangle."""
        return self.triangles.ravel(), np.roll(self.triangles, -1, axis=1).ravel()

    def small_holes(self, cost: FloatArray, cutoff: float, smallest: float) -> IntArray:
        """Return one vertex (h,) in each hole of the region whose area is below ``smallest``."""
        _, start, end = self.crossings(cost, cutoff)

        def position(keys: IntArray) -> FloatArray:
            return self.outline_xy(keys, cost, cutoff)

        loops = trace(start, end, position)
        areas = signed_areas(placed(loops, position))
        return np.array(
            [loop[0] % len(self.xy) for loop, area in zip(loops, areas) if -smallest < area < 0],
            dtype=np.int64,
        )

    def crossings(self, cost: FloatArray, cutoff: float) -> tuple[IntArray, IntArray, IntArray]:
        """Return the directed outline segments: triangle, start key, end key. Inside lies on the left."""
        inside = (cost <= cutoff)[self.triangles]
        number = inside.sum(axis=1)
        chosen = np.flatnonzero((number == 1) | (number == 2))  # noqa: PLR2004
        mixed, inside = self.triangles[chosen], inside[chosen]
        one_in = inside.sum(axis=1) == 1
        odd = np.where(one_in[:, None], inside, ~inside).argmax(axis=1)
        row = np.arange(len(mixed))
        apex, right, left = (mixed[row, (odd + turn) % 3] for turn in range(3))
        n = len(self.xy)
        to_right = np.where(one_in, apex * n + right, right * n + apex)
        to_left = np.where(one_in, apex * n + left, left * n + apex)
        return chosen, np.where(one_in, to_right, to_left), np.where(one_in, to_left, to_right)

    def outline_xy(self, keys: IntArray, cost: FloatArray, cutoff: float | FloatArray) -> FloatArray:
        """Return the coordinates (k, 2) of outline keys (k,) at ``cutoff``, one for all or one for each.

        The key ``inner · n + outer`` is the crossing of a side, ``vertex · n + vertex`` a vertex itself.
        """
        inner, outer = np.divmod(keys, len(self.xy))
        side = self.xy[outer] - self.xy[inner]
        rise = cost[outer] - cost[inner]
        trimmed = np.minimum(0.5, self.trim / np.maximum(np.hypot(side[:, 0], side[:, 1]), 1e-9))
        level = (cutoff - cost[inner]) / np.where(rise > 0, rise, np.inf)
        level = np.clip(level, NEAREST_CROSSING, FARTHEST_CROSSING)
        share = np.where(inner == outer, 0.0, np.where(np.isfinite(cost[outer]), level, trimmed))
        return np.asarray(self.xy[inner] + side * share[:, None])


def build_tin(xy: FloatArray, trim: float, triangulate: Triangulate) -> Tin:
    """Triangulate ``xy`` (n, 2)."""
    triangles = np.asarray(triangulate(xy), dtype=np.int64).reshape(-1, 3)
    a, b, c = (xy[triangles[:, i]] for i in range(3))
    double_area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    triangles = np.where((double_area < 0)[:, None], triangles[:, ::-1], triangles)
    return Tin(xy, triangles, trim)
