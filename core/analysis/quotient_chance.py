# SPDX-License-Identifier: GPL-2.0-or-later
"""What chance gives: permutations of labels, p-values from them, and a correction for many tests."""

from __future__ import annotations

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray

SIGNIFICANT = 0.05
"""Largest p-value (inclusive) that is called significant."""

_HELD = 1_000_000  # numbers of a block of permutations, at most
_BLOCKS = 16  # of a run, at least: enough to keep workers busy
_ROUNDING = 1e-9  # share by which two quotients may differ and still be equal


Block = tuple[int, int]
"""Some permutations of a run: the first of them, and how many."""


def blocks(n: int, count: int) -> list[Block]:
    """Return ``count`` permutations of n places in blocks. Their size changes nothing."""
    size = max(1, min(_HELD // max(1, n), -(-count // _BLOCKS)))
    return [(start, min(size, count - start)) for start in range(0, count, size)]


def permutations(n: int, block: Block, seed: int) -> IntArray:
    """Return the random permutations (b, n) of 0 … n−1 of one block, whichever were drawn before.

    They are the orders of raw 64-bit numbers of PCG64: numpy promises those for all versions, unlike the
    methods of ``Generator`` (NEP 19).
    """
    start, count = block
    bits = np.random.PCG64(seed)
    bits.advance(start * n)
    keys = bits.random_raw(count * n).reshape(count, n)
    return np.argsort(keys, axis=1, kind="stable")


class Tally:
    """Counts how many simulated figures reach the ``observed`` ones (…), from above and from below.

    A simulated NaN (no figure in that permutation) counts as both, which can only make p larger.
    """

    def __init__(self, observed: FloatArray) -> None:
        self._observed = observed
        self._slack = _ROUNDING * np.maximum(np.abs(observed), 1.0)
        self._high = np.zeros(observed.shape, np.int64)
        self._low = np.zeros(observed.shape, np.int64)
        self._count = 0

    def counted(self, simulated: FloatArray) -> Tally:
        """Return the count of a block of simulated figures (…, b) alone."""
        alone = Tally(self._observed)
        alone.add(simulated)
        return alone

    def merge(self, other: Tally) -> None:
        """Add what another one counted, of the same observed figures."""
        self._high += other._high
        self._low += other._low
        self._count += other._count

    def add(self, simulated: FloatArray) -> None:
        """Count a block of simulated figures (…, b)."""
        least, most = self._observed - self._slack, self._observed + self._slack
        self._high += (~(simulated < least[..., None])).sum(axis=-1)
        self._low += (~(simulated > most[..., None])).sum(axis=-1)
        self._count += simulated.shape[-1]

    def p_values(self) -> tuple[FloatArray, BoolArray]:
        """Return two-sided p-values, and where it is the upper tail that is the smaller one.

        One tail is (1 + how many reach the observed figure) / (1 + permutations), and p the double of the
        smaller tail, 1 at most; NaN where the observed figure is.
        """
        upper = (1.0 + self._high) / (1.0 + self._count)
        lower = (1.0 + self._low) / (1.0 + self._count)
        p = np.minimum(2.0 * np.minimum(upper, lower), 1.0)
        return np.where(np.isnan(self._observed), np.nan, p), upper <= lower


def adjusted(p: FloatArray) -> FloatArray:
    """Return p-values (k,) adjusted for the false discovery rate (Benjamini & Hochberg 1995); NaN stay."""
    result = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(-p[known], kind="stable")]
    rank = np.arange(len(order), 0, -1)
    result[order] = np.minimum.accumulate(np.minimum(p[order] * len(order) / rank, 1.0))
    return result
