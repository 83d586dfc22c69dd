# SPDX-License-Identifier: GPL-2.0-or-later
"""What a service is asked before a layer of it is read: how many records, which layers."""

import time

import pytest
import requests
from service_points.core.connections import Service, SharedLayer
from service_points.core.connections.asking import advertised, offered
from service_points.core.importing.services import Client, ServiceError

PATHS = {Service.OGC_API: "/ogc", Service.WFS: "/wfs", Service.ESRI: "/arcgis/FeatureServer"}
LAYERS = {Service.OGC_API: "libraries", Service.WFS: "pr:libraries", Service.ESRI: "0"}
TITLES = {Service.OGC_API: "Bibliothèques", Service.WFS: "Bibliothèques & cie", Service.ESRI: "Libraries"}
LIVE = pytest.mark.parametrize("service", list(PATHS), ids=lambda each: each.value)


@pytest.fixture
def client():
    session = requests.Session()
    session.trust_env = False
    return Client(session, timeout=(2, 2), sleep=lambda seconds: None, attempts=2)


@pytest.fixture
def shared(feature_server):
    return lambda service: SharedLayer.of(
        "x", service, feature_server.url + PATHS[service], LAYERS.get(service, "")
    )


@LIVE
def test_the_count_is_what_the_service_says_not_what_it_gives(feature_server, client, shared, service):
    feature_server.given, feature_server.told = 2, 7
    assert advertised(client, shared(service)) == 7


@LIVE
def test_f6_f7_a_service_that_does_not_count_is_there_all_the_same(feature_server, client, shared, service):
    feature_server.told = None
    assert advertised(client, shared(service)) is None


@LIVE
@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_f5_a_service_that_refuses_is_not_taken_for_one_that_cannot_count(
    feature_server, client, shared, service, status
):
    known = shared(service)
    feature_server.down = status
    with pytest.raises(ServiceError) as caught:
        advertised(client, known)
    assert caught.value.status == status


def test_f6_a_wfs_that_refuses_to_count_is_there(feature_server, client, shared):
    from feature_services import EXCEPTION, send

    def refuses(handler, query):
        if query.get("resulttype") == "hits":
            send(handler, EXCEPTION.encode(), "application/xml", 400)
        else:
            feature_server._wfs(handler, query)

    feature_server.override["/wfs"] = refuses
    assert advertised(client, shared(Service.WFS)) is None


@LIVE
def test_the_layers_of_a_service(feature_server, client, service):
    (found,) = offered(client, service, feature_server.url + PATHS[service])
    assert found == (LAYERS[service], TITLES[service])


@LIVE
def test_f8_a_web_page_offers_nothing(feature_server, client, service):
    from feature_services import PAGE, send

    address = feature_server.url + PATHS[service]
    paths = {PATHS[service], f"{PATHS[service]}/collections"}
    for path in paths:
        feature_server.override[path] = lambda handler, query: send(handler, PAGE.encode(), "text/html")
    with pytest.raises(ServiceError) as caught:
        offered(client, service, address)
    assert "web page, not data" in caught.value.text.en


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ({"error": {"code": 499, "message": "Token Required"}}, "Token Required"),
        ({"layers": [], "tables": []}, "did not answer as"),
        ({"currentVersion": 10}, "did not answer as"),
        ({"layers": [{"id": 0, "name": "group", "subLayerIds": [1]}]}, "offers no layer"),
    ],
)
def test_an_esri_service_without_layers_says_so(feature_server, client, answer, word):
    from feature_services import send_json

    feature_server.override["/arcgis/FeatureServer"] = lambda handler, query: send_json(handler, answer)
    with pytest.raises(ServiceError) as caught:
        offered(client, Service.ESRI, f"{feature_server.url}/arcgis/FeatureServer")
    assert word in caught.value.text.en


@pytest.mark.parametrize(
    "piece", ["<FeatureType>", "<FeatureType ", "<Name>", "<wfs:FeatureType><Name x='", "<"]
)
def test_h18_h4_hostile_capabilities_cost_linear_time(feature_server, client, piece):
    from feature_services import send

    text = "<WFS_Capabilities>" + piece * (300_000 // len(piece))
    feature_server.override["/wfs"] = lambda handler, query: send(handler, text.encode(), "application/xml")
    began = time.process_time()
    with pytest.raises(ServiceError):
        offered(client, Service.WFS, f"{feature_server.url}/wfs")
    assert time.process_time() - began < 1.0


def test_h4_entities_of_capabilities_are_not_followed(feature_server, client):
    from feature_services import send

    text = (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><WFS_Capabilities><FeatureTypeList>'
        "<FeatureType><Name>a</Name><Title>&a; &#233;</Title></FeatureType></FeatureTypeList>"
        "</WFS_Capabilities>"
    )
    feature_server.override["/wfs"] = lambda handler, query: send(handler, text.encode(), "application/xml")
    (found,) = offered(client, Service.WFS, f"{feature_server.url}/wfs")
    assert found == ("a", "&a; é")
