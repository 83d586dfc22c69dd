# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: say in the assistant's window how fields are read, without JSON.

DRIVE_STORE is the sample; DRIVE_OUT the folder for the working copy, the sources, facts.json and pictures.
"""

import json
import os
from pathlib import Path

from driving import OUT, cut_texts, drive, idle, open_panel, picture, press, settle, until
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

STORE = Path(os.environ["DRIVE_STORE"])
HEADER = "District;No;Name;Type;Link;Town;Checked;Open\n"
KINDS = (
    "Service centre",
    "Borne libre-service",
    "Satellite office",
    "Dépôt municipal",
    "borne libre-service",
)


class Morning:
    """What a municipality's officer says of a list, in steps."""

    def __init__(self):
        self.facts = {"cut": {}}

    def run(self):
        self.prepare()
        self.join()
        self.fields()
        self.filters()
        self.description()
        self.leave()
        return self.facts

    def prepare(self):
        """Make a working copy and two lists of the same offices; open the window on the first."""
        from service_points.core.exchange import checkout
        from service_points.core.store import open_store

        copy = OUT / "copy.gpkg"
        with open_store(STORE) as store:
            codes = [row["custodian_code"] for row in store.rows("service_point")]
            checkout(store, max(sorted(set(codes)), key=codes.count), copy).close()
        rows = [
            f"{'EW'[n % 2]};{n:02};Office {n} / North;{KINDS[n % 5]};/office.jsp?rc={500 + n}&lang=en;"
            f"Pine River;{n % 28 + 1:02}/04/2026;{'K' if n % 6 else '-'}\n"
            for n in range(40)
        ]
        (OUT / "offices.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
        french = [f"{n:02};Bureau {n} (secteur Nord)\n" for n in range(3, 42)]
        (OUT / "bureaux.csv").write_text("numero;Nom\n" + "".join(french), encoding="utf-8")
        panel = open_panel(copy, 320)
        panel.tabs.setCurrentWidget(panel.changes)
        press(panel.changes.bring)
        self.panel = panel
        self.window = until(lambda: panel.importing.assistant, "the window")
        idle()
        self.window.source.file.setFilePath(str(OUT / "offices.csv"))
        self.ready()

    def join(self):
        """Join the list in French."""
        press(self.window.source.join)
        dialog = until(lambda: self.window.questions.dialog, "the join")
        dialog.file.setFilePath(str(OUT / "bureaux.csv"))
        until(lambda: not dialog.is_busy, "both files")
        dialog.prefix.clear()
        QTest.keyClicks(dialog.prefix, "fr.")
        self.facts["keys"] = [dialog.key.currentText(), dialog.second_key.currentText()]
        self.facts["joined"] = dialog.counts.text()
        self.keep(dialog, "1_join")
        press(dialog.ok)
        self.ready()
        self.keep(self.window, "1_source")
        press(self.window.frame.next)
        idle()

    def fields(self):
        """Say how fields are read: by the keyboard where a person may have no mouse."""
        from service_points.ui import import_ways as ways

        page = self.window.map
        page.fields.setCurrentItem(page.fields._items["point_type"])
        page.fields.setFocus()
        QTest.keyClick(page.fields, Qt.Key.Key_Return)
        dialog = self.dialog()
        self.facts["ways"] = [dialog.way.itemText(n) for n in range(dialog.way.count())]
        dialog.choose_way(ways.LIST)
        values = dialog.pages[ways.LIST]
        values.column.choose_column("Type")
        self.tried(dialog)
        self.facts["values"] = list(values.edits)
        self.facts["guessed"] = {value: edit.value() for value, edit in values.edits.items() if edit.value()}
        self.facts["without"] = values.state.text()
        self.facts["counts"] = dialog.trial.counts.text()
        self.keep(dialog, "2_list")
        values.choose("Dépôt municipal", "other")
        self.tried(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        idle()
        self.say("partner_note", ways.PATTERN, ["Link"], "3_pattern", pattern="rc=([0-9]+)", refused="(.*)+x")
        self.say("name_en", ways.PIECE, ["Name"], "4_piece", sign="/")
        self.say("description_en", ways.STRIP, ["Name"], "5_strip", end=" / North")
        self.say("name_fr", ways.FIRST, ["fr.Nom", "Name"], "6_first")
        self.say("city", ways.COLUMN, ["Town"], "7_column")
        self.say("verified_on", ways.COLUMN, ["Checked"], "8_date")
        page.tabs.setCurrentIndex(1)
        press(page.identity.reading)
        self.answer(ways.JOINED, ["District", "No"], "9_joined", {"sign": "-"})
        self.keep(self.window, "9_key")
        page.tabs.setCurrentIndex(0)
        self.keep(self.window, "10_fields")

    def filters(self):
        from service_points.ui import import_ways as ways

        page = self.window.map
        page.tabs.setCurrentIndex(4)
        press(page.filters.add)
        row = page.filters.rows[0]
        row.reading_asked.emit()
        self.answer(ways.YES_NO, ["Open"], "11_yes_no", {"yes": "K", "no": "-"})
        press(row.choose)
        dialog = until(lambda: self.window.questions.dialog, "the values")
        dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
        self.keep(dialog, "12_values")
        dialog.accept()
        page.refresh()
        self.facts["kept"] = page.filters.state.text()
        self.keep(self.window, "13_filters")

    def description(self):
        page = self.window.map
        page.tabs.setCurrentIndex(5)
        page.about.required.setCheckedItems(["District", "No"])
        self.keep(self.window, "14_description")
        page.save_profile(OUT / "profile.json")
        self.facts["profile"] = json.loads((OUT / "profile.json").read_text(encoding="utf-8"))

    def leave(self):
        press(self.window.frame.leave)
        idle()

    def say(self, field, way, columns, name, refused="", **texts):
        press(self.window.map.fields.sources[field].reading)
        self.answer(way, columns, name, texts, refused=refused)

    def answer(self, way, columns, name, texts, *, refused=""):
        """Fill the dialog in as a person does, keep its picture, take it."""
        dialog = self.dialog()
        dialog.choose_way(way)
        page = dialog.pages[way]
        combos = page.combos if hasattr(page, "combos") else [page.column]
        for combo, column in zip(combos, columns):
            combo.choose_column(column)
        for edit, text in texts.items():
            getattr(page, edit).clear()
            if refused:
                QTest.keyClicks(getattr(page, edit), refused)
                self.facts["refused"] = [dialog.trial.counts.text(), dialog.ok.isEnabled()]
                self.keep(dialog, f"{name}_refused")
                getattr(page, edit).clear()
            QTest.keyClicks(getattr(page, edit), text)
        self.tried(dialog)
        self.keep(dialog, name)
        press(dialog.ok)
        idle()

    def dialog(self):
        found = until(lambda: self.window.questions.dialog, "the dialog")
        idle()
        return found

    def tried(self, dialog):
        until(lambda: dialog.trial.is_settled, "the trial")
        settle()

    def ready(self):
        until(lambda: not self.window._is_busy, "the background")
        idle()

    def keep(self, widget, name):
        """Keep a picture, and note texts that it does not show whole."""
        picture(widget, name)
        cut = cut_texts(widget)
        if cut:
            self.facts["cut"][name] = cut


OURS = ("WayDialog", "JoinDialog", "ValuesDialog")
drive(Morning().run, expected=lambda dialog: type(dialog).__name__ in OURS)
