# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses placed on an address reference by the best step that answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ...progress import SILENT, Progress, check
from .address_line import read_line
from .placement import Placement, Step
from .reference import AGREE_M, FEW, MOST_GAP_M, Addresses, Place, Reference, metres, postal_key
from .street import read_street

_MOST_NUMBERS = 100  # from the nearest number: beyond it the street's middle says as much
_MOST_M = 100_000  # the schema's largest accuracy
_ORDER = {step: number for number, step in enumerate(Step)}


class Address(NamedTuple):
    """What a source says of an address: its first line, and what else it has."""

    line: str | None
    city: str | None = None
    postal_code: str | None = None


def place(reference: Reference, addresses: Sequence[Address], progress: Progress = SILENT) -> list[Placement]:
    """Return a placement per address, in their order: see ``Step`` for what is tried, best first.

    A street is looked for in the address's municipality only, or everywhere where the address names none.
    A type or direction that the address or the reference leaves out is open; streets that then answer
    equally well more than ``AGREE_M`` apart leave the address without a place and are listed. So do rows
    of one address that disagree. A post-office box or rural route without a street is placed by its postal
    code or municipality. Raises ``Cancelled``.
    """
    known: dict[Address, Placement] = {}
    for number, address in enumerate(addresses):
        if number % 2_000 == 0:
            check(progress)
            progress.report(number / len(addresses))
        if address not in known:
            known[address] = _place(reference, address)
    return [known[address] for address in addresses]


def _place(reference: Reference, address: Address) -> Placement:
    line = read_line(address.line or "")
    city = reference.city_key(address.city)
    street = read_street(line.street)
    answers = [
        _on_street(reference, addresses, line.civic)
        for addresses in (reference.streets.get(street.name, ()) if street.name else ())
        if (not city or addresses.city == city) and street.agrees_with(addresses.street)
    ]
    found = _agreed(answers) if answers else next(_around(reference, address, city), None)
    return replace(found or Placement(Step.NOT_FOUND), has_box=line.has_box)


def _around(reference: Reference, address: Address, city: str) -> Iterator[Placement]:
    """Yield what the postal code and the municipality answer."""
    code = reference.postal_codes.get(postal_key(address.postal_code))
    if code is not None:
        spread = max(code.spread_m, reference.accuracy.postal_m)
        yield _at(reference, Step.POSTAL_CODE, code, spread)
    if city in reference.cities:
        middle = reference.cities[city]
        yield _at(reference, Step.MUNICIPALITY, middle, max(middle.spread_m, reference.accuracy.postal_m))


def _agreed(answers: Sequence[Placement]) -> Placement:
    """Return the answer of the best step, or all rows of answers that disagree."""
    if any(answer.step is Step.AMBIGUOUS for answer in answers):
        return _ambiguous(answers)
    first = min(_ORDER[answer.step] for answer in answers)
    best = [answer for answer in answers if _ORDER[answer.step] == first]
    points = np.array([(answer.lon, answer.lat) for answer in best], float)
    if (metres(points, points[0]) > AGREE_M).any():
        return _ambiguous(best)
    return best[0]


def _ambiguous(answers: Sequence[Placement]) -> Placement:
    return Placement(Step.AMBIGUOUS, rows=tuple(sorted({row for answer in answers for row in answer.rows})))


def _on_street(reference: Reference, street: Addresses, civic: int | None) -> Placement:
    if civic is not None:
        if civic in street.numbers:
            found, rows = street.numbers[civic]
            if not found.agrees:
                return Placement(Step.AMBIGUOUS, rows=rows)
            return _at(reference, Step.EXACT, found, max(found.spread_m, reference.accuracy.exact_m))
        near = _between(reference, street, civic) or _nearest(reference, street, civic)
        if near is not None:
            return near
    return _at(reference, Step.STREET, street.middle, _street_m(reference, street, civic))


def _street_m(reference: Reference, street: Addresses, civic: int | None) -> float:
    """Return how far the middle of a street may be: no nearer than the numbers between, and a street of few
    rows is taken to be no smaller than a postal code."""
    rows = sum(len(found) for _, found in street.numbers.values())
    least = reference.accuracy.exact_m if rows >= FEW else reference.accuracy.postal_m
    between = min((abs(number - civic) for number in street.numbers), default=0) if civic is not None else 0
    return max(street.middle.spread_m, least, between * reference.accuracy.m_per_number)


def _between(reference: Reference, street: Addresses, civic: int) -> Placement | None:
    """Return the place of a number between two neighbours of its side that are near each other."""
    side = street.sides[civic % 2]
    after = int(np.searchsorted(side.numbers, civic))
    if not 0 < after < len(side.numbers):
        return None
    low, high = side.rows[after - 1], side.rows[after]
    a, b = reference.positions[low], reference.positions[high]
    gap = float(metres(a, b))
    if gap > MOST_GAP_M:
        return None
    share = (civic - side.numbers[after - 1]) / (side.numbers[after] - side.numbers[after - 1])
    lon, lat = (a + share * (b - a)).tolist()
    accuracy = max(gap * reference.accuracy.share_of_gap, reference.accuracy.exact_m)
    return Placement(Step.INTERPOLATED, lon, lat, _whole(accuracy), (int(low), int(high)))


def _nearest(reference: Reference, street: Addresses, civic: int) -> Placement | None:
    """Return the place of the nearest number, of the same side where two are as near."""
    numbers = [number for side in street.sides for number in side.numbers.tolist()]
    nearest = min(numbers, key=lambda n: (abs(n - civic), (n - civic) % 2, n), default=None)
    if nearest is None or abs(nearest - civic) > _MOST_NUMBERS:
        return None
    found, _ = street.numbers[nearest]
    accuracy = reference.accuracy.m_per_number * abs(nearest - civic) + reference.accuracy.exact_m
    return _at(reference, Step.NEAREST, found, accuracy)


def _at(reference: Reference, step: Step, found: Place, accuracy: float) -> Placement:
    lon, lat = reference.positions[found.row].tolist()
    return Placement(step, lon, lat, _whole(accuracy), (found.row,))


def _whole(accuracy: float) -> int:
    return min(_MOST_M, max(1, math.ceil(accuracy)))
