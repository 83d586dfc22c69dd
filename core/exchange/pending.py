# SPDX-License-Identifier: GPL-2.0-or-later
"""The changes of a store's ledger that wait for a decision: they stay listed until one is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..store import Row, Store
from ..text import Text
from .history import History
from .judgement import PENDING

_OPEN = ("received", "partially_accepted")


@dataclass(frozen=True)
class PendingField:
    """One field that waits: what the editor saw (``base``), what the editor wants (``theirs``), what the
    store has now (``ours``), and for a value that is not what the editor saw, who set it and when."""

    name: str
    state: str
    base: Any
    theirs: Any
    ours: Any
    changed_by: str | None = None
    changed_at: str | None = None


@dataclass(frozen=True)
class PendingChange:
    """One change that waits. ``exists`` is whether the store has the record now."""

    submission_id: str
    jurisdiction_code: str
    received_at: str
    seq: int
    op: str
    table: str
    id: str
    state: str
    rules: tuple[str, ...]
    message: Text
    reason: Mapping[str, Any]
    evidence: tuple[Mapping[str, Any], ...]
    exists: bool
    fields: tuple[PendingField, ...]


def pending(store: Store) -> list[PendingChange]:
    """Return what waits for a decision, oldest submission first, in the order of its document.

    Submissions that were received but not merged yet, or withdrawn, are not among them. Raises
    ``StoreError``.
    """
    lines = store.rows(
        "submission", columns=("id", "jurisdiction_code", "received_at", "state", "document", "receipt")
    )
    waiting = [line for line in lines if line["state"] in _OPEN and line["receipt"] is not None]
    if not waiting:
        return []
    history = History(store)
    rows: dict[str, dict[str, Row]] = {}
    found = []
    for line in sorted(waiting, key=lambda line: (line["received_at"], line["id"])):
        for result in line["receipt"]["results"]:
            if not any(state in PENDING for state in result["fields"].values()):
                continue
            table = result["table"]
            if table not in rows:
                rows[table] = {row["id"]: row for row in store.rows(table)}
            found.append(_change(line, result, rows[table].get(result["id"]), history))
    return found


def _change(line: Row, result: Mapping[str, Any], row: Row | None, history: History) -> PendingChange:
    record = line["document"]["changes"][result["seq"] - 1]
    return PendingChange(
        submission_id=line["id"],
        jurisdiction_code=line["jurisdiction_code"],
        received_at=line["received_at"],
        seq=result["seq"],
        op=result["op"],
        table=result["table"],
        id=result["id"],
        state=result["state"],
        rules=tuple(result["rules"]),
        message=Text(result["message_en"], result["message_fr"]),
        reason=record["reason"],
        evidence=tuple(record.get("evidence") or ()),
        exists=row is not None,
        fields=tuple(
            _field(record, name, state, row, history)
            for name, state in result["fields"].items()
            if state in PENDING
        ),
    )


def _field(
    record: Mapping[str, Any], name: str, state: str, row: Row | None, history: History
) -> PendingField:
    sides = record["fields"][name]
    ours = None if row is None else row.get(name)
    if ours == sides.get("before"):
        return PendingField(name, state, sides.get("before"), sides.get("after"), ours)
    last = history.last_change(record["table"], record["id"], name, row)
    return PendingField(name, state, sides.get("before"), sides.get("after"), ours, last.by, last.at)
