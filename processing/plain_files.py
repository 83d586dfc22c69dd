# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers that are nothing but a file, read by GDAL in batches of columns: some ten times faster than QGIS.

Only where that gives exactly what QGIS would read: a GeoPackage or shapefile without edits, filter,
selection, limit or join. Anything else, and any doubt on the way, goes through QGIS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr
from qgis.core import (
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..core.store.gdal_calls import GdalFailure, gdal_failures
from .geometry import FloatArray, IntArray
from .sources import layer_of

_DRIVERS = {".gpkg": "GPKG", ".shp": "ESRI Shapefile"}
_BATCH_BYTES = 32 * 2**20  # GDAL gives every text of a batch the width of the widest one
_DBF_WIDTH = 254  # bytes of a text in a shapefile at most
_PARTS = {"path", "layerName", "layerId"}  # of a source; any other part changes what is read


class NotPlain(Exception):  # noqa: N818  (the caller takes another way)
    """The file holds something that only QGIS reads as QGIS does."""


@dataclass(frozen=True)
class PlainFile:
    """A file and the layer in it; ``layer`` is empty for the only or first one."""

    path: Path
    layer: str
    driver: str


@dataclass(frozen=True, eq=False)
class Batch:
    """Some features: ids, their WKB at ``data[start[i]:end[i]]``, and fields.

    Numbers are NaN where there is none; texts are the different values and which of them each feature has.
    """

    fids: IntArray
    data: NDArray[np.uint8]
    start: IntArray
    end: IntArray
    numbers: dict[str, FloatArray]
    texts: dict[str, tuple[list[Any], IntArray]]


def plain_file(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    wanted: tuple[str, ...],
) -> PlainFile | None:
    """Return the file behind a source parameter when reading its fields ``wanted`` needs nothing of QGIS."""
    layer = layer_of(algorithm, parameters, name, context) if hasattr(ogr.Layer, "GetArrowStream") else None
    if layer is None or not (_whole(parameters[name]) and _untouched(layer)):
        return None
    if not all(_own_field(layer.fields(), field) for field in wanted):
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    given = {key for key, value in parts.items() if value not in (None, "", [], {})}
    path = Path(str(parts.get("path") or ""))
    driver = _DRIVERS.get(path.suffix.lower())
    if driver is None or "|layerid=" in layer.source() or given - _PARTS or not path.is_file():
        return None
    return PlainFile(path, str(parts.get("layerName") or ""), driver)


def _whole(value: object) -> bool:
    """Return whether a parameter's value asks for all features, as they are."""
    if isinstance(value, QgsProperty):
        return False
    if not isinstance(value, QgsProcessingFeatureSourceDefinition):
        return True
    limited = value.selectedFeaturesOnly or getattr(value, "featureLimit", -1) >= 0
    return not (limited or getattr(value, "filterExpression", ""))  # the latter since QGIS 3.32


def _untouched(layer: QgsVectorLayer) -> bool:
    return layer.providerType() == "ogr" and not (layer.isEditable() or layer.subsetString())


def _own_field(fields: QgsFields, name: str) -> bool:
    """Return whether a field comes from the file: not joined, computed or from auxiliary storage."""
    index = fields.lookupField(name)
    return index >= 0 and fields.fieldOrigin(index) == QgsFields.FieldOrigin.OriginProvider


def batches(file: PlainFile, numbers: tuple[str, ...], texts: tuple[str, ...], count: int) -> Iterator[Batch]:
    """Yield the features of a file in batches of at most ``count``, in the order of the file.

    Raises ``NotPlain`` when something is not as QGIS would read it, or GDAL reports a failure.
    """
    read = 0
    try:
        with gdal_failures():
            # Read-only, yet with SQLite's locks: what was just committed is seen, and closing the file does
            # not drop the locks QGIS holds on it, as it would with NOLOCK.
            dataset = gdal.OpenEx(
                str(file.path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=[file.driver]
            )
            layer = _layer(dataset, file.layer)
            wanted = {*numbers, *texts}
            width = _widest(dataset, layer, texts) if file.driver == "GPKG" else _DBF_WIDTH * len(texts)
            _ignore_others(layer, wanted)
            size = max(1, min(count, _BATCH_BYTES // max(width, 1)))
            for columns in layer.GetArrowStreamAsNumPy([f"MAX_FEATURES_IN_BATCH={size}"]):
                batch = _batch(columns, layer, numbers, texts, ascii_only=file.driver != "GPKG")
                read += len(batch.fids)
                yield batch
            if read != layer.GetFeatureCount():
                raise NotPlain
    except (GdalFailure, ImportError) as problem:  # GDAL may be built without numpy
        raise NotPlain from problem


def _layer(dataset: gdal.Dataset | None, name: str) -> ogr.Layer:
    if dataset is None or not (name or dataset.GetLayerCount() == 1):
        raise NotPlain
    layer = dataset.GetLayerByName(name) if name else dataset.GetLayer(0)
    if layer is None or layer.GetLayerDefn().GetGeomFieldCount() != 1:
        raise NotPlain
    return layer


def _ignore_others(layer: ogr.Layer, wanted: set[str]) -> None:
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    try:
        failed = layer.SetIgnoredFields([name for name in names if name not in wanted])
    except TypeError as problem:  # a name in an encoding that GDAL does not know
        raise NotPlain from problem
    if failed or not wanted <= set(names):
        raise NotPlain


def _widest(dataset: gdal.Dataset, layer: ogr.Layer, texts: tuple[str, ...]) -> int:
    """Return the bytes that the longest texts of a GeoPackage's columns take together."""
    if not texts:
        return 0
    sizes = ", ".join(f"max(length(CAST({_quoted(name)} AS BLOB)))" for name in texts)
    result = dataset.ExecuteSQL(" ".join(("SELECT", sizes, "FROM", _quoted(layer.GetName()))))
    row = result.GetNextFeature()
    found = [row.GetField(i) or 0 for i in range(len(texts))]
    dataset.ReleaseResultSet(result)
    return int(sum(found))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _batch(
    columns: dict[str, NDArray],
    layer: ogr.Layer,
    numbers: tuple[str, ...],
    texts: tuple[str, ...],
    *,
    ascii_only: bool,
) -> Batch:
    fids = columns.get(layer.GetFIDColumn() or "OGC_FID")
    shapes = columns.get(layer.GetGeometryColumn() or "wkb_geometry")
    if fids is None or shapes is None or shapes.dtype.kind not in "OV":
        raise NotPlain
    data, end = _joined(shapes)
    return Batch(
        fids=np.array(fids, np.int64),
        data=data,
        start=np.concatenate((np.zeros(1, np.int64), end[:-1])),
        end=end,
        numbers={name: _numbers(columns[name]) for name in numbers},
        texts={name: _texts(columns[name], ascii_only) for name in texts},
    )


def _joined(shapes: NDArray) -> tuple[NDArray[np.uint8], IntArray]:
    """Return the geometries of a batch one after the other, and where each ends.

    GDAL gives them as records of one width where all have it, else as bytes; null ones are masked.
    """
    if shapes.dtype.kind == "V" and not np.ma.getmaskarray(shapes).any():
        width = shapes.dtype.itemsize
        data = np.frombuffer(np.ma.getdata(shapes).tobytes(), np.uint8)
        return data, np.arange(1, len(shapes) + 1, dtype=np.int64) * width
    wkbs = [wkb if isinstance(wkb, bytes) else b"" for wkb in shapes.tolist()]
    sizes = np.fromiter(map(len, wkbs), np.int64, len(wkbs))
    return np.frombuffer(b"".join(wkbs), np.uint8), np.cumsum(sizes)


def _numbers(column: NDArray) -> FloatArray:
    """Return a column of numbers, NaN where it is null."""
    kind = column.dtype
    if not (kind.kind in "iu" or kind == np.float64):  # GDAL rounds single precision, QGIS does not
        raise NotPlain
    values = np.ma.getdata(column).astype(np.float64)
    values[np.ma.getmaskarray(column)] = np.nan
    return values


def _texts(column: NDArray, ascii_only: bool) -> tuple[list[Any], IntArray]:
    """Return the different values of a column, ``None`` for null, and which of them each feature has."""
    kind = column.dtype
    if not (kind.kind in "iuS" or kind == np.float64):
        raise NotPlain
    values, code = np.unique(np.ma.getdata(column), return_inverse=True)
    found: list[Any] = values.tolist()
    if kind.kind == "S":
        # A shapefile may be read in another encoding by QGIS than by GDAL.
        found = [_decoded(text, "ascii" if ascii_only else "utf-8") for text in found]
    code, null = code.reshape(-1).astype(np.int64), np.ma.getmaskarray(column)
    if null.any():
        code[null] = len(found)
        found.append(None)
    return found, code


def _decoded(text: bytes, encoding: str) -> str:
    try:
        return text.decode(encoding)
    except UnicodeDecodeError as problem:
        raise NotPlain from problem
