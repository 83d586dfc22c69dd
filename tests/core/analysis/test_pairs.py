# SPDX-License-Identifier: GPL-2.0-or-later
"""Co-location pairs against brute force over all pairs, with networkx and pyproj."""

import itertools

import networkx as nx
import numpy as np
import pytest
from pyproj import Geod
from service_points.core.analysis import Demand, PairOptions, Places, Sites, pairs
from service_points.core.analysis.pair_scores import compare_services, score
from service_points.core.errors import InputError
from service_points.core.hours import parse
from service_points.core.presets.pair_weights import PARTS

GEOD = Geod(ellps="WGS84")


def sites_at(lonlat, groups, **known):
    return Sites(Places(tuple(f"s{i:03}" for i in range(len(lonlat))), lonlat), tuple(groups), **known)


@pytest.fixture(scope="module")
def town(streets):
    rng = np.random.default_rng(9)
    chosen, homes = rng.choice(1600, 60, replace=False), rng.choice(1600, 200, replace=False)
    people = rng.integers(1, 300, (200, 1)).astype(float)
    groups = [("federal", "provincial", "municipal")[i] for i in rng.integers(0, 3, 60)]
    demand = Demand(streets.crossings[homes], people, ("people",))
    return chosen, homes, sites_at(streets.crossings[chosen], groups), demand


def test_network_pairs_against_networkx(streets, graph, town):
    chosen, homes, sites, demand = town
    result = pairs(graph, sites, PairOptions(max_cost=1.5, catchment=2.0), demand=demand)
    digraph = streets.digraph()
    minutes = {
        site: nx.single_source_dijkstra_path_length(digraph, int(node), weight="weight")
        for site, node in enumerate(chosen)
    }
    inward = {
        site: nx.single_source_dijkstra_path_length(digraph.reverse(copy=False), int(node), weight="weight")
        for site, node in enumerate(chosen)
    }
    expected = {}
    for a, b in itertools.combinations(range(60), 2):
        cost = min(minutes[a].get(chosen[b], np.inf), minutes[b].get(chosen[a], np.inf))
        if cost <= 1.5 and sites.groups[a] != sites.groups[b]:
            expected[a, b] = cost
    table = result.table
    found = dict(zip(zip(table.a.tolist(), table.b.tolist()), table.cost.tolist()))
    assert found == pytest.approx(expected, rel=1e-6)
    assert len(found) > 20
    people = demand.weights[:, 0]
    for i, (a, b) in enumerate(zip(table.a.tolist(), table.b.tolist())):
        in_a, in_b = (
            np.array([inward[site].get(home, np.inf) <= 2.0 for home in homes.tolist()]) for site in (a, b)
        )
        assert table.overlap_population[i] == people[in_a & in_b].sum()
        assert table.jaccard[i] == pytest.approx(people[in_a & in_b].sum() / people[in_a | in_b].sum())
        metres = GEOD.inv(*sites.places.lonlat[a], *sites.places.lonlat[b])[2]
        assert table.straight_m[i] == pytest.approx(metres)
    # Two parts, equal weights; nothing else is known, which is said.
    assert table.scores.left_out == tuple(name for name in PARTS if name not in {"proximity", "overlap"})
    assert table.scores.weights == {"proximity": 0.5, "overlap": 0.5}
    assert table.scores.total == pytest.approx(((1 - table.cost / 1.5) + table.jaccard) / 2)
    assert (np.diff(table.scores.total) <= 0).all()
    assert table.rank.tolist() == list(range(1, len(table) + 1))
    assert table.rank is table.rank  # the layer asks for it pair by pair


def test_clusters_and_best_partners_against_networkx(streets, graph, town):
    chosen, _, sites, demand = town
    digraph = streets.digraph()
    minutes = []
    for node in chosen:
        found = nx.single_source_dijkstra_path_length(digraph, int(node), weight="weight")
        minutes.append([found.get(other, np.inf) for other in chosen])
    result = pairs(graph, sites, PairOptions(max_cost=1.0), demand=demand)
    table = result.table
    together = nx.Graph(zip(table.a.tolist(), table.b.tolist()))
    expected = sorted(
        (tuple(sorted(c)) for c in nx.connected_components(together)), key=lambda c: (-len(c), c)
    )
    assert [cluster.points for cluster in result.clusters] == expected
    for cluster in result.clusters:
        inside = [c for a, c in zip(table.a.tolist(), table.cost.tolist()) if a in cluster.points]
        assert cluster.max_cost == max(inside)
        assert cluster.n_points == len(cluster.points)
        assert cluster.n_groups == len({sites.groups[i] for i in cluster.points})
        assert cluster.members == ", ".join(sites.places.ids[i] for i in cluster.points)
        couples = itertools.combinations(cluster.points, 2)
        assert cluster.chained == any(min(minutes[i][j], minutes[j][i]) > 1.0 for i, j in couples)
    assert {cluster.chained for cluster in result.clusters} == {True, False}
    for point in range(60):
        rows = np.flatnonzero((table.a == point) | (table.b == point))
        if len(rows):
            assert result.best_partner[point] == table.a[rows[0]] + table.b[rows[0]] - point
            assert result.best_score[point] == table.scores.total[rows[0]]
        else:
            assert result.best_partner[point] == -1
            assert np.isnan(result.best_score[point])


def test_straight_pairs_and_rates_against_brute_force():
    rng = np.random.default_rng(4)
    lonlat = np.array([-66.6, 45.9]) + rng.normal(0, 0.01, (80, 2))
    lonlat[79] = np.nan
    groups = [f"g{i}" for i in rng.integers(0, 4, 80)]
    result = pairs(None, sites_at(lonlat, groups), PairOptions(max_cost=0.4, metric="straight"))
    km = {
        (a, b): GEOD.inv(*lonlat[a], *lonlat[b])[2] / 1000
        for a, b in itertools.combinations(range(79), 2)
        if groups[a] != groups[b]
    }
    table = result.table
    expected = {pair: distance for pair, distance in km.items() if distance <= 0.4}
    assert dict(zip(zip(table.a.tolist(), table.b.tolist()), table.cost.tolist())) == pytest.approx(expected)
    assert table.cost.tolist() == sorted(table.cost.tolist())
    assert table.scores.weights == {"proximity": 1.0}
    assert not result.placed[79]
    for metres in (100, 250, 1000):
        near = {point for pair, distance in km.items() if distance <= metres / 1000 for point in pair}
        assert result.rates[f"within_{metres}_m"] == len(near) / 80


def test_same_address():
    # 0 and 1 share an address 50 m apart; 2 has the same street name 5 km away; 3 and 4 share a position.
    lonlat = np.array([[-75.7, 45.4], [-75.7, 45.40045], [-75.7, 45.445], [-75.6, 45.4], [-75.6, 45.4]])
    addresses = ["110 Laurier Ave. W", "110 LAURIER AVE W", "110 Laurier Ave W", None, "1 Main"]
    sites = sites_at(lonlat, ["a", "b", "c", "a", "b"], addresses=addresses)
    result = pairs(None, sites, PairOptions(max_cost=10.0, metric="straight"))
    table = result.table
    same = {(a, b) for a, b, s in zip(table.a.tolist(), table.b.tolist(), table.same_address.tolist()) if s}
    assert same == {(0, 1), (3, 4)}
    assert result.colocated.tolist() == [True, True, False, True, True]
    assert result.rates["same_address"] == 0.8


def test_services_of_a_pair():
    services = [frozenset({"passport", "tax"}), frozenset({"tax", "licence", "health"}), None, frozenset()]
    counts = compare_services(services, np.array([0, 0, 3]), np.array([1, 2, 3]))
    assert counts.a_only == (("passport",), None, ())
    assert counts.b_only == (("health", "licence"), None, ())
    assert counts.common == (("tax",), None, ())
    assert counts.complementarity == pytest.approx([0.75, np.nan, np.nan], nan_ok=True)


def test_weights_of_missing_parts_are_shared_out():
    parts = {
        "near": np.array([1.0, 0.5, 0.2]),
        "shared": np.array([0.0, np.nan, 0.4]),
        "none": np.full(3, np.nan),
    }
    scores = score(parts, {"near": 3.0, "shared": 1.0, "none": 4.0, "absent": 2.0, "off": 0.0}, 3)
    assert scores.total == pytest.approx([0.75, 0.5, 0.25])
    assert scores.weights == {"near": 0.75, "shared": 0.25}
    assert scores.left_out == ("none", "absent")
    with pytest.raises(InputError):
        score(parts, {"near": -1.0}, 3)


def test_further_measures_count():
    """Three points in a row, 111 m apart; what is known is worked out by hand."""
    lonlat = np.array([[-75.7, 45.4], [-75.7, 45.401], [-75.7, 45.402]])
    sites = sites_at(
        lonlat,
        ["a", "b", "c"],
        languages=[frozenset({"en"}), frozenset({"en", "fr"}), frozenset({"fr"})],
        hours=[parse("Mo-Fr 08:00-16:00"), parse("Mo-Fr 12:00-20:00"), None],
        accessible=np.array([0.0, np.nan, 0.0]),
        spacious=np.array([1.0, np.nan, 0.0]),
        lease_ending=np.array([0.0, 0.0, 1.0]),
    )
    measures = ("hours", "languages", "accessibility", "space", "lease")
    options = PairOptions(max_cost=1.0, metric="straight", weights=dict.fromkeys(measures, 1.0))
    table = pairs(None, sites, options).table
    parts = {
        (a, b): [float(table.scores.parts[name][row]) for name in measures]
        for row, (a, b) in enumerate(zip(table.a.tolist(), table.b.tolist()))
    }
    nan = float("nan")
    assert parts == {
        (0, 1): pytest.approx([0.5, 0.5, nan, 1.0, 0.0], nan_ok=True),
        (0, 2): pytest.approx([nan, 0.0, 0.0, 1.0, 1.0], nan_ok=True),
        (1, 2): pytest.approx([nan, 0.5, nan, nan, 1.0], nan_ok=True),
    }
    # Means of what is known: 2/4 for the pairs (0, 1) and (0, 2), 1.5/2 for (1, 2). Ties: the nearer first.
    assert list(zip(table.a.tolist(), table.b.tolist())) == [(1, 2), (0, 1), (0, 2)]
    assert table.scores.total == pytest.approx([0.75, 0.5, 0.5])
    assert table.hours_overlap_h == pytest.approx([nan, 20.0, nan], nan_ok=True)
    added = sum(table.scores.contributions().values())
    assert added == pytest.approx(table.scores.total)


def test_one_group_or_one_point_has_no_pair(graph, streets):
    for number, groups in ((5, ["a"] * 5), (1, ["a"]), (0, [])):
        result = pairs(graph, sites_at(streets.crossings[:number], groups), PairOptions(max_cost=9.0))
        assert len(result.table) == 0
        assert result.clusters == ()
        assert result.best_partner.tolist() == [-1] * number


def test_impossible_options(graph, streets):
    sites = sites_at(streets.crossings[:2], ["a", "b"])
    for network, options in (
        (graph, PairOptions(max_cost=0.0)),
        (None, PairOptions(max_cost=1.0)),
        (graph, PairOptions(max_cost=1.0, metric="distance")),
    ):
        with pytest.raises(InputError):
            pairs(network, sites, options)
