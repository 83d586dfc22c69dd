# SPDX-License-Identifier: GPL-2.0-or-later
"""Is a point open now? Its own clock, holidays and closures decide; what is not known stays unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from qgis.PyQt.QtCore import QDateTime

from ..core.channels import closure_hours, closure_rank
from ..core.hours import Hours, HoursError, is_open, next_change, parse
from ..host.time_zone import time_zone
from .register import PointRegister, PointSummary


@dataclass(frozen=True)
class OpenState:
    """``open`` is None when the hours are not known; ``until`` is the local instant of the next change."""

    open: bool | None
    now: datetime
    until: datetime | None = None


def open_state(
    point: PointSummary, register: PointRegister, now: QDateTime | None = None
) -> OpenState | None:
    """Return whether a point is open at an instant (default: now); None where the question has no answer.

    No answer: not an active point, hours missing or not readable, no time zone.
    """
    hours = _hours(point.hours or "")
    local = local_time(now or QDateTime.currentDateTimeUtc(), point.timezone)
    if point.status != "active" or hours is None or local is None:
        return None

    def holiday(day: date) -> bool:
        return register.is_holiday(day, point)

    def special(day: date) -> Hours | None:
        return _special(point, day)

    change = next_change(hours, local, holiday, special)
    return OpenState(is_open(hours, local, holiday, special), local, change.at if change else None)


def _special(point: PointSummary, day: date) -> Hours | None:
    here = [item for item in point.closures if item.from_date <= day <= item.to_date]
    closure = min(here, key=lambda item: closure_rank(item.kind), default=None)
    return None if closure is None else closure_hours(closure.kind, closure.hours)


@lru_cache(maxsize=4096)
def _hours(text: str) -> Hours | None:
    if not text:
        return None
    try:
        return parse(text)
    except HoursError:
        return None


def local_time(now: QDateTime, zone: str | None) -> datetime | None:
    """Return the wall clock of a time zone, without tzinfo; ``None`` for no such zone."""
    known = time_zone(zone or "")
    if known is None:
        return None
    moment = now.toTimeZone(known)
    day, time = moment.date(), moment.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())
