# SPDX-License-Identifier: GPL-2.0-or-later
"""What is compared, each in a process of its own, taking turns.

A side prepares once, says so, and then works each time it is asked; only the work is measured. Its peak
memory is that of its process and of those it starts. Sides that must start afresh for every run are opened
anew for each.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from .memory import FamilyPeak

MARK = "@@"
CHILD = Path(__file__).with_name("child.py")
SLOW_SECONDS = 30.0
"""A side that takes longer than this for one run is not run again when time is short."""


class SideError(Exception):
    """A side ended without a result; the text is the end of what it said."""


@dataclass(frozen=True)
class Work:
    """A function of work_qgis, work_core or work_peers, and what it is given.

    ``python``: the interpreter, by default this one. ``command``: a program of its own instead of Python.
    """

    name: str
    job: Mapping[str, Any] = field(default_factory=dict)
    python: str = ""
    command: tuple[str, ...] = ()

    def by(self, python: str) -> Work:
        """Return the same work by another interpreter."""
        return replace(self, python=python)


@dataclass(frozen=True)
class Timing:
    """Runs of one side: ``seconds`` by the clock, ``cpu`` seconds of all its threads, the peak memory in MB,
    and whatever else the last run said."""

    seconds: tuple[float, ...]
    cpu: tuple[float, ...]
    peak_mb: float
    said: Mapping[str, Any]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def median_cpu(self) -> float:
        return statistics.median(self.cpu)

    def at(self, name: str) -> float:
        """Return a number the last run said."""
        return float(self.said[name])


class Side:
    """A process that has prepared its work."""

    def __init__(self, work: Work) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="service-points-bench."))
        job = {"folder": str(self._folder), **work.job}
        self._name = work.name
        command = work.command or (work.python or sys.executable, str(CHILD), work.name, json.dumps(job))
        self._errors = (self._folder / "stderr").open("w+b")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            encoding="utf-8",
            cwd=self._folder,
            env=_environment(Path(job.get("profile") or self._folder / "profile")),
        )
        try:
            self.prepared = self._answer()
        except BaseException:
            self.close()
            raise

    def run(self) -> dict[str, Any]:
        """Do the work once and return what was measured."""
        watch = FamilyPeak(self._process.pid)
        try:
            self._process.stdin.write("run\n")
            self._process.stdin.flush()
            measured = self._answer()
        finally:
            together = watch.stop()
        return {**measured, "peak_mb": max(together, measured["peak_mb"]), "processes": watch.most}

    def _answer(self) -> dict[str, Any]:
        for line in self._process.stdout:
            _, marked, answer = line.partition(MARK)  # some libraries print without ending the line
            if marked:
                return dict(json.loads(answer))
        self._process.wait()
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace")[-3000:]
        raise SideError(f"{self._name} ended with status {self._process.returncode}:\n{said}")

    def close(self) -> None:
        """End the process and remove what it wrote."""
        self._process.stdin.close()
        try:
            self._process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._errors.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Side:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _environment(profile: Path) -> dict[str, str]:
    """Return the environment of a side: no screen, and a QGIS profile in which nothing is cached."""
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "PYTHONWARNINGS": "ignore",
    }


def alternate(
    works: Mapping[str, Work],
    runs: int,
    *,
    fresh: bool = True,
    patient: bool = True,
    quiet: bool = False,
) -> dict[str, Timing]:
    """Run the works in turn, ``runs`` times each, and return their timings by the same names.

    ``fresh``: a new process for every run; else each side prepares once. Not ``patient``: a side that has
    taken ``SLOW_SECONDS`` for a run is not run again.
    """
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in works}
    sides = {} if fresh else {name: Side(work) for name, work in works.items()}
    try:
        for turn in range(runs):
            for name, work in works.items():
                if not patient and any(each["seconds"] > SLOW_SECONDS for each in results[name]):
                    continue
                results[name].append(_once(work) if fresh else sides[name].run())
                last = results[name][-1]
                if quiet:
                    continue
                cpu = last.get("cpu", float("nan")) + last.get("cpu_others", 0.0)
                taken = f"{last['seconds']:9.3f} s {cpu:9.3f} CPU s {last.get('peak_mb', 0):7.0f} MB"
                say(f"  run {turn + 1} {name:44s} {taken}")
    finally:
        for side in sides.values():
            side.close()
    return {name: timing_of(measured) for name, measured in results.items()}


def measure(work: Work, runs: int = 1, *, quiet: bool = False) -> Timing:
    """Run one work alone, each time in a new process."""
    return alternate({work.name: work}, runs, quiet=quiet)[work.name]


def timing_of(measured: list[dict[str, Any]]) -> Timing:
    """Put the runs of one side together."""
    return Timing(
        tuple(each["seconds"] for each in measured),
        tuple(each.get("cpu", float("nan")) for each in measured),
        max(each.get("peak_mb", float("nan")) for each in measured),
        measured[-1],
    )


def _once(work: Work) -> dict[str, Any]:
    with Side(work) as side:
        return side.run()


def say(text: str) -> None:
    """Tell the person at the terminal how it goes."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)
