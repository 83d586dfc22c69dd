# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox in the panel: sent, answered by a real merge, read, settled, taken off the list."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox
from service_points.core.exchange import MergePolicy, open_working_copy, read_motives
from service_points.core.exchange.outbox_entry import OutboxState
from service_points.core.progress import SILENT
from service_points.host import tasks
from service_points.host.settings import settings
from service_points.ui import store_tasks
from service_points.ui.conflict_model import MINE, THEIRS
from service_points.ui.outbox_place import PlaceDialog
from service_points.ui.review_work import Tools, receive, submissions_in, write_receipts
from service_points.ui.submission_delivery import to_folder, to_place

OPEN = Tools(policy=MergePolicy(signature="none", auto_accept=True, mass_share=1.0))
POINT = "service_point"


class Exchange:
    """The stewards' folder, and the steward who merges what is in it."""

    def __init__(self, store, folder):
        self.store, self.folder = store, folder
        (folder / "inbox").mkdir(parents=True)

    def merge(self):
        """Merge the inbox into the store and write the receipts."""
        done = receive(str(self.store), submissions_in(self.folder), OPEN, SILENT)
        assert all(each.problem is None for each in done)
        write_receipts(self.folder / "receipts", [each.receipt for each in done])


@pytest.fixture
def exchange(small_store, tmp_path):
    return Exchange(small_store, tmp_path / "exchange")


@pytest.fixture
def working(*, english, outbox, panel, small_store, tmp_path, names, qtbot, review_store):
    """The panel with the working copy of one of two editors open; the other one changes the same record."""
    copies = [review_store.check_out(small_store, tmp_path / f"{name}.gpkg") for name in ("other", "mine")]
    other, mine = copies
    other.update(POINT, names("riverside"), hours="Mo-Fr 09:00-17:00", address_line1="14 O'Brien Street")
    mine.update(
        POINT,
        names("riverside"),
        hours="Mo-Sa 08:30-16:30",
        address_line1="16 O'Brien Street",
        alt_name_en="Fish & Chips",
    )
    panel.other = other.path
    heard = [panel.session.changes_counted, panel.session.attention_changed]
    with qtbot.waitSignals(heard, timeout=60000):
        panel.open_store(str(mine.path))
    panel.tabs.setCurrentWidget(panel.changes)
    panel.changes.show_outbox()
    settled(qtbot)
    return panel


def settled(qtbot):
    """Wait until every task has said its last word; what follows from one starts in it."""
    qtbot.waitUntil(lambda: not tasks._running, timeout=60000)


def submit(panel, qtbot, delivery):
    """Fill in the dialog, preview, and deliver."""
    panel.changes.submit.click()
    dialog = panel.editing._dialog
    dialog.form.name.setText("Ada Tremblay")
    dialog.form.email.setText("registre@example.ca")
    dialog.form.authorized.setChecked(True)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.preview_page, timeout=60000)
    with qtbot.waitSignal(dialog.delivered, timeout=60000):
        dialog.deliver(delivery)
    document = dialog._prepared.submission.document
    dialog.leave.click()
    settled(qtbot)
    return document


def look(panel, qtbot):
    panel.changes.outbox.look.click()
    settled(qtbot)


def other_submits(panel, exchange, review_store):
    review_store.submission(
        panel.other, exchange.folder / "inbox", identifier=review_store.FIRST, day=5, who="Bo Nguyen"
    )


def shown(panel):
    model = panel.changes.outbox.list.model()
    return [
        model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
    ]


def hours_of(panel, names):
    layer = panel.session.points_layer()
    return next(f["hours"] for f in layer.getFeatures() if f["id"] == names("riverside"))


def test_an_empty_outbox_says_what_it_is_for(working):
    view = working.changes.outbox
    assert view.guidance.isVisible()
    assert "Nothing was submitted from this working copy yet" in view.guidance.text()
    assert not view.list.isVisible()
    assert not view.look.isEnabled()
    assert working.changes.views.tabText(2) == "Outbox"


def test_c8_sent_is_not_confirmed_until_a_receipt_says_so(working, exchange, qtbot, names):
    submit(working, qtbot, to_place(str(exchange.folder)))
    view = working.changes.outbox
    (line,) = shown(working)
    assert "Sent, not confirmed · 1 change" in line
    assert working.changes.views.tabText(2) == "Outbox (1)"
    assert "The receipt will say" in view.advice.text()
    assert not view.forget.isEnabled()
    look(working, qtbot)
    assert view.note.text() == "There is no new answer yet. Look again later."
    exchange.merge()
    look(working, qtbot)
    dialog = working.editing.outbox._dialog
    assert dialog.isVisible()
    assert dialog.title.text() == "Everything was accepted"
    assert "no change any more" in dialog.next_step.text()
    assert not dialog.conflicts.isVisible()
    dialog.reject()
    assert working.tabs.tabText(2) == "Changes"  # nothing is left to submit
    assert working.session.changes == []
    assert "Accepted" in shown(working)[0]
    assert working.changes.views.tabText(2) == "Outbox"


def test_taken_off_the_list_only_after_reading_and_a_question(working, exchange, qtbot, outbox, monkeypatch):
    submit(working, qtbot, to_place(str(exchange.folder)))
    exchange.merge()
    look(working, qtbot)
    working.editing.outbox._dialog.reject()
    view = working.changes.outbox
    assert view.forget.isEnabled()
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Cancel)
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    settled(qtbot)
    assert len(outbox.entries()) == 1
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Yes)
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    settled(qtbot)
    assert outbox.entries() == []
    assert view.guidance.isVisible()


@pytest.fixture
def conflicting(working, exchange, qtbot, review_store):
    """Both submitted, the other one first; the receipt was looked for and its answer is shown."""
    other_submits(working, exchange, review_store)
    exchange.merge()
    working.document = submit(working, qtbot, to_place(str(exchange.folder)))
    exchange.merge()
    look(working, qtbot)
    return working


def rows(table):
    model = table.choices
    return [[model.data(model.index(row, column)) for column in range(4)] for row in range(model.rowCount())]


def row_of(table, label):
    return next(number for number, row in enumerate(rows(table)) if row[0].startswith(label))


def test_d2_what_others_changed_is_shown_with_three_values(conflicting):
    dialog = conflicting.editing.outbox._dialog
    assert dialog.title.text() == "Partly accepted, the rest waits"
    found = rows(dialog.conflicts.table)
    assert found[0][0] == "Riverside Service Centre (Service point)"
    hours = found[row_of(dialog.conflicts.table, "Opening hours")]
    assert hours[1:3] == ["Mon–Fri 8:30 am–4:30 pm", "Mon–Sat 8:30 am–4:30 pm"]
    assert hours[3].startswith("Mon–Fri 9 am–5 pm\nOntario, ")
    street = found[row_of(dialog.conflicts.table, "Civic address")]
    assert (street[2], street[3].splitlines()[0]) == ("16 O'Brien Street", "14 O'Brien Street")
    assert not dialog.conflicts.apply.isEnabled()
    # What was taken is no change any more, what others changed still is.
    (change,) = conflicting.session.changes
    assert "alt_name_en" not in change.fields


def test_d2_a_click_or_enter_takes_mine_or_theirs(conflicting, qtbot, names):
    dialog = conflicting.editing.outbox._dialog
    table = dialog.conflicts.table
    model = table.choices
    hours, street = row_of(table, "Opening hours"), row_of(table, "Civic address")
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(model.index(hours, THEIRS)).center()
    )
    table.setCurrentIndex(model.index(street, MINE))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert dialog.conflicts.state.text() == "2 of 2 chosen"
    assert model.data(model.index(hours, THEIRS), Qt.ItemDataRole.AccessibleTextRole).endswith("chosen")
    QTest.keyClick(table, Qt.Key.Key_Space)  # once more takes it back
    assert dialog.conflicts.state.text() == "1 of 2 chosen"
    QTest.keyClick(table, Qt.Key.Key_Space)
    dialog.conflicts.apply.click()
    settled(qtbot)
    assert not dialog.conflicts.isVisible()
    assert hours_of(conflicting, names) == "Mo-Fr 09:00-17:00"
    (change,) = conflicting.session.changes
    assert dict(change.fields["address_line1"]) == {
        "before": "14 O'Brien Street",
        "after": "16 O'Brien Street",
    }
    assert "hours" not in change.fields
    assert conflicting.tabs.tabText(2) == "Changes (1)"


def test_d2_one_side_everywhere(conflicting, qtbot, names):
    dialog = conflicting.editing.outbox._dialog
    dialog.conflicts.mine.click()
    assert dialog.conflicts.state.text() == "2 of 2 chosen"
    dialog.conflicts.theirs.click()
    dialog.conflicts.apply.click()
    settled(qtbot)
    assert conflicting.session.changes == []
    assert hours_of(conflicting, names) == "Mo-Fr 09:00-17:00"
    assert conflicting.tabs.tabText(2) == "Changes"


def test_c7_the_next_submission_replaces_what_waits(conflicting, exchange, qtbot, outbox, monkeypatch):
    dialog = conflicting.editing.outbox._dialog
    dialog.conflicts.mine.click()
    dialog.conflicts.apply.click()
    settled(qtbot)
    dialog.reject()
    earlier = conflicting.document["manifest"]["submission_id"]
    document = submit(conflicting, qtbot, to_place(str(exchange.folder)))
    assert document["manifest"]["supersedes"] == earlier
    exchange.merge()
    look(conflicting, qtbot)
    conflicting.editing.outbox._dialog.reject()
    assert conflicting.session.changes == []
    latest, replaced = shown(conflicting)
    assert "Accepted" in latest
    assert "Replaced by a later submission" in replaced
    assert conflicting.changes.views.tabText(2) == "Outbox"
    view = conflicting.changes.outbox
    view.list.setCurrentIndex(view.list.model().index(1))
    assert view.forget.isEnabled()
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Yes)
    view.forget.trigger()
    settled(qtbot)
    assert [each.state for each in outbox.entries()] == [OutboxState.ACCEPTED]


def test_a_choice_left_open_is_found_again(conflicting, qtbot):
    conflicting.editing.outbox._dialog.reject()
    view = conflicting.changes.outbox
    assert "Partly accepted, the rest waits" in shown(conflicting)[0]
    view.list.setCurrentIndex(view.list.model().index(0))
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    settled(qtbot)
    assert conflicting.editing.outbox._dialog.conflicts.state.text() == "0 of 2 chosen"


def test_b2_unsaved_edits_are_settled_before_an_answer_is_read(working, exchange, qtbot, monkeypatch):
    submit(working, qtbot, to_place(str(exchange.folder)))
    exchange.merge()
    layer = working.session.points_layer()
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("name_fr"), "Essai")
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Save]
    monkeypatch.setattr(store_tasks, "ask_about_edits", lambda _window: answers.pop(0))
    look(working, qtbot)
    assert working.editing.outbox._dialog is None
    assert "New answer, not read yet" in shown(working)[0]
    assert not working.changes.outbox.forget.isEnabled()
    working.changes.outbox.answer.click()
    settled(qtbot)
    assert not layer.isModified()
    assert working.editing.outbox._dialog.title.text() == "Everything was accepted"
    layer.rollBack()


def test_a_saved_file_and_its_receipt_by_e_mail(working, exchange, qtbot, tmp_path, monkeypatch):
    submit(working, qtbot, to_folder(exchange.folder / "inbox"))
    view = working.changes.outbox
    assert "Saved to a file · 1 change" in shown(working)[0]
    look(working, qtbot)
    assert "Open the stewards’ receipt from a file" in view.note.text()
    wrong = tmp_path / "wrong.receipt.json"
    wrong.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(wrong), ""))
    view.file.trigger()
    settled(qtbot)
    assert "not a receipt" in view.note.text()
    exchange.merge()
    (right,) = (exchange.folder / "receipts").iterdir()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(right), ""))
    view.file.trigger()
    settled(qtbot)
    assert working.editing.outbox._dialog.title.text() == "Everything was accepted"
    assert working.session.changes == []


def test_c3_sent_again_is_the_same_document(working, exchange, qtbot, outbox):
    submit(working, qtbot, to_place(str(exchange.folder)))
    view = working.changes.outbox
    assert view.send.text() == "Send again"
    view.send.click()
    settled(qtbot)
    assert view.note.text() == "Sent. It is not confirmed before the receipt has come."
    assert len(list((exchange.folder / "inbox").iterdir())) == 1
    assert len(outbox.entries()) == 1


def test_what_was_never_sent_asks_where(working, exchange, qtbot, outbox, monkeypatch):
    submit(working, qtbot, to_folder(exchange.folder))
    view = working.changes.outbox

    def answered(dialog):
        dialog.edit.set_place(str(exchange.folder))
        return 1

    monkeypatch.setattr(PlaceDialog, "exec", answered)
    view.send.click()
    settled(qtbot)
    assert outbox.entries()[0].state is OutboxState.SENT
    assert list(settings().known_places()) == [str(exchange.folder)]


def test_others_stay_behind_a_switch(*, working, qtbot, outbox, exchange, review_store):
    file = review_store.submission(
        working.other, exchange.folder, identifier=review_store.FIRST, day=5, who="Bo Nguyen"
    )
    from osgeo import gdal
    from service_points.core.exchange import Submission, load_document

    document = load_document(file)
    kept = Submission(document.content, b"", document.content_sha256, ())
    outbox.add(kept)
    submit(working, qtbot, to_place(str(exchange.folder)))
    dataset = gdal.OpenEx(str(working.session.register.path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL("UPDATE working_copy SET base_exported_at = '2031-01-01T00:00:00Z'")
    dataset = None
    with qtbot.waitSignal(working.session.opened, timeout=60000):
        working.open_store(working.session.register.path)
    settled(qtbot)
    view = working.changes.outbox
    assert shown(working) == []
    assert view.others.text() == "Also those of other working copies (2)"
    view.others.click()
    assert len(shown(working)) == 2
    assert "CA-ON" in shown(working)[0]


def test_the_reason_is_forgotten_when_the_change_was_taken(working, exchange, qtbot, names):
    from service_points.core.exchange import Motive, Reason

    working.editing.keep_motive([(POINT, names("riverside"))], Motive(Reason("hours")))
    settled(qtbot)
    submit(working, qtbot, to_place(str(exchange.folder)))
    exchange.merge()
    look(working, qtbot)
    with open_working_copy(working.session.register.path) as copy:
        assert read_motives(copy.store) == {}


def test_g3_unloaded_while_looking(working, exchange, qtbot):
    submit(working, qtbot, to_place(str(exchange.folder)))
    exchange.merge()
    working.changes.outbox.look.click()
    working.editing.outbox.unload()
    settled(qtbot)
    assert working.editing.outbox._dialog is None
