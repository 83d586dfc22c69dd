# SPDX-License-Identifier: GPL-2.0-or-later
"""The memory of a process and of those it starts."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from service_points.benchmarks.memory import FamilyPeak, family, proportional_mb

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux")

HOLD = "import sys; held = bytearray(b'x' * 60_000_000); print('held', flush=True); sys.stdin.read()"


def test_a_child_counts():
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        child.stdout.readline()
        assert child.pid in family(os.getpid())
        assert proportional_mb(child.pid) > 57
        watch = FamilyPeak(os.getpid())
        deadline = time.monotonic() + 20
        while watch.mb == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert watch.stop() > 57 + 5  # this process has more than 5 MB itself
    assert child.pid not in family(os.getpid())


def test_alone_nothing_is_seen():
    assert FamilyPeak(2**22 + 1).stop() == 0  # no process has that number
