# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether each point serves people at a moment, in a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Callable

import numpy as np

from ..days import to_date
from ..hours import Hours, HoursError, is_open, parse
from ..network.arrays import BoolArray
from ..validation.register import Row
from .answers import NO, UNKNOWN, YES, Answers, answer

Moment = Callable[[str], "datetime | None"]
"""The wall clock of a time zone (IANA name) at one instant, without tzinfo; ``None`` for no such zone."""

ACTIVE = "active"


@dataclass(frozen=True, eq=False)
class Availability:
    """What is known of k points. ``speaks``: they serve in the language. ``open``: at the moment.

    ``without_zone``, ``without_hours``: points not known to be open for want of a time zone, or of hours that
    can be read. ``always``: web services without hours, which are taken not to close.
    """

    speaks: Answers
    open: Answers
    without_zone: BoolArray
    without_hours: BoolArray
    always: BoolArray

    @cached_property
    def serves(self) -> Answers:
        """Both: as little as the lesser of the two."""
        return np.minimum(self.speaks, self.open)


class Exceptions:
    """Closures by point and public holidays, as the store has them."""

    def __init__(self, closures: Sequence[Row], holidays: Sequence[Row], levels: Mapping[str, str]) -> None:
        """``levels``: the level of government of each jurisdiction code."""
        self._closures: dict[str, list[tuple[date, date, Row]]] = {}
        self._levels = levels
        for row in closures:
            first, last = to_date(row.get("from_date")), to_date(row.get("to_date"))
            if first is not None and last is not None:
                self._closures.setdefault(str(row.get("point_id")), []).append((first, last, row))
        self._holidays: dict[date, set[str]] = {}
        for row in holidays:
            day = to_date(row.get("on_date"))
            if day is not None:
                self._holidays.setdefault(day, set()).update(row.get("applies_to") or ())

    def hours_on(self, point: str, day: date) -> Hours | None:
        """Return the hours of a day on which a point is closed or has special hours, else ``None``."""
        here = [row for first, last, row in self._closures.get(point, ()) if first <= day <= last]
        row = min(here, key=lambda row: closure_rank(row.get("kind")), default=None)
        return None if row is None else closure_hours(row.get("kind"), row.get("hours"))

    def is_holiday(self, row: Row, day: date) -> bool:
        """Return whether a day is a public holiday for a point: its government's, or its province's."""
        code = str(row.get("custodian_code"))
        lists = holiday_lists(code, self._levels.get(code), row.get("province"))
        return not self._holidays.get(day, set()).isdisjoint(lists)


UNSTATED, _CLOSED = parse('"?"'), parse("off")
"""Hours that nobody knows, and those of a day without any."""


def closure_hours(kind: object, hours: object) -> Hours | None:
    """Return what a closure makes of a day's hours; ``None`` where these stay (reduced service).

    Special hours that cannot be read are ``UNSTATED``.
    """
    if kind == "closed":
        return _CLOSED
    return (_hours(hours) or UNSTATED) if kind == "special_hours" else None


def closure_rank(kind: object) -> int:
    """Return which of several closures of one day decides, the lowest: closed, then special hours."""
    return {"closed": 0, "special_hours": 1}.get(str(kind), 2)


def holiday_lists(jurisdiction: str, level: str | None, province: str | None) -> set[str]:
    """Return whose public holidays a point keeps: its government's, and the country's or the province's.

    A call centre or a web service has no address: without a province, that of the jurisdiction's code counts.
    """
    own = "CA" if level == "federal" else f"CA-{province}" if province else jurisdiction[:5]
    return {own, jurisdiction}


def availability(
    points: Sequence[Row], *, language: str | None, moment: Moment | None, exceptions: Exceptions
) -> Availability:
    """Look at points; ``language`` and ``moment`` are ``None`` where it does not matter which, or when.

    A point that is not active serves nobody. One that is closed on a holiday or by a closure is closed.
    """
    k = len(points)
    active = np.array([row.get("status") == ACTIVE for row in points], bool)
    speaks = np.full(k, YES, np.int8)
    if language is not None:
        spoken = (row.get("languages") for row in points)
        speaks = np.array([answer(language in known if known else None) for known in spoken], np.int8)
    zone, unread, always = np.zeros(k, bool), np.zeros(k, bool), np.zeros(k, bool)
    opened = np.full(k, YES, np.int8)
    if moment is not None:
        for i, row in enumerate(points):
            if active[i]:
                opened[i], zone[i], unread[i] = _opened(row, moment, exceptions)
                always[i] = _is_without_hours(row) and opened[i] == YES
    opened = np.where(active, opened, NO).astype(np.int8)
    return Availability(speaks, opened, zone, unread, always)


def _is_without_hours(row: Row) -> bool:
    """Return whether a point is a web service that says no hours: it is taken not to close."""
    return row.get("channel") == "digital" and not row.get("hours")


def _opened(row: Row, moment: Moment, exceptions: Exceptions) -> tuple[np.int8, bool, bool]:
    """Return whether a point is open, and why that is not known: no time zone, no hours."""
    hours = _hours("24/7" if _is_without_hours(row) else row.get("hours"))
    local = moment(str(row.get("timezone") or ""))
    if local is None:
        if hours is not None and hours.always and len(hours.rules) == 1:
            return YES, False, False  # whatever time it is; closures are of days that are not known
        return UNKNOWN, True, False
    found = is_open(
        hours or UNSTATED,
        local,
        lambda day: exceptions.is_holiday(row, day),
        lambda day: exceptions.hours_on(str(row.get("id")), day),
    )
    return answer(found), False, found is None


@lru_cache(maxsize=4096)
def _hours(text: object) -> Hours | None:
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        return parse(text)
    except HoursError:
        return None
