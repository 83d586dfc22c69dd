# SPDX-License-Identifier: GPL-2.0-or-later
"""What a steward decided about changes that wait, as objects and as a JSON file that can be sent and kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from ..schema import Schema, load_schema
from ..store.values import canonical_text
from .code_lists import CodeMap
from .document import ReceivedChange
from .document_members import Members, is_canonical_value
from .problems import breaks_rule, undecidable
from .strict_json import read_object
from .three_way import units_of

DecisionKind = Literal["accept", "reject", "edit"]
FORMAT = "casp-decisions"
FORMAT_VERSION = "1.0"
_DEFAULT_ROLE = "steward"


@dataclass(frozen=True)
class Decision:
    """About one change of a submission, or one field of it.

    ``accept`` takes what the editor wants, ``reject`` (with a ``reason`` the editor will read) leaves the
    store as it is, ``edit`` puts the canonical ``value`` in the field instead of the editor's. A decision
    about the change (no ``field``) goes for every field that has none of its own.
    """

    submission_id: str
    seq: int
    kind: DecisionKind
    field: str | None = None
    value: Any = None
    reason: str | None = None


@dataclass(frozen=True)
class Resolution:
    """What was decided about one unit of fields: nothing (``kind`` is ``None``), to take it with
    ``edits`` in place of some values, or to refuse it."""

    kind: Literal["accept", "reject"] | None = None
    edits: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None


_UNDECIDED = Resolution()


@dataclass(frozen=True)
class Decisions:
    """Decisions of one sitting.

    ``decided_by`` is a role, never a person's name. With ``revision`` they hold for the store as it was
    then: when somebody merged meanwhile, they are refused rather than applied to what nobody looked at.
    ``codes`` says once for all changes what a code that the store does not know is to become.
    """

    items: tuple[Decision, ...] = ()
    decided_by: str = _DEFAULT_ROLE
    revision: int | None = None
    codes: CodeMap = field(default_factory=dict)

    @cached_property
    def _by_change(self) -> Mapping[tuple[str, int], Mapping[str | None, Decision]]:
        found: dict[tuple[str, int], dict[str | None, Decision]] = {}
        for item in self.items:
            found.setdefault((item.submission_id, item.seq), {})[item.field] = item
        return found

    def about(self, submission_id: str) -> Decisions:
        """Return those about one submission."""
        items = tuple(item for item in self.items if item.submission_id == submission_id)
        return replace(self, items=items)

    def on(self, submission_id: str, change: ReceivedChange) -> ChangeDecisions:
        """Return those about one change."""
        return ChangeDecisions(self._by_change.get((submission_id, change.seq), {}))

    def check(self, submission_id: str, changes: Sequence[ReceivedChange]) -> None:
        """Raise ``ExchangeError`` for a decision that does not fit the submission it is about."""
        by_seq = {change.seq: change for change in changes}
        seen: set[tuple[int, str | None]] = set()
        for item in self.items:
            if item.submission_id != submission_id:
                continue
            change = by_seq.get(item.seq)
            if change is None or (item.seq, item.field) in seen:
                raise undecidable(submission_id, item.seq, item.field)
            seen.add((item.seq, item.field))
            if not _fits(item, change):
                raise undecidable(submission_id, item.seq, item.field)
        for change in changes:
            _check_groups(submission_id, change, self.on(submission_id, change))


@dataclass(frozen=True)
class ChangeDecisions:
    """The decisions about one change: by field, and under ``None`` about the whole."""

    by_field: Mapping[str | None, Decision]

    def __bool__(self) -> bool:
        return bool(self.by_field)

    def on(self, names: Iterable[str]) -> Resolution:
        """Return what was decided about a unit of fields: for a group, the decision on any of its members."""
        if not self.by_field:
            return _UNDECIDED
        found = [self.by_field[name] for name in names if name in self.by_field]
        found = found or [item for item in [self.by_field.get(None)] if item is not None]
        if not found:
            return _UNDECIDED
        rejected = next((item for item in found if item.kind == "reject"), None)
        if rejected is not None:
            return Resolution("reject", reason=rejected.reason)
        return Resolution("accept", {str(i.field): i.value for i in found if i.kind == "edit"})

    def on_whole(self) -> Resolution:
        """Return what was decided about an insertion or a deletion, which is taken or left as a whole."""
        whole = self.by_field.get(None)
        edits = {str(i.field): i.value for i in self.by_field.values() if i.kind == "edit"}
        if whole is not None and whole.kind == "reject":
            return Resolution("reject", reason=whole.reason)
        return Resolution("accept", edits) if whole is not None or edits else _UNDECIDED


def read_decisions(data: bytes) -> Decisions:
    """Read a decisions file. Raises ``ExchangeError`` (M01, M02, M06, M09) for anything but such a file."""
    schema = load_schema()
    found = Members(schema, read_object(schema, data), "decisions")
    if (found.value.get("format"), found.value.get("format_version")) != (FORMAT, FORMAT_VERSION):
        name = f"{found.value.get('format')} {found.value.get('format_version')}"
        raise breaks_rule(schema, "M02", value=name[:80])
    found.only("format", "format_version", "decided_by", "revision", "decisions", "codes")
    revision = None if found.value.get("revision") is None else found.integer("revision")
    found.optional_text("decided_by")
    items = tuple(_read(schema, item, number) for number, item in enumerate(found.array("decisions"), 1))
    listed = found.array("codes") if "codes" in found.value else ()
    codes = dict(_code(schema, item, number) for number, item in enumerate(listed, 1))
    return Decisions(items, found.value.get("decided_by") or _DEFAULT_ROLE, revision, codes)


def write_decisions(decisions: Decisions) -> bytes:
    """Return the decisions as the content of a file that ``read_decisions`` reads."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "decided_by": decisions.decided_by,
        "revision": decisions.revision,
        "decisions": [_written(item) for item in decisions.items],
    }
    if decisions.codes:
        document["codes"] = [
            {"list": name, "from": old, "to": new} for (name, old), new in sorted(decisions.codes.items())
        ]
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8") + b"\n"


def _written(item: Decision) -> dict[str, Any]:
    written: dict[str, Any] = {
        "submission_id": item.submission_id,
        "seq": item.seq,
        "field": item.field,
        "decision": item.kind,
    }
    if item.kind == "edit":
        written["value"] = item.value
    if item.reason is not None:
        written["reason"] = item.reason
    return written


def _read(schema: Schema, item: object, number: int) -> Decision:
    members = Members(schema, item, f"decisions[{number}]")
    members.only("submission_id", "seq", "field", "decision", "value", "reason")
    members.uuid("submission_id")
    members.optional_text("field")
    members.optional_text("reason")
    members.one_of("decision", "accept", "reject", "edit")
    kind = members.value["decision"]
    if ("value" in members.value) != (kind == "edit"):
        raise members.wrong("value")
    if kind == "edit":
        members.text("field")
    if kind == "reject":
        members.text("reason")
    return Decision(
        submission_id=members.value["submission_id"],
        seq=members.integer("seq", 1),
        kind=kind,
        field=members.value.get("field"),
        value=members.value.get("value"),
        reason=members.value.get("reason"),
    )


def _code(schema: Schema, item: object, number: int) -> tuple[tuple[str, str], str]:
    """Read what one code becomes: one of the same list that is in use; a store may add to open lists."""
    members = Members(schema, item, f"codes[{number}]")
    members.only("list", "from", "to")
    domain = schema.domains.get(members.text("list"))
    if domain is None:
        raise members.unknown(members.text("list"))
    new = members.text("to")
    known = domain.by_code.get(new)
    if known.deprecated if known is not None else not domain.open:
        raise members.unknown(new)
    return (domain.name, members.text("from")), new


def _fits(item: Decision, change: ReceivedChange) -> bool:
    if item.kind == "reject" and canonical_text(item.reason or "") is None:
        return False
    if item.field is None:
        return item.kind != "edit"
    if item.field not in change.fields or change.op == "delete":
        return False
    if item.kind != "edit":
        return change.op != "insert"
    return item.value is None or is_canonical_value(change.table.by_name[item.field].type, item.value)


def _check_groups(submission_id: str, change: ReceivedChange, decisions: ChangeDecisions) -> None:
    """A group cannot be taken in part: its members' decisions must agree."""
    if not decisions:
        return
    if change.op not in ("update", "confirm"):
        whole = decisions.by_field.get(None)
        if whole is not None and whole.kind == "reject" and len(decisions.by_field) > 1:
            raise undecidable(submission_id, change.seq, None)
        return
    for names in units_of(change.table, change.fields):
        kinds = {decisions.by_field[name].kind for name in names if name in decisions.by_field}
        if "reject" in kinds and len(kinds) > 1:
            raise undecidable(submission_id, change.seq, names[0])
