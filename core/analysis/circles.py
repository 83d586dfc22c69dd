# SPDX-License-Identifier: GPL-2.0-or-later
"""Straight-line catchments: geodesic circles, whole, united, or cut half-way between points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network import Plane
from ..network.arrays import FloatArray, IntArray, concatenated_ranges
from .globe import earth_centred_km
from .rings import Region, to_wkb
from .straight import circle

SIDES = {"precise": 360, "generalised": 72}
"""Corners of a circle, each at the exact distance: 72 of them hold 99.9 % of its area."""

LONGEST_SIDE = 500.0
"""Metres after which a border between two points gets a vertex: a straight line of the plane then stays
within 5 mm of itself in degrees, whichever vertices its two neighbours give it."""


@dataclass(frozen=True)
class Circles:
    """Circles around ``points`` (k, 2), degrees, drawn in a conformal plane with ``sides`` corners."""

    points: FloatArray
    plane: Plane
    sides: int

    @classmethod
    def around(cls, points: FloatArray, placed: IntArray, detail: str) -> Circles:
        """Prepare circles around the ``placed`` ones of ``points``; ``detail`` is one of ``SIDES``."""
        return cls(points, Plane.centred_on(points[placed]), SIDES[detail])

    def disk(self, point: int, radius_km: float) -> Region:
        """Return the circle of one point."""
        return [self.plane.to_xy(circle(self.points[point], radius_km, self.sides))]

    def cells(self, point: int, radii_km: Sequence[float], reach_km: float) -> list[Region]:
        """Return the circles of one point, cut half-way to every other point.

        ``reach_km``: the largest radius of any point. Of coincident points only the first has a cell.
        """
        loops = [self.disk(point, radius)[0] for radius in radii_km]
        for other in self._neighbours(point, max(radii_km) + reach_km).tolist():
            loops = [self._nearer(loop, point, other) for loop in loops]
        return [[_refined(loop)] if len(loop) > 2 else [] for loop in loops]  # noqa: PLR2004

    def taken(self, point: int, radius_km: float, limits_km: FloatArray) -> list[Region]:
        """Return what other points that serve up to ``limits_km`` (k,) take from a circle of ``point``."""
        others = self._neighbours(point, radius_km + limits_km)
        loops = [
            self._nearer(self.disk(other, limits_km[other])[0], other, point) for other in others.tolist()
        ]
        return [[_refined(loop)] for loop in loops if len(loop) > 2]  # noqa: PLR2004

    def wkb(self, region: Region) -> bytes | None:
        """Return a region as MultiPolygon WKB in degrees; None when it is empty."""
        return to_wkb(region, self.plane.to_lonlat)

    def _neighbours(self, point: int, within_km: float | FloatArray) -> IntArray:
        xyz = earth_centred_km(self.points)
        near = np.sqrt(((xyz - xyz[point]) ** 2).sum(axis=1)) <= within_km
        near[point] = False
        return np.flatnonzero(near)

    def _nearer(self, loop: FloatArray, point: int, other: int) -> FloatArray:
        """Return the part of a convex loop that is nearer to ``point``; the first of two at one place."""
        if (self.points[point] == self.points[other]).all():
            return loop if point < other else loop[:0]
        return _clip(loop, *self._bisector(point, other))

    def _bisector(self, point: int, other: int) -> tuple[FloatArray, FloatArray]:
        """Middle of the way to ``other`` and the direction there, both in the plane, away from ``point``.

        Computed from the lower index, so that both neighbours are cut along the very same line.
        """
        low, high = sorted((point, other))
        ends = self.plane.to_xy(self.points[[low, high]])
        scale = self.plane.scale(ends)
        # Planar lengths are geodesic ones times the scale, which changes evenly between near points.
        share = (scale[0] * 3 + scale[1]) / (4 * (scale[0] + scale[1]))
        normal = ends[1] - ends[0]
        middle = ends[0] + normal * share
        return middle, normal if point == low else -normal


def _refined(loop: FloatArray) -> FloatArray:
    """Cut the sides into pieces of at most ``LONGEST_SIDE``."""
    following = np.roll(loop, -1, axis=0)
    number = np.maximum(np.ceil(np.hypot(*(following - loop).T) / LONGEST_SIDE), 1).astype(np.int64)
    side = np.repeat(np.arange(len(loop)), number)
    share = concatenated_ranges(np.zeros(len(loop), np.int64), number) / number[side]
    return np.asarray(loop[side] + (following - loop)[side] * share[:, None])


def _clip(loop: FloatArray, middle: FloatArray, normal: FloatArray) -> FloatArray:
    """Keep the part of a convex loop on the side of the line away from ``normal`` (Sutherland, Hodgman)."""
    if not len(loop):
        return loop
    height = (loop - middle) @ normal
    inside = height <= 0
    if inside.all() or not inside.any():
        return loop if inside.all() else loop[:0]
    following, height_next = np.roll(loop, -1, axis=0), np.roll(height, -1)
    crosses = inside != np.roll(inside, -1)
    share = np.where(crosses, height / np.where(crosses, height - height_next, 1.0), 0.0)
    crossing = loop + (following - loop) * share[:, None]
    both = np.stack([loop, crossing], axis=1).reshape(-1, 2)
    return np.asarray(both[np.stack([inside, crosses], axis=1).ravel()])
