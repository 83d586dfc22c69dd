# SPDX-License-Identifier: GPL-2.0-or-later
"""Corrections by one click. Expected values are written by hand from Canada Post's and the ITU's forms."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_points.core.schema import load_schema
from service_points.core.validation import Register, correction_of, validate
from service_points.core.validation.corrections import (
    code_of_list,
    phone_number,
    position_in_canada,
    postal_code,
    tidy_hours,
    tidy_spaces,
    without_spaces,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("k1a0b1", "K1A 0B1"),
        ("K1A-0B1", "K1A 0B1"),
        ("K1A  0B1", "K1A 0B1"),
        ("k1a\u00a00b1", "K1A 0B1"),
        ("K1A 0B", None),
        ("K1A 0B1 Canada", None),
    ],
)
def test_postal_codes(typed, meant):
    assert postal_code(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("(613) 555-0123", "+16135550123"),
        ("613.555.0123", "+16135550123"),
        ("1 613 555 0123", "+16135550123"),
        ("+1 613‑555‑0123", "+16135550123"),
        ("tel:+1-613-555-0123", "+16135550123"),
        ("3-1-1", "311"),
        ("613-555-0123 ext. 4", None),
        ("1-800-O-CANADA", None),
        ("+33 1 42 68 53 00", None),
        ("555-0123", None),
    ],
)
def test_telephone_numbers(typed, meant):
    assert phone_number(typed) == meant


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("POINT (45.4215000 -75.6972000)", "POINT (-75.6972000 45.4215000)"),
        ("POINT (75.6972000 45.4215000)", "POINT (-75.6972000 45.4215000)"),
        ("POINT (-75.6972000 45.4215000)", None),
        ("POINT (2.3522000 48.8566000)", None),
        ("nowhere", None),
    ],
)
def test_positions(stored, meant):
    assert position_in_canada(stored) == meant


def test_spaces():
    assert tidy_spaces("  12 \u00a0 Main\tStreet ") == "12 Main Street"
    assert without_spaces(" info@ example.ca") == "info@example.ca"


def test_hours():
    assert tidy_hours("Mo–Fr  8:30-16:30; PH off") == "Mo-Fr 08:30-16:30; PH off"
    assert tidy_hours("Mo-Fr 08:30-16:30") == "Mo-Fr 08:30-16:30"


def test_codes():
    provinces = load_schema().domains["province"]
    assert code_of_list(" on ", provinces) == "ON"
    assert code_of_list("Ontario", provinces) is None


@given(st.text(max_size=30))
def test_correcting_twice_is_correcting_once(text):
    assert tidy_spaces(tidy_spaces(text)) == tidy_spaces(text)
    for correct in (postal_code, phone_number):
        once = correct(text)
        assert once is None or correct(once) == once


def corrections(report, rows, rule):
    register = Register(load_schema(), rows)
    found = validate(register, rules=[rule], today=TODAY).findings
    return [correction_of(finding, register, today=TODAY) for finding in found]


CASES = [
    ("A01", "service_point", "postal_code", "k1a0b1", "K1A 0B1"),
    ("G02", "service_point", "geom", "POINT (45.4215000 -75.6972000)", "POINT (-75.6972000 45.4215000)"),
    ("H01", "service_point", "hours", "Mo-Fr 8:30-16:30; PH off", "Mo-Fr 08:30-16:30; PH off"),
    ("P04", "service_point", "url_en", "https://example.ca/an office", "https://example.ca/anoffice"),
    ("P06", "service_point", "email", "info @example.ca", "info@example.ca"),
    ("R02", "service_point", "province", "on", "ON"),
    ("P01", "phone", "number", "(613) 555-0123", "+16135550123"),
]


@pytest.mark.parametrize("case", CASES)
def test_an_offered_correction_ends_the_finding(rows, case, report):
    rule, table, field, typed, meant = case
    row = rows[table][0]
    row[field] = typed
    (offered,) = [c for c in corrections(report, rows, rule) if c is not None]
    assert (offered.table, offered.record_id, offered.field) == (table, row["id"], field)
    assert (offered.before, offered.after) == (typed, meant)
    row[field] = offered.after
    assert [f for f in report(rule).findings if f.record_id == row["id"] and f.field == field] == []


@pytest.mark.parametrize(
    ("rule", "field", "typed"),
    [("A01", "postal_code", "D1A 0B1x"), ("A01", "postal_code", "d1a0b1"), ("H01", "hours", "weekdays")],
)
def test_what_a_person_must_decide_is_not_offered(rows, rule, field, typed, report):
    rows["service_point"][0][field] = typed
    assert report(rule).findings
    assert corrections(report, rows, rule) == [None]
