# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometry as canonical text: WKT in EPSG:4326, longitude first, with a fixed number of decimals."""

from __future__ import annotations

import re

import numpy as np
from osgeo import ogr

# Points keep 7 decimals of a degree, about 1 cm; shapes 6, about 11 cm.
_NUMBER = r"-?\d{1,3}\.\d{%d}"
_POINT = re.compile(rf"^POINT \({_NUMBER} {_NUMBER}\)$" % (7, 7))
_RING = rf"\({_NUMBER} {_NUMBER}(?:, {_NUMBER} {_NUMBER}){{3,}}\)" % (6, 6, 6, 6)
_POLYGON = rf"\({_RING}(?:, {_RING})*\)"
_MULTIPOLYGON = re.compile(rf"^MULTIPOLYGON \({_POLYGON}(?:, {_POLYGON})*\)$")
_HEADER = 5  # WKB: one byte of byte order, four of type


def point_wkt(lon: float, lat: float) -> str:
    """Return the canonical text of a position in degrees: ``POINT (-75.6972000 45.4215000)``."""
    # Adding 0.0 turns the negative zero that rounding may leave into zero.
    return f"POINT ({round(lon, 7) + 0.0:.7f} {round(lat, 7) + 0.0:.7f})"


def canonical_wkt(kind: str, geometry: ogr.Geometry | None) -> str | None:
    """Return an OGR geometry of a ``point`` or ``multipolygon`` column as canonical text, or None if empty.

    Z and M are dropped and a polygon becomes a multipolygon. A geometry of another kind is returned as
    the text it is, so that validation can name it.
    """
    if geometry is None or geometry.IsEmpty():
        return None
    flat = ogr.GT_Flatten(geometry.GetGeometryType())
    if kind == "point" and flat == ogr.wkbPoint:
        return point_wkt(geometry.GetX(), geometry.GetY())
    if kind == "multipolygon" and flat in (ogr.wkbPolygon, ogr.wkbMultiPolygon):
        plain = geometry.Clone()
        plain.FlattenTo2D()
        plain = ogr.ForceToMultiPolygon(plain)
        return _multipolygon_wkt(bytes(plain.ExportToWkb(ogr.wkbNDR)))
    return str(geometry.ExportToWkt())


def is_canonical(kind: str, wkt: str) -> bool:
    """Return whether ``wkt`` has the canonical form of its column."""
    pattern = _POINT if kind == "point" else _MULTIPOLYGON
    return pattern.match(wkt) is not None


def _multipolygon_wkt(wkb: bytes) -> str:
    position = _HEADER
    n_polygons, position = _count(wkb, position)
    polygons = []
    for _ in range(n_polygons):
        n_rings, position = _count(wkb, position + _HEADER)
        rings = []
        for _ in range(n_rings):
            n_points, position = _count(wkb, position)
            values = np.frombuffer(wkb, "<f8", 2 * n_points, position)
            position += values.nbytes
            rounded = (np.round(values, 6) + 0.0).tolist()
            rings.append(f"({', '.join(['%.6f %.6f'] * n_points)})" % tuple(rounded))
        polygons.append(f"({', '.join(rings)})")
    return f"MULTIPOLYGON ({', '.join(polygons)})"


def _count(wkb: bytes, position: int) -> tuple[int, int]:
    return int.from_bytes(wkb[position : position + 4], "little"), position + 4
