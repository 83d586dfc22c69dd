# SPDX-License-Identifier: GPL-2.0-or-later
"""One change on its way through the merge: what would be written, and what becomes of each field."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ..store import Row
from ..text import Text
from .document import ReceivedChange

FieldState = Literal["applied", "noop", "conflict", "held", "rejected"]
ChangeState = Literal["applied", "partly_applied", "noop", "conflict", "held", "rejected"]
PENDING = ("held", "conflict")
"""States that wait for a decision."""

WHOLE = ""
"""In ``Judgement.states``, what stands for an insertion or a deletion: it has no fields of its own."""


@dataclass
class Judgement:
    """What the merge makes of one change.

    ``effect`` is what would be done to the record and ``values`` what it would hold, as far as ``states``
    says ``applied``; after the first look only ``stop`` changes them. ``accepted`` are the states' names on
    which the steward decided, ``edits`` the steward's own values. ``previous`` are the states of an earlier
    merge of the same submission.
    """

    change: ReceivedChange
    current: Row | None
    effect: Literal["insert", "update", "delete"] | None = None
    values: dict[str, Any] = dataclasses.field(default_factory=dict)
    states: dict[str, FieldState] = dataclasses.field(default_factory=dict)
    accepted: set[str] = dataclasses.field(default_factory=set)
    edits: dict[str, Any] = dataclasses.field(default_factory=dict)
    differing: set[str] = dataclasses.field(default_factory=set)
    rules: list[str] = dataclasses.field(default_factory=list)
    messages: list[Text] = dataclasses.field(default_factory=list)
    previous: Mapping[str, FieldState] = dataclasses.field(default_factory=dict)
    row_version: int | None = None
    _written: dict[str, Any] | None = dataclasses.field(default=None, init=False, repr=False, compare=False)

    @cached_property
    def key(self) -> tuple[str, str]:
        """Table and id of the record."""
        return self.change.table.name, self.change.id

    @property
    def applies(self) -> bool:
        """Whether anything would be written."""
        return self.effect is not None and "applied" in self._fresh().values()

    @property
    def written(self) -> dict[str, Any]:
        """The values that would be written: those of the fields that are applied now; not to be changed."""
        if self._written is None:
            self._written = self._to_write()
        return self._written

    def _to_write(self) -> dict[str, Any]:
        if WHOLE in self.states or self.effect == "insert":
            return self.values
        fresh = self._fresh()
        return {name: value for name, value in self.values.items() if fresh.get(name) == "applied"}

    @property
    def next_version(self) -> int:
        """The version of the record once this is written: the one that goes, for a deletion."""
        if self.row_version is not None:
            return self.row_version
        version = 0 if self.current is None else int(self.current.get("row_version") or 0)
        return version if self.effect == "delete" else version + 1

    @property
    def state(self) -> ChangeState:
        """The state of the change as a whole."""
        found = set(self.states.values())
        for pending in ("conflict", "held"):
            if pending in found:
                return "partly_applied" if "applied" in found else pending
        if "applied" in found:
            return "partly_applied" if "rejected" in found else "applied"
        return "rejected" if "rejected" in found else "noop"

    @property
    def field_states(self) -> dict[str, FieldState]:
        """The state of every field of the change."""
        if WHOLE in self.states:
            return {name: self.states[WHOLE] for name in self.change.fields}
        return dict(self.states)

    def note(self, rule: str | None, message: Text) -> None:
        """Remember a rule that had its say, and what it says; once."""
        if rule is not None and rule not in self.rules:
            self.rules.append(rule)
        if message not in self.messages:
            self.messages.append(message)

    def undecided(self) -> list[str]:
        """Return the names that would be applied without anybody having decided on them."""
        return [n for n, s in self._fresh().items() if s == "applied" and n not in self.accepted]

    def stop(self, names: Iterable[str], state: FieldState) -> None:
        """Do not write these after all."""
        self._written = None
        for name in names:
            self.states[name] = state

    def stop_all(self, state: FieldState) -> None:
        """Write nothing of what would be applied now."""
        self.stop([name for name, found in self._fresh().items() if found == "applied"], state)

    def _fresh(self) -> dict[str, FieldState]:
        """The states that this merge decides: what an earlier one settled is not written again."""
        if not self.previous:
            return self.states
        return {n: s for n, s in self.states.items() if self.previous.get(n) in (None, *PENDING)}
