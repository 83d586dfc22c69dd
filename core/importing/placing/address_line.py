# SPDX-License-Identifier: GPL-2.0-or-later
"""The civic number and street of an address line, and whether mail goes to a box instead."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...validation.similarity import fold
from ..street_words import TYPES, UNITS
from .street import LONGEST, read_street

_CIVIC = re.compile(r"(?:[^\W_]{1,6} ?- ?)?(\d{1,6})([a-z]?)(?: 1/2)?(?![^\s])")
_BOX = re.compile(
    r"\b(?:p\.? ?o\.? ?box|c\.? ?p\.? ?\d|(?:case|boite) postale|r\.? ?r\.? ?#? ?\d|rural route|route rurale"
    r"|general delivery|poste restante)"
)
_SPACES = re.compile(r"\s+")
_SEGMENTS = re.compile(r"[,;\n\r]")


class AddressLine(NamedTuple):
    """``civic`` is None where the line has no number; ``has_box``: a post-office box or a rural route."""

    civic: int | None
    street: str
    has_box: bool


@lru_cache(maxsize=100_000)
def read_line(line: str) -> AddressLine:
    """Return the civic number and street of an address in one line.

    A letter or half after the number is left out: “2186b” is at 2186. “12-345 Main” is unit 12 at 345, as
    Canada Post writes it. What follows a comma (unit, building, municipality) is no part of the street.
    """
    text = fold(line[:LONGEST])
    segments = [_SPACES.sub(" ", segment).strip() for segment in _SEGMENTS.split(text)]
    has_box = bool(_BOX.search(_SPACES.sub(" ", text)))
    segments = [segment for segment in segments if segment and not _BOX.search(segment)]
    for place, segment in enumerate(segments):
        found = _CIVIC.match(segment)
        if found is None:
            continue
        street = segment[found.end() :].strip() or "".join(segments[place + 1 : place + 2])
        first = street.split(" ", 1)[0].rstrip(".")
        if first in UNITS or not street:
            continue
        if found.group(2) == "e" and first in TYPES:  # “1e Avenue” is a street, not number 1
            return AddressLine(None, segment, has_box)
        return AddressLine(int(found.group(1)), street, has_box)
    street = next((segment for segment in segments if read_street(segment).type), "")
    return AddressLine(None, street, has_box)
