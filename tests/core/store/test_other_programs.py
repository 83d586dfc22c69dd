# SPDX-License-Identifier: GPL-2.0-or-later
"""What other programs leave in a store's file or beside it, and what they do with it meanwhile."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys

import pytest
from osgeo import gdal
from service_points.core.errors import ExchangeError, StoreError
from service_points.core.exchange import checkout
from service_points.core.exchange.package import read_file
from service_points.core.store import RowChange, open_store

EMAIL = RowChange("update", "jurisdiction", "CA", {"contact_email": "a@example.ca"})


@pytest.fixture
def file(store, insert_point):
    store.apply([insert_point(1), insert_point(2)])
    store.close()
    return store.path


def change(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def beside(path):
    return sorted(name for name in os.listdir(path.parent) if name != path.name)


def test_a2_what_is_written_needs_no_file_beside_it(file):
    """On a network drive the WAL of SQLite does not work: the journal is deleted after each write."""
    with open_store(file, read_only=False) as store:
        store.apply([EMAIL])
        store.snapshot(file.with_name("snapshot.gpkg"))
        assert beside(file) == ["snapshot.gpkg"]
    for path in (file, file.with_name("snapshot.gpkg")):
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        connection.close()


_WRITE_AND_DIE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("UPDATE jurisdiction SET name_en = 'Only in the WAL' WHERE code = 'CA'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def left_by_a_crash(path):
    """Let a process commit a row to the WAL of a file and die; what it leaves is beside the file."""
    done = subprocess.run([sys.executable, "-c", _WRITE_AND_DIE, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert beside(path) == [f"{path.name}-shm", f"{path.name}-wal"]
    assert b"Only in the WAL" not in path.read_bytes()


def name_of_canada(path):
    with open_store(path) as store:
        return next(row["name_en"] for row in store.rows("jurisdiction") if row["code"] == "CA")


def test_a6_a_row_that_a_crash_left_in_the_wal_is_there(file):
    """SQLite takes it into the file as soon as somebody opens it."""
    left_by_a_crash(file)
    assert name_of_canada(file) == "Only in the WAL"
    with open_store(file, read_only=False) as store:
        store.snapshot(file.with_name("snapshot.gpkg"))
        store.apply([EMAIL])
    assert name_of_canada(file) == name_of_canada(file.with_name("snapshot.gpkg")) == "Only in the WAL"


def test_a6_the_wal_of_another_file_does_not_pass_for_records(file, tmp_path):
    """SQLite cannot tell whose it is and takes it in: the file is then whole, or it is refused as damaged."""
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(file, other / "copy.gpkg")
    change(other / "copy.gpkg", "DELETE FROM service_point", "DELETE FROM taxonomy_term")
    change(other / "copy.gpkg", "VACUUM")
    left_by_a_crash(other / "copy.gpkg")
    shutil.copy(other / "copy.gpkg-wal", file.with_name(f"{file.name}-wal"))
    try:
        with open_store(file) as store:
            found = {table: len(store.rows(table)) for table in ("service_point", "taxonomy_term")}
    except StoreError as error:
        found = error.text.en
    assert found == {"service_point": 2, "taxonomy_term": 36} or "is damaged" in found


_PROBE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
try:
    connection.execute("BEGIN IMMEDIATE")
    print("free")
except sqlite3.OperationalError as error:
    print(error)
"""


def test_a8_what_we_do_meanwhile_leaves_the_lock_of_a_writer(file, tmp_path):
    """QGIS, in this very process, is in the middle of a transaction: the lock belongs to the process."""
    writer = gdal.OpenEx(str(file), gdal.OF_VECTOR | gdal.OF_UPDATE, allowed_drivers=["GPKG"])
    writer.StartTransaction()
    writer.ReleaseResultSet(writer.ExecuteSQL("UPDATE jurisdiction SET name_en = 'x' WHERE code = 'CA'"))

    def probe():
        command = [sys.executable, "-c", _PROBE, str(file)]
        return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()

    assert probe() == "database is locked"
    with open_store(file) as store:
        store.rows("service_point")
        assert probe() == "database is locked"
        store.snapshot(tmp_path / "snapshot.gpkg")
    with open_store(file) as store:
        checkout(store, "CA-ON", tmp_path / "copy.gpkg").close()
    with pytest.raises(ExchangeError, match="GeoPackage"):
        read_file(file)  # offered as a submission
    with open_store(file, read_only=False) as store, pytest.raises(StoreError, match="Another program"):
        store.apply([EMAIL])
    assert probe() == "database is locked"
    writer.RollbackTransaction()
    writer = None
    assert probe() == "free"


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE gpkg_ogr_contents",
        "DROP TABLE rtree_service_area_geom",
        "DROP TABLE rtree_service_point_geom",
    ],
)
def test_a10_a_file_without_its_index_or_counts(file, statement, tmp_path, insert_point):
    """Read as if nothing were missing; written whole or not at all; and a working copy of it can be made."""
    change(file, statement)
    with open_store(file, read_only=False) as store:
        assert store.count("service_point") == 2
        with contextlib.suppress(StoreError):
            store.apply([insert_point(3), EMAIL])
        written = store.rows("jurisdiction")[0]["contact_email"] is not None
        assert store.count("service_point") == 2 + written
        checkout(store, "CA-ON", tmp_path / "copy.gpkg").close()


TRIGGERS = {
    "deletes": "CREATE TRIGGER tidy AFTER UPDATE ON jurisdiction BEGIN DELETE FROM service_point; END",
    "in an index's name": (
        'CREATE TRIGGER "rtree_service_point_geom_insert9" AFTER UPDATE ON jurisdiction '
        "BEGIN UPDATE gpkg_ogr_contents SET feature_count = 0; DELETE FROM service_point; END"
    ),
    "on GDAL's own table": (
        "CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN UPDATE service_point SET city = 'x'; END"
    ),
    "a function of SpatiaLite": (
        "CREATE TRIGGER ggu AFTER UPDATE ON service_point BEGIN SELECT GeometryConstraints(1, 'p', 1); END"
    ),
    "quotes in its name": 'CREATE TRIGGER "a""; DROP TABLE phone" AFTER DELETE ON phone BEGIN SELECT 1; END',
}


@pytest.mark.parametrize("kind", TRIGGERS)
def test_h13_a10_foreign_triggers_never_run(file, kind, tmp_path):
    change(file, TRIGGERS[kind])
    with open_store(file) as store:
        assert store.count("service_point") == 2
        checkout(store, "CA-ON", tmp_path / "copy.gpkg").close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="triggers that were not made by this program") as caught:
        open_store(file, read_only=False)
    assert "déclencheurs" in caught.value.text.fr
    assert file.read_bytes() == before
    with open_store(tmp_path / "copy.gpkg", read_only=False) as copy:  # made without them
        copy.apply([EMAIL])
        assert copy.count("service_point") == 2


def test_h13_triggers_that_keep_the_index_or_only_refuse_are_let_be(file):
    """GDAL's own, and one as the GeoPackage standard gives (annex on metadata)."""
    change(
        file,
        "CREATE TABLE gpkg_metadata (id INTEGER PRIMARY KEY, md_scope TEXT)",
        "CREATE TRIGGER 'gpkg_metadata_md_scope_insert' BEFORE INSERT ON 'gpkg_metadata' FOR EACH ROW BEGIN "
        "SELECT RAISE(ABORT, 'insert on table gpkg_metadata violates constraint: md_scope must be one of "
        "undefined | fieldSession') WHERE NOT(NEW.md_scope IN ('undefined','fieldSession')); END",
    )
    connection = sqlite3.connect(file)
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    connection.close()
    assert count > 50
    with open_store(file, read_only=False) as store:
        store.apply([EMAIL])


@pytest.mark.parametrize("how", ["renamed over", "removed"])
def test_a12_a_file_that_was_replaced_is_not_written(file, how):
    """A restored backup has the same name, and may have the same revision."""
    backup = file.with_name("backup.gpkg")
    shutil.copy(file, backup)
    with open_store(file, read_only=False) as store:
        if how == "removed":
            file.unlink()
        else:
            os.replace(backup, file)
        with pytest.raises(StoreError, match="another one took its place") as caught:
            store.apply([EMAIL], expected_revision=0)
        assert "ouvrez-le de nouveau" in caught.value.text.fr
        assert store.count("service_point") == 2  # what was opened can still be read
    if how != "removed":
        with open_store(file, read_only=False) as store:
            assert store.rows("jurisdiction")[0]["contact_email"] is None
            store.apply([EMAIL])
