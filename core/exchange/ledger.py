# SPDX-License-Identifier: GPL-2.0-or-later
"""What a merge writes: records, one line per changed field, the submission with its receipt, the revision.

All of it goes to the store in one transaction, so a record never changes without the line that says why.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..schema import Schema
from ..store import Row, RowChange, StoreInfo
from .canonical_json import verified_json
from .document import Document
from .judgement import Judgement
from .key_order import has_unique_keys, in_the_way
from .receipt import Receipt

_URL_CHARS = 500
Altered = Mapping[str, tuple[Any, Any]]
"""Fields that change, with their values before and after."""


@dataclass(frozen=True)
class LedgerLine:
    """A submission that is in the ledger already: received but not merged (no ``receipt``), or merged."""

    received_at: str
    receipt: Receipt | None


@dataclass(frozen=True)
class Entry:
    """One merge, as the ledger will know it. ``superseded`` is the line of the submission it replaces."""

    document: Document
    line: LedgerLine | None
    superseded: Row | None
    info: StoreInfo
    now: str
    decided_by: str

    @property
    def revision(self) -> int:
        """The revision of the store after the merge."""
        return self.info.revision + 1

    @property
    def received_at(self) -> str:
        """When the document first reached the steward."""
        return self.now if self.line is None else self.line.received_at


def ledger_changes(
    schema: Schema, entry: Entry, receipt: Receipt, judgements: Sequence[Judgement], withdrawn: Receipt | None
) -> list[RowChange]:
    """Return everything to write, in the order in which references always have something to refer to."""
    applying = [judgement for judgement in judgements if judgement.applies]
    changes = [_submission(entry, receipt, applied=bool(applying))]
    if entry.superseded is not None and withdrawn is not None:
        changes.append(_withdrawal(entry.superseded["id"], withdrawn))
    values = {id(judgement): altered(judgement) for judgement in applying}
    changes += _records(schema, entry, applying, values)
    namespace = uuid.UUID(entry.document.submission_id)
    for judgement in applying:
        changes += _log(entry, namespace, judgement, values[id(judgement)])
    revision = {"store_revision": entry.revision, "updated_at": entry.now}
    changes.append(RowChange("update", "schema_info", entry.info.store_id, revision))
    return changes


def altered(judgement: Judgement) -> Altered:
    """Return what a judgement changes."""
    old = judgement.current or {}
    if judgement.effect == "delete":
        exchanged = judgement.change.table.exchanged_fields
        return {f.name: (old[f.name], None) for f in exchanged if old.get(f.name) is not None}
    return {
        name: (old.get(name), value)
        for name, value in judgement.written.items()
        if old.get(name) != value or (judgement.effect == "insert" and value is not None)
    }


def _records(
    schema: Schema, entry: Entry, applying: Sequence[Judgement], altered_values: Mapping[int, Altered]
) -> Iterator[RowChange]:
    order = {table.name: number for number, table in enumerate(schema.submittable)}
    by_place = sorted(applying, key=lambda judgement: order[judgement.key[0]])
    deletions = [judgement for judgement in reversed(by_place) if judgement.effect == "delete"]
    displaced = in_the_way(applying)
    gone = [judgement.key for judgement in deletions if has_unique_keys(judgement.change.table)]
    yield from (RowChange("delete", *key, {}) for key in (*gone, *sorted(displaced)))
    for judgement in by_place:
        if judgement.effect in ("insert", "update"):
            audit = {
                "row_version": judgement.next_version,
                "changed_at": entry.now,
                "changed_by_submission": entry.document.submission_id,
            }
            values = {name: after for name, (_, after) in altered_values[id(judgement)].items()}
            if judgement.key in displaced:
                whole = {**(judgement.current or {}), **values, **audit}
                known = {name: value for name, value in whole.items() if value is not None}
                yield RowChange("insert", *judgement.key, known)
            else:
                yield RowChange(judgement.effect, *judgement.key, {**values, **audit})
    for judgement in deletions:
        if not has_unique_keys(judgement.change.table):
            yield RowChange("delete", *judgement.key, {})


def _log(entry: Entry, namespace: uuid.UUID, judgement: Judgement, values: Altered) -> Iterator[RowChange]:
    change = judgement.change
    evidence = change.evidence_url
    common = {
        "submission_id": entry.document.submission_id,
        "seq": change.seq,
        "revision": entry.revision,
        "entity_table": change.table.name,
        "entity_id": change.id,
        "row_version": judgement.next_version,
        "op": "confirm" if change.op == "confirm" and judgement.effect == "update" else judgement.effect,
        "reason": change.reason,
        "evidence_url": evidence if evidence and len(evidence) <= _URL_CHARS else None,
        "changed_at": entry.now,
        "jurisdiction_code": entry.document.jurisdiction_code,
    }
    for name, (before, after) in values.items():
        key = str(uuid.uuid5(namespace, f"{entry.revision}/{change.seq}/{name}"))
        line = {**common, "field": name, "before": _text(before), "after": _text(after)}
        yield RowChange("insert", "change_log", key, line)


def _submission(entry: Entry, receipt: Receipt, *, applied: bool) -> RowChange:
    found = receipt.document
    values: dict[str, Any] = {
        "state": found["state"],
        "decided_at": found["decided_at"],
        "decided_by": found["decided_by"],
        "receipt": dict(found),
    }
    if applied:
        values["applied_revision"] = entry.revision
    document = entry.document
    if entry.line is not None:
        return RowChange("update", "submission", document.submission_id, values)
    manifest = document.manifest
    values.update(
        content_sha256=document.content_sha256,
        jurisdiction_code=document.jurisdiction_code,
        submitter=dict(manifest["submitter"]),
        created_at=manifest["created_at"],
        received_at=entry.received_at,
        base_revision=manifest["store"]["base_revision"],
        supersedes_id=document.supersedes,
        document=dict(document.content),
    )
    return RowChange("insert", "submission", document.submission_id, values)


def _withdrawal(submission_id: str, receipt: Receipt) -> RowChange:
    values = {
        "state": receipt.state,
        "decided_at": receipt.document["decided_at"],
        "receipt": dict(receipt.document),
    }
    return RowChange("update", "submission", submission_id, values)


def _text(value: object) -> str | None:
    """A value as canonical JSON: what the ledger keeps can be read back as it was."""
    if value is None:
        return None
    return verified_json(value).decode("utf-8")
