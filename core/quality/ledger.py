# SPDX-License-Identifier: GPL-2.0-or-later
"""Q4: changes that wait for a decision, as the steward's ledger has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..exchange.judgement import PENDING
from ..validation.record import Record
from ..validation.register import Register, Row

LEDGER_COLUMNS = ("id", "jurisdiction_code", "received_at", "state", "document", "receipt")
"""The columns of the table ``submission`` that quality is read from."""

_NO_DAY = date.min  # what a record belongs to is the same on every day
_DECIDED = ("accepted", "partially_accepted", "rejected")


@dataclass(frozen=True)
class LedgerChange:
    """One change of a submission: whose record it is about, the point, and what became of it.

    ``waits``: it needs a decision; ``conflicts``: somebody else had changed the same field meanwhile.
    ``looked_at``: the submission has been merged; what comes of the others nobody knows yet.
    """

    jurisdiction: str
    point: str | None
    looked_at: bool
    waits: bool
    conflicts: bool


def ledger_changes(register: Register, submissions: Sequence[Row]) -> list[LedgerChange]:
    """Return the changes of every submission that was merged, or has come and waits for it.

    Submissions that were withdrawn or put into quarantine are not among them.
    """
    return [change for line in submissions for change in _of(register, line)]


def _of(register: Register, line: Row) -> Iterator[LedgerChange]:
    receipt, sender = line["receipt"], str(line["jurisdiction_code"])
    records = (line["document"] or {}).get("changes", ())
    if line["state"] == "received" and receipt is None:
        for record in records:
            yield LedgerChange(*_about(register, record, sender), False, False, False)
        return
    if line["state"] not in (*_DECIDED, "received") or receipt is None:
        return
    for result in receipt["results"]:
        states = set(result["fields"].values())
        yield LedgerChange(
            *_about(register, records[result["seq"] - 1], sender),
            True,
            not states.isdisjoint(PENDING),
            "conflict" in states,
        )


def _about(register: Register, record: Mapping[str, Any], sender: str) -> tuple[str, str | None]:
    """Return the custodian and the point of a changed record; of a new one, as the change has them."""
    table = register.schema.tables[record["table"]]
    row = register.find(table.name, record["id"])
    if row is None:
        said = {name: sides.get("after", sides.get("before")) for name, sides in record["fields"].items()}
        row = {"id": record["id"], **said}
    point = Record(register, table, row, _NO_DAY).point
    return str(row.get("custodian_code") or sender), None if point is None else str(point.get("id"))
