# SPDX-License-Identifier: GPL-2.0-or-later
"""Speeds that can hardly be kilometres per hour."""

from __future__ import annotations

from typing import Literal

import numpy as np

from .arrays import BoolArray, FloatArray

FASTEST_KMH = 130.0
SLOWEST_KMH = 5.0

_ENOUGH = 20  # roads before their speeds say anything about the unit
_KMH_PER_MS = 3.6
_FASTEST_MS, _FASTEST_MPH = 40.0, 85.0
_NEARLY_ALL, _MOST, _HALF, _MANY = 0.95, 0.8, 0.5, 0.4  # shares of the roads


def unit_of(speeds: FloatArray) -> Literal["mph", "m/s"] | None:
    """Return the unit that the positive ``speeds`` (k,) of roads seem to be in, or None: km/h, or no telling.

    Posted speeds are round numbers. In km/h nearly all are multiples of 10; in mph 25, 35, 45 … are as common
    as those, and nothing is above 85; in m/s few are round until they are turned into km/h.
    """
    if len(speeds) < _ENOUGH:
        return None
    fives = _near_multiple(speeds, 5.0, 0.01)
    tens = _near_multiple(speeds, 10.0, 0.01)
    turned = _near_multiple(speeds * _KMH_PER_MS, 10.0, 0.6)
    if np.quantile(speeds, _NEARLY_ALL) <= _FASTEST_MS and turned.mean() >= _MOST and fives.mean() < _HALF:
        return "m/s"
    if speeds.max() <= _FASTEST_MPH and fives.mean() >= _NEARLY_ALL and (fives & ~tens).mean() >= _MANY:
        return "mph"
    return None


def doubtful(speeds: FloatArray, given: BoolArray) -> BoolArray:
    """Return which of the ``given`` speeds (m,) are above 130 km/h, or above zero and below 5."""
    return np.asarray(given & (speeds > 0) & ((speeds > FASTEST_KMH) | (speeds < SLOWEST_KMH)))


def _near_multiple(values: FloatArray, step: float, tolerance: float) -> BoolArray:
    return np.asarray(np.abs(values - np.round(values / step) * step) <= tolerance)
