# SPDX-License-Identifier: GPL-2.0-or-later
"""Family T: dates and how recent they are."""

from __future__ import annotations

from collections.abc import Iterator

from ...days import to_date
from ...schema import Table
from ..check import Cell, Check, Problem, once_per_table, only, the_field, with_field
from ..record import Record
from ..wording import date_text, months_before

PERIODS = (
    ("status_from", "status_until"),
    ("valid_from", "valid_to"),
    ("from_date", "to_date"),
    ("start_on", "end_on"),
)
CLOSURE_KEPT_MONTHS = 24


def end_after_start(record: Record) -> Iterator[Problem]:
    """T01: an end before its start."""
    for start_field, end_field in PERIODS:
        start, end = record.day(start_field), record.day(end_field)
        if start is not None and end is not None and end < start:
            yield Problem(end_field)


def not_in_future(cell: Cell) -> Iterator[Problem]:
    """T02: verified or retrieved on a day to come."""
    day = to_date(cell.value)
    if day is not None and day > cell.today:
        yield Problem(cell.field.name)


def verified_recently(record: Record) -> Iterator[Problem]:
    """T03: not verified for 12 months (level 1) or 24 (level 2); the schema's ``stale_months`` decide.

    A point closed for good needs no verification.
    """
    day = record.day("verified_on")
    if day is None or record.row.get("status") == "permanently_closed":
        return
    months = record.register.schema.stale_months
    if day < months_before(record.today, months["warning"]):
        level = 2 if day < months_before(record.today, months["second"]) else 1
        yield Problem("verified_on", {"date": date_text(day)}, level=level)


def closed_until(record: Record) -> Iterator[Problem]:
    """T04: temporarily closed without an end, or past it."""
    if record.row.get("status") == "temporarily_closed":
        until = record.day("status_until")
        if until is None or until < record.today:
            yield Problem("status_until")


def closure_recent(record: Record) -> Iterator[Problem]:
    """T05: a closure that ended more than 24 months ago."""
    end = record.day("to_date")
    if end is not None and end < months_before(record.today, CLOSURE_KEPT_MONTHS):
        yield Problem("to_date")


@once_per_table
def _end(table: Table) -> str | None:
    """The end of a table's period; none has two of them."""
    return next((end for _, end in PERIODS if end in table.by_name), None)


@once_per_table
def _past_days(table: Table) -> tuple[str, ...]:
    return tuple(name for name in ("verified_on", "retrieved_on") if name in table.by_name)


CHECKS = (
    Check("T01", with_field(*(start for start, _ in PERIODS)), end_after_start, needs=_end),
    Check("T02", with_field("verified_on", "retrieved_on"), fields=_past_days, judge=not_in_future),
    Check("T03", only("service_point"), verified_recently, needs=the_field("verified_on")),
    Check("T04", only("service_point"), closed_until),
    Check("T05", only("closure"), closure_recent, needs=the_field("to_date")),
)
