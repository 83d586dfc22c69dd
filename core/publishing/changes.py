# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed in a publication since an earlier revision, so that others refresh without reading it all.

The store's rows are taken back to that revision by its change log and pass the same gate. What differs
between the two publications is what everyone may know, and nothing else: a record that is gone or no longer
public leaves a tombstone, one that never was public leaves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..choices import DEFAULT_LICENCE
from ..errors import InputError
from ..progress import SILENT, Part, Progress, check
from ..schema import Table, load_schema
from ..schema.model import AUDIT_FIELDS
from ..store import Row, Store
from ..text import Text
from ..validation import Register
from ..validation.record import key_of
from ..validation.register import Row as ValidatedRow
from .gate import publication_of_register
from .json_text import json_text
from .publication import TABLES, Publication

_NO_REVISION = Text(
    "There is no revision {since}: the store is at revision {revision}. Give one from 0 to {revision}, or "
    "leave it empty.",
    "La révision {since} n’existe pas\u00a0: le dépôt en est à la révision {revision}. Donnez-en une de 0 à "
    "{revision}, ou laissez le champ vide.",
)


@dataclass(frozen=True)
class Changes:
    """The lines of ``changes_since_<revision>.jsonl``, behind the first one that says of what."""

    since: int
    lines: Sequence[Mapping[str, Any]]

    @property
    def name(self) -> str:
        return f"changes_since_{self.since}.jsonl"

    def count(self, op: str) -> int:
        """Return how many records were inserted, updated or deleted."""
        return sum(line["op"] == op for line in self.lines)


def changes_since(
    store: Store, publication: Publication, since: int, *, progress: Progress = SILENT
) -> Changes:
    """Return what changed between revision ``since`` and the publication of the same store.

    Raises ``InputError`` for a revision that the store has not reached; ``StoreError``, ``Cancelled``.
    """
    if not 0 <= since <= publication.info.revision:
        raise InputError(_NO_REVISION.format(since=since, revision=publication.info.revision))
    whole_log = list(store.rows("change_log"))
    log = [line for line in whole_log if line["revision"] > since]
    register = Register.from_store(store, progress=Part(progress, 0.0, 0.3))
    earlier = Register(load_schema(), _taken_back(register, log))
    moment = _moment(register, whole_log, since) if log else None
    before = publication_of_register(
        earlier,
        replace(publication.info, revision=since, updated_at=moment or publication.info.updated_at),
        licence=DEFAULT_LICENCE,  # that of the publication may be younger; no line says it
        progress=Part(progress, 0.3, 0.9),
    )
    check(progress)
    return Changes(since, list(_differences(before, publication, _last_lines(log))))


def write_changes(
    publication: Publication, folder: Path, changes: Changes, *, progress: Progress = SILENT
) -> None:
    """Write the changes, a JSON object a line: insertions and updates whole, deletions as tombstones."""
    head = {
        "store_id": publication.info.store_id,
        "since": changes.since,
        "revision": publication.info.revision,
        "updated_at": publication.info.updated_at,
        "changes": len(changes.lines),
    }
    with (folder / changes.name).open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json_text(line) + "\n" for line in (head, *changes.lines))
    progress.report(1.0)


def _moment(register: Register, log: Sequence[Row], since: int) -> str | None:
    """Return when the store came to a revision: on that day its publication was judged.

    The log tells, and the rows it has nothing newer of. Too early says a record twice; too late, not at all.
    """
    later = {(line["entity_table"], line["entity_id"]) for line in log if line["revision"] > since}
    known = [line["changed_at"] for line in log if line["revision"] <= since]
    for name, rows in register.all_rows().items():
        table = register.schema.tables[name]
        if "changed_at" in table.by_name:
            known += [row.get("changed_at") for row in rows if (name, key_of(table, row)) not in later]
    return max((each for each in known if isinstance(each, str)), default=None)


def _taken_back(register: Register, log: Sequence[Row]) -> dict[str, list[ValidatedRow]]:
    """Return the rows as they were before the changes of a log; those that did not change are the same."""
    tables = register.schema.tables
    rows: dict[str, dict[str, ValidatedRow]] = {
        name: {key_of(tables[name], row): row for row in found} for name, found in register.all_rows().items()
    }
    own: dict[tuple[str, str], Row] = {}
    newest_first = sorted(enumerate(log), key=lambda item: (-item[1]["revision"], -item[0]))
    for _, line in newest_first:
        name, key = line["entity_table"], line["entity_id"]
        records = rows.get(name)
        if records is None or (line["op"] != "delete" and key not in records):
            continue
        if line["op"] == "insert":
            del records[key]
            own.pop((name, key), None)
        elif line["field"] is not None:
            if (name, key) not in own:
                records[key] = own[name, key] = dict(records.get(key) or _blank(tables[name], key))
            own[name, key][line["field"]] = None if line["before"] is None else json.loads(line["before"])
    return {name: list(records.values()) for name, records in rows.items()}


def _blank(table: Table, key: str) -> Row:
    """Return a record that was deleted, before its values are put back; what the log never has is made up."""
    row: Row = dict.fromkeys(field.name for field in table.fields)
    return {**row, table.key: key, "row_version": 1, "changed_at": "1970-01-01T00:00:00Z"}


def _last_lines(log: Sequence[Row]) -> dict[tuple[str, str], Row]:
    found: dict[tuple[str, str], Row] = {}
    for line in sorted(log, key=lambda line: int(line["revision"])):
        found[line["entity_table"], line["entity_id"]] = line
    return found


def _differences(
    before: Publication, after: Publication, last: Mapping[tuple[str, str], Row]
) -> Iterator[dict[str, Any]]:
    """Yield what is new or different, parents first, then what is gone, children first."""
    gone: list[dict[str, Any]] = []
    for name in TABLES:
        table = load_schema().tables[name]
        compared = [f.name for f in table.fields if f.publish and f.name not in AUDIT_FIELDS]
        old = {key_of(table, row): row for row in before.rows[name]}
        new = {key_of(table, row): row for row in after.rows[name]}
        for key, row in new.items():
            line = last.get((name, key), {})
            when = {
                "revision": line.get("revision", after.info.revision),
                "changed_at": line.get("changed_at", after.info.updated_at),
            }
            was = old.get(key)
            fields = [each for each in compared if was is None or was[each] != row[each]]
            if was is None:
                yield {"op": "insert", "table": name, "id": key, **when, "record": row}
            elif fields:
                yield {"op": "update", "table": name, "id": key, **when, "fields": fields, "record": row}
        tombstones = [{"op": "delete", "table": name, "id": key} for key in old if key not in new]
        gone = [*tombstones, *gone]
    for tombstone in gone:
        yield {**tombstone, "revision": after.info.revision}
