# SPDX-License-Identifier: GPL-2.0-or-later
"""How large a submission may be (``limits`` of the schema): what is larger would be refused at merge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..schema import Schema
from .problems import limit_exceeded


def check_content(schema: Schema, content: Mapping[str, Any]) -> None:
    """Raise ``ExchangeError`` when there are too many changes or a text or a shape is too long."""
    limits = schema.submission["limits"]
    if len(content["changes"]) > limits["changes"]:
        raise limit_exceeded(schema, "changes", f"{len(content['changes'])}")
    shapes = {
        (table.name, field.name)
        for table in schema.submittable
        for field in table.fields
        if field.is_geometry
    }
    _check_texts(schema, content["manifest"], "manifest")
    for record in content["changes"]:
        table, fields = record["table"], record["fields"]
        where = f"{table} {record['id']}"
        _check_texts(schema, [record["reason"], record.get("evidence")], where)
        if _longest(fields) <= limits["string_chars"]:
            continue
        for name, sides in fields.items():
            limit = "wkt_chars" if (table, name) in shapes else "string_chars"
            _check_texts(schema, sides, where, name, limit=limit)


def check_size(schema: Schema, data: bytes) -> None:
    """Raise ``ExchangeError`` when the document is too large."""
    if len(data) > schema.submission["limits"]["document_bytes"]:
        raise limit_exceeded(schema, "document_bytes", f"{len(data)}")


def _check_texts(schema: Schema, value: object, *where: str, limit: str = "string_chars") -> None:
    length = _longest(value)
    if length > schema.submission["limits"][limit]:
        raise limit_exceeded(schema, limit, f"{length}, {', '.join(where)}")


def _longest(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, (dict, Mapping)):  # nearly always a dict, which is quicker to tell
        value = list(value.values())
    if not isinstance(value, list):
        return 0
    # most are texts or null, and a document may have half a million
    lengths = [len(item) if type(item) is str else _longest(item) for item in value if item is not None]
    return max(lengths, default=0)
