# SPDX-License-Identifier: GPL-2.0-or-later
"""The first look at each change: three-way merge, decisions of the steward, records that are gone or there
already. Rules of validation and policy come after it (``scrutiny``, ``holding``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..schema import Schema
from ..store import Row
from ..text import Text
from .decisions import ChangeDecisions, Resolution
from .document import ReceivedChange
from .history import History
from .judgement import PENDING, WHOLE, FieldState, Judgement
from .three_way import Unit, three_way


class Judge:
    """Judges changes against the rows and the ledger of a store."""

    def __init__(self, schema: Schema, history: History) -> None:
        self._schema = schema
        self._history = history

    def judge(
        self,
        change: ReceivedChange,
        current: Row | None,
        decisions: ChangeDecisions,
        previous: Mapping[str, FieldState],
    ) -> Judgement:
        """Return what becomes of a change, as far as the record alone can tell.

        ``previous`` are the fields' states when this submission was merged before: what was settled then
        stays, what was pending is judged anew.
        """
        whole = change.op in ("insert", "delete")
        if whole:
            states = set(previous.values())
            before = {WHOLE: next(iter(states))} if states else {}
        else:
            before = dict(previous)
        judgement = Judgement(change, current, previous=before)
        judgement.states.update(before)
        if whole and before.get(WHOLE) not in (None, *PENDING):
            return judgement
        if change.op == "insert":
            self._insert(judgement, decisions)
        elif change.op == "delete":
            self._delete(judgement, decisions)
        else:
            self._update(judgement, decisions)
        return judgement

    def _insert(self, judgement: Judgement, decisions: ChangeDecisions) -> None:
        change, current = judgement.change, judgement.current
        resolution = decisions.on_whole()
        after = {name: sides["after"] for name, sides in change.fields.items()}
        taken = self._taken(judgement)
        if current is not None and (taken or _equal(judgement, after)):
            judgement.states[WHOLE] = "noop"
            return
        if current is None:
            judgement.effect = "insert"
            judgement.values = {n: v for n, v in {**after, **resolution.edits}.items() if v is not None}
            deletion = self._history.deletion(*judgement.key)
            if deletion is not None:  # versions go on: a change of the record that was is none of this one
                judgement.row_version = deletion.row_version + 1
            if taken and deletion is not None:  # sent again by mistake, or meant: only a person can tell
                judgement.note("C02", self._schema.rules["C02"].message.format(date=deletion.at[:10]))
            self._resolve_whole(judgement, resolution, "held" if taken else "applied")
            return
        # The record becomes what the editor sent, if the steward says so: nothing of it is sent as null.
        judgement.effect = "update"
        blank = {field.name: None for field in change.table.exchanged_fields}
        judgement.values = {**blank, **after, **resolution.edits}
        judgement.differing = {name for name in change.fields if current.get(name) != after[name]}
        judgement.note("U01", self._schema.rules["U01"].message)
        self._resolve_whole(judgement, resolution, "conflict")

    def _delete(self, judgement: Judgement, decisions: ChangeDecisions) -> None:
        change, current = judgement.change, judgement.current
        if current is None or self._taken(judgement):
            judgement.states[WHOLE] = "noop"
            return
        judgement.effect = "delete"
        before = {name: sides["before"] for name, sides in change.fields.items()}
        same = _equal(judgement, before) and current.get("row_version") == change.base_version
        if not same:
            judgement.differing = {name for name in change.fields if current.get(name) != before[name]}
            judgement.note("C03", self._schema.rules["C03"].message)
        self._resolve_whole(judgement, decisions.on_whole(), "applied" if same else "conflict")

    def _resolve_whole(self, judgement: Judgement, resolution: Resolution, state: FieldState) -> None:
        if resolution.kind == "reject":
            judgement.states[WHOLE] = "rejected"
            judgement.note(None, _said(resolution))
            return
        judgement.states[WHOLE] = state
        if resolution.kind == "accept":
            judgement.states[WHOLE] = "applied"
            judgement.accepted.add(WHOLE)
            judgement.edits = dict(resolution.edits)

    def _update(self, judgement: Judgement, decisions: ChangeDecisions) -> None:
        change, current = judgement.change, judgement.current
        pending = {
            name: sides
            for name, sides in change.fields.items()
            if judgement.previous.get(name) in (None, *PENDING)
        }
        taken = self._history.taken(change.hash)
        judgement.states.update({name: "noop" for name in pending if name in taken})
        pending = {name: sides for name, sides in pending.items() if name not in taken}
        if not pending:
            return
        if current is None:
            self._missing(judgement, decisions, pending)
            return
        judgement.effect = "update"
        for unit in three_way(change.table, current, pending):
            if change.op == "confirm" and not _newer(change, current):
                judgement.states.update({name: "noop" for name in unit.names})
            else:
                self._unit(judgement, unit, decisions.on(unit.names))

    def _unit(self, judgement: Judgement, unit: Unit, resolution: Resolution) -> None:
        change, names = judgement.change, unit.names
        if unit.state == "conflict":
            judgement.differing.update(unit.differing)
        if resolution.kind == "reject":
            judgement.states.update({name: "rejected" for name in names})
            judgement.note(None, _said(resolution))
            return
        edited = any(
            judgement.current is None or judgement.current.get(name) != value
            for name, value in resolution.edits.items()
        )
        if unit.state == "noop" and not edited:
            judgement.states.update({name: "noop" for name in names})
            return
        if unit.state == "conflict" and resolution.kind is None:
            judgement.states.update({name: "conflict" for name in names})
            for name in unit.differing:
                judgement.note("C01", self._changed_by(judgement, name))
            return
        judgement.states.update({name: "applied" for name in names})
        theirs = {name: change.fields[name].get("after") for name in names}
        judgement.values.update({**theirs, **unit.values, **resolution.edits})
        if resolution.kind == "accept":
            judgement.accepted.update(names)
            judgement.edits.update(resolution.edits)

    def _missing(
        self, judgement: Judgement, decisions: ChangeDecisions, pending: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """An update or confirmation of a record that is not there."""
        deletion = self._history.deletion(*judgement.key)
        if deletion is None:
            judgement.states.update({name: "rejected" for name in pending})
            message = self._schema.rules["X01"].message
            judgement.note("X01", message.format(field=Text("Identifier", "Identifiant")))
            return
        resolution = decisions.on(pending)
        judgement.note("C02", self._schema.rules["C02"].message.format(date=deletion.at[:10]))
        if resolution.kind == "reject":
            judgement.states.update({name: "rejected" for name in pending})
            judgement.note(None, _said(resolution))
        elif resolution.kind == "accept":  # the record comes back as it was, with the editor's change
            judgement.effect = "insert"
            after = {name: sides.get("after") for name, sides in pending.items()}
            judgement.values = {**deletion.values, **after, **resolution.edits}
            judgement.row_version = deletion.row_version + 1
            judgement.states.update({name: "applied" for name in pending})
            judgement.accepted.update(pending)
            judgement.edits = dict(resolution.edits)
        else:
            judgement.states.update({name: "conflict" for name in pending})

    def _taken(self, judgement: Judgement) -> bool:
        """Whether the same change was applied before, in whichever submission."""
        return bool(self._history.taken(judgement.change.hash))

    def _changed_by(self, judgement: Judgement, name: str) -> Text:
        last = self._history.last_change(*judgement.key, name, judgement.current)
        return self._schema.rules["C01"].message.format(
            field=judgement.change.table.by_name[name].label, who=last.by, date=last.at[:10]
        )


def _equal(judgement: Judgement, values: Mapping[str, Any]) -> bool:
    current = judgement.current or {}
    return all(
        current.get(field.name) == values.get(field.name) for field in judgement.change.table.exchanged_fields
    )


def _newer(change: ReceivedChange, current: Row) -> bool:
    return str(change.fields["verified_on"]["after"]) > str(current.get("verified_on") or "")


def _said(resolution: Resolution) -> Text:
    """The steward's own words, in the language they were written in."""
    return Text(resolution.reason or "", resolution.reason or "")
