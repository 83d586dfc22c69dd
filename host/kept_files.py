# SPDX-License-Identifier: GPL-2.0-or-later
"""What was computed, kept on disk from run to run in the QGIS profile, and never in the way of a run.

The name of a file is a hash of everything its content is made from, so an entry can be missing, never stale.
Whatever goes wrong with the disk, the run goes on without it.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from . import log
from .language import tr

_ABANDONED_S = 86_400.0  # a file that was not finished for a day is left from a crash
_SUFFIXES = (".graph", ".arrays")


class KeptFiles:
    """Files in a folder of at most ``limit`` bytes; those not used for the longest time go first."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder, self.limit = folder, limit

    def find(self, name: str) -> Path | None:
        """Return the file of that name, from now on the one used last; ``None`` when there is none."""
        path = self.folder / name
        if not path.is_file():
            return None
        with suppress(OSError):  # a profile that may only be read
            os.utime(path)
        return path

    def add(self, name: str, size: int, write: Callable[[Path], None]) -> None:
        """Have ``write`` make the file of that name, of about ``size`` bytes, unless that is too large.

        Raises ``OSError``, and whatever ``write`` raises.
        """
        if size > self.limit // 2:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        self._make_room(size)
        if shutil.disk_usage(self.folder).free < 2 * size:
            log.info(tr("Nothing is kept for the next run: the disk is nearly full."))
            return
        write(self.folder / name)  # beside, then renamed: another QGIS sees all of it or none

    def _make_room(self, size: int) -> None:
        """Remove the entries used longest ago until ``size`` more bytes fit, and what crashes left behind."""
        kept = []
        for path in self.folder.iterdir():
            found = _stat(path)
            if found is None:
                continue
            if path.suffix in _SUFFIXES:
                kept.append((found.st_mtime, found.st_size, path))
            elif time.time() - found.st_mtime > _ABANDONED_S:
                self.remove(path)
        room = self.limit - size - sum(length for _, length, _ in kept)
        for _, length, path in sorted(kept):
            if room >= 0:
                break
            self.remove(path)
            room += length

    def remove(self, path: Path) -> None:
        """Remove a file, if it can be."""
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:  # another QGIS reads it, or the folder is read-only
            log.info(str(problem))


def _stat(path: Path) -> os.stat_result | None:
    """Return what is known of a file; ``None`` when another QGIS has just removed it."""
    try:
        return path.stat()
    except OSError:
        return None
