# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: correct the hours of a point in its form, as an editor does.

Opens a working copy (DRIVE_COPY), opens a form, edits hours by the grid, sees a warning, fixes it, saves,
undoes; leaves a picture of each tab and facts.json in DRIVE_OUT.
"""

import os

from driving import checked_anew, drive, iface, open_panel, picture, settle, until
from qgis.PyQt.QtCore import QTime
from qgis.PyQt.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QTabWidget, QTimeEdit, QWidget


def form_dialog():
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return found[0] if found else None


def watcher_of(dialog):
    from service_points.ui.form_findings import FormFindings

    return next(
        (w for w in dialog.findChildren(FormFindings) if "hours" in w.lines and "channel" in w.lines), None
    )


def clipped(dialog):
    """Labels and buttons that have less room than their words need."""
    return sorted(
        {
            widget.text()
            for kind in (QLabel,)
            for widget in dialog.findChildren(kind)
            if widget.isVisible()
            and widget.text()
            and not widget.wordWrap()
            and widget.width() < widget.sizeHint().width()
        }
    )


def sideways(tabs, page):
    """The title of a tab that one has to scroll sideways."""
    areas = [a for a in tabs.currentWidget().findChildren(QScrollArea) if a.isVisible() and a.width() > 500]
    return [tabs.tabText(page) for area in areas if area.horizontalScrollBar().maximum() > 0]


def pictures(dialog, facts):
    tabs = dialog.findChild(QTabWidget)
    facts["tabs"] = [tabs.tabText(page) for page in range(tabs.count())]
    facts["clipped"], facts["sideways"] = [], []
    for page in range(tabs.count()):
        tabs.setCurrentIndex(page)
        settle()
        facts["clipped"] += clipped(dialog)
        facts["sideways"] += sideways(tabs, page)
        picture(dialog, f"form_{page}")
    return tabs


def main():
    from service_points.ui.hours_editor import HoursEditor

    panel = open_panel(os.environ["DRIVE_COPY"])
    points = panel.session.points_layer()
    chosen = next(f for f in points.getFeatures() if str(f["hours"]) == "Mo-Fr 08:30-16:30; PH off")
    before = str(chosen["hours"])
    points.startEditing()
    panel.open_form(chosen["id"])
    until(lambda: form_dialog() is not None, "the form")
    dialog = form_dialog()
    dialog.setGeometry(60, 40, 900, 820)
    until(lambda: watcher_of(dialog) is not None, "the findings")
    watcher = watcher_of(dialog)
    checker = watcher._checker
    until(lambda: checker.findings(points, chosen) is not None, "reading the store")
    until(lambda: not watcher._timer.isActive(), "the check of the record")
    facts = {"before": before, "general": watcher.general.texts}
    tabs = pictures(dialog, facts)
    tabs.setCurrentIndex(2)
    editor = dialog.findChild(HoursEditor)
    facts["words"] = editor.words.text()
    # Wednesday until 20:00, and by a slip of the pen Thursday closes before it opens
    rows = editor.grid.rows
    rows[2].box.findChildren(QTimeEdit)[1].setTime(QTime(20, 0))
    rows[3].box.findChildren(QTimeEdit)[1].setTime(QTime(6, 30))
    until(lambda: watcher.lines["hours"].texts, "the warning")
    facts["warned"] = watcher.lines["hours"].texts
    facts["warned_text"] = editor.text()
    picture(dialog, "warned")
    rows[3].box.findChildren(QTimeEdit)[1].setTime(QTime(16, 30))
    until(lambda: not watcher.lines["hours"].texts, "the warning to go")
    facts["fixed_text"] = editor.text()
    facts["nameless"] = sorted(
        type(w).__name__
        for w in editor.findChildren(QWidget)
        if w.isVisible()
        and w.focusPolicy()
        and not (w.accessibleName() or getattr(w, "text", str)())
        and not w.objectName().startswith("qt_")
    )
    facts |= save_and_undo(panel, chosen, dialog)
    facts["table"] = in_the_table(points)
    facts["messages"] = [f"{item.title()}: {item.text()}" for item in iface.messageBar().items()]
    return facts


def save_and_undo(panel, chosen, dialog):
    """Verify today, save the form, undo everything, redo it, save the layer."""
    from service_points.ui.form_verified import VerifiedButton

    points = panel.session.points_layer()
    verified = dialog.findChild(VerifiedButton)
    verified.menu().actions()[2].trigger()
    dialog.accept()
    until(lambda: form_dialog() is None, "the form to close")
    saved = points.getFeature(chosen.id())
    facts = {}
    facts["saved"] = [str(saved["hours"]), saved["verified_method"]]
    facts["steps"] = points.undoStack().count()
    while points.undoStack().canUndo():
        points.undoStack().undo()
    facts["undone"] = str(points.getFeature(chosen.id())["hours"])
    while points.undoStack().canRedo():
        points.undoStack().redo()
    with checked_anew(panel):
        facts["committed"] = points.commitChanges()
    facts["in_the_file"] = str(points.getFeature(chosen.id())["hours"])
    return facts


def in_the_table(points):
    """What edits a cell of the attribute table."""
    from qgis.PyQt.QtWidgets import QTableView
    from service_points.ui.hours_widget import HoursLine

    points.startEditing()
    table = iface.showAttributeTable(points)

    def filled():
        return [
            v for v in table.findChildren(QTableView) if v.isVisible() and v.model() and v.model().rowCount()
        ]

    view = max(until(filled, "the table"), key=lambda v: v.model().columnCount())
    model = view.model()
    column = next(
        c
        for c in range(model.columnCount())
        if model.headerData(c, 1) == points.attributeDisplayName(points.fields().lookupField("hours"))
    )
    view.scrollTo(model.index(0, column))
    view.edit(model.index(0, column))
    lines = until(lambda: view.findChildren(HoursLine), "the line of the hours")
    picture(table, "table")
    text = lines[0].text()
    table.close()
    points.rollBack()
    return text


drive(main, expected=lambda dialog: dialog.findChild(QTabWidget))
