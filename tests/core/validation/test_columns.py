# SPDX-License-Identifier: GPL-2.0-or-later
"""Values judged once for all the records that have them: the same findings as record by record."""

import copy
import random
from datetime import date

import pytest
from service_points.core.schema import load_schema
from service_points.core.validation import (
    Corrector,
    Register,
    corrections,
    validate,
    validate_record,
    validate_records,
)
from service_points.core.validation.check import Cell, Records, Values
from service_points.core.validation.columns import identity
from service_points.core.validation.record import Record
from service_points.core.validation.rules import CHECKS

TODAY = date(2026, 6, 15)
SCHEMA = load_schema()
VALUES = [
    None, "", " ", True, 1, 1.0, False, 0, "1", [], ["en"], ["en", "en"], ["EN"], [True], [1], ["1"],
    {"a": 1}, {"a": True}, "k1a 0b1", "Mo-Fr 8:30-16:30", "2030-01-01", "2020-02-30", "<b>", "\ud800",
    "http://example.ca", "https://a b.ca", "jean.tremblay@example.ca", "info @example.ca", "613 555 0123",
    "POINT (45.42 -75.69)", "x" * 600,
]  # fmt: skip


@pytest.fixture
def messy(rows):
    """Every record several times under other identifiers, with a few random values of the wrong kind."""
    rng = random.Random(5)
    for name, records in rows.items():
        key = SCHEMA.tables[name].key
        if name == "jurisdiction" or key not in SCHEMA.tables[name].by_name:
            continue
        for record in list(records):
            for number in range(6):
                own = copy.deepcopy(record)
                own[key] = f"{record[key][:-4]}{rng.randrange(1000, 9999)}" if number else record[key]
                for field in rng.sample([f for f in own if f != key], min(4, len(own) - 1)):
                    own[field] = rng.choice(VALUES)
                records.append(own)
    return Register(SCHEMA, rows)


def test_a_field_that_a_record_lacks_is_one_without_a_value(messy):
    """An import gives only the fields that it fills: the findings are those of rows with all fields."""
    sparse = {
        table.name: [
            {name: value for name, value in row.items() if value is not None}
            for row in messy.rows(table.name)
        ]
        for table in messy.tables
    }
    for row in sparse["service_point"][::2]:
        row.pop("province", None)
    full = {
        name: [{**dict.fromkeys(SCHEMA.tables[name].by_name), **row} for row in rows]
        for name, rows in sparse.items()
    }
    found = [validate(Register(SCHEMA, rows), today=TODAY).findings for rows in (sparse, full)]
    assert len(found[0]) > 300
    assert found[0] == found[1]


def test_the_whole_is_what_single_records_say(messy):
    """Records of one identifier are looked up by the first of them, so each stands for itself here."""
    whole = validate(messy, today=TODAY)
    checkable = set(whole.checked) - set(whole.not_checked)
    found = []
    for table in messy.tables:
        for row in messy.rows(table.name):
            key = str(row.get(table.key))
            found += validate_record(messy, table.name, key, draft=row, rules=checkable, today=TODAY)
    expected = [finding for finding in whole.findings if finding.rule in checkable]
    assert len(expected) > 300
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


def test_several_records_at_once_are_what_each_says(messy):
    keys = [
        (table.name, row[table.key])
        for table in messy.tables
        for row in messy.rows(table.name)
        if isinstance(row.get(table.key), str) and table.key in table.by_name
    ]
    found = validate_records(messy, [*keys, *keys[:5], ("phone", "nobody")], today=TODAY)
    assert list(found) == [key for key in dict.fromkeys(keys) if key in found]
    rules = [check.rule for check in CHECKS]
    for (table, key), findings in found.items():
        alone = validate_record(messy, table, key, today=TODAY)
        assert sorted(map(repr, findings)) == sorted(map(repr, alone))
        assert [rules.index(f.rule) for f in findings] == sorted(rules.index(f.rule) for f in findings)


def test_values_share_a_judgement_only_when_no_rule_can_tell_them_apart():
    field = SCHEMA.tables["service_point"].by_name
    register = Register(SCHEMA, {})
    judged = {}
    for value in VALUES:
        said = [
            problem
            for name in ("languages", "geo_accuracy_m", "name_en", "url_en")
            for check in CHECKS
            if name in check.fields(SCHEMA.tables["service_point"])
            for problem in check.judge(
                Cell(register, SCHEMA.tables["service_point"], field[name], value, today=TODAY)
            )
        ]
        assert judged.setdefault(identity(value), said) == said
    assert len(judged) == len(VALUES)


CORRECTABLE = {
    ("service_point", "postal_code"): ["k1a0b1", "K1A-0B1", "K1A", "D1A 0B1", " k1a 0b1 "],
    ("service_point", "hours"): ["Mo-Fr 8:30-16:30", "Mo\u2013Fr 08:30-16:30", "nonsense"],
    ("service_point", "url_en"): ["https://a b.ca", "ftp://a b"],
    ("service_point", "email"): ["info @example.ca", "x @"],
    ("service_point", "channel"): ["IN_PERSON", " digital", "boat"],
    ("service_point", "languages"): [["EN"], ["en", "Bogus"], ["en", "en"], "EN"],
    ("service_point", "csduid"): ["350 6008", "x"],
    ("service_point", "geom"): [
        "POINT (45.4200000 -75.6900000)",
        "POINT (75.6900000 45.4200000)",
        "POINT (0 0)",
    ],
    ("service_point", "organization_id"): [" 00000000-0000-4000-8000-000000000101", "x"],
    ("phone", "number"): ["(613) 555-0123", "3-1-1", "abc", "613 555 0123 x4"],
    ("phone", "point_id"): [" 00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000001"],
    ("phone", "organization_id"): [" 00000000-0000-4000-8000-000000000101"],
}


def test_a_correction_found_by_value_is_that_of_the_record(rows, monkeypatch):
    rng = random.Random(9)
    for name, count in (("service_point", 60), ("phone", 40)):
        kept = list(rows[name])
        for number in range(count):
            own = {**copy.deepcopy(rng.choice(kept)), "id": f"00000000-0000-4000-8000-{number + 7000:012d}"}
            for (table, field), values in CORRECTABLE.items():
                if table == name and rng.random() < 0.4:
                    own[field] = rng.choice(values)
            rows[name].append(own)
    register = Register(SCHEMA, rows)
    findings = validate(register, today=TODAY).findings
    by_value = Corrector(register, today=TODAY)
    offered = [by_value.correction_of(finding) for finding in findings]
    assert len({(c.table, c.field) for c in offered if c}) > 8
    assert len([f for f, c in zip(findings, offered) if not c]) > 20
    monkeypatch.setattr(corrections, "_BY_VALUE", frozenset())
    by_record = Corrector(register, today=TODAY)
    assert [by_record.correction_of(finding) for finding in findings] == offered


def test_what_is_called_sound_has_nothing_wrong(messy):
    """Each rule that looks at values together, alone and in any company: it may be unsure, never mistaken."""
    rng = random.Random(7)
    extra = [
        "046 454 286",
        "4111 1111 1111 1111",
        "a@gmail.com",
        "a\u202eb",
        "\ue000",
        "+16135550123",
        "911\n",
    ]
    sure = set()
    for table in messy.tables:
        rows = messy.rows(table.name)
        for check in CHECKS:
            for name in check.fields(table) if check.applies(table) else ():
                field = table.by_name[name]
                pool = [row.get(name) for row in rows] + VALUES + extra
                for values in [[value] for value in pool] + [rng.sample(pool, 3) for _ in range(20)]:
                    if check.sound(Values(messy, table, field, values)):
                        sure.add(check.rule)
                        cells = [Cell(messy, table, field, value, today=TODAY) for value in values]
                        assert [p for cell in cells for p in check.judge(cell)] == [], (check.rule, values)
    assert sure == {"R01", "R04", "X01", "P01", "P07", "S01", "S02", "S03"}


def test_records_that_are_called_clear_have_nothing_wrong(messy, rows):
    """Each rule that looks at records together, at one and at several of a whole or of a damaged register."""
    rng = random.Random(8)
    sure, found = set(), set()
    bad = {name: copy.deepcopy(some[:2]) for name, some in rows.items()}
    for row in bad["jurisdiction"]:
        row["level"] = "federal"
    for row in bad["source"]:
        row["licence"] = "unknown"
    of_a_website = next(c.code for c in SCHEMA.domains["point_type"].values if c.note == "digital")
    wrong = {"channel": "in_person", "point_type": of_a_website, "source_id": bad["source"][0]["id"]}
    first = {**bad["service_point"][0], **wrong, "visibility": "public", "name_fr": None}
    paris = {**first, "geom": "POINT (2.3522000 48.8566000)"}
    bad["service_point"] += [first, paris, {**first, "geom": None}]
    good = Register(SCHEMA, {name: some[:2] for name, some in rows.items()}, boundaries=[])
    for register in (messy, good, Register(SCHEMA, bad)):
        for table in register.tables:
            some = list(register.rows(table.name))
            for chosen in [[row] for row in some] + [rng.sample(some, min(3, len(some))) for _ in range(20)]:
                for check in CHECKS:
                    if not check.applies(table) or not check.asks_records(table):
                        continue
                    problems = [
                        problem
                        for row in chosen
                        for problem in check.find(Record(register, table, row, TODAY))
                    ]
                    if check.clear(Records(register, table, chosen)):
                        sure.add(check.rule)
                        assert problems == [], (check.rule, chosen)
                    elif problems:
                        found.add(check.rule)
    assert sure == {"R01", "R06", "G01", "G02", "G03", "G04", "G05", "L01", "U02", "S04"}
    assert found >= sure - {"G03", "G04", "G05"}  # which the tests of boundaries have
