# SPDX-License-Identifier: GPL-2.0-or-later
"""Fault E2: days are read in a known format; where a column does not settle which, it is asked."""

import time
from datetime import date

import pytest
from service_points.core.errors import InputError
from service_points.core.importing.cleaning.dates import EPOCH_MS, EXCEL, find_format, read_date

DAY = date(2025, 4, 3)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2025-04-03", "%Y-%m-%d"),
        ("2025-04-03T23:30:00-05:00", "%Y-%m-%d"),
        ("2025-04-03 14:05:09.123Z", "%Y-%m-%d"),
        ("2025/04/03 00:00:00+00", "%Y/%m/%d"),
        ("20250403", "%Y%m%d"),
        ("03/04/2025", "%d/%m/%Y"),
        ("3/4/2025", "%d/%m/%Y"),
        ("04/03/2025", "%m/%d/%Y"),
        ("4/3/2025 12:00 PM", "%m/%d/%Y"),
        ("03.04.25", "%d.%m.%y"),
        ("3 avril 2025", "%d %B %Y"),
        ("3 AVR. 2025", "%d %B %Y"),
        ("April 3, 2025", "%B %d, %Y"),
        ("April 3rd, 2025", "%B %d, %Y"),
        ("03-Apr-25", "%d-%b-%y"),
        ("1743638400000", EPOCH_MS),  # date -u -d @1743638400: 3 April 2025, 00:00
        ("45750", EXCEL),  # what a spreadsheet shows as 2025-04-03
        ("45750.75", EXCEL),
    ],
)
def test_a_day_in_its_format(text, form):
    assert read_date(text, form) == DAY


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", "%Y-%m-%d"),
        ("2025-02-29", "%Y-%m-%d"),
        ("2025-13-01", "%Y-%m-%d"),
        ("31/04/2025", "%d/%m/%Y"),
        ("04/13/2025", "%d/%m/%Y"),
        ("2025-04", "%Y-%m-%d"),
        ("3 Avril2025", "%d %B %Y"),
        ("3 Foo 2025", "%d %B %Y"),
        ("59", EXCEL),  # before the day that spreadsheets invented
        ("9999999", EXCEL),
        ("1E5", EPOCH_MS),
        ("99999999999999", "%Y%m%d"),
        ("9" * 15, EPOCH_MS),
    ],
)
def test_no_such_day(text, form):
    assert read_date(text, form) is None


def test_years_of_two_digits_follow_posix():
    assert read_date("1/2/69", "%d/%m/%y") == date(1969, 2, 1)
    assert read_date("1/2/68", "%d/%m/%y") == date(2068, 2, 1)


@pytest.mark.parametrize(
    "form", ["", "%Y", "%d/%m", "%Y-%m-%d %d", "%Q-%m-%d", "%Y-%m-%d%", "%d %m %B %Y", "%" * 99]
)
def test_a_format_that_is_none_is_an_error_in_both_languages(form):
    with pytest.raises(InputError) as raised:
        read_date("2025-04-03", form)
    assert "%d/%m/%Y" in raised.value.text.en
    assert "%d/%m/%Y" in raised.value.text.fr


def test_e2_a_column_that_could_be_both_is_asked():
    found = find_format(["03/04/2025", "05/06/2025", None, ""])
    assert not found.is_certain
    assert {found.format, *found.rivals} == {"%d/%m/%Y", "%m/%d/%Y"}
    assert found.example in ("03/04/2025", "05/06/2025")


def test_e2_one_day_above_the_twelfth_settles_it():
    assert find_format(["03/04/2025", "13/04/2025"]).format == "%d/%m/%Y"
    assert find_format(["03/04/2025", "13/04/2025"]).is_certain
    assert find_format(["03/04/2025", "04/13/2025"]).format == "%m/%d/%Y"


def test_e2_a_column_with_both_orders_is_asked():
    found = find_format(["03/04/2025", "13/04/2025", "14/04/2025", "04/25/2025"])
    assert not found.is_certain
    assert found.unread == ("04/25/2025",)


def test_days_that_are_the_same_either_way_need_no_question():
    assert find_format(["05/05/2025", "11/11/2024"]).is_certain


def test_what_the_format_does_not_read_is_listed():
    found = find_format(["2025-04-03", "2025-04-04", "soon"])
    assert (found.format, found.is_certain, found.unread) == ("%Y-%m-%d", True, ("soon",))
    assert find_format(["soon"]).format is None
    assert find_format([]).format is None


def test_hostile_texts_cost_little():
    start = time.process_time()
    for text in ("1" * 30_000, "1/" * 15_000, "2025-04-03 " * 2700, " " * 30_000):
        assert find_format([text]).format is None
    assert time.process_time() - start < 1
