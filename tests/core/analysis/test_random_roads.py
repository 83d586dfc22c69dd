# SPDX-License-Identifier: GPL-2.0-or-later
"""What must hold for any roads and options: shapes are valid, nested and divided without overlap, figures
agree with each other, and nothing depends on the order of the features."""

import itertools

import numpy as np
import pytest
from service_points.core.analysis import CatchmentOptions, Demand, Places
from service_points.core.network import RoadLines, build_graph

CENTRES = [(-75.7, 45.4), (-75.7, 45.4), (-110.0, 82.5), (180.0, 52.0)]
SEEDS = range(12)


class Case:
    """Random roads, points (two of them at one place) and people, mostly on the roads."""

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        self.rng = rng
        centre = np.array(CENTRES[seed % len(CENTRES)])
        size = [0.01, 0.05, 0.3][seed % 3]
        step = size * np.array([1 / np.cos(np.radians(centre[1])), 1.0])
        self.places = centre + step * rng.uniform(-1, 1, (24, 2))
        self.places[:, 0] = (self.places[:, 0] + 180.0) % 360.0 - 180.0
        self.ends = rng.integers(0, 24, (34, 2))
        self.speed = rng.choice([30.0, 50.0, 80.0], 34)
        self.backward = rng.random(34) < 0.8
        which = rng.integers(0, 24, 5)
        which[1] = which[0]
        self.lonlat = self.places[which]
        self.unit = size * 111.0
        self.cutoffs = tuple(np.round(self.unit * np.array([0.15, 0.4, 1.1]), 6).tolist())
        low, high = self.cutoffs[0], self.cutoffs[-1]
        self.limits = rng.choice([np.nan, low / 2, (low + high) / 2, high, 2 * high], 5)
        lonlat = self.places[rng.integers(0, 24, 50)] + step * rng.normal(0, 0.03, (50, 2))
        self.demand = Demand(lonlat, rng.integers(0, 100, (50, 2)).astype(float), ("people", "seniors"))

    def graph(self, order=None):
        order = np.arange(len(self.ends)) if order is None else order
        return build_graph(
            RoadLines(
                self.places[self.ends[order]].reshape(-1, 2),
                np.arange(len(order) + 1) * 2,
                order,
                self.speed[order],
                np.ones(len(order), bool),
                self.backward[order],
            ),
            metric="distance",
        )

    def points(self, limited):
        return Places(tuple("abcde"), self.lonlat, self.limits if limited else None)

    def options(self, overlap, shape, detail):
        return CatchmentOptions(self.cutoffs, "distance", overlap=overlap, shape=shape, detail=detail)


def draw_all(case, limited, detail, collect, **tools):
    """Return, per overlap and shape, the polygons by point and cutoff; and all results."""
    shapes, results = {}, []
    for overlap, shape in itertools.product(("overlap", "dissolve", "nearest"), ("disks", "rings")):
        options = case.options(overlap, shape, detail)
        result, bands = collect(
            case.graph(), case.points(limited), case.demand, options, triangulate=tools["delaunay"]
        )
        results.append(result)
        drawn = shapes[overlap, shape] = {}
        for band in (band for band in bands if band.wkb is not None):
            drawn.setdefault(band.point, {})[band.cutoff_to] = tools["polygon"](band.wkb)
        if shape == "rings" and overlap != "overlap":
            assert sum(band.sums[0] for band in bands) == result.totals.served
    return shapes, results


def check_bands(disks, rings):
    """Disks are nested, rings do not overlap and add up to the largest disk."""
    largest = disks[max(disks)].area
    for inner, outer in itertools.combinations(sorted(disks), 2):
        assert disks[inner].difference(disks[outer]).area <= 1e-9 * largest
    for one, other in itertools.combinations(rings.values(), 2):
        assert one.intersection(other).area <= 1e-9 * largest
    assert sum(ring.area for ring in rings.values()) == pytest.approx(largest, rel=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("limited", [False, True])
def test_shapes_and_figures(seed, limited, collect, delaunay, polygon):
    detail = ["precise", "generalised"][seed % 2]
    shapes, results = draw_all(Case(seed), limited, detail, collect, delaunay=delaunay, polygon=polygon)
    for overlap in ("overlap", "dissolve", "nearest"):
        for point, disks in shapes[overlap, "disks"].items():
            check_bands(disks, shapes[overlap, "rings"][point])
    territories = [disks[max(disks)] for disks in shapes["nearest", "disks"].values()]
    for one, other in itertools.combinations(territories, 2):
        assert one.intersection(other).area <= 1e-9 * one.area
    first = results[0]
    for result in results[1:]:
        assert np.array_equal(result.demand_nearest, first.demand_nearest)
        assert np.array_equal(result.unique, first.unique)
    assert ((first.n_points > 0) == (first.demand_status == 0)).all()
    totals = first.totals
    assert totals.served + totals.beyond + totals.unreachable + totals.off_network == totals.total


@pytest.mark.parametrize("seed", SEEDS)
def test_each_point_alone_and_any_order(seed, collect):
    case = Case(seed)
    graph, points = case.graph(), case.points(limited=True)
    options = case.options("overlap", "rings", "none")
    whole, _ = collect(graph, points, case.demand, options)
    reached = np.zeros((5, 50), bool)
    for i in range(5):
        alone = Places(points.ids[i : i + 1], case.lonlat[i : i + 1], case.limits[i : i + 1])
        result, _ = collect(graph, alone, case.demand, options)
        assert result.served_sums[0].tolist() == whole.served_sums[i].tolist()
        reached[i] = result.demand_status == 0
    assert whole.n_points.tolist() == reached.sum(axis=0).tolist()
    only = reached & (reached.sum(axis=0) == 1)
    assert whole.unique[:, -1].tolist() == (only @ case.demand.first).tolist()

    shuffled = case.rng.permutation(50)
    mixed = Demand(case.demand.lonlat[shuffled], case.demand.weights[shuffled], case.demand.names)
    again, _ = collect(case.graph(case.rng.permutation(len(case.ends))), points, mixed, options)
    assert np.array_equal(again.demand_cost, whole.demand_cost[shuffled], equal_nan=True)
    assert again.demand_nearest.tolist() == whole.demand_nearest[shuffled].tolist()


def test_a_territory_ends_at_the_points_own_limit(collect, delaunay, polygon):
    """One road of 1.2 km, a point at either end; the western one serves 50 m only."""
    km = 1 / 78.847
    lonlat = np.array([(-75.0, 45.0), (-75.0 + 1.2 * km, 45.0)])
    one = np.ones(1, bool)
    lines = RoadLines(lonlat, np.array([0, 2]), np.arange(1), np.array([50.0]), one, one)
    points = Places(("a", "b"), lonlat, np.array([0.05, np.nan]))
    options = CatchmentOptions((1.0,), "distance", overlap="nearest", detail="precise")
    _, bands = collect(build_graph(lines, metric="distance"), points, None, options, triangulate=delaunay)
    west = polygon(bands[0].wkb)
    assert (bands[0].point, bands[0].cutoff_to) == (0, 0.05)
    assert 0.0 < (west.bounds[2] - -75.0) / km <= 0.051  # a vertex stands for the places within a metre
