# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole country on one machine: time, memory, honesty of the progress, and what an interruption costs."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .figures import Outcome, Table, honesty, longest_silence, slope
from .lab import Inputs, Lab, SideError, Size, Timing, Work, catchments, measure

CUTOFFS = (5, 10, 15, 20)
COUNTRY = "2M"
POINTS = 20_000
INTERRUPTED_POINTS = 3000
GROWTH_SIZES = "20k 100k 500k 2M"
GROWTH_POINTS = 1000
GROWTH_COUNTS = (100, 300, 1000, 3000, 10_000)
GROWTH_AT = Size(100_000)

MOST_MB = 3000
"""What each process of the large run may have of its own; the system refuses more."""

MOST_TOGETHER_MB = 4096.0
MOST_CANCEL_SECONDS = 2.0
MOST_PROGRESS_OFF = 25.0
KILLED_AT = 50.0
CANCEL_SHARES = (0.03, 0.1, 0.2, 0.5, 0.9)


def country(lab: Lab, outcome: Outcome) -> None:
    """All points of the country in one go, as a person runs it, under a limit on memory."""
    for size in lab.sizes_or(COUNTRY):
        inputs, facts = lab.inputs("country", size.edges)
        points = lab.points or POINTS
        outputs = ["OUTPUT", "SERVED", "DEMAND_OUT"]
        work = _run(inputs, points, outputs=outputs, most_mb=MOST_MB, sizes=True)
        found = measure(work)
        _describe(outcome, facts, found, points)
        name = f"{facts['edges']:,} edges, {points:,} points"
        bar = honesty([tuple(seen) for seen in found.said["progress"]], found.median)
        outcome.tell("", f"{name}: peak memory, all processes", found.peak_mb, "MB", most=MOST_TOGETHER_MB)
        outcome.tell("", f"{name}: progress goes back by", bar["back"], "%", most=0.0)
        outcome.tell(
            "", f"{name}: progress differs from the time by", bar["off"], "%", most=MOST_PROGRESS_OFF
        )
        outcome.tell("", f"{name}: longest without news", bar["silence"], "s")
        _fails_with_too_little(outcome, inputs, points, round(found.peak_mb / 4))


def _run(inputs: Inputs, points: int, cutoffs: Sequence[float] = CUTOFFS, **more: Any) -> Work:  # noqa: ANN401
    """Return the run as a person has it: the plugin decides how many processes."""
    return catchments(inputs, points, cutoffs, settings={}, **more)


def _describe(outcome: Outcome, facts: dict[str, Any], found: Timing, points: int) -> None:
    table = outcome.table(
        f"{facts['edges']:,} edges, {facts['units']:,} blocks, {points:,} points, cutoffs {CUTOFFS} min",
        "seconds", "CPU s", "of this in other processes", "processes", "peak MB together", "result, MB",
    )  # fmt: skip
    others, written = found.at("cpu_others"), sum(found.said["bytes"].values()) / 2**20
    cpu, processes = found.median_cpu + others, int(found.at("processes"))
    table.add(found.median, cpu, others, processes, found.peak_mb, written)
    numbers = found.said["numbers"]
    outcome.notes.append(
        f"people: {numbers['TOTAL']:,.0f} = {numbers['SERVED_TOTAL']:,.0f} served within {CUTOFFS[-1]} "
        f"minutes + {numbers['BEYOND']:,.0f} beyond + {numbers['UNREACHABLE']:,.0f} without a road to any "
        f"point + {numbers['OFF_NETWORK']:,.0f} off the network; points: {numbers['POINTS_PLACED']:,} on the "
        f"network, {numbers['POINTS_UNPLACED']:,} off it; {facts['settlements']:,} settlements, "
        f"{facts['without_road']:,} of them without a road to the rest; each process was allowed {MOST_MB} MB"
    )


def _fails_with_too_little(outcome: Outcome, inputs: Inputs, points: int, megabytes: int) -> None:
    """Show that limits hold: with a quarter of what all processes took the run cannot but fail."""
    try:
        measure(_run(inputs, points, most_mb=megabytes))
    except SideError as refused:
        outcome.notes.append(f"with {megabytes} MB it ends: {str(refused).strip().splitlines()[-1][:200]}")
    else:
        outcome.failures.append(f"a limit of {megabytes} MB was not noticed: limits do not hold here")


def interrupted(lab: Lab, outcome: Outcome) -> None:
    """The same run in one go, and killed half-way and started again; then cancelled at several moments."""
    for size in lab.sizes_or(COUNTRY):
        inputs, facts = lab.inputs("country", size.edges)
        points = lab.points or INTERRUPTED_POINTS
        name = f"{facts['edges']:,} edges, {points:,} points"
        columns = ("run", "seconds", "CPU s", "peak MB together")
        table = outcome.table(name, *columns)
        with tempfile.TemporaryDirectory(prefix="service-points-bench.") as folder:
            one, two = (str(Path(folder, each)) for each in ("one", "two"))  # a profile for each
            whole = measure(_run(inputs, points, digest=True, profile=one))
            _add(table, "in one go", whole)
            kept = str(Path(folder, "checkpoint"))
            seconds = _killed(outcome, _run(inputs, points, CHECKPOINT=kept, profile=two, kill_at=KILLED_AT))
            parts = [path.stat().st_size for path in Path(kept).rglob("*.part")]
            table.add(f"killed at {KILLED_AT:.0f} %", seconds, "", "")
            again = measure(_run(inputs, points, CHECKPOINT=kept, profile=two, digest=True))
            _add(table, "started again", again)
            if again.said["digests"] != whole.said["digests"]:
                outcome.failures.append(f"{name}: other results after an interruption")
            if any(Path(kept).iterdir()):
                outcome.failures.append(f"{name}: something was left in the checkpoint folder")
            said = [text for text in again.said["texts"] if "stopped" in text]
            outcome.notes.append(
                f"{len(parts)} parts, {sum(parts) / 2**20:.0f} MB, were kept; it said: {said}"
            )
            together = (seconds + again.median) / whole.median
            outcome.tell("", f"{name}: killed and started again, to a run in one go", together)
            _cancels(outcome, inputs, points, whole, Path(folder))


def _killed(outcome: Outcome, work: Work) -> float:
    """Return the seconds after which the run was dead, starting QGIS included."""
    import time  # noqa: PLC0415

    start = time.perf_counter()
    try:
        measure(work)
    except SideError as ended:
        if "status -9" not in str(ended):
            raise
    else:
        outcome.failures.append("the run was over before it could be killed")
    return time.perf_counter() - start


def _cancels(outcome: Outcome, inputs: Inputs, points: int, whole: Timing, folder: Path) -> None:
    quiet = longest_silence([at for at, _ in whole.said["progress"]], whole.median)
    for seconds in sorted({quiet, *(whole.median * share for share in CANCEL_SHARES)}):
        kept = folder / f"cancelled{seconds:.0f}"
        said = measure(_run(inputs, points, cancel_after=seconds, CHECKPOINT=str(kept))).said
        if "cancel_seconds" not in said:
            outcome.notes.append(f"ended before it could be cancelled after {seconds:.1f} s")
            continue
        what = f"cancelled after {seconds:.1f} s, ended in"
        outcome.tell("", what, said["cancel_seconds"], "s", most=MOST_CANCEL_SECONDS)
        if said["left"]:
            outcome.failures.append(f"cancelling left {', '.join(said['left'])}")


def growth(lab: Lab, outcome: Outcome) -> None:
    """How time and memory of one process grow; the exponent is 1 for proportional, 0 for not at all."""
    sizes, points = lab.sizes_or(GROWTH_SIZES), lab.points or GROWTH_POINTS
    tried = [lab.inputs("country", size.edges) for size in sizes]
    runs = {facts["edges"]: catchments(inputs, points, CUTOFFS) for inputs, facts in tried}
    _grow(lab, outcome, f"the edges ({points:,} points, 4 cutoffs)", "edges", runs)
    inputs, facts = lab.inputs("country", GROWTH_AT.edges)
    where = f"{facts['edges']:,} edges"
    runs = {count: catchments(inputs, count, CUTOFFS) for count in GROWTH_COUNTS}
    _grow(lab, outcome, f"the points ({where}, 4 cutoffs)", "points", runs)
    runs = {n: catchments(inputs, points, [20 * (i + 1) / n for i in range(n)]) for n in (1, 2, 4, 8, 16)}
    _grow(lab, outcome, f"the number of cutoffs up to 20 min ({where}, {points:,} points)", "cutoffs", runs)
    runs = {m: catchments(inputs, points, (m,)) for m in (2, 5, 10, 20, 40)}
    _grow(lab, outcome, f"the largest cutoff ({where}, {points:,} points)", "minutes", runs)


def _grow(lab: Lab, outcome: Outcome, title: str, column: str, runs: dict[int, Work]) -> None:
    table = outcome.table(f"Growth with {title}", column, "seconds", "CPU s", "peak MB")
    found = {x: measure(work, lab.runs) for x, work in runs.items()}
    for x, each in found.items():
        table.add(x, each.median, each.median_cpu, each.peak_mb)
    if len(found) > 1:
        x = [float(each) for each in found]
        for what, y in (
            ("CPU time", [each.median_cpu for each in found.values()]),
            ("time", [each.median for each in found.values()]),
            ("memory", [each.peak_mb for each in found.values()]),
        ):
            outcome.tell("", f"exponent of the {what} with {title}", slope(x, y), "")


def _add(table: Table, name: str, found: Timing) -> None:
    table.add(name, found.median, found.median_cpu + found.at("cpu_others"), found.peak_mb)
