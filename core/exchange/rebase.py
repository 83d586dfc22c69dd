# SPDX-License-Identifier: GPL-2.0-or-later
"""What a receipt does to a working copy: what the store took is no longer a change of ours.

Recomputed from data, like the difference: a receipt applied twice, late, or after newer edits moves only what
still stands where the submission found it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..schema import Table, load_schema
from ..store import GeoPackageStore, Row, RowChange, WorkingCopyInfo, open_store
from ..text import Text
from .canonical_json import canonical_json
from .conflict import Choice, FieldConflict, Standing, conflicts_in, current_value, is_past
from .incoming_receipt import why_not_ours
from .motive import Motive, dropping, was_sent
from .problems import lost_base
from .working_copy import WorkingCopy, base_values

_TAKEN = ("applied", "noop")


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
    results = {result.get("seq"): result for result in receipt.get("results", ())}
    answered = [
        (record, results[record["seq"]]) for record in submission["changes"] if record["seq"] in results
    ]
    places = {(record["table"], record["id"]) for record, _ in answered}
    with open_store(working_copy.path, read_only=False) as store:
        state = _State.read(store, working_copy.path, places)
        changes: list[RowChange] = []
        moved = 0
        for record, result in answered:
            found = list(_moves(state, record, result))
            moved += bool(found)
            changes += found
        conflicts = [
            each
            for record, result in answered
            for each in conflicts_in(record, result, state.standing((record["table"], record["id"])))
        ]
        changes += dropping(store, lambda key, motive: _is_said(state, answered, key, motive))
        if changes:
            store.apply(changes)
    return Rebased(moved, tuple(conflicts))


def settle(working_copy: WorkingCopy, choices: Iterable[tuple[FieldConflict, Choice]]) -> None:
    """Settle conflicts in one transaction; either way the base becomes what the store has.

    ``mine`` keeps the working value, which is then a change against *their* value; ``theirs`` takes over
    theirs. Retyping is ``mine`` after an edit. Fields of a merge group or of a record that is decided on as
    a whole have to be given together (``conflict_units``). Raises ``StoreError``, and changes nothing then.
    """
    wanted = list(choices)
    places = {(conflict.table, conflict.id) for conflict, _ in wanted}
    with open_store(working_copy.path, read_only=False) as store:
        state = _State.read(store, working_copy.path, places)
        stamp = {"changed_at": working_copy.info.base_exported_at}
        changes = [each for conflict, choice in wanted for each in _settling(state, conflict, choice, stamp)]
        if changes:
            store.apply(changes)


def still_open(working_copy: WorkingCopy, conflicts: Sequence[FieldConflict]) -> list[FieldConflict]:
    """Return what is left of the conflicts of several receipts, whichever was read first.

    Of a field that two of them are about, the one that knows the later version of the record counts.
    """
    state = _State.read(working_copy.store, working_copy.path, {(each.table, each.id) for each in conflicts})
    latest: dict[tuple[str, str, str], FieldConflict] = {}
    for each in conflicts:
        place = each.table, each.id, each.field
        if not is_past(each, state.standing(place[:2])) and _age(each) >= _age(latest.get(place, each)):
            latest[place] = each
    return list(latest.values())


def _age(conflict: FieldConflict) -> float:
    return math.inf if conflict.row_version is None else conflict.row_version


def _settling(
    state: _State, conflict: FieldConflict, choice: Choice, stamp: Mapping[str, Any]
) -> Iterator[RowChange]:
    place = conflict.table, conflict.id
    values = {conflict.field: conflict.theirs}
    if conflict.whole == "removed":
        yield from state.without_base(place)
        if choice == "theirs" and state.rows.pop(place, None) is not None:
            yield RowChange("delete", *place, {})
        return
    if place in state.bases or conflict.whole == "insert":
        version = conflict.row_version or state.versions.get(place)
        yield state.base_change(*place, values, version)
    if choice == "mine":
        return
    if place in state.rows:
        yield RowChange("update", *place, values)
    elif conflict.whole == "delete":
        audit = {**stamp, "row_version": state.versions.get(place, 1)}
        state.rows[place] = {**audit, **state.bases.get(place, {}), **values}
        yield RowChange("insert", *place, state.rows[place])


@dataclass(frozen=True)
class _State:
    """The records of a working copy and what they were, by table and id."""

    tables: Mapping[str, Table]
    rows: dict[tuple[str, str], Row]
    bases: dict[tuple[str, str], dict[str, Any]]
    versions: dict[tuple[str, str], int]

    @classmethod
    def read(cls, store: GeoPackageStore, path: Path, places: Collection[tuple[str, str]]) -> _State:
        tables = {table.name: table for table in load_schema().submittable}
        rows = {
            (name, row["id"]): row
            for name in sorted({table for table, _ in places} & tables.keys())
            for row in store.rows(name)
            if (name, row["id"]) in places
        }
        bases, versions = {}, {}
        for line in store.rows("base_row"):
            key = line["table_name"], line["id"]
            if key not in places:
                continue
            try:
                bases[key] = dict(json.loads(line["canonical_json"]))
            except (ValueError, TypeError, RecursionError) as error:
                raise lost_base(path, repr(error)) from error
            versions[key] = line["row_version"]
        return cls(tables, rows, bases, versions)

    def standing(self, place: tuple[str, str]) -> Standing:
        """Return how a record stands."""
        return Standing(self.rows.get(place), self.bases.get(place), self.versions.get(place))

    def is_change(self, place: tuple[str, str]) -> bool:
        """Return whether a record differs from its base."""
        row, base = self.rows.get(place), self.bases.get(place)
        return (None if row is None else base_values(self.tables[place[0]], row)) != base

    def without_base(self, place: tuple[str, str]) -> Iterator[RowChange]:
        """Yield the change that forgets a base record, if there is one."""
        if self.bases.pop(place, None) is not None:
            yield RowChange("delete", "base_row", place[1], {})

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
    """A receipt says nothing about another copy: that may have been made after the store took the changes."""
    manifest, info = submission["manifest"], working_copy.info
    made_from = manifest["store"]["store_id"], manifest["store"]["base_exported_at"]
    if (*made_from, manifest["jurisdiction_code"]) == origin_of(info):
        return None
    return _OTHER_COPY.format(path=working_copy.path)


def origin_of(info: WorkingCopyInfo) -> tuple[str, str, str]:
    """Return what tells a working copy from others: store, moment of the checkout, jurisdiction."""
    return info.base_store_id, info.base_exported_at, info.jurisdiction_code


def _moves(state: _State, record: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[RowChange]:
    place = record["table"], record["id"]
    if place[0] not in state.tables:
        return
    if record["op"] == "delete":
        # A record that exists again was put back by the person: it stays a change against nothing.
        if result.get("state") in _TAKEN:
            yield from state.without_base(place)
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
        known = current_value(result, name)
        yield name, (sides["after"], sides["after"] if known is None else known.get("value"))


def _is_said(
    state: _State,
    answered: Collection[tuple[Mapping[str, Any], Mapping[str, Any]]],
    key: tuple[str, str],
    motive: Motive,
) -> bool:
    """Whether a motive has done its work: its change was taken, and it is of that change and no later one."""
    for record, result in answered:
        if (record["table"], record["id"]) == key and result.get("state") in _TAKEN:
            return was_sent(motive, record) or not state.is_change(key)
    return False


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
    "The submission was not made from the working copy “{path}”. The receipt was ignored; open the working "
    "copy that was submitted.",
    "La soumission n’a pas été faite à partir de la copie de travail «\u00a0{path}\u00a0». L’accusé a été "
    "ignoré; ouvrez la copie de travail qui a été soumise.",
)
