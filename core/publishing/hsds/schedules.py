# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours as schedules of HSDS: one for each span, with the days that have it (RFC 5545)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ...hours import HoursError, HoursRule, Span, parse, week_grid
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
    dates, comments – is only in the text, which goes along as the description.
    """
    try:
        parsed = parse(hours)
    except HoursError:
        return ()
    if parsed.always:
        return (Timing("WEEKLY", ",".join(_DAYS), "00:00", _LAST_MINUTE),)
    grid = week_grid(parsed)
    weekly: dict[Span, list[str]] = {}
    for day, spans in zip(_DAYS, grid.days):
        for span in spans or ():
            weekly.setdefault(span, []).append(day)
    found = [Timing("WEEKLY", ",".join(days), *_times(span)) for span, days in weekly.items()]
    if grid.rest:
        found += [timing for rule in parse(grid.rest).rules for timing in _monthly(rule)]
    return tuple(found)


def _monthly(rule: HoursRule) -> list[Timing]:
    """Return the schedules of a rule such as ``We[1,3] 09:00-12:00``."""
    if rule.periods or not rule.spans or not rule.days or not all(item.nth for item in rule.days):
        return []
    days = ",".join(f"{nth}{_DAYS[item.first]}" for item in rule.days for nth in item.nth)
    return [Timing("MONTHLY", days, *_times(span)) for span in rule.spans]


def _times(span: Span) -> tuple[str, str]:
    closes = _LAST_MINUTE if span.closes == _DAY_MINUTES else _time(span.closes % _DAY_MINUTES)
    return _time(span.opens), closes


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
