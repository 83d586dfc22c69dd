# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: a steward receives two conflicting submissions and decides by clicks."""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLabel, QMenu
from qgis.utils import iface, plugins

OUT = Path(os.environ["DRIVE_OUT"])
FIRST, SECOND = "11111111-0000-4000-8000-000000000001", "22222222-0000-4000-8000-000000000002"


def settle(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)


class Steward:
    def __init__(self, panel):
        self.panel, self.controller = panel, panel.steward
        self.page = panel.review.page

    def idle(self):
        settle(0.2)
        deadline = time.monotonic() + 40
        while self.controller.busy:
            if time.monotonic() > deadline:
                raise TimeoutError("the store is still busy")
            settle(0.1)
        settle(0.3)

    def click_row(self, view, row):
        index = view.model().index(row, 0)
        view.scrollTo(index)
        where = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        self.idle()

    def open(self, submission_id):
        self.click_row(self.page.inbox.list, self.page.inbox.model.row_of(submission_id))

    def open_change(self, table, op):
        found = next(c for c in self.controller.review.changes if (c.table.name, c.op) == (table, op))
        self.click_row(self.page.changes.list, self.page.changes.model.row_of(found.seq))

    def click_cell(self, field, column):
        table = self.page.change.table
        model = table.conflicts
        for row in range(model.rowCount()):
            index = model.index(row, 1)
            places = [index] if model.narrow else [model.index(row, n) for n in range(model.columnCount())]
            for place in places:
                each, found = model.place(place)
                if (each.field.name, found) == (field, column):
                    self.page.change.ensureWidgetVisible(table)
                    QTest.mouseClick(
                        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(place).center()
                    )
                    settle(0.2)
                    return
        raise LookupError((field, column))

    def choose(self, number):
        """Choose an entry of the menu “For several”, separators not counted."""
        actions = [action for action in self.page.changes.bulk.menu().actions() if not action.isSeparator()]
        actions[number].trigger()
        settle(0.2)

    def grab(self, name):
        settle(0.4)
        widget = self.panel.review.wide_window or self.panel
        widget.grab().save(str(OUT / f"{name}.png"))


def cut_texts(page):
    """Labels that do not show all of their text, and buttons wider than the page."""
    labels = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.text() and label.heightForWidth(label.width()) > label.height() + 2
    ]
    return labels


def main():
    plugin = plugins["service_points"]
    plugin.action.setChecked(True)
    panel = plugin.panel
    with_store = []
    panel.store_opened.connect(with_store.append)
    panel.open_store(os.environ["DRIVE_STORE"])
    while not with_store:
        settle(0.1)
    settle(2)
    iface.mainWindow().resizeDocks([panel], [320], Qt.Orientation.Horizontal)
    panel.tabs.setCurrentWidget(panel.review)
    steward = Steward(panel)
    steward.idle()
    steward.grab("1_empty")
    steward.page._receive(sorted(Path(os.environ["DRIVE_INBOX"]).glob("*.casp.json")))
    steward.idle()
    facts = {"waiting": panel.tabs.tabText(panel.tabs.indexOf(panel.review))}
    steward.grab("2_inbox")
    steward.open(FIRST)
    steward.choose(0)
    QTest.mouseClick(steward.page.changes.decide, Qt.MouseButton.LeftButton)
    steward.idle()
    steward.page.back.click()
    steward.open(SECOND)
    steward.grab("3_changes")
    facts["cut"] = cut_texts(steward.page)
    decide_by_clicks(steward, facts)
    QgsProject.instance().clear()  # QGIS asks about layers of files in a temporary folder
    QgsProject.instance().setDirty(False)
    iface.actionExit().trigger()


def decide_by_clicks(steward, facts):
    """Theirs for the hours, ours for the address, the new point accepted, the telephone left for later."""
    panel = steward.panel
    steward.open_change("service_point", "update")
    steward.grab("4_conflict")
    steward.click_cell("hours", "theirs")
    bar = steward.page.change.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    steward.grab("5_chosen")
    facts["cut"] += cut_texts(steward.page)
    panel.review.open_wide()
    settle(1)
    steward.grab("6_wide")
    steward.click_cell("address_line1", "ours")
    QTest.keyClicks(steward.page.change.reason, "Visited: number 14 is right")
    steward.grab("7_wide_reason")
    steward.open_change("service_point", "insert")
    QTest.mouseClick(steward.page.change.accept, Qt.MouseButton.LeftButton)
    steward.grab("8_wide_duplicate")
    facts["cut"] += cut_texts(steward.page)
    QTest.mouseClick(steward.page.changes.decide, Qt.MouseButton.LeftButton)
    steward.idle()
    steward.grab("9_decided")
    facts["note"] = steward.page.note.text()
    facts["waiting_after"] = steward.controller.inbox.waiting
    panel.review.wide_window.close()
    settle(1)
    facts["back_in_the_panel"] = steward.page.window() is iface.mainWindow()
    facts["points"] = panel.session.points_layer().featureCount()
    text = json.dumps(facts, ensure_ascii=False, indent=1)
    (OUT / "facts.json").write_text(text, encoding="utf-8")


def guarded():
    try:
        main()
    except BaseException:
        traceback.print_exc()
        os._exit(3)


def refuse_dialogs():
    dialog = QApplication.activeModalWidget()
    if dialog is not None and not isinstance(dialog, QMenu):
        words = [label.text()[:300] for label in dialog.findChildren(QLabel) if label.text()]
        print("a dialog is in the way:", type(dialog).__name__, dialog.windowTitle(), words, flush=True)
        os._exit(4)


iface.mainWindow().showNormal()
iface.mainWindow().setGeometry(0, 0, 1590, 990)
watch = QTimer(iface.mainWindow())
watch.timeout.connect(refuse_dialogs)
watch.start(1000)
QTimer.singleShot(2500, guarded)
