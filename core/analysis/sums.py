# SPDX-License-Identifier: GPL-2.0-or-later
"""Adding up rows by cell."""

from __future__ import annotations

import numpy as np

from ..network.arrays import FloatArray, IntArray


def band_sums(cell: IntArray, weights: FloatArray, size: int) -> tuple[IntArray, FloatArray]:
    """Return the number (size,) and the summed weights (size, f) of the rows in each cell."""
    number = np.bincount(cell, minlength=size)
    sums = np.zeros((size, weights.shape[1]))
    for field in range(weights.shape[1]):
        sums[:, field] = np.bincount(cell, weights=weights[:, field], minlength=size)
    return number, sums
