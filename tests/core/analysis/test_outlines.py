# SPDX-License-Identifier: GPL-2.0-or-later
"""Small networks drawn by hand: rivers, holes, one-way loops; and what outlines may not depend on."""

import pickle

import numpy as np
import pytest
import shapely.affinity
import shapely.wkb
from service_points.core.analysis.cells import Cells
from service_points.core.analysis.corners import thinned
from service_points.core.analysis.loops import disks
from service_points.core.analysis.marching import Costs
from service_points.core.analysis.outlines import Outlines
from service_points.core.analysis.polygons import DETAILS, CostSurface
from service_points.core.network import RoadLines, build_graph, reach, snap
from shapely.geometry import Point

EAST, NORTH = 1 / 111_319.49, 1 / 110_574.28  # degrees per metre at the equator


def roads(*lines, kmh=60.0, one_way=False):
    """A network of lines given in metres east and north of 0° N 0° E: at 60 km/h one km is one minute."""
    lonlat = np.concatenate([np.array(line, float) for line in lines]) * [EAST, NORTH]
    offsets = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    every = np.ones(len(lines), bool)
    return build_graph(
        RoadLines(lonlat, offsets, np.arange(len(lines)), every * kmh, every, every & (not one_way)),
        metric="time",
    )


def draw(network, delaunay, at, cutoffs, detail="precise"):
    """Polygons of one point, in metres."""
    placed = snap(network, np.array([at], float) * [EAST, NORTH], 500.0)
    surface = CostSurface.build(network, delaunay, points=placed, travel="from_point", detail=detail)
    batch = next(iter(reach(network, placed, horizon=cutoffs[-1], travel="from_point")))
    (wkb,) = surface.of_batch(batch).polygons([cutoffs], "disks")
    return [shapely.affinity.affine_transform(shapely.wkb.loads(w), METRES) if w else None for w in wkb]


METRES = [1 / EAST, 0, 0, 1 / NORTH, 0, 0]

SOUTH_BANK = [(x, 0.0) for x in range(0, 4001, 100)]
NORTH_BANK = [(x, 160.0) for x in range(0, 4001, 100)]


def banks(*bridges):
    """Two roads of 4 km, 160 m apart, crossed every 100 m by short dead ends, and the bridges at some x."""
    ends = [[(x, 0.0), (x, -40.0)] for x in range(0, 4001, 100)]
    ends += [[(x, 160.0), (x, 200.0)] for x in range(0, 4001, 100)]
    return roads(SOUTH_BANK, NORTH_BANK, *ends, *([(x, 0.0), (x, 160.0)] for x in bridges))


@pytest.mark.parametrize("detail", ["precise", "generalised"])
@pytest.mark.parametrize("cutoff", [0.5, 2.0, 4.1])
def test_a_river_without_a_bridge_is_not_crossed(delaunay, detail, cutoff):
    """Half-way over 160 m is 80 m; over land nothing goes farther than 75 m."""
    (shape,) = draw(banks(), delaunay, (0.0, 0.0), [cutoff], detail)
    assert shape.bounds[3] <= 76.0
    assert shape.contains(Point(min(cutoff, 4.0) * 1000 - 60, -1.0))


@pytest.mark.parametrize("detail", ["precise", "generalised"])
def test_the_far_bank_is_not_drawn_before_it_is_reached(delaunay, detail):
    """The only bridge is 4 km away: its far end is reached after 4.16 minutes, the bank opposite after 8.16.

    A cutoff just below that must not be drawn over the river, however small the difference.
    """
    shapes = draw(banks(4000), delaunay, (0.0, 0.0), [3.9, 6.0, 8.1, 8.2], detail)
    assert shapes[0].bounds[3] <= 76.0
    assert not shapes[1].contains(Point(1900.0, 159.0))  # reached after 6.26
    assert shapes[1].contains(Point(2300.0, 159.0))  # after 5.86
    assert shapes[1].contains(Point(3000.0, 80.0))  # water between two banks reached
    assert not shapes[1].contains(Point(1000.0, 90.0))  # water before a bank that is not
    assert not shapes[2].contains(Point(30.0, 161.0))
    assert shapes[3].contains(Point(1.0, 159.0))


def test_a_bridge_joins_both_banks(delaunay):
    """With a bridge where the point is, both banks are reached, and the water between them is inside."""
    (shape,) = draw(banks(0), delaunay, (0.0, 0.0), [2.0])
    assert all(shape.contains(Point(x, 80.0)) for x in range(0, 1700, 50))
    assert not shape.contains(Point(2200.0, 80.0))


@pytest.mark.parametrize(("side", "kept"), [(120.0, ""), (170.0, "precise"), (400.0, "precise generalised")])
@pytest.mark.parametrize("detail", ["precise", "generalised"])
def test_holes_above_the_stated_size_stay(delaunay, side, kept, detail):
    """A square block with a place inside that no road leads to, half-way to which the region goes.

    The hole is half a block wide, or 75 m from the corners: 0.36, 0.72 and 4 ha or more.
    """
    square = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)]
    block = [square[i : i + 2] for i in range(4)]
    middle = side / 2
    (shape,) = draw(
        roads(*block, [(middle, middle), (middle + 3.0, middle)]), delaunay, (0.0, 0.0), [5.0], detail
    )
    assert sum(len(polygon.interiors) for polygon in shape.geoms) == (detail in kept)
    assert DETAILS["precise"].smallest_hole == 5_000.0
    assert DETAILS["generalised"].smallest_hole == 20_000.0


@pytest.mark.parametrize("detail", ["precise", "generalised"])
def test_a_one_way_loop_is_followed_in_its_direction(delaunay, detail):
    """1 km by 1 km, driven anticlockwise: half a minute goes 500 m east, and not north.

    Every 143 m there is a vertex; generalised may stop short of the middle between two.
    """
    corners = [(0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0), (0.0, 0.0)]
    network = roads(*([corners[i], corners[i + 1]] for i in range(4)), one_way=True)
    shape, almost_all = draw(network, delaunay, (0.0, 0.0), [0.5, 3.5], detail)
    assert shape.contains(Point(480.0 if detail == "precise" else 425.0, 0.5))
    assert not shape.contains(Point(510.0, 0.5))
    assert shape.bounds[3] <= 76.0
    assert almost_all.contains(Point(0.5, 520.0 if detail == "precise" else 575.0))
    assert not almost_all.contains(Point(0.5, 490.0))


@pytest.mark.parametrize("detail", ["precise", "generalised"])
def test_a_place_on_a_long_road_and_an_island(delaunay, detail):
    """50 m each way of the middle of 10 km; a road of 30 m that leads nowhere is a shape of its own."""
    network = roads([(0.0, 0.0), (10_000.0, 0.0)], [(3000.0, 900.0), (3030.0, 900.0)])
    (shape,) = draw(network, delaunay, (5000.0, 10.0), [0.05], detail)
    west, south, east, north = shape.bounds
    assert (west, east) == pytest.approx((4950.0, 5050.0), abs=2.0)
    assert -76.0 <= south < -20.0 < 20.0 < north <= 76.0
    (island,) = draw(network, delaunay, (3000.0, 905.0), [5.0], detail)
    assert island.contains(Point(3000.0, 900.0))
    assert island.contains(Point(3030.0, 900.0))
    assert island.bounds[0] >= 2924.0
    assert island.bounds[2] <= 3106.0


def polygons(network, points, delaunay, detail):
    placed = snap(network, points, 500.0)
    surface = CostSurface.build(network, delaunay, points=placed, travel="to_point", detail=detail)
    found = {}
    for batch in reach(network, placed, horizon=6.0, travel="to_point"):
        part, cutoffs = surface.of_batch(batch), [[2.0, 4.0, 6.0]] * len(batch.origins)
        every = zip(part.polygons(cutoffs, "disks"), part.polygons(cutoffs, "rings"))
        for point, both in zip(batch.origins.tolist(), every):
            found[tuple(points[point])] = both
    return found


def lattice(rng=None):
    """A perfect grid of 30 × 30 streets: any four corners of a block lie on one circle."""
    places = np.stack(np.meshgrid(np.arange(30) * 1e-3, 50 + np.arange(30) * 1e-3), -1).reshape(-1, 2)
    number = np.arange(900).reshape(30, 30)
    pairs = [(number[:, :-1], number[:, 1:]), (number[:-1], number[1:])]
    ends = np.concatenate([np.stack([a.ravel(), b.ravel()], 1) for a, b in pairs])
    if rng is not None:
        ends = rng.permutation(ends)
    every = np.ones(len(ends), bool)
    offsets, lonlat = np.arange(len(ends) + 1) * 2, places[ends].reshape(-1, 2)
    lines = RoadLines(lonlat, offsets, np.arange(len(ends)), every * 30.0, every, every)
    return build_graph(lines, metric="time"), places[[3, 420, 777]] + 2e-4


@pytest.mark.parametrize("detail", ["precise", "generalised"])
def test_the_same_bytes_whatever_the_order_and_the_triangulation(delaunay, detail):
    """Also when the triangulation is asked in another order, and answers in another order and orientation."""
    network, points = lattice()
    expected = polygons(network, points, delaunay, detail)
    rng = np.random.default_rng(4)

    def other(xy):
        order = rng.permutation(len(xy))
        triangles = order[delaunay(xy[order])]
        return rng.permuted(rng.permutation(triangles), axis=1)

    shuffled, _ = lattice(rng)
    assert polygons(shuffled, points[[2, 0, 1]], other, detail) == expected


def test_open_land_and_vertices_have_one_place_per_cell():
    cells = Cells(250.0)
    keys = cells.of(np.array([[0.0, 0.0], [-1.0, 260.0], [1e6, -1e6]]))
    places = cells.places(keys)
    assert cells.of(places).tolist() == keys.tolist()
    assert np.array_equal(cells.places(keys[::-1]), places[::-1])
    offset = places - (np.floor(places / 250.0) + 0.5) * 250.0
    assert np.abs(offset).max() <= 25.0
    assert len(np.unique(offset)) == 6


@pytest.mark.parametrize("detail", list(DETAILS))
def test_a_pickled_surface_draws_the_same(graph, streets, delaunay, detail):
    placed = snap(graph, streets.crossings[[7, 820]], 100.0)
    surface = CostSurface.build(graph, delaunay, points=placed, travel="from_point", detail=detail)
    sent = pickle.loads(pickle.dumps(surface))
    assert sent.detail == DETAILS[detail]
    batch = next(iter(reach(graph, placed, horizon=5.0, travel="from_point")))
    here, there = (s.of_batch(batch).polygons([[2.0, 4.0]] * 2, "rings") for s in (surface, sent))
    assert here == there


@pytest.mark.parametrize("cutoffs", [[4.0], [2.0, 2.1, 2.2, 4.0, 6.0]])
def test_thinned_outlines_move_no_vertex_to_the_other_side(graph, streets, delaunay, contains, cutoffs):
    """Whatever the cutoffs, however close: every vertex is where the outlines with all corners have it."""
    placed = snap(graph, streets.crossings[[820]], 100.0)
    surface = CostSurface.build(graph, delaunay, points=placed, travel="from_point")
    batch = next(iter(reach(graph, placed, horizon=7.0, travel="from_point")))
    _, place, minutes = batch.costs(surface.along)
    along = np.full(surface.along.size, np.inf)
    along[place] = minutes
    cost = surface.whole(batch.node_cost[0], along)
    outlines = Outlines.trace(surface.tin, [Costs(cost, cutoffs)])
    kept = thinned(outlines)
    loops = disks(outlines, kept)
    assert len(loops.corner) == kept.sum() < (0.7 if len(cutoffs) == 1 else 0.8) * len(kept)
    shapes = [shapely.wkb.loads(wkb) for wkb in loops.multipolygons(len(cutoffs))]
    for cutoff, shape in zip(cutoffs, shapes):
        assert shape.is_valid
        assert np.array_equal(contains(shape, surface.tin.lonlat), cost <= cutoff)
    for inner, outer in zip(shapes, shapes[1:]):
        assert inner.difference(outer).area < 1e-15
