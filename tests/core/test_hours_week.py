# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours as a weekly grid: both ways, without losing anything."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from service_points.core.hours import Span, WeekGrid, day_hours, note_of, parse, read_grid, week_grid

FIRST = date(2024, 1, 1)  # a leap year that begins on a Monday
EVERY_DAY_OF_THE_YEAR = [FIRST + timedelta(days=number) for number in range(366)]
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


def meaning(text):
    """What hours say on every day of a year, be it a public holiday or not."""
    hours = parse(text)
    return [day_hours(hours, day, holiday) for day in EVERY_DAY_OF_THE_YEAR for holiday in (False, True)]


def spans(*times):
    """Spans from pairs of hours."""
    return tuple(Span(int(60 * opens), int(60 * closes)) for opens, closes in times)


@pytest.mark.parametrize(
    ("text", "days", "holidays", "rest"),
    [
        ("Mo-Fr 08:30-16:30; PH off", [spans((8.5, 16.5))] * 5 + [None] * 2, (), ""),
        ("Mo-Fr 08:30-16:30", [spans((8.5, 16.5))] * 5 + [None] * 2, None, ""),
        ("Mo,We 09:00-12:00,13:00-17:00; Su off",
         [spans((9, 12), (13, 17)), None, spans((9, 12), (13, 17)), None, None, None, ()], None, ""),
        ("Mo-Fr 09:00-17:00; We 09:00-20:00",
         [spans((9, 17))] * 2 + [spans((9, 20))] + [spans((9, 17))] * 2 + [None] * 2, None, ""),
        ("Sa-Mo 10:00-14:00", [spans((10, 14))] + [None] * 4 + [spans((10, 14))] * 2, None, ""),
        ("Fr 22:00-02:00", [None] * 4 + [spans((22, 26))] + [None] * 2, None, ""),
        ("09:00-17:00", [spans((9, 17))] * 7, spans((9, 17)), ""),
        ("Mo-Fr 08:30-16:30; We[1] 10:00-12:00; PH off",
         [spans((8.5, 16.5))] * 5 + [None] * 2, (), "We[1] 10:00-12:00"),
        ('Mo-Fr 08:30-16:30; "ring; the bell"; Sa 10:00-12:00',
         [spans((8.5, 16.5))] * 5 + [spans((10, 12)), None], None, '"ring; the bell"'),
        ("Jun-Aug Mo-Fr 10:00-14:00; Mo-Fr 08:30-16:30", [None] * 7, None,
         "Jun-Aug Mo-Fr 10:00-14:00; Mo-Fr 08:30-16:30"),
        ("08:00-18:00; Su off", [None] * 7, None, "08:00-18:00; Su off"),
        ("08:00-18:00; Su off; PH off", [spans((8, 18))] * 6 + [()], (), ""),
    ],
)  # fmt: skip
def test_text_to_grid(text, days, holidays, rest):
    assert week_grid(parse(text)) == WeekGrid(tuple(days), holidays, rest=rest)


@pytest.mark.parametrize(
    ("grid", "text"),
    [
        (WeekGrid(), ""),
        (WeekGrid(always=True), "24/7"),
        (WeekGrid(always=True, rest="PH off"), "24/7; PH off"),
        (WeekGrid((spans((8.5, 16.5)),) * 5 + (None, None), ()), "Mo-Fr 08:30-16:30; PH off"),
        (WeekGrid((spans((9, 12), (13, 17)), None) * 3 + (None,), None),
         "Mo,We,Fr 09:00-12:00,13:00-17:00"),
        (WeekGrid((None,) * 4 + (spans((22, 26)), spans((18, 24)), ()), spans((10, 12))),
         "Fr 22:00-02:00; Sa 18:00-24:00; Su off; PH 10:00-12:00"),
        (WeekGrid((spans((9, 17)),) * 5 + (None, None), None, rest="We[1] off"),
         "Mo-Fr 09:00-17:00; We[1] off"),
    ],
)  # fmt: skip
def test_grid_to_text(grid, text):
    assert grid.text == text
    assert read_grid(text) == grid


def test_a_comment_alone_is_a_note():
    assert note_of(parse('"by appointment"')) == "by appointment"
    assert note_of(parse('"by" "appointment"')) is None
    assert note_of(parse('Mo 09:00-17:00 "ring"')) is None
    assert note_of(parse("24/7")) is None


minutes = st.integers(0, 1439)
times = st.builds(lambda m: f"{m // 60:02d}:{m % 60:02d}", minutes)
closing = st.one_of(times, st.sampled_from(["24:00", "24:30", "00:00"]))
span_list = st.lists(st.builds("{}-{}".format, times, closing), min_size=1, max_size=3).map(",".join)
weekday = st.sampled_from(DAYS)
weekly_item = st.one_of(weekday, st.builds("{}-{}".format, weekday, weekday), st.just("PH"))
nth_item = st.builds("{}[{}]".format, weekday, st.sampled_from(["1", "-1", "2,4"]))
weekly_days = st.lists(weekly_item, min_size=1, max_size=3).map(",".join)
any_days = st.lists(st.one_of(weekly_item, nth_item), min_size=1, max_size=3).map(",".join)
what = st.one_of(span_list, st.just("off"))
weekly_rule = st.one_of(st.builds("{} {}".format, weekly_days, what), what)
comment = st.sampled_from(['"by appointment"', '"ring; the bell"'])
period = st.sampled_from(["Jun-Aug", "Nov-Mar", "Dec 24", "Dec 24-Jan 2"])
odd_rule = st.one_of(
    st.builds("{} {}".format, any_days, what),
    st.builds("{} {}".format, period, weekly_rule),
    st.builds("{} {}".format, weekly_rule, comment),
    comment,
)
rules = st.lists(st.one_of(weekly_rule, weekly_rule, odd_rule), min_size=1, max_size=5)
texts = st.one_of(rules.map("; ".join), rules.map(lambda made: "; ".join(["24/7", *made])), st.just("24/7"))


@settings(max_examples=600, deadline=None)
@given(texts)
@example("09:00-17:00; We[1] off")
@example("08:00-18:00; Su off")
@example('"by appointment"; Mo-Fr 09:00-17:00; Sa off')
@example("Dec 24 off; PH 10:00-12:00; Mo 00:30-24:59")
def test_text_to_grid_to_text_keeps_the_meaning(text):
    written = read_grid(text).text
    assert meaning(written) == meaning(text)
    assert read_grid(written).text == written


clock_spans = st.builds(lambda opens, length: Span(opens, opens + length), minutes, st.integers(1, 1440)).map(
    lambda span: span if span.closes <= 1440 or span.closes - 1440 <= span.opens else Span(span.opens, 1440)
)
day_spans = st.one_of(st.none(), st.lists(clock_spans, max_size=3).map(tuple))
grids = st.builds(
    WeekGrid,
    st.lists(day_spans, min_size=7, max_size=7).map(tuple),
    day_spans,
    st.just(False),
    st.sampled_from(["", "", "We[1] 10:00-12:00", '"by appointment"', "Jul-Aug Mo off"]),
)


@settings(max_examples=600, deadline=None)
@given(grids)
def test_grid_to_text_to_grid_is_the_same_grid(grid):
    assert read_grid(grid.text) == grid


@settings(max_examples=200, deadline=None)
@given(grids.filter(lambda grid: not grid.rest and grid.says_days))
def test_the_text_of_a_grid_means_what_the_grid_shows(grid):
    """Judged by ``evaluate``: each weekday opens as in its line, and so do holidays."""
    hours = parse(grid.text)
    for number in range(7):
        day = FIRST + timedelta(days=number)
        assert day_hours(hours, day).spans == (grid.days[number] or ())
        if grid.holidays is not None:
            assert day_hours(hours, day, holiday=True).spans == grid.holidays
