# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine through Processing against QGIS's own tool and against a search written out here."""

import heapq
import itertools
import random

import pytest
from pyproj import Geod, Transformer
from qgis import processing
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

GEOD = Geod(ellps="WGS84")


def lonlat(town):
    if town.crs == "EPSG:4326":
        return town.spots
    degrees = Transformer.from_crs(town.crs, "EPSG:4326", always_xy=True)
    return [degrees.transform(*spot) for spot in town.spots]


def pieces(town, metric):
    """Straight pieces of streets with their cost (minutes or km) and geodesic km: from, to, cost, km, way."""
    at = lonlat(town)
    for a, b, speed, way in town.halves():
        km = GEOD.inv(*at[a], *at[b])[2] / 1000.0
        yield a, b, km / speed * 60.0 if metric == "time" else km, km, way


def arcs(town, metric, travel):
    """Neighbours of every place with the cost of going there, for a search from the point."""
    found = {k: [] for k in range(len(town.spots))}
    for a, b, cost, _, way in pieces(town, metric):
        forward, backward = (a, b, way != "B"), (b, a, way != "F")
        for start, end, allowed in (forward, backward):
            if allowed:
                tail, head = (start, end) if travel == "from_point" else (end, start)
                found[tail].append((head, cost))
    return found


def costs_from(start, neighbours):
    """Least cost from ``start`` to every place that can be reached (Dijkstra 1959)."""
    cost, queue = {}, [(0.0, start)]
    while queue:
        so_far, here = heapq.heappop(queue)
        if here in cost:
            continue
        cost[here] = so_far
        for there, more in neighbours[here]:
            if there not in cost:
                heapq.heappush(queue, (so_far + more, there))
    return cost


def reached_km(town, metric, cost, cutoff):
    """Length of all streets reached from a point: each from both ends, as far as the cost allows."""
    total = 0.0
    for a, b, whole, km, way in pieces(town, metric):
        part = 0.0
        for end, allowed in ((a, way != "B"), (b, way != "F")):
            if allowed and cost.get(end, cutoff + 1) < cutoff:
                part += min((cutoff - cost[end]) / whole, 1.0)
        total += km * min(part, 1.0)
    return total


def native_km(town, lines):
    """Length of the lines of QGIS's service area without its repetitions.

    A two-way street comes once for each direction and partly covered ones overlap, so the parts are taken
    for what they are: from an end of a piece of street, a share of that piece.
    """
    number = {spot: k for k, spot in enumerate(town.spots)}
    piece = {}
    at = lonlat(town)
    for a, b, _, _ in town.halves():
        km = GEOD.inv(*at[a], *at[b])[2] / 1000.0
        piece.setdefault(a, []).append((b, km))
        piece.setdefault(b, []).append((a, km))
    covered = {}
    for line in lines:
        start, end = (line[0].x(), line[0].y()), (line[-1].x(), line[-1].y())
        known = start if start in number else end
        other = end if known == start else start
        here = number[known]
        away = (other[0] - known[0], other[1] - known[1])

        def sideways(neighbour, here=here, away=away):
            x, y = (town.spots[neighbour[0]][i] - town.spots[here][i] for i in range(2))
            along = (away[0] * x + away[1] * y) / (x * x + y * y)
            return abs(away[0] * y - away[1] * x) if along > 0 else 1e9

        there, km = min(piece[here], key=sideways)
        x, y = (town.spots[there][i] - town.spots[here][i] for i in range(2))
        share = (away[0] * x + away[1] * y) / (x * x + y * y)
        covered[here, there] = max(covered.get((here, there), 0.0), share)
    total = 0.0
    for a, b, _, _ in town.halves():
        km = GEOD.inv(*at[a], *at[b])[2] / 1000.0
        total += km * min(1.0, covered.get((a, b), 0.0) + covered.get((b, a), 0.0))
    return total


@pytest.fixture
def native(qgis_processing, memory_layer):
    """Reached kilometres by ``native:serviceareafromlayer``, by point id."""

    def call(town, metric, cutoff):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        context.setEllipsoid("EPSG:7030")
        given = {
            "INPUT": memory_layer("LineString", town.roads, crs=town.crs),
            "START_POINTS": memory_layer("Point", town.points, crs=town.crs),
            "STRATEGY": 1 if metric == "time" else 0,
            "SPEED_FIELD": "kmh",
            "DIRECTION_FIELD": "way",
            "VALUE_FORWARD": "F",
            "VALUE_BACKWARD": "B",
            "VALUE_BOTH": "both",
            "TRAVEL_COST2": cutoff / 60.0 if metric == "time" else cutoff * 1000.0,  # hours, metres
            "OUTPUT_LINES": "memory:",
        }
        done = processing.run(
            "native:serviceareafromlayer", given, context=context, feedback=QgsProcessingFeedback()
        )
        lines = {f["id"]: f.geometry().asMultiPolyline() for f in done["OUTPUT_LINES"].getFeatures()}
        return {key: native_km(town, parts) for key, parts in lines.items()}

    return call


@pytest.mark.parametrize(("metric", "cutoffs"), [("time", (1, 2.5, 4)), ("distance", (0.4, 1.1, 2))])
def test_reached_length_is_that_of_the_native_tool(  # noqa: PLR0917
    make_town, travel, native, memory_layer, metric, cutoffs
):
    """In a metric CRS, from points on the network: there QGIS's tool is right."""
    town = make_town(14, seed=5, points=3, metres=True)
    ours = {}
    for row in town.points:  # the cost of every place from one point after the other
        alone = travel(
            town,
            POINTS=memory_layer("Point", [row], crs=town.crs),
            METRIC=metric,
            TRAVEL="from_point",
            CUTOFFS=",".join(map(str, cutoffs)),
            DETAIL="none",
        )
        ours[row[1]["id"]] = dict(
            pair for pair in alone.rows("DEMAND_OUT", "n", "cost") if pair[1] is not None
        )
    for cutoff in cutoffs:
        expected = native(town, metric, cutoff)
        assert set(expected) == set(ours)
        for point, cost in ours.items():
            assert reached_km(town, metric, cost, cutoff) == pytest.approx(expected[point], rel=1e-3)
            assert expected[point] > 0.5


@pytest.mark.parametrize("travel_way", ["to_point", "from_point"])
@pytest.mark.parametrize("seed", range(4))
def test_small_networks_equal_a_search_written_out(make_town, travel, seed, travel_way):
    """Costs, nearest point, status, number of points within reach, sums, and what each point alone serves."""
    metric = ("time", "distance")[seed % 2]
    draw = random.Random(seed)
    town = make_town(7, seed=seed + 50, points=4)
    cutoffs = sorted(round(draw.uniform(0.2, 1.5), 3) for _ in range(3))
    done = travel(
        town,
        METRIC=metric,
        TRAVEL=travel_way,
        CUTOFFS=";".join(map(repr, cutoffs)),
        DETAIL="none",
    )
    neighbours = arcs(town, metric, travel_way)
    by_point = {f"p{k:05}": costs_from(k, neighbours) for k in town.starts}
    people = {values["n"]: values["people"] for _, values in town.places}
    rows = done.rows("DEMAND_OUT", "n", "nearest_id", "cost", "band", "status", "n_points")
    assert len(rows) == len(town.spots)
    for n, nearest, cost, band, status, n_points in rows:
        known = {point: costs[n] for point, costs in by_point.items() if n in costs}
        assert n_points == sum(c <= cutoffs[-1] for c in known.values())
        if not known:
            assert (nearest, cost, status) == (None, None, "unreachable")
            continue
        assert cost == pytest.approx(min(known.values()), abs=1e-6)
        assert known[nearest] == pytest.approx(cost, abs=1e-6)
        assert status == ("served" if cost <= cutoffs[-1] else "beyond")
        assert band == next((cutoff for cutoff in cutoffs if cost <= cutoff), None)
    served = {
        (point, cutoff): {n for n, c in costs.items() if c <= cutoff}
        for (point, costs), cutoff in itertools.product(by_point.items(), cutoffs)
    }
    for point, cutoff, units, total, unique in done.rows(
        "SERVED", "point_id", "cutoff", "units_served", "people", "unique_people"
    ):
        mine = served[point, cutoff]
        others = set().union(*(served[other, cutoff] for other in by_point if other != point))
        assert (units, total) == (len(mine), sum(people[n] for n in mine))
        assert unique == sum(people[n] for n in mine - others)
    everyone = set().union(*(served[point, cutoffs[-1]] for point in by_point))
    assert done["SERVED_TOTAL"] == sum(people[n] for n in everyone)
    assert done["TOTAL"] == sum(people.values())
    assert done["TOTAL"] == sum(done[k] for k in ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK"))
