# SPDX-License-Identifier: GPL-2.0-or-later
"""Sweeps over a hierarchy find, bit for bit, what a search from each point finds; and when they are used."""

import networkx
import numpy as np
import pytest
from service_points.core.errors import Cancelled
from service_points.core.network import Placement, Targets, build_graph, reach
from service_points.core.network.everywhere import Everywhere, worth_everywhere
from service_points.core.network.hierarchy import Legs, build_hierarchy
from service_points.core.network.path_lengths import PathLengths
from service_points.core.network.sweep import Seeds, Sweep
from service_points.core.progress import SILENT

CORES = (1, 3, 1000)  # nearly all nodes taken out; a few left; none taken out


@pytest.fixture(params=CORES)
def core(request, monkeypatch):
    """How many nodes may stay in the core."""
    monkeypatch.setattr("service_points.core.network.hierarchy._CORE", request.param)
    return request.param


@pytest.fixture
def town(make_lines, random_roads):
    """A random network with places along its roads, some at their ends, some off the network."""

    def make(seed):
        graph, rng = build_graph(make_lines(*random_roads(seed)), metric="time"), np.random.default_rng(seed)

        def places(count):
            edge = rng.integers(-1, graph.n_edges, count).astype(np.int32)
            return Placement(edge, rng.integers(0, 9, count) / 8, np.zeros(count))

        return graph, places(70), places(40), rng.random(70), rng.random(40)

    return make


def found(graph, batches, origins, targets, options):
    """The costs and metres of all pairs as tables, infinite where no pair came."""
    cost, metres = np.full((2, len(origins), len(targets)), np.inf)
    ends = Targets(graph, targets, options["end_cost"])
    lengths = PathLengths(graph, origins, targets, **options)
    for batch in batches:
        row, target, exact = batch.costs(ends)
        cost[batch.origins[row], target] = exact
        kept = np.isfinite(exact)
        row, target, exact = row[kept], target[kept], exact[kept]
        metres[batch.origins[row], target] = lengths.of(batch, row, target, exact)
    return cost, metres


@pytest.mark.usefixtures("core")
@pytest.mark.parametrize("travel", ["to_point", "from_point"])
@pytest.mark.parametrize("horizon", [np.inf, 25.0])
def test_costs_and_metres_are_those_of_a_search(town, travel, horizon):
    pairs = 0
    for seed in range(8):
        graph, origins, targets, start, end = town(seed)
        way = {"horizon": horizon, "travel": travel, "start_cost": start}
        options = {"travel": travel, "start_cost": start, "end_cost": end}
        searched = found(graph, reach(graph, origins, **way), origins, targets, options)
        everywhere = Everywhere(graph, origins, lengths=True, **way)
        swept = found(graph, everywhere.batches(np.arange(70)), origins, targets, options)
        assert np.array_equal(swept[0], searched[0]), seed
        assert np.array_equal(swept[1], searched[1]), seed
        pairs += int(np.isfinite(searched[0]).sum())
    assert pairs > 2000


@pytest.mark.usefixtures("core")
def test_costs_of_all_nodes_are_those_of_networkx():
    """Whole costs, none among them, so that ties and ways of no cost are common."""
    for seed in range(30):
        rng = np.random.default_rng(seed)
        n, arcs = int(rng.integers(2, 40)), int(rng.integers(1, 160))
        tail, head = rng.integers(0, n, (2, arcs))
        cost, metres = rng.integers(0, 6, (2, arcs)).astype(float)
        net = networkx.MultiDiGraph()
        net.add_nodes_from(range(n))
        for a, b, c in zip(tail.tolist(), head.tolist(), cost.tolist()):
            net.add_edge(a, b, cost=c)
        hierarchy = build_hierarchy(n, Legs(tail, head, cost, metres))
        taken = sum(len(np.unique(stage.down.head)) for stage in hierarchy.stages)
        assert taken <= n - len(hierarchy.core)
        seeds = Seeds(np.arange(n), np.arange(n), np.zeros(n), np.zeros(n))
        costs, lengths = Sweep(hierarchy, n, lengths=True).run(seeds, SILENT)
        for source in range(n):
            expected = networkx.single_source_dijkstra_path_length(net, source, weight="cost")
            assert {i: c for i, c in enumerate(costs[:, source].tolist()) if c < np.inf} == expected
            tight = networkx.MultiDiGraph()
            tight.add_nodes_from(range(n))
            for a, b, c, m in zip(tail.tolist(), head.tolist(), cost.tolist(), metres.tolist()):
                if a in expected and expected[a] + c == expected[b]:
                    tight.add_edge(a, b, metres=m)
            shortest = networkx.single_source_dijkstra_path_length(tight, source, weight="metres")
            assert {i: m for i, m in enumerate(lengths[:, source].tolist()) if m < np.inf} == shortest


def test_worth_it_for_many_points_that_reach_far(town):
    graph, _, _, _, _ = town(1)
    many = Placement(np.zeros(500, np.int32), np.full(500, 0.5), np.zeros(500))
    few = Placement(many.edge[:100], many.fraction[:100], many.distance_m[:100])
    off = Placement(np.full(500, -1, np.int32), many.fraction, many.distance_m)
    judged = {
        "many": worth_everywhere(graph, many, np.inf, "to_point"),
        "few": worth_everywhere(graph, few, np.inf, "to_point"),
        "off": worth_everywhere(graph, off, np.inf, "to_point"),
        "near": worth_everywhere(graph, many, 1e-6, "to_point"),
        "far": worth_everywhere(graph, many, 1e6, "to_point"),
    }
    assert judged == {"many": True, "few": False, "off": False, "near": False, "far": True}


class Stop:
    """Asks to stop after some looks at it."""

    def __init__(self, looks):
        self.looks = looks

    def is_cancelled(self):
        self.looks -= 1
        return self.looks < 0

    def report(self, fraction, text=None):
        pass


@pytest.mark.usefixtures("core")
def test_cancel(town):
    graph, origins, _, _, _ = town(1)
    options = {"horizon": np.inf, "travel": "to_point"}
    with pytest.raises(Cancelled):
        Everywhere(graph, origins, **options, progress=Stop(0))
    with pytest.raises(Cancelled):
        list(Everywhere(graph, origins, **options).batches(np.arange(70), Stop(1)))
