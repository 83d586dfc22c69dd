# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel hands to the algorithms, and that unsaved edits are not passed over."""

import pytest
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QMessageBox, QPushButton
from service_points.core.exchange import checkout
from service_points.core.store import open_store
from service_points.host.resources import sample
from service_points.ui import store_tasks


@pytest.fixture
def asked(monkeypatch):
    """What would have been opened: (algorithm, parameters)."""
    calls = []

    def note(iface, name, parameters, finished=None):
        calls.append((name, dict(parameters)))
        note.finished = finished

    monkeypatch.setattr(store_tasks, "open_algorithm", note)
    note.calls = calls
    return note


@pytest.fixture
def copy_open(panel, small_store, tmp_path, qtbot):
    """The panel with a working copy of CA-ON, being edited: one unsaved address."""
    target = tmp_path / "copy.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    heard = [panel.session.changes_counted, panel.session.attention_changed]
    with qtbot.waitSignals(heard, timeout=60000):
        panel.open_store(str(target))
    layer = panel.session.points_layer()
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("address_line1"), "14 New Street")
    return panel, target


def test_a_task_takes_the_open_counters_without_a_selection(opened, asked):
    opened.tabs.setCurrentWidget(opened.analyse)
    opened.analyse.findChild(QPushButton, "Task_catchments").click()
    name, parameters = asked.calls[0]
    layer = opened.session.points_layer()
    counters = {
        f["id"] for f in layer.getFeatures() if (f["channel"], f["status"]) == ("in_person", "active")
    }
    assert name == "catchments"
    assert parameters["POINTS"].selectedFeaturesOnly
    assert parameters["POINTS"].source.staticValue() == layer.id()
    assert 0 < len(counters) < layer.featureCount()
    assert {f["id"] for f in layer.selectedFeatures()} == counters
    assert parameters["ID_FIELD"] == "id"
    assert "NETWORK" not in parameters


def test_a_task_takes_the_selected_points(opened, asked):
    opened.points.view.setCurrentIndex(opened.points.model.index(0))
    opened.analyse.findChild(QPushButton, "Task_colocationpairs").click()
    name, parameters = asked.calls[0]
    source = parameters["POINTS"]
    assert name == "colocationpairs"
    assert isinstance(source, QgsProcessingFeatureSourceDefinition)
    assert source.selectedFeaturesOnly
    assert parameters["GROUP_FIELD"] == "custodian_code"


def test_the_next_site_is_looked_for_beside_the_points_that_are_there(opened, asked):
    opened.analyse.findChild(QPushButton, "Task_siting").click()
    name, parameters = asked.calls[0]
    assert name == "siting"
    assert parameters["EXISTING"].source.staticValue() == opened.session.points_layer().id()
    assert parameters["EXISTING"].selectedFeaturesOnly
    assert parameters["EXISTING_ID_FIELD"] == "id"
    assert "CANDIDATES" not in parameters


def test_a_task_can_be_started_from_the_keyboard(opened, asked):
    opened.tabs.setCurrentWidget(opened.analyse)
    card = opened.analyse.findChild(QPushButton, "Task_networkcheck")
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert [name for name, _ in asked.calls] == ["networkcheck"]


def test_the_sample_brings_its_roads_and_people(panel, asked, qtbot):
    with qtbot.waitSignal(panel.store_opened, timeout=60000):
        panel.open_store(str(sample("pine_river_store.gpkg")))
    panel.tasks.analyse("catchments")
    _, parameters = asked.calls[0]
    roads = QgsProject.instance().mapLayer(parameters["NETWORK"])
    blocks = QgsProject.instance().mapLayer(parameters["DEMAND"])
    for key in ("SPEED_FIELD", "CLASS_FIELD", "DIRECTION_FIELD"):
        assert roads.fields().lookupField(parameters[key]) >= 0
    assert parameters["DEMAND_FIELDS"][0] == "population"
    assert all(blocks.fields().lookupField(name) >= 0 for name in parameters["DEMAND_FIELDS"])


def test_the_gaps_are_asked_by_community_and_with_what_the_points_offer(panel, asked, qtbot):
    with qtbot.waitSignal(panel.store_opened, timeout=60000):
        panel.open_store(str(sample("pine_river_store.gpkg")))
    panel.tabs.setCurrentWidget(panel.analyse)
    card = panel.analyse.findChild(QPushButton, "Task_coverage")
    assert any(label.text().startswith("About ") for label in card.findChildren(QLabel))
    card.click()
    name, parameters = asked.calls[0]
    blocks = QgsProject.instance().mapLayer(parameters["DEMAND"])
    assert name == "coverage"
    assert parameters["STRATUM_FIELD"] == "name_en"  # a name, not a code
    assert blocks.fields().lookupField("name_en") >= 0
    labels = [
        blocks.attributeDisplayName(blocks.fields().lookupField(n)) for n in parameters["DEMAND_FIELDS"]
    ]
    assert labels == ["Population", "65 and over", "Low income", "French speakers", "Without a car"]
    fields = panel.session.points_layer().fields()
    for key in ("ID_FIELD", "HOURS_FIELD", "ACCESSIBILITY_FIELD", "LANGUAGES_FIELD"):
        assert fields.lookupField(parameters[key]) >= 0, key


def test_the_quality_of_the_register_is_asked_of_all_of_it(opened, asked):
    opened.analyse.findChild(QPushButton, "Task_registerquality").click()
    name, parameters = asked.calls[0]
    assert name == "registerquality"
    assert parameters["STORE"] == opened.session.register.path
    assert not opened.session.points_layer().selectedFeatureCount()


def test_the_channels_are_asked_of_the_store_and_the_blocks_of_the_sample(panel, asked, qtbot):
    with qtbot.waitSignal(panel.store_opened, timeout=60000):
        panel.open_store(str(sample("pine_river_store.gpkg")))
    panel.analyse.findChild(QPushButton, "Task_channelcoverage").click()
    name, parameters = asked.calls[0]
    blocks = QgsProject.instance().mapLayer(parameters["DEMAND"])
    assert name == "channelcoverage"
    assert parameters["STORE"] == panel.session.register.path
    for key in ("CODE_FIELD", "STRATUM_FIELD"):
        assert blocks.fields().lookupField(parameters[key]) >= 0
    assert parameters["NETWORK"] in QgsProject.instance().mapLayers()


def test_unsaved_edits_are_asked_about_before_the_register_is_judged(copy_open, asked, monkeypatch):
    panel, target = copy_open
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Save]
    monkeypatch.setattr(store_tasks, "ask_about_edits", lambda window: answers.pop(0))
    panel.tasks.analyse("registerquality")
    assert asked.calls == []
    panel.tasks.analyse("registerquality")
    assert [parameters["STORE"] for _, parameters in asked.calls] == [str(target)]
    assert not panel.session.points_layer().isModified()


def jurisdictions_offered(panel):
    """What the button of the working copy offers: {name of the order: {jurisdiction: action}}."""
    orders = [action.menu() for action in panel.changes.copy.menu().actions()]
    return {menu.title(): {action.text(): action for action in menu.actions()} for menu in orders}


def copy_for(panel, name):
    found = [part[name] for part in jurisdictions_offered(panel).values() if name in part]
    found[0].trigger()


def test_a_copy_is_made_for_a_jurisdiction_chosen_by_name(opened, asked, tmp_path, monkeypatch):
    monkeypatch.setattr(store_tasks, "_documents", lambda: tmp_path)
    copy_for(opened, "Ontario")
    assert asked.calls[0][1]["JURISDICTION"] == "CA-ON"
    assert asked.calls[0][1]["TARGET"] == str(tmp_path / "small_CA-ON.gpkg")


def test_a_new_copy_does_not_take_the_name_of_an_old_one(opened, asked, tmp_path, monkeypatch):
    monkeypatch.setattr(store_tasks, "_documents", lambda: tmp_path)
    (tmp_path / "small_CA-ON.gpkg").write_text("here already")
    copy_for(opened, "Ontario")
    assert asked.calls[0][1]["TARGET"] == str(tmp_path / "small_CA-ON_2.gpkg")


def test_a_copy_is_made_of_the_file(opened, asked, small_store):
    copy_for(opened, "Ontario")
    assert [name for name, _ in asked.calls] == ["checkout"]
    assert asked.calls[0][1]["STORE"] == str(small_store.resolve())


def test_a_finished_copy_is_opened(opened, asked, small_store, tmp_path, qtbot):
    target = tmp_path / "copy.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    copy_for(opened, "Ontario")
    with qtbot.waitSignal(opened.store_opened, timeout=60000):
        asked.finished({"WORKING_COPY": str(target)})
    assert opened.session.is_working_copy


def test_a_copy_names_its_jurisdiction_in_words(copy_open):
    panel, _ = copy_open
    said = " ".join(label.text() for label in panel.changes.findChildren(QLabel))
    assert "Working copy of Ontario" in said
    assert "CA-ON" not in said


@pytest.fixture
def answer(monkeypatch):
    """answer(button) answers the question about unsaved edits; it returns what the question offered."""

    def choose(button):
        offered = {}

        def exec_(box):
            offered.update({each.text(): box.standardButton(each) for each in box.buttons()})
            offered["default"] = box.standardButton(box.defaultButton())
            monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.button(button))
            return int(button)

        monkeypatch.setattr(QMessageBox, "exec", exec_)
        return offered

    return choose


def test_b2_unsaved_edits_are_saved_first(copy_open, answer):
    panel, target = copy_open
    offered = answer(QMessageBox.StandardButton.Save)
    assert panel.tasks.edits_are_settled()
    assert offered["default"] == QMessageBox.StandardButton.Save
    assert "Leave Out" in offered
    assert not panel.session.has_unsaved_edits()
    with open_store(target) as store:
        assert "14 New Street" in [row["address_line1"] for row in store.rows("service_point")]
    panel.session.points_layer().rollBack()


@pytest.mark.parametrize(("button", "goes_on"), [("Ignore", True), ("Cancel", False)])
def test_b2_edits_left_out_or_not_are_kept(copy_open, answer, button, goes_on):
    panel, target = copy_open
    answer(getattr(QMessageBox.StandardButton, button))
    assert panel.tasks.edits_are_settled() == goes_on
    assert panel.session.has_unsaved_edits()
    with open_store(target) as store:
        assert "14 New Street" not in [row["address_line1"] for row in store.rows("service_point")]
    panel.session.points_layer().rollBack()


def test_a_project_brings_its_store_along(opened, tmp_path, qtbot, small_store):
    path = str(tmp_path / "saved.qgz")
    project = QgsProject.instance()
    assert project.write(path)
    n = len(project.mapLayers())
    project.clear()
    assert opened.pages.currentWidget() is opened.empty
    with qtbot.waitSignal(opened.store_opened, timeout=60000):
        assert project.read(path)
    assert opened.session.register.path == str(small_store.resolve())
    assert len(project.mapLayers()) == n
    assert len(project.layerTreeRoot().findGroups()) == 1
