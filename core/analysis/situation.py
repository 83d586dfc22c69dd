# SPDX-License-Identifier: GPL-2.0-or-later
"""How people are served by one set of points: each unit's nearest point, and figures for groups of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network import inclusive
from ..network.arrays import BoolArray, FloatArray, IntArray
from .coverage import Coverage, cover
from .journeys import Within
from .model import BEYOND, OFF_NETWORK, SERVED, UNREACHABLE, Demand, Places
from .tally import Counts, band_sums, count

QUANTILES = (0.5, 0.9)


class Groups:
    """Everyone, and each stratum: g = 1 + number of strata. ``labels`` (g - 1,) of the strata, in text order.

    ``weights`` (d, f): people of each group of ``Demand``, or ones when units are counted.
    """

    def __init__(self, demand: Demand, strata: Sequence[str] | None = None) -> None:
        self.weights: FloatArray = demand.weights if demand.weights.shape[1] else np.ones((len(demand), 1))
        labels, code = np.unique(np.array(strata or [""] * len(demand), np.str_), return_inverse=True)
        self.labels: tuple[str, ...] = tuple(labels.tolist()) if strata is not None else ()
        self.code: IntArray = code.reshape(-1).astype(np.int64)

    def __len__(self) -> int:
        return 1 + len(self.labels)

    def sums(self, of: BoolArray, times: FloatArray | None = None) -> FloatArray:
        """Return the people (g, f) of some units (d,), or the sum of people ``times`` (d,) something."""
        rows = np.flatnonzero(of)
        weights = self.weights[rows] if times is None else self.weights[rows] * times[rows, None]
        summed = weights.sum(axis=0)[None, :]
        if not self.labels:
            return np.asarray(summed)
        return np.concatenate((summed, band_sums(self.code[rows], weights, len(self.labels))[1]))

    def members(self, group: int) -> BoolArray:
        """Return the units (d,) of a group: 0 is everyone."""
        return np.ones(len(self.code), bool) if group == 0 else np.asarray(self.code == group - 1)


@dataclass(frozen=True, eq=False)
class Figures:
    """How people are served, of g groups (see ``Groups``), f fields, c rising cutoffs.

    ``served`` (c, g, f) within each cutoff; within the last one, and ``beyond``, ``unreachable`` and
    ``off_network`` (g, f), add up to ``total`` (g, f). ``mean``, ``maximum`` (g, f) and ``quantiles``
    (q, g, f): cost to the nearest point, weighted by people, of those who can reach one; NaN when nobody can.
    ``redundant`` (c, g, f): people with two or more points within each cutoff.
    """

    total: FloatArray
    served: FloatArray
    beyond: FloatArray
    unreachable: FloatArray
    off_network: FloatArray
    mean: FloatArray
    quantiles: FloatArray
    maximum: FloatArray
    redundant: FloatArray


@dataclass(frozen=True, eq=False)
class Situation:
    """How d demand units are served by m ``places``, within c rising cutoffs.

    ``placed`` (m,): points on the network. ``cost`` (d,): to the nearest point, infinite without a way;
    ``nearest`` (d,): that point, -1 for none. ``status`` (d,): codes into ``STATUSES``. ``load`` (m, f) and
    ``load_units`` (m,): people and units whose nearest point it is (R1, R8). ``reached`` (m, c, f): people
    within each cutoff of the point. ``unique`` (m, c): of the first field, those within reach of no other
    point (R5). ``number`` (d,): points within the last cutoff.
    """

    places: Places
    placed: BoolArray
    cost: FloatArray
    nearest: IntArray
    status: IntArray
    load: FloatArray
    load_units: IntArray
    reached: FloatArray
    unique: FloatArray
    number: IntArray
    figures: Figures


def situation_of(
    places: Places,
    placed: BoolArray,
    nearest: tuple[FloatArray, IntArray],
    within: Within,
    *,
    unit_placed: BoolArray,
    groups: Groups,
    cutoffs: FloatArray,
) -> Situation:
    """Work out the figures. ``nearest``: cost and point (d,); ``within``: pairs up to the last cutoff."""
    coverage = cover(nearest, nearest, unit_placed, cutoffs)
    cost = np.where(np.isnan(coverage.cost), np.inf, coverage.cost)
    band = np.searchsorted(inclusive(cutoffs), within.cost, "left")
    kept = band < len(cutoffs)  # what rounding put beyond the limit
    counts = count(
        np.arange(len(places)),
        within.point[kept],
        within.unit[kept],
        band[kept],
        n_cutoffs=len(cutoffs),
        weights=groups.weights,
    )
    number = np.zeros(len(cost), np.int64)
    number[counts.unit] = counts.number
    found = coverage.nearest >= 0
    units, load = band_sums(coverage.nearest[found], groups.weights[found], len(places))
    return Situation(
        places=places,
        placed=placed,
        cost=cost,
        nearest=coverage.nearest,
        status=coverage.status,
        load=load,
        load_units=units,
        reached=np.cumsum(counts.sums, axis=1),
        unique=_unique(counts, groups.weights[:, 0], len(places), len(cutoffs)),
        number=number,
        figures=_figures(coverage, cost, counts, groups, len(cutoffs)),
    )


def _unique(counts: Counts, people: FloatArray, n_points: int, n_cutoffs: int) -> FloatArray:
    summed = np.zeros((n_points, n_cutoffs))
    for cutoff in range(n_cutoffs):
        alone = (counts.first <= cutoff) & (cutoff < counts.second)
        summed[:, cutoff] = np.bincount(
            counts.alone[alone], weights=people[counts.unit[alone]], minlength=n_points
        )
    return summed


def _figures(coverage: Coverage, cost: FloatArray, counts: Counts, groups: Groups, n_cutoffs: int) -> Figures:
    served = coverage.status == SERVED
    second = np.full(len(cost), n_cutoffs, np.int64)
    second[counts.unit] = counts.second
    found = np.isfinite(cost)
    people = groups.sums(found)
    with np.errstate(invalid="ignore"):
        mean = groups.sums(found, np.where(found, cost, 0.0)) / np.where(people > 0.0, people, np.nan)
    quantiles, maximum = _spread(cost, groups)
    return Figures(
        total=groups.sums(np.ones(len(cost), bool)),
        served=np.stack([groups.sums(served & (coverage.band <= c)) for c in range(n_cutoffs)]),
        beyond=groups.sums(coverage.status == BEYOND),
        unreachable=groups.sums(coverage.status == UNREACHABLE),
        off_network=groups.sums(coverage.status == OFF_NETWORK),
        mean=mean,
        quantiles=quantiles,
        maximum=maximum,
        redundant=np.stack([groups.sums(second <= c) for c in range(n_cutoffs)]),
    )


def _spread(cost: FloatArray, groups: Groups) -> tuple[FloatArray, FloatArray]:
    """Return the weighted quantiles (q, g, f) and the maximum (g, f) of finite costs; NaN for nobody.

    A quantile is the least cost within which at least that share of the people live.
    """
    fields = groups.weights.shape[1]
    quantiles = np.full((len(QUANTILES), len(groups), fields), np.nan)
    maximum = np.full((len(groups), fields), np.nan)
    found = np.flatnonzero(np.isfinite(cost))
    order = found[np.argsort(cost[found], kind="stable")]
    shares = np.asarray(QUANTILES) * (1.0 - 1e-12)  # a share that rounding put above its step
    for group in range(len(groups)):
        rows = order[groups.members(group)[order]]
        for field in range(fields):
            some = rows[groups.weights[rows, field] > 0.0]
            if len(some):
                below = np.cumsum(groups.weights[some, field])
                at = np.searchsorted(below, shares * below[-1], "left")
                quantiles[:, group, field] = cost[some[at]]
                maximum[group, field] = cost[some[-1]]
    return quantiles, maximum
