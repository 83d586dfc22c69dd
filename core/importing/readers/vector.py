# SPDX-License-Identifier: GPL-2.0-or-later
"""GeoJSON, KML, GeoPackage and Shapefile through OGR, read-only: attributes as texts, one position a row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from ...progress import Progress, check
from ...store.gdal_calls import Failures, GdalFailure, gdal_failures
from ..table import Column, Remark
from .encoding import decode, detect_encoding
from .grid import check_shape, duplicate_rows, unique_names
from .kinds import Kind
from .memory_files import memory_files
from .options import Detected, Limits, ReadOptions
from .problems import CELL_CHARS, EMPTY, ROWS, damaged, no_such_choice, over_limit, wrong_kind
from .remarks import encoding_taken, names_made, other_layers, views_left_out
from .shapefile import n_deleted, text_encoding
from .shapes import Positions
from .source_bytes import Source

_DRIVERS = {
    Kind.GEOJSON: ["GeoJSON"],
    Kind.KML: ["LIBKML", "KML"],
    Kind.GEOPACKAGE: ["GPKG"],
    Kind.SHAPEFILE: ["ESRI Shapefile"],
}
_OPTIONS = {Kind.GEOJSON: ["DATE_AS_STRING=YES", "ARRAY_AS_STRING=YES"]}
_KML_DISPLAY = {
    "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon",
    "snippet",
}  # fmt: skip
"""Columns that GDAL's driver adds to every KML; they are left out where they say nothing."""

_KML_NOTHING = {None, "-1", "0"}
_STEP = 4_096
_EXACT_INTEGER = 1e15
_STORED_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND upper(sql) NOT LIKE 'CREATE VIRTUAL%'"
)


@dataclass(frozen=True)
class Layer:
    """The rows of the layer that was read; ``layers`` are all names."""

    columns: Mapping[str, Column]
    lines: NDArray[np.int64]
    positions: NDArray[np.float64] | None
    sha256: str
    crs: str | None
    layer: str
    layers: tuple[str, ...]
    encoding: Detected | None
    expected: int
    remarks: tuple[Remark, ...]


def read_vector(source: Source, options: ReadOptions, progress: Progress, most: int | None) -> Layer:
    """Return the rows of a layer: the chosen one, or the first that has rows.

    Raises ``InputError`` for what is damaged, not there or over a limit, ``Cancelled``.
    """
    parts, encoding, remarks = _prepared(source, options)
    settings = list(_OPTIONS.get(source.kind, []))
    if source.kind is Kind.SHAPEFILE and encoding is not None:
        settings.append(f"ENCODING={encoding.value}")
    try:
        with _path(source, parts) as path, gdal_failures() as failures:
            dataset = gdal.OpenEx(
                path, gdal.OF_VECTOR, allowed_drivers=_DRIVERS[source.kind], open_options=settings
            )
            failures.check()
            if dataset is None:
                raise damaged(source.where, "GDAL does not recognise it")
            counts, views = _layers(dataset, source.kind, failures)
            name = _choose(source.where, counts, options)
            read = _read(source, dataset.GetLayerByName(name), options, progress, most)
            failures.check()
            del dataset
    except GdalFailure as error:
        raise damaged(source.where, str(error)) from error
    columns, lines, positions, crs, found = read
    others = [each for each, count in counts.items() if count and each != name]
    remarks += [other_layers(name, others)] if others and options.layer is None else []
    remarks += [views_left_out(views)] if views else []
    return Layer(
        columns,
        lines,
        positions,
        source.sha256 or _digest(columns, lines, positions),
        crs,
        name,
        tuple(counts),
        encoding,
        counts[name] - (n_deleted(source.parts[".dbf"]) if source.kind is Kind.SHAPEFILE else 0),
        (*remarks, *found, *duplicate_rows(_with_positions(columns, positions), lines.tolist())),
    )


def _prepared(
    source: Source, options: ReadOptions
) -> tuple[Mapping[str, bytes], Detected | None, list[Remark]]:
    """Return the bytes to hand to GDAL, which takes all GeoJSON for UTF-8, and the encoding of texts."""
    if source.kind is Kind.SHAPEFILE:
        encoding = text_encoding(source.parts, options.encoding)
        return source.parts, encoding, [encoding_taken(encoding.value, encoding.reason)]
    if source.kind is not Kind.GEOJSON:
        return source.parts, None, []
    encoding = detect_encoding(source.data, options.encoding)
    text, remarks = decode(source.data, encoding.value)
    if not encoding.value.startswith("utf-8"):
        remarks.append(encoding_taken(encoding.value, encoding.reason))
    return {".geojson": text.encode("utf-8", "replace")}, encoding, remarks


@contextmanager
def _path(source: Source, parts: Mapping[str, bytes]) -> Iterator[str]:
    if source.path is not None:
        yield str(source.path)
        return
    with memory_files(parts) as stem:
        yield stem + (".shp" if source.kind is Kind.SHAPEFILE else next(iter(parts)))


def _layers(dataset: gdal.Dataset, kind: Kind, failures: Failures) -> tuple[dict[str, int], list[str]]:
    """Return how many rows each layer has, and the views of a GeoPackage: programs, which are not run."""
    names = [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]
    stored = set(names)
    if kind is Kind.GEOPACKAGE:
        result = dataset.ExecuteSQL(_STORED_TABLES)
        failures.check()
        stored = set() if result is None else {feature.GetFieldAsString(0) for feature in result}
        dataset.ReleaseResultSet(result)
    counts = {name: dataset.GetLayerByName(name).GetFeatureCount() for name in names if name in stored}
    failures.check()
    return counts, [name for name in names if name not in stored]


def _choose(where: str, counts: Mapping[str, int], options: ReadOptions) -> str:
    if options.layer is not None:
        if options.layer not in counts:
            raise no_such_choice(where, options.layer, counts)
        return options.layer
    filled = [name for name, count in counts.items() if count]
    if not filled:
        raise wrong_kind(where, EMPTY)
    return filled[0]


_Read = tuple[
    Mapping[str, Column], NDArray[np.int64], Optional[NDArray[np.float64]], Optional[str], list[Remark]
]


def _read(
    source: Source, layer: ogr.Layer, options: ReadOptions, progress: Progress, most: int | None
) -> _Read:
    definition, limits = layer.GetLayerDefn(), options.limits
    n_fields, count = definition.GetFieldCount(), layer.GetFeatureCount()
    if count > limits.rows:
        raise over_limit(source.where, ROWS, limits.rows, count)
    check_shape(source.where, count, n_fields, limits)
    fields = [definition.GetFieldDefn(number) for number in range(n_fields)]
    names, made = unique_names([field.GetName() for field in fields], limits, source.where)
    getters = [_getter(number, field) for number, field in enumerate(fields)]
    values: list[list[str | None]] = [[] for _ in fields]
    has_shapes = definition.GetGeomFieldCount() > 0 and definition.GetGeomType() != ogr.wkbNone
    positions, lines = Positions(), []
    by_number = source.kind in (Kind.GEOPACKAGE, Kind.SHAPEFILE)
    for order, feature in enumerate(islice(layer, most), 1):
        line = feature.GetFID() + (source.kind is Kind.SHAPEFILE) if by_number else order
        lines.append(line)
        for number, getter in enumerate(getters):
            is_there = feature.IsFieldSetAndNotNull(number)
            values[number].append((getter(feature) or None) if is_there else None)
        if has_shapes:
            positions.add(feature.GetGeometryRef(), line)
        if not order % _STEP:
            check(progress)
            progress.report(order / max(count, order))
    columns = dict(zip(names, values))
    _check_cells(source.where, columns, lines, limits)
    if source.kind is Kind.KML:
        columns = {
            k: v for k, v in columns.items() if k not in _KML_DISPLAY or not _KML_NOTHING.issuperset(v)
        }
    remarks = [names_made(made)] if made else []
    numbers = np.array(lines, np.int64)
    if not has_shapes:
        return columns, numbers, None, None, remarks
    points, crs, said = positions.in_degrees(layer.GetSpatialRef(), options.crs)
    return columns, numbers, points, crs, remarks + said


def _getter(number: int, field: ogr.FieldDefn) -> Callable[[ogr.Feature], str]:
    """Return how a field becomes the text that its source most likely has."""
    kind = field.GetType()
    if kind == ogr.OFTInteger and field.GetSubType() == ogr.OFSTBoolean:
        return lambda feature: "true" if feature.GetFieldAsInteger(number) else "false"
    if kind == ogr.OFTReal:
        return lambda feature: _number_text(feature.GetFieldAsDouble(number))
    if kind == ogr.OFTDate:
        return lambda feature: "{:04d}-{:02d}-{:02d}".format(*feature.GetFieldAsDateTime(number)[:3])
    if kind == ogr.OFTDateTime:
        return lambda feature: str(feature.GetFieldAsISO8601DateTime(number))
    return lambda feature: _text(feature.GetFieldAsString(number))


def _number_text(value: float) -> str:
    """Return a number without the exponent and the ``.0`` that would spoil an identifier kept as a number."""
    return f"{value:.0f}" if abs(value) < _EXACT_INTEGER and value == int(value) else repr(value)


def _text(value: object) -> str:
    """GDAL gives bytes where a text is no valid UTF-8."""
    return value.decode("cp1252", "replace") if isinstance(value, (bytes, bytearray)) else str(value)


def _check_cells(where: str, columns: Mapping[str, Column], lines: list[int], limits: Limits) -> None:
    for values in columns.values():
        lengths = [len(value) if value else 0 for value in values]
        longest = max(lengths, default=0)
        if longest > limits.cell_chars:
            line = lines[lengths.index(longest)]
            raise over_limit(where, CELL_CHARS, limits.cell_chars, f"row {line}")


def _with_positions(
    columns: Mapping[str, Column], positions: NDArray[np.float64] | None
) -> dict[str, Column]:
    """Rows alike in all attributes but not in place are no duplicates."""
    if positions is None:
        return dict(columns)
    return {**columns, "\0": [f"{x!r} {y!r}" for x, y in positions.tolist()]}


def _digest(
    columns: Mapping[str, Column], lines: NDArray[np.int64], positions: NDArray[np.float64] | None
) -> str:
    """Return a digest of what was read, for a database, whose file is not read as bytes (see ``Source``)."""
    digest = hashlib.sha256(lines.astype("<i8").tobytes())
    for name, values in columns.items():
        for value in (name, *values):
            data = b"-" if value is None else value.encode("utf-8", "surrogatepass")
            digest.update(f"{len(data)}:{value is None:d}".encode("ascii") + data)
    if positions is not None:
        digest.update(positions.astype("<f8").tobytes())
    return digest.hexdigest()
