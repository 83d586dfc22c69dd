# SPDX-License-Identifier: GPL-2.0-or-later
"""What a chart is made of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Axis:
    """An axis of numbers: what it measures, how a number on it is written, and where it ends.

    ``text`` writes a number for people (``number_text``, ``percent_text``). Without ``maximum`` the axis ends
    at the first tick that is not below the data. It begins at 0, or at a tick below where data are negative.
    """

    label: str
    text: Callable[[float], str]
    maximum: float | None = None


@dataclass(frozen=True)
class Line:
    """A line through (x, y), x rising; of a ``step`` line each y holds until the next x.

    Where y is not a finite number the line has a gap. Raises ``ValueError`` when x and y differ in number.
    """

    name: str
    x: Sequence[float]
    y: Sequence[float]
    step: bool = False

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y):
            raise ValueError(f"{len(self.x)} x for {len(self.y)} y")


@dataclass(frozen=True)
class Bars:
    """One kind of bar with its value in each category; no bar where a value is not a finite number."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True)
class Mark:
    """A named place on the x axis of a line chart, such as a standard's limit."""

    at: float
    name: str


def finite(values: Iterable[float]) -> list[float]:
    """Return the values that are finite numbers."""
    return [float(value) for value in values if math.isfinite(value)]


def check_lengths(categories: Sequence[str], bars: Iterable[Bars]) -> None:
    """Raise ``ValueError`` where a kind of bar has not one value for each category."""
    for each in bars:
        if len(each.values) != len(categories):
            raise ValueError(f"{len(each.values)} values for {len(categories)} categories")
