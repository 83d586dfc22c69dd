# SPDX-License-Identifier: GPL-2.0-or-later
"""Peak memory of a process together with the processes that it starts (Linux; elsewhere nothing is seen)."""

from __future__ import annotations

import os
import threading
from pathlib import Path

INTERVAL_SECONDS = 0.5


class FamilyPeak:
    """Looks at a process and its descendants now and then, in a thread, until it is stopped."""

    def __init__(self, pid: int) -> None:
        self.mb = 0.0
        self.most = 1  # processes seen at once
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Stop looking and return the peak in MB; 0 when the process was always alone."""
        self._done.set()
        self._thread.join()
        return self.mb

    def _watch(self) -> None:
        while not self._done.wait(INTERVAL_SECONDS):
            everyone = family(self._pid)
            self.most = max(self.most, len(everyone))
            if len(everyone) > 1:
                self.mb = max(self.mb, sum(map(proportional_mb, everyone)))


def family(pid: int) -> list[int]:
    """Return the process and its living descendants."""
    children: dict[int, list[int]] = {}
    for name in filter(str.isdecimal, os.listdir("/proc")):
        try:
            line = Path("/proc", name, "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it has just ended
            continue
        children.setdefault(int(line.rpartition(")")[2].split()[1]), []).append(int(name))
    found = [pid]
    for each in found:  # grows while it is read
        found += children.get(each, [])
    return found


def proportional_mb(pid: int) -> float:
    """Return the memory of a process in MB, of pages that it shares its share; 0 when it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(text.split("\nPss:")[1].split()[0]) / 1024
