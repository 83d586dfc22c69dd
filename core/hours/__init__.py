# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours: the subset of OSM ``opening_hours`` the shared schema allows (schema, section B4).

Read a string with ``parse``, ask ``is_open`` at a local instant, ``next_change``, ``weekly_hours`` for
the indicators, ``describe`` for a person, ``doubt`` for a slip of the pen; ``read_grid`` shows it as a
week that can be edited and written.
"""

from .describe import describe
from .doubt import doubt
from .evaluate import (
    Change,
    DayHours,
    day_hours,
    is_open,
    next_change,
    weekly_hours,
    weekly_minutes,
    weekly_overlap_minutes,
)
from .model import DayItem, Hours, HoursError, HoursRule, Period, Span
from .parser import parse
from .week import WeekGrid, note_of, read_grid, week_grid

__all__ = [
    "Change",
    "DayHours",
    "DayItem",
    "Hours",
    "HoursError",
    "HoursRule",
    "Period",
    "Span",
    "WeekGrid",
    "day_hours",
    "describe",
    "doubt",
    "is_open",
    "next_change",
    "note_of",
    "parse",
    "read_grid",
    "week_grid",
    "weekly_hours",
    "weekly_minutes",
    "weekly_overlap_minutes",
]
