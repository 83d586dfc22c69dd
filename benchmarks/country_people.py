# SPDX-License-Identifier: GPL-2.0-or-later
"""Who lives in a generated country, and where its service points are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .country import HIGHWAY, Country
from .networks import FloatArray, IntArray

EDGES_PER_BLOCK = 4
EDGES_PER_POINT = 100
PEOPLE_PER_BLOCK = 74.0
"""Of Canada: 37.0 million people in 0.5 million dissemination blocks (census of 2021)."""

OFF_ROAD_SHARE = 0.001
"""Share of the blocks that lie 5 to 30 km from where they would be: camps and the like."""

GOVERNMENTS = ("federal", "provincial", "municipal")
_GOVERNMENT_SHARES = (0.1, 0.3, 0.6)
_SHIFT_M = 60.0


@dataclass(frozen=True, eq=False)
class Blocks:
    """``xy`` (d, 2) metres, ``people`` (d,), ``province`` (d,) in ``country_places.PROVINCES``."""

    xy: FloatArray
    people: IntArray
    province: IntArray


@dataclass(frozen=True, eq=False)
class Points:
    """``xy`` (k, 2) metres, ``province`` (k,), ``government`` (k,) in ``GOVERNMENTS``."""

    xy: FloatArray
    province: IntArray
    government: IntArray


def blocks(land: Country, seed: int = 9) -> Blocks:
    """Return one block for every four edges: as thick as the streets, some far from any."""
    random = np.random.default_rng(seed)
    count = len(land) // EDGES_PER_BLOCK
    edge = random.integers(0, len(land), count)
    xy = land.vertices[edge].mean(axis=1) + random.uniform(-_SHIFT_M, _SHIFT_M, (count, 2))
    off = random.random(count) < OFF_ROAD_SHARE
    xy[off] += random.uniform(5000.0, 30_000.0, (int(off.sum()), 2))
    # Fewer live along a highway's five kilometres than in a street's hundred metres.
    people = random.poisson(np.where(land.road_class[edge] == HIGHWAY, 0.2, 1.0) * PEOPLE_PER_BLOCK)
    return Blocks(xy, people.astype(np.int64), land.places.province[land.settlement[edge]])


def points(of: Blocks, count: int, seed: int = 7) -> Points:
    """Return ``count`` service points near blocks, by their people. Fewer points are the first of more."""
    random = np.random.default_rng(seed)
    chance = random.random((count, 4))
    total = np.cumsum(of.people)
    block = np.searchsorted(total, chance[:, 0] * total[-1], side="right")
    xy = of.xy[block] + (chance[:, 1:3] - 0.5) * 2 * _SHIFT_M
    government = np.searchsorted(np.cumsum(_GOVERNMENT_SHARES[:-1]), chance[:, 3], side="right")
    return Points(xy, of.province[block], government)
