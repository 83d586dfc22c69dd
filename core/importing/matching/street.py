# SPDX-License-Identifier: GPL-2.0-or-later
"""How alike two civic addresses are (schema, section E3 ``address``), in either official language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...validation.similarity import bigram_dice
from ..placing import read_line, read_street

UNEQUAL_NUMBERS = 0.3
UNEQUAL_DIRECTIONS = 0.5
ONE_DIRECTION = 0.9
_DIGITS = re.compile("[0-9]+")


class CivicAddress(NamedTuple):
    """The parts of an address that are compared: number or None, the street's name, type and direction."""

    number: int | None
    name: str
    type: str
    direction: str


@lru_cache(maxsize=200_000)
def read_address(address: str) -> CivicAddress | None:
    """Return the parts of ``123, rue Main Est`` or ``123 Main St E``, which are the same.

    None for an address without a street: a post-office box, a rural route, the name of a building.
    """
    line = read_line(address)
    street = read_street(line.street)
    return CivicAddress(line.civic, *street) if street.name else None


@lru_cache(maxsize=200_000)
def address_similarity(a: str, b: str) -> float:
    """Return 0…1: Dice of the streets' letter pairs, capped where what both state differs.

    A type that one leaves out is open (“2516 Alta Vista”), a number it leaves out differs. A direction it
    leaves out is nearly equal: most that write none mean the only one there is, the distance tells the
    others apart. Streets with other numbers in their names are two, however alike (8th Line and 9th Line).
    """
    one, other = read_address(a), read_address(b)
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.0
    types = (one.type or other.type, other.type or one.type)
    score = bigram_dice(f"{one.name} {types[0]}", f"{other.name} {types[1]}")
    if one.number != other.number or _DIGITS.findall(one.name) != _DIGITS.findall(other.name):
        return min(score, UNEQUAL_NUMBERS)
    if one.direction and other.direction and one.direction != other.direction:
        return min(score, UNEQUAL_DIRECTIONS)
    return min(score, ONE_DIRECTION) if one.direction != other.direction else score
