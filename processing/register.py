# SPDX-License-Identifier: GPL-2.0-or-later
"""A store's rows for the validator; with a working copy also what they were at checkout."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..core.exchange import Change
from ..core.exchange.problems import lost_base
from ..core.progress import Progress
from ..core.schema import load_schema
from ..core.store import Row, Store
from ..core.validation import Finding, Register

ERRORS = ("reject", "error")
"""Severities that stand in the way of a submission."""


def register_of(store: Store, progress: Progress) -> Register:
    """Read the rows of a store or a working copy. Raises ``StoreError``, ``ExchangeError``, ``Cancelled``."""
    base = None if store.info.working_copy is None else _base(store)
    return Register.from_store(store, base=base, progress=progress)


def blocking(findings: Sequence[Finding], changes: Sequence[Change], register: Register) -> list[Finding]:
    """Return the errors on changed records, and on records that refer to a deleted one."""
    edited = {(change.table, change.id) for change in changes if change.op != "delete"}
    deleted = {change.id for change in changes if change.op == "delete"}
    return [
        finding
        for finding in findings
        if finding.severity in ERRORS
        and ((finding.table, finding.record_id) in edited or _refers_to(finding, deleted, register))
    ]


def _refers_to(finding: Finding, ids: set[str], register: Register) -> bool:
    row = register.find(finding.table, finding.record_id) if finding.field else None
    return row is not None and row.get(finding.field or "") in ids


def _base(store: Store) -> Mapping[str, list[Row]]:
    """Return the records of a working copy as they were at checkout, by table."""
    tables = load_schema().tables
    rows: dict[str, list[Row]] = {}
    for kept in store.rows("base_row"):
        name = kept["table_name"]
        try:
            values = {**json.loads(kept["canonical_json"]), tables[name].key: kept["id"]}
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise lost_base(Path(store.uri), repr(error)) from error
        rows.setdefault(name, []).append(values)
    return rows
