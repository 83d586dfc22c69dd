# SPDX-License-Identifier: GPL-2.0-or-later
"""The Review tab on a real store: what the steward chooses ends in the store and in the receipt, as asked.

Two editors of Ontario edited the same copy (tests/ui/review_store.py). What the store holds afterwards is
read through OGR, not through the code under test.
"""

import json

import pytest
from osgeo import ogr
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QInputDialog, QLabel, QLineEdit, QMessageBox, QToolButton
from service_points.core.exchange import Decision, Decisions, MergePolicy, decide, merge, read_document
from service_points.core.store import open_store
from service_points.host.language import change_language
from service_points.ui import review_change
from service_points.ui.review_conflict import ConflictModel
from service_points.ui.review_work import Tools

FIRST = "11111111-0000-4000-8000-000000000001"
SECOND = "22222222-0000-4000-8000-000000000002"
WHO = "Bo <b>Nguyen</b>"
EVIL = "<img src=x onerror=alert(1)><b>bold</b>"
AT_ONCE = MergePolicy(signature="none", auto_accept=True, mass_share=1.0)


class Sitting:
    """A panel with a store open, as a steward works with it."""

    def __init__(self, panel, store, files, qtbot):
        self.panel, self.store, self.files, self.qtbot = panel, store, files, qtbot
        self.controller, self.page = panel.steward, panel.review.page

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.controller.busy, timeout=60000)
        self.qtbot.wait(10)
        self.qtbot.waitUntil(lambda: not self.controller.busy, timeout=60000)

    def receive(self, *files):
        self.controller.receive(list(files or self.files))
        self.settle()

    def open(self, submission_id):
        inbox = self.page.inbox
        index = inbox.model.index(inbox.model.row_of(submission_id))
        inbox.list.setCurrentIndex(index)
        inbox.list.clicked.emit(index)
        self.settle()

    def change(self, table, record):
        """Choose a change in the list; return its number."""
        found = next(c for c in self.controller.review.changes if c.table.name == table and c.id == record)
        changes = self.page.changes
        index = changes.model.index(changes.model.row_of(found.seq))
        changes.list.setCurrentIndex(index)
        changes.list.clicked.emit(index)
        return found.seq

    def cell(self, field, column):
        model = self.page.change.table.conflicts
        for row in range(model.rowCount()):
            for place in range(model.columnCount()):
                index = model.index(row, place)
                each, found = model.place(index)
                if (each.field.name, found) == (field, column) and not (model.narrow and place == 0):
                    return index
        raise LookupError((field, column))

    def click(self, field, column):
        table = self.page.change.table
        table.scrollTo(self.cell(field, column))
        where = table.visualRect(self.cell(field, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def text(self, field, column):
        return self.cell(field, column).data().replace("\u00a0", " ")

    def decide(self):
        assert self.page.changes.decide.isEnabled()
        self.page.changes.decide.click()
        self.settle()

    def row(self, table, record):
        dataset = ogr.Open(str(self.store))
        layer = dataset.GetLayerByName(table)
        layer.SetAttributeFilter(f"id = '{record}'")
        feature = layer.GetNextFeature()
        return None if feature is None else feature.items()

    def receipt(self, submission_id):
        folder = self.files[0].parent.parent / "receipts"
        return json.loads((folder / f"{submission_id}.receipt.json").read_text(encoding="utf-8"))

    def result(self, submission_id, table, record):
        results = self.receipt(submission_id)["results"]
        return next(r for r in results if (r["table"], r["id"]) == (table, record))


@pytest.fixture
def sitting(english, panel, steward_store, qtbot):
    """The store open in the panel, its Review tab in front; nothing received yet."""
    store, files = steward_store
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        panel.open_store(str(store))
    made = Sitting(panel, store, files, qtbot)
    panel.tabs.setCurrentWidget(panel.review)
    made.settle()
    return made


@pytest.fixture
def conflict(panel, steward_store, qtbot):
    """The first submission was merged by itself; the second was received and is in conflict."""
    store, files = steward_store
    with open_store(store, read_only=False) as opened:
        for file in files:
            merge(opened, read_document(file.read_bytes()), policy=AT_ONCE)
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        panel.open_store(str(store))
    panel.steward.set_receipts_folder(str(files[0].parent.parent / "receipts"))
    made = Sitting(panel, store, files, qtbot)
    panel.tabs.setCurrentWidget(panel.review)
    made.settle()
    made.open(SECOND)
    return made


def test_the_tab_is_there_for_a_shared_store_only(sitting, tmp_path, qtbot):
    panel = sitting.panel
    assert panel.tabs.indexOf(panel.review) == 3
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        panel.open_store(str(tmp_path / "a.gpkg"))
    assert panel.tabs.indexOf(panel.review) == -1
    assert panel.steward.store == ""


def test_the_tab_is_not_there_for_who_cannot_write(panel, small_store, qtbot, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        panel.open_store(str(small_store))
    assert panel.tabs.indexOf(panel.review) == -1


def test_an_empty_inbox_says_what_to_do(sitting):
    assert "No submission has been received yet" in sitting.page.inbox.state.text()
    assert not sitting.page.inbox.list.isVisible()
    assert sitting.page.inbox.receive.isVisible()


def test_what_waits_is_listed_with_who_when_and_counts(sitting):
    sitting.receive()
    model = sitting.page.inbox.model
    texts = [model.index(row).data() for row in range(model.rowCount())]
    assert len(texts) == 2
    assert texts[0].startswith("Ontario · 2 changes to decide\nAda Tremblay · ServicePlus · received")
    assert texts[1].startswith("Ontario · 3 changes to decide\nBo <b>Nguyen</b> · ServicePlus · received")
    assert all("not signed" in text for text in texts)
    assert texts[1].endswith("Held for review: 3")
    assert sitting.panel.tabs.tabText(3) == "Review (5)"
    assert "2 submissions received" in sitting.page.note.text()


def test_d7_received_twice_changes_nothing(sitting):
    sitting.receive()
    before = sitting.store.read_bytes()
    sitting.receive()
    assert "2 came before; nothing was changed" in sitting.page.note.text()
    assert sitting.store.read_bytes() == before


def test_a_file_that_is_none_does_not_stop_the_others(sitting):
    broken = sitting.files[0].with_name("broken.casp.json")
    broken.write_text('{"format": "casp-submission", ', encoding="utf-8")
    package = sitting.files[0].with_name("other.casp.zip")
    package.write_bytes(b"PK\x03\x04")
    sitting.receive(broken, package, *sitting.files)
    note = sitting.page.note.text()
    assert "2 submissions received" in note
    assert "broken.casp.json: " in note
    assert "other.casp.zip: " in note


def test_packages_go_through_the_function_handed_in(sitting):
    package = sitting.files[0].with_name("first.casp.zip")
    package.write_bytes(b"PK")
    seen = []

    def read(path):
        seen.append(path)
        return sitting.files[0].read_bytes()

    sitting.controller.tools = Tools(read_package=read, verify=lambda document: "valid")
    sitting.receive(package)
    assert seen == [package]
    assert " · signed\n" in sitting.page.inbox.model.index(0).data()


def test_receipts_lie_beside_the_inbox_from_the_first_moment(sitting):
    sitting.receive()
    assert {sitting.receipt(each)["state"] for each in (FIRST, SECOND)} == {"received"}


def test_d2_the_three_values_are_shown_in_words(conflict, names):
    conflict.change("service_point", names("riverside"))
    assert conflict.text("hours", "base") == "Mon–Fri 8:30 am–4:30 pm"
    assert conflict.text("hours", "theirs") == "Mon–Sat 8:30 am–4:30 pm"
    ours = conflict.text("hours", "ours")
    assert ours.startswith("Mon–Fri 9 am–5 pm\nOntario, ")
    assert conflict.text("hours", "result") == "Choose…"
    assert "changed" in conflict.page.change.message.text()


def test_d2_a_click_takes_theirs(conflict, names):
    conflict.change("service_point", names("riverside"))
    conflict.click("hours", "theirs")
    assert conflict.text("hours", "result") == "Mon–Sat 8:30 am–4:30 pm"
    conflict.decide()
    row = conflict.row("service_point", names("riverside"))
    assert row["hours"] == "Mo-Sa 08:30-16:30"
    assert row["address_line1"] == "14 O'Brien Street"  # nothing was chosen about it
    result = conflict.result(SECOND, "service_point", names("riverside"))
    assert (result["fields"]["hours"], result["fields"]["address_line1"]) == ("applied", "conflict")
    assert result["edited"] == {}


def test_d2_a_click_takes_what_was_before(conflict, names):
    conflict.change("service_point", names("riverside"))
    conflict.click("hours", "base")
    conflict.decide()
    assert conflict.row("service_point", names("riverside"))["hours"] == "Mo-Fr 08:30-16:30"
    result = conflict.result(SECOND, "service_point", names("riverside"))
    assert result["edited"] == {"hours": "Mo-Fr 08:30-16:30"}


def test_d2_ours_is_kept_with_a_reason_that_is_required(conflict, names):
    seq = conflict.change("service_point", names("riverside"))
    conflict.click("hours", "ours")
    pane, changes = conflict.page.change, conflict.page.changes
    assert pane.reason.isVisible()
    assert not changes.decide.isEnabled()
    assert "A reason is missing" in changes.chosen.text()
    QTest.keyClicks(pane.reason, "The office confirmed its hours")
    assert conflict.controller.choices.reason(seq) == "The office confirmed its hours"
    conflict.decide()
    assert conflict.row("service_point", names("riverside"))["hours"] == "Mo-Fr 09:00-17:00"
    result = conflict.result(SECOND, "service_point", names("riverside"))
    assert result["fields"]["hours"] == "rejected"
    assert "The office confirmed its hours" in result["message_en"]


def test_d2_a_value_is_typed(conflict, names):
    conflict.change("service_point", names("riverside"))
    table, index = conflict.page.change.table, conflict.cell("hours", "result")
    table.setCurrentIndex(index)
    QTest.keyClick(table, Qt.Key.Key_Return)  # by keyboard alone
    editor = table.viewport().findChild(QLineEdit)
    assert editor.text() == "Mo-Sa 08:30-16:30"
    editor.selectAll()
    QTest.keyClicks(editor, "Mo-Sa 09:00-17:00")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    conflict.qtbot.waitUntil(lambda: conflict.controller.choices.decided == 1, timeout=60000)
    assert conflict.text("hours", "result") == "Mon–Sat 9 am–5 pm"
    conflict.decide()
    assert conflict.row("service_point", names("riverside"))["hours"] == "Mo-Sa 09:00-17:00"
    result = conflict.result(SECOND, "service_point", names("riverside"))
    assert result["edited"] == {"hours": "Mo-Sa 09:00-17:00"}
    assert result["fields"]["hours"] == "applied"


def test_what_is_no_value_of_the_field_is_refused_at_once(conflict, names):
    seq = conflict.change("service_point", names("riverside"))
    model = conflict.page.change.table.conflicts
    assert not model.setData(conflict.cell("hours", "result"), "from nine to five")
    assert conflict.page.change.error.isVisible()
    assert not conflict.controller.choices.has(seq)


def test_groups_move_together(conflict, names):
    seq = conflict.change("service_point", names("riverside"))
    conflict.click("address_line1", "theirs")
    choices = conflict.controller.choices
    for name in ("address_line1", "city", "postal_code", "geom"):
        assert choices.pick(seq, name).origin == "theirs"
    assert conflict.text("hours", "result") == "Choose…"
    conflict.decide()
    assert conflict.row("service_point", names("riverside"))["address_line1"] == "16 O'Brien Street"


def test_accept_all_of_theirs(conflict, names):
    conflict.page.changes.accept(everything=True)
    conflict.decide()
    row = conflict.row("service_point", names("riverside"))
    assert (row["hours"], row["address_line1"]) == ("Mo-Sa 08:30-16:30", "16 O'Brien Street")
    assert row["name_en"] == "Riverside Centre"  # the first editor's, which nobody contested
    assert conflict.row("phone", names("ph1"))["number"] == "+16135550199"  # it came back
    assert conflict.row("service_point", names("new"))["name_en"] == "Riverside Service Center"
    assert conflict.receipt(SECOND)["state"] == "accepted"
    assert conflict.panel.tabs.tabText(3) == "Review"


def test_keep_all_of_ours(conflict, names, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Asked by telephone", True))
    before = conflict.row("service_point", names("riverside"))
    conflict.page.changes.refuse(everything=True)
    conflict.decide()
    after = conflict.row("service_point", names("riverside"))
    assert (after["hours"], after["address_line1"]) == (before["hours"], before["address_line1"])
    assert conflict.row("phone", names("ph1")) is None
    assert conflict.row("service_point", names("new")) is None
    messages = [r["message_en"] for r in conflict.receipt(SECOND)["results"]]
    assert all("Asked by telephone" in message for message in messages)


def test_keep_ours_without_a_reason_chooses_nothing(conflict, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("  ", True))
    conflict.page.changes.refuse(everything=True)
    assert conflict.controller.choices.decided == 0


def test_bulk_for_the_selected_only(conflict, names):
    seq = conflict.change("service_point", names("new"))
    conflict.page.go_to(1)
    conflict.page.changes.accept(everything=False)
    assert [c.seq for c in conflict.controller.review.changes if conflict.controller.choices.has(c.seq)] == [
        seq
    ]
    conflict.decide()
    assert conflict.row("service_point", names("new")) is not None
    assert conflict.row("service_point", names("riverside"))["hours"] == "Mo-Fr 09:00-17:00"


def test_d4_update_against_delete_is_a_conflict(conflict, names):
    """The first editor removed the telephone that the second corrected; it is known by its point."""
    conflict.change("phone", names("ph1"))
    assert conflict.page.change.title.text() == "Riverside Centre"
    assert conflict.text("number", "ours") == "(no such record)"
    conflict.click("number", "ours")
    assert conflict.text("number", "result") == "Stays removed"
    conflict.click("number", "theirs")
    conflict.decide()
    assert conflict.row("phone", names("ph1"))["number"] == "+16135550199"


def test_d6_possible_duplicates_are_side_by_side(conflict, names):
    conflict.change("service_point", names("new"))
    (table,) = conflict.page.change.duplicates.tables
    cells = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert ["Name (English)", "Riverside Service Center", "Riverside Centre"] in cells
    assert ["ServicePlus", "ServicePlus"] in [row[1:] for row in cells]
    assert conflict.page.change.duplicates.isVisible()


def test_d9_undecided_conflicts_stay_listed(conflict, names):
    conflict.change("service_point", names("new"))
    conflict.page.change.accept.click()
    conflict.decide()
    assert conflict.panel.tabs.tabText(3) == "Review (2)"
    assert conflict.controller.review.line.waiting == 2


def test_d10_a_merge_is_taken_back(conflict, names, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda _self: QMessageBox.StandardButton.Yes)
    conflict.open(FIRST)
    conflict.page.changes.take_back.click()
    conflict.settle()
    row = conflict.row("service_point", names("riverside"))
    assert (row["hours"], row["name_en"]) == ("Mo-Fr 08:30-16:30", "Riverside Service Centre")
    assert conflict.row("phone", names("ph1"))["number"] == "+16135550101"
    assert conflict.page.inbox.model.rowCount() == 3


def test_d10_what_blocks_taking_back_is_listed(conflict, names, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda _self: QMessageBox.StandardButton.Yes)
    conflict.page.changes.accept(everything=True)
    conflict.decide()
    conflict.open(FIRST)
    before = conflict.row("service_point", names("riverside"))
    conflict.page.changes.take_back.click()
    conflict.settle()
    note = conflict.page.note.text()
    assert "cannot be taken back" in note
    assert names("riverside") in note
    assert "hours" in note.lower()
    assert conflict.row("service_point", names("riverside")) == before


def test_d12_another_steward_was_first(conflict, names):
    """The choices stay; what the other steward did too; the second try holds for the store as it is now."""
    seq = conflict.change("service_point", names("riverside"))
    conflict.click("hours", "theirs")
    with open_store(conflict.store, read_only=False) as opened:
        insertion = next(c for c in conflict.controller.review.changes if c.op == "insert")
        decide(opened, SECOND, decisions=Decisions((Decision(SECOND, insertion.seq, "accept"),)))
    before = conflict.row("service_point", names("riverside"))
    conflict.decide()
    assert conflict.row("service_point", names("riverside")) == before
    assert "Your choices are kept" in conflict.page.note.text()
    assert conflict.controller.choices.pick(seq, "hours").origin == "theirs"
    assert conflict.row("service_point", names("new")) is not None
    conflict.decide()
    assert conflict.row("service_point", names("riverside"))["hours"] == "Mo-Sa 08:30-16:30"


def test_choices_stay_while_another_submission_is_looked_at(conflict, names):
    seq = conflict.change("service_point", names("riverside"))
    conflict.click("hours", "theirs")
    conflict.open(FIRST)
    assert conflict.controller.choices.decided == 0
    conflict.open(SECOND)
    assert conflict.controller.choices.pick(seq, "hours").value == "Mo-Sa 08:30-16:30"


def test_h11_data_is_plain_text(conflict, names):
    """Labels show it as it is, and tips, which Qt would take for HTML, escape it."""
    page = conflict.page
    labels = [label for label in page.findChildren(QLabel) if EVIL in label.text() or WHO in label.text()]
    assert len(labels) == 2
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    line = page.inbox.model.index(page.inbox.model.row_of(SECOND))
    assert WHO in line.data()
    tip = line.data(Qt.ItemDataRole.ToolTipRole)
    assert "Bo &lt;b&gt;Nguyen&lt;/b&gt;" in tip
    assert "<b>" not in tip


def test_evidence_opens_only_after_its_host_was_shown(conflict, names, monkeypatch):
    opened, asked = [], []
    monkeypatch.setattr(review_change.QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    pane = conflict.page.change
    conflict.change("service_point", names("riverside"))
    link = pane._link("https://example.ca/hours?x=%3Cb%3E", "photo")
    assert isinstance(link, QToolButton)
    assert link.text() == "Evidence on example.ca"

    def answer(button):
        def run(box):
            asked.append((box.text(), box.textFormat()))
            return button

        monkeypatch.setattr(QMessageBox, "exec", run)

    answer(QMessageBox.StandardButton.Cancel)
    link.click()
    assert opened == []
    answer(QMessageBox.StandardButton.Open)
    link.click()
    assert len(opened) == 1
    assert all("example.ca" in text and kind == Qt.TextFormat.PlainText for text, kind in asked)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x/", "no link"])
def test_h11_what_is_no_web_link_is_text(conflict, url):
    assert isinstance(conflict.page.change._link(url, ""), QLabel)


def test_in_little_room_the_sides_stand_below_each_other(conflict, names):
    conflict.change("service_point", names("riverside"))
    table = conflict.page.change.table
    assert table.conflicts.narrow
    assert table.conflicts.columnCount() == 2
    conflict.panel.review.open_wide()
    conflict.qtbot.waitUntil(lambda: not table.conflicts.narrow, timeout=60000)
    assert conflict.page.inbox.isVisible()
    assert conflict.page.change.isVisible()
    headers = [
        table.conflicts.headerData(n, Qt.Orientation.Horizontal) for n in range(table.conflicts.columnCount())
    ]
    assert headers == ["Field", "Before", "Submitted", "In the store", "Result"]
    conflict.click("hours", "theirs")
    QTest.keyClick(conflict.panel.review.wide_window, Qt.Key.Key_Escape)
    conflict.qtbot.waitUntil(lambda: conflict.page.window() is conflict.panel.window(), timeout=60000)
    assert conflict.text("hours", "result") == "Mon–Sat 8:30 am–4:30 pm"


def test_esc_goes_back_in_little_room(conflict, names):
    conflict.change("service_point", names("riverside"))
    assert conflict.page.depth == 2
    QTest.keyClick(conflict.page.change, Qt.Key.Key_Escape)
    assert conflict.page.depth == 1
    QTest.keyClick(conflict.page.changes.list, Qt.Key.Key_Escape)
    assert conflict.page.depth == 0


def test_lists_of_values_are_chosen_by_their_labels(conflict, names):
    conflict.change("service_point", names("new"))
    table, index = conflict.page.change.table, conflict.cell("status", "result")
    table.edit(index)
    editor = table.viewport().findChild(QComboBox)
    editor.setCurrentIndex(editor.findData("planned"))
    editor.activated.emit(editor.currentIndex())
    conflict.decide()
    assert conflict.row("service_point", names("new"))["status"] == "planned"
    assert conflict.result(SECOND, "service_point", names("new"))["edited"] == {"status": "planned"}


def test_the_language_can_change_meanwhile(conflict, names, clean_settings):
    seq = conflict.change("service_point", names("riverside"))
    conflict.click("hours", "theirs")
    change_language("fr")
    conflict.settle()
    conflict.page = conflict.panel.review.page
    assert conflict.panel.tabs.tabText(3) == "Examen (3)"
    assert conflict.controller.choices.pick(seq, "hours").origin == "theirs"
    conflict.change("service_point", names("riverside"))
    assert "Mon–Fri" not in conflict.text("hours", "base")
    assert "ven" in conflict.text("hours", "base").lower()
    change_language("en")


@pytest.mark.parametrize("code", ["en", "fr"])
def test_no_tab_is_cut_or_out_of_sight_in_a_narrow_panel(conflict, code):
    """In the size of letters that desktops have; those of a test without a screen are larger."""
    panel = conflict.panel
    change_language(code)
    try:
        conflict.settle()
        tabs, bar = panel.tabs, panel.tabs.tabBar()
        bar.setFont(QFont("DejaVu Sans", 9))
        conflict.qtbot.wait(10)
        assert panel.width() == 320
        assert tabs.count() == 4
        for place in range(tabs.count()):
            assert tabs.tabToolTip(place) == tabs.tabText(place)
            assert bar.tabRect(place).width() > bar.fontMetrics().horizontalAdvance(tabs.tabText(place))
            assert bar.rect().contains(bar.tabRect(place))
    finally:
        change_language("en")


def test_everything_has_a_name_for_those_who_do_not_see(conflict, names):
    conflict.change("service_point", names("riverside"))
    page = conflict.page
    for view in (page.inbox.list, page.changes.list, page.change.table):
        assert view.accessibleName()
        assert view.focusPolicy() & Qt.FocusPolicy.TabFocus
    spoken = conflict.cell("hours", "theirs").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Hours, Submitted: Mon–Sat 8:30 am–4:30 pm" or spoken.startswith("Opening hours")


def test_a_model_without_a_change_is_empty(qgis_app):
    assert ConflictModel().rowCount() == 0


def test_a_store_that_is_gone_is_said_once(sitting):
    """It was read again, and failed again, for ever."""
    problems = []
    sitting.controller.failed.connect(problems.append)
    sitting.store.unlink()
    sitting.controller.refresh()
    sitting.settle()
    sitting.qtbot.wait(300)
    assert len(problems) == 1


def test_what_was_received_before_a_failure_is_shown(sitting, monkeypatch):
    """The first is merged, the second breaks off: the store has changed all the same."""
    from service_points.ui import review_work

    heard, done, merging = [], [], review_work.merge

    def merge_one(*arguments, **options):
        if done:
            raise OSError("the share is gone")
        done.append(merging(*arguments, **options))
        return done[0]

    monkeypatch.setattr(review_work, "merge", merge_one)
    sitting.controller.store_changed.connect(lambda: heard.append(True))
    sitting.receive()
    assert len(done) == 1
    assert heard == [True]


def test_a_list_that_was_only_looked_at_chooses_nothing(english, qtbot):
    """A value that is no longer in the list was emptied, and any other counted as decided."""
    from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel
    from qgis.PyQt.QtWidgets import QStyleOptionViewItem, QTableView
    from service_points.ui.review_table import _ResultDelegate

    class Values(QStandardItemModel):
        def options(self, _index):
            return [("a", "First"), ("b", "Second")]

    view, model = QTableView(), Values()
    qtbot.addWidget(view)
    model.appendRow(QStandardItem("long gone"))
    view.setModel(model)
    delegate, index = _ResultDelegate(view), model.index(0, 0)
    editor = delegate.createEditor(view.viewport(), QStyleOptionViewItem(), index)
    delegate.setEditorData(editor, index)
    delegate.setModelData(editor, model, index)
    assert model.data(index) == "long gone"
    editor.setCurrentIndex(2)
    editor.activated.emit(2)
    delegate.setModelData(editor, model, index)
    assert model.data(index) == "b"
