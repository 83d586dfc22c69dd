# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel on a store in a database: layers, project, review, and a server that is slow, gone or strict."""

import base64
import hashlib
import hmac
import importlib.util
import json
import socket
import time
from functools import partial
from pathlib import Path

import pytest
from qgis.core import QgsLayerTreeLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTreeWidgetItemIterator
from service_points.core.exchange import Decision, Decisions, decide
from service_points.core.exchange.signature import Key
from service_points.core.exchange.transports import PostgisInbox
from service_points.core.store import open_store
from service_points.core.store.postgis.session import connect
from service_points.host.settings import change
from service_points.ui.database_dialog import STORE, DatabaseDialog
from service_points.ui.review_keys import KeysDialog

TESTS = Path(__file__).parents[1]


def _module(name, path):
    spec = importlib.util.spec_from_file_location(f"service_points_{name}_of_the_panel", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_ui = _module("ui", TESTS / "ui" / "conftest.py")
review_store = _module("review", TESTS / "ui" / "review_store.py")
clean_settings, english, panel = _ui.clean_settings, _ui.english, _ui.panel
small_store, names = _ui.small_store, _ui.names

FIRST, SECOND = review_store.FIRST, review_store.SECOND


@pytest.fixture(scope="module")
def kept(roles, new_address, make_store, tmp_path_factory):
    """The small store of tests/layers, moved to the database: for tests that only read."""
    stores = _ui._stores
    file = stores.make_store(tmp_path_factory.mktemp("kept") / "small.gpkg", stores.SMALL)
    with open_store(file) as original, make_store(new_address(), source=original) as store:
        yield store


@pytest.fixture
def register(request, kept, new_address, make_store):
    """That store; another one like it, from the test's own file, where submissions are sent to it."""
    if "way" not in request.fixturenames:
        yield kept
        return
    file = request.getfixturevalue("small_store")
    with open_store(file) as original, make_store(new_address(), source=original) as store:
        yield store


@pytest.fixture
def named(register, postgres, save_connection):
    """Return the store's name for somebody with these roles."""

    def name(*database_roles, connection="County", **options):
        login = postgres.user(f"panel_{'_'.join(r[5:] for r in database_roles)}", *database_roles)
        base = register.address.options["dbname"]
        return f"postgis:{save_connection(connection, base, login, **options)}/{register.address.schema}"

    return name


class Desk:
    """Somebody at a panel, with connections to the register saved in QGIS."""

    def __init__(self, panel, qtbot, named):
        self.panel, self.qtbot, self.named = panel, qtbot, named
        self.page = panel.review.page

    def open(self, store):
        """Open a store by its name, or as somebody with one role, and wait until it is checked."""
        name = self.named(store) if store.startswith("casp_") else str(store)
        heard = [self.panel.store_opened, self.panel.session.attention_changed]
        with self.qtbot.waitSignals(heard, timeout=30000):
            self.panel.open_store(name)
        self.settle()
        return name

    def fail(self, name):
        """Open a store that cannot be opened; return what is said."""
        with self.qtbot.waitSignal(self.panel.session.failed, timeout=40000):
            self.panel.open_store(name)
        assert self.panel.pages.currentWidget() is self.panel.trouble
        assert self.panel.project.mapLayers() == {}
        assert self.panel.session.register is None
        return self.panel.trouble.text.text()

    def settle(self):
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.panel.steward.busy, timeout=30000)
            self.qtbot.wait(10)

    def merge_inbox(self):
        self.page.inbox.merge_new.click()
        self.settle()

    def review(self, number):
        """Look at a submission, and accept everything."""
        index = self.page.inbox.model.index(self.page.inbox.model.row_of(number))
        self.page.inbox.list.setCurrentIndex(index)
        self.page.inbox.list.clicked.emit(index)
        self.settle()
        assert self.panel.steward.review.line.id == number
        every = [change.seq for change in self.panel.steward.review.changes]
        self.panel.steward.choose(lambda choices: choices.accept(every))

    def decide(self):
        self.page.changes.decide.click()
        self.settle()

    @property
    def lines(self):
        model = self.page.inbox.model
        return [model.index(row).data() for row in range(model.rowCount())]

    @property
    def note(self):
        return self.page.note.text()


@pytest.fixture
def desk(english, panel, qtbot, named):
    return Desk(panel, qtbot, named)


def group_of(panel):
    def names_in(group):
        return [
            child.layer().customProperty("service_points/table")
            if isinstance(child, QgsLayerTreeLayer)
            else names_in(child)
            for child in group.children()
        ]

    return panel.session.loaded.group.name(), names_in(panel.session.loaded.group)


def test_a_database_s_layers_are_as_a_file_s_and_read_only(desk, register, small_store):
    desk.open(str(small_store))
    panel = desk.panel
    expected = group_of(panel)
    points = panel.session.points_layer()
    aliases = [points.attributeAlias(i) for i in range(points.fields().count())][1:]
    panel.close_store()
    panel.project.clear()

    desk.open("casp_reader")
    assert group_of(panel) == expected
    layers = panel.project.mapLayers().values()
    assert all(layer.providerType() == "postgres" and layer.readOnly() for layer in layers)
    points = panel.session.points_layer()
    assert {f["id"].strip("{}") for f in points.getFeatures()} == {
        row["id"] for row in register.rows("service_point")
    }
    assert [points.attributeAlias(i) for i in range(points.fields().count())][1:] == aliases
    assert len(panel.session.register.points) == 4
    assert panel.points.sync.feature(panel.session.register.points[0].id) is not None
    assert panel.store_button.toolTip().startswith("postgis:County/casp_")
    assert panel.note.text().endswith("read-only.")
    assert panel.tabs.indexOf(panel.review) == -1


def test_i1_a_saved_project_holds_the_id_of_the_login_and_nothing_else(desk, secret, tmp_path):
    name = desk.open("casp_steward")
    panel = desk.panel
    project = panel.project
    path = tmp_path / "project.qgs"
    assert project.write(str(path))
    text = path.read_text(encoding="utf-8")
    assert "authcfg=" in text
    for leak in (secret, secret.replace("&", "&amp;"), "password=", "user=", "panel_steward"):
        assert leak not in text
    with desk.qtbot.waitSignal(
        panel.store_opened, timeout=30000
    ):  # opened again by the layers it brings along
        assert project.read(str(path))
    assert panel.session.register.path == name
    assert len(panel.project.mapLayers()) == len(panel.session.loaded.layer_ids)
    assert "<code" not in text.lower()


def test_i1_a_password_saved_as_plain_text_is_not_brought_into_a_project(desk, secret, run):
    name = desk.named("casp_reader", plain=True)
    said = desk.fail(name)
    assert "Convert to configuration" in said
    assert secret not in said
    results, said = run("loadstore", STORE=name)
    assert results is None
    assert "Convert to configuration" in said
    assert desk.panel.project.mapLayers() == {}


def test_h9_a_style_that_somebody_put_into_the_database_is_not_applied(desk, register, postgres):
    """QGIS would take a default style from public.layer_styles, with whatever code is in it."""
    base, schema = register.address.options["dbname"], register.address.schema
    style = (
        "<qgis><editforminit>evil</editforminit><editforminitcodesource>2"
        "</editforminitcodesource><editforminitcode>def evil(*a): pass</editforminitcode></qgis>"
    )
    columns = (
        "f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename, styleqml, useasdefault"
    )
    values = f"'{base}', '{schema}', 'service_point', 'geom', 'x', '{style}', true"
    postgres.psql(
        base,
        "-c",
        "CREATE TABLE public.layer_styles (id serial PRIMARY KEY, f_table_catalog text, f_table_schema text, "
        "f_table_name text, f_geometry_column text, stylename text, styleqml xml, stylesld xml, "
        "useasdefault boolean, description text, owner text, ui xml, update_time timestamp)",
        "-c",
        f"INSERT INTO public.layer_styles ({columns}) VALUES ({values})",
        "-c",
        "GRANT SELECT ON public.layer_styles TO PUBLIC",
    )
    try:
        desk.open("casp_reader")
        points = desk.panel.session.points_layer()
        assert points.editFormConfig().initCode() == ""
        assert "evil" in QgsVectorLayer(points.source(), "x", "postgres").editFormConfig().initCode()
    finally:
        postgres.psql(base, "-c", "DROP TABLE public.layer_styles")


def test_the_dialog_lists_connections_with_their_stores(english, named, register, qtbot):
    name = named("casp_reader")
    named("casp_contributor", connection="Cannot read")
    named("casp_reader", connection="Gone", port=1)
    named("casp_reader", connection="Plain", plain=True)
    dialog = DatabaseDialog()
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog._tasks._tasks, timeout=30000)
    found, lines = {}, QTreeWidgetItemIterator(dialog.tree)
    while lines.value() is not None:
        item = lines.value()
        if item.parent() is not None:
            found.setdefault(item.parent().text(0), []).append((item.text(0), item.data(0, STORE)))
        lines += 1
    assert (f"Pine test ({register.address.schema})", name) in found["County"]
    assert found["Cannot read"] == [("No store that your account can read.", None)]
    assert "cannot be reached" in found["Gone"][0][0].replace("\n", " ")
    assert "Convert to configuration" in found["Plain"][0][0].replace("\n", " ")
    (county,) = dialog.tree.findItems("County", Qt.MatchFlag.MatchExactly)
    stores = [county.child(place) for place in range(county.childCount())]
    dialog.tree.setCurrentItem(next(item for item in stores if item.data(0, STORE) == name))
    with qtbot.waitSignal(dialog.chosen, timeout=1000) as heard:
        dialog.open_button.click()
    assert heard.args == [name]


# --- the steward --------------------------------------------------------------------------------------------


@pytest.fixture
def submissions(small_store, tmp_path, names):
    """Two conflicting submissions of Ontario, as files."""
    return review_store.two_conflicting(small_store, tmp_path, names)


@pytest.fixture
def way(register, postgres):
    """The way into the inbox of the database for Ontario's office."""
    address = register.address
    login = postgres.user("panel_office", "casp_reader", "casp_contributor")
    line = f"INSERT INTO {address.schema}.contributor VALUES ('{login}', 'CA-ON')"
    postgres.psql(address.options["dbname"], "-c", line)
    own = postgres.address(address.options["dbname"], login, address.schema)
    return PostgisInbox(partial(connect, own), "register", schema=own.schema)


@pytest.fixture
def inbox(way, submissions):
    """Both submissions have been sent there."""
    for file in submissions:
        way.send(file.name, file.read_bytes())
    return way


def test_a_steward_merges_the_inbox_and_decides_and_the_sender_finds_the_receipts(desk, register, inbox):
    desk.open("casp_steward")
    panel, page = desk.panel, desk.page
    assert panel.tabs.indexOf(panel.review) == 3
    assert "you merge under Review" in panel.note.text()
    assert "read-only" in panel.note.text()
    assert [text.partition("\n")[0] for text in desk.lines] == ["Ontario · new", "Ontario · new"]
    assert panel.tabs.tabText(3) == "Review (2)"
    page.inbox.list.clicked.emit(page.inbox.model.index(0))
    assert "merge it first" in desk.note
    assert panel.steward.review is None

    assert page.inbox.merge_new.text() == "Merge 2 new submissions"
    desk.merge_inbox()
    assert page.inbox.merge_new.isHidden()
    assert "2 submissions received" in desk.note
    assert "receipts are in the database" in desk.note
    assert {json.loads(inbox.fetch_receipt(number))["state"] for number in (FIRST, SECOND)} == {"received"}

    desk.review(FIRST)
    desk.decide()
    assert json.loads(inbox.fetch_receipt(FIRST))["state"] == "accepted"
    riverside = next(row for row in register.rows("service_point") if row["name_en"] == "Riverside Centre")
    assert riverside["hours"] == "Mo-Fr 09:00-17:00"


def sign(file, material):
    """Sign a document as section C1 of the schema says, without our own code."""
    document = json.loads(file.read_text(encoding="utf-8"))
    message = b"casp-submission-v1:" + document["integrity"]["content_sha256"].encode()
    value = base64.b64encode(hmac.new(material, message, hashlib.sha256).digest()).decode()
    document["integrity"]["signature"] = {"alg": "hmac-sha256", "key_id": "CA-ON.2", "value": value}
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize("place", ["file", "database"])
def test_h17_the_review_checks_signatures_with_the_keys_that_were_chosen(  # noqa: PLR0917  (fixtures)
    desk, way, submissions, place, small_store, authentication
):
    """The first is signed with the key that Ontario shares with the steward, the second with another one."""
    secrets = [b"the key that Ontario shares with us", b"the key that somebody else made up "]
    for file, material in zip(submissions, secrets):
        sign(file, material)
    desk.open("casp_steward" if place == "database" else str(small_store))
    panel = desk.panel
    key = authentication.keep_key(Key("CA-ON.2", secrets[0]), "Ontario")
    dialog = KeysDialog()
    desk.qtbot.addWidget(dialog)
    (item,) = dialog.list.findItems(f"Ontario ({key})", Qt.MatchFlag.MatchExactly)
    item.setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    if place == "database":
        for file in submissions:
            way.send(file.name, file.read_bytes())
        panel.steward.refresh()
        desk.settle()
        desk.merge_inbox()
    else:
        panel.steward.receive(submissions)
        desk.settle()
    said = [text.split("\n")[1].split(" · ") for text in desk.lines]
    shown = {parts[0]: parts[-1] for parts in said}
    expected = {"Ada Tremblay": "signed"}
    if place == "database":
        expected[review_store.WHO] = "signature not valid"
        assert json.loads(way.fetch_receipt(SECOND))["state"] == "quarantined"
    assert shown == expected
    assert "signature" in desk.note


def test_a_key_that_is_gone_is_said_before_anything_is_received(desk, small_store, submissions):
    desk.open(str(small_store))
    change(signature_keys="no_such")
    desk.panel.steward.receive(submissions)
    desk.settle()
    assert "Nothing was received; choose the keys again" in desk.note
    assert desk.lines == []


def test_d12_f10_another_steward_decided_meanwhile(desk, register, inbox):
    """Decisions are for the store as it was looked at: the second steward is told and keeps the choices."""
    desk.open("casp_steward")
    desk.merge_inbox()
    desk.review(FIRST)
    decide(register, SECOND, decisions=Decisions((Decision(SECOND, 1, "reject", reason="No"),)))
    desk.decide()
    assert "Somebody else changed the store" in desk.note
    assert "Your choices are kept" in desk.note
    assert "Riverside Service Centre" in {row["name_en"] for row in register.rows("service_point")}
    desk.decide()
    assert "Riverside Centre" in {row["name_en"] for row in register.rows("service_point")}


# --- servers that are slow, gone or strict ------------------------------------------------------------------


def test_f9_a_server_that_is_not_there(desk):
    assert "cannot be reached" in desk.fail(desk.named("casp_reader", port=1))


def test_f9_an_account_without_any_right(desk):
    assert "account may not read" in desk.fail(desk.named("casp_contributor"))


def test_f9_a_server_that_never_answers_blocks_nobody_and_is_given_up_at_once(desk):
    panel, qtbot = desk.panel, desk.qtbot
    with socket.create_server(("127.0.0.1", 0)) as silent:
        name = desk.named("casp_reader", port=silent.getsockname()[1])
        began = time.process_time()
        panel.open_store(name)
        assert panel.pages.currentWidget() is panel.loading
        qtbot.wait(200)
        assert panel.pages.currentWidget() is panel.loading
        with qtbot.waitSignal(panel.session.failed, timeout=500):
            panel.session.cancel()
        assert panel.pages.currentWidget() is panel.empty
        assert time.process_time() - began < 2  # waiting is not work
    assert panel.project.mapLayers() == {}


def test_g2_opening_can_be_cancelled_between_two_layers(desk):
    panel, heard = desk.panel, []

    def stop(percent):
        if panel.session.register is not None:  # read: what is left are the layers
            heard.append(percent)
            panel.session.cancel()

    panel.session.progressed.connect(stop)
    with desk.qtbot.waitSignal(panel.session.failed, timeout=30000):
        panel.open_store(desk.named("casp_reader"))
    desk.qtbot.wait(50)
    assert len(heard) == 1
    assert 90 < heard[0] < 100
    assert panel.pages.currentWidget() is panel.empty
    assert panel.project.mapLayers() == {}


def test_g1_layers_that_were_removed_come_back(desk):
    desk.open("casp_reader")
    panel = desk.panel
    before = dict(panel.session.loaded.layer_ids)
    with desk.qtbot.waitSignal(panel.session.layers_gone, timeout=5000):
        panel.project.removeMapLayer(before["service_point"])
    with desk.qtbot.waitSignal(panel.session.layers_back, timeout=30000):
        panel.points.layers_asked.emit()
    assert panel.session.points_layer() is not None
    assert {t: i for t, i in panel.session.loaded.layer_ids.items() if t != "service_point"} == {
        t: i for t, i in before.items() if t != "service_point"
    }
    assert panel.points.sync.feature(panel.session.register.points[0].id) is not None


def test_f9_rights_taken_away_while_the_store_is_open(desk, register, inbox, postgres):
    desk.open("casp_steward")
    base, schema = register.address.options["dbname"], register.address.schema
    postgres.psql(base, "-c", f"REVOKE UPDATE ON {schema}.schema_info FROM casp_steward")
    desk.merge_inbox()
    assert "may not change the store" in desk.note
    assert "new" in desk.lines[0]


# --- the algorithm ------------------------------------------------------------------------------------------


def test_loadstore_takes_a_database_and_a_filter(named, run, panel, register):
    results, said = run(
        "loadstore", STORE=named("casp_reader"), LANGUAGE="fr", FILTER="\"status\" = 'active'"
    )
    assert results is not None, said
    layers = QgsProject.instance().mapLayers()
    points = next(x for x in layers.values() if x.customProperty("service_points/table") == "service_point")
    assert results["POINT_COUNT"] == points.featureCount() == 2
    assert results["LAYER_COUNT"] == len(layers)
    assert points.name() == "Points de service"


@pytest.mark.parametrize(
    "condition",
    [
        "\"colour\" = 'red'",
        "status = 'active",
        "1=1); DROP TABLE service_point; --",
        "status = 'a\\'; DROP TABLE service_point; --'",
        "pg_sleep(10) IS NULL",
    ],
)
def test_h6_a_filter_that_does_not_work_loads_nothing(named, run, panel, register, condition):
    results, said = run("loadstore", STORE=named("casp_steward"), FILTER=condition)
    assert results is None
    assert "does not work on the service points" in said
    assert panel.project.mapLayers() == {}
    assert register.count("service_point") == 4


def test_a_working_copy_is_checked_out_from_the_open_store(desk, monkeypatch, run, tmp_path):
    asked = []
    monkeypatch.setattr("service_points.ui.store_tasks.open_algorithm", lambda *given: asked.append(given))
    monkeypatch.setattr("service_points.ui.store_tasks._documents", lambda: tmp_path)
    desk.open("casp_reader")
    desk.panel.tasks.check_out("CA-ON")
    _, algorithm, filled, _ = asked[0]
    assert algorithm == "checkout"
    given = {name: filled[name] for name in ("STORE", "JURISDICTION", "TARGET")}
    assert Path(given["TARGET"]).parent == tmp_path
    results, said = run("checkout", **given)
    assert results is not None, said
    with open_store(Path(given["TARGET"])) as copy:
        assert copy.info.working_copy.jurisdiction_code == "CA-ON"
        assert copy.count("service_point") == 4
