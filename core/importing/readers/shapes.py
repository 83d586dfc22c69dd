# SPDX-License-Identifier: GPL-2.0-or-later
"""One position for every shape, in EPSG:4326, and what had to be done to get it."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr, osr

from ..cleaning.coordinates import transformed
from ..table import Remark
from .problems import unknown_crs
from .remarks import counted, crs_assumed, crs_missing, crs_transformed, datum_shift

_WGS84 = "EPSG:4326"
_METRES_PER_DEGREE = 111_195.0  # of a sphere of 6,371 km
_UNNAMED = ("undefined", "unknown", "unnamed")
_MOST_DIGITS_OF_A_CODE = 6
_SURE = 90  # of 100, in ``FindMatches``


class Positions:
    """Positions collected shape by shape, in the source's own coordinates."""

    def __init__(self) -> None:
        self._points: list[tuple[float, float]] = []
        self._lines: list[int] = []
        self._odd: dict[str, list[int]] = defaultdict(list)

    def add(self, shape: ogr.Geometry | None, line: int) -> None:
        """Take the position of the shape on ``line``."""
        point = self._position(shape, line)
        if not (math.isfinite(point[0]) and math.isfinite(point[1])):
            point = (math.nan, math.nan)
        self._points.append(point)
        self._lines.append(line)

    def in_degrees(
        self, reference: osr.SpatialReference | None, chosen: str | None
    ) -> tuple[NDArray[np.float64], str | None, list[Remark]]:
        """Return positions (n, 2) in EPSG:4326, the code of the source's system, and the remarks.

        ``chosen`` replaces the source's own system. Raises ``InputError`` when it is unknown.
        """
        points = np.array(self._points, float).reshape(-1, 2)
        source = _known(chosen) if chosen else _usable(reference)
        remarks = [remark for code, lines in self._odd.items() for remark in counted(code, lines)]
        if source is None:
            moved, code, said = self._assumed(points)
        else:
            moved, code, said = self._transformed(points, source)
        return moved, code, remarks + said

    def _position(self, shape: ogr.Geometry | None, line: int) -> tuple[float, float]:
        nowhere = (math.nan, math.nan)
        if shape is None:
            self._odd["no_shape"].append(line)
            return nowhere
        if shape.IsEmpty():
            self._odd["empty_shape"].append(line)
            return nowhere
        kind = shape.GetGeometryType()
        if ogr.GT_HasZ(kind) or ogr.GT_HasM(kind):
            self._odd["heights"].append(line)
        kind = ogr.GT_Flatten(kind)
        if kind == ogr.wkbPoint:
            point = shape.GetX(), shape.GetY()
            if not (math.isfinite(point[0]) and math.isfinite(point[1])):
                self._odd["not_finite"].append(line)
            return point
        x_min, x_max, y_min, y_max = shape.GetEnvelope()
        if not all(map(math.isfinite, (x_min, x_max, y_min, y_max))):
            self._odd["not_finite"].append(line)
            return nowhere
        if kind == ogr.wkbMultiPoint:
            if shape.GetGeometryCount() > 1:
                self._odd["several_points"].append(line)
            first = shape.GetGeometryRef(0)
            return first.GetX(), first.GetY()
        return self._middle(shape, kind, line) or nowhere

    def _middle(self, shape: ogr.Geometry, kind: int, line: int) -> tuple[float, float] | None:
        if shape.HasCurveGeometry():
            self._odd["curves"].append(line)
            shape = shape.GetLinearGeometry()
            kind = ogr.GT_Flatten(shape.GetGeometryType())
        if kind in (ogr.wkbPolygon, ogr.wkbMultiPolygon):
            code, middle = "areas", shape.PointOnSurface()
        elif kind in (ogr.wkbLineString, ogr.wkbMultiLineString):
            code, middle = "line_shapes", shape.Centroid()
        else:
            code, middle = "mixed_shapes", None
        if middle is None or middle.IsEmpty():
            self._odd["mixed_shapes"].append(line)
            return None
        self._odd[code].append(line)
        return middle.GetX(), middle.GetY()

    def _assumed(self, points: NDArray[np.float64]) -> tuple[NDArray[np.float64], str | None, list[Remark]]:
        strange = points[_outside(points)]
        if len(strange):
            nowhere: NDArray[np.float64] = np.full_like(points, np.nan)
            return nowhere, None, [crs_missing(strange[0, 0], strange[0, 1])]
        return points, _WGS84, [crs_assumed()] if np.isfinite(points).any() else []

    def _transformed(
        self, points: NDArray[np.float64], source: osr.SpatialReference
    ) -> tuple[NDArray[np.float64], str | None, list[Remark]]:
        code = _code(source)
        if code in (_WGS84, "OGC:CRS84"):
            return points, code, self._listed("outside_degrees", _outside(points))
        moved = _transform(points, source)
        name = code or str(source.GetName())
        remarks = self._listed("not_transformed", np.isfinite(points[:, 0]) & ~np.isfinite(moved[:, 0]))
        if source.IsGeographic():
            steps = (moved - points) * _METRES_PER_DEGREE
            steps[:, 0] *= np.cos(np.radians(points[:, 1]))
            lengths = np.hypot(steps[:, 0], steps[:, 1])
            remarks.append(datum_shift(name, float(np.nanmax(lengths, initial=0.0))))
        else:
            remarks.append(crs_transformed(name))
        return moved, code, remarks

    def _listed(self, code: str, rows: NDArray[np.bool_]) -> list[Remark]:
        return counted(code, [self._lines[row] for row in np.flatnonzero(rows)])


def _outside(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which points cannot be degrees; rows without coordinates are not among them."""
    found: NDArray[np.bool_] = (np.abs(points[:, 0]) > 180) | (np.abs(points[:, 1]) > 90)  # noqa: PLR2004
    return found


def _transform(points: NDArray[np.float64], source: osr.SpatialReference) -> NDArray[np.float64]:
    target = _known(_WGS84)
    moved: NDArray[np.float64] = np.full_like(points, np.nan)
    rows = np.flatnonzero(np.isfinite(points).all(axis=1))
    if len(rows):
        moved[rows] = transformed(osr.CoordinateTransformation(source, target), points[rows])
    return moved


def _known(crs: str) -> osr.SpatialReference:
    """Return the system of an authority's code; nothing else is looked up, no file and no address."""
    authority, _, code = crs.partition(":")
    reference = osr.SpatialReference()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        is_number = code.isascii() and code.isdigit() and len(code) <= _MOST_DIGITS_OF_A_CODE
        is_bad = authority.upper() != "EPSG" or not is_number
        if is_bad or reference.ImportFromEPSG(int(code)):
            raise unknown_crs(crs)
    except RuntimeError as error:
        raise unknown_crs(crs) from error
    finally:
        gdal.PopErrorHandler()
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _usable(reference: osr.SpatialReference | None) -> osr.SpatialReference | None:
    """Return a source's system in the order x, y; ``None`` where it has none or an undefined one."""
    if reference is None or reference.IsLocal():
        return None
    if str(reference.GetName() or "").lower().startswith(_UNNAMED) and not reference.IsProjected():
        return None
    usable = reference.Clone()
    usable.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return usable


def _code(reference: osr.SpatialReference) -> str | None:
    name, code = reference.GetAuthorityName(None), reference.GetAuthorityCode(None)
    if name and code:
        return f"{name}:{code}"
    matches = reference.FindMatches()
    if matches and matches[0][1] >= _SURE:
        found = matches[0][0]
        return f"{found.GetAuthorityName(None)}:{found.GetAuthorityCode(None)}"
    return None
