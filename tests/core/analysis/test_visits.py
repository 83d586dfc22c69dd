# SPDX-License-Identifier: GPL-2.0-or-later
"""Visits of points in chunks: networkx on many small networks, and the same bytes however they are cut."""

import networkx as nx
import numpy as np
import pytest
from service_points.core.analysis import CatchmentOptions, Demand, Places, visits
from service_points.core.network import build_graph, router

CUTOFFS = (1.0, 2.5, 4.0)


@pytest.fixture(scope="module")
def town(make_streets):
    return make_streets(24, seed=11)


def places_and_people(streets, rng, n_points, n_homes, *, whole=True, own_limits=False):
    here = rng.choice(len(streets.crossings), n_points)
    homes = rng.choice(len(streets.crossings), n_homes)
    people = rng.integers(0, 300, (n_homes, 2)).astype(float)
    if not whole:
        people *= rng.random(people.shape)
    limits = np.where(rng.random(n_points) < 0.3, 3.0, np.nan) if own_limits else None
    places = Places(tuple(f"{i:03}" for i in range(n_points)), streets.crossings[here], limits)
    wards = rng.integers(0, 7, n_homes)
    return here, homes, places, Demand(streets.crossings[homes], people, ("people", "seniors"), wards)


def as_bytes(result, bands):
    """Everything that came out, in the order in which it did."""
    arrays = [*vars(result).values(), *vars(result.strata).values()]
    return [
        *(array.tobytes() for array in arrays if isinstance(array, np.ndarray)),
        result.totals,
        [(b.point, b.cutoff_from, b.cutoff_to, b.units_served, b.sums.tobytes(), b.wkb) for b in bands],
    ]


@pytest.mark.parametrize("seed", range(25))
def test_sums_unique_reach_and_totals_against_networkx(make_streets, collect, monkeypatch, seed):
    """Small towns with one-way streets and parts cut off from the rest, each point searched by networkx."""
    rng = np.random.default_rng(seed)
    monkeypatch.setattr(visits, "CHUNK", int(rng.integers(1, 5)))
    streets = make_streets(int(rng.integers(4, 9)), seed=seed, country=False)
    travel = "to_point" if seed % 2 else "from_point"
    here, homes, places, demand = places_and_people(streets, rng, 6, 30, own_limits=True)
    options = CatchmentOptions(CUTOFFS, travel=travel, detail="none", snap_distance_m=1.0)
    result, bands = collect(build_graph(streets.lines(), metric="time"), places, demand, options)

    digraph = streets.digraph()
    digraph = digraph.reverse() if travel == "to_point" else digraph
    joined = set(streets.ends.ravel().tolist())
    cost = np.full((6, 30), np.inf)
    for i, point in enumerate(here.tolist()):
        if point in joined:
            minutes = nx.single_source_dijkstra_path_length(digraph, point, weight="weight")
            cost[i] = [minutes.get(home, np.inf) for home in homes.tolist()]
    cost[cost > np.where(np.isnan(places.limits), np.inf, places.limits)[:, None]] = np.inf
    for j, cutoff in enumerate(CUTOFFS):
        within = cost <= cutoff
        assert result.served_sums[:, j].tolist() == (within @ demand.weights).tolist()
        assert result.served_units[:, j].tolist() == within.sum(axis=1).tolist()
        alone = within & (within.sum(axis=0) == 1)
        assert result.unique[:, j].tolist() == (alone @ demand.first).tolist()
    assert result.n_points.tolist() == (cost <= CUTOFFS[-1]).sum(axis=0).tolist()
    totals = result.totals
    assert totals.total == demand.first.sum()
    assert totals.served + totals.beyond + totals.unreachable + totals.off_network == totals.total
    assert totals.served == demand.first[(cost <= CUTOFFS[-1]).any(axis=0)].sum()
    rings = np.zeros((6, 2))
    for band in bands:
        rings[band.point] += band.sums
    assert rings.tolist() == result.served_sums[:, -1].tolist()


@pytest.mark.parametrize("overlap", ["overlap", "nearest", "dissolve"])
def test_any_chunks_give_the_same_bytes(town, collect, delaunay, monkeypatch, overlap):
    rng = np.random.default_rng(4)
    network = build_graph(town.lines(), metric="time")
    _, _, places, demand = places_and_people(town, rng, 61, 400, whole=False, own_limits=True)
    options = CatchmentOptions(CUTOFFS, overlap=overlap)
    answers = []
    for size in (1, 5, 24, 32, 1000):
        monkeypatch.setattr(visits, "CHUNK", size)
        answers.append(as_bytes(*collect(network, places, demand, options, triangulate=delaunay)))
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0][-1]) > 3 - (overlap == "dissolve")
    assert len(answers[0]) == 12 + 6 + 2  # arrays of points and units, those of strata, the totals, the bands


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_all_chunks_are_searched_in_one_room(town, collect, delaunay, monkeypatch, size):
    made, whole = [], router.Room.__init__

    def noted(self, cells):
        made.append(cells)
        whole(self, cells)

    monkeypatch.setattr(router.Room, "__init__", noted)
    monkeypatch.setattr(visits, "CHUNK", size)
    network = build_graph(town.lines(), metric="time")
    _, _, places, demand = places_and_people(town, np.random.default_rng(4), 61, 400)
    collect(network, places, demand, CatchmentOptions(CUTOFFS), triangulate=delaunay)
    assert made == [network.n_nodes * min(size, 16)]


@pytest.mark.parametrize("metric", ["time", "straight"])
def test_fractional_weights_add_up_the_same_in_any_order_of_units(town, collect, metric):
    rng = np.random.default_rng(8)
    network = build_graph(town.lines(), metric="time")
    _, _, places, demand = places_and_people(town, rng, 9, 500, whole=False)
    options = CatchmentOptions(CUTOFFS, metric=metric, detail="none")
    first, _ = collect(network, places, demand, options)
    for _ in range(3):
        order = rng.permutation(500)
        shuffled = demand.of_units(order)
        other, _ = collect(network, places, shuffled, options)
        assert other.served_sums.tobytes() == first.served_sums.tobytes()
        assert other.unique.tobytes() == first.unique.tobytes()
        assert other.totals == first.totals
        for name, column in vars(first.strata).items():
            assert getattr(other.strata, name).tobytes() == column.tobytes()
        for name in ("demand_nearest", "demand_cost", "demand_band", "demand_status", "n_points"):
            assert np.array_equal(getattr(other, name), getattr(first, name)[order], equal_nan=True)


def test_points_are_visited_along_the_graph_whatever_their_order(town, collect):
    rng = np.random.default_rng(2)
    network = build_graph(town.lines(), metric="time")
    _, _, places, _ = places_and_people(town, rng, 30, 1)
    positions = np.unique(places.lonlat, axis=0)
    names = tuple(str(i) for i in range(len(positions)))
    options = CatchmentOptions(CUTOFFS, detail="none")
    _, bands = collect(network, Places(names, positions), None, options)
    _, turned = collect(network, Places(names, positions[::-1]), None, options)
    seen = [tuple(positions[band.point]) for band in bands]
    assert seen == [tuple(positions[::-1][band.point]) for band in turned]
    assert len(seen) == 3 * len(positions)
