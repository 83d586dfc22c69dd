# SPDX-License-Identifier: GPL-2.0-or-later
"""What every record of the sample has: a stable id, a custodian, the audit trio; and the data files."""

from __future__ import annotations

import csv
import uuid
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://pine-river.example.ca/casp")
_DATA = Path(__file__).parent / "data"
CHANGED_AT = "2026-11-01T12:00:00Z"


def record_id(table: str, key: str) -> str:
    """The id of a record, the same on every run."""
    return str(uuid.uuid5(_NAMESPACE, f"{table}|{key}"))


def record(table: str, key: str, custodian: str, **values: object) -> Row:
    """A record with its id, custodian and audit trio."""
    return {
        "id": record_id(table, key),
        "custodian_code": custodian,
        **values,
        "row_version": 1,
        "changed_at": CHANGED_AT,
        "changed_by_submission": None,
    }


def read_data(name: str) -> list[dict[str, str]]:
    """The lines of a data file, by column name."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="|", quoting=csv.QUOTE_NONE))


def codes(text: str) -> list[str] | None:
    """A set from a comma-separated list; none from an empty one or a dash."""
    return sorted(text.split(",")) if text.strip("-") else None
