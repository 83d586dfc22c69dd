# SPDX-License-Identifier: GPL-2.0-or-later
"""What "at most" means for computed costs."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from .arrays import FloatArray

RELATIVE_TOLERANCE = 1e-9
"""Share of a limit that counts as rounding: 0.3 µs of 5 minutes, 5 µm of 5 km. A sum of a million legs is
off by less, and no measurement of a road is that good."""

_Limit = TypeVar("_Limit", float, FloatArray)


def inclusive(limit: _Limit) -> _Limit:
    """Return the largest computed cost that counts as at most ``limit`` (≥ 0, may be infinite).

    Limits are inclusive, and a way of exactly 5 minutes may add up to 5.000000000000001.
    """
    return limit * (1.0 + RELATIVE_TOLERANCE)


STEPS_PER_UNIT = 2.0**40
"""Costs are whole multiples of this part of a minute or kilometre."""


def summable(cost: FloatArray) -> FloatArray:
    """Return costs (k,) rounded to 2^-40 (0.05 ns of a minute, 1 nm of a kilometre).

    Sums of such numbers up to 8192 are exact. Which way is shortest, and who is nearest, then depends neither
    on the order of adding up nor on the last bits of a processor's arithmetic.
    """
    return np.asarray(np.rint(cost * STEPS_PER_UNIT) / STEPS_PER_UNIT)


_METRE_STEP = 2.0**-20


def summable_metres(metres: FloatArray) -> FloatArray:
    """Return lengths (k,) rounded to 2^-20 m (1 µm), whose sums up to 8 million km are exact."""
    return np.asarray(np.rint(metres / _METRE_STEP) * _METRE_STEP)
