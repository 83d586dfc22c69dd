# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads straight from a file are the roads QGIS reads; whatever could differ goes through QGIS."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QVariant
from service_points.core.errors import Cancelled
from service_points.processing import plain_files, road_reader
from service_points.processing.plain_files import NotPlain, PlainFile, batches, plain_file
from service_points.processing.road_reader import Columns, read_table
from service_points.processing.wkb import CURVE, EMPTY, LINE, OTHER

COLUMNS = Columns(("kmh", "lanes"), ("class", "way", "code", "grade"))
ROADS = [
    ("LINESTRING (0 0, 1 1, 2 1)", {"kmh": 50.5, "lanes": 2, "class": "local", "way": "FT", "code": 23}),
    ("MULTILINESTRING ((0 0, 1 1), (5 5, 6 6, 7 7))", {"kmh": None, "lanes": None, "class": None}),
    ("LINESTRING Z (0 0 9, 1 1 9)", {"kmh": -1.0, "lanes": 0, "class": "", "way": " FT ", "code": -1}),
    ("LINESTRING M (0 0 7, 1 2 8)", {"class": "Artère", "way": "日本", "code": 2**40}),
    ("MULTILINESTRING ZM ((0 0 1 2, 3 3 4 5), (1 0 1 2, 2 2 2 2))", {"class": "local", "grade": 23.0}),
    (None, {"kmh": 1.0, "class": "nowhere"}),
    ("LINESTRING EMPTY", {"class": "empty", "grade": 0.1}),
    ("LINESTRING (0 0, NaN 1, 2 2)", {"class": "broken"}),
    ("LINESTRING (3 3)", {"class": "short"}),
    ("MULTILINESTRING ((0 0, 1 0), (2 0, 3 0))", {"class": "local"}),
    (f"LINESTRING ({', '.join(f'{i} {i % 7}' for i in range(3000))})", {"class": "long" * 60}),
]
ASCII = [(wkt, {k: "Artere" if v in ("Artère", "日本") else v for k, v in row.items()}) for wkt, row in ROADS]


@pytest.fixture
def write(tmp_path):
    """Write roads with GDAL; each tenth fid is left out where the format has fids of its own."""

    def make(driver, name, rows=ROADS, kind=ogr.wkbUnknown, *, single=False):
        path = tmp_path / name
        place = osr.SpatialReference()
        place.ImportFromEPSG(32618)
        data = ogr.GetDriverByName(driver).CreateDataSource(str(path))
        options = ["ENCODING=ISO-8859-1"] if driver == "ESRI Shapefile" else []
        layer = data.CreateLayer("roads", place, kind, options)
        speed = ogr.FieldDefn("kmh", ogr.OFTReal)
        if single:
            speed.SetSubType(ogr.OFSTFloat32)
        layer.CreateField(speed)
        for field, type_ in (("lanes", ogr.OFTInteger), ("class", ogr.OFTString), ("way", ogr.OFTString)):
            layer.CreateField(ogr.FieldDefn(field, type_))
        for field, type_ in (("code", ogr.OFTInteger64), ("grade", ogr.OFTReal)):
            layer.CreateField(ogr.FieldDefn(field, type_))
        for number, (wkt, values) in enumerate(rows):
            feature = ogr.Feature(layer.GetLayerDefn())
            for key, value in values.items():
                feature.SetFieldNull(key) if value is None else feature.SetField(key, value)
            if wkt:
                shape = QgsGeometry.fromWkt(wkt.replace("NaN", "-9.25"))
                wkb = bytes(shape.asWkb()).replace(np.float64(-9.25).tobytes(), np.float64("nan").tobytes())
                feature.SetGeometry(ogr.CreateGeometryFromWkb(wkb))
            if driver == "GPKG":
                feature.SetFID(10 * number + 3)
            assert layer.CreateFeature(feature) == 0
        del layer, data
        return path

    return make


@pytest.fixture
def read(provider):
    """Read a road layer as algorithms do; returns the table and the file that was found."""
    algorithm = next(a for a in provider.algorithms() if a.name() == "networkcheck").create()

    def call(network, columns=COLUMNS, *, direct=True):
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        context.setProject(QgsProject.instance())
        parameters = {"NETWORK": str(network) if isinstance(network, Path) else network}
        source = algorithm.parameterAsSource(parameters, "NETWORK", context)
        wanted = (*columns.numbers, *columns.texts)
        file = plain_file(algorithm, parameters, "NETWORK", context, wanted)
        table = read_table(source, QgsFeatureRequest(), columns, feedback, file if direct else None)
        return table, file

    return call


def same(one, other):
    """Assert that two tables are equal to the last bit."""
    for name in ("xy", "offsets", "owner", "fids", "kind"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    assert all(one.numbers[name].tobytes() == other.numbers[name].tobytes() for name in other.numbers)
    for name, labels in other.texts.items():
        found = one.texts[name]
        assert [found.texts[i] for i in found.code] == [labels.texts[i] for i in labels.code], name


class TestSameAsQgis:
    def check(self, read, path):
        direct, file = read(path)
        through_qgis, _ = read(path, direct=False)
        assert (file is not None, direct.direct, through_qgis.direct) == (True, True, False)
        same(direct, through_qgis)
        return direct

    def test_geopackage(self, read, write):
        table = self.check(read, write("GPKG", "roads.gpkg"))
        assert table.fids.tolist() == [10 * i + 3 for i in range(11)]
        assert table.kind.tolist() == [LINE] * 5 + [EMPTY] * 2 + [LINE] * 4
        assert table.owner.tolist() == [0, 1, 1, 2, 3, 4, 4, 7, 8, 9, 9, 10]
        assert np.diff(table.offsets).tolist() == [3, 2, 3, 2, 2, 2, 2, 3, 1, 2, 2, 3000]
        assert table.xy[:5].tolist() == [[0, 0], [1, 1], [2, 1], [0, 0], [1, 1]]
        assert np.isnan(table.xy).sum() == 1
        assert table.numbers["kmh"][[0, 2]].tolist() == [50.5, -1.0]
        assert np.isnan(table.numbers["kmh"][[1, 3]]).all()
        labels = table.texts["class"]
        assert [labels.texts[i] for i in labels.code][:4] == ["local", "", "", "Artère"]
        assert [table.texts["grade"].texts[i] for i in table.texts["grade"].code][3:5] == ["", "23"]

    def test_shapefile(self, read, write):
        unwritable = ("LINESTRING EMPTY", "LINESTRING (3 3)", "LINESTRING (0 0, NaN 1, 2 2)")
        rows = [row for row in ASCII if row[0] not in unwritable]
        for kind, dims in ((ogr.wkbLineString, ""), (ogr.wkbLineString25D, " Z"), (ogr.wkbLineStringM, " M")):
            chosen = [row for row in rows if row[0] is None or dims in row[0].split("(")[0] or not dims]
            path = write("ESRI Shapefile", f"roads{dims.strip()}.shp", chosen, kind)
            table = self.check(read, path)
            assert table.fids.tolist() == list(range(len(chosen)))
            assert len(table.owner) > 0

    @pytest.mark.parametrize("count", [1, 3])
    def test_any_batch(self, read, write, monkeypatch, count):
        monkeypatch.setattr(road_reader, "CHUNK", count)
        self.check(read, write("GPKG", "roads.gpkg"))

    def test_one_very_long_text_does_not_widen_the_others(self, read, write, monkeypatch):
        """GDAL gives each text of a batch the room of the longest: then there are fewer in a batch."""
        monkeypatch.setattr(plain_files, "_BATCH_BYTES", 500)
        path = write("GPKG", "roads.gpkg")
        sizes = [len(b.fids) for b in batches(PlainFile(path, "roads", "GPKG"), (), ("class",), 10_000)]
        assert max(sizes) == 2  # of 240 bytes
        assert sum(sizes) == len(ROADS)
        self.check(read, path)

    def test_just_committed_edits_are_seen(self, read, write):
        layer = QgsVectorLayer(str(write("GPKG", "roads.gpkg")), "roads", "ogr")
        QgsProject.instance().addMapLayer(layer, False)
        try:
            assert layer.startEditing()
            assert layer.changeAttributeValue(3, layer.fields().lookupField("kmh"), 71.0)
            assert layer.deleteFeature(13)
            during, file = read(layer)
            assert (file, during.direct) == (None, False)
            assert during.numbers["kmh"][0] == 71.0
            assert layer.commitChanges()
            after, file = read(layer)
            assert (file is not None, after.direct) == (True, True)
            assert (after.numbers["kmh"][0], after.fids.tolist()[:2]) == (71.0, [3, 23])
        finally:
            QgsProject.instance().removeMapLayer(layer.id())

    def test_reading_keeps_the_locks_on_the_file(self, write):
        """Closing a file drops every lock the process holds on it, unless SQLite itself does the closing."""
        path = write("GPKG", "roads.gpkg")
        held = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        held.ExecuteSQL("BEGIN IMMEDIATE")
        assert list(batches(PlainFile(path, "roads", "GPKG"), ("kmh",), ("class",), 100))
        attempt = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0); c.execute('BEGIN IMMEDIATE')"
        )
        other = [sys.executable, "-c", attempt, str(path)]
        done = subprocess.run(other, capture_output=True, text=True, check=False)
        held.ExecuteSQL("ROLLBACK")
        assert "database is locked" in done.stderr


class TestThroughQgis:
    """What the file alone would not give."""

    @pytest.mark.parametrize(
        ("driver", "name"), [("FlatGeobuf", "roads.fgb"), ("GeoJSON", "roads.geojson"), ("KML", "roads.kml")]
    )
    def test_other_kinds_of_file(self, read, write, driver, name):
        path = write(driver, name, [row for row in ASCII if row[0] and "NaN" not in row[0]][:2])
        table, file = read(path, Columns((), ()))
        assert (file, table.direct, len(table.fids)) == (None, False, 2)

    def test_filter_of_the_layer(self, read, write):
        layer = QgsVectorLayer(str(write("GPKG", "roads.gpkg")), "roads", "ogr")
        layer.setSubsetString("\"class\" = 'local'")
        table, file = read(layer)
        assert (file, len(table.fids)) == (None, 3)

    def test_filter_in_the_source(self, read, write):
        source = f"{write('GPKG', 'roads.gpkg')}|layername=roads|subset=\"class\" = 'local'"
        table, file = read(source)
        assert (file, len(table.fids)) == (None, 3)

    def test_selection(self, read, write):
        layer = QgsVectorLayer(str(write("GPKG", "roads.gpkg")), "roads", "ogr")
        QgsProject.instance().addMapLayer(layer, False)
        layer.selectByIds([3, 13])
        table, file = read(QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True))
        QgsProject.instance().removeMapLayer(layer.id())
        assert (file, table.fids.tolist()) == (None, [3, 13])

    def test_feature_limit(self, read, write):
        path = str(write("GPKG", "roads.gpkg"))
        table, file = read(QgsProcessingFeatureSourceDefinition(path, False, 4))
        assert (file, len(table.fids)) == (None, 4)

    def test_field_of_a_join(self, read, write, memory_layer):
        layer = QgsVectorLayer(str(write("GPKG", "roads.gpkg")), "roads", "ogr")
        other = memory_layer("None", [("", {"code": 23, "speed": 44.0})], name="speeds")
        QgsProject.instance().addMapLayers([layer, other], False)
        join = QgsVectorLayerJoinInfo()
        join.setJoinLayer(other)
        join.setJoinFieldName("code")
        join.setTargetFieldName("code")
        join.setPrefix("j_")
        layer.addJoin(join)
        table, file = read(layer, Columns(("j_speed",), ()))
        _, beside = read(layer, Columns(("kmh",), ()))
        QgsProject.instance().removeMapLayers([layer.id(), other.id()])
        assert (file, table.numbers["j_speed"][0]) == (None, 44.0)
        assert beside is not None  # the join adds fields, not roads

    def test_computed_field(self, read, write):
        layer = QgsVectorLayer(str(write("GPKG", "roads.gpkg")), "roads", "ogr")
        layer.addExpressionField("lanes * 10", QgsField("tenfold", QVariant.Double))
        table, file = read(layer, Columns(("tenfold",), ()))
        assert (file, table.numbers["tenfold"][0]) == (None, 20.0)

    def test_feature_id_as_a_field(self, read, write):
        table, _ = read(write("GPKG", "roads.gpkg"), Columns(("fid",), ()))
        assert (table.direct, table.numbers["fid"].tolist()) == (False, [10.0 * i + 3 for i in range(11)])

    def test_curves(self, read, write):
        arc = [("CIRCULARSTRING (0 0, 1 1, 2 0)", {"class": "arc"}), ROADS[0]]
        table, file = read(write("GPKG", "roads.gpkg", arc))
        assert (file is not None, table.direct, table.kind.tolist()) == (True, False, [CURVE, LINE])
        assert table.offsets[1] > 10
        x, y = table.xy[: table.offsets[1]].T
        assert np.hypot(x - 1, y) == pytest.approx(1.0, abs=1e-3)

    def test_single_precision(self, read, write):
        """GDAL's columns round 0.1 to single precision; QGIS gives what the file holds."""
        rows = [(ROADS[0][0], {"kmh": 0.1})]
        table, _ = read(write("GPKG", "roads.gpkg", rows, single=True), Columns(("kmh",), ()))
        assert (table.direct, table.numbers["kmh"].tolist()) == (False, [0.1])

    def test_shapefile_with_accents(self, read, write):
        rows = [("LINESTRING (0 0, 1 1)", {"class": "Artère"})]
        table, file = read(write("ESRI Shapefile", "roads.shp", rows, ogr.wkbLineString))
        through_qgis = QgsVectorLayer(str(file.path), "roads", "ogr").getFeature(0)["class"]
        assert (table.direct, table.texts["class"].texts) == (False, (through_qgis,))

    def test_shapefile_with_accents_in_the_names_of_fields(self, read, write):
        """“typé” in Latin-1, which nothing in the file says: GDAL cannot pass the name on."""
        path = write("ESRI Shapefile", "roads.shp", ASCII[:3], ogr.wkbLineString)
        table = path.with_suffix(".dbf")
        table.write_bytes(table.read_bytes().replace(b"lanes\0", b"typ\xe9\0\0", 1))
        path.with_suffix(".cpg").write_text("UTF-8")
        table, file = read(path, Columns(("kmh",), ("class",)))
        assert (file is not None, table.direct) == (True, False)
        assert table.numbers["kmh"][0] == 50.5

    def test_several_tables_without_a_name(self, read, write, tmp_path):
        path = write("GPKG", "roads.gpkg")
        data = ogr.Open(str(path), 1)
        data.CreateLayer("others", None, ogr.wkbPoint)
        del data
        with pytest.raises(NotPlain):
            list(batches(PlainFile(path, "", "GPKG"), (), (), 10))
        table, file = read(f"{path}|layername=roads")
        assert (file.layer, table.direct) == ("roads", True)

    def test_points_and_polygons_among_the_lines(self, read, write):
        rows = [("POINT (0 0)", {}), ("POLYGON ((0 0, 1 0, 1 1, 0 0))", {}), ROADS[0]]
        direct, _ = read(write("GPKG", "roads.gpkg", rows))
        assert direct.kind.tolist() == [OTHER, OTHER, LINE]
        assert direct.owner.tolist() == [2]

    def test_damaged_file(self, write):
        path = write("GPKG", "roads.gpkg")
        path.write_bytes(path.read_bytes()[:5000])
        with pytest.raises(NotPlain):
            list(batches(PlainFile(path, "roads", "GPKG"), ("kmh",), (), 10))

    def test_memory_layer(self, read, road):
        table, file = read(road, Columns(("kmh",), ("way",)))
        assert (file, table.direct, table.numbers["kmh"].tolist()) == (None, False, [60.0])
        assert len(table.xy) == 6


@pytest.mark.parametrize("direct", [True, False])
def test_cancel(read, write, monkeypatch, direct):
    path = write("GPKG", "roads.gpkg")
    monkeypatch.setattr(QgsProcessingFeedback, "isCanceled", lambda self: True)
    with pytest.raises(Cancelled):
        read(path, direct=direct)


@pytest.mark.parametrize("direct", [True, False])
def test_no_features(read, write, direct):
    table, _ = read(write("GPKG", "roads.gpkg", []), direct=direct)
    assert (len(table.fids), len(table.xy), table.offsets.tolist()) == (0, 0, [0])
    assert table.texts["class"].texts == ()
