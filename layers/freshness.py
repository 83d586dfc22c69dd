# SPDX-License-Identifier: GPL-2.0-or-later
"""How fresh the points are, and which of them need care."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ..core.schema import load_schema
from ..core.validation.wording import months_before

if TYPE_CHECKING:
    from .register import PointSummary


def stale_before(today: date) -> date:
    """Return the day before which a verification is out of date, by the schema's months."""
    return months_before(today, load_schema().stale_months["warning"])


def outdated(points: Iterable[PointSummary], today: date) -> dict[str, int]:
    """Return how many dates of each point need care (rules T03 and T04), for points that have any."""
    limit = stale_before(today)
    found = {}
    for point in points:
        stale = point.verified_on is not None and point.verified_on < limit
        overdue = point.status == "temporarily_closed" and (
            point.status_until is None or point.status_until < today
        )
        if stale or overdue:
            found[point.id] = int(stale) + int(overdue)
    return found
