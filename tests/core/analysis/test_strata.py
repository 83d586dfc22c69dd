# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is served by stratum: every row against costs by networkx or pyproj, added up one unit at a time."""

import tracemalloc

import networkx as nx
import numpy as np
import pytest
from pyproj import Geod
from service_points.core.analysis import CatchmentOptions, Demand, Places, visits
from service_points.core.analysis.strata import ServedStrata, StratumSums
from service_points.core.analysis.tally import Tally
from service_points.core.network import build_graph

CUTOFFS = (1.0, 2.5, 4.0)


def rows_of(strata):
    """Return the rows as plain tuples: point, cutoff, stratum, units, sums …, unique."""
    columns = (strata.point, strata.cutoff, strata.stratum, strata.units, *strata.sums.T, strata.unique)
    return list(zip(*(column.tolist() for column in columns)))


def one_by_one(cost, cutoffs, demand, *, nearest):
    """Return the rows that costs (k, d) make, infinite where a point may not serve a unit."""
    found = {}
    for c, cutoff in enumerate(cutoffs):
        for unit, of_unit in enumerate(cost.T.tolist()):
            within = [point for point, each in enumerate(of_unit) if each <= cutoff]
            owner = min(within, key=lambda point: (of_unit[point], point), default=None)
            for point in within:
                if nearest and point != owner:
                    continue
                cell = (point, c, int(demand.stratum[unit]))
                row = found.setdefault(cell, [0, *[0.0] * demand.weights.shape[1], 0.0])
                row[0] += 1
                for field, weight in enumerate(demand.weights[unit].tolist()):
                    row[1 + field] += weight
                if len(within) == 1:
                    row[-1] += demand.weights[unit, 0]
    return [(*cell, *row) for cell, row in sorted(found.items())]


def add_up(result):
    """The rows of a point and cutoff add up to its figures."""
    strata = result.strata
    units, unique = np.zeros_like(result.served_units), np.zeros_like(result.unique)
    sums = np.zeros_like(result.served_sums)
    for total, column in ((units, strata.units), (sums, strata.sums), (unique, strata.unique)):
        np.add.at(total, (strata.point, strata.cutoff), column)
    return units.tolist() == result.served_units.tolist() and (
        (sums.tolist(), unique.tolist()) == (result.served_sums.tolist(), result.unique.tolist())
    )


def town(make_streets, seed):
    """A small town with one-way streets and parts cut off, 6 points of which some have a limit, 40 homes."""
    rng = np.random.default_rng(seed)
    streets = make_streets(int(rng.integers(4, 9)), seed=seed, country=False)
    here, homes = rng.choice(len(streets.crossings), 6), rng.choice(len(streets.crossings), 40)
    weights = rng.integers(0, 300, (40, 2)).astype(float)
    stratum = rng.integers(0, rng.choice([1, 4, 30]), 40)
    limits = np.where(rng.random(6) < 0.3, 3.0, np.nan)
    places = Places(tuple("abcdef"), streets.crossings[here], limits)
    return streets, here, homes, places, Demand(streets.crossings[homes], weights, ("people", "old"), stratum)


@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
@pytest.mark.parametrize("seed", range(12))
def test_by_road_against_networkx(make_streets, collect, monkeypatch, seed, overlap):
    monkeypatch.setattr(visits, "CHUNK", 1 + seed % 5)
    streets, here, homes, places, demand = town(make_streets, seed)
    options = CatchmentOptions(CUTOFFS, overlap=overlap, detail="none", snap_distance_m=1.0)
    result, _ = collect(build_graph(streets.lines(), metric="time"), places, demand, options)

    back, joined = streets.digraph().reverse(), set(streets.ends.ravel().tolist())
    cost = np.full((6, 40), np.inf)
    for i, point in enumerate(here.tolist()):
        if point in joined:
            minutes = nx.single_source_dijkstra_path_length(back, point, weight="weight")
            cost[i] = [minutes.get(home, np.inf) for home in homes.tolist()]
    cost[cost > np.where(np.isnan(places.limits), np.inf, places.limits)[:, None]] = np.inf
    assert rows_of(result.strata) == one_by_one(cost, CUTOFFS, demand, nearest=overlap == "nearest")
    assert add_up(result)
    for point, c in np.ndindex(6, 3):
        rows = result.strata.rows(point, c)
        assert list(rows) == [r for r, row in enumerate(rows_of(result.strata)) if row[:2] == (point, c)]


@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
@pytest.mark.parametrize("seed", range(4))
def test_in_a_straight_line_against_pyproj(make_streets, collect, seed, overlap):
    _, _, _, places, demand = town(make_streets, seed)
    cutoffs = (0.1, 0.25, 0.4)
    limited = Places(places.ids, places.lonlat, places.limits / 10.0)
    options = CatchmentOptions(cutoffs, metric="straight", overlap=overlap, detail="none")
    result, _ = collect(None, limited, demand, options)
    point, home = places.lonlat.T[:, :, None], demand.lonlat.T[:, None, :]
    km = Geod(ellps="WGS84").inv(*np.broadcast_arrays(*point, *home))[2] / 1000.0
    cost = np.where(km <= np.where(np.isnan(limited.limits), np.inf, limited.limits)[:, None], km, np.inf)
    assert rows_of(result.strata) == one_by_one(cost, cutoffs, demand, nearest=overlap == "nearest")
    assert len(result.strata.point) > 10  # six points, three cutoffs, one stratum or more
    assert add_up(result)


def test_without_strata_there_are_none(make_streets, collect):
    streets, _, _, places, demand = town(make_streets, 1)
    whole = Demand(demand.lonlat, demand.weights, demand.names)
    result, _ = collect(
        build_graph(streets.lines(), metric="time"), places, whole, CatchmentOptions(CUTOFFS, detail="none")
    )
    assert result.strata is None


def test_units_without_a_field_count_one_each(make_streets, collect):
    streets, _, _, places, demand = town(make_streets, 2)
    bare = Demand(demand.lonlat, np.zeros((40, 0)), (), demand.stratum)
    for overlap in ("overlap", "nearest"):
        options = CatchmentOptions(CUTOFFS, overlap=overlap, detail="none")
        result, _ = collect(build_graph(streets.lines(), metric="time"), places, bare, options)
        assert add_up(result)
        assert 0 < result.strata.unique.sum() <= result.strata.units.sum()


def test_nobody_and_nothing(collect, graph, streets):
    """No units at all, and units that no point reaches."""
    far = Places(("a",), np.array([[0.0, 0.0]]))
    for demand in (
        Demand(np.zeros((0, 2)), np.zeros((0, 1)), ("people",), np.zeros(0, np.int64)),
        Demand(streets.crossings[:5], np.ones((5, 1)), ("people",), np.arange(5)),
    ):
        for overlap in ("overlap", "nearest"):
            options = CatchmentOptions(CUTOFFS, overlap=overlap, detail="none")
            result, _ = collect(graph, far, demand, options)
            assert rows_of(result.strata) == []
            assert list(result.strata.rows(0, 2)) == []


def test_what_is_alone_and_not_served_keeps_the_sum_true():
    """Polygons drawn apart may differ in a sliver: its row says that no unit is served."""
    served = StratumSums.of(*np.array([[0], [1], [2]]), np.array([[5.0, 1.0]]))
    alone = StratumSums.of(*np.array([[0, 0], [1, 0], [2, 7]]), np.array([[4.0], [0.5]]))
    rows = rows_of(ServedStrata.of(served, alone))
    assert rows == [(0, 0, 7, 0, 0.0, 0.0, 0.5), (0, 1, 2, 1, 5.0, 1.0, 4.0)]


def test_l9_memory_follows_what_is_served_not_what_there_is():
    """2,000 points, 50,000 strata and 3 cutoffs are 300 million cells; 50 units are near each point."""
    d, near = 50_000, 50
    demand = Demand(np.zeros((d, 2)), np.ones((d, 2)), ("people", "old"), np.arange(d))
    rng = np.random.default_rng(0)
    tracemalloc.start()
    tally = Tally(2000, 3, demand)
    for chunk in np.arange(2000).reshape(-1, 40):
        point = np.repeat(chunk, near)
        unit = (point * 25 + np.tile(np.arange(near), len(chunk))) % d
        tally.add(point, unit, rng.integers(0, 3, len(unit)))
    strata = ServedStrata.of(tally.strata().cumulative(3), tally.unique_strata(demand.stratum))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (strata.cutoff == 2).sum() == 2000 * near
    assert peak < 100e6
