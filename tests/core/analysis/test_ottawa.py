# SPDX-License-Identifier: GPL-2.0-or-later
"""Ottawa's 18 federal and provincial points, its roads and its 1,017,449 people of the 2021 census."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import numpy as np
import pyproj
import pytest
import shapely.wkb
from osgeo import ogr
from service_points.core.analysis import CatchmentOptions, Demand, MatrixOptions, Places
from service_points.core.analysis.distribution import Distribution
from service_points.core.analysis.nearest_costs import NearestCosts
from service_points.core.analysis.polygons import CostSurface
from service_points.core.analysis.stretches import positions_xy
from service_points.core.network import (
    Placement,
    RoadLines,
    Targets,
    build_graph,
    load_speed_presets,
    reach,
    resolve_speeds,
    snap,
)
from shapely.geometry import LineString, Point
from shapely.strtree import STRtree

OTTAWA = Path(__file__).resolve().parents[4] / "shared" / "data" / "ottawa"
POPULATION = 1_017_449  # Statistics Canada, 2021 census
CUTOFFS = (5.0, 10.0, 15.0, 20.0)
GEOD = pyproj.Geod(ellps="GRS80")

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not OTTAWA.exists(), reason="needs ../shared/data/ottawa"),
]


def to_degrees(xy, epsg):
    transformer = pyproj.Transformer.from_crs(epsg, 4326, always_xy=True)
    return np.stack(transformer.transform(xy[:, 0], xy[:, 1]), 1)


@pytest.fixture(scope="module")
def roads():
    """Lines that cars drive (class 27, the Transitway, is not), as arrays of degrees, and their speeds."""
    source = ogr.Open(str(OTTAWA / "roads.gpkg"))
    lines, classes = [], []
    for feature in source.GetLayer(0):
        shape = feature.GetGeometryRef()
        parts = [shape.GetGeometryRef(i) for i in range(shape.GetGeometryCount())] or [shape]
        for part in parts:
            lines.append(np.array(part.GetPoints())[:, :2])
            classes.append(str(feature.GetField("CLASS")))
    lonlat = to_degrees(np.concatenate(lines), 32189)
    lines = np.split(lonlat, np.cumsum([len(line) for line in lines])[:-1])
    speeds = resolve_speeds(None, np.array(classes), load_speed_presets()["statcan_rnf"], 50.0)
    driven = np.flatnonzero(speeds.driven)
    assert sorted({classes[i] for i in np.flatnonzero(~speeds.driven)}) == ["27"]
    return [lines[i] for i in driven], speeds.speed_kmh[driven]


@pytest.fixture(scope="module")
def network(roads):
    lines, speeds = roads
    both = np.ones(len(lines), bool)
    offsets = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    return build_graph(
        RoadLines(np.concatenate(lines), offsets, np.arange(len(lines)), speeds, both, both), metric="time"
    )


@pytest.fixture(scope="module")
def places():
    with (OTTAWA / "service_points.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["order_of_government"] in ("federal", "provincial")]
    rows.sort(key=lambda row: row["name_en"])
    assert len(rows) == 18
    return Places(
        tuple(row["name_en"] for row in rows),
        np.array([[float(row["longitude"]), float(row["latitude"])] for row in rows]),
    )


@pytest.fixture(scope="module")
def demand():
    source = ogr.Open(str(OTTAWA / "dissemination_blocks.gpkg"))
    names = ("DBRPLAMX", "DBRPLAMY", "dbpop2021")
    rows = np.array([[float(feature.GetField(name)) for name in names] for feature in source.GetLayer(0)])
    return Demand(to_degrees(rows[:, :2], 3347), rows[:, 2:], ("dbpop2021",))


class Independent:
    """Every vertex of every road is a node of a networkx graph; snapping by shapely in UTM zone 18."""

    def __init__(self, lines, speeds):
        self.lines, self.speeds = lines, speeds
        self.graph = nx.Graph()
        for line, speed in zip(lines, speeds):
            metres = GEOD.inv(*line[:-1].T, *line[1:].T)[2]
            for a, b, minutes in zip(line[:-1], line[1:], metres / speed * 0.06):
                u, v = tuple(a), tuple(b)
                if not self.graph.has_edge(u, v) or self.graph[u][v]["weight"] > minutes:
                    self.graph.add_edge(u, v, weight=minutes)
        self.to_utm = pyproj.Transformer.from_crs(4326, 32618, always_xy=True).transform
        self.shapes = [LineString(np.stack(self.to_utm(*line.T), 1)) for line in lines]
        self.number = {id(shape): i for i, shape in enumerate(self.shapes)}
        self.tree = STRtree(self.shapes)

    def ends(self, lonlat):
        """Both vertices around the nearest position on the nearest road, with the minutes to them."""
        where = Point(self.to_utm(*lonlat))
        found = self.tree.nearest(where)  # an index in shapely 2, the shape itself before
        index = int(found) if isinstance(found, (int, np.integer)) else self.number[id(found)]
        shape = self.shapes[index]
        xy = np.array(shape.coords)
        along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
        at = shape.project(where)
        segment = int(np.clip(np.searchsorted(along, at, "right") - 1, 0, len(xy) - 2))
        share = (at - along[segment]) / (along[segment + 1] - along[segment])
        a, b = self.lines[index][segment], self.lines[index][segment + 1]
        minutes = GEOD.inv(*a, *b)[2] / self.speeds[index] * 0.06
        return (tuple(a), share * minutes), (tuple(b), (1 - share) * minutes), where.distance(shape)

    def minutes(self, origin, homes):
        (a, to_a, _), (b, to_b, _) = [(*end, None) for end in self.ends(origin)[:2]]
        self.graph.add_edge("origin", a, weight=to_a)
        self.graph.add_edge("origin", b, weight=to_b)
        cost = nx.single_source_dijkstra_path_length(self.graph, "origin", weight="weight")
        self.graph.remove_node("origin")
        found = np.full(len(homes), np.inf)
        for i, home in enumerate(homes):
            first, second, metres = self.ends(home)
            if metres <= 2000:
                found[i] = min(cost.get(first[0], np.inf) + first[1], cost.get(second[0], np.inf) + second[1])
        return found


@pytest.fixture(scope="module")
def ogilvie(roads, places, demand):
    """One of the points, and everybody's minutes to it by the independent computation."""
    point = places.ids.index(next(name for name in places.ids if "Ogilvie" in name))
    return point, Independent(*roads).minutes(places.lonlat[point], demand.lonlat)


def test_one_point_against_an_independent_computation(network, places, demand, collect, ogilvie):
    result, _ = collect(network, places, demand, CatchmentOptions(CUTOFFS, detail="none"))
    point, minutes = ogilvie
    served = [demand.first[minutes <= cutoff].sum() for cutoff in CUTOFFS]
    assert result.served_sums[point, :, 0].tolist() == served
    assert served == sorted(served)
    assert served[0] > 10_000


def test_how_times_are_shared_out_against_an_independent_computation(network, places, demand, ogilvie):
    """Mean, median and Gini of the minutes to one point, by definition; snapping differs by a few cm."""
    point, minutes = ogilvie
    search = NearestCosts(network, demand.lonlat, places.lonlat, MatrixOptions())
    cost, _ = search.least(np.arange(len(places)) == point)
    assert np.array_equal(np.isfinite(cost), np.isfinite(minutes))
    found = Distribution.of(cost, demand.first)
    known = np.isfinite(minutes) & (demand.first > 0)
    minutes, people = minutes[known], demand.first[known]
    assert found.people == people.sum()
    assert found.without == POPULATION - people.sum()
    mean = (minutes * people).sum() / people.sum()
    assert found.mean() == pytest.approx(mean, rel=1e-5)
    everybody = np.sort(np.repeat(minutes, people.astype(int)))
    assert found.quantile(0.5) == pytest.approx(everybody[int(np.ceil(len(everybody) / 2)) - 1], rel=1e-5)
    double = sum((people * p * np.abs(minutes - t)).sum() for t, p in zip(minutes, people))
    assert found.gini() == pytest.approx(double / (2 * people.sum() ** 2 * mean), rel=1e-5)


@pytest.mark.parametrize("overlap", ["overlap", "dissolve", "nearest"])
def test_everyone_is_accounted_for(network, places, demand, collect, delaunay, polygon, overlap):  # noqa: PLR0917
    options = CatchmentOptions(CUTOFFS, overlap=overlap)
    result, bands = collect(network, places, demand, options, triangulate=delaunay)
    totals = result.totals
    assert totals.total == POPULATION
    assert totals.served + totals.beyond + totals.unreachable + totals.off_network == POPULATION
    assert result.placed.all()
    if overlap == "overlap":
        sums = result.served_sums[:, -1, 0].tolist()
        assert [sum(b.sums[0] for b in bands if b.point == i) for i in range(18)] == sums
    else:
        assert sum(band.sums[0] for band in bands) == totals.served
    shapes = [polygon(band.wkb) for band in bands if band.wkb]
    if overlap == "nearest":
        assert sum(shape.area for shape in shapes) == pytest.approx(_united(shapes).area, rel=1e-9)


def _united(shapes):
    from shapely.ops import unary_union

    return unary_union(shapes)


@pytest.mark.parametrize("detail", ["precise", "generalised"])
def test_polygons_hold_what_is_reached_and_hardly_anything_else(network, places, delaunay, detail, contains):
    """Of the junctions and the middles of all roads: at least 99.9 % of those reached, few of the others."""
    points = snap(network, places.lonlat, 2000.0)
    edges = np.arange(network.n_edges, dtype=np.int32)
    middles = Placement(edges, np.full(len(edges), 0.5), np.zeros(len(edges)))
    targets = Targets(network, middles)
    xy = np.concatenate([network.node_xy, positions_xy(network, middles)])
    lonlat = network.plane.to_lonlat(xy)
    surface = CostSurface.build(network, delaunay, points=points, travel="to_point", detail=detail)
    reached_inside, inside, reached = np.zeros(2), np.zeros(2), np.zeros(2)
    for batch in reach(network, points, horizon=15.0, travel="to_point"):
        drawn = surface.of_batch(batch).polygons([[5.0, 15.0]] * len(batch.origins), "disks")
        row, middle, minutes = batch.costs(targets)
        for each in range(len(batch.origins)):
            cost = np.full(len(edges), np.inf)
            cost[middle[row == each]] = minutes[row == each]
            cost = np.concatenate([batch.node_cost[each], cost])
            for mark, disk in enumerate(drawn[each]):
                shape = shapely.wkb.loads(disk)
                assert shape.is_valid
                is_inside, is_reached = contains(shape, lonlat), cost <= (5.0, 15.0)[mark]
                reached_inside[mark] += (is_inside & is_reached).sum()
                inside[mark] += is_inside.sum()
                reached[mark] += is_reached.sum()
    assert (reached_inside / reached >= 0.999).all()
    assert (1 - reached_inside / inside <= [0.015, 0.005]).all()
