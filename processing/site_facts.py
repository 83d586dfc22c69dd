# SPDX-License-Identifier: GPL-2.0-or-later
"""What attributes say of service points to pair: codes, hours, accessibility, space, the end of the lease."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from qgis.PyQt.QtCore import QDate, QDateTime

from ..core.hours import Hours, HoursError, parse
from ..host.language import tr
from .geometry import FloatArray
from .inputs import number
from .ledger import Ledger
from .sources import plain

STEP_FREE = "step_free_entrance"
"""The code of the shared schema without which a point is not taken for free of barriers."""

_YES = frozenset({"yes", "oui", "true", "vrai", "y", "o", "t", STEP_FREE})
_NO = frozenset({"no", "non", "false", "faux", "n", "f", "none", "aucun", "aucune"})
_SEPARATORS = re.compile(r"[;,]")


def codes(value: object) -> frozenset[str] | None:
    """Return the codes of an attribute: a list, a JSON list, or text separated by commas or semicolons.

    ``None``, not known: null, blank text, and a list that cannot be read. A list without entries says none.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    items = value if isinstance(value, (list, tuple, frozenset)) else _SEPARATORS.split(str(value))
    return frozenset(text for text in (str(item).strip() for item in items) if text)


def text_of(value: object) -> str:
    """Return an attribute as text without blanks around it, empty for null."""
    value = plain(value)
    return "" if value is None else str(value).strip()


def read_hours(values: Sequence[object], ids: Sequence[str], ledger: Ledger) -> list[Hours | None]:
    """Return the opening hours of each point; what cannot be read is noted, and counts as unknown."""
    known: dict[str, Hours | None] = {}
    unread = []
    found = []
    for value, point in zip(values, ids):
        text = text_of(value)
        if text and text not in known:
            try:
                known[text] = parse(text)
            except HoursError:
                known[text] = None
        if text and known[text] is None:
            unread.append(point)
        found.append(known[text] if text else None)
    ledger.exclude("POINTS", "hours_unread", tr("opening hours not understood, taken as unknown"), unread)
    return found


def barrier_free(values: Sequence[object]) -> FloatArray:
    """Return 1 for a point without barriers at its entrance, 0 for one with, NaN where nothing is stated.

    A list of codes of the shared schema, yes or no, or a number (0 is no).
    """
    return np.array([_stated(value, a_list_is=STEP_FREE) for value in values], dtype=np.float64)


def room_to_spare(values: Sequence[object]) -> FloatArray:
    """Return 1 for a point with space for others (a number above 0, or yes), 0 without, NaN if not stated."""
    return np.array([_stated(value) for value in values], dtype=np.float64)


def lease_ending(
    values: Sequence[object], ids: Sequence[str], last: date, today: date, ledger: Ledger
) -> FloatArray:
    """Return 1 for a point whose lease ends up to the day ``last``, 0 for a later end, NaN where unknown.

    An end before ``today`` says nothing of the lease that holds now: it is noted, and counts as unknown.
    """
    days = [_day(value) for value in values]
    past = [point for day, point in zip(days, ids) if day is not None and day < today]
    unread = [p for day, value, p in zip(days, values, ids) if day is None and text_of(value)]
    ledger.exclude("POINTS", "lease_past", tr("lease that ended before today, taken as unknown"), past)
    ledger.exclude("POINTS", "lease_unread", tr("end of the lease not understood, taken as unknown"), unread)
    known = [np.nan if day is None or day < today else float(day <= last) for day in days]
    return np.array(known, dtype=np.float64)


def _day(value: object) -> date | None:
    value = plain(value)
    if isinstance(value, QDateTime):
        value = value.date()
    if isinstance(value, QDate):
        return date(value.year(), value.month(), value.day()) if value.isValid() else None
    try:
        return date.fromisoformat(str(value)[:10].replace("/", "-"))
    except ValueError:
        return None


def _stated(value: object, a_list_is: str = "") -> float:
    if isinstance(value, bool):
        return float(value)
    amount = number(value)
    if not np.isnan(amount):
        return float(amount > 0)
    stated = {code.casefold() for code in codes(value) or ()}
    if not stated:
        return np.nan
    if stated & _YES:
        return 1.0
    return 0.0 if stated <= _NO or a_list_is else np.nan
