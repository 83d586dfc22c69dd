# SPDX-License-Identifier: GPL-2.0-or-later
"""A Dask scheduler and workers on this machine, for as long as a measurement takes."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 60.0
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class DaskServer:
    """``address`` of the scheduler, and the ids of the processes."""

    address: str
    scheduler: int
    workers: tuple[int, ...]

    def cpu_seconds(self) -> tuple[float, float]:
        """Return what the scheduler and all workers together have used so far."""
        return _cpu(self.scheduler), sum(map(_cpu, self.workers))


@contextmanager
def running(python: str, workers: int) -> Iterator[DaskServer]:
    """Run a scheduler and ``workers`` of one thread each with an interpreter that has Dask."""
    with tempfile.TemporaryDirectory(prefix="service-points-dask.") as name:
        folder, started = Path(name), []

        def start(log: str, *arguments: str) -> int:
            with (folder / log).open("w") as file:
                command = [python, "-P", "-m", "dask", *arguments, "--no-dashboard"]
                started.append(subprocess.Popen(command, cwd=folder, stdout=file, stderr=subprocess.STDOUT))
            return started[-1].pid

        try:
            place = folder / "scheduler.json"
            scheduler = start(
                "scheduler.log",
                "scheduler",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--scheduler-file",
                str(place),
            )
            _wait(lambda: place.exists() and place.read_text(encoding="utf-8").rstrip().endswith("}"))
            address = json.loads(place.read_text(encoding="utf-8"))["address"]
            logs = [folder / f"worker{i}.log" for i in range(workers)]
            more = ("--nthreads", "1", "--no-nanny", "--local-directory", name)
            pids = tuple(start(log.name, "worker", address, *more) for log in logs)
            _wait(lambda: all("Registered to" in log.read_text(encoding="utf-8") for log in logs))
            yield DaskServer(address, scheduler, pids)
        finally:
            for process in reversed(started):
                process.kill()
                process.wait()


def _wait(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise RuntimeError("Dask does not start")
        time.sleep(0.1)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
