# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether points serve at a moment, in a language.

December 2, 2024 is a Monday. A day gone by: time zones of days to come are still being decided.
"""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from service_points.core.channels import NO, UNKNOWN, YES, Exceptions, availability

NAMES = {NO: "no", UNKNOWN: "unknown", YES: "yes"}
NOON = datetime(
    2024, 12, 2, 17, 0, tzinfo=timezone.utc
)  # 12:00 in Toronto, 9:00 in Vancouver, 13:30 in St. John’s


def clock(instant):
    """A wall clock from Python’s own list of time zones, which the program does not use."""

    def at(zone):
        try:
            return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if zone else None
        except (ZoneInfoNotFoundError, ValueError):
            return None

    return at


def look(points, *, language=None, instant=NOON, closures=(), holidays=(), levels=None):
    exceptions = Exceptions(closures, holidays, levels or {"CA": "federal", "CA-ON": "provincial"})
    moment = None if instant is None else clock(instant)
    return availability(points, language=language, moment=moment, exceptions=exceptions)


def words(answers):
    return [NAMES[value] for value in answers]


OFFICE = "Mo-Fr 09:30-16:00; PH off"


def test_each_point_goes_by_its_own_clock(point):
    zones = ("America/Toronto", "America/Vancouver", "America/St_Johns", "America/Regina")
    points = [point(zone, timezone=zone, hours=OFFICE) for zone in zones]
    assert words(look(points).open) == ["yes", "no", "yes", "yes"]
    later = NOON + timedelta(hours=3, minutes=45)  # 15:45, 12:45, 17:15, 14:45
    assert words(look(points, instant=later).open) == ["yes", "yes", "no", "yes"]


def test_summer_time_moves_with_the_date(point):
    """17:00 UTC is 13:00 in Toronto in July and 12:00 in November; Regina stays at 11:00."""
    points = [point(z, timezone=z, hours="Mo-Su 12:30-13:30") for z in ("America/Toronto", "America/Regina")]
    july = datetime(2024, 7, 1, 17, 0, tzinfo=timezone.utc)
    assert words(look(points, instant=july).open) == ["yes", "no"]
    assert words(look(points).open) == ["no", "no"]


@pytest.mark.parametrize(
    ("values", "open_", "why"),
    [
        ({"hours": "Mo-Fr 09:00-12:00"}, "no", None),  # closes at noon sharp
        ({"hours": "24/7"}, "yes", None),
        ({"hours": "24/7", "timezone": None}, "yes", None),  # whatever time it is
        ({"hours": OFFICE, "timezone": None}, "unknown", "without_zone"),
        ({"hours": OFFICE, "timezone": "Ottawa"}, "unknown", "without_zone"),
        ({"hours": None}, "unknown", "without_hours"),
        ({"hours": "by chance"}, "unknown", "without_hours"),
        ({"hours": '"by appointment"'}, "unknown", "without_hours"),
        ({"hours": "24/7", "status": "temporarily_closed"}, "no", None),
        ({"hours": None, "status": "planned"}, "no", None),
        ({"hours": None, "channel": "digital"}, "yes", "always"),
        ({"hours": "Mo-Fr 13:00-17:00", "channel": "digital"}, "no", None),
    ],
)
def test_what_is_not_known_is_said(point, values, open_, why):
    found = look([point("a", **values)])
    assert words(found.open) == [open_]
    flags = {name for name in ("without_zone", "without_hours", "always") if getattr(found, name)[0]}
    assert flags == ({why} if why else set())


def test_a_holiday_is_that_of_the_government_or_the_province(point):
    """A federal point follows the federal list only; a provincial one its province’s."""
    holidays = [{"on_date": "2024-12-02", "applies_to": ["CA-ON"]}]
    rows = [point("a", hours=OFFICE), point("b", hours=OFFICE, custodian_code="CA-ON")]
    assert words(look(rows, holidays=holidays).open) == ["yes", "no"]
    unsaid = [point("c", hours="Mo-Fr 09:00-17:00", custodian_code="CA-ON")]
    found = look(unsaid, holidays=holidays)
    assert (words(found.open), found.without_hours.tolist()) == (["unknown"], [True])


def test_closures_and_special_hours_go_before_the_week(point):
    closures = [
        {"point_id": "a", "kind": "closed", "from_date": "2024-12-02", "to_date": "2024-12-02"},
        {"point_id": "b", "kind": "closed", "from_date": "2024-11-30", "to_date": "2024-12-01"},
        {
            "point_id": "c",
            "kind": "special_hours",
            "from_date": "2024-11-01",
            "to_date": "2024-12-03",
            "hours": "Mo-Fr 13:00-14:00",
        },
        {"point_id": "d", "kind": "reduced_service", "from_date": "2024-12-02", "to_date": "2024-12-02"},
        {"point_id": "e", "kind": "special_hours", "from_date": "2024-12-02", "to_date": "2024-12-02"},
    ]
    points = [point(key, hours=OFFICE) for key in "abcde"]
    assert words(look(points, closures=closures).open) == ["no", "yes", "no", "yes", "unknown"]


@pytest.mark.parametrize("turn", [1, -1])
def test_a_closed_day_within_special_hours_is_closed_in_whatever_order_they_come(point, turn):
    """The whole month has other hours, the day itself is closed; the store keeps rows in no order."""
    month = {"from_date": "2024-12-01", "to_date": "2024-12-31"}
    day = {"from_date": "2024-12-02", "to_date": "2024-12-02"}
    closures = [
        {"point_id": "a", "kind": "reduced_service", **month},
        {"point_id": "a", "kind": "special_hours", "hours": "Mo-Fr 09:00-17:00", **month},
        {"point_id": "a", "kind": "closed", **day},
        {"point_id": "b", "kind": "reduced_service", **month},
        {"point_id": "b", "kind": "special_hours", "hours": "Mo-Fr 13:00-17:00", **month},
    ]
    points = [point(key, hours=OFFICE) for key in "ab"]
    assert words(look(points, closures=closures[::turn]).open) == ["no", "no"]


@pytest.mark.parametrize(("closed_on", "expected"), [("2024-12-02", "yes"), ("2024-12-01", "no")])
def test_a_shift_that_began_before_midnight_goes_by_the_day_it_began(point, closed_on, expected):
    """1:00 on Monday the 2nd: a shelter's counter is open from 20:00 on Sunday until 4:00."""
    closures = [{"point_id": "a", "kind": "closed", "from_date": closed_on, "to_date": closed_on}]
    night = NOON - timedelta(hours=11)
    found = look([point("a", hours="Mo-Su 20:00-04:00")], instant=night, closures=closures)
    assert words(found.open) == [expected]


def test_a_web_service_without_hours_can_be_closed_for_a_day(point):
    """It never closes by the week, but a closure is a closure, as far as its day is known."""
    closures = [
        {"point_id": key, "kind": "closed", "from_date": "2024-12-02", "to_date": "2024-12-02"}
        for key in "ac"
    ]
    points = [point(key, channel="digital") for key in "ab"] + [point("c", channel="digital", timezone=None)]
    found = look(points, closures=closures)
    assert words(found.open) == ["no", "yes", "yes"]
    assert found.always.tolist() == [False, True, True]


def test_a_point_without_an_address_keeps_the_holidays_of_its_jurisdictions_province(point):
    """A city's call centre has no province of its own; Boxing Day of Ontario is its holiday all the same."""
    holidays = [{"on_date": "2024-12-02", "applies_to": ["CA-ON"]}]
    codes = ("CA-ON-3506008", "CA-QC-2466023", "CA")
    rows = [point(c, hours=OFFICE, channel="call_centre", custodian_code=c, province=None) for c in codes]
    levels = {"CA": "federal", "CA-ON-3506008": "municipal", "CA-QC-2466023": "municipal"}
    assert words(look(rows, holidays=holidays, levels=levels).open) == ["no", "yes", "yes"]


def test_languages_that_are_not_known_do_not_serve(point):
    spoken = (["en", "fr"], ["en"], None, [])
    points = [point(str(i), languages=known, hours="24/7") for i, known in enumerate(spoken)]
    found = look(points, language="fr")
    assert words(found.speaks) == ["yes", "no", "unknown", "unknown"]
    assert words(look(points).speaks) == ["yes"] * 4


def test_serving_takes_both(point):
    """Closed and perhaps of the language: no. Perhaps open and not of it: no. Open and perhaps: not known."""
    cases = [("24/7", ["fr"]), ("Sa 10:00-11:00", None), (None, ["en"]), ("24/7", None), (None, None)]
    points = [point(str(i), hours=hours, languages=known) for i, (hours, known) in enumerate(cases)]
    assert words(look(points, language="fr").serves) == ["yes", "no", "no", "unknown", "unknown"]


def test_without_a_moment_hours_do_not_matter(point):
    points = [point("a"), point("b", status="temporarily_closed"), point("c", channel="digital")]
    found = look(points, instant=None)
    assert words(found.open) == ["yes", "no", "yes"]
    assert not found.always.any()


def test_no_points_at_all():
    assert look([]).serves.tolist() == []
