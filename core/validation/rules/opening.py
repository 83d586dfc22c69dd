# SPDX-License-Identifier: GPL-2.0-or-later
"""Family H: opening hours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...hours import Hours, HoursError, doubt, parse
from ...schema import Table
from ...text import Text
from ..check import Cell, Check, Problem, only, with_field
from ..fixes import FIXES
from ..record import Record
from ..wording import shown


def readable(cell: Cell) -> Iterator[Problem]:
    """H01: the hours cannot be read."""
    read = _read(cell)
    if isinstance(read, HoursError):
        yield Problem("hours", {"value": shown(cell.value)}, fix=read.text)


def exportable(cell: Cell) -> Iterator[Problem]:
    """H02: the hours can be read but are outside the weekly subset (schema, section B4)."""
    read = _read(cell)
    if isinstance(read, Hours) and not read.exportable:
        yield Problem("hours")


def plausible(cell: Cell) -> Iterator[Problem]:
    """H03: closing before opening, spans that overlap or exceed 16 hours."""
    read = _read(cell)
    reason = doubt(read) if isinstance(read, Hours) else None
    if reason is not None:
        yield Problem("hours", {"value": shown(cell.value)}, fix=Text.join(" ", (reason, FIXES["H03"])))


def hours_given(record: Record) -> Iterator[Problem]:
    """H04: an active public point people visit or call, without hours."""
    row = record.row
    if (
        row.get("status") == "active"
        and row.get("visibility") == "public"
        and row.get("channel") in ("in_person", "call_centre")
        and row.get("hours") in (None, "")
    ):
        yield Problem("hours")


def holidays_given(cell: Cell) -> Iterator[Problem]:
    """H05: hours that do not say what happens on public holidays."""
    read = _read(cell)
    if isinstance(read, Hours) and read.says_hours and not read.covers_holidays:
        yield Problem("hours")


def special_hours_given(record: Record) -> Iterator[Problem]:
    """H06: special hours announced, but not given."""
    if record.row.get("kind") == "special_hours" and record.row.get("hours") in (None, ""):
        yield Problem("hours")


def _read(cell: Cell) -> Hours | HoursError | None:
    return None if cell.text is None else _parsed(cell.text)


def _hours(table: Table) -> tuple[str, ...]:
    return ("hours",)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Hours | HoursError:
    try:
        return parse(text)
    except HoursError as error:
        return HoursError(error.text)  # without the traceback, which would keep frames alive


CHECKS = (
    Check("H01", with_field("hours"), fields=_hours, judge=readable),
    Check("H02", with_field("hours"), fields=_hours, judge=exportable),
    Check("H03", with_field("hours"), fields=_hours, judge=plausible),
    Check("H04", only("service_point"), hours_given),
    Check("H05", only("service_point"), fields=_hours, judge=holidays_given),
    Check("H06", only("closure"), special_hours_given),
)
