# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose territory an area lies in: by its code, else by the boundaries of the store."""

import numpy as np
import pytest
from service_points.core.channels import NO, UNKNOWN, YES, Territories
from service_points.core.channels.territory import known_digits

NAMES = {NO: "no", UNKNOWN: "unknown", YES: "yes"}
HOLE = "(-75.6 45.4, -75.4 45.4, -75.4 45.6, -75.6 45.6, -75.6 45.4)"
SQUARE = f"MULTIPOLYGON (((-76 45, -75 45, -75 46, -76 46, -76 45), {HOLE}))"
JURISDICTIONS = [
    {"code": "CA", "csduid": None},
    {"code": "CA-ON", "csduid": None},
    {"code": "CA-ON-x-cedar", "csduid": "3599090"},
    {"code": "CA-ON-x-nowhere", "csduid": None},
]


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("35", "35"),
        ("ON", "35"),
        ("nu", "62"),
        ("3506", "3506"),
        ("3506008", "3506008"),
        ("35060123", "3506"),  # a dissemination area: province, division, four digits of its own
        ("35060123004", "3506"),  # a block of it
        ("2021A00053506008", "3506008"),
        ("2021S051235060123", "3506"),
        ("2021A000235", "35"),
        ("2021A00033506", "3506"),
        ("2021S05003510", None),  # the economic region of Ottawa; division 3510 is Frontenac
        ("2021S05023506008", None),  # a consolidated subdivision holds other subdivisions too
        (3506008, "3506008"),
        (" 3506008 ", "3506008"),
        ("5050001.01", None),  # a census tract begins with its agglomeration
        ("505", None),
        ("Ottawa", None),
        ("", None),
        (None, None),
        ("٣٥", None),
    ],
)
def test_digits_in_a_code(code, digits):
    assert known_digits(code) == digits


def words(answers):
    return [NAMES[value] for value in answers]


def lonlat(*places):
    return np.array(places or [(0.0, 0.0)], float)


def test_codes_decide_as_far_as_they_go():
    codes = ["35", "3506", "3506008", "3506999", "3507", "24", "Kanata"]
    found = Territories(codes, lonlat(*[(0, 0)] * 7), JURISDICTIONS, [])
    assert words(found.of_jurisdiction("CA")) == ["yes"] * 7
    assert words(found.of_jurisdiction("CA-ON")) == ["yes"] * 5 + ["no", "unknown"]
    assert words(found.of_jurisdiction("CA-ON-3506")) == [
        "unknown", "yes", "yes", "yes", "no", "no", "unknown",
    ]  # fmt: skip
    assert words(found.of_jurisdiction("CA-ON-3506008")) == [
        "unknown", "unknown", "yes", "no", "no", "no", "unknown",
    ]  # fmt: skip
    assert found.coded.tolist() == [True] * 6 + [False]


def test_a_first_nation_has_the_land_of_its_subdivision_or_none_that_is_known():
    found = Territories(["3599090", "3599010"], lonlat((0, 0), (0, 0)), JURISDICTIONS, [])
    assert words(found.of_jurisdiction("CA-ON-x-cedar")) == ["yes", "no"]
    assert words(found.of_jurisdiction("CA-ON-x-nowhere")) == ["unknown", "unknown"]
    assert words(found.of_jurisdiction("CA-ZZ")) == ["unknown", "unknown"]


def test_boundaries_decide_where_codes_do_not_reach():
    """In the square, in its hole, outside, without a place; a code that says no is believed."""
    places = lonlat((-75.9, 45.1), (-75.5, 45.5), (-74.0, 45.5), (np.nan, np.nan), (-75.9, 45.1))
    boundaries = [{"uid": "3506008", "geom": SQUARE}]
    found = Territories(["3506", "", "", "", "24"], places, JURISDICTIONS, boundaries)
    assert words(found.of_jurisdiction("CA-ON-3506008")) == ["yes", "no", "no", "unknown", "no"]
    assert words(found.of_jurisdiction("CA-ON-3507001")) == ["no", "unknown", "unknown", "unknown", "no"]
    bare = Territories(None, places, JURISDICTIONS, boundaries)
    assert words(bare.of_jurisdiction("CA-ON-3506008")) == ["yes", "no", "no", "unknown", "yes"]


def test_service_areas_are_where_they_are_drawn():
    places = lonlat((-75.9, 45.1), (-75.5, 45.5), (-73.0, 45.5))
    found = Territories(None, places, [], [])
    other = f"MULTIPOLYGON (({HOLE}))"
    assert found.within([SQUARE]).tolist() == [True, False, False]
    assert found.within([SQUARE, other]).tolist() == [True, True, False]
    assert found.within([None, "POLYGON EMPTY", "no"]).tolist() == [False] * 3


def test_no_areas():
    found = Territories([], np.zeros((0, 2)), JURISDICTIONS, [])
    assert found.of_jurisdiction("CA-ON").tolist() == []
