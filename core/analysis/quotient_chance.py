# SPDX-License-Identifier: GPL-2.0-or-later
"""What chance gives: permutations of labels, p-values from them, and a correction for many tests."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import SILENT, Progress, check

SIGNIFICANT = 0.05
"""Largest p-value (inclusive) that is called significant."""

_HELD = 1_000_000  # numbers of a block of permutations
_ROUNDING = 1e-9  # share by which two quotients may differ and still be equal


def permutations(n: int, count: int, seed: int, progress: Progress = SILENT) -> Iterator[IntArray]:
    """Yield ``count`` random permutations of 0 … n−1, some at a time: blocks (b, n).

    They are the orders of raw 64-bit numbers of PCG64: numpy promises those for all versions, unlike the
    methods of ``Generator`` (NEP 19). The blocks' size changes nothing. Raises ``Cancelled``.
    """
    bits = np.random.PCG64(seed)
    size = max(1, _HELD // max(1, n))
    for start in range(0, count, size):
        check(progress)
        block = min(size, count - start)
        keys = bits.random_raw(block * n).reshape(block, n)
        yield np.argsort(keys, axis=1, kind="stable")
        progress.report((start + block) / count)


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
