# SPDX-License-Identifier: GPL-2.0-or-later
"""Days as canonical values write them: ``YYYY-MM-DD``."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def to_date(value: object) -> date | None:
    """Return the date a canonical value stands for, ``None`` when it is none."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
