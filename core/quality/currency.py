# SPDX-License-Identifier: GPL-2.0-or-later
"""Q2: when points were last verified, by the limits of rule T03 (12 and 24 months)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from ..days import to_date
from ..network.arrays import IntArray
from ..schema import load_schema
from ..validation.register import Row
from ..validation.wording import months_before

FRESH, AGEING, OLD, NEVER = range(4)
"""Verified within the first limit, within the second, longer ago, and never (or on a day to come)."""


def freshness(points: Sequence[Row], today: date) -> IntArray:
    """Return the class of each point (n,). On the very day of a limit it still counts, as in rule T03."""
    months = load_schema().stale_months
    first, second = (months_before(today, months[name]) for name in ("warning", "second"))

    def of(row: Row) -> int:
        day = to_date(row.get("verified_on"))
        if day is None or day > today:
            return NEVER
        return FRESH if day >= first else AGEING if day >= second else OLD

    return np.array([of(row) for row in points], np.int64)
