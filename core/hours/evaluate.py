# SPDX-License-Identifier: GPL-2.0-or-later
"""What opening hours mean at an instant, on a day, in a week.

Which rule decides a day:

- the last rule that names the day; a day that no rule names is closed, or unknown where a rule is a
  comment alone;
- on a public holiday, where a rule names ``PH``: the last rule that names ``PH`` or all days;
- on a public holiday, where no rule names ``PH``: a rule for weekdays that is open leaves it unknown (many
  offices are closed then, and rule H05 asks for the answer); ``24/7`` and rules for all days hold.

A span over midnight belongs to the day it starts on, whatever the next day's rule or closure says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Callable, Optional

from .model import DAY_MINUTES, Hours, HoursRule, Span

IsHoliday = Callable[[date], bool]
"""Says whether a local date is a public holiday for the point (its province and order of government)."""

Special = Callable[[date], Optional[Hours]]
"""Returns the hours of a date that stand in the place of the ordinary ones; ``None`` for no such date."""

_HORIZON_DAYS = 370  # a year and some days: hours repeat within it
_REFERENCE_YEAR = 2018  # 365 days, begins on a Monday


@dataclass(frozen=True)
class DayHours:
    """The spans that start on one day; ``None`` = unknown, empty = closed."""

    spans: tuple[Span, ...] | None
    comment: str | None = None


@dataclass(frozen=True)
class Change:
    """The local instant at which the state becomes ``open`` (``None`` = unknown)."""

    at: datetime
    open: bool | None


def no_special(day: date) -> None:
    """Say that every day has its ordinary hours."""
    return None


def day_hours(hours: Hours, day: date, holiday: bool = False) -> DayHours:
    """Return the hours of one local date."""
    here = [rule for rule in hours.rules if rule.spans is not None and rule.in_period(day)]
    ordinary = _last(rule for rule in here if rule.on_weekday(day))
    if not holiday:
        return _stated(hours, ordinary)
    if any(rule.holidays for rule in here):
        return _stated(hours, _last(rule for rule in here if rule.holidays or rule.every_day))
    if ordinary is not None and ordinary.days and ordinary.spans:
        return DayHours(None, ordinary.comment)
    return _stated(hours, ordinary)


def is_open(hours: Hours, at: datetime, is_holiday: IsHoliday, special: Special = no_special) -> bool | None:
    """Return whether it is open at the local instant ``at``; ``None`` = unknown, never guessed.

    ``at`` is in the point's own time zone (naive or aware). The closing minute is already closed.
    """
    minute = 60 * at.hour + at.minute
    day = at.date()
    before = _on(hours, day - timedelta(days=1), is_holiday, special).spans or ()
    if any(span.closes - DAY_MINUTES > minute for span in before):
        return True
    spans = _on(hours, day, is_holiday, special).spans
    if spans is None:
        return None
    return any(span.opens <= minute < span.closes for span in spans)


def next_change(
    hours: Hours, at: datetime, is_holiday: IsHoliday, special: Special = no_special
) -> Change | None:
    """Return the next local instant after ``at`` at which ``is_open`` changes (``None`` = not in a year)."""
    now = is_open(hours, at, is_holiday, special)
    for offset in range(_HORIZON_DAYS + 1):
        day = at.date() + timedelta(days=offset)
        midnight = datetime.combine(day, time(), at.tzinfo)
        for minute in _turning_minutes(hours, day, is_holiday, special):
            instant = midnight + timedelta(minutes=minute)
            if instant > at:
                state = is_open(hours, instant, is_holiday, special)
                if state is not now:
                    return Change(instant, state)
    return None


def weekly_minutes(hours: Hours) -> float | None:
    """Return the minutes open in a week without holidays; ``None`` when only a comment is given.

    Exact for weekly rules. With months, dates or nth weekdays: the mean over the 52.14 weeks of a year.
    Spans that overlap count once.
    """
    if not hours.says_hours:
        return None
    n_days = _cycle_days(hours)
    return sum(end - start for start, end in _open_spans(hours, n_days)) * 7 / n_days


def weekly_overlap_minutes(a: Hours, b: Hours) -> float | None:
    """Return the minutes in a week at which both are open; ``None`` when either gives only a comment.

    Public holidays are not looked at; seasonal hours count as in ``weekly_minutes``.
    """
    if not (a.says_hours and b.says_hours):
        return None
    n_days = max(_cycle_days(a), _cycle_days(b))
    spans_a, spans_b = _open_spans(a, n_days), _open_spans(b, n_days)
    total = i = j = 0
    while i < len(spans_a) and j < len(spans_b):
        total += max(0, min(spans_a[i][1], spans_b[j][1]) - max(spans_a[i][0], spans_b[j][0]))
        if spans_a[i][1] < spans_b[j][1]:
            i += 1
        else:
            j += 1
    return total * 7 / n_days


def weekly_hours(hours: Hours) -> float | None:
    """Return ``weekly_minutes`` in hours."""
    minutes = weekly_minutes(hours)
    return None if minutes is None else minutes / 60


def _on(hours: Hours, day: date, is_holiday: IsHoliday, special: Special) -> DayHours:
    return day_hours(special(day) or hours, day, is_holiday(day))


def _last(rules: Iterable[HoursRule]) -> HoursRule | None:
    last = None
    for rule in rules:
        last = rule
    return last


def _stated(hours: Hours, rule: HoursRule | None) -> DayHours:
    if rule is not None:
        return DayHours(rule.spans, rule.comment)
    remarks = [bare.comment for bare in hours.rules if bare.spans is None]
    return DayHours(None, remarks[0]) if remarks else DayHours(())


def _turning_minutes(hours: Hours, day: date, is_holiday: IsHoliday, special: Special) -> list[int]:
    """The minutes of ``day`` at which the state may change, midnight included."""
    minutes = {0}
    for span in _on(hours, day, is_holiday, special).spans or ():
        minutes.update((span.opens, span.closes))
    for span in _on(hours, day - timedelta(days=1), is_holiday, special).spans or ():
        minutes.add(span.closes - DAY_MINUTES)
    return sorted(minute for minute in minutes if 0 <= minute < DAY_MINUTES)


def _cycle_days(hours: Hours) -> int:
    """A week when every week is alike, else a year."""
    return 365 if any(rule.periods or any(item.nth for item in rule.days) for rule in hours.rules) else 7


def _open_spans(hours: Hours, n_days: int) -> list[tuple[int, int]]:
    """The minutes open in ``n_days`` from a Monday on, as (from, until), rising, none touching another."""
    first, total = date(_REFERENCE_YEAR, 1, 1), n_days * DAY_MINUTES
    pieces: list[tuple[int, int]] = []
    for number in range(n_days):
        for span in day_hours(hours, first + timedelta(days=number)).spans or ():
            start, end = number * DAY_MINUTES + span.opens, number * DAY_MINUTES + span.closes
            pieces.append((start, min(end, total)))
            if end > total:  # the week is a circle: Sunday night runs into Monday
                pieces.append((0, end - total))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
