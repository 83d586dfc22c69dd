# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of streets as both languages spell them, made comparable."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...validation.similarity import fold

LONGEST = 300  # letters of an address that are looked at

_TOKEN = re.compile(r"#|[^\W_]+")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th|e|er|re|ere|eme|ieme)")
_SPELLINGS = {
    "st": "street st rue",
    "ave": "avenue ave av",
    "blvd": "boulevard blvd boul bd",
    "rd": "road rd chemin ch",
    "dr": "drive dr promenade prom",
    "cres": "crescent cres croissant crois",
    "crt": "court crt ct cour",
    "pl": "place pl",
    "ln": "lane ln ruelle",
    "terr": "terrace terr terrasse",
    "priv": "private priv prive pvt",
    "way": "way voie",
    "cir": "circle cir cercle",
    "sq": "square sq carre",
    "pky": "parkway pky pkwy",
    "hwy": "highway hwy route rte",
    "trail": "trail trl sentier",
    "line": "line ligne",
    "conc": "concession conc rang",
    "impasse": "impasse",
    "montee": "montee",
    "allee": "allee",
    "cote": "cote",
    "gate": "gate",
    "grove": "grove grv",
}
TYPES = {spelling: code for code, spellings in _SPELLINGS.items() for spelling in spellings.split()}
"""A street type as written (either language, without accents) → the code both languages share."""
_IN_FRONT = frozenset(
    [
        "rue",
        "avenue",
        "av",
        "boulevard",
        "boul",
        "bd",
        "chemin",
        "ch",
        "promenade",
        "prom",
        "croissant",
        "crois",
        "cour",
        "place",
        "pl",
        "ruelle",
        "terrasse",
        "voie",
        "cercle",
        "carre",
        "route",
        "rte",
        "sentier",
        "rang",
        "impasse",
        "montee",
        "allee",
        "cote",
    ]
)
_DIRECTIONS = {
    spelling: code
    for code, spellings in {
        "n": "n north nord",
        "s": "s south sud",
        "e": "e east est",
        "w": "w west o ouest",
        "ne": "ne northeast",
        "nw": "nw no northwest",
        "se": "se southeast",
        "sw": "sw so southwest",
    }.items()
    for spelling in spellings.split()
}
_ARTICLES = frozenset(["d", "de", "des", "du", "l", "la", "le", "les"])
UNITS = frozenset(
    [
        "#",
        "unit",
        "unite",
        "suite",
        "ste",
        "apt",
        "app",
        "bureau",
        "local",
        "room",
        "rm",
        "floor",
        "flr",
        "fl",
        "etage",
        "bldg",
    ]
)
"""Words with which a unit, a floor or a building begins."""
_ORDINAL_WORDS = {
    word: str(number)
    for number, words in enumerate(
        (
            "first premier premiere",
            "second deuxieme",
            "third troisieme",
            "fourth quatrieme",
            "fifth cinquieme",
            "sixth sixieme",
            "seventh septieme",
            "eighth huitieme",
            "ninth neuvieme",
            "tenth dixieme",
        ),
        start=1,
    )
    for word in words.split()
}


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
    tokens = _until_unit(_TOKEN.findall(fold(text[:LONGEST])))
    direction = _taken(tokens, _DIRECTIONS)
    kind = _taken(tokens, TYPES)
    if len(tokens) > 1 and tokens[0] in _IN_FRONT and kind in ("", TYPES[tokens[0]]):
        kind = TYPES[tokens.pop(0)]
        while len(tokens) > 1 and tokens[0] in _ARTICLES:
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
    return {"st": "saint", "ste": "sainte"}.get(token) or _ORDINAL_WORDS.get(token, token)
