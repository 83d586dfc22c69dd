# SPDX-License-Identifier: GPL-2.0-or-later
"""Edge effects: what lies beyond the border of the network is not seen, and may be nearer.

The border is where open land begins in which a disc of half the reach has room: bays between settled areas
narrower than the reach belong to the inside, lakes and parks that open land surrounds do too (a morphological
closing by discs; Serra 1982). Unlike a hull it follows a coast, a river or a provincial border that bends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network import Plane
from ..network.arrays import BoolArray, FloatArray
from ..progress import SILENT, Progress, check
from .globe import geodesic_km
from .straight import nearest_straight

_KM = 1000.0
_MOST_CELLS = 720  # along the longer side of the extent
_CELLS_PER_RADIUS = 6
_LEAST_RADIUS_KM = 0.25
WORTH_A_WARNING = 0.01
"""Share of the people whose figures the border may change from which to warn."""


@dataclass(frozen=True, eq=False)
class Raster:
    """Square cells of a plane: ``outside`` (n, m) from the corner ``low`` (2,), ``cell`` wide, in km."""

    plane: Plane
    low: FloatArray
    cell: float
    outside: BoolArray

    def holds(self, lonlat: FloatArray) -> BoolArray:
        """Return which places (k, 2) lie outside; beyond the raster all do."""
        column = np.floor((self.plane.to_xy(lonlat) / _KM - self.low) / self.cell).astype(np.int64)
        size = np.array(self.outside.shape)
        known = ((column >= 0) & (column < size)).all(axis=1)
        found = np.ones(len(lonlat), bool)
        found[known] = self.outside[tuple(column[known].T)]
        return found

    def rim(self) -> FloatArray:
        """Return the middles (m, 2), degrees, of the cells outside that touch one that is not."""
        inside = np.pad(~self.outside, 1, constant_values=False)
        beside = inside[2:, 1:-1] | inside[:-2, 1:-1] | inside[1:-1, 2:] | inside[1:-1, :-2]
        middles = (np.argwhere(self.outside & beside) + 0.5) * self.cell + self.low
        return self.plane.to_lonlat(middles * _KM)


@dataclass(frozen=True, eq=False)
class Border:
    """The land outside a network: discs of ``radius_km`` around ``centres`` (m, 2), degrees, EPSG:4326.

    ``centres`` are those nearest to the network; ``beyond`` says what lies behind them.
    """

    centres: FloatArray
    radius_km: float
    beyond: Raster | None = None

    def distance_km(self, lonlat: FloatArray, progress: Progress = SILENT) -> FloatArray:
        """Return the straight distance (k,) from places (k, 2) to the land outside; 0 when they lie in it.

        Good to about a third of the radius. Raises ``Cancelled``.
        """
        km, _ = nearest_straight(self.centres, lonlat, progress)
        away = np.maximum(km - self.radius_km, 0.0)
        if self.beyond is not None:
            away[self.beyond.holds(lonlat)] = 0.0
        return away


@dataclass(frozen=True)
class EdgeEffect:
    """How many people the border may concern, of ``people`` in all.

    ``reach_km``: what the cutoff amounts to in a straight line. ``could_be_served``: people who are not
    served and live nearer to the border than that, so that a point beyond it could serve them: the share
    served may be too low by as many. ``could_be_nearer``: people who live nearer to the border than to their
    nearest point, so that a point beyond it could be nearer.
    """

    people: float
    reach_km: float
    could_be_served: float
    could_be_nearer: float

    @property
    def worth_a_warning(self) -> bool:
        """Whether the share served, or the costs, of more than a few people may change."""
        return self.could_be_served > WORTH_A_WARNING * self.people


def find_border(places: FloatArray, reach_km: float, progress: Progress = SILENT) -> Border:
    """Return the border around ``places`` (n, 2), degrees: the vertices of the roads, or what else is known.

    ``reach_km``: how far a cutoff leads in a straight line; open land wider than that is outside, when it is
    connected with the land all around. In an extent more than 60 times as long the disc is as large as the
    raster allows. Raises ``Cancelled``.
    """
    plane = Plane.centred_on(places)
    xy = plane.to_xy(places) / _KM
    low, high = xy.min(axis=0), xy.max(axis=0)
    smallest = float((high - low).max()) / _MOST_CELLS * _CELLS_PER_RADIUS
    radius = max(reach_km / 2.0, smallest, _LEAST_RADIUS_KM)
    cell = radius / _CELLS_PER_RADIUS
    margin = _CELLS_PER_RADIUS + 2
    low = low - margin * cell
    size = np.ceil((high - low) / cell).astype(np.int64) + margin
    taken = np.zeros(size, bool)
    taken[tuple(np.floor((xy - low) / cell).astype(np.int64).T)] = True
    outside = _connected_with_rim(~_grown(taken, _CELLS_PER_RADIUS), progress)
    raster = Raster(plane, low, cell, outside)
    return Border(raster.rim(), radius, raster)


def edge_effect(
    border: Border,
    lonlat: FloatArray,
    people: FloatArray,
    *,
    cost: FloatArray,
    cutoff: float,
    km_per_cost: float,
    progress: Progress = SILENT,
) -> EdgeEffect:
    """Return what the border may change for units at ``lonlat`` (d, 2) with ``people`` (d,).

    ``cost`` (d,): of the nearest point, infinite for none. ``km_per_cost``: kilometres in a straight line per
    minute or per kilometre of road, as the trips found go (``straight_pace``).
    """
    some = np.flatnonzero(people > 0)
    people, cost = people[some], cost[some]
    away = border.distance_km(lonlat[some], progress)
    reach = cutoff * km_per_cost
    served = cost <= cutoff
    return EdgeEffect(
        people=float(people.sum()),
        reach_km=reach,
        could_be_served=float(people[~served & (away <= reach)].sum()),
        could_be_nearer=float(people[away < cost * km_per_cost].sum()),
    )


def straight_pace(lonlat: FloatArray, places: FloatArray, cost: FloatArray, people: FloatArray) -> float:
    """Return Σ p e / Σ p t over units (d, 2) whose nearest point lies at ``places`` (d, 2): km per cost.

    e is the straight line between them and t the ``cost`` (d,). Units whose cost is infinite, or without
    people, do not count; NaN when no cost is left.
    """
    known = np.isfinite(cost) & (people > 0)
    straight = geodesic_km(lonlat[known], places[known])
    total = float(np.sort(people[known] * cost[known]).sum())
    return float(np.sort(people[known] * straight).sum()) / total if total > 0 else np.nan


def _grown(taken: BoolArray, radius: int) -> BoolArray:
    """Return the cells (n, m) whose middle is within ``radius`` cells of that of one that is taken."""
    n, m = taken.shape
    padded = np.pad(taken, radius)
    found = np.zeros_like(taken)
    for i in range(-radius, radius + 1):
        for j in range(-radius, radius + 1):
            if i * i + j * j <= radius * radius:
                found |= padded[radius + i : radius + i + n, radius + j : radius + j + m]
    return found


def _connected_with_rim(empty: BoolArray, progress: Progress) -> BoolArray:
    """Return which empty cells (n, m) lead to the rim of the grid, sidestep by sidestep."""
    found = np.zeros_like(empty)
    found[[0, -1], :], found[:, [0, -1]] = empty[[0, -1], :], empty[:, [0, -1]]
    count = -1
    while count != (count := int(found.sum())):
        check(progress)
        grown = found.copy()
        grown[1:] |= found[:-1]
        grown[:-1] |= found[1:]
        grown[:, 1:] |= found[:, :-1]
        grown[:, :-1] |= found[:, 1:]
        found = grown & empty
    return found
