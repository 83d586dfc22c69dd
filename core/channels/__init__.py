# SPDX-License-Identifier: GPL-2.0-or-later
"""Which channels serve each area: counters, call centres, web services; in a language, at a moment.

Three answers everywhere: yes, no, and not known. What is not known serves nobody, and is counted as such.
"""

from .answers import NO, UNKNOWN, YES
from .availability import (
    Availability,
    Exceptions,
    Moment,
    availability,
    closure_hours,
    closure_rank,
    holiday_lists,
)
from .reach import COMBINATIONS, COUNTERS, Reach, combinations, counter_reach, territorial_reach
from .territory import Territories
from .words import COMBINATION_WORDS, COUNTER_WORDS

__all__ = [
    "COMBINATIONS",
    "COMBINATION_WORDS",
    "COUNTERS",
    "COUNTER_WORDS",
    "NO",
    "UNKNOWN",
    "YES",
    "Availability",
    "Exceptions",
    "Moment",
    "Reach",
    "Territories",
    "availability",
    "closure_hours",
    "closure_rank",
    "combinations",
    "counter_reach",
    "holiday_lists",
    "territorial_reach",
]
