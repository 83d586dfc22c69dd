# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is served: hand-made roads, and networkx on a generated street grid."""

import networkx as nx
import numpy as np
import pytest
from service_points.core.analysis import (
    ALL_POINTS,
    STATUSES,
    CatchmentOptions,
    Demand,
    Places,
    catchments,
)
from service_points.core.errors import Cancelled, InputError
from service_points.core.network import RoadLines, build_graph
from service_points.core.progress import Silent

CUTOFFS = (6.0, 2.0, 4.0)  # in any order


def degrees(*km):
    """Kilometres east and north of a place at 45° N, 1 km = 1 / 78.847° east (WGS 84)."""
    return np.array([[-75.0 + x / 78.847, 45.0 + y / 111.132] for x, y in km]).reshape(-1, 2)


@pytest.fixture(scope="module")
def road():
    """West to east, 60 km/h both ways: nodes at 0, 4, 8 and 12 km; far off an island of 2 km."""
    ends = [((0, 0), (4, 0)), ((4, 0), (8, 0)), ((8, 0), (12, 0)), ((0, 50), (2, 50))]
    lonlat = np.concatenate([degrees(*pair) for pair in ends])
    one = np.ones(4, bool)
    lines = RoadLines(lonlat, np.arange(5) * 2, np.arange(4), np.full(4, 60.0), one, one)
    return build_graph(lines, metric="time")


@pytest.fixture(scope="module")
def hand(road):
    """Points a at 1 km and b at 7 km; people at 0, 2, 3.5, 6, 11 km, on the island, and 20 km off.

    Minutes from a: 1, 1, 2.5, 5, 10; from b: 7, 5, 3.5, 1, 4.
    """
    places = Places(("a", "b"), degrees((1, 0), (7, 0)))
    where = degrees((0, 0), (2, 0), (3.5, 0), (6, 0), (11, 0), (1, 50), (5, 20))
    weights = np.array([[100, 1], [200, 2], [300, 3], [400, 4], [500, 5], [60, 6], [7, 7]], float)
    return road, places, Demand(where, weights, ("people", "seniors"))


def status_names(result):
    return [STATUSES[code] for code in result.demand_status]


def test_hand_computed_road(hand, collect):
    result, bands = collect(*hand, CatchmentOptions(CUTOFFS, detail="none"))
    assert result.cutoffs.tolist() == [2, 4, 6]
    assert result.served_sums[:, :, 0].tolist() == [[300, 600, 1000], [400, 1200, 1400]]
    assert result.served_sums[:, :, 1].tolist() == [[3, 6, 10], [4, 12, 14]]
    assert result.served_units.tolist() == [[2, 3, 4], [1, 3, 4]]
    # Within 4 min only a reaches 0 and 2 km, only b 6 and 11 km; within 6 min a alone 0 km, b alone 11 km.
    assert result.unique.tolist() == [[300, 300, 100], [400, 900, 500]]
    assert status_names(result) == ["served"] * 5 + ["unreachable", "off_network"]
    assert result.demand_nearest.tolist() == [0, 0, 0, 1, 1, -1, -1]
    assert result.demand_cost[:5] == pytest.approx([1, 1, 2.5, 1, 4], abs=1e-3)
    assert np.isnan(result.demand_cost[5:]).all()
    assert result.demand_band.tolist() == [0, 0, 1, 0, 1, -1, -1]
    assert result.n_points.tolist() == [1, 2, 2, 2, 1, 0, 0]
    totals = result.totals
    assert (totals.total, totals.served, totals.beyond) == (1567, 1500, 0)
    assert (totals.unreachable, totals.off_network) == (60, 7)
    assert [(b.point, b.cutoff_from, b.cutoff_to, b.sums[0], b.units_served) for b in bands] == [
        (0, 0, 2, 300, 2),
        (0, 2, 4, 300, 1),
        (0, 4, 6, 400, 1),
        (1, 0, 2, 400, 1),
        (1, 2, 4, 800, 2),
        (1, 4, 6, 200, 1),
    ]


def test_beyond_and_disks(hand, collect):
    result, bands = collect(*hand, CatchmentOptions((1.5, 2.0), shape="disks", detail="none"))
    assert status_names(result)[:5] == ["served", "served", "beyond", "served", "beyond"]
    assert result.demand_nearest.tolist()[:5] == [0, 0, 0, 1, 1]
    assert result.totals.beyond == 800
    assert [(b.cutoff_from, b.cutoff_to, b.sums[0]) for b in bands] == [
        (0, 1.5, 300),
        (0, 2, 300),
        (0, 1.5, 400),
        (0, 2, 400),
    ]


def test_limits_are_inclusive_whatever_the_rounding(hand, collect):
    """A cutoff a rounding error below a cost holds it; one a hundred-millionth below does not."""
    road, places, demand = hand
    exact, _ = collect(road, places, demand, CatchmentOptions(CUTOFFS, detail="none"))
    cost = float(exact.demand_cost[3])  # 6 km, 1 min from b
    for overlap in ("overlap", "nearest", "dissolve"):
        for share, served in ((1 - 2e-16, True), (1 - 5e-10, True), (1 - 1e-8, False)):
            options = CatchmentOptions((cost * share,), overlap=overlap, detail="none")
            result, bands = collect(road, places, demand, options)
            assert (result.demand_status[3] == 0) == served
            assert (result.served_sums[1, 0, 0] == 400) == served
            assert (result.n_points[3] == 1) == served
            assert sum(band.sums[0] for band in bands) == result.totals.served
            own = Places(places.ids, places.lonlat, np.array([np.nan, cost * share]))
            limited, _ = collect(road, own, demand, CatchmentOptions(CUTOFFS, overlap=overlap, detail="none"))
            assert (limited.demand_nearest[3] == 1) == served


def test_dissolve_counts_everyone_once(hand, collect):
    result, bands = collect(*hand, CatchmentOptions(CUTOFFS, overlap="dissolve", detail="none"))
    assert [(b.point, b.cutoff_to, b.sums[0]) for b in bands] == [
        (ALL_POINTS, 2, 700),
        (ALL_POINTS, 4, 800),
        (ALL_POINTS, 6, 0),
    ]
    assert result.served_sums[:, -1, 0].tolist() == [1000, 1400]


def test_nearest_adds_up_to_served(hand, collect):
    result, bands = collect(*hand, CatchmentOptions(CUTOFFS, overlap="nearest", detail="none"))
    assert result.served_sums[:, :, 0].tolist() == [[300, 600, 600], [400, 900, 900]]
    assert sum(band.sums[0] for band in bands) == result.totals.served == 1500


def test_limit_of_a_point_caps_its_cutoffs(hand, collect):
    road, places, demand = hand
    limited = Places(places.ids, places.lonlat, np.array([np.nan, 3.6]))
    result, bands = collect(road, limited, demand, CatchmentOptions(CUTOFFS, detail="none"))
    assert result.served_sums[:, :, 0].tolist() == [[300, 600, 1000], [400, 700, 700]]
    assert [b.cutoff_to for b in bands if b.point == 1] == [2, 3.6]
    # 11 km is 4 min from b, which serves up to 3.6, and 10 min from a.
    assert status_names(result)[4] == "beyond"
    assert result.demand_nearest[4] == 1


def test_nearer_point_that_may_not_serve_does_not_hide_one_that_may(hand, collect):
    road, places, demand = hand
    limited = Places(places.ids, places.lonlat, np.array([np.nan, 0.5]))
    for overlap in ("overlap", "nearest", "dissolve"):
        options = CatchmentOptions(CUTOFFS, overlap=overlap, detail="none")
        result, bands = collect(road, limited, demand, options)
        # 6 km is 1 min from b, whose limit is half a minute, and 5 min from a.
        assert result.demand_nearest[3] == 0
        assert result.demand_cost[3] == pytest.approx(5, abs=1e-3)
        assert result.totals.served == sum(b.sums[0] for b in bands) == 1000


def test_access_speed_counts_the_way_to_the_road(road):
    places = Places(("a",), degrees((1, 0.5)))
    demand = Demand(degrees((2, 0.25)), np.array([[10.0]]), ("people",))
    options = CatchmentOptions((20.0,), detail="none", access_speed_kmh=5.0)
    result = catchments(road, places, demand, options)
    # 0.5 km and 0.25 km at 5 km/h are 6 and 3 min, the road 1 min.
    assert result.demand_cost[0] == pytest.approx(10.0, abs=0.01)
    assert result.snap_m[0] == pytest.approx(500, abs=1)


def test_no_point_on_the_network(hand, collect, delaunay):
    road, places, demand = hand
    lost = Places(places.ids, degrees((0, 25), (5, 25)))
    for overlap in ("overlap", "nearest", "dissolve"):
        options = CatchmentOptions(CUTOFFS, overlap=overlap)
        result, bands = collect(road, lost, demand, options, triangulate=delaunay)
        assert not result.placed.any()
        assert not bands
        assert status_names(result) == ["unreachable"] * 6 + ["off_network"]
        assert (result.totals.unreachable, result.totals.off_network) == (1560, 7)
        assert result.snap_m == pytest.approx([25000, 25000], rel=0.01)


def test_point_on_an_island_serves_its_island(hand, collect, delaunay, polygon):
    road, _, demand = hand
    places = Places(("island",), degrees((1.5, 50)))
    result, bands = collect(road, places, demand, CatchmentOptions(CUTOFFS), triangulate=delaunay)
    assert result.served_sums[0, :, 0].tolist() == [60, 60, 60]
    assert status_names(result) == ["unreachable"] * 5 + ["served", "off_network"]
    assert polygon(bands[0].wkb).area > 0


def test_without_demand_there_are_polygons_only(hand, collect, delaunay, polygon):
    road, places, _ = hand
    for overlap, number in (("overlap", 6), ("dissolve", 3), ("nearest", 6)):
        options = CatchmentOptions(CUTOFFS, overlap=overlap)
        result, bands = collect(road, places, None, options, triangulate=delaunay)
        assert len(bands) == number
        assert result.totals.total == 0
        assert all(band.units_served == 0 and len(band.sums) == 0 for band in bands)
        assert all(polygon(band.wkb).area > 0 for band in bands if band.wkb)


def test_demand_of_no_units_keeps_its_fields(hand, collect):
    road, places, demand = hand
    nobody = Demand(np.zeros((0, 2)), np.zeros((0, 2)), demand.names)
    for metric in ("time", "straight"):
        for overlap in ("overlap", "nearest", "dissolve"):
            options = CatchmentOptions(CUTOFFS, metric=metric, overlap=overlap, detail="none")
            result, bands = collect(road, places, nobody, options)
            assert result.served_sums.tolist() == [[[0, 0]] * 3] * 2
            assert {tuple(band.sums) for band in bands} == {(0, 0)}


def test_coincident_points_tie_to_the_first(hand, collect, delaunay, polygon):
    road, _, demand = hand
    places = Places(("a", "b", "c"), degrees((1, 0), (1, 0), (1, 0)))
    options = CatchmentOptions(CUTOFFS, overlap="nearest")
    result, bands = collect(road, places, demand, options, triangulate=delaunay)
    assert set(result.demand_nearest[:5].tolist()) == {0}
    assert result.unique.tolist() == [[0, 0, 0]] * 3
    assert [band.point for band in bands if band.wkb] == [0, 0, 0]
    everyone, _ = collect(road, places, demand, CatchmentOptions(CUTOFFS), triangulate=delaunay)
    assert everyone.served_sums[:, -1, 0].tolist() == [1000, 1000, 1000]


@pytest.mark.parametrize("travel", ["to_point", "from_point"])
def test_streets_against_networkx(streets, graph, collect, travel):
    rng = np.random.default_rng(3)
    chosen, homes = rng.choice(1600, 12, replace=False), rng.choice(1600, 300, replace=False)
    weights = rng.integers(0, 500, (300, 2)).astype(float)
    places = Places(tuple(f"{i:02}" for i in range(12)), streets.crossings[chosen])
    demand = Demand(streets.crossings[homes], weights, ("people", "seniors"))
    options = CatchmentOptions(CUTOFFS, travel=travel, detail="none")
    result, _ = collect(graph, places, demand, options)

    digraph = streets.digraph()
    if travel == "to_point":
        digraph = digraph.reverse()
    cost = np.full((12, 300), np.inf)
    for i, crossing in enumerate(chosen.tolist()):
        minutes = nx.single_source_dijkstra_path_length(digraph, crossing, weight="weight")
        cost[i] = [minutes.get(home, np.inf) for home in homes.tolist()]
    for j, cutoff in enumerate((2.0, 4.0, 6.0)):
        within = cost <= cutoff
        assert result.served_units[:, j].tolist() == within.sum(axis=1).tolist()
        assert result.served_sums[:, j].tolist() == (within @ weights).tolist()
        alone = within & (within.sum(axis=0) == 1)
        assert result.unique[:, j].tolist() == (alone @ weights[:, 0]).tolist()
    assert result.n_points.tolist() == (cost <= 6.0).sum(axis=0).tolist()
    found = np.isfinite(cost.min(axis=0))
    assert result.demand_nearest[found].tolist() == cost.argmin(axis=0)[found].tolist()
    assert result.demand_cost[found] == pytest.approx(cost.min(axis=0)[found], rel=1e-6)
    totals = result.totals
    assert totals.served + totals.beyond + totals.unreachable + totals.off_network == totals.total
    assert totals.served == weights[cost.min(axis=0) <= 6.0, 0].sum()


@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
def test_order_of_features_changes_nothing(streets, collect, delaunay, overlap):
    rng = np.random.default_rng(5)
    chosen, homes = rng.choice(1600, 8, replace=False), rng.choice(1600, 200, replace=False)
    people = rng.integers(0, 500, (200, 1)).astype(float)
    places = Places(tuple("abcdefgh"), streets.crossings[chosen])
    options = CatchmentOptions(CUTOFFS, overlap=overlap)
    answers = []
    for order, units in (
        (np.arange(len(streets.ends)), np.arange(200)),
        (rng.permutation(len(streets.ends)), rng.permutation(200)),
    ):
        network = build_graph(streets.lines(order), metric="time")
        demand = Demand(streets.crossings[homes[units]], people[units], ("people",))
        result, bands = collect(network, places, demand, options, triangulate=delaunay)
        answers.append(
            (
                result.served_sums.tolist(),
                result.demand_nearest[np.argsort(units)].tolist(),
                {(b.point, b.cutoff_to): (b.sums.tolist(), b.wkb) for b in bands},
            )
        )
    assert answers[0] == answers[1]


def test_bands_have_polygons_of_the_right_kind(streets, graph, collect, delaunay, polygon):
    places = Places(("a", "b"), streets.crossings[[410, 1130]])
    found = {}
    for shape in ("rings", "disks"):
        for overlap in ("overlap", "dissolve", "nearest"):
            options = CatchmentOptions(CUTOFFS, overlap=overlap, shape=shape, detail="precise")
            _, bands = collect(graph, places, None, options, triangulate=delaunay)
            for band in bands:
                found[shape, overlap, band.point, band.cutoff_to] = polygon(band.wkb)
    for overlap, point in (("overlap", 0), ("overlap", 1), ("dissolve", ALL_POINTS), ("nearest", 1)):
        rings = [found["rings", overlap, point, cutoff].area for cutoff in (2, 4, 6)]
        assert sum(rings) == pytest.approx(found["disks", overlap, point, 6].area, rel=1e-9)
    a, b = found["disks", "nearest", 0, 6], found["disks", "nearest", 1, 6]
    assert a.intersection(b).area < 1e-13
    west, south, east, north = a.bounds
    assert -75.8 < west < east < -75.5
    assert 45.3 < south < north < 45.5


@pytest.mark.parametrize("cutoffs", [(), (0.0,), (-5.0, 5.0), (float("nan"),), (float("inf"),)])
def test_impossible_cutoffs(hand, cutoffs):
    with pytest.raises(InputError):
        catchments(*hand, CatchmentOptions(cutoffs, detail="none"))


@pytest.mark.parametrize(
    "options",
    [
        CatchmentOptions((5.0,), metric="distance", detail="none"),
        CatchmentOptions((5.0,)),
        CatchmentOptions((5.0,), metric="straight", overlap="nearest"),
    ],
    ids=["network of another measure", "no triangulation", "no overlay"],
)
def test_what_is_missing_is_said(hand, options):
    with pytest.raises(InputError):
        catchments(*hand, options)


def test_limits_must_be_above_zero(hand):
    road, places, demand = hand
    with pytest.raises(InputError):
        catchments(
            road,
            Places(places.ids, places.lonlat, np.array([5.0, 0.0])),
            demand,
            CatchmentOptions((5.0,), detail="none"),
        )


@pytest.mark.parametrize("metric", ["time", "straight"])
def test_cancel_stops(hand, metric):
    class Stopped(Silent):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        catchments(*hand, CatchmentOptions((5.0,), metric=metric, detail="none"), progress=Stopped())
