# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox: a folder that keeps every submission until its receipt was read.

One folder per submission: the document as it was made, ``status.json``, and ``receipt.json`` once there is
one. Everything is written beside and renamed, so a program that is killed leaves the old or the new; nothing
in it depends on the computer, so the folder can be taken to another one. Where it was killed while sending,
nobody knows whether the document arrived: it is *sent, not confirmed*, and sending it again is harmless.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from ..errors import Cancelled, ExchangeError
from ..file_moves import rename, replace_file
from ..store.values import canonical_datetime, is_uuid
from ..text import Text
from .canonical_json import canonical_json, sha256_hex
from .file_lock import LockedElsewhere, file_lock
from .incoming_receipt import is_decided, open_receipt, waits, why_not_ours
from .outbox_entry import Entry, OutboxState, state_of_receipt
from .outbox_problems import (
    CANCELLED,
    INTERRUPTED,
    LOST_STATUS,
    busy,
    cannot_be_written,
    damaged,
    for_nobody,
    ignored,
    number_in_use,
    still_on_its_way,
    unknown_entry,
)
from .submission import Submission
from .transports.model import Transport, TransportError

_STATUS, _RECEIPT, _READ, _LOCK = "status.json", "receipt.json", "receipt.read", ".lock"
_SUFFIX = ".casp.json"
_NEW, _GONE = ".new-", ".gone-"
_PATIENCE_S = 5.0
_NOT_SENT = (OutboxState.DRAFT, OutboxState.SAVED)
_BEFORE_RECEIPT = (*_NOT_SENT, OutboxState.SENDING, OutboxState.SENT)


class Outbox:
    """The outbox in a folder, which is made where it is missing. Any number of programs may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._folder

    def add(self, submission: Submission, *, now: datetime | None = None) -> Entry:
        """Keep a submission, not yet sent; one that is there already is left as it is.

        Raises ``ExchangeError`` when its number is taken by another document or nothing can be written.
        """
        key = submission.document["manifest"]["submission_id"]
        home = self._folder / key
        with self._locked():
            if home.exists():
                if self._data(key) != submission.data:
                    raise number_in_use(key)
                return self.entry(key)
            new = self._folder / f"{_NEW}{uuid.uuid4().hex}"
            new.mkdir()
            _write(new / submission.file_name, submission.data)
            _write(new / _STATUS, _status(OutboxState.DRAFT, {"added_at": _moment(now)}))
            rename(new, home)
            _flush_folder(self._folder)
        return self.entry(key)

    def entries(self) -> list[Entry]:
        """Return everything in the outbox, the newest first; what is damaged is among it."""
        try:
            names = [path.name for path in self._folder.iterdir() if is_uuid(path.name)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise cannot_be_written(self._folder, str(error)) from error
        return sorted(map(self._read, names), key=_age, reverse=True)

    def entry(self, submission_id: str) -> Entry:
        """Return one entry. Raises ``ExchangeError`` when there is none."""
        self._home(submission_id)
        return self._read(submission_id)

    def document(self, submission_id: str) -> Mapping[str, Any]:
        """Return a submission's document. Raises ``ExchangeError``: unknown, damaged."""
        document: Mapping[str, Any] = json.loads(self._data(submission_id))
        return document

    def receipt(self, submission_id: str) -> Mapping[str, Any] | None:
        """Return a submission's receipt, as far as one was read."""
        return self._receipt(self._home(submission_id), submission_id)

    def note_saved(self, submission_id: str, where: str, *, now: datetime | None = None) -> Entry:
        """Note that a document was written to a file; one that was sent or answered stays what it is.

        Raises ``ExchangeError``: unknown, damaged, being sent by another program.
        """
        home = self._home(submission_id)
        with self._locked(home):
            entry = self.entry(submission_id)
            if entry.state in _NOT_SENT:
                values = {**_known(entry), "where": where, "sent_at": _moment(now)}
                self._note(home, OutboxState.SAVED, values)
        return self.entry(submission_id)

    def send(
        self, submission_id: str, transport: Transport, *, place: str = "", now: datetime | None = None
    ) -> Entry:
        """Send a document, again if need be; one that has a receipt is not sent.

        ``place`` is what the person called the exchange, where it is asked for the receipt later; without
        it the transport's own name serves. Never give one that holds a password.

        Raises ``ExchangeError``: unknown, damaged, being sent by another program; ``TransportError`` and
        ``Cancelled`` of the transport. The entry then says what is known.
        """
        home = self._home(submission_id)
        with self._locked(home):
            entry = self.entry(submission_id)
            if entry.state not in _BEFORE_RECEIPT:
                if entry.state is OutboxState.DAMAGED:
                    raise damaged(home)
                return entry
            data = self._data(submission_id)
            known = {**_known(entry), "where": transport.where, "place": place or transport.where}
            before = entry.state if entry.state in _NOT_SENT else OutboxState.SENT
            self._note(home, OutboxState.SENDING, known)
            try:
                sent = transport.send(entry.file_name, data)
            except TransportError as problem:
                self._note(
                    home, OutboxState.SENT if problem.may_have_arrived else before, known, problem.text
                )
                raise
            except Cancelled:
                self._note(home, OutboxState.SENT, known, CANCELLED)
                raise
            self._note(home, OutboxState.SENT, {**known, "where": sent.where, "sent_at": _moment(now)})
        return self.entry(submission_id)

    def fetch_receipt(self, submission_id: str, transport: Transport) -> Entry:
        """Ask for the receipt of one submission; without one the entry stays as it is.

        Raises ``ExchangeError`` for a receipt that is not ours, ``TransportError``, ``Cancelled``.
        """
        self._home(submission_id)
        data = transport.fetch_receipt(submission_id)
        return self.entry(submission_id) if data is None else self._take(data, submission_id)

    def take_receipt(self, data: bytes) -> Entry:
        """Keep a receipt that came some other way, by e-mail for one.

        Raises ``ExchangeError``, and keeps nothing, when it is no receipt or for nothing in this outbox.
        """
        key = open_receipt(data).get("submission_id")
        if not is_uuid(key) or not (self._folder / str(key)).is_dir():
            raise for_nobody(str(key))
        return self._take(data, str(key))

    def mark_read(self, submission_id: str) -> Entry:
        """Note that the receipt, as it is now, was shown to the person. Raises ``ExchangeError``."""
        home = self._home(submission_id)
        with self._locked(home):
            if (home / _RECEIPT).is_file():
                self._replace(home / _READ, sha256_hex((home / _RECEIPT).read_bytes()).encode("ascii"))
        return self.entry(submission_id)

    def remove(self, submission_id: str, *, is_replaced: bool = False) -> None:
        """Take out a submission that was never sent or is decided. Raises ``ExchangeError`` for another.

        ``is_replaced`` says that a later one that replaces it was merged (``OutboxLine``).
        """
        home = self._home(submission_id)
        with self._locked(home):
            entry = self.entry(submission_id)
            if not (
                is_replaced or entry.is_decided or entry.state in (OutboxState.DRAFT, OutboxState.DAMAGED)
            ):
                raise still_on_its_way(entry.state)
            gone = self._folder / f"{_GONE}{uuid.uuid4().hex}"
            rename(home, gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _take(self, data: bytes, submission_id: str) -> Entry:
        receipt = open_receipt(data)
        reason = why_not_ours(receipt, self.document(submission_id))
        if reason is not None:
            raise ignored(reason)
        home = self._home(submission_id)
        with self._locked(home):
            known = self._receipt(home, submission_id)
            if known is None or is_decided(receipt) or not is_decided(known):
                self._replace(home / _RECEIPT, data)
        return self.entry(submission_id)

    def _home(self, submission_id: str) -> Path:
        home = self._folder / submission_id
        if not is_uuid(submission_id) or not home.is_dir():
            raise unknown_entry(submission_id)
        return home

    def _read(self, submission_id: str) -> Entry:
        """Return what the files say; a receipt counts more than the note beside it."""
        home = self._folder / submission_id
        path = _document_path(home)
        try:
            self._data(submission_id)
        except ExchangeError as problem:
            return Entry(submission_id, path or home, OutboxState.DAMAGED, problem=problem.text)
        status = _read_status(home / _STATUS)
        if status is None:
            status = {
                "state": OutboxState.SENT.value,
                "problem": {"en": LOST_STATUS.en, "fr": LOST_STATUS.fr},
            }
        state, said = OutboxState(status["state"]), status.get("problem")
        text = Text(said["en"], said["fr"]) if said else None
        receipt = self._receipt(home, submission_id)
        if receipt is not None:
            state, text = state_of_receipt(receipt), None
        elif state is OutboxState.SENDING and not _is_locked(self._lock_path(home)):
            state, text = OutboxState.SENT, INTERRUPTED
        return Entry(
            submission_id,
            path or home,
            state,
            status.get("added_at"),
            status.get("sent_at"),
            status.get("where"),
            text,
            status.get("place") or None,
            receipt is not None and waits(receipt),
            receipt is not None and _is_read(home),
        )

    def _data(self, submission_id: str) -> bytes:
        """Return a document's bytes, checked against the hash it carries."""
        home = self._home(submission_id)
        path = _document_path(home)
        try:
            data = b"" if path is None else path.read_bytes()
            document = json.loads(data)
            content = {name: value for name, value in document.items() if name != "integrity"}
            whole = sha256_hex(canonical_json(content)) == document["integrity"]["content_sha256"]
            if not whole or document["manifest"]["submission_id"] != submission_id:
                raise damaged(home)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise damaged(home, repr(error)) from error
        return data

    def _receipt(self, home: Path, submission_id: str) -> Mapping[str, Any] | None:
        try:
            receipt = open_receipt((home / _RECEIPT).read_bytes())
            ours = why_not_ours(receipt, self.document(submission_id)) is None
        except (OSError, ExchangeError):  # none yet, or damaged: it can be fetched again
            return None
        return receipt if ours else None

    def _note(
        self, home: Path, state: OutboxState, values: Mapping[str, Any], problem: Text | None = None
    ) -> None:
        self._replace(home / _STATUS, _status(state, values, problem))

    def _replace(self, path: Path, content: bytes) -> None:
        temporary = path.with_name(f".{path.name}.part")
        _write(temporary, content)
        replace_file(temporary, path)
        _flush_folder(path.parent)

    @contextmanager
    def _locked(self, home: Path | None = None) -> Iterator[None]:
        """Hold the lock of the outbox, or of one entry, and say what the system's errors mean."""
        folder = home or self._folder
        try:
            # who submits what is nobody else's business on this computer
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with file_lock(self._lock_path(home), patience_s=_PATIENCE_S):
                if home is None:
                    self._sweep()
                yield
        except LockedElsewhere as error:
            raise busy(folder) from error
        except OSError as error:
            raise cannot_be_written(folder, str(error)) from error

    def _lock_path(self, home: Path | None) -> Path:
        """Return the file to lock: not in the entry's folder, which Windows could then not rename."""
        return self._folder / (_LOCK if home is None else f"{_LOCK}-{home.name}")

    def _sweep(self) -> None:
        """Remove what a program that was killed had begun to add or to remove: it was never an entry."""
        for path in self._folder.iterdir():
            if path.name.startswith((_NEW, _GONE)):
                shutil.rmtree(path, ignore_errors=True)


def _document_path(home: Path) -> Path | None:
    return next(iter(sorted(home.glob(f"*{_SUFFIX}"))), None)


def _age(entry: Entry) -> tuple[str, int]:
    """Return when an entry was added; within one second the file, which is written once, tells."""
    try:
        return entry.added_at or "", entry.path.stat().st_mtime_ns
    except OSError:
        return entry.added_at or "", 0


def _known(entry: Entry) -> dict[str, Any]:
    return {"added_at": entry.added_at, "sent_at": entry.sent_at, "place": entry.place}


def _is_read(home: Path) -> bool:
    try:
        return (home / _READ).read_text(encoding="ascii") == sha256_hex((home / _RECEIPT).read_bytes())
    except (OSError, ValueError):
        return False


def _status(state: OutboxState, values: Mapping[str, Any], problem: Text | None = None) -> bytes:
    said = None if problem is None else {"en": problem.en, "fr": problem.fr}
    return json.dumps({"state": state.value, **values, "problem": said}, ensure_ascii=False, indent=1).encode(
        "utf-8"
    )


def _read_status(path: Path) -> dict[str, Any] | None:
    """Return what was noted, or ``None`` when it is missing or damaged."""
    try:
        status = json.loads(path.read_bytes())
        OutboxState(status["state"])
        problem = status.get("problem")
        texts = [status.get(name) for name in ("added_at", "sent_at", "where", "place")]
        if problem is not None:
            texts += [problem["en"], problem["fr"]]
        return dict(status) if all(text is None or isinstance(text, str) for text in texts) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_locked(lock: Path) -> bool:
    try:
        with file_lock(lock):
            return False
    except LockedElsewhere:
        return True
    except OSError:  # a folder that may only be read: nobody sends from it
        return False


def _write(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    """Wait until a rename is on the disk, where the system can be asked to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _moment(now: datetime | None) -> str:
    return canonical_datetime(now or datetime.now(timezone.utc))
