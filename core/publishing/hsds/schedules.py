# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours as schedules of HSDS: one for each span, with the days that have it (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ...hours import HoursError, HoursRule, Span, parse
from ...hours.parser import WEEKDAYS

_LAST_MINUTE = "23:59"
_DAYS = tuple(day.upper() for day in WEEKDAYS)
_DAY_MINUTES = 24 * 60


class Timing(NamedTuple):
    """When a schedule repeats, and from when to when it is open."""

    freq: str
    byday: str
    opens_at: str
    closes_at: str


@lru_cache(maxsize=4096)
def timings(hours: str) -> tuple[Timing, ...]:
    """Return the schedules of hours in the schema's syntax.

    Later rules replace earlier ones for the days they name. What has no place in HSDS – holidays, months,
    dates, comments, a week of the month that is closed – is only in the text, which goes along as the
    description.
    """
    try:
        rules = [rule for rule in parse(hours).rules if rule.spans is not None and not rule.periods]
    except HoursError:
        return ()
    weekly: dict[Span, list[str]] = {}
    for number, day in enumerate(_DAYS):
        last = next((rule for rule in reversed(rules) if _names(rule, number)), None)
        for span in (last and last.spans) or ():
            weekly.setdefault(span, []).append(day)
    found = [Timing("WEEKLY", ",".join(days), *_times(span)) for span, days in weekly.items()]
    for place, rule in enumerate(rules, start=1):
        found += _monthly(rule, rules[place:])
    return tuple(found)


def _names(rule: HoursRule, weekday: int) -> bool:
    """Whether a rule is for this weekday of every week."""
    return rule.every_day or any(
        not item.nth and (weekday - item.first) % 7 <= (item.last - item.first) % 7 for item in rule.days
    )


def _monthly(rule: HoursRule, later: Sequence[HoursRule]) -> list[Timing]:
    """Return the schedules of a rule such as ``We[1,3] 09:00-12:00``, as far as no later one replaces it."""
    days = ",".join(
        f"{nth}{_DAYS[item.first]}"
        for item in rule.days
        if not any(_names(other, item.first) for other in later)
        for nth in item.nth
    )
    return [Timing("MONTHLY", days, *_times(span)) for span in rule.spans or ()] if days else []


def _times(span: Span) -> tuple[str, str]:
    closes = _LAST_MINUTE if span.closes == _DAY_MINUTES else _time(span.closes % _DAY_MINUTES)
    return _time(span.opens), closes


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
