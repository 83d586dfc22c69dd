# SPDX-License-Identifier: GPL-2.0-or-later
"""The bands of one point or of all: from which cutoff to which, with whose sums."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..network.arrays import FloatArray, IntArray
from .model import Band, Shape


def effective_cutoffs(cutoffs: FloatArray, limit: float) -> FloatArray:
    """Return the upper ends of the bands of a point that serves costs up to ``limit``.

    They are the rising ``cutoffs`` below the limit, then the first one not below it, or the limit itself
    when that is smaller.
    """
    number = int(np.searchsorted(cutoffs, limit, "left")) + 1
    return np.minimum(cutoffs[:number], limit)


def make_bands(
    point: int,
    cutoffs: FloatArray,
    *,
    shape: Shape,
    polygons: list[bytes | None],
    units: IntArray,
    sums: FloatArray,
    snap_m: float,
) -> Iterator[Band]:
    """Yield a point's bands from the innermost.

    ``cutoffs`` (b,) with their ``polygons`` (b,), disks or rings as ``shape`` says; ``units`` and ``sums``
    are cumulative over at least as many cutoffs.
    """
    inner_units, inner_sums, inner = 0, np.zeros(sums.shape[1]), 0.0
    for i, cutoff in enumerate(cutoffs.tolist()):
        number = int(units[i]) - inner_units
        yield Band(point, inner, cutoff, polygons[i], number, sums[i] - inner_sums, snap_m)
        if shape == "rings":
            inner_units, inner_sums, inner = int(units[i]), sums[i], cutoff
