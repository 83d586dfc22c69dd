# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store in one GeoPackage file, read and written through GDAL only.

Never through Python's ``sqlite3`` or a plain copy: a second SQLite library in the process, or merely
opening and closing the file, drops the locks GDAL and QGIS hold on it (POSIX), and rows committed by a
program that still has the file open live in the ``-wal`` file beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from osgeo import gdal, ogr

from ..progress import SILENT, Part, Progress
from ..schema import Schema, Table
from ..text import Text
from .base_rows import strange_bases, unlike_records
from .batches import runs
from .files import file_identity, new_file
from .gdal_calls import (
    Failures,
    GdalFailure,
    execute,
    file_date,
    gdal_failures,
    gdal_failures_ignored,
    layer_of,
    open_dataset,
    sql_text,
)
from .layout import create_tables
from .model import Row, RowChange, StoreInfo, Unlike, WorkingCopyInfo
from .problems import (
    closed,
    damaged,
    exchanged,
    locked,
    opened_read_only,
    overtaken,
    unknown_name,
    unsettled,
    unwritable,
)
from .records import TableWriter, count_records, read_records
from .triggers import drop_triggers, foreign_triggers
from .working_tables import WORKING_TABLES

# GDAL begins a transaction without a lock. Taking it first means that a file somebody else writes to is
# refused after one time-out, and that nobody can write between what we look up and what we write.
_TAKE_WRITE_LOCK = "UPDATE schema_info SET store_revision = store_revision WHERE 0"


class GeoPackageStore:
    """An open store. Use ``open_store`` or ``create_store``; see ``model.Store`` for what it does."""

    def __init__(self, path: Path, schema: Schema, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self._tables = {**schema.tables, **{table.name: table for table in WORKING_TABLES}}
        self._dataset: gdal.Dataset | None = None
        self._file = file_identity(path)
        self._reopen()

    @property
    def uri(self) -> str:
        return str(self._path)

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether ``apply`` is refused."""
        return self._read_only

    @property
    def info(self) -> StoreInfo:
        line = self.rows("schema_info")[0]
        is_copy = layer_of(self._open_dataset(), "working_copy") is not None
        copies = self.rows("working_copy") if is_copy else []
        return StoreInfo(
            store_id=line["store_id"],
            schema_version=line["schema_version"],
            schema_sha256=line["schema_sha256"],
            revision=line["store_revision"],
            title=Text(line["title_en"], line["title_fr"]),
            steward_email=line["steward_email"],
            updated_at=line["updated_at"],
            working_copy=WorkingCopyInfo(**copies[0]) if copies else None,
        )

    def rows(
        self, table: str, *, columns: Collection[str] | None = None, progress: Progress = SILENT
    ) -> list[Row]:
        """Return the records of ``table`` in the order they were written.

        ``columns`` limits them to some columns (fewer is faster). Raises ``StoreError`` for a table or
        column the schema does not know and for a damaged file, ``Cancelled`` when the user stops.
        """
        definition, layer = self._table(table)
        unknown = sorted(set(columns or ()) - set(definition.by_name))
        if unknown:
            raise unknown_name(f"{table}.{unknown[0]}")
        fields = [field for field in definition.fields if columns is None or field.name in columns]
        try:
            with gdal_failures():
                return read_records(layer, fields, progress, dataset=self._open_dataset())
        except GdalFailure as error:
            raise damaged(self._path, str(error)) from error

    def unlike_base(self, tables: Sequence[Table], *, progress: Progress = SILENT) -> Unlike:
        """Return the records of a working copy that may differ from their base, and the base rows to compare.

        Raises ``StoreError`` for a damaged file, ``Cancelled``.
        """
        try:
            with gdal_failures() as failures:
                return self._unlike_base(tables, failures, progress)
        except GdalFailure:  # this SQLite cannot compare them, or a value is none that SQL could compare
            rows = {table.name: self.rows(table.name, progress=progress) for table in tables}
            return Unlike(rows, self.rows("base_row", progress=progress))

    def _unlike_base(self, tables: Sequence[Table], failures: Failures, progress: Progress) -> Unlike:
        dataset = self._open_dataset()
        rows, bases = {}, strange_bases(dataset, tables, failures)
        for number, table in enumerate(tables):
            part = Part(progress, number / len(tables), (number + 1) / len(tables))
            _, layer = self._table(table.name)
            records, of_table = unlike_records(dataset, layer, table, failures, part)
            rows[table.name] = read_records(layer, table.fields, SILENT, records)
            bases += of_table
        definition, layer = self._table("base_row")
        return Unlike(rows, read_records(layer, definition.fields, SILENT, bases))

    def count(self, table: str) -> int:
        """Return how many records ``table`` has."""
        _, layer = self._table(table)
        try:
            with gdal_failures():
                return count_records(layer)
        except GdalFailure as error:
            raise damaged(self._path, str(error)) from error

    def apply(
        self,
        changes: Sequence[RowChange],
        *,
        now: datetime | None = None,
        expected_revision: int | None = None,
    ) -> None:
        """Write all the changes, in this order and in one transaction, or none of them.

        ``now`` is the date the file itself keeps of its tables (the clock when omitted). With
        ``expected_revision`` the store must still be at that revision. Raises ``StoreError`` that names
        the change that failed, or that somebody else merged first; the file is then as it was.
        """
        with self.transaction(now) as (dataset, failures):
            self._check_revision(dataset, expected_revision)
            self.write(dataset, changes, failures)

    @contextmanager
    def transaction(self, now: datetime | None = None) -> Iterator[tuple[gdal.Dataset, Failures]]:
        """Give the file in one transaction under its write lock; commit at the end, or leave it as it was.

        Raises ``StoreError`` as ``apply`` does.
        """
        if self._read_only:
            raise opened_read_only(self._path)
        try:
            with file_date(now), self._writing() as (dataset, failures):
                failures.check(dataset.StartTransaction())
                try:
                    execute(dataset, _TAKE_WRITE_LOCK)
                    failures.check()
                    yield dataset, failures
                    failures.check(dataset.CommitTransaction())
                except BaseException:
                    with gdal_failures_ignored():
                        dataset.RollbackTransaction()
                        # after a full disk SQLite goes back when it next looks at the file
                        execute(dataset, "PRAGMA schema_version")
                    raise
        except GdalFailure as error:
            problem = locked if "locked" in str(error) else unwritable
            raise problem(self._path, str(error)) from error

    def has(self, table: str) -> bool:
        """Return whether the file has ``table``: a working copy of an older version lacks some."""
        return layer_of(self._open_dataset(), self._known(table).name) is not None

    def add_working_tables(self) -> None:
        """Give a private copy the tables of a working copy that it lacks. Raises ``StoreError``."""
        missing = [table for table in WORKING_TABLES if not self.has(table.name)]
        if self._read_only and missing:
            raise opened_read_only(self._path)
        try:
            with self._writing() as (dataset, failures):
                create_tables(dataset, missing, failures)
        except GdalFailure as error:
            raise unwritable(self._path, str(error)) from error

    def snapshot(self, target: Path) -> None:
        """Copy everything committed so far to a new file, also while QGIS or others have it open.

        SQLite itself writes the copy (``VACUUM INTO``), inside one read transaction. Triggers that are not
        GDAL's own are left out. Raises ``StoreError`` when ``target`` exists or cannot be written.
        """
        with new_file(target) as temporary:
            try:
                # On a connection of its own: SQLite refuses while another statement is open on it.
                with gdal_failures() as failures:
                    source = open_dataset(self._path, gdal.OF_READONLY)
                    failures.check()
                    execute(source, f"VACUUM INTO {sql_text(str(temporary))}")
                    failures.check()
                    source = None
                    self._clean(temporary, failures)
            except GdalFailure as error:
                raise unwritable(target, str(error)) from error

    @staticmethod
    def _clean(copy: Path, failures: Failures) -> None:
        """Leave out of a copy what would meddle with everything that is written to it."""
        dataset = open_dataset(copy, gdal.OF_UPDATE)
        failures.check()
        drop_triggers(dataset, foreign_triggers(dataset))
        failures.check()

    def close(self) -> None:
        """Let go of the file."""
        self._dataset = None

    def __enter__(self) -> GeoPackageStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open_dataset(self) -> gdal.Dataset:
        if self._dataset is None:
            raise closed(self._path)
        return self._dataset

    def _reopen(self) -> None:
        self._dataset = None
        try:
            with gdal_failures():
                self._dataset = open_dataset(self._path, gdal.OF_READONLY)
        except GdalFailure as error:
            raise damaged(self._path, str(error)) from error

    @contextmanager
    def _writing(self) -> Iterator[tuple[gdal.Dataset, Failures]]:
        """Open the file for one write and close it again, so that everything is on disk afterwards.

        Reading has a connection of its own, opened anew after a write: GDAL remembers counts and extents
        of the file, and would write them back in the middle of a read if it were the same one.
        """
        self._open_dataset()
        if file_identity(self._path) != self._file:
            raise exchanged(self._path)
        with gdal_failures() as failures:
            dataset = open_dataset(self._path, gdal.OF_UPDATE)
            if dataset is None:
                raise GdalFailure("; ".join(failures.messages))
            execute(dataset, "PRAGMA secure_delete = ON")  # deleted personal data must not linger
            yield dataset, failures
            dataset.FlushCache()
            failures.check()
            dataset = None
        self._reopen()

    def _table(self, name: str) -> tuple[Table, ogr.Layer]:
        table = self._known(name)
        layer = layer_of(self._open_dataset(), name)
        if layer is None:
            raise unknown_name(name)
        return table, layer

    def _known(self, name: str) -> Table:
        table = self._tables.get(name)
        if table is None:
            raise unknown_name(name)
        return table

    def _check_revision(self, dataset: gdal.Dataset, expected: int | None) -> None:
        """Compare the revision under the write lock, so that nobody can merge between here and the commit."""
        if expected is None:
            return
        revision = self._known("schema_info").by_name["store_revision"]
        found = read_records(layer_of(dataset, "schema_info"), [revision], SILENT)[0]["store_revision"]
        if found != expected:
            raise overtaken(self._path, expected, found)

    def write(self, dataset: gdal.Dataset, changes: Sequence[RowChange], failures: Failures) -> None:
        """Write changes inside a ``transaction``. Raises as ``apply`` does."""
        writers: dict[str, TableWriter] = {}
        for run in runs(changes):
            name = run[0].table
            writer = writers.get(name)
            if writer is None:
                table = self._known(name)
                layer = layer_of(dataset, name)
                if layer is None:
                    raise unknown_name(name)
                writer = writers[name] = TableWriter(dataset, layer, table, failures)
            writer.write_run(run)
        for writer in writers.values():
            writer.finish()


def settle_log(path: str | Path) -> bool:
    """Move what was saved from a file's write-ahead log into the file; return whether all of it is there.

    Waits for nobody: while another program still reads what was before, it returns False, and can be asked
    again. Raises ``StoreError`` when the file cannot be opened for writing.
    """
    try:
        with gdal_failures() as failures:
            dataset = open_dataset(Path(path), gdal.OF_UPDATE)
            if dataset is None:  # which GDAL does not always explain
                raise unsettled(Path(path), "; ".join(failures.messages))
            result = dataset.ExecuteSQL("PRAGMA wal_checkpoint(PASSIVE)")
            failures.check()
            line = result.GetNextFeature()  # busy, frames in the log, frames moved
            is_moved = line.GetField(1) == line.GetField(2)
            dataset.ReleaseResultSet(result)
    except GdalFailure as error:
        raise unsettled(Path(path), str(error)) from error
    return bool(is_moved)
