# SPDX-License-Identifier: GPL-2.0-or-later
"""Work of the analyses that decide: the cost matrix of Ottawa, and colocation quotients."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..core.analysis import MatrixOptions, cost_matrix
from ..core.analysis.quotient import Chance, local_quotients
from ..core.analysis.quotient_neighbours import NeighbourOptions, find_neighbours
from ..core.network import RoadGraph, RoadLines, build_graph
from .networks import FloatArray
from .work_core import nodes_near, rows_of, to_lonlat

Job = Mapping[str, Any]
Run = Callable[[], dict[str, Any]]


def matrix(job: Job) -> Run:
    """Our cost matrix of all blocks and ``job["points"]`` of them: placing, costs and ranks; with
    ``job["lengths"]`` kilometres as well."""
    graph, units, points = _ottawa(job)

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        found = cost_matrix(graph, units, points, MatrixOptions(lengths=job["lengths"]))
        pairs = sum(len(rows.pairs) for rows in found.rows())
        return {"seconds": time.perf_counter() - start, "pairs": pairs}

    return run


def write_matrix_graph(job: Job) -> Run:
    """Write Ottawa's graph for the peers, with the nodes nearest to the blocks and to the points."""

    def run() -> dict[str, Any]:
        graph, units, points = _ottawa(job)
        start, head, cost = rows_of(graph)
        ends = {
            "targets": nodes_near(graph, graph.plane.to_xy(units)),
            "sources": nodes_near(graph, graph.plane.to_xy(points)),
        }
        np.savez(job["target"], start=start, head=head, cost=cost, node_xy=graph.node_xy, **ends)
        return {"nodes": graph.n_nodes}

    return run


def quotient(job: Job) -> Run:
    """Local quotients of one type towards another: ``job["points"]`` points, k nearest neighbours."""
    random = np.random.default_rng(job["seed"])
    lonlat = to_lonlat(np.array([400_000.0, 5_000_000.0]) + random.uniform(0, 100_000.0, (job["points"], 2)))
    types = random.integers(0, 4, job["points"])
    chance = Chance(job["permutations"], job["seed"])
    options = NeighbourOptions(neighbourhood="knn", k=job["k"], kernel="gaussian")

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        neighbours = find_neighbours(None, lonlat, MatrixOptions(metric="straight"), options)
        found = local_quotients(neighbours, types, np.arange(len(types)), [1], chance=chance)
        return {"seconds": time.perf_counter() - start, "rows": len(found[0].lclq)}

    return run


def _ottawa(job: Job) -> tuple[RoadGraph, FloatArray, FloatArray]:
    """Return the graph, the blocks (d, 2) and every n-th of them as points (k, 2), degrees."""
    folder = Path(job["folder_of_inputs"])
    lines, speeds = _read(folder / "roads.gpkg", "speed")
    ends = np.cumsum([0, *(len(line) for line in lines)])
    both = np.ones(len(lines), bool)
    graph = build_graph(
        RoadLines(np.concatenate(lines), ends, np.arange(len(lines)), np.array(speeds), both, both),
        metric="time",
    )
    units = np.concatenate(_read(folder / "population.gpkg")[0])
    return graph, units, units[np.linspace(0, len(units) - 1, job["points"]).astype(np.int64)]


def _read(path: Path, field: str = "") -> tuple[list[FloatArray], list[float]]:
    """Return the vertices of each feature's parts in degrees, and a number of each."""
    from osgeo import gdal, osr  # noqa: PLC0415

    gdal.UseExceptions()
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    layer, degrees = source.GetLayer(0), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    own = layer.GetSpatialRef()
    own.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    change = osr.CoordinateTransformation(own, degrees)
    parts, numbers = [], []
    for feature in layer:
        shape = feature.GetGeometryRef()
        shape.Transform(change)
        if shape.GetGeometryName() in ("POLYGON", "MULTIPOLYGON"):
            shape = shape.PointOnSurface()
        for part in [shape] if not shape.GetGeometryCount() else list(shape):
            parts.append(np.array(part.GetPoints(), np.float64)[:, :2])
            numbers.append(feature.GetField(field) if field else 0.0)
    return parts, numbers
