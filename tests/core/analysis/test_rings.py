# SPDX-License-Identifier: GPL-2.0-or-later
"""Rings: tracing at pinches, exact subtraction, holes into shells, WKB."""

import numpy as np
import pytest
import shapely.wkb
from service_points.core.analysis.rings import (
    as_multipolygon,
    assemble,
    signed_areas,
    subtract,
    to_wkb,
    trace,
)
from shapely.geometry import Polygon


def square(x, y, side, clockwise=False):
    loop = np.array([[x, y], [x + side, y], [x + side, y + side], [x, y + side]], float)
    return loop[::-1] if clockwise else loop


def same(xy):
    return xy


def test_areas_are_positive_for_shells_and_negative_for_holes():
    assert signed_areas([square(0, 0, 10), square(2, 2, 3, clockwise=True)]).tolist() == [100.0, -9.0]


@pytest.mark.parametrize(
    ("inner", "areas"),
    [
        (square(2, 2, 3), [100.0, -9.0]),
        (np.array([[0, 0], [10, 0], [10, 4], [0, 4]], float), [60.0]),
        (square(0, 0, 10), []),
        (np.array([[0.0, 0], [5, 5], [0, 10]]), [75.0]),
    ],
    ids=["inside", "common side", "all", "touches the far side at no vertex"],
)
def test_subtraction(inner, areas):
    outer = [np.array([[0.0, 0], [10, 0], [10, 4], [10, 10], [0, 10], [0, 4]])]
    if len(areas) == 1 and areas[0] == 75.0:
        outer = [np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])]
    elif len(areas) == 0:
        outer = [square(0, 0, 10)]
    assert sorted(signed_areas(subtract(outer, [inner])).tolist(), reverse=True) == areas


def test_subtracting_what_touches_at_a_point_leaves_a_valid_polygon():
    diamond = np.array([[5.0, 0], [10, 5], [5, 10], [0, 5]])
    outer = [np.array([[0.0, 0], [5, 0], [10, 0], [10, 5], [10, 10], [5, 10], [0, 10], [0, 5]])]
    corners = subtract(outer, [diamond])
    assert signed_areas(corners).tolist() == [12.5] * 4
    assert shapely.wkb.loads(to_wkb(corners, same)).is_valid


def test_hole_that_touches_its_shell_at_a_point_is_a_hole():
    outer = [np.array([[0.0, 0], [10, 0], [10, 5], [10, 10], [0, 10]])]
    inner = [np.array([[10.0, 5], [5, 7], [5, 3]])]
    polygon = shapely.wkb.loads(to_wkb(subtract(outer, inner), same))
    assert polygon.is_valid
    assert polygon.area == 90.0
    assert len(polygon.geoms) == 1
    assert len(polygon.geoms[0].interiors) == 1


def test_bow_tie_becomes_two_loops_that_touch():
    start, end = np.array([0, 1, 2, 2, 3, 4]), np.array([1, 2, 0, 3, 4, 2])
    xy = np.array([[0.0, 1], [0, -1], [1, 0], [2, -1], [2, 1]])
    loops = trace(start, end, lambda keys: xy[keys])
    assert sorted(sorted(loop.tolist()) for loop in loops) == [[0, 1, 2], [2, 3, 4]]


def test_chain_that_does_not_close_is_left_out():
    loops = trace(np.array([0, 1, 5, 6, 7]), np.array([1, 2, 6, 7, 5]), lambda keys: keys)
    assert [sorted(loop.tolist()) for loop in loops] == [[5, 6, 7]]


def test_holes_go_into_the_smallest_shell_around_them():
    island_with_pond = [square(20, 20, 20), square(25, 25, 5, clockwise=True)]
    region = [square(0, 0, 100), square(10, 10, 50, clockwise=True), *island_with_pond]
    polygons = assemble(region)
    assert [signed_areas(polygon).tolist() for polygon in polygons] == [[10000, -2500], [400, -25]]


def test_nothing_is_no_geometry():
    assert to_wkb([], same) is None


def test_wkb_of_other_writers_becomes_a_multipolygon():
    polygon = Polygon([(0, 0), (1, 0), (1, 1)])
    for big_endian in (False, True):
        wkb = shapely.wkb.dumps(polygon, big_endian=big_endian)
        read = shapely.wkb.loads(as_multipolygon(wkb))
        assert read.geom_type == "MultiPolygon"
        assert read.area == 0.5
    assert as_multipolygon(Polygon().wkb) is None
