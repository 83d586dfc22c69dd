# SPDX-License-Identifier: GPL-2.0-or-later
"""What a receipt does to a working copy: what the store took is no longer a change of ours.

Recomputed from data, like the difference: a receipt applied twice, late, or after newer edits moves only what
still stands where the submission found it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..schema import Table, load_schema
from ..store import GeoPackageStore, Row, RowChange, open_store
from ..text import Text
from .canonical_json import canonical_json
from .incoming_receipt import why_not_ours
from .problems import lost_base
from .working_copy import WorkingCopy

_TAKEN = ("applied", "noop")
Choice = Literal["mine", "theirs"]


@dataclass(frozen=True)
class FieldConflict:
    """A field that others changed as well. ``mine`` is in the working copy, ``theirs`` in the store.

    ``base`` is what both started from; ``changed_by`` and ``changed_at`` say who the store's value is from,
    where the receipt knows.
    """

    table: str
    id: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    changed_by: str | None = None
    changed_at: str | None = None


@dataclass(frozen=True)
class Rebased:
    """What a receipt did: how many records moved forward, what is left to decide, or why it was ignored."""

    records: int = 0
    conflicts: tuple[FieldConflict, ...] = ()
    ignored: Text | None = None


def apply_receipt(
    working_copy: WorkingCopy, receipt: Mapping[str, Any], submission: Mapping[str, Any]
) -> Rebased:
    """Move the base of a working copy forward by what the stewards took, in one transaction.

    ``receipt`` is the receipt's document, ``submission`` the document it answers (from the outbox). Where the
    receipt has the store's value and the person did not edit the field since, the working row takes it too.
    A receipt for something else is ignored and says so. Save edits of open layers first.

    Raises ``StoreError``: another program is writing to the file.
    """
    reason = why_not_ours(receipt, submission) or _why_not_here(working_copy, submission)
    if reason is not None:
        return Rebased(ignored=reason)
    with open_store(working_copy.path, read_only=False) as store:
        state = _State.read(store, working_copy.path)
        by_seq = {record["seq"]: record for record in submission["changes"]}
        conflicts: list[FieldConflict] = []
        changes: list[RowChange] = []
        moved = 0
        for result in receipt.get("results", ()):
            record = by_seq.get(result.get("seq"))
            if record is None:
                continue
            found = list(_moves(state, record, result))
            moved += bool(found)
            changes += found
            conflicts += _conflicts(state, record, result)
        if changes:
            store.apply(changes)
    return Rebased(moved, tuple(conflicts))


def resolve(working_copy: WorkingCopy, conflict: FieldConflict, choice: Choice) -> None:
    """Settle a conflict; both ways the base becomes what the store has.

    ``mine`` keeps the working value, which is then a change against *their* value; ``theirs`` takes over
    theirs. Retyping is ``mine`` after an edit. Raises ``StoreError``.
    """
    with open_store(working_copy.path, read_only=False) as store:
        state = _State.read(store, working_copy.path)
        changes = []
        base = state.bases.get((conflict.table, conflict.id))
        if base is not None:
            changes.append(state.base_change(conflict.table, conflict.id, {conflict.field: conflict.theirs}))
        if choice == "theirs" and (conflict.table, conflict.id) in state.rows:
            values = {conflict.field: conflict.theirs}
            changes.append(RowChange("update", conflict.table, conflict.id, values))
        store.apply(changes)


@dataclass(frozen=True)
class _State:
    """The records of a working copy and what they were, by table and id."""

    tables: Mapping[str, Table]
    rows: dict[tuple[str, str], Row]
    bases: dict[tuple[str, str], dict[str, Any]]
    versions: dict[tuple[str, str], int]

    @classmethod
    def read(cls, store: GeoPackageStore, path: Path) -> _State:
        tables = {table.name: table for table in load_schema().submittable}
        rows = {(name, row["id"]): row for name in tables for row in store.rows(name)}
        bases, versions = {}, {}
        for line in store.rows("base_row"):
            key = line["table_name"], line["id"]
            try:
                bases[key] = dict(json.loads(line["canonical_json"]))
            except (ValueError, TypeError) as error:
                raise lost_base(path, repr(error)) from error
            versions[key] = line["row_version"]
        return cls(tables, rows, bases, versions)

    def base_change(
        self, table: str, key: str, values: Mapping[str, Any], version: int | None = None
    ) -> RowChange:
        """Return the change that moves a base record; later ones of the same record build on it."""
        place = table, key
        is_new = place not in self.bases
        merged = {**self.bases.get(place, {}), **values}
        base = self.bases[place] = {name: value for name, value in merged.items() if value is not None}
        self.versions[place] = self.versions.get(place, 1) if version is None else version
        text = canonical_json(base).decode("utf-8")
        line = {"row_version": self.versions[place], "canonical_json": text}
        if is_new:
            return RowChange("insert", "base_row", key, {"table_name": table, **line})
        return RowChange("update", "base_row", key, line)


def _why_not_here(working_copy: WorkingCopy, submission: Mapping[str, Any]) -> Text | None:
    if submission["manifest"]["store"]["store_id"] == working_copy.info.base_store_id:
        return None
    return _OTHER_COPY.format(path=working_copy.path)


def _moves(state: _State, record: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[RowChange]:
    place = record["table"], record["id"]
    if place[0] not in state.tables:
        return
    if record["op"] == "delete":
        # A record that exists again was put back by the person: it stays a change against nothing.
        if result.get("state") in _TAKEN and place in state.bases:
            del state.bases[place]
            yield RowChange("delete", "base_row", record["id"], {})
        return
    if record["op"] == "insert" and place in state.bases:
        return  # a receipt applied before
    taken = dict(_taken(state.bases.get(place, {}), record, result))
    if not taken:
        return
    row = state.rows.get(place)
    base_values = {name: value for name, (_, value) in taken.items()}
    if any(state.bases.get(place, {}).get(name) != value for name, value in base_values.items()):
        yield state.base_change(*place, base_values, _version(state, record, result))
    follow = {
        name: value
        for name, (sent, value) in taken.items()
        if row is not None and row.get(name) == sent and value != sent
    }
    if follow:
        yield RowChange("update", *place, follow)


def _taken(
    base: Mapping[str, Any], record: Mapping[str, Any], result: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Give each field the store took: what was sent, and what the store has now.

    A base that is neither what the submission found nor what it sent was moved by a later receipt.
    """
    states = result.get("fields") or {}
    for name, sides in record["fields"].items():
        if states.get(name, result.get("state")) not in _TAKEN or "after" not in sides:
            continue
        stands = base.get(name)
        if record["op"] != "insert" and stands not in (sides.get("before"), sides["after"]):
            continue
        known = _current(result, name)
        yield name, (sides["after"], sides["after"] if known is None else known.get("value"))


def _conflicts(
    state: _State, record: Mapping[str, Any], result: Mapping[str, Any]
) -> Iterator[FieldConflict]:
    place = record["table"], record["id"]
    states = result.get("fields") or {}
    base, row = state.bases.get(place, {}), state.rows.get(place, {})
    for name, sides in record["fields"].items():
        if states.get(name) != "conflict":
            continue
        current = _current(result, name)
        theirs = None if current is None else current.get("value")
        mine = row.get(name)
        if current is not None and base.get(name) == theirs:
            continue  # settled since
        changed_by, changed_at = (
            (None, None) if current is None else (current.get("changed_by"), current.get("changed_at"))
        )
        yield FieldConflict(*place, name, sides.get("before"), mine, theirs, changed_by, changed_at)


def _current(result: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return ``{value, changed_by, changed_at}`` of the store's field, or ``None``."""
    current = (result.get("current") or {}).get(name)
    return current if isinstance(current, Mapping) else None


def _version(state: _State, record: Mapping[str, Any], result: Mapping[str, Any]) -> int | None:
    """Return the version the record has in the store now, as far as it is known."""
    told = result.get("row_version")
    if isinstance(told, int):
        return told
    before = record["base_version"] or 0
    applied = result.get("state") in ("applied", "partly_applied")
    known = state.versions.get((record["table"], record["id"]), 1)
    return max(known, before + 1) if applied else known


_OTHER_COPY = Text(
    "The submission was not made from a copy of the store that “{path}” comes from. The receipt was ignored.",
    "La soumission n’a pas été faite à partir d’une copie du dépôt dont provient « {path} ». L’accusé a été "
    "ignoré.",
)
