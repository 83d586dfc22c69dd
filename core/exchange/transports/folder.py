# SPDX-License-Identifier: GPL-2.0-or-later
"""A folder both sides can reach: a network share, a synchronized folder, a USB stick."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from ...file_moves import remove_left, rename_new
from ...progress import SILENT, Progress, check
from .model import MOST_RECEIPT_BYTES, Sent
from .problems import (
    bad_name,
    disk_full,
    long_receipt,
    missing_exchange_folder,
    other_content,
    unreadable_receipt,
    unwritable_inbox,
)

INBOX, RECEIPTS = "inbox", "receipts"
_SHOWN = 200  # characters of a name that is no name
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def receipt_name(submission_id: str) -> str:
    """Return the name of a submission's receipt."""
    return f"{submission_id}.receipt.json"


def checked_name(name: str) -> str:
    """Return a file name; raise ``TransportError`` for one that is not plain on every system."""
    if not _NAME.fullmatch(name):
        raise bad_name(name[:_SHOWN])
    return name


class FolderTransport:
    """The exchange folder of a shared store: ``inbox/`` for us to fill, ``receipts/`` for the stewards.

    Files appear whole: they are written as ``name.part`` and then renamed.
    """

    def __init__(self, folder: Path, *, progress: Progress = SILENT) -> None:
        self._folder, self._progress = folder, progress

    @property
    def where(self) -> str:
        return str(self._folder)

    def send(self, name: str, data: bytes) -> Sent:
        """Write the document to ``inbox/``, which is made where it is missing; see ``Transport``."""
        target = self._folder / INBOX / checked_name(name)
        check(self._progress)
        if not self._folder.is_dir():  # an unmounted share: making it would hide the document there
            raise missing_exchange_folder(self._folder)
        try:
            target.parent.mkdir(exist_ok=True)
            if target.exists():
                return self._found(target, data)
            return self._write(target, data)
        except OSError as error:
            problem = disk_full if error.errno in _FULL else unwritable_inbox
            raise problem(target.parent, str(error)) from error

    def fetch_receipt(self, submission_id: str) -> bytes | None:
        path = self._folder / RECEIPTS / checked_name(receipt_name(submission_id))
        check(self._progress)
        if not self._folder.is_dir():
            raise missing_exchange_folder(self._folder)
        try:
            with path.open("rb") as stream:
                data = stream.read(MOST_RECEIPT_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise unreadable_receipt(path, str(error)) from error
        if len(data) > MOST_RECEIPT_BYTES:
            raise long_receipt(str(path))
        return data

    def _write(self, target: Path, data: bytes) -> Sent:
        part = target.with_name(target.name + ".part")  # its own leftover is written over
        try:
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            check(self._progress)
            return self._publish(part, target, data)
        finally:
            remove_left(part)

    def _publish(self, part: Path, target: Path, data: bytes) -> Sent:
        """Rename without ever replacing what somebody else put there meanwhile."""
        try:
            rename_new(part, target)
        except FileExistsError:
            return self._found(target, data)
        return Sent(str(target))

    def _found(self, target: Path, data: bytes) -> Sent:
        if target.stat().st_size == len(data) and target.read_bytes() == data:
            return Sent(str(target), was_there=True)
        raise other_content(str(target))
