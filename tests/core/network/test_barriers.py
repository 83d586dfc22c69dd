# SPDX-License-Identifier: GPL-2.0-or-later
"""Barriers at the equator: a hundredth of a degree is 1113.1949 m east and 1105.7428 m north (WGS 84)."""

import tracemalloc

import numpy as np
import pytest
import shapely.geometry as sg
from hypothesis import given, settings
from hypothesis import strategies as st
from service_points.core.errors import Cancelled
from service_points.core.network.barrier_grid import BoxGrid
from service_points.core.network.barriers import LINE, POINT, RING, Barriers, cut_at_barriers
from service_points.core.network.ring_test import inside_rings

EAST, NORTH = 111319.490793, 110574.275822  # metres per degree at 0° N
METRE = 1 / EAST


def lines(*parts):
    """Vertices and offsets of lines given as lists of (lon, lat)."""
    offsets = np.concatenate(([0], np.cumsum([len(part) for part in parts])))
    return np.array([xy for part in parts for xy in part], float).reshape(-1, 2), offsets.astype(np.int64)


def barriers(*shapes):
    """Points, lines and polygons of shapely, one barrier each."""
    rows = []
    for owner, shape in enumerate(shapes):
        if shape.geom_type == "Point":
            rows.append((shape.coords[0], shape.coords[0], owner, POINT))
            continue
        polygon = shape.geom_type == "Polygon"
        for ring in [shape.exterior, *shape.interiors] if polygon else [shape]:
            ends = list(ring.coords)
            rows += [(a, b, owner, RING if polygon else LINE) for a, b in zip(ends[:-1], ends[1:])]
    start, end, owner, kind = zip(*rows)
    as_int = [np.array(column, np.int64) for column in (owner, kind)]
    return Barriers(np.array(start, float), np.array(end, float), *as_int, len(shapes))


def pieces(cut):
    """The pieces of road, as lists of positions, by line."""
    found = np.split(cut.lonlat, cut.offsets[1:-1])
    return [(int(parent), xy.tolist()) for parent, xy in zip(cut.parent, found)]


class TestLine:
    road = lines([(0, 0), (0.01, 0), (0.02, 0)])

    def test_crossing_leaves_both_sides_up_to_a_metre(self):
        cut = cut_at_barriers(*self.road, barriers(sg.LineString([(0.005, -1), (0.005, 1)])))
        (_, west), (_, east) = pieces(cut)
        assert west == [[0, 0], [pytest.approx(0.005 - METRE, abs=1e-10), 0]]
        assert east == [[pytest.approx(0.005 + METRE, abs=1e-10), 0], [0.01, 0], [0.02, 0]]
        assert (cut.parent.tolist(), cut.cut.tolist(), cut.effective.tolist()) == ([0, 0], [True], [True])

    def test_oblique_crossing_keeps_a_metre_from_the_barrier_not_along_the_road(self):
        cut = cut_at_barriers(
            *self.road, barriers(sg.LineString([(-1, -1 * EAST / NORTH), (1, EAST / NORTH)]))
        )
        assert pieces(cut) == [(0, [[pytest.approx(2**0.5 * METRE, rel=1e-5), 0], [0.01, 0], [0.02, 0]])]

    def test_at_a_vertex(self):
        cut = cut_at_barriers(*self.road, barriers(sg.LineString([(0.01, -1), (0.01, 1)])))
        assert [len(xy) for _, xy in pieces(cut)] == [2, 2]
        gap = cut.lonlat[2, 0] - cut.lonlat[1, 0]
        assert gap * EAST == pytest.approx(2.0, rel=1e-5)

    def test_that_ends_short_of_the_road(self):
        near, far = (sg.LineString([(0.005, -1), (0.005, -d / NORTH)]) for d in (0.6, 1.1))
        cut = cut_at_barriers(*self.road, barriers(near))
        assert (cut.lonlat[2, 0] - cut.lonlat[1, 0]) * EAST == pytest.approx(2 * 0.8, rel=1e-4)  # 3-4-5
        untouched = cut_at_barriers(*self.road, barriers(far))
        assert not untouched.cut.any()
        assert not untouched.effective.any()

    def test_along_the_road_closes_it(self):
        cut = cut_at_barriers(*self.road, barriers(sg.LineString([(-0.1, 0), (0.1, 0)])))
        assert (pieces(cut), cut.cut.tolist()) == ([], [True])

    def test_tolerance_cannot_join_the_sides_again(self):
        barrier = barriers(sg.LineString([(0.005, -1), (0.005, 1)]))
        cut = cut_at_barriers(*self.road, barrier, tolerance_m=25.0)
        assert (cut.lonlat[2, 0] - cut.lonlat[1, 0]) * EAST == pytest.approx(50.0, rel=1e-5)

    def test_bridge_and_the_road_below_are_both_cut(self):
        below = [(0.005, -0.01), (0.005, 0.01)]
        barrier = barriers(sg.LineString([(0.004, -0.001), (0.006, 0.001)]))
        cut = cut_at_barriers(*lines([(0, 0), (0.01, 0)], below), barrier)
        assert cut.parent.tolist() == [0, 0, 1, 1]

    def test_others_keep_their_vertices_bit_for_bit(self):
        rng = np.random.default_rng(4)
        far = [rng.uniform(1, 2, (5, 2)).tolist() for _ in range(50)]
        vertices, offsets = lines(*far, [(0, 0), (0.01, 0)])
        cut = cut_at_barriers(vertices, offsets, barriers(sg.LineString([(0.005, -1), (0.005, 1)])))
        assert cut.lonlat[:250].tobytes() == vertices[:250].tobytes()
        assert cut.parent.tolist() == [*range(50), 50, 50]
        assert cut.cut.tolist() == [False] * 50 + [True]

    def test_long_barrier_across_many_degrees(self):
        """Its pieces are looked at one by one; where they meet nothing slips through."""
        roads = lines(*([(-0.01, lat), (0.01, lat)] for lat in np.arange(0.0005, 2, 0.0037)))
        cut = cut_at_barriers(*roads, barriers(sg.LineString([(0.001, -1), (0.001, 3)])))
        assert cut.cut.all()
        assert np.bincount(cut.parent).tolist() == [2] * len(cut.cut)


class TestPoint:
    road = lines([(0, 0), (0.02, 0)])

    def test_beside_the_road_closes_it_at_the_nearest_place(self):
        cut = cut_at_barriers(*self.road, barriers(sg.Point(0.005, 9 / NORTH)))
        (_, west), (_, east) = pieces(cut)
        assert west[-1] == [pytest.approx(0.005 - METRE, abs=1e-10), 0]
        assert east[0] == [pytest.approx(0.005 + METRE, abs=1e-10), 0]

    def test_too_far_away_cuts_nothing(self):
        cut = cut_at_barriers(*self.road, barriers(sg.Point(0.005, 11 / NORTH)))
        assert (cut.cut.tolist(), cut.effective.tolist()) == ([False], [False])

    def test_only_the_nearest_of_two_carriageways(self):
        two = lines([(0, 0), (0.02, 0)], [(0, 8 / NORTH), (0.02, 8 / NORTH)])
        cut = cut_at_barriers(*two, barriers(sg.Point(0.005, 5 / NORTH)))
        assert cut.cut.tolist() == [False, True]

    def test_at_a_junction_closes_every_road_there(self):
        star = lines(*([(0, 0), (0.01 * x, 0.01 * y)] for x, y in ((1, 0), (0, 1), (-1, 0), (0, -1))))
        cut = cut_at_barriers(*star, barriers(sg.Point(0, 0)))
        distance = np.hypot(cut.lonlat[::2, 0] * EAST, cut.lonlat[::2, 1] * NORTH)
        assert distance == pytest.approx([1.0] * 4, rel=1e-4)


class TestPolygon:
    square = sg.Polygon([(0.005, -0.005), (0.015, -0.005), (0.015, 0.005), (0.005, 0.005)])

    def test_removes_what_is_inside(self):
        cut = cut_at_barriers(*lines([(0, 0), (0.02, 0)]), barriers(self.square))
        (_, west), (_, east) = pieces(cut)
        assert west == [[0, 0], [pytest.approx(0.005 - METRE, abs=1e-10), 0]]
        assert east == [[pytest.approx(0.015 + METRE, abs=1e-10), 0], [0.02, 0]]

    def test_road_wholly_inside_goes(self):
        cut = cut_at_barriers(*lines([(0.008, 0), (0.012, 0)], [(0, 1), (1, 1)]), barriers(self.square))
        assert (cut.parent.tolist(), cut.cut.tolist()) == ([1], [True, False])
        assert cut.effective.tolist() == [True]

    def test_hole_stays_open(self):
        hole = [(0.008, -0.002), (0.012, -0.002), (0.012, 0.002), (0.008, 0.002)]
        ring = sg.Polygon(self.square.exterior.coords, [hole])
        cut = cut_at_barriers(*lines([(0.009, 0), (0.011, 0)], [(0.006, 0), (0.007, 0)]), barriers(ring))
        assert cut.parent.tolist() == [0]

    def test_overlapping_polygons_do_not_open_each_other(self):
        """Even-odd holds within one barrier, not between two."""
        cut = cut_at_barriers(*lines([(0.008, 0), (0.012, 0)]), barriers(self.square, self.square))
        assert (pieces(cut), cut.effective.tolist()) == ([], [True, True])

    def test_barriers_that_cut_nothing_are_known(self):
        far = sg.Polygon([(1, 1), (2, 1), (2, 2)])
        cut = cut_at_barriers(*lines([(0, 0), (0.02, 0)]), barriers(far, self.square))
        assert cut.effective.tolist() == [False, True]


def test_no_barriers_and_no_roads():
    nothing = Barriers(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
    vertices, offsets = lines([(0, 0), (1, 1)], [(2, 2), (3, 3), (4, 5)])
    cut = cut_at_barriers(vertices, offsets, nothing)
    assert (cut.lonlat.tobytes(), cut.parent.tolist()) == (vertices.tobytes(), [0, 1])
    assert cut_at_barriers(*lines(), barriers(sg.Point(0, 0))).parent.tolist() == []


def test_cancel():
    class Stop:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            return None

    with pytest.raises(Cancelled):
        cut_at_barriers(*lines([(0, 0), (1, 0)]), barriers(sg.Point(0, 0)), progress=Stop())


place = st.tuples(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02))


@settings(max_examples=120)
@given(
    st.lists(st.lists(place, min_size=2, max_size=6), min_size=1, max_size=5),
    st.lists(st.lists(place, min_size=2, max_size=5, unique=True), max_size=3),
    st.lists(st.tuples(place, st.floats(0.001, 0.02), st.integers(3, 9)), max_size=2),
)
def test_what_is_left_is_what_shapely_leaves(roads, walls, discs):
    """Shapely's buffer and difference, in metres, give the same total length and the same pieces."""

    def metres(xy):
        return [(lon * EAST, lat * NORTH) for lon, lat in xy]

    polygons = [sg.Point(middle).buffer(radius, corners).simplify(0) for middle, radius, corners in discs]
    shapes = [sg.LineString(wall) for wall in walls] + polygons
    if not shapes:
        return
    cut = cut_at_barriers(*lines(*roads), barriers(*shapes))
    closed = sg.Polygon()
    for shape in shapes:
        inner = shape.exterior.coords if shape.geom_type == "Polygon" else shape.coords
        kind = sg.Polygon if shape.geom_type == "Polygon" else sg.LineString
        closed = closed.union(kind(metres(inner)).buffer(1.0, 16))
    for index, road in enumerate(roads):
        ends = metres(road)  # step by step: shapely would count a road driven twice once
        expected = sum(sg.LineString(step).difference(closed).length for step in zip(ends, ends[1:]))
        got = [sg.LineString(metres(xy)) for parent, xy in pieces(cut) if parent == index]
        assert sum(line.length for line in got) == pytest.approx(expected, abs=0.5)
        assert all(line.intersection(closed.buffer(-0.05)).length < 0.05 for line in got)


def test_boxes_that_meet_are_all_found():
    rng = np.random.default_rng(11)
    low, asked = rng.uniform(0, 10, (200, 2)), rng.uniform(-2, 12, (3000, 2))
    high, top = low + rng.uniform(0, 1.5, (200, 2)), asked + rng.uniform(0, 0.5, (3000, 2))
    query, box = BoxGrid.of(low, high).overlaps(asked, top)
    meet = (asked[:, None] <= high).all(axis=2) & (top[:, None] >= low).all(axis=2)
    assert sorted(zip(query.tolist(), box.tolist())) == sorted(zip(*(i.tolist() for i in np.nonzero(meet))))
    assert (BoxGrid.of(low, high).touches(asked, top) >= meet.any(axis=1)).all()


@settings(max_examples=200)
@given(st.lists(place, min_size=3, max_size=12, unique=True), st.integers(0, 2**32 - 1))
def test_inside_rings_as_shapely(corners, seed):
    ring = sg.Polygon(corners)
    if not ring.is_valid:
        return
    xy = np.random.default_rng(seed).uniform(-0.025, 0.025, (60, 2))
    ends = np.array(ring.exterior.coords)
    point, owner = inside_rings(ends[:-1], ends[1:], np.full(len(ends) - 1, 7), xy)
    expected = [i for i in range(60) if ring.contains(sg.Point(xy[i]))]
    assert (sorted(point.tolist()), set(owner.tolist())) == (expected, {7} if expected else set())


def test_a_small_barrier_of_many_vertices_takes_little_memory():
    """The margins around its segments are as wide as a tenth of it, so that each meets most of the grid."""
    circle = sg.Point(0.005, 0).buffer(5 * METRE, 100)
    assert len(circle.exterior.coords) == 401
    tracemalloc.start()
    try:
        cut = cut_at_barriers(*lines([(0, 0), (0.01, 0)]), barriers(circle))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (_, west), (_, east) = pieces(cut)
    assert west == [[0, 0], [pytest.approx(0.005 - 6 * METRE, abs=1e-9), 0]]
    assert east == [[pytest.approx(0.005 + 6 * METRE, abs=1e-9), 0], [0.01, 0]]
    assert peak < 20e6
