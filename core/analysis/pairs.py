# SPDX-License-Identifier: GPL-2.0-or-later
"""Co-location opportunities: service points of different groups that lie close together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from ..errors import InputError
from ..network import RoadGraph
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..presets.pair_weights import PARTS
from ..progress import SILENT, Part, Progress
from ..text import Text
from .globe import geodesic_km
from .model import NO_NETWORK, CatchmentMetric, Demand
from .overlaps import Extent, Links, reached_by_road, reached_straight, shared_demand
from .pair_clusters import Cluster, compact_clusters, connected_clusters
from .pair_measures import either, hours_overlap, languages_in_common
from .pair_precedents import precedents
from .pair_rates import colocation_rates, near_one_stop
from .pair_scores import PairScores, ServiceCounts, compare_services, score
from .pair_sites import Sites, same_address
from .service_gains import ServiceGains, service_gains

Grouping = Literal["connected", "compact"]


@dataclass(frozen=True)
class PairOptions:
    """What pairs are asked for.

    ``max_cost``: largest travel time (min) or distance (km) between the two points. ``catchment``: cutoff of
    the catchments whose shared population is counted, in the unit of the metric. ``weights`` of the
    ``PARTS`` of the score. ``grouping`` of the clusters, see ``pair_clusters``.
    """

    max_cost: float
    metric: CatchmentMetric = "time"
    catchment: float = 15.0
    weights: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(PARTS, 1.0))
    snap_distance_m: float = 2000.0
    access_speed_kmh: float = 0.0
    grouping: Grouping = "connected"


@dataclass(frozen=True, eq=False)
class PairTable:
    """Pairs (p,) from the best to the last; ``rank`` is 1… in that order.

    ``a`` < ``b`` are indices of the points. ``cost``: the smaller of the travel costs of both directions,
    or the straight distance in km. ``straight_m``: geodesic metres. ``overlap_population``: first demand
    field in both catchments, ``jaccard``: its share in either; ``people_a_only`` and ``people_b_only``: in
    the catchment of one of them alone; ``people_gaining``: those of them who would gain at least one service
    that nobody within their reach offers today, if the two offered each other's services (indicator P4); NaN
    without demand, or where services are unknown. ``services``: None when no services were given.
    ``hours_overlap_h``: hours a week at which both are open, NaN where unknown. ``precedents``: ids of
    partnerships between the groups of the pair, None when no partnerships were given.
    """

    a: IntArray
    b: IntArray
    cost: FloatArray
    straight_m: FloatArray
    same_address: BoolArray
    overlap_population: FloatArray
    jaccard: FloatArray
    people_a_only: FloatArray
    people_b_only: FloatArray
    people_gaining: FloatArray
    services: ServiceCounts | None
    hours_overlap_h: FloatArray
    precedents: tuple[tuple[str, ...], ...] | None
    scores: PairScores

    def __len__(self) -> int:
        return len(self.a)

    @cached_property
    def rank(self) -> IntArray:
        """1 for the best pair (p,)."""
        return np.arange(1, len(self.a) + 1)


@dataclass(frozen=True, eq=False)
class PairResult:
    """Pairs, the clusters they form (largest first), and the state of every point.

    Per point (k,): ``placed`` on the network, ``best_partner`` index of its best pair's other point or -1,
    ``best_score`` NaN without one, ``colocated`` with a point of another group at the same address.
    ``rates``: share of the points that have another group's point at the same address
    (``same_address``) and within each of ``RATE_DISTANCES_M`` (``within_100_m`` …), indicator P1.
    ``one_stop``: share of the first demand field within the catchment of a co-located point, indicator P3;
    NaN without demand. Per demand unit (d,): ``demand_placed`` on the network, ``near_one_stop`` within such
    a catchment, and what services it would gain; ``gains`` is None without demand or services.
    """

    table: PairTable
    clusters: tuple[Cluster, ...]
    placed: BoolArray
    best_partner: IntArray
    best_score: FloatArray
    colocated: BoolArray
    rates: Mapping[str, float]
    one_stop: float
    demand_placed: BoolArray
    near_one_stop: BoolArray
    gains: ServiceGains | None


def pairs(
    network: RoadGraph | None,
    sites: Sites,
    options: PairOptions,
    *,
    demand: Demand | None = None,
    progress: Progress = SILENT,
) -> PairResult:
    """Find and rank all pairs of points of different groups at most ``max_cost`` apart (inclusive).

    The cost of a pair is the smaller of a → b and b → a: one short way is enough to be neighbours, and a
    detour by one-way streets says nothing about sharing premises. Equal scores are ranked by cost, then
    straight distance, then the order of the points. Raises ``InputError`` for impossible options,
    ``Cancelled`` when asked to stop.
    """
    _check(network, options)
    lonlat, groups = sites.places.lonlat, sites.group_codes()
    address = sites.address_codes()
    progress.report(0.05)
    units = Demand.none() if demand is None else demand
    extent = Extent(options.max_cost, options.catchment, options.snap_distance_m, options.access_speed_kmh)
    if network is None or options.metric == "straight":
        reached = reached_straight(sites.places, units, extent, Part(progress, 0.05, 0.8))
    else:
        reached = reached_by_road(network, sites.places, units, extent, Part(progress, 0.05, 0.8))
    a, b, cost = _crossing(groups, reached.links)
    straight_km = geodesic_km(lonlat[a], lonlat[b])
    same = same_address(address, a, b, straight_km)
    people, gains = np.full((len(a), 5), np.nan), None
    if demand is not None:
        people[:, :4] = shared_demand(reached, demand, a, b, Part(progress, 0.8, 0.9))
        if sites.services is not None:
            gains = service_gains(reached, demand, sites.services, (a, b), Part(progress, 0.9, 0.95))
            people[:, 4] = gains.people
    table = _ranked(sites, options, (a, b, cost), km=straight_km, same=same, people=people)
    best_partner, best_score = _best(table, len(lonlat))
    rates, colocated = colocation_rates(lonlat, groups, address)
    near = near_one_stop(reached, len(units), colocated)
    if options.grouping == "compact":
        clusters = compact_clusters(reached.links, sites, progress)
    else:
        clusters = connected_clusters((a, b, cost), reached.links, sites)
    progress.report(1.0)
    return PairResult(
        table=table,
        clusters=tuple(clusters),
        placed=reached.placed,
        best_partner=best_partner,
        best_score=best_score,
        colocated=colocated,
        rates=rates,
        one_stop=_share(units, near),
        demand_placed=reached.demand_placed,
        near_one_stop=near,
        gains=gains,
    )


def _ranked(
    sites: Sites, options: PairOptions, links: Links, *, km: FloatArray, same: BoolArray, people: FloatArray
) -> PairTable:
    """Score the pairs by all that is known, and put the best first."""
    a, b, cost = links
    parts = {"proximity": 1.0 - cost / options.max_cost, "overlap": people[:, 3]}
    services = None if sites.services is None else compare_services(sites.services, a, b)
    if services is not None:
        parts["complementarity"] = services.complementarity
    hours = np.full(len(a), np.nan)
    if sites.hours is not None:
        hours, parts["hours"] = hours_overlap(sites.hours, a, b)
    if sites.languages is not None:
        parts["languages"] = languages_in_common(sites.languages, a, b)
    stated = {"accessibility": sites.accessible, "space": sites.spacious, "lease": sites.lease_ending}
    for name, known in stated.items():
        if known is not None:
            parts[name] = either(known, a, b)
    scores = score(parts, options.weights, len(a))
    order = np.lexsort((b, a, km, cost, -scores.total))
    a, b = a[order], b[order]
    known_precedents = None
    if sites.partnerships is not None:
        known_precedents = precedents(sites.partnerships, sites.groups, sites.groups_of(), a, b)
    return PairTable(
        a=a,
        b=b,
        cost=cost[order],
        straight_m=km[order] * 1000.0,
        same_address=same[order],
        overlap_population=people[order, 0],
        people_a_only=people[order, 1],
        people_b_only=people[order, 2],
        people_gaining=people[order, 4],
        jaccard=people[order, 3],
        services=services.take(order) if services else None,
        hours_overlap_h=hours[order],
        precedents=known_precedents,
        scores=scores.take(order),
    )


def _share(demand: Demand, within: BoolArray) -> float:
    """Share of the first demand field in the chosen units; NaN when there is nobody."""
    total = float(demand.first.sum())
    return float(demand.first[within].sum()) / total if total > 0 else float("nan")


def _check(network: RoadGraph | None, options: PairOptions) -> None:
    if not (np.isfinite(options.max_cost) and options.max_cost > 0 and options.catchment > 0):
        raise InputError(_BAD_LIMIT)
    if options.metric != "straight" and (network is None or network.metric != options.metric):
        raise InputError(NO_NETWORK)


def _crossing(groups: IntArray, links: Links) -> Links:
    """Keep the pairs whose points are of different groups."""
    a, b, cost = links
    crossing = groups[a] != groups[b]
    return a[crossing], b[crossing], cost[crossing]


def _best(table: PairTable, n_points: int) -> tuple[IntArray, FloatArray]:
    """Partner and score of each point's first pair in the ranking; -1 and NaN without a pair."""
    partner, best = np.full(n_points, -1, dtype=np.int64), np.full(n_points, np.nan)
    point = np.stack([table.a, table.b], axis=1).ravel()
    other = np.stack([table.b, table.a], axis=1).ravel()
    points, first = np.unique(point, return_index=True)
    partner[points], best[points] = other[first], table.scores.total[first // 2]
    return partner, best


_BAD_LIMIT = Text(
    en="The largest travel cost between two points, and the cutoff of their catchments, must be above zero.",
    fr="Le coût de déplacement maximal entre deux points, et le seuil de leurs zones de desserte, doivent "
    "être supérieurs à zéro.",
)
