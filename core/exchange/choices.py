# SPDX-License-Identifier: GPL-2.0-or-later
"""What a steward chose so far about a submission, value by value, and the decisions that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..store.values import canonical_text
from .decisions import Decision, Decisions
from .review import ReviewChange, ReviewField
from .three_way import merge_sets, units_of

Side = Literal["base", "theirs", "ours"]
Origin = Literal["base", "theirs", "ours", "both", "typed"]
"""Where a chosen value comes from; ``both`` is a set with the additions and removals of both sides."""


@dataclass(frozen=True)
class Pick:
    """The value chosen for a field."""

    origin: Origin
    value: Any


class Choices:
    """The choices about one submission. Fields of a group move together; nothing is chosen at first.

    ``ours`` is a refusal: it needs a reason, which the editor reads in the receipt.
    """

    def __init__(self, changes: Sequence[ReviewChange]) -> None:
        self._changes = {change.seq: change for change in changes if change.waits}
        self._fields = {
            seq: {each.field.name: each for each in change.fields if each.waits}
            for seq, change in self._changes.items()
        }
        self._picks: dict[int, dict[str, Pick]] = {}
        self._reasons: dict[int, str] = {}

    @property
    def total(self) -> int:
        """How many changes wait."""
        return len(self._changes)

    @property
    def decided(self) -> int:
        """For how many of them something is chosen."""
        return len(self._picks)

    def pick(self, seq: int, name: str) -> Pick | None:
        """Return what is chosen for a field."""
        return self._picks.get(seq, {}).get(name)

    def has(self, seq: int) -> bool:
        """Whether anything is chosen about a change."""
        return seq in self._picks

    def take(self, seq: int, name: str, side: Side) -> None:
        """Choose one side's value of a field, and of the fields of its group."""
        change, fields = self._changes.get(seq), self._fields.get(seq, {})
        if change is None or name not in fields:
            return
        if change.op == "delete" or (change.whole and side == "ours" and not change.exists):
            self.keep([seq]) if side != "theirs" else self.accept([seq])
            return
        if change.op == "insert" and side == "base":
            return
        self._complete(seq)
        for member in self._unit(change, name):
            self._picks[seq][member] = Pick(side, getattr(fields[member], side))

    def type(self, seq: int, name: str, value: Any) -> None:  # noqa: ANN401  (any canonical value)
        """Choose a canonical value of the steward's own; what is unchosen of the group is the editor's."""
        change, fields = self._changes.get(seq), self._fields.get(seq, {})
        if change is None or name not in fields or change.op == "delete":
            return
        self._complete(seq)
        for member in self._unit(change, name):
            self._picks[seq].setdefault(member, _accepted(fields[member]))
        self._picks[seq][name] = Pick("typed", value)

    def clear(self, seqs: Iterable[int]) -> None:
        """Choose nothing about these changes: they go on waiting."""
        for seq in seqs:
            self._picks.pop(seq, None)

    def accept(self, seqs: Iterable[int]) -> None:
        """Take all of what the editor wants; of sets that both sides changed, both sides' changes."""
        for seq in seqs:
            if seq in self._changes:
                self._picks[seq] = {name: _accepted(each) for name, each in self._fields[seq].items()}

    def keep(self, seqs: Iterable[int], reason: str | None = None) -> None:
        """Leave all as the store has it."""
        for seq in seqs:
            if seq in self._changes:
                self._picks[seq] = {n: Pick("ours", each.ours) for n, each in self._fields[seq].items()}
                if reason is not None:
                    self._reasons[seq] = reason

    def reason(self, seq: int) -> str:
        """Return why something of a change is refused, as far as it is written."""
        return self._reasons.get(seq, "")

    def set_reason(self, seq: int, text: str) -> None:
        """Say why something of a change is refused."""
        self._reasons[seq] = text

    def refuses(self, seq: int) -> bool:
        """Whether something of a change is refused, so that a reason is needed."""
        return any(item.kind == "reject" for item in self._about(seq))

    def without_reason(self) -> list[int]:
        """Return the changes of which something is refused without a reason."""
        return [seq for seq in self._picks if self.refuses(seq) and not canonical_text(self.reason(seq))]

    def decisions(self, revision: int) -> Decisions:
        """Return the decisions, for a store at this revision. What has no choice goes on waiting."""
        items = (item for seq in sorted(self._picks) for item in self._about(seq))
        return Decisions(tuple(items), revision=revision)

    def carried_to(self, changes: Sequence[ReviewChange]) -> Choices:
        """Return the same choices about the submission as it was read again; a side is its present value."""
        other = Choices(changes)
        for seq, picks in self._picks.items():
            fields = other._fields.get(seq, {})
            kept = {name: _again(pick, fields[name]) for name, pick in picks.items() if name in fields}
            if kept:
                other._picks[seq] = kept
        other._reasons = {seq: text for seq, text in self._reasons.items() if seq in other._changes}
        return other

    def _complete(self, seq: int) -> None:
        """A change that is taken as a whole has all of its values chosen, the editor's unless told else."""
        picks = self._picks.setdefault(seq, {})
        if self._changes[seq].whole:
            for name, each in self._fields[seq].items():
                picks.setdefault(name, _accepted(each))

    def _unit(self, change: ReviewChange, name: str) -> tuple[str, ...]:
        units = units_of(change.table, tuple(self._fields[change.seq]))
        return next(names for names in units if name in names)

    def _about(self, seq: int) -> Iterator[Decision]:
        picks = self._picks.get(seq)
        if picks is None:
            return
        change = self._changes[seq]
        if not change.whole:
            for names in units_of(change.table, tuple(self._fields[seq])):
                if all(name in picks for name in names):
                    yield from self._about_unit(change, names)
        else:
            yield from self._about_whole(change)

    def _about_unit(self, change: ReviewChange, names: Sequence[str]) -> Iterator[Decision]:
        picks, fields = self._picks[change.seq], self._fields[change.seq]
        wanted = {name: _accepted(fields[name]).value for name in names}
        if all(picks[name].value == wanted[name] for name in names):
            kind: Literal["accept", "reject"] = "accept"
        elif all(picks[name].value == fields[name].ours for name in names):
            kind = "reject"
        else:
            for name in names:
                yield self._edit(change, name, picks[name], wanted[name])
            return
        for name in names:
            yield self._item(change, kind, name)

    def _about_whole(self, change: ReviewChange) -> Iterator[Decision]:
        picks, fields = self._picks[change.seq], self._fields[change.seq]
        if all(pick.origin == "ours" for pick in picks.values()):
            yield self._item(change, "reject", None)
            return
        yield self._item(change, "accept", None)
        if change.op == "delete":
            return
        for name, pick in picks.items():
            if pick.value != fields[name].theirs:
                yield self._edit(change, name, pick, fields[name].theirs)

    def _edit(self, change: ReviewChange, name: str, pick: Pick, wanted: object) -> Decision:
        if pick.value == wanted:
            return self._item(change, "accept", name)
        return Decision(change.submission_id, change.seq, "edit", name, value=pick.value)

    def _item(self, change: ReviewChange, kind: Literal["accept", "reject"], name: str | None) -> Decision:
        reason = canonical_text(self.reason(change.seq)) if kind == "reject" else None
        return Decision(change.submission_id, change.seq, kind, name, reason=reason)


def _accepted(each: ReviewField) -> Pick:
    """What accepting a field gives."""
    if each.field.type == "set" and each.ours not in (each.base, each.theirs):
        merged = merge_sets(each.ours, each.base, each.theirs)
        if merged != each.theirs:
            return Pick("both", merged)
    return Pick("theirs", each.theirs)


def _again(pick: Pick, each: ReviewField) -> Pick:
    if pick.origin == "typed":
        return pick
    return _accepted(each) if pick.origin == "both" else Pick(pick.origin, getattr(each, pick.origin))
