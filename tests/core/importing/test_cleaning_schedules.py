# SPDX-License-Identifier: GPL-2.0-or-later
"""Schedules of HSDS 3 to the hours of the shared schema: RFC 5545 as its examples have it, all or nothing."""

import time

import pytest
from service_points.core.hours import parse
from service_points.core.importing.cleaning.hours_schedules import read_schedules


def weekly(byday, opens, closes, **more):
    return {"freq": "WEEKLY", "byday": byday, "opens_at": opens, "closes_at": closes, **more}


def monthly(byday, opens, closes):
    return {"freq": "MONTHLY", "byday": byday, "opens_at": opens, "closes_at": closes}


@pytest.mark.parametrize(
    ("schedules", "expected"),
    [
        ([weekly("MO,TU,WE,TH,FR", "08:30", "16:30")], "Mo-Fr 08:30-16:30"),
        (
            [weekly("MO,TU", "8:30:00", "12:00"), weekly("MO,TU", "13:00", "16:30")],
            "Mo-Tu 08:30-12:00,13:00-16:30",
        ),
        ([weekly("TH,FR", "10:00", "18:00", wkst="TU", interval="1")], "Th-Fr 10:00-18:00"),
        ([weekly("SA", "09:00-05:00", "12:00-05:00")], "Sa 09:00-12:00"),
        ([monthly("1WE,3WE", "13:00", "15:00")], "We[1,3] 13:00-15:00"),
        ([monthly("-1FR", "13:00", "15:00")], "Fr[-1] 13:00-15:00"),
        ([{"freq": "DAILY", "opens_at": "00:00", "closes_at": "23:59"}], "24/7"),
        ([weekly("FR", "22:00", "02:00")], "Fr 22:00-02:00"),
        ([weekly("MO", "09:00", "00:00")], "Mo 09:00-24:00"),
        ([weekly("MO", "09:00", "17:00", valid_from="2019-01-01")], "Mo 09:00-17:00"),
        ([], None),
        ([{}, {"description": "Lun. au ven."}], None),
    ],
)  # fmt: skip
def test_schedules_are_said_in_the_syntax_of_the_schema(schedules, expected):
    found = read_schedules(schedules)
    assert (found.hours, found.note) == (expected, None)
    if expected:
        parse(expected)


@pytest.mark.parametrize(
    "schedule",
    [
        weekly("MO", "10:00Z", "16:00Z"),
        weekly("MO", "10:00", ""),
        weekly("MO", "10:00", "10:00"),
        weekly("MO", "25:00", "26:00"),
        weekly("MO,XX", "10:00", "16:00"),
        weekly("1MO", "10:00", "16:00"),
        weekly("MO", "10:00", "16:00", interval="2"),
        weekly("MO", "10:00", "16:00", byweekno="41,42"),
        {"freq": "MONTHLY", "byday": "MO", "opens_at": "10:00", "closes_at": "16:00"},
        {"freq": "MONTHLY", "bymonthday": "2", "opens_at": "10:00", "closes_at": "16:00"},
        {"freq": "YEARLY", "byday": "MO", "opens_at": "10:00", "closes_at": "16:00"},
        {"opens_at": "10:00", "closes_at": "16:00"},
    ],
)
def test_what_cannot_be_said_stays_a_note_and_no_hours_are_made_up(schedule):
    found = read_schedules([weekly("TU", "09:00", "12:00"), schedule])
    assert found.hours is None
    assert "TU" in found.note
    assert schedule["opens_at"] in found.note


def test_rules_that_contradict_each_other_are_not_hours():
    assert read_schedules([weekly("MO", "09:00", "12:00"), weekly("MO", "11:00", "16:00")]).hours is None


def test_a_rule_that_ends_is_a_note_beside_the_hours_that_last():
    summer = weekly("SA", "10:00", "14:00", valid_to="2026-08-31", notes="Été")
    found = read_schedules([weekly("MO", "09:00", "17:00", notes="Sonnez"), summer])
    assert found.hours == "Mo 09:00-17:00"
    assert "valid_to 2026-08-31" in found.note
    assert "Sonnez" in found.note


def test_hostile_schedules_take_no_time():
    start = time.process_time()
    for text in ("MO," * 10_000, "1" * 30_000, "0:" * 15_000):
        assert read_schedules([weekly(text, text, text)]).hours is None
    assert time.process_time() - start < 1
