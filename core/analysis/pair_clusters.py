# SPDX-License-Identifier: GPL-2.0-or-later
"""Groups of points that could share premises: connected by pairs, or compact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ..network.arrays import IntArray
from ..network.components import component_roots
from ..progress import Progress, check
from .overlaps import Links
from .pair_sites import Sites

_CHECK_EVERY = 4096  # links between two looks at the cancel button


@dataclass(frozen=True)
class Cluster:
    """Points that belong together. ``points``: indices, rising; ``members``: their ids.

    ``max_cost``: the largest cost of the pairs inside; of a compact cluster, of any two members.
    ``chained``: some two members are farther apart than a pair may be.
    """

    points: tuple[int, ...]
    members: str
    n_points: int
    n_groups: int
    max_cost: float
    chained: bool


def connected_clusters(pairs: Links, links: Links, sites: Sites) -> list[Cluster]:
    """Return the points connected by ``pairs``, the largest cluster first, ties by their first point.

    ``links``: all links within the largest cost, those inside a group too; they say what is chained.
    """
    a, b, cost = pairs
    if not len(a):
        return []
    n = len(sites.places)
    root = component_roots(n, a, b)
    dearest = np.zeros(n)
    np.maximum.at(dearest, root[a], cost)
    inside = root[links[0]] == root[links[1]]
    n_links = np.bincount(root[links[0]][inside], minlength=n)
    paired = np.unique(np.concatenate([a, b]))
    paired = paired[np.argsort(root[paired], kind="stable")]
    roots, first = np.unique(root[paired], return_index=True)
    return _in_order(
        _cluster(
            members, sites, float(dearest[r]), chained=n_links[r] < len(members) * (len(members) - 1) / 2
        )
        for members, r in zip(np.split(paired, first[1:]), roots.tolist())
    )


def compact_clusters(links: Links, sites: Sites, progress: Progress) -> list[Cluster]:
    """Return groups in which every two points are linked, the largest first, ties by their first point.

    The links are followed from the cheapest to the dearest, ties in the order of the points; two groups
    become one when each point of the one is linked with each of the other. Every point is in one group at
    most, and only those that cross the sites' groups are returned.
    """
    a, b, cost = links
    order = np.lexsort((b, a, cost))
    linked: dict[int, set[int]] = {}
    for i, j in zip(a.tolist(), b.tolist()):
        linked.setdefault(i, set()).add(j)
        linked.setdefault(j, set()).add(i)
    group = {i: i for i in linked}
    members = {i: {i} for i in linked}
    common = {i: set(others) for i, others in linked.items()}  # linked with every member of the group
    for count, (i, j) in enumerate(zip(a[order].tolist(), b[order].tolist())):
        if count % _CHECK_EVERY == 0:
            check(progress)
        one, other = group[i], group[j]
        if one == other or not members[other] <= common[one]:
            continue
        for point in members[other]:
            group[point] = one
        members[one] |= members.pop(other)
        common[one] &= common.pop(other)
    dearest = _dearest(group, links)
    return _in_order(
        _cluster(np.array(sorted(points), dtype=np.int64), sites, dearest[key], chained=False)
        for key, points in members.items()
        if len({sites.groups[i] for i in points}) > 1
    )


def _dearest(group: Mapping[int, int], links: Links) -> dict[int, float]:
    """Return the largest cost between two members of each group."""
    found: dict[int, float] = {}
    for i, j, cost in zip(*(column.tolist() for column in links)):
        if group[i] == group[j]:
            found[group[i]] = max(cost, found.get(group[i], 0.0))
    return found


def _cluster(points: IntArray, sites: Sites, max_cost: float, *, chained: bool) -> Cluster:
    members = tuple(points.tolist())
    return Cluster(
        points=members,
        members=", ".join(sites.places.ids[i] for i in members),
        n_points=len(members),
        n_groups=len({sites.groups[i] for i in members}),
        max_cost=max_cost,
        chained=bool(chained),
    )


def _in_order(clusters: Iterable[Cluster]) -> list[Cluster]:
    return sorted(clusters, key=lambda cluster: (-cluster.n_points, cluster.points))
