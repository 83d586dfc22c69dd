# SPDX-License-Identifier: GPL-2.0-or-later
"""Array types of the road network and the few vectorised idioms its modules share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Int32Array = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]
_Bits = npt.NDArray[Any]  # uint32

_LAST_CELL = 2**16 - 1
_CHUNK = 2**15  # codes at once: what they need stays in the processor's cache


def concatenated_ranges(starts: IntArray, counts: IntArray) -> IntArray:
    """Return ``[s0, s0+1, … s0+c0-1, s1, …]`` for all ranges, without a Python loop."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    ranges: IntArray = np.repeat(starts - (ends - counts), counts)
    ranges += np.arange(total, dtype=np.int64)
    return ranges


def order_by(key: IntArray, *ties: npt.NDArray[np.generic]) -> IntArray:
    """Return the order that sorts by ``key``, equal keys by the first of ``ties``, then the next, and so on.

    As ``lexsort``, but the ties are only looked at where there are any.
    """
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    same = ordered[1:] == ordered[:-1]
    tied = np.zeros(len(key), bool)
    tied[1:] = same
    tied[:-1] |= same
    where = np.flatnonzero(tied)
    rows = order[where]
    order[where] = rows[np.lexsort((*(tie[rows] for tie in reversed(ties)), key[rows]))]
    return order


def order_of_small(key: IntArray) -> IntArray:
    """Return the stable order of whole numbers ≥ 0; in linear time where all are below 2^16."""
    small = not len(key) or int(key.max()) < 2**16  # for which numpy sorts by radix
    return np.argsort(key.astype(np.uint16) if small else key, kind="stable")


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
        codes = np.empty(len(xy), np.int64)
        for first in range(0, len(xy), _CHUNK):
            part = xy[first : first + _CHUNK]
            cells = np.clip((part - (self.x0, self.y0)) * (_LAST_CELL / self.side), 0, _LAST_CELL)
            codes[first : first + _CHUNK] = _hilbert(*cells.astype(np.uint32).T)
        return codes


def _hilbert(x: _Bits, y: _Bits) -> _Bits:
    """Return the places of cells along the curve: all 16 steps at once, by a prefix scan over the bits.

    A step of the curve turns or mirrors the next ones; how is one of four states in two bits (a, b), and
    states combine in any grouping, so 16 of them in four rounds (rawrunprotected 2016, "2D Hilbert curves in
    O(1)"; as in the packed trees of Flatbush).
    """
    ones = np.uint32(_LAST_CELL)
    a: _Bits = x ^ y
    b: _Bits = a ^ ones
    c: _Bits = (x | y) ^ ones
    d: _Bits = x & (y ^ ones)
    one = np.uint32(1)
    a, b, c, d = (
        a | (b >> one),
        (a >> one) ^ a,
        ((c >> one) ^ (b & (d >> one))) ^ c,
        ((a & (c >> one)) ^ (d >> one)) ^ d,
    )
    for shift in (np.uint32(2), np.uint32(4), np.uint32(8)):
        a, b, c, d = (
            (a & (a >> shift)) ^ (b & (b >> shift)),
            (a & (b >> shift)) ^ (b & ((a ^ b) >> shift)),
            c ^ (a & (c >> shift)) ^ (b & (d >> shift)),
            d ^ (b & (c >> shift)) ^ ((a ^ b) & (d >> shift)),
        )
    even = x ^ y
    odd = (d ^ (d >> one)) | ((even | (c ^ (c >> one))) ^ ones)
    return (_spread(odd) << one) | _spread(even)


def _spread(bits: _Bits) -> _Bits:
    """Put a zero before each of 16 bits."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | (bits << np.uint32(shift))) & np.uint32(mask)
    return bits
