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

    def centres(self, keys: IntArray) -> FloatArray:
        """Return the middle of each cell (n, 2)."""
        column = np.stack(np.divmod(keys, _COLUMN), axis=1) - _SHIFT
        return np.asarray((column + 0.5) * self.size)


def grown(keys: IntArray, steps: int) -> IntArray:
    """Return the sorted keys of all cells at most ``steps`` cells away, diagonally too."""
    offsets = np.arange(-steps, steps + 1)
    for stride in (_COLUMN, np.int64(1)):
        keys = np.unique((keys[:, None] + offsets * stride).ravel())
    return keys
