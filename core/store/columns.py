# SPDX-License-Identifier: GPL-2.0-or-later
"""The cells of a table as texts, whole columns at a time, written by SQLite itself.

Asking GDAL for every cell is most of the time that reading a register takes. Here SQLite writes 20,000 cells
of a column as one JSON array, each as a text from which ``values`` reads what it reads from GDAL's text:

- a text, identifier, set or object as it is stored;
- a whole number, provided that it is stored as one; a truth as 0 or 1;
- a decimal that is the very number its three decimals spell;
- a day or moment that exists, in the form of ISO 8601 and in UTC;
- a position as the bytes of its two numbers, provided that it is a plain two-dimensional point.

A record with a cell of any other kind is read through GDAL, and so is a table with bytes that are no text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Union

import numpy as np
from osgeo import gdal, ogr

from ..progress import Progress, check
from ..schema import Field
from .base_rows import CHUNK, chunks, has_own_type
from .gdal_calls import Failures, GdalFailure, gdal_failures
from .geometry import point_wkt
from .layout import quoted

Column = list[Union[str, bytes, None]]
"""The cells of a column: what GDAL gives as text ("" for null), geometries as canonical WKT or None."""
Cells = list[Column]

_TEXT = "CASE typeof({column}) WHEN 'text' THEN {column} WHEN 'null' THEN '' END"
_CELLS = {
    "uuid": _TEXT,
    "text": _TEXT,
    "set": _TEXT,
    "json": _TEXT,
    "int": "CASE typeof({column}) WHEN 'integer' THEN {column} WHEN 'null' THEN '' END",
    "bool": (
        "CASE WHEN {column} IS NULL THEN '' "
        "WHEN typeof({column}) = 'integer' AND {column} IN (0, 1) THEN {column} END"
    ),
    # up to 14 digits, which a double keeps and GDAL writes as they are
    "real": (
        "CASE WHEN {column} IS NULL THEN '' WHEN typeof({column}) IN ('integer', 'real') "
        "AND abs({column}) < 1e11 AND CAST(printf('%.3f', {column}) AS REAL) = {column} "
        "THEN printf('%.3f', {column}) END"
    ),
    "date": (
        "CASE WHEN {column} IS NULL THEN '' "
        "WHEN substr({column}, 1, 4) >= '0001' AND date({column}, '+0 days') = {column} THEN {column} END"
    ),
    "datetime": (
        "CASE WHEN {column} IS NULL THEN '' WHEN substr({column}, 1, 4) >= '0001' "
        "AND substr({column}, 20) IN ('Z', '.000Z') "
        "AND strftime('%Y-%m-%dT%H:%M:%S', substr({column}, 1, 19), '+0 days') = substr({column}, 1, 19) "
        "THEN {column} END"
    ),
    # 29 bytes: a header without an envelope that could lie, then a point, lowest byte first
    "point": (
        "CASE WHEN {column} IS NULL THEN '' WHEN length({column}) = 29 "
        "AND substr({column}, 1, 4) = x'47500001' AND substr({column}, 9, 5) = x'0101000000' "
        "THEN hex(substr({column}, 14)) END"
    ),
}
_OTHER = "CASE WHEN {column} IS NULL THEN '' END"
"""Field type → SQL of the text of a cell, '' where it is null, NULL for “read the record through GDAL”."""

_OTHERWISE = "GDAL reads it otherwise"
_NUL = "\\u0000"  # GDAL ends a text there


def stored_columns(
    dataset: gdal.Dataset,
    layer: ogr.Layer,
    fields: Sequence[Field],
    progress: Progress,
    read: Callable[[Sequence[int]], Cells],
) -> Cells | None:
    """Return the cells of ``fields`` of a layer, or None where only GDAL can read them.

    ``read`` gives the cells of the records with these places (``fid``) through GDAL. Raises ``Cancelled``.
    """
    cells: Cells = [[] for _ in fields]
    total = max(1, layer.GetFeatureCount())
    try:
        for number, (places, texts) in enumerate(_chunks(dataset, layer, fields)):
            check(progress)
            progress.report(min(1.0, number * CHUNK / total))
            for column, more in zip(cells, _cells(fields, places, texts, read)):
                column.extend(more)
    except GdalFailure:  # this SQLite cannot write them; where something else is wrong, GDAL will say so
        return None
    return cells


def stored_places(dataset: gdal.Dataset, layer: ogr.Layer, field: Field) -> tuple[list[int], Column] | None:
    """Return the place (``fid``) of every record and its text in one column; None as ``stored_columns``."""
    places: list[int] = []
    texts: Column = []
    try:
        for some, (column,) in _chunks(dataset, layer, [field]):
            places += some
            texts += column
    except GdalFailure:
        return None
    return None if None in texts else (places, texts)


def _chunks(
    dataset: gdal.Dataset, layer: ogr.Layer, fields: Sequence[Field]
) -> Iterator[tuple[list[int], list[list[str | None]]]]:
    """Yield the places of some records and their texts, by column, all from one state of the file.

    Raises ``GdalFailure`` where SQLite cannot write them, or where only GDAL reads the same.
    """
    if not all(has_own_type(layer, field) for field in fields):
        raise GdalFailure(_OTHERWISE)
    table = layer.GetName()
    with gdal_failures() as failures, _one_state(dataset, table, failures):
        for after, last in chunks(dataset, table, failures):
            yield _chunk(dataset, _statement(table, fields, after, last), failures)


@contextmanager
def _one_state(dataset: gdal.Dataset, table: str, failures: Failures) -> Iterator[None]:
    """Let all chunks be read from one state of the file: a statement that has not ended keeps it."""
    held = dataset.ExecuteSQL(" ".join(("SELECT rowid + 0 FROM", quoted(table))))
    failures.check()
    try:
        held.GetNextFeature()
        yield
    finally:
        dataset.ReleaseResultSet(held)


def _statement(table: str, fields: Sequence[Field], after: int, last: int) -> str:
    cells = [_CELLS.get(f.type, _OTHER).replace("{column}", quoted(f.name)) for f in fields]
    arrays = ", ".join(f"json_group_array({cell})" for cell in ("rowid", *cells))
    return " ".join(("SELECT", arrays, "FROM", quoted(table), f"WHERE rowid > {after} AND rowid <= {last}"))


def _chunk(
    dataset: gdal.Dataset, statement: str, failures: Failures
) -> tuple[list[int], list[list[str | None]]]:
    """Return the places of some records and their texts."""
    found = dataset.ExecuteSQL(statement)
    failures.check()
    try:
        line = found.GetNextFeature()
        failures.check()
        arrays = [line.GetFieldAsString(number) for number in range(line.GetFieldCount())]
    finally:
        dataset.ReleaseResultSet(found)
    if any(isinstance(array, bytes) or _NUL in array for array in arrays):
        raise GdalFailure(_OTHERWISE)
    return json.loads(arrays[0]), [json.loads(array, parse_int=str) for array in arrays[1:]]


def _cells(
    fields: Sequence[Field],
    places: Sequence[int],
    texts: Sequence[list[str | None]],
    read: Callable[[Sequence[int]], Cells],
) -> Cells:
    """Return the cells of some records; those that have a cell without text are read."""
    cells: Cells = [_shapes(column) if f.is_geometry else list(column) for f, column in zip(fields, texts)]
    others = sorted({number for column in texts if None in column for number in _empty(column)})
    if others:
        for column, found in zip(cells, read([places[number] for number in others])):
            for number, cell in zip(others, found):
                column[number] = cell
    return cells


def _empty(column: Sequence[object]) -> list[int]:
    return [number for number, text in enumerate(column) if text is None]


def _shapes(column: list[str | None]) -> Column:
    """Return positions as canonical WKT. One that is no number becomes None in the column itself."""
    given = [number for number, text in enumerate(column) if text]
    numbers = np.frombuffer(bytes.fromhex("".join(filter(None, column))), "<f8").reshape(-1, 2)
    shapes: Column = [None] * len(column)
    for number, (lon, lat), is_place in zip(given, numbers.tolist(), np.isfinite(numbers).all(axis=1)):
        if is_place:
            shapes[number] = point_wkt(lon, lat)
        else:
            column[number] = None
    return shapes
