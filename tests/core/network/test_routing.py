# SPDX-License-Identifier: GPL-2.0-or-later
import tracemalloc

import networkx
import numpy as np
import pytest
from service_points.core.errors import Cancelled
from service_points.core.network import Targets, build_graph, nearest, reach, snap

ALL = 1e9


@pytest.fixture
def costs():
    """Return the costs (origins, targets) of a reach, infinite where no pair came back."""

    def compute(graph, origins, targets, travel, horizon=np.inf, **options):
        result = np.full((len(origins), len(targets)), np.inf)
        end_cost = options.pop("end_cost", None)
        prepared = Targets(graph, targets, end_cost)
        for batch in reach(graph, origins, horizon=horizon, travel=travel, **options):
            row, target, cost = batch.costs(prepared)
            assert np.isinf(result[batch.origins[row], target]).all()  # each pair once
            result[batch.origins[row], target] = cost
        return result

    return compute


class TestByHand:
    def test_one_way(self, make_graph, at, costs):
        # A one-way block: 1 minute down, 5 minutes the other way round.
        graph = make_graph(([(0, 0), (1, 0)], 1.0, "forward"), ([(1, 0), (1, 1), (0, 1), (0, 0)], 5.0))
        start, end = snap(graph, at((0, 0)), ALL), snap(graph, at((1, 0)), ALL)
        assert costs(graph, start, end, "from_point")[0] == pytest.approx([1.0])
        assert costs(graph, start, end, "to_point")[0] == pytest.approx([5.0])
        assert costs(graph, end, start, "to_point")[0] == pytest.approx([1.0])

    def test_backward_is_against_the_drawing(self, make_graph, at, costs):
        graph = make_graph(([(0, 0), (1, 0)], 1.0, "backward"))
        start, end = snap(graph, at((0, 0)), ALL), snap(graph, at((1, 0)), ALL)
        assert costs(graph, start, end, "from_point")[0].tolist() == [np.inf]
        assert costs(graph, end, start, "from_point")[0] == pytest.approx([1.0])

    def test_parallel_roads_take_the_faster(self, make_graph, at, costs):
        graph = make_graph(([(0, 0), (1, 0)], 7.0), ([(0, 0), (0.5, 0.5), (1, 0)], 4.0))
        start, end = snap(graph, at((0, 0)), ALL), snap(graph, at((1, 0)), ALL)
        assert costs(graph, start, end, "from_point")[0] == pytest.approx([4.0])

    def test_a_road_that_costs_nothing_still_connects(self, make_lines, at, costs):
        lines = make_lines(([(0, 0), (1, 0)], 1.0), ([(1, 0), (2, 0)], 1.0), ([(2, 0), (3, 0)], 1.0))
        lines.speed_kmh[1] = 1e308  # minutes below the smallest that adds to one
        graph = build_graph(lines, metric="time")
        start, end = snap(graph, at((0, 0)), ALL), snap(graph, at((3, 0)), ALL)
        assert costs(graph, start, end, "from_point")[0] == pytest.approx([2.0])
        field = nearest(graph, start, travel="from_point")
        assert field.at(Targets(graph, end))[1].tolist() == [0]

    def test_mid_edge_to_mid_edge(self, make_graph, at, costs):
        graph = make_graph(([(0, 0), (4, 0)], 8.0), ([(4, 0), (8, 0)], 4.0))
        start, end = snap(graph, at((1, 0.1)), ALL), snap(graph, at((6, 0.1)), ALL)
        assert costs(graph, start, end, "from_point")[0] == pytest.approx([8.0], rel=1e-4)  # 6 + 2

    def test_trip_along_one_edge_needs_no_node(self, make_graph, at, costs):
        graph = make_graph(([(0, 0), (10, 0)], 10.0, "forward"))
        places = snap(graph, at((2, 0), (5, 0)), ALL)
        expected = [[0.0, 3.0], [np.inf, 0.0]]
        assert costs(graph, places, places, "from_point") == pytest.approx(np.array(expected), rel=1e-3)
        assert costs(graph, places, places, "to_point") == pytest.approx(np.array(expected).T, rel=1e-3)

    def test_one_way_round_the_block_to_a_place_just_behind(self, make_graph, at, costs):
        graph = make_graph(([(0, 0), (10, 0)], 10.0, "forward"), ([(10, 0), (5, 5), (0, 0)], 20.0))
        places = snap(graph, at((2, -0.1), (5, -0.1)), ALL)
        assert costs(graph, places, places, "from_point")[1] == pytest.approx([27.0, 0.0], rel=1e-3)

    def test_a_point_at_a_node_leaves_it_by_every_road(self, make_graph, at, costs):
        # All roads at the point's node are one-way away from it or towards it.
        graph = make_graph(
            ([(0, 0), (1, 0)], 1.0, "forward"),
            ([(0, 0), (0, 1)], 2.0, "forward"),
            ([(0, -1), (0, 0)], 3.0, "forward"),
        )
        point = snap(graph, at((0, 0)), ALL)
        others = snap(graph, at((1, 0), (0, 1), (0, -1)), ALL)
        assert costs(graph, point, others, "from_point")[0] == pytest.approx([1.0, 2.0, np.inf])
        assert costs(graph, point, others, "to_point")[0] == pytest.approx([np.inf, np.inf, 3.0])

    def test_horizon_is_inclusive(self, make_graph, at, costs, node_at):
        graph = make_graph(([(0, 0), (1, 0)], 2.0), ([(1, 0), (2, 0)], 3.0))
        start, end = snap(graph, at((0, 0)), ALL), snap(graph, at((2, 0)), ALL)
        exact = costs(graph, start, end, "from_point")[0, 0]
        assert exact == pytest.approx(5.0)
        for rounding in (0.0, 2e-16, 5e-10):
            assert costs(graph, start, end, "from_point", horizon=exact * (1 - rounding))[0, 0] == exact
        below = exact * (1 - 1e-8)
        assert np.isinf(costs(graph, start, end, "from_point", horizon=below)[0, 0])
        batch = next(iter(reach(graph, start, horizon=below, travel="from_point")))
        assert np.isinf(batch.node_cost[0, node_at(graph, (2, 0))])
        assert sorted(batch.touched(0)) == sorted([node_at(graph, (0, 0)), node_at(graph, (1, 0))])

    def test_start_and_end_cost_count(self, make_graph, at, costs, node_at):
        graph = make_graph(([(0, 0), (1, 0)], 2.0))
        start, end = snap(graph, at((0, 0)), ALL), snap(graph, at((1, 0), (0, 0)), ALL)
        extra = {"start_cost": np.array([0.5]), "end_cost": np.array([0.25, 0.75])}
        assert costs(graph, start, end, "to_point", **extra)[0] == pytest.approx([2.75, 1.25])
        assert np.isinf(costs(graph, start, end, "to_point", horizon=2.7, **extra)[0, 0])
        assert np.isinf(costs(graph, start, end, "to_point", horizon=0.4, **extra)).all()
        field = nearest(graph, start, travel="to_point", start_cost=np.array([0.5]))
        cost, label = field.at(Targets(graph, end, np.array([0.25, 0.75])))
        assert cost == pytest.approx([2.75, 1.25])
        assert label.tolist() == [0, 0]

    def test_off_network_is_in_no_batch_and_no_pair(self, make_graph, at, costs):
        graph = make_graph(([(0, 0), (1, 0)], 1.0))
        places = snap(graph, at((0, 0), (0, 200), (1, 0)), 2000.0)
        batches = list(reach(graph, places, horizon=9.0, travel="to_point"))
        assert [batch.origins.tolist() for batch in batches] == [[0, 2]]
        assert np.isinf(costs(graph, places, places, "to_point")[:, 1]).all()
        cost, label = nearest(graph, places, travel="to_point").at(Targets(graph, places))
        assert (cost[1], label[1]) == (np.inf, -1)

    def test_no_origin_on_the_network(self, make_graph, at):
        graph = make_graph(([(0, 0), (1, 0)], 1.0))
        nowhere = snap(graph, at((0, 200)), 2000.0)
        assert list(reach(graph, nowhere, horizon=9.0, travel="to_point")) == []
        field = nearest(graph, nowhere, travel="to_point")
        assert np.isinf(field.node_cost).all()
        assert (field.node_label == -1).all()


@pytest.mark.parametrize("travel", ["from_point", "to_point"])
@pytest.mark.parametrize("seed", range(6))
class TestAgainstNetworkx:
    def places(self, graph, at, seed, count):
        return snap(graph, at(*np.random.default_rng(seed).uniform(0, 9, (count, 2))), 200.0)

    def test_reach(self, make_graph, random_roads, at, oracle, costs, seed, travel):  # noqa: PLR0917
        graph = make_graph(*random_roads(seed))
        origins, targets = self.places(graph, at, seed, 30), self.places(graph, at, seed + 50, 60)
        assert origins.on_network.any()
        expected = oracle(graph, origins, targets, travel)
        found = costs(graph, origins, targets, travel)
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
        limited = costs(graph, origins, targets, travel, horizon=12.5)
        assert limited == pytest.approx(np.where(expected <= 12.5, expected, np.inf), rel=1e-9, abs=1e-9)

    def test_nearest(self, make_graph, random_roads, at, oracle, seed, travel):  # noqa: PLR0917
        graph = make_graph(*random_roads(seed))
        origins, targets = self.places(graph, at, seed, 5), self.places(graph, at, seed + 50, 60)
        expected = oracle(graph, origins, targets, travel)
        for horizon in (np.inf, 12.5):
            within = np.where(expected <= horizon, expected, np.inf).min(axis=0)
            field = nearest(graph, origins, horizon=horizon, travel=travel)
            cost, label = field.at(Targets(graph, targets))
            assert cost == pytest.approx(within, rel=1e-9, abs=1e-9)
            served = np.isfinite(within)
            assert (label[~served] == -1).all()
            assert expected[label[served], np.flatnonzero(served)] == pytest.approx(within[served], rel=1e-9)


class TestDeterminism:
    def test_ties_go_to_the_lowest_origin(self, make_graph, random_roads, at):
        graph = make_graph(*random_roads(2))
        somewhere = np.random.default_rng(0).uniform(0, 9, (4, 2))
        twice = snap(graph, at(*somewhere, *somewhere[::-1]), ALL)  # every place twice
        field = nearest(graph, twice, travel="to_point")
        assert set(field.node_label.tolist()) <= {0, 1, 2, 3, -1}
        _, label = field.at(Targets(graph, twice))
        assert label.tolist() == [0, 1, 2, 3, 3, 2, 1, 0]

    def test_tie_in_the_middle_of_a_symmetric_network(self, make_graph, at, node_at):
        graph = make_graph(([(0, 0), (1, 0)], 2.0), ([(2, 0), (1, 0)], 2.0), ([(1, 0), (1, 1)], 1.0))
        left, right = (0, 0), (2, 0)
        for points in ([left, right], [right, left]):
            field = nearest(graph, snap(graph, at(*points), ALL), travel="from_point")
            same = field.node_cost[node_at(graph, (1, 0))] == pytest.approx(2.0)
            assert same
            assert field.node_label[node_at(graph, points[0])] == 0
            assert field.node_label[node_at(graph, points[1])] == 1

    def test_order_of_lines_does_not_matter(self, make_lines, random_roads, at, costs):
        lines = make_lines(*random_roads(9))
        mixed = lines.select(np.random.default_rng(1).permutation(len(lines)))
        points = at(*np.random.default_rng(2).uniform(0, 9, (40, 2)))
        results = []
        for each in (lines, mixed):
            graph = build_graph(each, metric="time")
            places = snap(graph, points, ALL)
            results.append(costs(graph, places, places, "to_point"))
        assert np.array_equal(*results)

    def test_size_of_batches_does_not_matter(self, make_graph, random_roads, at, costs, monkeypatch):
        graph = make_graph(*random_roads(4))
        places = snap(graph, at(*np.random.default_rng(2).uniform(0, 9, (40, 2))), ALL)
        whole = costs(graph, places, places, "to_point", horizon=15.0)
        import sys

        module = sys.modules["service_points.core.network.reach"]
        monkeypatch.setattr(module, "_MAX_CELLS", 3 * graph.n_nodes)
        batches = list(reach(graph, places, horizon=15.0, travel="to_point"))
        assert max(len(batch.origins) for batch in batches) == 3
        assert np.array_equal(costs(graph, places, places, "to_point", horizon=15.0), whole)


class TestProgress:
    class Listener:
        def __init__(self, stop_after):
            self.reports, self.stop_after = [], stop_after

        def is_cancelled(self):
            return len(self.reports) >= self.stop_after

        def report(self, fraction, text=None):
            self.reports.append(fraction)

    def test_each_batch_reports(self, make_graph, random_roads, at):
        graph = make_graph(*random_roads(4))
        places = snap(graph, at(*np.random.default_rng(2).uniform(0, 9, (60, 2))), ALL)
        listener = self.Listener(stop_after=99)
        batches = list(reach(graph, places, horizon=5.0, travel="to_point", progress=listener))
        assert len(listener.reports) == len(batches) > 1
        assert listener.reports[-1] == 1.0

    def test_cancel_between_batches(self, make_graph, random_roads, at):
        graph = make_graph(*random_roads(4))
        places = snap(graph, at(*np.random.default_rng(2).uniform(0, 9, (60, 2))), ALL)
        batches = reach(graph, places, horizon=5.0, travel="to_point", progress=self.Listener(stop_after=1))
        next(batches)
        with pytest.raises(Cancelled):
            next(batches)

    def test_cancel_inside_a_batch(self, make_graph, at):
        asked = []

        class Later:
            def is_cancelled(self):
                asked.append(None)
                return len(asked) > 5

            def report(self, fraction, text=None):
                raise AssertionError("the batch was not to end")

        chain = [([(i, 0), (i + 1, 0)], 1.0) for i in range(200)]
        graph = make_graph(*chain)
        start = snap(graph, at((0, 0)), ALL)
        with pytest.raises(Cancelled):
            next(reach(graph, start, horizon=np.inf, travel="to_point", progress=Later()))
        assert len(asked) == 6

    def test_cancel_nearest(self, make_graph, at):
        graph = make_graph(([(0, 0), (1, 0)], 1.0))
        with pytest.raises(Cancelled):
            nearest(graph, snap(graph, at((0, 0)), ALL), travel="to_point", progress=self.Listener(0))


@pytest.mark.real_data
def test_ottawa_against_networkx(ottawa):
    graph = build_graph(ottawa, metric="time")
    city_hall = snap(graph, np.array([(-75.6903, 45.4208)]), 2000.0)
    net = networkx.Graph()
    for u, v, cost in zip(graph.edge_u.tolist(), graph.edge_v.tolist(), graph.edge_cost.tolist()):
        if cost < net.get_edge_data(u, v, {"cost": np.inf})["cost"]:
            net.add_edge(u, v, cost=cost)
    edge, share = int(city_hall.edge[0]), float(city_hall.fraction[0])
    net.add_edge("point", int(graph.edge_u[edge]), cost=share * graph.edge_cost[edge])
    net.add_edge("point", int(graph.edge_v[edge]), cost=(1 - share) * graph.edge_cost[edge])
    expected = networkx.single_source_dijkstra_path_length(net, "point", cutoff=20.0, weight="cost")
    batch = next(iter(reach(graph, city_hall, horizon=20.0, travel="to_point")))
    reached = batch.touched(0)
    del expected["point"]
    assert set(reached.tolist()) == set(expected)
    assert len(expected) > 10_000
    assert batch.node_cost[0, reached] == pytest.approx([expected[node] for node in reached.tolist()])


def test_a_start_cost_too_large_for_the_bucket_width_ends(make_graph, at):
    # 1e20 minutes and the width of a bucket are 1e20 minutes in a double: the search must go on all the same.
    graph = make_graph(([(0, 0), (1, 0)], 1.0), ([(1, 0), (2, 0)], 1.0))
    start, end = snap(graph, at((0, 0)), ALL), snap(graph, at((2, 0)), ALL)
    field = nearest(graph, start, travel="to_point", start_cost=np.array([1e20]))
    assert field.at(Targets(graph, end))[0].tolist() == [1e20]


def test_many_points_and_units_on_one_long_road(make_graph, at):
    # 3,000,000 pairs share the edge: they must not all be held at once. The road runs due east, so that the
    # nearest point is the one nearest in longitude.
    graph = make_graph(([(0, 0), (100, 0)], 100.0))
    rng = np.random.default_rng(1)
    points, units = rng.uniform(1, 99, 1000), rng.uniform(1, 99, 3000)
    field = nearest(graph, snap(graph, at(*((x, 0) for x in points)), ALL), travel="to_point")
    targets = Targets(graph, snap(graph, at(*((x, 0) for x in units)), ALL))
    tracemalloc.start()
    try:
        cost, label = field.at(targets)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    gaps = np.abs(units[:, None] - points)
    assert cost == pytest.approx(gaps.min(axis=1), abs=1e-3)
    assert np.take_along_axis(gaps, label[:, None], axis=1)[:, 0] == pytest.approx(gaps.min(axis=1), abs=1e-3)
    assert peak < 60e6
