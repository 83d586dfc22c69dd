# SPDX-License-Identifier: GPL-2.0-or-later
"""What people look at before they send: a table of the changed fields and a map of the changed records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Callable

from ..geojson import geometry_of
from ..schema import Field, Schema, load_schema
from ..spreadsheet import inert
from ..text import Text
from .difference import Change
from .submission import Submission

_HEADERS = (
    Text("No.", "No"),
    Text("Operation", "Opération"),
    Text("Table", "Table"),
    Text("Record", "Fiche"),
    Text("Identifier", "Identifiant"),
    Text("Jurisdiction", "Administration"),
    Text("Field", "Champ"),
    Text("Before", "Avant"),
    Text("After", "Après"),
    Text("Reason", "Motif"),
)
_NUMERIC = ("int", "real")
_Spelling = Callable[[str], str]


def summary_csv(submission: Submission, *, language: str = "en") -> bytes:
    """Return a table for Excel, one line per changed field; guards are left out.

    UTF-8 with a byte order mark; a French edition is separated by semicolons, as French Excel expects. A
    text that a spreadsheet would run as a formula starts with an apostrophe; numbers are left alone.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";" if language.lower().startswith("fr") else ",")
    writer.writerow(header.in_(language) for header in _HEADERS)
    writer.writerows(_rows(submission, language, inert))
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def preview_geojson(submission: Submission) -> bytes:
    """Return the changed records as GeoJSON (RFC 7946: WGS 84, outer rings counter-clockwise).

    Each has its position after the change (before it, for a deletion), or none; a moved point also has
    its former position as ``moved_from``.
    """
    features = [
        _feature(change, record) for change, record in zip(submission.changes, submission.document["changes"])
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n"


def _rows(submission: Submission, language: str, safe: _Spelling) -> Iterator[list[str]]:
    schema = load_schema()
    for change, record in zip(submission.changes, submission.document["changes"]):
        yield from _lines(schema, change, record, language, safe)


def _lines(
    schema: Schema, change: Change, record: dict[str, Any], language: str, safe: _Spelling
) -> Iterator[list[str]]:
    table = schema.tables[change.table]
    start = [
        str(record["seq"]),
        schema.domains["op"].by_code[change.op].label.in_(language),
        table.label.in_(language),
        safe(change.name.in_(language)),
        change.id,
        safe(change.custodian_code or ""),
    ]
    reason = schema.domains["reason"].by_code[record["reason"]["code"]].label.in_(language)
    if "text" in record["reason"]:
        reason = f"{reason} – {record['reason']['text']}"
    for name in change.changed_fields:
        field = table.by_name[name]
        sides = change.fields[name]
        yield [
            *start,
            field.label.in_(language),
            _cell(field, sides.get("before"), safe),
            _cell(field, sides.get("after"), safe),
            safe(reason),
        ]


def _cell(field: Field, value: object, safe: _Spelling) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return safe("; ".join(map(str, value)))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if field.type in _NUMERIC else safe(str(value))


def _feature(change: Change, record: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "seq": record["seq"],
        "op": change.op,
        "table": change.table,
        "name_en": change.name.en,
        "name_fr": change.name.fr,
        "custodian_code": change.custodian_code,
        "fields": list(change.changed_fields),
        "reason": record["reason"]["code"],
    }
    moved = change.fields.get("geom", {})
    if "geom" in change.changed_fields and change.op == "update" and moved["before"] is not None:
        properties["moved_from"] = geometry_of(moved["before"])["coordinates"]
    return {
        "type": "Feature",
        "id": change.id,
        "geometry": None if change.geometry is None else geometry_of(change.geometry),
        "properties": properties,
    }
