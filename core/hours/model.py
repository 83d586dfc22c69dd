# SPDX-License-Identifier: GPL-2.0-or-later
"""What opening hours are made of: rules that say on which days which spans are open."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ..errors import ServicePointsError

DAY_MINUTES = 24 * 60


class HoursError(ServicePointsError):
    """A string is not opening hours in the subset of the shared schema."""


@dataclass(frozen=True)
class Span:
    """Open from ``opens`` (0…1439) until just before ``closes``, in minutes after midnight.

    ``closes`` is greater than ``opens``; above 1440 the span runs into the next day.
    """

    opens: int
    closes: int

    @property
    def minutes(self) -> int:
        return self.closes - self.opens

    @property
    def over_midnight(self) -> bool:
        return self.closes > DAY_MINUTES


@dataclass(frozen=True)
class DayItem:
    """``Mo``, ``Mo-Fr`` (may wrap: ``Fr-Mo``) or ``We[1,-1]``. Monday is 0; ``nth`` empty = every week."""

    first: int
    last: int
    nth: tuple[int, ...] = ()

    def includes(self, day: date) -> bool:
        weekday = day.weekday()
        if (weekday - self.first) % 7 > (self.last - self.first) % 7:
            return False
        if not self.nth:
            return True
        is_last = day.day + 7 > monthrange(day.year, day.month)[1]
        return (day.day - 1) // 7 + 1 in self.nth or (is_last and -1 in self.nth)


@dataclass(frozen=True)
class Period:
    """Months or dates of every year, ends included: (month, day), day ``None`` = the whole month.

    May wrap around the new year (``Nov-Mar``).
    """

    first: tuple[int, int | None]
    last: tuple[int, int | None]

    def includes(self, day: date) -> bool:
        start = (self.first[0], self.first[1] or 1)
        end = (self.last[0], self.last[1] or 31)
        moment = (day.month, day.day)
        if start <= end:
            return start <= moment <= end
        return moment >= start or moment <= end


@dataclass(frozen=True)
class HoursRule:
    """One rule: on the days it names, these spans (none = closed).

    ``spans`` is ``None`` for a rule that is a comment alone: it names no day and says nothing certain.
    """

    spans: tuple[Span, ...] | None
    periods: tuple[Period, ...] = ()
    days: tuple[DayItem, ...] = ()
    holidays: bool = False
    comment: str | None = None

    @property
    def every_day(self) -> bool:
        """Whether the rule names no weekday and no holiday, hence means all days of its period."""
        return not self.days and not self.holidays

    def in_period(self, day: date) -> bool:
        return not self.periods or any(period.includes(day) for period in self.periods)

    def on_weekday(self, day: date) -> bool:
        return self.every_day or any(item.includes(day) for item in self.days)


@dataclass(frozen=True)
class Hours:
    """Parsed opening hours. ``exportable`` = inside the weekly subset that other systems can take."""

    text: str
    rules: tuple[HoursRule, ...]
    always: bool
    exportable: bool

    @property
    def says_hours(self) -> bool:
        """Whether any rule is more than a comment."""
        return any(rule.spans is not None for rule in self.rules)

    @property
    def covers_holidays(self) -> bool:
        """Whether the hours say what happens on public holidays (``24/7`` alone does)."""
        return self.always or any(rule.holidays for rule in self.rules)
