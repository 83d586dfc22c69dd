# SPDX-License-Identifier: GPL-2.0-or-later
"""Positions in degrees (EPSG:4326, longitude first): reading them and the metres between them."""

from __future__ import annotations

import math
import re

LonLat = tuple[float, float]

_POINT = re.compile(r"POINT ?\((-?[0-9]{1,3}(?:\.[0-9]{1,15})?) (-?[0-9]{1,3}(?:\.[0-9]{1,15})?)\)")
_SEMI_MAJOR_M = 6_378_137.0  # GRS 80
_ECCENTRICITY_2 = 0.006_694_380_022_9


def lonlat_of(wkt: object) -> LonLat | None:
    """Return longitude and latitude of a point's WKT, ``None`` when it is no such text."""
    found = _POINT.fullmatch(wkt) if isinstance(wkt, str) else None
    return (float(found.group(1)), float(found.group(2))) if found else None


def metres_between(a: LonLat, b: LonLat) -> float:
    """Return the distance in metres between positions a few kilometres apart.

    Meridian and prime-vertical radii of the GRS 80 ellipsoid at the middle latitude: to within a millimetre
    per kilometre at the distances the rules compare.
    """
    if a == b:
        return 0.0
    middle = math.radians((a[1] + b[1]) / 2)
    w2 = 1 - _ECCENTRICITY_2 * math.sin(middle) ** 2
    meridian = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_2) / w2**1.5
    prime_vertical = _SEMI_MAJOR_M / math.sqrt(w2)
    north = math.radians(b[1] - a[1]) * meridian
    east = math.radians(b[0] - a[0]) * prime_vertical * math.cos(middle)
    return math.hypot(north, east)
