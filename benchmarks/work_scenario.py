# SPDX-License-Identifier: GPL-2.0-or-later
"""Work of before and after on Ottawa: edits of a scenario, all points closed in turn, and catchments."""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Callable

import numpy as np

from ..core.analysis import (
    CatchmentOptions,
    Demand,
    MatrixOptions,
    Places,
    Scenario,
    ScenarioEngine,
    catchments,
)
from ..core.network import RoadGraph, RoadLines, build_graph
from .files import OTTAWA
from .networks import FloatArray

Job = Mapping[str, Any]
Run = Callable[[], dict[str, Any]]
EDITS = 5


def edits(job: Job) -> Run:
    """Close, open and move points of Ottawa in turn, each edit new to the engine; ms of each kind."""
    engine, _ = _engine(job)
    ids = engine.points.ids
    turn = 0

    def run() -> dict[str, Any]:
        nonlocal turn
        taken: dict[str, list[float]] = {"close": [], "open": [], "move": []}
        for _ in range(EDITS):
            turn += 1
            spot = (-75.70 + 0.001 * turn, 45.40 + 0.0005 * turn)
            point = ids[turn % len(ids)]
            for kind, scenario in (
                ("close", Scenario().close(point)),
                ("open", Scenario().open("~new", spot)),
                ("move", Scenario().move(point, (spot[0], spot[1] - 0.01))),
            ):
                start = time.perf_counter()
                engine.compare(scenario)
                taken[kind].append((time.perf_counter() - start) * 1000)
        return {"ms": {kind: statistics.median(each) for kind, each in taken.items()}}

    return run


def leave_one_out(job: Job) -> Run:
    """Close each point of Ottawa in turn; the sum of all losses."""
    engine, _ = _engine(job)

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        found = engine.leave_one_out()
        return {"seconds": time.perf_counter() - start, "losing": float(found.losers[:, 0].sum())}

    return run


def one_catchment_run(job: Job) -> Run:
    """Count whom each point of Ottawa reaches within 5, 10 and 15 minutes, without polygons."""
    engine, graph = _engine(job)
    options = CatchmentOptions((5.0, 10.0, 15.0), detail="none")

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        found = catchments(graph, engine.points, engine.demand, options)
        return {"seconds": time.perf_counter() - start, "served": found.totals.served}

    return run


def _engine(job: Job) -> tuple[ScenarioEngine, RoadGraph]:
    """Return the engine of the first ``job["points"]`` points of Ottawa, municipal ones last."""
    folder = Path(job["inputs"])
    graph = _graph(folder / "roads.gpkg")
    with (OTTAWA / "service_points.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: row["order_of_government"] == "municipal")
    rows = rows[: job["points"]]
    lonlat = np.array([(float(row["longitude"]), float(row["latitude"])) for row in rows])
    points = Places(tuple(f"p{i:03}" for i in range(len(rows))), lonlat)
    units, people = _blocks(folder / "population.gpkg")
    demand = Demand(units, people[:, None], ("people",))
    return ScenarioEngine(graph, points, demand, MatrixOptions(), (5.0, 10.0, 15.0)), graph


def _graph(path: Path) -> RoadGraph:
    from osgeo import ogr  # noqa: PLC0415

    lines: list[FloatArray] = []
    speeds: list[float] = []
    source = ogr.Open(str(path))
    layer = source.GetLayer(0)
    for feature in layer:
        shape = feature.GetGeometryRef()
        parts = [shape.GetGeometryRef(i) for i in range(shape.GetGeometryCount())] or [shape]
        for part in parts:
            lines.append(np.array(part.GetPoints())[:, :2])
            speeds.append(float(feature.GetField("speed")))
    offsets = np.concatenate([[0], np.cumsum([len(line) for line in lines])]).astype(np.int64)
    both = np.ones(len(lines), bool)
    lonlat = _to_lonlat(np.concatenate(lines), 32189)
    roads = RoadLines(lonlat, offsets, np.arange(len(lines)), np.array(speeds), both, both)
    return build_graph(roads, metric="time")


def _blocks(path: Path) -> tuple[FloatArray, FloatArray]:
    """Return the representative points of the blocks in degrees, and their people."""
    from osgeo import ogr  # noqa: PLC0415

    source = ogr.Open(str(path))
    rows = [
        (float(f.GetField("DBRPLAMX")), float(f.GetField("DBRPLAMY")), float(f.GetField("dbpop2021")))
        for f in source.GetLayer(0)
    ]
    table = np.array(rows)
    return _to_lonlat(table[:, :2], 3347), table[:, 2]


def _to_lonlat(xy: FloatArray, epsg: int) -> FloatArray:
    from pyproj import Transformer  # noqa: PLC0415

    transformer = Transformer.from_crs(epsg, 4326, always_xy=True)
    return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
