# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine: what runs, in which order, on what, and how it is counted."""

import random
import time
from datetime import date

import pytest
from service_points.core.errors import Cancelled, InputError
from service_points.core.schema import load_schema
from service_points.core.validation import Register, rule_ids, validate, validate_record
from service_points.core.validation import engine as engine_module
from service_points.core.validation.check import Check, Problem, everywhere
from service_points.core.validation.fixes import FIXES
from service_points.core.validation.rules import CHECKS

TODAY = date(2026, 6, 15)


def uid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def test_a_sound_register_has_no_finding(report):
    outcome = report()
    assert outcome.findings == ()
    assert outcome.valid
    assert list(outcome.not_checked) == ["G07"]


def test_every_rule_of_a_store_has_one_function_and_an_advice():
    ids = [found.rule for found in CHECKS]
    expected = {rule for rule in load_schema().rules if rule[0] not in "MC"} - {"U01", "X02"}
    assert len(ids) == len(set(ids)) >= 57
    assert set(ids) == expected == set(FIXES)


def test_findings_come_by_severity_table_record_and_rule(spoil, report):
    spoil("closure", 701, to_date="2026-07-01")
    spoil("service_point", 2, verified_on="2020-01-01", hours=None)
    spoil("service_point", 1, url_en="http://example.ca", city=None, geom=None)
    assert [(f.severity, f.table, f.record_id[-3:], f.rule) for f in report().findings] == [
        ("error", "service_point", "001", "R01"),
        ("error", "service_point", "001", "G01"),
        ("error", "closure", "701", "T01"),
        ("warning", "service_point", "001", "P05"),
        ("warning", "service_point", "002", "H04"),
        ("warning", "service_point", "002", "T03"),
    ]


def test_the_order_of_the_rows_does_not_matter(rows, spoil, report):
    spoil("service_point", 2, geom="POINT (-75.6900000 45.4203000)", verified_on="2020-01-01")
    spoil("phone", 302, number="+16135550101", label_en="<b>")
    spoil("closure", 701, hours="nonsense", to_date="2020-01-01")
    before = report().findings
    for table in rows.values():
        random.Random(1).shuffle(table)
    assert report().findings == before
    assert len(before) >= 5


def test_a_finding_says_where_and_whose(spoil, report):
    spoil("phone", 301, number="5550101")
    [finding] = report("P01").findings
    assert finding.record_name.en == "5550101"
    assert finding.lonlat == (-75.69, 45.42)
    assert (finding.point_id, finding.custodian) == (uid(1), "CA")


def test_a_child_without_name_is_called_after_its_point(spoil, report):
    spoil("closure", 701, to_date="2026-07-01")
    [finding] = report("T01").findings
    assert finding.record_name.fr == "Centre Service Canada"


@pytest.mark.parametrize(
    ("tokens", "first", "count"),
    [(["T"], "T01", 5), (["t03"], "T03", 1), (["G", "G01"], "G01", 8), ([" T05", "T01"], "T01", 2)],
)
def test_rules_by_id_and_family(tokens, first, count):
    ids = rule_ids(load_schema(), tokens)
    assert (ids[0], len(ids)) == (first, count)


@pytest.mark.parametrize("token", ["T99", "Q", "", "T0"])
def test_a_rule_that_does_not_exist(token):
    with pytest.raises(InputError, match="There is no rule"):
        rule_ids(load_schema(), [token])


def test_rules_of_submissions_are_reported_as_not_checked(report):
    outcome = report("M01", "X")
    assert set(outcome.not_checked) == {"M01", "X02"}
    assert outcome.checked == ("X01", "X03", "X04", "X05", "X06", "X07")


def test_counts(spoil, report):
    spoil("service_point", 1, geom=None, verified_on="2020-01-01")
    spoil("service_point", 3, verified_on="2020-01-01")
    spoil("phone", 302, number="nonsense")
    outcome = report("G01", "T03", "P01")
    assert outcome.by_severity == {"reject": 0, "error": 2, "held": 0, "warning": 2}
    assert outcome.by_rule == {"G01": 1, "P01": 1, "T03": 2}
    assert not outcome.valid


def test_one_record(rows, spoil):
    spoil("service_point", 1, geom=None)
    spoil("service_point", 2, geom=None)
    register = Register(load_schema(), rows)
    findings = validate_record(register, "service_point", uid(1), today=TODAY)
    assert [(f.record_id, f.rule) for f in findings] == [(uid(1), "G01")]
    assert validate_record(register, "service_point", uid(99), today=TODAY) == ()


def test_a_draft_stands_in_for_its_record(rows):
    register = Register(load_schema(), rows)
    stored = next(row for row in rows["service_point"] if row["id"] == uid(1))
    draft = {**stored, "hours": "Mo-Fr 8:30-16:30", "parent_point_id": uid(1)}
    findings = validate_record(register, "service_point", uid(1), draft=draft, today=TODAY)
    assert [f.rule for f in findings] == ["H01", "X03"]
    assert validate_record(register, "service_point", uid(1), today=TODAY) == ()


def test_a_new_record_as_it_is_typed(rows):
    register = Register(load_schema(), rows)
    draft = {"id": uid(6), "custodian_code": "CA", "channel": "in_person"}
    findings = validate_record(
        register, "service_point", uid(6), draft=draft, rules=["R01", "G01"], today=TODAY
    )
    assert sorted(f.field for f in findings) == [
        "city",
        "geom",
        "name_en",
        "organization_id",
        "point_type",
        "province",
        "status",
        "verified_method",
        "verified_on",
        "visibility",
    ]


@pytest.mark.parametrize(
    "value", [None, "", 7, 1.5, True, [], ["x"], [None], {}, {"a": 1}, "\ud800", "x" * 600]
)
def test_no_value_of_the_wrong_kind_stops_the_run(rows, value):
    """Every field of every table takes every kind of value in turn; R04 and R01 speak, nothing raises."""
    for table, definition in load_schema().tables.items():
        for field in definition.fields if table in rows else ():
            for row in rows[table][:1]:
                kept = dict(row)
                row[field.name] = value
                validate(Register(load_schema(), rows), today=TODAY)
                row.clear()
                row.update(kept)


def test_a_faulty_rule_surfaces(monkeypatch, report):
    def broken(record):
        yield Problem("no_such_field")

    monkeypatch.setattr(engine_module, "CHECKS", (Check("R01", everywhere, broken),))
    with pytest.raises(KeyError, match="no_such_field"):
        report("R01")


def test_cancel_and_progress(rows):
    class Listener:
        def __init__(self, after):
            self.fractions, self.after = [], after

        def is_cancelled(self):
            return len(self.fractions) >= self.after

        def report(self, fraction, text=None):
            self.fractions.append(fraction)

    rows["phone"] = [{**rows["phone"][0], "id": uid(10_000 + n)} for n in range(2_000)]
    listener = Listener(after=3)
    with pytest.raises(Cancelled):
        validate(Register(load_schema(), rows), rules=["R01"], today=TODAY, progress=listener)
    assert len(listener.fractions) == 3
    listener = Listener(after=10_000)
    validate(Register(load_schema(), rows), rules=["R01"], today=TODAY, progress=listener)
    assert listener.fractions == sorted(listener.fractions)
    assert listener.fractions[-1] == 1.0


def test_a_register_reads_the_tables_of_a_store(rows):
    class Shelf:
        def __init__(self):
            self.asked = []

        def rows(self, table):
            self.asked.append(table)
            return rows.get(table, [])

    shelf = Shelf()
    register = Register.from_store(shelf)
    assert "change_log" not in shelf.asked
    assert "submission" not in shelf.asked
    assert validate(register, today=TODAY).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "a." * 15_000 + "@",
        "1-" * 15_000,
        "(" * 30_000,
        "http://" + "a." * 15_000,
        "p.o. " * 6_000,
        "Mo," * 10_000,
    ],
)
def test_hostile_text_in_every_field_costs_little(rows, text):
    for table, records in rows.items():
        for field in load_schema().tables[table].fields if records else ():
            if field.type in ("text", "multipolygon", "point"):
                records[0][field.name] = text
    start = time.process_time()
    validate(Register(load_schema(), rows), today=TODAY)
    assert time.process_time() - start < 5


def test_ten_thousand_points_take_seconds(rows):
    rng = random.Random(7)
    point, phone, link = rows["service_point"][0], rows["phone"][0], rows["service_at_point"][0]
    for number in range(10_000, 20_000):
        lon, lat = rng.uniform(-80, -75), rng.uniform(43, 46)
        own = {"id": uid(number), "name_en": f"Office {number}", "name_fr": f"Bureau {number}"}
        own["geom"] = f"POINT ({lon:.7f} {lat:.7f})"
        rows["service_point"].append({**point, **own, "organization_id": uid(101 + number % 3)})
        child = {"id": uid(number), "point_id": uid(number)}
        rows["phone"].append({**phone, **child, "number": f"+1613555{number % 10000:04d}"})
        rows["service_at_point"].append({**link, **child})
    start = time.process_time()
    outcome = validate(Register(load_schema(), rows), today=TODAY)
    seconds = time.process_time() - start
    assert outcome.by_rule["R01"] == 0
    assert outcome.by_rule["G04"] > 9_000
    assert seconds < 30, f"{seconds:.1f} s"
