# SPDX-License-Identifier: GPL-2.0-or-later
"""One behaviour, two stores: every test runs on a GeoPackage and on PostgreSQL, with the same assertions."""

import pytest
from service_points.core.errors import Cancelled, StoreError
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, open_store

AREA = (
    "MULTIPOLYGON (((-76.000000 45.000000, -75.000000 45.000000, -75.000000 46.000000, "
    "-76.000000 45.000000)), ((-66.123457 45.123457, -66.000000 45.123457, -66.000000 45.500000, "
    "-66.123457 45.123457)))"
)
AUDIT = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}
HOSTILE = [
    "O'Brien",
    "x' OR '1'='1",
    '";DROP TABLE service_point;--',
    "'); DELETE FROM service_point; --",
    "100 %_ d’escompte {brace} %s %(x)s",
    "\\x41 \\' E'\\n' $$ $1",
    "🍁 Tłı̨chǫ ᐃᓄᒃᑎᑐᑦ",
    "ligne 1\nligne 2",
    "=HYPERLINK(1)",
    "<b>&amp;</b>",
    "NULL",
    "{a,b}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_h6_texts_come_back_as_they_went_in(store, insert_point, point_id, text):
    store.apply([insert_point(1, name_en="before", languages=[text]), insert_point(2)])
    store.apply([RowChange("update", "service_point", point_id(1), {"name_en": text})])
    rows = store.rows("service_point")
    assert [row["name_en"] for row in rows] == [text, "Office 2"]
    assert rows[0]["languages"] == [text]


def test_h6_documents_come_back_as_they_went_in(store, submission_row, point_id):
    document = {text: [text, {"\\u0000": "\\"}, 9007199254740991, -1, None, True] for text in HOSTILE}
    store.apply([RowChange("insert", "submission", point_id(1), submission_row(1, document=document))])
    assert store.rows("submission")[0]["document"] == document


def test_every_type_makes_the_round_trip(store, insert_point, point_id, submission_row):
    centre = {
        "point_id": point_id(1),
        "coverage": ["CA", "CA-ON"],
        "ivr": True,
        "callback": False,
        "agents_fte": "999999999999.125",
        "calls_offered": 9007199254740991,
        "calls_answered": -1,
        "row_version": 7,
        **AUDIT,
    }
    area = {"kind": "delivery_region", "geom": AREA, **AUDIT}
    store.apply(
        [
            insert_point(1, languages=["en", "fr"], geo_accuracy_m=25, status_from="0001-01-01"),
            insert_point(2, geom="POINT (-180.0000000 -90.0000000)", status_from="9999-12-31"),
            insert_point(3, geom=None, channel="digital", changed_at="1970-01-01T00:00:00Z"),
            RowChange("insert", "call_centre", point_id(4), centre),
            RowChange("insert", "service_area", point_id(5), area),
            RowChange("insert", "submission", point_id(6), submission_row(6)),
        ]
    )
    first, second, third = store.rows("service_point")
    assert (first["geom"], first["languages"], first["geo_accuracy_m"]) == (
        "POINT (-75.6972000 45.4215000)",
        ["en", "fr"],
        25,
    )
    assert (first["status_from"], second["status_from"]) == ("0001-01-01", "9999-12-31")
    assert (first["changed_at"], third["changed_at"]) == ("2026-10-02T03:04:05Z", "1970-01-01T00:00:00Z")
    assert (first["row_version"], first["visibility"], first["name_fr"]) == (1, "public", None)
    assert (second["geom"], third["geom"]) == ("POINT (-180.0000000 -90.0000000)", None)
    (read,) = store.rows("call_centre")
    assert {name: read[name] for name in centre} == centre
    assert read["video_relay"] is None
    assert store.rows("service_area")[0]["geom"] == AREA
    (read,) = store.rows("submission")
    assert {name: read[name] for name in submission_row(6)} == submission_row(6)
    assert read["receipt"] is None


def test_rows_gives_every_column_of_the_schema_or_those_asked_for(store, insert_point, point_id):
    store.apply([insert_point(1)])
    (row,) = store.rows("service_point")
    assert set(row) == {field.name for field in load_schema().tables["service_point"].fields}
    assert store.rows("service_point", columns=["geom"]) == [{"geom": "POINT (-75.6972000 45.4215000)"}]
    assert store.rows("service_point", columns={"id", "languages"}) == [
        {"id": point_id(1), "languages": None}
    ]
    assert store.rows("phone") == []
    for table, columns, name in (
        ("service_point", ["colour"], "colour"),
        ("sqlite_master", None, "sqlite_master"),
        ("pg_authid", None, "pg_authid"),
        ("base_row", None, "base_row"),
    ):
        with pytest.raises(StoreError, match=name):
            store.rows(table, columns=columns)


def test_update_touches_only_the_columns_given_and_none_clears(store, insert_point, point_id):
    store.apply([insert_point(1, city="Ottawa", hours="24/7"), insert_point(2, city="Hull")])
    before = {row["id"]: row for row in store.rows("service_point")}
    store.apply(
        [
            RowChange("update", "service_point", point_id(1), {"hours": None, "geom": None}),
            RowChange("update", "service_point", point_id(2), {}),
        ]
    )
    after = {row["id"]: row for row in store.rows("service_point")}
    assert after[point_id(1)] == {**before[point_id(1)], "hours": None, "geom": None}
    assert after[point_id(2)] == before[point_id(2)]


def test_reference_tables_are_found_by_their_code(store):
    store.apply([RowChange("update", "jurisdiction", "CA", {"name_fr": "Le Canada"})])
    assert store.rows("jurisdiction")[0]["name_fr"] == "Le Canada"
    with pytest.raises(StoreError, match="no such record"):
        store.apply([RowChange("delete", "jurisdiction", "CA-NU", {})])
    with pytest.raises(StoreError, match="no such record"):
        store.apply([RowChange("update", "holiday", "2026-07-01", {"name_en": "x"})])
    store.apply([RowChange("update", "schema_info", store.info.store_id, {"store_revision": 4})])
    assert store.info.revision == 4


FAILING = {
    "unique": lambda insert, ident: insert(1),
    "unique_across_columns": lambda insert, ident: RowChange(
        "insert", "domain_value", "ON", {"domain": "province", "label_en": "x", "label_fr": "x", "sort": 1}
    ),
    "required": lambda insert, ident: insert(9, channel=None),
    "unknown_column": lambda insert, ident: insert(9, colour="red"),
    "unfit": lambda insert, ident: insert(9, verified_on="yesterday"),
    "no_uuid": lambda insert, ident: RowChange("update", "service_point", "x' OR true --", {"city": "x"}),
    "missing_row": lambda insert, ident: RowChange("update", "service_point", ident(77), {"city": "x"}),
    "deleted_twice": lambda insert, ident: RowChange("delete", "service_point", ident(2), {}),
    "unknown_operation": lambda insert, ident: RowChange("upsert", "service_point", ident(1), {"city": "x"}),
    "text_with_nul": lambda insert, ident: RowChange("update", "service_point", ident(1), {"city": "a\x00b"}),
    "half_a_character": lambda insert, ident: RowChange(
        "update", "service_point", ident(1), {"city": "\ud800"}
    ),
    "unknown_table": lambda insert, ident: RowChange("insert", "pg_authid", "x", {"name": "x"}),
}


@pytest.mark.parametrize("failing", sorted(FAILING))
def test_b1_d14_one_failing_change_leaves_the_store_as_it_was(store, insert_point, point_id, failing):
    store.apply([insert_point(1), insert_point(2), insert_point(3)])
    tables = ("service_point", "organization", "schema_info", "domain_value")
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
    assert caught.value.text.en != caught.value.text.fr
    assert {table: store.rows(table) for table in tables} == before
    with open_store(getattr(store, "address", store.uri)) as other:
        assert {table: other.rows(table) for table in tables} == before
    store.apply([insert_point(4)])  # the connection is still good
    assert store.count("service_point") == 4


def test_the_first_change_that_cannot_be_written_is_the_one_named(store, insert_point, point_id):
    """Also when a later one, in the same batch, is refused for another reason."""
    store.apply([insert_point(1), insert_point(2)])
    with pytest.raises(StoreError) as caught:
        store.apply([insert_point(3), insert_point(1), insert_point(4, verified_on="x"), insert_point(2)])
    assert point_id(1) in caught.value.text.en
    assert "another record already has the same service_point.id" in caught.value.text.en
    assert "a déjà le même service_point.id" in caught.value.text.fr
    with pytest.raises(StoreError) as caught:
        store.apply(
            [
                insert_point(number, verified_on=None if number == 807 else "2026-01-01")
                for number in range(10, 900)
            ]
        )
    assert point_id(807) in caught.value.text.en
    assert "service_point.verified_on is required" in caught.value.text.en
    assert store.count("service_point") == 2


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
    with open_store(getattr(store, "address", store.uri)) as reader:
        assert reader.count("service_point") == 0
        store.apply([insert_point(1), insert_point(2)])
        assert reader.count("service_point") == 2
        with pytest.raises(StoreError, match="open for reading only"):
            reader.apply([])


def test_reading_can_be_cancelled_and_reports(store, insert_point):
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


def test_a_snapshot_is_a_whole_store_that_can_be_changed(store, insert_point, point_id, tmp_path):
    store.apply([insert_point(1)])
    store.snapshot(tmp_path / "snapshot.gpkg")
    with open_store(tmp_path / "snapshot.gpkg", read_only=False) as copy:
        assert copy.info == store.info
        for table in load_schema().tables:
            assert copy.rows(table) == store.rows(table), table
        copy.apply([RowChange("update", "service_point", point_id(1), {"geom": None}), insert_point(2)])
    assert store.count("service_point") == 1
    assert store.rows("service_point")[0]["geom"] is not None
    with pytest.raises(StoreError, match="already exists"):
        store.snapshot(tmp_path / "snapshot.gpkg")


def test_a_closed_store_says_so(store):
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.rows("phone")


def test_a_row_just_written_is_found_by_its_own_key(store):
    """Also where the key is not named ``id``."""
    code = {"code": "CA-NU", "level": "territorial", "name_en": "x", "name_fr": "x"}
    store.apply(
        [
            RowChange("insert", "jurisdiction", "CA-NU", code),
            RowChange("update", "jurisdiction", "CA-NU", {"name_en": "Nunavut"}),
            RowChange("update", "schema_info", store.info.store_id, {"title_en": "New"}),
        ]
    )
    assert store.rows("jurisdiction")[-1]["name_en"] == "Nunavut"
    assert store.info.title.en == "New"


def test_d12_of_two_stewards_the_second_is_told_and_changes_nothing(store, insert_point):
    def merged(steward, number, expected):
        revision = {"store_revision": expected + 1}
        change = RowChange("update", "schema_info", steward.info.store_id, revision)
        steward.apply([insert_point(number), change], expected_revision=expected)

    with open_store(getattr(store, "address", store.uri), read_only=False) as other:
        revision = other.info.revision
        assert store.info.revision == revision
        merged(store, 1, revision)
        with pytest.raises(StoreError) as caught:
            merged(other, 2, revision)
        said = caught.value.text
        assert f"it is at revision {revision + 1}, and this was prepared on revision {revision}" in said.en
        assert f"révision {revision + 1}, alors que ceci a été préparé sur la révision {revision}" in said.fr
        assert other.count("service_point") == 1
        merged(other, 2, revision + 1)
    assert store.info.revision == revision + 2
