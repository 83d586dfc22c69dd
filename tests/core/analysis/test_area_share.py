# SPDX-License-Identifier: GPL-2.0-or-later
"""Area shares against squares counted by hand, and against shapely on random shapes."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
import shapely.wkb
from pyproj import Geod, Transformer
from service_points.core.analysis import (
    CatchmentOptions,
    CatchmentResult,
    Demand,
    Places,
    Totals,
    area_shapes,
    catchments,
)
from service_points.core.analysis.area_shapes import Shapes, equal_area
from service_points.core.analysis.area_share import catchments_by_area
from service_points.core.analysis.area_tally import ShareTally, area_shares
from service_points.core.analysis.model import BEYOND, OFF_NETWORK, SERVED, UNREACHABLE, Band
from service_points.core.analysis.strata import ServedStrata
from service_points.core.errors import Cancelled
from service_points.core.progress import SILENT
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

SMALL = 1e-3  # degrees; squares this small at the equator are as good as plane


def square(x, y, side=1.0):
    return box(x * SMALL, y * SMALL, (x + side) * SMALL, (y + side) * SMALL)


def shares(units, catchment):
    found = np.zeros(len(units))
    rows, share = area_shares(Shapes.of_wkb([unit.wkb for unit in units]), catchment.wkb)
    found[rows] = share
    return found.tolist()


@pytest.fixture
def plane(monkeypatch):
    """Take degrees for plane coordinates, so that shapely's overlays can be compared to all digits."""
    monkeypatch.setattr(area_shapes, "equal_area", np.array)


def test_areas_are_those_on_the_ellipsoid():
    lonlat = np.array([[-75.7, 45.4], [-75.6, 45.4], [-60.0, 82.5], [151.2, -33.9], [0.0, 0.0]])
    cea = Transformer.from_crs("EPSG:4326", "+proj=cea +lat_ts=0 +ellps=WGS84", always_xy=True)
    metre = np.pi * 6378137.0 / 180.0
    assert equal_area(lonlat) * metre == pytest.approx(np.stack(cea.transform(*lonlat.T), 1), abs=1e-6)


def test_shares_of_a_tall_unit_are_true():
    """Of 45 to 75 degrees north, the northern half of the degrees is not half of the area."""
    unit, south = box(-80, 45, -79, 75), box(-80, 45, -79, 60)
    geod = Geod(ellps="WGS84")

    def area(lower, upper):  # parallels drawn with many vertices, geodesics between them
        x = np.linspace(-80, -79, 2001)
        ring = np.concatenate(
            [np.stack([x, np.full_like(x, lower)], 1), np.stack([x, np.full_like(x, upper)], 1)[::-1]]
        )
        return abs(geod.polygon_area_perimeter(*ring.T)[0])

    assert shares([unit], south)[0] == pytest.approx(area(45, 60) / area(45, 75), abs=1e-7)


@pytest.mark.parametrize(
    ("catchment", "share"),
    [
        (square(0, 0), 1.0),  # the unit itself: all outlines coincide
        (square(-1, -1, 3), 1.0),
        (square(0.5, 0), 0.5),
        (square(0.5, 0.5), 0.25),
        (square(0.25, 0.25, 0.5), 0.25),
        (square(1, 0), 0.0),  # shares a side
        (square(1, 1), 0.0),  # shares a corner
        (square(0, 0).union(square(1, 0)), 1.0),
        (square(-1, -1, 3).difference(square(0.25, 0.25, 0.5)), 0.75),
        (square(-1, -1, 3).difference(square(0, 0)), 0.0),  # the unit is the hole
        (MultiPolygon([square(0, 0, 0.5), square(0.5, 0.5, 0.5)]), 0.5),
        (Polygon([(0, 0), (SMALL, 0), (0, SMALL)]), 0.5),
        (Polygon([(0, 0), (0, SMALL), (SMALL, 0)]), 0.5),  # turned the other way
        (Polygon([(0, 0), (2 * SMALL, 0), (2 * SMALL, 2 * SMALL)]), 0.5),  # a side through two corners
    ],
)
def test_share_of_a_square(catchment, share):
    assert shares([square(0, 0)], catchment)[0] == pytest.approx(share, abs=1e-9)


def test_units_with_holes_and_parts():
    ring = square(0, 0, 3).difference(square(1, 1))  # eight ninths of its box
    parts = MultiPolygon([square(5, 0), square(7, 0, 2)])  # areas 1 and 4
    west = box(-SMALL, -SMALL, 1.5 * SMALL, 9 * SMALL)
    assert shares([ring, parts], west) == pytest.approx([4 / 8, 0], abs=1e-8)
    assert shares([ring, parts], square(4, -1, 2.5)) == pytest.approx([0, 1 / 5], abs=1e-8)


def test_a_polygon_over_nothing_serves_nobody():
    assert shares([square(0, 0)], square(50, 50)) == [0.0]
    assert area_shares(Shapes.of_wkb([]), square(0, 0).wkb)[0].tolist() == []


def blob(rng, centre, radius, corners, *, hole=False):
    x, y = centre
    angle = np.sort(rng.random(corners)) * 2 * np.pi
    far = radius * (0.3 + rng.random(corners))
    shape = Polygon(np.stack([x + far * np.cos(angle), y + far * np.sin(angle)], 1)).buffer(0)
    return shape.difference(Point(x, y).buffer(radius / 5, 4)) if hole else shape


@pytest.mark.parametrize("shape", ["disks", "rings"])
@pytest.mark.parametrize("seed", range(3))
def test_random_catchments_equal_shapely(plane, shape, seed):
    """Sums of every band, cumulative sums, what each point alone serves, and the union."""
    rng = np.random.default_rng(seed)
    units = [blob(rng, rng.random(2), 0.08, 12, hole=i % 3 == 0) for i in range(40)]
    units = [unit for unit in units if unit.area > 1e-6]
    weights, stratum = rng.random((len(units), 2)) * 100, rng.integers(0, 4, len(units))
    demand = Demand(np.zeros((len(units), 2)), weights, ("a", "b"), stratum)
    places, cutoffs = rng.random((5, 2)), np.array([1.0, 2.0, 3.0])
    tally = ShareTally(
        Shapes.of_wkb([u.wkb for u in units]), demand, cutoffs, n_points=len(places), shape=shape
    )

    def sums(polygon, weights):
        return np.array([unit.intersection(polygon).area / unit.area for unit in units]) @ weights

    disks = []
    for k, (x, y) in enumerate(places.tolist()):
        grown = [blob(rng, (x, y), 0.15 * (i + 1), 30) for i in range(3)]
        disks.append([unary_union(grown[: i + 1]) for i in range(3)])
        for i, disk in enumerate(disks[k]):
            drawn = disk if shape == "disks" or i == 0 else disk.difference(disks[k][i - 1])
            band = tally.count(Band(k, 0.0, cutoffs[i], drawn.wkb, 0, np.zeros(2), 0.0))
            assert band.sums == pytest.approx(sums(drawn, demand.weights), abs=1e-6)
    tally.finish()
    merged = tally.merged(SILENT)
    union, unique = merged.share, merged.unique
    rows = ServedStrata.of(tally.strata(), merged.strata)
    cells = zip(rows.point.tolist(), rows.cutoff.tolist(), rows.stratum.tolist())
    strata = dict(zip(cells, np.column_stack([rows.sums, rows.unique]).tolist()))
    everything = unary_union([disk[-1] for disk in disks])
    assert union @ demand.weights == pytest.approx(sums(everything, demand.weights), abs=1e-6)
    for k in range(len(places)):
        for c in range(3):
            assert tally.sums[k, c] == pytest.approx(sums(disks[k][c], demand.weights), abs=1e-6)
            others = unary_union([disk[c] for j, disk in enumerate(disks) if j != k])
            own = disks[k][c].difference(others)
            assert unique[k, c] == pytest.approx(sums(own, demand.first), abs=1e-6)
            for s in range(4):
                here = stratum == s
                part, alone = sums(disks[k][c], weights * here[:, None]), sums(own, demand.first * here)
                assert strata.pop((k, c, s), (0, 0, 0)) == pytest.approx((*part, alone), abs=1e-6)
    assert strata == {}


def run_squares(
    bands,
    units,
    weights,
    status,
    *,
    overlap="overlap",
    shape="disks",
    n_points=2,
    progress=SILENT,
    emitted=None,
    stratum=None,
):
    """Count bands (overlap → list of (point, cutoff, polygon)) as if a network had given them."""
    d = len(units)
    demand = Demand(np.zeros((d, 2)), np.array(weights, float)[:, None], ("people",), stratum)
    options = CatchmentOptions((1.0, 2.0), overlap=overlap, shape=shape)

    def compute(who, how, emit, progress):
        for point, cutoff, polygon in bands[how.overlap]:
            emit(Band(point, 0.0, cutoff, None if polygon is None else polygon.wkb, 0, np.zeros(0), 0.0))
        none = np.zeros((n_points, 2))
        by = np.bincount(status, weights=demand.first, minlength=4)
        return CatchmentResult(
            options.rising(), np.ones(n_points, bool), np.zeros(n_points), none, none[..., None], none,
            np.zeros(d, int), np.zeros(d), np.zeros(d, int), np.array(status), np.zeros(d, int),
            Totals(float(demand.first.sum()), *by.tolist()), np.zeros(d),
        )  # fmt: skip

    emitted = [] if emitted is None else emitted
    shared = catchments_by_area(
        compute,
        [unit.wkb for unit in units],
        demand,
        options,
        n_points=n_points,
        emit=emitted.append,
        progress=progress,
    )
    return shared, emitted


UNITS = [square(0, 0), square(1, 0), square(2, 0), square(9, 9)]
PEOPLE = [100, 200, 400, 800]
DISKS = {
    "overlap": [
        (0, 1.0, square(0, 0, 0.5)),  # a quarter of the first unit
        (0, 2.0, square(0, -1, 2)),  # the first two units, whole
        (1, 1.0, None),
        (1, 2.0, box(1.5 * SMALL, 0, 2.5 * SMALL, 2 * SMALL)),  # half of the second, half of the third
    ],
    "nearest": [
        (0, 1.0, square(0, 0, 0.5)),
        (0, 2.0, box(0, -SMALL, 1.75 * SMALL, SMALL)),
        (1, 1.0, None),
        (1, 2.0, box(1.75 * SMALL, 0, 2.5 * SMALL, 2 * SMALL)),
    ],
    "dissolve": [(-1, 1.0, square(0, 0, 0.5)), (-1, 2.0, box(0, -SMALL, 2.5 * SMALL, 2 * SMALL))],
}


def test_overlapping_catchments():
    shared, bands = run_squares(DISKS, UNITS, PEOPLE, [SERVED, BEYOND, UNREACHABLE, OFF_NETWORK])
    assert np.array([band.sums for band in bands]) == pytest.approx(np.array([[25], [300], [0], [300]]))
    assert [band.units_served for band in bands] == [1, 2, 0, 2]
    result = shared.result
    assert result.served_sums[:, :, 0] == pytest.approx(np.array([[25, 300], [0, 300]]))
    assert result.served_units.tolist() == [[1, 2], [0, 2]]
    assert result.unique == pytest.approx(
        np.array([[25, 200], [0, 200]])
    )  # half of the second unit is shared
    assert shared.share == pytest.approx([1, 1, 0.5, 0])
    assert result.demand_status.tolist() == [SERVED, SERVED, SERVED, OFF_NETWORK]
    assert result.demand_band.tolist() == [0, 1, 1, -1]
    assert result.n_points.tolist() == [1, 2, 1, 0]
    totals = result.totals
    assert (totals.total, totals.served, totals.beyond) == pytest.approx((1500, 500, 0))
    assert (totals.unreachable, totals.off_network) == pytest.approx(
        (200, 800)
    )  # where the rest of each unit's point is


def test_rest_of_a_unit_whose_point_is_served_is_beyond():
    shared, _ = run_squares(DISKS, UNITS, PEOPLE, [SERVED, SERVED, SERVED, SERVED])
    assert shared.result.totals.beyond == pytest.approx(200 + 800)
    assert shared.result.demand_status.tolist() == [SERVED, SERVED, SERVED, BEYOND]


def test_nearest_adds_up_and_unique_is_of_each_point_alone():
    shared, bands = run_squares(DISKS, UNITS, PEOPLE, [BEYOND] * 4, overlap="nearest")
    assert np.array([band.sums for band in bands]) == pytest.approx(np.array([[25], [250], [0], [250]]))
    assert shared.result.served_sums[:, :, 0] == pytest.approx(np.array([[25, 250], [0, 250]]))
    assert shared.result.unique == pytest.approx(np.array([[25, 200], [0, 200]]))
    assert shared.result.n_points.tolist() == [1, 2, 1, 0]
    assert shared.result.totals.served == pytest.approx(500)


@pytest.mark.parametrize("shape", ["rings", "disks"])
def test_a_sliver_shared_with_a_neighbour_is_no_unit_served(shape):
    """The second catchment begins a millionth inside a unit that is the first one's already, whole."""
    units = Shapes.of_wkb([square(0, 0).wkb, square(1, 0).wkb])
    demand = Demand(np.zeros((2, 2)), np.array([[10.0], [20.0]]), ("people",))
    tally = ShareTally(units, demand, np.array([1.0]), n_points=2, shape=shape, divided=True)
    catchment_of = [square(0, 0), box((1 - 1e-6) * SMALL, 0, 2 * SMALL, SMALL)]
    bands = [
        tally.count(Band(point, 0.0, 1.0, polygon.wkb, 0, np.zeros(1), 0.0))
        for point, polygon in enumerate(catchment_of)
    ]
    tally.finish()
    assert [(band.units_served, band.sums.tolist()) for band in bands] == [(1, [10.0]), (1, [20.0])]
    assert tally.units.tolist() == [[1], [1]]


@pytest.mark.parametrize(("overlap", "of_second"), [("overlap", (200, 100)), ("nearest", (150, 50))])
def test_strata_count_by_their_shares(overlap, of_second):
    """The first and third unit are stratum 0, the second is stratum 1; half of the second is near both."""
    stratum = np.array([0, 1, 0, 1])
    shared, _ = run_squares(DISKS, UNITS, PEOPLE, [BEYOND] * 4, overlap=overlap, stratum=stratum)
    strata = shared.result.strata
    cells = list(zip(strata.point.tolist(), strata.cutoff.tolist(), strata.stratum.tolist()))
    assert cells == [(0, 0, 0), (0, 1, 0), (0, 1, 1), (1, 1, 0), (1, 1, 1)]
    west, east = of_second
    assert strata.sums[:, 0] == pytest.approx([25, 100, west, 200, east])
    assert strata.units.tolist() == [1] * 5
    assert strata.unique == pytest.approx([25, 100, 100, 200, 0])
    assert run_squares(DISKS, UNITS, PEOPLE, [BEYOND] * 4, overlap=overlap)[0].result.strata is None


def test_dissolved_band_is_the_union_and_rows_are_each_points_own():
    shared, bands = run_squares(DISKS, UNITS, PEOPLE, [BEYOND] * 4, overlap="dissolve")
    assert np.array([band.sums for band in bands]) == pytest.approx(np.array([[25], [500]]))
    assert shared.result.served_sums[:, :, 0] == pytest.approx(np.array([[25, 300], [0, 300]]))
    assert shared.result.totals.served == pytest.approx(500)


def test_rings_count_once_each_and_add_up():
    inner, outer = square(0, 0, 0.5), square(0, -1, 2).difference(square(0, 0, 0.5))
    rings = {"overlap": [(0, 1.0, inner), (0, 2.0, outer)]}
    shared, bands = run_squares(rings, UNITS, PEOPLE, [BEYOND] * 4, shape="rings", n_points=1)
    assert np.array([band.sums for band in bands]) == pytest.approx(np.array([[25], [275]]))
    assert [band.units_served for band in bands] == [1, 2]
    assert shared.result.served_units.tolist() == [[1, 2]]
    assert shared.result.served_sums[:, :, 0] == pytest.approx(np.array([[25, 300]]))


def test_last_band_of_a_point_with_a_maximum_holds_above_it():
    bands = {"overlap": [(0, 0.7, square(0, 0, 0.5)), *DISKS["overlap"][2:]]}
    shared, _ = run_squares(bands, UNITS, PEOPLE, [BEYOND] * 4)
    assert shared.result.served_sums[:, :, 0] == pytest.approx(np.array([[25, 25], [0, 300]]))
    assert shared.result.unique == pytest.approx(np.array([[25, 25], [0, 300]]))


class Stop:
    """Asks to stop when asked for the n-th time."""

    def __init__(self, n):
        self.left = n

    def is_cancelled(self):
        self.left -= 1
        return self.left < 0

    def report(self, fraction, text=None):
        return None


@pytest.mark.parametrize("asked", range(6))
def test_stops_between_bands_and_between_cutoffs(asked):
    """Four bands, then the two cutoffs."""
    emitted = []
    with pytest.raises(Cancelled):
        run_squares(DISKS, UNITS, PEOPLE, [BEYOND] * 4, progress=Stop(asked), emitted=emitted)
    assert len(emitted) == min(asked, 4)


@pytest.mark.parametrize("shape", ["disks", "rings"])
@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
@pytest.mark.parametrize("metric", ["time", "straight"])
def test_whole_engine_against_shapely(  # noqa: PLR0917
    graph, streets, delaunay, overlay, metric, overlap, shape
):
    """Blocks of a generated town: sums follow from the polygons that were emitted, totals reconcile."""
    rng = np.random.default_rng(3)
    west, south = streets.crossings.min(axis=0)
    step = 0.004
    corners = [(west + i * step, south + j * step) for i in range(12) for j in range(9)]
    blocks = [box(x, y, x + step, y + step) for x, y in corners]
    at = np.array(corners) + step / 2
    people = Demand(at, rng.integers(0, 50, (len(blocks), 2)).astype(float), ("people", "seniors"))
    places = Places(("a", "b", "c"), streets.crossings[[210, 700, 905]])
    options = CatchmentOptions(
        (1.0, 2.0) if metric == "time" else (0.4, 0.9), metric=metric, overlap=overlap, shape=shape
    )
    bands = []

    def compute(who, how, emit, progress):
        network = graph if metric == "time" else None
        return catchments(
            network, places, who, how, triangulate=delaunay, overlay=overlay, emit=emit, progress=progress
        )

    shared = catchments_by_area(
        compute, [b.wkb for b in blocks], people, options, n_points=3, emit=bands.append
    )
    drawn = [shapely.wkb.loads(band.wkb) for band in bands if band.wkb]
    union = unary_union(drawn)
    expected = np.array([b.intersection(union).area / b.area for b in blocks])  # blocks are 450 m high
    assert shared.share == pytest.approx(expected, abs=2e-5)
    for band in bands:
        if band.wkb:
            polygon = shapely.wkb.loads(band.wkb)
            part = np.array([b.intersection(polygon).area / b.area for b in blocks])
            assert band.sums == pytest.approx(part @ people.weights, abs=0.05)
            assert band.units_served == (part > 1e-9).sum()
    totals = shared.result.totals
    parts = totals.served + totals.beyond + totals.unreachable + totals.off_network
    assert parts == pytest.approx(totals.total, abs=1e-6)
    assert totals.served == pytest.approx(people.first @ shared.share, abs=1e-6)
    last = shared.result.served_sums[:, -1, 0]
    if overlap == "nearest":
        assert last.sum() == pytest.approx(totals.served, abs=1e-6)
    elif overlap == "overlap":
        assert last.max() <= totals.served < last.sum()
    assert (shared.result.unique[:, -1] <= totals.served).all()


def test_a_band_takes_no_more_room_however_many_units_there_are_elsewhere():
    """The units around it are found by a tree, which is built once."""
    corner = np.stack(np.meshgrid(np.arange(150.0), np.arange(150.0)), -1).reshape(-1, 2)
    units = Shapes.of_wkb([square(x, y).wkb for x, y in corner.tolist()])
    catchment = square(70.5, 20.25, 2).wkb

    def most():
        tracemalloc.start()
        try:
            found = area_shares(units, catchment)
            return *found, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most()  # builds the tree
    rows, share, peak = most()
    assert peak < 60_000  # one number for each unit is 180,000
    near = {tuple(corner[row]): part for row, part in zip(rows.tolist(), share.tolist())}
    across, up = {70: 0.5, 71: 1.0, 72: 0.5}, {20: 0.75, 21: 1.0, 22: 0.25}
    assert near == pytest.approx({(x, y): a * b for x, a in across.items() for y, b in up.items()}, abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_units_whose_boxes_meet_a_box(seed):
    rng = np.random.default_rng(seed)
    low = rng.uniform(-100, 100, (300, 2)).round(rng.integers(0, 3))
    high = low + 10 ** rng.uniform(-2, 1.5, (300, 2)).round(1)
    boxes = np.concatenate([low, high], axis=1)
    boxes[::50] = [np.inf, np.inf, -np.inf, -np.inf]  # of shapes without an area
    shapes = Shapes(np.zeros(301, np.int64), np.zeros((0, 2)), np.zeros((0, 2)), boxes, np.zeros(300))
    for asked in [*boxes[1::30], np.array([-500.0, 0, 500, 0]), np.array([200.0, 200, 300, 300]), boxes[0]]:
        expected = [
            i
            for i, (x0, y0, x1, y1) in enumerate(boxes.tolist())
            if x0 <= asked[2] and y0 <= asked[3] and x1 >= asked[0] and y1 >= asked[1]
        ]
        assert shapes.meeting_box(asked).tolist() == expected
