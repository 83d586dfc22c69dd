# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox: whatever happens to the program, the network or the folder, no document is lost."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading

import pytest
from service_points.core.errors import Cancelled, ExchangeError
from service_points.core.exchange import change_hash
from service_points.core.exchange import outbox as module
from service_points.core.exchange.outbox import Outbox
from service_points.core.exchange.outbox_entry import OutboxState
from service_points.core.exchange.transports import FolderTransport, Sent, TransportError
from service_points.core.text import Text

NUMBER = "7d9f2c1e-0000-4000-8000-00000000abcd"
OTHER = "00000000-0000-4000-8000-00000000ffff"


@pytest.fixture
def submission(editor, submit, ident):
    editor.update("service_point", ident(1), name_fr="Bureau « É » 🍁")
    return submit()


@pytest.fixture
def outbox(tmp_path):
    return Outbox(tmp_path / "boîte d'envoi")


@pytest.fixture
def kept(outbox, submission, now):
    """The outbox with one submission in it."""
    outbox.add(submission, now=now)
    return outbox


@pytest.fixture
def exchange(tmp_path):
    folder = tmp_path / "exchange"
    folder.mkdir()
    return FolderTransport(folder)


class Scripted:
    """A transport that does what it is told."""

    where = "somewhere"

    def __init__(self, answer, receipt=None):
        self.answer, self.receipt, self.sent = answer, receipt, []

    def send(self, name, data):
        self.sent.append((name, data))
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer if isinstance(self.answer, Sent) else self.answer()

    def fetch_receipt(self, submission_id):
        return self.receipt


STATE_OF_CHANGES = {"accepted": "applied", "partially_accepted": "partly_applied", "rejected": "rejected"}


def receipt(submission, state="accepted", changes=None, **values):
    """A whole receipt as section C7 has it, every change in the same state; `values` replace members."""
    manifest = submission.document["manifest"]
    changes = changes or (STATE_OF_CHANGES.get(state) if isinstance(state, str) else None)
    field = "applied" if changes == "partly_applied" else changes
    results = [
        {
            "seq": record["seq"],
            "op": record["op"],
            "table": record["table"],
            "id": record["id"],
            "change_hash": change_hash(record),
            "state": changes,
            "fields": dict.fromkeys(record["fields"], field),
            "rules": [],
            "message_en": "Said.",
            "message_fr": "Dit.",
            "current": {},
            "edited": {},
            "row_version": 4,
        }
        for record in (submission.document["changes"] if changes else ())
    ]
    states = ("applied", "partly_applied", "noop", "conflict", "held", "rejected")
    content = {
        "format": "casp-receipt",
        "format_version": "1.0",
        "submission_id": manifest["submission_id"],
        "content_sha256": submission.content_sha256,
        "store_id": manifest["store"]["store_id"],
        "received_at": "2026-11-06T08:00:00Z",
        "decided_at": None,
        "decided_by": None,
        "state": state,
        "signature": "absent",
        "rules": [],
        "message_en": "Said.",
        "message_fr": "Dit.",
        "revision_before": 12,
        "revision_after": 13,
        "results": results,
        "summary": {name: len(results) if name == changes else 0 for name in states},
        **values,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    seal = {"alg": "sha-256", "content_sha256": hashlib.sha256(text.encode()).hexdigest()}
    return json.dumps({**content, "integrity": seal}).encode()


def trouble(*, may_have_arrived):
    return TransportError(Text("No answer.", "Pas de réponse."), may_have_arrived=may_have_arrived)


def test_a_submission_is_kept_as_it_was_made(kept, submission):
    (entry,) = kept.entries()
    assert (entry.state, entry.added_at, entry.submission_id) == (
        OutboxState.DRAFT,
        "2026-11-01T12:30:00Z",
        NUMBER,
    )
    assert entry.path.read_bytes() == submission.data
    assert entry.file_name == submission.file_name
    assert kept.document(NUMBER) == submission.document
    assert kept.receipt(NUMBER) is None


@pytest.mark.parametrize("numbers", [(NUMBER, OTHER), (OTHER, NUMBER)])
def test_of_two_of_one_second_the_newer_is_first(outbox, submission, submit, now, numbers):
    made = {NUMBER: submission, OTHER: submit(submission_id=OTHER)}
    for number in numbers:
        outbox.add(made[number], now=now)
    assert [entry.submission_id for entry in outbox.entries()] == list(reversed(numbers))


def test_an_outbox_that_is_not_there_is_empty(tmp_path):
    assert Outbox(tmp_path / "none").entries() == []
    assert not (tmp_path / "none").exists()


def test_c3_the_same_submission_is_kept_once(kept, submission):
    assert kept.add(submission).added_at == "2026-11-01T12:30:00Z"
    assert len(kept.entries()) == 1


def test_another_document_with_the_same_number_is_refused(kept, submission, editor, submit, ident):
    editor.update("service_point", ident(2), name_en="Other")
    with pytest.raises(ExchangeError, match="another document"):
        kept.add(submit())
    assert kept.document(NUMBER) == submission.document


def test_from_draft_to_accepted(kept, submission, exchange, now):
    entry = kept.send(NUMBER, exchange, now=now)
    assert (entry.state, entry.sent_at, entry.problem) == (OutboxState.SENT, "2026-11-01T12:30:00Z", None)
    assert entry.state.label.in_("fr") == "Envoyée, non confirmée"
    inbox = exchange._folder / "inbox" / submission.file_name
    assert inbox.read_bytes() == submission.data
    assert kept.fetch_receipt(NUMBER, exchange).state is OutboxState.SENT
    receipts = exchange._folder / "receipts"
    receipts.mkdir()
    for state in ("received", "accepted"):
        (receipts / f"{NUMBER}.receipt.json").write_bytes(receipt(submission, state))
        assert kept.fetch_receipt(NUMBER, exchange).state is OutboxState(state)
    assert kept.receipt(NUMBER)["state"] == "accepted"


@pytest.mark.parametrize(
    ("state", "changes", "expected", "is_decided"),
    [
        ("received", None, OutboxState.RECEIVED, False),
        ("received", "held", OutboxState.HELD, False),
        ("received", "conflict", OutboxState.HELD, False),
        ("quarantined", None, OutboxState.HELD, False),
        ("partially_accepted", "conflict", OutboxState.PARTIALLY_ACCEPTED, False),
        ("partially_accepted", None, OutboxState.PARTIALLY_ACCEPTED, True),
        ("rejected", None, OutboxState.REJECTED, True),
        ("withdrawn", None, OutboxState.WITHDRAWN, True),
    ],
)
def test_every_state_of_a_receipt_is_one_of_ours(*, kept, submission, state, changes, expected, is_decided):
    entry = kept.take_receipt(receipt(submission, state, changes))
    assert (entry.state, entry.is_decided) == (expected, is_decided)


def test_a_part_that_still_waits_keeps_the_document(kept, submission):
    """Accepted in part, but a conflict waits: its receipt is still to come, so the document stays."""
    assert kept.take_receipt(receipt(submission, "partially_accepted", "conflict")).waits
    with pytest.raises(ExchangeError, match="stays in the outbox"):
        kept.remove(NUMBER)
    assert not kept.take_receipt(receipt(submission, "partially_accepted")).waits
    kept.remove(NUMBER)


def test_reading_is_remembered_of_the_receipt_as_it_was(kept, submission):
    assert not kept.mark_read(NUMBER).is_read  # there is none
    kept.take_receipt(receipt(submission, "received"))
    assert not kept.entry(NUMBER).is_read
    assert kept.mark_read(NUMBER).is_read
    assert not kept.take_receipt(receipt(submission, "accepted")).is_read


def test_c7_a_receipt_that_was_changed_on_its_way_is_ignored(kept, submission):
    data = receipt(submission, "rejected").replace(b'"rejected"', b'"accepted"')
    with pytest.raises(ExchangeError, match="not a receipt") as caught:
        kept.take_receipt(data)
    assert "M04" in caught.value.details
    assert kept.receipt(NUMBER) is None


def test_a_saved_file_is_neither_sent_nor_forgotten(kept, exchange, now):
    entry = kept.note_saved(NUMBER, "/media/stick/x.casp.json", now=now)
    assert (entry.state, entry.where) == (OutboxState.SAVED, "/media/stick/x.casp.json")
    with pytest.raises(ExchangeError, match="Saved to a file"):
        kept.remove(NUMBER)
    with pytest.raises(TransportError):
        kept.send(NUMBER, Scripted(trouble(may_have_arrived=False)))
    assert kept.entry(NUMBER).state is OutboxState.SAVED
    assert kept.send(NUMBER, exchange, place="Y:/exchange").place == "Y:/exchange"
    assert kept.note_saved(NUMBER, "/elsewhere").state is OutboxState.SENT


def test_where_it_was_sent_is_where_its_receipt_is_looked_for(kept, exchange):
    with pytest.raises(TransportError):
        kept.send(NUMBER, Scripted(trouble(may_have_arrived=True)), place="https://first.example")
    assert kept.entry(NUMBER).place == "https://first.example"
    assert kept.send(NUMBER, exchange).place == str(exchange._folder)


def test_c8_nothing_was_sent(kept):
    with pytest.raises(TransportError):
        kept.send(NUMBER, Scripted(trouble(may_have_arrived=False)))
    (entry,) = kept.entries()
    assert (entry.state, entry.problem.fr, entry.where) == (OutboxState.DRAFT, "Pas de réponse.", "somewhere")


def test_c8_sent_perhaps_is_sent_again_with_the_same_bytes(kept, submission):
    with pytest.raises(TransportError):
        kept.send(NUMBER, Scripted(trouble(may_have_arrived=True)))
    (entry,) = kept.entries()
    assert (entry.state, entry.problem.en) == (OutboxState.SENT, "No answer.")
    with pytest.raises(TransportError):  # what may have arrived once may still have, whatever fails now
        kept.send(NUMBER, Scripted(trouble(may_have_arrived=False)))
    assert kept.entries()[0].state is OutboxState.SENT
    again = Scripted(Sent("here", was_there=True))
    assert kept.send(NUMBER, again).problem is None
    assert again.sent == [(submission.file_name, submission.data)]


def test_cancelled_while_sending(kept):
    with pytest.raises(Cancelled):
        kept.send(NUMBER, Scripted(Cancelled()))
    (entry,) = kept.entries()
    assert entry.state is OutboxState.SENT
    assert "cancelled" in entry.problem.en


def test_what_has_a_receipt_is_not_sent(kept, submission):
    kept.take_receipt(receipt(submission))
    transport = Scripted(Sent("here"))
    assert kept.send(NUMBER, transport).state is OutboxState.ACCEPTED
    assert transport.sent == []


def test_an_old_receipt_does_not_undo_a_decision(kept, submission):
    kept.take_receipt(receipt(submission, "accepted"))
    assert kept.take_receipt(receipt(submission, "received")).state is OutboxState.ACCEPTED
    assert (
        kept.take_receipt(receipt(submission, "partially_accepted")).state is OutboxState.PARTIALLY_ACCEPTED
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"submission_id": OTHER}, "does not hold"),
        ({"submission_id": "../x"}, "not a receipt"),
        ({"content_sha256": "0" * 64}, "other content"),
        ({"store_id": OTHER}, "another store"),
        ({"state": "eaten"}, "not a receipt"),
        ({"state": []}, "not a receipt"),
        ({"format": "casp-submission"}, "not a receipt"),
        ({"results": {}}, "not a receipt"),
    ],
)
def test_c7_receipts_for_something_else_are_ignored_and_said(kept, submission, change, words):
    with pytest.raises(ExchangeError, match=words) as caught:
        kept.take_receipt(receipt(submission, **change))
    assert caught.value.text.fr != caught.value.text.en
    assert kept.entries()[0].state is OutboxState.DRAFT
    assert kept.receipt(NUMBER) is None


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"[" * 100_000, b"null"])
def test_h5_what_is_no_receipt(kept, data):
    with pytest.raises(ExchangeError, match="not a receipt"):
        kept.take_receipt(data)


def test_a_fetched_receipt_for_another_submission_is_ignored(kept, submission):
    with pytest.raises(ExchangeError, match="which is not this one"):
        kept.fetch_receipt(NUMBER, Scripted(None, receipt(submission, submission_id=OTHER)))


def test_c9_another_computer(kept, submission, exchange, tmp_path):
    with pytest.raises(TransportError):
        kept.send(NUMBER, Scripted(trouble(may_have_arrived=True)))
    elsewhere = Outbox(shutil.move(kept.folder, tmp_path / "USB"))
    (entry,) = elsewhere.entries()
    assert (entry.state, entry.path.read_bytes()) == (OutboxState.SENT, submission.data)
    elsewhere.send(NUMBER, exchange)
    assert elsewhere.take_receipt(receipt(submission)).state is OutboxState.ACCEPTED


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"null", b'{"state": "eaten"}', b'{"state": "sent", "problem": 5}', None]
)
def test_a_damaged_note_is_shown_and_the_document_can_be_sent(kept, exchange, damage):
    status = kept.folder / NUMBER / "status.json"
    if damage is None:
        status.unlink()
    else:
        status.write_bytes(damage)
    (entry,) = kept.entries()
    assert entry.state is OutboxState.SENT
    assert "harmless" in entry.problem.en
    assert kept.send(NUMBER, exchange).problem is None


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "other number"])
def test_c7_a_damaged_document_is_shown_and_not_sent(kept, submission, damage):
    (entry,) = kept.entries()
    data = submission.data
    if damage == "cut":
        entry.path.write_bytes(data[:-1024])
    elif damage == "changed":
        entry.path.write_bytes(data.replace(b"Bureau", b"Burlau"))
    elif damage == "gone":
        entry.path.unlink()
    else:
        os.rename(kept.folder / NUMBER, kept.folder / OTHER)
    (entry,) = kept.entries()
    assert entry.state is OutboxState.DAMAGED
    assert "working copy" in entry.problem.en
    transport = Scripted(Sent("here"))
    with pytest.raises(ExchangeError, match="changed or damaged"):
        kept.send(entry.submission_id, transport)
    assert transport.sent == []


def test_a_damaged_receipt_is_fetched_again(kept, submission):
    kept.take_receipt(receipt(submission))
    (kept.folder / NUMBER / "receipt.json").write_bytes(b"{")
    assert kept.entries()[0].state is OutboxState.DRAFT
    assert kept.take_receipt(receipt(submission)).state is OutboxState.ACCEPTED


def test_what_is_on_its_way_stays(kept, submission, exchange):
    kept.send(NUMBER, exchange)
    with pytest.raises(ExchangeError, match="Sent, not confirmed"):
        kept.remove(NUMBER)
    kept.take_receipt(receipt(submission))
    kept.remove(NUMBER)
    assert kept.entries() == []
    with pytest.raises(ExchangeError, match="has no submission"):
        kept.entry(NUMBER)


def test_g11_two_at_once(kept, monkeypatch):
    """While one sends, the other sees that, and cannot send; in another process it is the same lock."""
    monkeypatch.setattr(module, "_PATIENCE_S", 0.1)
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        begun.set()
        assert go_on.wait(20)
        return Sent("here")

    sender = threading.Thread(target=lambda: kept.send(NUMBER, Scripted(slowly)))
    sender.start()
    assert begun.wait(20)
    other, transport = Outbox(kept.folder), Scripted(Sent("there"))
    assert other.entries()[0].state is OutboxState.SENDING
    with pytest.raises(ExchangeError, match="Another QGIS"):
        other.send(NUMBER, transport)
    assert transport.sent == []
    go_on.set()
    sender.join()
    assert other.entries()[0].state is OutboxState.SENT


def test_g11_many_add_at_once(outbox, submission):
    threads = [threading.Thread(target=outbox.add, args=(submission,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.name for path in outbox.folder.iterdir() if not path.name.startswith(".")] == [NUMBER]


@pytest.mark.skipif(os.name == "nt", reason="folders have no such rights on Windows")
def test_a5_read_only(kept, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module.os, "replace", refuse)
    with pytest.raises(ExchangeError, match="read-only or the disk is full"):
        kept.send(NUMBER, Scripted(Sent("here")))
    assert kept.entries()[0].state is OutboxState.DRAFT


# --- killed at every step --------------------------------------------------------------------------------

CHILD = """
import importlib.util, os, signal, sys
from pathlib import Path
root, work, step, point = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "service_points", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["service_points"] = package = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
from service_points.core.exchange.outbox import Outbox
from service_points.core.exchange.submission import Submission
from service_points.core.exchange.transports import FolderTransport
import json
work = Path(work)
source = (work / "document.json").read_bytes()
document = json.loads(source)
class Made(Submission):
    data = source
    file_name = "CA-ON_20261105T090007Z_7d9f2c1e.casp.json"
submission = Made(document, b"", document["integrity"]["content_sha256"], ())
number = document["manifest"]["submission_id"]
outbox, transport = Outbox(work / "outbox"), FolderTransport(work / "exchange")
left = [int(point)]
def counted(function):
    def call(*arguments, **options):
        for _ in ("before", "after"):
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            if _ == "before":
                result = function(*arguments, **options)
        return result
    return call
for name in ("replace", "rename", "fsync", "mkdir", "link", "unlink", "rmdir"):
    setattr(os, name, counted(getattr(os, name)))
if step == "add":
    outbox.add(submission)
elif step == "send":
    outbox.send(number, transport)
elif step == "receipt":
    outbox.take_receipt((work / "receipt.json").read_bytes())
else:
    outbox.remove(number)
print("points", int(point) - left[0])
"""


@pytest.fixture
def child(tmp_path, submission, repository):
    """Run a step of the outbox in a process that is killed at a point; -1 lets it live and counts them."""
    (tmp_path / "document.json").write_bytes(submission.data)
    (tmp_path / "receipt.json").write_bytes(receipt(submission))

    def run(step, point):
        return subprocess.run(
            [sys.executable, "-c", CHILD, str(repository), str(tmp_path), step, str(point)],
            capture_output=True,
            text=True,
            check=False,
        )

    def fresh(*steps):
        for name in ("outbox", "exchange"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        (tmp_path / "exchange").mkdir()
        outbox = Outbox(tmp_path / "outbox")
        if "add" in steps:
            outbox.add(submission)
        if "send" in steps:
            outbox.send(NUMBER, FolderTransport(tmp_path / "exchange"))
        if "receipt" in steps:
            outbox.take_receipt(receipt(submission))
        return outbox

    return run, fresh


ALLOWED = {
    "add": {None, OutboxState.DRAFT},
    "send": {OutboxState.DRAFT, OutboxState.SENT},
    "receipt": {OutboxState.SENT, OutboxState.ACCEPTED},
    "remove": {None, OutboxState.ACCEPTED},
}
AGAIN = {
    "add": lambda outbox, submission, _: outbox.add(submission),
    "send": lambda outbox, _, transport: outbox.send(NUMBER, transport),
    "receipt": lambda outbox, submission, _: outbox.take_receipt(receipt(submission)),
    "remove": lambda outbox, *_: [outbox.remove(entry.submission_id) for entry in outbox.entries()],
}
BEFORE = {"add": (), "send": ("add",), "receipt": ("add", "send"), "remove": ("add", "send", "receipt")}


@pytest.mark.parametrize("step", list(ALLOWED))
def test_a3_killed_at_every_step(child, step, submission, tmp_path):
    """The entry is the old one or the new one, is whole, and the step can be done again."""
    run, fresh = child
    fresh(*BEFORE[step])
    points = int(run(step, -1).stdout.split()[1])
    assert points >= 4
    seen = set()
    for point in range(points):
        outbox = fresh(*BEFORE[step])
        assert run(step, point).returncode == -signal.SIGKILL
        entries = outbox.entries()
        assert len(entries) <= 1
        state = entries[0].state if entries else None
        seen.add(state)
        assert state in ALLOWED[step]
        if entries:
            assert entries[0].path.read_bytes() == submission.data
            document = tmp_path / "exchange" / "inbox" / submission.file_name
            if document.exists() and step == "send":  # what arrived is never called "not sent"
                assert state is OutboxState.SENT
        AGAIN[step](outbox, submission, FolderTransport(tmp_path / "exchange"))
        outbox.add(submission)  # sweeps what was left behind
        assert {path.name for path in outbox.folder.iterdir()} <= {NUMBER, ".lock", f".lock-{NUMBER}"}
    assert seen == ALLOWED[step]
