# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is served, broken down: sums of each point, cutoff and stratum, kept only where anybody is served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Union

import numpy as np

from ..network.arrays import FloatArray, Int32Array, IntArray
from .sums import band_sums

Indices = Union[IntArray, Int32Array]


@dataclass(frozen=True, eq=False)
class StratumSums:
    """How many units there are in n different cells, ``units`` (n,), and the ``sums`` (n, f) of their fields.

    ``cell`` (3, n): a point, the index of a cutoff, and a stratum. It holds the units in the band that ends
    at the cutoff, or everything within the cutoff, as whoever made it says.
    """

    cell: IntArray
    units: IntArray
    sums: FloatArray

    @classmethod
    def of(cls, point: Indices, cutoff: Indices, stratum: Indices, weights: FloatArray) -> StratumSums:
        """Add up units that lie in the given cells, (p,) each, with ``weights`` (p, f), in their order."""
        cell, at = _different(np.stack([point, cutoff, stratum]).astype(np.int64))
        return cls(cell, *band_sums(at, weights, cell.shape[1]))

    @classmethod
    def joined(cls, parts: Sequence[StratumSums], n_fields: int) -> StratumSums:
        """Gather the cells of ``parts``, which have none in common."""
        none = np.zeros(0, np.int64)
        parts = (cls(np.zeros((3, 0), np.int64), none, np.zeros((0, n_fields))), *parts)
        return cls(
            np.concatenate([part.cell for part in parts], axis=1),
            np.concatenate([part.units for part in parts]),
            np.concatenate([part.sums for part in parts]),
        )

    def cumulative(self, n_cutoffs: int) -> StratumSums:
        """Return everything within each cutoff, of the units in each band."""
        (point, cutoff, stratum), c = self.cell, n_cutoffs
        group, at = _different(np.stack([point, stratum]))
        units = np.zeros((group.shape[1], c), np.int64)
        sums = np.zeros((*units.shape, self.sums.shape[1]))
        units[at, cutoff], sums[at, cutoff] = self.units, self.sums
        units, sums = np.cumsum(units, axis=1), np.cumsum(sums, axis=1)
        row, within = np.nonzero(units)
        cell = np.stack([group[0, row], within, group[1, row]])
        return StratumSums(cell, units[row, within], sums[row, within])


@dataclass(frozen=True, eq=False)
class ServedStrata:
    """What each point serves by stratum: r rows by ``point``, then ``cutoff`` (an index), then ``stratum``.

    ``units`` (r,) and ``sums`` (r, f) of the stratum are what the point serves within the cutoff, ``unique``
    (r,) is the first field of what no other point reaches within it. They add up to the figures of the point
    and cutoff. A point has no row of a stratum of which it serves no unit.
    """

    point: IntArray
    cutoff: IntArray
    stratum: IntArray
    units: IntArray
    sums: FloatArray
    unique: FloatArray

    @classmethod
    def of(cls, served: StratumSums, alone: StratumSums) -> ServedStrata:
        """Put together what is ``served`` within each cutoff and the first field of what is so ``alone``."""
        (point, cutoff, stratum), at = _different(np.concatenate([served.cell, alone.cell], axis=1))
        here, there = np.split(at, [served.cell.shape[1]])
        units, unique = np.zeros(len(point), np.int64), np.zeros(len(point))
        sums = np.zeros((len(point), served.sums.shape[1]))
        units[here], sums[here], unique[there] = served.units, served.sums, alone.sums[:, 0]
        return cls(point, cutoff, stratum, units, sums, unique)

    def rows(self, point: int, cutoff: int) -> range:
        """Return the rows of a point and cutoff."""
        start, stop = np.searchsorted(self.point, [point, point + 1])
        own = np.searchsorted(self.cutoff[start:stop], [cutoff, cutoff + 1])
        return range(*(start + own).tolist())


def _different(cell: IntArray) -> tuple[IntArray, IntArray]:
    """Return the different columns of ``cell`` (q, n) in order, and the place of each among them (n,)."""
    shape = tuple((cell.max(axis=1, initial=0) + 1).tolist())
    found, at = np.unique(np.ravel_multi_index(tuple(cell), shape), return_inverse=True)
    return np.stack(np.unravel_index(found, shape)), at.reshape(-1)
