# SPDX-License-Identifier: GPL-2.0-or-later
"""The locator filter in a real locator: what it finds, off the main thread, and what a result does."""

import gc
import threading

import pytest
from qgis.core import QgsLocator, QgsLocatorAutomaticModel, QgsLocatorModel, QgsSettings
from service_points.host.settings import change
from service_points.ui import point_locator
from service_points.ui.point_locator import FORM, MOST, PointLocator, register_locator

RESULT = (
    QgsLocatorModel.CustomRole.ResultData
    if hasattr(QgsLocatorModel, "CustomRole")
    else QgsLocatorModel.Role.ResultDataRole
)
PREFIX_KEYS = point_locator._PREFIX_SETTINGS


@pytest.fixture
def locator(qgis_app, qtbot):
    """Register the filter for a panel (or none) in a locator of QGIS; return a way to ask it."""
    bars = []

    def make(panel):
        bar = QgsLocator()
        model = QgsLocatorAutomaticModel(bar)  # what the locator bar of the window shows
        bars.append((bar, model))
        register_locator(PointLocator(lambda: panel, lambda: panel), bar.registerFilter)

        def ask(text, *, prefix=True):
            model.clear()  # else it shows the earlier results for a while
            with qtbot.waitSignal(bar.finished, timeout=30000):
                model.search(f"{point_locator.PREFIX} {text}" if prefix else text)
            qtbot.wait(50)
            rows = [model.index(row, 0).data(RESULT) for row in range(model.rowCount())]
            return sorted(filter(None, rows), key=lambda result: -result.score)

        ask.bar = bar
        return ask

    yield make
    for bar, model in bars:
        model.clear()
        bar.cancel()
        qtbot.waitUntil(lambda bar=bar: not bar.isRunning())


def titles(results):
    return [result.displayString for result in results]


def test_the_prefix_is_sp_and_leaves_no_setting(locator):
    ask = locator(None)
    (made,) = ask.bar.filters()
    assert made.activePrefix() == "sp"
    assert [key for key in PREFIX_KEYS if QgsSettings().contains(key)] == []


def test_a_prefix_that_the_person_chose_stays(locator):
    for key in PREFIX_KEYS:
        QgsSettings().setValue(key, "pts")
    try:
        (made,) = locator(None).bar.filters()
        assert made.activePrefix() == "pts"
        assert [QgsSettings().value(key) for key in PREFIX_KEYS] == ["pts", "pts"]
    finally:
        for key in PREFIX_KEYS:
            QgsSettings().remove(key)


def test_by_name_in_both_languages_without_accents(opened, locator, names):
    ask = locator(opened)
    register = opened.session.register
    by_id = {point.id: point for point in register.points}
    riverside = by_id[names("riverside")]
    for words in (riverside.name.en.upper(), riverside.name.fr.replace("é", "e").replace("É", "e")):
        assert titles(ask(words))[0] == riverside.name.en


def test_by_address_postal_code_and_identifier(opened, locator):
    ask = locator(opened)
    for point in opened.session.register.points:
        if point.address:
            assert point.name.en in titles(ask(point.address))
        assert titles(ask(point.id)) == [point.name.en]


def test_the_words_are_those_of_the_panel_and_the_language_too(opened, locator):
    from service_points.layers.filter import Criteria

    change(language="fr")
    try:
        ask, index = locator(opened), opened.session.index
        for words in ("service", "o'", "%", "1", "ontario"):
            mask = index.matches(Criteria(text=words))
            expected = {p.name.fr for p, hit in zip(opened.session.register.points, mask) if hit}
            assert set(titles(ask(words))) == expected
    finally:
        change(language="")


def test_search_runs_in_another_thread(opened, locator, monkeypatch):
    threads = []
    matches = opened.session.index.matches

    def watched(criteria):
        threads.append(threading.get_ident())
        return matches(criteria)

    monkeypatch.setattr(opened.session.index, "matches", watched)
    assert locator(opened)("service")
    assert threads
    assert threading.get_ident() not in threads


def test_a_result_zooms_selects_and_can_open_the_form(opened, locator, names, qgis_iface, monkeypatch):
    shown = []
    monkeypatch.setattr(qgis_iface, "openFeatureForm", lambda *args: shown.append(args), raising=False)
    opened.tabs.setCurrentWidget(opened.changes)
    ask = locator(opened)
    (result,) = ask(names("riverside"))
    ask.bar.filters()[0].triggerResult(result)
    assert opened.tabs.currentWidget() is opened.points
    assert opened.points.sync.selected_ids() == [names("riverside")]
    layer = opened.session.points_layer()
    (feature,) = layer.getSelectedFeatures()
    canvas = qgis_iface.mapCanvas()
    place = feature.geometry().asPoint()
    from service_points.ui.map_view import lonlat_view

    west, south, east, north = lonlat_view(canvas)
    assert west < place.x() < east
    assert south < place.y() < north
    assert not shown
    assert [action.id for action in result.actions] == [FORM]
    ask.bar.filters()[0].triggerResultFromAction(result, FORM)
    assert shown[0][1]["id"] == names("riverside")


def test_without_a_store_it_says_so_only_when_it_is_asked(panel, locator):
    ask = locator(panel)
    (result,) = ask("riverside")
    assert "store" in result.displayString
    ask.bar.filters()[0].triggerResult(result)
    assert ask("riverside", prefix=False) == []


def test_many_are_counted_and_go_to_the_panel(panel, large_store, locator, qtbot):
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=120000):
        panel.open_store(str(large_store))
    from service_points.layers.filter import Criteria

    ask = locator(panel)
    number = int(panel.session.index.matches(Criteria(text="service")).sum())
    assert number > MOST
    results = ask("service")
    assert len(results) == MOST + 1
    assert str(number - MOST) in results[-1].displayString.replace(",", "")
    ask.bar.filters()[0].triggerResult(results[-1])
    assert panel.points.search.text() == "service"


def test_h6_signs_are_taken_literally(opened, locator):
    ask = locator(opened)
    for words in ("x' OR '1'='1", "%__", '";DROP TABLE', "'a'"):
        assert ask(words) == []
    assert titles(ask("%_")) == ["Passport office 100%_sure"]


def test_g5_garbage_collection_leaves_it_working(opened, locator):
    ask = locator(opened)
    gc.collect()
    assert ask("service")
    gc.collect()
    assert ask("service")
