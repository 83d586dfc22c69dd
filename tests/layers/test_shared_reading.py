# SPDX-License-Identifier: GPL-2.0-or-later
"""Shared layers read by QGIS's own providers from a real server, on good and bad days."""

import json
import threading
import time

import pytest
from osgeo import ogr
from qgis.core import Qgis, QgsApplication, QgsNetworkAccessManager, QgsProject
from service_points.core.connections import Copies, Service, SharedLayer, State
from service_points.core.errors import Cancelled, InputError, ServicePointsError, StoreError
from service_points.core.progress import SILENT
from service_points.host.tasks import run_in_background
from service_points.layers.shared_layer import copy_source, mark, name_of, open_layer
from service_points.layers.shared_reading import load_shared

NAMES = ["Hôtel de ville", "Gatineau – Hull", "007", "Été", "Ottawa", "Orléans", "Kanata"]
PATHS = {Service.OGC_API: "/ogc", Service.WFS: "/wfs", Service.ESRI: "/arcgis/FeatureServer"}
LAYERS = {Service.OGC_API: "libraries", Service.WFS: "pr:libraries", Service.ESRI: "0"}
PROVIDERS = {Service.OGC_API: "OAPIF", Service.WFS: "WFS", Service.ESRI: "arcgisfeatureserver"}
LIVE = pytest.mark.parametrize("service", list(PATHS), ids=lambda each: each.value)


@pytest.fixture
def shared(feature_server):
    def make(service, path="", **values):
        address = feature_server.url + (path or PATHS[service])
        return SharedLayer.of("Libraries", service, address, LAYERS.get(service, ""), **values)

    return make


@pytest.fixture
def copies(tmp_path):
    return Copies(tmp_path / "copies")


@pytest.fixture
def load(qgis_app, qgis_new_project, qtbot, copies):
    """Load in a task, as the plugin does; return what came or raise what was raised."""
    QgsNetworkAccessManager.instance()  # the main thread's, as QGIS makes it first

    def run(shared, **options):
        ended = []
        run_in_background(
            "load",
            lambda progress: load_shared(shared, copies, progress, **options),
            ended.append,
            ended.append,
        )
        qtbot.waitUntil(lambda: bool(ended), timeout=60_000)
        if isinstance(ended[0], BaseException):
            raise ended[0]
        return ended[0]

    return run


@pytest.fixture
def short_timeout(qgis_app):
    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(1500)
    yield
    QgsNetworkAccessManager.setTimeout(before)


def names(layer):
    return sorted(feature["name"] for feature in layer.getFeatures())


def opened(copy):
    layer = open_layer(copy_source(copy), "copy")
    assert layer.isValid()
    return layer


def said(problem):
    assert problem.text.en != problem.text.fr
    return problem.text.en


@LIVE
def test_qgis_reads_it_and_all_of_it_came(feature_server, shared, load, service):
    loaded = load(shared(service))
    layer = loaded.layer
    assert layer.providerType() == PROVIDERS[service]
    assert names(layer) == sorted(NAMES)
    first = next(feature for feature in layer.getFeatures() if feature["name"] == "Hôtel de ville")
    assert first["code"] == "001"
    assert first.geometry().asPoint().x() == pytest.approx(-75.70)
    assert first.geometry().asPoint().y() == pytest.approx(45.40)
    assert (loaded.reading.received, loaded.reading.advertised) == (7, 7)
    assert loaded.reading.state is State.COMPLETE
    assert loaded.copy_problem is None
    assert layer.thread() == layer.dataProvider().thread() == QgsApplication.instance().thread()


@LIVE
def test_in_the_project_it_is_read_only_and_asks_nothing_more_of_its_server(
    feature_server, shared, load, service
):
    loaded = load(shared(service))
    mark(loaded.layer, loaded.shared, loaded.reading, offline=False)
    before = len(feature_server.seen)
    QgsProject.instance().addMapLayer(loaded.layer)
    assert (loaded.layer.name(), loaded.layer.readOnly(), loaded.layer.startEditing()) == (
        "Libraries",
        True,
        False,
    )
    assert len(feature_server.seen) == before


@LIVE
def test_f11_the_copy_has_every_record_its_date_and_its_counts(shared, load, copies, service):
    loaded = load(shared(service))
    kept = copies.find(loaded.shared.key)
    assert kept == loaded.copy
    layer = opened(kept)
    assert names(layer) == sorted(NAMES)
    assert (kept.reading.received, kept.reading.advertised) == (7, 7)
    first = next(feature for feature in layer.getFeatures() if feature["name"] == "Hôtel de ville")
    assert first["code"] == "001"
    assert first.geometry().asPoint().y() == pytest.approx(45.40)
    assert "Libraries – copy of " in name_of(loaded.shared, kept.reading, offline=True)


@LIVE
def test_f11_a_service_that_is_gone_leaves_the_last_good_copy(feature_server, shared, load, service):
    good = load(shared(service)).copy
    feature_server.stop()
    loaded = load(shared(service))
    assert (loaded.layer, loaded.copy, loaded.reading) == (None, good, good.reading)
    assert loaded.is_offline
    assert "cannot be reached" in said(loaded.problem)
    assert names(opened(loaded.copy)) == sorted(NAMES)


@LIVE
def test_f11_a_service_that_was_never_read_has_no_copy(feature_server, shared, load, service):
    feature_server.stop()
    with pytest.raises(InputError) as caught:
        load(shared(service))
    assert "127.0.0.1" in said(caught.value)


@LIVE
def test_f6_fewer_than_the_service_says_is_incomplete_and_keeps_the_good_copy(
    feature_server, shared, load, copies, service
):
    good = load(shared(service)).copy
    feature_server.given = 3
    loaded = load(shared(service))
    assert (loaded.reading.received, loaded.reading.advertised) == (3, 7)
    assert loaded.reading.asks_first
    assert len(names(loaded.layer)) == 3
    assert copies.find(loaded.shared.key) == good


def test_f6_an_esri_server_that_gives_three_of_the_ids_it_is_asked_for(feature_server, shared, load):
    """QGIS 3.22 takes what came for all there is; QGIS 3.40 asks again."""
    feature_server.per_answer = 3
    loaded = load(shared(Service.ESRI))
    came = 3 if Qgis.QGIS_VERSION_INT < 34000 else 7
    assert (loaded.reading.received, loaded.reading.advertised) == (came, 7)
    assert loaded.reading.state is (State.INCOMPLETE if came == 3 else State.COMPLETE)
    assert (loaded.copy is None) is (came == 3)


@LIVE
def test_f6_f7_a_count_that_is_refused_or_missing_is_not_verified(feature_server, shared, load, service):
    feature_server.told = None
    loaded = load(shared(service))
    assert (loaded.reading.received, loaded.reading.advertised) == (7, None)
    assert loaded.reading.state is State.UNVERIFIED
    assert names(opened(loaded.copy)) == sorted(NAMES)


def test_f7_links_that_lead_in_a_circle_end(feature_server, shared, load, copies):
    """Without numberMatched QGIS would go on for ever."""
    from feature_services import feature, send_json

    def loop(handler, query):
        here = f"{feature_server.url}/ogc/collections/libraries/items"
        links = [{"rel": "next", "type": "application/geo+json", "href": f"{here}?limit=3&offset=0"}]
        page = [feature(number) for number in range(3)]
        send_json(handler, {"type": "FeatureCollection", "features": page, "links": links})

    feature_server.override["/ogc/collections/libraries/items"] = loop
    loaded = load(shared(Service.OGC_API), patience_s=1.0)
    assert loaded.reading.stopped
    assert loaded.reading.received == 3
    assert loaded.reading.state is State.INCOMPLETE
    assert not loaded.is_offline
    assert names(opened(loaded.copy)) == sorted(NAMES[:3])
    assert copies.find(loaded.shared.key) is None
    asked = len(feature_server.seen)
    time.sleep(0.5)
    assert len(feature_server.seen) == asked  # QGIS does not go on behind our back


@LIVE
@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_f5_f8_what_a_server_refuses_is_said_and_the_copy_shown(
    feature_server, shared, load, service, status
):
    good = load(shared(service)).copy
    feature_server.down = status
    loaded = load(shared(service))
    assert loaded.copy == good
    assert "127.0.0.1" in said(loaded.problem)


def test_f5_a_busy_server_is_asked_again_as_it_wishes(feature_server, shared, load):
    from feature_services import send

    def busy_once(handler, query):
        del feature_server.override["/ogc/collections/libraries/items"]
        send(handler, b"busy", "text/plain", 503, Retry_After="1")

    feature_server.override["/ogc/collections/libraries/items"] = busy_once
    assert load(shared(Service.OGC_API)).reading.received == 7


def test_f5_a_failure_among_the_pages_stops_with_the_count(feature_server, shared, load):
    from feature_services import send

    items = "/ogc/collections/libraries/items"

    def fails_later(handler, query):
        if int(query.get("offset", 0)) >= 3:
            send(handler, b"failed", "text/plain", 500)
        else:
            feature_server._items(handler, f"{feature_server.url}/ogc", query)

    feature_server.override[items] = fails_later
    loaded = load(shared(Service.OGC_API))
    assert (loaded.reading.received, loaded.reading.advertised) == (3, 7)
    assert loaded.reading.asks_first


@LIVE
def test_f8_a_login_page_is_no_data(feature_server, shared, load, service):
    from feature_services import PAGE, send

    good = load(shared(service)).copy

    def page(handler, query):
        send(handler, PAGE.encode(), "text/html")

    for path in set(feature_server.paths()):
        feature_server.override[path] = page
    loaded = load(shared(service))
    assert loaded.copy == good
    assert "web page, not data" in said(loaded.problem)


def test_f8_an_exception_report_with_a_status_of_success(feature_server, shared, load):
    from feature_services import EXCEPTION, send

    feature_server.override["/wfs"] = lambda handler, query: send(
        handler, EXCEPTION.encode(), "application/xml"
    )
    with pytest.raises(ServicePointsError) as caught:
        load(shared(Service.WFS))
    assert "not here" in said(caught.value)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://169.254.169.254/latest", "ftp://a.ca/x"])
@LIVE
def test_f4_a_service_that_sends_elsewhere_is_not_followed(feature_server, shared, load, service, target):
    from feature_services import send

    known = shared(service)

    def moved(handler, query):
        send(handler, b"", "text/plain", 302, Location=target)

    for path in ("/wfs", "/ogc/collections/libraries/items", "/arcgis/FeatureServer/0"):
        feature_server.override[path] = moved
    with pytest.raises(ServicePointsError) as caught:
        load(known)
    assert "was not followed" in said(caught.value)


def test_f4_a_login_does_not_go_to_another_server(feature_server, shared, load, login, second_server):
    from feature_services import send

    def moved(handler, query):
        send(handler, b"", "text/plain", 302, Location=second_server.url + handler.path)

    feature_server.override["/files/libraries.geojson"] = moved
    second_server.files["/files/libraries.geojson"] = (b"{}", "application/json")
    with pytest.raises(ServicePointsError):
        load(shared(Service.FILE, "/files/libraries.geojson", authcfg=login))
    assert [headers.get("Authorization") for _, _, headers in second_server.seen] == [None]
    assert feature_server.seen[0][2].get("Authorization")


@LIVE
def test_f12_with_its_login_it_is_read_and_nothing_secret_is_in_the_source(
    feature_server, shared, load, login, service
):
    feature_server.login = "Basic bWFyaWU6c2VjcmV0"  # marie:secret
    loaded = load(shared(service, authcfg=login))
    assert loaded.reading.state is State.COMPLETE
    source = loaded.layer.source()
    assert login in source
    assert "secret" not in source
    assert "marie" not in source
    with pytest.raises(ServicePointsError) as caught:
        load(shared(service))
    assert "asks for a login" in said(caught.value)


@pytest.mark.parametrize("phase", ["first answer", "reading"])
def test_f3_a_server_that_drips_is_cancelled_at_once(feature_server, shared, copies, qtbot, phase):
    drips, over = threading.Event(), threading.Event()

    def drip(handler, query):
        if phase == "reading" and query.get("limit") == "1":
            feature_server._items(handler, f"{feature_server.url}/ogc", query)
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "application/geo+json")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        drips.set()
        try:
            while not over.wait(0.05):
                handler.wfile.write(b" ")
        except OSError:
            return

    feature_server.override["/ogc/collections/libraries/items"] = drip
    ended = []
    known = shared(Service.OGC_API)
    task = run_in_background(
        "load",
        lambda progress: load_shared(known, copies, progress, patience_s=30),
        ended.append,
        ended.append,
    )
    qtbot.waitUntil(drips.is_set, timeout=20_000)
    began = time.monotonic()
    task.cancel()
    try:
        qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    finally:
        over.set()
    assert isinstance(ended[0], Cancelled)
    assert time.monotonic() - began < 5
    assert list(copies.folder.glob("*")) == []


def test_f3_a_server_that_says_nothing_is_left_after_qgis_own_time(
    feature_server, shared, load, copies, short_timeout
):
    good = load(shared(Service.FILE, "/files/libraries.geojson")).copy
    over = threading.Event()
    feature_server.override["/files/libraries.geojson"] = lambda handler, query: over.wait(60)
    try:
        loaded = load(shared(Service.FILE, "/files/libraries.geojson"))
    finally:
        over.set()
    assert loaded.copy == good
    assert "did not answer in time" in said(loaded.problem)


def test_f2_a_certificate_that_nobody_knows_is_refused(tls_server, load):
    with pytest.raises(ServicePointsError) as caught:
        load(SharedLayer.of("x", Service.OGC_API, f"{tls_server.url}/ogc", "libraries"))
    assert "certificate" in said(caught.value)
    assert "register.test" in caught.value.details
    assert tls_server.seen == []


@LIVE
def test_f1_a_proxy_that_wants_a_login(copies, proxy, service):
    """Through the network manager of this thread; those of QGIS's other threads take their proxy from it."""
    url = f"http://data.example.ca{PATHS[service]}"
    with pytest.raises(ServicePointsError) as caught:
        load_shared(SharedLayer.of("x", service, url, LAYERS[service]), copies, SILENT)
    assert "proxy" in said(caught.value).lower()
    assert "Network" in said(caught.value)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("libraries.geojson", "application/geo+json"), ("download", "application/octet-stream")],
)
def test_a_geojson_file_is_a_copy_with_its_shapes(feature_server, shared, load, name, media_type):
    content = feature_server.files["/files/libraries.geojson"][0]
    feature_server.files[f"/files/{name}"] = (content, media_type)
    loaded = load(shared(Service.FILE, f"/files/{name}"))
    assert loaded.reading.state is State.COMPLETE
    layer = opened(loaded.copy)
    assert names(layer) == sorted(NAMES)
    assert layer.crs().authid() == "EPSG:4326"
    assert next(layer.getFeatures())["code"] == "001"


def test_e1_e2_a_csv_file_keeps_accents_and_zeros_and_is_placed(feature_server, shared, load):
    text = "nom;code;latitude;longitude\nHôtel de ville;007;45,4;-75,7\nSans lieu;008;;\n"
    feature_server.files["/f.csv"] = (text.encode("cp1252"), "text/csv")
    layer = opened(load(shared(Service.FILE, "/f.csv")).copy)
    rows = {feature["nom"]: feature for feature in layer.getFeatures()}
    assert rows["Hôtel de ville"]["code"] == "007"
    assert rows["Hôtel de ville"].geometry().asPoint().x() == pytest.approx(-75.7)
    assert not rows["Sans lieu"].hasGeometry()


def test_a_csv_file_without_positions_says_what_it_has(feature_server, shared, load):
    feature_server.files["/f.csv"] = (b"name,street\na,Main\n", "text/csv")
    with pytest.raises(InputError) as caught:
        load(shared(Service.FILE, "/f.csv"))
    assert "name, street" in said(caught.value)


def test_a_geopackage_with_several_layers_asks_which(feature_server, shared, load, tmp_path):
    path = tmp_path / "two.gpkg"
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for table in ("offices", "areas"):
        layer = data.CreateLayer(table, None, ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["name"] = table
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON ((0 0, 1 0, 1 1, 0 0))"))
        layer.CreateFeature(feature)
        del feature, layer
    del data
    feature_server.files["/two.gpkg"] = (path.read_bytes(), "application/geopackage+sqlite3")
    with pytest.raises(InputError) as caught:
        load(shared(Service.FILE, "/two.gpkg"))
    assert "offices, areas" in said(caught.value)
    chosen = SharedLayer.of("x", Service.FILE, f"{feature_server.url}/two.gpkg", "areas")
    layer = opened(load(chosen).copy)
    assert names(layer) == ["areas"]
    assert next(layer.getFeatures()).geometry().asWkt(0) == "Polygon ((0 0, 1 0, 1 1, 0 0))"


@pytest.mark.parametrize("name", ["a.geojson", "a.csv", "a.gpkg"])
def test_h1_a_virtual_file_under_another_name_reads_nothing_here(
    feature_server, shared, load, tmp_path, name
):
    secret = tmp_path / "secret.csv"
    secret.write_text("a,longitude,latitude\nhidden,1,1\n", encoding="utf-8")
    text = (
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    feature_server.files[f"/{name}"] = (text.encode(), "application/json")
    with pytest.raises(InputError):
        load(shared(Service.FILE, f"/{name}"))


def test_f8_a_file_that_became_a_web_page_keeps_the_copy(feature_server, shared, load):
    from feature_services import PAGE

    known = shared(Service.FILE, "/files/libraries.geojson")
    good = load(known).copy
    feature_server.files["/files/libraries.geojson"] = (PAGE.encode(), "application/json")
    loaded = load(known)
    assert loaded.copy == good
    assert "web page, not data" in said(loaded.problem)


def test_a_file_cut_short_keeps_the_copy(feature_server, shared, load):
    known = shared(Service.FILE, "/files/libraries.geojson")
    good = load(known).copy
    content, media_type = feature_server.files["/files/libraries.geojson"]
    feature_server.files["/files/libraries.geojson"] = (content[: len(content) // 2], media_type)
    loaded = load(known)
    assert loaded.copy == good
    assert loaded.is_offline


@LIVE
def test_g10_a_profile_that_cannot_be_written_keeps_nobody_from_the_layer(shared, load, copies, service):
    copies.folder.write_text("a file in the way", encoding="utf-8")
    loaded = load(shared(service))
    assert names(loaded.layer) == sorted(NAMES)
    assert loaded.copy is None
    assert isinstance(loaded.copy_problem, StoreError)


def test_names_that_a_geopackage_takes_for_one_are_kept_apart(feature_server, shared, load):
    from feature_services import send_json

    def odd(handler, query):
        properties = {"name": "a", "Name": "b", "fid": "x", "tags": {"a": [1, 2]}, "geom": "text"}
        one = {
            "type": "Feature", "id": "1", "properties": properties,
            "geometry": {"type": "Point", "coordinates": [-75, 45]},
        }  # fmt: skip
        send_json(handler, {"type": "FeatureCollection", "features": [one], "numberMatched": 1, "links": []})

    feature_server.override["/ogc/collections/libraries/items"] = odd
    loaded = load(shared(Service.OGC_API))
    assert loaded.copy_problem is None
    feature = next(opened(loaded.copy).getFeatures())
    values = feature.attributeMap()
    assert (values["name"], values["Name_2"], values["fid"], values["geom"]) == ("a", "b", "x", "text")
    assert json.loads(values["tags"]) == {"a": [1, 2]}
