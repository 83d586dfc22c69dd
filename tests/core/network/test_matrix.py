# SPDX-License-Identifier: GPL-2.0-or-later
"""The cost matrix on random networks: costs, lengths, ranks and ties against networkx on the same places."""

from __future__ import annotations

import itertools

import networkx
import numpy as np
import pytest
from pyproj import Geod
from service_points.core.analysis import MatrixOptions, cost_matrix, network_matrix
from service_points.core.errors import Cancelled, InputError
from service_points.core.network import Targets, build_graph, reach, snap
from service_points.core.network.path_lengths import PathLengths

SNAP_M = 300.0


def stops_along(graph, placed):
    """Return for each edge the places (fraction, name) along it, its ends among them, in order."""
    stops = {
        edge: [(0.0, ("node", u)), (1.0, ("node", v))]
        for edge, (u, v) in enumerate(zip(graph.edge_u.tolist(), graph.edge_v.tolist()))
    }
    for kind, placement in placed.items():
        for index in np.flatnonzero(placement.edge >= 0).tolist():
            stops[int(placement.edge[index])].append((float(placement.fraction[index]), (kind, index)))
    return {edge: sorted(along, key=lambda stop: stop[0]) for edge, along in stops.items()}


def road_map(graph, placed):
    """Return the roads with every place a node on them, as a directed graph with the cost and metres of arcs.

    Of parallel arcs the cheapest counts, of equally cheap ones the shortest.
    """
    net = networkx.DiGraph()

    def link(a, b, way):
        if not net.has_edge(a, b) or way < (net[a][b]["cost"], net[a][b]["metres"]):
            net.add_edge(a, b, cost=way[0], metres=way[1])

    for edge, along in stops_along(graph, placed).items():
        for (f, a), (g, b) in zip(along, along[1:]):
            way = ((g - f) * graph.edge_cost[edge], (g - f) * graph.edge_length_m[edge])
            if graph.forward[edge] or f == g:
                link(a, b, way)
            if graph.backward[edge] or f == g:
                link(b, a, way)
    return net


def ways(graph, origins, destinations, travel):
    """Return {(origin, destination): (cost, metres)}: the least cost, and the least metres at that cost."""
    net = road_map(graph, {"o": origins, "d": destinations})
    net = net.reverse() if travel == "from_point" else net
    found = {}
    for origin in np.flatnonzero(origins.edge >= 0).tolist():
        cost = networkx.single_source_dijkstra_path_length(net, ("o", origin), weight="cost")
        tight = networkx.DiGraph()
        tight.add_node(("o", origin))
        for a, b, arc in net.edges(data=True):
            if a in cost and cost[a] + arc["cost"] <= cost[b] + 1e-9:
                tight.add_edge(a, b, metres=arc["metres"])
        metres = networkx.single_source_dijkstra_path_length(tight, ("o", origin), weight="metres")
        for destination in np.flatnonzero(destinations.edge >= 0).tolist():
            if ("d", destination) in cost:
                found[origin, destination] = (cost["d", destination], metres["d", destination])
    return found


@pytest.fixture(params=["by search", "by sweep"])
def either_way(request, monkeypatch):
    """Find costs by a search from each place, and by sweeps over a hierarchy of all but three nodes."""
    sweep = request.param == "by sweep"
    monkeypatch.setattr(network_matrix, "worth_everywhere", lambda *_: sweep)
    monkeypatch.setattr("service_points.core.network.hierarchy._CORE", 3)


def rows_of(matrix):
    """Return the rows (origin, destination, cost, km, rank) in the order in which they come."""
    return [
        row
        for block in matrix.rows()
        for row in zip(
            block.pairs.origin.tolist(),
            block.pairs.destination.tolist(),
            block.pairs.cost.tolist(),
            block.pairs.km.tolist(),
            block.rank.tolist(),
        )
    ]


def expected_rows(found, options):
    """Return the rows of what ``ways`` found, sorted and cut by hand."""
    rows, count = [], 0
    for (origin, d), (cost, metres) in sorted(
        found.items(), key=lambda w: (w[0][0], round(w[1][0], 6), w[0][1])
    ):
        count = count + 1 if rows and rows[-1][0] == origin else 1
        if cost <= options.max_cost + 1e-9 and count <= (options.nearest or count):
            rows.append((origin, d, cost, metres / 1000.0, count))
    return rows


@pytest.fixture
def town(make_lines, random_roads, at):
    """A random network with places along its roads and at its nodes, where ties are common."""

    def make(seed, origins=9, destinations=14, metric="time"):
        rng = np.random.default_rng(seed + 1000)
        graph = build_graph(make_lines(*random_roads(seed)), metric=metric)
        nodes = graph.plane.to_lonlat(graph.node_xy)

        def places(count):
            scattered = at(*(rng.random((count, 2)) * 9))
            scattered[::2] = nodes[rng.integers(0, len(nodes), len(scattered[::2]))]
            return scattered

        return graph, places(origins), places(destinations)

    return make


def same(rows, expected):
    assert [(row[0], row[1], row[4]) for row in rows] == [(row[0], row[1], row[4]) for row in expected]
    for row, (_, _, cost, km, _) in zip(rows, expected):
        assert row[2] == pytest.approx(cost, abs=1e-6)
        assert row[3] == pytest.approx(km, abs=1e-6)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("travel", ["to_point", "from_point"])
@pytest.mark.usefixtures("either_way")
def test_costs_lengths_and_ranks_are_those_of_networkx(town, seed, travel):
    for (o, d), nearest, limit in itertools.product(((9, 14), (14, 5)), (0, 1, 3), (np.inf, 14.0)):
        graph, origins, destinations = town(seed, o, d)
        options = MatrixOptions(travel=travel, nearest=nearest, max_cost=limit, snap_distance_m=SNAP_M)
        matrix = cost_matrix(graph, origins, destinations, options)
        placed = [snap(graph, places, SNAP_M) for places in (origins, destinations)]
        same(rows_of(matrix), expected_rows(ways(graph, *placed, travel), options))


@pytest.mark.parametrize("travel", ["to_point", "from_point"])
@pytest.mark.usefixtures("either_way")
def test_the_way_to_the_road_costs_time_but_is_no_road(town, travel):
    graph, origins, destinations = town(3)
    options = MatrixOptions(travel=travel, snap_distance_m=300.0, access_speed_kmh=5.0)
    placed = [snap(graph, places, SNAP_M) for places in (origins, destinations)]
    start, end = (place.distance_m / 1000.0 / 5.0 * 60.0 for place in placed)
    found = {
        (o, d): (cost + start[o] + end[d], metres)
        for (o, d), (cost, metres) in ways(graph, *placed, travel).items()
    }
    same(rows_of(cost_matrix(graph, origins, destinations, options)), expected_rows(found, options))


@pytest.mark.parametrize("travel", ["to_point", "from_point"])
@pytest.mark.parametrize("access_speed_kmh", [0.0, 50.0])
@pytest.mark.usefixtures("either_way")
def test_trips_of_a_few_metres_have_a_length(make_graph, at, travel, access_speed_kmh):
    """Along one straight road a length is the difference of two, however small next to rounding."""
    graph = make_graph(([(0, 0), (1, 0)], 0.1), ([(1, 0), (2, 0)], 0.1))
    rng = np.random.default_rng(4)
    east = [np.sort(rng.uniform(0, 2, count)) for count in (40, 60)]
    origins, destinations = (at(*((x, rng.uniform(0, 0.1)) for x in xs)) for xs in east)
    options = MatrixOptions(travel=travel, access_speed_kmh=access_speed_kmh)
    placed = [snap(graph, places, SNAP_M) for places in (origins, destinations)]
    expected = ways(graph, *placed, travel)
    rows = rows_of(cost_matrix(graph, origins, destinations, options))
    assert {row[:2]: row[3] for row in rows} == {
        pair: pytest.approx(metres / 1000.0, abs=2e-9) for pair, (_, metres) in expected.items()
    }


@pytest.mark.parametrize("travel", ["to_point", "from_point"])
@pytest.mark.usefixtures("either_way")
def test_distance_is_its_own_length(town, travel):
    graph, origins, destinations = town(5, metric="distance")
    options = MatrixOptions(metric="distance", travel=travel, snap_distance_m=SNAP_M)
    rows = rows_of(cost_matrix(graph, origins, destinations, options))
    placed = [snap(graph, places, SNAP_M) for places in (origins, destinations)]
    same(rows, expected_rows(ways(graph, *placed, travel), options))
    assert [row[2] for row in rows] == [row[3] for row in rows]


@pytest.mark.usefixtures("either_way")
def test_of_equally_fast_ways_the_shortest(make_graph, at):
    """Four minutes round the block, and four minutes straight through, where there is one road more."""
    around = [([(0, 0), (0, 9)], 2.0), ([(0, 9), (8, 9)], 1.0), ([(8, 9), (8, 0)], 1.0)]
    through = [([(x, 0), (x + 2, 0)], 1.0) for x in (0, 2, 4, 6)]
    ((_, _, cost, km, _),) = rows_of(
        cost_matrix(make_graph(*around, *through), at((0, 0)), at((8, 0)), MatrixOptions())
    )
    (west, north), (east, _) = at((0, 0), (8, 0)).tolist()
    assert cost == pytest.approx(4.0, abs=1e-9)
    assert km == pytest.approx(Geod(ellps="WGS84").inv(west, north, east, north)[2] / 1000.0, rel=1e-6)


@pytest.mark.usefixtures("either_way")
def test_chunks_do_not_matter(town, monkeypatch):
    graph, origins, destinations = town(7, 60, 40)
    whole = {}
    for nearest, (o, d) in itertools.product((0, 2), ((60, 20), (30, 40))):
        options = MatrixOptions(nearest=nearest)
        whole[nearest, o, d] = rows_of(cost_matrix(graph, origins[:o], destinations[:d], options))
    assert len(whole[0, 60, 20]) > 500
    for name, value in (("_BLOCK_PAIRS", 1), ("_BLOCK_ORIGINS", 7), ("_HELD", 3)):
        monkeypatch.setattr(network_matrix, name, value)
    monkeypatch.setattr("service_points.core.analysis.matrix_rows._ROWS", 11)
    for (nearest, o, d), rows in whole.items():
        options = MatrixOptions(nearest=nearest)
        assert rows_of(cost_matrix(graph, origins[:o], destinations[:d], options)) == rows


@pytest.mark.parametrize("k", [1, 2, 5])
def test_the_nearest_few_are_the_first_rows_of_all(town, k):
    """Searched within growing horizons or from the other side, they are the same rows, byte for byte."""
    graph, origins, destinations = town(11, 40, 60)
    for o, d in ((40, 60), (40, 8)):
        rows = rows_of(cost_matrix(graph, origins[:o], destinations[:d], MatrixOptions()))
        few = rows_of(cost_matrix(graph, origins[:o], destinations[:d], MatrixOptions(nearest=k)))
        wanted = [row for row in rows if row[4] <= k]
        assert [(row[0], row[1], row[4]) for row in few] == [(row[0], row[1], row[4]) for row in wanted]
        assert [row[2:4] for row in few] == [pytest.approx(row[2:4], abs=2e-9) for row in wanted]


@pytest.mark.usefixtures("either_way")
def test_what_has_no_place_has_no_row(make_graph, at):
    graph = make_graph(([(0, 0), (5, 0)], 5.0), ([(50, 50), (55, 50)], 5.0))
    origins = np.vstack([at((0, 0), (0, 500), (52, 50)), [[np.nan, np.nan]]])
    matrix = cost_matrix(graph, origins, at((5, 0), (5, 500)), MatrixOptions())
    assert [row[:2] for row in rows_of(matrix)] == [(0, 0)]
    assert matrix.origin_placed.tolist() == [True, False, True, False]
    assert matrix.destination_placed.tolist() == [True, False]
    assert matrix.least_costs().tolist() == [pytest.approx(5.0), np.inf, np.inf, np.inf]
    for nearest in (0, 1):
        options = MatrixOptions(nearest=nearest)
        assert rows_of(cost_matrix(graph, at((0, 500)), at((5, 0)), options)) == []
        assert rows_of(cost_matrix(graph, at((0, 0)), at((0, 500)), options)) == []


def test_another_graph_or_none_is_refused(make_graph, at):
    graph = make_graph(([(0, 0), (5, 0)], 5.0))
    for given, metric in ((None, "time"), (graph, "distance")):
        with pytest.raises(InputError):
            cost_matrix(given, at((0, 0)), at((5, 0)), MatrixOptions(metric=metric))


@pytest.mark.parametrize("metric", ["time", "straight"])
@pytest.mark.parametrize("nearest", [0, 2])
def test_cancel(town, metric, nearest):
    class Stop:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            pass

    graph, origins, destinations = town(1)
    matrix = cost_matrix(graph, origins, destinations, MatrixOptions(metric=metric, nearest=nearest))
    with pytest.raises(Cancelled):
        list(matrix.rows(Stop()))


def test_lengths_leave_nothing_behind(town):
    """The lengths of a search do not depend on those of the search before."""
    graph, origins, destinations = town(2, 60, 70)
    placed = [snap(graph, places, 2000.0) for places in (origins, destinations)]
    lengths = PathLengths(graph, *placed, travel="from_point")
    for batch in reach(graph, placed[0], horizon=9.0, travel="from_point"):
        row, target, cost = batch.costs(Targets(graph, placed[1]))
        first, second = (lengths.of(batch, row, target, cost) for _ in range(2))
        assert np.isfinite(first).all()
        assert first.tolist() == second.tolist()


def test_destinations_at_the_origins_are_no_reason_to_search_everything(make_graph, at, monkeypatch):
    """Points among each other: the nearest of each is itself, at no cost, and the next a road away."""
    asked, whole = [], network_matrix.reach

    def noted(*given, horizon, **options):
        asked.append(horizon)
        return whole(*given, horizon=horizon, **options)

    monkeypatch.setattr(network_matrix, "reach", noted)
    roads = [
        ([(x, y), (x + dx, y + dy)], 1.0) for x in range(20) for y in range(20) for dx, dy in ((1, 0), (0, 1))
    ]
    places = at(*[(x, y) for x in range(1, 20) for y in range(1, 20)])
    matrix = cost_matrix(make_graph(*roads), places, places, MatrixOptions(nearest=3, snap_distance_m=5.0))
    rows = [
        row for block in matrix.rows() for row in zip(block.pairs.origin.tolist(), block.pairs.cost.tolist())
    ]
    assert len(rows) == 3 * 361
    costs = np.array([cost for _, cost in rows]).reshape(-1, 3)
    assert costs == pytest.approx(np.tile([0.0, 1.0, 1.0], (361, 1)), rel=1e-6, abs=1e-6)
    assert max(asked) < 5.0
