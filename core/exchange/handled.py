# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings that the editor looked at and leaves as they are; remembered in the working copy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone

from ..store import GeoPackageStore, RowChange
from ..store.values import canonical_datetime
from ..validation import Finding
from .canonical_json import canonical_json, sha256_hex

_TABLE = "handled_finding"


def finding_key(finding: Finding) -> str:
    """Return what recognises a finding later: rule, record, field, and what it says of the value.

    A record that is changed so that the rule says something else is a new finding.
    """
    said = [finding.rule, finding.table, finding.record_id, finding.field, finding.level, finding.message.en]
    return sha256_hex(canonical_json([_paired(value) for value in said]))


def read_handled(store: GeoPackageStore) -> frozenset[str]:
    """Return the keys of the findings marked as handled."""
    if not store.has(_TABLE):
        return frozenset()
    return frozenset(row["key"] for row in store.rows(_TABLE, columns=["key"]))


def mark_handled(
    store: GeoPackageStore, findings: Iterable[Finding], *, handled: bool = True, now: datetime | None = None
) -> None:
    """Mark findings as handled, or as open again, in one transaction. Raises ``StoreError``."""
    store.add_working_tables()
    known = read_handled(store)
    moment = canonical_datetime(now or datetime.now(timezone.utc))
    wanted = {finding_key(finding): finding for finding in findings}
    store.apply(
        [
            RowChange("insert", _TABLE, key, _values(finding, moment))
            if handled
            else RowChange("delete", _TABLE, key, {})
            for key, finding in wanted.items()
            if (key in known) != handled
        ]
    )


def _values(finding: Finding, moment: str) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "table_name": finding.table,
        "id": finding.record_id,
        "handled_at": moment,
    }


def _paired(value: object) -> object:
    """Texts of data may hold unpaired surrogates, which have no UTF-8 form."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
