# SPDX-License-Identifier: GPL-2.0-or-later
"""Columns written by SQLite: the values that GDAL gives cell by cell, whatever another program stored."""

import shutil
import sqlite3
import struct

import pytest
from osgeo import gdal
from service_points.core.progress import SILENT
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, base_rows, create_store
from service_points.core.store import records as records_module
from service_points.core.store.columns import stored_columns
from service_points.core.store.gdal_calls import gdal_failures
from service_points.core.store.records import read_records
from service_points.core.text import Text

POINTS = 90
JURISDICTIONS = [{"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}]
TABLES = ("service_point", "call_centre", "phone")
CELLS = [
    None, "", " ", "0", "x", "e\u0301", "🍁", "\\\"c'\t\r\n\x01\x7f\u2028\ufeff", "{ABC}", "NULL",
    0, 1, 2, -1, 25, 2**31, 2**53 + 1, -(2**63), 0.5, 12.5, 100.0, 1 / 3, 0.0005, 1.0005, -0.0, 1e11, 1e300,
    float("inf"), "2026-01-31", "2026-02-31", "2026-1-5", "2026/01/31", "0000-01-01", "9999-12-31",
    "20260131", "now", "2026-10-02T03:04:05Z", "2026-10-02T03:04:05.000Z", "2026-10-02T03:04:05.999Z",
    "2026-10-02T03:04Z", "2026-10-02 03:04:05", "2026-10-02T03:04:60Z", "2026-10-02T24:00:00Z",
    "2026-02-30T03:04:05Z",
    "2026-10-02T03:04:05+05:00", "0000-10-02T03:04:05Z", "9999-12-31T23:59:59Z",
    '["fr","en"]', '["en", "en"]', "[]", "[1]", '{"a": 1.0}', "[", '["\\u00e9"]', b"", b"M\x00",
    b"GP", bytes(29),
]  # fmt: skip


def gpkg_point(*numbers, flags=1, kind=1):
    header = b"GP\0" + bytes([flags]) + struct.pack("<i", 4326)
    return header + struct.pack(f"<BI{len(numbers)}d", 1, kind, *numbers)


SHAPES = [
    None,
    gpkg_point(-75.12345675, 45.00000005),
    gpkg_point(-1e-9, 0.0),
    gpkg_point(1 / 3, -1 / 7),
    gpkg_point(float("nan"), float("nan")),
    gpkg_point(float("nan"), float("nan"), flags=0x11),
    gpkg_point(float("inf"), 1.0),
    gpkg_point(-75.5, 45.5, 12.0, kind=1001),
    b"GP\0\0" + struct.pack(">i", 4326) + struct.pack(">BI2d", 0, 1, -75.5, 45.25),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory, insert_point, point_id):
    """A store with points, telephones and call centres: columns of every type but shapes of areas."""
    path = tmp_path_factory.mktemp("columns") / "store.gpkg"
    changes = []
    for number in range(POINTS):
        owner = {
            "point_id": point_id(number),
            "custodian_code": "CA-ON",
            "changed_at": "2026-10-02T03:04:05Z",
        }
        phone = {"kind": "voice", "number": f"+1613{2_000_000 + number}", **owner}
        centre = {"coverage": ["CA", "CA-ON"], "ivr": True, "agents_fte": "12.5", "calls_offered": 7, **owner}
        changes += [
            insert_point(number, languages=["en", "fr"], geo_accuracy_m=25, status_from="2026-01-31"),
            RowChange("insert", "phone", point_id(number), phone),
            RowChange("insert", "call_centre", point_id(number), centre),
        ]
    with create_store(path, title=Text("a", "a"), jurisdictions=JURISDICTIONS) as store:
        store.apply(changes)
    return path


@pytest.fixture
def path(made, tmp_path):
    return shutil.copy(made, tmp_path / "store.gpkg")


@pytest.fixture
def run(path):
    """Write as a program does that knows neither types nor triggers."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')

    def execute(statement, *values):
        with connection:
            return connection.executemany(statement, values) if values else connection.execute(statement)

    yield execute
    connection.close()


def read_both_ways(path, table):
    """Return the records of a table cell by cell and by columns, and whether the columns were used."""
    used = []

    def columns(*arguments):
        used.append(stored_columns(*arguments))
        return used[-1]

    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    layer, fields = dataset.GetLayerByName(table), load_schema().tables[table].fields
    with pytest.MonkeyPatch.context() as patch, gdal_failures():
        patch.setattr(records_module, "stored_columns", columns)
        by_cell = read_records(layer, fields, SILENT)
        by_column = read_records(layer, fields, SILENT, dataset=dataset)
    return by_cell, by_column, used[0] is not None


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_what_cells_are(path, table, monkeypatch):
    monkeypatch.setattr(base_rows, "CHUNK", POINTS // 4)
    by_cell, by_column, used = read_both_ways(path, table)
    assert used
    assert len(by_cell) == POINTS
    assert by_column == by_cell
    assert [list(row) for row in by_column] == [list(row) for row in by_cell]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("service_point", "site_id"),
        ("service_point", "city"),
        ("service_point", "geo_accuracy_m"),
        ("service_point", "status_until"),
        ("service_point", "changed_at"),
        ("service_point", "languages"),
        ("service_point", "geom"),
        ("call_centre", "agents_fte"),
        ("call_centre", "ivr"),
    ],
)
def test_what_another_program_stored_is_read_the_same(path, run, table, column, monkeypatch):
    """One cell of a record is another value each time, so that no other cell sends the record to GDAL."""
    cells = SHAPES if column == "geom" else CELLS
    run(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE fid = ?", *zip(cells, range(2, POINTS)))
    monkeypatch.setattr(base_rows, "CHUNK", POINTS // 4)
    by_cell, by_column, used = read_both_ways(path, table)
    assert used
    assert len({repr(row[column]) for row in by_cell}) >= 3
    assert repr(by_column) == repr(by_cell)  # as text: True is not 1


def test_a_text_that_is_not_utf_8_is_read_the_same(path, run):
    run("UPDATE service_point SET city = CAST(X'4DE96C' AS TEXT) WHERE fid = 3")
    by_cell, by_column, _ = read_both_ways(path, "service_point")
    assert by_cell[2]["city"] not in ("Ml", None)
    assert by_column == by_cell


@pytest.mark.parametrize("cell", ["'a' || char(0) || 'b'", r"'a\u0000b'"])
def test_a_text_that_might_hold_a_zero_leaves_the_whole_table_to_gdal(path, run, cell):
    run(f"UPDATE service_point SET city = {cell} WHERE fid = 3")
    by_cell, by_column, used = read_both_ways(path, "service_point")
    assert not used
    assert by_column == by_cell


def test_a_column_of_another_type_leaves_the_whole_table_to_gdal(path, run):
    run("ALTER TABLE phone RENAME COLUMN number TO was")
    run("ALTER TABLE phone ADD COLUMN number INTEGER")
    run("UPDATE phone SET number = 311")
    by_cell, by_column, used = read_both_ways(path, "phone")
    assert not used
    assert {row["number"] for row in by_column} == {"311"}
    assert by_column == by_cell


def test_all_chunks_are_of_one_state_although_somebody_writes_meanwhile(path, monkeypatch):
    """The later chunks would lack records if every chunk were read by itself."""
    monkeypatch.setattr(base_rows, "CHUNK", POINTS // 3)
    other = sqlite3.connect(path)
    assert other.execute("PRAGMA journal_mode = wal").fetchone() == ("wal",)

    class Writer:
        """Writes as soon as the first chunk was read."""

        def __init__(self):
            self.reports = 0

        def is_cancelled(self):
            return False

        def report(self, fraction, text=None):
            self.reports += 1
            if self.reports == 2:
                other.execute("DELETE FROM phone WHERE fid > 40")
                other.commit()

    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    layer = dataset.GetLayerByName("phone")
    fields = load_schema().tables["phone"].fields
    writer = Writer()
    rows = read_records(layer, fields, writer, dataset=dataset)
    assert writer.reports == 3
    assert len(rows) == POINTS
    assert len(read_records(layer, fields, SILENT, dataset=dataset)) == 40
    other.close()
