# SPDX-License-Identifier: GPL-2.0-or-later
"""Open data read from the servers that governments run: paging, counts, reference systems, accents."""

import numpy as np
import pytest
import requests
from service_points.core.importing.services import ServiceError, read_ogc_features, read_wfs

SIXTH_DECIMAL = 2e-6  # what QGIS Server writes of a degree: 0.1 m


def check(table, offices, kind):
    """The table has every office once, as it is."""
    assert (len(table), table.expected, table.is_complete, table.remarks) == (25, 25, True, ())
    order = np.argsort(np.array(table.columns["code"]))
    assert [table.columns["code"][row] for row in order] == [code for code, _, _ in offices]
    assert [table.columns["nom"][row] for row in order] == [name for _, name, _ in offices]
    expected = np.array([place for _, _, place in offices])
    assert np.abs(table.positions[order] - expected).max() <= SIXTH_DECIMAL
    assert (table.origin.kind, table.origin.crs) == (kind, "EPSG:4326")
    assert len(table.origin.sha256) == 64


@pytest.mark.parametrize("page_size", [4, 25, 1000])
def test_f6_qgis_server_as_wfs(qgis_server, client, offices, page_size):
    """Its layer is in UTM: degrees are asked for, and the longitude comes first."""
    table = read_wfs(client, f"{qgis_server}/?MAP=", "bureaux", page_size=page_size, order_by="code")
    check(table, offices, "wfs")


@pytest.mark.parametrize("page_size", [4, 25, 1000])
def test_f7_qgis_server_as_ogc_api_features(qgis_server, client, offices, page_size):
    table = read_ogc_features(client, f"{qgis_server}/wfs3/collections/bureaux", page_size=page_size)
    check(table, offices, "ogc_api")


@pytest.mark.parametrize("page_size", [4, 10, 1000])
def test_f7_pygeoapi_gives_ten_at_most(pygeoapi, client, offices, page_size):
    address = f"{pygeoapi}/collections/bureaux"
    asked = requests.get(f"{address}/items", {"f": "json", "limit": page_size}, timeout=10).json()
    assert asked["numberReturned"] == min(page_size, 10), "the server's own limit stands"
    check(read_ogc_features(client, address, page_size=page_size), offices, "ogc_api")


def test_f8_what_is_not_there_is_said(qgis_server, pygeoapi, client):
    for read in (
        lambda: read_wfs(client, f"{qgis_server}/", "écoles"),
        lambda: read_ogc_features(client, f"{qgis_server}/wfs3/collections/none"),
        lambda: read_ogc_features(client, f"{pygeoapi}/collections/none"),
    ):
        with pytest.raises(ServiceError) as caught:
            read()
        assert caught.value.text.en != caught.value.text.fr
        assert "127.0.0.1" in caught.value.text.en
