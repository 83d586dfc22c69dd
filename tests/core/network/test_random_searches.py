# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches on random networks against networkx: whole costs, so that ties and roads of no cost are common;
one-way, parallel and round roads, islands; places anywhere along roads, several on one, at ends, with costs
of their own."""

from dataclasses import replace

import networkx
import numpy as np
import pytest
from service_points.core.network import Placement, Targets, build_graph, nearest, reach
from service_points.core.network.geodesic import segment_steps

CASES = 60
WAYS = ["both", "both", "both", "forward", "backward"]


class Case:
    """A network of whole costs and places at eighths of its roads."""

    def __init__(self, make_graph, rng):
        n = int(rng.integers(2, 16))
        roads = []
        for road in range(int(rng.integers(1, 30))):
            a, b = rng.integers(0, n, 2).tolist()
            bend = (a % 4 + 0.3 + 0.001 * road, b % 4 + 0.4)  # nobody else's, so that rings and copies differ
            roads.append(([(a % 4, a // 4), bend, (b % 4, b // 4)], 1.0, str(rng.choice(WAYS))))
        graph = make_graph(*roads)
        self.graph = replace(graph, edge_cost=rng.integers(0, 6, graph.n_edges).astype(float))
        self.origins, self.targets = self.places(rng, 6), self.places(rng, 16)
        self.start, self.end = rng.integers(0, 3, 6).astype(float), rng.integers(0, 3, 16).astype(float)
        self.horizon = float(rng.integers(0, 15))

    def places(self, rng, count):
        edge = rng.integers(-1, self.graph.n_edges, count).astype(np.int32)
        return Placement(edge, rng.integers(0, 9, count) / 8, np.zeros(count))

    def costs(self, travel, horizon):
        """What a reach gives, infinite where no pair came back."""
        found = np.full((6, 16), np.inf)
        targets = Targets(self.graph, self.targets, self.end)
        options = {"horizon": horizon, "travel": travel, "start_cost": self.start}
        for batch in reach(self.graph, self.origins, **options):
            row, target, cost = batch.costs(targets)
            assert np.isinf(found[batch.origins[row], target]).all()
            found[batch.origins[row], target] = cost
            for each in range(len(batch.origins)):
                assert batch.touched(each).tolist() == np.flatnonzero(batch.node_cost[each] < np.inf).tolist()
        return found


@pytest.mark.parametrize("travel", ["to_point", "from_point"])
@pytest.mark.parametrize("block", range(5))
def test_costs_and_nearest(make_graph, oracle, travel, block):
    pairs = 0
    for seed in range(block * CASES, (block + 1) * CASES):
        case = Case(make_graph, np.random.default_rng(seed))
        expected = oracle(case.graph, case.origins, case.targets, travel)
        expected += case.start[:, None] + case.end
        found = case.costs(travel, np.inf)
        assert np.array_equal(found, expected), seed  # whole numbers and eighths: exact
        assert np.array_equal(
            case.costs(travel, case.horizon), np.where(expected <= case.horizon, expected, np.inf)
        ), seed
        for horizon in (np.inf, case.horizon):
            field = nearest(case.graph, case.origins, horizon=horizon, travel=travel, start_cost=case.start)
            cost, label = field.at(Targets(case.graph, case.targets, case.end))
            within = np.where(expected <= horizon, expected, np.inf)
            assert np.array_equal(cost, within.min(axis=0)), seed
            lowest = np.where(np.isfinite(within.min(axis=0)), within.argmin(axis=0), -1)
            assert np.array_equal(label, lowest), seed
        pairs += int(np.isfinite(expected).sum())
    assert pairs > 1000


@pytest.mark.parametrize("travel", ["to_point", "from_point"])
def test_nodes_and_their_nearest(make_graph, travel):
    for seed in range(CASES):
        case = Case(make_graph, np.random.default_rng(10_000 + seed))
        graph = case.graph
        net = networkx.MultiDiGraph()
        net.add_nodes_from(range(graph.n_nodes))
        for u, v, cost, there, back in zip(
            graph.edge_u.tolist(), graph.edge_v.tolist(), graph.edge_cost, graph.forward, graph.backward
        ):
            net.add_edges_from([(u, v, {"cost": cost})] if there else [])
            net.add_edges_from([(v, u, {"cost": cost})] if back else [])
        net = net.reverse() if travel == "to_point" else net
        edge = np.flatnonzero(graph.forward & graph.backward).astype(np.int32)
        starts = Placement(edge, np.zeros(len(edge)), np.zeros(len(edge)))  # at node u of two-way roads
        expected = np.full((len(edge) + 1, graph.n_nodes), np.inf)
        for index, node in enumerate(graph.edge_u[edge].tolist()):
            for other, cost in networkx.single_source_dijkstra_path_length(net, node, weight="cost").items():
                expected[index, other] = cost
        field = nearest(graph, starts, travel=travel)
        assert np.array_equal(field.node_cost, expected.min(axis=0)), seed
        lowest = np.where(np.isfinite(field.node_cost), expected.argmin(axis=0), -1)
        assert np.array_equal(field.node_label, lowest), seed


def test_junctions_of_many_roads(make_graph, oracle):
    """More roads at a node than a row of arcs holds, several times over."""
    rng = np.random.default_rng(0)
    for roads in (4, 5, 8, 9, 13, 31):
        star = [([(5, 5), (i, i % 3)], 1.0, str(rng.choice(WAYS))) for i in range(roads)]
        graph = make_graph(*star)
        graph = replace(graph, edge_cost=rng.integers(1, 9, graph.n_edges).astype(float))
        edge = np.arange(graph.n_edges, dtype=np.int32)
        places = Placement(edge, np.full(len(edge), 0.5), np.zeros(len(edge)))
        for travel in ("to_point", "from_point"):
            expected = oracle(graph, places, places, travel)
            found = np.full(expected.shape, np.inf)
            for batch in reach(graph, places, horizon=np.inf, travel=travel):
                row, target, cost = batch.costs(Targets(graph, places))
                found[batch.origins[row], target] = cost
            assert np.array_equal(found, expected)
            assert np.isfinite(expected).sum() > len(edge)


def test_lengths_of_short_segments_are_those_of_karney():
    """From 10 cm to 3 km where the chord is used, and beyond, where it is not, at all latitudes."""
    pyproj = pytest.importorskip("pyproj")
    geod, rng = pyproj.Geod(ellps="WGS84"), np.random.default_rng(8)
    for metres in (0.1, 1.0, 30.0, 300.0, 2990.0, 3010.0, 50_000.0, 9e6):
        lon, lat = rng.uniform(-180, 180, 2000), rng.uniform(-89.99, 89.99, 2000)
        lon[:200], lat[200:400] = 180.0, 85.0
        to_lon, to_lat, _ = geod.fwd(lon, lat, rng.uniform(0, 360, 2000), np.full(2000, metres))
        ends = np.column_stack((lon, lat, to_lon, to_lat)).reshape(-1, 2)
        steps = segment_steps(ends, np.arange(0, len(ends) + 1, 2))
        expected = geod.inv(lon, lat, to_lon, to_lat)[2]
        assert (steps[::2] == 0).all()
        assert steps[1::2] == pytest.approx(expected, rel=1e-9, abs=1e-8)


def test_the_graph_is_the_same_for_shuffled_roads(make_lines):
    """All of it but the numbers of the lines, which are those of the lines given."""
    for seed in range(CASES):
        rng = np.random.default_rng(seed)
        roads = []
        for _ in range(25):
            path = [(int(a) % 5, int(a) // 5) for a in rng.integers(0, 25, int(rng.integers(2, 5)))]
            roads.append((path, 1.0, str(rng.choice(WAYS))))
        lines = make_lines(*roads, *roads[:3])
        lines.speed_kmh[:] = rng.choice([30.0, 50.0], len(lines))
        order = rng.permutation(len(lines))
        tolerance = float(rng.choice([0.0, 100.0]))  # places are 78 m apart
        graph = build_graph(lines, metric="time", tolerance_m=tolerance)
        mixed = build_graph(lines.select(order), metric="time", tolerance_m=tolerance)
        for name in ("node_xy", "edge_u", "edge_v", "edge_cost", "edge_length_m", "forward", "backward"):
            assert np.array_equal(getattr(graph, name), getattr(mixed, name)), (seed, name)
        for name in ("edge_offsets", "vertex_xy", "vertex_step_m", "component"):
            assert np.array_equal(getattr(graph, name), getattr(mixed, name)), (seed, name)
        same_road = lines.speed_kmh[graph.edge_line] == lines.select(order).speed_kmh[mixed.edge_line]
        assert same_road.all(), seed
