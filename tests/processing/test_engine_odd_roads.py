# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads as they come: what can be driven is, whatever its kind; what cannot is left out and counted."""

import math

import pytest
from osgeo import ogr, osr
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsLineString,
    QgsMultiLineString,
    QgsPoint,
    QgsVectorLayer,
)

KINDS = {
    "LineString": "LINESTRING (0 0, 0.03 0, 0.05 0)",
    "LineStringZ": "LINESTRING Z (0 0 5, 0.03 0 9, 0.05 0 7)",
    "LineStringM": "LINESTRING M (0 0 5, 0.03 0 9, 0.05 0 7)",
    "LineStringZM": "LINESTRING ZM (0 0 5 1, 0.03 0 9 1, 0.05 0 7 1)",
    "MultiLineString": "MULTILINESTRING ((0 0, 0.03 0), (0.03 0, 0.05 0))",
    "MultiLineStringZM": "MULTILINESTRING ZM ((0 0 1 1, 0.03 0 1 1), (0.03 0 1 1, 0.05 0 1 1))",
    "CircularString": "CIRCULARSTRING (0 0, 0.025 0, 0.05 0)",
    "CompoundCurve": "COMPOUNDCURVE ((0 0, 0.03 0), CIRCULARSTRING (0.03 0, 0.04 0, 0.05 0))",
    "CompoundCurveZ": "COMPOUNDCURVE Z ((0 0 1, 0.03 0 1), (0.03 0 1, 0.05 0 1))",
    "MultiCurve": "MULTICURVE ((0 0, 0.03 0), CIRCULARSTRING (0.03 0, 0.04 0, 0.05 0))",
}


def line(*xy):
    return QgsGeometry(QgsLineString([QgsPoint(x, y) for x, y in xy]))


def with_an_empty_part():
    parts = QgsMultiLineString()
    parts.addGeometry(QgsLineString())
    parts.addGeometry(QgsLineString([QgsPoint(0.2, 1), QgsPoint(0.2, 1)]))
    return QgsGeometry(parts)


BAD = {
    "nan": lambda: line((0.2, 1), (math.nan, 1), (0.3, 1)),
    "all nan": lambda: line((math.nan, math.nan), (math.nan, math.nan)),
    "infinite": lambda: line((0.2, 1), (math.inf, 1)),
    "not on Earth": lambda: line((0.2, 1), (500.0, 1), (0.3, 95.0)),
    "null": QgsGeometry,
    "empty": lambda: QgsGeometry(QgsLineString()),
    "one vertex": lambda: line((0.2, 1)),
}
STILL = {"no length": lambda: line((0.2, 1), (0.2, 1)), "parts without length": with_an_empty_part}
"""Lines that lead nowhere: harmless, as nothing is nearer to them than to where they stand."""


RESERVES = {"speed_missing", "curved"}
"""Roads noted under these codes are used."""


def filled(layer, geometries):
    features = []
    for number, geometry in enumerate(geometries):
        feature = QgsFeature(layer.fields())
        feature["kmh"] = NULL if number % 3 else 60.0
        if not geometry.isNull():
            feature.setGeometry(geometry)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    assert layer.featureCount() == len(features)
    return layer


def file_of(path, geometries):
    """A GeoPackage whose geometry column takes anything, written by GDAL alone."""
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    table = data.CreateLayer("roads", reference, ogr.wkbUnknown)
    table.CreateField(ogr.FieldDefn("kmh", ogr.OFTReal))
    for geometry in geometries:
        feature = ogr.Feature(table.GetLayerDefn())
        if not geometry.isNull():
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(bytes(geometry.asWkb())))
        assert table.CreateFeature(feature) == 0
    data = table = None
    layer = QgsVectorLayer(f"{path}|layername=roads|geometrytype=LineString", "roads", "ogr")
    whole = QgsVectorLayer(f"{path}|layername=roads", "roads", "ogr")
    assert whole.featureCount() == len(geometries)
    return layer if layer.isValid() and layer.featureCount() == len(geometries) else whole


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stored", ["memory", "file"])
def test_every_kind_of_line_is_driven(reach, stored, kind, tmp_path):
    geometry = QgsGeometry.fromWkt(KINDS[kind])
    assert not geometry.isNull()
    if stored == "memory":
        roads = filled(QgsVectorLayer(f"{kind}?crs=EPSG:4326&field=kmh:double", "r", "memory"), [geometry])
    else:
        roads = file_of(tmp_path / "roads.gpkg", [geometry])
    done = reach(NETWORK=roads, CUTOFFS="1.2,2.3", DETAIL="precise")
    served = done.rows("SERVED", "point_id", "cutoff", "people")
    assert served == [("a", 1.2, 10), ("a", 2.3, 30), ("b", 1.2, 40), ("b", 2.3, 70)]


@pytest.mark.parametrize("stored", ["memory", "file"])
@pytest.mark.parametrize("metric", ["time", "distance"])
def test_lines_that_cannot_be_driven_are_left_out_and_counted(reach, provenance_of, stored, metric, tmp_path):
    """All at once, among a good road; what is served does not change, and each of them is in the books."""
    geometries = [line((0, 0), (0.05, 0)), *(make() for make in (BAD | STILL).values())]
    if stored == "memory":
        layer = QgsVectorLayer("MultiLineString?crs=EPSG:4326&field=kmh:double", "r", "memory")
        roads = filled(layer, geometries)
    else:
        roads = file_of(tmp_path / "roads.gpkg", geometries)
    done = reach(NETWORK=roads, METRIC=metric, SPEED_FIELD="kmh", DEFAULT_SPEED=60, CUTOFFS="1.2,2.3")
    served = done.rows("SERVED", "point_id", "cutoff", "people")
    assert served == [("a", 1.2, 10), ("a", 2.3, 30), ("b", 1.2, 40), ("b", 2.3, 70)]
    assert done["SERVED_TOTAL"] == done["TOTAL"] == 100
    left_out = [e for e in provenance_of(done, "OUTPUT")["excluded"] if e["parameter"] == "NETWORK"]
    counted = {e["code"]: e["count"] for e in left_out if e["code"] not in RESERVES}
    assert sum(counted.values()) == len(BAD | STILL), left_out
    assert counted["no_length"] == len(STILL)
    assert "Road network" in done.log


@pytest.mark.parametrize("bad", BAD | STILL)
def test_a_layer_of_such_lines_alone_is_refused(refusal, points, people, bad):
    layer = QgsVectorLayer("MultiLineString?crs=EPSG:4326&field=kmh:double", "r", "memory")
    given = {"POINTS": points, "DEMAND": people, "OUTPUT": "TEMPORARY_OUTPUT"}
    said = refusal("catchments", NETWORK=filled(layer, [(BAD | STILL)[bad]()]), **given)
    assert "r" in said
    assert "road" in said.lower()


@pytest.mark.parametrize("name", ["networkcheck", "odmatrix"])
def test_other_algorithms_take_the_same_roads(run, points, people, name):
    layer = QgsVectorLayer("MultiLineString?crs=EPSG:4326&field=kmh:double", "r", "memory")
    roads = filled(layer, [line((0, 0), (0.05, 0)), *(make() for make in (BAD | STILL).values())])
    if name == "networkcheck":
        done = run(name, NETWORK=roads, METRIC="distance", ISSUES="TEMPORARY_OUTPUT")
        assert (done["EDGES"], done["NODES"]) == (1, 2)
    else:
        given = {"ORIGINS": people, "DESTINATIONS": points, "OUTPUT": "TEMPORARY_OUTPUT"}
        done = run(name, NETWORK=roads, METRIC="distance", **given)
        assert done["PAIRS"] == 8
