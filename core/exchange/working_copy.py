# SPDX-License-Identifier: GPL-2.0-or-later
"""A working copy: a jurisdiction's own copy of the shared store, with every record as it was beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Any

from ..progress import SILENT, Part, Progress
from ..schema import Schema, Table, load_schema
from ..store import GeoPackageStore, Row, RowChange, Store, WorkingCopyInfo, open_store
from ..store.files import new_file
from ..store.values import canonical_datetime
from .canonical_json import canonical_json
from .problems import already_working_copy, not_working_copy, unknown_jurisdiction


@dataclass(frozen=True)
class WorkingCopy:
    """An open working copy. It closes its store when used as a context manager."""

    store: GeoPackageStore
    info: WorkingCopyInfo

    @property
    def path(self) -> Path:
        """The file."""
        return self.store.path

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def __enter__(self) -> WorkingCopy:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def checkout(
    store: Store,
    jurisdiction_code: str,
    target: Path,
    *,
    now: datetime | None = None,
    progress: Progress = SILENT,
) -> WorkingCopy:
    """Make a working copy of ``store`` for a jurisdiction at the new file ``target``, and open it.

    It is a snapshot of the whole store, because what a jurisdiction edits refers to what others keep. The
    base is kept of *every* submittable record, of all custodians: a correction to somebody else's record
    is a suggestion the difference must see too (rule C04 holds it at merge). The submissions received by
    the steward are left out: they name their submitters.

    Raises ``ExchangeError`` when the store has no such jurisdiction or is itself a working copy,
    ``StoreError`` when ``target`` exists or cannot be written, ``Cancelled``.
    """
    if store.info.working_copy is not None:
        raise already_working_copy(store.uri)
    _check_jurisdiction(store, jurisdiction_code)
    moment = now or datetime.now(timezone.utc)
    schema = load_schema()
    with new_file(target) as temporary:
        store.snapshot(temporary)
        with open_store(temporary, read_only=False) as copy:
            copy.add_working_tables()
            info = copy.info
            origin: Row = {
                "jurisdiction_code": jurisdiction_code,
                "base_store_id": info.store_id,
                "base_revision": info.revision,
                "base_exported_at": canonical_datetime(moment),
                "schema_sha256": info.schema_sha256,
            }
            changes = [RowChange("delete", "submission", row["id"], {}) for row in copy.rows("submission")]
            changes += _base_rows(copy, schema, progress)
            changes.append(RowChange("insert", "working_copy", info.store_id, origin))
            copy.apply(changes, now=moment)
    progress.report(1.0)
    return open_working_copy(target)


def open_working_copy(path: str | Path) -> WorkingCopy:
    """Open a working copy for reading. Raises ``StoreError``, ``ExchangeError`` if it is a shared store."""
    store = open_store(Path(path))
    info = store.info.working_copy
    if info is None:
        store.close()
        raise not_working_copy(path)
    return WorkingCopy(store, info)


def base_values(table: Table, row: Row) -> dict[str, Any]:
    """Return what is compared and exchanged of a record: its exchanged fields that are not null."""
    return {field.name: row[field.name] for field in table.exchanged_fields if row[field.name] is not None}


def _base_rows(copy: GeoPackageStore, schema: Schema, progress: Progress) -> Iterator[RowChange]:
    total = len(schema.submittable)
    for number, table in enumerate(schema.submittable):
        for row in copy.rows(table.name, progress=Part(progress, number / total, (number + 1) / total)):
            yield RowChange(
                "insert",
                "base_row",
                row["id"],
                {
                    "table_name": table.name,
                    "row_version": row["row_version"],
                    "canonical_json": canonical_json(base_values(table, row)).decode("utf-8"),
                },
            )


def _check_jurisdiction(store: Store, code: str) -> None:
    known = sorted(row["code"] for row in store.rows("jurisdiction", columns=["code"]))
    if code not in known:
        raise unknown_jurisdiction(code, known)
