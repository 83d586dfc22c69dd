# SPDX-License-Identifier: GPL-2.0-or-later
"""Array types of the road network and the few vectorised idioms its modules share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Int32Array = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]

_HILBERT_BITS = 16
_LAST_CELL = 2**_HILBERT_BITS - 1


def concatenated_ranges(starts: IntArray, counts: IntArray) -> IntArray:
    """Return ``[s0, s0+1, … s0+c0-1, s1, …]`` for all ranges, without a Python loop."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    ranges: IntArray = np.repeat(starts - (ends - counts), counts)
    ranges += np.arange(total)
    return ranges


@dataclass(frozen=True)
class HilbertCurve:
    """A Hilbert curve over a 2^16 × 2^16 grid on a square extent from (``x0``, ``y0``) with side ``side``.

    Sorting by it puts near points near in memory, which is worth a factor of two in routing, and unlike
    Morton's Z-order the curve never jumps, so runs of it have small boxes (Kamel and Faloutsos 1993).
    """

    x0: float
    y0: float
    side: float

    @classmethod
    def over(cls, xy: FloatArray) -> HilbertCurve:
        """Return the curve over the extent of ``xy`` (n, 2)."""
        if not len(xy):
            return cls(0.0, 0.0, 1.0)
        low = xy.min(axis=0)
        return cls(float(low[0]), float(low[1]), float((xy.max(axis=0) - low).max()) or 1.0)

    def codes(self, xy: FloatArray) -> IntArray:
        """Return the place of each point (n,) along the curve; points outside count at the border."""
        cells = np.clip((xy - (self.x0, self.y0)) * (_LAST_CELL / self.side), 0, _LAST_CELL)
        x, y = cells.astype(np.int64).T
        code = np.zeros(len(xy), np.int64)
        for bit in range(_HILBERT_BITS - 1, -1, -1):
            right, top = (x >> bit) & 1, (y >> bit) & 1
            code = (code << 2) | ((3 * right) ^ top)
            flip = (right == 1) & (top == 0)
            x, y = np.where(flip, _LAST_CELL - x, x), np.where(flip, _LAST_CELL - y, y)
            turn = top == 0
            x, y = np.where(turn, y, x), np.where(turn, x, y)
        return code
