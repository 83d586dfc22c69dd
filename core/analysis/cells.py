# SPDX-License-Identifier: GPL-2.0-or-later
"""Square cells of a plane as sorted keys: only the occupied ones take memory, whatever the extent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import FloatArray, IntArray

_SHIFT = np.int64(2**30)
_COLUMN = np.int64(2**31)


@dataclass(frozen=True)
class Cells:
    """Cells of ``size`` (units of the plane), numbered from the plane's origin."""

    size: float

    def of(self, xy: FloatArray) -> IntArray:
        """Return the key of the cell of each point (n, 2)."""
        column = np.floor(xy / self.size).astype(np.int64) + _SHIFT
        return np.asarray(column[:, 0] * _COLUMN + column[:, 1])

    def places(self, keys: IntArray) -> FloatArray:
        """Return one place (n, 2) in each cell: near the middle, off it by up to a tenth of the cell.

        How much off depends on the key alone. Four such places never lie on one circle, so that they have
        one Delaunay triangulation, whoever computes it.
        """
        column = np.stack(np.divmod(keys, _COLUMN), axis=1) - _SHIFT
        return np.asarray((column + 0.5 + 0.2 * _scattered(keys)) * self.size)


def grown(keys: IntArray, steps: int) -> IntArray:
    """Return the sorted keys of all cells at most ``steps`` cells away, diagonally too."""
    offsets = np.arange(-steps, steps + 1)
    for stride in (_COLUMN, np.int64(1)):
        keys = np.unique((keys[:, None] + offsets * stride).ravel())
    return keys


def beside(keys: IntArray) -> list[IntArray]:
    """Return the keys of the cells on each of the eight sides of all cells."""
    steps = [x * _COLUMN + y for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y]
    return [keys + step for step in steps]


def _scattered(keys: IntArray) -> FloatArray:
    """Return two numbers from -0.5 up to 0.5 for each key (n, 2): bits of splitmix64 (Steele et al. 2014)."""
    mixed = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    halves = np.stack([mixed >> np.uint64(32), mixed & np.uint64(0xFFFFFFFF)], axis=1)
    return np.asarray(halves.astype(np.float64) / 2.0**32 - 0.5)
