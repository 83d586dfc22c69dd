# SPDX-License-Identifier: GPL-2.0-or-later
"""A source wherever it is: told by its address, fetched, joined with the file in the other language."""

import json

import pytest
from service_points.core.errors import InputError
from service_points.core.importing.acquire import read_source, service_of
from service_points.core.importing.profile_parsing import parse_profile
from service_points.core.importing.services import Client

DOCUMENT = {
    "profile": "essai",
    "title_fr": "Essai",
    "key": {"scheme": "essai", "value": {"col": "id"}},
    "map": {"name_en": {"col": "name"}},
}
CSV = "id,name\n007,Bibliothèque\n008,Annexe\n"


def profile(**changes):
    return parse_profile({**DOCUMENT, **changes})


def csv_answer(text=CSV, media_type="text/csv"):
    return 200, {"Content-Type": media_type}, text.encode("utf-8")


@pytest.mark.parametrize(
    ("url", "kind", "service"),
    [
        ("https://example.ca/arcgis/rest/services/X/FeatureServer/3", "open_data_file", "esri_rest"),
        ("https://example.ca/arcgis/rest/services/X/MapServer/12/query", "custodian_form", "esri_rest"),
        ("https://example.ca/api/collections/libraries/items?f=json", "open_data_file", "ogc_api"),
        ("https://example.ca/ows?service=WFS&typeNames=v%3Aparcs", "open_data_file", "wfs"),
        ("https://example.ca/ows?SERVICE=WFS&TypeName=parcs", "open_data_file", "wfs"),
        (
            "https://open.canada.ca/data/en/dataset/x/resource/0a000000-0000-4000-8000-000000000001",
            "open_data_file",
            "ckan",
        ),
        ("https://example.ca/data/libraries.csv", "open_data_file", "open_data_file"),
        ("https://example.ca/data/libraries.csv", "hsds", "hsds"),
    ],
)
def test_the_address_tells_the_service_and_the_profile_goes_before(url, kind, service):
    assert service_of(url, kind) == service


def test_a_file_of_the_web_is_read_by_its_bytes_whatever_its_name(server, client):
    server.routes["/télécharger".encode("ascii", "ignore").decode()] = csv_answer(media_type="text/plain")
    server.routes["/download"] = csv_answer(media_type="application/octet-stream")
    table = read_source(f"{server.url}/download?id=12", profile(), connect=lambda _: client())
    assert list(table.columns["id"]) == ["007", "008"]
    assert table.columns["name"][0] == "Bibliothèque"
    assert table.origin.kind == "open_data_file"
    assert table.origin.where.endswith("/download")
    assert len(table.origin.sha256) == 64


@pytest.mark.parametrize("name", ["con.csv", "NUL", "Aux.tar.csv", "com1.csv", "points.csv.", "console.csv"])
def test_the_name_of_a_file_of_the_web_is_none_of_a_device(server, client, monkeypatch, name):
    """Windows opens ``con.csv`` as its console, in any folder, and takes a dot from the end of a name."""
    asked = []
    download = Client.download

    def noted(self, url, path, **more):
        asked.append(path.name)
        return download(self, url, path, **more)

    monkeypatch.setattr(Client, "download", noted)
    server.routes[f"/{name}"] = csv_answer(media_type="text/csv")
    assert len(read_source(f"{server.url}/{name}", profile(), connect=lambda _: client())) == 2
    assert asked[0].split(".")[0].upper() not in {"CON", "NUL", "AUX", "COM1"}
    assert not asked[0].endswith(".")


def test_a_wfs_is_asked_for_the_layer_that_its_address_names(server, client):
    feature = {"type": "Feature", "id": "p.1", "geometry": None, "properties": {"id": "1", "name": "A"}}

    def answer(query):
        if query.get("resultType") == "hits":
            return b'<wfs:FeatureCollection numberMatched="1" numberReturned="0"/>'
        return {"type": "FeatureCollection", "features": [feature]}

    server.routes["/ows"] = answer
    url = f"{server.url}/ows?map=parcs.qgs&SERVICE=WFS&REQUEST=GetCapabilities&typeNames=v%3Aparcs"
    table = read_source(url, profile(), connect=lambda _: client())
    assert table.columns["name"] == ["A"]
    asked = server.asked("/ows")
    assert {query["typeNames"] for query in asked} == {"v:parcs"}
    assert {query["map"] for query in asked} == {"parcs.qgs"}
    assert {query["request"] for query in asked} == {"GetFeature"}
    with pytest.raises(InputError, match="which layer is meant"):
        read_source(f"{server.url}/ows?service=WFS&typeNames=", profile(), connect=lambda _: client())


@pytest.mark.parametrize(
    ("query", "read", "asked"),
    [
        ("?where=TYPE%20%3D%20%27open%27&outFields=*&f=geojson", {}, "TYPE = 'open'"),
        ("?WHERE=TYPE+%3D+%27open%27", {"where": "TYPE = 'closed'"}, "TYPE = 'closed'"),
        ("?where=&f=pjson", {}, "1=1"),
        ("", {}, "1=1"),
    ],
)
def test_records_of_an_arcgis_layer_are_those_that_its_address_asks_for(server, client, query, read, asked):
    """Somebody who copies the address of a query means what it chooses, not the whole layer."""
    fields = [{"name": "OBJECTID", "type": "esriFieldTypeOID"}, {"name": "id", "type": "esriFieldTypeString"}]
    server.routes["/FeatureServer/0"] = {"fields": fields, "maxRecordCount": 10}
    server.routes["/FeatureServer/0/query"] = lambda asked: (
        {"objectIds": [1]}
        if "returnIdsOnly" in asked
        else {"features": [{"attributes": {"OBJECTID": 1, "id": "7", "name": "A"}}]}
    )
    url = f"{server.url}/FeatureServer/0/query{query}"
    table = read_source(url, profile(read=read), connect=lambda _: client())
    assert table.columns["id"] == ["7"]
    found = {query["where"] for query in server.asked("/FeatureServer/0/query") if "where" in query}
    assert found == {asked}


def test_a_resource_of_a_ckan_portal_is_read_from_its_datastore(server, client):
    key = "0a000000-0000-4000-8000-000000000001"
    rows = [{"_id": 1, "id": "007", "name": "Bibliothèque"}]

    def answer(query):
        records = rows if query.get("offset", "0") == "0" else []
        found = {"fields": [{"id": "id"}, {"id": "name"}], "records": records, "total": 1}
        return {"success": True, "result": found}

    server.routes["/data/api/3/action/datastore_search"] = answer
    url = f"{server.url}/data/en/dataset/libraries/resource/{key}"
    table = read_source(url, profile(), connect=lambda _: client())
    assert table.columns["id"] == ["007"]
    assert {query["resource_id"] for query in server.asked("/data/api/3/action/datastore_search")} == {key}


def test_the_second_language_is_looked_for_beside_the_source(tmp_path):
    (tmp_path / "en.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "fr.csv").write_text("id,name\n007,La bibliothèque\n", encoding="utf-8")
    both = profile(join={"second_language_file": "fr.csv", "key": "id", "prefix": "fr."})
    table = read_source(str(tmp_path / "en.csv"), both)
    assert table.columns["fr.name"] == ["La bibliothèque", None]
    elsewhere = tmp_path / "elsewhere" / "other.csv"
    elsewhere.parent.mkdir()
    elsewhere.write_text("id,name\n008,L’annexe\n", encoding="utf-8")
    chosen = read_source(str(tmp_path / "en.csv"), both, second=str(elsewhere))
    assert chosen.columns["fr.name"] == [None, "L’annexe"]


@pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "..", "missing.csv", "sub/fr.csv"])
def test_a_profile_of_others_names_no_file_elsewhere(tmp_path, name):
    folder = tmp_path / "data"
    (folder / "sub").mkdir(parents=True)
    for place in (folder / "en.csv", folder / "sub" / "fr.csv", tmp_path / "secret.csv"):
        place.write_text(CSV, encoding="utf-8")
    both = profile(join={"second_language_file": name, "key": "id"})
    with pytest.raises(InputError, match="not beside the source"):
        read_source(str(folder / "en.csv"), both)


def test_an_address_without_a_way_to_the_web_is_told():
    with pytest.raises(InputError, match="no connection to the web"):
        read_source("https://example.ca/x.csv", profile())


def test_a_package_of_tables_is_told_by_the_profile(tmp_path):
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"resources": [{"name": "locations", "path": "locations.csv"}]}), encoding="utf-8"
    )
    (tmp_path / "locations.csv").write_text(
        "id,location_type,name,latitude,longitude\nL1,physical,Guichet,45.4,-75.7\n", encoding="utf-8"
    )
    table = read_source(str(tmp_path), profile(kind="hsds"))
    assert table.columns["id"] == ["L1"]
    assert table.origin.kind == "hsds"
