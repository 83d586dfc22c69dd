# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases measured through the real algorithms: provider, reading of layers and writing of outputs included."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence

from .figures import Outcome, Table, ratio
from .lab import CUTOFFS, Inputs, Lab, Timing, Work, catchments, measure, native, network_parameters

OTTAWA_CUTOFFS = (5, 10, 15, 20)
NATIVE_GOALS = {(20_000, 2): 33.0, (100_000, 2): 40.0, (100_000, 0): 15.0}
"""Goal 1 by edges and inner vertices."""

SIDES = ("side", "seconds (median)", "CPU s", "runs", "peak MB", "gives")
POLYGONS, LINES = "polygons, people served, table of points", "lines"


def ottawa(lab: Lab, outcome: Outcome) -> None:
    """Ottawa's 18 provincial and federal points: the figures of the README."""
    inputs, facts = lab.inputs("ottawa")
    ours = catchments(
        inputs,
        18,
        OTTAWA_CUTOFFS,
        DEMAND_FIELDS=["dbpop2021"],
        outputs=["OUTPUT", "SERVED", "DEMAND_OUT"],
    )
    found = lab.compare({"ours": ours, "native": native(inputs, 18, OTTAWA_CUTOFFS)})
    table = outcome.table(f"Ottawa, {facts['edges']:,} road segments, cutoffs {OTTAWA_CUTOFFS} min", *SIDES)
    _add(table, "servicepoints:catchments", found["ours"], POLYGONS + ", nearest point of every block")
    _add(table, f"native:serviceareafromlayer ({len(OTTAWA_CUTOFFS)} runs)", found["native"], LINES)
    numbers = found["ours"].said["numbers"]
    outcome.notes.append(
        f"people: {numbers['TOTAL']:,.0f} = {numbers['SERVED_TOTAL']:,.0f} served within "
        f"{OTTAWA_CUTOFFS[-1]} minutes + {numbers['BEYOND']:,.0f} beyond + {numbers['UNREACHABLE']:,.0f} "
        f"unreachable + {numbers['OFF_NETWORK']:,.0f} off the network"
    )
    times = ratio(found["native"].median, found["ours"].median)
    outcome.tell("", "Ottawa: times faster than native", times, least=10.0)
    outcome.tell("", "Ottawa: peak memory", found["ours"].peak_mb, "MB", most=1500.0)


def against_native(lab: Lab, outcome: Outcome) -> None:
    """Three bands with polygons and population against QGIS's lines, GeoPackage output on both sides."""
    for size in lab.sizes_or("20k 100k", "100k:0 500k"):
        points = lab.points or 100
        inputs, _ = lab.streets(size)
        goal = NATIVE_GOALS.get((size.edges, size.inner))
        compare_with_native(lab, outcome, inputs, points, name=str(size), goal=goal)


def compare_with_native(
    lab: Lab, outcome: Outcome, inputs: Inputs, points: int, *, name: str, goal: float | None = None
) -> None:
    """Hold the default detail, and in the large set ``precise`` too, against native."""
    works = {"ours": catchments(inputs, points)}
    if lab.large:
        works["ours, precise"] = catchments(inputs, points, DETAIL="precise")
    found = lab.compare({**works, "native": native(inputs, points)})
    table = outcome.table(f"{name}, {points} points, cutoffs {CUTOFFS} min", *SIDES)
    _add(table, "servicepoints:catchments (generalised, the default)", found["ours"], POLYGONS)
    if lab.large:
        _add(table, "servicepoints:catchments (precise)", found["ours, precise"], POLYGONS)
    _add(table, f"native:serviceareafromlayer ({len(CUTOFFS)} runs)", found["native"], LINES)
    what = f"{name}, {points} points: times faster than native"
    theirs, asked = found["native"], {} if goal is None else {"least": goal}
    outcome.tell("1" if asked else "", what, ratio(theirs.median, found["ours"].median), **asked)
    outcome.tell("", f"{what}, CPU time", ratio(theirs.median_cpu, found["ours"].median_cpu))
    if lab.large:
        outcome.tell("", f"{what}, precise", ratio(theirs.median, found["ours, precise"].median))


def against_qneat3(lab: Lab, outcome: Outcome) -> None:
    """Merged catchments against the method of QNEAT3, the plugin that also draws polygons."""
    for size in lab.sizes_or("20k"):
        points = lab.points or 10
        inputs, _ = lab.streets(size)
        job = {"roads": inputs.roads, "one_way": inputs.one_way, "points": inputs.points(points)}
        peer = Work("qneat3.iso_area", {**job, "cutoffs": CUTOFFS})
        found = lab.compare({"ours": catchments(inputs, points, OVERLAP="dissolve"), "QNEAT3's method": peer})
        table = outcome.table(f"{size}, {points} points merged, cutoffs {CUTOFFS} min", *SIDES)
        _add(table, "servicepoints:catchments (dissolve)", found["ours"], POLYGONS)
        _add(table, "QNEAT3’s method", found["QNEAT3's method"], "raster of costs")
        times = ratio(found["QNEAT3's method"].median, found["ours"].median)
        outcome.tell("", f"{size}, {points} points: times faster than QNEAT3’s method", times)
    outcome.notes.append(
        "QNEAT3 itself is neither on PyPI nor among Debian’s packages, so its method is measured: QGIS’s "
        "graph, a search from each point, a feature for each vertex, a triangulated raster; no contours"
    )


def without_libraries(lab: Lab, outcome: Outcome) -> None:
    """The same run with scipy and shapely hidden: same outputs, about the same time."""
    for size in lab.sizes_or("100k"):
        points = lab.points or 100
        inputs, _ = lab.streets(size)
        hidden = ["scipy", "shapely", "matplotlib", "pandas", "networkx"]
        found = lab.compare(
            {
                "with": catchments(inputs, points, digest=True),
                "without": catchments(inputs, points, digest=True, blocked=hidden),
            }
        )
        table = outcome.table(f"{size}, {points} points", *SIDES)
        _add(table, "as installed", found["with"], POLYGONS)
        _add(table, "without scipy and shapely", found["without"], POLYGONS)
        if found["with"].said["digests"] != found["without"].said["digests"]:
            outcome.failures.append(f"{size}: other results without scipy and shapely")
        times = ratio(found["without"].median, found["with"].median)
        outcome.tell("5", f"{size}: time without scipy and shapely", times, most=1.3)


def cached(lab: Lab, outcome: Outcome) -> None:
    """The same analysis again, in a new process with the same profile: the graph comes from its cache."""
    for size in lab.sizes_or("100k", "500k"):
        points = lab.points or 100
        inputs, _ = lab.streets(size)
        first, second = [], []
        for _ in range(lab.runs):
            with tempfile.TemporaryDirectory(prefix="service-points-bench.") as profile:
                for runs in (first, second):
                    runs.append(measure(catchments(inputs, points, profile=profile, digest=True)))
        table = outcome.table(f"{size}, {points} points", *SIDES)
        for name, runs in (("first run", first), ("second run", second)):
            _add(table, name, _together(runs), POLYGONS)
        if any(run.said["digests"] != first[0].said["digests"] for run in (*first, *second)):
            outcome.failures.append(f"{size}: the second run has other results")
        share = _together(second).median / _together(first).median * 100
        asked = {"most": 35.0} if size.edges == 500_000 else {}
        outcome.tell("10" if asked else "", f"{size}, {points} points: second run", share, "%", **asked)


def memory(lab: Lab, outcome: Outcome) -> None:
    """Peak memory of a whole run, population included, less that of QGIS doing nothing."""
    alone = lab.qgis_alone_mb()
    table = outcome.table("Peak memory", "network", "points", "peak MB", "above QGIS, MB", "kB per edge")
    for size in lab.sizes_or("100k", "100k 500k 2M"):
        inputs, facts = lab.streets(size)
        above = []
        counts = (100, lab.points or 1000)
        for points in counts:
            peak = measure(catchments(inputs, points)).peak_mb
            above.append(peak - alone)
            table.add(str(size), points, peak, above[-1], above[-1] * 1024 / facts["edges"])
        # On a small network what the points themselves take is a share of its own.
        large, goal = size.edges >= 500_000, "7" if size.edges >= 500_000 else ""
        per_edge = above[0] * 1024 / facts["edges"]
        asked = {"most": 1.2} if large else {}
        outcome.tell(goal, f"{size}: memory above QGIS", per_edge, "kB per edge", **asked)
        what = f"{size}: memory with {counts[1]:,} points instead of {counts[0]}"
        asked = {"most": 1.1} if large else {}
        outcome.tell(goal, what, above[1] / above[0], **asked)
    outcome.notes.append(f"QGIS with Processing and our provider alone: {alone:.0f} MB")


def estimate(lab: Lab, outcome: Outcome) -> None:
    """The time that networkcheck foretells for the points against the time it takes."""
    table = outcome.table("Foretold and taken", "network", "points", "foretold s", "taken s")
    for size in lab.sizes_or("20k 100k", "500k"):
        inputs, _ = lab.streets(size)
        for points in (lab.points,) if lab.points else (10, 100, 1000) if lab.large else (100,):
            parameters = {**network_parameters(inputs), "POINTS": inputs.points(points)}
            job = {"algorithm": "networkcheck", "outputs": ["ISSUES"], "parameters": parameters}
            foretold = measure(Work("qgis.ours", job)).said["numbers"]["ESTIMATED_SECONDS"]
            taken = measure(catchments(inputs, points)).median
            table.add(str(size), points, foretold, taken)
            off = max(ratio(foretold, taken), ratio(taken, foretold))
            outcome.tell("", f"{size}, {points} points: estimate off by a factor of", off, most=2.0)


def _add(table: Table, name: str, timing: Timing, gives: str) -> None:
    table.add(name, timing.median, timing.median_cpu, len(timing.seconds), timing.peak_mb, gives)


def _together(runs: Sequence[Timing]) -> Timing:
    """Put single runs into one timing."""
    last: Mapping[str, object] = runs[-1].said
    return Timing(
        tuple(second for run in runs for second in run.seconds),
        tuple(second for run in runs for second in run.cpu),
        max(run.peak_mb for run in runs),
        last,
    )
