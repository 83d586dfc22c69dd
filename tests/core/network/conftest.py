# SPDX-License-Identifier: GPL-2.0-or-later
"""Small road networks with hand-made costs, and an independent shortest-path computation."""

from __future__ import annotations

from pathlib import Path

import networkx
import numpy as np
import pyproj
import pytest
from service_points.core.network import RoadLines, build_graph, load_speed_presets, resolve_speeds

ROADS = Path(__file__).resolve().parents[4] / "shared" / "data" / "ottawa" / "roads.gpkg"
LON, LAT, STEP = -75.7, 45.4, 0.001
GEOD = pyproj.Geod(ellps="WGS84")
DIRECTIONS = {"both": (True, True), "forward": (True, False), "backward": (False, True)}


def place(point):
    """Grid coordinates to degrees: 1 is about 78 m east, 111 m north."""
    return (LON + STEP * point[0], LAT + STEP * point[1])


@pytest.fixture(scope="session")
def at():
    """Return degrees (k, 2) of grid points."""
    return lambda *points: np.array([place(point) for point in points], float).reshape(-1, 2)


@pytest.fixture(scope="session")
def make_lines():
    """Make road lines from (points, minutes, direction): the speed is chosen so that the whole line takes
    exactly those minutes. Direction may be left out (both)."""

    def make(*roads):
        lonlat, counts, speeds, ways = [], [], [], []
        for points, minutes, *way in roads:
            degrees = [place(point) for point in points]
            lonlat += degrees
            counts.append(len(points))
            km = GEOD.line_length(*np.array(degrees).T) / 1000.0
            speeds.append(km / minutes * 60.0 if minutes and km else 1.0)
            ways.append(DIRECTIONS[way[0] if way else "both"])
        forward, backward = np.array(ways, bool).reshape(-1, 2).T
        return RoadLines(
            np.array(lonlat, float).reshape(-1, 2),
            np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            np.arange(100, 100 + len(roads)),
            np.array(speeds, float),
            forward.copy(),
            backward.copy(),
        )

    return make


@pytest.fixture(scope="session")
def make_graph(make_lines):
    """Build the graph, in minutes, of the roads of ``make_lines``."""
    return lambda *roads: build_graph(make_lines(*roads), metric="time")


@pytest.fixture(scope="session")
def node_at(at):
    """Return the number of the node at a grid point."""

    def find(graph, point):
        gap = np.linalg.norm(graph.node_xy - graph.plane.to_xy(at(point)), axis=1)
        assert gap.min() < 0.01
        return int(gap.argmin())

    return find


@pytest.fixture(scope="session")
def random_roads():
    """Random straight roads on a small grid: one-way, parallel, disconnected ones among them."""

    def make(seed, nodes=30, roads=55):
        rng = np.random.default_rng(seed)
        places = rng.permutation(100)[:nodes]
        made = []
        for _ in range(roads):
            a, b = rng.choice(places, 2, replace=False)
            way = rng.choice(["both", "both", "forward", "backward"])
            ends = [(a % 10, a // 10), (b % 10, b // 10)]
            made.append((ends, float(rng.integers(1, 20)), way))
        return [*made, (made[0][0], made[0][1] + 3.0), (made[1][0], made[1][1] / 2)]

    return make


def split_network(graph, origins, targets):
    """The graph as networkx knows it, with every placed origin and target a node on its edge."""
    stops = {}
    for edge, (u, v) in enumerate(zip(graph.edge_u.tolist(), graph.edge_v.tolist())):
        stops[edge] = [(0.0, ("node", u)), (1.0, ("node", v))]
    for kind, placement in (("origin", origins), ("target", targets)):
        for index in np.flatnonzero(placement.edge >= 0).tolist():
            stops[int(placement.edge[index])].append((float(placement.fraction[index]), (kind, index)))
    net = networkx.MultiDiGraph()
    for edge, along in stops.items():
        along.sort(key=lambda stop: stop[0])
        for (f, a), (g, b) in zip(along, along[1:]):
            cost = (g - f) * graph.edge_cost[edge]
            if graph.forward[edge] or f == g:
                net.add_edge(a, b, cost=cost)
            if graph.backward[edge] or f == g:
                net.add_edge(b, a, cost=cost)
    return net


@pytest.fixture(scope="session")
def oracle():
    """Return the costs (origins, targets) by networkx: infinite when there is no path."""

    def compute(graph, origins, targets, travel):
        net = split_network(graph, origins, targets)
        if travel == "to_point":
            net = net.reverse()
        result = np.full((len(origins), len(targets)), np.inf)
        for index in np.flatnonzero(origins.edge >= 0).tolist():
            costs = networkx.single_source_dijkstra_path_length(net, ("origin", index), weight="cost")
            for target in range(len(targets)):
                result[index, target] = costs.get(("target", target), np.inf)
        return result

    return compute


@pytest.fixture(scope="session")
def ottawa():
    """Ottawa's roads with the speeds of their class; skips where the data are not there."""
    ogr = pytest.importorskip("osgeo.ogr")
    osr = pytest.importorskip("osgeo.osr")
    if not ROADS.exists():
        pytest.skip("../shared/data/ottawa is not there")
    source = ogr.Open(str(ROADS))
    layer = source.GetLayer(0)
    projected, degrees = layer.GetSpatialRef().Clone(), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    for crs in (projected, degrees):
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    features = [(f.GetFID(), f.GetField("CLASS"), f.GetGeometryRef().GetPoints()) for f in layer]
    fids, classes, points = zip(*features)
    flat = osr.CoordinateTransformation(projected, degrees).TransformPoints(
        [point[:2] for part in points for point in part]
    )
    speeds = resolve_speeds(None, np.array(classes, object), load_speed_presets()["statcan_rnf"], 50.0)
    return RoadLines(
        np.array(flat)[:, :2].copy(),
        np.concatenate(([0], np.cumsum([len(part) for part in points]))),
        np.array(fids),
        speeds.speed_kmh,
        speeds.driven,
        speeds.driven,
    )
