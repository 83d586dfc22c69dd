# SPDX-License-Identifier: GPL-2.0-or-later
"""Provinces and census subdivisions a position should lie in (rows of ``geo_unit``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from osgeo import gdal, ogr, osr

from .position import LonLat

_DEGREES = 4326
_STATCAN_LAMBERT = 3347
_STEP_DEGREES = 0.1
"""Edges are cut to this before projection: the 49th parallel is straight in degrees, not in Lambert."""

_PROVINCE_DIGITS = 2
_CSD_DIGITS = 7


class Boundaries:
    """Polygons by unit id: two digits are a province or territory (PRUID), seven a subdivision (CSDUID)."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._wkt = {row["uid"]: row.get("geom") for row in rows if isinstance(row.get("uid"), str)}
        self._shapes: dict[str, _Shape | None] = {}

    @cached_property
    def _to_lambert(self) -> osr.CoordinateTransformation:
        """Degrees to EPSG:3347; not shared between registers, for it belongs to one thread."""
        degrees, lambert = osr.SpatialReference(), osr.SpatialReference()
        degrees.ImportFromEPSG(_DEGREES)
        lambert.ImportFromEPSG(_STATCAN_LAMBERT)
        for reference in (degrees, lambert):
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        return osr.CoordinateTransformation(degrees, lambert)

    @property
    def has_provinces(self) -> bool:
        return any(len(uid) == _PROVINCE_DIGITS for uid in self._wkt)

    @property
    def has_subdivisions(self) -> bool:
        return any(len(uid) == _CSD_DIGITS for uid in self._wkt)

    def knows(self, uid: str) -> bool:
        """Return whether there is a usable polygon for this unit."""
        return self._shape(uid) is not None

    def within(self, uid: str, lonlat: LonLat, buffer_m: float) -> bool | None:
        """Return whether the position is in the unit or at most ``buffer_m`` outside; ``None`` if unknown.

        Distances are planar in Statistics Canada Lambert (EPSG:3347), a few per cent off geodesic ones.
        """
        shape = self._shape(uid)
        return None if shape is None else shape.within(lonlat, buffer_m, self._to_lambert)

    def _shape(self, uid: str) -> _Shape | None:
        if uid not in self._shapes:
            geometry = read_geometry(self._wkt.get(uid))
            self._shapes[uid] = None if geometry is None or geometry.IsEmpty() else _Shape(geometry)
        return self._shapes[uid]


class _Shape:
    """A polygon prepared for many questions; projected only when a position falls outside."""

    def __init__(self, geometry: ogr.Geometry) -> None:
        self._geometry = geometry
        self._envelope = geometry.GetEnvelope()
        self._prepared = geometry.CreatePreparedGeometry()
        self._projected: ogr.Geometry | None = None

    def within(self, lonlat: LonLat, buffer_m: float, to_lambert: osr.CoordinateTransformation) -> bool:
        west, east, south, north = self._envelope
        if west <= lonlat[0] <= east and south <= lonlat[1] <= north:
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(*lonlat)
            if self._prepared.Intersects(point):
                return True
        if self._projected is None:
            self._projected = self._geometry.Clone()
            self._projected.Segmentize(_STEP_DEGREES)
            self._projected.Transform(to_lambert)
        x, y, _ = to_lambert.TransformPoint(*lonlat)
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        return bool(self._projected.Distance(point) <= buffer_m)


def read_geometry(wkt: object) -> ogr.Geometry | None:
    """Return the geometry of a WKT text, ``None`` when it is none."""
    if not isinstance(wkt, str) or not wkt.isascii():
        return None
    with _quiet():
        try:
            return ogr.CreateGeometryFromWkt(wkt)
        except RuntimeError:  # where the host has switched GDAL's exceptions on
            return None


def is_sound(geometry: ogr.Geometry) -> bool:
    """Return whether a polygon is neither empty nor crossing itself."""
    with _quiet():
        try:
            return not geometry.IsEmpty() and bool(geometry.IsValid())
        except RuntimeError:
            return False


def count_vertices(geometry: ogr.Geometry) -> int:
    """Return the number of vertices of all parts and rings."""
    parts = geometry.GetGeometryCount()
    if not parts:
        return int(geometry.GetPointCount())
    return sum(count_vertices(geometry.GetGeometryRef(part)) for part in range(parts))


@contextmanager
def _quiet() -> Iterator[None]:
    """GDAL writes on the error output what a finding says better."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()
