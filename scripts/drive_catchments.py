# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: catchments of Ottawa's federal and provincial points, pictures of each kind.

DRIVE_DATA is the folder with ``roads.gpkg`` and ``service_points.csv``; DRIVE_OUT takes the pictures and
facts.json: per picture the legend, and whether every polygon is valid.
"""

import json
import os
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from qgis import processing
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLabelingEngineSettings,
    QgsPalLayerSettings,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QLabel, QToolBar
from qgis.utils import iface
from service_points.host.language import say
from service_points.layers.palette import palette
from service_points.layers.results_style import style_roads
from service_points.layers.symbols import letter_layer, marker, marker_layer
from service_points.ui.algorithms import open_algorithm

DATA, OUT = Path(os.environ["DRIVE_DATA"]), Path(os.environ["DRIVE_OUT"])
CITY_HALL = "110 Laurier Avenue West, Ottawa City Hall"
HOGS_BACK = "Ottawa West Service Canada Centre and Passport Services%"
STITTSVILLE = "1626 Stittsville Main Street, Unit 3, Stittsville"
RIVERS = QgsRectangle(-75.795, 45.345, -75.605, 45.470)
"""Downtown: the Ottawa River along the city limit, the Rideau River and the canal through it."""
BOTH_BANKS = QgsRectangle(-75.735, 45.300, -75.650, 45.385)
"""The Rideau River above Hog's Back: bridges at Hog's Back and Hunt Club, so both banks are reached."""

FARMLAND = QgsRectangle(-76.000, 45.170, -75.790, 45.310)
"""Stittsville, Richmond and the concessions between them: fields of a square mile with roads all around."""

PICTURES = {
    "rings": {"SHAPE": "rings", "OVERLAP": "overlap", "CUTOFFS": "2.5,5,7.5,10", "one": CITY_HALL},
    "disks": {"SHAPE": "disks", "OVERLAP": "overlap", "CUTOFFS": "2.5,5,7.5,10", "one": CITY_HALL},
    "river": {
        "SHAPE": "rings",
        "DETAIL": "precise",
        "CUTOFFS": "4,8,12",
        "one": HOGS_BACK,
        "view": BOTH_BANKS,
    },
    "river_generalised": {"SHAPE": "rings", "CUTOFFS": "4,8,12", "one": HOGS_BACK, "view": BOTH_BANKS},
    "fields": {"SHAPE": "rings", "CUTOFFS": "5,10,15", "one": STITTSVILLE, "view": FARMLAND},
    "fields_precise": {
        "SHAPE": "rings",
        "DETAIL": "precise",
        "CUTOFFS": "5,10,15",
        "one": STITTSVILLE,
        "view": FARMLAND,
    },
    "overlap": {"SHAPE": "rings", "OVERLAP": "overlap", "CUTOFFS": "3,6,9"},
    "nearest": {"SHAPE": "rings", "OVERLAP": "nearest", "CUTOFFS": "2,4,6,8"},
    "dissolve": {"SHAPE": "rings", "OVERLAP": "dissolve", "CUTOFFS": "2,4,6,8"},
    "precise": {"SHAPE": "rings", "OVERLAP": "nearest", "DETAIL": "precise", "CUTOFFS": "2,4,6,8"},
    "distance": {"SHAPE": "rings", "OVERLAP": "dissolve", "METRIC": "distance", "CUTOFFS": "1.5;3;5"},
}


def load_roads() -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{DATA / 'roads.gpkg'}", "roads.gpkg", "ogr")
    style_roads(layer)
    return layer


def load_points() -> QgsVectorLayer:
    """The federal and provincial points as a layer, in the colours and letters of their government."""
    table = (DATA / "service_points.csv").as_uri()
    uri = f"{table}?type=csv&xField=longitude&yField=latitude&crs=EPSG:4326&detectTypes=no"
    layer = QgsVectorLayer(uri, "service_points.csv", "delimitedtext")
    layer.setSubsetString("\"order_of_government\" IN ('federal', 'provincial')")
    categories = []
    for code in ("federal", "provincial"):
        order = palette().order(code)
        symbol = marker(marker_layer("circle", order.colour, 3.8), letter_layer(order.letter, 2.8))
        categories.append(QgsRendererCategory(code, symbol, say(order.label)))
    layer.setRenderer(QgsCategorizedSymbolRenderer("order_of_government", categories))
    aside = QgsPalLayerSettings()  # names of territories keep off the points
    aside.drawLabels = False
    aside.obstacleSettings().setFactor(2.0)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(aside))
    layer.setLabelsEnabled(True)
    return layer


def tidy_window() -> None:
    """Leave the map, the layers and the toolbars one needs to know that this is QGIS."""
    window = iface.mainWindow()
    window.showNormal()
    window.setGeometry(0, 0, 1590, 990)
    kept = {"Layers", "mFileToolBar", "mMapNavToolBar", "mAttributesToolBar"}
    for kind in (QDockWidget, QToolBar):
        for widget in window.findChildren(kind):
            widget.setVisible(widget.objectName() in kept)
    layers = window.findChild(QDockWidget, "Layers")
    window.resizeDocks([layers], [350], 1)  # horizontally


class Driver:
    def __init__(self) -> None:
        self.project = QgsProject.instance()
        self.roads, self.points = load_roads(), load_points()
        self.facts: dict[str, dict] = {}
        crs = self.roads.crs()
        self.project.setCrs(crs)
        whole = self.project.labelingEngineSettings()
        whole.setFlag(QgsLabelingEngineSettings.UsePartialCandidates, False)  # no names cut by the frame
        self.project.setLabelingEngineSettings(whole)
        self.project.addMapLayers([self.roads, self.points])
        lonlat = QgsCoordinateReferenceSystem("EPSG:4326")
        self.transform = QgsCoordinateTransform(lonlat, crs, self.project.transformContext())
        self.steps = self.work()

    def go(self) -> None:
        """Do the next step; each ends by asking for the next one when the window had time to draw."""
        try:
            next(self.steps)
            QTimer.singleShot(300, self.go)
        except StopIteration:
            self.leave()
        except BaseException:
            traceback.print_exc()
            os._exit(3)

    def work(self) -> Iterator[None]:
        tidy_window()
        yield
        for name, chosen in PICTURES.items():
            parameters = dict(chosen)
            view = parameters.pop("view", RIVERS)
            layers = self.run(name, parameters)
            yield from self.draw(view)
            iface.mainWindow().grab().save(str(OUT / f"{name}.png"))
            self.project.removeMapLayers([layer.id() for layer in layers])
        yield from self.show_dialog()

    def run(self, name: str, chosen: dict) -> list[QgsVectorLayer]:
        """Run catchments as the Processing dialog does, and put the result between roads and points."""
        one = chosen.pop("one", "%")
        selection = f"\"name_en\" LIKE '{one}'"
        self.points.selectByExpression(selection)
        before = set(self.project.mapLayers())
        start = time.monotonic()
        processing.runAndLoadResults(
            "servicepoints:catchments",
            {
                "POINTS": QgsProcessingFeatureSourceDefinition(self.points.id(), True),
                "NETWORK": self.roads.id(),
                "CLASS_FIELD": "CLASS",
                "SPEED_PRESET": "statcan_rnf",
                "SERVED": None,
                "OUTPUT": "TEMPORARY_OUTPUT",
                **chosen,
            },
        )
        seconds = time.monotonic() - start
        self.points.removeSelection()
        made = [layer for key, layer in self.project.mapLayers().items() if key not in before]
        root = self.project.layerTreeRoot()
        for layer, place in ((self.points, 0), (self.roads, -1)):
            node = root.findLayer(layer.id())
            root.insertChildNode(place, node.clone())
            root.removeChildNode(node)
        (layer,) = made
        shapes = [feature.geometry() for feature in layer.getFeatures() if not feature.geometry().isEmpty()]
        self.facts[name] = {
            "seconds": round(seconds, 2),
            "name": layer.name(),
            "legend": [item.label() for item in layer.renderer().legendSymbolItems()],
            "features": layer.featureCount(),
            "invalid": sum(not shape.isGeosValid() for shape in shapes),
            "empty": sum(feature.geometry().isEmpty() for feature in layer.getFeatures()),
        }
        return made

    def draw(self, view: QgsRectangle) -> Iterator[None]:
        canvas = iface.mapCanvas()
        canvas.setExtent(self.transform.transformBoundingBox(view))
        canvas.refresh()
        yield
        for node in self.project.layerTreeRoot().findLayers():
            node.setExpanded(False)
            node.setExpanded(True)  # a folded view does not notice a node that is open already
        canvas.waitWhileRendering()
        yield

    def show_dialog(self) -> Iterator[None]:
        """The dialog with the pre-flight line and the pictures of the help."""
        dialog = open_algorithm(
            iface,
            "catchments",
            {
                "POINTS": self.points.id(),
                "NETWORK": self.roads.id(),
                "CLASS_FIELD": "CLASS",
                "SPEED_PRESET": "statcan_rnf",
            },
        )
        dialog.resize(1000, 800)
        for _ in range(4):
            yield
        dialog.grab().save(str(OUT / "dialog.png"))
        dialog.close()

    def leave(self) -> None:
        text = json.dumps(self.facts, ensure_ascii=False, indent=1)
        (OUT / "facts.json").write_text(text, encoding="utf-8")
        self.project.setDirty(False)
        iface.actionExit().trigger()


def refuse_dialogs() -> None:
    """A question that nobody answers would hold QGIS until the time is over: say which it is, and end."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        words = [label.text()[:500] for label in dialog.findChildren(QLabel) if label.text()]
        print("a dialog is in the way:", type(dialog).__name__, dialog.windowTitle(), words, flush=True)
        os._exit(4)


def guarded(step: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            step()
        except BaseException:
            traceback.print_exc()
            os._exit(3)

    return run


watch = QTimer(iface.mainWindow())
watch.timeout.connect(refuse_dialogs)
watch.start(1000)
QTimer.singleShot(2500, guarded(lambda: Driver().go()))
