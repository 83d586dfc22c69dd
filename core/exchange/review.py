# SPDX-License-Identifier: GPL-2.0-or-later
"""What a steward looks at: the submissions of a store's ledger, and one of them change by change.

Plain data read in one go, so that it can be read in the background and shown while the store moves on. The
revision it was read at goes with it: decisions hold for that one (``Decisions.revision``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..schema import Field, Schema, Table, load_schema
from ..store import Row, Store
from ..text import Text
from ..validation.record import name_of
from .history import History
from .judgement import PENDING
from .lookalikes import LOOKALIKE_RULES, Lookalike, lookalikes
from .pending import PendingChange, PendingField, pending
from .problems import unknown_submission

RecordKey = tuple[str, str]
"""Table and id."""

_LEDGER = (
    "id",
    "jurisdiction_code",
    "submitter",
    "created_at",
    "received_at",
    "decided_at",
    "state",
    "applied_revision",
    "receipt",
)


@dataclass(frozen=True)
class InboxLine:
    """A submission of the ledger. ``summary`` counts its changes by state, ``waiting`` those that need a
    decision; ``signature`` is what its verification found."""

    id: str
    jurisdiction: Text
    submitter: str
    organization: str
    email: str
    created_at: str
    received_at: str
    decided_at: str | None
    state: str
    signature: str
    message: Text
    summary: Mapping[str, int]
    waiting: int
    applied_revision: int | None


@dataclass(frozen=True)
class Inbox:
    """The submissions of a store: those that wait first, oldest first; then the others, newest first."""

    revision: int
    lines: tuple[InboxLine, ...]

    @property
    def waiting(self) -> int:
        """How many changes need a decision."""
        return sum(line.waiting for line in self.lines)


@dataclass(frozen=True)
class ReviewField:
    """One field of a change: what the editor saw (``base``), wants (``theirs``), and what the store has now
    (``ours``), with who set that and when where it is not what the editor saw."""

    field: Field
    state: str
    base: Any
    theirs: Any
    ours: Any
    changed_by: Text | None = None
    changed_at: str | None = None

    @property
    def waits(self) -> bool:
        """Whether it needs a decision."""
        return self.state in PENDING


@dataclass(frozen=True)
class ReviewChange:
    """One change of a submission. ``exists`` is whether the store has the record now."""

    submission_id: str
    seq: int
    op: str
    table: Table = field(repr=False)
    id: str
    name: Text
    state: str
    rules: tuple[str, ...]
    message: Text
    reason: Mapping[str, Any]
    evidence: tuple[Mapping[str, Any], ...]
    effective_on: str | None
    exists: bool
    fields: tuple[ReviewField, ...]
    lookalikes: tuple[Lookalike, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether any of it needs a decision."""
        return any(each.waits for each in self.fields)

    @property
    def whole(self) -> bool:
        """Whether it is taken or left as a whole: an addition, a removal, an edit of what is gone."""
        return self.op in ("insert", "delete") or not self.exists


@dataclass(frozen=True)
class Review:
    """One submission, change by change, as the store was at ``revision``. ``names`` are of records that
    values refer to."""

    line: InboxLine
    title: Text | None
    comment: str | None
    revision: int
    changes: tuple[ReviewChange, ...]
    receipt: Mapping[str, Any] = field(repr=False)
    names: Mapping[RecordKey, Text] = field(repr=False)


def read_inbox(store: Store) -> Inbox:
    """Read the list of submissions. Raises ``StoreError``."""
    names = _jurisdictions(store)
    lines = [_line(row, names) for row in store.rows("submission", columns=_LEDGER)]
    waiting = sorted((line for line in lines if line.waiting), key=lambda line: (line.received_at, line.id))
    others = sorted((line for line in lines if not line.waiting), key=lambda line: line.received_at)
    return Inbox(store.info.revision, (*waiting, *reversed(others)))


def read_review(store: Store, submission_id: str) -> Review:
    """Read one submission. Raises ``ExchangeError`` when the ledger has none with this id, ``StoreError``."""
    schema, revision = load_schema(), store.info.revision
    row = next((each for each in store.rows("submission") if each["id"] == submission_id), None)
    if row is None or row["receipt"] is None:
        raise unknown_submission(submission_id)
    manifest = row["document"]["manifest"]
    jurisdictions = _jurisdictions(store)
    reader = _Reader(schema, store, jurisdictions)
    waiting = {each.seq: each for each in pending(store) if each.submission_id == submission_id}
    changes = tuple(
        reader.change(submission_id, record, result, waiting.get(result["seq"]))
        for record, result in zip(row["document"]["changes"], row["receipt"]["results"])
    )
    title = Text(str(manifest.get("title_en") or ""), str(manifest.get("title_fr") or ""))
    return Review(
        line=_line(row, jurisdictions),
        title=title if title.en or title.fr else None,
        comment=manifest.get("comment"),
        revision=revision,
        changes=changes,
        receipt=row["receipt"],
        names=reader.names,
    )


class _Reader:
    """Names and current rows, each table read once."""

    def __init__(self, schema: Schema, store: Store, jurisdictions: Mapping[str, Text]) -> None:
        self._schema = schema
        self._store = store
        self._history = History(store)
        self._tables: dict[str, dict[str, Row]] = {}
        self.names: dict[RecordKey, Text] = {
            ("jurisdiction", code): name for code, name in jurisdictions.items()
        }
        for table in schema.submittable:
            if "name_en" not in table.by_name:
                continue
            for row in self._rows(table.name).values():
                name = name_of(row)
                if name is not None:
                    self.names[table.name, str(row["id"])] = name

    def change(
        self,
        submission_id: str,
        record: Mapping[str, Any],
        result: Mapping[str, Any],
        waits: PendingChange | None,
    ) -> ReviewChange:
        table, key = self._schema.tables[result["table"]], str(result["id"])
        row = self._rows(table.name).get(key)
        asked = {} if waits is None else {each.name: each for each in waits.fields}
        fields = tuple(
            self._field(table.by_name[name], state, record["fields"][name], row, asked.get(name))
            for name, state in result["fields"].items()
        )
        values = {name: sides.get("after", sides.get("before")) for name, sides in record["fields"].items()}
        gone = self._history.deletion(table.name, key) if row is None else None
        similar: Sequence[Lookalike] = ()
        if waits is not None and any(rule in LOOKALIKE_RULES for rule in waits.rules):
            similar = lookalikes(self._rows(table.name).values(), {**values, "id": key})
        return ReviewChange(
            submission_id=submission_id,
            seq=result["seq"],
            op=result["op"],
            table=table,
            id=key,
            name=self._name(table.name, key, values, row or (gone.values if gone else {})),
            state=result["state"],
            rules=tuple(result["rules"]),
            message=Text(result["message_en"], result["message_fr"]),
            reason=record["reason"],
            evidence=tuple(record.get("evidence") or ()),
            effective_on=record.get("effective_on"),
            exists=row is not None,
            fields=fields,
            lookalikes=tuple(similar),
        )

    def _field(
        self, known: Field, state: str, sides: Mapping[str, Any], row: Row | None, waits: PendingField | None
    ) -> ReviewField:
        by, at = (None, None) if waits is None else (waits.changed_by, waits.changed_at)
        return ReviewField(
            field=known,
            state=state,
            base=sides.get("before"),
            theirs=sides.get("after"),
            ours=None if row is None else row.get(known.name),
            changed_by=None if not by else self.names.get(("jurisdiction", by), Text(by, by)),
            changed_at=at or None,
        )

    def _name(self, table: str, key: str, values: Mapping[str, Any], known: Mapping[str, Any]) -> Text:
        """A record's name, else that of the service point it belongs to, else its id."""
        own = name_of(known) or name_of(values)
        if own is not None:
            return own
        point = values.get("point_id") or known.get("point_id")
        return self.names.get(("service_point", str(point))) or Text(key, key)

    def _rows(self, table: str) -> Mapping[str, Row]:
        if table not in self._tables:
            self._tables[table] = {str(row["id"]): row for row in self._store.rows(table)}
        return self._tables[table]


def _jurisdictions(store: Store) -> dict[str, Text]:
    rows = store.rows("jurisdiction", columns=("code", "name_en", "name_fr"))
    return {row["code"]: name_of(row) or Text(row["code"], row["code"]) for row in rows}


def _line(row: Row, jurisdictions: Mapping[str, Text]) -> InboxLine:
    code, receipt = row["jurisdiction_code"], row["receipt"] or {}
    who = row["submitter"] if isinstance(row["submitter"], Mapping) else {}  # a sender's own words
    results = receipt.get("results", ())
    return InboxLine(
        id=row["id"],
        jurisdiction=jurisdictions.get(code, Text(code, code)),
        submitter=str(who.get("name") or ""),
        organization=str(who.get("organization") or ""),
        email=str(who.get("email") or ""),
        created_at=row["created_at"],
        received_at=row["received_at"],
        decided_at=row["decided_at"],
        state=row["state"],
        signature=str(receipt.get("signature") or "absent"),
        message=Text(str(receipt.get("message_en") or ""), str(receipt.get("message_fr") or "")),
        summary=dict(receipt.get("summary") or {}),
        waiting=0 if row["state"] == "withdrawn" else sum(map(_waits, results)),
        applied_revision=row["applied_revision"],
    )


def _waits(result: Mapping[str, Any]) -> bool:
    return any(state in PENDING for state in result["fields"].values())
