# SPDX-License-Identifier: GPL-2.0-or-later
"""End-user mode: no tools of stewards, and the organization's store and jurisdiction stay."""

import os
import shutil

import pytest
from qgis.core import QgsProject, QgsSettings
from service_points.core.exchange import checkout
from service_points.core.store import create_store, open_store
from service_points.core.text import Text
from service_points.host import settings as module


@pytest.fixture
def locked(clean_settings, small_store, monkeypatch):
    """End-user mode with the small store and Ontario, as an IT department sets it."""
    monkeypatch.setenv("SERVICE_POINTS_END_USER", "true")
    monkeypatch.setenv("SERVICE_POINTS_STORE", str(small_store))
    monkeypatch.setenv("SERVICE_POINTS_JURISDICTION", "CA-ON")
    module.forget()
    yield small_store
    monkeypatch.undo()
    module.forget()


@pytest.fixture
def other_store(small_store, tmp_path):
    """The same data under another name: it is not the organization's store."""
    target = tmp_path / "other" / "other.gpkg"
    target.parent.mkdir()
    shutil.copyfile(small_store, target)
    return target


@pytest.fixture
def opened_by_itself(locked, request, qtbot):
    """The panel as it comes up, with nobody having chosen a store."""
    panel = request.getfixturevalue("panel")
    if panel.session.register is None:
        qtbot.waitSignal(panel.store_opened, timeout=60000).wait()
    return panel


def entries(menu):
    menu.aboutToShow.emit()
    return [action.text().replace("&", "") for action in menu.actions() if action.text()]


def refused(panel, store, qtbot):
    """Try to open a store; return what the panel says."""
    with qtbot.waitSignal(panel.session.failed, timeout=60000):
        panel.open_store(str(store))
    assert panel.session.register is None
    assert panel.pages.currentWidget() is panel.trouble
    return panel.trouble.text.text()


def test_the_store_opens_by_itself_and_there_is_no_review(opened_by_itself, locked):
    panel = opened_by_itself
    assert panel.session.register.path == str(locked.resolve())
    assert os.access(locked, os.W_OK)
    assert not panel.session.may_merge
    assert panel.tabs.indexOf(panel.review) < 0
    assert "read-only" in panel.note.text()


def test_no_other_store_is_offered(opened_by_itself):
    said = entries(opened_by_itself.store_button.menu())
    assert "Open a working copy…" in said
    assert not [text for text in said if "sample" in text or "PostGIS" in text or text == "Open a store…"]
    opened_by_itself.close_store()
    page = opened_by_itself.empty
    assert page.own.isVisible()
    assert not page.sample.isVisible()
    assert page.browse.text() == "Open a working copy…"


def test_another_store_is_refused_however_it_is_opened(opened_by_itself, locked, other_store, qtbot):
    text = refused(opened_by_itself, other_store, qtbot)
    assert "only store" in text
    assert f"“{locked.stem}”" in text
    with qtbot.waitSignal(opened_by_itself.session.failed, timeout=60000):
        opened_by_itself.store_button.chosen.emit(str(other_store))
    assert opened_by_itself.session.register is None


def test_a_project_with_layers_of_another_store_does_not_bring_it(
    opened_by_itself, other_store, qtbot, tmp_path
):
    from service_points.layers.load import load_store

    panel = opened_by_itself
    project = QgsProject.instance()
    panel.close_store()
    project.clear()
    load_store(other_store, project)
    file = tmp_path / "theirs.qgz"
    assert project.write(str(file))
    with qtbot.waitSignal(panel.session.failed, timeout=60000):
        assert project.read(str(file))
    assert panel.session.register is None


def test_working_copies_of_the_store_are_opened_for_its_jurisdiction_only(
    opened_by_itself, locked, tmp_path, qtbot
):
    copies = {}
    with open_store(locked) as store:
        for code in ("CA-ON", "CA-ON-3500001"):
            copies[code] = tmp_path / f"{code}.gpkg"
            checkout(store, code, copies[code]).close()
    panel = opened_by_itself
    with qtbot.waitSignals([panel.store_opened, panel.session.changes_counted], timeout=60000):
        panel.open_store(str(copies["CA-ON"]))
    assert panel.session.is_working_copy
    said = refused(panel, copies["CA-ON-3500001"], qtbot)
    assert said.startswith("Your organization set CA-ON as your jurisdiction; this is about CA-ON-3500001")


def test_a_working_copy_of_another_store_is_refused(opened_by_itself, tmp_path, qtbot):
    other = tmp_path / "theirs.gpkg"
    province = {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}
    create_store(other, title=Text("Theirs", "La leur"), jurisdictions=[province]).close()
    target = tmp_path / "their_copy.gpkg"
    with open_store(other) as store:
        checkout(store, "CA-ON", target).close()
    assert "another store" in refused(opened_by_itself, target, qtbot)


def test_copies_are_offered_for_the_jurisdiction_only(opened_by_itself):
    menu = opened_by_itself.changes.copy.menu()
    titles = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    inside = [
        a.text().replace("&", "") for part in menu.actions() if part.menu() for a in part.menu().actions()
    ]
    assert titles[0] == "Ontario"
    assert inside == ["Ontario"]


def test_without_the_mode_a_store_of_the_settings_is_a_start(clean_settings, small_store, request, qtbot):
    from service_points.host.settings import change

    change(store=str(small_store))
    panel = request.getfixturevalue("panel")
    if panel.session.register is None:
        qtbot.waitSignal(panel.store_opened, timeout=60000).wait()
    assert panel.session.may_merge
    assert panel.tabs.indexOf(panel.review) >= 0
    said = entries(panel.store_button.menu())
    assert "Open a store…" in said


def test_the_menu_has_no_review_where_the_panel_has_none(english, locked, monkeypatch):
    from service_points.ui.panel_entries import entries_of_panel

    assert list(entries_of_panel()) == ["Store", "Points", "Analyse", "Changes"]
    assert "Open a Store…" not in entries_of_panel()["Store"]
    monkeypatch.delenv("SERVICE_POINTS_END_USER")
    module.forget()
    assert list(entries_of_panel())[-1] == "Review"


def test_tools_of_stewards_are_not_registered(locked):
    from service_points.processing.provider import ALGORITHMS, ServicePointsProvider

    provider = ServicePointsProvider()
    provider.loadAlgorithms()
    names = {algorithm.name() for algorithm in provider.algorithms()}
    hidden = {"createstore", "mergesubmissions", "preparestore", "publish"}
    assert {a.ID for a in ALGORITHMS} - names == hidden


def test_a_working_copy_for_another_jurisdiction_is_not_made(locked, tmp_path, qgis_app):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback
    from service_points.processing.checkout import Checkout

    target = tmp_path / "copy.gpkg"
    said = []

    class Feedback(QgsProcessingFeedback):
        def reportError(self, error, fatal=False):
            said.append(error)

    algorithm = Checkout()
    algorithm.initAlgorithm({})
    parameters = {"STORE": str(locked), "JURISDICTION": "CA-ON-3500001", "TARGET": str(target)}
    _, good = algorithm.create().run(parameters, QgsProcessingContext(), Feedback())
    assert not good
    assert not target.exists()
    assert "Your organization set CA-ON" in " ".join(said)
    assert QgsSettings().value("service_points/end_user") is None
