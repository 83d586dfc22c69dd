# SPDX-License-Identifier: GPL-2.0-or-later
"""What QGIS itself makes of a store."""

import pytest


@pytest.fixture
def layer(qgis_app, store, insert_point):
    from qgis.core import QgsVectorLayer

    store.apply([insert_point(1), insert_point(2, channel="digital", geom=None)])
    store.close()

    def load(name):
        loaded = QgsVectorLayer(f"{store.path}|layername={name}", name, "ogr")
        assert loaded.isValid()
        return loaded

    return load


@pytest.mark.parametrize(
    ("view", "count"),
    [
        ("v_service_point", 2),
        ("v_in_person", 1),
        ("v_digital", 1),
        ("v_call_centre", 0),
        ("v_employment_centre", 0),
    ],
)
def test_views_open_as_point_layers(layer, view, count):
    from qgis.core import QgsWkbTypes

    loaded = layer(view)
    assert loaded.geometryType() == QgsWkbTypes.GeometryType.PointGeometry
    assert loaded.crs().authid() == "EPSG:4326"
    assert len(list(loaded.getFeatures())) == count
    assert loaded.fields().indexOf("main_phone") >= 0


def test_every_table_opens_and_lists_and_ranges_become_widgets(layer):
    points = layer("service_point")
    fields = points.fields()

    def widget(name):
        return points.editorWidgetSetup(fields.indexOf(name))

    assert widget("channel").type() == "ValueMap"
    assert widget("geo_vintage").type() == "Range"
    labels = [next(iter(item)) for item in widget("channel").config()["map"]]
    assert "Call centre / Centre d’appels" in labels
    assert fields.field("name_en").length() == 200
    assert points.crs().authid() == "EPSG:4326"
    for name in ("phone", "service_at_point", "change_log", "schema_info", "holiday"):
        assert not layer(name).isSpatial()
    assert layer("service_area").isSpatial()
