# SPDX-License-Identifier: GPL-2.0-or-later
"""The records of a store in PostgreSQL, read into rows: the same values as from a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from osgeo import ogr
from psycopg2 import sql

from ...progress import Progress, check
from ...schema import Field, Table
from ..geometry import canonical_wkt
from ..model import Row
from ..values import READERS, canonical_set, canonical_text, to_stored

_BATCH = 2000  # records fetched between two looks at the cancel button


def read_records(
    connection: Any,  # noqa: ANN401
    table: Table,
    fields: Sequence[Field],
    progress: Progress,
) -> list[Row]:
    """Return the records of a table with the canonical values of ``fields``, in the order they were written.

    Inside the transaction that is open on ``connection``.
    """
    total = max(1, count_records(connection, table))
    columns: list[list[object]] = [[] for _ in fields]
    with connection.cursor(name="service_points_rows") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(_select(table, fields))
        while True:
            check(progress)
            lines = cursor.fetchmany(_BATCH)
            if not lines:
                break
            for field, column, values in zip(fields, columns, zip(*lines)):
                column.extend(_column(field.type, values))
            progress.report(min(1.0, len(columns[0]) / total if columns else 1.0))
    names = [field.name for field in fields]
    return [dict(zip(names, record)) for record in zip(*columns)]


def count_records(connection: Any, table: Table) -> int:  # noqa: ANN401
    """Return how many records a table has."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table.name)))
        return int(cursor.fetchone()[0])


def columns_of(fields: Sequence[Field], table: str) -> sql.Composable:
    """Return the columns to select, none for nothing but the records; shapes as WKB, without their CRS."""
    columns = [(field, sql.Identifier(table, field.name)) for field in fields]
    return sql.SQL(", ").join(
        sql.SQL("ST_AsBinary({})").format(column) if field.is_geometry else column
        for field, column in columns
    )


def canonical_records(fields: Sequence[Field], lines: Sequence[Sequence[Any]]) -> list[Row]:
    """Return what was selected of ``fields`` as rows of canonical values."""
    names = [field.name for field in fields]
    columns = [_column(field.type, values) for field, values in zip(fields, zip(*lines))]
    return [dict(zip(names, record)) for record in zip(*columns)]


def parameter(field: Field, value: object) -> object:
    """Return what is bound for a canonical value. Raises ``ValueError`` when it is not one."""
    if value is None:
        return None
    stored = to_stored(field.type, value)  # the same gate as for a file
    return value if field.type in _BOUND_AS_IS else stored


def json_cell(field: Field, value: object) -> object:
    """Return what stands for a canonical value in bound JSON. Raises ``ValueError`` when it is not one."""
    bound = parameter(field, value)
    return value if field.type == "json" else bound


def column_type(field: Field) -> sql.Composable:
    """Return the type of a bound value; shapes are bound as text."""
    return sql.SQL(_CASTS.get(field.type, "text"))


def placeholder(field: Field) -> sql.Composable:
    """Return the place of a bound value, of the column's own type."""
    if field.is_geometry:
        return sql.SQL("ST_GeomFromText(%s, 4326)")
    return sql.SQL("%s::{}").format(column_type(field))


_BOUND_AS_IS = ("int", "real", "bool", "set")
_CASTS = {
    "uuid": "uuid",
    "text": "text",
    "int": "bigint",
    "real": "numeric",
    "bool": "boolean",
    "date": "date",
    "datetime": "timestamptz",
    "set": "text[]",
    "json": "jsonb",
}


def _select(table: Table, fields: Sequence[Field]) -> sql.Composable:
    return sql.SQL("SELECT {} FROM {} ORDER BY fid").format(
        columns_of(fields, table.name), sql.Identifier(table.name)
    )


def _column(kind: str, values: Sequence[Any]) -> list[object]:
    if kind in ("point", "multipolygon"):
        return [_shape(kind, value) for value in values]
    read = _READERS[kind]
    if kind in ("set", "json"):
        return [None if value is None else _value(read, value) for value in values]
    known = {value: None if value is None else _value(read, value) for value in set(values)}
    return [known[value] for value in values]


def _value(read: Callable[[Any], object], value: object) -> object:
    """Return the canonical value; what is not of the column's type stays as text, for validation to name."""
    try:
        return read(value)
    except (ValueError, RecursionError):  # PostgreSQL keeps JSON nested deeper than Python reads
        return str(value)


def _shape(kind: str, wkb: Any) -> str | None:  # noqa: ANN401
    return None if wkb is None else canonical_wkt(kind, ogr.CreateGeometryFromWkb(bytes(wkb)))


_READERS: dict[str, Callable[[Any], object]] = {
    **READERS,
    "text": canonical_text,
    "int": int,
    "bool": bool,
    "set": canonical_set,
}
"""Type → reader of what the driver gives; what comes as text is read as a file's text is."""
