# SPDX-License-Identifier: GPL-2.0-or-later
"""Days as sources write them. Whether 03/04/2025 is in March or in April is asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ...errors import InputError
from ...text import Text
from .plain import plain

ISO = "%Y-%m-%d"
EPOCH_MS = "epoch_ms"  # what Esri's services send: milliseconds since 1970, UTC
EXCEL = "excel"  # what a spreadsheet stores: days since the last day of 1899
FORMATS = (
    ISO, "%Y/%m/%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%d/%m/%y",
    "%m/%d/%y", "%d %B %Y", "%B %d, %Y", "%d-%B-%Y", "%d-%B-%y", EPOCH_MS,
)  # fmt: skip
"""What ``find_format`` tries. ``%B`` is a month in letters, whole or shortened, English or French."""

_LONGEST = 60
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january|janvier|jan|janv", "february|fevrier|feb|fev|fevr", "march|mars|mar",
            "april|avril|apr|avr",
            "may|mai", "june|juin|jun", "july|juillet|jul|juil", "august|aout|aug|aou",
            "september|septembre|sep|sept", "october|octobre|oct", "november|novembre|nov",
            "december|decembre|dec",
        ),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip
_PARTS = {
    "%Y": r"(?P<year>[0-9]{4})",
    "%y": r"(?P<short>[0-9]{2})",
    "%m": r"(?P<month>[0-9]{1,2})",
    "%d": r"(?P<day>[0-9]{1,2})(?:er|st|nd|rd|th)?",
    "%B": r"(?P<name>[a-z]{3,9})\.?",
    "%b": r"(?P<name>[a-z]{3,9})\.?",
    "%%": "%",
}
_TIME = (
    r"(?:[ t,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)? ?(?:[ap]\.?m\.?)?"
    r"(?: ?(?:z|utc|[+-][0-9]{2}:?(?:[0-9]{2})?))?)?"
)
_DIRECTIVE = re.compile(r"%.|%$|[^%]+")
_DIGITS = re.compile(r"-?[0-9]{1,14}(?:\.0*)?")
_SERIAL = re.compile(r"([0-9]{1,7})(?:\.[0-9]{1,12})?")
_PIVOT = 69  # POSIX: 69 to 99 are in the last century
_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1)
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_AFTER_LEAP_BUG = 61  # spreadsheets believe in 29 February 1900

_NO_FORMAT = Text(
    "“{format}” is no form of a date. Write a form such as “%d/%m/%Y”: day, month and year.",
    "«\u00a0{format}\u00a0» n’est pas une forme de date. Écrivez une forme comme «\u00a0%d/%m/%Y\u00a0», "
    "avec le jour, le mois et l’année.",
)


def read_date(text: str, format: str = ISO) -> date | None:
    """Return the day that ``text`` writes in ``format``, ``None`` when it does not. The hour is dropped.

    ``format`` has the directives %Y, %y, %m, %d, %B (or %b), or is ``epoch_ms`` or ``excel``. A day is taken
    as written, whatever the time zone behind it. Raises ``InputError`` for any other format.
    """
    if format not in (EPOCH_MS, EXCEL):
        pattern = _pattern(format)
    written = plain(text).strip() if len(text) <= _LONGEST else ""
    try:
        if format == EPOCH_MS:
            whole = _DIGITS.fullmatch(written)
            return _EPOCH + timedelta(days=int(written.split(".")[0]) // _DAY_MS) if whole else None
        if format == EXCEL:
            serial = _SERIAL.fullmatch(written)
            days = int(serial.group(1)) if serial else 0
            return _SPREADSHEET_EPOCH + timedelta(days=days) if days >= _AFTER_LEAP_BUG else None
        found = pattern.fullmatch(written)
        return _day(found.groupdict()) if found else None
    except (ValueError, OverflowError):  # no such day
        return None


def _day(parts: dict[str, str | None]) -> date | None:
    year, short, name = parts.get("year"), parts.get("short"), parts.get("name")
    month = _MONTHS.get(name) if name else int(parts.get("month") or 0)
    if month is None:
        return None
    if year is None:
        year = f"{19 if int(short or 0) >= _PIVOT else 20}{short}"
    return date(int(year), month, int(parts.get("day") or 0))


@lru_cache(maxsize=64)
def _pattern(form: str) -> re.Pattern[str]:
    pieces = _DIRECTIVE.findall(form) if len(form) <= _LONGEST else []
    if any(piece[0] == "%" and piece not in _PARTS for piece in pieces):
        raise InputError(_NO_FORMAT.format(format=form[:_LONGEST]))
    wanted = "".join(_PARTS.get(piece, re.escape(plain(piece))) for piece in pieces)
    try:
        pattern = re.compile(wanted + _TIME)
    except re.error as error:  # a part that is named twice
        raise InputError(_NO_FORMAT.format(format=form)) from error
    groups = set(pattern.groupindex)
    if "day" not in groups or len(groups & {"year", "short"}) != 1 or len(groups & {"month", "name"}) != 1:
        raise InputError(_NO_FORMAT.format(format=form[:_LONGEST]))
    return pattern


@dataclass(frozen=True)
class DateFormat:
    """What the values of a whole column say about their format.

    ``format`` reads most of them (``None`` = no known one reads any). ``rivals`` read other days from the
    same texts with as good a right: then a person has to say which is meant, for example of ``example``.
    ``unread`` are distinct texts that ``format`` does not read, at most 20.
    """

    format: str | None
    rivals: tuple[str, ...] = ()
    example: str | None = None
    unread: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether nobody has to be asked."""
        return self.format is not None and not self.rivals


_N_UNREAD = 20


def find_format(texts: Iterable[str | None]) -> DateFormat:
    """Return the format of a column. One day above the 12th anywhere settles day and month for all."""
    distinct = sorted({text for text in texts if text and text.strip()})
    days = {form: {text: day for text in distinct if (day := read_date(text, form))} for form in FORMATS}
    best = max(FORMATS, key=lambda form: len(days[form]))
    if not days[best]:
        return DateFormat(None, unread=tuple(distinct[:_N_UNREAD]))
    rivals = []
    example = None
    for form in FORMATS:
        differing = [text for text, day in days[form].items() if days[best].get(text, day) != day]
        # as many values, or some that the best does not read: a column with both orders is doubtful
        if differing and (len(days[form]) == len(days[best]) or days[form].keys() - days[best].keys()):
            rivals.append(form)
            example = example or differing[0]
    unread = [text for text in distinct if text not in days[best]]
    return DateFormat(best, tuple(rivals), example, tuple(unread[:_N_UNREAD]))
