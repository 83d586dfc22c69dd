# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run makes of the roads it is given, what is left out and counted, and the fields of presets."""

import numpy as np
import pytest
from osgeo import ogr
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer
from service_points.core.network import build_graph
from service_points.host import graph_cache
from service_points.host.kept_files import KeptFiles
from service_points.processing import graphs


def by_feature(roads, values):
    return dict(zip(roads.lines.feature_id.tolist(), np.asarray(values).tolist()))


def ways(roads):
    """Per feature: → one way as drawn, ← against it, ↔ both."""
    arrows = {(True, True): "↔", (True, False): "→", (False, True): "←"}
    pairs = zip(roads.lines.forward.tolist(), roads.lines.backward.tolist())
    return dict(zip(roads.lines.feature_id.tolist(), (arrows[pair] for pair in pairs)))


def line(x):
    return f"LINESTRING (0.0{x} 0, 0.0{x} 0.01)"


class TestCounts:
    def test_every_reason_is_counted(self, read_network, memory_layer):
        rows = [
            ("LINESTRING (0 0, 0.01 0)", {"class": "23", "kmh": 40.0}),
            ("", {"class": "23", "kmh": 40.0}),
            ("LINESTRING EMPTY", {"class": "23", "kmh": 40.0}),
            ("LINESTRING (0 0, 0 1e9)", {"class": "23", "kmh": 40.0}),
            ("LINESTRING (1 1)", {"class": "23", "kmh": 40.0}),
            ("LINESTRING (0.01 0, 0.02 0)", {"class": "27", "kmh": 40.0}),
            ("LINESTRING (0.01 0, 0.02 0)", {"class": "23", "kmh": None}),
        ]
        roads, counted = read_network(
            memory_layer("LineString", rows),
            SPEED_PRESET="statcan_rnf",
            SPEED_FIELD="kmh",
            CLASS_FIELD="class",
        )
        assert counted == {
            "NETWORK.no_geometry": 2,
            "NETWORK.bad_position": 1,
            "NETWORK.one_vertex": 1,
            "NETWORK.not_driven": 1,
            "NETWORK.speed_missing": 1,
        }
        assert (roads.feature_count, len(roads.lines)) == (7, 2)

    @pytest.mark.parametrize(("preset", "counted"), [("statcan_rnf", 2), ("none", 0)])
    def test_classes_that_the_preset_does_not_know(self, memory_layer, read_network, preset, counted):
        """The field of another product: every road gets the default speed, which nobody asked for."""
        rows = [(f"LINESTRING (0 {n}, 1 {n})", {"class": "tertiary"}) for n in range(2)]
        roads, found = read_network(
            memory_layer("LineString", rows), SPEED_PRESET=preset, CLASS_FIELD="class"
        )
        assert found.get("NETWORK.speed_missing", 0) == counted
        assert roads.speed_missing.sum() == counted

    @pytest.mark.parametrize(
        ("kind", "wkt", "parts"),
        [
            ("LineStringZ", "LINESTRING Z (0 0 1, 0.01 0 2)", 1),
            ("LineStringM", "LINESTRING M (0 0 1, 0.01 0 2)", 1),
            ("LineStringZM", "LINESTRING ZM (0 0 1 1, 0.01 0 2 2)", 1),
            ("MultiLineString", "MULTILINESTRING ((0 0, 0.01 0), (1 1, 1.01 1))", 2),
            ("MultiLineStringZM", "MULTILINESTRING ZM ((0 0 1 1, 0.01 0 1 1), (1 1 1 1, 2 1 1 1))", 2),
        ],
    )
    def test_dimensions_and_parts(self, read_network, memory_layer, kind, wkt, parts):
        roads, counted = read_network(memory_layer(kind, [(wkt, {"a": 1})]))
        assert (counted, len(roads.lines)) == ({}, parts)
        assert roads.lines.lonlat[:2].tolist() == [[0, 0], [0.01, 0]]

    def test_curves_are_used_and_told(self, read_network, memory_layer):
        layer = memory_layer(
            "CompoundCurve", [("COMPOUNDCURVE (CIRCULARSTRING (0 0, 0.01 0.01, 0.02 0))", {"a": 1})]
        )
        roads, counted = read_network(layer)
        graph = build_graph(roads.lines, metric="distance")
        assert counted == {"NETWORK.curved": 1}
        # Half an ellipse, as a degree north is shorter: axes 1.11319 km and 1.10574 km.
        assert graph.edge_length_m.sum() / 1000 == pytest.approx(np.pi * (1.11319 + 1.10574) / 2, rel=1e-4)

    def test_nan_position(self, read_network, memory_layer):
        rows = [("LINESTRING (0 0, 0.01 0)", {"a": 1}), ("LINESTRING (nan 0, 0.01 0)", {"a": 2})]
        layer = memory_layer("LineString", rows)
        roads, counted = read_network(layer)
        assert len(roads.lines) == 1
        assert sum(counted.values()) == 1

    def test_other_kinds_of_geometry(self, read_network, tmp_path):
        """A file may hold any kind; the line among them is used."""
        path = tmp_path / "mixed.gpkg"
        data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        layer = data.CreateLayer("mixed", None, ogr.wkbUnknown)
        for wkt in ("LINESTRING (0 0, 1 0)", "POINT (0 0)", "GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1))"):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
            layer.CreateFeature(feature)
        del layer, data
        source = QgsVectorLayer(str(path), "mixed", "ogr")
        source.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        roads, counted = read_network(source)
        assert (len(roads.lines), counted) == (1, {"NETWORK.not_a_line": 2})


class TestPresets:
    def test_road_network_file_by_its_usual_field(self, read_network, memory_layer):
        rows = [(line(i), {"CLASS": code}) for i, code in enumerate(("23", "27", "12", "28", "87"))]
        roads, counted = read_network(memory_layer("LineString", rows), SPEED_PRESET="statcan_rnf")
        assert by_feature(roads, roads.lines.speed_kmh) == {1: 35, 3: 90}
        assert counted == {"NETWORK.not_driven": 3}
        assert {name: part.title for name, part in roads.fields.assumed.items()} == {"CLASS_FIELD": "CLASS"}

    @pytest.mark.parametrize(
        ("names", "values"),
        [
            (
                ("ROADCLASS", "SPEED", "TRAFFICDIR"),
                ("Arterial", "Same direction", "Opposite direction", "Unknown"),
            ),
            (
                ("CLASSROUTE", "VITESSE", "SENSCIRCUL"),
                ("Artère", "Même direction", "Direction contraire", "Inconnu"),
            ),
            (("roadclass", "speed", "trafficdir"), ("3", "2", "3", "-1")),
        ],
    )
    def test_national_road_network(self, read_network, memory_layer, names, values):
        arterial, same, opposite, unknown = values
        both = {"Same direction": "Both directions", "Même direction": "Bi-directionel", "2": "1"}[same]
        rows = [
            (line(i), dict(zip(names, (arterial, speed, way))))
            for i, (speed, way) in enumerate([(70, same), (-1, opposite), (50, both), (0, unknown)])
        ]
        roads, counted = read_network(memory_layer("LineString", rows), SPEED_PRESET="nrn")
        assert by_feature(roads, roads.lines.speed_kmh) == {1: 70, 2: 60, 3: 50, 4: 60}
        assert ways(roads) == {1: "→", 2: "←", 3: "↔", 4: "↔"}
        assert counted == {"NETWORK.direction_unknown": 1}
        assert (roads.one_way_count, roads.speeds.field, roads.speeds.preset) == (2, 2, 2)

    def test_what_the_person_chose_counts(self, read_network, memory_layer):
        rows = [(line(0), {"CLASS": "23", "kind": "12", "SPEED": 10, "kmh": 20})]
        layer = memory_layer("LineString", rows)
        roads, _ = read_network(layer, SPEED_PRESET="statcan_rnf", CLASS_FIELD="kind")
        assert roads.lines.speed_kmh.tolist() == [90]
        roads, _ = read_network(layer, SPEED_PRESET="statcan_rnf", SPEED_FIELD="kmh")
        assert roads.lines.speed_kmh.tolist() == [20]
        assert set(roads.fields.assumed) == {"CLASS_FIELD"}

    def test_direction_values_of_the_person(self, read_network, memory_layer):
        rows = [(line(i), {"ROADCLASS": "3", "way": way}) for i, way in enumerate(("F", "1", ""))]
        given = {"SPEED_PRESET": "nrn", "DIRECTION_FIELD": "way"}
        roads, _ = read_network(
            memory_layer("LineString", rows), **given, VALUE_FORWARD="F", VALUE_BACKWARD="1"
        )
        assert ways(roads) == {1: "→", 2: "←", 3: "↔"}
        roads, _ = read_network(memory_layer("LineString", rows), **given)  # no values: those of the preset
        assert ways(roads) == {1: "↔", 2: "↔", 3: "↔"}

    def test_no_preset_no_assumption(self, read_network, memory_layer):
        rows = [(line(0), {"CLASS": "27", "SPEED": 10, "TRAFFICDIR": "2"})]
        roads, counted = read_network(memory_layer("LineString", rows))
        assert (roads.lines.speed_kmh.tolist(), ways(roads), counted) == ([50], {1: "↔"}, {})
        assert roads.fields.assumed == {}

    def test_preset_without_its_field(self, run, memory_layer, refusal, spoken):
        rows = [(line(0), {"name": "x"})]
        said = refusal("networkcheck", NETWORK=memory_layer("LineString", rows), SPEED_PRESET="osm")
        assert "highway" in said
        assert {"en": "none that is usual", "fr": "aucun qui soit habituel"}[spoken] in said

    def test_log_tells_what_was_taken(self, run, memory_layer, points):
        rows = [
            (
                "LINESTRING (0 0, 0.05 0)",
                {"ROADCLASS": "Arterial", "SPEED": 70, "TRAFFICDIR": "Both directions"},
            )
        ]
        done = run(
            "catchments", POINTS=points, NETWORK=memory_layer("LineString", rows), SPEED_PRESET="nrn",
            OUTPUT="TEMPORARY_OUTPUT",
        )  # fmt: skip
        told = "Speed field (km/h): SPEED; Direction field: TRAFFICDIR; Road class field: ROADCLASS"
        assert f"Fields by the preset: {told}" in done.log.replace("\u00a0", " ")
        assert "field “SPEED”: 1" in done.log
        assert "field “TRAFFICDIR”: 0" in done.log


class TestKeptGraphs:
    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        """A cache of its own that keeps small graphs, too."""
        for module in (graphs, graph_cache):
            monkeypatch.setattr(module, "SMALLEST", 1)
        cache = KeptFiles(tmp_path / "graphs", 2**30)
        monkeypatch.setattr(graphs, "profile_files", lambda: cache)
        return cache.folder

    def test_second_run_gives_the_same(self, run, road, points, folder, monkeypatch):
        given = {
            "POINTS": points,
            "NETWORK": road,
            "SPEED_FIELD": "kmh",
            "CUTOFFS": "1,2,3",
        }
        first = run("catchments", **given, OUTPUT="TEMPORARY_OUTPUT")
        kept = [path.name for path in folder.iterdir()]
        monkeypatch.setattr(graphs, "build_graph", None)  # not called again
        second = run("catchments", **given, OUTPUT="TEMPORARY_OUTPUT")
        shapes = [
            sorted(f.geometry().asWkb().data() for f in done.layer("OUTPUT").getFeatures())
            for done in (first, second)
        ]
        assert shapes[0] == shapes[1]
        assert first["SERVED_TOTAL"] == second["SERVED_TOTAL"]
        assert len(kept) == 1

    def test_edits_filters_and_barriers_make_another_graph(self, run, memory_layer, points, folder):
        rows = [("LINESTRING (0 0, 0.02 0)", {"n": 1}), ("LINESTRING (0.02 0, 0.05 0)", {"n": 2})]
        layer = memory_layer("LineString", rows)
        wall = memory_layer("Point", [("POINT (0.01 0)", {"a": 1})])

        def graphs_after(**given):
            run(
                "catchments",
                POINTS=points,
                NETWORK=layer,
                METRIC="distance",
                OUTPUT="TEMPORARY_OUTPUT",
                **given,
            )
            return len(list(folder.iterdir()))

        assert graphs_after() == graphs_after() == 1
        assert graphs_after(BARRIERS=wall) == 2
        assert graphs_after(NETWORK_FILTER="n = 1") == 3
        assert graphs_after(TOLERANCE=1) == 4
        layer.startEditing()
        layer.deleteFeature(2)
        assert graphs_after() == 4  # as filtered before: the same roads
        layer.rollBack()
        layer.startEditing()
        layer.changeAttributeValue(1, 0, 7)
        assert graphs_after() == 4  # a field that the graph does not use
        layer.rollBack()
