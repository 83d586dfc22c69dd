# SPDX-License-Identifier: GPL-2.0-or-later
"""Times of a day as people write them, and the spans between two of them.

``9-5`` needs both ends to be understood: a time without “a.m.” or “p.m.” is on a clock of twelve hours unless
something says otherwise (``16 h 30``, ``16:30``). Where two spans are as likely, none is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...hours import Span

DAY = 24 * 60
HALF_DAY = 12 * 60
_HOUR = 60
_EARLIEST = 6 * _HOUR  # no office opens before it; a bare hour that does is in the afternoon
_NOT_SURELY_MORNING = ((7 * _HOUR + 59, 3 * _HOUR), (8 * _HOUR + 59, 2 * _HOUR))
"""A bare opening up to this minute that lasts no longer than this may be in the evening: ``7-9``."""


@dataclass(frozen=True)
class Time:
    """``minutes`` on the clock's face; ``half`` is ``am`` or ``pm``; ``full`` = on a clock of 24 hours."""

    minutes: int
    half: str = ""
    full: bool = False


def clock_time(hour: int, minute: int, half: str = "", full: bool = False) -> Time | None:
    """Return a time, ``None`` where no clock shows it."""
    if minute >= _HOUR or hour > 24 or (hour == 24 and minute) or (half and not 1 <= hour <= 12):  # noqa: PLR2004
        return None
    return Time(hour * _HOUR + minute, half, full or (not half and (hour > 12 or hour == 0)))  # noqa: PLR2004


def span_between(opens: Time, closes: Time, after: int | None = None) -> Span | None:
    """Return the span from one time to another, ``None`` where it is not certain which is meant.

    ``after`` is the minute at which the span before on the same day ends: ``9-12, 1-5`` goes on at 13:00.
    """
    start = _opening(opens, closes, after)
    end = None if start is None else _closing(start, opens, closes)
    if start is None or end is None or (after is not None and start < after):
        return None
    is_bare = not (opens.half or opens.full or closes.half or closes.full)
    if is_bare and after is None and any(start <= m and end - start <= n for m, n in _NOT_SURELY_MORNING):
        return None
    return Span(start, end)


def _fixed(time: Time) -> int | None:
    """The minute of a day that a time is for certain."""
    if time.half:
        return time.minutes % HALF_DAY + (HALF_DAY if time.half == "pm" else 0)
    return time.minutes if time.full else None


def _opening(opens: Time, closes: Time, after: int | None) -> int | None:
    fixed = _fixed(opens)
    if fixed is not None:
        return fixed % DAY
    morning, afternoon = opens.minutes % HALF_DAY, opens.minutes % HALF_DAY + HALF_DAY
    end = _fixed(closes)
    if closes.full and not closes.half:
        return opens.minutes if opens.minutes >= _EARLIEST else None
    if opens.minutes >= HALF_DAY:  # twelve is noon
        return HALF_DAY + opens.minutes % HALF_DAY
    if closes.half == "am":
        return morning if end else None
    if end is not None and afternoon < end:  # 1-4 p.m., but who knows of 8-9 p.m.
        return afternoon if morning < _EARLIEST or (after is not None and morning < after) else None
    is_past = morning < _EARLIEST or (after is not None and morning < after)
    return afternoon if is_past else morning


def _closing(start: int, opens: Time, closes: Time) -> int | None:
    fixed = _fixed(closes)
    if fixed is None:
        later = (closes.minutes % HALF_DAY + turn for turn in (0, HALF_DAY, DAY))
        fixed = next(minute for minute in later if minute > start)
        return fixed if fixed < DAY else None
    if fixed in (0, DAY):
        return DAY if opens.half or opens.full else None
    if fixed > start:
        return fixed
    # over midnight only where both ends say so: 8:30 a.m. to 4:30 a.m. is a slip
    says_so = opens.half == "pm" and closes.half == "am" and fixed <= _EARLIEST
    return fixed + DAY if says_so else None
