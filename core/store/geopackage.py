# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store in one GeoPackage file, read and written through GDAL only.

Never through Python's ``sqlite3`` or a plain copy: a second SQLite library in the process, or merely
opening and closing the file, drops the locks GDAL and QGIS hold on it (POSIX), and rows committed by a
program that still has the file open live in the ``-wal`` file beside it.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Collection, Dict, Iterator, List, Mapping, Optional, Sequence

from osgeo import gdal, ogr

from ..errors import StoreError
from ..progress import SILENT, Progress, check
from ..schema import Schema, Table
from ..text import Text
from .files import new_file, unwritable
from .gdal_errors import Failures, GdalFailure, gdal_failures
from .geometry import canonical_wkt
from .layout import execute
from .model import Row, RowChange, StoreInfo, WorkingCopyInfo
from .values import READERS, canonical_datetime, to_stored
from .working_tables import WORKING_TABLES

_CHECK_EVERY = 1024  # rows between two looks at the cancel button


class GeoPackageStore:
    """An open store. Use ``open_store`` or ``create_store``; see ``model.Store`` for what it does."""

    def __init__(self, path: Path, dataset: gdal.Dataset, schema: Schema, *, read_only: bool) -> None:
        self._path = path
        self._dataset: Optional[gdal.Dataset] = dataset
        self._read_only = read_only
        self._tables: Dict[str, Table] = {**schema.tables, **{table.name: table for table in WORKING_TABLES}}

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
        copies = self.rows("working_copy") if self._layer("working_copy") is not None else []
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
        self, table: str, *, columns: Optional[Collection[str]] = None, progress: Progress = SILENT
    ) -> List[Row]:
        """Return the records of ``table`` in the order they were written.

        ``columns`` limits them to some columns (fewer is faster). Raises ``StoreError`` for a table or
        column the schema does not know and for a damaged file, ``Cancelled`` when the user stops.
        """
        definition = self._definition(table)
        wanted = None if columns is None else set(columns)
        unknown = sorted((wanted or set()) - set(definition.by_name))
        if unknown:
            raise _unknown(f"{table}.{unknown[0]}")
        try:
            with gdal_failures() as failures:
                return self._read(definition, wanted, failures, progress)
        except GdalFailure as error:
            raise _damaged(self._path, str(error)) from error

    def count(self, table: str) -> int:
        """Return how many records ``table`` has."""
        name = self._definition(table).name
        try:
            with gdal_failures():
                return int(self._layer(name).GetFeatureCount())
        except GdalFailure as error:
            raise _damaged(self._path, str(error)) from error

    def apply(self, changes: Sequence[RowChange], *, now: Optional[datetime] = None) -> None:
        """Write all the changes, in this order and in one transaction, or none of them.

        ``now`` is the date the file itself keeps of its tables (the clock when omitted). Raises
        ``StoreError`` that names the change that failed; the file is then as it was.
        """
        if self._read_only:
            raise StoreError(
                Text(
                    "The store “{path}” is open for reading only. Nothing was written.",
                    "Le dépôt « {path} » est ouvert en lecture seule. Rien n’a été écrit.",
                ).format(path=self._path)
            )
        dataset = self._open_dataset()
        try:
            with file_date(now), gdal_failures() as failures:
                failures.check(dataset.StartTransaction())
                try:
                    self._write(changes, failures)
                    failures.check(dataset.CommitTransaction())
                except BaseException:
                    with gdal_failures_ignored():
                        dataset.RollbackTransaction()
                    raise
                dataset.FlushCache()
        except GdalFailure as error:
            raise _not_written(self._path, str(error)) from error

    def snapshot(self, target: Path) -> None:
        """Copy everything committed so far to a new file, also while QGIS or others have it open.

        SQLite itself writes the copy (``VACUUM INTO``), inside one read transaction. Raises ``StoreError``
        when ``target`` exists or cannot be written.
        """
        with new_file(target) as temporary:
            try:
                # On a connection of its own: SQLite refuses while another statement is open on it.
                with gdal_failures() as failures:
                    source = open_dataset(self._path, gdal.OF_READONLY)
                    failures.check()
                    execute(source, f"VACUUM INTO {_literal(str(temporary))}")
                    failures.check()
            except GdalFailure as error:
                raise unwritable(target, str(error)) from error

    def close(self) -> None:
        """Let go of the file."""
        self._dataset = None

    def __enter__(self) -> GeoPackageStore:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def _open_dataset(self) -> gdal.Dataset:
        if self._dataset is None:
            raise StoreError(
                Text("The store “{path}” is closed.", "Le dépôt « {path} » est fermé.").format(
                    path=self._path
                )
            )
        return self._dataset

    def _definition(self, table: str) -> Table:
        definition = self._tables.get(table)
        if definition is None or self._layer(table) is None:
            raise _unknown(table)
        return definition

    def _layer(self, table: str) -> Any:
        with gdal_failures_ignored():
            return self._open_dataset().GetLayerByName(table)

    def _read(
        self, table: Table, wanted: Optional[set[str]], failures: Failures, progress: Progress
    ) -> List[Row]:
        layer = self._layer(table.name)
        fields = [field for field in table.fields if wanted is None or field.name in wanted]
        reader = _RowReader(layer, fields)
        total = max(1, layer.GetFeatureCount())
        layer.SetIgnoredFields(_ignored(layer, table, {field.name for field in fields}))
        rows = []
        try:
            for feature in layer:
                if len(rows) % _CHECK_EVERY == 0:
                    check(progress)
                    progress.report(len(rows) / total)
                rows.append(reader.row(feature))
        finally:
            layer.SetIgnoredFields([])
            layer.ResetReading()  # an unfinished read would keep the file locked
        failures.check()
        return rows

    def _write(self, changes: Sequence[RowChange], failures: Failures) -> None:
        writers: Dict[str, _TableWriter] = {}
        for change in changes:
            writer = writers.get(change.table)
            if writer is None:
                table = self._definition(change.table)
                writer = writers[change.table] = _TableWriter(self._layer(change.table), table, failures)
            try:
                writer.write(change)
                failures.check()
            except GdalFailure as error:
                raise _refused(change, writer.table, str(error)) from error
        for writer in writers.values():
            writer.layer.SyncToDisk()  # the file's own counts and extents, in the same transaction


class _RowReader:
    """Turns OGR features into rows, with the columns' positions and readers looked up once."""

    def __init__(self, layer: Any, fields: Sequence[Any]) -> None:
        definition = layer.GetLayerDefn()
        self._columns = [
            (field.name, definition.GetFieldIndex(field.name), READERS[field.type])
            for field in fields
            if not field.is_geometry
        ]
        self._geometry = next((field for field in fields if field.is_geometry), None)

    def row(self, feature: Any) -> Row:
        row: Row = {}
        text_of = feature.GetFieldAsString
        for name, index, read in self._columns:
            text = text_of(index)  # "" for null: an empty text is a null value anyhow
            if not text:
                row[name] = None
                continue
            if isinstance(text, bytes):  # not UTF-8: another program's mistake, shown as such
                text = text.decode("utf-8", "replace")
            try:
                row[name] = read(text)
            except ValueError:
                row[name] = text
        if self._geometry is not None:
            row[self._geometry.name] = canonical_wkt(self._geometry.type, feature.GetGeometryRef())
        return row


class _TableWriter:
    """Writes changes to one table; the records' places in the file are looked up once."""

    def __init__(self, layer: Any, table: Table, failures: Failures) -> None:
        self.layer = layer
        self.table = table
        self._failures = failures
        self._definition = layer.GetLayerDefn()
        self._places: Optional[Dict[Any, int]] = None

    def write(self, change: RowChange) -> None:
        """Write one change. Raises ``StoreError`` or ``GdalFailure``."""
        if change.op == "insert":
            self._insert(change)
        elif change.op == "update":
            self._update(change)
        else:
            self._failures.check(self.layer.DeleteFeature(self._place(change)))
            self._known_places().pop(change.key)

    def _insert(self, change: RowChange) -> None:
        values = dict(change.values)
        if self.table.key in self.table.by_name:
            values.setdefault(self.table.key, change.key)
        feature = ogr.Feature(self._definition)
        self._fill(feature, change, values)
        self._failures.check(self.layer.CreateFeature(feature))
        if self._places is not None:
            self._places[change.key] = feature.GetFID()

    def _update(self, change: RowChange) -> None:
        feature = self.layer.GetFeature(self._place(change))
        self._fill(feature, change, change.values)
        self._failures.check(self.layer.SetFeature(feature))

    def _fill(self, feature: Any, change: RowChange, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            field = self.table.by_name.get(name)
            if field is None:
                raise _unknown(f"{self.table.name}.{name}")
            try:
                stored = None if value is None else to_stored(field.type, value)
            except ValueError as error:
                raise _refused(change, self.table, f"{name} = {error}") from error
            if field.is_geometry:
                feature.SetGeometry(None if stored is None else ogr.CreateGeometryFromWkt(str(stored)))
            elif stored is None:
                feature.SetFieldNull(self._definition.GetFieldIndex(name))
            else:
                feature.SetField(self._definition.GetFieldIndex(name), stored)

    def _place(self, change: RowChange) -> int:
        place = self._known_places().get(change.key)
        if place is None:
            raise _refused(change, self.table, "not found")
        return place

    def _known_places(self) -> Dict[Any, int]:
        if self._places is None:
            field = self.table.by_name.get(self.table.key)
            self._places = {}
            if field is not None:
                read = READERS[field.type]
                index = self._definition.GetFieldIndex(field.name)
                self.layer.SetIgnoredFields(_ignored(self.layer, self.table, {field.name}))
                self._places = {read(f.GetFieldAsString(index)): f.GetFID() for f in self.layer}
                self.layer.SetIgnoredFields([])
                self.layer.ResetReading()
        return self._places


def open_dataset(path: Path, flags: int) -> Any:
    """Open a file with GDAL's GeoPackage driver and no other: names prove nothing about contents."""
    return gdal.OpenEx(str(path), gdal.OF_VECTOR | flags, allowed_drivers=["GPKG"])


@contextmanager
def file_date(now: Optional[datetime]) -> Iterator[None]:
    """Let GDAL write ``now`` as the date of the tables it touches, in this thread only."""
    text = None if now is None else canonical_datetime(now).replace("Z", ".000Z")
    before = gdal.GetThreadLocalConfigOption("OGR_CURRENT_DATE", None)
    gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", text)
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", before)


@contextmanager
def gdal_failures_ignored() -> Iterator[None]:
    """Run a GDAL call whose failure does not matter or is seen from its result."""
    try:
        with gdal_failures():
            yield
    except GdalFailure:
        return


def _ignored(layer: Any, table: Table, wanted: set[str]) -> List[str]:
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    ignored = [name for name in names if name not in wanted]
    if not any(field.is_geometry and field.name in wanted for field in table.fields):
        ignored.append("OGR_GEOMETRY")
    return ignored


def _literal(text: str) -> str:
    """Return a text for a statement that takes no bound value."""
    return "'" + text.replace("'", "''") + "'"


def _unknown(name: str) -> StoreError:
    return StoreError(
        Text(
            "The shared schema has no “{name}”. Check the spelling.",
            "Le schéma partagé ne contient pas « {name} ». Vérifiez l’orthographe.",
        ).format(name=name)
    )


def _refused(change: RowChange, table: Table, reason: str) -> StoreError:
    return StoreError(
        Text(
            "The record {key} of “{table}” could not be written ({reason}). None of the changes was written; "
            "correct this one and try again.",
            "La fiche {key} de « {table} » n’a pas pu être écrite ({reason}). Aucun des changements n’a été "
            "écrit; corrigez celui-ci et réessayez.",
        ).format(key=change.key, table=table.label, reason=reason),
        details=f"{change.op} {change.table} {change.key}: {reason}",
    )


def _not_written(path: Path, details: str) -> StoreError:
    if "locked" in details:
        return StoreError(
            Text(
                "Another program is writing to “{path}”. None of the changes was written; save or close it "
                "there, then try again.",
                "Un autre programme écrit dans « {path} ». Aucun des changements n’a été écrit; enregistrez ou "
                "fermez le fichier dans ce programme, puis réessayez.",
            ).format(path=path),
            details,
        )
    return unwritable(path, details)


def _damaged(path: Path, details: str) -> StoreError:
    return StoreError(
        Text(
            "The store “{path}” is damaged and cannot be read in full. Use the last good copy of it.",
            "Le dépôt « {path} » est endommagé et ne peut être lu en entier. Utilisez sa dernière bonne copie.",
        ).format(path=path),
        details,
    )
