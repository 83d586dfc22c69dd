# SPDX-License-Identifier: GPL-2.0-or-later
"""What a profile can hold is made in the assistant's window, without JSON, and shown again as it was made."""

import json
import threading
import time
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog
from service_points.core.importing.lookups import Tally
from service_points.core.importing.profile_file import load_presets, read_profile
from service_points.host.language import change_language, speaking
from service_points.processing.importsource import ImportSource
from service_points.ui import import_window
from service_points.ui.import_fields import MappableField, mappable_fields
from service_points.ui.import_filter_values import ValuesDialog
from service_points.ui.import_frame import MAP, REVIEW, AssistantFrame
from service_points.ui.import_way_dialog import WayDialog
from service_points.ui.import_ways import (
    ADDRESS,
    COLUMN,
    CONSTANT,
    FILTER,
    FIRST,
    JOINED,
    KEY,
    LIST,
    NOTHING,
    PATTERN,
    PIECE,
    RULE,
    STRIP,
    YES_NO,
    chosen_of,
    expression_of,
)

from .test_import_assistant import assistant, go, look, settle, write  # noqa: F401  (assistant is a fixture)

FIELDS = {field.name: field for field in mappable_fields()}
TARGETS = {**FIELDS, **{name: MappableField(name, name) for name in (KEY, FILTER)}}
HEADER = "District,No,Name,Kind,Link,Place,Town,Prov,PC,Checked,Open,Lat,Long,Tel\n"
ROWS = (
    "E,01,Alpha / East,Kiosk,/o.jsp?rc=5944&l=en,mailto:a@example.ca,Pine River,Ontario,K1A0B1,03/04/2026,K,"
    "45.43,-75.71,Rens.: 613-555-0102\n"
    "E,02,Beta / East,office,/o.jsp?rc=17,b@example.ca,Pine River,ON,K1A 0B2,13/04/2026,K,45.44,-75.72,\n"
    "W,03,Gamma / West,KIOSK ,,,Pine River,ON,,,K,45.45,-75.73,\n"
    "W,04,Delta / West,Depot,/o.jsp,,Pine River,ON,K1A 0B4,14/04/2026,K,45.46,-75.74,\n"
    "W,05,Closed / West,Gone,/o.jsp,,Pine River,ON,K1A 0B4,14/04/2026,-,45.46,-75.74,\n"
)
FRENCH = "numero,Nom\n01,Alpha (est)\n03,Gamma (ouest)\n09,Neuf\n02,\n"
WRITTEN = {
    "profile": "pine-river",
    "version": 1,
    "title_en": "offices",
    "title_fr": "offices",
    "publisher": "Town of Pine River",
    "licence": "OGL-ON-1.0",
    "join": {"second_language_file": "fr.csv", "key": "No", "second_key": "numero", "prefix": "fr."},
    "key": {
        "scheme": "pine-river.offices",
        "value": {"concat": [{"col": "District"}, {"col": "No"}], "sep": "-", "all": True},
    },
    "constants": {"channel": "in_person", "organization": "ServicePlus", "point_type": "other"},
    "map": {
        "name_en": {"split": {"col": "Name", "sep": "/", "index": 0}},
        "name_fr": {"first": [{"col": "fr.Nom"}, {"col": "Name"}]},
        "point_type": {
            "lookup": {"col": "Kind", "table": {"Kiosk": "kiosk", "office": "service_centre"}},
        },
        "partner_note": {"regex": {"col": "Link", "pattern": "rc=([0-9]+)", "group": 1}},
        "description_en": {"strip": {"col": "Name", "suffix": " / East"}},
        "email": {"strip": {"col": "Place", "prefix": "mailto:"}},
        "city": {"col": "Town"},
        "province": {"province": {"col": "Prov"}},
        "postal_code": {"postal": {"of": {"regex": {"col": "PC", "pattern": "^K.*"}}}},
        "latitude": {"col": "Lat"},
        "longitude": {"col": "Long"},
        "verified_on": {"date": {"col": "Checked", "format": "%d/%m/%Y"}},
    },
    "phones": [
        {
            "kind": "voice",
            "value": {"strip": {"col": "Tel", "prefix": "Rens.:"}},
            "tag": "voice_1",
        }
    ],
    "filter": [{"value": {"bool": {"col": "Open", "true": ["K"], "false": ["-"]}}, "in": ["true"]}],
    "lifecycle": {"missing": "propose_closed", "after_runs": 3},
    "expect": {
        "min_rows": 2,
        "required_columns": ["District", "No"],
        "optional_columns": ["Tel"],
        "max_change_share": 0.1,
    },
}


@pytest.mark.parametrize(
    ("field", "expression", "way"),
    [
        ("name_en", None, NOTHING),
        ("name_en", {"col": "A"}, COLUMN),
        ("province", {"province": {"col": "A"}}, COLUMN),
        ("province", {"col": "A"}, COLUMN),
        ("province", {"province": {"of": {"split": {"col": "A", "sep": ",", "index": -1}}}}, PIECE),
        ("province", {"province": {"of": {"lookup": {"col": "A", "table": {}}}}}, RULE),
        ("province", {"lookup": {"col": "A", "table": {"Ont": "ON"}, "default": "QC"}}, LIST),
        ("email", {"strip": {"col": "A", "prefix": "mailto:"}}, COLUMN),
        ("email", {"strip": {"col": "A", "prefix": "mailto:", "suffix": "."}}, STRIP),
        ("email", {"strip": {"of": {"first": [{"col": "A"}, {"col": "B"}]}, "prefix": "mailto:"}}, FIRST),
        ("address", {"address": {"col": "A"}}, COLUMN),
        ("city", {"address": {"col": "A", "part": "city"}}, ADDRESS),
        ("city", {"address": {"col": "A", "part": "rest"}}, RULE),
        ("postal_code", {"address": {"col": "A", "part": "postal"}}, ADDRESS),
        ("verified_on", {"date": {"col": "A", "format": "%d/%m/%Y"}}, COLUMN),
        (
            "verified_on",
            {"date": {"of": {"concat": [{"col": "Y"}, {"col": "M"}]}, "format": "%Y %m"}},
            JOINED,
        ),
        ("verified_on", {"col": "A"}, COLUMN),
        ("name_en", {"concat": [{"col": "A"}, {"const": "x"}]}, RULE),
        ("name_en", {"concat": [{"col": "A"}, {"col": "B"}], "sep": "", "all": False}, JOINED),
        ("name_en", {"regex": {"of": {"col": "A"}, "pattern": "x"}}, RULE),
        ("name_en", {"split": {"col": "A", "sep": ",", "index": 70}}, RULE),
        ("name_en", {"const": "x"}, RULE),
        ("latitude", {"lookup": {"col": "A", "table": {}}}, RULE),
        (KEY, {"regex": {"col": "A", "pattern": "rc=([0-9]+)", "group": 1}}, PATTERN),
        (FILTER, {"bool": {"col": "A", "true": ["K"]}}, YES_NO),
        (KEY, {"bool": {"col": "A", "true": ["K"]}}, RULE),
    ],
)
def test_an_expression_comes_apart_and_together_as_it_was(field, expression, way):
    chosen = chosen_of(TARGETS[field], expression)
    assert chosen.way == way
    assert expression_of(TARGETS[field], chosen) == expression


@pytest.mark.parametrize("preset", sorted(load_presets()))
def test_every_expression_of_the_presets_stays(preset):
    document = load_presets()[preset].document
    for name, expression in document.get("map", {}).items():
        assert expression_of(FIELDS[name], chosen_of(FIELDS[name], expression)) == expression


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "offices.csv").write_text(HEADER + "".join(ROWS), encoding="utf-8")
    (tmp_path / "fr.csv").write_text(FRENCH, encoding="utf-8")
    return tmp_path


@pytest.fixture
def mapping(assistant, folder, qtbot):  # noqa: F811
    """The assistant on the page of fields, and what opens the dialog of one of them."""
    window = assistant()
    look(window, qtbot, folder / "offices.csv")
    window.go_to(MAP)
    return Mapping(window, qtbot)


class Mapping:
    """A person with the assistant."""

    def __init__(self, window, qtbot):
        self.window, self.page, self.qtbot = window, window.map, qtbot

    @property
    def draft(self):
        return self.window.source.draft

    def ask(self, field):
        self.page.fields.sources[field].reading.click()
        return self.opened()

    def opened(self):
        settle(self.window, self.qtbot)
        assert isinstance(self.window.questions.dialog, WayDialog), self.window.frame.message.text()
        return self.window.questions.dialog

    def tried(self, dialog):
        self.qtbot.waitUntil(lambda: dialog.trial.is_settled, timeout=60000)
        return dialog.trial

    def say(self, field, way, columns, **texts):
        """Choose a way, its columns and what is written beside them; take it."""
        self.fill(self.ask(field), way, columns, **texts)

    def fill(self, dialog, way, columns, **texts):
        dialog.choose_way(way)
        page = dialog.pages[way]
        combos = page.combos if way in (JOINED, FIRST) else [page.column]
        for combo, column in zip(combos, columns):
            combo.choose_column(column)
        for name, text in texts.items():
            write(getattr(page, name), text)
        assert dialog.ok.isEnabled(), dialog.message.text() or dialog.trial.problem
        dialog.ok.click()


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def join(mapping, folder):
    source = mapping.window.source
    source.join.click()
    dialog = mapping.window.questions.dialog
    dialog.file.setFilePath(str(folder / "fr.csv"))
    mapping.qtbot.waitUntil(lambda: not dialog.is_busy, timeout=60000)
    return dialog


def say_fields(mapping):
    mapping.say("name_en", PIECE, ["Name"], sign="/")
    mapping.say("name_fr", FIRST, ["fr.Nom", "Name"])
    dialog = mapping.ask("point_type")
    dialog.choose_way(LIST)
    dialog.pages[LIST].column.choose_column("Kind")
    dialog.pages[LIST].choose("office", "service_centre")
    choose(dialog.constant.edit, "other")
    dialog.ok.click()
    mapping.say("partner_note", PATTERN, ["Link"], pattern="rc=([0-9]+)")
    mapping.say("description_en", STRIP, ["Name"], end=" / East")
    mapping.say("email", COLUMN, ["Place"])
    mapping.say("postal_code", PATTERN, ["PC"], pattern="^K.*")
    dialog = mapping.ask("verified_on")
    dialog.pages[COLUMN].column.choose_column("Checked")
    assert dialog.form.currentText() == "%d/%m/%Y"
    dialog.ok.click()
    dialog = mapping.ask("organization")
    dialog.choose_way(CONSTANT)
    assert not dialog.ok.isEnabled()
    dialog.constant.edit.setEditText("ServicePlus")
    dialog.ok.click()


def say_identifier_telephone_filter(mapping):
    window, page = mapping.window, mapping.page
    page.identity.reading.click()
    dialog = mapping.opened()
    dialog.choose_way(JOINED)
    dialog.pages[JOINED].needs_all.setChecked(True)
    mapping.fill(dialog, JOINED, ["District", "No"], sign="-")
    write(page.identity.scheme, "pine-river.offices")
    phone = page.phones.rows[0] if page.phones.rows else page.phones.append({})
    phone.reading_asked.emit()
    mapping.fill(mapping.opened(), STRIP, ["Tel"], beginning="Rens.:")
    rule = page.filters.append({})
    rule.reading_asked.emit()
    mapping.fill(mapping.opened(), YES_NO, ["Open"], yes="K", no="-")
    rule.values_asked.emit()
    settle(window, mapping.qtbot)
    values = window.questions.dialog
    assert [values.list.item(row).text() for row in range(2)] == ["true (4)", "false (1)"]
    values.list.item(0).setCheckState(Qt.CheckState.Checked)
    values.accept()


def say_what_to_expect(about):
    write(about.texts["publisher"], "Town of Pine River")
    write(about.id, "pine-river")
    choose(about.licence, "OGL-ON-1.0")
    choose(about.missing, "propose_closed")
    about.after_runs.setValue(3)
    about.least_rows.setValue(2)
    about.most_changed.setValue(10)
    about.required.setCheckedItems(["District", "No"])
    about.optional.setCheckedItems(["Tel"])


def test_a_profile_made_in_the_window_is_the_one_written_by_hand(
    mapping, folder, qtbot, provider, working_copy
):
    window, page = mapping.window, mapping.page
    dialog = join(mapping, folder)
    assert (dialog.key.currentText(), dialog.second_key.currentText()) == ("No", "numero")
    assert dialog.counts.text() == "Rows that are joined: 3 of 5. Without a partner: 2 here, 1 in the file."
    assert dialog.alone.text() == "Alone are for example “04”, “05”, “09”."
    dialog.ok.click()
    settle(window, qtbot)
    assert "fr.Nom" in window.source.look.table.columns

    say_fields(mapping)
    say_identifier_telephone_filter(mapping)
    say_what_to_expect(page.about)
    page.refresh()
    assert page.filters.state.text() == "Rows imported: 4 of the first 5."

    page.save_profile(folder / "window.json")
    assert json.loads((folder / "window.json").read_text(encoding="utf-8")) == WRITTEN
    (folder / "hand.json").write_text(json.dumps(WRITTEN), encoding="utf-8")
    drafts = [imported(folder, name, working_copy) for name in ("window", "hand")]
    assert drafts[0] == drafts[1]
    added = {
        change["fields"]["name_en"]["after"]: {name: each["after"] for name, each in change["fields"].items()}
        for change in drafts[0]
        if change["table"] == "service_point"
    }
    assert {name: (point["name_fr"], point["point_type"]) for name, point in added.items()} == {
        "Alpha": ("Alpha (est)", "kiosk"),
        "Beta": ("Beta / East", "service_centre"),
        "Gamma": ("Gamma (ouest)", "kiosk"),
        "Delta": ("Delta / West", "other"),  # no code of its own: what the source has nothing for
    }
    assert (added["Alpha"]["partner_note"], added["Alpha"]["verified_on"]) == ("5944", "2026-04-03")
    go(window, qtbot, REVIEW)
    assert window.step == REVIEW, window.frame.message.text()


def imported(folder, name, working_copy):
    """Run the import as a batch does; return the changes it asks for."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    parameters = {
        "SOURCE": str(folder / "offices.csv"),
        "PROFILE": str(folder / f"{name}.json"),
        "WORKING_COPY": str(working_copy),
        "SUBMITTER": "Ana Roy",
        "EMAIL": "registre@example.ca",
        "DRAFT": str(folder / name),
    }
    done, ok = ImportSource().create().run(parameters, QgsProcessingContext(), feedback)
    assert ok, feedback.textLog()
    (file,) = Path(done["DRAFT"]).glob("*.casp.json")
    return json.loads(file.read_text(encoding="utf-8"))["changes"]


def test_a_profile_written_by_hand_is_shown_as_it_is_and_ok_changes_nothing(assistant, folder, qtbot):  # noqa: F811
    from service_points.ui.import_profiles import KnownProfile

    (folder / "hand.json").write_text(json.dumps(WRITTEN), encoding="utf-8")
    window = assistant()
    look(window, qtbot, folder / "offices.csv")
    window.source.use_profile(KnownProfile(read_profile(folder / "hand.json")))
    settle(window, qtbot)
    window.go_to(MAP)
    mapping = Mapping(window, qtbot)
    ways = {}
    for name in WRITTEN["map"]:
        dialog = mapping.ask(name)
        ways[name] = dialog.way.currentData()
        assert dialog.expression() == WRITTEN["map"][name]
        dialog.ok.click()
    assert ways == {
        "name_en": PIECE,
        "name_fr": FIRST,
        "point_type": LIST,
        "partner_note": PATTERN,
        "description_en": STRIP,
        "email": COLUMN,
        "city": COLUMN,
        "province": COLUMN,
        "postal_code": PATTERN,
        "latitude": COLUMN,
        "longitude": COLUMN,
        "verified_on": COLUMN,
    }
    about = window.map.about
    assert (about.missing.currentData(), about.after_runs.value()) == ("propose_closed", 3)
    assert about.required.checkedItemsData() == ["District", "No"]
    assert about.optional.checkedItemsData() == ["Tel"]
    assert window.map.identity.scheme.text() == "pine-river.offices"
    assert window.source.draft.document == WRITTEN
    window.map.save_profile(folder / "again.json")
    assert json.loads((folder / "again.json").read_text(encoding="utf-8")) == WRITTEN


def test_a_lookup_shows_values_with_counts_guesses_and_counts_the_unread(mapping):
    dialog = mapping.ask("point_type")
    dialog.choose_way(LIST)
    page = dialog.pages[LIST]
    page.column.choose_column("Kind")
    assert list(page.edits) == ["Kiosk", "Depot", "Gone", "office"]
    assert page.edits["Kiosk"].value() == "kiosk"  # guessed; “office” alone could be several
    assert page.edits["Kiosk"].edit.currentText() == "Self-serve kiosk"
    assert page.edits["Kiosk"].edit.font().italic()
    page.choose("Kiosk", "kiosk")  # somebody looked it over
    assert not page.edits["Kiosk"].edit.font().italic()
    assert page.state.text() == "Values without a code: 3 of 4; rows: 3."
    trial = mapping.tried(dialog)
    assert trial.counts.text() == (
        "With a value: 2 · empty in the source: 0 · cannot be read: 3 (“office”, “Depot”, “Gone”)"
    )
    assert [trial.rows.topLevelItem(row).text(2) for row in range(3)] == [
        "Self-serve kiosk",
        "cannot be read",
        "Self-serve kiosk",
    ]
    page.choose("Depot", "satellite_office")
    choose(page.otherwise.edit, "other")
    assert page.state.text() == ""
    assert mapping.tried(dialog).trial.n_unread == 0
    dialog.ok.click()
    assert mapping.draft.state("point_type").expression == {
        "lookup": {
            "col": "Kind",
            "table": {"Kiosk": "kiosk", "Depot": "satellite_office"},
            "default": "other",
        }
    }
    assert mapping.page.fields._items["point_type"].text(2) == "Self-serve kiosk"


def test_names_of_organizations_are_looked_up_and_offered(mapping):
    mapping.qtbot.waitUntil(lambda: bool(mapping.page.fields.organizations), timeout=60000)  # read meanwhile
    dialog = mapping.ask("organization")
    dialog.choose_way(LIST)
    page = dialog.pages[LIST]
    page.column.choose_column("District")
    edit = page.edits["E"].edit
    assert edit.currentText() == ""
    assert [edit.itemText(row) for row in range(edit.count())] == list(mapping.page.fields.organizations)
    edit.setEditText("ServicePlus")
    dialog.ok.click()
    rule = {"lookup": {"col": "District", "table": {"E": "ServicePlus"}}}
    assert mapping.draft.state("organization").expression == rule


def test_several_languages_are_one_text_of_the_lookup(mapping):
    dialog = mapping.ask("languages")
    dialog.choose_way(LIST)
    page = dialog.pages[LIST]
    page.column.choose_column("District")
    page.choose("E", "en;fr")
    page.choose("W", "fr")
    trial = mapping.tried(dialog)
    assert trial.rows.topLevelItem(0).text(2) == "English, French"
    dialog.ok.click()
    assert mapping.draft.state("languages").expression == {
        "lookup": {"col": "District", "table": {"E": "en;fr", "W": "fr"}}
    }


def test_a_column_of_names_is_no_column_of_codes(mapping, monkeypatch):
    monkeypatch.setattr("service_points.ui.import_values.MOST_OF_LOOKUP", 4)
    dialog = mapping.ask("point_type")
    dialog.choose_way(LIST)
    page = dialog.pages[LIST]
    page.column.choose_column("Name")
    assert page.edits == {}
    assert page.state.text() == "The column has 5 different values: it is no column of codes."


def test_rows_that_a_filter_leaves_out_are_not_asked_about(mapping):
    rule = mapping.page.filters.append({})
    rule.column.choose_column("Open")
    write(rule.values, "K")
    dialog = mapping.ask("point_type")
    dialog.choose_way(LIST)
    dialog.pages[LIST].column.choose_column("Kind")
    assert "Gone" not in dialog.pages[LIST].edits
    assert mapping.tried(dialog).counts.text() == (
        "With a value: 2 · empty in the source: 0 · cannot be read: 2 (“office”, “Depot”)"
        " · left out by the filters: 1"
    )


def test_a_pattern_that_could_take_for_ever_is_refused_while_it_is_written(mapping):
    dialog = mapping.ask("partner_note")
    dialog.choose_way(PATTERN)
    page = dialog.pages[PATTERN]
    page.column.choose_column("Link")
    assert dialog.message.text() == "Write a pattern."
    write(page.pattern, "(.*)*x")
    assert not dialog.ok.isEnabled()
    assert dialog.trial.counts.text().startswith(
        "The pattern “(.*)*x” is not used: a group may not be repeated."
    )
    write(page.pattern, "rc=([0-9]+)")
    trial = mapping.tried(dialog)
    assert dialog.ok.isEnabled()
    assert [trial.rows.topLevelItem(row).text(2) for row in range(4)] == ["5944", "17", "", "cannot be read"]
    assert trial.trial.n_unread == 2
    page.group.setValue(2)
    assert "no group 2" in dialog.trial.counts.text()


def test_back_to_the_guess_and_cancel_change_nothing(mapping):
    guess = mapping.draft.state("postal_code")
    assert guess.reason is not None
    dialog = mapping.ask("postal_code")
    assert dialog.reset.text() == "&Back to the guess"
    dialog.choose_way(PATTERN)
    write(dialog.pages[PATTERN].pattern, "B")
    dialog.reject()
    assert mapping.draft.state("postal_code") == guess
    mapping.say("postal_code", PATTERN, ["Name"], pattern="K")
    assert mapping.draft.state("postal_code").reason is None
    dialog = mapping.ask("postal_code")
    assert dialog.way.currentData() == PATTERN
    dialog.reset.click()
    dialog.ok.click()
    assert mapping.draft.state("postal_code") == guess
    assert mapping.page.fields._items["postal_code"].text(3).startswith("Guess. ")


def test_an_identifier_that_several_rows_have_is_said(mapping):
    mapping.page.identity.reading.click()
    dialog = mapping.opened()
    dialog.pages[COLUMN].column.choose_column("District")
    words = mapping.tried(dialog).counts.text()
    assert words == "With a value: 5 · empty in the source: 0 · cannot be read: 0 · repeated: 3"


def test_enter_on_a_row_and_a_double_click_open_the_dialog(mapping):
    fields = mapping.page.fields
    item = fields._items["city"]
    fields.setCurrentItem(item)
    fields.setFocus()
    QTest.keyClick(fields, Qt.Key.Key_Return)
    dialog = mapping.opened()
    assert dialog.windowTitle() == "How “Municipality” Is Read"
    assert mapping.window.step == MAP
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert mapping.window.questions.dialog is None
    assert mapping.window.focusWidget() is fields
    fields.itemDoubleClicked.emit(fields._items["province"], 0)
    assert mapping.opened().windowTitle() == "How “Province or territory” Is Read"


def test_all_that_can_be_reached_with_tab_has_a_name(mapping):
    dialog = mapping.ask("point_type")
    for way in (COLUMN, CONSTANT, LIST, PATTERN, PIECE, STRIP, JOINED, FIRST):
        dialog.choose_way(way)
        if way == LIST:
            dialog.pages[way].column.choose_column("Kind")
        seen, widget = [], dialog.nextInFocusChain()
        while widget is not dialog:
            by_tab = widget.focusPolicy() in (
                Qt.FocusPolicy.TabFocus,
                Qt.FocusPolicy.StrongFocus,
                Qt.FocusPolicy.WheelFocus,
            )
            if widget.isVisible() and by_tab and widget.isEnabled():
                seen.append(widget)
            widget = widget.nextInFocusChain()
        bare = [
            type(each).__name__
            for each in seen
            if not each.accessibleName() and not getattr(each, "text", str)()
        ]
        assert bare == [], way
        assert seen[0] is dialog.way


def test_a_value_with_a_semicolon_stays_one_when_it_is_chosen(mapping):
    row = mapping.page.filters.append({"value": {"col": "Kind"}, "in": ["a; b", "c"]})
    assert row.rule() == {"value": {"col": "Kind"}, "in": ["a; b", "c"]}
    row.set_chosen(["a; b"])
    assert row.rule()["in"] == ["a; b"]
    write(row.values, "a; b")
    write(row.values, "a; d")
    assert row.rule()["in"] == ["a", "d"]


def test_a_chosen_value_that_is_rare_stays_chosen(mapping, monkeypatch):
    monkeypatch.setattr("service_points.ui.import_filter_values._MOST", 2)
    row = mapping.page.filters.append({"value": {"col": "Town"}, "in": ["Pine River", "c"]})
    tallies = [Tally("a", 5), Tally("b", 4), Tally("c", 3), Tally("d", 1)]
    dialog = ValuesDialog(tallies, ["c", "away"], mapping.window)
    assert [dialog.list.item(n).text() for n in range(dialog.list.count())] == [
        "a (5)", "b (4)", "c (3)", "away (0)",
    ]  # fmt: skip
    row.set_chosen(dialog.chosen())
    assert row.rule()["in"] == ["c", "away"]


@pytest.mark.parametrize(
    ("pattern", "group"), [("x", 0), ("([0-9]+)", 1), ("[(]x", 0), (r"\(x", 0), ("(?:x)", 0), ("(a)(b)", 1)]
)
def test_parentheses_hold_what_is_taken(mapping, pattern, group):
    dialog = mapping.ask("partner_note")
    dialog.choose_way(PATTERN)
    page = dialog.pages[PATTERN]
    page.column.choose_column("Link")
    write(page.pattern, pattern)
    assert page.group.value() == group
    assert dialog.ok.isEnabled()
    dialog.reject()


def test_stopping_while_rows_are_read_is_said_in_words(mapping, monkeypatch):
    read, begun = import_window.read_whole, threading.Event()

    def slow(place, profile, progress):
        begun.set()
        while not progress.is_cancelled():
            time.sleep(0.01)
        return read(place, profile, progress)

    monkeypatch.setattr(import_window, "read_whole", slow)
    mapping.window._table = None
    mapping.page.fields.sources["city"].reading.click()
    assert begun.wait(60)
    mapping.window._tasks.cancel()
    settle(mapping.window, mapping.qtbot)
    assert mapping.window.frame.message.text() == "Stopped."
    assert mapping.window.questions.dialog is None


def test_another_way_and_back_loses_nothing(mapping):
    """Codes of many values are work: a look at another way does not throw them away."""
    dialog = mapping.ask("point_type")
    dialog.choose_way(LIST)
    page = dialog.pages[LIST]
    page.column.choose_column("Kind")
    page.choose("Depot", "other")
    page.choose("office", None)
    made = dialog.expression()
    assert made["lookup"]["table"]["Depot"] == "other"
    dialog.choose_way(COLUMN)
    dialog.choose_way(LIST)
    assert dialog.expression() == made
    dialog.reset.click()
    dialog.choose_way(LIST)
    assert dialog.expression() is None
    dialog.reject()


def test_a_second_file_that_is_taken_back_is_not_read_any_more(mapping, folder):
    mapping.window.source.join.click()
    dialog = mapping.window.questions.dialog
    dialog.file.setFilePath(str(folder / "fr.csv"))
    assert dialog.is_busy
    dialog.file.setFilePath("")
    assert not dialog.is_busy
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("fr.csv", "fr."),
        ("Offices (English).csv", "en."),
        ("bureaux-Français.csv", "fr."),
        ("x.csv", "other."),
    ],
)
def test_the_columns_of_the_second_file_are_named_after_its_language(mapping, folder, name, prefix):
    (folder / "fr.csv").rename(folder / name)
    mapping.window.source.join.click()
    dialog = mapping.window.questions.dialog
    dialog.file.setFilePath(str(folder / name))
    mapping.qtbot.waitUntil(lambda: not dialog.is_busy, timeout=60000)
    assert dialog.member()["prefix"] == prefix
    dialog.reject()


def test_what_is_not_touched_stays_to_the_letter(mapping):
    """A set in another order, an organization by its id: OK after a look changes neither."""
    draft = mapping.draft
    draft.set_constant("languages", ["fr", "en"])
    draft.put_into("constants", "organization_id", "5b3c7f7e-0000-4000-8000-000000000001")
    mapping.page.show_fields()
    before = draft.document
    for field in ("languages", "organization", "city"):
        mapping.ask(field).ok.click()
    assert draft.document == before
    mapping.say("organization", COLUMN, ["Town"])
    assert draft.document["constants"] == before["constants"]


def test_a_join_by_a_column_with_repeated_values_is_not_taken(mapping, folder, qtbot):
    (folder / "fr.csv").write_text("No,Nom\n01,A\n01,B\n", encoding="utf-8")
    dialog = join(mapping, folder)
    dialog.choose("No", "No")
    assert "“01” is there more than once" in dialog.counts.text()
    assert not dialog.ok.isEnabled()
    dialog.choose("Name", "Nom")
    assert not dialog.ok.isEnabled()  # nothing is joined
    dialog.reject()
    assert "join" not in mapping.draft.document


def test_a_join_is_changed_and_taken_away(mapping, folder, qtbot):
    dialog = join(mapping, folder)
    dialog.ok.click()
    settle(mapping.window, qtbot)
    source = mapping.window.source
    assert source.join.text() == "Change the join…"
    source.join.click()
    dialog = mapping.window.questions.dialog
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=60000)
    assert dialog.member() == WRITTEN["join"]
    dialog.remove.click()
    settle(mapping.window, qtbot)
    assert "join" not in mapping.draft.document
    assert "fr.Nom" not in source.look.table.columns


def test_an_open_assistant_follows_the_language_of_the_panel(opened, working_copy, folder, qtbot):
    panel = opened
    with qtbot.waitSignal(panel.store_opened, timeout=60000):
        panel.open_store(str(working_copy))
    panel.importing.open()
    window = panel.importing.assistant
    look(window, qtbot, folder / "offices.csv")
    window.go_to(MAP)
    mapping = Mapping(window, qtbot)
    mapping.say("name_en", PIECE, ["Name"], sign="/")
    before = mapping.draft.document
    change_language("fr")
    other = panel.importing.assistant
    assert other is not window
    assert other.isVisible()
    assert not window.isVisible()
    assert (other.step, other.source.draft.document) == (MAP, before)
    assert other.frame.steps.item(1).text() == "2. Champs"
    assert other.map.fields._items["name_en"].text(2) == "Alpha"
    assert Path(other.source.place.where) == folder / "offices.csv"
    other._found = object()  # something is compared: that would be lost
    change_language("en")
    assert panel.importing.assistant is other
    assert other.frame.message.text() == (
        "The language was changed; this window follows when it is opened the next time."
    )
    other._found = None
    other.abandon()
    assert panel.importing.assistant is None


def test_what_runs_is_said_as_french_writes_it(qgis_app, qtbot):
    window = QDialog()
    qtbot.addWidget(window)
    frame = AssistantFrame(window)
    with speaking("fr"):
        frame.set_busy("Lecture de la source")
    assert frame.bar.format() == "Lecture de la source\u00a0: %p\u00a0%"
