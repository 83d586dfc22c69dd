# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: a steward receives two conflicting submissions and decides by clicks."""

import os
from pathlib import Path

from driving import cut_texts, drive, idle, iface, open_panel, picture, press, press_place, press_row, until
from qgis.PyQt.QtTest import QTest

FIRST, SECOND = "11111111-0000-4000-8000-000000000001", "22222222-0000-4000-8000-000000000002"


class Steward:
    def __init__(self, panel):
        self.panel, self.controller = panel, panel.steward
        self.page = panel.review.page

    def open(self, submission_id):
        press_row(self.page.inbox.list, self.page.inbox.model.row_of(submission_id))

    def open_change(self, table, op):
        found = next(c for c in self.controller.review.changes if (c.table.name, c.op) == (table, op))
        press_row(self.page.changes.list, self.page.changes.model.row_of(found.seq))

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
                    press_place(table, place)
                    return
        raise LookupError((field, column))

    def choose(self, number):
        """Choose an entry of the menu “For several”, separators not counted."""
        actions = [action for action in self.page.changes.bulk.menu().actions() if not action.isSeparator()]
        actions[number].trigger()

    def grab(self, name):
        picture(self.panel.review.wide_window or self.panel, name)


def main():
    panel = open_panel(os.environ["DRIVE_STORE"], 320)
    panel.tabs.setCurrentWidget(panel.review)
    steward = Steward(panel)
    idle()
    steward.grab("1_empty")
    steward.page._receive(sorted(Path(os.environ["DRIVE_INBOX"]).glob("*.casp.json")))
    idle()
    facts = {"waiting": panel.tabs.tabText(panel.tabs.indexOf(panel.review))}
    steward.grab("2_inbox")
    steward.open(FIRST)
    steward.choose(0)
    press(steward.page.changes.decide)
    idle()
    steward.page.back.click()
    steward.open(SECOND)
    steward.grab("3_changes")
    facts["cut"] = cut_texts(steward.page)
    decide_by_clicks(steward, facts)
    return facts


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
    until(panel.review.wide_window.isVisible, "the window")
    steward.grab("6_wide")
    steward.click_cell("address_line1", "ours")
    QTest.keyClicks(steward.page.change.reason, "Visited: number 14 is right")
    steward.grab("7_wide_reason")
    steward.open_change("service_point", "insert")
    press(steward.page.change.accept)
    steward.grab("8_wide_duplicate")
    facts["cut"] += cut_texts(steward.page)
    press(steward.page.changes.decide)
    idle()
    steward.grab("9_decided")
    facts["note"] = steward.page.note.text()
    facts["waiting_after"] = steward.controller.inbox.waiting
    panel.review.wide_window.close()
    idle()
    facts["back_in_the_panel"] = steward.page.window() is iface.mainWindow()
    facts["points"] = panel.session.points_layer().featureCount()


drive(main)
