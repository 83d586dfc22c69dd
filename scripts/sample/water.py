# SPDX-License-Identifier: GPL-2.0-or-later
"""The Pine River, the Bear River that joins it, the lake between them and the lake's island."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .frame import UNIT_M, Array, Frame, chance

# Lattice positions the rivers pass by.
_UPPER = (
    (70, 960),
    (110, 860),
    (190, 770),
    (215, 660),
    (310, 585),
    (395, 520),
    (440, 478),
    (470, 466),
    (512, 472),
    (560, 452),
    (610, 455),
    (640, 400),
    (690, 350),
    (705, 305),
    (735, 272),
)
_LOWER = ((860, 215), (915, 170), (985, 165), (1060, 110), (1130, 105), (1200, 60))
_BEAR = ((690, 960), (715, 860), (740, 780), (742, 712), (800, 668), (850, 655), (895, 618), (925, 604),
         (962, 560), (968, 500), (905, 430), (890, 370), (850, 320), (830, 280))  # fmt: skip
_LAKE = (790.0, 240.0, 128.0, 74.0)  # middle and half axes, lattice units
_ISLAND = (800.0, 252.0, 27.0, 16.0)
_STEP_M = 110.0
_STRETCH = 12  # parts of a line looked at together


@dataclass(frozen=True)
class River:
    """A centre line in plane metres, from source to mouth, and half its width along the way."""

    key: str
    name_en: str
    name_fr: str
    line: Array
    half_width: float


@dataclass(frozen=True)
class Water:
    """Rivers as lines; the lake's shore and the island's as closed rings (first point repeated)."""

    rivers: tuple[River, ...]
    shore: Array
    island: Array

    def near_river(self, plane: Array, clearance: float) -> Array:
        """Which positions lie in a river or within ``clearance`` metres of its bank."""
        found = np.zeros(len(plane), dtype=bool)
        for river in self.rivers:
            found |= near_line(plane, river.line, river.half_width + clearance)
        return found

    def in_lake(self, plane: Array, clearance: float) -> Array:
        """Which positions lie in the lake, or on land within ``clearance`` metres of it."""
        wet = inside(plane, self.shore) & ~inside(plane, self.island)
        for ring in (self.shore, self.island):
            wet |= near_line(plane, ring, clearance)
        return wet


def draw_water(frame: Frame) -> Water:
    """Draw all water; rivers begin on the county line and end on the lake's shore (or leave the county)."""
    shore = _ring(frame, _LAKE, "shore", 0.10)
    island = _ring(frame, _ISLAND, "island", 0.08)
    rivers = []
    for key, names, course, width in (
        ("pine-upper", ("Pine River", "Rivière aux Pins"), _UPPER, 32.0),
        ("pine-lower", ("Pine River", "Rivière aux Pins"), _LOWER, 45.0),
        ("bear", ("Bear River", "Rivière à l’Ours"), _BEAR, 20.0),
    ):
        line, shore = _meet(_winding(frame.plane(np.array(course)), key), shore)
        rivers.append(River(key, *names, line, width))
    return Water(tuple(rivers), shore, island)


def _winding(course: Array, key: str) -> Array:
    """A smooth line through the course (Catmull–Rom), then meanders that fade at both ends."""
    padded = np.vstack([2 * course[0] - course[1], course, 2 * course[-1] - course[-2]])
    fine = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:]):
        n = max(2, int(math.hypot(*(p2 - p1)) / 40.0))
        t = np.linspace(0.0, 1.0, n, endpoint=False)[:, None]
        fine.append(
            0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                   + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
        )  # fmt: skip
    line = np.vstack([*fine, course[-1:]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.linspace(0.0, along[-1], int(along[-1] / _STEP_M) + 1)
    line = np.stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])], axis=1)
    draw = chance(f"river/{key}")
    sway = np.zeros(len(at))
    for length, height in ((5200.0, 210.0), (2600.0, 190.0), (1450.0, 105.0)):
        sway += height * np.sin(at * (2 * math.pi / length) + draw.random() * 2 * math.pi)
    strength = 0.35 + 0.65 * np.sin(at / 7300.0 + draw.random() * 6.28) ** 2
    ends = np.clip(np.minimum(at, at[-1] - at) / 2500.0, 0.0, 1.0)
    along_line = np.gradient(line, axis=0)
    normal = np.stack([-along_line[:, 1], along_line[:, 0]], axis=1)
    normal /= np.hypot(normal[:, 0], normal[:, 1])[:, None]
    return line + normal * (sway * strength * ends)[:, None]


def _ring(frame: Frame, oval: tuple[float, float, float, float], key: str, wobble: float) -> Array:
    x, y, a, b = oval
    draw = chance(f"ring/{key}")
    waves = [(n, draw.random() * 2 * math.pi, wobble / n**0.45) for n in (2, 3, 4, 5, 7, 9, 12, 16)]
    number = max(60, int(2 * math.pi * (a + b) / 2 * UNIT_M / 170.0))
    angle = np.linspace(0.0, 2 * math.pi, number, endpoint=False)
    radius = 1.0 + sum(height * np.sin(n * angle + phase) for n, phase, height in waves)
    ring = frame.plane(np.stack([x + a * radius * np.cos(angle), y + b * radius * np.sin(angle)], axis=1))
    return np.vstack([ring, ring[:1]])


def _meet(line: Array, shore: Array) -> tuple[Array, Array]:
    """Cut the part of a river that lies in the lake; its mouth becomes a vertex of the shore."""
    wet = inside(line, shore)
    if wet[-1]:
        last = int(np.argmax(wet))
        kept, outside, within = line[:last], line[last - 1], line[last]
    else:
        first = len(wet) - int(np.argmax(wet[::-1]))
        kept, outside, within = line[first:], line[first], line[first - 1]
    position, mouth = _crossing(outside, within, shore)
    shore = np.insert(shore, position + 1, mouth, axis=0)
    return (np.vstack([kept, mouth]) if wet[-1] else np.vstack([mouth, kept])), shore


def _crossing(a: Array, b: Array, ring: Array) -> tuple[int, Array]:
    along, edge = b - a, np.diff(ring, axis=0)
    offset = ring[:-1] - a
    across = along[0] * edge[:, 1] - along[1] * edge[:, 0]
    t = (offset[:, 0] * edge[:, 1] - offset[:, 1] * edge[:, 0]) / across
    s = (offset[:, 0] * along[1] - offset[:, 1] * along[0]) / across
    hit = int(np.flatnonzero((t >= 0) & (t <= 1) & (s >= 0) & (s < 1))[0])
    return hit, a + along * t[hit]


def near_line(points: Array, line: Array, reach: float) -> Array:
    """Which points (n, 2) lie within ``reach`` metres of a polyline."""
    found = np.zeros(len(points), dtype=bool)
    for first in range(0, len(line) - 1, _STRETCH):
        stretch = line[first : first + _STRETCH + 1]
        low, high = stretch.min(axis=0) - reach, stretch.max(axis=0) + reach
        close = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
        for a, b in zip(stretch[:-1], stretch[1:]):
            edge, offset = b - a, points[close] - a
            t = np.clip(offset @ edge / max(float(edge @ edge), 1e-9), 0.0, 1.0)
            found[close] |= ((offset - t[:, None] * edge) ** 2).sum(axis=1) < reach * reach
    return found


def inside(points: Array, ring: Array) -> Array:
    """Which points lie inside a closed ring (ray casting)."""
    odd = np.zeros(len(points), dtype=bool)
    x, y = points[:, 0], points[:, 1]
    for (x1, y1), (x2, y2) in zip(ring[:-1], ring[1:]):
        if y1 == y2:
            continue
        across = (y1 > y) != (y2 > y)
        odd ^= across & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return odd
