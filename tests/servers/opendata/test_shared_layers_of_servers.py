# SPDX-License-Identifier: GPL-2.0-or-later
"""Shared layers from a real QGIS Server and a real pygeoapi, read by QGIS's own providers."""

import pytest
from service_points.core.connections import Copies, Service, SharedLayer, State
from service_points.core.connections.asking import offered
from service_points.core.progress import SILENT
from service_points.host.shared_layers import service_client
from service_points.layers.shared_layer import copy_source, open_layer
from service_points.layers.shared_reading import load_shared


@pytest.fixture
def load(qgis_app, qgis_new_project, tmp_path):
    return lambda shared: load_shared(shared, Copies(tmp_path), SILENT)


def check(loaded, offices, counted=True):
    assert loaded.reading.received == len(offices)
    assert loaded.reading.advertised == (len(offices) if counted else None)
    assert loaded.reading.state is (State.COMPLETE if counted else State.UNVERIFIED)
    for layer in (loaded.layer, open_layer(copy_source(loaded.copy), "copy")):
        found = {}
        for feature in layer.getFeatures():
            place = feature.geometry().asPoint()
            found[feature["code"]] = (feature["nom"], place.x(), place.y())
        assert sorted(found) == [code for code, _, _ in offices]  # the zeros in front are there
        if layer.crs().isGeographic():
            for code, name, (x, y) in offices:
                assert found[code] == (name, pytest.approx(x, abs=1e-5), pytest.approx(y, abs=1e-5))


def test_qgis_server_as_wfs(qgis_server, load, offices):
    shared = SharedLayer.of("Bureaux", Service.WFS, f"{qgis_server}/?SERVICE=WFS", "bureaux")
    assert "bureaux" in [each.name for each in offered(service_client(), Service.WFS, shared.url)]
    check(load(shared), offices)


def test_qgis_server_as_ogc_api_features(qgis_server, load, offices):
    shared = SharedLayer.of("Bureaux", Service.OGC_API, f"{qgis_server}/wfs3", "bureaux")
    assert "bureaux" in [each.name for each in offered(service_client(), Service.OGC_API, shared.url)]
    check(load(shared), offices)


def test_f7_pygeoapi_gives_ten_at_a_time(pygeoapi, load, offices):
    shared = SharedLayer.of("Bureaux", Service.OGC_API, pygeoapi, "bureaux")
    assert [each.name for each in offered(service_client(), Service.OGC_API, pygeoapi)] == ["bureaux"]
    check(load(shared), offices)
