# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of validation applied to what a store would be after a merge.

Only what the merge touches is validated: the changed records, and the records beside them that rules look at
together with them. The rest of the store cannot have become worse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..progress import SILENT, Progress
from ..schema import Schema
from ..schema.model import AUDIT_FIELDS
from ..store import Row, Store
from ..text import Text
from ..validation import Finding, Register, validate_records
from ..validation.register import CHECKED_MODULES
from .judgement import Judgement

RecordKey = tuple[str, str]
ERRORS = ("error", "reject")
CROSS_ROW = ("X", "U")
"""Families of rules that another record's fate can break: what is left to ask once a record is sound."""

_IF_NEW = ("U03", "U04")
"""Rules about inserted points: for a point that was there, they count when the change brought them about."""

_LOOKED_AT = {
    "service_point": {"channel", "status", "visibility", "organization_id", "geom"},
    "service": {"status"},
    "source": {"licence"},
}
"""Fields that rules read through a reference: when one changes, what refers to it is looked at again."""

_OWNERS = {"point_id": "service_point", "service_id": "service"}
"""References to records of which rules ask what belongs to them (a call centre its telephone)."""


@dataclass
class Verdict:
    """What validation says of one change: errors, and warnings, as (rule, message)."""

    errors: list[tuple[str, Text]] = field(default_factory=list)
    warnings: list[tuple[str, Text]] = field(default_factory=list)

    def add(self, finding: Finding, *, stood_before: bool = False) -> None:
        """Count a finding. An error that stood in the record before is not this change's: it makes the change
        wait for a look, as a warning does, but does not refuse it."""
        refuses = finding.severity in ERRORS and not stood_before
        (self.errors if refuses else self.warnings).append((finding.rule, finding.message))


class StoreRows:
    """The rows of a store that rules look at, found by id, and what they would be after a merge."""

    def __init__(self, store: Store, schema: Schema, progress: Progress = SILENT) -> None:
        self._schema = schema
        self.rows: dict[str, list[Row]] = {
            table.name: store.rows(table.name, progress=progress)
            for table in schema.tables.values()
            if table.module in CHECKED_MODULES
        }
        self._by_id = {
            table.name: {row["id"]: row for row in self.rows[table.name]} for table in schema.submittable
        }

    def find(self, table: str, key: str) -> Row | None:
        """Return the row of a submittable table with this id."""
        return self._by_id[table].get(key)

    @cached_property
    def before(self) -> Register:
        """The store as it is."""
        return Register(self._schema, self.rows)

    def after(self, judgements: Sequence[Judgement]) -> Register:
        """The store as it would be with what ``judgements`` write."""
        changed: dict[str, dict[str, Row | None]] = {}
        for judgement in judgements:
            table, key = judgement.key
            changed.setdefault(table, {})[key] = self.result(judgement)
        rows: dict[str, Sequence[Row]] = dict(self.rows)
        base: dict[str, list[Row]] = {}
        for table, by_id in changed.items():
            known = self._by_id[table]
            kept = [by_id.get(row["id"], row) for row in self.rows[table]]
            added = [row for key, row in by_id.items() if key not in known]
            rows[table] = [row for row in (*kept, *added) if row is not None]
            base[table] = [known[key] for key in by_id if key in known]
        return Register(self._schema, rows, base=base)

    @staticmethod
    def result(judgement: Judgement) -> Row | None:
        """Return the record as it would be; ``None`` when it would be deleted."""
        if judgement.effect == "delete":
            return None
        start = judgement.current
        if start is None:
            start = {name: None for name in judgement.change.table.by_name}
        return {**start, "id": judgement.change.id, **judgement.written}


class Scrutiny:
    """Validates what a merge would write."""

    def __init__(self, schema: Schema, store_rows: StoreRows, today: date, progress: Progress) -> None:
        self._schema = schema
        self._store_rows = store_rows
        self._today = today
        self._progress = progress
        self._references = _references(schema)

    def verdicts(
        self, judgements: Sequence[Judgement], rules: Sequence[str] | None = None
    ) -> Iterator[tuple[Judgement, Verdict]]:
        """Yield each change about which there is something to say; ``rules`` limits what is asked."""
        after = self._store_rows.after(judgements)
        beside = {id(j): self._beside(after, j) for j in judgements}
        others = {key for keys in beside.values() for key in keys} - {j.key for j in judgements}
        keys = [j.key for j in judgements] + sorted(others)
        found = validate_records(after, keys, rules=rules, today=self._today, progress=self._progress)
        known = self._known([*others, *_to_compare(judgements, found)], rules)
        for judgement in judgements:
            verdict = Verdict()
            for finding in found.get(judgement.key, ()):
                stood_before = _said(finding) in known.get(judgement.key, ())
                if finding.rule not in _IF_NEW or not stood_before:
                    verdict.add(finding, stood_before=stood_before)
            for key in beside[id(judgement)] & others:
                for finding in found.get(key, ()):
                    if _said(finding) not in known.get(key, ()):
                        verdict.add(finding)
            if judgement.effect == "delete":
                self._dependants(after, judgement, verdict)
            if verdict.errors or verdict.warnings:
                yield judgement, verdict

    def _known(
        self, keys: Sequence[RecordKey], rules: Sequence[str] | None
    ) -> Mapping[RecordKey, set[tuple[str, str | None, str]]]:
        """Return what was found in these records before the merge."""
        if not keys:
            return {}
        found = validate_records(self._store_rows.before, keys, rules=rules, today=self._today)
        return {key: {_said(finding) for finding in findings} for key, findings in found.items()}

    def _beside(self, after: Register, judgement: Judgement) -> set[RecordKey]:
        """Return the records that rules look at together with a changed one."""
        table, key = judgement.key
        keys: set[RecordKey] = set()
        owners = [pair for pair in _OWNERS.items() if pair[0] in judgement.change.table.by_name]
        for row in (judgement.current, self._store_rows.result(judgement)) if owners else ():
            for name, owner in owners:
                value = (row or {}).get(name)
                if isinstance(value, str):
                    keys.add((owner, value))
        if judgement.effect == "update" and _LOOKED_AT.get(table, set()) & _altered(judgement):
            for other, name in self._references.get(table, ()):
                keys.update((other, str(row["id"])) for row in after.where(other, (name,), (key,)))
        return keys

    def _dependants(self, after: Register, judgement: Judgement, verdict: Verdict) -> None:
        """X02: records that would refer to a deleted one."""
        table, key = judgement.key
        count = sum(
            len(after.where(other, (name,), (key,))) for other, name in self._references.get(table, ())
        )
        count += len(after.where("external_id", ("entity_table", "entity_id"), (table, key)))
        if count:
            verdict.errors.append(("X02", self._schema.rules["X02"].message.format(count=count)))


def _references(schema: Schema) -> dict[str, list[tuple[str, str]]]:
    """Return, for each table, the (table, field) that refer to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in schema.submittable:
        for column in table.fields:
            if column.references is not None and column.name not in AUDIT_FIELDS:
                found.setdefault(column.references[0], []).append((table.name, column.name))
    return found


def _altered(judgement: Judgement) -> set[str]:
    current = judgement.current or {}
    return {name for name, value in judgement.written.items() if current.get(name) != value}


def _to_compare(
    judgements: Sequence[Judgement], found: Mapping[RecordKey, Sequence[Finding]]
) -> list[RecordKey]:
    """Return the records of which it matters what was found in them before the merge."""
    return [
        judgement.key
        for judgement in judgements
        if judgement.current is not None
        and any(f.rule in _IF_NEW or f.severity in ERRORS for f in found.get(judgement.key, ()))
    ]


def _said(finding: Finding) -> tuple[str, str | None, str]:
    return finding.rule, finding.field, finding.message.en
