# SPDX-License-Identifier: GPL-2.0-or-later
"""What a GeoPackage says about its columns (allowed values, ranges, labels) and its views, made like those of
a new file.

SQLite writes each line as literals (``quote``), so that lines of the two files can be compared, and those of
the new one written, whatever their types are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from osgeo import gdal

from .gdal_calls import Failures, execute, sql_name, sql_text
from .views import CREATE_VIEWS, REGISTER_VIEWS, VIEWS

_LISTS = {
    "gpkg_data_column_constraints": ("constraint_name",),
    "gpkg_data_columns": ("table_name", "column_name"),
}
"""Table → what its lines are about."""


@dataclass(frozen=True)
class FileLists:
    """What a file says: table → what it is about → its lines; and the name and statement of each view."""

    lines: Mapping[str, Mapping[tuple[str, ...], Sequence[str]]]
    views: Sequence[Sequence[str]]


def read_lists(dataset: gdal.Dataset, failures: Failures) -> FileLists:
    """Return what a file says about its columns, and its views."""
    return FileLists(
        {table: _lines(dataset, table, key, failures) for table, key in _LISTS.items()},
        _views(dataset, failures),
    )


def match_lists(dataset: gdal.Dataset, new: FileLists, failures: Failures) -> None:
    """Write what ``new`` says of a value list, a range or a column in the place of what ``dataset`` says.

    What only ``dataset`` has stays.
    """
    for table, key in _LISTS.items():
        old = _lines(dataset, table, key, failures)
        for about, lines in new.lines[table].items():
            if sorted(old.get(about, ())) == sorted(lines):
                continue
            values = " AND ".join(f"{name} = {value}" for name, value in zip(key, about))
            execute(dataset, " ".join(("DELETE FROM", table, "WHERE", values)))
            for line in lines:
                execute(dataset, " ".join(("INSERT INTO", table, "VALUES", f"({line})")))
            failures.check()


def match_views(dataset: gdal.Dataset, new: FileLists, failures: Failures) -> None:
    """Make the views of a store anew where one of them is not as in ``new``."""
    if _views(dataset, failures) == new.views:
        return
    names = ", ".join(map(sql_text, VIEWS))
    for name in reversed(VIEWS):
        execute(dataset, " ".join(("DROP VIEW IF EXISTS", sql_name(name))))
    for table in ("gpkg_geometry_columns", "gpkg_contents"):
        execute(dataset, " ".join(("DELETE FROM", table, f"WHERE table_name IN ({names})")))
    failures.check()
    for statement in (*CREATE_VIEWS, *REGISTER_VIEWS):
        execute(dataset, statement)
        failures.check()


def selected(dataset: gdal.Dataset, statement: str, failures: Failures) -> list[list[str]]:
    """Return the lines that a statement gives, as texts."""
    found = dataset.ExecuteSQL(statement)
    failures.check()
    if found is None:
        return []
    try:
        return [[line.GetFieldAsString(place) for place in range(line.GetFieldCount())] for line in found]
    finally:
        dataset.ReleaseResultSet(found)


def _lines(
    dataset: gdal.Dataset, table: str, key: Sequence[str], failures: Failures
) -> Mapping[tuple[str, ...], list[str]]:
    """Return the lines of a list by what they are about; both are literals."""
    columns = [line[1] for line in selected(dataset, f"PRAGMA table_info({table})", failures)]
    literals = " || ', ' || ".join(f"quote({sql_name(name)})" for name in columns)
    keys = ", ".join(f"quote({name})" for name in key)
    lines: dict[tuple[str, ...], list[str]] = {}
    for *about, line in selected(dataset, " ".join(("SELECT", keys, ",", literals, "FROM", table)), failures):
        lines.setdefault(tuple(about), []).append(line)
    return lines


def _views(dataset: gdal.Dataset, failures: Failures) -> list[list[str]]:
    names = ", ".join(map(sql_text, VIEWS))
    statement = ("SELECT name, sql FROM sqlite_master WHERE type = 'view' AND name IN (", names, ")")
    return sorted(selected(dataset, " ".join(statement), failures))
