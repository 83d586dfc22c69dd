# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the settlements of a generated country lie: a band of provinces like Canada's, and its north.

Sizes follow the rank-size law (Zipf): the settlement of rank r has 1/r of the people of the largest. Extents
are rough, shares are those of the census of 2021. Some places have no road to the rest: the settlements of an
island province have roads among themselves only, and fly-in places have their own streets and no others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .networks import BoolArray, FloatArray, IntArray

EPSG = 3347
"""Statistics Canada's Lambert projection, metres."""

EDGES_PER_SETTLEMENT = 1300
LEAST_SETTLEMENTS = 12
REMOTE_SHARE = 0.1
"""Of the settlements that are not among the largest fifth: how many lie in the north of their province."""

FLY_IN_SHARE = 0.6
"""Of the remote settlements: how many have no road to the rest."""

_NORTH_DEGREES = (2.0, 8.0)
MAINLAND, ISLAND = 0, 1


@dataclass(frozen=True)
class Province:
    """``west``, ``east`` and ``south`` in degrees; settlements thin out northwards, ``depth`` degrees on
    average. ``people``: millions. ``roads``: the group its roads belong to, -1 for fly-in places only."""

    code: str
    west: float
    east: float
    south: float
    depth: float
    people: float
    roads: int = MAINLAND


PROVINCES = (
    Province("BC", -127.0, -115.0, 49.1, 1.0, 5.00),
    Province("AB", -119.0, -110.5, 49.2, 2.0, 4.26),
    Province("SK", -109.5, -102.0, 49.2, 1.6, 1.13),
    Province("MB", -101.0, -96.0, 49.2, 1.0, 1.34),
    Province("ON", -83.0, -75.0, 42.3, 1.2, 14.22),
    Province("QC", -79.0, -66.0, 45.2, 0.9, 8.50),
    Province("NB", -68.5, -64.5, 45.3, 0.8, 0.78),
    Province("NS", -66.0, -60.5, 43.9, 0.7, 0.97),
    Province("PE", -64.2, -62.2, 46.1, 0.2, 0.15),
    Province("NL", -59.0, -53.0, 47.2, 0.6, 0.51, ISLAND),
    Province("YT", -139.0, -129.0, 60.3, 1.5, 0.04),
    Province("NT", -123.0, -111.0, 60.5, 1.5, 0.04),
    Province("NU", -95.0, -68.0, 61.5, 4.0, 0.04, -1),
)


@dataclass(frozen=True, eq=False)
class Settlements:
    """From the largest to the smallest: ``centre`` (n, 2) whole metres, ``share`` (n,) of all people,
    ``province`` (n,) in ``PROVINCES``, ``group`` (n,): those with the same number are joined by roads."""

    centre: FloatArray
    share: FloatArray
    province: IntArray
    group: IntArray

    def __len__(self) -> int:
        return len(self.share)


def settlements(edges: int, random: np.random.Generator) -> Settlements:
    """Return the settlements of a country with about ``edges`` edges: the larger, the more of them."""
    number = max(LEAST_SETTLEMENTS, round(edges / EDGES_PER_SETTLEMENT))
    size = 1.0 / np.arange(1, number + 1)
    people = np.array([each.people for each in PROVINCES])
    province = random.choice(len(PROVINCES), number, p=people / people.sum())
    west, east, south, depth = (
        np.array([getattr(each, name) for each in PROVINCES])[province]
        for name in ("west", "east", "south", "depth")
    )
    roads = np.array([each.roads for each in PROVINCES])[province]
    remote = (random.random(number) < REMOTE_SHARE) & (np.arange(number) >= number // 5)
    north = np.where(remote, random.uniform(*_NORTH_DEGREES, number), random.exponential(depth))
    lonlat = np.stack([random.uniform(west, east), south + north], axis=1)
    alone = (roads < 0) | (remote & (random.random(number) < FLY_IN_SHARE))
    alone[-1] = True  # the smallest country has such a place too
    return Settlements(_metres(lonlat), size / size.sum(), province, _groups(roads, alone))


def _groups(roads: IntArray, alone: BoolArray) -> IntArray:
    """Return ``roads`` (n,), with a number of its own for each settlement that is alone."""
    return np.where(alone, ISLAND + 1 + np.arange(len(roads)), roads)


def _metres(lonlat: FloatArray) -> FloatArray:
    """Return whole metres, which are the same with every version of PROJ."""
    from pyproj import Transformer  # noqa: PLC0415

    transformer = Transformer.from_crs(4326, EPSG, always_xy=True)
    return np.round(np.stack(transformer.transform(*lonlat.T), axis=1))
