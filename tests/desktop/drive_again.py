# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: catchments of the sample, then “Run again” from the layer's own menu."""

import os

from driving import drive, iface, open_panel, picture, settle, until
from qgis import processing
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject
from qgis.PyQt.QtGui import QTextCursor
from qgis.PyQt.QtWidgets import QApplication, QDialog, QLabel, QTextBrowser


def entry_of(layer):
    """The entry “Run again” of the context menu of a layer, None when it is not shown."""
    tree = iface.layerTreeView()
    tree.setCurrentLayer(layer)
    menu = tree.menuProvider().createContextMenu()
    found = [action for action in menu.actions() if action.objectName() == "ServicePointsRunAgainAction"]
    entry_of.menu = menu  # kept: it owns what it shows
    return found[0] if found and found[0].isVisible() else None


def dialogs():
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible() and hasattr(widget, "mainWidget")
    ]


def pictures_of(browser):
    """For each picture in a text: whether something of it is drawn, and its width against the text's."""
    found, block = [], browser.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            image = pieces.fragment().charFormat().toImageFormat()
            if image.isValid():
                cursor = QTextCursor(browser.document())
                cursor.setPosition(pieces.fragment().position())
                browser.setTextCursor(cursor)
                browser.ensureCursorVisible()
                settle()
                grabbed = browser.viewport().grab().toImage()
                colours = {
                    grabbed.pixelColor(x, y).name()
                    for x in range(0, grabbed.width(), 2)
                    for y in range(0, grabbed.height(), 2)
                }
                own = {"#0072b2", "#7e2482", "#f8cf7e", "#56b4e9"} & colours
                room = browser.viewport().width() - 2 * browser.document().documentMargin()
                name = image.name().rsplit("/", 1)[-1]
                found.append({"name": name, "drawn": bool(own), "fits": image.width() <= room})
            pieces += 1
        block = block.next()
    return found


def main():
    panel = open_panel(os.environ["DRIVE_STORE"])
    points = panel.session.points_layer()
    points.selectByExpression("\"channel\" = 'in_person' AND \"status\" = 'active'")
    names = ("NETWORK", "SPEED_FIELD")
    roads = {key: value for key, value in base_parameters().items() if key in names}
    before = set(QgsProject.instance().mapLayers())
    processing.runAndLoadResults(
        "servicepoints:catchments",
        {
            "POINTS": QgsProcessingFeatureSourceDefinition(points.id(), True),
            "ID_FIELD": "id",
            "CUTOFFS": "3,6",
            "OVERLAP": "nearest",
            "SERVED": None,
            "OUTPUT": "TEMPORARY_OUTPUT",
            **roads,
        },
    )
    (made,) = until(lambda: set(QgsProject.instance().mapLayers()) - before, "the catchments")
    layer = QgsProject.instance().mapLayer(made)
    facts = {"shown_for_points": entry_of(points) is not None}
    entry = entry_of(layer)
    facts["entry"] = entry.text() if entry else ""
    selected = sorted(points.selectedFeatureIds())
    points.removeSelection()
    entry.trigger()
    (dialog,) = until(dialogs, "the dialog")
    dialog.resize(1000, 760)
    settle()
    values = {name: wrapper.parameterValue() for name, wrapper in dialog.mainWidget().wrappers.items()}
    facts["values"] = {
        "CUTOFFS": values["CUTOFFS"],
        "OVERLAP": values["OVERLAP"],
        "SPEED_FIELD": values["SPEED_FIELD"],
        "NETWORK": values["NETWORK"] == roads["NETWORK"],
        "selected": values["POINTS"].selectedFeaturesOnly,
        "SERVED": values["SERVED"] is None,
        "OUTPUT": values["OUTPUT"].sink.staticValue(),
    }
    facts["selection_is_back"] = sorted(points.selectedFeatureIds()) == selected
    line = dialog.findChild(QLabel, "ServicePointsPreflight")
    facts["preflight"] = line.text() if line else ""
    help_browser = next(b for b in dialog.findChildren(QTextBrowser) if b.objectName() == "textShortHelp")
    facts["pictures"] = pictures_of(help_browser)
    picture(dialog, "again")
    dialog.close()
    panel.tabs.setCurrentWidget(panel.analyse)
    until(lambda: not panel.analyse.results.isHidden(), "the list of results")
    facts["results_listed"] = not panel.analyse.results.isHidden()
    picture(panel, "analyse")
    return facts


def base_parameters():
    from service_points.layers.base import base_parameters

    return base_parameters(QgsProject.instance())


drive(main)
