# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases about one part alone: routing, nearest points, polygons. Peers work on the same graph, in turn."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from . import work_pgrouting
from .figures import Outcome, ratio
from .lab import (
    CUTOFFS,
    Lab,
    Size,
    Timing,
    Work,
    catchments,
    floor_program,
    measure,
    oracle_python,
    peer_python,
    why_not_installed,
)

NO_PEERS = "the peers are not installed: run scripts/setup_bench.sh"
LIMIT = CUTOFFS[-1]
FEW = 10
"""Sources for peers that know no limit, or are written in Python."""

FLOOR_EDGES = 100_000
"""The goal against compiled code is asked of networks from this size: below it a search is over in 2 ms."""

NETWORKX_EDGES = 100_000
PGROUTING_SOURCES = 20
PANDANA_ROUNDING = 0.02
"""Share of the places that costs in whole thousandths of a minute may put across a limit."""

SHAPELY_LEAST = 50.0
DRAWN_POINTS, BUFFERED_POINTS = 24, 2


def routing(lab: Lab, outcome: Outcome) -> None:
    """What lies within each cutoff of each source, without polygons and people."""
    for size in lab.sizes_or("20k 100k", "500k 2M"):
        points = lab.points or 100
        with tempfile.TemporaryDirectory(prefix="service-points-bench.") as folder:
            graph = Path(folder) / "graph"
            measure(Work("core.write_graph", {**_network(size, points), "target": str(graph)}), quiet=True)
            found = lab.compare(_routers(size, points, graph), fresh=False)
        table = outcome.table(
            f"{size}, {points} sources: ms per source within", *("router", *_minutes()), "build s", "sources"
        )
        for name, timing in found.items():
            ms = timing.said["ms_per_point"]
            build = timing.said.get("build_seconds", math.nan)
            sources = timing.said.get("sources", points)
            table.add(name, *(ms.get(str(each), math.nan) for each in CUTOFFS), build, sources)
        _compare_routing(outcome, size, found)
    if not peer_python():
        outcome.notes.append(NO_PEERS)
    if why_not_installed():
        outcome.notes.append(f"not installed: {why_not_installed()}")
    if not work_pgrouting.installed():
        outcome.notes.append("PostgreSQL with pgRouting is not installed, so it is not measured")
    if not floor_program():
        outcome.notes.append("no g++: nothing compiled to hold our router against")


def _routers(size: Size, points: int, graph: Path) -> dict[str, Work]:
    """Return ours and every peer that is installed; the name says the version's place."""
    works = {"ours": Work("core.routing", {**_network(size, points), "limits": CUTOFFS})}
    if floor_program():
        limits = map(str, CUTOFFS)
        works["C++ binary heap"] = Work("floor", command=(floor_program(), f"{graph}.bin", *limits))
    job: dict[str, Any] = {"graph": f"{graph}.npz", "limits": list(CUTOFFS)}
    works["scipy, system"] = Work("peers.scipy_dense", job)
    python = peer_python()
    if python:
        works["scipy, newest"] = Work("peers.scipy_dense", job, python=python)
        works["pandana"] = Work("peers.pandana", job, python=python)
        few = {**job, "points": FEW}
        works["igraph (no limit)"] = Work("peers.igraph", {**few, "limits": [LIMIT]}, python=python)
        if size.edges <= NETWORKX_EDGES:
            works["networkx"] = Work("peers.networkx", few, python=python)
    if work_pgrouting.installed():
        several = {**job, "points": min(points, PGROUTING_SOURCES)}
        works["pgRouting"] = Work("pgrouting.driving_distance", several)
    return works


def _compare_routing(outcome: Outcome, size: Size, found: Mapping[str, Timing]) -> None:
    ours = found["ours"]
    for name, least, most, sizes in (
        ("C++ binary heap", None, 1.5, None),
        ("scipy, system", 3.0, None, (500_000,)),
        ("scipy, newest", None, None, None),
        ("pandana", None, None, None),
        ("pgRouting", 10.0, None, (100_000, 500_000)),
    ):
        if name not in found:
            continue
        _check_counts(outcome, size, ours, found[name], name)
        mine, theirs = (_ms(timing, LIMIT) for timing in (ours, found[name]))
        what = f"{size}, within {LIMIT} min: "
        if most is not None:
            asked = {"most": most} if size.edges >= FLOOR_EDGES else {}
            outcome.tell("4" if asked else "", f"{what}our time over {name}", ratio(mine, theirs), **asked)
            continue
        asked = {} if least is None or size.edges not in (sizes or ()) else {"least": least}
        outcome.tell("4" if asked else "", f"{what}times faster than {name}", ratio(theirs, mine), **asked)


def _check_counts(outcome: Outcome, size: Size, ours: Timing, theirs: Timing, name: str) -> None:
    """Fail for a router that does not reach the same places; pandana, which rounds costs, nearly."""
    if theirs.said["sources"] != ours.said["sources"]:
        return
    for limit, count in theirs.said["reached"].items():
        mine = ours.said["reached"][limit]
        if abs(count - mine) > (PANDANA_ROUNDING * mine if name == "pandana" else 0):
            outcome.failures.append(f"{size}, {limit} min: {name} reaches {count:,} nodes, ours {mine:,}")


def nearest(lab: Lab, outcome: Outcome) -> None:
    """One search from all points: what merged and divided catchments and nearest points need."""
    table = outcome.table(f"Nearest point within {LIMIT} min", "network", "points", "router", "ms", "nodes")
    for size in lab.sizes_or("100k", "2M"):
        points = lab.points or 1000
        with tempfile.TemporaryDirectory(prefix="service-points-bench.") as folder:
            graph, network = Path(folder) / "graph", _network(size, points)
            measure(Work("core.write_graph", {**network, "target": str(graph)}), quiet=True)
            job = {"graph": f"{graph}.npz", "limit": LIMIT}
            works = {
                "ours": Work("core.nearest_point", {**network, "limit": LIMIT}),
                "scipy, system": Work("peers.scipy_nearest", job),
            }
            if peer_python():
                works["scipy, newest"] = Work("peers.scipy_nearest", job, python=peer_python())
            found = lab.compare(works, fresh=False)
        for name, timing in found.items():
            table.add(str(size), points, name, timing.median * 1000, int(timing.at("reached")))
            if timing.said["reached"] != found["ours"].said["reached"]:
                outcome.failures.append(f"{size}: {name} does not reach the same nodes")
        asked = {"least": 8.0} if size.edges == 2_000_000 else {}
        what = f"{size}, {points} points: times faster than scipy's min_only"
        for name in sorted(set(found) - {"ours"}):
            times = ratio(found[name].median, found["ours"].median)
            goal = asked if name == "scipy, system" else {}
            outcome.tell("8" if goal else "", f"{what} ({name})", times, **goal)


def accessibility(lab: Lab, outcome: Outcome) -> None:
    """E2SFCA on the same trips: ours and PySAL's."""
    if not oracle_python():
        outcome.notes.append("PySAL access is not installed: run scripts/setup_test.sh")
        return
    table = outcome.table("E2SFCA, 30 min", "units", "points", "trips", "program", "ms")
    for units, points in ((8_559, 150), (20_000, 500)):
        with tempfile.TemporaryDirectory(prefix="service-points-bench.") as folder:
            target = str(Path(folder) / "trips.npz")
            place = {"units": units, "points": points, "side": 75.0, "limit": 30.0, "target": target}
            trips = measure(Work("core.write_trips", place), quiet=True).said["trips"]
            job = {"trips": target, "cutoffs": [10, 20, 30], "weights": [1, 0.68, 0.22]}
            works = {
                "ours": Work("core.accessibility", job),
                "PySAL access": Work("peers.pysal_access", job, python=oracle_python()),
            }
            found = lab.compare(works, fresh=False)
        for name, timing in found.items():
            table.add(units, points, trips, name, timing.median * 1000)
        ours, theirs = (np.array(timing.said["access"]) for timing in found.values())
        if not np.allclose(ours, theirs, rtol=1e-9, atol=0.0):
            outcome.failures.append(f"{units} units: PySAL has another access")
        times = ratio(found["PySAL access"].median, found["ours"].median)
        outcome.tell("9", f"{units} units, {points} points: E2SFCA faster than PySAL", times, least=50.0)


def polygons(lab: Lab, outcome: Outcome) -> None:
    """Polygons of the algorithm against samples, and the time to draw them against a union of buffers."""
    for size in lab.sizes_or("100k"):
        _polygon_truth(lab, outcome, size, lab.points or 10)
        _polygon_time(lab, outcome, size)


def _polygon_truth(lab: Lab, outcome: Outcome, size: Size, points: int) -> None:
    inputs, _ = lab.streets(size)
    table = outcome.table(
        f"{size}, {points} points: nodes and middles of edges inside and outside",
        *("detail", "minutes", "reached samples inside, %", "samples inside not reached, %"),
    )
    for detail in ("precise", "generalised"):
        with tempfile.TemporaryDirectory(prefix="service-points-bench.") as folder:
            target = str(Path(folder) / "disks.gpkg")
            measure(catchments(inputs, points, CUTOFFS, DETAIL=detail, OUTPUT=target, ID_FIELD="pid"))
            job = {**_network(size, points), "polygons": target, "cutoffs": CUTOFFS}
            said = measure(Work("accuracy.accuracy", job)).said
        for minutes, share in said["shares"].items():
            recall, wrong = share["recall"] * 100, share["wrong"] * 100
            table.add(detail, minutes, recall, wrong)
            goal = detail == "precise"
            most = {"5": 1.5, "15": 0.5}.get(minutes)
            what = f"{size}, {detail}, {minutes} min"
            if goal:
                outcome.tell("6", f"{what}: recall", recall, "%", least=99.9)
            if goal and most is not None:
                outcome.tell("6", f"{what}: wrong", wrong, "%", most=most)
        outcome.tell("6", f"{size}, {detail}: polygons not valid", said["invalid"], "", most=0)
        outcome.tell("6", f"{size}, {detail}: polygons not nested", said["not_nested"], "", most=0)


def _polygon_time(lab: Lab, outcome: Outcome, size: Size) -> None:
    with tempfile.TemporaryDirectory(prefix="service-points-bench.") as folder:
        pieces = str(Path(folder) / "pieces.npz")
        some = {**_network(size, BUFFERED_POINTS), "cutoffs": (CUTOFFS[0], LIMIT), "target": pieces}
        measure(Work("polygons.write_reached", some), quiet=True)
        job = {**_network(size, DRAWN_POINTS), "cutoffs": CUTOFFS}
        works = {name: Work("polygons.draw", {**job, "detail": name}) for name in ("precise", "generalised")}
        works["union of buffers"] = Work("peers.buffers", {"pieces": pieces}, python=peer_python())
        found = lab.compare(works, fresh=False)
    table = outcome.table(f"{size}: ms per polygon within", *("method", *_minutes(), "once, s", "vertices"))
    for name, timing in found.items():
        ms, once = timing.said["ms_per_polygon"], timing.said.get("surface_seconds", math.nan)
        cells = (ms.get(str(each), math.nan) for each in CUTOFFS)
        table.add(name, *cells, once, timing.said.get("vertices", math.nan))
    theirs = found["union of buffers"].said["ms_per_polygon"]
    for minutes in (CUTOFFS[0], LIMIT):
        times = ratio(theirs[str(minutes)], found["precise"].said["ms_per_polygon"][str(minutes)])
        what = f"{size}, precise, {minutes} min: times faster than the union of buffers"
        outcome.tell("6", what, times, least=SHAPELY_LEAST)
    outcome.notes.append(f"union of buffers by shapely {found['union of buffers'].said['shapely']}")


def _network(size: Size, points: int) -> dict[str, Any]:
    return {"edges": size.edges, "inner": size.inner, "points": points}


def _minutes() -> list[str]:
    return [f"{each} min" for each in CUTOFFS]


def _ms(timing: Timing, limit: float) -> float:
    return float(timing.said["ms_per_point"][str(limit)])


def with_pandana(lab: Lab, size: Size, points: int, ours: Work) -> dict[str, Timing]:
    """Return the timings of a whole run of ours and of pandana's build and searches, in turn."""
    with tempfile.TemporaryDirectory(prefix="service-points-bench.") as folder:
        graph = Path(folder) / "graph"
        measure(Work("core.write_graph", {**_network(size, points), "target": str(graph)}), quiet=True)
        job = {"graph": f"{graph}.npz", "limits": list(CUTOFFS)}
        peer = Work("peers.pandana", job, python=peer_python())
        return lab.compare({"ours": ours, "pandana": peer})
