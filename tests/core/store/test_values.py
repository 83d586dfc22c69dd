# SPDX-License-Identifier: GPL-2.0-or-later
"""Canonical values. The expectations are written by hand from schema.json's ``types``."""

import unicodedata
from datetime import datetime, timedelta, timezone

import pytest
from service_points.core.store.values import READERS, canonical_datetime, canonical_real, to_stored


@pytest.mark.parametrize(
    ("kind", "stored", "canonical"),
    [
        ("uuid", "{0B7C0000-0000-4000-8000-00000000ABCD}", "0b7c0000-0000-4000-8000-00000000abcd"),
        ("text", "  Que\u0301bec \n", "Qu\u00e9bec"),
        ("text", "   ", None),
        ("int", "-12", -12),
        ("real", "12.5000000000001", "12.5"),
        ("real", "2", "2"),
        ("real", "-0.0001", "0"),
        ("real", "0.0005", "0"),  # half to even
        ("real", "0.0015", "0.002"),
        ("bool", "1", True),
        ("bool", "0", False),
        ("date", "2026/11/01", "2026-11-01"),
        ("datetime", "2026/11/01 23:30:00+00", "2026-11-01T23:30:00Z"),
        ("datetime", "2026/11/01 23:30:00.500-0330", "2026-11-02T03:00:00Z"),
        ("datetime", "2026/11/01 00:30:00+05", "2026-10-31T19:30:00Z"),
        ("datetime", "2026/11/01 10:00:00", "2026-11-01T10:00:00Z"),
        ("set", '[ "fr", "en", "fr" ]', ["en", "fr"]),
        ("set", "[]", None),
        ("json", '{"b":[1],"a":null}', {"a": None, "b": [1]}),
    ],
)
def test_a_stored_text_is_read_as_the_canonical_value(kind, stored, canonical):
    value = READERS[kind](stored)
    assert value == canonical
    assert type(value) is type(canonical)


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("int", "douze"),
        ("real", "nan"),
        ("real", "1e400"),
        ("real", "inf"),
        ("date", "2026/02/30"),
        ("datetime", "hier"),
        ("datetime", "2026/11/01 25:00:00"),
        ("set", "en,fr"),
        ("set", '{"en": 1}'),
        ("set", "[1, 2]"),
        ("json", "[1]"),
    ],
)
def test_what_is_not_of_the_type_is_refused_by_the_reader(kind, stored):
    with pytest.raises(ValueError, match=r".*"):
        READERS[kind](stored)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("uuid", "0B7C0000-0000-4000-8000-00000000ABCD"),
        ("uuid", "0b7c"),
        ("text", " trimmed?"),
        ("text", "Que\u0301bec"),
        ("text", "half \ud83d of a pair"),
        ("text", "cut\x00 off"),
        ("text", 5),
        ("int", True),
        ("int", 1.0),
        ("int", 2**53),
        ("real", 1.5),
        ("real", "1.50"),
        ("real", "1.2345"),
        ("real", "1e3"),
        ("bool", 1),
        ("date", "2026/11/01"),
        ("date", "2026-11-01T00:00:00Z"),
        ("date", "2026-02-30"),
        ("datetime", "2026-11-01T10:00:00+01:00"),
        ("datetime", "2026-11-01T10:00:00"),
        ("set", ["fr", "en"]),
        ("set", ["en", "en"]),
        ("set", []),
        ("set", "en"),
        ("json", []),
        ("point", "POINT (-75.6972 45.4215)"),
        ("point", "POINT(-75.6972000 45.4215000)"),
        ("point", "POINT (-75.6972000 45.4215000); DROP TABLE phone"),
        ("multipolygon", "POLYGON ((0.000000 0.000000))"),
        ("multipolygon", "MULTIPOLYGON (((0.000000 0.000000, 1.000000 0.000000)))"),
    ],
)
def test_only_canonical_values_can_be_stored(kind, value):
    with pytest.raises(ValueError, match=r".*"):
        to_stored(kind, value)


def test_decimals_beyond_three_are_rounded_and_never_written_as_exponents():
    assert canonical_real(1e-7) == "0"
    assert canonical_real(123456789.125) == "123456789.125"
    assert canonical_real("100") == "100"
    assert canonical_real(0.1 + 0.2) == "0.3"


def test_a_moment_is_written_in_utc():
    st_johns = timezone(timedelta(hours=-3, minutes=-30))
    assert canonical_datetime(datetime(2026, 11, 1, 21, 0, tzinfo=st_johns)) == "2026-11-02T00:30:00Z"
    assert canonical_datetime(datetime(2026, 11, 1, 21, 0)) == "2026-11-01T21:00:00Z"


def test_composed_text_is_the_form_python_calls_nfc():
    mixed = "e\u0301A\u030a\u1112\u1161\u11ab"
    assert READERS["text"](mixed) == unicodedata.normalize("NFC", mixed) == "éÅ한"


def test_a_year_has_four_digits():
    from datetime import datetime, timezone

    from service_points.core.store.values import READERS, canonical_datetime

    text = canonical_datetime(datetime(999, 1, 2, 3, 4, 5, 678, tzinfo=timezone.utc))
    assert text == "0999-01-02T03:04:05Z"
    assert READERS["datetime"](text) == text
