# SPDX-License-Identifier: GPL-2.0-or-later
"""Chained and compact groups of points on a line, by hand and by brute force."""

import itertools

import numpy as np
import pytest
from service_points.core.analysis import PairOptions, Places, Sites, pairs

STEP_KM = 0.111195  # a thousandth of a degree along a meridian, on average


def row(places, groups, grouping, max_cost):
    """Points on a meridian at ``places`` thousandths of a degree."""
    lonlat = np.array([[-75.0, 45.0 + place / 1000] for place in places])
    sites = Sites(Places(tuple("abcdefgh"[: len(places)]), lonlat), tuple(groups))
    options = PairOptions(max_cost=max_cost, metric="straight", grouping=grouping)
    return pairs(None, sites, options)


def test_a_chain_is_one_connected_group_and_several_compact_ones():
    places, groups = [0, 1, 2, 3, 9], ["f", "p", "f", "p", "f"]
    (chain,) = row(places, groups, "connected", 1.2 * STEP_KM).clusters
    assert (chain.members, chain.n_points, chain.n_groups, chain.chained) == ("a, b, c, d", 4, 2, True)
    assert chain.max_cost == pytest.approx(STEP_KM, rel=1e-3)
    # A degree of latitude grows towards the pole: a and b are the nearest by a hair.
    compact = row(places, groups, "compact", 1.2 * STEP_KM).clusters
    assert [(cluster.members, cluster.chained) for cluster in compact] == [("a, b", False), ("c, d", False)]


def test_points_that_are_all_near_each_other_are_no_chain():
    places, groups = [0, 1, 2.5], ["f", "p", "p"]  # b and c are of one group and form no pair
    (connected,) = row(places, groups, "connected", 3 * STEP_KM).clusters
    (compact,) = row(places, groups, "compact", 3 * STEP_KM).clusters
    assert (connected.members, connected.chained) == ("a, b, c", False)
    assert (compact.members, compact.chained) == ("a, b, c", False)
    assert compact.max_cost == pytest.approx(2.5 * STEP_KM, rel=1e-3)


def test_the_nearest_form_a_compact_group_first():
    places, groups = [0, 2, 3.5], ["f", "p", "m"]  # b is nearer to c than to a
    (compact,) = row(places, groups, "compact", 2.5 * STEP_KM).clusters
    assert compact.members == "b, c"


def test_a_compact_group_of_one_government_is_none():
    assert row([0, 1, 9], ["f", "f", "p"], "compact", 2 * STEP_KM).clusters == ()


def test_compact_groups_against_brute_force():
    rng = np.random.default_rng(12)
    lonlat = np.array([-66.6, 45.9]) + rng.normal(0, 0.01, (60, 2))
    groups = [f"g{i}" for i in rng.integers(0, 3, 60)]
    sites = Sites(Places(tuple(f"s{i:02}" for i in range(60)), lonlat), tuple(groups))
    everyone = Sites(sites.places, sites.places.ids)  # all pairs, also those inside a group
    options = PairOptions(max_cost=0.5, metric="straight", grouping="compact")
    table = pairs(None, everyone, options).table
    km = dict(zip(zip(table.a.tolist(), table.b.tolist()), table.cost.tolist()))
    together = [{i} for i in range(60)]
    for i, j in sorted(km, key=lambda pair: (km[pair], pair)):
        one, other = (next(g for g in together if point in g) for point in (i, j))
        if one is not other and all((min(p, q), max(p, q)) in km for p in one for q in other):
            together.remove(other)
            one |= other
    expected = {tuple(sorted(g)) for g in together if len({groups[i] for i in g}) > 1}
    result = pairs(None, sites, options)
    assert {cluster.points for cluster in result.clusters} == expected
    for cluster in result.clusters:
        assert cluster.max_cost == max(km[pair] for pair in itertools.combinations(cluster.points, 2))
        assert cluster.n_groups == len({groups[i] for i in cluster.points})
    assert max(len(points) for points in expected) > 2
