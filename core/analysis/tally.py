# SPDX-License-Identifier: GPL-2.0-or-later
"""Counting who is served: sums per point and cutoff, and how many points reach each unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..network.arrays import FloatArray, IntArray
from .model import Demand
from .strata import Indices, StratumSums
from .sums import band_sums


@dataclass(frozen=True, eq=False)
class Counts:
    """What some points reach, of c cutoffs and f fields; a cost counts in the first band that holds it.

    For each of ``points`` (m,): ``units`` (m, c) and ``sums`` (m, c, f) of each band. For each unit reached,
    ``unit`` (s,): the ``number`` of these points that reach it, the ``first`` band and the ``second`` (c for
    none) in which one of them does, and which point is ``alone`` in the first, if one is. ``strata``: the
    sums of each band broken down, when the units have strata.
    """

    points: IntArray
    units: IntArray
    sums: FloatArray
    unit: IntArray
    number: IntArray
    first: IntArray
    second: IntArray
    alone: IntArray
    strata: StratumSums | None = None


def count(
    points: IntArray,
    row: Indices,
    unit: Indices,
    band: Indices,
    *,
    n_cutoffs: int,
    weights: FloatArray,
    stratum: IntArray | None = None,
) -> Counts:
    """Count the pairs in which the point ``points[row]`` reaches ``unit`` in the cutoff ``band`` (p,) each.

    A pair comes once. ``weights`` (d, f) and ``stratum`` (d,) of all units. Weights of one point and band are
    added in the order of the pairs; whole ones are exact in any order, up to 2^53.
    """
    c, m, f = n_cutoffs, len(points), weights.shape[1]
    cell = row.astype(np.int64) * c + band
    people = weights[unit]
    units, sums = band_sums(cell, people, m * c)
    strata = None if stratum is None else StratumSums.of(points[row], band, stratum[unit], people)
    found, at = _numbered(unit, len(weights))
    cell = at * c + band
    here = np.bincount(cell, minlength=len(found) * c).reshape(-1, c)
    who = np.bincount(cell, weights=points[row], minlength=len(found) * c).reshape(-1, c)
    so_far = np.cumsum(here, axis=1)
    number = so_far[:, -1]
    first = (so_far > 0).argmax(axis=1)
    second = np.where(number > 1, (so_far > 1).argmax(axis=1), c)
    # Where several points share the first band, this sum is no point, and is never read.
    alone = np.take_along_axis(who, first[:, None], axis=1)[:, 0].astype(np.int64)
    units, sums = units.reshape(m, c), sums.reshape(m, c, f)
    return Counts(points, units, sums, found, number, first, second, alone, strata)


class Tally:
    """Adds up what points reach. It needs little per point and per unit, however many pairs there are."""

    def __init__(self, n_points: int, n_cutoffs: int, demand: Demand) -> None:
        self._demand, self._n_cutoffs = demand, n_cutoffs
        self._units = np.zeros((n_points, n_cutoffs), dtype=np.int64)
        self._sums = np.zeros((n_points, n_cutoffs, demand.weights.shape[1]))
        self._number = np.zeros(len(demand), dtype=np.int64)
        self._first = np.full(len(demand), n_cutoffs, dtype=np.int32)
        self._second = self._first.copy()
        self._alone = np.zeros(len(demand), dtype=np.int64)
        self._strata: list[StratumSums] = []

    def add(self, point: IntArray, unit: IntArray, band: IntArray) -> None:
        """Count that each ``point`` reaches each ``unit`` in the cutoff ``band`` (p,) each, once a pair."""
        points, row = np.unique(point, return_inverse=True)
        row = row.reshape(-1)
        demand, c = self._demand, self._n_cutoffs
        self.merge(
            count(points, row, unit, band, n_cutoffs=c, weights=demand.weights, stratum=demand.stratum)
        )

    def merge(self, counts: Counts) -> None:
        """Add the counts of points that have not been counted yet."""
        self._units[counts.points] += counts.units
        self._sums[counts.points] += counts.sums
        self._strata += [] if counts.strata is None else [counts.strata]
        unit = counts.unit
        first, second = self._first[unit], self._second[unit]
        self._number[unit] += counts.number
        self._alone[unit] = np.where(counts.first < first, counts.alone, self._alone[unit])
        self._first[unit] = np.minimum(first, counts.first)
        later = np.maximum(first, counts.first)
        self._second[unit] = np.minimum(later, np.minimum(second, counts.second))

    def units(self, points: IntArray) -> IntArray:
        """Return the number of units that ``points`` (p,) have within each cutoff so far (p, c)."""
        return np.cumsum(self._units[points], axis=1)

    def sums(self, points: IntArray) -> FloatArray:
        """Return the sum of each field that ``points`` (p,) have within each cutoff so far (p, c, f)."""
        return np.cumsum(self._sums[points], axis=1)

    def points_reaching(self) -> IntArray:
        """Return how many points reach each unit within the last cutoff (d,)."""
        return self._number

    def unique(self) -> FloatArray:
        """Return the first field of what each point alone reaches within each cutoff (k, c)."""
        summed = np.zeros(self._units.shape)
        for cutoff, unit in self._reached_by_one():
            summed[:, cutoff] = np.bincount(
                self._alone[unit], weights=self._demand.first[unit], minlength=len(summed)
            )
        return summed

    def strata(self) -> StratumSums:
        """Return what each point has in each band so far, by stratum; nothing where units have no strata."""
        return StratumSums.joined(self._strata, self._demand.weights.shape[1])

    def unique_strata(self, stratum: IntArray) -> StratumSums:
        """Return the first field of what each point alone reaches within each cutoff, by ``stratum`` (d,)."""
        first = self._demand.first[:, None]
        parts = [
            StratumSums.of(
                self._alone[unit], np.full(len(unit), cutoff, np.int64), stratum[unit], first[unit]
            )
            for cutoff, unit in self._reached_by_one()
        ]
        return StratumSums.joined(parts, 1)

    def _reached_by_one(self) -> Iterator[tuple[int, IntArray]]:
        """Yield the units that one point alone reaches within each cutoff."""
        for cutoff in range(self._n_cutoffs):
            yield cutoff, np.flatnonzero((self._first <= cutoff) & (cutoff < self._second))


def _numbered(unit: Indices, size: int) -> tuple[IntArray, IntArray]:
    """Return the different values of ``unit`` (p,), rising, and the place of each value among them (p,)."""
    there = np.zeros(size, bool)
    there[unit] = True
    found = np.flatnonzero(there)
    place = np.empty(size, np.int64)  # read only where written
    place[found] = np.arange(len(found))
    return found, place[unit]
