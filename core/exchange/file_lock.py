# SPDX-License-Identifier: GPL-2.0-or-later
"""A lock between programs that ends with the program that holds it, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give_back(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_POLL_S = 0.05


class LockedElsewhere(Exception):  # noqa: N818
    """Another program, or another thread of this one, holds the lock."""


@contextmanager
def file_lock(path: Path, *, patience_s: float = 0.0) -> Iterator[None]:
    """Hold the lock on a file, which is made where it is missing and stays.

    Raises ``LockedElsewhere`` after ``patience_s``, ``OSError`` when the file cannot be opened.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        give_up = time.monotonic() + patience_s
        while True:
            try:
                _take(descriptor)
                break
            except OSError as error:
                if time.monotonic() >= give_up:
                    raise LockedElsewhere(str(path)) from error
                time.sleep(_POLL_S)
        try:
            yield
        finally:
            _give_back(descriptor)
    finally:
        os.close(descriptor)
