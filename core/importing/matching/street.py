# SPDX-License-Identifier: GPL-2.0-or-later
"""How alike two civic addresses are (schema, section E3 ``address``), in either official language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from ...validation.similarity import fold

UNEQUAL_NUMBERS = 0.3
UNEQUAL_DIRECTIONS = 0.5
_LONGEST = 200
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[0-9]+[a-z]?")
_DIRECTIONS = {
    "n": "n", "north": "n", "nord": "n", "s": "s", "south": "s", "sud": "s",
    "e": "e", "east": "e", "est": "e", "w": "w", "west": "w", "o": "w", "ouest": "w",
}  # fmt: skip
_TYPES = {
    "street": "st", "st": "st", "rue": "st", "avenue": "av", "ave": "av", "av": "av",
    "road": "rd", "rd": "rd",
    "chemin": "rd", "ch": "rd", "boulevard": "bd", "blvd": "bd", "boul": "bd", "drive": "dr", "dr": "dr",
    "promenade": "dr", "prom": "dr", "place": "pl", "pl": "pl", "court": "ct", "crt": "ct", "crescent": "cr",
    "cres": "cr", "croissant": "cr", "crois": "cr", "lane": "ln", "ruelle": "ln", "parkway": "pky",
    "pkwy": "pky", "highway": "hwy", "hwy": "hwy", "route": "hwy", "rte": "hwy",
}  # fmt: skip
_BEFORE_A_NAME = {"st": "saint", "ste": "sainte"}


@dataclass(frozen=True)
class Street:
    """The parts of a civic address that are compared; empty where it has none."""

    number: str
    name: str
    direction: str


@lru_cache(maxsize=200_000)
def read_street(address: str) -> Street:
    """Return the parts of an address: ``123, rue Main Est`` and ``123 Main St E`` have the same."""
    words = _WORD.findall(fold(address[:_LONGEST]))
    number = words.pop(0) if words and _NUMBER.fullmatch(words[0]) else ""
    direction = _DIRECTIONS[words.pop()] if len(words) > 1 and words[-1] in _DIRECTIONS else ""
    kind = ""
    if len(words) > 1 and words[-1] in _TYPES:
        kind = _TYPES[words.pop()]
    elif len(words) > 1 and words[0] in _TYPES and words[0] != "st":
        kind = _TYPES[words.pop(0)]
    name = " ".join([_BEFORE_A_NAME.get(word, word) for word in words] + ([kind] if kind else []))
    return Street(number, name, direction)


@lru_cache(maxsize=500_000)
def address_similarity(a: str, b: str) -> float:
    """Return 0…1: Dice of the streets' letter pairs, capped where numbers or directions differ.

    A number or a direction that only one of them has differs; without the name of a street nothing is alike.
    """
    one, other = read_street(a), read_street(b)
    if not one.name or not other.name:
        return 0.0
    score = 1.0 if one.name == other.name else _dice(one.name, other.name)
    if one.number != other.number:
        score = min(score, UNEQUAL_NUMBERS)
    if one.direction != other.direction:
        score = min(score, UNEQUAL_DIRECTIONS)
    return score


def _dice(a: str, b: str) -> float:
    pairs_a, pairs_b = (Counter(zip(text, text[1:])) for text in (a, b))
    total = sum(pairs_a.values()) + sum(pairs_b.values())
    return 2 * sum((pairs_a & pairs_b).values()) / total if total else 0.0
