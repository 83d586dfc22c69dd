# SPDX-License-Identifier: GPL-2.0-or-later
"""Rings between disks whose outlines touch in every way, against shapely's overlays."""

import itertools

import numpy as np
import pytest
import shapely.wkb
from service_points.core.analysis.corners import thinned
from service_points.core.analysis.loops import disks, rings
from service_points.core.analysis.marching import Costs
from service_points.core.analysis.outlines import Outlines
from service_points.core.analysis.tin import Roads, build_tin
from shapely.geometry import Polygon

DEGREE = 100_000.0


def surface(seed, delaunay, size=14, highest=6):
    """Random places and costs, hardly any roads: outlines of several cutoffs mostly run in one line, and
    where they part they often meet again at a single corner."""
    rng = np.random.default_rng(seed)
    xy = np.stack(np.meshgrid(np.arange(size), np.arange(size)), -1).reshape(-1, 2) * 100.0
    xy += rng.uniform(-30, 30, xy.shape)
    xy = xy[np.lexsort((xy[:, 1], xy[:, 0]))]
    is_rim = (xy < 150).any(axis=1) | (xy > (size - 2.5) * 100).any(axis=1)
    order = np.argsort(is_rim, kind="stable")
    xy, is_rim = xy[order], is_rim[order]
    some = rng.integers(0, (~is_rim).sum(), (40, 2))
    some = some[some[:, 0] != some[:, 1]]
    roads = Roads(
        some[:, 0],
        some[:, 1],
        rng.uniform(0.5, 3.0, len(some)),
        rng.integers(-1, 2, len(some)).astype(np.int8),
    )
    tin = build_tin(xy, xy / DEGREE, roads, is_land=is_rim, trim=40.0, triangulate=delaunay)
    cost = rng.integers(0, highest + 1, len(xy)).astype(float)
    # A smooth part, so that there are long stretches too
    cost[: len(xy) // 2] = np.floor(np.hypot(*(xy[: len(xy) // 2] - 500.0).T) / 150.0)
    cost[is_rim] = np.inf
    return tin, cost


@pytest.mark.parametrize("keep_all", [True, False], ids=["every corner", "thinned"])
@pytest.mark.parametrize("seed", range(25))
def test_rings_are_the_differences_of_disks(delaunay, seed, keep_all):
    tin, cost = surface(seed, delaunay)
    cutoffs = [0.5, 1.5, 2.5, 3.5, 5.5]
    outlines = Outlines.trace(tin, [Costs(cost, cutoffs), Costs(cost, [1.0, 4.0])])
    drawn = np.ones(len(outlines.share), bool) if keep_all else thinned(outlines)
    whole = [shapely.wkb.loads(wkb) for wkb in disks(outlines, drawn).multipolygons(7)]
    found = [shapely.wkb.loads(wkb) for wkb in rings(outlines, drawn).multipolygons(7)]
    assert all(shape.is_valid for shape in (*whole, *found))
    for own in (range(5), range(5, 7)):
        for mark in own:
            expected = whole[mark] if mark == own[0] else whole[mark].difference(whole[mark - 1])
            assert found[mark].symmetric_difference(expected).area < 1e-12 * whole[own[-1]].area
        for one, other in itertools.combinations(own, 2):
            assert found[one].intersection(found[other]).area < 1e-12 * whole[own[-1]].area
    assert (outlines.found.below >= 0).sum() > 50


def test_equal_cutoffs_in_cost_leave_an_empty_ring(delaunay):
    """No vertex costs between 1.5 and 1.6, and no road does: the two disks are the same."""
    tin, cost = surface(3, delaunay)
    tin.road[:] = np.inf
    outlines = Outlines.trace(tin, [Costs(cost, [1.5, 1.6])])
    found = rings(outlines, np.ones(len(outlines.share), bool)).multipolygons(2)
    assert found[0] is not None
    assert found[1] is None


def test_hundreds_of_cutoffs_are_told_apart(delaunay):
    """As many as points of a run may have limits of their own; each outline is that of its cutoff alone."""
    tin, cost = surface(7, delaunay, highest=900)
    cutoffs = np.arange(0.5, 900.0, 2.3).tolist()
    assert len(cutoffs) > 300
    outlines = Outlines.trace(tin, [Costs(cost, cutoffs)])
    together = disks(outlines, np.ones(len(outlines.share), bool)).multipolygons(len(cutoffs))
    for cutoff, found in zip(cutoffs, together):
        alone = Outlines.trace(tin, [Costs(cost, [cutoff])])
        (expected,) = disks(alone, np.ones(len(alone.share), bool)).multipolygons(1)
        shapes = [shapely.wkb.loads(wkb) if wkb else Polygon() for wkb in (found, expected)]
        assert shapes[0].symmetric_difference(shapes[1]).area == 0.0


def test_small_holes_go_with_what_lies_in_them(delaunay):
    """A block of dear places around one cheap place in a cheap plain: hole and island go below the size."""
    tin, cost = surface(5, delaunay)
    cost[:] = np.where(np.isfinite(cost), 0.0, np.inf)
    off = np.abs(tin.xy - 650.0).max(axis=1)
    cost[off < 250.0] = 9.0
    cost[np.hypot(*(tin.xy - 650.0).T).argmin()] = 0.0
    traced = [Outlines.trace(tin, [Costs(cost, [1.0])], size) for size in (0.0, 1_000_000.0)]
    assert [len(each.first) - 1 for each in traced] == [3, 1]
    areas = [each.areas() for each in traced]
    assert (areas[0] > 0).tolist().count(True) == 2
    assert areas[1].tolist() == [areas[0].max()]


@pytest.mark.parametrize("seed", range(10))
def test_of_many_holes_and_islands_those_stay_that_shapely_leaves(delaunay, seed):
    """Cheap in the west but for blocks, some around a cheap place; dear in the east but for places."""
    tin, cost = surface(seed, delaunay, size=50)
    rng = np.random.default_rng(seed)
    is_rim, west = np.isinf(cost), tin.xy[:, 0] < 3000.0
    cost[:] = np.where(west | (rng.random(len(cost)) < 0.05), 0.0, 9.0)
    for middle in np.stack(np.meshgrid(np.arange(5), np.arange(7)), -1).reshape(-1, 2) * 600.0 + 400.0:
        off = np.hypot(*(tin.xy - middle).T)
        cost[(off < rng.uniform(130.0, 330.0)) & west] = 9.0
        cost[off.argmin()] = 0.0
    cost[is_rim] = np.inf
    smallest = 150_000.0
    surfaces = [Costs(each, [1.5, 3.5]) for each in (cost, np.where(np.isinf(cost), cost, cost[::-1]))]
    every, left = (Outlines.trace(tin, surfaces, size) for size in (0.0, smallest))

    def loops(outlines):
        first, xy = outlines.first.tolist(), outlines.lonlat * DEGREE
        marks = outlines.found.mark.take(outlines.first[:-1]).tolist()
        areas = outlines.areas().tolist()
        return [(m, a, Polygon(xy[b:e])) for m, a, b, e in zip(marks, areas, first, first[1:])]

    found = loops(every)
    small = [(mark, -area, shape) for mark, area, shape in found if -smallest < area < 0]
    expected, gone = [], 0
    for mark, area, shape in found:
        inside = [hole for own, size, hole in small if own == mark and size > area > 0]
        if any(hole.buffer(1e-6).contains(shape) for hole in inside):
            gone += 1
        elif not -smallest < area < 0:
            expected.append((mark, round(area)))
    assert len(small) > 20
    assert gone > 0
    assert sorted(expected) == sorted((mark, round(area)) for mark, area, _ in loops(left))
