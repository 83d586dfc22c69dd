# SPDX-License-Identifier: GPL-2.0-or-later
"""The problem that all models come down to: open p points so that the costs of all units are least.

A unit pays the cost of the cheapest open point, or its ``cap``: what the existing and required sites, or
having no site at all, cost it. With cost 0 within the cutoff and a cap of the people it is the maximal
covering problem (Church and ReVelle 1976, "Theoretical and computational links").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...network.arrays import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Median:
    """Costs of d units at k points: trips (m,) by unit, then rising cost, then point.

    ``unit``, ``point`` (m,): indices; ``cost`` (m,): weighted, below the ``cap`` (d,) of the unit.
    ``step``: objectives are multiples of it, 0 when they may be anything.
    """

    unit: IntArray
    point: IntArray
    cost: FloatArray
    cap: FloatArray
    n_points: int
    step: float = 0.0

    @classmethod
    def of(cls, unit: IntArray, point: IntArray, cost: FloatArray, cap: FloatArray, n_points: int) -> Median:
        """Make the problem of trips (m,); those that cost no less than the cap do not count."""
        useful = cost < cap[unit]
        unit, point, cost = unit[useful], point[useful], cost[useful]
        same = unit[1:] == unit[:-1]
        if not (np.where(same, cost[1:] >= cost[:-1], unit[1:] > unit[:-1])).all():
            order = np.lexsort((point, cost, unit))
            unit, point, cost = unit[order], point[order], cost[order]
        whole = bool((cost % 1.0 == 0.0).all() and (cap % 1.0 == 0.0).all())
        return cls(unit, point, cost, cap, n_points, float(whole))

    def least(self, opened: BoolArray) -> FloatArray:
        """Return what each unit (d,) pays with some points open (k,)."""
        least = self.cap.copy()
        trips = np.flatnonzero(opened[self.point])[::-1]
        least[self.unit[trips]] = self.cost[trips]  # the last one written is the cheapest of the unit
        return least

    def value(self, opened: BoolArray) -> float:
        """Return what all units pay with some points open (k,)."""
        return float(self.least(opened).sum())

    def with_open(self, opened: BoolArray, allowed: BoolArray) -> Median:
        """Return the problem that is left when some points are open for good and only others may be."""
        cap = self.least(opened)
        useful = allowed[self.point] & ~opened[self.point] & (self.cost < cap[self.unit])
        return replace(self.only(useful), cap=cap)

    def only(self, trips: BoolArray) -> Median:
        """Return the problem with some of the trips; ``trips`` (m,) says which."""
        return replace(self, unit=self.unit[trips], point=self.point[trips], cost=self.cost[trips])

    def next_better(self, value: float) -> float:
        """Return the largest value that counts as better than ``value``."""
        return value - (0.999 * self.step or 1e-10 * max(abs(value), float(self.cap.sum())))

    def rounded_bound(self, bound: float) -> float:
        """Return the least possible value that is not below a lower bound."""
        if not self.step:
            return bound
        return float(np.ceil(bound / self.step - 1e-6) * self.step)
