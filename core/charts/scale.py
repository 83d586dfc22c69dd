# SPDX-License-Identifier: GPL-2.0-or-later
"""From values to places on the page, and the round values that are written beside an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .model import Axis, finite

_ROOM = 1e-9  # of a step or an axis: what rounding may do to a value at the end of it


@dataclass(frozen=True)
class Scale:
    """Values from ``low`` to ``high`` on the page from ``start`` to ``end``; with the values to write."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    def holds(self, value: float) -> bool:
        """Return whether a value is on the scale, or beyond its end by no more than rounding."""
        room = _ROOM * (self.high - self.low)
        return self.low - room <= value <= self.high + room


def round_step(span: float, most: int) -> float:
    """Return the smallest of 1, 2 and 5 times a power of ten that divides ``span`` into at most ``most``."""
    power = 10.0 ** math.floor(math.log10(span / most))
    candidates = (factor * power for factor in (1.0, 2.0, 5.0, 10.0, 20.0))
    return next(step for step in candidates if span / step <= most * (1.0 + _ROOM))


def ticks_between(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return the multiples of ``step`` from ``low`` to ``high``, as written: 0.3, not 0.30000000000000004."""
    digits = max(0, 1 - math.floor(math.log10(step)))
    first, last = math.ceil(low / step - _ROOM), math.floor(high / step + _ROOM)
    return tuple(round(k * step, digits) + 0.0 for k in range(first, last + 1))


def make_scale(axis: Axis, values: Sequence[float], start: float, end: float, *, most: int) -> Scale:
    """Return the scale of an axis that shows ``values``, with at most ``most`` steps between ticks.

    Where the texts of two ticks were the same (0, 0, 1 for halves written as whole numbers) the steps grow.
    """
    known = finite(values)
    low, peak = min([0.0, *known]), max([0.0, *known])
    if axis.maximum is not None and axis.maximum > low:
        peak = axis.maximum
    if peak <= low:
        peak = low + 1.0
    for count in range(most, 0, -1):
        step = round_step(peak - low, count)
        lowest = step * math.floor(low / step + _ROOM)
        highest = peak if axis.maximum is not None else step * math.ceil(peak / step - _ROOM)
        ticks = ticks_between(lowest, highest, step)
        if len({axis.text(tick) for tick in ticks}) == len(ticks):
            break
    return Scale(lowest, highest, start, end, ticks)
