# SPDX-License-Identifier: GPL-2.0-or-later
"""How values are put into sentences: dates, labels, and what someone typed, kept short and harmless."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import lru_cache

from ..hours.describe import MONTHS_FR
from ..schema import Code, Domain, Field
from ..text import Text

_SHOWN = 80
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LANGUAGE_NOTE = re.compile(r" \((?:English|French|anglais|français)\)$")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")

ENGLISH = Text("English", "anglais")
FRENCH = Text("French", "français")


def date_text(day: date) -> Text:
    """Return a date in words: March 1, 2026 / 1er mars 2026."""
    return Text(
        f"{_MONTHS_EN[day.month - 1]} {day.day}, {day.year}",
        f"{'1er' if day.day == 1 else day.day} {MONTHS_FR[day.month - 1]} {day.year}",
    )


@lru_cache(maxsize=1024)
def months_before(day: date, months: int) -> date:
    """Return the same day of the month ``months`` earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shown(value: object) -> str:
    """Return a value as one short line; characters that hide or reorder text become a visible sign."""
    if value is True or value is False:
        text = str(value).lower()
    else:
        text = value if isinstance(value, str) else str(value)
    cut = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in _HIDDEN else c for c in cut)


def pair_label(field: Field) -> Text:
    """Return a field's label without its language: “Name (English)” is “Name”."""
    return Text(_LANGUAGE_NOTE.sub("", field.label.en), _LANGUAGE_NOTE.sub("", field.label.fr))


def code_label(domain: Domain, code: str) -> Text:
    """Return the label of a code, or the code itself when the list does not have it."""
    known: Code | None = domain.by_code.get(code)
    return known.label if known else Text(shown(code), shown(code))
