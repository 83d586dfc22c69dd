# SPDX-License-Identifier: GPL-2.0-or-later
"""The sets of a shared store (JSON columns) survive in every kind of output as text."""

import pytest
from qgis.core import QgsVectorLayer
from service_points.host.resources import sample


@pytest.fixture
def store_points(qgis_app):
    layer = QgsVectorLayer(f"{sample('pine_river_store.gpkg')}|layername=service_point", "points", "ogr")
    layer.setSubsetString("\"channel\" = 'in_person' AND \"status\" = 'active'")
    assert layer.featureCount() > 10
    return layer


@pytest.mark.parametrize("target", ["TEMPORARY_OUTPUT", "catchments.gpkg", "catchments.geojson"])
def test_the_fields_of_a_store_are_carried_over(provider, store_points, tmp_path, target):
    from qgis import processing

    output = target if target.isupper() else str(tmp_path / target)
    parameters = {"POINTS": store_points, "METRIC": "straight", "CUTOFFS": "5", "OUTPUT": output}
    result = processing.run("servicepoints:catchments", parameters)["OUTPUT"]
    layer = result if isinstance(result, QgsVectorLayer) else QgsVectorLayer(result, "catchments", "ogr")
    expected = {f["id"]: f["languages"] for f in store_points.getFeatures()}
    written = {f["point_id"]: f["languages"] for f in layer.getFeatures()}
    assert written.keys() == expected.keys()
    bilingual = [key for key, value in expected.items() if value == ["en", "fr"]]
    assert len(bilingual) > 3
    for key in bilingual:
        text = written[key]
        assert text in ('["en", "fr"]', ["en", "fr"])  # GeoJSON gives such text back as a list
