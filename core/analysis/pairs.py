# SPDX-License-Identifier: GPL-2.0-or-later
"""Co-location opportunities: service points of different groups that lie close together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import InputError
from ..network import RoadGraph
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..network.components import component_roots
from ..progress import SILENT, Part, Progress
from ..text import Text
from .globe import geodesic_km
from .model import NO_NETWORK, CatchmentMetric, Demand, Places
from .overlaps import Extent, Links, reached_by_road, reached_straight, shared_demand
from .pair_scores import PairScores, ServiceCounts, compare_services, score
from .straight import pairs_within

SAME_ADDRESS_KM = 0.25
"""Equal addresses farther apart than this are those of two places (a street name of two towns)."""

SAME_POSITION_KM = 0.001

RATE_DISTANCES_M = (100.0, 250.0, 1000.0)
"""Distances of the co-location rate, indicator P1, beside the same address."""

Measure = Callable[[IntArray, IntArray], FloatArray]
"""A further part of the score: from the indices of both points of each pair to 0…1, NaN where unknown."""


@dataclass(frozen=True, eq=False)
class Sites:
    """The service points to pair: ``places``, the ``groups`` (k,) that pairs must cross, and what is known.

    ``addresses`` (k,): text, None or empty where unknown. ``services`` (k,): codes, None where unknown.
    """

    places: Places
    groups: tuple[str, ...]
    addresses: Sequence[str | None] | None = None
    services: Sequence[frozenset[str] | None] | None = None

    def group_codes(self) -> IntArray:
        """Return a number (k,) per group, in the order of their text."""
        return np.unique(np.array(self.groups, dtype=np.str_), return_inverse=True)[1].reshape(-1)

    def address_codes(self) -> IntArray:
        """Return a number (k,) per address, -1 where unknown; case and punctuation do not count."""
        if self.addresses is None:
            return np.full(len(self.places), -1, dtype=np.int64)
        plain = ["".join(c if c.isalnum() else " " for c in (a or "").casefold()) for a in self.addresses]
        known = np.array([" ".join(text.split()) for text in plain], dtype=np.str_)
        codes = np.unique(known, return_inverse=True)[1].reshape(-1)
        return np.where(known == "", -1, codes)


@dataclass(frozen=True)
class PairOptions:
    """What pairs are asked for.

    ``max_cost``: largest travel time (min) or distance (km) between the two points. ``catchment``: cutoff of
    the catchments whose shared population is counted, in the unit of the metric. ``weights`` of the parts of
    the score: ``proximity``, ``overlap``, ``complementarity`` and the names of further measures.
    """

    max_cost: float
    metric: CatchmentMetric = "time"
    catchment: float = 15.0
    weights: Mapping[str, float] = field(
        default_factory=lambda: {"proximity": 1.0, "overlap": 1.0, "complementarity": 1.0}
    )
    snap_distance_m: float = 2000.0
    access_speed_kmh: float = 0.0


@dataclass(frozen=True, eq=False)
class PairTable:
    """Pairs (p,) from the best to the last; ``rank`` is 1… in that order.

    ``a`` < ``b`` are indices of the points. ``cost``: the smaller of the travel costs of both directions,
    or the straight distance in km. ``straight_m``: geodesic metres. ``overlap_population``: first demand
    field in both catchments, ``jaccard``: its share in either; NaN without demand. ``services``: None when
    no services were given.
    """

    a: IntArray
    b: IntArray
    cost: FloatArray
    straight_m: FloatArray
    same_address: BoolArray
    overlap_population: FloatArray
    jaccard: FloatArray
    services: ServiceCounts | None
    scores: PairScores

    def __len__(self) -> int:
        return len(self.a)

    @property
    def rank(self) -> IntArray:
        """1 for the best pair (p,)."""
        return np.arange(1, len(self.a) + 1)


@dataclass(frozen=True)
class Cluster:
    """Points connected by pairs, directly or through others. ``points``: indices, rising."""

    points: tuple[int, ...]
    members: str
    n_points: int
    n_groups: int
    max_cost: float


@dataclass(frozen=True, eq=False)
class PairResult:
    """Pairs, the clusters they form (largest first), and the state of every point.

    Per point (k,): ``placed`` on the network, ``best_partner`` index of its best pair's other point or -1,
    ``best_score`` NaN without one, ``colocated`` with a point of another group at the same address.
    ``rates``: share of the points that have another group's point at the same address
    (``same_address``) and within each of ``RATE_DISTANCES_M`` (``within_100_m`` …), indicator P1.
    """

    table: PairTable
    clusters: tuple[Cluster, ...]
    placed: BoolArray
    best_partner: IntArray
    best_score: FloatArray
    colocated: BoolArray
    rates: Mapping[str, float]


def pairs(
    network: RoadGraph | None,
    sites: Sites,
    options: PairOptions,
    *,
    demand: Demand | None = None,
    measures: Mapping[str, Measure] | None = None,
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
    same = _same_address(address, a, b, straight_km)
    shared, jaccard = np.full(len(a), np.nan), np.full(len(a), np.nan)
    if demand is not None:
        shared, jaccard = shared_demand(reached, demand, a, b, Part(progress, 0.8, 0.95))
    services = None if sites.services is None else compare_services(sites.services, a, b)
    parts = {"proximity": 1.0 - cost / options.max_cost, "overlap": jaccard}
    if services is not None:
        parts["complementarity"] = services.complementarity
    parts.update({name: measure(a, b) for name, measure in (measures or {}).items()})
    scores = score(parts, options.weights, len(a))
    order = np.lexsort((b, a, straight_km, cost, -scores.total))
    table = PairTable(
        a=a[order],
        b=b[order],
        cost=cost[order],
        straight_m=straight_km[order] * 1000.0,
        same_address=same[order],
        overlap_population=shared[order],
        jaccard=jaccard[order],
        services=services.take(order) if services else None,
        scores=scores.take(order),
    )
    best_partner, best_score = _best(table, len(lonlat))
    rates, colocated = _rates(lonlat, groups, address)
    progress.report(1.0)
    return PairResult(
        table=table,
        clusters=tuple(clusters(table, sites)),
        placed=reached.placed,
        best_partner=best_partner,
        best_score=best_score,
        colocated=colocated,
        rates=rates,
    )


def clusters(table: PairTable, sites: Sites) -> list[Cluster]:
    """Return the points connected by the pairs, the largest cluster first, ties by their first point."""
    if not len(table):
        return []
    root = component_roots(len(sites.places), table.a, table.b)
    paired = np.unique(np.concatenate([table.a, table.b]))
    paired = paired[np.argsort(root[paired], kind="stable")]
    roots, first = np.unique(root[paired], return_index=True)
    dearest = np.zeros(len(sites.places))
    np.maximum.at(dearest, root[table.a], table.cost)
    found = []
    for members, its_root in zip(np.split(paired, first[1:]), roots.tolist()):
        points = tuple(members.tolist())
        found.append(
            Cluster(
                points=points,
                members=", ".join(sites.places.ids[i] for i in points),
                n_points=len(points),
                n_groups=len({sites.groups[i] for i in points}),
                max_cost=float(dearest[its_root]),
            )
        )
    return sorted(found, key=lambda cluster: (-cluster.n_points, cluster.points))


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


def _same_address(address: IntArray, a: IntArray, b: IntArray, km: FloatArray) -> BoolArray:
    """Equal addresses close together, or the same position where one of the addresses is not known."""
    known = (address[a] >= 0) & (address[b] >= 0)
    equal = known & (address[a] == address[b]) & (km <= SAME_ADDRESS_KM)
    return np.asarray(equal | (~known & (km <= SAME_POSITION_KM)))


def _best(table: PairTable, n_points: int) -> tuple[IntArray, FloatArray]:
    """Partner and score of each point's first pair in the ranking; -1 and NaN without a pair."""
    partner, best = np.full(n_points, -1, dtype=np.int64), np.full(n_points, np.nan)
    point = np.stack([table.a, table.b], axis=1).ravel()
    other = np.stack([table.b, table.a], axis=1).ravel()
    points, first = np.unique(point, return_index=True)
    partner[points], best[points] = other[first], table.scores.total[first // 2]
    return partner, best


def _rates(lonlat: FloatArray, groups: IntArray, address: IntArray) -> tuple[dict[str, float], BoolArray]:
    """Indicator P1, straight lines, and which points share an address with another group's point."""
    placed = np.flatnonzero(np.isfinite(lonlat).all(axis=1))
    near_a, near_b, km = pairs_within(lonlat[placed], max(RATE_DISTANCES_M) / 1000.0)
    a, b, km = _crossing(groups, (placed[near_a], placed[near_b], km))
    met = {"same_address": _same_address(address, a, b, km)}
    met.update({f"within_{metres:g}_m": km <= metres / 1000.0 for metres in RATE_DISTANCES_M})
    rates, sharing = {}, np.zeros(len(lonlat), bool)
    for name, pair in met.items():
        has_partner = np.zeros(len(lonlat), bool)
        has_partner[a[pair]] = has_partner[b[pair]] = True
        rates[name] = float(has_partner.mean()) if len(lonlat) else float("nan")
        if name == "same_address":
            sharing = has_partner
    return rates, sharing


_BAD_LIMIT = Text(
    en="The largest travel cost between two points, and the cutoff of their catchments, must be above zero.",
    fr="Le coût de déplacement maximal entre deux points, et le seuil de leurs zones de desserte, doivent "
    "être supérieurs à zéro.",
)
