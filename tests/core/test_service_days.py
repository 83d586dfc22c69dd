# SPDX-License-Identifier: GPL-2.0-or-later
"""On which days a service is offered at a point; every expectation is read off a calendar."""

from datetime import date

import pytest
from service_points.core.service_days import Offers, ServiceDays, includes, is_offered, offers_of

DAY = date(2026, 11, 30)


def link(service="a", first=None, last=None, status="active"):
    return {"service_id": service, "status": status, "valid_from": first, "valid_to": last}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, True),
        ("2026-11-30", None, True),  # the first day counts
        ("2026-12-01", None, False),
        (None, "2026-11-30", True),  # and so does the last
        (None, "2026-11-29", False),
        ("2026-11-30", "2026-11-30", True),
        ("2026-01-01", "2026-12-31", True),
        ("2025-01-01", "2026-06-30", False),
        ("2026-12-01", "2026-11-01", False),  # contradict each other: no day (T01 says so)
        ("2026-12-01", "2026-11-29", False),
    ],
)
def test_both_days_count_and_a_missing_one_is_open(first, last, expected):
    assert is_offered(link(first=first, last=last), DAY) is expected
    assert includes(link(first=first, last=last, status="inactive"), DAY) is expected
    assert not is_offered(link(first=first, last=last, status="inactive"), DAY)


@pytest.mark.parametrize("odd", ["", "soon", "2027", "2027-03", "2027-02-30", "01/03/2027", 20270301, True])
def test_what_is_no_day_takes_no_service_away(odd):
    assert is_offered(link(first=odd), DAY)
    assert is_offered(link(last=odd), DAY)
    assert not is_offered(link(first=odd, last="2026-11-29"), DAY)


def test_a_service_is_named_once_and_its_other_days_only_where_it_is_not_offered():
    links = [
        link("b", last="2026-11-29"),
        link("a", first="2026-12-01"),
        link("c", first="2027-03-01", last="2027-08-31"),
        link("a"),
        link("a", last="2026-11-30"),
        link("d", first="2027-03-01", status="inactive"),
        link("b", last="2026-11-29"),
    ]
    assert offers_of(links, DAY) == Offers(
        ("a",),
        (
            ServiceDays("b", None, date(2026, 11, 29)),
            ServiceDays("c", date(2027, 3, 1), date(2027, 8, 31)),
        ),
    )
    assert offers_of(links, date(2027, 3, 1)).services == ("a", "c")
    assert offers_of([], DAY) == Offers()
