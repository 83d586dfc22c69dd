# SPDX-License-Identifier: GPL-2.0-or-later
"""Who goes to which open site, and what their trips cost."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ...network import inclusive
from ...network.arrays import BoolArray, FloatArray, IntArray
from ..model import BEYOND, OFF_NETWORK, SERVED, STATUSES, UNREACHABLE
from ..trips import Trips


@dataclass(frozen=True, eq=False)
class Allocation:
    """Each of d demand units with its nearest open site.

    ``site`` (d,): the point, -1 without a way to any; ``cost`` (d,), infinite then; ``status`` (d,): codes
    into ``STATUSES``, served within the cutoff; ``weights`` (d, f): people and groups, the people first.
    """

    site: IntArray
    cost: FloatArray
    status: IntArray
    weights: FloatArray

    @property
    def served(self) -> BoolArray:
        """Which units (d,) are served."""
        return np.asarray(self.status == SERVED)

    @property
    def people(self) -> FloatArray:
        """The first field by status (4,), in the order of ``STATUSES``; together they are all people."""
        sums = np.bincount(self.status, weights=self.weights[:, 0], minlength=len(STATUSES))
        return sums.astype(np.float64)

    @property
    def mean_cost(self) -> float:
        """Mean cost of the trips of the people served, NaN without any."""
        people = self.weights[self.served, 0]
        total = math.fsum(people)
        return math.fsum(people * self.cost[self.served]) / total if total > 0.0 else float("nan")

    @property
    def largest_cost(self) -> float:
        """Largest cost of anybody served, NaN without anybody."""
        costs = self.cost[self.served & (self.weights[:, 0] > 0.0)]
        return float(costs.max()) if len(costs) else float("nan")

    def by_site(self, n_points: int) -> tuple[FloatArray, FloatArray]:
        """Return the people and groups (k, f) whom each point serves, and the people’s mean cost (k,)."""
        served = self.served
        site, weights = self.site[served], self.weights[served]
        sums = np.zeros((n_points, self.weights.shape[1]))
        for field in range(self.weights.shape[1]):
            sums[:, field] = np.bincount(site, weights=weights[:, field], minlength=n_points)
        spent = np.bincount(site, weights=weights[:, 0] * self.cost[served], minlength=n_points)
        with np.errstate(invalid="ignore", divide="ignore"):
            return sums, np.where(sums[:, 0] > 0.0, spent / sums[:, 0], np.nan)


def allocate(trips: Trips, weights: FloatArray, opened: BoolArray, cutoff: float = np.inf) -> Allocation:
    """Send every unit to the nearest of the points ``opened`` (k,); served are those within the cutoff.

    ``trips``: to these points, not bounded by any cutoff; ``weights`` (d, f). Ties go to the lowest point.
    """
    cost, site = trips.least(opened)
    status = np.where(site < 0, UNREACHABLE, np.where(cost <= inclusive(cutoff), SERVED, BEYOND))
    status[~trips.unit_placed] = OFF_NETWORK
    return Allocation(site, cost, status.astype(np.int64), weights)
