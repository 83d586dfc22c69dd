# SPDX-License-Identifier: GPL-2.0-or-later
"""Many changes of one table written by one statement: a store takes them in runs of the same kind.

In a GeoPackage that goes around GDAL's ``SetFeature``, which writes every column, the geometry and its index
anew to change one cell. Cells are put into the statement as one quoted JSON text, which SQLite takes apart
again. What this cannot write exactly as GDAL does (shapes, decimals) is left to GDAL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Callable

from osgeo import gdal

from ..schema import Field, Table
from .gdal_calls import DISK_FAILURES, Failures, GdalFailure, execute, sql_text
from .layout import quoted
from .model import RowChange
from .values import to_stored

MOST_CHANGES = 500
LEAST_CHANGES = 20
"""Fewer are not worth a statement of their own."""

_TEXTS = ("uuid", "text", "date", "datetime")
_CELLS = (*_TEXTS, "int", "bool", "set", "json")
_MOST_BYTES = 900_000  # SQLite takes a statement of a million unless it was built for more
_PLACE = "fid"


def runs(changes: Sequence[RowChange]) -> Iterator[Sequence[RowChange]]:
    """Yield the changes in their order, in runs of one operation on one table."""
    start = 0
    for end in range(1, len(changes) + 1):
        first = changes[start]
        if (
            end == len(changes)
            or end - start == MOST_CHANGES
            or (changes[end].table, changes[end].op) != (first.table, first.op)
        ):
            yield changes[start:end]
            start = end


def by_columns(table: Table, run: Sequence[RowChange]) -> Mapping[tuple[str, ...], Sequence[RowChange]]:
    """Return a run of insertions or updates in parts that one statement each can write, in any order.

    Raises ``ValueError`` where the order of the run matters: insertions of different columns, a record twice,
    columns whose values two records could hand to each other.
    """
    parts: dict[tuple[str, ...], list[RowChange]] = {}
    for change in run:
        parts.setdefault(tuple(change.values), []).append(change)
    if run[0].op == "insert":
        if len(parts) > 1:
            raise ValueError("different columns")
        return parts
    shared = {name for columns in table.unique for name in columns}
    shared.update(field.name for field in table.fields if field.unique)
    if any(not names or shared.intersection(names) for names in parts):
        raise ValueError("no column, or one of a unique key")
    if len({change.key for change in run}) < len(run):
        raise ValueError("a record twice")
    return parts


def cells_of(kind: str, values: Sequence[Any], cell: Callable[[Any], object]) -> list[object]:
    """Return the cells of a column: most texts repeat, and each of them is checked once."""
    if kind in _TEXTS:
        known = {value: cell(value) for value in set(values)}
        return [known[value] for value in values]
    return [cell(value) for value in values]


def statements(
    table: Table, key: Field | None, run: Sequence[RowChange], places: Mapping[object, int]
) -> list[str]:
    """Return the SQL that writes a run of insertions or updates into a GeoPackage.

    ``places`` are the ``fid`` by key. Raises ``ValueError``, ``TypeError`` or ``KeyError`` for what has to be
    written one by one, be it only to name what is wrong with it.
    """
    is_insert = run[0].op == "insert"
    made = []
    for names, changes in by_columns(table, run).items():
        columns = {name: [change.values[name] for change in changes] for name in names}
        if is_insert and key is not None and key.name not in columns:
            columns[key.name] = [change.key for change in changes]
        cells = []
        for name, values in columns.items():
            kind = table.by_name[name].type
            cells.append(cells_of(kind, values, partial(_cell, kind)))
        if not is_insert:
            cells.insert(0, [places[change.key] for change in changes])
        lines = json.dumps(list(zip(*cells)), ensure_ascii=False, separators=(",", ":"))
        text = (_insertion if is_insert else _update)(table, list(columns), lines)
        if len(text.encode("utf-8")) > _MOST_BYTES:
            raise ValueError("too long")
        made.append(text)
    return made


def executed(dataset: gdal.Dataset, failures: Failures, texts: Sequence[str]) -> bool:
    """Execute statements inside the open transaction, all or none of them; return whether they were.

    Raises ``GdalFailure`` when the disk fails, or when the transaction itself is gone.
    """
    execute(dataset, "SAVEPOINT together")
    failures.check()
    said = []
    try:
        for text in texts:
            execute(dataset, text)
    except RuntimeError as error:  # GDAL's exceptions are on
        said.append(str(error))
    said += failures.messages
    if any(mark in message for message in said for mark in DISK_FAILURES):
        raise GdalFailure("; ".join(said))  # SQLite could not even go back to the savepoint
    failures.messages.clear()
    if said:
        execute(dataset, "ROLLBACK TO SAVEPOINT together")
    execute(dataset, "RELEASE SAVEPOINT together")
    failures.check()
    return not said


def _cell(kind: str, value: object) -> object:
    """Return what GDAL would store for a value. Raises ``ValueError``, ``TypeError``."""
    if kind not in _CELLS:
        raise ValueError(kind)
    if value is None:
        return None
    stored = to_stored(kind, value)
    return str(stored).replace("Z", ".000Z") if kind == "datetime" else stored


def _insertion(table: Table, names: Sequence[str], lines: str) -> str:
    columns = ", ".join(map(quoted, names))
    return f"INSERT INTO {quoted(table.name)} ({columns}) {_lines(len(names), lines)}"


def _update(table: Table, names: Sequence[str], lines: str) -> str:
    pairs = ", ".join(f"{quoted(name)} = line.c{number}" for number, name in enumerate(names, start=1))
    source = _lines(len(names) + 1, lines)
    return f"UPDATE {quoted(table.name)} SET {pairs} FROM ({source}) AS line WHERE {_PLACE} = line.c0"


def _lines(count: int, lines: str) -> str:
    cells = ", ".join(f"json_extract(value, '$[{number}]') AS c{number}" for number in range(count))
    return f"SELECT {cells} FROM json_each({sql_text(lines)})"
