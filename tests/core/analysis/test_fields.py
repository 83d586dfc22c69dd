# SPDX-License-Identifier: GPL-2.0-or-later
"""Land without roads: whoever reaches all roads around a field reaches the field, but not a lake."""

import numpy as np
import pytest
from service_points.core.analysis.fields import Fields
from service_points.core.analysis.polygons import DETAILS, CostSurface
from service_points.core.network import nearest, snap
from shapely.geometry import Point
from shapely.ops import unary_union

from .test_outlines import EAST, NORTH, draw, roads

MILE = 1609.344


def block(width, height=MILE):
    """Four roads around a block, in metres."""
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height), (0.0, 0.0)]
    return [corners[side : side + 2] for side in range(4)]


def holes(shape):
    return sum(len(polygon.interiors) for polygon in shape.geoms)


def test_a_section_is_a_field(delaunay):
    """A square mile, 4 minutes around at 60 km/h: 3.3 minutes reach all of it from a corner."""
    network = roads(*block(MILE))
    some, most, every = draw(network, delaunay, (0.0, 0.0), [2.0, 2.5, 3.3], "generalised")
    middle = Point(MILE / 2, MILE / 2)
    assert not some.contains(middle)
    assert not most.contains(middle)
    assert every.contains(middle)
    assert holes(every) == 0
    assert every.area == pytest.approx((MILE + 150.0) ** 2, rel=0.02)


def test_precise_goes_75_m_and_no_farther(delaunay):
    (shape,) = draw(roads(*block(MILE)), delaunay, (0.0, 0.0), [9.0], "precise")
    assert holes(shape) == 1
    assert not shape.contains(Point(MILE / 2, 100.0))
    assert DETAILS["precise"].largest_field == 0.0


@pytest.mark.parametrize(("miles", "filled"), [(1.3, True), (2.0, True), (2.2, False), (8.0, False)])
def test_larger_land_may_be_a_lake(delaunay, miles, filled):
    """4.6 km² of land 75 m from the roads: a block of the prairies, one mile by two, has 4.48 km²."""
    (shape,) = draw(roads(*block(miles * MILE)), delaunay, (0.0, 0.0), [30.0], "generalised")
    assert DETAILS["generalised"].largest_field == 4_600_000.0
    assert (holes(shape) == 0) is filled


def test_a_road_inside_that_is_not_reached_keeps_the_hole(delaunay):
    island = [(MILE / 2, MILE / 2), (MILE / 2 + 100.0, MILE / 2)]
    (shape,) = draw(roads(*block(MILE), island), delaunay, (0.0, 0.0), [9.0], "generalised")
    assert holes(shape) == 1
    assert not shape.contains(Point(island[0]))


def test_land_open_to_one_side_is_no_field(delaunay):
    """Three sides of a square: beyond the fourth nothing is known."""
    (shape,) = draw(roads(*block(MILE)[:3]), delaunay, (0.0, 0.0), [9.0], "generalised")
    assert not shape.contains(Point(MILE / 2, MILE / 2))


def test_the_surroundings_of_all_roads_are_no_field(delaunay):
    (shape,) = draw(roads([(0.0, 0.0), (300.0, 0.0)]), delaunay, (0.0, 0.0), [9.0], "generalised")
    assert shape.bounds[3] <= 76.0


def test_territories_share_fields_without_overlap(delaunay, polygon):
    """Four sections and a point at two opposite corners: all land is somebody's, and nobody else's."""
    lines = [
        [(column * MILE, row * MILE), ((column + east) * MILE, (row + 1 - east) * MILE)]
        for column in range(3)
        for row in range(3)
        for east in (0, 1)
        if (column + east) < 3 and row + 1 - east < 3
    ]
    network = roads(*lines)
    points = snap(network, np.array([(0.0, 0.0), (2 * MILE, 2 * MILE)]) * [EAST, NORTH], 100.0)
    surface = CostSurface.build(network, delaunay, points=points, travel="from_point", detail="generalised")
    field = nearest(network, points, horizon=9.0, travel="from_point")
    along = field.at(surface.along)
    territories = surface.territories((field.node_cost, field.node_label), along, [2.0, 9.0])
    own = [polygon(surface.wkb(loops)) for loops in territories.regions([2.0, 9.0])[1].values()]
    assert len(own) == 2
    whole = polygon(surface.polygons(surface.whole(field.node_cost, along[0]), [2.0, 9.0], "disks")[1])
    assert holes(whole) == 0
    assert own[0].intersection(own[1]).area < 1e-12 * whole.area
    assert unary_union(own).symmetric_difference(whole).area < 1e-9 * whole.area


@pytest.mark.parametrize("seed", range(20))
def test_fields_of_a_part_are_those_that_are_whole_in_it(seed):
    """Random places and land; a field is in the part when each of its vertices and places is."""
    rng = np.random.default_rng(seed)
    number, places, land = int(rng.integers(1, 30)), 300, 120
    of_land = rng.integers(-1, number, land)
    of_land[:number] = np.arange(number)  # none without land
    around = [np.sort(rng.permutation(places)[: rng.integers(1, 7)]) for _ in range(number)]
    vertex = np.flatnonzero(of_land >= 0)
    first = np.cumsum([0, *map(len, around[:-1])])
    every = Fields(vertex + places, of_land[vertex], np.concatenate(around), first)
    for share in (0.0, 0.3, 0.7, 1.0):
        some = [i for i in range(number) if rng.random() < share]
        part = set(rng.permutation(places + land)[: int(rng.integers(0, 200))].tolist())
        for i in some:
            part |= {*around[i].tolist(), *(places + np.flatnonzero(of_land == i)).tolist()}
        if some and rng.random() < 0.3:
            part.discard(places + int(np.flatnonzero(of_land == some[0])[0]))
        part = sorted(part)
        whole = [
            i
            for i in range(number)
            if {*around[i].tolist(), *(places + np.flatnonzero(of_land == i)).tolist()} <= {*part}
        ]
        found = every.within(np.array(part, np.int64))
        at = {vertex: position for position, vertex in enumerate(part)}
        own = [(at[places + j], whole.index(i)) for j, i in enumerate(of_land.tolist()) if i in whole]
        assert list(zip(found.vertex.tolist(), found.field.tolist())) == own
        assert found.place.tolist() == [at[place] for i in whole for place in around[i].tolist()]
        assert found.first.tolist() == np.cumsum([0, *(len(around[i]) for i in whole)])[:-1].tolist()
