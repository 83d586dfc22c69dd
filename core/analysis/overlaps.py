# SPDX-License-Identifier: GPL-2.0-or-later
"""What service points reach: each other, and which demand they have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network import RoadGraph, Targets, inclusive, reach, snap
from ..network.arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from ..progress import Progress, check
from .access import access_cost
from .model import Demand, Places
from .straight import bands_within, pairs_within

Links = tuple[IntArray, IntArray, FloatArray]
"""Pairs of points a < b and the cost between them (p,) each."""


@dataclass(frozen=True, eq=False)
class Reached:
    """Which points are ``placed`` (k,), the ``links`` between points, and what each reaches of the demand.

    The units of point i are ``unit[first[i]:first[i + 1]]``, rising. ``demand_placed`` (d,): units with a
    place, on the network where there is one.
    """

    placed: BoolArray
    links: Links
    first: IntArray
    unit: IntArray
    demand_placed: BoolArray


@dataclass(frozen=True)
class Extent:
    """How far to look: ``between`` points, and to demand (``catchment``), in the unit of the metric."""

    between: float
    catchment: float
    snap_distance_m: float = 2000.0
    access_speed_kmh: float = 0.0


def reached_by_road(
    graph: RoadGraph, places: Places, demand: Demand, extent: Extent, progress: Progress
) -> Reached:
    """Travel on the network. The cost between two points is the smaller of both directions.

    Catchments are those of people who travel to the point.
    """
    points = snap(graph, places.lonlat, extent.snap_distance_m)
    units = snap(graph, demand.lonlat, extent.snap_distance_m)
    start_cost = access_cost(graph, points, extent.access_speed_kmh)
    others = Targets(graph, points, start_cost)
    targets = Targets(graph, units, access_cost(graph, units, extent.access_speed_kmh))
    horizon = max(extent.between, extent.catchment if len(demand) else 0.0)
    links: list[Links] = []
    reached: list[tuple[IntArray, IntArray]] = []
    for batch in reach(
        graph, points, horizon=horizon, travel="to_point", start_cost=start_cost, progress=progress
    ):
        row, other, cost = batch.costs(others)
        origin = batch.origins[row]
        near = (cost <= inclusive(extent.between)) & (origin != other)
        links.append((np.minimum(origin, other)[near], np.maximum(origin, other)[near], cost[near]))
        row, unit, cost = batch.costs(targets)
        near = cost <= inclusive(extent.catchment)
        reached.append((batch.origins[row[near]], unit[near].astype(np.int64)))
    return Reached(points.on_network, _cheapest(links), *_by_point(reached, len(places)), units.on_network)


def reached_straight(places: Places, demand: Demand, extent: Extent, progress: Progress) -> Reached:
    """Measure geodesic kilometres. Points without coordinates are not placed."""
    placed = np.isfinite(places.lonlat).all(axis=1)
    demand_placed = np.isfinite(demand.lonlat).all(axis=1)
    known, index = np.flatnonzero(demand_placed), np.flatnonzero(placed)
    a, b, km = pairs_within(places.lonlat[index], extent.between)
    reached: list[tuple[IntArray, IntArray]] = []
    if len(known):
        limits = np.array([extent.catchment])
        for i, near, _ in bands_within(places.lonlat[index], demand.lonlat[known], limits, progress):
            reached.append((np.full(len(near), index[i], np.int64), known[near]))
    return Reached(placed, (index[a], index[b], km), *_by_point(reached, len(places)), demand_placed)


def _cheapest(links: list[Links]) -> Links:
    """Keep the smaller cost of each pair, pairs in order."""
    none = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    a, b, cost = (np.concatenate(column) for column in zip(none, *links))
    order = np.lexsort((cost, b, a))
    a, b, cost = a[order], b[order], cost[order]
    new = np.ones(len(a), bool)
    new[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    return a[new], b[new], cost[new]


def _by_point(reached: list[tuple[IntArray, IntArray]], n_points: int) -> tuple[IntArray, IntArray]:
    none = (np.zeros(0, np.int64), np.zeros(0, np.int64))
    point, unit = (np.concatenate(column) for column in zip(none, *reached))
    order = np.lexsort((unit, point))
    return np.searchsorted(point[order], np.arange(n_points + 1)), unit[order]


def shared_demand(
    reached: Reached, demand: Demand, a: IntArray, b: IntArray, progress: Progress
) -> FloatArray:
    """Return the first demand field in the catchments of each pair (p, 4): of both, of a alone, of b alone,
    and the Jaccard index.

    Jaccard: shared / in either (indicator R4); NaN when nobody lives in either.
    """
    weight, n_units = demand.first, np.diff(reached.first)
    within = np.concatenate([[0.0], np.cumsum(weight[reached.unit])])
    total = within[reached.first[1:]] - within[reached.first[:-1]]
    shared = np.zeros(len(a))
    in_a = np.zeros(len(demand), bool)
    order = np.argsort(a, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(a[order])) + 1):
        check(progress)
        if not len(group):
            continue
        units = reached.unit[reached.first[a[group[0]]] : reached.first[a[group[0]] + 1]]
        in_a[units] = True
        count = n_units[b[group]]
        unit = reached.unit[concatenated_ranges(reached.first[b[group]], count)]
        pair = np.repeat(np.arange(len(group)), count)
        shared[group] = np.bincount(pair, weights=weight[unit] * in_a[unit], minlength=len(group))
        in_a[units] = False
    either = total[a] + total[b] - shared
    jaccard = np.where(either > 0, shared / np.where(either > 0, either, 1.0), np.nan)
    return np.stack([shared, total[a] - shared, total[b] - shared, jaccard], axis=1)
