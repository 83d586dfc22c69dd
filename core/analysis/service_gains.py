# SPDX-License-Identifier: GPL-2.0-or-later
"""Which services people would gain if points offered each other's services (indicator P4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import Progress, check
from .model import Demand
from .overlaps import Reached

WordArray = npt.NDArray[np.uint64]
"""Sets of services (n, words), one bit for each service."""

_WORD = 64
_ROWS = 65_536  # units whose bits are counted at once


@dataclass(frozen=True, eq=False)
class ServiceGains:
    """Services within reach of each demand unit (n,), today and if the points of every pair shared.

    ``before``: different services of all points in whose catchment the unit lies; ``after``: the same when
    each point also offered the services of its partners in all pairs. Points whose services are unknown
    add nothing. ``people`` (p,): first demand field of those who would gain at least one service by that
    pair alone, which no point within their reach offers today; NaN where the services of either are unknown.
    """

    before: IntArray
    after: IntArray
    people: FloatArray


def service_gains(
    reached: Reached,
    demand: Demand,
    services: Sequence[frozenset[str] | None],
    pairs: tuple[IntArray, IntArray],
    progress: Progress,
) -> ServiceGains:
    """Count what is within reach before and after; ``services`` (k,), both points (p,) of the ``pairs``."""
    a, b = pairs
    offered = _words(services)
    within = _in_reach(reached, offered, len(demand), progress)
    people = _people(reached, demand, services, pairs, within=within, progress=progress)
    together = offered.copy()
    np.bitwise_or.at(together, a, offered[b])
    np.bitwise_or.at(together, b, offered[a])
    after = _in_reach(reached, together, len(demand), progress)
    return ServiceGains(_counts(within), _counts(after), people)


@dataclass(frozen=True)
class AreaGains:
    """One area, people in the first demand field: all, near a place shared today, and who would gain.

    ``before`` and ``gained``: services within reach today and those gained, means over the people; NaN
    where nobody lives or services are not known at all.
    """

    area: str
    population: float
    near_one_stop: float
    gaining: float
    before: float
    gained: float


def gains_by_area(
    demand: Demand, areas: Sequence[str], near: BoolArray, gains: ServiceGains | None
) -> list[AreaGains]:
    """Sum up the demand units by area (n,), in the order of their names.

    ``near`` (n,): within reach of a place shared today (indicator P3).
    """
    names, code = np.unique(np.array(areas, dtype=np.str_), return_inverse=True)
    code, weight = code.reshape(-1), demand.first

    def total(of_unit: FloatArray | BoolArray) -> FloatArray:
        return np.bincount(code, weights=weight * of_unit, minlength=len(names)).astype(np.float64)

    people = total(np.ones(len(demand)))
    before = more = gaining = np.full(len(names), np.nan)
    if gains is not None:
        gain = (gains.after - gains.before).astype(np.float64)
        gaining = total(gain > 0)
        divisor = np.where(people > 0, people, np.nan)
        before, more = total(gains.before.astype(np.float64)) / divisor, total(gain) / divisor
    rows = zip(names.tolist(), *(column.tolist() for column in (people, total(near), gaining, before, more)))
    return [AreaGains(*row) for row in rows]


def _words(services: Sequence[frozenset[str] | None]) -> WordArray:
    """Return the services (k,) as bits (k, words), in the order of their codes."""
    known = sorted(frozenset[str]().union(*(one for one in services if one)))
    place = {code: i for i, code in enumerate(known)}
    words = np.zeros((len(services), max(1, -(-len(known) // _WORD))), np.uint64)
    for row, one in enumerate(services):
        for code in one or ():
            words[row, place[code] // _WORD] |= np.uint64(1 << (place[code] % _WORD))
    return words


def _in_reach(reached: Reached, offered: WordArray, n_units: int, progress: Progress) -> WordArray:
    """Return what the points in whose catchment each unit lies offer together (n, words)."""
    within = np.zeros((n_units, offered.shape[1]), np.uint64)
    for point in range(len(offered)):
        check(progress)
        units = reached.unit[reached.first[point] : reached.first[point + 1]]
        within[units] |= offered[point]  # a unit occurs once in a catchment
    return within


def _people(
    reached: Reached,
    demand: Demand,
    services: Sequence[frozenset[str] | None],
    pairs: tuple[IntArray, IntArray],
    *,
    within: WordArray,
    progress: Progress,
) -> FloatArray:
    """Return who gains by each pair (p,); equal sets of services are looked at once for each catchment."""
    kinds: dict[frozenset[str], int] = {}
    kind = np.array([-1 if one is None else kinds.setdefault(one, len(kinds)) for one in services], np.int64)
    example = np.array([-1] * len(kinds), np.int64)
    example[kind[kind >= 0]] = np.flatnonzero(kind >= 0)
    offered = _words(services)
    a, b = pairs
    asked = np.concatenate([np.stack([a, kind[b]], axis=1), np.stack([b, kind[a]], axis=1)])
    different, row = np.unique(asked, axis=0, return_inverse=True)
    gained = np.full(len(different), np.nan)
    for i, (point, new) in enumerate(different.tolist()):
        check(progress)
        if new < 0 or kind[point] < 0:
            continue
        units = reached.unit[reached.first[point] : reached.first[point + 1]]
        missing = (offered[example[new]] & ~within[units]).any(axis=1)
        gained[i] = demand.first[units[missing]].sum()
    # Whoever is in both catchments has the services of both, and is in neither sum.
    of_pair = gained[row.reshape(-1)]
    return np.asarray(of_pair[: len(a)] + of_pair[len(a) :])


def _counts(words: WordArray) -> IntArray:
    """Return the number of services in each set (n,)."""
    parts = [
        np.unpackbits(words[start : start + _ROWS].view(np.uint8), axis=1).sum(axis=1, dtype=np.int64)
        for start in range(0, len(words), _ROWS)
    ]
    return np.concatenate([np.zeros(0, np.int64), *parts])
