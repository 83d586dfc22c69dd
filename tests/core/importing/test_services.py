# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading services on good and bad days. The server speaks the protocols as their specifications say."""

import hashlib
import time

import numpy as np
import pytest
from service_points.core.errors import Cancelled, InputError, StoreError
from service_points.core.importing.services import (
    LimitError,
    Limits,
    ckan_resources,
    download_resource,
    read_ckan,
    read_esri,
    read_hsds,
    read_ogc_features,
    read_wfs,
)
from service_points.core.importing.services.steps import addresses_of, checked, stepped

PUBLIC = "http://data.example.ca"  # reached through the server as a proxy


def fails(work, word=""):
    with pytest.raises(InputError) as caught:
        work()
    assert caught.value.text.en != caught.value.text.fr
    assert word in caught.value.text.en
    return caught.value


def codes(table):
    return [remark.code for remark in table.remarks]


# --- Esri REST -------------------------------------------------------------------------------------------

NAMES = ["Hôtel de ville", "Gatineau\nHull", "007", "Été", "Ottawa", "Orléans", "Kanata"]
MOMENT = 1577836800000  # 2020-01-01T00:00:00Z, as date -d @1577836800 says


class Esri:
    """A layer as the ArcGIS REST API documents it, which gives at most three records to a question."""

    def __init__(self, server, *, pages=True, count=True, honest=True, ids=(11, 3, 25, 7, 9, 40, 21)):
        self.ids, self.pages, self.count, self.honest = list(ids), pages, count, honest
        self.path = "/arcgis/rest/services/Points/FeatureServer/0"
        self.url = server.url + self.path
        server.routes[self.path] = self.about
        server.routes[f"{self.path}/query"] = self.query

    def about(self, query):
        fields = [
            {"name": "OBJECTID", "type": "esriFieldTypeOID"},
            {"name": "nom", "type": "esriFieldTypeString"},
            {"name": "maj", "type": "esriFieldTypeDate"},
        ]
        paging = {"supportsPagination": self.pages}
        return {"maxRecordCount": 3, "fields": fields, "advancedQueryCapabilities": paging}

    def query(self, query):
        if "returnCountOnly" in query:
            return {"count": len(self.ids)} if self.count else error(400, "Unable to perform query")
        if "returnIdsOnly" in query:
            return {"objectIdFieldName": "OBJECTID", "objectIds": self.ids}
        wanted = sorted(self.ids)
        if "objectIds" in query:
            assert "where" not in query
            wanted = [each for each in wanted if str(each) in query["objectIds"].split(",")]
        else:
            assert query["orderByFields"] == "OBJECTID"
        start = int(query.get("resultOffset", 0)) if self.pages else 0
        given = wanted[start : start + 3]
        features = [
            {
                "attributes": {"OBJECTID": each, "nom": NAMES[self.ids.index(each)], "maj": MOMENT},
                "geometry": {"x": -75.5 - each / 100, "y": 45.25} if each != 7 else {"x": "NaN", "y": "NaN"},
            }
            for each in given
        ]
        answer = {"spatialReference": {"wkid": 4326, "latestWkid": 4326}, "features": features}
        if self.honest and start + 3 < len(wanted):
            answer["exceededTransferLimit"] = True
        return answer


def error(code, message):
    return {"error": {"code": code, "message": message, "details": []}}


@pytest.mark.parametrize("options", [{}, {"count": False}, {"honest": False}, {"pages": False}])
def test_f6_three_at_a_time_make_seven(server, client, options):
    table = read_esri(client(), Esri(server, **options).url)
    assert (len(table), table.is_complete) == (7, True)
    assert table.expected == (None if options.get("count") is False else 7)
    assert table.columns["OBJECTID"] == ["3", "7", "9", "11", "21", "25", "40"]
    assert table.columns["nom"][1] == "Été"
    assert table.columns["nom"][0] == "Gatineau\nHull"
    assert set(table.columns["maj"]) == {"2020-01-01T00:00:00Z"}
    assert list(table.lines) == [1, 2, 3, 4, 5, 6, 7]
    assert np.array_equal(np.isnan(table.positions[:, 0]), [i == 1 for i in range(7)])
    assert table.positions[0].tolist() == [-75.53, 45.25]
    assert [(each.code, each.lines) for each in table.remarks] == [("no_shapes", (2,))]
    assert (table.origin.kind, table.origin.crs) == ("esri_rest", "EPSG:4326")


def test_f6_a_record_that_the_count_promises_and_nobody_gives_makes_it_incomplete(server, client):
    layer = Esri(server)
    path, told = f"{layer.path}/query", layer.query
    server.routes[path] = lambda query: {"count": 9} if "returnCountOnly" in query else told(query)
    table = read_esri(client(), layer.url)
    assert (len(table), table.expected, table.is_complete) == (7, 9, False)
    assert codes(table) == ["incomplete", "no_shapes"]
    assert "7" in table.remarks[0].text.fr
    assert "9" in table.remarks[0].text.fr


def test_f6_a_server_that_ignores_the_offset_is_found_out(server, client):
    layer = Esri(server, count=False)
    told = layer.query
    server.routes[f"{layer.path}/query"] = lambda query: told({**query, "resultOffset": 0})
    table = read_esri(client(), layer.url)
    assert (len(table), table.is_complete) == (3, False)
    assert len(server.seen) == 4  # the layer, its count, two pages


def test_f5_401_between_pages_keeps_what_came(server, client):
    layer = Esri(server)
    told, path = layer.query, f"{layer.path}/query"
    server.routes[path] = lambda query: (
        error(498, "Invalid token.") if query.get("resultOffset") == "3" else told(query)
    )
    table = read_esri(client(), layer.url)
    assert (len(table), table.expected, table.is_complete) == (3, 7, False)
    assert "login" in table.remarks[0].text.en
    server.routes[path] = lambda query: error(499, "Token Required")
    assert fails(lambda: read_esri(client(), layer.url), "login").status == 499


def test_f6_a_layer_that_can_only_give_the_beginning_is_incomplete(server, client):
    layer = Esri(server, pages=False, count=False)
    about = layer.about({})
    about["fields"] = about["fields"][1:]
    server.routes[layer.path] = about
    told = layer.query
    server.routes[f"{layer.path}/query"] = lambda query: told({"orderByFields": "OBJECTID", **query})
    table = read_esri(client(), layer.url)
    assert (len(table), table.expected, table.is_complete) == (3, None, False)
    assert "first records" in table.remarks[0].text.en


def test_f6_addresses_with_object_ids_stay_short(server, client):
    layer = Esri(server, pages=False, ids=range(10**15, 10**15 + 7))
    server.routes[layer.path] = {**layer.about({}), "maxRecordCount": 2000}
    layer.ids, names = list(range(10**15, 10**15 + 400)), NAMES * 60
    path = f"{layer.path}/query"

    def answer(query):
        if "returnIdsOnly" in query:
            return {"objectIds": layer.ids}
        asked = [int(each) for each in query["objectIds"].split(",")]
        return {"features": [{"attributes": {"OBJECTID": n, "nom": names[n - 10**15]}} for n in asked]}

    server.routes[path] = answer
    table = read_esri(client(), layer.url)
    assert (len(table), table.expected, table.is_complete, table.positions) == (400, 400, True, None)
    assert max(len(query.get("objectIds", "")) for query in server.asked(path)) <= 1500
    assert len(server.asked(path)) == 7


def test_errors_with_200_are_said_or_waited_for(server, client, waits):
    layer = Esri(server)
    server.routes[layer.path] = [error(503, "Service busy"), layer.about({})]
    assert len(read_esri(client(), layer.url)) == 7
    assert sum(waits) == pytest.approx(1.0)
    server.routes[layer.path] = error(400, "Invalid URL")
    assert "Invalid URL" in fails(lambda: read_esri(client(), layer.url)).text.fr


def test_a_service_without_a_layer_names_its_layers(server, client):
    server.routes["/FeatureServer"] = {"layers": [{"id": 4, "name": "Bureaux"}]}
    fails(lambda: read_esri(client(), f"{server.url}/FeatureServer"), "/4 (Bureaux)")


def test_e4_metres_are_not_taken_for_degrees(server, client):
    layer = Esri(server)
    told = layer.query
    metres = {"spatialReference": {"wkid": 102100, "latestWkid": 3857}}
    server.routes[f"{layer.path}/query"] = lambda query: {**told(query), **metres}
    fails(lambda: read_esri(client(), layer.url), "3857")


# --- OGC API Features, WFS -------------------------------------------------------------------------------


def feature(number, **members):
    point = {"type": "Point", "coordinates": [-75.0 - number, 45.5, 12.0]}
    return {"type": "Feature", "id": f"p.{number}", "geometry": point, "properties": {"n": number}, **members}


def collection(features, **members):
    return {"type": "FeatureCollection", "features": features, **members}


def linked(server, pages, **members):
    """Serve pages of features whose links lead to the next; return the address of the collection."""

    def items(query):
        page = int(query.get("cursor", 0))
        links = [{"rel": "next", "type": "application/geo+json", "href": f"items?f=json&cursor={page + 1}"}]
        return collection(pages[page], links=links if page + 1 < len(pages) else [], **members)

    server.routes["/ogc/collections/c/items"] = items
    return f"{server.url}/ogc/collections/c"


PAGES = [[feature(0), feature(1)], [feature(2)], [feature(3)]]


def test_f7_links_are_followed_with_and_without_a_count(server, client):
    for members in ({}, {"numberMatched": 4}):
        table = read_ogc_features(client(), linked(server, PAGES, **members), page_size=2)
        assert (len(table), table.is_complete, table.expected) == (4, True, members.get("numberMatched"))
        assert table.columns == {"n": ["0", "1", "2", "3"]}
        assert table.positions.tolist() == [[-75.0 - n, 45.5] for n in range(4)]
    assert server.seen[0][1] == {"f": "json", "limit": "2"}


def test_f7_links_in_a_circle_and_repeated_pages_end(server, client):
    url = linked(server, [PAGES[0], PAGES[1], PAGES[2]])
    told = server.routes["/ogc/collections/c/items"]

    def circle(query):
        answer = told(query)
        answer["links"] = answer["links"] or [{"rel": "next", "href": "items?f=json&cursor=1"}]
        return answer

    server.routes["/ogc/collections/c/items"] = circle
    table = read_ogc_features(client(), url)
    assert (len(table), table.is_complete) == (4, False)
    assert "circle" in table.remarks[0].text.en
    endless = linked(server, [PAGES[0]] * 50)
    asked = len(server.seen)
    table = read_ogc_features(client(), endless)
    assert (len(table), table.is_complete, len(server.seen) - asked) == (2, False, 2)


def test_f7_records_without_ids_that_are_alike_all_stay(server, client):
    twins = [feature(1), feature(1)]
    for each in twins:
        del each["id"]
    table = read_ogc_features(client(), linked(server, [twins]))
    assert (len(table), table.is_complete) == (2, True)


def test_e5_shapes_without_a_single_position_are_listed(server, client):
    line = {"type": "LineString", "coordinates": [[-75, 45], [-76, 46]]}
    one = {"type": "MultiPoint", "coordinates": [[-70.5, 46]]}
    shapes = [line, None, one, {"type": "Point", "coordinates": []}]
    pages = [[feature(n, geometry=shape) for n, shape in enumerate(shapes)]]
    table = read_ogc_features(client(), linked(server, pages))
    assert [(each.code, each.lines) for each in table.remarks] == [
        ("other_shapes", (1,)),
        ("no_shapes", (2, 4)),
    ]
    assert table.positions[2].tolist() == [-70.5, 46.0]
    assert table.is_complete


HITS = b'<?xml version="1.0"?><wfs:FeatureCollection numberMatched="%s" numberReturned="0"/>'
EXCEPTION = (
    b'<?xml version="1.0"?><ows:ExceptionReport version="2.0.0"><ows:Exception exceptionCode="Invalid">'
    b"<ows:ExceptionText>Feature type inconnu : b\xc3\xa2timents</ows:ExceptionText></ows:Exception>"
    b"</ows:ExceptionReport>"
)


def wfs(server, features, *, most=3, matched=b"7", ignores_start=False):
    def answer(query):
        if query.get("resultType") == "hits":
            return HITS % matched
        assert query["typeNames"] == "pts"
        assert query["srsName"] == "EPSG:4326"
        start = 0 if ignores_start else int(query["startIndex"])
        return collection(features[start : start + min(most, int(query["count"]))])

    server.routes["/wfs"] = answer
    return f"{server.url}/wfs?map=a.qgs&SERVICE=WMS"


def test_f6_wfs_pages_are_read_to_the_end(server, client):
    features = [feature(n) for n in range(7)]
    for matched, expected in ((b"7", 7), (b"unknown", None)):
        table = read_wfs(client(), wfs(server, features, matched=matched), "pts")
        assert (len(table), table.expected, table.is_complete) == (7, expected, True)
    assert server.seen[0][1]["map"] == "a.qgs"
    assert "SERVICE" not in server.seen[0][1]  # ours is the one that counts


def test_a_server_that_only_speaks_wfs_1_1_is_read_as_well(server, client):
    features = [feature(n) for n in range(7)]

    def answer(query):
        assert query["typeName"] == "pts"
        if query.get("resultType") == "hits":
            return b'<wfs:FeatureCollection numberOfFeatures="7"/>'
        start = int(query["startIndex"])
        return collection(features[start : start + min(3, int(query["maxFeatures"]))])

    server.routes["/wfs"] = answer
    table = read_wfs(client(), f"{server.url}/wfs", "pts", page_size=3)
    assert (len(table), table.expected, table.is_complete) == (7, 7, True)


def test_f6_wfs_that_ignores_the_start_is_incomplete(server, client):
    for drop_ids in (False, True):
        features = [feature(n) for n in range(7)]
        for each in features if drop_ids else []:
            del each["id"]
        url = wfs(server, features, ignores_start=True)
        table = read_wfs(client(), url, "pts")
        assert (len(table), table.expected, table.is_complete) == (3, 7, False)


def test_f8_an_exception_with_200_is_no_data(server, client):
    server.routes["/wfs"] = EXCEPTION
    assert "bâtiments" in fails(lambda: read_wfs(client(), f"{server.url}/wfs", "x")).text.fr


@pytest.mark.parametrize("headers", [{"Content-Type": "text/html"}, {"Content-Type": "application/geo+json"}])
def test_f8_a_login_page_is_no_data(server, client, headers, tmp_path):
    page = (200, headers, b"\n<!DOCTYPE html><html><title>Connexion</title></html>")
    for path in ("/ogc/collections/c/items", "/wfs", "/arc/0", "/file.csv", "/hsds/locations"):
        server.routes[path] = page
    fails(lambda: read_ogc_features(client(), f"{server.url}/ogc/collections/c"), "web page")
    fails(lambda: read_wfs(client(), f"{server.url}/wfs", "x"), "web page")
    fails(lambda: read_esri(client(), f"{server.url}/arc/0"), "web page")
    fails(lambda: read_hsds(client(), f"{server.url}/hsds/locations"), "web page")
    fails(lambda: client().download(f"{server.url}/file.csv", tmp_path / "a.csv"), "web page")
    assert list(tmp_path.iterdir()) == []


# --- CKAN, HSDS, files -----------------------------------------------------------------------------------


def ckan(server, rows, **more):
    def search(query):
        start, most = int(query["offset"]), min(3, int(query["limit"]))
        assert query["sort"] == "_id"
        result = {"total": len(rows), "records": rows[start : start + most], **more}
        return {"success": True, "result": result}

    server.routes["/data/api/3/action/datastore_search"] = search
    return f"{server.url}/data/"


def test_e2_digits_of_ckan_stay_as_they_are(server, client):
    rows = [{"_id": n, "tel": "0612345678", "lon": -75.70, "vide": None, "vrai": True} for n in range(1, 8)]
    table = read_ckan(client(), ckan(server, rows), "r1")
    assert (len(table), table.expected, table.is_complete, table.positions) == (7, 7, True, None)
    assert table.columns["tel"] == ["0612345678"] * 7
    assert table.columns["lon"] == ["-75.7"] * 7
    assert table.columns["vide"] == [None] * 7
    assert table.columns["vrai"] == ["true"] * 7
    raw = b'{"success": true, "result": {"total": 1, "records": [%s]}}'
    raw %= b'{"_id": 1, "x": 1E5, "y": 45.400, "z": "\\ud800"}'
    server.routes["/data/api/3/action/datastore_search"] = raw
    source = client()
    table = read_ckan(source, f"{server.url}/data", "r1")
    assert table.columns == {"_id": ["1"], "x": ["1E5"], "y": ["45.400"], "z": ["?"]}
    assert table.origin.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_resource_of_ckan_is_downloaded(server, client, tmp_path):
    content = "nom;code\nÉcole;00123\n".encode("cp1252") * 1000
    server.routes["/files/ecoles.csv"] = content
    resources = [
        {"id": "a", "name": "Écoles", "format": "CSV", "language": ["fr"], "url": "/files/ecoles.csv"},
        {"id": "b", "name": "Table", "datastore_active": True},
    ]
    show = {"success": True, "result": {"resources": resources}}
    server.routes["/api/3/action/package_show"] = show
    found = ckan_resources(client(), server.url, "ecoles")
    assert [(each.id, each.language, each.in_datastore) for each in found] == [
        ("a", "fr", False),
        ("b", "", True),
    ]
    source = client()
    download_resource(source, server.url, found[0], tmp_path / "ecoles.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["ecoles.csv"]
    assert (tmp_path / "ecoles.csv").read_bytes() == content
    assert source.sha256 == hashlib.sha256(content).hexdigest()


def test_a_portal_that_says_no_is_quoted(server, client):
    no = {"success": False, "error": {"message": "Not found: Resource", "__type": "Not Found Error"}}
    server.routes["/api/3/action/datastore_search"] = no
    fails(lambda: read_ckan(client(), server.url, "x"), "Not found: Resource")


def test_hsds_pages_become_columns_by_path(server, client):
    def location(number, phones):
        return {
            "id": f"l{number}",
            "name": "Bibliothèque",
            "longitude": -75.5,
            "latitude": 45.0 + number,
            "addresses": [{"city": "Ottawa", "postal_code": "K1P 1J1"}],
            "phones": [{"number": f"613-555-01{n:02}"} for n in range(phones)],
            "organization": {"name": "Ville"},
        }

    things = [location(n, 12 if n == 4 else 1) for n in range(5)]

    def page(query):
        at, size = int(query["page"]), 2
        contents = things[(at - 1) * size : at * size]
        return {"total_items": 5, "total_pages": 3, "page_number": at, "contents": contents}

    server.routes["/hsds/locations"] = page
    table = read_hsds(client(), f"{server.url}/hsds/locations", page_size=2)
    assert (len(table), table.expected, table.is_complete) == (5, 5, True)
    assert table.columns["addresses.1.postal_code"] == ["K1P 1J1"] * 5
    assert table.columns["organization.name"] == ["Ville"] * 5
    assert table.columns["phones.2.number"] == [None] * 4 + ["613-555-0101"]
    assert "phones.11.number" not in table.columns
    assert [(each.code, each.lines) for each in table.remarks] == [("lists_cut", (5,))]
    assert table.positions[:, 1].tolist() == [45.0, 46.0, 47.0, 48.0, 49.0]
    server.routes["/locations.json"] = lambda query: things
    assert len(read_hsds(client(), f"{server.url}/locations.json")) == 5
    assert server.asked("/locations.json") == [{}]


# --- bad days --------------------------------------------------------------------------------------------


def test_f5_a_busy_server_is_waited_for_as_long_as_it_asks(server, client, waits):
    good = collection([feature(1)])
    server.routes["/f/items"] = [(429, {"Retry-After": "7"}, b""), (503, {}, b""), good]
    assert len(read_ogc_features(client(), f"{server.url}/f")) == 1
    assert sum(waits) == pytest.approx(9.0)  # 7 as asked, then 2 of our own at the second failure
    server.routes["/f/items"] = [(503, {"Retry-After": "86400"}, b"")]
    assert fails(lambda: read_ogc_features(client(), f"{server.url}/f"), "busy").status == 503


def test_f5_a_connection_that_breaks_is_tried_again(server, client, waits):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"type": "FeatureC')
        handler.close_connection = True

    server.routes["/f/items"] = [cut, collection([feature(1)])]
    assert len(read_ogc_features(client(), f"{server.url}/f")) == 1
    server.routes["/f/items"] = [cut] * 4
    fails(lambda: read_ogc_features(client(), f"{server.url}/f"), "connection broke")


def test_f3_cancelling_stops(server, client, waits):
    def cancel(query):
        waits.cancelled = True
        return collection([feature(1)])

    server.routes["/f/items"] = cancel
    with pytest.raises(Cancelled):
        read_ogc_features(client(), f"{server.url}/f")


def test_f3_a_body_without_end_is_cut_at_the_limit(server, client, tmp_path):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 10_000)
        except OSError:
            handler.close_connection = True

    server.routes["/f"] = lambda query: endless
    limits = Limits(answer_bytes=100_000, file_bytes=200_000)
    with pytest.raises(LimitError, match="100,000"):
        client(limits=limits).get(f"{server.url}/f")
    with pytest.raises(LimitError, match="200,000"):
        client(limits=limits).download(f"{server.url}/f", tmp_path / "f")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_says_so(server, client, tmp_path):
    server.routes["/g"] = (200, {"Content-Type": "text/csv"}, b"a,b\n")
    with pytest.raises(StoreError, match="cannot be written"):
        client().download(f"{server.url}/g", tmp_path / "none" / "g.csv")


def test_f4_redirects_are_followed_only_where_they_may(server, client):
    good = collection([feature(1)])
    server.routes["/new/items"] = server.routes["//cdn.example.org/items"] = good

    def read(target, url=f"{PUBLIC}/c", **options):
        server.routes["//data.example.ca/c/items"] = (302, {"Location": target}, b"")
        server.routes["/c/items"] = (302, {"Location": target}, b"")
        return read_ogc_features(client(**options), url)

    assert len(read("/new/items", f"{server.url}/c")) == 1
    assert len(read("http://cdn.example.org/items")) == 1
    for target, word in (
        ("file:///etc/passwd", "not a web address"),
        ("ftp://example.org/x", "not a web address"),
        ("http://169.254.169.254/latest/meta-data", "private network"),
        (f"{server.url}/new/items", "private network"),
        ("http://10.0.0.8/items", "private network"),
        ("http://2130706433/items", "private network"),  # 127.0.0.1
        ("http://intranet/items", "private network"),
        ("/c/items", "too many"),
    ):
        fails(lambda target=target: read(target), word)
    inside = {"resolve": lambda host: ["203.0.113.1", "192.168.1.9"]}
    fails(lambda: read("http://cdn.example.org/items", **inside), "private network")


def test_f4_the_login_stays_with_its_server(server, client):
    server.routes["//data.example.ca/c/items"] = (302, {"Location": "http://cdn.example.org/items"}, b"")
    server.routes["//cdn.example.org/items"] = collection([feature(1)])
    assert len(read_ogc_features(client(), f"{PUBLIC}/c")) == 1
    assert ["Authorization" in headers for _, _, headers in server.seen] == [True, False]
    fails(lambda: read_ogc_features(client(elsewhere=False), f"{PUBLIC}/c"), "login")


def test_f4_links_and_resources_lead_nowhere_private(server, client, tmp_path):
    links = [{"rel": "next", "href": f"{server.url}/inside"}]
    server.routes["//data.example.ca/c/items"] = collection([feature(1)], links=links)
    server.routes["/inside"] = collection([feature(2)])
    table = read_ogc_features(client(), f"{PUBLIC}/c")
    assert (len(table), table.is_complete) == (1, False)
    resources = [{"id": "a", "url": f"{server.url}/inside"}]
    server.routes["//data.example.ca/api/3/action/package_show"] = {
        "success": True,
        "result": {"resources": resources},
    }
    (resource,) = ckan_resources(client(), PUBLIC, "p")
    fails(lambda: download_resource(client(), PUBLIC, resource, tmp_path / "x"), "private network")
    assert server.asked("/inside") == []


def test_f4_https_is_never_left():
    assert {"127.0.0.1", "::1"} & set(addresses_of("localhost"))
    assert addresses_of("nowhere.invalid") == []

    def nobody(host):
        return []

    https = "https://data.example.ca/a"
    with pytest.raises(InputError, match="encrypted"):
        stepped(https, "http://cdn.example.org/a", nobody)
    assert stepped(https, "http://data.example.ca/b", nobody) == "https://data.example.ca/b"
    assert stepped("http://data.example.ca/a", https, nobody) == https


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "https://", "ftp://a.ca/x", "https://u:p@a.ca/", "http://169.254.169.254/",
     "http://[fe80::1]/", "https://a.ca/\nx", "//a.ca/x", "/vsicurl/http://a.ca", "http://a.ca:99999/"],
)  # fmt: skip
def test_h14_addresses_that_are_not_asked(url):
    error = fails(lambda: checked(url))
    assert "u:p" not in error.text.en + error.details


def test_i2_tokens_are_not_shown(server, client):
    server.routes["/f/items"] = (403, {}, b"")
    error = fails(lambda: read_ogc_features(client(), f"{server.url}/f?token=SECRET"))
    assert "SECRET" not in error.text.en + error.text.fr + error.details
    server.routes["/f/items"] = collection([feature(1)])
    table = read_ogc_features(client(), f"{server.url}/f?token=SECRET")
    assert "SECRET" not in table.origin.where
    assert server.asked("/f/items")[-1]["token"] == "SECRET"


@pytest.mark.parametrize(
    "content",
    [b"[" * 100_000, b'{"a":' * 50_000, b"[" * 2_000_000, b"[" + b"1," * 4_000_000, b'{"a": NaN}', b"\xff{}",
     b"", b"7", b'{"type": "FeatureCollection", "features": 3}', b'{"type": "FeatureCollection"'],
)  # fmt: skip
def test_h5_json_that_is_none_is_refused_quickly(server, client, content):
    server.routes["/f/items"] = content
    source = client()
    began = time.process_time()
    fails(lambda: read_ogc_features(source, f"{server.url}/f"))
    assert time.process_time() - began < 5


def test_h18_exceptions_of_30_kb_are_searched_in_no_time(server, client):
    for content in (
        b"<ExceptionText " * 2000,
        b"<" + b"a" * 30_000,
        b"numberMatched " * 2000,
        b"<x:" * 10_000,
    ):
        server.routes["/wfs"] = b"<ExceptionReport>" + content
        began = time.process_time()
        fails(lambda: read_wfs(client(), f"{server.url}/wfs", "x"))
        assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("limits", "word"),
    [({"rows": 3}, "rows"), ({"columns": 1}, "columns"), ({"cells": 7}, "cells"),
     ({"requests": 2}, "requests"),
     ({"cell_chars": 9}, "characters"), ({"total_bytes": 900}, "altogether")],
)  # fmt: skip
def test_e12_what_is_more_than_a_limit_is_refused_by_its_name(server, client, limits, word):
    pages = [[feature(n, properties={"n": n, "nom": "x" * 10})] for n in range(4)]
    with pytest.raises(LimitError, match=f"most .*{word}"):
        read_ogc_features(client(limits=Limits(**limits)), linked(server, pages))
