# SPDX-License-Identifier: GPL-2.0-or-later
"""The import assistant: from a file to a draft, back and forth, and nothing that was said is lost."""

import gc
import http.server
import json
import shutil
import threading
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QDropEvent, QGuiApplication
from qgis.PyQt.QtWidgets import QMessageBox
from service_points.core.exchange import checkout
from service_points.core.importing.matched import Decision
from service_points.core.importing.profile_file import read_profile
from service_points.core.store import RowChange, open_store
from service_points.host import tasks
from service_points.host.importing import absences_file, decisions_file, profiles_folder
from service_points.processing.importsource import ImportSource
from service_points.ui.import_frame import DRAFT, MAP, REVIEW, SOURCE
from service_points.ui.import_job import Geolocation
from service_points.ui.import_window import ImportAssistant
from service_points.ui.submission_delivery import to_folder

HEADER = "office_id,Office name,Nom du bureau,Address,City,Prov,Postal,Latitude,Longitude,Telephone\n"
RIVERSIDE = (
    "0042,Riverside Service Centre,Centre de services de l’Érablière,12 O'Brien Street,Pine River,ON,"
    "K1A0B1,45.4215,-75.6972,613-555-0101\n"
)
HILLTOP = (
    "0043,Hilltop Centre,Centre du Sommet,5 Hill Road,Pine River,ON,K1A 0B2,45.4300,-75.7100,613-555-0102\n"
)
UNSURE = (
    "0044,Riverside Services,Services Riverside,14 O'Brien Street,Pine River,ON,K1A 0B1,45.4218,-75.6975,"
    "613-555-0199\n"
)
SWAPPED = HILLTOP.replace("45.4300,-75.7100", "-75.7100,45.4300")
NO_PLACE = HILLTOP.replace("45.4300,-75.7100", ",")


@pytest.fixture
def offices(tmp_path):
    """Writes a source of these rows."""

    def write(*rows, name="Bureaux d’été.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(HEADER + "".join(rows), encoding=encoding)
        return path

    return write


@pytest.fixture
def linked_copy(small_store, tmp_path, names):
    """A working copy that knows Riverside as office 0042 of the source, and two more that it has no more."""
    links = [
        RowChange(
            "insert",
            "external_id",
            names(f"link{value}"),
            {
                "id": names(f"link{value}"),
                "custodian_code": "CA-ON",
                "entity_table": "service_point",
                "entity_id": names(point),
                "scheme": "bureaux-d-ete",
                "value": value,
                "changed_at": "2026-11-01T12:00:00Z",
                "row_version": 1,
            },
        )
        for value, point in (("0042", "riverside"), ("0900", "passport"), ("0901", "webs"))
    ]
    with open_store(small_store, read_only=False) as store:
        store.apply(links)
    target = tmp_path / "linked.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    return target


@pytest.fixture
def assistant(qtbot, english, outbox, working_copy, qgis_new_project):
    """Makes assistants on a working copy, in a profile of QGIS that has imported nothing yet."""
    for file in (absences_file(), decisions_file(), *profiles_folder().glob("*.json")):
        file.unlink(missing_ok=True)
    made = []

    def make(copy=working_copy, settled=lambda: True):
        window = ImportAssistant(copy, "Ontario", outbox, settled)
        qtbot.addWidget(window, before_close_func=ImportAssistant.abandon)
        window.show()
        made.append(window)
        return window

    yield make
    let_go(made, qtbot)


def let_go(windows, qtbot):
    """Delete windows now: what of QGIS they hold must not be left to the end of the program."""
    while windows:
        window = windows.pop()
        window.abandon()
        window.deleteLater()
        del window
    qtbot.waitUntil(lambda: not tasks._running, timeout=60000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def settle(window, qtbot):
    qtbot.waitUntil(lambda: not window._is_busy, timeout=60000)


def look(window, qtbot, path):
    window.source.file.setFilePath(str(path))
    settle(window, qtbot)


def same_everywhere(window, field, value):
    source = window.map.fields.sources[field]
    source.combo.choose_constant()
    edit = source.constant.edit
    if field == "organization":
        edit.setEditText(value)
    else:
        edit.setCurrentIndex(edit.findData(value))
        edit.activated.emit(edit.currentIndex())


def write(edit, text):
    edit.setText(text)
    edit.textEdited.emit(text)


def map_fields(window):
    """Map what is not guessed of the offices."""
    window.go_to(MAP)
    window.map.fields.drop_column("name_fr", "Nom du bureau")
    window.map.identity.combo.choose_column("office_id")
    same_everywhere(window, "organization", "ServicePlus")
    same_everywhere(window, "point_type", "service_centre")
    write(window.map.about.texts["publisher"], "Town of Pine River")
    licence = window.map.about.licence
    licence.setCurrentIndex(licence.findData("OGL-ON-1.0"))
    licence.activated.emit(licence.currentIndex())
    window.map.refresh()


def go(window, qtbot, step):
    window.go_to(step)
    settle(window, qtbot)


def compared(window, qtbot, path):
    look(window, qtbot, path)
    map_fields(window)
    go(window, qtbot, REVIEW)
    return window


def counts(window):
    return {name: len(lines) for name, lines in window.review._lists.items() if lines}


def sign(window):
    form = window.draft.form
    form.name.setText("Ana Roy")
    form.email.setText("registre@example.ca")
    form.authorized.setChecked(True)


def delivered(window, qtbot, folder):
    folder.mkdir(exist_ok=True)
    with qtbot.waitSignal(window.delivered, timeout=60000):
        window.deliver(to_folder(folder))
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.casp.json"))]


def test_from_a_file_to_the_draft_that_the_algorithm_makes(assistant, offices, qtbot, tmp_path, provider):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    source = offices(RIVERSIDE, HILLTOP)
    window = compared(assistant(), qtbot, source)
    assert window.step == REVIEW, window.frame.message.text()
    assert counts(window) == {"new": 1, "changed": 1} or counts(window) == {"new": 1, "linked": 1}
    window.map.save_profile(tmp_path / "profile.json")
    go(window, qtbot, DRAFT)
    assert not window.draft.to_folder.isEnabled()
    sign(window)
    assert window.draft.to_folder.isEnabled()
    (document,) = delivered(window, qtbot, tmp_path / "drafts")
    assert window.draft.is_done
    feedback = QgsProcessingFeedback()
    done, ok = (
        ImportSource()
        .create()
        .run(
            {
                "SOURCE": str(source),
                "PROFILE": str(tmp_path / "profile.json"),
                "WORKING_COPY": window.path,
                "SUBMITTER": "Ana Roy",
                "EMAIL": "registre@example.ca",
                "DRAFT": str(tmp_path / "algorithm"),
            },
            QgsProcessingContext(),
            feedback,
        )
    )
    assert ok, feedback.textLog()
    (file,) = Path(done["DRAFT"]).glob("*.casp.json")
    assert json.loads(file.read_text(encoding="utf-8"))["changes"] == document["changes"]
    added = [c for c in document["changes"] if c["table"] == "service_point" and c["op"] == "insert"]
    assert [c["fields"]["name_fr"]["after"] for c in added] == ["Centre du Sommet"]


def test_e2_leading_zeros_and_accents_stay_in_the_preview(assistant, offices, qtbot):
    window = assistant()
    look(window, qtbot, offices(RIVERSIDE, encoding="cp1252"))
    rows = window.source.rows
    assert rows.item(0, 0).text() == "0042"
    assert rows.item(0, 2).text() == "Centre de services de l’Érablière"
    assert window.source.reading.encoding.currentText() == "detected: cp1252"


def test_e1_another_encoding_is_read_at_once_and_kept_in_the_profile(assistant, offices, qtbot):
    window = assistant()
    look(window, qtbot, offices(RIVERSIDE))
    combo = window.source.reading.encoding
    combo.setCurrentIndex(combo.findData("cp1252"))
    combo.activated.emit(combo.currentIndex())
    settle(window, qtbot)
    assert window.source.rows.item(0, 2).text() == "Centre de services de lâ€™Ã‰rabliÃ¨re"
    assert window.source.draft.get("read") == {"encoding": "cp1252"}


def test_the_header_line_and_the_delimiter_can_be_chosen(assistant, tmp_path, qtbot):
    path = tmp_path / "x.csv"
    path.write_text("Report;2026\nid;name\n1;A\n", encoding="utf-8")
    window = assistant()
    look(window, qtbot, path)
    window.source.reading.header.setValue(2)
    settle(window, qtbot)
    assert list(window.source.look.table.columns) == ["id", "name"]
    delimiter = window.source.reading.delimiter
    delimiter.setCurrentIndex(delimiter.findData(","))
    delimiter.activated.emit(delimiter.currentIndex())
    settle(window, qtbot)
    assert list(window.source.look.table.columns) == ["id;name"]
    assert window.source.draft.get("read") == {"header_line": 2, "delimiter": ","}


def test_what_is_no_table_is_said_and_nothing_goes_on(assistant, tmp_path, qtbot):
    path = tmp_path / "x.csv"
    path.write_bytes(b"<!doctype html><html><body>Log in</body></html>")
    window = assistant()
    look(window, qtbot, path)
    assert window.frame.message.text()
    assert not window.frame.next.isEnabled()
    assert window.step == SOURCE


def test_cells_of_others_are_shown_as_they_are_never_as_html(assistant, offices, qtbot):
    window = assistant()
    look(window, qtbot, offices(HILLTOP.replace("Hilltop Centre", "<img src='file:///x'>")))
    assert "&lt;img" in window.source.rows.item(0, 1).toolTip()
    window.go_to(MAP)
    assert "<img" not in window.map.fields._items["name_en"].toolTip(2)


def test_guesses_have_reasons_and_the_row_shows_what_it_becomes(assistant, offices, qtbot):
    window = assistant()
    look(window, qtbot, offices(RIVERSIDE, HILLTOP))
    map_fields(window)
    item = window.map.fields._items["postal_code"]
    assert item.text(2) == "K1A 0B1"
    assert item.text(3).startswith("Guess. ")
    window.map.show_next_row(1)
    assert item.text(2) == "K1A 0B2"
    assert "+16135550102" in window.map.others.text()
    assert window.map.fields._items["channel"].text(2) == "In person"


def test_a_column_is_dropped_on_a_field(assistant, offices, qtbot):
    window = assistant()
    look(window, qtbot, offices(RIVERSIDE))
    window.go_to(MAP)
    columns, fields = window.map.columns, window.map.fields
    (item,) = columns.findItems("Nom du bureau", Qt.MatchFlag.MatchExactly)
    target = fields.visualItemRect(fields._items["alt_name_fr"]).center()
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    data = columns.mimeData([item])
    event = QDropEvent(QPointF(QPoint(target)), action, data, button, Qt.KeyboardModifier.NoModifier)
    fields.dropEvent(event)
    assert window.source.draft.state("alt_name_fr").column == "Nom du bureau"
    assert fields.sources["alt_name_fr"].combo.currentText() == "Nom du bureau"


def test_a_rule_of_a_profile_is_shown_kept_and_can_be_chosen_again(assistant, offices, qtbot, tmp_path):
    window = assistant()
    look(window, qtbot, offices(RIVERSIDE))
    map_fields(window)
    rule = {"lookup": {"col": "City", "table": {"Pine River": "kiosk"}}}
    window.source.draft.map_field("point_type", rule)
    window.map.show_draft(window.source.draft, window.source.look.table)
    combo = window.map.fields.sources["point_type"].combo
    assert combo.currentText() == "By rule: by a list of values (City)"
    assert window.map.fields._items["point_type"].text(2) == "Self-serve kiosk"
    combo.choose_column("Prov")
    assert window.source.draft.state("point_type").expression == {"col": "Prov"}
    combo.setCurrentIndex(combo.findText("By rule: by a list of values (City)"))
    combo.changed.emit()
    window.map.save_profile(tmp_path / "p.json")
    assert read_profile(tmp_path / "p.json").document["map"]["point_type"] == rule


def test_telephones_hours_filters_are_said_and_shown(assistant, tmp_path, qtbot):
    path = tmp_path / "x.csv"
    path.write_text(
        "id,name,hours,fax,state\n1,A,Monday to Friday 9 am to 5 pm,613-555-0100,open\n2,B,,,shut\n",
        encoding="utf-8",
    )
    window = assistant()
    look(window, qtbot, path)
    window.go_to(MAP)
    page = window.map
    hours = page.hours
    hours.parser.setCurrentIndex(hours.parser.findData("en_prose"))
    hours.column.choose_column("hours")
    (guessed,) = page.phones.rows
    assert guessed.column.column == "fax"
    guessed.kind.setCurrentIndex(guessed.kind.findData("fax"))
    guessed.kind.activated.emit(guessed.kind.currentIndex())
    kept = page.filters.append({})
    kept.values.setText("open; Open")
    kept.column.choose_column("state")
    page.refresh()
    document = window.source.draft.document
    assert document["hours"] == {"parser": "en_prose", "columns": ["hours"]}
    assert document["phones"] == [{"kind": "fax", "value": {"col": "fax"}, "tag": "voice_1"}]
    assert document["filter"] == [{"value": {"col": "state"}, "in": ["open", "Open"]}]
    assert "Mo-Fr 09:00-17:00" in page.others.text()
    page.show_next_row(1)
    assert page.others.text() == "A filter leaves this row out."
    kept.removal_asked.emit()
    assert "filter" not in window.source.draft.document


def test_a_saved_profile_is_offered_for_the_next_file_like_it(assistant, offices, qtbot):
    window = compared(assistant(), qtbot, offices(RIVERSIDE))
    window.map.save_profile(profiles_folder() / "offices.json")
    window.abandon()
    again = assistant()
    look(again, qtbot, offices(RIVERSIDE, HILLTOP, name="december.csv"))
    assert again.source.suggestion.isVisible()
    again.source.use.click()
    settle(again, qtbot)
    assert again.source.draft.document == window.source.draft.document
    go(again, qtbot, REVIEW)
    assert again.step == REVIEW


def test_a_file_that_lacks_columns_of_the_profile_says_which(assistant, offices, tmp_path, qtbot):
    window = compared(assistant(), qtbot, offices(RIVERSIDE))
    window.map.save_profile(profiles_folder() / "offices.json")
    window.abandon()
    other = tmp_path / "renamed.csv"
    other.write_text((HEADER + RIVERSIDE).replace("Nom du bureau", "Nom"), encoding="utf-8")
    again = assistant()
    look(again, qtbot, other)
    combo = again.source.profile
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    settle(again, qtbot)
    assert "Nom du bureau" in again.frame.message.text()
    go(again, qtbot, MAP)
    again.map.fields.drop_column("name_fr", "Nom")
    again.map.refresh()
    go(again, qtbot, REVIEW)
    assert again.step == REVIEW


def test_pairs_are_decided_by_keys_and_the_decision_is_remembered(assistant, offices, qtbot, names):
    source = offices(RIVERSIDE, UNSURE)
    window = compared(assistant(), qtbot, source)
    assert counts(window)["review"] == 1
    assert window.review.pair.isVisible()
    differing = [
        window.review.pair.table.item(row, 0).text() for row in range(window.review.pair.table.rowCount())
    ]
    assert "≠ Civic address" in differing
    assert "Municipality" in differing
    assert "m apart" in window.review.pair.evidence.text()
    qtbot.keyClick(window.review.search, Qt.Key.Key_N)
    assert window.review.open_count == 1, "a letter in a text is a letter"
    window.review.search.clear()
    qtbot.keyClick(window.review.view, Qt.Key.Key_N)
    assert window.review.open_count == 0
    assert window.review.has_new_decisions
    go(window, qtbot, DRAFT)
    assert window.step == DRAFT
    assert "review" not in counts(window)
    assert counts(window)["new"] == 1
    window.abandon()
    again = compared(assistant(), qtbot, source)
    assert again.review.decisions == {"0044": Decision("new")}
    assert "review" not in counts(again)
    again.review.show_list("new")
    again.review.pair.later.click()
    go(again, qtbot, DRAFT)
    go(again, qtbot, REVIEW)
    assert counts(again)["review"] == 1


def test_several_pairs_are_decided_at_once_and_each_is_its_own_point(assistant, offices, qtbot, names):
    window = compared(assistant(), qtbot, offices(RIVERSIDE, UNSURE, UNSURE.replace("0044", "0045")))
    assert counts(window)["review"] == 2
    window.review.view.selectAll()
    window.review.pair.same.click()
    riverside = names("riverside")
    assert window.review.decisions == {v: Decision("same", riverside) for v in ("0044", "0045")}


def test_a_decision_for_a_point_that_is_gone_is_no_decision(assistant, offices, qtbot):
    from service_points.core.importing.decisions import Decisions

    stale = {"0044": Decision("same", "00000000-0000-4000-8000-00000000dead")}
    window = assistant()
    Decisions(decisions_file()).keep("bureaux-d-ete", stale)
    window.abandon()
    window = compared(assistant(), qtbot, offices(RIVERSIDE, UNSURE))
    assert counts(window)["review"] == 1
    assert window.review.open_count == 1


def test_lists_are_searched_and_copied(assistant, offices, qtbot):
    window = compared(assistant(), qtbot, offices(RIVERSIDE, HILLTOP, HILLTOP.replace("0043,Hill", ",Lake")))
    window.review.show_list("rejected")
    window.review.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Row\tIdentifier\tName\tAddress\tDetails\tDecision"
    assert len(lines) == 2
    assert "no identifier" in lines[1]
    window.review.show_list("new")
    window.review.search.setText("sommet nothing")
    assert window.review.view.lines.rowCount() == 0
    window.review.search.setText("HILL road")
    assert window.review.view.lines.rowCount() == 1


def test_e3_swapped_coordinates_are_asked_and_the_answer_is_used(assistant, offices, qtbot):
    window = assistant()
    look(window, qtbot, offices(SWAPPED, SWAPPED.replace("0043", "0050")))
    map_fields(window)
    window.map.fields.drop_column("latitude", "Latitude")
    window.map.fields.drop_column("longitude", "Longitude")
    window.map.refresh()
    go(window, qtbot, REVIEW)
    assert window.step == REVIEW
    assert window.review.found is None
    assert "coordinates" in window.frame.message.text()
    combo = window.review.options.coordinates
    combo.setCurrentIndex(combo.findData("swapped"))
    combo.activated.emit(combo.currentIndex())
    window.review.compare.click()
    settle(window, qtbot)
    point = window.review.found.importation.records.points[0]
    assert point.values["geom"].startswith("POINT (-75.71")


def test_rows_without_coordinates_are_placed_on_known_addresses(assistant, offices, qtbot):
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=full:string&field=town:string", "addresses", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["5 Hill Road", "Pine River"])
    feature.setGeometry(QgsGeometry.fromWkt("POINT (-75.72 45.44)"))
    assert layer.dataProvider().addFeatures([feature])[0]
    QgsProject.instance().addMapLayer(layer)
    window = assistant()
    options = window.review.options
    options.layer.setLayer(layer)
    look(window, qtbot, offices(NO_PLACE))
    map_fields(window)
    go(window, qtbot, REVIEW)
    assert "which field" in window.frame.message.text()
    options.fields[0].setField("full")
    options.fields[2].setField("town")
    go(window, qtbot, REVIEW)
    (point,) = window.review.found.importation.records.points
    assert point.placed["geom"] == "POINT (-75.7200000 45.4400000)"
    assert point.placed["geo_method"] == "rooftop"
    window.review.compare.click()
    settle(window, qtbot)
    assert window.review.found.importation.records.points[0].placed == point.placed


def test_e9_many_changes_are_confirmed_before_anything_leaves(
    assistant, offices, qtbot, linked_copy, tmp_path
):
    window = compared(assistant(linked_copy), qtbot, offices(RIVERSIDE, HILLTOP))
    assert counts(window)["gone"] == 2
    go(window, qtbot, DRAFT)
    sign(window)
    assert window.draft.many.isVisible()
    assert counts(window)["changed"] == 1
    assert "3 of 3 (100%)" in window.draft.question.text()
    assert not window.draft.to_folder.isEnabled()
    window.deliver(to_folder(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
    window.draft.many.setChecked(True)
    (document,) = delivered(window, qtbot, tmp_path / "drafts")
    assert document["manifest"]["statement"]["licence"] == "OGL-ON-1.0"
    assert {change["reason"]["code"] for change in document["changes"]} == {"source_update"}
    assert "0900" in absences_file().read_text(encoding="utf-8")


def test_the_documents_are_kept_in_the_outbox(assistant, offices, qtbot, outbox, tmp_path):
    window = compared(assistant(), qtbot, offices(HILLTOP))
    go(window, qtbot, DRAFT)
    sign(window)
    with qtbot.waitSignal(window.kept, timeout=60000):
        delivered(window, qtbot, tmp_path / "drafts")
    (entry,) = outbox.entries()
    assert Path(entry.where).parent == tmp_path / "drafts"


def test_a_delivery_that_failed_is_tried_again_with_the_same_documents(
    assistant, offices, qtbot, outbox, tmp_path
):
    window = compared(assistant(), qtbot, offices(HILLTOP))
    go(window, qtbot, DRAFT)
    sign(window)
    window.deliver(to_folder(tmp_path / "not there"))
    settle(window, qtbot)
    assert window.frame.message.text()
    assert not window.draft.is_done
    (document,) = delivered(window, qtbot, tmp_path / "drafts")
    (entry,) = outbox.entries()
    assert entry.submission_id == document["manifest"]["submission_id"]


def test_unsaved_edits_come_first(assistant, offices, qtbot):
    asked = []
    window = compared(assistant(settled=lambda: asked.append(True)), qtbot, offices(HILLTOP))
    assert asked == [True]
    assert window.review.found is None
    assert window.step == MAP


def test_escape_asks_when_something_was_said_and_not_before(assistant, offices, qtbot, monkeypatch, tmp_path):
    answers = []

    def question(*_args):
        answers.append(True)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "question", question)
    window = assistant()
    look(window, qtbot, offices(HILLTOP))
    map_fields(window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert answers == [True]
    assert window.isVisible()
    window.map.save_profile(tmp_path / "p.json")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert answers == [True]
    assert not window.isVisible()


def test_a_comparison_is_stopped(assistant, offices, qtbot):
    window = assistant()
    rows = [HILLTOP.replace("0043", f"{number}") for number in range(4000)]
    look(window, qtbot, offices(*rows))
    map_fields(window)
    window.go_to(REVIEW)
    assert window._is_busy
    window.reject()
    settle(window, qtbot)
    assert window.frame.message.text() == "Stopped."
    assert window.isVisible()
    assert window.review.found is None


PLACE = [
    {
        "title": "5 Hill Road, Pine River, Ontario",
        "qualifier": "INTERPOLATED_POSITION",
        "type": "ca.gc.nrcan.geoloc.data.model.Street",
        "geometry": {"type": "Point", "coordinates": [-75.73, 45.45]},
    }
]


@pytest.fixture
def server():
    """A server with offices at /offices.csv and a place at /locate; its address, and what was asked."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            is_file = self.path.startswith("/offices")
            data = (HEADER + RIVERSIDE + HILLTOP if is_file else json.dumps(PLACE)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/csv" if is_file else "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}", asked
    made.shutdown()
    made.server_close()
    thread.join()


def test_the_federal_service_is_asked_once_and_only_when_a_person_says_so(assistant, offices, server, qtbot):
    url, asked = server
    window = assistant()
    window._geolocation = Geolocation(f"{url}/locate")
    compared(window, qtbot, offices(NO_PLACE))
    assert asked == []
    assert window.review.found.importation.records.points[0].placed == {}
    window.review.options.geolocation.setChecked(True)
    for _time in range(2):
        window.review.compare.click()
        settle(window, qtbot)
    assert len(asked) == 1
    placed = window.review.found.importation.records.points[0].placed
    assert (placed["geom"], placed["geo_method"]) == ("POINT (-75.7300000 45.4500000)", "interpolated")


def test_a_source_on_the_web_is_read_once_and_compared(assistant, server, qtbot):
    window = assistant()
    window.source.kind.setCurrentIndex(1)
    window.source.kind.activated.emit(1)
    url, asked = server
    write(window.source.url, f"{url}/offices.csv")
    window.look()
    settle(window, qtbot)
    assert "2 rows" in window.source.facts.text(), window.frame.message.text()
    assert window.source.draft.get("profile") == "offices"
    map_fields(window)
    go(window, qtbot, REVIEW)
    assert window.step == REVIEW
    assert window.review.found.importation.table is window.source.look.whole
    assert asked == ["/offices.csv"]


def test_the_kind_of_a_source_is_said_and_kept(assistant, offices, qtbot):
    """A custodian's own form needs no publisher; what kind of service an address is may have to be said."""
    window = assistant()
    look(window, qtbot, offices(HILLTOP))
    map_fields(window)
    write(window.map.about.texts["publisher"], "")
    window.map.refresh()
    assert not window.map.may_go_on
    window.go_to(SOURCE)
    kinds = window.source.kinds
    kinds.setCurrentIndex(kinds.findData("custodian_form"))
    kinds.activated.emit(kinds.currentIndex())
    settle(window, qtbot)
    window.go_to(MAP)
    assert window.map.may_go_on
    assert window.source.draft.get("kind") == "custodian_form"


def test_a_password_in_an_address_is_refused(assistant, qtbot):
    window = assistant()
    window.source.kind.setCurrentIndex(1)
    window.source.kind.activated.emit(1)
    write(window.source.url, "https://ana:secret@127.0.0.1/offices.csv")
    window.look()
    settle(window, qtbot)
    assert window.source.look is None
    assert window.frame.message.text()
    assert "secret" not in window.frame.message.text()


@pytest.mark.usefixtures("french")
def test_everything_is_said_in_french(qtbot, outbox, working_copy, offices, qgis_new_project):
    from service_points.host.language import install_translator

    install_translator()
    window = ImportAssistant(working_copy, "Ontario", outbox, lambda: True)
    qtbot.addWidget(window, before_close_func=ImportAssistant.abandon)
    try:
        compared(window, qtbot, offices(RIVERSIDE, UNSURE))
        steps = [window.frame.steps.item(row).text() for row in range(4)]
        assert steps == ["1. Source", "2. Champs", "3. Examen", "4. Projet"]
        assert window.review.outcomes.item(0).text() == "À trancher\u00a0: 1 sur 1"
        assert window.review.pair.evidence.text().startswith("presque le même nom")
        window.review.pair.new.click()
        go(window, qtbot, DRAFT)
        assert "Points de service ajoutés\u00a0: 1" in window.draft.counts.text()
    finally:
        windows = [window]
        del window
        let_go(windows, qtbot)


def test_without_a_working_copy_the_panel_says_how_to_get_one(
    panel, small_store, qtbot, qgis_iface, monkeypatch
):
    said = []
    bar = type("Bar", (), {"pushMessage": lambda _self, *args: said.append(args[1])})()
    monkeypatch.setattr(qgis_iface, "messageBar", lambda: bar)
    panel.importing.open()
    assert panel.importing.assistant is None
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        panel.open_store(str(small_store))
    panel.importing.open()
    assert panel.importing.assistant is None
    assert panel.tabs.currentWidget() is panel.changes
    assert len(said) == 2


def test_the_changes_tab_of_a_working_copy_opens_one_window(panel, english, working_copy, qtbot):
    heard = [panel.session.changes_counted, panel.session.attention_changed]
    with qtbot.waitSignals(heard, timeout=60000):
        panel.open_store(str(working_copy))
    panel.tabs.setCurrentWidget(panel.changes)
    assert panel.changes.bring.isVisible()
    panel.changes.bring.click()
    first = panel.importing.assistant
    panel.menu_button.import_asked.emit()
    assert panel.importing.assistant is first
    assert first.isVisible()
    panel.close_store()
    panel.menu_button.import_asked.emit()
    assert panel.importing.assistant is first
    assert "copy" in first.frame.message.text()
    first.reject()
    assert panel.importing.assistant is None


def test_a_new_profile_of_qgis_keeps_decisions_and_absences(assistant, offices, qtbot, tmp_path, linked_copy):
    shutil.rmtree(decisions_file().parent)
    window = compared(assistant(), qtbot, offices(RIVERSIDE, UNSURE))
    window.review.pair.new.click()
    assert "0044" in decisions_file().read_text(encoding="utf-8")
    assert not window.frame.message.isVisible()
    window.abandon()
    window = compared(assistant(linked_copy), qtbot, offices(HILLTOP))
    go(window, qtbot, DRAFT)
    sign(window)
    window.draft.many.setChecked(True)
    delivered(window, qtbot, tmp_path / "drafts")
    assert "0900" in absences_file().read_text(encoding="utf-8")
