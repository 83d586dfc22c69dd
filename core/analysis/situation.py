# SPDX-License-Identifier: GPL-2.0-or-later
"""How people are served by one set of points: each unit's nearest point, and figures for groups of people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network import inclusive
from ..network.arrays import BoolArray, FloatArray, Int32Array, IntArray
from .coverage import Coverage, cover
from .distribution import Distribution
from .journeys import Within
from .model import BEYOND, OFF_NETWORK, SERVED, UNREACHABLE, Places
from .people import People
from .sums import band_sums
from .tally import Counts, count

QUANTILES = (0.5, 0.9)


@dataclass(frozen=True, eq=False)
class Reached:
    """What points have within reach (p,): ``point`` and ``unit``, once a pair, and the ``band`` of its cost.

    As small as they can be: every edit of a scenario goes through all of them.
    """

    point: Int32Array
    unit: Int32Array
    band: Int32Array

    @classmethod
    def of(cls, within: Within, cutoffs: FloatArray) -> Reached:
        """Sort costs into cutoffs; what rounding put beyond the last one is left out."""
        band = np.searchsorted(inclusive(cutoffs), within.cost, "left")
        kept = band < len(cutoffs)
        return cls(*(part[kept].astype(np.int32) for part in (within.point, within.unit, band)))


@dataclass(frozen=True, eq=False)
class Figures:
    """How people are served: everyone and each stratum (g = 1 + strata), f fields, c rising cutoffs.

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
    ``nearest`` (d,): that point, -1 for none. ``status`` (d,): codes into ``STATUSES``. ``load`` (m, f):
    people whose nearest point it is (R1, R8). ``reached`` (m, c, f): people within each cutoff of the point.
    ``unique`` (m, c): of the first field, those within reach of no other point (R5). ``number`` (d,): points
    within the last cutoff.
    """

    places: Places
    placed: BoolArray
    cost: FloatArray
    nearest: IntArray
    status: IntArray
    load: FloatArray
    reached: FloatArray
    unique: FloatArray
    number: IntArray
    figures: Figures


def situation_of(
    places: Places,
    placed: BoolArray,
    nearest: tuple[FloatArray, IntArray],
    reached: Reached,
    *,
    unit_placed: BoolArray,
    people: People,
    cutoffs: FloatArray,
) -> Situation:
    """Work out the figures. ``nearest``: cost and point (d,)."""
    coverage = cover(nearest, nearest, unit_placed, cutoffs)
    cost = np.where(np.isnan(coverage.cost), np.inf, coverage.cost)
    counts = count(
        np.arange(len(places)),
        reached.point,
        reached.unit,
        reached.band,
        n_cutoffs=len(cutoffs),
        weights=people.weights,
    )
    number = np.zeros(len(cost), np.int64)
    number[counts.unit] = counts.number
    found = coverage.nearest >= 0
    _, load = band_sums(coverage.nearest[found], people.weights[found], len(places))
    return Situation(
        places=places,
        placed=placed,
        cost=cost,
        nearest=coverage.nearest,
        status=coverage.status,
        load=load,
        reached=np.cumsum(counts.sums, axis=1),
        unique=_unique(counts, people.everybody, len(places), len(cutoffs)),
        number=number,
        figures=_figures(coverage, cost, counts, people, len(cutoffs)),
    )


def _unique(counts: Counts, people: FloatArray, n_points: int, n_cutoffs: int) -> FloatArray:
    summed = np.zeros((n_points, n_cutoffs))
    for cutoff in range(n_cutoffs):
        alone = (counts.first <= cutoff) & (cutoff < counts.second)
        summed[:, cutoff] = np.bincount(
            counts.alone[alone], weights=people[counts.unit[alone]], minlength=n_points
        )
    return summed


def _figures(coverage: Coverage, cost: FloatArray, counts: Counts, people: People, n_cutoffs: int) -> Figures:
    served = coverage.status == SERVED
    second = np.full(len(cost), n_cutoffs, np.int64)
    second[counts.unit] = counts.second
    mean, quantiles, maximum = _spread(cost, people)
    return Figures(
        total=people.sums(np.ones(len(cost), bool)),
        served=np.stack([people.sums(served & (coverage.band <= c)) for c in range(n_cutoffs)]),
        beyond=people.sums(coverage.status == BEYOND),
        unreachable=people.sums(coverage.status == UNREACHABLE),
        off_network=people.sums(coverage.status == OFF_NETWORK),
        mean=mean,
        quantiles=quantiles,
        maximum=maximum,
        redundant=np.stack([people.sums(second <= c) for c in range(n_cutoffs)]),
    )


def _spread(cost: FloatArray, people: People) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return mean (g, f), quantiles (q, g, f) and maximum (g, f) of finite costs; NaN for nobody."""
    shape = 1 + len(people.strata), people.weights.shape[1]
    mean, maximum, quantiles = np.empty(shape), np.empty(shape), np.empty((len(QUANTILES), *shape))
    for group, field in np.ndindex(*shape):
        rows = people.of_stratum(group - 1)
        costs = Distribution.of(cost[rows], people.weights[rows, field])
        mean[group, field], maximum[group, field] = costs.mean(), costs.maximum()
        quantiles[:, group, field] = [costs.quantile(share) for share in QUANTILES]
    return mean, quantiles, maximum
