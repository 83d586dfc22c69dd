# SPDX-License-Identifier: GPL-2.0-or-later
"""“Partnership brief…” where pairs are shown: for them alone, filled in, and what is filled in runs."""

from pathlib import Path

import pytest
from qgis.core import QgsLayerTreeModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsGui, QgsLayerTreeView, QgsMapLayerAction
from qgis.PyQt.QtWidgets import QMainWindow, QToolButton
from service_points.host.resources import sample
from service_points.layers.load import load_store
from service_points.layers.origin import PROPERTY
from service_points.ui import brief_dialog as module
from service_points.ui.brief_action import BriefActions, brief_kind
from service_points.ui.brief_dialog import layer_of_run, open_brief
from service_points.ui.results_list import ResultsList


class Bar:
    def pushMessage(self, *said):
        raise AssertionError(said)


class Dialog:
    def messageBar(self):
        return Bar()


class Iface:
    """The parts of QGIS's interface that count, with a real layer tree."""

    def __init__(self):
        self.window, self.offered = QMainWindow(), []
        self.tree = QgsLayerTreeView(self.window)
        self.tree.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), self.window))

    def mainWindow(self):
        return self.window

    def layerTreeView(self):
        return self.tree

    def addCustomActionForLayerType(self, action, menu, kind, every):
        self.offered.append(action)

    def removeCustomActionForLayerType(self, action):
        self.offered.remove(action)


@pytest.fixture
def iface(qgis_new_project, qtbot):
    made = Iface()
    qtbot.addWidget(made.window)
    return made


@pytest.fixture
def asked(monkeypatch):
    """What the dialogs that would have been opened were filled with."""
    filled = []

    def open_algorithm(_, name, parameters):
        filled.append((name, dict(parameters)))
        return Dialog()

    monkeypatch.setattr(module, "open_algorithm", open_algorithm)
    return filled


@pytest.fixture
def found(iface, provider):
    """The pairs and clusters of the sample's layer in the project, found in a straight line."""
    from qgis import processing

    project = QgsProject.instance()
    loaded = load_store(str(sample("pine_river_store.gpkg")), project)
    points = loaded.layer("service_point", project)
    base = sample("pine_river_base.gpkg")
    done = processing.run(
        "servicepoints:colocationpairs",
        {
            "POINTS": points.id(),
            "METRIC": "straight",
            "MAX_COST": 0.3,
            "OVERLAP_CUTOFF": 4.0,
            "DEMAND": f"{base}|layername=blocks",
            "DEMAND_FIELDS": ["population"],
            **dict.fromkeys(("PAIRS", "CLUSTERS", "SITES"), "TEMPORARY_OUTPUT"),
        },
    )
    layers = {name: done[name] for name in ("PAIRS", "CLUSTERS", "SITES")}
    project.addMapLayers(list(layers.values()))
    return layers


def test_pairs_and_clusters_alone_are_known(found):
    assert {name: brief_kind(layer) for name, layer in found.items()} == {
        "PAIRS": "PAIRS", "CLUSTERS": "CLUSTERS", "SITES": "",
    }  # fmt: skip
    assert brief_kind(QgsVectorLayer("Point", "x", "memory")) == ""
    forged = QgsVectorLayer("Point", "x", "memory")  # says it is one, and has none of the columns
    forged.setCustomProperty(PROPERTY, found["PAIRS"].customProperty(PROPERTY))
    assert brief_kind(forged) == ""
    assert layer_of_run(QgsProject.instance(), found["SITES"]) == found["PAIRS"]


def test_entries_are_offered_for_them_and_taken_back(iface, found):
    registry = QgsGui.mapLayerActionRegistry()
    target = QgsMapLayerAction.Target.SingleFeature

    def offered(layer):
        return [a for a in registry.mapLayerActions(layer, target) if a.text() == "Partnership Brief…"]

    entry = BriefActions(iface)
    assert [len(offered(found[name])) for name in ("PAIRS", "CLUSTERS", "SITES")] == [1, 1, 0]
    (action,) = iface.offered
    seen = []
    for name in ("SITES", "PAIRS", "CLUSTERS"):
        iface.tree.setCurrentLayer(found[name])
        seen.append(action.isVisible())
    assert seen == [False, True, True]
    entry.unload()
    assert (iface.offered, offered(found["PAIRS"])) == ([], [])


def test_the_chosen_pair_is_filled_in_and_runs(iface, found, asked, tmp_path):
    from qgis import processing

    entry = BriefActions(iface)
    third = next(found["PAIRS"].getFeatures('"rank" = 3'))
    entry.feature_action.triggeredForFeature.emit(found["PAIRS"], third)
    ((name, filled),) = asked
    assert name == "partnershipbrief"
    assert filled["RANK"] == 3
    assert Path(filled["STORE"]) == Path(sample("pine_river_store.gpkg"))
    assert (filled["METRIC"], filled["OVERLAP_CUTOFF"], filled["DEMAND_FIELDS"]) == (
        "straight", 4.0, ["population"],
    )  # fmt: skip
    output = {"OUTPUT": str(tmp_path / "b.html"), "SENSITIVITY": False, "LANGUAGE": "en"}
    done = processing.run("servicepoints:partnershipbrief", {**filled, **output})
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert third["a_name"].split("’")[0] in page
    assert done["PEOPLE_BOTH"] == third["overlap_population"]
    entry.unload()


def test_a_cluster_and_a_selection(iface, found, asked):
    open_brief(iface, found["CLUSTERS"], next(found["CLUSTERS"].getFeatures('"cluster_id" = 2')))
    found["PAIRS"].selectByExpression('"rank" = 5')
    open_brief(iface, found["PAIRS"])
    found["PAIRS"].removeSelection()
    open_brief(iface, found["PAIRS"])
    (_, cluster), (_, selected), (_, best) = asked
    assert (cluster["CLUSTER_ID"], "PAIRS" in cluster) == (2, False)
    assert (selected["RANK"], "RANK" in best) == (5, False)


def test_the_list_of_results_offers_it(iface, found, qtbot):
    listed = ResultsList(QgsProject.instance())
    qtbot.addWidget(listed)
    (button,) = [b for b in listed.findChildren(QToolButton) if b.objectName() == "PartnershipBrief"]
    with qtbot.waitSignal(listed.brief_asked) as signal:
        button.click()
    assert signal.args[0] in {layer.id() for layer in found.values()}
    listed.unload()
