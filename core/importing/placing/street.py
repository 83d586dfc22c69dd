# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of streets as both languages spell them, made comparable."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...validation.similarity import fold
from ..street_words import ARTICLES, DIRECTION_CODES, ORDINALS, STREET_TYPES, TYPES, TYPES_IN_FRONT, UNITS

LONGEST = 300  # letters of an address that are looked at

_TOKEN = re.compile(r"#|[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")  # the end of “Carson’s” is no south
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th|e|er|re|ere|eme|ieme)")


class Street(NamedTuple):
    """A street: its name's words run together, its type's code and its direction, "" where it has none."""

    name: str
    type: str
    direction: str

    def agrees_with(self, other: Street) -> bool:
        """Return whether both may be one street: what both say is equal, what one leaves out is open."""
        return (
            self.name == other.name
            and (not self.type or not other.type or self.type == other.type)
            and (not self.direction or not other.direction or self.direction == other.direction)
        )


@lru_cache(maxsize=100_000)
def read_street(text: str) -> Street:
    """Return the street of a text without civic number; ``name`` is "" where the text has no word.

    “boul. Saint-Joseph Est”, “St. Joseph Blvd E” and “boul. St-Joseph Blvd E.” are one street. A type in
    front is one only when the text has none at the end, or the same: “Place d’Orléans Dr” is a drive.
    """
    tokens = _until_unit(_TOKEN.findall(_POSSESSIVE.sub("s", fold(text[:LONGEST]))))
    direction = _taken(tokens, DIRECTION_CODES)
    if direction and DIRECTION_CODES.get(tokens[-1]) == direction:  # “Abbott St Est / East”
        _taken(tokens, DIRECTION_CODES)
    in_front = TYPES.get(tokens[0], "") if tokens and tokens[0] in TYPES_IN_FRONT else ""
    kind = ""
    if not in_front or tokens[-1] in STREET_TYPES or TYPES.get(tokens[-1]) == in_front:
        kind = _taken(tokens, TYPES)  # the end of “rue Montée” is a name
    if len(tokens) > 1 and in_front and kind in ("", in_front):
        kind = TYPES[tokens.pop(0)]
        while len(tokens) > 1 and tokens[0] in ARTICLES:
            tokens.pop(0)
    return Street("".join(_word(token) for token in tokens), kind, direction)


def _until_unit(words: list[str]) -> list[str]:
    """Return the words before a unit. “Ste” is a suite before a number only, and a saint elsewhere."""
    for place, word in enumerate(words):
        is_suite = word != "ste" or "".join(words[place + 1 : place + 2])[:1].isdigit()
        if place and word in UNITS and is_suite:
            return words[:place]
    return words


def _taken(tokens: list[str], codes: dict[str, str]) -> str:
    """Take a last token that has a code and leaves a name; return the code, or ""."""
    if len(tokens) > 1 and tokens[-1] in codes:
        return codes[tokens.pop()]
    return ""


def _word(token: str) -> str:
    ordinal = _ORDINAL.fullmatch(token)
    if ordinal:
        return ordinal.group(1)
    return {"st": "saint", "ste": "sainte"}.get(token) or ORDINALS.get(token, token)
