# SPDX-License-Identifier: GPL-2.0-or-later
"""Between QGIS geometries and plain arrays: flat WKB, one transform for all vertices, GEOS by QGIS."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.errors import Cancelled, InputError
from ..core.text import Text

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_EARTH = (180.0, 90.0)
_LINE = 2
_HEADER = 9  # byte order, type, count
_CHUNK = 2**17  # positions transformed at once: bounds the memory of the copies
_TRIANGLE = 77  # bytes of a polygon of one ring of four positions


def wgs84() -> QgsCoordinateReferenceSystem:
    """Return EPSG:4326, the border CRS of ``core``."""
    return QgsCoordinateReferenceSystem("EPSG:4326")


def flat(geometry: QgsGeometry) -> QgsGeometry:
    """Return the geometry in two dimensions and without curves."""
    kind = geometry.wkbType()
    if not (QgsWkbTypes.isCurvedType(kind) or QgsWkbTypes.hasZ(kind) or QgsWkbTypes.hasM(kind)):
        return geometry
    shape = (
        geometry.constGet().segmentize() if QgsWkbTypes.isCurvedType(kind) else geometry.constGet().clone()
    )
    shape.dropZValue()
    shape.dropMValue()
    return QgsGeometry(shape)


def to_lonlat(
    xy: FloatArray,
    source: QgsProcessingFeatureSource,
    transforms: QgsCoordinateTransformContext,
    feedback: QgsProcessingFeedback,
) -> FloatArray:
    """Return positions (n, 2) of a source in lon/lat EPSG:4326; one that is no place on Earth becomes NaN.

    Raises ``InputError`` when the layer has no CRS: where its places are would be a guess;
    ``Cancelled`` when asked to stop.
    """
    crs = source.sourceCrs()
    if not crs.isValid():
        raise InputError(
            Text(
                "The layer “{name}” has no coordinate reference system, so nobody can say where its features "
                "are. Set the layer’s CRS and run again.",
                "La couche «\u00a0{name}\u00a0» n’a pas de système de coordonnées; on ne peut donc pas "
                "savoir où sont ses entités. Définissez le SCR de la couche, puis relancez le traitement.",
            ).format(name=source.sourceName())
        )
    transform = QgsCoordinateTransform(crs, wgs84(), transforms)
    lonlat = np.empty(xy.shape)
    for first in range(0, len(xy), _CHUNK):
        if feedback.isCanceled():
            raise Cancelled
        part = slice(first, first + _CHUNK)
        lonlat[part] = _placed(xy[part], transform)
    return lonlat


def _placed(xy: FloatArray, transform: QgsCoordinateTransform) -> FloatArray:
    """Transform positions; one that is no place on Earth, before or after, becomes NaN."""
    usable = np.isfinite(xy).all(axis=1)
    lonlat = np.full(xy.shape, np.nan)
    lonlat[usable] = xy[usable] if transform.isShortCircuited() else _transformed(xy[usable], transform)
    with np.errstate(invalid="ignore"):
        lonlat[~(np.abs(lonlat) <= _EARTH).all(axis=1)] = np.nan
    return lonlat


def _transformed(xy: FloatArray, transform: QgsCoordinateTransform) -> FloatArray:
    """Transform all positions in one call; where PROJ refuses, halve until the bad position is alone."""
    if not len(xy):
        return xy
    line = QgsGeometry()
    line.fromWkb(struct.pack("<BII", 1, _LINE, len(xy)) + np.ascontiguousarray(xy, dtype="<f8").tobytes())
    try:
        line.transform(transform)
    except QgsCsException:
        if len(xy) == 1:
            return np.full((1, 2), np.nan)
        half = len(xy) // 2
        return np.vstack([_transformed(xy[:half], transform), _transformed(xy[half:], transform)])
    return np.frombuffer(bytes(line.asWkb())[_HEADER:], dtype="<f8").reshape(-1, 2)


def from_lonlat(
    wkb: bytes, crs: QgsCoordinateReferenceSystem, transforms: QgsCoordinateTransformContext
) -> QgsGeometry:
    """Return a geometry of ``core`` (WKB in EPSG:4326) in the CRS ``crs``."""
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    transform = QgsCoordinateTransform(wgs84(), crs, transforms)
    if not transform.isShortCircuited():
        geometry.transform(transform)
    return geometry


def delaunay(xy: FloatArray) -> IntArray:
    """Return the triangles (m, 3) of the Delaunay triangulation of positions (n, 2), as their indices.

    Of positions that coincide only the first is used. Fewer than three positions, or positions on one
    line, have no triangle.
    """
    count = len(xy)
    if count < 3:  # noqa: PLR2004
        return np.empty((0, 3), dtype=np.int64)
    packed = np.empty(count, dtype=[("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
    packed["order"], packed["kind"], packed["x"], packed["y"] = 1, 1, xy[:, 0], xy[:, 1]
    cloud = QgsGeometry()
    cloud.fromWkb(struct.pack("<BII", 1, 4, count) + packed.tobytes())
    wkb = bytes(cloud.delaunayTriangulation(0.0, False).asWkb())
    rows = np.frombuffer(wkb[_HEADER:], dtype=np.uint8)
    if not len(rows) or len(rows) % _TRIANGLE:
        return np.empty((0, 3), dtype=np.int64)
    corners = np.ascontiguousarray(rows.reshape(-1, _TRIANGLE)[:, 13:61]).view("<f8").reshape(-1, 2)
    return _indices(xy, corners).reshape(-1, 3)


def _indices(xy: FloatArray, wanted: FloatArray) -> IntArray:
    """Return the index in ``xy`` of each position of ``wanted``; every one of them is there exactly."""
    keys = np.ascontiguousarray(xy + 0.0, dtype=np.float64).view(np.complex128).ravel()
    order = np.argsort(keys, kind="stable")
    sought = np.ascontiguousarray(wanted + 0.0, dtype=np.float64).view(np.complex128).ravel()
    return order[np.searchsorted(keys[order], sought)].astype(np.int64)


class QgisOverlay:
    """The overlay port of ``core.analysis`` by QGIS's GEOS; polygons come and go as WKB."""

    def union(self, parts: Sequence[bytes]) -> bytes:
        return _wkb(QgsGeometry.unaryUnion([_polygon(part) for part in parts]))

    def difference(self, a: bytes, b: bytes) -> bytes:
        return _wkb(_polygon(a).difference(_polygon(b)))


def _polygon(wkb: bytes) -> QgsGeometry:
    shape = QgsGeometry()
    shape.fromWkb(wkb)
    return shape if shape.isGeosValid() else shape.makeValid()


def _wkb(shape: QgsGeometry) -> bytes:
    """Return the polygons of a result as WKB MultiPolygon; an overlay may leave lines and points beside."""
    shape.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
    shape.convertToMultiType()
    return bytes(shape.asWkb())
