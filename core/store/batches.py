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

MOST_CHANGES = 2_000
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
    """Return the cells of a column: most texts and sets repeat, and each of them is checked once."""
    if kind in _TEXTS:
        known = {value: cell(value) for value in set(values)}
        return [known[value] for value in values]
    if kind == "set" and all(type(value) is list or value is None for value in values):
        keys = [None if value is None else tuple(value) for value in values]
        of_key = dict(zip(keys, values))
        known = {key: cell(value) for key, value in of_key.items()}
        return [known[key] for key in keys]
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
        lines = _Lines(len(changes))
        if not is_insert:
            lines.add(_PLACE, [places[change.key] for change in changes])
        for name, values in columns.items():
            kind = table.by_name[name].type
            lines.add(name, cells_of(kind, values, partial(_cell, kind)))
        text = (_insertion if is_insert else _update)(table, list(columns), lines.sql())
        if len(text.encode("utf-8")) <= _MOST_BYTES:
            made.append(text)
        elif len(changes) > 1:
            half = len(changes) // 2
            made += statements(table, key, changes[:half], places)
            made += statements(table, key, changes[half:], places)
        else:
            raise ValueError("too long")
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


class _Lines:
    """Cells by column as a SELECT of one line a record; what all records share is written once."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._cells: list[Sequence[object]] = []
        self._sql: list[str] = []

    def add(self, name: str, cells: Sequence[object]) -> None:
        """Add a column."""
        first = cells[0]
        if all(type(cell) is type(first) and cell == first for cell in cells):
            source = f"json_extract({sql_text(json.dumps([first], ensure_ascii=False))}, '$[0]')"
        else:
            source = f"json_extract(value, '$[{len(self._cells)}]')"
            self._cells.append(cells)
        self._sql.append(f"{source} AS {quoted(name)}")

    def sql(self) -> str:
        """Return the statement."""
        lines = list(zip(*self._cells)) if self._cells else [()] * self._count
        text = json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
        return " ".join(("SELECT", ", ".join(self._sql), "FROM", f"json_each({sql_text(text)})"))


def _insertion(table: Table, names: Sequence[str], lines: str) -> str:
    return f"INSERT INTO {quoted(table.name)} ({', '.join(map(quoted, names))}) {lines}"


def _update(table: Table, names: Sequence[str], lines: str) -> str:
    pairs = ", ".join(f"{quoted(name)} = line.{quoted(name)}" for name in names)
    place = f"{quoted(table.name)}.{_PLACE} = line.{_PLACE}"
    return " ".join(("UPDATE", quoted(table.name), "SET", pairs, f"FROM ({lines}) AS line WHERE", place))
