# SPDX-License-Identifier: GPL-2.0-or-later
"""“Map for print”: the designer opens with what the map shows; what is missing is said."""

import pytest
from qgis.core import QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QMainWindow
from service_points.host.resources import sample
from service_points.layers.base import base_layers, load_base
from service_points.layers.load import load_store
from service_points.ui.print_map import print_map
from service_points.ui.print_menu import AREAS, JURISDICTIONS, VIEW, PrintMenu


class Iface:
    """The parts of QGIS's interface that count, with a real canvas."""

    def __init__(self):
        self.window, self.canvas = QMainWindow(), QgsMapCanvas()
        self.said, self.opened, self.menu, self.active = [], [], [], None

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def activeLayer(self):
        return self.active

    def messageBar(self):
        return self

    def pushMessage(self, title, text, level, duration):
        self.said.append(text)

    def openLayoutDesigner(self, layout):
        self.opened.append(layout)
        return layout

    def addPluginToVectorMenu(self, title, action):
        self.menu.append((title, action))

    def removePluginVectorMenu(self, title, action):
        self.menu.remove((title, action))


@pytest.fixture
def iface(qgis_new_project, qtbot):
    made = Iface()
    qtbot.addWidget(made.window)
    qtbot.addWidget(made.canvas)
    return made


@pytest.fixture
def county(iface):
    """The sample on the map."""
    project = QgsProject.instance()
    loaded = load_store(str(sample("pine_river_store.gpkg")), project)
    load_base(sample("pine_river_base.gpkg"), project, loaded.group)
    layers = base_layers(project)
    project.setCrs(layers["roads"].crs())
    iface.canvas.setDestinationCrs(project.crs())
    iface.canvas.resize(600, 400)
    iface.canvas.setLayers([loaded.layer("service_point", project), layers["roads"]])
    iface.canvas.setExtent(layers["roads"].extent())
    return project, layers


def test_the_view_is_printed_as_it_is(iface, county):
    layout = print_map(iface, VIEW)
    assert iface.opened == [layout]
    assert QgsProject.instance().layoutManager().layoutByName(layout.name()) is not None
    item = layout.itemById("map")
    assert [layer.id() for layer in item.layers()] == [layer.id() for layer in iface.canvas.layers()]
    shown, wanted = item.extent(), QgsRectangle(iface.canvas.extent())
    assert shown.contains(wanted.center())
    assert shown.width() >= 0.99 * county[1]["roads"].extent().width()
    assert not iface.said


def test_atlas_by_jurisdiction_and_by_area(iface, county):
    pages = print_map(iface, JURISDICTIONS).atlas()
    assert pages.count() > 3
    assert pages.coverageLayer().id() not in [
        node.layerId() for node in QgsProject.instance().layerTreeRoot().findLayers()
    ]
    assert print_map(iface, AREAS) is None  # blocks are no result of ours, and not the current layer
    iface.active = county[1]["blocks"]
    assert print_map(iface, AREAS).atlas().coverageLayer() == county[1]["blocks"]
    assert len(iface.said) == 1


def test_j5_what_is_missing_is_said(iface):
    assert print_map(iface, VIEW) is None
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "x", "memory")
    QgsProject.instance().addMapLayer(layer)
    iface.canvas.setLayers([layer])
    assert print_map(iface, JURISDICTIONS) is None
    assert ["no layer" in iface.said[0], "one shared store" in iface.said[1]] == [True, True]
    assert not iface.opened


def test_the_menu_is_taken_back(iface):
    entries = PrintMenu(iface)
    assert [action.text().replace("&", "") for action in entries.menu.actions()] == [
        "Map for Print…", "Atlas by Jurisdiction…", "Atlas by Catchment or Area…",
    ]  # fmt: skip
    entries.menu.actions()[0].trigger()
    assert len(iface.said) == 1  # nothing on the map
    entries.unload()
    assert iface.menu == []
