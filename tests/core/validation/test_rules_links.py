# SPDX-License-Identifier: GPL-2.0-or-later
"""Families U and X: records that repeat one another, and references between records."""

from datetime import date

import pytest
from service_points.core.schema import load_schema
from service_points.core.validation import Register, validate, validate_record

TODAY = date(2026, 11, 4)


def uid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


CASES = [
    ("X01", "service_point", 1, {"organization_id": uid(999)}, ["organization_id"]),
    ("X01", "service_point", 1, {"parent_point_id": uid(2)}, []),
    ("X01", "service_point", 1, {"custodian_code": "CA-QC"}, ["custodian_code"]),
    ("X01", "service", 401, {"categories": ["health", "magic"]}, ["categories"]),
    ("X01", "call_centre", 601, {"coverage": ["CA", "CA-ON"]}, []),
    ("X01", "call_centre", 601, {"coverage": ["CA-XX"]}, ["coverage"]),
    ("X01", "external_id", 801, {"entity_id": uid(99)}, ["entity_id"]),
    ("X01", "external_id", 801, {"entity_table": "service", "entity_id": uid(401)}, []),
    ("X01", "service_point", 1, {"changed_by_submission": uid(99)}, []),
    ("X01", "service_point", 1, {"organization_id": 7}, []),  # R04 says it
    ("X04", "service", 401, {"status": "defunct"}, ["status"] * 5),
    ("X04", "service", 401, {"status": "inactive"}, []),
    ("X04", "service_point", 1, {"status": "permanently_closed"}, ["status"]),
    ("X04", "service_point", 1, {"status": "temporarily_closed"}, []),
    ("X05", "service_at_point", 501, {"point_id": uid(2)}, [None]),
    ("X05", "service_at_point", 501, {"note_en": "still there"}, []),
    ("X06", "call_centre", 601, {"point_id": uid(1)}, ["point_id"]),
    ("X06", "call_centre", 601, {"point_id": uid(99)}, []),  # X01 says it
    ("X07", "partnership", 951, {"partner_organization_id": uid(101)}, ["partner_organization_id"]),
    ("X07", "partnership", 951, {"point_id": None, "service_id": None}, ["point_id"]),
    ("X07", "partnership", 951, {"point_id": None, "service_id": uid(401)}, []),
]


@pytest.mark.parametrize(("rule", "table", "record", "values", "fields"), CASES)
def test_links(spoil, found, *, rule, table, record, values, fields):
    spoil(table, record, **values)
    assert [field for _, field in found(rule)] == fields


@pytest.mark.parametrize(
    ("parents", "records"),
    [
        ({1: 1}, [1]),
        ({1: 2, 2: 1}, [1, 2]),
        ({1: 2, 2: 3, 3: 2}, [2, 3]),
        ({1: 2, 2: 3}, []),
        ({1: 99}, []),
    ],
    ids=["itself", "each other", "beside a loop", "chain", "missing"],
)
def test_parent_loops(spoil, found, parents, records):
    for child, parent in parents.items():
        spoil("service_point", child, parent_point_id=uid(parent))
    assert found("X03") == [(record, "parent_point_id") for record in records]


def test_a_draft_that_closes_a_loop(spoil, rows):
    spoil("service_point", 1, parent_point_id=uid(2))
    register = Register(load_schema(), rows)
    draft = {**register.find("service_point", uid(2)), "parent_point_id": uid(1)}
    found = validate_record(register, "service_point", uid(2), draft=draft, rules=("X03",), today=TODAY)
    assert [each.field for each in found] == ["parent_point_id"]


def test_a_long_chain_of_parents_is_walked_once(monkeypatch):
    """A hostile file: each point belongs to the next. It took the square of their number."""
    n = 300
    points = [{"id": uid(k), "parent_point_id": uid(k + 1) if k < n else None} for k in range(1, n + 1)]
    register = Register(load_schema(), {"service_point": points})
    asked = []
    find = Register.find
    monkeypatch.setattr(Register, "find", lambda self, *key: asked.append(key) or find(self, *key))
    assert validate(register, rules=("X03",), today=TODAY).findings == ()
    assert len(asked) < 10 * n


def test_a_reference_into_a_table_that_was_not_given_is_left_alone(rows, found):
    del rows["organization"]
    assert found("X01") == []


def test_a_unique_key_used_twice(add, found):
    add("service_at_point", 501, 510)
    assert found("U02") == [(501, "service_id"), (510, "service_id")]


def test_the_same_service_at_another_level_of_delivery_is_no_repetition(add, found):
    add("service_at_point", 501, 510, delivery_level="intake")
    assert found("U02") == []


def test_an_identifier_used_twice(rows, found):
    rows["phone"].append({**rows["phone"][1], "id": uid(301)})
    assert found("U02") == [(301, "id"), (301, "id")]


def test_one_call_centre_record_per_point(add, found):
    add("call_centre", 601, 602)
    assert found("U02") == [(601, "point_id"), (602, "point_id")]


def test_an_external_identifier_on_two_records(add, report):
    add("external_id", 801, 802, entity_id=uid(2))
    assert [f.message.en for f in report("U06").findings] == [
        "This external identifier is already used by “Bank Street Office”.",
        "This external identifier is already used by “Service Canada Centre”.",
    ]


@pytest.mark.parametrize(
    "values", [{"scheme": "other"}, {"value": "12345"}, {"entity_table": "service", "entity_id": uid(401)}]
)
def test_an_external_identifier_elsewhere(add, found, values):
    add("external_id", 801, 802, **values)
    assert found("U06") == []


# 0.001° of latitude is 111.14 m at 45.4° N:
# 0.0022° is 244.51 m, 0.0023° 255.6 m; 0.0089° 989 m, 0.0091° 1,011 m
@pytest.mark.parametrize(
    ("values", "distance"),
    [
        ({"geom": "POINT (-75.6900000 45.4222000)"}, 245),
        ({"geom": "POINT (-75.6900000 45.4223000)"}, None),
        ({"geom": "POINT (-75.6900000 45.4289000)", "postal_code": "K0A 1A0"}, 989),
        ({"geom": "POINT (-75.6900000 45.4291000)", "postal_code": "K0A 1A0"}, None),
        ({"geom": "POINT (-75.6900000 45.4201000)", "organization_id": uid(102)}, None),
        ({"geom": "POINT (-75.6900000 45.4201000)", "channel": "digital"}, None),
        ({"geom": "POINT (-75.6900000 45.4201000)", "status": "permanently_closed"}, None),
        ({"geom": "POINT (-75.6900000 45.4201000)", "name_en": "Passport Counter", "name_fr": None}, None),
        ({"geom": "POINT (-75.6900000 45.4201000)", "name_en": "SERVICE CANADA CTR", "name_fr": None}, 11),
    ],
    ids=[
        "245 m",
        "256 m",
        "989 m rural",
        "1,011 m rural",
        "other organization",
        "other channel",
        "closed",
        "other name",
        "abbreviated name",
    ],
)
def test_similar_points(add, report, values, distance):
    add("service_point", 1, 6, **values)
    findings = report("U03").findings
    assert [f.record_id for f in findings] == ([uid(1), uid(6)] if distance else [])
    if distance:
        said = f"A very similar point exists at {distance} m: “Service Canada Centre”."
        assert findings[1].message.en == said


# 0.0004° of latitude is 44.5 m, 0.0005° 55.6 m
@pytest.mark.parametrize(
    ("values", "records"),
    [
        ({"geom": "POINT (-75.6900000 45.4204000)"}, [1, 2]),
        ({"geom": "POINT (-75.6900000 45.4205000)"}, []),
        ({"geom": "POINT (-75.6900000 45.4204000)", "site_id": uid(77)}, []),
        ({"geom": "POINT (-75.6900000 45.4204000)", "parent_point_id": uid(1)}, []),
        ({"geom": "POINT (-75.6900000 45.4204000)", "organization_id": uid(101)}, []),
        ({"geom": "POINT (-75.6900000 45.4204000)", "channel": "call_centre"}, []),
    ],
    ids=["45 m", "56 m", "shared site", "hosted", "same organization", "call centre"],
)
def test_points_in_one_place(spoil, found, values, records):
    spoil("service_point", 1, site_id=uid(77))
    spoil("service_point", 2, **values)
    assert found("U04") == [(record, "site_id") for record in records]


@pytest.mark.parametrize(
    ("values", "records"),
    [
        ({"point_id": uid(2)}, [301, 303]),
        ({"point_id": uid(4)}, []),
        ({"point_id": uid(2), "number": "+16135550103"}, []),
        ({"point_id": None, "organization_id": uid(102)}, []),
    ],
    ids=["other organization", "same organization", "other number", "no point"],
)
def test_a_number_of_two_organizations(add, found, values, records):
    add("phone", 301, 303, **values)
    assert found("U05") == [(record, "number") for record in records]


def test_311_belongs_to_everyone(spoil, add, found):
    spoil("phone", 301, number="311", kind="short_code")
    add("phone", 301, 303, point_id=uid(2))
    assert found("U05") == []


def test_one_number_at_very_many_points_is_looked_up_once_each(rows, add):
    """A program has its toll-free number at each of its points: the work must not grow with the square."""

    class Counted(Register):
        looked_up = 0

        def find(self, table, key):
            Counted.looked_up += 1
            return super().find(table, key)

    for number in range(300):
        add("phone", 301, 5000 + number, point_id=uid(1))
    register = Counted(load_schema(), rows)
    assert validate(register, rules=["U05"], today=date(2026, 11, 1)).findings == ()
    assert Counted.looked_up < 10 * 300
