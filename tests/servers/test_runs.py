# SPDX-License-Identifier: GPL-2.0-or-later
"""Many changes of one kind, which both stores write by one statement: as if they were written one by one."""

import pytest
from service_points.core.errors import StoreError
from service_points.core.store import RowChange

AREA = (
    "MULTIPOLYGON (((-76.000000 45.000000, -75.000000 45.000000, -75.000000 46.000000, "
    "-76.000000 45.000000)))"
)
AUDIT = {"custodian_code": "CA-ON", "row_version": 1, "changed_at": "2026-10-02T03:04:05Z"}
TEXTS = [
    "O'Brien",
    "'); DELETE FROM phone; --",
    '"\\u0041" %s',
    "l 1\nl 2\t\x01",
    "🍁 ᐃᓄ",
    "{a,b}",
    "NULL",
    "12",
]
COUNT = 520  # more than one statement


def written(store, table):
    return {row["id"]: row for row in store.rows(table)}


def test_every_type_is_inserted_and_changed(store, insert_point, point_id, submission_row):
    points = [
        insert_point(number, geom=f"POINT (-75.0000000 {45 + number / 10_000:.7f})", languages=["en", "fr"])
        for number in range(1, COUNT)
    ]
    centres, areas, lines = [], [], []
    for number in range(1, 60):
        centre = {"point_id": point_id(number), "ivr": number % 2 == 0, "agents_fte": f"{number}.125"}
        centre.update(coverage=["CA"], calls_offered=9007199254740991 - number, callback=None, **AUDIT)
        centres.append(RowChange("insert", "call_centre", point_id(number), centre))
        area = {"kind": "delivery_region", "geom": AREA, **AUDIT}
        areas.append(RowChange("insert", "service_area", point_id(number), area))
        document = {TEXTS[number % len(TEXTS)]: [TEXTS, number, None, {"a": True}]}
        line = submission_row(number, document=document)
        lines.append(RowChange("insert", "submission", point_id(number), line))
    store.apply([*points, *centres, *areas, *lines])
    for table, changes in (("call_centre", centres), ("service_area", areas), ("submission", lines)):
        rows = store.rows(table)
        assert [row["id"] for row in rows] == [change.key for change in changes]  # in the order they came
        for row, change in zip(rows, changes):
            assert {name: row[name] for name in change.values} == change.values

    updates = []
    for number in range(1, COUNT):
        values = {"name_en": TEXTS[number % len(TEXTS)], "hours": None, "languages": None, "row_version": 2}
        if number % 2:
            values.update(languages=["fr"], verified_on="0001-01-01", changed_at="1970-01-01T00:00:00Z")
        if number % 5 == 0:
            values["geom"] = "POINT (-180.0000000 -90.0000000)"
        updates.append(RowChange("update", "service_point", point_id(number), values))
    before = written(store, "service_point")
    store.apply(updates)
    after = written(store, "service_point")
    assert list(after) == list(before)
    assert after == {change.key: {**before[change.key], **change.values} for change in updates}


@pytest.mark.parametrize("place", [0, 41])
@pytest.mark.parametrize(
    "wrong",
    [{"languages": ["fr", "en"]}, {"verified_on": None}, {"name_en": "\ud800"}, {"row_version": True}],
    ids=["languages", "verified_on", "name_en", "row_version"],
)
def test_d14_the_one_that_fails_is_named_and_none_is_written(store, insert_point, point_id, place, wrong):
    store.apply([insert_point(number) for number in range(1, 61)])
    before = written(store, "service_point")
    changes = [
        RowChange("update", "service_point", point_id(number), {"city": "Hull", **AUDIT})
        for number in range(1, 61)
    ]
    at = changes[place]
    changes[place] = RowChange("update", at.table, at.key, {**at.values, **wrong})
    with pytest.raises(StoreError) as caught:
        store.apply(changes)
    assert at.key in caught.value.text.en
    assert written(store, "service_point") == before


def test_d14_of_two_that_fail_the_first_is_named(store, insert_point, point_id):
    """The one fails in the store, the other is none to send at all; neither hides the other."""
    store.apply([insert_point(5)])
    points = [insert_point(number) for number in range(100, 160)]
    points[20:20] = [insert_point(5)]
    points[40:40] = [insert_point(6, languages=["fr", "en"])]
    with pytest.raises(StoreError) as caught:
        store.apply(points)
    assert point_id(5) in caught.value.text.en
    points[20], points[40] = points[40], points[20]
    with pytest.raises(StoreError) as caught:
        store.apply(points)
    assert point_id(6) in caught.value.text.en
    assert store.count("service_point") == 1


def test_a_record_that_is_not_there_is_named(store, insert_point, point_id):
    store.apply([insert_point(number) for number in range(1, 61) if number != 42])
    with pytest.raises(StoreError) as caught:
        store.apply(
            [RowChange("update", "service_point", point_id(n), {"city": "Hull"}) for n in range(1, 61)]
        )
    assert point_id(42) in caught.value.text.en
    assert {row["city"] for row in store.rows("service_point")} == {None}


def test_the_last_of_two_changes_of_a_record_counts(store, insert_point, point_id):
    store.apply([insert_point(number) for number in range(1, 61)])
    store.apply(
        [
            RowChange("update", "service_point", point_id(number), {"city": city})
            for city in ("Hull", "Ottawa")
            for number in range(1, 31)
        ]
    )
    assert [row["city"] for row in store.rows("service_point")] == ["Ottawa"] * 30 + [None] * 30
