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
from ..progress import SILENT, Part, Progress
from ..text import Text
from .journeys import Within, find_journeys, two_nearest
from .leave_one_out import LeaveOneOut, leave_one_out
from .matrix_rows import MatrixOptions
from .model import CatchmentOptions, Demand, Places
from .people import People
from .scenario import LonLat, Scenario, SiteStatus
from .situation import Situation, situation_of

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
    ``strata`` (d,): the stratum of each unit; ``left_out``: see ``People.of``. Of ``options``, ``nearest`` and ``max_cost`` do not count.
    Raises ``InputError`` for bad cutoffs, points out of order, or a ``graph`` not for the metric, and
    ``Cancelled``.
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
        left_out: dict[str, FloatArray] | None = None,
        progress: Progress = SILENT,
    ) -> None:
        if list(points.ids) != sorted(set(points.ids)):
            raise InputError(_DISORDER)
        self.points, self.demand = points, demand
        weights = demand.weights if demand.weights.shape[1] else np.ones((len(demand), 1))
        self.people = People.of(weights, demand.names, None if strata is None else tuple(strata), left_out)
        self.cutoffs: FloatArray = CatchmentOptions(tuple(cutoffs)).rising()
        self.journeys = find_journeys(graph, demand.lonlat, options, Part(progress, 0.0, 0.2))
        self._placed = self.journeys.placed(points.lonlat)
        self._within = self._reach(points.lonlat, Part(progress, 0.2, 0.9))
        self._new: dict[LonLat, tuple[bool, Within]] = {}
        nearest = self.journeys.nearest(points.lonlat, Part(progress, 0.9, 1.0))
        self.before = self._situation(points, self._placed, nearest, self._within)

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

    def leave_one_out(self, progress: Progress = SILENT) -> LeaveOneOut:
        """Return what closing each point in turn would do (R6); see ``leave_one_out``."""
        found = two_nearest(self.journeys, self.points.lonlat, progress)
        return leave_one_out(found, self.people.weights, len(self.points), self.cutoffs, STEPS)

    def _after(self, scenario: Scenario, places: Places, progress: Progress) -> Situation:
        nearest = self.journeys.nearest(places.lonlat, Part(progress, 0.0, 0.5))
        number = {key: i for i, key in enumerate(places.ids)}
        changed = scenario.changed()
        mine = np.array([number[key] if key not in changed else -1 for key in self.points.ids], np.int64)
        placed = np.zeros(len(places), bool)
        placed[mine[mine >= 0]] = self._placed[mine >= 0]
        kept = np.flatnonzero(mine[self._within.point] >= 0)
        parts = [Within(mine[self._within.point[kept]], self._within.unit[kept], self._within.cost[kept])]
        new = {**scenario.moved, **scenario.opened}
        for step, (key, lonlat) in enumerate(new.items()):
            part = Part(progress, 0.5 + 0.4 * step / len(new), 0.5 + 0.4 * (step + 1) / len(new))
            placed[number[key]], found = self._reach_of(lonlat, part)
            parts.append(Within(np.full(len(found.unit), number[key]), found.unit, found.cost))
        within = Within(
            *(np.concatenate([getattr(part, name) for part in parts]) for name in ("point", "unit", "cost"))
        )
        return self._situation(places, placed, nearest, within)

    def _reach_of(self, lonlat: LonLat, progress: Progress) -> tuple[bool, Within]:
        """Return whether a new point has a place, and what it has within reach; remembered for a while."""
        if lonlat not in self._new:
            place = np.array([lonlat], np.float64)
            if len(self._new) >= _REMEMBERED:
                self._new.pop(next(iter(self._new)))
            self._new[lonlat] = bool(self.journeys.placed(place)[0]), self._reach(place, progress)
        return self._new[lonlat]

    def _reach(self, lonlat: FloatArray, progress: Progress) -> Within:
        return self.journeys.within(lonlat, float(self.cutoffs[-1]), progress)

    def _situation(
        self, places: Places, placed: BoolArray, nearest: tuple[FloatArray, IntArray], within: Within
    ) -> Situation:
        return situation_of(
            places,
            placed,
            nearest,
            within,
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


def _sites(scenario: Scenario, before: Places, after: Places) -> SiteChanges:
    ids = tuple(sorted({*before.ids, *after.ids}))
    places = [{key: i for i, key in enumerate(part.ids)} for part in (before, after)]
    at_before, at_after = (np.array([part.get(key, -1) for key in ids], np.int64) for part in places)
    return SiteChanges(ids, tuple(scenario.status(key) for key in ids), at_before, at_after)


_DISORDER = Text(
    "The service points of a scenario must each have an identifier of their own, in text order.",
    "Les points de service d’un scénario doivent avoir chacun un identifiant propre, en ordre alphabétique.",
)
