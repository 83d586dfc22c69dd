# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: pairs of the sample, the brief of one of them, and the map for print."""

import os
from pathlib import Path

from driving import OUT, drive, iface, open_panel, picture, press, settle, until
from qgis import processing
from qgis.core import QgsProcessingContext, QgsProcessingFeatureSourceDefinition, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog, QMainWindow, QToolButton


def dialogs():
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible() and hasattr(widget, "mainWidget")
    ]


def find_pairs(panel):
    from service_points.layers.base import base_parameters

    points = panel.session.points_layer()
    points.selectByExpression("\"channel\" = 'in_person' AND \"status\" = 'active'")
    before = set(QgsProject.instance().mapLayers())
    processing.runAndLoadResults(
        "servicepoints:colocationpairs",
        {
            "POINTS": QgsProcessingFeatureSourceDefinition(points.id(), True),
            "MAX_COST": 1.0,
            "PAIRS": "TEMPORARY_OUTPUT",
            "CLUSTERS": None,
            **base_parameters(QgsProject.instance()),
        },
    )
    (made,) = until(lambda: set(QgsProject.instance().mapLayers()) - before, "the pairs")
    points.removeSelection()
    return QgsProject.instance().mapLayer(made)


def main():
    panel = open_panel(os.environ["DRIVE_STORE"])
    pairs = find_pairs(panel)
    pairs.selectByExpression('"rank" = 4')
    panel.tabs.setCurrentWidget(panel.analyse)
    results = panel.analyse.results
    until(lambda: results.findChild(QToolButton, "PartnershipBrief"), "the button of the brief")
    settle()
    picture(panel, "results")
    press(results.findChild(QToolButton, "PartnershipBrief"))
    (dialog,) = until(dialogs, "the dialog")
    dialog.resize(1000, 760)
    settle()
    picture(dialog, "brief_dialog")
    values = {name: wrapper.parameterValue() for name, wrapper in dialog.mainWidget().wrappers.items()}
    facts = {
        "RANK": values["RANK"],
        "STORE": Path(values["STORE"]).name,
        "PAIRS": values["PAIRS"] == pairs.id(),
    }
    context = QgsProcessingContext()
    html, pdf = OUT / "brief.html", OUT / "brief.pdf"
    dialog.mainWidget().wrappers["OUTPUT"].setParameterValue(str(html), context)
    dialog.mainWidget().wrappers["PDF"].setParameterValue(str(pdf), context)
    beats = []
    pulse = QTimer()
    pulse.timeout.connect(lambda: beats.append(1))
    pulse.start(20)
    dialog.runButton().click()  # in another thread, which asks this one for the maps
    until(lambda: pdf.is_file() and html.is_file(), "the brief")
    pulse.stop()
    facts["written"] = [html.stat().st_size > 100_000, pdf.stat().st_size > 50_000]
    facts["beats"] = len(beats)
    picture(dialog, "brief_log")
    dialog.close()
    panel.menu_button.menu()
    panel.menu_button.print_asked.emit("view")
    (designer,) = until(designers, "the layout designer")
    designer.resize(1300, 900)
    settle(2)
    picture(designer, "designer")
    facts["layouts"] = [each.name() for each in QgsProject.instance().layoutManager().printLayouts()]
    designer.close()
    settle()
    return facts


def designers():
    main_window = iface.mainWindow()
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QMainWindow) and widget is not main_window and widget.isVisible()
    ]


drive(main)
