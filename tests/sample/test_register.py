# SPDX-License-Identifier: GPL-2.0-or-later
"""The register: sound rows, four orders of government, plausible words, no mistake but those meant."""

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from pyproj import Geod

TODAY = date(2026, 11, 15)


@pytest.fixture(scope="module")
def schema():
    from service_points.core.schema import load_schema

    return load_schema()


@pytest.fixture(scope="module")
def findings(register, schema):
    from service_points.core.validation import Register, validate

    return validate(Register(schema, register), today=TODAY).findings


@pytest.fixture(scope="module")
def texts(register):
    """Every English and every French text of the register, with where it stands."""
    found = {"en": [], "fr": []}
    for table in ("organization", "source", "service", "service_point", "closure", "partnership", "holiday"):
        for row in register[table]:
            for field, value in row.items():
                if field[-3:] in ("_en", "_fr") and value and not field.startswith(("url", "booking")):
                    found[field[-2:]].append((table, field, value))
    return found


def test_required_and_unique_fields_hold(register, schema):
    for name, table in schema.tables.items():
        rows = register[name]
        for field in table.fields:
            if field.required:
                assert all(row[field.name] is not None for row in rows), (name, field.name)
        keys = [(field.name,) for field in table.fields if field.unique] + list(table.unique)
        for key in keys:
            values = [tuple(row[field] for field in key) for row in rows]
            assert len(set(values)) == len(values), (name, key)


def test_references_lead_somewhere(register, schema):
    for name, table in schema.tables.items():
        for field in table.fields:
            if field.references:
                known = {row[field.references[1]] for row in register[field.references[0]]}
                for row in register[name]:
                    value = row[field.name]
                    wanted = value if isinstance(value, list) else [] if value is None else [value]
                    assert set(wanted) <= known, (name, field.name)


def test_about_ninety_points_of_every_kind(register):
    points = register["service_point"]
    assert len(points) == 92
    assert len({row["id"] for row in points}) == 92
    channels = Counter(row["channel"] for row in points)
    assert set(channels) == {"in_person", "digital", "call_centre"}
    assert min(channels.values()) >= 8
    assert len({row["point_type"] for row in points}) >= 15
    assert {row["status"] for row in points} == {
        "active",
        "planned",
        "temporarily_closed",
        "permanently_closed",
    }
    assert {row["visibility"] for row in points} == {"public", "partners"}


def test_four_orders_of_government(register):
    level = {row["code"]: row["level"] for row in register["jurisdiction"]}
    counts = Counter(level[row["custodian_code"]] for row in register["service_point"])
    assert set(counts) == {"federal", "provincial", "municipal", "indigenous"}
    assert min(counts.values()) >= 8


def test_every_network_table_has_something(register):
    for table, least in (
        ("organization", 10), ("source", 4), ("service", 25), ("phone", 80), ("service_at_point", 150),
        ("call_centre", 8), ("closure", 6), ("service_area", 2), ("partnership", 10), ("point_profile", 30),
        ("external_id", 90), ("holiday", 20), ("geo_unit", 8),
    ):  # fmt: skip
        assert len(register[table]) >= least, table


def test_the_mistakes_are_found_and_no_other(findings, mistakes):
    found = Counter((f.rule, f.severity, f.table, f.record_id) for f in findings)
    meant = Counter((m.rule, m.severity, m.table, m.id) for m in mistakes)
    assert found == meant
    assert len({m.rule for m in mistakes}) >= 15


def test_partners_share_roofs_and_streets(register):
    level = {row["code"]: row["level"] for row in register["jurisdiction"]}
    open_ = [
        (row, [float(v) for v in row["geom"][7:-1].split()])
        for row in register["service_point"]
        if row["channel"] == "in_person" and row["status"] == "active"
    ]
    geod, shared, near = Geod(ellps="WGS84"), 0, 0
    for (a, p), (b, q) in combinations(open_, 2):
        if level[a["custodian_code"]] == level[b["custodian_code"]]:
            continue
        distance = geod.inv(*p, *q)[2]
        if a["site_id"] and a["site_id"] == b["site_id"]:
            shared += 1
            assert distance < 50
            assert a["address_line1"] == b["address_line1"]
        elif 50 < distance < 250:
            near += 1
    assert shared >= 8
    assert near >= 5


def test_nobody_on_the_island_can_reach_an_open_counter(register):
    open_ = {
        r["city"]
        for r in register["service_point"]
        if r["channel"] == "in_person" and r["status"] == "active"
    }
    assert "Heron Island" not in open_
    assert len(open_) >= 11


def test_phone_numbers_belong_to_nobody(register):
    for row in register["phone"]:
        assert re.fullmatch(r"\+1(705|249|844|855)55501\d\d|211|311", row["number"])


def test_addresses_on_the_web_belong_to_nobody(register):
    for rows in register.values():
        for row in rows:
            for field, value in row.items():
                if value and (field.startswith(("url", "booking_url")) or field.endswith("email")):
                    assert re.search(r"[@/.]example\.ca(/|$)", value), value


def test_civic_addresses_are_written_as_the_community_writes_them(register):
    for row in register["service_point"]:
        address = row["address_line1"]
        if address is None or address.startswith("PO Box"):
            continue
        french = row["csduid"] == "3599020"
        if french:
            assert re.match(r"\d+, (rue|avenue) ", address), address
        elif row["city"] in ("Alderbridge", "Wexcombe", "Stonefield"):
            assert re.fullmatch(r"\d+ .+ (Street|Avenue)", address), address
        assert re.fullmatch(r"(P[046]Z|J9Z) \d[A-Z]\d", row["postal_code"])


def test_texts_are_typographically_right(texts):
    for language, found in texts.items():
        for where in found:
            text = where[2]
            assert not re.search(r"['\"]|\.\.\.|  ", text), where
            if language == "fr":
                assert not re.search(r"[^\u00a0][:»]( |$)|«[^\u00a0]", text), where
                assert not re.search(r"\s;", text), where


def test_every_point_says_it_is_fictional(register, mistakes):
    for row in register["service_point"]:
        assert "Fictional" in row["description_en"]
        assert "fictive" in row["description_fr"]


@pytest.mark.parametrize(
    ("day", "weekday"),  # 0 = Monday
    [("Family Day", 0), ("Good Friday", 4), ("Easter Monday", 0), ("Victoria Day", 0), ("Civic Holiday", 0),
     ("Labour Day", 0), ("Thanksgiving", 0)],
)  # fmt: skip
def test_moving_holidays_fall_on_their_day(register, day, weekday):
    dates = [date.fromisoformat(r["on_date"]) for r in register["holiday"] if r["name_en"] == day]
    assert sorted(d.year for d in dates) == [2026, 2027]
    assert all(d.weekday() == weekday for d in dates)


def test_most_points_were_verified_within_a_year(register):
    days = [(TODAY - date.fromisoformat(row["verified_on"])).days for row in register["service_point"]]
    assert 0.9 < sum(0 <= d <= 365 for d in days) / len(days) < 1
