# SPDX-License-Identifier: GPL-2.0-or-later
"""A local address reference, indexed by street and number, and how exact it is.

Accuracy comes from the reference itself; it is a distance within which nine places in ten are:

- same number: how far the rows of one address lie from its position, over all addresses with several rows,
  and no less than at this address;
- between two numbers: each number of the reference is left out and placed between its neighbours; the error
  as a share of the neighbours' distance, times that distance here;
- nearest number: the distance of neighbouring numbers per number between them, times the numbers between;
- street, postal code, municipality: how far their rows lie from their middle; a street or postal code with
  fewer rows than five is taken to be no smaller than other postal codes, and a number far from all others of
  its street no nearer than the numbers between. A municipality with fewer rows than five is none: a
  stray row says nothing about where the town is.

Distances are metres on a sphere of the Earth's mean radius, in the plane that touches it at the place.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...earth import MEAN_RADIUS_M
from ...errors import InputError
from ...progress import SILENT, Progress, check
from ...text import Text
from ...validation.similarity import fold
from .street import Street, read_street

Rows = NDArray[np.int64]
Positions = NDArray[np.float64]

AGREE_M = 250.0
"""Rows of one address farther apart than this disagree."""
_AGREEING_SHARE = 0.8  # of the rows of an address: fewer, and no position stands for it
FEW = 5
"""Fewer rows than this say little about how large a place is."""
_FARTHEST = np.array([180.0, 90.0])  # degrees of longitude and latitude
_WORD = re.compile(r"[^\W_]+")
_CIVIC = re.compile(r"\s*(\d{1,6})\s*[A-Za-z]?(?: 1/2)?\s*")
_POSTAL = re.compile(r"[A-Z]\d[A-Z]\d[A-Z]\d")
_PROVINCES = frozenset(
    ["ab", "bc", "mb", "nb", "nl", "ns", "nt", "nu", "on", "ont", "pe", "qc", "que", "sk", "yt"]
)


class Place(NamedTuple):
    """The row nearest the middle of some rows, how far nine in ten of them are, and whether they agree."""

    row: int
    spread_m: float
    agrees: bool


@dataclass(frozen=True)
class Side:
    """The numbers of one parity of a street, ascending, with the row that stands for each."""

    numbers: Rows
    rows: Rows


@dataclass(frozen=True)
class Addresses:
    """All addresses of one street of one municipality; ``sides``: the even and odd numbers that agree."""

    city: str
    street: Street
    numbers: Mapping[int, tuple[Place, tuple[int, ...]]]
    sides: tuple[Side, Side]
    middle: Place


@dataclass(frozen=True)
class Accuracy:
    """What 90 % of the reference's own addresses keep to (see above)."""

    exact_m: float
    share_of_gap: float
    m_per_number: float
    postal_m: float


@dataclass(frozen=True)
class Reference:
    """An address reference. ``skipped`` are rows without a usable position, from 0."""

    positions: Positions
    streets: Mapping[str, Sequence[Addresses]]  # by name
    postal_codes: Mapping[str, Place]
    cities: Mapping[str, Place]
    aliases: Mapping[str, str]
    accuracy: Accuracy
    skipped: tuple[int, ...]

    def city_key(self, name: str | None) -> str:
        """Return a municipality's name as this reference compares it; "" for none."""
        key = city_key(name)
        return self.aliases.get(key, key)


def city_key(name: str | None) -> str:
    """Return a municipality's name without case, accents, signs and a province at its end."""
    words = _WORD.findall(fold((name or "")[:200]))
    if len(words) > 1 and words[-1] in _PROVINCES:
        words.pop()
    return " ".join(words)


def postal_key(code: str | None) -> str:
    """Return a whole postal code without space, or "" for what is none."""
    key = "".join((code or "")[:20].upper().split())
    return key if _POSTAL.fullmatch(key) else ""


def metres(a: Positions, b: Positions) -> NDArray[np.float64]:
    """Return the distances (m) of positions (…, 2) that lie within some kilometres of each other."""
    east = (b[..., 0] - a[..., 0]) * np.cos(np.radians((a[..., 1] + b[..., 1]) / 2))
    distances: NDArray[np.float64] = np.hypot(east, b[..., 1] - a[..., 1]) * math.radians(1) * MEAN_RADIUS_M
    return distances


class AddressRows(NamedTuple):
    """The columns of an address reference, one value per row.

    ``positions`` is (n, 2) longitude and latitude in EPSG:4326. A civic number with a hyphen (“1000-35”:
    unit and number, or the reverse) is left out, the row's street and postal code are not.
    """

    civics: Sequence[str | None]
    streets: Sequence[str | None]
    cities: Sequence[str | None]
    postal_codes: Sequence[str | None]
    positions: Positions


def build_reference(
    rows: AddressRows, aliases: Mapping[str, str] | None = None, progress: Progress = SILENT
) -> Reference:
    """Return an index of address rows.

    ``aliases`` maps a municipality's other names to the one that stands for them (“Nepean” → “Ottawa”).
    Raises ``InputError`` for columns of different lengths and where no row has a position, and
    ``Cancelled``.
    """
    civics, streets, cities, postal_codes, positions = rows
    count = len(positions)
    if any(len(column) != count for column in (civics, streets, cities, postal_codes)):
        raise InputError(_LENGTHS)
    usable = np.isfinite(positions).all(axis=1)
    usable &= (np.abs(positions) <= _FARTHEST).all(axis=1) & (positions != 0).any(axis=1)
    if not usable.any():
        raise InputError(_NO_POSITIONS)
    names = {city_key(name): city_key(main) for name, main in (aliases or {}).items()}
    by_street: dict[tuple[str, Street], dict[int | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    by_code: dict[str, list[int]] = defaultdict(list)
    by_city: dict[str, list[int]] = defaultdict(list)
    for row in np.flatnonzero(usable).tolist():
        if row % 10_000 == 0:
            check(progress)
            progress.report(row / count / 2)
        city = names.get(city_key(cities[row]), city_key(cities[row]))
        street = read_street(streets[row] or "")
        if street.name:
            by_street[city, street][_civic(civics[row])].append(row)
        for key, group in ((postal_key(postal_codes[row]), by_code), (city, by_city)):
            if key:
                group[key].append(row)
    index: dict[str, list[Addresses]] = defaultdict(list)
    for number, ((city, street), found) in enumerate(sorted(by_street.items(), key=lambda item: item[0])):
        if number % 1_000 == 0:
            check(progress)
            progress.report(0.5 + number / len(by_street) / 2)
        index[street.name].append(_addresses(positions, city, street, found))
    codes = {key: _place(positions, found) for key, found in by_code.items()}
    return Reference(
        positions,
        dict(index),
        codes,
        {key: _place(positions, found) for key, found in by_city.items() if len(found) >= FEW},
        names,
        _accuracy(positions, index, [codes[key] for key, found in by_code.items() if len(found) >= FEW]),
        tuple(np.flatnonzero(~usable).tolist()),
    )


def _civic(text: str | None) -> int | None:
    found = _CIVIC.fullmatch((text or "")[:20])
    return int(found.group(1)) if found else None


def _place(positions: Positions, rows: Sequence[int]) -> Place:
    """Return the row nearest the median of longitudes and latitudes; equals go by position, not by order."""
    if len(rows) == 1:
        return Place(rows[0], 0.0, True)
    points = positions[rows]
    away = metres(points, np.median(points, axis=0))
    chosen = int(np.lexsort((points[:, 1], points[:, 0], np.round(away, 3)))[0])
    apart = metres(points, points[chosen])
    return Place(
        rows[chosen], float(np.percentile(apart, 90)), float((apart <= AGREE_M).mean()) >= _AGREEING_SHARE
    )


def _addresses(
    positions: Positions, city: str, street: Street, rows: Mapping[int | None, list[int]]
) -> Addresses:
    numbers = {
        number: (_place(positions, found), tuple(found))
        for number, found in rows.items()
        if number is not None
    }
    agreed = sorted(number for number, (place, _) in numbers.items() if place.agrees)
    sides = []
    for parity in (0, 1):
        side = [number for number in agreed if number % 2 == parity]
        sides.append(
            Side(np.array(side, np.int64), np.array([numbers[number][0].row for number in side], np.int64))
        )
    everything = [row for found in rows.values() for row in found]
    return Addresses(city, street, numbers, (sides[0], sides[1]), _place(positions, everything))


def _accuracy(
    positions: Positions, index: Mapping[str, Sequence[Addresses]], codes: Sequence[Place]
) -> Accuracy:
    spreads, shares, steps = [], [], []
    for street in (street for streets in index.values() for street in streets):
        spreads += [p.spread_m for p, rows in street.numbers.values() if p.agrees and len(rows) > 1]
        for side in street.sides:
            points, numbers = positions[side.rows], side.numbers
            if len(numbers) > 1:
                steps.append(metres(points[1:], points[:-1]) / np.diff(numbers))
            if len(numbers[1:-1]):
                share = (numbers[1:-1] - numbers[:-2]) / (numbers[2:] - numbers[:-2])
                between = points[:-2] + share[:, None] * (points[2:] - points[:-2])
                gaps = metres(points[:-2], points[2:])
                used = (gaps > 0) & (gaps <= MOST_GAP_M)
                shares.append(metres(between, points[1:-1])[used] / gaps[used])
    return Accuracy(
        exact_m=_ninth(np.array(spreads), 0.0),
        share_of_gap=_ninth(np.concatenate([*shares, np.empty(0)]), 1.0),
        m_per_number=_ninth(np.concatenate([*steps, np.empty(0)]), 10.0),
        postal_m=_ninth(np.array([place.spread_m for place in codes]), 1_000.0),
    )


MOST_GAP_M = 1_000.0
"""Neighbours farther apart than this say too little about what lies between them."""


def _ninth(values: NDArray[np.float64], otherwise: float) -> float:
    """Return the 90th percentile, or ``otherwise`` where too few values say anything."""
    return float(np.percentile(values, 90)) if len(values) >= FEW else otherwise


_LENGTHS = Text(
    "The columns of the address reference have different lengths, so that its rows cannot be told. "
    "Read the reference again.",
    "Les colonnes du fichier de référence d’adresses n’ont pas la même longueur, de sorte que ses lignes "
    "sont indistinctes. Lisez ce fichier de nouveau.",
)
_NO_POSITIONS = Text(
    "No row of the address reference has a usable position, so that nothing can be placed on it. "
    "Choose the columns of longitude and latitude, or another reference.",
    "Aucune ligne du fichier de référence d’adresses n’a de position utilisable : rien ne peut y être placé. "
    "Choisissez les colonnes de longitude et de latitude, ou un autre fichier de référence.",
)
