# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours at an instant. In March 2026 the 1st is a Sunday; the 4th is a Wednesday."""

from datetime import date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service_points.core.hours import (
    Change,
    Span,
    day_hours,
    is_open,
    next_change,
    parse,
    weekly_hours,
    weekly_minutes,
    weekly_overlap_minutes,
)

OFFICE = "Mo-Fr 08:30-12:00,13:00-16:30; PH off"
HOLIDAYS = {date(2026, 4, 3), date(2026, 7, 1), date(2026, 12, 25)}  # Good Friday, Canada Day, Christmas


def holiday(day):
    return day in HOLIDAYS


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        (OFFICE, (2026, 3, 4, 8, 29), False),
        (OFFICE, (2026, 3, 4, 8, 30), True),
        (OFFICE, (2026, 3, 4, 11, 59), True),
        (OFFICE, (2026, 3, 4, 12, 0), False),  # lunch
        (OFFICE, (2026, 3, 4, 12, 59), False),
        (OFFICE, (2026, 3, 4, 13, 0), True),
        (OFFICE, (2026, 3, 4, 16, 30), False),
        (OFFICE, (2026, 3, 7, 10, 0), False),  # Saturday
        (OFFICE, (2026, 7, 1, 10, 0), False),  # Canada Day, a Wednesday
        ("Mo-Fr 08:30-16:30", (2026, 7, 1, 10, 0), None),  # no word on holidays
        ("Mo-Fr 08:30-16:30", (2026, 7, 1, 18, 0), None),
        ("Mo-Th 08:30-16:30", (2026, 4, 3, 10, 0), False),  # closed on Fridays anyway
        ("24/7", (2026, 7, 1, 10, 0), True),
        ("24/7; PH off", (2026, 7, 1, 10, 0), False),
        ("Mo-Fr,PH 08:30-16:30", (2026, 7, 1, 10, 0), True),
        ("Mo-Fr 08:30-16:30; PH 10:00-12:00", (2026, 7, 1, 11, 0), True),
        ("Mo-Fr 08:30-16:30; PH 10:00-12:00", (2026, 7, 1, 9, 0), False),
        ("PH off; Mo-Fr 08:30-16:30", (2026, 7, 1, 10, 0), False),
        ("Mo-Fr 08:30-16:30; PH off; Dec 25 10:00-12:00", (2026, 12, 25, 11, 0), True),
        ("Mo-Fr 09:00-17:00; We 12:00-20:00", (2026, 3, 4, 10, 0), False),  # the later rule replaces
        ("Mo-Fr 09:00-17:00; We 12:00-20:00", (2026, 3, 4, 19, 0), True),
        ("We 12:00-20:00; Mo-Fr 09:00-17:00", (2026, 3, 4, 19, 0), False),
        ("Mo-Fr 22:00-02:00", (2026, 3, 6, 23, 0), True),
        ("Mo-Fr 22:00-02:00", (2026, 3, 7, 1, 59), True),  # Friday night
        ("Mo-Fr 22:00-02:00", (2026, 3, 7, 2, 0), False),
        ("Mo-Fr 22:00-02:00", (2026, 3, 2, 1, 0), False),  # Sunday night
        ("Mo-Fr 22:00-02:00; Sa off", (2026, 3, 7, 1, 0), True),
        ("Sa 18:00-24:00", (2026, 3, 7, 23, 59), True),
        ("Sa 18:00-24:00", (2026, 3, 8, 0, 0), False),
        ("Sa 18:00-24:30", (2026, 3, 8, 0, 29), True),
        ("Fr-Mo 10:00-14:00", (2026, 3, 8, 11, 0), True),
        ("Fr-Mo 10:00-14:00", (2026, 3, 4, 11, 0), False),
        ("We[1] 09:00-12:00", (2026, 3, 4, 10, 0), True),
        ("We[1] 09:00-12:00", (2026, 3, 11, 10, 0), False),
        ("We[-1] 09:00-12:00", (2026, 3, 25, 10, 0), True),
        ("We[-1] 09:00-12:00", (2026, 3, 18, 10, 0), False),
        ("Su[5] 09:00-12:00", (2026, 3, 29, 10, 0), True),
        ("Mo-Fr 09:00-17:00; Jul-Aug Fr off", (2026, 7, 3, 10, 0), False),
        ("Mo-Fr 09:00-17:00; Jul-Aug Fr off", (2026, 9, 4, 10, 0), True),
        ("Nov-Mar 10:00-14:00", (2026, 1, 31, 10, 0), True),
        ("Nov-Mar 10:00-14:00", (2026, 4, 1, 10, 0), False),
        ("09:00-17:00; Dec 24-Jan 2 off", (2027, 1, 2, 10, 0), False),
        ("09:00-17:00; Dec 24-Jan 2 off", (2027, 1, 3, 10, 0), True),
        ("09:00-17:00; Feb 28-Mar 1 off", (2028, 2, 29, 10, 0), False),
        ('"by appointment"', (2026, 3, 4, 10, 0), None),
        ('Mo-Fr 09:00-17:00; "Saturdays by appointment"', (2026, 3, 4, 10, 0), True),
        ('Mo-Fr 09:00-17:00; "Saturdays by appointment"', (2026, 3, 7, 10, 0), None),
        ('Mo-Fr 09:00-17:00 "second floor"', (2026, 3, 4, 10, 0), True),
        ("off", (2026, 3, 4, 10, 0), False),
    ],
)
def test_is_open(text, at, expected):
    assert is_open(parse(text), datetime(*at), holiday) is expected


def test_the_hours_of_a_day_with_their_comment():
    hours = parse('Mo-Fr 09:00-12:00,13:00-17:00 "2e étage"')
    assert day_hours(hours, date(2026, 3, 4)).spans == (Span(540, 720), Span(780, 1020))
    assert day_hours(hours, date(2026, 3, 4)).comment == "2e étage"
    assert day_hours(hours, date(2026, 3, 7)).spans == ()


@pytest.mark.parametrize(
    ("text", "at", "change"),
    [
        (OFFICE, (2026, 3, 4, 10, 0), ((2026, 3, 4, 12, 0), False)),
        (OFFICE, (2026, 3, 4, 12, 0), ((2026, 3, 4, 13, 0), True)),
        (OFFICE, (2026, 3, 6, 17, 0), ((2026, 3, 9, 8, 30), True)),  # over the weekend
        (OFFICE, (2026, 4, 2, 17, 0), ((2026, 4, 6, 8, 30), True)),  # over Good Friday
        ("Mo-Fr 08:30-16:30", (2026, 6, 30, 17, 0), ((2026, 7, 1, 0, 0), None)),
        ("Mo-Fr 08:30-16:30", (2026, 7, 1, 10, 0), ((2026, 7, 2, 0, 0), False)),
        ("Mo-Fr 22:00-02:00", (2026, 3, 6, 23, 0), ((2026, 3, 7, 2, 0), False)),
        ("Sa 12:00-24:00; Su 00:00-06:00", (2026, 3, 7, 13, 0), ((2026, 3, 8, 6, 0), False)),
        ("Dec 24 09:00-12:00", (2026, 12, 24, 12, 0), ((2027, 12, 24, 9, 0), True)),
        ("24/7", (2026, 3, 4, 10, 0), None),
        ("off", (2026, 3, 4, 10, 0), None),
        ('"by appointment"', (2026, 3, 4, 10, 0), None),
    ],
)
def test_next_change(text, at, change):
    expected = None if change is None else Change(datetime(*change[0]), change[1])
    assert next_change(parse(text), datetime(*at), holiday) == expected


def test_the_change_is_in_the_time_zone_of_the_question():
    eastern = timezone(timedelta(hours=-5))
    change = next_change(parse(OFFICE), datetime(2026, 3, 4, 10, 0, 30, tzinfo=eastern), holiday)
    assert change == Change(datetime(2026, 3, 4, 12, 0, tzinfo=eastern), False)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mo-Fr 08:30-16:30", 40.0),
        (OFFICE, 35.0),
        ("Mo-Fr 09:00-17:00; We 09:00-20:00; Fr off", 35.0),
        ("24/7", 168.0),
        ("00:00-24:00", 168.0),
        ("off", 0.0),
        ("Mo 09:00-12:00,11:00-13:00", 4.0),  # overlap counts once
        ("Fr 22:00-02:00; Sa 00:00-04:00", 6.0),
        ("Su 22:00-02:00; Mo 00:00-01:00", 4.0),  # round the end of the week
        ('Mo-Fr 09:00-17:00; "call ahead"', 40.0),
        # 12 first Wednesdays of 8 hours in 365 days
        ("We[1] 09:00-17:00", 12 * 8 * 7 / 365),
        # June to August have 92 days, of which the reference year has 66 weekdays
        ("Jun-Aug Mo-Fr 10:00-14:00", 66 * 4 * 7 / 365),
    ],
)
def test_weekly_hours(text, hours):
    assert weekly_hours(parse(text)) == pytest.approx(hours)


def test_the_hours_of_a_comment_are_unknown_not_zero():
    assert weekly_hours(parse('"by appointment"')) is None
    assert weekly_minutes(parse('"by appointment"')) is None


WEEK = 7 * 1440
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SPAN = st.tuples(st.integers(0, 95), st.integers(1, 64))  # starts on a quarter of an hour, lasts up to 16 h
WEEKS = st.lists(st.lists(SPAN, max_size=2), min_size=7, max_size=7).filter(any)


def minute_by_minute(week):
    """A week as text, and which of its minutes are open; Sunday night runs into Monday."""
    open_minutes, rules = np.zeros(WEEK, bool), []
    for day, spans in enumerate(week):
        said = []
        for start, length in spans:
            first = day * 1440 + start * 15
            open_minutes[np.arange(first, first + length * 15) % WEEK] = True
            end = start * 15 + length * 15
            end = end - 1440 if end > 1440 else end
            said.append(f"{start * 15 // 60:02}:{start * 15 % 60:02}-{end // 60:02}:{end % 60:02}")
        if said:
            rules.append(f"{DAYS[day]} {','.join(said)}")
    return "; ".join(rules), open_minutes


@settings(deadline=None)
@given(WEEKS, WEEKS)
def test_weekly_overlap_minute_by_minute(one, other):
    (text_a, open_a), (text_b, open_b) = minute_by_minute(one), minute_by_minute(other)
    a, b = parse(text_a), parse(text_b)
    assert weekly_overlap_minutes(a, b) == np.count_nonzero(open_a & open_b)
    assert weekly_overlap_minutes(b, a) == weekly_overlap_minutes(a, b)
    assert weekly_overlap_minutes(a, a) == np.count_nonzero(open_a) == weekly_minutes(a)


def test_weekly_overlap_by_season_and_of_comments():
    # Two hours in common on the working days of January to June, over the 52.14 weeks of a year.
    days = (date(2018, 1, 1) + timedelta(days=n) for n in range(181))
    expected = 120 * sum(day.weekday() < 5 for day in days) * 7 / 365
    office = parse("Mo-Fr 10:00-14:00")
    assert weekly_overlap_minutes(parse("Jan-Jun Mo-Fr 08:00-12:00"), office) == pytest.approx(expected)
    assert weekly_overlap_minutes(office, parse("Sa 10:00-14:00")) == 0
    assert weekly_overlap_minutes(office, parse('"by appointment"')) is None


def test_special_days_stand_in_the_place_of_the_ordinary_ones():
    """March 4 to 6, 2026, Wednesday to Friday, are closed; Saturday has hours of its own."""
    days = {date(2026, 3, day): parse("off") for day in (4, 5, 6)}
    days[date(2026, 3, 7)] = parse("10:00-12:00")
    office, tuesday = parse(OFFICE), datetime(2026, 3, 3, 18, 0)
    assert next_change(office, tuesday, holiday, days.get) == Change(datetime(2026, 3, 7, 10, 0), True)
    assert is_open(office, datetime(2026, 3, 4, 10, 0), holiday, days.get) is False
    assert is_open(office, datetime(2026, 3, 7, 11, 0), holiday, days.get) is True
    night = parse("Mo-Su 22:00-02:00")
    assert is_open(night, datetime(2026, 3, 4, 1, 0), holiday, days.get) is True  # began on Tuesday
    assert is_open(night, datetime(2026, 3, 5, 1, 0), holiday, days.get) is False
