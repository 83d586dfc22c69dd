# SPDX-License-Identifier: GPL-2.0-or-later
"""Before and after: how people are served now, how they would be after changes, who gains and who loses.

Indicators R1, R3, R5, R6, R7 and R8 of the product. The points of today are searched once; a change asks one
search from all points for who is nearest, and one bounded search from each new or moved point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..network import RoadGraph, inclusive
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..parallel import Executor
from ..progress import SILENT, Part, Progress
from ..text import Text
from .journeys import find_journeys, two_nearest
from .leave_one_out import LeaveOneOut, leave_one_out
from .matrix_rows import MatrixOptions
from .model import CatchmentOptions, Demand, Places
from .people import People
from .scenario import LonLat, Scenario, SiteStatus
from .situation import Reached, Situation, situation_of

STEPS = (5.0, 15.0, 30.0)
"""Minutes or km of change, above each of which people are counted."""

_REMEMBERED = 64  # positions of new points


@dataclass(frozen=True, eq=False)
class Shifts:
    """Those whose way to the nearest point changes to one side: g = 1 + strata, f fields.

    ``people`` (g, f): any change. ``over`` (t, g, f): by more than each of ``STEPS``; those without any way
    before or after count in all of them. ``cut_off`` (g, f): of people who lose, those who had a way and have
    none any more; of people who gain, those who had none. ``crossed`` (c, g, f): of people who lose, those no
    longer within each cutoff; of people who gain, those newly within it. ``amount`` (g, f): people times
    minutes or km of change, of those with a way before and after.
    """

    people: FloatArray
    over: FloatArray
    cut_off: FloatArray
    crossed: FloatArray
    amount: FloatArray


@dataclass(frozen=True, eq=False)
class SiteChanges:
    """All points there are before or after (m,), in text order of their ids, and what becomes of each.

    ``before``, ``after`` (m,): the place among the points of that situation, -1 where it is not one.
    """

    ids: tuple[str, ...]
    status: tuple[SiteStatus, ...]
    before: IntArray
    after: IntArray


@dataclass(frozen=True, eq=False)
class BeforeAfter:
    """Two situations compared. ``change`` (d,): cost after minus before, infinite for a way lost or found,
    0 without a way before and after. ``losers`` (R6), ``gainers`` (R7).
    """

    scenario: Scenario
    before: Situation
    after: Situation
    sites: SiteChanges
    change: FloatArray
    losers: Shifts
    gainers: Shifts

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The ids of opened or moved points that are too far from any road to serve anybody."""
        ids, placed = self.after.places.ids, self.after.placed
        changed = {*self.scenario.opened, *self.scenario.moved}
        return tuple(key for key, there in zip(ids, placed.tolist()) if not there and key in changed)


class ScenarioEngine:
    """Compares scenarios with ``before``, the situation of the points there are.

    ``points``: in text order of their ids; ties go to the first. ``cutoffs``: minutes or km, any order.
    ``strata`` (d,): the stratum of each unit. ``people``: who is counted, instead of ``demand``'s weights and
    ``strata``. Of ``options``, ``nearest`` and ``max_cost`` do not count. Raises ``InputError`` for bad
    cutoffs, points out of order, or a ``graph`` not for the metric, and ``Cancelled``.
    """

    def __init__(
        self,
        graph: RoadGraph | None,
        points: Places,
        demand: Demand,
        options: MatrixOptions,
        cutoffs: Sequence[float],
        *,
        strata: Sequence[str] | None = None,
        people: People | None = None,
        progress: Progress = SILENT,
    ) -> None:
        if list(points.ids) != sorted(set(points.ids)):
            raise InputError(_DISORDER)
        self.points, self.demand = points, demand
        self.people = people or _people(demand, strata)
        self.cutoffs: FloatArray = CatchmentOptions(tuple(cutoffs)).rising()
        self.journeys = find_journeys(graph, demand.lonlat, options, Part(progress, 0.0, 0.2))
        self._placed = self.journeys.placed(points.lonlat)
        self._reached = self._reach(points.lonlat, Part(progress, 0.2, 0.9))
        self._new: dict[LonLat, tuple[bool, Reached]] = {}
        nearest = self.journeys.nearest(points.lonlat, Part(progress, 0.9, 1.0))
        self.before = self._situation(points, self._placed, nearest, self._reached)

    def compare(self, scenario: Scenario, progress: Progress = SILENT) -> BeforeAfter:
        """Return the situation before and after. Raises ``InputError`` (see ``Scenario.check``)."""
        places = scenario.apply(self.points)
        after = self.before if not scenario else self._after(scenario, places, progress)
        change = np.zeros(len(after.cost))
        differs = after.cost != self.before.cost  # infinite before and after: no change
        change[differs] = after.cost[differs] - self.before.cost[differs]
        progress.report(1.0)
        return BeforeAfter(
            scenario=scenario,
            before=self.before,
            after=after,
            sites=_sites(scenario, self.points, places),
            change=change,
            losers=self._shifts(change, self.before.cost, after.cost),
            gainers=self._shifts(-change, after.cost, self.before.cost),
        )

    def leave_one_out(self, progress: Progress = SILENT, executor: Executor | None = None) -> LeaveOneOut:
        """Return what closing each point in turn would do (R6); see ``leave_one_out``."""
        found = two_nearest(self.journeys, self.points.lonlat, progress, executor)
        return leave_one_out(found, self.people.weights, len(self.points), self.cutoffs, STEPS)

    def _after(self, scenario: Scenario, places: Places, progress: Progress) -> Situation:
        nearest = self.journeys.nearest(places.lonlat, Part(progress, 0.0, 0.5))
        number = {key: i for i, key in enumerate(places.ids)}
        changed = scenario.changed()
        mine = np.array([number[key] if key not in changed else -1 for key in self.points.ids], np.int64)
        placed = np.zeros(len(places), bool)
        placed[mine[mine >= 0]] = self._placed[mine >= 0]
        here = self._reached
        point = mine.astype(np.int32).take(here.point)
        kept = np.flatnonzero(point >= 0)
        parts = [Reached(point.take(kept), here.unit.take(kept), here.band.take(kept))]
        new = {**scenario.moved, **scenario.opened}
        for step, (key, lonlat) in enumerate(new.items()):
            part = Part(progress, 0.5 + 0.4 * step / len(new), 0.5 + 0.4 * (step + 1) / len(new))
            placed[number[key]], found = self._reach_of(lonlat, part)
            parts.append(Reached(np.full_like(found.unit, number[key]), found.unit, found.band))
        columns = zip(*((part.point, part.unit, part.band) for part in parts))
        reached = Reached(*(np.concatenate(column) for column in columns))
        return self._situation(places, placed, nearest, reached)

    def _reach_of(self, lonlat: LonLat, progress: Progress) -> tuple[bool, Reached]:
        """Return whether a new point has a place, and what it has within reach; remembered for a while."""
        if lonlat not in self._new:
            place = np.array([lonlat], np.float64)
            if len(self._new) >= _REMEMBERED:
                self._new.pop(next(iter(self._new)))
            self._new[lonlat] = bool(self.journeys.placed(place)[0]), self._reach(place, progress)
        return self._new[lonlat]

    def _reach(self, lonlat: FloatArray, progress: Progress) -> Reached:
        within = self.journeys.within(lonlat, float(self.cutoffs[-1]), progress)
        return Reached.of(within, self.cutoffs)

    def _situation(
        self, places: Places, placed: BoolArray, nearest: tuple[FloatArray, IntArray], reached: Reached
    ) -> Situation:
        return situation_of(
            places,
            placed,
            nearest,
            reached,
            unit_placed=self.journeys.unit_placed,
            people=self.people,
            cutoffs=self.cutoffs,
        )

    def _shifts(self, more: FloatArray, near: FloatArray, far: FloatArray) -> Shifts:
        """Count those with ``more`` > 0 (d,), whose way is ``near`` (d,) before or after, else ``far``."""
        shifted = more > 0.0
        without = shifted & np.isinf(far)
        sums, limits = self.people.sums, inclusive(self.cutoffs)
        return Shifts(
            people=sums(shifted),
            over=np.stack([sums(more > inclusive(step)) for step in STEPS]),
            cut_off=sums(without),
            crossed=np.stack([sums((near <= limit) & (far > limit)) for limit in limits]),
            amount=sums(np.where(shifted & ~without, more, 0.0)),
        )


def _people(demand: Demand, strata: Sequence[str] | None) -> People:
    weights = demand.weights if demand.weights.shape[1] else np.ones((len(demand), 1))
    return People.of(weights, demand.names, None if strata is None else tuple(strata))


def _sites(scenario: Scenario, before: Places, after: Places) -> SiteChanges:
    ids = tuple(sorted({*before.ids, *after.ids}))
    places = [{key: i for i, key in enumerate(part.ids)} for part in (before, after)]
    at_before, at_after = (np.array([part.get(key, -1) for key in ids], np.int64) for part in places)
    return SiteChanges(ids, tuple(scenario.status(key) for key in ids), at_before, at_after)


_DISORDER = Text(
    "The service points of a scenario must each have an identifier of their own, in text order.",
    "Les points de service d’un scénario doivent avoir chacun un identifiant propre, en ordre alphabétique.",
)
