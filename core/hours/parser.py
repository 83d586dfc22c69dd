# SPDX-License-Identifier: GPL-2.0-or-later
"""Read opening hours. One pass from left to right without backtracking: hostile strings cost linear time.

The grammar is that of the patterns ``hours_full`` and ``hours_weekly_subset`` of ``schema.json``. Stricter in
two things no calendar has: a span cannot open at 24:00 or later, and a date must exist.
"""

from __future__ import annotations

import re
from calendar import monthrange

from ..text import Text
from .model import DAY_MINUTES, DayItem, Hours, HoursError, HoursRule, Period, Span

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LEAP_YEAR = 2024
_SHOWN = 30

_MONTH = re.compile(
    # a day of the month is not the hour that may follow: "Jun 09:00-12:00"
    rf"({'|'.join(MONTHS)})(?: (0?[1-9]|[12][0-9]|3[01])(?![0-9]|:[0-9]))?"
)
_NTH = r"(?:[1-5]|-1)"
_DAY = re.compile(rf"({'|'.join(WEEKDAYS)})(?:-({'|'.join(WEEKDAYS)})|\[({_NTH}(?:,{_NTH})*)\])?|PH")
_SPAN = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
_OFF = re.compile(r"off|closed")
_COMMENT = re.compile(r'"([^"]{1,80})"')

_EXPECT_TIMES = Text(
    "Write times as 08:30-16:30, “off”, or a comment in quotation marks.",
    "Écrivez les heures comme 08:30-16:30, «\u00a0off\u00a0», ou un commentaire entre guillemets droits.",
)
_EXPECT_RULE = Text(
    "A rule starts with days (Mo-Fr, Sa, PH) or times (08:30-16:30), in English abbreviations.",
    "Une règle commence par des jours (Mo-Fr, Sa, PH) ou des heures (08:30-16:30), en anglais abrégé.",
)
_EXPECT_SEPARATOR = Text(
    "Separate rules with a semicolon and one space, and spans with a comma.",
    "Séparez les règles par un point-virgule et une espace, et les plages par une virgule.",
)
_EXPECT_SPACE = Text(
    "Put one space between the days and the times.", "Mettez une espace entre les jours et les heures."
)
_EXPECT_DAY = Text(
    "Write days as Mo, Tu, We, Th, Fr, Sa, Su or PH.",
    "Écrivez les jours comme Mo, Tu, We, Th, Fr, Sa, Su ou PH.",
)
_EXPECT_MONTH = Text(
    "Write months as Jan, Feb, Mar… and dates as Dec 24.",
    "Écrivez les mois comme Jan, Feb, Mar… et les dates comme Dec 24.",
)
_NO_SUCH_DATE = Text("This date does not exist.", "Cette date n’existe pas.")
_NO_SUCH_TIME = Text(
    "A span must open before 24:00; write 00:00 on the next day.",
    "Une plage doit commencer avant 24:00; écrivez 00:00 le jour suivant.",
)
_UNREADABLE = Text(
    "The opening hours cannot be read from “{part}”. {reason} Example: Mo-Fr 08:30-16:30; PH off",
    "Impossible de lire les heures d’ouverture à partir de «\u00a0{part}\u00a0». {reason} "
    "Exemple\u00a0: Mo-Fr 08:30-16:30; PH off",
)


def parse(text: str) -> Hours:
    """Read opening hours. Raises ``HoursError`` that says from where, and what was expected there."""
    reader = _Reader(text)
    always = reader.literal("24/7")
    rules = [HoursRule(spans=(Span(0, DAY_MINUTES),))] if always else [reader.rule()]
    while not reader.finished():
        if not reader.literal("; "):
            raise reader.error(_EXPECT_SEPARATOR)
        rules.append(reader.rule())
    exportable = (always and len(rules) == 1) or (not always and reader.weekly)
    return Hours(text=text, rules=tuple(rules), always=always, exportable=exportable)


class _Reader:
    """A position in the string; every step either moves it forward or raises."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.weekly = True

    def finished(self) -> bool:
        return self._at == len(self._text)

    def literal(self, word: str) -> bool:
        if not self._text.startswith(word, self._at):
            return False
        self._at += len(word)
        return True

    def error(self, reason: Text, at: int | None = None) -> HoursError:
        start = self._at if at is None else at
        part = self._text[start : start + _SHOWN] or self._text[-_SHOWN:]
        return HoursError(_UNREADABLE.format(part=part, reason=reason))

    def rule(self) -> HoursRule:
        """Months, days, times and a comment, in that order; or a comment alone."""
        start = self._at
        comment = self._comment()
        if comment is not None:
            return HoursRule(spans=None, comment=" ".join(filter(None, (comment, self._comment(" ")))))
        periods = self._periods()
        days, holidays = self._days()
        spans = self._times(_EXPECT_RULE if self._at == start else _EXPECT_TIMES)
        return HoursRule(spans, periods, days, holidays, self._comment(" "))

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _comment(self, before: str = "") -> str | None:
        if not self._text.startswith(before + '"', self._at):
            return None
        self._at += len(before)
        found = self._take(_COMMENT)
        if not found:
            raise self.error(
                Text(
                    "A comment has 1 to 80 characters between straight quotation marks.",
                    "Un commentaire compte de 1 à 80 caractères entre guillemets droits.",
                )
            )
        self.weekly = False
        return found.group(1)

    def _periods(self) -> tuple[Period, ...]:
        periods: list[Period] = []
        while True:
            start = self._month()
            if start is None:
                if periods:
                    raise self.error(_EXPECT_MONTH)
                return ()
            end = start
            if self.literal("-"):
                end_or_none = self._month()
                if end_or_none is None:
                    raise self.error(_EXPECT_MONTH)
                end = end_or_none
            periods.append(Period(start, end))
            if not self.literal(","):
                break
        self.weekly = False
        self.literal(":")
        if not self.literal(" "):
            raise self.error(_EXPECT_SPACE)
        return tuple(periods)

    def _month(self) -> tuple[int, int | None] | None:
        at = self._at
        found = self._take(_MONTH)
        if not found:
            return None
        month = MONTHS.index(found.group(1)) + 1
        day = int(found.group(2)) if found.group(2) else None
        if day is not None and day > monthrange(_LEAP_YEAR, month)[1]:
            raise self.error(_NO_SUCH_DATE, at)
        return month, day

    def _days(self) -> tuple[tuple[DayItem, ...], bool]:
        items: list[DayItem] = []
        holidays = False
        while True:
            found = self._take(_DAY)
            if not found:
                if items or holidays:
                    raise self.error(_EXPECT_DAY)
                return (), False
            if found.group(1) is None:
                holidays = True
            else:
                first = WEEKDAYS.index(found.group(1))
                last = WEEKDAYS.index(found.group(2)) if found.group(2) else first
                nth = tuple(int(n) for n in found.group(3).split(",")) if found.group(3) else ()
                items.append(DayItem(first, last, nth))
            if not self.literal(","):
                break
        if not self.literal(" "):
            raise self.error(_EXPECT_SPACE)
        return tuple(items), holidays

    def _times(self, expected: Text) -> tuple[Span, ...]:
        off = self._take(_OFF)
        if off:
            # "closed" means the same, but is not in the subset other systems take
            self.weekly = self.weekly and off.group() == "off"
            return ()
        spans: list[Span] = []
        while True:
            at = self._at
            found = self._take(_SPAN)
            if not found:
                raise self.error(expected)
            opens = 60 * int(found.group(1)) + int(found.group(2))
            closes = 60 * int(found.group(3)) + int(found.group(4))
            if opens >= DAY_MINUTES:
                raise self.error(_NO_SUCH_TIME, at)
            spans.append(Span(opens, closes if closes > opens else closes + DAY_MINUTES))
            if not self.literal(","):
                return tuple(spans)
