# SPDX-License-Identifier: GPL-2.0-or-later
"""Generated street grids, the ports by scipy and shapely, and an independent computation by networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import shapely.wkb
from pyproj import Geod
from scipy.spatial import Delaunay
from service_points.core.network import RoadLines, build_graph
from shapely.ops import unary_union

GEOD = Geod(ellps="WGS84")
LON, LAT = -75.7, 45.4


class ShapelyOverlay:
    """The overlay port by shapely."""

    def union(self, parts):
        return unary_union([shapely.wkb.loads(part) for part in parts]).wkb

    def difference(self, a, b):
        return shapely.wkb.loads(a).difference(shapely.wkb.loads(b)).wkb


def triangulate(xy):
    return Delaunay(xy).simplices


class Streets:
    """A jittered street grid of ``n`` × ``n`` crossings about 100 m apart, with one-way streets, gaps,
    three speeds, and country roads: every tenth street goes on for 3 km without a crossing."""

    def __init__(self, n, seed, country=True):
        rng = np.random.default_rng(seed)
        self.crossings = self._crossings(n, rng)
        number = np.arange(n * n).reshape(n, n)
        ends = np.concatenate(
            [
                np.stack([number[:, :-1].ravel(), number[:, 1:].ravel()], 1),
                np.stack([number[:-1].ravel(), number[1:].ravel()], 1),
            ]
        )
        self.ends = ends[rng.random(len(ends)) < 0.9]
        if country:
            far = self.crossings[number[::10, -1]] + [0.04, 0.0]
            self.ends = np.concatenate(
                [self.ends, np.stack([number[::10, -1], n * n + np.arange(len(far))], 1)]
            )
            self.crossings = np.concatenate([self.crossings, far])
        m = len(self.ends)
        self.speed = rng.choice([30.0, 50.0, 80.0], m, p=[0.7, 0.25, 0.05])
        self.backward = rng.random(m) >= 0.15
        self.bend = rng.normal(0, 5e-5, (m, 2))  # every street has one bend

    @staticmethod
    def _crossings(n, rng):
        x = LON + np.arange(n) * 0.00128
        y = LAT + np.arange(n) * 0.0009
        grid = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
        return grid + rng.normal(0, 1e-4, grid.shape)

    def middles(self):
        return self.crossings[self.ends].mean(axis=1) + self.bend

    def lines(self, order=None):
        order = np.arange(len(self.ends)) if order is None else order
        a, b = self.crossings[self.ends[order]].transpose(1, 0, 2)
        lonlat = np.stack([a, self.middles()[order], b], 1).reshape(-1, 2)
        both = np.ones(len(order), bool)
        return RoadLines(
            lonlat, np.arange(len(order) + 1) * 3, order, self.speed[order], both, self.backward[order]
        )

    def minutes(self):
        """Minutes of the first and of the second half of every street, by pyproj and hand."""
        a, b = self.crossings[self.ends].transpose(1, 0, 2)
        middle = self.middles()
        halves = [
            np.array([GEOD.inv(*p, *q)[2] for p, q in zip(start, end)])
            for start, end in ((a, middle), (middle, b))
        ]
        return [metres / 1000.0 / self.speed * 60.0 for metres in halves]

    def digraph(self):
        """Crossings are numbered nodes; the bend of street e is the node ("bend", e)."""
        graph = nx.DiGraph()
        for e, ((u, v), first, second) in enumerate(zip(self.ends.tolist(), *self.minutes())):
            for tail, head, cost in ((u, ("bend", e), first), (("bend", e), v, second)):
                graph.add_edge(tail, head, weight=cost)
                if self.backward[e]:
                    graph.add_edge(head, tail, weight=cost)
        return graph


@pytest.fixture(scope="session")
def make_streets():
    return Streets


@pytest.fixture(scope="session")
def streets():
    return Streets(40, seed=7)


@pytest.fixture(scope="session")
def graph(streets):
    return build_graph(streets.lines(), metric="time")


@pytest.fixture(scope="session")
def delaunay():
    return triangulate


@pytest.fixture(scope="session")
def overlay():
    return ShapelyOverlay()


@pytest.fixture(scope="session")
def polygon():
    """Turn WKB into a shapely geometry that must be a valid MultiPolygon."""

    def read(wkb):
        shape = shapely.wkb.loads(wkb)
        assert shape.geom_type == "MultiPolygon"
        assert shape.is_valid
        return shape

    return read


@pytest.fixture(scope="session")
def contains():
    """Say which points (k, 2) lie in a shape, with shapely 1.8 and 2."""

    def inside(shape, xy):
        try:
            from shapely import contains_xy
        except ImportError:
            from shapely.vectorized import contains as contains_xy
        return contains_xy(shape, xy[:, 0], xy[:, 1])

    return inside


@pytest.fixture(scope="session")
def collect():
    """Run catchments and return the result and its bands."""
    from service_points.core.analysis import catchments

    def run(network, places, demand, options, **ports):
        bands = []
        result = catchments(network, places, demand, options, emit=bands.append, **ports)
        return result, bands

    return run
