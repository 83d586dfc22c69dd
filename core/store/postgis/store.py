# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store in a schema of a PostgreSQL database with PostGIS."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Any

from ...progress import SILENT, Progress
from ...schema import Schema, Table
from ...text import Text
from ..address import PostgisAddress
from ..create import build_file
from ..files import new_file
from ..geopackage import GeoPackageStore
from ..model import Row, RowChange, StoreInfo
from ..problems import overtaken, unknown_name
from ..records import key_field
from . import problems
from .access import INBOX
from .changes import ChangeWriter
from .records import count_records, read_records
from .session import Session


class PostgisStore:
    """An open store. Use ``open_store`` or ``create_postgis_store``; see ``model.Store`` for what it does.

    The connection is made when it is needed and made again after it was lost; between two calls no
    transaction stays open, so an idle store holds no lock.
    """

    def __init__(self, session: Session, schema: Schema, *, read_only: bool) -> None:
        self._session = session
        self._schema = schema
        self._read_only = read_only

    @property
    def uri(self) -> str:
        """The address as ``open_store`` takes it; never with a password."""
        return self.address.uri

    @property
    def address(self) -> PostgisAddress:
        """Where the store is."""
        return self._session.address

    @property
    def read_only(self) -> bool:
        """Whether ``apply`` is refused."""
        return self._read_only

    @property
    def info(self) -> StoreInfo:
        line = self.rows("schema_info")[0]
        return StoreInfo(
            store_id=line["store_id"],
            schema_version=line["schema_version"],
            schema_sha256=line["schema_sha256"],
            revision=line["store_revision"],
            title=Text(line["title_en"], line["title_fr"]),
            steward_email=line["steward_email"],
            updated_at=line["updated_at"],
        )

    def rows(
        self, table: str, *, columns: Collection[str] | None = None, progress: Progress = SILENT
    ) -> list[Row]:
        """Return the records of ``table`` in the order they were written.

        ``columns`` limits them to some columns (fewer is faster). Raises ``StoreError`` for a table or
        column the schema does not know, an account that may not read it and a lost connection,
        ``Cancelled`` when the user stops.
        """
        definition = self._known(table)
        unknown = sorted(set(columns or ()) - set(definition.by_name))
        if unknown:
            raise unknown_name(f"{table}.{unknown[0]}")
        fields = [field for field in definition.fields if columns is None or field.name in columns]
        with self._session.reading() as cursor:
            return read_records(cursor.connection, definition, fields, progress)

    def count(self, table: str) -> int:
        """Return how many records ``table`` has."""
        definition = self._known(table)
        with self._session.reading() as cursor:
            return count_records(cursor.connection, definition)

    def apply(
        self,
        changes: Sequence[RowChange],
        *,
        now: datetime | None = None,
        expected_revision: int | None = None,
    ) -> None:
        """Write all the changes, in this order and in one transaction, or none of them.

        One writer at a time: others wait ten seconds for their turn. ``expected_revision`` is the revision
        the changes were made for; with another one in the store nothing is written. ``now`` is a file's
        concern and without effect here. Raises ``StoreError`` that names the change that failed.
        """
        if self._read_only:
            raise problems.opened_read_only(self.address)
        changes = list(changes)
        with self._session.writing() as cursor:
            # the row lock, which no contributor can take, keeps writers apart even from other programs
            cursor.execute("SELECT store_revision FROM schema_info FOR UPDATE")
            revision = int(cursor.fetchone()[0])
            if expected_revision is not None and revision != expected_revision:
                raise overtaken(self.address.label, expected_revision, revision)
            ChangeWriter(cursor, self._schema).write(changes)

    def snapshot(self, target: Path) -> None:
        """Copy everything committed so far into a new GeoPackage, also while others write.

        All tables are read in one transaction, so they fit each other. The submissions are left out where
        the account may not read them; a working copy does not have them anyway. Raises ``StoreError`` when
        ``target`` exists or cannot be written.
        """
        moment = datetime.now(timezone.utc)
        with new_file(target) as temporary:
            build_file(temporary, self._schema, moment, target=target)
            with GeoPackageStore(temporary, self._schema, read_only=False) as copy:
                copy.apply(list(self._everything()), now=moment)

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def __enter__(self) -> PostgisStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _everything(self) -> Iterator[RowChange]:
        with self._session.reading() as cursor:
            for table in self._schema.tables.values():
                if table.name == INBOX and not _may_read(cursor, table):
                    continue
                rows = read_records(cursor.connection, table, table.fields, SILENT)
                yield from inserts(table, rows, self._schema)

    def _known(self, name: str) -> Table:
        table = self._schema.tables.get(name)
        if table is None:
            raise unknown_name(name)
        return table


def inserts(table: Table, rows: Iterable[Row], schema: Schema) -> Iterator[RowChange]:
    """Yield the inserts that write rows of a table into another store, which has the tables of ``schema``."""
    key = key_field(table)
    made_by = {"schema_version": schema.version, "schema_sha256": schema.sha256}
    for row in rows:
        values = {**row, **made_by} if table.name == "schema_info" else row
        yield RowChange("insert", table.name, row[key.name] if key is not None else "", values)


def _may_read(cursor: Any, table: Table) -> bool:  # noqa: ANN401
    cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", (table.name,))
    return bool(cursor.fetchone()[0])
