# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: edit the sample's working copy, see a finding, correct it, say why, submit.

DRIVE_STORE is the sample; DRIVE_OUT the folder for the working copy, the submission, facts.json and pictures.
"""

import json
import os
from pathlib import Path

from driving import OUT, answering, drive, idle, open_panel, picture, press, save, until
from qgis.core import QgsGeometry
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

STORE = Path(os.environ["DRIVE_STORE"])
WIDTH = 320


class Day:
    """One editor's day, in steps."""

    def __init__(self):
        self.facts = {}

    def run(self):
        self.open_copy()
        self.edit()
        self.see_and_correct()
        self.say_why()
        self.submit()
        return self.facts

    def open_copy(self):
        from service_points.core.exchange import checkout
        from service_points.core.store import open_store

        copy = OUT / "copy.gpkg"
        with open_store(STORE) as store:
            codes = [row["custodian_code"] for row in store.rows("service_point")]
            self.code = max(set(codes), key=codes.count)
            checkout(store, self.code, copy).close()
        self.panel = open_panel(copy, WIDTH)
        self.tab = self.panel.changes
        self.panel.tabs.setCurrentWidget(self.tab)
        self.facts["width"] = self.panel.width()
        picture(self.panel, "1_nothing_yet")

    def edit(self):
        """Type a postal code carelessly, move the point, change the hours, and save."""
        layer = self.panel.session.points_layer()
        chosen = next(
            f
            for f in sorted(layer.getFeatures(), key=lambda f: f["id"])
            if f["custodian_code"] == self.code and f["channel"] == "in_person" and f["postal_code"]
        )
        self.point = chosen["id"]
        self.postal_code = chosen["postal_code"]
        assert layer.startEditing()
        column = layer.fields().lookupField
        typed = self.postal_code.replace(" ", "").lower()
        layer.changeAttributeValue(chosen.id(), column("postal_code"), typed)
        layer.changeAttributeValue(chosen.id(), column("hours"), "Mo-Fr 08:00-17:00; PH off")
        layer.changeAttributeValue(chosen.id(), column("address_line1"), "14 New Street")
        place = chosen.geometry().asPoint()
        moved = QgsGeometry.fromWkt(f"POINT ({place.x() + 0.002} {place.y() + 0.001})")
        layer.changeGeometry(chosen.id(), moved)
        picture(self.panel, "2_not_saved")
        self.facts["asks_to_save"] = self.tab.save.isVisible()
        save(self.panel)
        self.facts["tab"] = self.panel.tabs.tabText(2)
        self.tab.changes.tree.expandAll()
        self.tab.changes.tree.setCurrentIndex(self.tab.changes.tree.model().index(0, 0))
        picture(self.panel, "3_changes")

    def see_and_correct(self):
        self.tab.show_findings("error")
        view = self.tab.findings
        model = view.list.model()
        first = model.items()[0].finding
        self.facts["first_finding"] = [first.rule, first.record_id == self.point]
        view.list.setCurrentIndex(model.index(0))
        self.facts["advice"] = view.advice.text()
        self.facts["not_checked"] = view.not_checked.text()
        picture(self.panel, "4_finding")
        press(view.fix)
        picture(self.panel, "5_corrected")
        self.facts["undo"] = self.panel.session.points_layer().undoStack().undoText()
        save(self.panel)
        self.facts["errors_on_the_point"] = [
            item.finding.rule
            for item in model.items()
            if item.finding.record_id == self.point and item.finding.severity == "error"
        ]
        self.tab.findings.severity.setCurrentIndex(0)
        picture(self.panel, "6_all_findings")

    def say_why(self):
        """Give a reason with evidence through the dialog, as a person does."""
        self.tab.views.setCurrentWidget(self.tab.changes)
        self.tab.changes.tree.setCurrentIndex(self.tab.changes.tree.model().index(0, 0))
        with answering(self.fill_in):
            press(self.tab.changes.motive)
        idle()
        picture(self.panel, "8_with_reason")
        record = self.tab.changes.tree.model().index(0, 0)
        self.facts["line"] = record.data(Qt.ItemDataRole.AccessibleTextRole)

    @staticmethod
    def fill_in(dialog):
        dialog.reason.setCurrentIndex(dialog.reason.findData("moved"))
        QTest.keyClicks(dialog.text, "New premises")
        press(dialog.add)
        QTest.keyClicks(dialog.evidence[0].url, "https://example.ca/new-office")
        picture(dialog, "7_reason")
        dialog.accept()

    def submit(self):
        press(self.tab.submit)
        dialog = self.panel.editing._dialog
        QTest.keyClicks(dialog.form.name, "Ada Tremblay")
        QTest.keyClicks(dialog.form.email, "registre@example.ca")
        self.facts["needed"] = dialog.message.text()
        picture(dialog, "9_form")
        dialog.form.authorized.setChecked(True)
        press(dialog.next)
        until(lambda: not dialog.bar.isVisible(), "the preview")
        self.facts["counts"] = dialog.preview_page.counts.text()
        self.facts["files_before"] = sorted(path.name for path in OUT.glob("*.casp.json"))
        picture(dialog, "10_preview")
        from service_points.ui.submission_delivery import to_folder

        dialog.deliver(to_folder(OUT))
        until(lambda: dialog.pages.currentWidget() is dialog.done_page, "the file")
        picture(dialog, "11_done")
        press(dialog.leave)
        (written,) = OUT.glob("*.casp.json")
        document = json.loads(written.read_text(encoding="utf-8"))
        (change,) = document["changes"]
        self.facts["change"] = {
            "is_the_point": change["id"] == self.point,
            "postal_code": change["fields"]["postal_code"]
            == {
                "before": self.postal_code,
                "after": self.postal_code,
            },
            "hours": change["fields"]["hours"]["after"],
            "reason": change["reason"]["code"],
            "evidence": [item["url"] for item in change["evidence"]],
        }


drive(Day().run, expected=lambda dialog: not isinstance(dialog, QMessageBox))
