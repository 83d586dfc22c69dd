# SPDX-License-Identifier: GPL-2.0-or-later
"""Bring a store of an older minor version of the schema up to this program's.

What a new store has and this one lacks is added; nothing is taken away, and no record of the register is
changed. In a file that is done by GDAL, as when a store is made; the lists in which the file describes itself
(allowed values, labels, views) become those of a new file made for comparison.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from osgeo import gdal

from ..file_moves import temporary_folder
from ..progress import SILENT, Progress, check
from ..schema import Schema, load_schema
from .address import PostgisAddress, is_postgis
from .create import build_file
from .file_lists import FileLists, match_lists, match_views, read_lists, selected
from .gdal_calls import Failures, GdalFailure, execute, gdal_failures, open_dataset, sql_text
from .geopackage import GeoPackageStore
from .layout import add_column, create_tables, quoted
from .model import Row, RowChange
from .opening import examined
from .problems import unwritable
from .shortfall import CODE, Shortfall, changed_lines, is_older


def upgrade_store(place: str | Path | PostgisAddress, *, progress: Progress = SILENT) -> list[str]:
    """Give a store, or a working copy, what it lacks of the shared schema; return the names of all that.

    One transaction: all of it or nothing. A store of this version or of a newer one is left as it is. Raises
    ``StoreError`` as ``open_store`` and ``Store.apply`` do, also for an account that does not own the tables;
    ``Cancelled``.
    """
    if isinstance(place, PostgisAddress) or is_postgis(place):
        # psycopg2 is loaded only where it is needed
        from .postgis.upgrade import upgrade_postgis  # noqa: PLC0415

        address = place if isinstance(place, PostgisAddress) else PostgisAddress.parse(str(place))
        return upgrade_postgis(address, progress)
    schema = load_schema()
    store, version, lacks = examined(place, read_only=False)
    with store:
        return _upgrade(store, schema, lacks, progress) if is_older(version, schema) else []


def _upgrade(store: GeoPackageStore, schema: Schema, lacks: Shortfall, progress: Progress) -> list[str]:
    moment = datetime.now(timezone.utc)
    steps = len(lacks.tables) + len(lacks.fields) + 3
    upgrade = _Upgrade(schema, lacks, _of_new_file(schema, moment))
    with store.transaction(moment) as (dataset, failures):
        # nobody else changes it any more; what a colleague brought up to date meanwhile is done
        ((version,),) = selected(dataset, "SELECT schema_version FROM schema_info", failures)
        if not is_older(version, schema):
            return []
        for number, _ in enumerate(upgrade.steps(store, dataset, failures), start=1):
            check(progress)
            progress.report(number / steps)
    return lacks.names


@dataclass(frozen=True)
class _Upgrade:
    """What a store lacks of the schema, and how a new file of it describes itself."""

    schema: Schema
    lacks: Shortfall
    new: FileLists

    def steps(self, store: GeoPackageStore, dataset: gdal.Dataset, failures: Failures) -> Iterator[None]:
        """Do one thing after another, in an order in which each finds what it needs."""
        (information,) = store.rows("schema_info", columns=["store_id"])
        missing, changed = self._lines(store)
        for table in self.lacks.tables:
            create_tables(dataset, [table], failures)
            yield
        for table, field in self.lacks.fields:
            add_column(dataset, table, field, failures)
            yield
        match_lists(dataset, self.new, failures)
        yield
        match_views(dataset, self.new, failures)
        yield
        for line in changed:
            execute(dataset, _update(line))
            failures.check()
        values = {"schema_version": self.schema.version, "schema_sha256": self.schema.sha256}
        changes = [RowChange("insert", "domain_value", line["code"], line) for line in missing]
        changes.append(RowChange("update", "schema_info", information["store_id"], values))
        store.write(dataset, changes, failures)
        yield

    def _lines(self, store: GeoPackageStore) -> tuple[list[Row], list[Row]]:
        """Return the lines of the code lists that the store lacks, and those that it has otherwise."""
        lists = self.schema.tables["domain_value"]
        absent = [field.name for table, field in self.lacks.fields if table is lists]
        rows = store.rows("domain_value", columns=[name for name in lists.by_name if name not in absent])
        return changed_lines(self.schema, rows)


def _update(line: Row) -> str:
    pairs = ", ".join(f"{quoted(name)} = {_literal(value)}" for name, value in line.items())
    place = " AND ".join(f"{quoted(name)} = {_literal(line[name])}" for name in CODE)
    return " ".join(("UPDATE domain_value SET", pairs, "WHERE", place))


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return str(int(value)) if isinstance(value, int) else sql_text(str(value))


def _of_new_file(schema: Schema, moment: datetime) -> FileLists:
    """Return how a new store of the schema describes itself."""
    with temporary_folder() as folder:
        path = folder / "new.gpkg"
        build_file(path, schema, moment, target=path)
        try:
            with gdal_failures() as failures:
                return read_lists(open_dataset(path, gdal.OF_READONLY), failures)
        except GdalFailure as error:
            raise unwritable(path, str(error)) from error
