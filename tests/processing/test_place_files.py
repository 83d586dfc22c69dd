# SPDX-License-Identifier: GPL-2.0-or-later
"""Population units straight from a file of points are those that QGIS reads."""

import numpy as np
import pytest
from osgeo import ogr, osr
from qgis.core import QgsProcessingContext
from service_points.processing import inputs
from service_points.processing.inputs import number, read_demand
from service_points.processing.ledger import Ledger

ROWS = [
    ("POINT (500000 5000000)", {"people": 10, "old": 1.5}),
    ("POINT Z (500100 5000000 7)", {"people": None, "old": 1.0}),
    (None, {"people": 5, "old": 2.0}),
    ("POINT EMPTY", {"people": 5, "old": 2.0}),
    ("POINT (500200 5000100)", {"people": -3, "old": None}),
    ("POINT (1e12 0)", {"people": 4, "old": 1.0}),
    ("POINT (500300.25 5000000.125)", {"people": 2**40, "old": float("nan")}),
]


@pytest.fixture
def write(tmp_path):
    def make(rows=ROWS, kind=ogr.wkbUnknown):
        path, place = tmp_path / f"people{len(list(tmp_path.iterdir()))}.gpkg", osr.SpatialReference()
        place.ImportFromEPSG(32618)
        data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        layer = data.CreateLayer("people", place, kind)
        layer.CreateField(ogr.FieldDefn("people", ogr.OFTInteger64))
        layer.CreateField(ogr.FieldDefn("old", ogr.OFTReal))
        for at, (wkt, values) in enumerate(rows):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetFID(7 * at + 2)
            for key, value in values.items():
                feature.SetFieldNull(key) if value is None else feature.SetField(key, value)
            if wkt:
                feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
            assert layer.CreateFeature(feature) == 0
        del layer, data
        return path

    return make


@pytest.fixture
def read(provider, listener, monkeypatch):
    """Read demand with and without the file; says whether the file was used."""
    algorithm = next(a for a in provider.algorithms() if a.name() == "catchments").create()

    def call(path, fields, *, direct=True):
        used = []
        if not direct:
            monkeypatch.setattr(inputs, "plain_file", lambda *arguments: None)
        original = inputs.batches
        monkeypatch.setattr(inputs, "batches", lambda *args: (used.append(b) or b for b in original(*args)))
        context, parameters = QgsProcessingContext(), {"DEMAND": str(path), "DEMAND_FIELDS": fields}
        ledger = Ledger(algorithm, parameters, context)
        found = read_demand(algorithm, parameters, context, listener(), ledger)
        monkeypatch.undo()
        return found, ledger.as_dict(), bool(used)

    return call


@pytest.mark.parametrize("fields", [["people"], ["people", "old"], []])
def test_same_as_qgis(read, write, fields):
    path = write()
    direct, told, used = read(path, fields)
    through_qgis, expected, unused = read(path, fields, direct=False)
    assert (used, unused) == (True, False)
    assert direct.lonlat.tobytes() == through_qgis.lonlat.tobytes()
    assert direct.weights.tobytes() == through_qgis.weights.tobytes()
    assert direct.row == through_qgis.row
    assert told == expected
    assert list(direct.row) == ([2, 44] if fields else [2, 9, 30, 44])


def test_areas_go_through_qgis(read, write):
    rows = [
        *ROWS[:1],
        ("POLYGON ((500000 5000000, 500100 5000000, 500100 5000100, 500000 5000000))", {"people": 1}),
    ]
    found, _, _ = read(write(rows), ["people"])
    assert found.weights[:, 0].tolist() == [10.0, 1.0]
    assert np.isfinite(found.lonlat).all()


def test_several_positions_go_through_qgis(read, write):
    """Their middle counts."""
    found, _, _ = read(write([("MULTIPOINT (500000 5000000, 500002 5000000)", {"people": 3})]), ["people"])
    alone, _, used = read(write([("POINT (500001 5000000)", {"people": 3})]), ["people"])
    assert used
    assert found.lonlat == pytest.approx(alone.lonlat, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("37,5", 37.5), (" 1234.5 ", 1234.5), ("0,125", 0.125), ("1234,567", 1234.567), ("-2,25", -2.25)],
)
def test_a_number_may_be_text_with_a_decimal_comma(text, expected):
    assert number(text) == expected


@pytest.mark.parametrize("text", ["1,234", " 12,000 ", "-1,234", "1,234,567", "1,234.5", "many", ""])
def test_text_that_may_be_thousands_is_not_read_as_a_fraction(text):
    assert np.isnan(number(text))
