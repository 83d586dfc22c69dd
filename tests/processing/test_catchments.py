# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchments through Processing: figures counted by hand, names kept, nothing lost."""

import threading
import time

import pytest
from qgis import processing
from qgis.core import (
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
)


def test_people_within_each_distance(reach):
    done = reach()
    served = done.rows(
        "SERVED", "point_id", "cutoff", "unit", "units_served", "people", "seniors", "unique_people"
    )
    assert served == [
        ("a", 1.2, "km", 1, 10, 1, 10),
        ("a", 2.3, "km", 2, 30, 3, 30),
        ("b", 1.2, "km", 1, 40, 4, 40),
        ("b", 2.3, "km", 2, 70, 7, 70),
    ]
    rings = done.rows(
        "OUTPUT", "point_id", "cutoff_from", "cutoff_to", "unit", "people", "units_served", "snap_m"
    )
    assert sorted(rings) == [
        ("a", 0, 1.2, "km", 10, 1, 0),
        ("a", 1.2, 2.3, "km", 20, 1, 0),
        ("b", 0, 1.2, "km", 40, 1, 0),
        ("b", 1.2, 2.3, "km", 30, 1, 0),
    ]
    numbers = (
        "TOTAL",
        "SERVED_TOTAL",
        "BEYOND",
        "UNREACHABLE",
        "OFF_NETWORK",
        "POINTS_PLACED",
        "POINTS_UNPLACED",
    )
    assert [done[name] for name in numbers] == [100, 100, 0, 0, 0, 2, 0]


def test_what_becomes_of_each_place(reach, step_km):
    done = reach(CUTOFFS="1,2")
    rows = done.rows("DEMAND_OUT", "people", "nearest_id", "cost", "band", "status", "n_points")
    assert [(r[0], r[1], r[3], r[4], r[5]) for r in rows] == [
        (10, "a", 2, "served", 1),
        (20, "a", None, "beyond", 0),
        (30, "b", None, "beyond", 0),
        (40, "b", 2, "served", 1),
    ]
    assert [r[2] for r in rows] == pytest.approx([step_km, 2 * step_km, 2 * step_km, step_km])
    assert (done["TOTAL"], done["SERVED_TOTAL"], done["BEYOND"]) == (100, 50, 50)


def test_travel_time_uses_the_speed_field(reach, step_km):
    done = reach(METRIC="time", SPEED_FIELD="kmh", CUTOFFS="1.2")  # 60 km/h: as many minutes as kilometres
    costs = done.rows("DEMAND_OUT", "cost")
    assert costs[0][0] == pytest.approx(step_km)
    assert done["SERVED_TOTAL"] == 50
    assert done.rows("OUTPUT", "unit") == [("min",), ("min",)]


def test_one_way_street(reach, memory_layer):
    """West to east only: people travel to b at the east end, staff travel from a at the west end."""
    one_way = memory_layer("LineString", [("LINESTRING (0 0, 0.05 0)", {"way": "F"})])
    given = {"NETWORK": one_way, "DIRECTION_FIELD": "way", "VALUE_FORWARD": "F", "CUTOFFS": "9"}
    to_point = reach(**given, TRAVEL="to_point").rows("SERVED", "point_id", "people")
    from_point = reach(**given, TRAVEL="from_point").rows("SERVED", "point_id", "people")
    assert to_point == [("a", 0), ("b", 100)]
    assert from_point == [("a", 100), ("b", 0)]


def test_dissolve_counts_everybody_once(reach):
    done = reach(OVERLAP="dissolve", SHAPE="disks", CUTOFFS="4")
    assert done.rows("OUTPUT", "point_id", "people") == [(None, 100)]
    assert "name_en" not in done.layer("OUTPUT").fields().names()


def test_nearest_adds_up_to_the_served(reach):
    done = reach(OVERLAP="nearest", CUTOFFS="6")
    assert sorted(done.rows("OUTPUT", "point_id", "people")) == [("a", 30), ("b", 70)]
    first, second = (feature.geometry() for feature in done.layer("OUTPUT").getFeatures())
    assert first.intersection(second).area() == pytest.approx(0, abs=1e-12)


def test_straight_line_needs_no_roads(reach, memory_layer):
    done = reach(NETWORK=None, METRIC="straight", CUTOFFS="1.2,2.3")
    assert [row[0] for row in done.rows("SERVED", "people")] == [10, 30, 40, 70]
    disk = next(done.layer("OUTPUT").getFeatures()).geometry()
    assert disk.contains(QgsGeometry.fromWkt("POINT (0.005 0.005)"))
    assert "on the network" not in done.log
    assert "far from any road" not in done.log.lower()


def test_l7_result_does_not_depend_on_the_order_of_features(reach, memory_layer, people, points):
    def reversed_copy(layer, kind):
        rows = [(f.geometry().asWkt(12), f.attributeMap()) for f in layer.getFeatures()]
        return memory_layer(kind, rows[::-1])

    given = reach().rows("SERVED", "point_id", "cutoff", "people")
    turned = reach(POINTS=reversed_copy(points, "Point"), DEMAND=reversed_copy(people, "Point"))
    assert turned.rows("SERVED", "point_id", "cutoff", "people") == given


def test_layers_of_three_coordinate_systems(reach, memory_layer):
    """In EPSG:3857 on the equator x is a × longitude, so a hundredth of a degree is 1113.19490793 m too."""
    step = 1113.1949079327357
    points = memory_layer("Point", [("POINT (0 0)", {"id": "a"})], crs="EPSG:3857")
    places = memory_layer("MultiPoint", [(f"MULTIPOINT (({step} 0))", {"people": 7})], crs="EPSG:3395")
    done = reach(POINTS=points, DEMAND=places, DEMAND_FIELDS=["people"], CUTOFFS="1.2")
    assert done["SERVED_TOTAL"] == 7
    assert done.layer("OUTPUT").crs().authid() == "EPSG:3857"
    assert done.layer("OUTPUT").extent().width() > 1000  # metres, not degrees
    out = done.layer("DEMAND_OUT")
    assert out.crs().authid() == "EPSG:3395"
    assert next(out.getFeatures()).geometry().asWkt(6) == next(places.getFeatures()).geometry().asWkt(6)


def test_multipart_roads_are_split(reach, memory_layer):
    wkt = "MULTILINESTRING ((0 0, 0.02 0), (0.02 0, 0.05 0))"
    assert (
        reach(NETWORK=memory_layer("MultiLineString", [(wkt, {"n": 1})]), CUTOFFS="6")["SERVED_TOTAL"] == 100
    )


def test_curves_and_heights_are_flattened(reach, memory_layer):
    roads = memory_layer(
        "CompoundCurveZ", [("COMPOUNDCURVE Z ((0 0 5, 0.03 0 6), (0.03 0 6, 0.05 0 7))", {"n": 1})]
    )
    assert reach(NETWORK=roads, CUTOFFS="1.2")["SERVED_TOTAL"] == 50


def test_l6_bad_population_is_left_out_counted_and_listed(reach, memory_layer, provenance_of):
    rows = [
        ("POINT (0.01 0)", {"people": 10.0}),
        ("POINT (0.01 0)", {"people": None}),
        ("POINT (0.01 0)", {"people": -5.0}),
        ("POINT (0.01 0)", {"people": float("nan")}),
        (None, {"people": 100.0}),
        ("POINT (1e9 0)", {"people": 1000.0}),
    ]
    done = reach(DEMAND=memory_layer("Point", rows), DEMAND_FIELDS=["people"], CUTOFFS="2")
    assert done["TOTAL"] == 10
    assert [row[0] for row in done.rows("DEMAND_OUT", "status")] == ["served"] + ["excluded"] * 5
    document = provenance_of(done, "OUTPUT")
    counted = {(e["code"], e["count"]) for e in document["excluded"] if e["parameter"] == "DEMAND"}
    assert counted == {("null_weight", 2), ("negative_weight", 1), ("no_geometry", 1), ("bad_position", 1)}
    assert "negative number in the field “people” (features 3)" in done.log


def test_bad_value_in_a_group_leaves_the_unit_in(reach, memory_layer):
    rows = [
        ("POINT (0.01 0)", {"people": 10, "seniors": 4}),
        ("POINT (0.02 0)", {"people": 20, "seniors": None}),
    ]
    done = reach(DEMAND=memory_layer("Point", rows), CUTOFFS="5", OVERLAP="nearest")
    assert done.rows("SERVED", "people", "seniors") == [(30, 4), (0, 0)]


def test_numbers_written_as_text_count(reach, memory_layer):
    rows = [
        ("POINT (0.01 0)", {"people": "10"}),
        ("POINT (0.01 0)", {"people": "2,5"}),
        ("POINT (0 0)", {"people": "x"}),
    ]
    done = reach(DEMAND=memory_layer("Point", rows), DEMAND_FIELDS=["people"], CUTOFFS="5")
    assert done["TOTAL"] == 12.5


def test_units_are_counted_without_a_population_field(reach):
    done = reach(DEMAND_FIELDS=None, CUTOFFS="1.2")
    assert (done["TOTAL"], done["SERVED_TOTAL"]) == (4, 2)
    assert done.rows("SERVED", "point_id", "units_served") == [("a", 1), ("b", 1)]


def test_invalid_polygons_count_at_a_point_on_their_surface(reach, memory_layer):
    bow_tie = "POLYGON ((0.01 -0.001, 0.014 0.001, 0.014 -0.001, 0.01 0.001, 0.01 -0.001))"
    done = reach(
        DEMAND=memory_layer("Polygon", [(bow_tie, {"people": 8})]), DEMAND_FIELDS=["people"], CUTOFFS="2"
    )
    assert done["SERVED_TOTAL"] == 8
    assert next(done.layer("DEMAND_OUT").getFeatures()).geometry().asWkt(3).startswith("Polygon ((0.01 ")


def test_l3_one_place_for_all_points_and_people(reach, memory_layer):
    rows = [("POINT (0.01 0)", {"id": name}) for name in "abc"]
    people = memory_layer("Point", [("POINT (0.01 0)", {"people": n}) for n in (3, 4)])
    done = reach(POINTS=memory_layer("Point", rows), DEMAND=people, DEMAND_FIELDS=["people"], CUTOFFS="1")
    assert sorted(done.rows("SERVED", "point_id", "people")) == [("a", 7), ("b", 7), ("c", 7)]
    assert (done["SERVED_TOTAL"], done["BEYOND"]) == (7, 0)


def test_l3_a_single_point_that_reaches_nobody(reach, memory_layer):
    alone = memory_layer(
        "LineString", [("LINESTRING (0 1, 0.05 1)", {"n": 1}), ("LINESTRING (0 0, 1 0)", {"n": 2})]
    )
    done = reach(NETWORK=alone, POINTS=memory_layer("Point", [("POINT (0 1)", {"id": "a"})]), CUTOFFS="1")
    assert done["SERVED_TOTAL"] == 0
    assert done["TOTAL"] == done["UNREACHABLE"] > 0
    assert done.rows("SERVED", "point_id", "people") == [("a", 0)]


def test_points_off_the_network_are_listed(reach, memory_layer):
    rows = [("POINT (0 0)", {"id": "a"}), ("POINT (0 0.09)", {"id": "far"})]  # 10 km north of the road
    done = reach(POINTS=memory_layer("Point", rows), CUTOFFS="9")
    assert (done["POINTS_PLACED"], done["POINTS_UNPLACED"]) == (1, 1)
    (row,) = done.rows("UNPLACED", "point_id", "id", "snap_m")
    assert row[:2] == ("far", "far")
    assert row[2] == pytest.approx(9951.9, abs=5)  # 0.09 × 110574.3 m per degree of latitude at the equator
    assert {r[0] for r in done.rows("SERVED", "point_id")} == {"a"}


def test_people_off_the_network_and_without_a_road(reach, memory_layer):
    roads = memory_layer(
        "LineString", [("LINESTRING (0 0, 0.05 0)", {"n": 1}), ("LINESTRING (1 0, 1.01 0)", {"n": 2})]
    )
    rows = [("POINT (0.01 0)", {"people": 1}), ("POINT (1 0)", {"people": 2}), ("POINT (5 5)", {"people": 4})]
    done = reach(NETWORK=roads, DEMAND=memory_layer("Point", rows), DEMAND_FIELDS=["people"])
    assert [done[n] for n in ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")] == [1, 0, 2, 4]
    assert [r[0] for r in done.rows("DEMAND_OUT", "status")] == ["served", "unreachable", "off_network"]


def test_each_point_can_have_its_own_largest_cutoff(reach, memory_layer):
    rows = [("POINT (0 0)", {"id": "a", "most": 1.2}), ("POINT (0.05 0)", {"id": "b", "most": None})]
    done = reach(POINTS=memory_layer("Point", rows), CUTOFF_FIELD="most", CUTOFFS="1.2,2.3")
    assert sorted(done.rows("SERVED", "point_id", "cutoff", "people")) == [
        ("a", 1.2, 10), ("a", 2.3, 10), ("b", 1.2, 40), ("b", 2.3, 70),
    ]  # fmt: skip


def test_empty_text_is_no_layer(reach):
    """Models and the command line pass an empty text for a layer that is not chosen."""
    assert reach(DEMAND="", DEMAND_FIELDS="")["TOTAL"] == 0


def test_selection_of_the_points_is_respected(reach, points, provenance_of):
    points.selectByExpression("\"id\" = 'b'")
    QgsProject.instance().addMapLayer(points, False)
    chosen = QgsProcessingFeatureSourceDefinition(points.id(), True)
    done = reach(POINTS=chosen)
    assert {row[0] for row in done.rows("SERVED", "point_id")} == {"b"}
    assert provenance_of(done, "OUTPUT")["inputs"][0]["condition"] == "selected features only"
    QgsProject.instance().takeMapLayer(points)


def test_what_is_read_of_the_points_is_said(reach, points, provenance_of):
    QgsProject.instance().addMapLayer(points, False)
    chosen = QgsProcessingFeatureSourceDefinition(points.id(), featureLimit=1)
    condition = "1 feature(s) at most"
    if hasattr(chosen, "filterExpression"):  # QGIS 3.32
        chosen.filterExpression = "\"id\" = 'b'"
        condition = f"\"id\" = 'b'; {condition}"
    done = reach(POINTS=chosen)
    assert len({row[0] for row in done.rows("SERVED", "point_id")}) == 1
    assert provenance_of(done, "OUTPUT")["inputs"][0]["condition"] == condition
    QgsProject.instance().takeMapLayer(points)


def test_network_filter(reach, memory_layer):
    roads = memory_layer(
        "LineString",
        [
            ("LINESTRING (0 0, 0.025 0)", {"class": "o'pen"}),
            ("LINESTRING (0.025 0, 0.05 0)", {"class": "closed"}),
        ],
    )
    done = reach(NETWORK=roads, NETWORK_FILTER="\"class\" = 'o''pen'", CUTOFFS="9", SNAP_DISTANCE=100)
    assert done["OFF_NETWORK"] == 70


def test_speed_preset_leaves_out_what_is_not_driven(reach, memory_layer):
    """Class 27 of the Road Network File is a transitway."""
    roads = memory_layer(
        "LineString",
        [("LINESTRING (0 0, 0.025 0)", {"CLASS": "23"}), ("LINESTRING (0.025 0, 0.05 0)", {"CLASS": "27"})],
    )
    done = reach(
        NETWORK=roads, CLASS_FIELD="CLASS", SPEED_PRESET="statcan_rnf", CUTOFFS="9", SNAP_DISTANCE=100
    )
    assert done["OFF_NETWORK"] == 70
    assert "road class that is not driven" in done.log


def test_detail_none_gives_numbers_without_polygons(reach):
    done = reach(DETAIL="none", CUTOFFS="1.2")
    assert all(not feature.hasGeometry() for feature in done.layer("OUTPUT").getFeatures())
    assert sorted(done.rows("OUTPUT", "people")) == [(10,), (40,)]


def test_ids_default_to_the_feature_id(reach, memory_layer):
    rows = [("POINT (0 0)", {"label": "x"}), ("POINT (0.05 0)", {"label": "y"})]
    done = reach(POINTS=memory_layer("Point", rows), CUTOFFS="1.2")
    assert sorted(done.rows("SERVED", "point_id")) == [("1",), ("2",)]
    assert done.rows("SERVED", "point_id") == [("1",), ("2",)]


@pytest.fixture
def long_job(ottawa, offices, network):
    """Sixty precise bands around each of 18 points."""
    return {
        "POINTS": offices,
        **{name: str(value) for name, value in network.items()},
        "DETAIL": "precise",
        "CUTOFFS": ",".join(str(minutes) for minutes in range(1, 61)),
        "DEMAND": str(ottawa / "dissemination_blocks.gpkg"),
        "DEMAND_FIELDS": ["dbpop2021"],
    }


@pytest.mark.real_data
@pytest.mark.parametrize("after", [0.2, 0.7, 1.4])
def test_g2_l10_cancel_is_honoured_within_two_seconds(provider, listener, long_job, tmp_path, after):
    feedback, asked = listener(), []
    timer = threading.Timer(after, lambda: (asked.append(time.process_time()), feedback.cancel()))
    given = {**long_job, "OUTPUT": str(tmp_path / "out.gpkg")}
    timer.start()
    with pytest.raises(QgsProcessingException, match="Stopped at your request"):
        processing.run("servicepoints:catchments", given, feedback=feedback)
    assert time.process_time() - asked[0] < 2
    assert list(tmp_path.iterdir()) == []
