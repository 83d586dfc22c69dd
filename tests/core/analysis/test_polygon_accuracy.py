# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons judged by samples: all crossings and the middles of all streets, with their cost by networkx."""

import time

import networkx as nx
import numpy as np
import pytest
import shapely.wkb
from service_points.core.analysis import DETAILS
from service_points.core.analysis.polygons import CostSurface
from service_points.core.network import reach, snap
from shapely.geometry import LineString
from shapely.ops import unary_union

CUTOFFS = [5.0, 15.0]
RECALL = 0.999
WRONG = {5.0: 0.015, 15.0: 0.005}


@pytest.fixture(scope="module")
def town(make_streets):
    """About 21,000 streets over 11 km by 10 km, and country roads."""
    return make_streets(108, seed=3)


@pytest.fixture(scope="module")
def origins(town):
    chosen = np.array([0, 5400, 5461])  # a corner, the western side, the middle
    return chosen, town.crossings[chosen]


@pytest.fixture(scope="module")
def network(town):
    from service_points.core.network import build_graph

    return build_graph(town.lines(), metric="time")


@pytest.fixture(scope="module")
def drawn(network, origins, delaunay):
    """The polygons of every detail and point, and how many corners they have."""
    placed = snap(network, origins[1], 100.0)
    polygons = {}
    for detail in DETAILS:
        surface = CostSurface.build(network, delaunay, points=placed, travel="from_point", detail=detail)
        for batch in reach(network, placed, horizon=15.0, travel="from_point"):
            drawn = surface.of_batch(batch).polygons([CUTOFFS] * len(batch.origins), "disks")
            for point, disks in zip(batch.origins.tolist(), drawn):
                polygons[detail, point] = [shapely.wkb.loads(disk) for disk in disks]
    return polygons


@pytest.fixture(scope="module")
def samples(town, origins):
    """Positions of the samples, and their minutes from every point."""
    digraph = town.digraph()
    minutes = []
    for crossing in origins[0].tolist():
        found = nx.single_source_dijkstra_path_length(digraph, crossing, weight="weight")
        nodes = [found.get(i, np.inf) for i in range(len(town.crossings))]
        middles = [found.get(("bend", e), np.inf) for e in range(len(town.ends))]
        minutes.append(np.array(nodes + middles))
    return np.concatenate([town.crossings, town.middles()]), minutes


@pytest.mark.parametrize("detail", ["precise", "generalised"])
@pytest.mark.parametrize("mark", [0, 1])
def test_what_is_reached_lies_inside_and_hardly_anything_else(drawn, samples, contains, detail, mark):
    cutoff = CUTOFFS[mark]
    lonlat, minutes = samples
    both = inside = reached = 0
    for point, cost in enumerate(minutes):
        shape = drawn[detail, point][mark]
        assert shape.is_valid
        is_inside, is_reached = contains(shape, lonlat), cost <= cutoff
        both += (is_inside & is_reached).sum()
        inside += is_inside.sum()
        reached += is_reached.sum()
    assert reached > 5000
    assert both / reached >= RECALL
    assert 1 - both / inside <= WRONG[cutoff]


def test_generalised_has_clearly_fewer_corners(drawn):
    def corners(detail):
        return sum(
            len(ring.coords)
            for point in range(3)
            for shape in drawn[detail, point]
            for polygon in shape.geoms
            for ring in (polygon.exterior, *polygon.interiors)
        )

    assert corners("generalised") < 0.6 * corners("precise")


def test_fifty_times_faster_than_the_union_of_buffers(town, network, origins, samples, delaunay):
    """One point, five minutes: streets reached as a whole, buffered by 60 m and united, by shapely."""
    placed = snap(network, origins[1][2:], 100.0)
    surface = CostSurface.build(network, delaunay, points=placed, travel="from_point", detail="precise")
    batch = next(iter(reach(network, placed, horizon=5.0, travel="from_point")))

    def ours():
        return surface.of_batch(batch).polygons([[5.0]], "disks")

    minutes = samples[1][2][town.ends].max(axis=1)
    scale = np.array([78_600.0, 111_200.0])  # metres per degree here
    lines = [LineString(town.crossings[pair] * scale) for pair in town.ends[minutes <= 5.0]]

    def buffers():
        return unary_union([line.buffer(60.0, 2) for line in lines])

    assert len(lines) > 3000
    assert 50 * min(_seconds(ours) for _ in range(3)) < _seconds(buffers)


def _seconds(run):
    before = time.process_time()
    run()
    return time.process_time() - before
