# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is whose neighbour, and with what weight, for colocation quotients.

The k nearest of a point, or all within a bandwidth; weighted alike, or less with their distance. Equal
distances at the k-th neighbour share what is left of the k places equally, as Leslie & Kronenfeld (2011) have
it for the nearest neighbour, so no result depends on the order of the points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ..errors import InputError
from ..network import RoadGraph, inclusive, snap
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..parallel import Executor
from ..progress import SILENT, Part, Progress
from ..text import Text
from .globe import Globe, geodesic_km, ranks
from .matrix import cost_matrix
from .matrix_rows import MatrixOptions
from .straight import nearest_within

Neighbourhood = Literal["knn", "distance"]
Kernel = Literal["none", "gaussian", "bisquare"]

SAME = 1e-6
"""Costs (km or minutes) that differ by no more are equal: a millimetre, or 60 µs."""

MOST_PAIRS = 20_000_000
"""Pairs of neighbours that are held at once: some 500 MB."""

_Found = tuple[IntArray, IntArray, FloatArray]  # point, other, cost (p,) each


@dataclass(frozen=True)
class NeighbourOptions:
    """What a neighbour is: one of the ``k`` nearest (``knn``), or any within ``bandwidth`` (``distance``).

    ``bandwidth``: kilometres or minutes, inclusive.
    ``kernel`` weighs a neighbour at distance d by 1 (``none``), exp(−d² / 2h²) (``gaussian``) or
    (1 − d²/h²)² (``bisquare``), with h the bandwidth or the distance to the point's own k-th neighbour.
    """

    neighbourhood: Neighbourhood = "knn"
    k: int = 5
    bandwidth: float = 1.0
    kernel: Kernel = "none"

    def check(self) -> None:
        """Raise ``InputError`` when no neighbour can come out of it."""
        if self.neighbourhood == "distance":
            if not (np.isfinite(self.bandwidth) and self.bandwidth > 0):
                raise InputError(_BAD_BANDWIDTH)
        elif self.k < 1:
            raise InputError(_BAD_K)
        elif self.k == 1 and self.kernel == "bisquare":
            raise InputError(_LONE_BISQUARE)


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Weighted neighbours of ``n`` points.

    Of point i they are ``place[start[i]:start[i + 1]]``, rising, never i itself, with a ``weight`` above 0
    that adds up to 1. ``start`` (n + 1,), ``place`` and ``weight`` (m,).
    """

    start: IntArray
    place: IntArray
    weight: FloatArray

    @property
    def n(self) -> int:
        return len(self.start) - 1

    @property
    def linked(self) -> BoolArray:
        """Which points (n,) have a neighbour."""
        return np.asarray(np.diff(self.start) > 0)

    @property
    def row(self) -> IntArray:
        """The point (m,) that each neighbour is one of."""
        return np.repeat(np.arange(self.n), np.diff(self.start))


def weighted(
    n: int, point: IntArray, other: IntArray, cost: FloatArray, options: NeighbourOptions
) -> Neighbours:
    """Return neighbours from pairs (p,) of ``n`` points, in any order, with their cost in km or minutes.

    The pairs must hold all that are as near as the k-th, or within the bandwidth; more do no harm. Kernels:
    Cromley, Hanink & Bentley (2014); Wang, Hu, Wang & Li (2017), eq. 3. Where the k nearest all are at the
    same place as the point, h = 0 and they count alike. Raises ``InputError`` for impossible options.
    """
    options.check()
    apart = point != other
    point, other, cost = point[apart], other[apart], cost[apart]
    order = np.lexsort((other, cost, point))
    point, other, cost = point[order], other[order], cost[order]
    if options.neighbourhood == "knn":
        kept, share, ratio = _nearest(n, point, cost, options.k)
    else:
        kept = cost <= inclusive(options.bandwidth)
        share, ratio = np.ones(len(cost)), np.minimum(cost / options.bandwidth, 1.0)
    weight = np.where(kept, share * _kernel(ratio, options.kernel), 0.0)
    used = np.flatnonzero(weight > 0)
    used = used[np.lexsort((other[used], point[used]))]
    total = np.bincount(point[used], weight[used], n)
    start = np.concatenate(([0], np.cumsum(np.bincount(point[used], minlength=n))))
    return Neighbours(start, other[used], weight[used] / total[point[used]])


def placed_points(graph: RoadGraph | None, lonlat: FloatArray, travel: MatrixOptions) -> BoolArray:
    """Return which points (n,), degrees, can take part: all in a straight line, else those near a road."""
    if graph is None:
        return np.asarray(np.isfinite(lonlat).all(axis=1))
    return np.asarray(snap(graph, lonlat, travel.snap_distance_m).on_network)


def find_neighbours(
    graph: RoadGraph | None,
    lonlat: FloatArray,
    travel: MatrixOptions,
    options: NeighbourOptions,
    progress: Progress = SILENT,
    *,
    executor: Executor | None = None,
) -> Neighbours:
    """Return the neighbours of ``lonlat`` (n, 2), degrees, EPSG:4326, all of which are placed.

    ``travel`` says how cost is measured: geodesic km for ``straight``, else over ``graph`` from the point to
    the neighbour (``to_point``) or back (``from_point``). Raises ``InputError`` for impossible options, a
    graph of another metric or more than ``MOST_PAIRS`` pairs, ``Cancelled`` when asked to stop.
    """
    options.check()
    n = len(lonlat)
    if options.neighbourhood == "knn":
        k = min(options.k, n - 1)
        _check_count(n * k)
        options = replace(options, k=max(k, 1))
        if travel.metric == "straight":
            parts = _nearest_straight(lonlat, options.k, progress)
        else:
            parts = _nearest_by_road(graph, lonlat, travel, options.k, progress, executor)
    else:
        parts = _within(graph, lonlat, travel, options.bandwidth, progress, executor)
    return weighted(n, *_together(parts), options)


def _nearest(n: int, point: IntArray, cost: FloatArray, k: int) -> tuple[BoolArray, FloatArray, FloatArray]:
    """Return which of the sorted pairs are kept, their share of a place, and cost / cost of the k-th."""
    count = np.bincount(point, minlength=n)
    last = np.cumsum(count) - count + np.minimum(count, k) - 1
    width = cost[last[point]]
    tied = np.abs(cost - width) <= SAME
    nearer = cost < width - SAME
    left = np.minimum(count, k) - np.bincount(point[nearer], minlength=n)
    share = np.where(tied, (left / np.maximum(np.bincount(point[tied], minlength=n), 1))[point], 1.0)
    ratio = np.where(tied, 1.0, cost / np.where(width > SAME, width, 1.0))
    return nearer | tied, share, np.where(width > SAME, ratio, 0.0)


def _kernel(ratio: FloatArray, kernel: Kernel) -> FloatArray:
    if kernel == "gaussian":
        return np.asarray(np.exp(-0.5 * ratio**2))
    if kernel == "bisquare":
        return np.asarray((1.0 - np.minimum(ratio, 1.0) ** 2) ** 2)
    return np.ones(len(ratio))


def _nearest_straight(lonlat: FloatArray, k: int, progress: Progress) -> Iterator[_Found]:
    """Yield at least the pairs as near as the k-th neighbour: first how far that is, then who is there."""
    globe, width = Globe(lonlat), np.zeros(len(lonlat))
    for found in globe.nearest(lonlat, min(k + 1, len(lonlat)), progress=Part(progress, 0.0, 0.5)):
        km = geodesic_km(lonlat[found.query], lonlat[found.place])
        order = np.lexsort((km, found.query))
        kth = order[ranks(found.query[order]) == k]  # the point itself is the one of rank 0
        width[found.query[kth]] = km[kth]
    for found in globe.within(lonlat, width + SAME, Part(progress, 0.5, 1.0)):
        km = geodesic_km(lonlat[found.query], lonlat[found.place])
        yield found.query, found.place, km


def _nearest_by_road(  # noqa: PLR0917
    graph: RoadGraph | None,
    lonlat: FloatArray,
    travel: MatrixOptions,
    k: int,
    progress: Progress,
    executor: Executor | None,
) -> Iterator[_Found]:
    """Yield at least the pairs as near as the k-th neighbour: more and more of them where those are tied."""
    waiting, wanted, begun = np.arange(len(lonlat)), k + 2, 0.0
    while len(waiting):
        part = Part(progress, begun, (begun + 1.0) / 2.0)
        options = replace(travel, nearest=min(wanted, len(lonlat)), max_cost=np.inf)
        matrix = cost_matrix(graph, lonlat[waiting], lonlat, options, Part(part, 0.0, 0.1), executor=executor)
        rows = (rows.pairs for rows in matrix.rows(Part(part, 0.1, 1.0)))
        row, other, cost = _together((r.origin, r.destination, r.cost) for r in rows)
        tied = np.zeros(len(waiting), bool)
        if wanted < len(lonlat):
            tied = _tied_at_the_end(waiting, (row, other, cost), k, wanted)
        done = ~tied[row]
        yield waiting[row[done]], other[done], cost[done]
        waiting, wanted, begun = waiting[tied], wanted * 4, (begun + 1.0) / 2.0


def _tied_at_the_end(points: IntArray, found: _Found, k: int, wanted: int) -> BoolArray:
    """Return for which ``points`` there may be more, as near as the k-th, than the ``wanted`` found ones."""
    row, other, cost = found
    count = np.bincount(row, minlength=len(points))
    farthest, width = np.zeros(len(points)), np.full(len(points), np.inf)
    np.maximum.at(farthest, row, cost)
    apart = np.flatnonzero(points[row] != other)
    kth = apart[ranks(row[apart]) == k - 1]
    width[row[kth]] = cost[kth]
    return np.asarray((count >= wanted) & (farthest <= width + SAME))


def _within(  # noqa: PLR0917
    graph: RoadGraph | None,
    lonlat: FloatArray,
    travel: MatrixOptions,
    bandwidth: float,
    progress: Progress,
    executor: Executor | None,
) -> Iterator[_Found]:
    if travel.metric == "straight":
        yield from nearest_within(lonlat, lonlat, 0, bandwidth, progress)
        return
    options = replace(travel, nearest=0, max_cost=bandwidth)
    matrix = cost_matrix(graph, lonlat, lonlat, options, Part(progress, 0.0, 0.1), executor=executor)
    for rows in matrix.rows(Part(progress, 0.1, 1.0)):
        yield rows.pairs.origin, rows.pairs.destination, rows.pairs.cost


def _together(parts: Iterable[_Found]) -> _Found:
    points, others, costs, held = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)], 0
    for point, other, cost in parts:
        held += len(point)
        _check_count(held)
        points.append(point)
        others.append(other)
        costs.append(cost)
    return np.concatenate(points), np.concatenate(others), np.concatenate(costs)


def _check_count(pairs: int) -> None:
    if pairs > MOST_PAIRS:
        raise InputError(_TOO_MANY)


_BAD_K = Text(
    "The number of neighbours must be at least 1. Correct it and run again.",
    "Le nombre de voisins doit être d’au moins 1. Corrigez-le, puis relancez le traitement.",
)
_BAD_BANDWIDTH = Text(
    "The bandwidth must be a number above zero. Correct it and run again.",
    "La largeur de bande doit être un nombre supérieur à zéro. Corrigez-la, puis relancez le traitement.",
)
_LONE_BISQUARE = Text(
    "The bisquare kernel gives the farthest of the nearest neighbours no weight, so with one neighbour "
    "nothing is left. Choose at least 2 neighbours, or another kernel.",
    "Le noyau bicarré ne donne aucun poids au plus éloigné des voisins retenus\u00a0: avec un seul voisin, "
    "il ne reste rien. Choisissez au moins 2 voisins, ou un autre noyau.",
)
_TOO_MANY = Text(
    "The points have more than 20 million pairs of neighbours, too many to hold in memory. Choose a smaller "
    "bandwidth or fewer neighbours; very many points at one position have that effect too.",
    "Les points forment plus de 20 millions de paires de voisins, trop pour la mémoire. Choisissez une "
    "largeur de bande plus petite ou moins de voisins; un très grand nombre de points au même endroit "
    "produit aussi cet effet.",
)
