# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the county lies: survey lattice → plane (bent by terrain) → EPSG:3347 → longitude and latitude.

The county is drawn on an integer lattice of 50 m, as surveyors laid out townships; a smooth, one-to-one
bending then turns the lattice into terrain. Roads meet exactly because they meet on the lattice.
"""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
from osgeo import osr

UNIT_M = 50.0
WIDTH, HEIGHT = 1200, 960
CONCESSION = (40, 28)  # lattice units between township lines, and between concession roads
TOWNSHIP = (160, 140)  # between the lines that bound townships, and carry county roads
DISTRICT = (20, 14)  # between the collectors of a town
CENTIMETRE = 2  # decimals kept of metres

# The middle of the county in EPSG:3347, and the turn from true north to that grid's north there.
ORIGIN = (6_883_700.0, 1_423_200.0)
GRID_TURN = math.radians(8.35)

Array = Any
Swirl = tuple[float, float, float, float]  # centre x, y (lattice), radius (m), turn (radians)

_WAVES = (
    # length (m), height (m), how many
    (19_000.0, 260.0, 4),
    (4_200.0, 34.0, 5),
    (800.0, 7.0, 6),
)


def chance(topic: str) -> random.Random:
    """Return the random numbers of one topic: what one topic draws never moves another."""
    return random.Random(f"pine-river/1/{topic}")


class Frame:
    """Bends the lattice. ``swirls`` turn the streets of each settlement its own way."""

    def __init__(self, swirls: list[Swirl]) -> None:
        self._swirls = swirls
        draw = chance("terrain")
        self._waves = [
            (
                2 * math.pi / length * math.cos(angle),
                2 * math.pi / length * math.sin(angle),
                draw.random() * 2 * math.pi,
                height * math.cos(lean),
                height * math.sin(lean),
            )
            for length, height, number in _WAVES
            for angle, lean in (
                (draw.random() * 2 * math.pi, draw.random() * 2 * math.pi) for _ in range(number)
            )
        ]

    def plane(self, lattice: Array) -> Array:
        """Lattice positions (n, 2), fractions allowed → plane metres (n, 2), x east, y north."""
        xy = np.asarray(lattice, dtype=float) * UNIT_M
        for x, y, radius, turn in self._swirls:
            offset = xy - (x * UNIT_M, y * UNIT_M)
            angle = turn * np.exp(-(((offset**2).sum(axis=1) / radius**2) ** 2))
            cos, sin = np.cos(angle), np.sin(angle)
            turned = np.stack(
                [offset[:, 0] * cos - offset[:, 1] * sin, offset[:, 0] * sin + offset[:, 1] * cos], axis=1
            )
            xy = xy + turned - offset
        moved = np.zeros_like(xy)
        for kx, ky, phase, dx, dy in self._waves:
            wave = np.sin(kx * xy[:, 0] + ky * xy[:, 1] + phase)
            moved += np.stack([wave * dx, wave * dy], axis=1)
        size = np.array([WIDTH, HEIGHT]) * UNIT_M
        edge = np.minimum(xy, size - xy).min(axis=1)
        fade = np.clip(edge / 5000.0, 0.0, 1.0)[:, None]  # the county line was drawn with a ruler
        return xy + moved * fade * fade * (3 - 2 * fade)


def to_lambert(plane: Array) -> Array:
    """Plane metres (n, 2) → EPSG:3347 (Statistics Canada Lambert), rounded to the centimetre."""
    xy = np.asarray(plane, dtype=float) - np.array([WIDTH, HEIGHT]) * (UNIT_M / 2)
    cos, sin = math.cos(GRID_TURN), math.sin(GRID_TURN)
    turned = np.stack([xy[:, 0] * cos - xy[:, 1] * sin, xy[:, 0] * sin + xy[:, 1] * cos], axis=1)
    return np.round(turned + ORIGIN, CENTIMETRE)


def to_lonlat(lambert: Array) -> Array:
    """EPSG:3347 metres (n, 2) → degrees (n, 2). NAD83 stands for WGS 84: no datum shift, on any machine."""
    source, target = lambert_crs(), osr.SpatialReference()
    target.ImportFromEPSG(4269)
    target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    change = osr.CoordinateTransformation(source, target)
    return np.array(change.TransformPoints(np.asarray(lambert).tolist()))[:, :2]


def lambert_crs() -> osr.SpatialReference:
    """EPSG:3347, axes in the order easting, northing."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(3347)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs
