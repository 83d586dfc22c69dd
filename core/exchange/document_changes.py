# SPDX-License-Identifier: GPL-2.0-or-later
"""One change of a received document (section C3 of the schema)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..schema import Schema, Table
from .document_members import Members, is_canonical_value
from .problems import breaks_rule

_MEMBERS = (
    "seq",
    "op",
    "table",
    "id",
    "base_version",
    "fields",
    "reason",
    "evidence",
    "source_id",
    "effective_on",
    "edited_at",
)
_CONFIRMED = ("verified_on", "verified_method")
_MOST_EVIDENCE = 5
_SIDES = {"insert": frozenset(("after",)), "delete": frozenset(("before",))}
_BOTH_SIDES = frozenset(("before", "after"))


def check_change(schema: Schema, record: object, seq: int, *, is_older: bool) -> None:
    """Raise ``ExchangeError`` (M01, M09, M13) for a change that is not as it must be at place ``seq``.

    ``is_older`` says that the document follows an older version of the schema, which lacked some fields.
    """
    change = Members(schema, record, f"changes[{seq}]")
    change.only(*_MEMBERS)
    if change.integer("seq", 1) != seq:
        raise change.wrong("seq", "the numbers have gaps")
    op, name = change.text("op"), change.text("table")
    if op not in schema.domains["op"].by_code:
        raise change.unknown(op)
    table = schema.tables.get(name)
    if table is None or not table.submittable:
        raise change.unknown(name)
    change.uuid("id")
    change.one_of("base_version", None) if op == "insert" else change.integer("base_version", 0)
    _check_fields(change, table, op, is_older=is_older)
    _check_reason(change)
    _check_evidence(change)
    if change.value.get("source_id") is not None:
        change.uuid("source_id")
    for member, kind in (("effective_on", "date"), ("edited_at", "datetime")):
        if change.value.get(member) is not None:
            change.moment(member, kind)


def _check_fields(change: Members, table: Table, op: str, *, is_older: bool) -> None:
    fields = change.members("fields")
    sides = _SIDES.get(op, _BOTH_SIDES)
    changed_groups = set()
    for name in fields.value:
        field = table.exchanged_by_name.get(name)
        if field is None:
            raise fields.unknown(f"{table.name}.{name}")
        values = fields.value[name]
        if not isinstance(values, (dict, Mapping)) or values.keys() != sides:
            fields.members(name).only("before", "after")
            raise fields.wrong(name, f"needs {' and '.join(sorted(sides))}")
        before, after = values.get("before"), values.get("after")
        # What was wrong in the store may stand in ``before``, and in a guard; nobody adds to it.
        added = after is not None and (after != before or "before" not in sides)
        if added and not is_canonical_value(field.type, after):
            raise fields.wrong(name, f"not a canonical {field.type}")
        if before != after and len(sides) > 1:
            changed_groups.add(field.merge_group)
    _check_groups(fields, table, changed_groups - {None}, may_lack=is_older)
    if op == "confirm":
        _check_confirmation(fields, table)


def _check_groups(fields: Members, table: Table, groups: Collection[str | None], *, may_lack: bool) -> None:
    """A group of which a member changes is sent whole, but for a field that the document may not know."""
    for field in table.exchanged_fields if groups else ():
        is_excused = may_lack and not field.required
        if field.merge_group in groups and field.name not in fields.value and not is_excused:
            raise fields.wrong(field.name, f"the group {field.merge_group} is not whole")


def _check_confirmation(fields: Members, table: Table) -> None:
    if set(fields.value) != set(_CONFIRMED) or "verified_on" not in table.by_name:
        raise fields.wrong("verified_on", "a confirmation carries the verification and nothing else")
    if fields.value["verified_on"]["after"] is None:
        raise fields.wrong("verified_on")


def _check_reason(change: Members) -> None:
    reason = change.value.get("reason")
    if not reason or not isinstance(reason, dict) or not reason.get("code"):
        raise breaks_rule(change.schema, "M13", change.where)
    members = change.members("reason")
    members.only("code", "text", "lang")
    code = members.text("code")
    if code not in change.schema.domains["reason"].by_code:
        raise members.unknown(code)
    if code in change.schema.submission["reasons_needing_text"] and not reason.get("text"):
        raise breaks_rule(change.schema, "M13", change.where)
    members.optional_text("text")
    members.optional_text("lang")


def _check_evidence(change: Members) -> None:
    if change.value.get("evidence") is None:
        return
    items = change.array("evidence")
    if len(items) > _MOST_EVIDENCE:
        raise breaks_rule(change.schema, "M06", change.where, limit=f"evidence ≤ {_MOST_EVIDENCE}")
    for number, item in enumerate(items, start=1):
        evidence = Members(change.schema, item, f"{change.where}.evidence[{number}]")
        evidence.only("url", "accessed_on", "note")
        evidence.text("url")
        evidence.optional_text("note")
        if evidence.value.get("accessed_on") is not None:
            evidence.moment("accessed_on", "date")
