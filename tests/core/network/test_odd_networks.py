# SPDX-License-Identifier: GPL-2.0-or-later
"""Networks as nobody should draw them, against networkx on the drawing itself: every vertex a node there, so
that nothing of the topology under test is taken for granted."""

import networkx
import numpy as np
import pyproj
import pytest
from service_points.core.network import RoadLines, Targets, build_graph, nearest, reach, snap

GEOD = pyproj.Geod(ellps="WGS84")
WAYS = [(True, True), (True, True), (True, False), (False, True), (False, False)]
CENTRES = {
    "Ottawa": (-75.7, 45.4),
    "Ward Hunt Island": (-74.1, 83.1),
    "antimeridian": (180.0, 52.0),
    "one degree from the pole": (-100.0, 89.0),
    "the equator": (0.0, 0.0),
}


def wrapped(lonlat):
    return np.column_stack(((lonlat[:, 0] + 180.0) % 360.0 - 180.0, lonlat[:, 1]))


class OddRoads:
    """Rings, roads drawn over themselves, vertices written twice, lines without length, copies and reversed
    copies, roads not driven, in an extent of ``size`` degrees of latitude."""

    def __init__(self, rng, centre, size):
        n = rng.integers(2, 12)
        step = np.array([size / np.cos(np.radians(centre[1])), size])
        self.places = wrapped(np.array(centre) + step * rng.integers(-8, 9, (n, 2)) / 8)
        self.roads = []
        for _ in range(rng.integers(1, 16)):
            path = rng.integers(0, n, rng.integers(2, 6))
            kind = rng.random()
            if kind < 0.15:
                path = np.append(path, path[0])
            elif kind < 0.2:
                path = np.repeat(path[:1], 3)
            elif kind < 0.3:
                path = np.repeat(path, 2)
            elif kind < 0.4 and self.roads:
                path = self.roads[-1][0][:: rng.choice([1, -1])]
            way = WAYS[rng.integers(len(WAYS))]
            self.roads.append((path, float(rng.choice([30.0, 50.0, 80.0])), way))

    def lines(self):
        paths, speeds, ways = zip(*self.roads)
        forward, backward = np.array(ways).T
        return RoadLines(
            self.places[np.concatenate(paths)],
            np.concatenate(([0], np.cumsum([len(path) for path in paths]))),
            np.arange(len(paths)),
            np.array(speeds),
            forward.copy(),
            backward.copy(),
        )

    def places_on_roads(self):
        """Indices of places where one may stand: a driven road leads somewhere else from there."""
        used = [
            place
            for path, _, way in self.roads
            if any(way)
            for a, b in zip(path[:-1], path[1:])
            if (self.places[a] != self.places[b]).any()
            for place in (a, b)
        ]
        return np.unique(used)

    def network(self):
        """Places by their coordinates; minutes of every segment by pyproj."""
        net = networkx.MultiDiGraph()
        for path, speed, (forward, backward) in self.roads:
            for a, b in zip(map(tuple, self.places[path[:-1]]), map(tuple, self.places[path[1:]])):
                if a == b:
                    continue
                minutes = GEOD.inv(*a, *b)[2] / 1000.0 / speed * 60.0
                if forward:
                    net.add_edge(a, b, minutes=minutes)
                if backward:
                    net.add_edge(b, a, minutes=minutes)
        return net


@pytest.mark.parametrize("centre", CENTRES)
@pytest.mark.parametrize("size", [1e-5, 0.01, 0.5])
@pytest.mark.parametrize("travel", ["to_point", "from_point"])
def test_places_of_odd_networks(centre, size, travel):
    compared = 0
    for seed in range(12):
        rng = np.random.default_rng(seed)
        roads = OddRoads(rng, CENTRES[centre], size)
        usable = roads.places_on_roads()
        if not len(usable):
            continue
        graph = build_graph(roads.lines(), metric="time")
        lonlat = roads.places[usable]
        placed = snap(graph, lonlat, 0.01)
        assert placed.on_network.all()
        net = roads.network()
        if travel == "to_point":
            net = net.reverse()
        expected = np.full((len(usable), len(usable)), np.inf)
        for i, start in enumerate(map(tuple, lonlat)):
            costs = networkx.single_source_dijkstra_path_length(net, start, weight="minutes")
            expected[i] = [costs.get(place, np.inf) for place in map(tuple, lonlat)]
        targets = Targets(graph, placed)
        found = np.full(expected.shape, np.inf)
        for batch in reach(graph, placed, horizon=1e9, travel=travel):
            row, target, cost = batch.costs(targets)
            found[batch.origins[row], target] = cost
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
        least, label = nearest(graph, placed, travel=travel).at(targets)
        assert least.tolist() == found.min(axis=0).tolist()
        assert label.tolist() == found.argmin(axis=0).tolist()
        compared += int(np.isfinite(expected).sum())
    assert compared > 100


@pytest.mark.parametrize("centre", CENTRES)
def test_off_the_road_the_distance_is_geodesic(centre):
    lon, lat = CENTRES[centre]
    step = 0.01 / np.cos(np.radians(lat))
    road = wrapped(np.array([(lon - step, lat), (lon + step, lat + 0.002)]))
    one = np.ones(1, bool)
    graph = build_graph(
        RoadLines(road, np.array([0, 2]), np.arange(1), np.array([50.0]), one, one), metric="time"
    )
    beside = wrapped(np.array([(lon - 2 * step, lat)]))  # nearest is the end of the road
    metres = GEOD.inv(*beside[0], *road[0])[2]
    assert snap(graph, beside, np.inf).distance_m == pytest.approx([metres], rel=1e-6)
    assert snap(graph, beside, metres * (1 - 1e-5)).on_network.tolist() == [False]
    assert graph.plane.to_lonlat(graph.plane.to_xy(road))[:, 0] == pytest.approx([lon - step, lon + step])
