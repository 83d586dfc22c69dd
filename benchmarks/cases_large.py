# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases that take long: many points, large networks, two processes, growth."""

from __future__ import annotations

from .cases_algorithm import compare_with_native
from .cases_core import NO_PEERS, with_pandana
from .figures import Outcome, honesty, longest_silence, ratio, slope
from .lab import CUTOFFS, Lab, Size, Work, catchments, measure, native, peer_python

PANDANA_POINTS = 1000
MOST_BIG_MB = 3000.0
MOST_CANCEL_SECONDS = 2.0
MOST_PROGRESS_OFF = 25.0
MOST_SILENCE_SECONDS = 15.0
CANCEL_SHARES = (0.02, 0.06, 0.1, 0.15, 0.25, 0.6)
"""Shares of a whole run's time; reading, building, placing and searching each come under one."""


def marginal(lab: Lab, outcome: Outcome) -> None:
    """What one service point more costs: the slope between two counts, set-up left out.

    Also in CPU time, which other work on the machine disturbs less.
    """
    columns = ("network", "side", "points", "seconds", "CPU s", "ms per point more", "CPU ms per point more")
    table = outcome.table("One point more", *columns)
    for size in lab.sizes_or("100k 100k:0"):
        inputs, _ = lab.streets(size)
        more: dict[str, float] = {}
        more_cpu: dict[str, float] = {}
        for name, work, counts in (("ours", catchments, (100, 1000)), ("native", native, (10, 100))):
            found = lab.compare({f"{name}, {count}": work(inputs, count) for count in counts})
            timings = [found[f"{name}, {count}"] for count in counts]
            more[name] = (timings[1].median - timings[0].median) / (counts[1] - counts[0])
            more_cpu[name] = (timings[1].median_cpu - timings[0].median_cpu) / (counts[1] - counts[0])
            slopes = (more[name] * 1000, more_cpu[name] * 1000)
            for count, taken, last in zip(counts, timings, (("", ""), slopes)):
                table.add(str(size), name, count, taken.median, taken.median_cpu, *last)
        asked = {"least": 90.0} if size == Size(100_000) else {}
        times = ratio(more["native"], more["ours"])
        outcome.tell("2" if asked else "", f"{size}: times less for a point more than native", times, **asked)
        times = ratio(more_cpu["native"], more_cpu["ours"])
        outcome.tell("", f"{size}: times less CPU for a point more than native", times)


def against_pandana(lab: Lab, outcome: Outcome) -> None:
    """1,000 points end to end, polygons and people included, against pandana's build and searches."""
    if not peer_python():
        outcome.notes.append(NO_PEERS)
        return
    for size in lab.sizes_or("500k"):
        points = lab.points or PANDANA_POINTS
        inputs, _ = lab.streets(size)
        found = with_pandana(lab, size, points, catchments(inputs, points))
        ours, said = found["ours"], found["pandana"].said
        build, searches = said["build_seconds"], sum(said["ms_per_point"].values()) / 1000 * points
        total = build + searches
        table = outcome.table(f"{size}, {points} points", "side", "seconds", "gives")
        table.add("servicepoints:catchments", ours.median, "polygons, people served, reading and writing")
        table.add("pandana", total, f"nodes in range: {build:.1f} s build, {searches:.1f} s searches")
        goal = size.edges == 500_000 and points == PANDANA_POINTS
        asked = {"least": 3.0} if goal else {}
        what = f"{size}, {points} points: times faster than pandana"
        outcome.tell("3" if goal else "", what, ratio(total, ours.median), **asked)


def pool(lab: Lab, outcome: Outcome) -> None:
    """The same run with two processes and with one."""
    for size in lab.sizes_or("100k 500k"):
        points = lab.points or 1000
        inputs, _ = lab.streets(size)
        found = lab.compare(
            {
                f"{count} process{'es' * (count > 1)}": catchments(
                    inputs, points, settings={"processes": count}, digest=True
                )
                for count in (1, 2)
            }
        )
        one, two = found["1 process"], found["2 processes"]
        columns = ("processes", "seconds", "peak MB together", "processes seen, helpers included")
        table = outcome.table(f"{size}, {points} points", *columns)
        for number, timing in ((1, one), (2, two)):
            table.add(number, timing.median, timing.peak_mb, int(timing.at("processes")))
        if two.at("processes") == 1:
            outcome.failures.append(f"{size}: no other process was started")
        if one.said["digests"] != two.said["digests"]:
            outcome.failures.append(f"{size}: two processes give other results than one")
        what = f"{size}, {points} points: times faster with two processes"
        outcome.tell("11", what, ratio(one.median, two.median), least=1.6)


def new_york(lab: Lab, outcome: Outcome) -> None:
    """A real network of 365,050 road sections: straight lines between its 264,346 nodes."""
    inputs, facts = lab.inputs("new_york")
    name = f"New York City, {facts['edges']:,} edges"
    compare_with_native(lab, outcome, inputs, lab.points or 100, name=name)


def growth(lab: Lab, outcome: Outcome) -> None:
    """How the time grows; the exponent is 1 for proportional, 0 for not at all."""
    sizes = lab.sizes_or("20k 100k 500k 2M")
    points = lab.points or 100
    columns = ("seconds", "CPU s", "peak MB")
    edges, seconds = [], []
    table = outcome.table(f"Growth with the edges ({points} points)", "edges", *columns)
    for size in sizes:
        inputs, facts = lab.streets(size)
        found = measure(catchments(inputs, points), lab.runs)
        edges.append(facts["edges"])
        seconds.append(found.median)
        table.add(facts["edges"], found.median, found.median_cpu, found.peak_mb)
    if len(sizes) > 1:
        outcome.tell("", "exponent with edges", slope(edges, seconds), "")
    middle = sizes[1] if len(sizes) > 1 else sizes[0]
    inputs, _ = lab.streets(middle)
    for title, column, tried in (
        ("the points", "points", [(count, count, CUTOFFS) for count in (10, 30, 100, 300, 1000)]),
        (
            "the number of cutoffs up to 16 min",
            "cutoffs",
            [(n, points, tuple(16 * (i + 1) / n for i in range(n))) for n in (1, 2, 4, 8, 16)],
        ),
        ("the largest cutoff (one)", "minutes", [(m, points, (m,)) for m in (2, 5, 10, 15, 20, 30)]),
    ):
        table = outcome.table(f"Growth with {title}, {middle}", column, *columns)
        taken = []
        for _, count, cutoffs in tried:
            taken.append(measure(catchments(inputs, count, cutoffs), lab.runs))
        for (x, _, _), each in zip(tried, taken):
            table.add(x, each.median, each.median_cpu, each.peak_mb)
        exponent = slope([float(x) for x, _, _ in tried], [each.median for each in taken])
        outcome.tell("", f"exponent with {title}", exponent, "")


def big(lab: Lab, outcome: Outcome) -> None:
    """The largest run: under 3 GB, with progress that can be believed, and stopped within two seconds."""
    for size in lab.sizes_or("2M"):
        points = lab.points or 1000
        inputs, _ = lab.streets(size)
        # as a person runs it: the plugin decides how many processes
        found = measure(catchments(inputs, points, settings={}))
        bar = honesty([tuple(seen) for seen in found.said["progress"]], found.median)
        table = outcome.table(f"{size}, {points} points", "seconds", "peak MB", "largest silence s", "off %")
        table.add(found.median, found.peak_mb, bar["silence"], bar["off"])
        outcome.tell("", f"{size}: peak memory", found.peak_mb, "MB", most=MOST_BIG_MB)
        outcome.tell("", f"{size}: progress goes back by", bar["back"], "%", most=0.0)
        outcome.tell(
            "", f"{size}: progress differs from the time by", bar["off"], "%", most=MOST_PROGRESS_OFF
        )
        silence = bar["silence"]
        outcome.tell("", f"{size}: longest without news", silence, "s", most=MOST_SILENCE_SECONDS)
        outcome.notes.append(f"progress by time: {_course(found.said['progress'], found.median)}")
        quiet = longest_silence([at for at, _ in found.said["progress"]], found.median)
        for seconds in sorted({quiet, *(found.median * share for share in CANCEL_SHARES)}):
            work = catchments(inputs, points, cancel_after=seconds, settings={})
            _cancel(outcome, work, str(size), seconds)


def _cancel(outcome: Outcome, work: Work, name: str, seconds: float) -> None:
    said = measure(work).said
    if "cancel_seconds" not in said:
        outcome.notes.append(f"{name}: ended before it could be cancelled after {seconds:.1f} s")
        return
    what = f"{name}: cancelled after {seconds:.1f} s, ended in"
    outcome.tell("", what, said["cancel_seconds"], "s", most=MOST_CANCEL_SECONDS)
    if said["left"]:
        outcome.failures.append(f"{name}: cancelling left {', '.join(said['left'])}")


def _course(seen: list[list[float]], seconds: float) -> str:
    """Return what was shown after each tenth of the time."""
    shown = []
    for tenth in range(1, 10):
        before = [percent for at, percent in seen if at <= seconds * tenth / 10]
        shown.append(f"{tenth * 10} % of the time: {before[-1] if before else 0:.0f} %")
    return ", ".join(shown)
