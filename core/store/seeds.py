# SPDX-License-Identifier: GPL-2.0-or-later
"""The records every new store starts with, whatever holds it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from ..schema import Code, Schema
from ..text import Text
from .model import Row, RowChange
from .values import canonical_datetime


def seed_changes(
    schema: Schema,
    *,
    title: Text,
    jurisdictions: Sequence[Row],
    store_id: str | None,
    steward_email: str | None,
    moment: datetime,
) -> list[RowChange]:
    """Return the inserts of the seed taxonomy, the code lists, the jurisdictions and the store's own line."""
    information = {
        "store_id": store_id or str(uuid.uuid4()),
        "schema_version": schema.version,
        "schema_sha256": schema.sha256,
        "store_revision": 0,
        "title_en": title.en,
        "title_fr": title.fr,
        "steward_email": steward_email,
        "updated_at": canonical_datetime(moment),
    }
    return [
        *_inserts("taxonomy_term", "code", _terms(schema)),
        *_inserts("domain_value", "code", code_lines(schema)),
        *_inserts("jurisdiction", "code", jurisdictions),
        *_inserts("schema_info", "store_id", [information]),
    ]


def _inserts(table: str, key: str, rows: Iterable[Row]) -> list[RowChange]:
    return [RowChange("insert", table, row[key], row) for row in rows]


def _terms(schema: Schema) -> list[Row]:
    return [
        {"code": term.code, "parent_code": term.parent, "name_en": term.name.en, "name_fr": term.name.fr}
        for term in schema.taxonomy
    ]


def code_lines(schema: Schema) -> list[Row]:
    """Return the lines of the code lists, in the order of the schema."""

    def line(domain: str, sort: int, value: Code) -> Row:
        return {
            "domain": domain,
            "code": value.code,
            "label_en": value.label.en,
            "label_fr": value.label.fr,
            "sort": sort,
            "note": value.note or None,
            "deprecated": value.deprecated,
            "replaced_by": value.replaced_by,
        }

    return [
        line(domain.name, sort, value)
        for domain in schema.domains.values()
        for sort, value in enumerate(domain.values, start=1)
    ]
