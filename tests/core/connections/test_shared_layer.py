# SPDX-License-Identifier: GPL-2.0-or-later
"""What an address stands for, and which addresses are not kept."""

import time

import pytest
from service_points.core.connections import Service, SharedLayer, guess_service
from service_points.core.errors import InputError

PORTAL = "https://data.example.ca"


@pytest.mark.parametrize(
    ("service", "address", "url", "layer"),
    [
        (Service.ESRI, f"{PORTAL}/arcgis/rest/services/A/FeatureServer/3", "…/A/FeatureServer", "3"),
        (Service.ESRI, f"{PORTAL}/arcgis/rest/services/A/MapServer/0/query?f=json", "…/A/MapServer", "0"),
        (Service.OGC_API, f"{PORTAL}/api/collections/libraries/items?f=html&limit=5", "…/api", "libraries"),
        (Service.OGC_API, f"{PORTAL}/api/collections/libraries?lang=fr", "…/api?lang=fr", "libraries"),
        (
            Service.WFS,
            f"{PORTAL}/ows?SERVICE=WFS&REQUEST=GetFeature&typeNames=a:b&map=x",
            "…/ows?map=x",
            "a:b",
        ),
        (Service.WFS, f"{PORTAL}/wfs?typeName=v%3Abiblioth%C3%A8ques", "…/wfs", "v:bibliothèques"),
        (Service.FILE, f"{PORTAL}/files/libraries.geojson", "…/files/libraries.geojson", ""),
    ],
)
def test_an_address_from_a_catalogue_is_taken_apart(service, address, url, layer):
    found = SharedLayer.of(" Libraries ", service, f" {address} ")
    base = url.replace("…", f"{PORTAL}/arcgis/rest/services" if service is Service.ESRI else PORTAL)
    assert (found.title, found.url, found.layer) == ("Libraries", base, layer)


@pytest.mark.parametrize(
    ("address", "service"),
    [
        (f"{PORTAL}/arcgis/rest/services/A/FeatureServer", Service.ESRI),
        (f"{PORTAL}/geoserver/wfs", Service.WFS),
        (f"{PORTAL}/ows?service=WFS", Service.WFS),
        (f"{PORTAL}/v1/collections", Service.OGC_API),
        (f"{PORTAL}/a/libraries.CSV", Service.FILE),
        (f"{PORTAL}/a/libraries", None),
        ("http://[", None),
    ],
)
def test_the_kind_of_service_is_guessed(address, service):
    assert guess_service(address) is service


@pytest.mark.parametrize(
    "address",
    [
        "https://marie:secret@data.example.ca/wfs",
        "https://marie@data.example.ca/wfs",
        f"{PORTAL}/arcgis/rest/services/A/FeatureServer/0?token=abc",
        f"{PORTAL}/wfs?authkey=abc",
        f"{PORTAL}/file.csv?a=1&API_KEY=abc",
        f"{PORTAL}/file.csv?user=marie&password=secret",
        f"{PORTAL}/file.csv?Ocp-Apim-Subscription-Key=abc",
    ],
)
@pytest.mark.parametrize("service", list(Service))
def test_i1_h14_an_address_with_a_secret_is_refused_with_the_way_to_do_it_right(service, address):
    with pytest.raises(InputError) as caught:
        SharedLayer.of("Libraries", service, address, "0")
    said = caught.value.text
    assert "authentication configuration" in said.en
    assert "configuration d’authentification" in said.fr
    told = f"{said.en} {said.fr} {caught.value.details}"
    assert not [word for word in ("secret", "abc", "marie") if word in told]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "file:///etc/passwd",
        "data.example.ca/wfs",
        "http://169.254.169.254/x",
        "https://a\\b/c",
        "//a/b",
        "ftp://a/b",
    ],
)
def test_h14_an_address_that_is_none_is_refused(address):
    with pytest.raises(InputError):
        SharedLayer.of("x", Service.FILE, address)


def test_a_service_without_a_layer_is_refused():
    with pytest.raises(InputError) as caught:
        SharedLayer.of("x", Service.WFS, f"{PORTAL}/wfs")
    assert "List Layers" in caught.value.text.en
    with pytest.raises(InputError, match="FeatureServer"):
        SharedLayer.of("x", Service.ESRI, f"{PORTAL}/wfs", "0")


def test_a_layer_remembers_its_connection():
    made = SharedLayer.of("Bibliothèques “A”", Service.WFS, f"{PORTAL}/wfs", "a:b", "abc1234")
    assert SharedLayer.from_json(made.to_json()) == made


@pytest.mark.parametrize(
    "text",
    [
        None, 3, "", "[]", "{}", "{" * 5000, '{"title": 1}',
        '{"title": "x", "service": "smb", "url": "https://a.ca", "layer": "", "authcfg": ""}',
        '{"title": "x", "service": "file", "url": "file:///etc/passwd", "layer": "", "authcfg": ""}',
        '{"title": "x", "service": "file", "url": "https://a:b@c.ca", "layer": "", "authcfg": ""}',
    ],
)  # fmt: skip
def test_h15_what_a_foreign_project_says_of_a_layer_is_not_taken(text):
    assert SharedLayer.from_json(text) is None


def test_copies_are_kept_by_place_and_login_not_by_title():
    one = SharedLayer.of("A", Service.WFS, f"{PORTAL}/wfs", "a:b")
    assert one.key == SharedLayer.of("B", Service.WFS, f"{PORTAL}/wfs?service=wfs", "a:b").key
    others = [
        SharedLayer.of("A", Service.WFS, f"{PORTAL}/wfs", "a:c"),
        SharedLayer.of("A", Service.WFS, f"{PORTAL}/wfs", "a:b", "abc1234"),
        SharedLayer.of("A", Service.OGC_API, f"{PORTAL}/wfs", "a:b"),
    ]
    assert len({one.key, *(each.key for each in others)}) == 4


@pytest.mark.parametrize(
    "piece", ["/FeatureServer", "/collections", "?token", "&a=", "/collections/a", ".csv"]
)
def test_h18_hostile_addresses_cost_linear_time(piece):
    text = "https://data.example.ca" + piece * (30_000 // len(piece))
    began = time.process_time()
    guess_service(text)
    for service in Service:
        with pytest.raises(InputError):
            SharedLayer.of("x", service, text)
    assert time.process_time() - began < 0.5
