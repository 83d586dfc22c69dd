# SPDX-License-Identifier: GPL-2.0-or-later
"""Triggers of a GeoPackage that are not GDAL's own: nobody knows what they do while a store is written.

GDAL keeps its index of positions and its counts with triggers; the metadata extension has some that only
refuse. Any other could change or remove records behind the back of a merge.
"""

from __future__ import annotations

import re

from osgeo import gdal

from .gdal_calls import execute, gdal_failures_ignored, sql_name

_BODY = re.compile(r"\bBEGIN\b(.*)\bEND\s*;?\s*\Z", re.IGNORECASE | re.DOTALL)
_HARMLESS = re.compile(
    r"""(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+"?(?:rtree_\w+|gpkg_ogr_contents)\b
    |SELECT\s+RAISE\s*\(""",
    re.IGNORECASE | re.VERBOSE,
)


def foreign_triggers(dataset: gdal.Dataset) -> list[str]:
    """Return the names of the triggers that do more than to keep GDAL's index and counts, or to refuse."""
    found: dict[str, str] = {}
    with gdal_failures_ignored():
        lines = dataset.ExecuteSQL("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        found = {str(line.GetField(0)): str(line.GetField(1)) for line in lines}
        dataset.ReleaseResultSet(lines)
    return [name for name, statement in found.items() if not _is_harmless(statement)]


def drop_triggers(dataset: gdal.Dataset, names: list[str]) -> None:
    """Remove triggers from a private copy."""
    for name in names:
        execute(dataset, f"DROP TRIGGER {sql_name(name)}")


def _is_harmless(statement: str) -> bool:
    body = _BODY.search(statement)
    parts = [part.strip() for part in body.group(1).split(";")] if body else [""]
    return all(_HARMLESS.match(part) for part in parts if part) and any(parts)
