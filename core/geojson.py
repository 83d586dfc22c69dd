# SPDX-License-Identifier: GPL-2.0-or-later
"""Canonical WKT as GeoJSON geometry (RFC 7946: longitude first, outer rings counter-clockwise)."""

from __future__ import annotations

from typing import Any

Ring = list[list[float]]


def geometry_of(wkt: str) -> dict[str, Any]:
    """Return a canonical point or multipolygon as GeoJSON."""
    kind, _, text = wkt.partition(" ")
    if kind == "POINT":
        lon, lat = text[1:-1].split()
        return {"type": "Point", "coordinates": [float(lon), float(lat)]}
    polygons = [
        [
            _wound([[float(number) for number in pair.split()] for pair in ring.split(", ")], outer=not place)
            for place, ring in enumerate(polygon.split("), ("))
        ]
        for polygon in text.strip("()").split(")), ((")
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _wound(ring: Ring, *, outer: bool) -> Ring:
    doubled_area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:]))
    return ring if (doubled_area > 0) == outer else ring[::-1]
