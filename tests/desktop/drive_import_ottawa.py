# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: five files of Ottawa, one after another, from the assistant into one store.

DRIVE_SOURCES is JSON: a list of (profile, or path of one; path of the source). DRIVE_ADDRESSES is a CSV of
address points. The steward merges by the algorithm and takes what waits.
"""

import json
import os
from pathlib import Path

from driving import OUT, drive, idle, open_panel, picture, press, settle, until
from qgis import processing
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox
from qgis.utils import plugins

SOURCES = json.loads(os.environ["DRIVE_SOURCES"])
ADDRESSES = Path(os.environ["DRIVE_ADDRESSES"])


def run(name, **parameters):
    return processing.run(f"servicepoints:{name}", {key: str(value) for key, value in parameters.items()})


class Register:
    """A data editor's day with five files, and a second day with the same ones."""

    def __init__(self):
        self.store, self.number, self.facts = OUT / "store.gpkg", 0, {"first": {}, "again": {}}

    def run(self):
        titles = {"TITLE_EN": "Ottawa", "TITLE_FR": "Registre d’Ottawa"}
        run("createstore", TARGET=self.store, JURISDICTION="CA-ON", **titles)
        where = f"{ADDRESSES.as_uri()}?type=csv&xField=longitude&yField=latitude&crs=EPSG:4326"
        layer = QgsVectorLayer(f"{where}&encoding=ISO-8859-1", "addresses", "delimitedtext")
        QgsProject.instance().addMapLayer(layer)
        self.addresses = layer
        for day in ("first", "again"):
            for profile, source in SOURCES:
                self.bring(day, profile, source)
        return self.facts

    def bring(self, day, profile, source):
        self.number += 1
        name = Path(profile).stem
        copy, draft = OUT / f"copy{self.number}.gpkg", OUT / f"draft{self.number}"
        run("checkout", STORE=self.store, JURISDICTION="CA-ON", TARGET=copy)
        panel = open_panel(copy, 320)
        panel.tabs.setCurrentWidget(panel.changes)
        press(panel.changes.bring)
        self.window = until(lambda: panel.importing.assistant, "the window")
        idle()
        self.choose(profile, source)
        press(self.window.frame.next)
        press(self.window.frame.next)
        self.ready()
        review = self.window.review
        counts = {each: len(lines) for each, lines in review._lists.items() if lines}
        self.facts[day][name] = {"lists": counts, "open": review.open_count}
        picture(self.window, f"{day}_{name}_review")
        for _pair in range(review.open_count):
            press(review.pair.new)
            settle()
        press(self.window.frame.next)
        self.ready()
        page = self.window.draft
        self.facts[day][name]["has_changes"] = page.has_changes
        picture(self.window, f"{day}_{name}_draft")
        if page.has_changes:
            self.submit(draft)
        press(self.window.frame.leave)
        until(lambda: panel.importing.assistant is None, "the end of the window")
        idle()
        if draft.exists():
            self.merge(draft)

    def choose(self, profile, source):
        from service_points.core.importing.profile_file import load_presets, read_profile
        from service_points.ui.import_profiles import KnownProfile

        presets = load_presets()
        known = (
            KnownProfile(presets[profile])
            if profile in presets
            else KnownProfile(read_profile(Path(profile)), Path(profile))
        )
        self.window.source.file.setFilePath(source)
        self.window.source.use_profile(known)
        self.ready()
        options = self.window.review.options
        options.layer.setLayer(self.addresses)
        for number, field in ((0, "address"), (2, "city"), (3, "postal_code")):
            options.fields[number].setField(field)
        idle()

    def submit(self, folder):
        from service_points.ui.submission_delivery import to_folder

        form = self.window.draft.form
        for field, text in ((form.name, "Ada Tremblay"), (form.email, "registre@example.ca")):
            field.clear()
            QTest.keyClicks(field, text)
        form.authorized.setChecked(True)
        folder.mkdir()
        self.window.deliver(to_folder(folder))
        until(lambda: self.window.draft.is_done, "the draft")

    def merge(self, draft):
        """Merge as the steward does, and take what waits because something like it is near."""
        from service_points.core.exchange import Decision, Decisions, pending, write_decisions
        from service_points.core.store import open_store

        given = {"STORE": self.store, "SUBMISSIONS": draft, "POLICY": "apply", "SIGNATURE": "none"}
        run("mergesubmissions", RECEIPTS=OUT / "receipts", **given)
        with open_store(self.store) as store:
            waiting = [Decision(each.submission_id, each.seq, "accept") for each in pending(store)]
        if waiting:
            decisions = OUT / f"decisions{self.number}.json"
            decisions.write_bytes(write_decisions(Decisions(tuple(waiting))))
            done = run("mergesubmissions", RECEIPTS=OUT / "receipts", DECISIONS=decisions, **given)
            self.facts["held"] = self.facts.get("held", 0) + done["HELD"]
        plugins["service_points"].panel.open_store(str(self.store))
        idle()

    def ready(self):
        until(lambda: not self.window._is_busy, "the background")
        idle()


drive(Register().run, expected=lambda dialog: not isinstance(dialog, QMessageBox))
