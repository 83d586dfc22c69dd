# SPDX-License-Identifier: GPL-2.0-or-later
"""What the steward's ledger remembers: who changed what, which records are gone, which changes were taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..store import Row, Store

RecordKey = tuple[str, str]
_COLUMNS = (
    "revision",
    "entity_table",
    "entity_id",
    "row_version",
    "op",
    "field",
    "before",
    "changed_at",
    "jurisdiction_code",
)


@dataclass(frozen=True)
class LastChange:
    """Who changed something last, and when (jurisdiction code and UTC text; never a person's name)."""

    by: str
    at: str


@dataclass(frozen=True)
class Deletion:
    """A record that was deleted: its values and version at that time."""

    values: Mapping[str, Any]
    row_version: int
    at: str


class History:
    """The ledger of a store, read only as far as it is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last_change(self, table: str, key: str, field: str, row: Row | None) -> LastChange:
        """Return who set a field last; where the ledger does not know, the record's custodian and date."""
        found = self._last.get((table, key, field))
        if found is not None:
            return found
        row = row or {}
        return LastChange(str(row.get("custodian_code") or ""), str(row.get("changed_at") or ""))

    def deletion(self, table: str, key: str) -> Deletion | None:
        """Return the last deletion of a record."""
        return self._deletions.get((table, key))

    def taken(self, change_hash: str) -> frozenset[str]:
        """Return the fields of a change that were applied when it came in another submission."""
        return self._taken.get(change_hash, frozenset())

    @cached_property
    def _lines(self) -> list[Row]:
        lines = self._store.rows("change_log", columns=_COLUMNS)
        return sorted(lines, key=lambda line: int(line["revision"]))  # stable: as written within one

    @cached_property
    def _last(self) -> Mapping[tuple[str, str, str], LastChange]:
        return {
            (line["entity_table"], line["entity_id"], line["field"]): LastChange(
                line["jurisdiction_code"], line["changed_at"]
            )
            for line in self._lines
            if line["field"] is not None
        }

    @cached_property
    def _deletions(self) -> Mapping[RecordKey, Deletion]:
        values: dict[tuple[str, str, int], dict[str, Any]] = {}
        found: dict[RecordKey, Deletion] = {}
        for line in self._lines:
            if line["op"] != "delete":
                continue
            table, key, revision = line["entity_table"], line["entity_id"], line["revision"]
            record = values.setdefault((table, key, revision), {})
            if line["field"] is not None and line["before"] is not None:
                record[line["field"]] = json.loads(line["before"])
            found[table, key] = Deletion(record, line["row_version"], line["changed_at"])
        return found

    @cached_property
    def _taken(self) -> Mapping[str, frozenset[str]]:
        taken: dict[str, frozenset[str]] = {}
        for row in self._store.rows("submission", columns=["receipt"]):
            for result in (row["receipt"] or {}).get("results", ()):
                names = frozenset(name for name, state in result["fields"].items() if state == "applied")
                if names:
                    taken[result["change_hash"]] = taken.get(result["change_hash"], frozenset()) | names
        return taken
