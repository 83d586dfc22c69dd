# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: edit the sample's working copy, see a finding, correct it, say why, submit.

DRIVE_STORE is the sample; DRIVE_OUT the folder for the working copy, the submission, facts.json and pictures.
"""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface, plugins

OUT = Path(os.environ["DRIVE_OUT"])
STORE = Path(os.environ["DRIVE_STORE"])
WIDTH = 320


def settle(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)


def until(said, what, timeout=60):
    end = time.monotonic() + timeout
    while not said():
        if time.monotonic() > end:
            raise TimeoutError(what)
        settle(0.05)


def idle():
    until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "tasks")
    settle(0.6)  # saving starts reading a moment later
    until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "tasks")


def picture(widget, name):
    settle(0.3)
    widget.grab().save(str(OUT / f"{name}.png"))


class Day:
    """One editor's day, in steps."""

    def __init__(self):
        plugin = plugins["service_points"]
        plugin.action.setChecked(True)
        self.panel = plugin.panel
        self.facts = {}

    def run(self):
        self.open_copy()
        self.edit()
        self.see_and_correct()
        self.say_why()
        self.submit()

    def open_copy(self):
        from service_points.core.exchange import checkout
        from service_points.core.store import open_store

        copy = OUT / "copy.gpkg"
        with open_store(STORE) as store:
            codes = [row["custodian_code"] for row in store.rows("service_point")]
            self.code = max(set(codes), key=codes.count)
            checkout(store, self.code, copy).close()
        iface.mainWindow().resizeDocks([self.panel], [WIDTH], Qt.Orientation.Horizontal)
        self.panel.open_store(str(copy))
        until(lambda: self.panel.session.compared is not None, "the comparison")
        idle()
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
        self.save()
        self.facts["tab"] = self.panel.tabs.tabText(2)
        self.tab.changes.tree.expandAll()
        self.tab.changes.tree.setCurrentIndex(self.tab.changes.tree.model().index(0, 0))
        picture(self.panel, "3_changes")

    def save(self):
        QTest.mouseClick(self.tab.save, Qt.MouseButton.LeftButton)
        idle()

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
        QTest.mouseClick(view.fix, Qt.MouseButton.LeftButton)
        settle(0.3)
        picture(self.panel, "5_corrected")
        self.facts["undo"] = self.panel.session.points_layer().undoStack().undoText()
        self.save()
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
        QTimer.singleShot(300, self.answer_reason)
        QTest.mouseClick(self.tab.changes.motive, Qt.MouseButton.LeftButton)
        idle()
        picture(self.panel, "8_with_reason")
        record = self.tab.changes.tree.model().index(0, 0)
        self.facts["line"] = record.data(Qt.ItemDataRole.AccessibleTextRole)

    def answer_reason(self):
        try:
            self.fill_in(QApplication.activeModalWidget())
        except BaseException:
            traceback.print_exc()
            os._exit(3)

    @staticmethod
    def fill_in(dialog):
        dialog.reason.setCurrentIndex(dialog.reason.findData("moved"))
        QTest.keyClicks(dialog.text, "New premises")
        QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        QTest.keyClicks(dialog.evidence[0].url, "https://example.ca/new-office")
        picture(dialog, "7_reason")
        dialog.accept()

    def submit(self):
        QTest.mouseClick(self.tab.submit, Qt.MouseButton.LeftButton)
        settle(0.3)
        dialog = self.panel.editing._dialog
        QTest.keyClicks(dialog.form.name, "Ada Tremblay")
        QTest.keyClicks(dialog.form.email, "registre@example.ca")
        self.facts["needed"] = dialog.message.text()
        picture(dialog, "9_form")
        dialog.form.authorized.setChecked(True)
        QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
        until(lambda: not dialog.bar.isVisible(), "the preview")
        self.facts["counts"] = dialog.preview_page.counts.text()
        self.facts["files_before"] = sorted(path.name for path in OUT.glob("*.casp.json"))
        picture(dialog, "10_preview")
        from service_points.ui.submission_delivery import to_folder

        dialog.deliver(to_folder(OUT))
        until(lambda: dialog.pages.currentWidget() is dialog.done_page, "the file")
        picture(dialog, "11_done")
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
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


def refuse_questions():
    """A question that nobody answers would hold QGIS until the time is over: say which it is, and end."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QMessageBox):
        print("a question is in the way:", dialog.text(), flush=True)
        os._exit(4)


def main():
    day = Day()
    day.run()
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isEditable():
            layer.rollBack()  # QGIS would ask about layers that are still edited
    (OUT / "facts.json").write_text(json.dumps(day.facts, ensure_ascii=False, indent=1), encoding="utf-8")
    QgsProject.instance().clear()  # QGIS would ask about layers in a temporary folder
    iface.actionExit().trigger()


def guarded():
    watch = QTimer(iface.mainWindow())
    watch.timeout.connect(refuse_questions)
    watch.start(1000)
    try:
        iface.mainWindow().showNormal()
        iface.mainWindow().setGeometry(0, 0, 1590, 990)
        main()
    except BaseException:
        traceback.print_exc()
        os._exit(3)


QTimer.singleShot(2500, guarded)
