# SPDX-License-Identifier: GPL-2.0-or-later
"""Triggers of a GeoPackage: GDAL's own, and others of which nobody knows what they do to a store.

GDAL keeps its index of positions and its counts with triggers; the metadata extension has some that only
refuse. Any other could change or remove records behind the back of a merge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from osgeo import gdal

from .gdal_calls import execute, gdal_failures_ignored, sql_name, sql_text

_BODY = re.compile(r"\bBEGIN\b(.*)\bEND\s*;?\s*\Z", re.IGNORECASE | re.DOTALL)
_HARMLESS = re.compile(
    r"""(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+"?(?:rtree_\w+|gpkg_ogr_contents)\b
    |SELECT\s+RAISE\s*\(""",
    re.IGNORECASE | re.VERBOSE,
)
_PASSES_OVER = re.compile(r"\bIGNORE\b", re.IGNORECASE)


def foreign_triggers(dataset: gdal.Dataset) -> list[str]:
    """Return the names of the triggers that do more than to keep GDAL's index and counts, or to refuse."""
    return [name for name, statement in _triggers(dataset).items() if not _is_harmless(statement)]


def drop_triggers(dataset: gdal.Dataset, names: list[str]) -> None:
    """Remove triggers from a private copy."""
    for name in names:
        execute(dataset, f"DROP TRIGGER {sql_name(name)}")


def counted_at_once(dataset: gdal.Dataset, table: str, count: int, insertions: Sequence[str]) -> list[str]:
    """Return statements that insert ``count`` records into a table and count them together.

    GDAL's trigger looks for the table's line in its list of counts at every record, which takes as long as to
    write the record. It is removed meanwhile and made again, as GDAL itself does it: within one transaction,
    so that the file never lacks it. It stays, and counts for itself, where it is not just as GDAL makes it,
    and where a trigger that refuses may pass over a record in silence.
    """
    name = f"trigger_insert_feature_count_{table}"
    found = _triggers(dataset)
    head = f"CREATE TRIGGER {sql_name(name)} AFTER INSERT ON {sql_name(table)}"
    is_usual = found.get(name) == " ".join((head, "BEGIN", f"{_counted(table, 1)}; END"))
    if not is_usual or any(map(_PASSES_OVER.search, found.values())):
        return list(insertions)
    return [f"DROP TRIGGER {sql_name(name)}", *insertions, _counted(table, count), found[name]]


def _counted(table: str, count: int) -> str:
    line = f"lower(table_name) = lower({sql_text(table)})"
    return " ".join(
        ("UPDATE gpkg_ogr_contents SET feature_count = feature_count +", str(count), "WHERE", line)
    )


def _triggers(dataset: gdal.Dataset) -> dict[str, str]:
    """Return the statement of every trigger by its name."""
    found: dict[str, str] = {}
    with gdal_failures_ignored():
        lines = dataset.ExecuteSQL("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        found = {str(line.GetField(0)): str(line.GetField(1)) for line in lines}
        dataset.ReleaseResultSet(lines)
    return found


def _is_harmless(statement: str) -> bool:
    body = _BODY.search(statement)
    parts = [part.strip() for part in body.group(1).split(";")] if body else [""]
    return all(_HARMLESS.match(part) for part in parts if part) and any(parts)
