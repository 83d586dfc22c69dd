# SPDX-License-Identifier: GPL-2.0-or-later
"""“Run again”: offered where it can be, filled in, asked before anything that exists, taken back whole."""

import json

import pytest
from qgis.core import Qgis, QgsLayerTreeModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsLayerTreeView, QgsMessageBar
from qgis.PyQt.QtWidgets import QMainWindow, QMessageBox, QTextBrowser, QToolButton
from service_points.layers.origin import PROPERTY, origin_of
from service_points.ui import run_again_dialog as module
from service_points.ui.results_list import ResultsList
from service_points.ui.run_again import RunAgainAction
from service_points.ui.run_again_dialog import run_again


def result(name="zones", created="2026-11-22T20:10:00Z", **parameters):
    """A layer as our catchments leave it."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326", name, "memory")
    document = {
        "algorithm": "servicepoints:catchments",
        "created_at": created,
        "parameters": {"CUTOFFS": "5", **parameters},
    }
    layer.setCustomProperty(PROPERTY, json.dumps(document))
    return layer


class Bar:
    def __init__(self):
        self.said = []

    def pushMessage(self, title, text, level, duration):
        self.said.append(text)


class Dialog:
    def __init__(self, identifier, parameters):
        self.identifier, self.parameters, self.bar = identifier, parameters, Bar()

    def messageBar(self):
        return self.bar


class Iface:
    """The parts of QGIS's interface that count, with a real layer tree."""

    def __init__(self):
        self.window, self.bar, self.offered = QMainWindow(), Bar(), []
        self.tree = QgsLayerTreeView(self.window)
        model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), self.window)
        self.tree.setModel(model)

    def mainWindow(self):
        return self.window

    def layerTreeView(self):
        return self.tree

    def messageBar(self):
        return self.bar

    def addCustomActionForLayerType(self, action, menu, kind, every):
        self.offered.append((action, kind, every))

    def removeCustomActionForLayerType(self, action):
        self.offered = [item for item in self.offered if item[0] is not action]
        return True


@pytest.fixture
def iface(qgis_new_project, qtbot):
    made = Iface()
    qtbot.addWidget(made.window)
    return made


@pytest.fixture
def opened(monkeypatch):
    """The dialogs that would have been opened."""
    dialogs = []

    def open_dialog(_, identifier, parameters):
        dialogs.append(Dialog(identifier, parameters))
        return dialogs[-1]

    monkeypatch.setattr(module, "open_dialog", open_dialog)
    return dialogs


@pytest.fixture
def answer(monkeypatch):
    """Answer the question with the button of this text."""

    def choose(text):
        def execute(box):
            (button,) = [each for each in box.buttons() if each.text().replace("&", "") == text]
            choose.asked = box.informativeText()
            monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: button)

        monkeypatch.setattr(QMessageBox, "exec", execute)

    return choose


def test_only_our_own_results_are_known(qgis_app):
    assert origin_of(result())["parameters"]["CUTOFFS"] == "5"
    for text in ("", "{", "[1]", '{"algorithm": "native:buffer", "parameters": {}}', '{"parameters": {}}'):
        layer = QgsVectorLayer("Point", "x", "memory")
        layer.setCustomProperty(PROPERTY, text)
        assert origin_of(layer) is None
    assert origin_of(None) is None


def test_the_entry_shows_for_our_results_alone(iface):
    ours, other = result(), QgsVectorLayer("Point", "x", "memory")
    QgsProject.instance().addMapLayers([ours, other])
    entry = RunAgainAction(iface)
    ((action, kind, every),) = iface.offered
    assert (kind, every) == (ours.type(), True)
    seen = []
    for layer in (other, ours, None):
        iface.tree.setCurrentLayer(layer)
        seen.append(action.isVisible())
    assert seen == [False, True, False]
    entry.unload()


def test_the_entry_shows_when_a_layer_is_told_later_how_it_was_made(iface):
    """Processing adds a layer first and finishes it afterwards."""
    layer = QgsVectorLayer("Point", "x", "memory")
    QgsProject.instance().addMapLayer(layer)
    entry = RunAgainAction(iface)
    iface.tree.setCurrentLayer(layer)
    assert not entry.action.isVisible()
    layer.setCustomProperty(PROPERTY, result().customProperty(PROPERTY))
    assert entry.action.isVisible()
    QgsProject.instance().removeMapLayer(layer.id())
    assert not entry.action.isVisible()
    entry.unload()


def test_nothing_stays_after_unloading(iface):
    layer = result()
    QgsProject.instance().addMapLayer(layer)
    iface.tree.setCurrentLayer(layer)

    def listeners():
        tree = iface.tree
        return tree.receivers(tree.currentLayerChanged), layer.receivers(layer.customPropertyChanged)

    before = listeners()
    entry = RunAgainAction(iface)
    entry.unload()
    assert (listeners(), iface.offered) == (before, [])


def test_the_dialog_is_filled_in(iface, opened, provider):
    run_again(iface, result(OVERLAP="nearest", OUTPUT="TEMPORARY_OUTPUT", SERVED=None))
    (dialog,) = opened
    assert dialog.identifier == "servicepoints:catchments"
    assert dialog.parameters == {
        "CUTOFFS": "5",
        "OVERLAP": "nearest",
        "OUTPUT": "TEMPORARY_OUTPUT",
        "SERVED": None,
    }
    assert dialog.bar.said == []


def test_what_is_gone_is_named_in_the_dialog(iface, opened, provider):
    gone = {"layer_id": "gone_1", "name": "Old roads", "source": "somewhere/roads.gpkg"}
    run_again(iface, result(NETWORK=gone))
    (said,) = opened[0].bar.said
    assert "Road network (Old roads" in said
    assert opened[0].parameters["CUTOFFS"] == "5"


def test_names_of_others_are_shown_as_they_stand(iface, opened, provider):
    """The real bar reads HTML: a name must neither cut the sentence short nor become a link."""
    gone = {"layer_id": "gone_1", "name": 'a < b & <a href="http://example.org">c</a>', "source": "x/r.gpkg"}
    run_again(iface, result(NETWORK=gone))
    bar = QgsMessageBar()
    bar.pushMessage("", opened[0].bar.said[0], Qgis.MessageLevel.Warning, 0)
    (shown,) = bar.findChildren(QTextBrowser)
    assert gone["name"] in shown.toPlainText()


@pytest.mark.parametrize(
    ("button", "output"),
    [("New Files Beside Them", "zones_2.gpkg"), ("Temporary Layers", "TEMPORARY_OUTPUT"), ("Cancel", None)],
)
@pytest.mark.usefixtures("provider")
def test_files_that_exist_are_asked_about(iface, opened, answer, tmp_path, *, button, output):
    path = tmp_path / "zones.gpkg"
    path.write_text("the earlier results")
    answer(button)
    run_again(iface, result(OUTPUT=str(path)))
    assert answer.asked == str(path)
    if output is None:
        assert opened == []
    else:
        assert opened[0].parameters["OUTPUT"].endswith(output)
    assert path.read_text() == "the earlier results"


def test_an_algorithm_that_is_not_here_is_named(iface, opened, qgis_app):
    layer = result()
    document = json.loads(layer.customProperty(PROPERTY))
    layer.setCustomProperty(PROPERTY, json.dumps({**document, "algorithm": "servicepoints:of_tomorrow"}))
    assert run_again(iface, layer) is None
    assert "of_tomorrow" in iface.bar.said[0]


def test_the_last_results_are_listed_newest_first(iface, provider, qtbot):
    project = QgsProject.instance()
    listed = ResultsList(project)
    qtbot.addWidget(listed)
    assert listed.isHidden()
    old, new = result(created="2020-01-05T12:00:00Z"), result(created="2024-03-09T12:00:00Z")
    twin = result("served", created="2024-03-09T12:00:00Z")  # another layer of the same run
    project.addMapLayers([old, new, twin])
    qtbot.waitUntil(lambda: not listed.isHidden(), timeout=3000)
    buttons = [b for b in listed.findChildren(QToolButton) if b.isVisibleTo(listed)]
    names = [button.accessibleName() for button in buttons]
    assert len(names) == 2
    assert ["2024" in names[0], "2020" in names[1]] == [True, True]
    with qtbot.waitSignal(listed.again_asked) as asked:
        buttons[1].click()
    assert asked.args == [old.id()]
    project.removeMapLayers([old.id(), new.id(), twin.id()])
    qtbot.waitUntil(listed.isHidden, timeout=3000)
    listed.unload()
