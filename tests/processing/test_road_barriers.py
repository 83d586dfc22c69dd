# SPDX-License-Identifier: GPL-2.0-or-later
"""Barriers in layers of any kind and CRS, up to who is served behind them."""

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
)

METRE = 1 / 111319.490793  # degrees at the equator


class TestBarriers:
    def test_line_in_any_crs(self, read_network, road, memory_layer):
        """2226.3898 m east in Web Mercator is 0.02°; the map's north is no matter at the equator."""
        wall = memory_layer(
            "LineString", [("LINESTRING (2226.38982 -500, 2226.38982 500)", {"a": 1})], crs="EPSG:3857"
        )
        roads, counted = read_network(road, BARRIERS=wall)
        ends = roads.lines.lonlat[[roads.lines.offsets[1] - 1, roads.lines.offsets[1]], 0]
        assert ends.tolist() == [pytest.approx(0.02 - METRE, abs=1e-9), pytest.approx(0.02 + METRE, abs=1e-9)]
        assert counted == {"NETWORK.cut": 1}
        assert (roads.barriers.read, roads.barriers.effective, roads.barriers.roads) == (1, 1, 1)

    def test_line_that_is_straight_on_the_map_is_bent_on_the_ground(self, read_network, memory_layer):
        """In Lambert's projection of Canada a parallel is no straight line, by kilometres."""
        degrees, lambert = (QgsCoordinateReferenceSystem(name) for name in ("EPSG:4326", "EPSG:3347"))
        there = QgsCoordinateTransform(degrees, lambert, QgsProject.instance())
        back = QgsCoordinateTransform(lambert, degrees, QgsProject.instance())
        west, east = (there.transform(QgsPointXY(lon, 50)) for lon in (-100, -90))
        wall = memory_layer(
            "LineString",
            [(f"LINESTRING ({west.x()} {west.y()}, {east.x()} {east.y()})", {"a": 1})],
            crs="EPSG:3347",
        )
        middle = QgsPointXY((west.x() + east.x()) / 2, (west.y() + east.y()) / 2)
        crossing = back.transform(middle)
        assert crossing.y() - 50 > 0.1
        lon = crossing.x()
        road = memory_layer("LineString", [(f"LINESTRING ({lon} 49, {lon} 52)", {"a": 1})])
        roads, _ = read_network(road, BARRIERS=wall)
        south, north = roads.lines.lonlat[[1, 2], 1]
        assert (south + north) / 2 == pytest.approx(crossing.y(), abs=1e-6)  # 0.1 m

    def test_polygon_point_and_what_cuts_nothing(self, read_network, road, memory_layer):
        rows = [("POLYGON ((0.01 -0.001, 0.02 -0.001, 0.02 0.001, 0.01 0.001, 0.01 -0.001))", {"a": 1})]
        roads, counted = read_network(road, BARRIERS=memory_layer("Polygon", rows))
        lengths = [roads.lines.lonlat[a:b, 0] for a, b in zip(roads.lines.offsets, roads.lines.offsets[1:])]
        assert [(part[0], part[-1]) for part in lengths] == [
            (0.0, pytest.approx(0.01 - METRE, abs=1e-9)),
            (pytest.approx(0.02 + METRE, abs=1e-9), 0.05),
        ]
        spots = [
            ("POINT (0.025 0.00008)", {"a": 1}),
            ("POINT (0.025 0.0002)", {"a": 2}),
            ("POINT (9 9)", {"a": 3}),
        ]
        roads, counted = read_network(road, BARRIERS=memory_layer("Point", spots))
        assert counted == {"NETWORK.cut": 1, "BARRIERS.no_effect": 2}
        assert (len(roads.lines), roads.barriers.effective) == (2, 1)

    def test_hostile_geometry(self, read_network, road, memory_layer):
        rows = [
            ("", {"a": 1}),
            ("POLYGON EMPTY", {"a": 2}),
            (
                "POLYGON ((0.01 -0.001, 0.02 0.001, 0.02 -0.001, 0.01 0.001, 0.01 -0.001))",
                {"a": 3},
            ),  # a bow tie
            ("POLYGON ((0 0, 1e9 0, 1e9 1e9, 0 0))", {"a": 4}),
        ]
        roads, counted = read_network(road, BARRIERS=memory_layer("Polygon", rows))
        assert counted == {
            "BARRIERS.no_geometry": 2,
            "BARRIERS.bad_position": 1,
            "NETWORK.cut": 1,
            "BARRIERS.no_effect": 3,
        }
        assert len(roads.lines) == 2
        multi = memory_layer("MultiPointZ", [("MULTIPOINT Z ((0.005 0 1), (0.045 0 1))", {"a": 1})])
        assert len(read_network(road, BARRIERS=multi)[0].lines) == 3
        curve = memory_layer(
            "CompoundCurve", [("COMPOUNDCURVE (CIRCULARSTRING (0.01 -0.01, 0.02 0, 0.01 0.01))", {"a": 1})]
        )
        assert len(read_network(road, BARRIERS=curve)[0].lines) == 2

    def test_everything_closed(self, refusal, road, memory_layer, spoken):
        everything = memory_layer(
            "Polygon", [("POLYGON ((-1 -1, 1 -1, 1 1, -1 1, -1 -1))", {"a": 1})], name="flood"
        )
        said = refusal("networkcheck", NETWORK=road, BARRIERS=everything)
        assert {"en": "“flood” close every road", "fr": "« flood » ferment toutes les routes"}[spoken] in said

    def test_people_behind_a_barrier_are_not_served(self, run, road, memory_layer, people):
        """A counter at 0, a wall at 2.5 hundredths of a degree: 10 + 20 people are this side of it."""
        counter = memory_layer("Point", [("POINT (0 0)", {"id": "a"})])
        wall = memory_layer("LineString", [("LINESTRING (0.025 -1, 0.025 1)", {"a": 1})])
        done = run(
            "catchments", POINTS=counter, NETWORK=road, METRIC="distance", CUTOFFS="20", BARRIERS=wall,
            DEMAND=people, DEMAND_FIELDS=["people"], OUTPUT="TEMPORARY_OUTPUT",
        )  # fmt: skip
        assert (done["SERVED_TOTAL"], done["UNREACHABLE"]) == (30.0, 70.0)
        assert "1 of 1 close something; roads closed in whole or in part: 1" in done.log

    def test_tolerance_does_not_bridge_it(self, run, road, memory_layer, people):
        counter = memory_layer("Point", [("POINT (0 0)", {"id": "a"})])
        wall = memory_layer("LineString", [("LINESTRING (0.025 -1, 0.025 1)", {"a": 1})])
        done = run(
            "catchments", POINTS=counter, NETWORK=road, METRIC="distance", CUTOFFS="20", BARRIERS=wall,
            TOLERANCE=50, DEMAND=people, DEMAND_FIELDS=["people"], OUTPUT="TEMPORARY_OUTPUT",
        )  # fmt: skip
        assert done["SERVED_TOTAL"] == 30.0
