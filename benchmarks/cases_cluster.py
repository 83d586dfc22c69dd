# SPDX-License-Identifier: GPL-2.0-or-later
"""A cluster of two workers on this machine, against two processes and one."""

from __future__ import annotations

from . import dask_server
from .figures import Outcome, ratio
from .lab import Lab, catchments, dask_python
from .sides import Timing

WORKERS = 2


def cluster(lab: Lab, outcome: Outcome) -> None:
    """Catchments of 1,000 points: what handing them to a scheduler costs, all CPU time counted."""
    python = dask_python()
    if not python:
        outcome.notes.append("Dask is not installed: run scripts/setup_test.sh")
        return
    for size in lab.sizes_or("100k", "100k 500k"):
        points = lab.points or 1000
        inputs, _ = lab.streets(size)
        here = {
            "1 process": catchments(inputs, points, digest=True, CLUSTER=""),
            "2 processes": catchments(inputs, points, settings={"processes": 2}, digest=True, CLUSTER=""),
        }
        found = lab.compare({name: work.by(python) for name, work in here.items()})
        with dask_server.running(python, WORKERS) as server:  # not before: idle ones look round too
            settings = {"processes": 1, "cluster/address": server.address}
            work = catchments(inputs, points, settings=settings, digest=True, CLUSTER=server.address)
            before = server.cpu_seconds()
            found.update(lab.compare({"cluster of 2": work.by(python)}))
            scheduler, workers = (
                (after - own) / lab.runs for after, own in zip(server.cpu_seconds(), before)
            )
        _tell(outcome, f"{size}, {points} points", found, scheduler, workers)


def _tell(outcome: Outcome, title: str, found: dict[str, Timing], scheduler: float, workers: float) -> None:
    one = found["1 process"]
    table = outcome.table(title, "side", "seconds", "CPU s here", "CPU s of others", "CPU s of the scheduler")
    for name, timing in found.items():
        theirs = (workers, scheduler) if name.startswith("cluster") else (timing.at("cpu_others"), 0.0)
        table.add(name, timing.median, timing.median_cpu, *theirs)
        if timing.said["digests"] != one.said["digests"]:
            outcome.failures.append(f"{title}: {name} gives other results than one process")
        if timing is not one:
            outcome.tell("", f"{title}: times faster with {name}", ratio(one.median, timing.median))
