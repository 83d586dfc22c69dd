# SPDX-License-Identifier: GPL-2.0-or-later
"""Services gained, indicator P4, and the one-stop rate, P3, against counting person by person."""

import numpy as np
import pytest
from service_points.core.analysis import Demand, PairOptions, Places, Sites, gains_by_area, pairs
from service_points.core.analysis.globe import geodesic_km


def everybody(seed, n_services):
    rng = np.random.default_rng(seed)
    lonlat = np.array([-75.7, 45.4]) + rng.uniform(-0.03, 0.03, (25, 2))
    homes = np.array([-75.7, 45.4]) + rng.uniform(-0.04, 0.04, (300, 2))
    names = np.array([f"v{i:03}" for i in range(n_services)])
    services = [frozenset(rng.choice(names, rng.integers(0, 6), replace=False).tolist()) for _ in range(25)]
    services[9] = None
    groups = tuple(f"g{i}" for i in rng.integers(0, 3, 25))
    sites = Sites(Places(tuple(f"s{i:02}" for i in range(25)), lonlat), groups, services=services)
    return sites, Demand(homes, rng.integers(0, 50, (300, 1)).astype(float), ("people",))


@pytest.mark.parametrize("n_services", [7, 150])  # within one word of 64 bits, and beyond
def test_services_gained_against_sets(n_services):
    sites, demand = everybody(5, n_services)
    options = PairOptions(max_cost=1.0, metric="straight", catchment=1.5)
    result = pairs(None, sites, options, demand=demand)
    table, gains, people = result.table, result.gains, demand.weights[:, 0]
    lonlat = sites.places.lonlat
    within = np.array(
        [geodesic_km(np.broadcast_to(one, demand.lonlat.shape), demand.lonlat) for one in lonlat]
    )
    within = within <= 1.5
    today = [
        set().union(*(sites.services[i] or () for i in np.flatnonzero(within[:, unit])))
        for unit in range(len(demand))
    ]
    assert gains.before.tolist() == [len(found) for found in today]
    offered = [set(one or ()) for one in sites.services]
    assert len(table) > 10
    for row, (a, b) in enumerate(zip(table.a.tolist(), table.b.tolist())):
        offered[a] |= sites.services[b] or set()
        offered[b] |= sites.services[a] or set()
        if sites.services[a] is None or sites.services[b] is None:
            assert np.isnan(table.people_gaining[row])
            continue
        both = sites.services[a] | sites.services[b]
        winners = [unit for unit in np.flatnonzero(within[a] | within[b]) if both - today[unit]]
        assert table.people_gaining[row] == people[winners].sum()
        assert table.people_gaining[row] <= table.people_a_only[row] + table.people_b_only[row]
    later = [
        set().union(*(offered[i] for i in np.flatnonzero(within[:, unit]))) for unit in range(len(demand))
    ]
    assert gains.after.tolist() == [len(found) for found in later]
    assert np.isnan(table.people_gaining).any()
    assert (table.people_gaining > 0).any()


def test_areas_add_up_and_are_means_over_people():
    # a at home 0 offers x, b at home 1 offers y and z; home 2, in the area of home 0, is far from both.
    lonlat = np.array([[-75.7, 45.4], [-75.68, 45.4]])
    homes = np.array([[-75.7, 45.4], [-75.68, 45.4], [-75.0, 45.4]])
    demand = Demand(homes, np.array([[30.0], [50.0], [20.0]]), ("people",))
    sites = Sites(Places(("a", "b"), lonlat), ("f", "p"), services=[frozenset("x"), frozenset("yz")])
    result = pairs(None, sites, PairOptions(max_cost=2.0, metric="straight", catchment=0.5), demand=demand)
    rows = gains_by_area(demand, ["north", "south", "north"], result.near_one_stop, result.gains)
    north, south = rows
    # 30 of 50 people in the north reach 1 service and would gain 2; all 50 in the south reach 2 and gain 1.
    assert (north.area, north.population, north.gaining) == ("north", 50.0, 30.0)
    assert (north.before, north.gained) == (pytest.approx(0.6), pytest.approx(1.2))
    assert (south.population, south.gaining, south.before, south.gained) == (50.0, 50.0, 2.0, 1.0)
    assert sum(one.population for one in rows) == demand.first.sum()
    assert result.table.people_gaining.tolist() == [80.0]


def test_the_one_stop_rate_counts_who_is_near_a_shared_place():
    lonlat = np.array([[-75.7, 45.4], [-75.7, 45.4], [-75.6, 45.4]])
    homes = np.array([[-75.701, 45.4], [-75.6, 45.4], [-75.0, 45.4], [-75.7, 45.401]])
    demand = Demand(homes, np.array([[30.0], [40.0], [10.0], [20.0]]), ("people",))
    sites = Sites(Places(("a", "b", "c"), lonlat), ("f", "p", "f"))
    result = pairs(None, sites, PairOptions(max_cost=1.0, metric="straight", catchment=0.5), demand=demand)
    assert result.near_one_stop.tolist() == [True, False, False, True]
    assert result.one_stop == 0.5
    assert result.gains is None  # no services are known at all
    (everyone,) = gains_by_area(demand, [""] * 4, result.near_one_stop, None)
    assert (everyone.population, everyone.near_one_stop) == (100.0, 50.0)
    assert np.isnan([everyone.gaining, everyone.before, everyone.gained]).all()
