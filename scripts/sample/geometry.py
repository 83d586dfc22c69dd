# SPDX-License-Identifier: GPL-2.0-or-later
"""From segments on the lattice to lines on the ground: bent, rounded at corners, thinned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import streets
from .frame import Array, to_lambert
from .lattice import ONWARD, Segment, Spot, Way, spot_array
from .roads import Drawing

_ROUNDED = (23, 24)  # classes whose corners are bends
_TOLERANCE_M = {"town": 1.2, "country": 3.0}


@dataclass(frozen=True)
class Line:
    """A road segment or survey line in EPSG:3347. ``way`` is None for a survey line."""

    points: Array
    way: Way | None
    limit: bool


def lines_on_the_ground(drawing: Drawing) -> list[Line]:
    """Every segment of the drawing, ends exactly equal where segments meet."""
    ramps = drawing.ramps()
    segments = drawing.lattice.segments({spot for ramp in ramps for spot in (ramp[0], ramp[2])})
    paths = [_path(drawing, segment) for segment in segments] + [_curve(*ramp) for ramp in ramps]
    ramp_way = Way(25, 50, streets.highway_name(712), "alderbridge", ONWARD)
    what = [(segment.way, segment.limit) for segment in segments] + [(ramp_way, False)] * len(ramps)
    plane = drawing.frame.plane(np.vstack(paths))
    cuts = np.cumsum([len(path) for path in paths])[:-1]
    thinned = [
        thin(points, _TOLERANCE_M["town" if way is not None and way.place else "country"])
        for points, (way, _) in zip(np.split(plane, cuts), what)
    ]
    lambert = to_lambert(np.vstack(thinned))
    cuts = np.cumsum([len(points) for points in thinned])[:-1]
    return [Line(points, *attributes) for points, attributes in zip(np.split(lambert, cuts), what)]


def _path(drawing: Drawing, segment: Segment) -> Array:
    path = spot_array(drawing.moved.get(spot, spot) for spot in segment.spots)
    if segment.way is not None and segment.way.road_class in _ROUNDED:
        for _ in range(3):
            path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
    return path


def _curve(start: Spot, bend: Spot, stop: Spot) -> Array:
    t = np.linspace(0.0, 1.0, 9)[:, None]
    a, b, c = (np.array(spot, dtype=float) for spot in (start, bend, stop))
    return (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c


def thin(points: Array, tolerance: float) -> Array:
    """Douglas–Peucker: keep the points without which the line would be off by more than ``tolerance``."""
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(points) - 1)]
    while stack:
        low, high = stack.pop()
        if high - low < 2:
            continue
        chord = points[high] - points[low]
        offset = points[low + 1 : high] - points[low]
        length = float(np.hypot(*chord))
        if length > 0:
            away = np.abs(chord[0] * offset[:, 1] - chord[1] * offset[:, 0]) / length
        else:
            away = np.hypot(offset[:, 0], offset[:, 1])
        worst = int(np.argmax(away))
        if away[worst] > tolerance:
            middle = low + 1 + worst
            keep[middle] = True
            stack += [(low, middle), (middle, high)]
    return points[keep]
