# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: send to an exchange folder, read the stewards' answer, settle, submit again.

DRIVE_STORE is a copy of the sample that is written to; DRIVE_OUT the folder for everything else, facts.json
and pictures. The steward is the real merge, run between the steps.
"""

import os
from pathlib import Path

from driving import (
    OUT,
    checked_anew,
    cut_texts,
    drive,
    idle,
    open_panel,
    picture,
    press,
    press_place,
    until,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

STORE = Path(os.environ["DRIVE_STORE"])
EXCHANGE = OUT / "exchange"
WIDTH = 320


def merge_inbox():
    """The steward merges whatever breaks no rule, and writes the receipts."""
    from service_points.core.exchange import MergePolicy
    from service_points.core.progress import SILENT
    from service_points.ui.review_work import Tools, receive, submissions_in, write_receipts

    tools = Tools(policy=MergePolicy(signature="none", auto_accept=True, mass_share=1.0))
    done = receive(str(STORE), submissions_in(EXCHANGE), tools, SILENT)
    write_receipts(EXCHANGE / "receipts", [each.receipt for each in done])


class Day:
    """Another editor was first; this one settles."""

    def __init__(self):
        self.facts = {"cut": []}
        (EXCHANGE / "inbox").mkdir(parents=True)

    def run(self):
        self.open_copy()
        self.edit()
        self.submit("3", save_too=True)
        self.look()
        self.settle_conflicts()
        self.submit_again()
        return self.facts

    def open_copy(self):
        from service_points.core.exchange import checkout, open_working_copy
        from service_points.core.store import open_store

        with open_store(STORE) as store:
            rows = store.rows("service_point")
            codes = [row["custodian_code"] for row in rows]
            self.code = max(set(codes), key=codes.count)
            ours = [r for r in rows if r["custodian_code"] == self.code and r["channel"] == "in_person"]
            self.points = sorted(row["id"] for row in ours if row["hours"] and row["postal_code"])[:3]
            for name in ("other", "mine"):
                checkout(store, self.code, OUT / f"{name}.gpkg").close()
        self.other_was_first(open_working_copy)
        self.panel = open_panel(OUT / "mine.gpkg", WIDTH)
        self.tab, self.view = self.panel.changes, self.panel.changes.outbox
        self.panel.tabs.setCurrentWidget(self.tab)
        self.tab.show_outbox()
        self.facts["empty"] = self.view.guidance.text()
        self.grab("1_empty")

    def other_was_first(self, open_working_copy):
        from service_points.core.exchange import Reason, Submitter, Tool, build_submission, write_submission
        from service_points.core.store import RowChange, open_store

        with open_store(OUT / "other.gpkg", read_only=False) as store:
            values = {"hours": "Mo-Fr 09:00-17:00", "address_line1": "14 Harbour Street"}
            store.apply([RowChange("update", "service_point", key, values) for key in self.points[:2]])
        with open_working_copy(OUT / "other.gpkg") as copy:
            made = build_submission(
                copy,
                submitter=Submitter("Bo Nguyen", "bo@example.ca"),
                reason=Reason("correction"),
                tool=Tool("Service Points", "0.1.0", "test"),
            )
        write_submission(made, EXCHANGE / "inbox" / made.file_name)
        merge_inbox()

    def edit(self):
        layer = self.panel.session.points_layer()
        column = layer.fields().lookupField
        assert layer.startEditing()
        for feature in layer.getFeatures():
            if feature["id"] in self.points:
                layer.changeAttributeValue(feature.id(), column("hours"), "Mo-Sa 08:30-16:30")
                layer.changeAttributeValue(feature.id(), column("address_line1"), "16 Harbour Street")
        with checked_anew(self.panel):
            press(self.tab.save)
            layer.commitChanges()
        self.facts["changes"] = self.panel.tabs.tabText(2)

    def submit(self, number, *, save_too=False):
        press(self.tab.submit)
        dialog = self.panel.editing._dialog
        if not dialog.form.name.text():
            QTest.keyClicks(dialog.form.name, "Ada Tremblay")
            QTest.keyClicks(dialog.form.email, "registre@example.ca")
        dialog.form.authorized.setChecked(True)
        press(dialog.next)
        until(lambda: not dialog.bar.isVisible(), "the preview")
        self.facts[f"replaces_{number}"] = dialog.preview_page.replaces.isVisible()
        if save_too:
            self.facts["knows_where"] = dialog.send_button.isEnabled()
            dialog.place.set_place("https://register.example.ca/exchange")
            self.picture(dialog, f"{number}a_address")
            dialog.place.set_place(str(OUT / "unmounted"))
            press(dialog.send_button)
            until(dialog.message.isVisible, "the message")
            self.facts["not_sent"] = dialog.message.text()
            self.picture(dialog, f"{number}b_not_sent")
            dialog.place.set_place(str(EXCHANGE))
        self.picture(dialog, f"{number}c_preview")
        press(dialog.send_button)
        until(lambda: dialog.pages.currentWidget() is dialog.done_page, "the folder")
        self.picture(dialog, f"{number}d_sent")
        press(dialog.leave)
        idle()
        self.facts["outbox"] = self.tab.views.tabText(2)
        self.grab(f"{number}e_outbox")

    def look(self):
        from service_points.ui.outbox_place import PlaceDialog

        place = PlaceDialog("https://register.example.ca/exchange", self.panel)
        place.show()
        self.picture(place, "3f_place")
        place.reject()
        press(self.view.look)
        idle()
        self.facts["nothing_yet"] = self.view.note.text()
        merge_inbox()
        press(self.view.look)
        until(lambda: self.receipt() is not None, "the answer")
        idle()
        dialog = self.receipt()
        self.facts["title"] = dialog.title.text()
        table = dialog.conflicts.table.choices
        self.facts["conflicts"] = table.count()[1]
        self.picture(dialog, "4_answer")

    def receipt(self):
        return self.panel.editing.outbox._dialog

    def settle_conflicts(self):
        """The first point's by keys and clicks, the rest with one button."""
        dialog = self.receipt()
        dialog.conflicts.theirs.click()
        table = dialog.conflicts.table
        model = table.choices
        first = next(row for row in range(model.rowCount()) if not model.is_heading(row))
        press_place(table, model.index(first, 2))
        table.setFocus()
        table.setCurrentIndex(model.index(first + 1, 2))
        QTest.keyClick(table, Qt.Key.Key_Return)
        self.picture(dialog, "5_chosen")
        press(dialog.conflicts.apply)
        until(lambda: not dialog.answer.units, "the choices")
        idle()
        self.picture(dialog, "6_settled")
        dialog.reject()
        self.grab("7_outbox")
        layer = self.panel.session.points_layer()
        streets = {f["id"]: f["address_line1"] for f in layer.getFeatures()}
        self.facts["streets"] = sorted(streets[key] for key in self.points)
        self.tab.views.setCurrentWidget(self.tab.changes)
        self.tab.changes.tree.expandAll()
        self.grab("8_changes")
        self.facts["left"] = self.panel.tabs.tabText(2)

    def submit_again(self):
        self.submit("9")
        merge_inbox()
        press(self.view.look)
        until(lambda: self.receipt() is not None, "the answer")
        idle()
        self.facts["title_again"] = self.receipt().title.text()
        self.picture(self.receipt(), "9f_answer")
        self.receipt().reject()
        self.grab("9g_outbox")
        self.facts["end"] = self.panel.tabs.tabText(2)
        self.facts["outbox_end"] = self.tab.views.tabText(2)

    def grab(self, name):
        self.facts["width"] = self.panel.width()
        self.facts["cut"] += [f"{name}: {text}" for text in cut_texts(self.tab)]
        picture(self.panel, name)

    def picture(self, dialog, name):
        self.facts["cut"] += [f"{name}: {text}" for text in cut_texts(dialog)]
        picture(dialog, name)


drive(Day().run, expected=lambda dialog: not isinstance(dialog, QMessageBox))
