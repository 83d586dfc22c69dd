# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchment polygons on a generated street grid, judged by shapely and networkx."""

import itertools

import networkx as nx
import numpy as np
import pytest
from service_points.core.analysis import polygons
from service_points.core.analysis.polygons import CostSurface, rings_of
from service_points.core.analysis.stretches import positions_xy
from service_points.core.network import Placement, RoadLines, build_graph, nearest, reach, snap
from service_points.core.progress import Silent
from shapely.ops import unary_union

CUTOFFS = [2.0, 4.0, 6.0]


@pytest.fixture(scope="module")
def points(streets, graph):
    """Crossings, so that the independent computation may start there."""
    chosen = np.array([5, 407, 820, 1130, 1555])
    return chosen, snap(graph, streets.crossings[chosen], 100.0)


@pytest.fixture(scope="module")
def drawn(graph, points, delaunay):
    """Disks and rings of every point and detail."""
    found = {}
    for detail in ("precise", "generalised"):
        surface = CostSurface.build(graph, delaunay, points=points[1], travel="from_point", detail=detail)
        for batch in reach(graph, points[1], horizon=CUTOFFS[-1], travel="from_point"):
            part, cutoffs = surface.of_batch(batch), [CUTOFFS] * len(batch.origins)
            every = zip(part.polygons(cutoffs, "disks"), part.polygons(cutoffs, "rings"))
            for point, (disks, rings) in zip(batch.origins.tolist(), every):
                found[detail, point] = disks, rings
    return found


@pytest.mark.parametrize(("detail", "goal"), [("precise", (0.999, 0.015)), ("generalised", (0.999, 0.015))])
def test_polygons_hold_what_is_reached(streets, points, drawn, polygon, contains, detail, goal):  # noqa: PLR0917
    digraph = streets.digraph()
    inside_reached = inside = reached_number = 0
    for index, crossing in enumerate(points[0].tolist()):
        minutes = nx.single_source_dijkstra_path_length(digraph, crossing, weight="weight")
        cost = np.array([minutes.get(i, np.inf) for i in range(len(streets.crossings))])
        bends = np.array([minutes.get(("bend", e), np.inf) for e in range(len(streets.ends))])
        cost = np.concatenate([cost, bends])
        xy = np.concatenate([streets.crossings, streets.middles()])
        for cutoff, disk in zip(CUTOFFS, drawn[detail, index][0]):
            contained = contains(polygon(disk), xy)
            reached = cost <= cutoff
            inside_reached += (contained & reached).sum()
            inside += contained.sum()
            reached_number += reached.sum()
    assert inside_reached / reached_number >= goal[0]
    assert 1 - inside_reached / inside <= goal[1]


@pytest.mark.parametrize("detail", ["precise", "generalised"])
def test_disks_are_nested_and_rings_add_up_to_the_disk(points, drawn, polygon, detail):
    for index in range(len(points[0])):
        shapes, rings = ([polygon(wkb) for wkb in found] for found in drawn[detail, index])
        for inner, outer in zip(shapes, shapes[1:]):
            assert inner.difference(outer).area < 1e-13
        assert sum(ring.area for ring in rings) == pytest.approx(shapes[-1].area, rel=1e-9)
        for a, b in itertools.combinations(rings, 2):
            assert a.intersection(b).area < 1e-13


def test_generalised_has_fewer_vertices(points, drawn):
    number = {
        detail: sum(len(disk) for i in range(len(points[0])) for disk in drawn[detail, i][0])
        for detail in ("precise", "generalised")
    }
    assert number["generalised"] < 0.5 * number["precise"]


@pytest.mark.parametrize("detail", ["precise", "generalised"])
def test_territories_divide_the_disk_without_overlap(graph, points, delaunay, polygon, detail):
    field = nearest(graph, points[1], horizon=7.0, travel="from_point")
    surface = CostSurface.build(graph, delaunay, points=points[1], travel="from_point", detail=detail)
    along = field.at(surface.along)
    territories = surface.territories((field.node_cost, field.node_label), along, CUTOFFS)
    whole = surface.whole(field.node_cost, along[0])
    regions = territories.regions(CUTOFFS)
    disks = surface.polygons(whole, CUTOFFS, "disks")
    for region, undivided in zip(regions, disks):
        shapes = [polygon(surface.wkb(loops)) for loops in region.values()]
        united = unary_union(shapes)
        assert sum(shape.area for shape in shapes) == pytest.approx(united.area, rel=1e-9)
        disk = polygon(undivided)
        assert united.symmetric_difference(disk).area < 1e-9 * disk.area
    assert set(regions[-1]) == {0, 1, 2, 3, 4}
    for point in range(5):
        disks = [region.get(point, []) for region in regions]
        rings = [polygon(surface.wkb(ring)) for ring in rings_of(disks) if ring]
        assert sum(ring.area for ring in rings) == pytest.approx(polygon(surface.wkb(disks[-1])).area)


def test_nodes_lie_in_the_territory_of_their_nearest_point(graph, points, delaunay, polygon, contains):
    field = nearest(graph, points[1], horizon=7.0, travel="from_point")
    surface = CostSurface.build(graph, delaunay, points=points[1], travel="from_point", detail="precise")
    territories = surface.territories((field.node_cost, field.node_label), field.at(surface.along), [6.0])
    lonlat = graph.plane.to_lonlat(graph.node_xy)
    for point, loops in territories.regions([6.0])[0].items():
        inside = contains(polygon(surface.wkb(loops)), lonlat)
        own = (field.node_label == point) & (field.node_cost <= 6.0)
        assert np.array_equal(inside & (field.node_cost <= 6.0), own)


def test_only_the_surroundings_are_triangulated_and_nothing_changes(graph, points, delaunay):
    batch = next(iter(reach(graph, points[1], horizon=3.0, travel="from_point")))
    near = np.isfinite(batch.node_cost).any(axis=0)
    given = {"points": points[1], "travel": "from_point", "detail": "precise"}
    whole = CostSurface.build(graph, delaunay, **given)
    part = CostSurface.build(graph, delaunay, **given, near=near)
    assert len(part.tin.xy) < len(whole.tin.xy)
    cutoffs = [[2.0]] * len(batch.origins)
    here, there = (s.of_batch(batch).polygons(cutoffs, "disks") for s in (part, whole))
    assert here == there


def test_many_bands_are_drawn_point_by_point_and_nothing_changes(graph, points, delaunay, monkeypatch):
    """A request to stop is heard between two of them."""

    class Counting(Silent):
        asked = 0

        def is_cancelled(self):
            self.asked += 1
            return False

    batch = next(iter(reach(graph, points[1], horizon=3.0, travel="from_point")))
    surface = CostSurface.build(graph, delaunay, points=points[1], travel="from_point", detail="precise")
    cutoffs = [np.linspace(0.1, 3.0, 30).tolist()] * len(batch.origins)
    one_by_one, together = Counting(), Counting()
    drawn = surface.of_batch(batch).polygons(cutoffs, "disks", one_by_one)
    monkeypatch.setattr(polygons, "BANDS_TOGETHER", 1_000)
    assert surface.of_batch(batch).polygons(cutoffs, "disks", together) == drawn
    assert (one_by_one.asked, together.asked) == (5, 1)


@pytest.fixture
def one_road():
    """A straight east-west road of 10 km along a parallel, 60 km/h: 10 minutes."""
    lonlat = np.array([[-75.0, 45.0], [-75.0 + 10.0 / 78.847, 45.0]])
    one = np.ones(1, bool)
    return build_graph(
        RoadLines(lonlat, np.array([0, 2]), np.array([0]), np.array([60.0]), one, one), metric="time"
    )


def test_a_point_in_the_middle_of_a_long_road_has_a_shape(one_road, delaunay, polygon):
    middle = Placement(np.array([0], np.int32), np.array([0.5]), np.zeros(1))
    surface = CostSurface.build(one_road, delaunay, points=middle, travel="to_point", detail="precise")
    batch = next(iter(reach(one_road, middle, horizon=2.0, travel="to_point")))
    tiny, larger = map(polygon, surface.of_batch(batch).polygons([[0.05, 1.0]], "disks")[0])
    assert tiny.area > 0
    west, _, east, _ = larger.bounds
    # One minute at 60 km/h is 1 km each way, and up to 75 m of open land around.
    assert (east - west) * 78.847 == pytest.approx(2.075, abs=0.075)


def test_positions_follow_the_bends_of_their_edge(one_road):
    fractions = np.array([0.0, 0.25, 1.0])
    xy = positions_xy(one_road, Placement(np.zeros(3, np.int32), fractions, np.zeros(3)))
    lonlat = one_road.plane.to_lonlat(xy)
    assert (lonlat[:, 0] + 75.0) * 78.847 == pytest.approx([0.0, 2.5, 10.0], abs=1e-3)
