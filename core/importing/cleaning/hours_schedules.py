# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours from the schedules of HSDS 3, which are recurrence rules (RFC 5545) with two times.

``freq WEEKLY, byday MO,TU, opens_at 08:30, closes_at 16:30`` is ``Mo-Tu 08:30-16:30``; ``freq MONTHLY, byday
1WE`` is ``We[1]``. What the schema's syntax cannot say (every other week, days by their number, a rule that
ends) stays as a note. ``valid_from`` alone is no end: publishers set it to the day they entered the rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Optional

from ...hours import HoursError, Span, parse
from ...hours.parser import WEEKDAYS
from .hours_prose import HoursReading
from .hours_rules import Days, Rule, hours_text

FIELDS = (
    "freq", "interval", "byday", "bymonthday", "byweekno", "byyearday", "until", "count", "valid_to",
    "opens_at", "closes_at", "notes",
)  # fmt: skip
"""The members of a schedule that are read."""

Schedule = Mapping[str, Optional[str]]

_DAY = 24 * 60
_TIME = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::[0-5][0-9])?(?:[+-][0-9]{2}:?[0-9]{2})?")
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBERS = {day.upper(): number for number, day in enumerate(WEEKDAYS)}
_LIMITS = ("until", "count", "valid_to")
_OTHER_RULES = ("bymonthday", "byweekno", "byyearday")


class _UnreadSchedule(Exception):  # noqa: N818
    """A rule that the schema's syntax cannot say."""


def read_schedules(schedules: Sequence[Schedule]) -> HoursReading:
    """Return the hours of a place with these schedules (members of ``FIELDS``).

    A rule that ends holds for a while only and goes to the note; of the others, one that cannot be read
    leaves all unread. A time with an offset is the time on the wall there; one in UTC (``Z``) is not known.
    """
    given = [each for each in schedules if any(_said(each, name) for name in FIELDS)]
    lasting = [each for each in given if not any(_said(each, name) for name in _LIMITS)]
    notes = [_words(each) for each in given if each not in lasting]
    notes += [_said(each, "notes") for each in lasting if _said(each, "notes")]
    try:
        hours = _hours([_rule(each) for each in lasting if _said(each, "opens_at") or _said(each, "byday")])
    except (_UnreadSchedule, HoursError):
        return HoursReading(None, "; ".join(dict.fromkeys(map(_words, given))))
    return HoursReading(hours, "; ".join(dict.fromkeys(notes)) or None)


def _hours(rules: Sequence[tuple[Days, Span]]) -> str | None:
    """Each day gets its spans: a second rule of the same day adds to the first."""
    spans: dict[int, set[Span]] = {}
    nth: dict[tuple[int, tuple[int, ...]], set[Span]] = {}
    for days, span in rules:
        for day in days.weekdays:
            spans.setdefault(day, set()).add(span)
        for day, numbers in days.nth.items():
            nth.setdefault((day, numbers), set()).add(span)
    made = [Rule(Days(frozenset((day,))), _apart(spans[day])) for day in sorted(spans)]
    made += [Rule(Days(nth={day: numbers}), _apart(found)) for (day, numbers), found in sorted(nth.items())]
    if not made:
        return None
    whole_day = (Span(0, _DAY),)
    is_always = not nth and len(spans) == len(WEEKDAYS) and all(rule.spans == whole_day for rule in made)
    text = hours_text([], always=True) if is_always else hours_text(made)
    parse(text)
    return text


def _apart(spans: set[Span]) -> tuple[Span, ...]:
    inorder = tuple(sorted(spans, key=lambda span: (span.opens, span.closes)))
    if any(a.closes > b.opens for a, b in zip(inorder, inorder[1:])):
        raise _UnreadSchedule
    return inorder


def _rule(schedule: Schedule) -> tuple[Days, Span]:
    if any(_said(schedule, name) for name in _OTHER_RULES) or _said(schedule, "interval") not in ("", "1"):
        raise _UnreadSchedule
    return _days(_said(schedule, "freq").upper(), _said(schedule, "byday").upper()), _span(schedule)


def _days(freq: str, byday: str) -> Days:
    found = [_BYDAY.fullmatch(each.strip()) for each in byday.split(",") if each.strip()]
    if freq == "DAILY" and not found:
        return Days(frozenset(range(len(WEEKDAYS))))
    weekdays: set[int] = set()
    nth: dict[int, tuple[int, ...]] = {}
    for each in found:
        if each is None or bool(each.group(1)) != (freq == "MONTHLY"):
            raise _UnreadSchedule
        day = _NUMBERS[each.group(2)]
        if each.group(1):
            nth[day] = tuple(sorted({*nth.get(day, ()), int(each.group(1))}, key=lambda n: (n < 0, n)))
        else:
            weekdays.add(day)
    if freq not in ("", "WEEKLY", "MONTHLY") or not (weekdays or nth):
        raise _UnreadSchedule
    return Days(frozenset(weekdays), nth)


def _span(schedule: Schedule) -> Span:
    opens, closes = (_minutes(_said(schedule, name)) for name in ("opens_at", "closes_at"))
    if closes == _DAY - 1:  # 23:59 is how a clock of minutes says the end of the day
        closes = _DAY
    if opens in (_DAY, closes):
        raise _UnreadSchedule
    return Span(opens, closes if closes > opens else closes + _DAY)


def _minutes(text: str) -> int:
    found = _TIME.fullmatch(text)
    minutes = int(found.group(1)) * 60 + int(found.group(2)) if found else _DAY + 1
    if minutes > _DAY:
        raise _UnreadSchedule
    return minutes


def _said(schedule: Schedule, name: str) -> str:
    return (schedule.get(name) or "").strip()


def _words(schedule: Schedule) -> str:
    """The rule in the source's own words, for a person to read."""
    return ", ".join(f"{name} {_said(schedule, name)}" for name in FIELDS if _said(schedule, name))
