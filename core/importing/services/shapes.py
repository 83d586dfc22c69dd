# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a record is, from the shape a service gives it: GeoJSON or Esri JSON, longitude before latitude."""

from __future__ import annotations

import math
import re
from typing import Union

from .json_answer import member
from .rows import Position

Placed = tuple[Union[Position, None], str]

_DEGREES = ("4326", "CRS84", "4269")  # NAD 83 is within 2 m of WGS 84 in Canada
_MOST_DIGITS = 40


def from_geojson(geometry: object) -> Placed:
    """Return the position of a GeoJSON geometry and what kind of shape it is (``Record.shape``)."""
    kind, coordinates = member(geometry, "type"), member(geometry, "coordinates")
    if kind == "MultiPoint" and isinstance(coordinates, list) and len(coordinates) == 1:
        kind, coordinates = "Point", coordinates[0]
    if kind == "Point":
        pair = coordinates if isinstance(coordinates, list) else []
        return _point(*pair[:2]) if len(pair) > 1 else (None, "none")
    return None, "none" if geometry is None or not coordinates else "other"


def from_esri(geometry: object) -> Placed:
    """Return the position of an Esri JSON geometry and what kind of shape it is."""
    points = member(geometry, "points")
    if isinstance(points, list) and len(points) == 1 and isinstance(points[0], list):
        return _point(*points[0][:2]) if len(points[0]) > 1 else (None, "none")
    if member(geometry, "x") is not None:
        return _point(member(geometry, "x"), member(geometry, "y"))
    has_parts = any(
        member(geometry, part) for part in ("points", "paths", "rings", "curvePaths", "curveRings")
    )
    return None, "other" if has_parts else "none"


def from_values(longitude: object, latitude: object) -> Placed:
    """Return the position that two values are."""
    return _point(longitude, latitude)


def is_in_degrees(reference: object) -> bool:
    """Return whether a name or number of a reference system is longitude and latitude, or nothing is said."""
    if reference is None:
        return True
    return any(code in _DEGREES for code in re.findall(r"\w+", str(reference)[:200])[-1:])


def _point(longitude: object, latitude: object) -> Placed:
    try:
        x, y = float(str(longitude)[:_MOST_DIGITS]), float(str(latitude)[:_MOST_DIGITS])
    except ValueError:
        return None, "none"
    return ((x, y), "point") if math.isfinite(x) and math.isfinite(y) else (None, "none")
