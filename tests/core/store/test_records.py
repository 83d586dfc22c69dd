# SPDX-License-Identifier: GPL-2.0-or-later
import sqlite3
import subprocess
import sys
import time

import pytest
from osgeo import gdal
from service_points.core.errors import Cancelled, StoreError
from service_points.core.store import RowChange, open_store

HOSTILE = [
    "O'Brien",
    "x' OR '1'='1",
    '";DROP TABLE service_point;--',
    "100 %_ d’escompte {brace}",
    "🍁 Tłı̨chǫ ᐃᓄᒃᑎᑐᑦ",
    "ligne 1\nligne 2",
    "=HYPERLINK(1)",
    "<b>&amp;</b>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_h6_texts_come_back_as_they_went_in(store, insert_point, point_id, text):
    store.apply([insert_point(1, name_en="before"), insert_point(2)])
    store.apply([RowChange("update", "service_point", point_id(1), {"name_en": text})])
    rows = store.rows("service_point")
    assert [row["name_en"] for row in rows] == [text, "Office 2"]
    store.close()
    raw = sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)
    assert raw.execute("SELECT name_en FROM service_point WHERE fid = 1").fetchone() == (text,)
    raw.close()


def test_every_type_makes_the_round_trip_and_is_stored_as_a_geopackage_wants(store, insert_point, point_id):
    area = (
        "MULTIPOLYGON (((-76.000000 45.000000, -75.000000 45.000000, -75.000000 46.000000, "
        "-76.000000 45.000000)))"
    )
    store.apply(
        [
            insert_point(1, languages=["en", "fr"], geo_accuracy_m=25, status_from="2026-01-31"),
            RowChange(
                "insert",
                "call_centre",
                point_id(2),
                {
                    "custodian_code": "CA",
                    "point_id": point_id(1),
                    "coverage": ["CA", "CA-ON"],
                    "ivr": True,
                    "callback": False,
                    "agents_fte": "12.5",
                    "calls_offered": 9007199254740991,
                    "row_version": 7,
                    "changed_at": "2026-10-02T03:04:05Z",
                },
            ),
            RowChange(
                "insert",
                "service_area",
                point_id(3),
                {
                    "custodian_code": "CA",
                    "kind": "delivery_region",
                    "geom": area,
                    "changed_at": "2026-10-02T03:04:05Z",
                },
            ),
            RowChange(
                "insert",
                "submission",
                point_id(4),
                {
                    "content_sha256": "0" * 64,
                    "jurisdiction_code": "CA",
                    "submitter": {"name": "A", "email": "a@example.ca"},
                    "created_at": "2026-10-02T03:04:05Z",
                    "received_at": "2026-10-02T03:04:06Z",
                    "state": "received",
                    "base_revision": 0,
                    "document": {"a": [1, None, True, "é"]},
                },
            ),
        ]
    )
    point = store.rows("service_point")[0]
    assert point["geom"] == "POINT (-75.6972000 45.4215000)"
    assert point["languages"] == ["en", "fr"]
    assert point["geo_accuracy_m"] == 25
    assert point["status_from"] == "2026-01-31"
    assert point["changed_at"] == "2026-10-02T03:04:05Z"
    assert point["row_version"] == 1
    assert point["name_fr"] is None
    centre = store.rows("call_centre")[0]
    assert centre["agents_fte"] == "12.5"
    assert (centre["ivr"], centre["callback"], centre["video_relay"]) == (True, False, None)
    assert centre["calls_offered"] == 9007199254740991
    assert centre["row_version"] == 7
    assert store.rows("service_area")[0]["geom"] == area
    assert store.rows("submission")[0]["document"] == {"a": [1, None, True, "é"]}
    store.close()
    raw = sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)
    assert raw.execute("SELECT coverage, agents_fte, ivr FROM call_centre").fetchone() == (
        '["CA","CA-ON"]',
        12.5,
        1,
    )
    assert raw.execute("SELECT verified_on FROM service_point").fetchone() == ("2026-10-01",)
    assert raw.execute("SELECT changed_at FROM service_point").fetchone()[0].startswith("2026-10-02T03:04:05")
    raw.close()


def test_rows_gives_every_column_of_the_schema_or_those_asked_for(store, insert_point, point_id):
    store.apply([insert_point(1)])
    row = store.rows("service_point")[0]
    assert len(row) == 53
    assert "fid" not in row
    assert store.rows("service_point", columns=["geom"]) == [{"geom": "POINT (-75.6972000 45.4215000)"}]
    assert store.rows("service_point", columns={"id", "languages"}) == [
        {"id": point_id(1), "languages": None}
    ]
    assert store.rows("phone") == []
    with pytest.raises(StoreError, match="colour"):
        store.rows("service_point", columns=["colour"])
    with pytest.raises(StoreError, match="sqlite_master"):
        store.rows("sqlite_master")
    with pytest.raises(StoreError, match="base_row"):
        store.rows("base_row")


def test_what_another_program_stored_wrongly_is_shown_and_not_fatal(store, insert_point):
    store.apply([insert_point(1)])
    store.close()
    connection = sqlite3.connect(store.path)
    # The triggers call functions only GDAL has; the attributes are what matters here.
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(
        "UPDATE service_point SET languages = 'en;fr', hours = X'4DE96C', facilities = '[]', name_en = '  ', "
        "id = '{' || upper(id) || '}'"
    )
    connection.commit()
    connection.close()
    with open_store(store.path) as again:
        row = again.rows("service_point")[0]
    assert row["languages"] == "en;fr"
    assert row["facilities"] is None
    assert row["name_en"] is None
    assert row["id"] == "00000001-0000-4000-8000-000000000000"


def test_update_touches_only_the_columns_given_and_none_clears(store, insert_point, point_id):
    store.apply([insert_point(1, city="Ottawa", hours="24/7"), insert_point(2, city="Hull")])
    before = {row["id"]: row for row in store.rows("service_point")}
    store.apply([RowChange("update", "service_point", point_id(1), {"hours": None, "geom": None})])
    after = {row["id"]: row for row in store.rows("service_point")}
    assert after[point_id(1)] == {**before[point_id(1)], "hours": None, "geom": None}
    assert after[point_id(2)] == before[point_id(2)]


def test_reference_tables_are_found_by_their_code(store):
    store.apply([RowChange("update", "jurisdiction", "CA", {"name_fr": "Le Canada"})])
    assert store.rows("jurisdiction")[0]["name_fr"] == "Le Canada"
    revision = RowChange("update", "schema_info", store.info.store_id, {"store_revision": 4})
    with pytest.raises(StoreError, match="no such record"):
        store.apply([RowChange("delete", "jurisdiction", "CA-QC", {})])
    store.apply([revision])
    assert store.info.revision == 4


FAILING = {
    "unique": lambda insert, ident: insert(1),
    "required": lambda insert, ident: insert(9, channel=None),
    "unknown_column": lambda insert, ident: insert(9, colour="red"),
    "unfit": lambda insert, ident: insert(9, verified_on="yesterday"),
    "missing_row": lambda insert, ident: RowChange("update", "service_point", ident(77), {"city": "x"}),
    "deleted_twice": lambda insert, ident: RowChange("delete", "service_point", ident(2), {}),
    "unknown_operation": lambda insert, ident: RowChange("upsert", "service_point", ident(1), {"city": "x"}),
    "text_with_nul": lambda insert, ident: RowChange("update", "service_point", ident(1), {"city": "a\x00b"}),
    "unknown_table": lambda insert, ident: RowChange("insert", "sqlite_master", "x", {"name": "x"}),
}


@pytest.mark.parametrize("failing", sorted(FAILING))
def test_b1_d14_one_failing_change_leaves_the_file_as_it_was(store, insert_point, point_id, failing):
    store.apply([insert_point(1), insert_point(2), insert_point(3)])
    tables = ("service_point", "organization", "schema_info")
    before = {table: store.rows(table) for table in tables}
    organization = {"custodian_code": "CA", "name_en": "New", "changed_at": "2026-10-01T00:00:00Z"}
    with pytest.raises(StoreError) as caught:
        store.apply(
            [
                RowChange("insert", "organization", point_id(50), organization),
                RowChange("update", "service_point", point_id(1), {"name_en": "Changed", "geom": None}),
                RowChange("delete", "service_point", point_id(2), {}),
                insert_point(4),
                FAILING[failing](insert_point, point_id),
                insert_point(5),
            ]
        )
    assert caught.value.text.en
    assert caught.value.text.fr
    assert {table: store.rows(table) for table in tables} == before
    with open_store(store.path) as other:
        assert {table: other.rows(table) for table in tables} == before
    store.apply([insert_point(4)])  # the connection is still good
    assert store.count("service_point") == 4


def test_a_refusal_names_the_record_and_the_cause_in_both_languages(store, insert_point, point_id):
    store.apply([insert_point(1)])
    with pytest.raises(StoreError) as caught:
        store.apply([insert_point(1)])
    assert point_id(1) in caught.value.text.en
    assert "another record already has the same service_point.id" in caught.value.text.en
    assert "a déjà le même service_point.id" in caught.value.text.fr
    with pytest.raises(StoreError) as caught:
        store.apply([insert_point(2, verified_on=None)])
    assert "service_point.verified_on is required" in caught.value.text.en


def test_changes_in_one_call_see_each_other(store, insert_point, point_id):
    store.apply(
        [
            insert_point(1),
            RowChange("update", "service_point", point_id(1), {"city": "Ottawa"}),
            insert_point(2),
            RowChange("delete", "service_point", point_id(2), {}),
            insert_point(2, city="Hull"),
        ]
    )
    assert [row["city"] for row in store.rows("service_point")] == ["Ottawa", "Hull"]


def test_what_another_writer_committed_is_seen_at_once(store, insert_point):
    with open_store(store.path) as reader:
        assert reader.count("service_point") == 0
        store.apply([insert_point(1), insert_point(2)])
        assert reader.count("service_point") == 2
        assert len(reader.rows("service_point")) == 2
        store.apply([])
    assert store.count("service_point") == 2


_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a1_a_lock_held_by_another_program_is_named_within_seconds(store, insert_point):
    store.apply([insert_point(1)])
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert other.stdout.readline() == "held\n"
        start = time.monotonic()
        with pytest.raises(StoreError) as caught:
            store.apply([insert_point(2)])
        assert time.monotonic() - start < 10
        assert "Another program is writing" in caught.value.text.en
        assert store.count("service_point") == 1  # reading still works
    finally:
        other.communicate("")
    store.apply([insert_point(2)])
    assert store.count("service_point") == 2


def test_a13_reading_can_be_cancelled_and_reports(store, insert_point):
    class Progress:
        def __init__(self, cancel):
            self.cancel, self.seen = cancel, []

        def is_cancelled(self):
            return self.cancel

        def report(self, fraction, text=None):
            self.seen.append(fraction)

    store.apply([insert_point(number) for number in range(3)])
    listener = Progress(cancel=False)
    assert len(store.rows("service_point", progress=listener)) == 3
    assert listener.seen
    assert all(0 <= fraction <= 1 for fraction in listener.seen)
    with pytest.raises(Cancelled):
        store.rows("service_point", progress=Progress(cancel=True))
    store.apply([insert_point(9)])  # a cancelled read holds no lock
    assert store.count("service_point") == 4


def test_ten_thousand_points_are_read_in_seconds(store, insert_point):
    store.apply([insert_point(number, city="Ottawa", languages=["en", "fr"]) for number in range(10_000)])
    start = time.process_time()
    rows = store.rows("service_point")
    elapsed = time.process_time() - start
    assert len(rows) == 10_000
    assert elapsed < 4.0, f"{elapsed:.2f} s of processor time"


def test_h6_json_that_python_cannot_read_stays_text(store, insert_point):
    """A hostile file: one set nested so deep that reading it ended the reading of the whole table."""
    store.apply([insert_point(1), insert_point(2, languages=["en"])])
    deep = "[" * 100_000 + "]" * 100_000
    store.close()
    file = gdal.OpenEx(str(store.path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    file.ExecuteSQL(f"UPDATE service_point SET languages = '{deep}' WHERE fid = 1")
    del file
    with open_store(store.path) as opened:
        assert [row["languages"] for row in opened.rows("service_point")] == [deep, ["en"]]
