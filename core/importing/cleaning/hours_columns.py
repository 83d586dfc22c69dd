# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours from a column for each day, or from columns of opening and closing times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from ...hours import HoursError, Span, parse
from ...hours.parser import WEEKDAYS
from .hours_prose import HoursReading, read_spans
from .hours_rules import Days, Rule, hours_text

Cell = Optional[str]
_HOLIDAY = len(WEEKDAYS)
_NAMES = (*WEEKDAYS, "PH")


def read_day_columns(
    cells: Sequence[Cell], *, holidays: Cell = None, breaks: Sequence[Cell] = ()
) -> HoursReading:
    """Return the hours of a row with one cell for each day, Monday first (“8:30-12:00, 13-16”, “closed”).

    An empty cell says nothing of its day. ``breaks`` are cells with the time without service of each day,
    such as lunch. One cell that cannot be read leaves all unread: the cells stay as a note.
    """
    given = [(cell or "").strip() for cell in (*cells, holidays)]
    pauses = [(cell or "").strip() for cell in breaks] + [""] * (len(given) - len(breaks))
    rules: list[Rule] = []
    try:
        for day, (text, pause) in enumerate(zip(given, pauses)):
            if text:
                rules.append(_rule(day, _spans(text), pause))
        hours = hours_text(rules)
        if not hours:
            return HoursReading(None)
        parse(hours)
    except (_UnreadCell, HoursError):
        said = [f"{name} {text}" for name, text in zip(_NAMES, given) if text]
        said += [f"{name} ({text})" for name, text in zip(_NAMES, pauses) if text]
        return HoursReading(None, "; ".join(said))
    return HoursReading(hours)


class _UnreadCell(Exception):  # noqa: N818
    """A cell that is no hours."""


def _spans(text: str) -> tuple[Span, ...]:
    spans = read_spans(text)
    if spans is None:
        raise _UnreadCell
    return spans


def _rule(day: int, spans: tuple[Span, ...], pause: str) -> Rule:
    days = Days(holidays=True) if day == _HOLIDAY else Days(frozenset((day,)))
    rule = Rule(days, spans)
    return rule.without(_spans(pause)) if pause and spans else rule
