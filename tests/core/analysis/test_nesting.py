# SPDX-License-Identifier: GPL-2.0-or-later
"""Places in boxes against a comparison of each with each; holes in shells against shapely's differences."""

import tracemalloc

import numpy as np
import pytest
import shapely.wkb
from service_points.core.analysis.loops import Loops
from service_points.core.analysis.nesting import boxes, boxes_at
from service_points.core.analysis.outlines import loop_areas
from shapely.geometry import Polygon
from shapely.ops import unary_union


@pytest.mark.parametrize("seed", range(20))
def test_boxes_of_the_same_group_that_hold_a_place(seed):
    rng = np.random.default_rng(seed)
    places, number = (int(rng.integers(0, 200)) for _ in range(2))
    whole = rng.random() < 0.5  # then many a place lies on the border of a box
    xy, low = (rng.uniform(-100, 100, (size, 2)) for size in (places, number))
    sides = rng.uniform(0, 5, (number, 2)) * 10 ** rng.uniform(-3, 2, (number, 1))
    if whole:
        xy, low, sides = np.round(xy / 10), np.round(low / 10), np.round(sides)
    high = low + sides
    group, group_of = (rng.integers(0, 4, size) for size in (places, number))
    expected = [
        (i, j)
        for i in range(places)
        for j in range(number)
        if group[i] == group_of[j] and (low[j] <= xy[i]).all() and (xy[i] <= high[j]).all()
    ]
    found = boxes_at(xy, group, low, high, group_of)
    assert list(zip(*(column.tolist() for column in found))) == expected


def test_places_of_a_group_far_from_its_boxes():
    """East and west of all boxes, where another group would be if groups lay side by side."""
    low, high = np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([[1.0, 1.0], [1.0, 1.0]])
    xy = np.array([[0.5, 0.5], [2.5, 0.5], [-1.5, 0.5], [0.5, 0.5]])
    found = boxes_at(xy, np.array([0, 0, 1, 1]), low, high, np.array([0, 1]))
    assert [column.tolist() for column in found] == [[0, 3], [0, 1]]


def test_boxes_of_loops():
    xy = np.array([[0.0, 5], [3, 1], [2, 2], [7, 7], [9, -1], [8, 3]])
    low, high = boxes(xy, np.array([0, 3, 6]))
    assert low.tolist() == [[0, 1], [7, -1]]
    assert high.tolist() == [[3, 5], [9, 7]]


def square(middle, side, *, hole=False):
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * side / 2 + middle
    return corners[::-1] if hole else corners


def loops_of(regions):
    """Return the loops of regions, each a list of loops."""
    every = [loop for region in regions for loop in region]
    lonlat = np.concatenate(every)
    first = np.cumsum([0, *map(len, every)])
    mark = np.repeat(np.arange(len(regions)), [len(region) for region in regions])
    return Loops(lonlat, np.arange(len(lonlat)), first, mark, loop_areas(lonlat, first))


def islands(rng, count):
    """Towns on a grid, some with a lake, some of these with an island, some of those with a pond."""
    found, shape = [], []
    for middle in rng.permutation(np.stack(np.meshgrid(*[np.arange(20)] * 2), -1).reshape(-1, 2))[:count]:
        sides = np.sort(rng.uniform(0.1, 0.9, int(rng.integers(1, 5))))[::-1]
        loops = [square(middle, side, hole=depth % 2 == 1) for depth, side in enumerate(sides)]
        found += loops
        polygons = [Polygon(loop) for loop in loops]
        shape.append(polygons[0])
        for depth, polygon in enumerate(polygons[1:], 1):
            shape[-1] = shape[-1].union(polygon) if depth % 2 == 0 else shape[-1].difference(polygon)
    return [found[i] for i in rng.permutation(len(found))], unary_union(shape)


@pytest.mark.parametrize("seed", range(5))
def test_holes_are_in_the_smallest_shell_around_them(seed):
    rng = np.random.default_rng(seed)
    regions, expected = zip(*(islands(rng, count) for count in (150, 1, 40)))
    ring = [square([9.5, 9.5], 60), square([9.5, 9.5], 40, hole=True)]  # around all of them
    regions, expected = [*regions, [*regions[0], *ring]], [*expected]
    expected.append(expected[0].union(Polygon(ring[0], [ring[1]])))
    for wkb, shape in zip(loops_of(regions).multipolygons(4), expected):
        found = shapely.wkb.loads(wkb)
        assert found.is_valid
        assert found.symmetric_difference(shape).area < 1e-9
        assert len(found.geoms) == len(getattr(shape, "geoms", [shape]))


def test_thousands_of_islands_with_lakes_are_not_compared_with_each_other():
    """A table of all pairs would take 16 million cells of several numbers each."""
    middles = np.stack(np.meshgrid(np.arange(80.0), np.arange(50.0)), -1).reshape(-1, 2)
    loops = loops_of([[square(m, side, hole=side < 0.5) for m in middles for side in (0.8, 0.4)]])
    tracemalloc.start()
    try:
        (wkb,) = loops.multipolygons(1)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 30e6
    found = shapely.wkb.loads(wkb)
    assert len(found.geoms) == 4000
    assert {len(part.interiors) for part in found.geoms} == {1}
