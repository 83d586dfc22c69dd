# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel on a register too large to be read whole: its server lists, searches, counts and draws it."""

import importlib.util
import time
from pathlib import Path

import pytest
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import QModelIndex
from service_points.core.errors import StoreError
from service_points.core.progress import SILENT
from service_points.core.store.postgis.store import PostgisStore
from service_points.core.text import Text
from service_points.layers.filter import Criteria
from service_points.layers.server_points import PAGE, ServerPoints, read_server_points

TESTS = Path(__file__).parents[1]
POINTS = 20_500
BIG = ("service_point", "service_at_point", "closure", "phone", "organization")


def _module(name, path):
    spec = importlib.util.spec_from_file_location(f"service_points_{name}_of_the_large", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_ui = _module("ui", TESTS / "ui" / "conftest.py")
_locator = _module("locator", TESTS / "ui" / "test_locator.py")
clean_settings, english, panel = _ui.clean_settings, _ui.english, _ui.panel
locator = _locator.locator


@pytest.fixture
def name(large, postgres, save_connection, monkeypatch):
    """The large register for somebody who may read it; reading a large table whole fails."""
    rows = PostgisStore.rows

    def small_tables_only(store, table, **options):
        assert table not in BIG, f"{table} was read whole"
        return rows(store, table, **options)

    monkeypatch.setattr(PostgisStore, "rows", small_tables_only)
    login = postgres.user("large_reader", "casp_reader")
    return f"postgis:{save_connection('Large', large.options['dbname'], login)}/{large.schema}"


@pytest.fixture
def opened(english, panel, qtbot, name):
    """The panel on the large register."""
    with qtbot.waitSignals([panel.store_opened, panel.points.server.counted], timeout=60000):
        panel.open_store(name)
    settle(panel, qtbot)
    return panel


def settle(panel, qtbot):
    """Wait until the list says what is found, and QGIS has answered everything."""
    qtbot.waitUntil(lambda: not panel.points.server._questions._tasks, timeout=30000)
    qtbot.wait(20)


@pytest.fixture
def asked(large):
    """The server, asked without the panel."""
    server = read_server_points(large.uri, SILENT)
    yield server
    server.close()


def shown(panel):
    model = panel.points.model
    return [model.point(model.index(row)) for row in range(model.rowCount())]


def test_it_opens_with_the_first_page_and_the_numbers_of_all(opened, asked):
    tab = opened.points
    assert opened.session.register.points == ()
    assert opened.session.server is not None
    assert tab.counts.text() == "20,500 points"
    assert shown(opened) == list(asked.page(Criteria(), "en").points)
    assert tab.care.text() == f"{asked.register.figures.outdated:,} need attention"
    assert tab.fresh.text().endswith("verified within 12 months")
    assert tab.slow.isHidden()
    assert opened.changes.copy.isEnabled()
    layer = opened.session.points_layer()
    assert layer.dataProvider().uri().useEstimatedMetadata()
    assert opened.iface.mapCanvas().extent().width() > 0


def test_more_points_come_as_one_scrolls(opened, asked, qtbot):
    tab, model = opened.points, opened.points.model
    assert model.rowCount() == PAGE
    for _ in range(2):
        assert model.canFetchMore(QModelIndex())
        with qtbot.waitSignal(tab.server.more_found, timeout=10000):
            model.fetchMore(QModelIndex())
            assert not model.canFetchMore(QModelIndex())  # one page at a time
    expected = asked.page(Criteria(), "en", size=3 * PAGE).points
    assert shown(opened) == list(expected)


def test_scrolling_on_asks_again_for_a_page_that_did_not_come(opened, qtbot, monkeypatch):
    tab, model = opened.points, opened.points.model

    def lost(*_arguments, **_options):
        raise StoreError(Text("The server is away.", "Le serveur est absent."))

    with monkeypatch.context() as broken, qtbot.waitSignal(tab.server.failed, timeout=10000):
        broken.setattr(ServerPoints, "page", lost)
        model.fetchMore(QModelIndex())
        qtbot.waitUntil(lambda: tab.counts.text() == "The server is away.", timeout=10000)
    assert model.canFetchMore(QModelIndex())
    with qtbot.waitSignal(tab.server.more_found, timeout=10000):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE


def test_the_newest_search_wins(opened, asked, qtbot):
    tab, told = opened.points, []
    tab.server.found.connect(lambda page: told.append(tab.search.text()))
    for text in ("o", "ot", "ottawa", "ottawa emp", "trois-riv", "trois-rivieres uni"):
        tab.search.setText(text)
    qtbot.waitUntil(lambda: bool(told), timeout=10000)
    settle(opened, qtbot)
    criteria = Criteria(text="trois-rivieres uni")
    assert told == ["trois-rivieres uni"]
    assert shown(opened) == list(asked.page(criteria, "en").points)
    found = asked.count(criteria)[0]
    assert PAGE < found < POINTS
    assert tab.counts.text() == f"{found:,} of 20,500 points"
    tab.search.setText("nowhere at all")
    qtbot.waitUntil(lambda: tab.counts.text() == "0 of 20,500 points", timeout=10000)
    assert shown(opened) == []


def test_filters_show_their_counts_and_narrow_the_list(opened, asked, qtbot):
    tab = opened.points
    popup = tab.filters._popups["channel"]
    tab.filters._buttons["channel"].click()
    qtbot.waitUntil(popup.isVisible, timeout=10000)
    listed = {leaf.data(0, server_list_code()): leaf.text(1) for leaf in popup._leaves()}
    assert listed == {code: f"{n:,}" for code, n in asked.counts(Criteria(), "channel").items()}
    popup.close()
    tab.filters.choose("channel", {"digital"})
    settle(opened, qtbot)
    assert {point.channel for point in shown(opened)} == {"digital"}
    tab.filters._buttons["jurisdiction"].click()
    popup = tab.filters._popups["jurisdiction"]
    qtbot.waitUntil(popup.isVisible, timeout=10000)
    assert {
        leaf.data(0, server_list_code()) for leaf in popup._leaves()
    } == asked.register.figures.jurisdictions
    popup.close()
    opened.points.care.click()
    settle(opened, qtbot)
    reasons = tab.model._attention
    assert all(reasons[point.id] for point in shown(opened))


def server_list_code():
    from service_points.ui.facet_popup import CodeRole

    return CodeRole


def test_the_map_view_and_the_selection_go_both_ways(opened, asked, qtbot):
    tab, canvas = opened.points, opened.iface.mapCanvas()
    layer = opened.session.points_layer()
    tab.view.select_rows([3, 5])
    chosen = [shown(opened)[row].id for row in (3, 5)]
    assert sorted(str(f["id"]).strip("{}") for f in layer.getSelectedFeatures()) == sorted(chosen)
    layer.selectByExpression(f"\"id\" = '{shown(opened)[7].id}'")
    assert tab.sync.selected_ids() == [shown(opened)[7].id]
    assert tab.view.selected_ids() == [shown(opened)[7].id]
    layer.selectAll()
    assert tab.sync.count() == POINTS
    assert tab.sync.selected_ids() == []
    layer.removeSelection()

    tab.follow.setChecked(True)
    canvas.setDestinationCrs(layer.crs())
    canvas.setExtent(QgsRectangle(-75.8, 45.3, -75.6, 45.5))
    qtbot.wait(400)
    settle(opened, qtbot)
    from service_points.ui.map_view import lonlat_view

    inside, found = asked.count(Criteria(), box=lonlat_view(canvas))
    assert 0 < inside < found == POINTS
    assert tab.counts.text() == f"{inside:,} of 20,500 points"
    assert shown(opened) == list(asked.page(Criteria(), "en", box=lonlat_view(canvas)).points)


def test_the_map_shows_what_the_list_finds(opened, asked, qtbot, tmp_path):
    tab, layer = opened.points, opened.session.points_layer()
    assert not tab.map_filter.check.isHidden()
    tab.map_filter.check.setChecked(True)
    assert layer.subsetString() == ""  # nothing is looked for yet
    service = sorted(asked.counts(Criteria(), "service"))[0]
    for text, found in (("l’église 8", True), ("o'\\%'); --", False)):
        criteria = Criteria(text=text).with_facet("service", [service]).with_facet("attention", ["yes"])
        tab.filters.set_criteria(criteria.with_text(""))
        tab.search.setText(text)
        before = layer.subsetString()
        qtbot.waitUntil(lambda before=before: layer.subsetString() not in ("", before), timeout=10000)
        settle(opened, qtbot)
        drawn = {str(feature["id"]).strip("{}") for feature in layer.getFeatures()}
        assert drawn == {point.id for point in asked.page(criteria, "en", size=POINTS).points}
        assert bool(drawn) is found
    tab.map_filter.check.setChecked(False)
    assert layer.subsetString() == ""
    assert layer.customProperty("service_points/filter_before") is None


def test_it_is_checked_only_when_somebody_asks(opened, qtbot, monkeypatch):
    findings, session = opened.changes.findings, opened.session
    assert session.checked is None
    assert "20,500 points: it is checked only when" in findings.counts.text()
    begun = []

    def check(path, progress):
        begun.append(path)
        progress.report(0.5)
        while not progress.is_cancelled():
            time.sleep(0.01)
        raise AssertionError("nobody hears of it")

    monkeypatch.setattr("service_points.ui.session.check_store", check)
    opened.changes.check.click()
    qtbot.waitUntil(lambda: findings.bar.value() == 50, timeout=10000)
    assert begun == [session.register.path]
    assert not findings._running.isHidden()
    findings.stop.click()
    assert findings._running.isHidden()
    assert "it is checked only when" in findings.counts.text()


def test_a_check_ends_when_the_store_is_closed(opened, qtbot, monkeypatch):
    ended = []

    def check(path, progress):
        while not progress.is_cancelled():
            time.sleep(0.01)
        ended.append(path)

    monkeypatch.setattr("service_points.ui.session.check_store", check)
    opened.changes.check.click()
    qtbot.wait(200)
    opened.close_store()
    qtbot.waitUntil(lambda: bool(ended), timeout=5000)


def test_an_analysis_takes_no_points_that_nobody_selected(opened, monkeypatch):
    said = []

    class Bar:
        def pushMessage(self, title, words, *more):
            said.append(words)

    monkeypatch.setattr(opened.iface, "messageBar", Bar)
    opened.tasks.analyse("catchments")
    assert opened.session.points_layer().selectedFeatureCount() == 0
    assert opened.tasks.points_to_use() is None
    assert ["select the points" in words for words in said] == [True, True]


def test_the_locator_asks_the_server(opened, asked, locator):
    ask = locator(opened)
    point = asked.page(Criteria(), "en").points[0]
    (found,) = ask(point.id)
    assert found.displayString == point.name.en
    many = ask("ottawa")
    assert len(many) == _locator.MOST + 1
    assert many[-1].displayString == "More in the panel"


def test_closing_lets_the_server_go(opened, qtbot):
    opened.close_store()
    assert opened.session.server is None
    assert opened.points.server._points is None
    assert shown(opened) == []
