# SPDX-License-Identifier: GPL-2.0-or-later
"""The stewards' answer to one submission: read into the working copy it was made from, and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..schema import load_schema
from ..store import GeoPackageStore
from ..text import Text
from ..validation.record import name_of
from .conflict import ConflictUnit, conflict_units
from .incoming_receipt import waits
from .motive import RecordKey
from .outbox import Outbox
from .rebase import Rebased, apply_receipt
from .working_copy import open_working_copy

_NAMING = ("name_en", "name_fr", "title_en", "title_fr")
_ALWAYS = ("service_point", "jurisdiction")


@dataclass(frozen=True)
class ChangeAnswer:
    """What became of one change. ``state`` is a code of ``change_state``, ``message`` the stewards' words."""

    seq: int
    op: str
    table: str
    id: str
    name: Text
    state: str
    message: Text


@dataclass(frozen=True)
class Answer:
    """A receipt in words. ``applied`` is what it did to the working copy, ``None`` when it was not read in.

    ``state`` is a code of ``submission_state``, ``field_states`` those of ``change_state`` that some field
    is in; ``units`` are what the editor has to choose between; ``names`` are those of the records that the
    answer names, or whose identifiers its values are.
    """

    submission_id: str
    state: str
    waits: bool
    message: Text
    received_at: str
    decided_at: str | None
    decided_by: str | None
    changes: tuple[ChangeAnswer, ...]
    applied: Rebased | None = None
    units: tuple[ConflictUnit, ...] = ()
    names: Mapping[RecordKey, Text] = field(default_factory=dict)
    field_states: frozenset[str] = frozenset()


def read_answer(outbox: Outbox, submission_id: str, working_copy: str | Path | None) -> Answer | None:
    """Read the receipt of a submission into its working copy, and return what it says; ``None`` without one.

    Reading it again changes nothing more, and finds what is still left to choose. Without ``working_copy``
    it is only told, and does not count as read.

    Raises ``ExchangeError`` (unknown, damaged), ``StoreError`` when the working copy cannot be written; it is
    then not read.
    """
    receipt, document = outbox.receipt(submission_id), outbox.document(submission_id)
    if receipt is None:
        return None
    applied: Rebased | None = None
    units: tuple[ConflictUnit, ...] = ()
    names: Mapping[RecordKey, Text] = {}
    if working_copy is not None:
        with open_working_copy(working_copy) as copy:
            applied = apply_receipt(copy, receipt, document)
            units = tuple(conflict_units(applied.conflicts, load_schema().tables))
            names = _names(copy.store, document)
    if applied is not None and applied.ignored is None:
        outbox.mark_read(submission_id)
    records = {record["seq"]: record for record in document["changes"]}
    answered = [result for result in receipt["results"] if result["seq"] in records]
    changes = [_change(result, records[result["seq"]], names) for result in answered]
    return Answer(
        submission_id,
        receipt["state"],
        waits(receipt),
        _said(receipt),
        receipt["received_at"],
        receipt["decided_at"],
        receipt["decided_by"],
        tuple(changes),
        applied,
        units,
        names,
        frozenset(state for result in answered for state in result["fields"].values()),
    )


def _change(
    result: Mapping[str, Any], record: Mapping[str, Any], names: Mapping[RecordKey, Text]
) -> ChangeAnswer:
    key = record["table"], record["id"]
    name = names.get(key) or _own_name(record, names)
    return ChangeAnswer(result["seq"], record["op"], *key, name, result["state"], _said(result))


def _said(members: Mapping[str, Any]) -> Text:
    return Text(members["message_en"], members["message_fr"])


def _own_name(record: Mapping[str, Any], names: Mapping[RecordKey, Text]) -> Text:
    """Return the name a change gives its record, else that of the point it belongs to, else its kind."""
    values = {name: sides.get("after", sides.get("before")) for name, sides in record["fields"].items()}
    own = name_of(values) or names.get(("service_point", str(values.get("point_id"))))
    return own or load_schema().tables[record["table"]].label


def _names(store: GeoPackageStore, document: Mapping[str, Any]) -> dict[RecordKey, Text]:
    """Return the names of the records that a submission changes or refers to."""
    schema = load_schema()
    wanted = {record["table"] for record in document["changes"]} | set(_ALWAYS)
    for record in document["changes"]:
        fields = map(schema.tables[record["table"]].by_name.get, record["fields"])
        wanted |= {field.references[0] for field in fields if field is not None and field.references}
    return {key: name for table in sorted(wanted) for key, name in _names_of(store, table)}


def _names_of(store: GeoPackageStore, table: str) -> Iterable[tuple[RecordKey, Text]]:
    definition = load_schema().tables[table]
    naming = set(_NAMING) & definition.by_name.keys()
    if not naming:
        return
    for row in store.rows(table, columns={definition.key, *naming}):
        name = name_of(row)
        if name is not None:
            yield (table, str(row[definition.key])), name
