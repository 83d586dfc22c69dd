# SPDX-License-Identifier: GPL-2.0-or-later
"""Coverage held against a standard: all indicators of one set of points, from one placement on the network.

Each subset of the points (a service, the barrier-free ones, those open at least so many hours) is one search
from all its points together; nothing is searched twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from ..presets.standards import Criterion, Standard
from ..progress import SILENT, Progress
from .indicators import (
    bundle,
    detour,
    group_gaps,
    inequality,
    presence,
    shares,
    spread,
    strata_meeting,
    uncovered,
    within,
)
from .model import BEYOND, OFF_NETWORK, SERVED, UNREACHABLE, Totals
from .nearest_costs import NearestCosts
from .nearest_search import Nearest, Wanted
from .people import Indicator, People

BASKET = "(basket)"
"""In the place of a service: the mean over all services of the cost of the nearest point of each."""


@dataclass(frozen=True, eq=False)
class Qualities:
    """What is known of the k points beyond where they are; ``None`` or nothing when it is not asked for.

    ``services`` (m,) and ``offers`` (m, k): which points offer each. ``frequency`` (k,): 1 permanent, less
    for visits; ``hours`` (k,): weekly hours / 37.5; both 0 when unknown. ``barrier_free`` (k,), ``language``
    (k,): those that are known to qualify. ``stratum`` (k,): the stratum each stands in, -1 for none.
    """

    services: tuple[str, ...] = ()
    offers: BoolArray | None = None
    frequency: FloatArray | None = None
    hours: FloatArray | None = None
    barrier_free: BoolArray | None = None
    language: BoolArray | None = None
    stratum: IntArray | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether a criterion is met; ``value`` is ``None`` when it could not be assessed."""

    criterion: Criterion
    value: float | None
    met: bool | None


@dataclass(frozen=True, eq=False)
class Assessment:
    """The indicators, and how each unit fares in what decides.

    ``cost`` (d,): to the nearest point, or to the basket; infinite for none. ``point`` (d,): which, -1 for
    none or several. ``status`` (d,): codes into ``STATUSES`` at the decisive cutoff. ``nearest_cost`` (d,)
    and ``nearest_point`` (d,) are of the nearest point, whatever decides.
    """

    rows: tuple[Indicator, ...]
    verdicts: tuple[Verdict, ...]
    cost: FloatArray
    point: IntArray
    status: IntArray
    totals: Totals
    nearest_cost: FloatArray
    nearest_point: IntArray

    @property
    def met(self) -> bool | None:
        """Whether the whole standard is met; ``None`` when no target was missed but one is not known."""
        results = [verdict.met for verdict in self.verdicts if verdict.criterion.target is not None]
        if False in results:
            return False
        return True if results and None not in results else None


@dataclass(frozen=True, eq=False)
class Lengths:
    """Kilometres (d,) to the nearest point by road and in a straight line; infinite for none."""

    road_km: FloatArray
    straight_km: FloatArray


def decisive_cost(
    search: NearestCosts, standard: Standard, qualities: Qualities, progress: Progress = SILENT
) -> FloatArray:
    """Return the cost (d,) that decides: of the nearest point, or the mean over the services."""
    if standard.measure != "basket" or qualities.offers is None:
        return search.least(progress=progress)[0]
    n = len(qualities.services)
    costs = [cost for cost, _ in search.each([Wanted(offers) for offers in qualities.offers], progress)]
    return np.asarray(np.sum(costs, axis=0) / n)


def _levels(level: FloatArray) -> list[float]:
    """Return the levels above 0 that points have, falling."""
    return [float(value) for value in np.unique(level[level > 0])[::-1]]


class Assessor:
    """Assesses ``people`` against ``standard``, which has its criteria, with ``cutoffs`` for the profile."""

    def __init__(
        self, search: NearestCosts, people: People, standard: Standard, cutoffs: tuple[float, ...]
    ) -> None:
        self._search, self._people, self._standard = search, people, standard
        own = [criterion.cutoff for criterion in standard.criteria]
        self._criteria = {
            cutoff: tuple(c for c in standard.criteria if c.cutoff == cutoff) for cutoff in sorted(set(own))
        }
        self._profile = sorted({*own, *cutoffs})
        self._decisive = standard.decisive.cutoff
        self._rows: list[Indicator] = []
        self._basket: FloatArray | None = None

    def run(
        self, qualities: Qualities, lengths: Lengths | None = None, progress: Progress = SILENT
    ) -> Assessment:
        """Return the assessment. Raises ``Cancelled``."""
        searches = self._search.each(self._searches(qualities), progress)
        cost, point = next(searches)
        self._of_services(qualities, searches)
        services, self._rows = self._rows, []
        decisive, name, nearest = cost, None, point
        if self._standard.measure == "basket" and self._basket is not None:
            decisive, name, point = self._basket, BASKET, np.full(len(cost), -1, np.int64)
        self._of_everything(decisive, name)
        if lengths is not None:
            every = range(-1, len(self._people.strata))
            self._rows += [detour(self._people, lengths.road_km, lengths.straight_km, s) for s in every]
        self._rows += services
        self._of_qualities(qualities, searches)
        verdicts = self._verdicts(qualities)
        status = self._status(decisive)
        by_status = np.bincount(status, weights=self._people.everybody, minlength=4)
        totals = Totals(float(self._people.everybody.sum()), *by_status.tolist())
        return Assessment(tuple(self._rows), verdicts, decisive, point, status, totals, cost, nearest)

    def _searches(self, qualities: Qualities) -> list[Wanted]:
        """Return all searches there are to make, in the order in which what they find is used."""
        farthest = max(self._criteria, default=0.0)
        wanted = [Wanted(), *(Wanted(offers) for offers in self._offers(qualities))]
        for level in (qualities.frequency, qualities.hours):
            if level is not None:
                wanted += [Wanted(np.asarray(level >= value), farthest) for value in _levels(level)]
        chosen = (qualities.barrier_free, qualities.language)
        return wanted + [Wanted(allowed, farthest) for allowed in chosen if allowed is not None]

    def _offers(self, qualities: Qualities) -> list[BoolArray]:
        return [] if qualities.offers is None else list(qualities.offers[: len(qualities.services)])

    def _status(self, cost: FloatArray) -> IntArray:
        placed, covered = self._search.unit_placed, within(cost, self._decisive)
        known = np.where(covered, SERVED, np.where(np.isfinite(cost), BEYOND, UNREACHABLE))
        return np.where(placed, known, OFF_NETWORK).astype(np.int64)

    def _of_everything(self, cost: FloatArray, service: str | None) -> None:
        """Add C1–C6, T1–T3, E1 and E3 of the cost that decides."""
        people, rows = self._people, self._rows
        for cutoff, criteria in self._criteria.items():
            factor = within(cost, cutoff)
            new = shares(
                people, factor, total="C1", by_stratum="C4", cutoff=cutoff, service=service, criteria=criteria
            )
            rows += new
            rows += strata_meeting(new, people.names[0], cutoff, criteria)
            rows += group_gaps([row for row in new if row.indicator == "C1"], people.names[0])
        rows += uncovered(people, within(cost, self._decisive), self._decisive)
        for cutoff in self._profile:
            rows += shares(people, within(cost, cutoff), total="C3", cutoff=cutoff, service=service)
        groups = [(g, -1) for g in range(len(people.names))]
        cells = groups + [(0, s) for s in range(len(people.strata))]
        for g, s in cells:
            rows += spread(people, cost, g, s, service)
        for g, s in cells:
            rows += inequality(people, cost, g, s)

    def _of_services(self, qualities: Qualities, searches: Iterator[Nearest]) -> None:
        """Add C1, C4 and T1–T3 of each service, and C9 of them all."""
        people, n = self._people, len(qualities.services)
        if not n or qualities.offers is None:
            return
        everything = {cutoff: np.ones(len(people.weights), bool) for cutoff in self._criteria}
        part = {cutoff: people.sums(np.zeros(len(people.weights))) for cutoff in self._criteria}
        basket = np.zeros(len(people.weights))
        for service in qualities.services:
            cost, _ = next(searches)
            basket += cost
            for cutoff, criteria in self._criteria.items():
                near = within(cost, cutoff)
                by_stratum = "C4" if cutoff == self._decisive else ""
                self._rows += shares(
                    people,
                    near,
                    total="C1",
                    by_stratum=by_stratum,
                    cutoff=cutoff,
                    service=service,
                    criteria=criteria,
                    groups=1,
                )
                everything[cutoff] &= near
                part[cutoff] += people.sums(near)
            self._rows += spread(people, cost, 0, service=service)
        self._basket = basket / n
        for cutoff in self._criteria:
            self._rows += bundle(people, part[cutoff], everything[cutoff], n, cutoff)

    def _of_qualities(self, qualities: Qualities, searches: Iterator[Nearest]) -> None:
        """Add C7 and C8 (how much a point counts), C10 and C11 (which points count)."""
        for name, level in (("C7", qualities.frequency), ("C8", qualities.hours)):
            if level is not None:
                self._graded(name, level, searches)
        for name, chosen in (("C10", qualities.barrier_free), ("C11", qualities.language)):
            if chosen is None:
                continue
            cost, _ = next(searches)
            for cutoff in self._criteria:
                self._add_shares(name, within(cost, cutoff), cutoff)

    def _graded(self, name: str, level: FloatArray, searches: Iterator[Nearest]) -> None:
        """Add Σ p max_j {a_j [d ≤ T]} / Σ p: the best of the points within reach, ``level`` (k,) is a."""
        people = self._people
        best = {cutoff: np.zeros(len(people.weights)) for cutoff in self._criteria}
        for value in _levels(level):
            cost, _ = next(searches)
            for cutoff, so_far in best.items():
                so_far[(so_far == 0) & within(cost, cutoff)] = value
        for cutoff, factor in best.items():
            self._add_shares(name, factor, cutoff)

    def _add_shares(self, name: str, factor: FloatArray | BoolArray, cutoff: float) -> None:
        by_stratum = name if cutoff == self._decisive else ""
        self._rows += shares(self._people, factor, total=name, by_stratum=by_stratum, cutoff=cutoff, groups=1)

    def _verdicts(self, qualities: Qualities) -> tuple[Verdict, ...]:
        """Return what became of each criterion; also C5_presence where that is what the standard asks."""
        found = []
        if self._standard.measure == "presence" and qualities.stratum is not None:
            inside = qualities.stratum[(qualities.stratum >= 0) & self._search.point_placed]
            counts = np.bincount(inside, minlength=len(self._people.strata)).astype(np.float64)
            row = presence(self._people, counts, self._standard.target)
            self._rows.append(row)
            found.append(Verdict(Criterion(0.0, self._standard.target, "", True), row.value, row.met))
        service = BASKET if self._basket is not None and self._standard.measure == "basket" else None
        for criterion in self._standard.criteria:
            wanted = "C5_lowest" if criterion.each_stratum else "C1"
            group = criterion.group or self._people.names[0]
            row_or_none = next(
                (
                    row
                    for row in self._rows
                    if (row.indicator, row.group, row.cutoff) == (wanted, group, criterion.cutoff)
                    and (criterion.each_stratum or row.service == service)
                ),
                None,
            )
            value = None if row_or_none is None else row_or_none.value
            met = None if row_or_none is None or row_or_none.target is None else row_or_none.met
            found.append(Verdict(criterion, value, met))
        return tuple(found)
