# SPDX-License-Identifier: GPL-2.0-or-later
"""Counting who is served: sums per point and cutoff, and how many points reach each unit."""

from __future__ import annotations

import numpy as np

from ..network.arrays import FloatArray, IntArray
from .model import Demand


class Tally:
    """Adds up (point, unit, band) triples; all cutoffs and fields at once. A triple comes once.

    Whole weights stay whole: they are summed as doubles, which are exact up to 2^53.
    """

    def __init__(self, n_points: int, n_cutoffs: int, demand: Demand) -> None:
        self._demand = demand
        self._shape = (n_points, n_cutoffs)
        n_fields = demand.weights.shape[1]
        self._units = np.zeros(n_points * n_cutoffs, dtype=np.int64)
        self._sums = np.zeros((n_points * n_cutoffs, n_fields))
        self._reaching = np.zeros(len(demand) * n_cutoffs, dtype=np.int64)
        self._reached_by = np.zeros(len(demand) * n_cutoffs, dtype=np.int64)

    def add(self, point: IntArray, unit: IntArray, band: IntArray) -> None:
        """Count that each ``point`` reaches each ``unit`` in the cutoff ``band`` (p,) each."""
        c = self._shape[1]
        units, sums = band_sums(
            point.astype(np.int64) * c + band, self._demand.weights[unit], len(self._units)
        )
        self._units += units
        self._sums += sums
        cell = unit.astype(np.int64) * c + band
        self._reaching += np.bincount(cell, minlength=len(self._reaching))
        # Only read where one point reaches the unit; whole numbers in doubles are exact.
        by = np.bincount(cell, weights=point, minlength=len(self._reached_by))
        self._reached_by += by.astype(np.int64)

    def units(self, points: IntArray) -> IntArray:
        """Return the number of units that ``points`` (p,) have within each cutoff so far (p, c)."""
        return np.cumsum(self._units.reshape(self._shape)[points], axis=1)

    def sums(self, points: IntArray) -> FloatArray:
        """Return the sum of each field that ``points`` (p,) have within each cutoff so far (p, c, f)."""
        return np.cumsum(self._sums.reshape(*self._shape, self._sums.shape[1])[points], axis=1)

    def points_reaching(self) -> IntArray:
        """Return how many points reach each unit within the last cutoff (d,)."""
        return np.asarray(self._reaching.reshape(len(self._demand), self._shape[1]).sum(axis=1))

    def unique(self) -> FloatArray:
        """Return the first field of what each point alone reaches within each cutoff (k, c)."""
        shape = (len(self._demand), self._shape[1])
        alone = np.cumsum(self._reaching.reshape(shape), axis=1) == 1
        by = np.cumsum(self._reached_by.reshape(shape), axis=1)
        unit, cutoff = np.nonzero(alone)
        cell = by[unit, cutoff] * shape[1] + cutoff
        summed = np.bincount(cell, weights=self._demand.first[unit], minlength=len(self._units))
        return summed.reshape(self._shape).astype(np.float64)


def band_sums(cell: IntArray, weights: FloatArray, size: int) -> tuple[IntArray, FloatArray]:
    """Return the number (size,) and the summed weights (size, f) of the rows in each cell."""
    number = np.bincount(cell, minlength=size)
    sums = np.zeros((size, weights.shape[1]))
    for field in range(weights.shape[1]):
        sums[:, field] = np.bincount(cell, weights=weights[:, field], minlength=size)
    return number, sums
