# SPDX-License-Identifier: GPL-2.0-or-later
"""The submission form: who, preview, errors first, and a file that is the one the algorithm makes."""

import json
import time
from pathlib import Path

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtWidgets import QMessageBox
from service_points.core.errors import Cancelled
from service_points.core.exchange import checkout
from service_points.core.exchange.outbox_entry import OutboxState
from service_points.core.exchange.transports import Sent
from service_points.core.store import open_store
from service_points.host.settings import Settings
from service_points.processing.exportsubmission import ExportSubmission
from service_points.ui import submission_delivery
from service_points.ui.changes_model import LineRole
from service_points.ui.submission_delivery import free_path, to_folder


def answer(dialog):
    form = dialog.form
    form.name.setText("Ada Tremblay")
    form.email.setText("registre@example.ca")
    form.role.setText("data editor")
    form.organization.setText("ServiceOntario")
    form.comment.setPlainText("Autumn")
    form.licence.setCurrentIndex(form.licence.findData("OGL-ON-1.0"))
    form.authorized.setChecked(True)


def preview(dialog, qtbot):
    dialog.next.click()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible(), timeout=60000)


def deliver(dialog, qtbot, delivery):
    with qtbot.waitSignal(dialog.delivered, timeout=60000) as signal:
        dialog.deliver(delivery)
    return signal.args[0]


def without_number(document):
    manifest = {k: v for k, v in document["manifest"].items() if k not in ("submission_id", "created_at")}
    return {"format": document["format"], "changes": document["changes"], "manifest": manifest}


def test_the_form_says_what_is_missing(dialog, edited):
    made = dialog(edited)
    assert not made.next.isEnabled()
    assert made.message.text() == ("Still needed: your name, your role mailbox, the statement of authority.")
    answer(made)
    assert made.next.isEnabled()
    assert not made.message.isVisible()


def test_the_document_is_the_one_the_algorithm_makes(dialog, edited, qtbot, tmp_path):
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    written = json.loads(Path(deliver(made, qtbot, to_folder(tmp_path))).read_text(encoding="utf-8"))
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    done, ok = (
        ExportSubmission()
        .create()
        .run(
            {
                "WORKING_COPY": str(edited),
                "SUBMITTER": "Ada Tremblay",
                "EMAIL": "registre@example.ca",
                "ROLE": "data editor",
                "ORGANIZATION": "ServiceOntario",
                "REASON": "correction",
                "COMMENT": "Autumn",
                "LICENCE": "OGL-ON-1.0",
                "TARGET": str(tmp_path / "algorithm"),
            },
            context,
            feedback,
        )
    )
    assert ok, feedback.textLog()
    algorithm = json.loads(Path(done["SUBMISSION"]).read_text(encoding="utf-8"))
    assert without_number(written) == without_number(algorithm)
    (change,) = written["changes"]
    assert change["reason"] == {"code": "hours", "text": "=Now open", "lang": "en"}
    assert change["evidence"] == [{"url": "https://example.ca/h", "accessed_on": "2026-11-01"}]


def test_nothing_is_written_before_the_preview_is_confirmed(dialog, edited, qtbot, tmp_path):
    before = sorted(tmp_path.iterdir())
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    assert made.pages.currentWidget() is made.preview_page
    assert made.preview_page.counts.text() == "Added: 0 · Changed: 1 · Removed: 0 · Confirmed: 0"
    model = made.preview_page.changes.model()
    record = model.index(0, 0)
    assert record.data(LineRole) == "Service point · changed · Hours changed · 1 piece of evidence"
    field = model.index(0, 0, record)
    assert (field.data(), field.data(LineRole)) == (
        "Opening hours",
        "Mon–Fri 8:30 am–4:30 pm → Open 24 hours a day, 7 days a week",
    )
    assert sorted(tmp_path.iterdir()) == before


def test_c1_nothing_to_submit_writes_nothing(dialog, small_store, tmp_path, qtbot):
    target = tmp_path / "same.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    before = sorted(tmp_path.iterdir())
    made = dialog(target)
    answer(made)
    preview(made, qtbot)
    assert made.message.text().startswith("There is nothing to submit")
    assert made.pages.currentWidget() is made.form_page
    assert sorted(tmp_path.iterdir()) == before


def test_c2_an_existing_file_is_asked_about_and_never_replaced(dialog, edited, qtbot, tmp_path, monkeypatch):
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    there = tmp_path / made._prepared.submission.file_name
    there.write_text("older")
    asked = []

    def refuse(*arguments):
        asked.append(arguments[2])
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "question", refuse)
    made._deliver_to(there)
    assert there.name in asked[0]
    assert free_path(there).name.endswith("_2.casp.json")
    assert not free_path(there).exists()
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Save)
    other = free_path(there)
    with qtbot.waitSignal(made.delivered, timeout=60000) as signal:
        made._deliver_to(there)
    assert signal.args[0] == str(other)
    assert there.read_text() == "older"
    assert json.loads(other.read_text(encoding="utf-8"))["format"] == "casp-submission"


def test_c2_a_file_that_appears_meanwhile_is_not_replaced(dialog, edited, qtbot, tmp_path):
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    there = tmp_path / made._prepared.submission.file_name
    there.write_text("older")
    made.deliver(to_folder(tmp_path))
    qtbot.waitUntil(made.message.isVisible, timeout=60000)
    assert there.name in made.message.text()
    assert there.read_text() == "older"


def test_c3_the_same_submission_saved_twice_is_the_same(dialog, edited, qtbot, tmp_path, outbox):
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    folders = [tmp_path / name for name in ("stick", "mail")]
    for folder in folders:
        folder.mkdir()
    first, second = (Path(deliver(made, qtbot, to_folder(folder))) for folder in folders)
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()
    (entry,) = outbox.entries()
    assert (entry.state, entry.where) == (OutboxState.SAVED, str(second))
    assert entry.path.read_bytes() == first.read_bytes()
    made.form.comment.setPlainText("Winter")
    made.deliver(to_folder(tmp_path))  # what was prepared is not what the form now says
    assert list(tmp_path.glob("*.casp.json")) == []


def test_c8_sent_to_an_exchange_folder_that_is_remembered(dialog, edited, qtbot, tmp_path, outbox):
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    assert not made.send_button.isEnabled()  # nobody knows where yet
    made.place.set_place(str(exchange))
    with qtbot.waitSignal(made.delivered, timeout=60000):
        made.send_button.click()
    (entry,) = outbox.entries()
    assert (entry.state, entry.place) == (OutboxState.SENT, str(exchange))
    assert (exchange / "inbox" / entry.file_name).read_bytes() == entry.path.read_bytes()
    assert made.done_title.text() == "The submission was sent"
    assert "not confirmed yet" in made.done_text.text()
    assert Settings.load().known_places() == {str(exchange): ""}
    again = dialog(edited)
    assert again.place.place == str(exchange)
    assert not again.place.login_row.isVisibleTo(again.place)


def test_c8_what_could_not_be_sent_is_in_the_outbox_and_can_be_saved(dialog, edited, qtbot, tmp_path, outbox):
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    made.place.set_place(str(tmp_path / "unmounted"))
    made.send_button.click()
    qtbot.waitUntil(made.message.isVisible, timeout=60000)
    assert made.message.text().startswith("Not sent. The exchange folder")
    assert made.pages.currentWidget() is made.preview_page
    assert outbox.entries()[0].state is OutboxState.DRAFT
    assert Settings.load().known_places() == {}
    deliver(made, qtbot, to_folder(tmp_path))
    assert made.done_title.text() == "The submission is saved"
    assert [entry.state for entry in outbox.entries()] == [OutboxState.SAVED]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("https://ada:secret@register.example.ca/x", "holds a user name, a password or a token"),
        ("https://register.example.ca/x?token=secret", "holds a user name, a password or a token"),
        ("ftp://register.example.ca", "not an address submissions can be sent to"),
        ("http://169.254.169.254/latest", "machines use among themselves"),
    ],
)
def test_h14_i2_an_address_that_must_not_be_used(*, dialog, edited, qtbot, outbox, monkeypatch, place, said):
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Yes)
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    made.place.set_place(place)
    made.send_button.click()
    qtbot.waitUntil(made.message.isVisible, timeout=60000)
    assert said in made.message.text()
    assert "secret" not in made.message.text()
    assert outbox.entries() == []
    assert Settings.load().known_places() == {}


def test_h14_a_private_address_is_asked_about_first(dialog, edited, qtbot, outbox, monkeypatch):
    asked = []

    def refuse(*arguments):
        asked.append(arguments[2])
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "question", refuse)
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    made.place.set_place("http://localhost:8080/exchange")
    assert made.place.login_row.isVisible()
    made.send_button.click()
    assert "“http://localhost:8080/exchange” is on this computer or in a local network" in asked[0]
    assert not made.bar.isVisible()
    assert outbox.entries() == []


class Slow:
    """A way to the stewards that takes until somebody stops it; ``arrives`` says what happened then."""

    where = "somewhere"

    def __init__(self, progress, arrives):
        self.progress, self.arrives = progress, arrives

    def send(self, name, data):
        while not self.progress.is_cancelled():
            time.sleep(0.01)
        if self.arrives:
            return Sent("somewhere")
        raise Cancelled


@pytest.mark.parametrize("arrives", [False, True])
def test_g2_c8_stopped_while_sending(*, dialog, edited, qtbot, outbox, tmp_path, monkeypatch, arrives):
    """What may have arrived is never called not sent; what had arrived before is said to be sent."""
    ways = []

    def slowly(_place, _authcfg, progress):
        ways.append(Slow(progress, arrives))
        return ways[-1]

    monkeypatch.setattr(submission_delivery, "open_transport", slowly)
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    made.place.set_place("somewhere")
    made.send_button.click()
    qtbot.waitUntil(lambda: bool(ways), timeout=60000)
    made.leave.click()
    assert made.isVisible()  # it waits until it is known
    if arrives:
        qtbot.waitUntil(lambda: made.pages.currentWidget() is made.done_page, timeout=60000)
        assert outbox.entries()[0].problem is None
        return
    qtbot.waitUntil(made.message.isVisible, timeout=60000)
    assert made.message.text().startswith("Sent? Not known. Sending was cancelled")
    assert outbox.entries()[0].state is OutboxState.SENT
    monkeypatch.undo()
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    made.place.set_place(str(exchange))
    with qtbot.waitSignal(made.delivered, timeout=60000):
        made.send_button.click()
    (entry,) = outbox.entries()  # the same document, not another one
    assert (exchange / "inbox" / entry.file_name).read_bytes() == entry.path.read_bytes()


def test_errors_come_first_and_stand_in_the_way(dialog, mistakes, qtbot, tmp_path):
    made = dialog(mistakes)
    answer(made)
    preview(made, qtbot)
    assert made.preview_page.title.text() == "2 errors must be corrected first"
    rules = [item.finding.rule for item in made.preview_page.found.items()]
    assert sorted(rules) == ["A01", "P01"]
    assert not made.to_folder.isVisible()
    assert not made.to_file.isVisible()
    assert not made.send_button.isVisible()
    written = []
    made.deliver(lambda *arguments: written.append(arguments))
    assert written == []
    with qtbot.waitSignal(made.findings_asked, timeout=1000):
        made.to_findings.click()


def test_who_submits_is_remembered_but_not_the_authority(dialog, edited, qtbot):
    made = dialog(edited)
    answer(made)
    preview(made, qtbot)
    stored = Settings.load()
    assert (stored.submitter_name, stored.submitter_organization) == ("Ada Tremblay", "ServiceOntario")
    assert stored.submitter_licence == "OGL-ON-1.0"
    again = dialog(edited)
    assert again.form.statement().submitter == made.form.statement().submitter
    assert not again.form.authorized.isChecked()


def test_the_panel_opens_it_with_errors_leading_to_the_findings(editing, qtbot, monkeypatch):
    editing.changes.submit.click()
    made = editing.editing._dialog
    assert made.isVisible()
    answer(made)
    preview(made, qtbot)
    made.to_findings.click()
    assert editing.changes.views.currentWidget() is editing.changes.findings
    assert {i.finding.rule for i in editing.changes.findings.list.model().items()} >= {"A01", "P01"}
    assert editing.editing._dialog is None
