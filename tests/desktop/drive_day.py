# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: a day of two editors and a steward, each with the panel as people use it.

Ada corrects hours and position of a counter, sees a warning, mends it and submits to a folder; Bo corrects
the same hours otherwise and submits to a web address with a login; the steward receives both and decides;
both read the answer, and Bo takes over what the store says. DRIVE_STORE is the shared store, DRIVE_ADA and
DRIVE_BO are the working copies, DRIVE_FOLDER and DRIVE_WEB where the stewards receive, DRIVE_WEB_FOLDER
that address as the steward sees it, DRIVE_LOGIN name and password.
"""

import os
from pathlib import Path

from driving import (
    cut_texts,
    drive,
    idle,
    iface,
    open_panel,
    picture,
    press,
    press_place,
    press_row,
    save,
    until,
)
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsGeometry
from qgis.PyQt.QtCore import QTime
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QTabWidget, QTimeEdit

STORE, FOLDER = Path(os.environ["DRIVE_STORE"]), Path(os.environ["DRIVE_FOLDER"])
WEB, WEB_FOLDER = os.environ["DRIVE_WEB"], Path(os.environ["DRIVE_WEB_FOLDER"])
MASTER = "of this machine"
BO = "Mo-Sa 09:00-16:00; PH off"
REASON = "The counter was visited: it is closed on Saturdays."
facts = {"cut": []}


def look_at(widget, name):
    facts["cut"] += [f"{name}: {text}" for text in cut_texts(widget)]
    picture(widget, name)


def keep_login():
    """What an administrator did long ago: the login of the exchange is in QGIS's own database."""
    login = QgsAuthMethodConfig("Basic")
    login.setName("Exchange of the register")
    for name, value in zip(("username", "password"), os.environ["DRIVE_LOGIN"].split("\n")):
        login.setConfig(name, value)
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword(MASTER, True)
    answer = manager.storeAuthenticationConfig(login)
    stored, kept = answer if isinstance(answer, tuple) else (answer, login)
    assert stored
    return kept.id()


def open_copy(name):
    return open_panel(os.environ[f"DRIVE_{name}"], width=340)


def the_counter(panel):
    """The first counter with hours from Monday to Friday; every reader of the store finds the same."""
    layer = panel.session.points_layer()
    known = [
        f
        for f in layer.getFeatures()
        if str(f["hours"]) == "Mo-Fr 08:30-16:30; PH off" and f["custodian_code"] == os.environ["DRIVE_CODE"]
    ]
    return layer, min(known, key=lambda feature: feature["id"])


def form_dialog():
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    return next((dialog for dialog in shown if dialog.findChild(QTabWidget)), None)


def is_expected(dialog):
    """Forms and the plugin's own dialogs may be open; a private address is confirmed."""
    if isinstance(dialog, QMessageBox) and "127.0.0.1" in dialog.text():
        picture(dialog, "b2_private_address", 0)
        dialog.button(QMessageBox.StandardButton.Yes).click()
        return True
    return not isinstance(dialog, QMessageBox) and bool(
        dialog.findChild(QTabWidget) or dialog.objectName().startswith("ServicePoints")
    )


def correct_in_the_form(panel):
    """Saturday by a slip of the pen until before it opens: the form says so, and the next step mends it."""
    from service_points.ui.form_findings import FormFindings
    from service_points.ui.hours_editor import HoursEditor

    layer, counter = the_counter(panel)
    facts["counter"] = counter["id"]
    assert layer.startEditing()
    panel.open_form(counter["id"])
    until(form_dialog, "the form")
    dialog = form_dialog()
    dialog.setGeometry(60, 40, 900, 820)
    until(
        lambda: any("hours" in found.lines for found in dialog.findChildren(FormFindings)),
        "the findings of the form",
    )
    watch = next(f for f in dialog.findChildren(FormFindings) if "hours" in f.lines and "channel" in f.lines)
    until(lambda: watch._checker.findings(layer, counter) is not None, "reading the store")
    tabs, editor = dialog.findChild(QTabWidget), dialog.findChild(HoursEditor)
    tabs.setCurrentIndex(2)
    closing = editor.grid.rows[4].box.findChildren(QTimeEdit)[1]
    closing.setTime(QTime(6, 30))
    until(lambda: watch.lines["hours"].texts, "the warning")
    facts["warned"] = watch.lines["hours"].texts
    picture(dialog, "a1_warning")
    closing.setTime(QTime(18, 0))
    until(lambda: not watch.lines["hours"].texts, "the warning to go")
    picture(dialog, "a2_mended")
    dialog.accept()
    until(lambda: form_dialog() is None, "the form to close")
    return layer, counter


def move(layer, counter):
    """Move the point as the vertex tool does; the panel asks about the address."""
    place = counter.geometry().asPoint()
    layer.beginEditCommand("Move")
    layer.changeGeometry(
        counter.id(), QgsGeometry.fromWkt(f"POINT ({place.x() + 0.0004} {place.y() + 0.0002})")
    )
    layer.endEditCommand()
    until(lambda: iface.messageBar().currentItem() is not None, "the question about the address")
    item = iface.messageBar().currentItem()
    facts["address_question"] = item.text()
    picture(iface.mainWindow(), "a3_moved")
    press(item.findChildren(QPushButton)[0])  # it is still right


def submit(panel, who, email, place, login=""):
    panel.tabs.setCurrentWidget(panel.changes)
    press(panel.changes.submit)
    dialog = panel.editing._dialog
    for line, text in ((dialog.form.name, who), (dialog.form.email, email)):
        line.clear()
        QTest.keyClicks(line, text)
    dialog.form.authorized.setChecked(True)
    press(dialog.next)
    until(lambda: not dialog.bar.isVisible(), "the preview")
    dialog.place.set_place(str(place))
    if login:
        dialog.place.login.setConfigId(login)
    return dialog


def send(dialog, name):
    look_at(dialog, f"{name}_preview")
    press(dialog.send_button)
    until(lambda: dialog.pages.currentWidget() is dialog.done_page, "sending")
    look_at(dialog, f"{name}_sent")
    press(dialog.leave)
    idle()


def ada():
    panel = open_copy("ADA")
    layer, counter = correct_in_the_form(panel)
    move(layer, counter)
    panel.tabs.setCurrentWidget(panel.changes)
    save(panel)
    panel.changes.changes.tree.expandAll()
    look_at(panel, "a4_changes")
    send(submit(panel, "Ada Tremblay", "ada@example.ca", FOLDER), "a5")
    look_at(panel, "a6_outbox")


def bo(login):
    panel = open_copy("BO")
    layer, counter = the_counter(panel)
    assert layer.startEditing()
    layer.changeAttributeValue(counter.id(), layer.fields().lookupField("hours"), BO)
    layer.changeAttributeValue(counter.id(), layer.fields().lookupField("email"), "bo@example.ca")
    panel.tabs.setCurrentWidget(panel.changes)
    save(panel)
    send(submit(panel, "Bo Nguyen", "bo@example.ca", WEB, login), "b1")


class Steward:
    """Receives, looks and decides with clicks."""

    def __init__(self):
        self.panel = open_panel(STORE, width=340)
        self.controller, self.page = self.panel.steward, self.panel.review.page
        self.panel.tabs.setCurrentWidget(self.panel.review)

    def receive(self, folder):
        self.controller.set_receipts_folder(str(folder / "receipts"))
        known = {line.id for line in self.controller.inbox.lines} if self.controller.inbox else set()
        self.page._receive(sorted((folder / "inbox").glob("*.casp.json")))
        idle()
        (new,) = {line.id for line in self.controller.inbox.lines} - known
        return new

    def open(self, submission):
        press_row(self.page.inbox.list, self.page.inbox.model.row_of(submission))

    def choose_all(self):
        actions = [a for a in self.page.changes.bulk.menu().actions() if not a.isSeparator()]
        actions[0].trigger()

    def open_change(self):
        found = next(c for c in self.controller.review.changes if c.table.name == "service_point")
        press_row(self.page.changes.list, self.page.changes.model.row_of(found.seq))

    def click_ours(self, field):
        table = self.page.change.table
        model = table.conflicts
        places = [
            place
            for row in range(model.rowCount())
            for place in (
                [model.index(row, 1)]
                if model.narrow
                else map(model.index, [row] * 9, range(model.columnCount()))
            )
        ]
        for place in places:
            found = model.place(place)
            if found is not None and (found[0].field.name, found[1]) == (field, "ours"):
                self.page.change.ensureWidgetVisible(table)
                press_place(table, place)
                return
        raise LookupError(field)

    def decide(self):
        press(self.page.changes.decide)
        idle()

    def day(self):
        idle()
        first = self.receive(FOLDER)
        look_at(self.panel, "c1_received")
        self.open(first)
        if self.controller.review.line.waiting:
            self.choose_all()
            self.decide()
        self.page.back.click()
        second = self.receive(WEB_FOLDER)
        self.open(second)
        self.open_change()
        look_at(self.panel, "c2_conflict")
        self.choose_all()
        self.panel.review.open_wide()
        until(self.panel.review.wide_window.isVisible, "the window")
        self.open_change()
        self.click_ours("hours")
        QTest.keyClicks(self.page.change.reason, REASON)
        look_at(self.panel.review.wide_window, "c3_decided")
        self.decide()
        facts["note"] = self.page.note.text()
        facts["waiting"] = self.controller.inbox.waiting
        self.panel.review.wide_window.close()
        idle()


def read_the_answer(name, picture_name):
    """Look for the receipt; say what it says, and take over what the store has where it asks."""
    panel = open_copy(name)
    panel.tabs.setCurrentWidget(panel.changes)
    panel.changes.show_outbox()
    press(panel.changes.outbox.look)
    until(lambda: panel.editing.outbox._dialog is not None, "the answer")
    idle()
    dialog = panel.editing.outbox._dialog
    said = {"title": dialog.title.text(), "units": len(dialog.answer.units)}
    look_at(dialog, f"{picture_name}_answer")
    if dialog.answer.units:
        dialog.conflicts.theirs.click()
        press(dialog.conflicts.apply)
        until(lambda: not dialog.answer.units, "the choices")
        idle()
        look_at(dialog, f"{picture_name}_settled")
    dialog.reject()
    idle()
    layer = panel.session.points_layer()
    row = next(f for f in layer.getFeatures() if f["id"] == facts["counter"])
    look_at(panel, f"{picture_name}_end")
    return {**said, "hours": row["hours"], "email": str(row["email"]), "left": len(panel.session.changes)}


def main():
    login = keep_login()
    ada()
    bo(login)
    Steward().day()
    facts["ada"] = read_the_answer("ADA", "d1")
    facts["bo"] = read_the_answer("BO", "d2")
    return facts


drive(main, expected=is_expected)
