# SPDX-License-Identifier: GPL-2.0-or-later
"""Work done by the core alone: drawing polygons; and the reached roads that the peer buffers instead."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..core.network import Placement, RoadGraph, build_graph, inclusive, reach, snap
from . import networks
from .networks import FloatArray
from .work_core import road_lines, to_lonlat

Job = Mapping[str, Any]
Run = Callable[[], dict[str, Any]]


def draw(job: Job) -> Run:
    """Draw the disk of every point for each of the ``cutoffs`` in turn, as when that cutoff alone is asked.

    Tells milliseconds for each polygon by cutoff (searches left out, WKB included), seconds for the
    triangulation, made once for all points, and the mean number of vertices.
    """
    from ..core.analysis import CostSurface  # noqa: PLC0415
    from ..processing.geometry import delaunay  # noqa: PLC0415

    graph, points = _placed(job)
    cutoffs = job["cutoffs"]
    near = np.zeros(graph.n_nodes, bool)
    for batch in reach(graph, points, horizon=cutoffs[-1], travel="from_point"):
        near |= np.isfinite(batch.node_cost).any(axis=0)
    start = time.perf_counter()
    given = {"points": points, "travel": "from_point", "detail": job["detail"], "near": near}
    surface = CostSurface.build(graph, delaunay, **given)
    built = time.perf_counter() - start

    def run() -> dict[str, Any]:
        ms, vertices = {}, []
        for cutoff in cutoffs:
            spent = 0.0
            for batch in reach(graph, points, horizon=cutoff, travel="from_point"):
                start = time.perf_counter()
                own = [[float(inclusive(cutoff))]] * len(batch.origins)
                shapes = [shape or b"" for (shape,) in surface.of_batch(batch).polygons(own, "disks")]
                spent += time.perf_counter() - start
                vertices += [len(shape) // 16 for shape in shapes]
            ms[str(cutoff)] = spent / len(points) * 1000
        return {"ms_per_polygon": ms, "surface_seconds": built, "vertices": float(np.mean(vertices))}

    return run


def write_reached(job: Job) -> Run:
    """Write the reached pieces of road of the first ``points`` and each of the ``cutoffs`` to ``target``."""

    def run() -> dict[str, Any]:
        graph, points = _placed(job)
        pieces = {}
        for batch in reach(graph, points, horizon=job["cutoffs"][-1], travel="from_point"):
            for point, cost in zip(batch.origins.tolist(), batch.node_cost):
                for cutoff in job["cutoffs"]:
                    pieces[f"{point}_{cutoff}"] = reached_pieces(graph, cost, cutoff)
        np.savez(job["target"], **pieces)
        return {"pieces": sum(map(len, pieces.values()))}

    return run


def _placed(job: Job) -> tuple[RoadGraph, Placement]:
    net = networks.street_grid(job["edges"], job["inner"])
    graph = build_graph(road_lines(net), metric="time")
    lonlat = to_lonlat(networks.service_points(net.node_xy, job["points"]))
    return graph, snap(graph, lonlat, 2000.0)


def reached_pieces(graph: RoadGraph, node_cost: FloatArray, cutoff: float) -> FloatArray:
    """Return the reached part of every edge as straight pieces (p, 2, 2), in planar metres.

    An edge is reached from u up to the share of its cost that is left there, and likewise from v.
    """
    u, v, whole = graph.edge_u, graph.edge_v, np.maximum(graph.edge_cost, 1e-12)
    from_u = np.where(graph.forward, np.clip((cutoff - node_cost[u]) / whole, 0.0, 1.0), 0.0)
    from_v = np.where(graph.backward, np.clip((cutoff - node_cost[v]) / whole, 0.0, 1.0), 0.0)
    a, b = graph.node_xy[u], graph.node_xy[v]
    full = from_u + from_v >= 1.0
    ahead, back = ~full & (from_u > 0), ~full & (from_v > 0)
    return np.concatenate(
        [
            np.stack([a[full], b[full]], axis=1),
            np.stack([a[ahead], (a + (b - a) * from_u[:, None])[ahead]], axis=1),
            np.stack([b[back], (b + (a - b) * from_v[:, None])[back]], axis=1),
        ]
    )
