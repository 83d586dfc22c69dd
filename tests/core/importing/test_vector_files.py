# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: E501  (documents of others read best unbroken)
"""GeoJSON, KML, GeoPackage and Shapefile: reference systems, shapes of every kind, texts."""

import json
import unicodedata
import zipfile

import numpy as np
import pytest
from osgeo import gdal, ogr, osr
from service_points.core.errors import InputError
from service_points.core.importing.readers import Limits, ReadOptions, preview, read_file

# The corner of Parliament's grounds; the metres are pyproj's (always_xy) for EPSG:3347, UTM 18N and back.
LON, LAT = -75.7009, 45.4236
NOT_FINITE = "POINT (inf 45)"  # GDAL makes a NaN an empty point, and reads neither from WKT in all versions


def _codes(table):
    return {remark.code: remark.lines for remark in table.remarks}


def _metres(epsg):
    from pyproj import Transformer

    return Transformer.from_crs(4326, epsg, always_xy=True).transform(LON, LAT)


def _layer(path, driver, rows, epsg=None, *, fields=("name",), kind=ogr.wkbUnknown, options=()):
    reference = None
    if epsg:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer("points", reference, kind, list(options))
    for name in fields:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for wkt, *values in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for number, value in enumerate(values):
            feature.SetField(number, value)
        if wkt == NOT_FINITE:
            shape = ogr.Geometry(ogr.wkbPoint)
            shape.AddPoint_2D(float("inf"), 45.0)
            feature.SetGeometry(shape)
        elif wkt:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        assert layer.CreateFeature(feature) == 0
    del layer, dataset
    return path


def _geojson(folder, features, encoding="utf-8", **more):
    document = {"type": "FeatureCollection", "features": features, **more}
    path = folder / "points.geojson"
    path.write_bytes(json.dumps(document, ensure_ascii=False).encode(encoding))
    return path


def _feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _point(*numbers):
    return {"type": "Point", "coordinates": numbers}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_e1_e2_geojson_keeps_texts_and_positions(tmp_path, encoding):
    path = _geojson(
        tmp_path,
        [
            _feature(_point(LON, LAT), id="007", nom="Québec", n=5, ouvert=True, date="2025-04-03", x=None),
            _feature(_point(-63.5, 44.6), id="1E5", nom="a\nb", n=2.5, ouvert=False, date="n/d", x="é"),
        ],
        encoding,
    )
    table = read_file(path)
    assert table.columns == {
        "id": ["007", "1E5"],
        "nom": ["Québec", "a\nb"],
        "n": ["5", "2.5"],
        "ouvert": ["true", "false"],
        "date": ["2025-04-03", "n/d"],
        "x": [None, "é"],
    }
    assert table.positions.tolist() == [[LON, LAT], [-63.5, 44.6]]
    assert (table.lines.tolist(), table.expected, table.is_complete) == ([1, 2], 2, True)
    assert table.origin.crs in ("EPSG:4326", "OGC:CRS84")


def test_e5_shapes_of_every_kind_are_counted_and_listed(tmp_path):
    rows = [
        (None, "null"),
        ("POINT EMPTY", "empty"),
        ("MULTIPOINT (-75 45)", "one"),
        ("MULTIPOINT (-75 45, -76 46)", "several"),
        ("POINT Z (-75 45 9)", "z"),
        ("POLYGON ((-75 45, -74 45, -74 46, -75 46, -75 45))", "area"),
        ("CURVEPOLYGON (CIRCULARSTRING (-75 45, -74 46, -73 45, -74 44, -75 45))", "curve"),
        ("LINESTRING (-75 45, -73 45)", "line"),
        ("GEOMETRYCOLLECTION (POINT (-75 45), LINESTRING (0 0, 1 1))", "mixed"),
        (NOT_FINITE, "infinite"),
    ]
    table = read_file(_layer(tmp_path / "shapes.gpkg", "GPKG", rows, 4326))
    assert table.columns["name"] == [name for _, name in rows]
    codes = _codes(table)
    assert codes["no_shape"] == (1,)
    assert codes["several_points"] == (4,)
    assert codes["heights"] == (5,)
    assert codes["areas"] == (6, 7)
    assert codes["curves"] == (7,)
    assert codes["line_shapes"] == (8,)
    assert codes["mixed_shapes"] == (9,)
    assert codes["empty_shape"] == (2,)
    assert codes["not_finite"] == (10,)
    there = np.isfinite(table.positions).all(axis=1)
    assert there.tolist() == [False, False, True, True, True, True, True, True, False, False]
    assert table.positions[3].tolist() == [-75, 45]
    assert table.positions[7].tolist() == [-74, 45]
    assert -75 < table.positions[5, 0] < -74
    assert 45 < table.positions[5, 1] < 46


@pytest.mark.parametrize("epsg", [3347, 3978, 32618, 2951])
def test_e4_projected_coordinates_become_degrees(tmp_path, epsg):
    x, y = _metres(epsg)
    for path, driver in ((tmp_path / "p.gpkg", "GPKG"), (tmp_path / "p.shp", "ESRI Shapefile")):
        table = read_file(_layer(path, driver, [(f"POINT ({x!r} {y!r})", "A")], epsg, kind=ogr.wkbPoint))
        assert table.positions[0] == pytest.approx([LON, LAT], abs=2e-5)  # NAD83 may differ by 2 m
        assert table.origin.crs == f"EPSG:{epsg}"
        assert "crs_transformed" in _codes(table)


def test_e4_the_shift_between_datums_is_said(tmp_path):
    table = read_file(_layer(tmp_path / "p.gpkg", "GPKG", [(f"POINT ({LON} {LAT})", "A")], 4269))
    assert table.positions[0] == pytest.approx([LON, LAT], abs=2e-5)
    assert "datum_shift" in _codes(table)


def test_e4_a_missing_reference_system_is_assumed_only_for_degrees(tmp_path):
    degrees = read_file(_layer(tmp_path / "d.shp", "ESRI Shapefile", [(f"POINT ({LON} {LAT})", "A")]))
    assert degrees.positions[0].tolist() == [LON, LAT]
    assert "crs_assumed" in _codes(degrees)
    x, y = _metres(3347)
    path = _layer(tmp_path / "m.shp", "ESRI Shapefile", [(f"POINT ({x!r} {y!r})", "A")])
    metres = read_file(path)
    assert np.isnan(metres.positions).all()
    assert "crs_missing" in _codes(metres)
    assert metres.origin.crs is None
    chosen = read_file(path, ReadOptions(crs="EPSG:3347"))
    assert chosen.positions[0] == pytest.approx([LON, LAT], abs=2e-5)
    for bad in ("EPSG:0", "/etc/passwd", "http://127.0.0.1/x", "EPSG:99999999"):
        with pytest.raises(InputError, match="not known"):
            read_file(path, ReadOptions(crs=bad))


def test_e3_metres_called_degrees_are_listed_and_left_as_they_are(tmp_path):
    table = read_file(_geojson(tmp_path, [_feature(_point(445_000.0, 5_030_000.0), a="b")]))
    assert table.positions.tolist() == [[445_000.0, 5_030_000.0]]
    assert _codes(table)["outside_degrees"] == (1,)


@pytest.fixture(params=[None, ""], ids=["alone", "inside QGIS"])
def shape_encoding(request):
    """GDAL's setting of the encoding of all Shapefiles: QGIS sets it to none as soon as it opens a layer."""
    before = gdal.GetConfigOption("SHAPE_ENCODING")
    gdal.SetConfigOption("SHAPE_ENCODING", None)
    yield lambda: gdal.SetConfigOption("SHAPE_ENCODING", request.param)
    gdal.SetConfigOption("SHAPE_ENCODING", before)


@pytest.mark.parametrize(("encoding", "named"), [("UTF-8", True), ("UTF-8", False), ("CP1252", False)])
def test_e1_a_shapefile_with_and_without_cpg(tmp_path, shape_encoding, encoding, named):
    options = [f"ENCODING={encoding}"]
    rows = [("POINT (-75 45)", "Bibliothèque de l’Île", "007"), ("POINT (-76 45)", "Gaspé", "1E5")]
    path = _layer(
        tmp_path / "b.shp",
        "ESRI Shapefile",
        rows,
        4326,
        fields=("nom", "id"),
        kind=ogr.wkbPoint,
        options=options,
    )
    if not named:
        path.with_suffix(".cpg").unlink(missing_ok=True)
        table = bytearray(path.with_suffix(".dbf").read_bytes())
        table[29] = 0  # dBASE's own mark of a code page
        path.with_suffix(".dbf").write_bytes(table)
    shape_encoding()
    found = read_file(path)
    assert found.columns == {"nom": ["Bibliothèque de l’Île", "Gaspé"], "id": ["007", "1E5"]}
    assert found.origin.encoding == encoding
    assert found.lines.tolist() == [1, 2]


def test_e12_a_shapefile_in_a_zip_and_one_without_its_parts(tmp_path):
    path = _layer(tmp_path / "b.shp", "ESRI Shapefile", [("POINT (-75 45)", "A")], 4326)
    packed = tmp_path / "b.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in tmp_path.glob("b.*"):
            if part != packed:
                archive.write(part, f"folder/{part.name}")
    table = read_file(packed)
    assert table.columns["name"] == ["A"]
    assert table.positions.tolist() == [[-75, 45]]
    assert table.origin.where == "b.zip/folder/b.shp"
    path.with_suffix(".dbf").unlink()
    with pytest.raises(InputError, match=r"part \.dbf"):
        read_file(path)


def test_parts_whose_accents_are_letters_of_their_own(tmp_path):
    """A folder of macOS may have names so, and Qt gives the path with whole letters."""
    path = _layer(tmp_path / "données.shp", "ESRI Shapefile", [("POINT (-75 45)", "A")], 4326)
    for part in list(tmp_path.iterdir()):
        if part.suffix != ".shp":
            part.rename(tmp_path / unicodedata.normalize("NFD", part.name))
    assert read_file(path).columns["name"] == ["A"]


KML = """<?xml version="1.0" encoding="UTF-8"?>{}
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Bureaux</name><Placemark><name>Hôtel de ville</name>
<ExtendedData><Data name="code"><value>007</value></Data></ExtendedData>
<Point><coordinates>-75.7,45.4,0</coordinates></Point></Placemark></Document></kml>"""


def test_h4_kml_is_read_but_not_with_entities(tmp_path):
    path = tmp_path / "b.kml"
    path.write_text(KML.format(""), encoding="utf-8")
    table = read_file(path)
    assert next(table.columns[name] for name in ("Name", "name") if name in table.columns) == [
        "Hôtel de ville"
    ]
    assert table.columns["code"] == ["007"]
    assert "tessellate" not in table.columns
    assert table.positions.tolist() == [[-75.7, 45.4]]
    for encoding in ("utf-8", "utf-16"):
        hostile = KML.replace("UTF-8", encoding).format(
            '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        )
        path.write_bytes(hostile.encode(encoding))
        with pytest.raises(InputError, match="document type declaration"):
            read_file(path)


def test_e6_layers_can_be_chosen_and_views_are_not_run(tmp_path):
    path = _layer(tmp_path / "b.gpkg", "GPKG", [("POINT (-75 45)", "A")], 4326)
    dataset = ogr.Open(str(path), 1)
    second = dataset.CreateLayer("second", None, ogr.wkbNone)
    second.CreateField(ogr.FieldDefn("code", ogr.OFTString))
    feature = ogr.Feature(second.GetLayerDefn())
    feature.SetField(0, "007")
    second.CreateFeature(feature)
    dataset.ExecuteSQL("CREATE VIEW danger AS SELECT fid, name FROM points")
    dataset.ExecuteSQL(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('danger', 'attributes', 'danger')"
    )
    del feature, second, dataset
    before = path.read_bytes()
    found = preview(path)
    assert [layer.name for layer in found.layers] == ["points", "second"]
    assert any(r.code == "views_left_out" and "danger" in r.text.fr for r in found.table.remarks)
    other = read_file(path, ReadOptions(layer="second"))
    assert other.columns == {"code": ["007"]}
    assert other.positions is None
    with pytest.raises(InputError, match="no “danger”"):
        read_file(path, ReadOptions(layer="danger"))
    assert path.read_bytes() == before
    assert len(found.table.origin.sha256) == 64
    assert read_file(path).origin.sha256 != other.origin.sha256


def test_e12_limits_hold_for_layers_too(tmp_path):
    path = _geojson(tmp_path, [_feature(_point(-75, 45), a=str(n), b="x" * 50) for n in range(5)])
    for limits, said in (
        (Limits(rows=4), "at most 4 rows"),
        (Limits(columns=1), "at most 1 columns"),
        (Limits(cells=9), "at most 9 cells"),
        (Limits(cell_chars=49), "at most 49 characters in a cell"),
    ):
        with pytest.raises(InputError, match=said):
            read_file(path, ReadOptions(limits=limits))
    assert len(read_file(path, ReadOptions(limits=Limits(rows=5, columns=2, cells=10, cell_chars=50)))) == 5


def test_e5_damaged_files_are_refused(tmp_path):
    path = _geojson(tmp_path, [_feature(_point(-75, 45), a="b")])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match="damaged"):
        read_file(path)
    store = tmp_path / "b.gpkg"
    store.write_bytes(b"SQLite format 3\x00" + bytes(5_000))
    with pytest.raises(InputError, match="damaged"):
        read_file(store)
    deep = tmp_path / "deep.geojson"
    deep.write_bytes(b'{"type": "FeatureCollection", "features": ' + b"[" * 100_000)
    with pytest.raises(InputError):
        read_file(deep)


def test_e6_rows_alike_in_all_but_place_are_no_duplicates(tmp_path):
    points = [_point(-75, 45), _point(-75, 45), _point(-76, 45)]
    table = read_file(_geojson(tmp_path, [_feature(point, name="Kiosque") for point in points]))
    assert _codes(table)["duplicate_rows"] == (2,)


def test_e6_a_shapefile_with_deleted_records_is_whole(tmp_path):
    """A record that was deleted stays in the .dbf, marked, until somebody packs the file."""
    path = _layer(tmp_path / "d.shp", "ESRI Shapefile", [(f"POINT (-75 {n})", f"B{n}") for n in (45, 46, 47)])
    as_it_is = ["AUTO_REPACK=NO"]
    data = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE, open_options=as_it_is)
    assert data.GetLayer(0).DeleteFeature(1) == ogr.OGRERR_NONE
    del data
    table = read_file(path)
    assert list(table.columns["name"]) == ["B45", "B47"]
    assert (table.is_complete, table.expected) == (True, 2)
