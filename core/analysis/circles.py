# SPDX-License-Identifier: GPL-2.0-or-later
"""Straight-line catchments: geodesic circles, whole, united, or cut half-way between points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network import Plane
from ..network.arrays import FloatArray, IntArray
from .rings import Region, to_wkb
from .straight import circle, earth_centred_km

SIDES = {"precise": 360, "generalised": 72}
"""Corners of a circle; every corner lies at the exact distance, so a circle of 72 holds 99.9 % of the area."""


@dataclass(frozen=True)
class Circles:
    """Circles around ``points`` (k, 2), degrees, drawn in a conformal plane with ``sides`` corners."""

    points: FloatArray
    plane: Plane
    sides: int

    @classmethod
    def around(cls, points: FloatArray, detail: str) -> Circles:
        """Prepare circles; ``detail`` is one of ``SIDES``."""
        return cls(points, Plane.centred_on(points), SIDES[detail])

    def disk(self, point: int, radius_km: float) -> Region:
        """Return the circle of one point."""
        return [self.plane.to_xy(circle(self.points[point], radius_km, self.sides))]

    def cells(self, point: int, radii_km: Sequence[float], reach_km: FloatArray) -> list[Region]:
        """Return the circles of one point, cut half-way to every other point whose circle meets them.

        ``reach_km`` (k,) is each point's largest radius: a neighbour takes nothing beyond its own. Of
        coincident points only the first has a cell.
        """
        neighbours = self._neighbours(point, max(radii_km), reach_km)
        own = self.plane.to_xy(self.points[[point]])[0]
        loops = [self.disk(point, radius)[0] for radius in radii_km]
        for other in neighbours.tolist():
            towards = self.plane.to_xy(self.points[[other]])[0] - own
            if not towards.any():
                if other < point:
                    return [[] for _ in radii_km]
                continue
            middle, normal = self._bisector(point, other)
            loops = [_clip(loop, middle, normal) for loop in loops]
        return [[loop] if len(loop) > 2 else [] for loop in loops]  # noqa: PLR2004

    def wkb(self, region: Region) -> bytes | None:
        """Return a region as MultiPolygon WKB in degrees; None when it is empty."""
        return to_wkb(region, self.plane.to_lonlat)

    def _neighbours(self, point: int, radius_km: float, reach_km: FloatArray) -> IntArray:
        xyz = earth_centred_km(self.points)
        chord = np.sqrt(((xyz - xyz[point]) ** 2).sum(axis=1))
        near = chord <= radius_km + reach_km
        near[point] = False
        return np.flatnonzero(near)

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
