# SPDX-License-Identifier: GPL-2.0-or-later
"""A record as it stands in a form or an edit buffer, in the canonical values the rules understand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from osgeo import ogr
from qgis.core import NULL, QgsApplication, QgsFeature, QgsGeometry
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ..core.schema import Table
from ..core.store import Row
from ..core.store.geometry import canonical_wkt
from ..core.store.values import READERS, canonical_set

_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def draft_row(feature: QgsFeature, table: Table) -> Row:
    """Return the row a feature would be stored as. A value of the wrong type stays the text it is."""
    names = set(feature.fields().names())
    row: Row = {}
    for field in table.fields:
        if field.is_geometry:
            row[field.name] = _geometry(feature.geometry(), field.type)
        elif field.name in names:
            row[field.name] = canonical_value(feature[field.name], field.type)
    return row


def canonical_value(value: Any, kind: str) -> Any:  # noqa: ANN401  (any value of QGIS, any canonical one)
    """Return a value of QGIS as the canonical value of a schema type; a null of any kind is None.

    So is the word a form shows in the place of a null: QGIS 3.22 gives it out as the value of the form,
    though it stores a null.
    """
    if value is None or value == NULL or value == QgsApplication.nullRepresentation():
        return None
    if kind == "set":
        return _set(value)
    if kind == "bool":
        return _TRUTH.get(str(value).lower(), str(value))
    if kind == "json" and isinstance(value, dict):
        return value
    text = _text(value)
    try:
        return READERS[kind](text) if text else None
    except (ValueError, ArithmeticError, RecursionError):
        return text


def _text(value: object) -> str:
    if isinstance(value, QDateTime):
        return str(value.toUTC().toString(Qt.DateFormat.ISODate))
    return str(value.toString(Qt.DateFormat.ISODate)) if isinstance(value, QDate) else str(value)


def _set(value: object) -> object:
    """A list of QGIS, JSON text, or the ``{a,b}`` of its value relation widget."""
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            try:
                return READERS["set"](text)
            except (ValueError, RecursionError):
                return value
        parts: Iterable[Any] = text.strip("{}").split(",")
        return canonical_set([part.strip().strip('"') for part in parts])
    return canonical_set(list(value)) if isinstance(value, (list, tuple)) else str(value)


def _geometry(geometry: QgsGeometry, kind: str) -> str | None:
    if geometry.isNull() or geometry.isEmpty():
        return None
    return canonical_wkt(kind, ogr.CreateGeometryFromWkb(bytes(geometry.asWkb())))
