# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: bring a municipality's list into a working copy's register, window to draft.

DRIVE_STORE is the sample; DRIVE_OUT the folder for the working copy, the source, facts.json and pictures.
"""

import csv
import json
import os
from pathlib import Path

from driving import OUT, cut_texts, drive, idle, open_panel, picture, press, settle, until
from qgis.PyQt.QtCore import QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

STORE = Path(os.environ["DRIVE_STORE"])
COLUMNS = (
    "no",
    "Name",
    "Nom du bureau",
    "Address",
    "City",
    "Prov",
    "Postal",
    "Lat",
    "Long",
    "Telephone",
    "Owner",
)


class Afternoon:
    """An import, in steps."""

    def __init__(self):
        self.facts = {"cut": {}}

    def run(self):
        self.prepare()
        self.look()
        self.map()
        self.review()
        self.submit()
        return self.facts

    def prepare(self):
        """Make a working copy, and a list: a point as it is, one renamed and moved a little, one new."""
        from service_points.core.exchange import checkout
        from service_points.core.store import open_store
        from service_points.core.validation.position import lonlat_of

        copy, source = OUT / "copy.gpkg", OUT / "Bureaux municipaux.csv"
        with open_store(STORE) as store:
            names = {row["id"]: row["name_en"] or row["name_fr"] for row in store.rows("organization")}
            points = sorted(store.rows("service_point"), key=lambda row: row["id"])
            usable = [
                p
                for p in points
                if p["channel"] == "in_person" and p["geom"] and p["address_line1"] and p["name_en"]
            ]
            codes = [p["custodian_code"] for p in usable]
            self.code = max(sorted(set(codes)), key=codes.count)
            checkout(store, self.code, copy).close()
        own = [p for p in usable if p["custodian_code"] == self.code]
        self.point = own[0]["id"]
        rows = []
        for number, point in enumerate(own[:2]):
            lon, lat = lonlat_of(point["geom"])
            row = [f"00{number}", point["name_en"], point["name_fr"], point["address_line1"], point["city"]]
            rows.append(
                [*row, point["province"], point["postal_code"], lat, lon, "", names[point["organization_id"]]]
            )
        lon, lat = lonlat_of(own[0]["geom"])
        organization = names[own[0]["organization_id"]]
        rows[1][1] = "Customer counter"
        rows[1][2] = "Comptoir de la clientèle"
        where = ["45 Nulle-part Road", own[0]["city"], own[0]["province"], "", lat + 0.2, lon + 0.3]
        rows.append(["002", "Far Counter", "Comptoir éloigné", *where, "613-555-0177", organization])
        with source.open("w", encoding="cp1252", newline="") as file:
            csv.writer(file, delimiter=";").writerows([COLUMNS, *rows])
        self.source = source
        self.panel = open_panel(copy, 320)
        self.panel.tabs.setCurrentWidget(self.panel.changes)
        picture(self.panel, "0_panel")
        press(self.panel.changes.bring)
        self.window = until(lambda: self.panel.importing.assistant, "the window")
        idle()

    def look(self):
        self.window.source.file.setFilePath(str(self.source))
        self.ready()
        self.facts["encoding"] = self.window.source.look.preview.encoding.value
        self.keep("1_source")

    def map(self):
        press(self.window.frame.next)
        page = self.window.map
        self.facts["guessed"] = [n for n in page.fields.sources if self.window.source.draft.guess_of(n)]
        (item,) = page.columns.findItems("Nom du bureau", Qt.MatchFlag.MatchExactly)
        target = page.fields.visualItemRect(page.fields._items["name_fr"]).center()
        data = page.columns.mimeData([item])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        page.fields.dropEvent(QDropEvent(QPointF(QPoint(target)), Qt.DropAction.CopyAction, data, left, none))
        source = page.fields.sources["point_type"]
        source.combo.choose_constant()
        source.constant.edit.setCurrentIndex(source.constant.edit.findData("service_centre"))
        source.constant.edit.activated.emit(source.constant.edit.currentIndex())
        self.facts["needed"] = self.window.frame.message.text()
        page.tabs.setCurrentIndex(page.tabs.count() - 1)
        QTest.keyClicks(page.about.texts["publisher"], "Ville")
        page.about.licence.setCurrentIndex(page.about.licence.findData("OGL-ON-1.0"))
        page.about.licence.activated.emit(page.about.licence.currentIndex())
        page.refresh()
        for number in reversed(range(page.tabs.count())):
            page.tabs.setCurrentIndex(number)
            if number == 2:
                page.services.add.click()
            if number == 3:
                page.hours.parser.setCurrentIndex(4)
                page.hours.parser.activated.emit(4)
            if number == 4:
                page.filters.add.click()
            self.keep(f"2_fields_{number}")
        page.hours.parser.setCurrentIndex(0)
        page.hours.parser.activated.emit(0)
        page.refresh()
        page.save_profile(OUT / "profile.json")

    def review(self):
        press(self.window.frame.next)
        self.ready()
        review = self.window.review
        self.facts["said"] = self.window.frame.message.text()
        self.facts["lists"] = {name: len(lines) for name, lines in review._lists.items() if lines}
        self.facts["open"] = review.open_count
        review.options.setCollapsed(False)
        self.keep("3_options")
        review.options.setCollapsed(True)
        self.keep("3_review")
        for _pair in range(review.open_count):
            press(review.pair.same)
            settle()
        self.keep("4_decided")
        review.show_list("new")
        self.keep("5_new")

    def submit(self):
        press(self.window.frame.next)
        self.ready()
        form = self.window.draft.form
        QTest.keyClicks(form.name, "Ada Tremblay")
        QTest.keyClicks(form.email, "registre@example.ca")
        self.facts["still"] = self.window.draft.missing.text()
        self.keep("6_draft")
        form.authorized.setChecked(True)
        from service_points.ui.submission_delivery import to_folder

        self.window.deliver(to_folder(OUT))
        until(lambda: self.window.draft.is_done, "the draft")
        self.keep("7_done")
        (written,) = OUT.glob("*.casp.json")
        changes = json.loads(written.read_text(encoding="utf-8"))["changes"]
        points = [c for c in changes if c["table"] == "service_point"]
        self.facts["added"] = [c["fields"]["name_fr"]["after"] for c in points if c["op"] == "insert"]
        self.facts["links"] = sorted(
            c["fields"]["value"]["after"] for c in changes if c["table"] == "external_id"
        )
        press(self.window.frame.leave)
        idle()
        self.facts["closed"] = self.panel.importing.assistant is None
        self.facts["outbox"] = len(self.panel.editing.outbox.outbox.entries())

    def ready(self):
        until(lambda: not self.window._is_busy, "the background")
        idle()

    def keep(self, name):
        """Keep a picture, and note texts that it does not show whole."""
        picture(self.window, name)
        cut = cut_texts(self.window)
        if cut:
            self.facts["cut"][name] = cut


drive(Afternoon().run, expected=lambda dialog: not isinstance(dialog, QMessageBox))
