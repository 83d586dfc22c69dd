# SPDX-License-Identifier: GPL-2.0-or-later
"""Floating-catchment accessibility: what supply each unit can reach, given who else can reach it.

First each point shares its capacity among the people who can reach it, then each unit adds up what it can
reach (two-step floating catchment area method: Radke and Mu 2000; Luo and Wang 2003):

    D_j = Σ_i p_i w(c_ij),    R_j = S_j / D_j,    A_i = Σ_j R_j w(c_ij).

With one set of weights for both steps nothing is lost: Σ p_i A_i = Σ S_j over the points that have demand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..errors import InputError
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..text import Text
from .decay import Decay
from .model import BEYOND, OFF_NETWORK, SERVED, UNREACHABLE
from .trips import Trips


@dataclass(frozen=True, eq=False)
class FloatingAccess:
    """Who has what access, and how much is asked of each point.

    ``access`` (d,): capacity per person A_i, NaN for units off the network, of which nothing is known.
    ``ratio`` (k,): R_j, 0 where there is no demand. ``demand`` (k,): people D_j, weighted by their trips.
    ``people`` (d,) and ``capacity`` (k,) as given.
    """

    access: FloatArray
    ratio: FloatArray
    demand: FloatArray
    people: FloatArray
    capacity: FloatArray

    @property
    def has_demand(self) -> BoolArray:
        """Which points (k,) somebody can reach."""
        return self.demand > 0.0

    @cached_property
    def given(self) -> float:
        """Σ p_i A_i: the capacity that people have access to."""
        return float(np.nansum(self.people * self.access))

    @cached_property
    def shared(self) -> float:
        """Σ S_j over the points that have demand; equals ``given``."""
        return float(self.capacity[self.has_demand].sum())

    @cached_property
    def mean(self) -> float:
        """Mean access per person on the network, Σ p_i A_i / Σ p_i; NaN without people."""
        people = float(self.people[np.isfinite(self.access)].sum())
        return self.given / people if people > 0.0 else np.nan

    @property
    def relative(self) -> FloatArray:
        """The spatial access ratio (d,), A_i / mean (Wan et al. 2012); NaN when the mean is 0."""
        return self.access / self.mean if self.mean > 0.0 else np.full(len(self.access), np.nan)


def floating_access(trips: Trips, people: FloatArray, capacity: FloatArray, decay: Decay) -> FloatingAccess:
    """Return the access that ``people`` (d,) ≥ 0 have to the ``capacity`` (k,) ≥ 0 of the points.

    ``trips`` must hold all trips up to ``decay.limit``; people off the network ask nothing of any point.
    Raises ``InputError`` for a capacity or a number of people that is negative or not a number.
    """
    for values in (people, capacity):
        if not (np.isfinite(values) & (values >= 0.0)).all():
            raise InputError(_BAD_NUMBERS)
    weight = decay.weights(trips.cost)
    part = np.repeat(
        people, np.diff(trips.first)
    )  # first of the demand, then of the access: memory costs time
    part *= weight
    demand = np.bincount(trips.point, weights=part, minlength=trips.n_points).astype(np.float64)
    ratio = np.divide(capacity, demand, out=np.zeros(trips.n_points), where=demand > 0.0)
    ratio.take(trips.point, out=part, mode="clip")
    part *= weight
    access = np.where(trips.unit_placed, 0.0, np.nan)
    some = np.flatnonzero(np.diff(trips.first))
    if len(some):
        access[some] = np.add.reduceat(part, trips.first[some])
    return FloatingAccess(access, ratio, demand, people, capacity)


def access_status(trips: Trips, found: FloatingAccess, decay: Decay, least: FloatArray) -> IntArray:
    """Return the status (d,) of the units, codes into ``STATUSES``.

    Served: some trip to a point with capacity counts. ``least`` (d,) is the cost of the nearest point however
    far: infinite means that no road leads to any.
    """
    counts = (decay.weights(trips.cost) > 0.0) & (found.capacity[trips.point] > 0.0)
    served = np.bincount(trips.unit[counts], minlength=trips.n_units) > 0
    status = np.where(np.isfinite(least), BEYOND, UNREACHABLE)
    status[served] = SERVED
    status[~trips.unit_placed] = OFF_NETWORK
    return status


_BAD_NUMBERS = Text(
    "A capacity or a number of people is negative or not a number.",
    "Une capacité ou un nombre de personnes est négatif ou n’est pas un nombre.",
)
