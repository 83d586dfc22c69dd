# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is served by a few service points today, and would be if they shared one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from .model import Demand
from .overlaps import Reached

STAY = -1
"""The arrangement in which every point stays where it is and offers the services of all."""


@dataclass(frozen=True, eq=False)
class Arrangement:
    """One way to share. ``host``: index into the members of the point where all meet, or ``STAY``.

    ``people`` (f,): those within reach of all the services together, one figure for each demand field.
    ``gaining`` and ``losing``: first demand field of those who would have at least one service within reach
    that no point offers them there today, and of those who would no longer have one that some point does.
    Someone may be in both. NaN where no services are known.
    """

    host: int
    people: FloatArray
    gaining: float
    losing: float


@dataclass(frozen=True, eq=False)
class ServiceGain:
    """What one service would bring: people (first demand field) of each area (a,) who would gain it."""

    code: str
    people: FloatArray


@dataclass(frozen=True, eq=False)
class Sharing:
    """What sharing would do, of m members, f demand fields and a areas.

    ``reached`` (m, f): within reach of each member; ``alone`` (m, f): of that member and of no other member;
    ``either`` (f,): of at least one; ``both`` (f,): of two or more; ``every`` (f,): of all.
    ``arrangements``: each stays first, then all at each member. ``gains``: services somebody would gain when
    each stays and offers the services of all, most people first. By area, first demand field:
    ``population`` (a,), ``within`` (a,) reach of any member, ``gaining`` (a,) when each stays.
    ``n_members`` (d,): members each unit reaches; ``member`` (d,): the only or first one, -1 none.
    ``unknown_near``: other points that serve some of these people, of which no service is known.
    """

    reached: FloatArray
    alone: FloatArray
    either: FloatArray
    both: FloatArray
    every: FloatArray
    arrangements: tuple[Arrangement, ...]
    gains: tuple[ServiceGain, ...]
    areas: tuple[str, ...]
    population: FloatArray
    within: FloatArray
    gaining: FloatArray
    n_members: IntArray
    member: IntArray
    unknown_near: int


def sharing(
    reached: Reached,
    demand: Demand,
    members: Sequence[int],
    services: Sequence[frozenset[str] | None] | None,
    areas: Sequence[str],
) -> Sharing:
    """Compare today with the ways to share; ``members``: indices of the points, ``areas`` (d,) of the units.

    All points of ``reached`` count as what people have today. A point whose services are unknown adds none.
    """
    inside = _inside(reached, members, len(demand))
    weights = demand.weights if demand.weights.shape[1] else demand.first[:, np.newaxis]
    count = inside.sum(axis=0)
    only = inside & (count == 1)
    names, area = np.unique(np.array(areas, dtype=np.str_), return_inverse=True)
    area = area.reshape(-1)
    supply = _Supply(reached, services, members, inside)
    sides = [_arrangement(supply, inside, weights, host) for host in (STAY, *range(len(members)))]
    gained = supply.gained(STAY)
    first, union = weights[:, 0], supply.units
    by_area = partial(_sums, area[union], first[union], len(names))
    gains = [ServiceGain(code, by_area(gained[:, i])) for i, code in enumerate(supply.codes)]
    gains = [gain for gain in gains if gain.people.sum() > 0]
    whole = partial(_sums, area, first, len(names))
    return Sharing(
        reached=inside.astype(np.float64) @ weights,
        alone=only.astype(np.float64) @ weights,
        either=weights[count > 0].sum(axis=0),
        both=weights[count > 1].sum(axis=0),
        every=weights[count == len(members)].sum(axis=0),
        arrangements=tuple(sides),
        gains=tuple(sorted(gains, key=lambda gain: (-float(gain.people.sum()), gain.code))),
        areas=tuple(names.tolist()),
        population=whole(np.ones(len(demand), bool)),
        within=whole(count > 0),
        gaining=by_area(gained.any(axis=1)),
        n_members=count.astype(np.int64),
        member=np.where(count > 0, np.argmax(inside, axis=0), -1).astype(np.int64),
        unknown_near=supply.unknown_near,
    )


class _Supply:
    """How many points offer each service within reach of the ``units`` (u,) that any member serves."""

    def __init__(
        self,
        reached: Reached,
        services: Sequence[frozenset[str] | None] | None,
        members: Sequence[int],
        inside: BoolArray,
    ) -> None:
        self.units = np.flatnonzero(inside.any(axis=0))
        self._inside = inside[:, self.units]
        known = services or ()
        self.is_known = any(known[i] is not None for i in members) if known else False
        # A service that no member offers is neither gained nor lost by what the members do.
        self.codes = sorted(frozenset[str]().union(*((known[i] or frozenset()) for i in members if known)))
        place = {code: i for i, code in enumerate(self.codes)}
        self._offers = np.zeros((len(members), len(self.codes)), bool)
        for row, point in enumerate(members):
            for code in (known[point] if known else None) or ():
                self._offers[row, place[code]] = True
        row_of = np.full(inside.shape[1], -1, dtype=np.int64)
        row_of[self.units] = np.arange(len(self.units))
        self._count = np.zeros((len(self.units), len(self.codes)), np.int32)
        self.unknown_near = 0
        for point, offered in enumerate(known):
            columns = [place[code] for code in offered or () if code in place]
            rows = row_of[reached.unit[reached.first[point] : reached.first[point + 1]]]
            rows = rows[rows >= 0]
            self.unknown_near += offered is None and point not in members and len(rows) > 0
            if columns and len(rows):
                self._count[np.ix_(rows, columns)] += 1

    def after(self, host: int) -> BoolArray:
        """Return whether each service is within reach of each unit (u, codes) in an arrangement."""
        everything = self._offers.any(axis=0)
        if host == STAY:
            # every unit here reaches a member
            return np.asarray((self._count > 0) | everything)
        elsewhere = self._count.copy()
        for row, offers in enumerate(self._offers):
            elsewhere -= np.outer(self._inside[row], offers).astype(np.int32)
        return np.asarray((elsewhere > 0) | np.outer(self._inside[host], everything))

    def gained(self, host: int) -> BoolArray:
        return np.asarray(self.after(host) & (self._count == 0))

    def lost(self, host: int) -> BoolArray:
        return np.asarray(~self.after(host) & (self._count > 0))


def _arrangement(supply: _Supply, inside: BoolArray, weights: FloatArray, host: int) -> Arrangement:
    within = inside.any(axis=0) if host == STAY else inside[host]
    first = weights[supply.units, 0]
    gaining = losing = float("nan")
    if supply.is_known:
        gaining = float(first[supply.gained(host).any(axis=1)].sum())
        losing = float(first[supply.lost(host).any(axis=1)].sum())
    return Arrangement(host, weights[within].sum(axis=0), gaining, losing)


def _inside(reached: Reached, members: Sequence[int], n_units: int) -> BoolArray:
    """Return which units (m, d) each member serves."""
    inside = np.zeros((len(members), n_units), bool)
    for row, point in enumerate(members):
        inside[row, reached.unit[reached.first[point] : reached.first[point + 1]]] = True
    return inside


def _sums(area: IntArray, people: FloatArray, n_areas: int, chosen: BoolArray) -> FloatArray:
    """Return the people of the chosen units by area (a,)."""
    return np.bincount(area, weights=people * chosen, minlength=n_areas).astype(np.float64)
