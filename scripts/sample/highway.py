# SPDX-License-Identifier: GPL-2.0-or-later
"""Highways: smooth roads of their own that cross the survey lattice at an angle."""

from __future__ import annotations

import numpy as np

from . import streets
from .lattice import Spot

# (along, across) lattice positions; two neighbours with the same `across` are joined by a straight road.
_EASTWARD = (
    (0, 322),
    (110, 318),
    (250, 366),
    (410, 406),
    (556, 406),
    (640, 432),
    (730, 505),
    (850, 574),
    (990, 574),
    (1080, 622),
    (1200, 640),
)
_NORTHWARD = ((0, 436), (120, 446), (250, 474), (370, 500), (540, 500), (640, 528), (800, 508),
              (960, 548))  # fmt: skip


class Highway:
    """A smooth road of its own across the lattice: ``across`` as a function of ``along``."""

    def __init__(self, name: streets.Name, course: tuple[tuple[int, int], ...], eastward: bool) -> None:
        self.name, self.eastward = name, eastward
        along, across = np.array(course, dtype=float).T
        slope = np.gradient(across, along)
        flat = np.diff(across) == 0
        slope[:-1][flat] = 0.0
        slope[1:][flat] = 0.0
        self._along, self._across, self._slope = along, across, slope
        self._table = [self.across(half / 2) for half in range(2 * int(along[-1]) + 3)]

    def across(self, along: float) -> float:
        """Cubic Hermite through the course."""
        i = int(np.clip(np.searchsorted(self._along, along, side="right") - 1, 0, len(self._along) - 2))
        width = self._along[i + 1] - self._along[i]
        t = (along - self._along[i]) / width
        h1, h2 = (1 + 2 * t) * (1 - t) ** 2, t * t * (3 - 2 * t)
        h3, h4 = t * (1 - t) ** 2, t * t * (t - 1)
        value = h1 * self._across[i] + h2 * self._across[i + 1]
        return float(value + width * (h3 * self._slope[i] + h4 * self._slope[i + 1]))

    def spots(self) -> list[Spot]:
        """The staircase of lattice spots nearest to the road, from its beginning to its end."""
        last = int(self._along[-1])
        found: list[Spot] = []
        previous = round(self.across(0))
        for along in range(last + 1):
            here = round(self.across(along))
            step = 1 if here > previous else -1
            found += [(along, value) for value in range(previous, here, step)]
            found.append((along, here))
            previous = here
        unique = [spot for i, spot in enumerate(found) if i == 0 or spot != found[i - 1]]
        return unique if self.eastward else [(b, a) for a, b in unique]

    def true_position(self, spot: Spot) -> tuple[float, float]:
        """Where on the smooth road a spot of the staircase really lies."""
        along, across = spot if self.eastward else (spot[1], spot[0])
        slope = (self.across(along + 0.5) - self.across(along - 0.5)) if 0 < along < self._along[-1] else 0.0
        shift = (across - self.across(along)) * slope / (1 + slope * slope)
        at = min(max(along + shift, 0.0), float(self._along[-1]))
        position = (at, self.across(at))
        return position if self.eastward else (position[1], position[0])

    def gap(self, spot: tuple[float, float]) -> tuple[float, float]:
        """Signed distance across from the road to a spot, and the road's slope there."""
        along, across = spot if self.eastward else (spot[1], spot[0])
        half = round(2 * along)
        return across - self._table[half], self._table[half + 1] - self._table[max(0, half - 1)]


def highways() -> tuple[Highway, Highway]:
    """The county's two highways, which meet in Alderbridge."""
    return (
        Highway(streets.highway_name(712), _EASTWARD, eastward=True),
        Highway(streets.highway_name(731), _NORTHWARD, eastward=False),
    )
