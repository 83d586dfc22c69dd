# SPDX-License-Identifier: GPL-2.0-or-later
"""Which sites to open: the four models over trips found once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...errors import InputError
from ...network import inclusive
from ...network.arrays import BoolArray, FloatArray, IntArray
from ...parallel import Executor
from ...progress import SILENT, Part, Progress
from ...text import Plural, Text, number, shortest
from ..trips import Trips
from .covering import Choice, Reach, smallest_radius, without_dominated
from .interchange import add_greedily, interchange
from .median import Median
from .model import (
    CANDIDATE,
    EQUAL,
    EXISTING,
    REQUIRED,
    Deadline,
    Infeasible,
    Siting,
    SitingOptions,
    check_roles,
)
from .opening import Means, best_points, fewest_points

STRANDED = 2.0
"""In the p-median model a person who can reach no open site counts as a trip of so many times the longest."""


def site(
    trips: Trips,
    weights: FloatArray,
    roles: IntArray,
    options: SitingOptions,
    *,
    ids: Sequence[str] | None = None,
    executor: Executor | None = None,
    progress: Progress = SILENT,
) -> Siting:
    """Choose the points to open.

    ``trips`` between d units and k points, all of them, or those within the cutoff for ``mclp`` and ``lscp``;
    ``weights`` (d,): people ≥ 0; ``roles`` (k,): codes into ``ROLES``; ``ids`` (k,): for messages. Units off
    the network, units without people, and (but for ``lscp``) units that can reach no point that may open do
    not count. Ties go to the lowest point, where the exact solver does not decide. The ``executor`` runs the
    exact solver (see ``programme``).

    - ``p_median``: least Σ people × cost (Hakimi 1964; ReVelle and Swain 1970).
    - ``mclp``: most people within the cutoff (Church and ReVelle 1974).
    - ``lscp``: fewest sites with all, or a share, of the people within it (Toregas and others 1971).
    - ``p_center``: least largest cost (Hakimi 1965).

    Raises ``Infeasible`` when no choice will do, ``InputError``, ``Cancelled``.
    """
    options.check()
    names = [str(k) for k in range(trips.n_points)] if ids is None else ids
    check_roles(roles, trips.point_placed, names, options)
    people = np.where(trips.unit_placed, weights, 0.0)
    if not people.sum() > 0.0:
        raise InputError(_NOBODY)
    case = _Case(trips, people, roles, options)
    if not (options.covering or case.anybody):
        raise Infeasible(_NOBODY_REACHES)
    means = Means(Deadline(options.seconds), executor, Part(progress, 0.0, 0.95))
    found = {"p_median": case.median, "mclp": case.mclp, "lscp": case.lscp, "p_center": case.center}
    return found[options.model](means)


class _Case:
    """One question: who is counted, what stays open, and what may be opened."""

    def __init__(self, trips: Trips, people: FloatArray, roles: IntArray, options: SitingOptions) -> None:
        self._options, self._n_points = options, trips.n_points
        self._existing = (roles == EXISTING) & trips.point_placed
        self._required = roles == REQUIRED
        self._kept = self._existing | self._required
        self._free = (roles == CANDIDATE) & trips.point_placed
        unit = trips.unit
        used = (self._kept | self._free)[trips.point] & (people[unit] > 0.0)
        if options.covering:
            used &= trips.cost <= inclusive(options.cutoff)
        unit, point, cost = unit[used], trips.point[used], trips.cost[used]
        self._order = _order(unit, point, cost, people)
        self._people = people[self._order]
        self._n_people = float(self._people.sum())
        rank = np.empty(len(people), np.int64)
        rank[self._order] = np.arange(len(people))
        sorted_trips = np.argsort(rank[unit], kind="stable")  # they stay by cost, then point, within a unit
        self._unit = rank[unit][sorted_trips]
        self._point, self._cost = point[sorted_trips], cost[sorted_trips]
        self._p = options.p - int(self._required.sum())

    @property
    def anybody(self) -> bool:
        """Whether there is anybody who can reach a site (within the cutoff, for a covering model)."""
        return len(self._unit) > 0

    def median(self, means: Means) -> Siting:
        """Open p sites so that the people's trips cost least."""
        problem = self._trip_costs(STRANDED * float(self._cost.max(initial=0.0)))
        left = problem.with_open(self._kept, self._free)
        answer = best_points(left, self._p, means)
        opened = self._filled(answer.opened, left)
        value = problem.value(opened | self._kept)
        return self._siting(
            opened,
            value,
            min(answer.bound, value),
            before=problem.value(self._existing),
            steps=add_greedily(left, self._steps).values / float(self._reached().weights.sum()),
            solver=answer.solver,
        )

    def mclp(self, means: Means) -> Siting:
        """Open p sites so that most people are within the cutoff."""
        problem = self._reach().within(self._options.cutoff)
        left = problem.with_open(self._kept, self._free)
        answer = best_points(without_dominated(left), self._p, means)
        opened = self._filled(answer.opened, self._trip_costs(self._options.cutoff))
        missed = problem.value(opened | self._kept)
        return self._siting(
            opened,
            self._n_people - missed,
            self._n_people - min(answer.bound, missed),
            before=self._n_people - problem.value(self._existing),
            steps=self._n_people - add_greedily(left, self._steps).values,
            solver=answer.solver,
        )

    def lscp(self, means: Means) -> Siting:
        """Open the fewest sites so that enough people are within the cutoff."""
        problem = self._reach().within(self._options.cutoff)
        slack = (1.0 - self._options.target_share) * self._n_people
        missed = problem.value(self._kept | self._free)
        if missed > slack + EQUAL * self._n_people:
            raise self._not_covered(missed)
        left = problem.with_open(self._kept, self._free)
        left = without_dominated(left)
        answer = fewest_points(left, max(slack, missed), means)
        opened = interchange(left, answer.opened, means.deadline, means.progress)  # as many, more people
        required = float(self._required.sum())
        return self._siting(
            opened,
            required + answer.value,
            required + answer.bound,
            before=float("nan"),
            steps=self._n_people - add_greedily(left, int(answer.value) + _FURTHER).values,
            solver=answer.solver,
        )

    def center(self, means: Means) -> Siting:
        """Open p sites so that the longest trip is least."""
        reach = self._reached()
        centre = smallest_radius(reach, Choice(self._kept, self._free, self._p), means)
        if centre is None:
            raise Infeasible(_TOO_FEW_TO_REACH.of(self._options.p))
        return self._siting(
            self._filled(centre.opened, self._trip_costs(STRANDED * float(self._cost.max()))),
            centre.radius,
            centre.bound,
            before=_largest(reach, self._existing),
            steps=np.zeros(0),
            solver=centre.solver,
        )

    @property
    def _steps(self) -> int:
        """How many additions, one at a time, are followed."""
        return 2 * self._p + _FURTHER

    def _reach(self) -> Reach:
        return Reach(self._unit, self._point, self._cost, self._people, self._n_points)

    def _reached(self) -> Reach:
        """Return the trips of those units alone that have one."""
        units, unit = np.unique(self._unit, return_inverse=True)
        return Reach(unit.reshape(-1), self._point, self._cost, self._people[units], self._n_points)

    def _trip_costs(self, cap: float) -> Median:
        """Return people × cost of all trips; a person without an open site counts as a cost of ``cap``."""
        reach = self._reached()
        cost = reach.cost * reach.weights[reach.unit]
        return Median.of(reach.unit, reach.point, cost, cap * reach.weights, self._n_points)

    def _filled(self, opened: BoolArray, problem: Median) -> BoolArray:
        """Return exactly p sites: those that the model leaves free make the trips shortest."""
        left = problem.with_open(opened | self._kept, self._free)
        more = add_greedily(left, self._p - int(opened.sum())).points
        opened = opened.copy()
        opened[more] = True
        rest = np.flatnonzero(self._free & ~opened)[: self._p - int(opened.sum())]
        opened[rest] = True
        return opened

    def _siting(
        self,
        opened: BoolArray,
        objective: float,
        bound: float,
        *,
        before: float,
        steps: FloatArray,
        solver: bool,
    ) -> Siting:
        chosen = opened | self._required
        equal = abs(objective - bound) <= EQUAL * max(abs(objective), abs(bound))
        return Siting(
            chosen=chosen,
            open=chosen | self._existing,
            objective=objective,
            bound=objective if equal else bound,
            status="optimal" if equal else "feasible",
            before=before if self._existing.any() else float("nan"),
            steps=steps,
            solver=solver,
        )

    def _not_covered(self, missed: float) -> Infeasible:
        covered = np.zeros(len(self._people), bool)
        covered[self._unit] = True
        units = np.sort(self._order[~covered & (self._people > 0.0)])
        share = 1.0 - missed / self._n_people
        return Infeasible(
            _CANNOT_COVER.format(
                units=len(units), people=shortest(missed, 10), share=number(_floor(share), 4)
            ),
            units,
        )


_FURTHER = 5  # additions beyond those asked for, to show what more would bring


def _order(unit: IntArray, point: IntArray, cost: FloatArray, people: FloatArray) -> IntArray:
    """Return an order of the units (d,) of their own, so that no sum depends on that in which they come.

    A unit is told from another by its people and its costs, each multiplied by a number of the point.
    """
    mark = np.random.default_rng(0).uniform(1.0, 2.0, int(point.max(initial=0)) + 1)
    profile = np.bincount(unit, weights=(cost + 1.0) * mark[point], minlength=len(people))
    return np.asarray(np.lexsort((profile, people)))


def _largest(reach: Reach, opened: BoolArray) -> float:
    """Return the largest cost to the nearest of the open points; NaN when a unit reaches none of them."""
    trips = opened[reach.point]
    nearest = np.full(len(reach.weights), np.inf)
    np.minimum.at(nearest, reach.unit[trips], reach.cost[trips])
    largest = float(nearest.max())
    return largest if np.isfinite(largest) else float("nan")


def _floor(share: float) -> float:
    """Cut a share to four digits, so that what is written is never more than it is."""
    return float(np.floor(share * 1e4) / 1e4)


_NOBODY = Text(
    "There are no people to serve: every unit is empty or too far from any road. Check the population field "
    "and the roads.",
    "Il n’y a personne à desservir\u00a0: toutes les unités sont vides ou trop loin d’une route. Vérifiez le "
    "champ de population et les routes.",
)
_NOBODY_REACHES = Text(
    "Nobody can reach any of the sites: no road leads from a population unit to a candidate or existing "
    "site. Check that the layers and the roads cover the same region.",
    "Personne ne peut atteindre un site\u00a0: aucune route ne mène d’une unité de population à un site "
    "candidat ou existant. Vérifiez que les couches et les routes couvrent la même région.",
)
_TOO_FEW_TO_REACH = Plural(
    Text(
        "With one site some people would have no road to it, whichever site is chosen. Open more sites, or "
        "leave out the population units that are cut off from the others.",
        "Avec un seul site, certaines personnes n’auraient aucune route pour s’y rendre, quel que soit le "
        "choix. Ouvrez plus de sites, ou retirez les unités de population coupées des autres.",
    ),
    Text(
        "With {n} sites some people would have no road to any open site, whichever sites are chosen. Open "
        "more sites, or leave out the population units that are cut off from the others.",
        "Avec {n} sites, certaines personnes n’auraient de route vers aucun site ouvert, quel que soit le "
        "choix. Ouvrez plus de sites, ou retirez les unités de population coupées des autres.",
    ),
)
_CANNOT_COVER = Text(
    "The target cannot be met even with all candidates open: some population units are beyond the cutoff of "
    "every site (units: {units}; people: {people}). A share of {share} can be covered at most. Raise the "
    "cutoff, lower the share, or add candidates.",
    "La cible ne peut être atteinte même si tous les candidats ouvrent\u00a0: des unités de population sont "
    "au-delà du seuil de tous les sites (unités\u00a0: {units}; personnes\u00a0: {people}). Une part de "
    "{share} peut être couverte au plus. Augmentez le seuil, réduisez la part ou ajoutez des candidats.",
)
