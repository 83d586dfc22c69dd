# SPDX-License-Identifier: GPL-2.0-or-later
"""The inverse of a merged submission, as a new submission document: history is added to, never taken away."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import cached_property
from typing import Any

from ..errors import ExchangeError
from ..schema import Schema, Table, load_schema
from ..schema.model import AUDIT_FIELDS
from ..store import Row, Store, StoreInfo
from ..store.values import canonical_datetime
from ..text import Plural, Text
from .canonical_json import canonical_json, sha256_hex
from .document import Document, document_of
from .problems import unknown_submission
from .submission import Submitter, Tool

RecordKey = tuple[str, str]


@dataclass(frozen=True)
class Obstacle:
    """A record that was edited after the submission to be reverted, and by which submission."""

    table: str
    id: str
    fields: tuple[str, ...]
    submission_id: str | None
    changed_at: str | None


class RevertBlockedError(ExchangeError):
    """Later edits touch what a submission changed; ``obstacles`` lists them."""

    def __init__(self, submission_id: str, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        listed = "; ".join(f"{o.table} {o.id} ({', '.join(o.fields) or '–'})" for o in self.obstacles)
        super().__init__(_EDITED_SINCE.of(len(self.obstacles), id=submission_id, listed=listed))


@dataclass
class _Trace:
    """What a submission did to one record, over all the sittings in which it was decided."""

    table: Table
    id: str
    existed: bool
    exists: bool
    fields: dict[str, list[Any]] = field(default_factory=dict)
    last_revision: int = 0


def revert(
    store: Store,
    submission_id: str,
    *,
    submitter: Submitter,
    tool: Tool,
    reverting_id: str | None = None,
    now: datetime | None = None,
) -> Document:
    """Return the document that undoes a merged submission. It is merged like any other.

    It deletes what was inserted, inserts what was deleted and puts the former values back, groups whole, in
    the name of the same jurisdiction. Raises ``RevertBlockedError`` when a later edit touches the same
    fields or refers to what would be deleted, ``ExchangeError`` when the ledger has no such submission or
    nothing of it was applied.
    """
    schema = load_schema()
    line = next(
        (
            row
            for row in store.rows("submission", columns=("id", "jurisdiction_code"))
            if row["id"] == submission_id
        ),
        None,
    )
    if line is None:
        raise unknown_submission(submission_id)
    log = sorted(store.rows("change_log"), key=lambda each: int(each["revision"]))
    traces = _traces(schema, [each for each in log if each["submission_id"] == submission_id])
    if not traces:
        raise _nothing_applied(submission_id)
    rows = _Rows(store, schema)
    revisions = {(trace.table.name, trace.id): trace.last_revision for trace in traces}
    later: dict[RecordKey, list[Row]] = {}
    for each in log:
        key = (each["entity_table"], each["entity_id"])
        if each["submission_id"] != submission_id and each["revision"] > revisions.get(key, each["revision"]):
            later.setdefault(key, []).append(each)
    undone = {(trace.table.name, trace.id) for trace in traces if not trace.existed}
    obstacles = [
        obstacle
        for trace in traces
        for obstacle in _obstacles(trace, later.get((trace.table.name, trace.id), ()), rows, undone)
    ]
    if obstacles:
        raise RevertBlockedError(submission_id, obstacles)
    order = {table.name: number for number, table in enumerate(schema.submittable)}
    records = [record for record in (_inverse(t, rows.find(t), submission_id) for t in traces) if record]
    records.sort(key=lambda r: (r["op"] == "delete", order[r["table"]] * (-1 if r["op"] == "delete" else 1)))
    numbered = [{"seq": seq, **record} for seq, record in enumerate(records, start=1)]
    moment = canonical_datetime(now or datetime.now(timezone.utc))
    manifest = _manifest(store.info, line, submission_id, moment)
    manifest["submission_id"] = reverting_id or str(uuid.uuid4())
    manifest["submitter"] = {
        name: getattr(submitter, name) for name in ("name", "email", "role", "organization")
    }
    manifest["tool"] = {name: getattr(tool, name) for name in ("name", "version", "host")}
    return _document(schema, manifest, numbered)


class _Rows:
    """Rows by table and id, and what refers to them; each table read once."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self._store = store
        self._schema = schema
        self._tables: dict[str, dict[str, Row]] = {}

    def find(self, trace: _Trace) -> Row | None:
        return self._table(trace.table.name).get(trace.id)

    def referring(self, table: str, key: str) -> Sequence[RecordKey]:
        """Return the records that refer to this one."""
        return self._references.get((table, key), ())

    @cached_property
    def _references(self) -> Mapping[RecordKey, list[RecordKey]]:
        found: dict[RecordKey, list[RecordKey]] = {}
        for table in self._schema.submittable:
            for row in self._table(table.name).values():
                targets = [
                    (column.references[0], str(row[column.name]))
                    for column in table.fields
                    if column.references is not None and column.name not in AUDIT_FIELDS
                ]
                if table.name == "external_id":
                    targets.append((str(row["entity_table"]), str(row["entity_id"])))
                for target in targets:
                    found.setdefault(target, []).append((table.name, str(row["id"])))
        return found

    def _table(self, name: str) -> Mapping[str, Row]:
        if name not in self._tables:
            self._tables[name] = {row["id"]: row for row in self._store.rows(name)}
        return self._tables[name]


def _traces(schema: Schema, lines: Sequence[Row]) -> list[_Trace]:
    traces: dict[RecordKey, _Trace] = {}
    for line in lines:
        key = (line["entity_table"], line["entity_id"])
        trace = traces.get(key)
        if trace is None:
            table = schema.tables[key[0]]
            trace = traces[key] = _Trace(table, key[1], existed=line["op"] != "insert", exists=True)
        trace.exists = line["op"] != "delete"
        trace.last_revision = int(line["revision"])
        before, after = _value(line["before"]), _value(line["after"])
        trace.fields.setdefault(line["field"], [before, after])[1] = after
    return list(traces.values())


def _obstacles(
    trace: _Trace, later: Sequence[Row], rows: _Rows, undone: Collection[RecordKey]
) -> Iterator[Obstacle]:
    """Yield what stands in the way of undoing a trace. ``later`` are the ledger's lines about the record that
    came after it, ``undone`` the records that will be deleted with it."""
    deletes = not trace.existed
    names = _with_groups(trace.table, trace.fields)
    by_submission: dict[str, list[Row]] = {}
    for line in later:
        if deletes or line["op"] in ("insert", "delete") or line["field"] in names:
            by_submission.setdefault(line["submission_id"], []).append(line)
    for other, lines in by_submission.items():
        fields = tuple(str(line["field"]) for line in lines)
        yield Obstacle(trace.table.name, trace.id, fields, other, lines[-1]["changed_at"])
    differing = None if by_submission else _differing(trace, rows.find(trace))
    if differing is not None:  # edited by something that keeps no ledger
        yield Obstacle(trace.table.name, trace.id, differing, None, None)
    if deletes and trace.exists:
        for table, key in rows.referring(trace.table.name, trace.id):
            if (table, key) not in undone:
                yield Obstacle(table, key, (), None, None)


def _differing(trace: _Trace, row: Row | None) -> tuple[str, ...] | None:
    """Return the fields that are not as the submission left them; ``None`` when all are."""
    if (row is not None) != trace.exists:
        return ()
    if row is None:
        return None
    fields = tuple(name for name, (_, after) in trace.fields.items() if row.get(name) != after)
    return fields or None


def _inverse(trace: _Trace, row: Row | None, submission_id: str) -> dict[str, Any] | None:
    """Return the change that undoes a trace, without its number; ``None`` for what undid itself."""
    if not trace.existed and not trace.exists:
        return None
    reason = {"code": "correction", "text": f"↶ {submission_id}"}
    common = {"table": trace.table.name, "id": trace.id, "reason": reason}
    exchanged = [column.name for column in trace.table.exchanged_fields]
    if row is None:
        values = {name: before for name, (before, _) in trace.fields.items() if before is not None}
        fields = {name: {"after": values[name]} for name in exchanged if name in values}
        return {"op": "insert", "base_version": None, "fields": fields, **common}
    version = {"base_version": int(row["row_version"]), **common}
    if not trace.existed:
        fields = {name: {"before": row[name]} for name in exchanged if row[name] is not None}
        return {"op": "delete", "fields": fields, **version}
    names = _with_groups(trace.table, trace.fields)
    fields = {
        name: {"before": row[name], "after": trace.fields.get(name, [row[name]])[0]}
        for name in exchanged
        if name in names
    }
    return {"op": "update", "fields": fields, **version}


def _with_groups(table: Table, names: Mapping[str, Any]) -> set[str]:
    groups = {table.by_name[name].merge_group for name in names} - {None}
    return set(names) | {column.name for column in table.fields if column.merge_group in groups}


def _manifest(info: StoreInfo, line: Row, submission_id: str, moment: str) -> dict[str, Any]:
    return {
        "schema": {"id": load_schema().name, "version": info.schema_version, "sha256": info.schema_sha256},
        "store": {
            "store_id": info.store_id,
            "base_revision": info.revision,
            "base_exported_at": moment,
        },
        "jurisdiction_code": line["jurisdiction_code"],
        "statement": {"authorized": True, "licence": "unknown", "text_lang": None},
        "created_at": moment,
        "title_en": f"Reverts submission {submission_id}",
        "title_fr": f"Annule la soumission {submission_id}",
        "comment": None,
        "reply_language": None,
        "supersedes": None,
    }


def _document(schema: Schema, manifest: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> Document:
    counts = {op: sum(record["op"] == op for record in records) for op in schema.domains["op"].by_code}
    content = {
        "format": schema.submission["format"],
        "format_version": schema.submission["format_version"],
        "manifest": {**manifest, "counts": counts},
        "changes": list(records),
    }
    digest = sha256_hex(canonical_json(content))
    return document_of({**content, "integrity": {"alg": "sha-256", "content_sha256": digest}})


def _value(text: str | None) -> object:
    return None if text is None else json.loads(text)


def _nothing_applied(submission_id: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "Nothing of the submission {id} was applied, so there is nothing to revert.",
            "Rien de la soumission {id} n’a été appliqué; il n’y a donc rien à annuler.",
        ).format(id=submission_id)
    )


_EDITED_SINCE = Plural(
    Text(
        "The submission {id} cannot be reverted: {n} record was edited or referred to since. Revert the "
        "later submissions first, or correct the record by hand: {listed}",
        "La soumission {id} ne peut pas être annulée\u00a0: {n} fiche a été modifiée ou citée depuis. "
        "Annulez d’abord les soumissions ultérieures, ou corrigez la fiche à la main\u00a0: {listed}",
    ),
    Text(
        "The submission {id} cannot be reverted: {n} records were edited or referred to since. Revert the "
        "later submissions first, or correct the records by hand: {listed}",
        "La soumission {id} ne peut pas être annulée\u00a0: {n} fiches ont été modifiées ou citées depuis. "
        "Annulez d’abord les soumissions ultérieures, ou corrigez les fiches à la main\u00a0: {listed}",
    ),
)
