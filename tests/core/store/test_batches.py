# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs of changes written by one statement leave the file that GDAL leaves when it writes them one by one."""

import re
import sqlite3
from contextlib import closing

import pytest
from service_points.core.errors import StoreError
from service_points.core.store import RowChange, batches, open_store, records

NEVER = 10**9
COUNT = 1300  # more than two statements
NOTES = [
    "O'Brien",
    "'); DROP TABLE phone; --",
    '"\\u0041" \\',
    "ligne 1\nligne 2\t\x01",
    "🍁 ᐃᓄ",
    "{a,b}",
    "12",
]
AUDIT = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}


@pytest.fixture
def statements(monkeypatch):
    """Count the statements that wrote several changes, and what came of them."""
    said, executed = [], records.executed

    def counted(dataset, failures, texts):
        said.append(executed(dataset, failures, texts))
        return said[-1]

    monkeypatch.setattr(records, "executed", counted)
    return said


def phone(number, point_id, **values):
    row = {"point_id": point_id(1), "kind": "voice", "number": f"+1613{5_550_000 + number}", **AUDIT}
    return RowChange("insert", "phone", point_id(1000 + number), {**row, **values})


def submission(number, point_id):
    row = {
        "content_sha256": f"{number:064x}",
        "jurisdiction_code": "CA-ON",
        "submitter": {"name": NOTES[number % len(NOTES)], "é": [number, None, True]},
        "created_at": "2026-10-02T03:04:05Z",
        "received_at": "1970-01-01T00:00:00Z",
        "state": "received",
        "base_revision": 1,
        "document": {},
    }
    return RowChange("insert", "submission", point_id(number), row)


def edited(number, point_id):
    """Cells of every type but shapes and decimals, some of them emptied, and two sets of columns."""
    values = {
        "name_en": NOTES[number % len(NOTES)],
        "languages": ["en", "fr"] if number % 3 else None,
        "geo_accuracy_m": number,
        "verified_on": f"2026-10-{1 + number % 28:02d}",
        "changed_at": f"2026-11-01T00:00:{number % 60:02d}Z",
        "row_version": 2,
        "site_id": point_id(number),
        "csduid": None,
    }
    if number % 2:
        values["hours"] = "24/7"
    return RowChange("update", "service_point", point_id(number), values)


def raw(store):
    """Every cell of the file as SQLite has it, with its type, and what GDAL notes beside the tables."""
    store.close()
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as file:
        names = ["service_point", "phone", "submission", "gpkg_contents"]
        names.append("rtree_service_point_geom")
        found = {name: file.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        found["triggers"] = file.execute(triggers).fetchall()
        for table, count in file.execute("SELECT table_name, feature_count FROM gpkg_ogr_contents"):
            if count is not None:  # GDAL 3.10 forgets it, and counts when it is asked
                assert file.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (count,), table
    found["rtree_service_point_geom"].sort()  # GDAL puts positions that did not change in anew
    return {
        name: [[(type(cell), _spelt(cell)) for cell in row] for row in rows] for name, rows in found.items()
    }


def _spelt(cell):
    """The milliseconds of a moment, all zero, are written by GDAL 3.6 and left out by GDAL 3.10."""
    return re.sub(r"(T\d\d:\d\d:\d\d)\.000Z$", r"\1Z", cell) if isinstance(cell, str) else cell


def test_the_file_is_the_one_that_gdal_writes(
    new_store, insert_point, point_id, *, now, statements, monkeypatch
):
    points = [insert_point(n, geom=f"POINT (-75.0000000 {45 + n / 10_000:.7f})") for n in range(1, COUNT)]
    written = [
        *(edited(number, point_id) for number in range(1, COUNT)),
        *(phone(number, point_id) for number in range(1, COUNT)),
        *(submission(number, point_id) for number in range(1, 60)),
        phone(COUNT, point_id),  # GDAL's own count goes on after ours
        RowChange("delete", "phone", point_id(1007), {}),
        RowChange("update", "phone", point_id(1000 + COUNT - 1), {"extension": "12"}),
    ]
    files = []
    monkeypatch.setattr(batches, "MOST_CHANGES", 500)
    for name, least in (("together.gpkg", batches.LEAST_CHANGES), ("singly.gpkg", NEVER)):
        monkeypatch.setattr(records, "LEAST_CHANGES", least)
        with new_store(name) as store:
            store.apply(points, now=now)
            statements.clear()
            store.apply(written, now=now)
            files.append(raw(store))
        assert statements == ([True] * 7 if least < NEVER else [])
    assert files[0] == files[1]


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("phone", {"number": None}),
        ("phone", {"id": "00001003-0000-4000-8000-000000000000"}),
        ("phone", {"is_primary": 1}),
        ("phone", {"changed_at": "yesterday"}),
        ("phone", {"nonsense": "x"}),
        ("phone", {"kind": ["voice"]}),
        ("service_point", {"name_en": "a\x00b"}),
        ("service_point", {"languages": ["fr", "en"]}),
        ("service_point", {"verified_on": None}),
        ("service_point", {"row_version": "2"}),
    ],
)
def test_b1_d14_a_refusal_is_the_same_as_of_a_single_change(
    store, insert_point, point_id, *, table, wrong, monkeypatch
):
    store.apply([insert_point(number) for number in range(1, 61)])
    before = {name: store.rows(name) for name in ("service_point", "phone")}
    made = [(phone if table == "phone" else edited)(number, point_id) for number in range(1, 61)]
    at = made[41]
    made[41] = RowChange(at.op, at.table, at.key, {**at.values, **wrong})
    said = []
    for least in (batches.LEAST_CHANGES, NEVER):
        monkeypatch.setattr(records, "LEAST_CHANGES", least)
        with pytest.raises(StoreError) as caught:
            store.apply(made)
        said.append(caught.value.text)
        assert {name: store.rows(name) for name in before} == before
    assert said[0] == said[1]
    assert (at.key if wrong != {"nonsense": "x"} else "nonsense") in said[0].en


def test_a_record_that_is_not_there_is_named(store, insert_point, point_id):
    store.apply([insert_point(number) for number in range(1, 61) if number != 42])
    with pytest.raises(StoreError, match=point_id(42)):
        store.apply([edited(number, point_id) for number in range(1, 61)])
    assert {row["row_version"] for row in store.rows("service_point")} == {1}


def test_the_last_of_two_changes_of_a_record_counts(store, insert_point, point_id):
    store.apply([insert_point(number) for number in range(1, 61)])
    twice = [
        RowChange("update", "service_point", point_id(number), {"city": city})
        for city in ("Hull", "Ottawa")
        for number in range(1, 31)
    ]
    store.apply(twice)
    assert [row["city"] for row in store.rows("service_point")] == ["Ottawa"] * 30 + [None] * 30


@pytest.mark.parametrize(("length", "together"), [(20_000, [True]), (500_000, [])])
def test_what_is_too_long_for_a_statement_is_written_all_the_same(
    store, insert_point, point_id, statements, *, length, together
):
    """In several statements; one record at a time where one alone is too long."""
    store.apply([insert_point(number) for number in range(1, 61)])
    long = [f"{number} " + "é'" * length for number in range(1, 61)]
    store.apply(
        [
            RowChange("update", "service_point", point_id(number), {"partner_note": text})
            for number, text in enumerate(long, start=1)
        ]
    )
    assert statements == together
    assert [row["partner_note"] for row in store.rows("service_point")] == long


@pytest.mark.parametrize("how", ["ABORT", "FAIL", "ROLLBACK"])
def test_a_trigger_that_refuses_takes_everything_back(store, insert_point, point_id, how):
    """Also one that ends the transaction: what is written after that would be saved line by line."""
    store.apply([insert_point(1)])
    store.close()
    with closing(sqlite3.connect(store.path)) as file, file:
        file.execute(
            "CREATE TRIGGER no BEFORE INSERT ON phone WHEN NEW.extension = '9' "
            f"BEGIN SELECT RAISE({how}, 'not nine'); END"
        )
    with open_store(store.path, read_only=False) as opened:
        changes = [phone(number, point_id, extension="9" if number == 42 else "1") for number in range(1, 61)]
        with pytest.raises(StoreError):
            opened.apply([edited(1, point_id), *changes])
        assert opened.rows("phone") == []
        assert opened.rows("service_point")[0]["name_en"] == "Office 1"
        del changes[41]
        opened.apply(changes)  # it is that one record, not the trigger
        assert opened.count("phone") == 59


@pytest.mark.parametrize(
    ("trigger", "count"),
    [
        ("BEFORE INSERT ON phone WHEN NEW.extension = '99' BEGIN SELECT RAISE(ABORT, 'no nine'); END", 60),
        ("BEFORE INSERT ON phone WHEN NEW.extension = '5' BEGIN SELECT RAISE(IGNORE); END", 54),
    ],
)
def test_the_count_in_the_file_is_kept(store, insert_point, point_id, trigger, count):
    """Where there is one: GDAL leaves it out of a new file, and QGIS puts it in."""
    store.apply([insert_point(1)])
    store.close()
    with closing(sqlite3.connect(store.path)) as file, file:
        file.execute("UPDATE gpkg_ogr_contents SET feature_count = 0 WHERE table_name = 'phone'")
        file.execute(f"CREATE TRIGGER checking {trigger}")
    with open_store(store.path, read_only=False) as opened:
        opened.apply([phone(number, point_id, extension=str(number % 10)) for number in range(60)])
    with closing(sqlite3.connect(store.path)) as file:
        counted = file.execute("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'phone'")
        assert counted.fetchone() == file.execute("SELECT count(*) FROM phone").fetchone() == (count,)


def test_what_a_refused_run_removed_is_there_again(store, insert_point, point_id):
    """GDAL's trigger that counts is taken away while a run is written, and so is the run that fails."""
    changes = [phone(number, point_id) for number in range(1, 61)]
    store.apply([insert_point(1), *changes[:1]])
    before = raw(store)
    with open_store(store.path, read_only=False) as opened:
        with pytest.raises(StoreError, match=point_id(1042)):
            opened.apply([*changes[1:], changes[41]])
        assert opened.count("phone") == 1
    assert raw(store) == before
