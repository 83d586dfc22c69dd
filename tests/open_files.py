# SPDX-License-Identifier: GPL-2.0-or-later
"""Sees what Windows would refuse: renaming or removing a file that this process itself still has open.

Linux does both and says nothing, so every test looks at the open files at that moment: those of Python, GDAL,
SQLite and QGIS, and what is mapped into memory.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import threading
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_OURS = tuple(f"{ROOT}{os.sep}{room}{os.sep}" for room in ("core", "host", "layers", "processing", "ui"))
_LIBRARIES = (
    f"{sysconfig.get_path('stdlib')}{os.sep}",
    "<frozen",
    __file__,
    str(ROOT / "core" / "file_moves.py"),
)
_EVENTS = ("os.remove", "os.rename", "shutil.rmtree")
_MEANT = ("core/connections/copies.py",)
"""An older copy that a map shows stays until the next time: where it can be removed it is."""


class OpenFiles:
    """What our own code renamed or removed although it was open, since ``take`` was called last."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._looking = threading.local()

    def watch(self) -> None:
        """Begin; a hook of Python's stays as long as the process."""
        if os.path.isdir("/proc/self/fd"):
            sys.addaudithook(self._hear)

    def take(self) -> list[str]:
        found, self._found = self._found, []
        return found

    def _hear(self, event: str, arguments: tuple) -> None:
        if event not in _EVENTS or getattr(self._looking, "now", False):
            return
        self._looking.now = True
        try:
            self._look(event, arguments)
        finally:
            self._looking.now = False

    def _look(self, event: str, arguments: tuple) -> None:
        caller = _caller()
        if not caller.startswith(_OURS) or caller[len(str(ROOT)) + 1 :].startswith(_MEANT):
            return
        open_now = _open_now()
        for given in arguments[: 2 if event == "os.rename" else 1]:
            path = Path(os.fsdecode(given))
            whole = os.path.join(os.path.realpath(path.parent), path.name)
            self._found += [
                f"{event} by {caller[len(str(ROOT)) + 1 :]}, but open: {each}"
                for each in open_now
                if each == whole or each.startswith(whole + os.sep)
            ]


def _caller() -> str:
    """The place that asks for it, libraries and our own for moving files left out."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(_LIBRARIES):
        frame = frame.f_back
    return "" if frame is None else f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _open_now() -> set[str]:
    found = set()
    for number in os.listdir("/proc/self/fd"):
        with suppress(OSError):  # closed meanwhile
            found.add(os.readlink(f"/proc/self/fd/{number}"))
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
        found.update(line[line.index("/") :].rstrip("\n") for line in maps if "/" in line)
    return found
