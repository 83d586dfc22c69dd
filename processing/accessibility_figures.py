# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of one run of ``servicepoints:accessibility``, for its layers, numbers and report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..core.analysis import STATUSES, Trips
from ..core.analysis.distribution import Distribution
from ..core.analysis.edges import find_border, straight_pace
from ..core.analysis.floating import FloatingAccess
from ..core.progress import Part, Progress
from ..host.language import tr
from ..layers.access_style import per_people
from ..layers.palette import palette
from .geometry import FloatArray, IntArray
from .inputs import DemandSet, PointSet
from .study import Study


@dataclass(frozen=True)
class NearEdge:
    """``people`` who live within ``reach_km`` of the border, as far as the largest cutoff leads."""

    people: float
    reach_km: float


def near_edge(
    study: Study, trips: Trips, places: FloatArray, limit: float, progress: Progress
) -> NearEdge | None:
    """Return who lives so near to the border that points or people beyond it would change their access.

    ``places`` (m, 2): of the points of ``trips``. Raises ``Cancelled``.
    """
    units, people = study.demand.lonlat, study.demand.weights[:, 0]
    cost, point = trips.least()
    pace = straight_pace(units, places[point], cost, people)
    if not pace > 0.0:
        return None
    known = np.concatenate([units, places])
    if study.graph is not None:
        known = study.graph.plane.to_lonlat(study.graph.vertex_xy)
    reach = limit * pace
    border = find_border(known, reach, Part(progress, 0.0, 0.8))
    away = border.distance_km(units, Part(progress, 0.8, 1.0))
    return NearEdge(float(people[away <= reach].sum()), reach)


@dataclass(frozen=True, eq=False)
class AccessFigures:
    """Access of the units and load of the points.

    ``used`` (m,): the points that have a usable capacity; ``found`` and ``placed`` (m,) are about them.
    ``status`` (d,): of the units, codes into ``STATUSES``. ``strata`` (d,) texts, or ``None``. ``edge`` is
    ``None`` when nobody travels anywhere.
    """

    found: FloatingAccess
    status: IntArray
    points: PointSet
    used: IntArray
    placed: np.ndarray
    demand: DemandSet
    strata: tuple[str, ...] | None
    capacity_field: str
    edge: NearEdge | None = None

    @property
    def people(self) -> FloatArray:
        """The population (d,); one per unit without a population field."""
        return self.found.people

    @property
    def used_ids(self) -> list[str]:
        """The ids (m,) of the points that have a usable capacity."""
        return [self.points.ids[i] for i in self.used.tolist()]

    @cached_property
    def people_by_status(self) -> FloatArray:
        """People of each of ``STATUSES``."""
        return np.bincount(self.status, weights=self.people, minlength=len(STATUSES)).astype(float)

    @cached_property
    def units_by_status(self) -> IntArray:
        """Units of each of ``STATUSES``."""
        return np.bincount(self.status, minlength=len(STATUSES))

    @cached_property
    def distribution(self) -> Distribution:
        """How access is shared out among the people on the network."""
        return Distribution.of(self.found.access, self.people)

    @cached_property
    def level(self) -> IntArray:
        """The level (d,) of access of each unit as the map shows it: 0 = none, then 1, 2, …; -1 = unknown."""
        limits = np.array(palette().sections["access"]["levels"], np.float64)
        level = 1 + np.searchsorted(limits, self.found.relative, "left")
        level[~(self.found.access > 0.0)] = 0
        level[np.isnan(self.found.access)] = -1
        return level

    @cached_property
    def people_by_level(self) -> FloatArray:
        """People on the network of each level, without access first."""
        known = self.level >= 0
        n = len(palette().sections["access"]["levels"]) + 2
        return np.bincount(self.level[known], weights=self.people[known], minlength=n).astype(float)

    @property
    def mean_shown(self) -> float:
        """Mean access for so many people as the map and the report show it for."""
        return self.found.mean * self.per_people

    @property
    def per_people(self) -> float:
        """How many people access is shown for; as computed it is for one."""
        return per_people(self.found.mean)

    @property
    def load(self) -> FloatArray:
        """People, weighted by their trips, for one unit of capacity (m,); NaN where there is no capacity."""
        capacity = self.found.capacity
        load = np.full(len(capacity), np.nan)
        return np.divide(self.found.demand, capacity, out=load, where=(capacity > 0.0) & self.placed)

    def capacity_words(self) -> str:
        """Return what capacity is."""
        if not self.capacity_field:
            return tr("1 for each service point")
        return tr("field “{field}”").format(field=self.capacity_field)

    def numbers(self) -> dict[str, Any]:
        """Return the numbers of the run; an access that nobody can have is null."""
        served, beyond, unreachable, off_network = self.people_by_status.tolist()
        found = self.found
        return {
            "TOTAL": float(self.people.sum()),
            "SERVED_TOTAL": served,
            "BEYOND": beyond,
            "UNREACHABLE": unreachable,
            "OFF_NETWORK": off_network,
            "MEAN_ACCESS": _finite(found.mean),
            "GINI": _finite(self.distribution.gini()),
            "ACCESS_TOTAL": found.given,
            "CAPACITY_SHARED": found.shared,
            "CAPACITY_TOTAL": float(found.capacity.sum()),
            "EDGE_PEOPLE": None if self.edge is None else self.edge.people,
            "POINTS_PLACED": int(self.placed.sum()),
            "POINTS_UNPLACED": int((~self.placed).sum()),
            "POINTS_WITHOUT_DEMAND": int((self.placed & ~found.has_demand).sum()),
            "POINTS_WITHOUT_CAPACITY": len(self.points.ids) - len(self.used),
        }


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
