# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: the first hour of the guide, with mouse and keys; a picture of each step.

DRIVE_STORE is the sample; DRIVE_HOME the folder for the register, the copy and the exchange. DRIVE_OUT takes
the pictures and facts.json: the figures that the guide quotes, as numbers.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from driving import (
    OUT,
    drive,
    idle,
    iface,
    open_panel,
    picture,
    press,
    press_row,
    save,
    settle,
    until,
)
from qgis.core import QgsCoordinateTransform, QgsProcessingContext, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt, QTime
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QTimeEdit,
    QToolBar,
    QToolButton,
    QWidget,
)
from qgis.utils import plugins

STORE, HOME = os.environ["DRIVE_STORE"], Path(os.environ["DRIVE_HOME"])
REGISTER, COPY, EXCHANGE = HOME / "register.gpkg", HOME / "working_copy.gpkg", HOME / "exchange"
WINDOW = (1170, 720)
PANEL, LAYERS = 330, 210
KEPT = {"Layers", "ServicePointsPanel", "mFileToolBar", "mMapNavToolBar"}
JURISDICTION = "CA-ON"
CENTRE = "Employment Centre – Wexcombe"
PAIR = {"Alderbridge Town Hall", "Passport Desk – Alderbridge"}
HOLIDAYS, CLOSED = 7, 1
WALK = 300.0
"""Half the width of the map of pairs, in metres."""
facts: dict[str, Any] = {}


def tidy_window() -> None:
    """Leave what one needs to know that this is QGIS."""
    window = iface.mainWindow()
    for kind in (QDockWidget, QToolBar):
        for widget in window.findChildren(kind):
            widget.setVisible(widget.objectName() in KEPT)
    settle()  # a dock that leaves gives its room back first
    window.setGeometry(0, 0, *WINDOW)


def fit_docks(panel: QWidget) -> None:
    window = iface.mainWindow()
    layers = window.findChild(QDockWidget, "Layers")
    window.resizeDocks([layers, panel], [LAYERS, PANEL], Qt.Orientation.Horizontal)
    settle()


def drawn(name: str) -> None:
    """Keep what the whole window shows when its map is drawn."""
    settle()
    iface.mapCanvas().waitWhileRendering()
    picture(iface.mainWindow(), name)


def dialogs(kind: type = QDialog) -> list[Any]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def algorithm_dialog() -> Any:  # noqa: ANN401  (QGIS's own)
    (dialog,) = until(lambda: [d for d in dialogs() if hasattr(d, "mainWidget")], "the dialog")
    settle()
    return dialog


def run(dialog: Any, values: Mapping[str, Any], name: str = "") -> dict[str, Any]:  # noqa: ANN401
    """Fill in a dialog, run it, and return its numbers; ``name`` keeps a picture of it before."""
    wrappers, context, done = dialog.mainWidget().wrappers, QgsProcessingContext(), []
    for parameter, value in values.items():
        wrappers[parameter].setParameterValue(value, context)
    dialog.resize(940, 640)
    settle()
    if name:
        picture(dialog, name)
    dialog.algorithmFinished.connect(lambda good, results: done.append((good, dict(results))))
    press(dialog.runButton())
    until(lambda: done, "the run")
    idle()
    (good, results) = done[0]
    assert good, dialog.windowTitle()
    if name:
        picture(dialog, f"{name}-log")
    dialog.close()
    settle()
    return {key: value for key, value in results.items() if isinstance(value, (int, float, str))}


def begin() -> QWidget:
    """Open the panel and the sample with the button."""
    plugin = plugins["service_points"]
    plugin.action.setChecked(True)
    panel = plugin.panel
    fit_docks(panel)
    drawn("open")
    opened: list[str] = []
    panel.store_opened.connect(opened.append)
    press(panel.empty.sample)
    until(lambda: opened, "the sample")
    idle()
    until(lambda: panel.session.checked is not None, "the check")
    fit_docks(panel)
    drawn("sample")
    facts["points"] = panel.points.model.rowCount()
    return panel


def find(panel: QWidget) -> None:
    """Search and filter; select what is found."""
    points = panel.points
    QTest.keyClicks(points.search, "wexcombe")
    settle(0.4)
    facts["in_wexcombe"] = points.model.rowCount()
    picture(panel, "search")
    QTest.keyClick(points.search, Qt.Key.Key_Escape)
    points.filters.choose("channel", {"in_person"})
    facts["in_person"] = points.model.rowCount()
    points.filters.choose("point_type", {"employment_centre"})
    points.filters.choose("status", {"active"})
    settle()
    facts["employment_centres"] = points.model.rowCount()
    points.view.setFocus()
    points.view.selectAll()
    drawn("filter")


def who_is_served(panel: QWidget) -> None:
    """The first question of the Analyse tab, with the roads and blocks of the sample."""
    panel.tabs.setCurrentWidget(panel.analyse)
    settle()
    picture(panel, "analyse")
    press(panel.analyse.findChild(QPushButton, "Task_catchments"))
    facts["catchments"] = run(algorithm_dialog(), {"OVERLAP": "dissolve"}, "catchments-dialog")
    panel.session.points_layer().removeSelection()
    panel.points.clear.click()
    (result,) = layers_with("cutoff_to")
    drawn("catchments")
    bands = sorted((band["cutoff_to"], band["population"]) for band in result.getFeatures())
    totals = accumulate(people for _, people in bands)
    facts["within"] = {f"{limit:g}": people for (limit, _), people in zip(bands, totals)}
    QgsProject.instance().layerTreeRoot().findLayer(result.id()).setItemVisibilityChecked(False)


def layers_with(*names: str) -> list[Any]:
    """The layers of the project that have these fields."""
    layers = QgsProject.instance().mapLayers().values()
    return [each for each in layers if hasattr(each, "fields") and set(names) <= set(each.fields().names())]


def share_a_roof(panel: QWidget) -> None:
    """Pairs, one of them on the map, and the brief of it."""
    press(panel.analyse.findChild(QPushButton, "Task_colocationpairs"))
    facts["pairs"] = run(algorithm_dialog(), {"MAX_COST": 1}, "pairs-dialog")
    layer = panel.session.points_layer()
    facts["asked"] = layer.selectedFeatureCount()
    layer.removeSelection()
    (pairs,) = layers_with("a_id", "b_id", "rank")
    known = {feature["id"]: feature["name_en"] for feature in layer.getFeatures()}
    facts["together"] = sum(bool(feature["same_address"]) for feature in pairs.getFeatures())
    chosen = next(f for f in pairs.getFeatures() if {known[f["a_id"]], known[f["b_id"]]} == PAIR)
    facts["pair"] = {name: chosen[name] for name in ("rank", "a_name", "b_name", "score", "straight_m")}
    pairs.selectByIds([chosen.id()])
    show_around(pairs, chosen)
    tidy_window()
    fit_docks(panel)
    panel.analyse._area.verticalScrollBar().setValue(10_000)
    drawn("pairs")
    results = panel.analyse.results
    press(until(lambda: results.findChild(QToolButton, "PartnershipBrief"), "the button of the brief"))
    files = {"OUTPUT": str(OUT / "brief.html"), "PDF": str(OUT / "brief.pdf")}
    facts["brief"] = run(algorithm_dialog(), files, "brief-dialog")


def show_around(layer: Any, feature: Any) -> None:  # noqa: ANN401
    """Show a feature with what is a walk away."""
    canvas = iface.mapCanvas()
    to_map = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
    middle = to_map.transform(feature.geometry().centroid().asPoint())
    canvas.setExtent(QgsRectangle(middle.x() - WALK, middle.y() - WALK, middle.x() + WALK, middle.y() + WALK))
    canvas.refresh()


def make_register() -> None:
    """A register of one's own, from the toolbox."""
    from service_points.ui.algorithms import open_algorithm  # noqa: PLC0415  (QGIS loads the plugin)

    QgsProject.instance().clear()
    open_algorithm(iface, "createstore", {"TARGET": str(REGISTER), "WITH_SAMPLE": True})
    run(algorithm_dialog(), {}, "createstore-dialog")


def form_dialog() -> Any:  # noqa: ANN401
    return next((d for d in dialogs() if d.findChild(QTabWidget) and not hasattr(d, "mainWidget")), None)


def check_out() -> QWidget:
    """Make the working copy from the Changes tab; the panel opens it."""
    panel = open_panel(REGISTER)
    fit_docks(panel)
    panel.tabs.setCurrentWidget(panel.changes)
    settle()
    picture(panel, "checkout")
    panel.changes.copy_asked.emit(JURISDICTION)
    opened: list[str] = []
    panel.store_opened.connect(opened.append)
    run(algorithm_dialog(), {"TARGET": str(COPY)})
    until(lambda: opened, "the working copy")
    idle()
    until(lambda: panel.session.compared is not None, "the comparison")
    return panel


def correct(panel: QWidget) -> None:
    """Thursday until 19:00 and closed on public holidays, in the form; the warning about them goes."""
    from service_points.ui.form_findings import FormFindings  # noqa: PLC0415
    from service_points.ui.hours_editor import HoursEditor  # noqa: PLC0415

    layer = panel.session.points_layer()
    centre = next(f for f in layer.getFeatures() if f["name_en"] == CENTRE)
    facts["checked"] = count_findings(panel)
    panel.tabs.setCurrentWidget(panel.points)
    assert layer.startEditing()
    panel.open_form(centre["id"])
    dialog = until(form_dialog, "the form")
    dialog.setGeometry(40, 20, 820, 600)
    until(lambda: any("hours" in each.lines for each in dialog.findChildren(FormFindings)), "the findings")
    watch = next(f for f in dialog.findChildren(FormFindings) if "hours" in f.lines and "channel" in f.lines)
    until(lambda: watch.lines["hours"].texts, "the warning")
    dialog.findChild(QTabWidget).setCurrentIndex(2)
    editor = dialog.findChild(HoursEditor)
    editor.grid.rows[3].box.findChildren(QTimeEdit)[-1].setTime(QTime(19, 0))
    picture(dialog, "warned", 1)
    holidays = editor.grid.rows[HOLIDAYS].state
    holidays.setCurrentIndex(CLOSED)
    holidays.activated.emit(CLOSED)
    until(lambda: not watch.lines["hours"].texts, "the warning to go")
    picture(dialog, "hours", 1)
    facts["hours"] = editor.text()
    dialog.accept()
    until(lambda: form_dialog() is None, "the form to close")
    panel.tabs.setCurrentWidget(panel.changes)
    save(panel)
    facts["changed"] = len(panel.session.changes)
    panel.changes.changes.tree.expandAll()
    picture(panel, "changes")
    facts["checked_after"] = count_findings(panel)
    panel.changes.show_findings()
    picture(panel, "findings")


def count_findings(panel: QWidget) -> dict[str, int]:
    found = [item.finding.severity for item in panel.session.checked.findings]
    return {severity: found.count(severity) for severity in ("error", "warning")}


def send(panel: QWidget) -> None:
    """Submit to the exchange folder."""
    (EXCHANGE / "inbox").mkdir(parents=True, exist_ok=True)
    panel.changes.views.setCurrentWidget(panel.changes.changes)
    press(panel.changes.submit)
    dialog = panel.editing._dialog
    QTest.keyClicks(dialog.form.name, "Ada Tremblay")
    QTest.keyClicks(dialog.form.email, "ada.tremblay@example.ca")
    dialog.form.authorized.setChecked(True)
    dialog.resize(640, 470)
    settle()
    picture(dialog, "submit")
    press(dialog.next)
    until(lambda: not dialog.bar.isVisible(), "the preview")
    dialog.place.set_place(str(EXCHANGE))
    picture(dialog, "preview")
    press(dialog.send_button)
    until(lambda: dialog.pages.currentWidget() is dialog.done_page, "sending")
    picture(dialog, "sent")
    press(dialog.leave)
    idle()


def merge() -> None:
    """The steward receives, looks and decides."""
    panel = open_panel(REGISTER)
    fit_docks(panel)
    page, controller = panel.review.page, panel.steward
    panel.tabs.setCurrentWidget(panel.review)
    idle()
    page._receive(sorted((EXCHANGE / "inbox").glob("*.casp.json")))
    idle()
    picture(panel, "inbox")
    facts["waiting"] = controller.inbox.waiting
    press_row(page.inbox.list, 0)
    panel.review.open_wide()
    until(panel.review.wide_window.isVisible, "the window")
    panel.review.wide_window.resize(1060, 470)
    settle()
    press_row(page.changes.list, 0)
    picture(panel.review.wide_window, "review")
    if controller.review.line.waiting:
        page.change.accept.click()
        settle()
        press(page.changes.decide)
        idle()
    picture(panel.review.wide_window, "decided")
    facts["note"] = page.note.text()
    panel.review.wide_window.close()
    idle()


def read_receipt() -> None:
    panel = open_panel(COPY)
    fit_docks(panel)
    panel.tabs.setCurrentWidget(panel.changes)
    panel.changes.show_outbox()
    picture(panel, "outbox")
    press(panel.changes.outbox.look)
    until(lambda: panel.editing.outbox._dialog is not None, "the answer")
    idle()
    dialog = panel.editing.outbox._dialog
    facts["answer"] = dialog.title.text()
    dialog.resize(640, 330)
    picture(dialog, "receipt")
    dialog.reject()
    idle()
    facts["left"] = len(panel.session.changes)


def publish() -> None:
    from service_points.ui.algorithms import open_algorithm  # noqa: PLC0415

    open_algorithm(iface, "publish", {"STORE": str(REGISTER), "TARGET": str(HOME / "published")})
    facts["publish"] = run(algorithm_dialog(), {}, "publish-dialog")


def main() -> dict[str, Any]:
    HOME.mkdir(exist_ok=True)
    tidy_window()
    panel = begin()
    find(panel)
    who_is_served(panel)
    share_a_roof(panel)
    make_register()
    panel = check_out()
    correct(panel)
    send(panel)
    merge()
    read_receipt()
    publish()
    return facts


drive(main, expected=lambda dialog: not isinstance(dialog, QMessageBox))
