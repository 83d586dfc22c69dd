# SPDX-License-Identifier: GPL-2.0-or-later
"""How each demand unit is served, and the result that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network import inclusive
from ..network.arrays import BoolArray, FloatArray, IntArray
from .model import BEYOND, OFF_NETWORK, SERVED, STATUSES, UNREACHABLE, CatchmentResult, Demand, Totals
from .strata import ServedStrata, StratumSums
from .sums import band_sums
from .tally import Tally


@dataclass(frozen=True, eq=False)
class Coverage:
    """Per demand unit (d,): nearest point, cost to it, first cutoff that holds, status (see ``model``)."""

    nearest: IntArray
    cost: FloatArray
    band: IntArray
    status: IntArray

    def strata(self, demand: Demand, stratum: IntArray) -> StratumSums:
        """Return what is served, and nearest to each point, in each band, by ``stratum`` (d,)."""
        own = self.status == SERVED
        return StratumSums.of(self.nearest[own], self.band[own], stratum[own], demand.weights[own])

    def cumulative(self, demand: Demand, n_points: int, n_cutoffs: int) -> tuple[IntArray, FloatArray]:
        """Return what is served, and nearest to each point, within each cutoff: (k, c) and (k, c, f)."""
        served = self.status == SERVED
        cell = self.nearest[served] * n_cutoffs + self.band[served]
        units, sums = band_sums(cell, demand.weights[served], n_points * n_cutoffs)
        return (
            np.cumsum(units.reshape(n_points, n_cutoffs), axis=1),
            np.cumsum(sums.reshape(n_points, n_cutoffs, sums.shape[1]), axis=1),
        )


def cover(
    allowed: tuple[FloatArray, IntArray],
    anyone: tuple[FloatArray, IntArray],
    on_network: BoolArray,
    cutoffs: FloatArray,
) -> Coverage:
    """Decide the status of every unit.

    ``allowed`` and ``anyone``: cost and point of the nearest point that may serve the unit (its own largest
    cutoff permitting), and of the nearest at all; infinite and -1 for none.
    """
    cutoffs = inclusive(cutoffs)
    served = on_network & (allowed[0] <= cutoffs[-1])
    cost = np.where(served, allowed[0], anyone[0])
    nearest = np.where(served, allowed[1], anyone[1])
    found = on_network & np.isfinite(cost)
    status = np.where(found, np.where(served, SERVED, BEYOND), np.where(on_network, UNREACHABLE, OFF_NETWORK))
    return Coverage(
        nearest=np.where(found, nearest, -1).astype(np.int64),
        cost=np.where(found, cost, np.nan),
        band=np.where(served, np.searchsorted(cutoffs, cost, "left"), -1).astype(np.int64),
        status=status.astype(np.int64),
    )


def result_of(
    coverage: Coverage,
    tally: Tally,
    demand: Demand,
    cutoffs: FloatArray,
    *,
    divided: bool,
    placed: BoolArray,
    snap_m: FloatArray,
    demand_snap_m: FloatArray,
) -> CatchmentResult:
    """Gather the result; ``divided`` when each unit counts for its nearest point only."""
    n_points = len(placed)
    if divided:
        units, sums = coverage.cumulative(demand, n_points, len(cutoffs))
    else:
        every = np.arange(n_points)
        units, sums = tally.units(every), tally.sums(every)
    strata = None
    if demand.stratum is not None:
        served = coverage.strata(demand, demand.stratum) if divided else tally.strata()
        strata = ServedStrata.of(served.cumulative(len(cutoffs)), tally.unique_strata(demand.stratum))
    by_status = np.bincount(coverage.status, weights=demand.first, minlength=len(STATUSES))
    return CatchmentResult(
        cutoffs=cutoffs,
        placed=placed,
        snap_m=snap_m,
        served_units=units,
        served_sums=sums,
        unique=tally.unique(),
        demand_nearest=coverage.nearest,
        demand_cost=coverage.cost,
        demand_band=coverage.band,
        demand_status=coverage.status,
        n_points=tally.points_reaching(),
        totals=Totals(float(demand.first.sum()), *by_status.astype(np.float64).tolist()),
        demand_snap_m=demand_snap_m,
        strata=strata,
    )
