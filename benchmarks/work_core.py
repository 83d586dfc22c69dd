# SPDX-License-Identifier: GPL-2.0-or-later
"""Work done by the core alone: routing and nearest points; and the same graph for the peers."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..core.analysis import Trips
from ..core.analysis.decay import Zones
from ..core.analysis.floating import floating_access
from ..core.network import Placement, RoadGraph, RoadLines, build_graph, nearest, reach
from . import files, networks
from .networks import FloatArray, IntArray

Job = Mapping[str, Any]
Run = Callable[[], dict[str, Any]]

_BRIEF = 5
"""What takes milliseconds is done so many times in a run, of which the median counts."""


def write_inputs(job: Job) -> Run:
    """Write the files of the network ``job["network"]`` (kind and sizes) unless they are there already."""

    def run() -> dict[str, Any]:
        kind, *sizes = job["network"]
        try:
            made = getattr(files, f"{kind}_inputs")(*sizes)
        except files.DataMissingError as missing:
            return {"missing": str(missing)}
        return {"inputs": str(made.folder), "one_way": made.one_way, "facts": made.facts()}

    return run


def write_graph(job: Job) -> Run:
    """Write the graph of a street grid to ``job["target"]`` as the peers take it (compressed sparse rows)."""

    def run() -> dict[str, Any]:
        graph, sources = _graph_of(job)
        start, head, cost = rows_of(graph)
        target = Path(job["target"])
        np.savez(
            target.with_suffix(".npz"),
            start=start,
            head=head,
            cost=cost,
            node_xy=graph.node_xy,
            sources=sources,
        )
        header = np.array([graph.n_nodes, len(head), len(sources)], np.int32)
        with target.with_suffix(".bin").open("wb") as stream:
            for column in (header, start, head, cost, sources.astype(np.int32)):
                stream.write(np.ascontiguousarray(column).tobytes())
        return {"edges": graph.n_edges, "nodes": graph.n_nodes, "arcs": len(head)}

    return run


def rows_of(graph: RoadGraph) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the arcs as driven in compressed sparse rows: start (n + 1,) and head int32, cost float64."""
    ahead, back = graph.forward, graph.backward
    tail = np.concatenate([graph.edge_u[ahead], graph.edge_v[back]])
    head = np.concatenate([graph.edge_v[ahead], graph.edge_u[back]])
    cost = np.concatenate([graph.edge_cost[ahead], graph.edge_cost[back]])
    order = np.argsort(tail, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=graph.n_nodes))])
    return start.astype(np.int32), head[order].astype(np.int32), cost[order].astype(np.float64)


def write_trips(job: Job) -> Run:
    """Write random trips up to ``job["limit"]`` minutes between places of a square to ``job["target"]``."""

    def run() -> dict[str, Any]:
        draw = np.random.default_rng(1)
        units, points = (draw.uniform(0.0, job["side"], (job[name], 2)) for name in ("units", "points"))
        cost = np.hypot(*(units[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
        unit, point = np.nonzero(cost <= job["limit"])
        people = draw.integers(1, 500, job["units"]).astype(np.float64)
        capacity = draw.integers(1, 20, job["points"]).astype(np.float64)
        np.savez(
            job["target"], unit=unit, point=point, cost=cost[unit, point], people=people, capacity=capacity
        )
        return {"trips": len(unit)}

    return run


def accessibility(job: Job) -> Run:
    """E2SFCA of the trips in ``job["trips"]``, which are sorted beforehand: a search does so."""
    data = np.load(job["trips"])
    unit, point, cost, people, capacity = (
        data[name] for name in ("unit", "point", "cost", "people", "capacity")
    )
    order = np.lexsort((point, cost, unit))
    counts = np.bincount(unit, minlength=len(people))
    trips = Trips(
        first=np.concatenate(([0], np.cumsum(counts))),
        point=point[order],
        cost=cost[order],
        unit_placed=np.ones(len(people), bool),
        point_placed=np.ones(len(capacity), bool),
    )
    decay = Zones(tuple(job["cutoffs"]), tuple(job["weights"]))

    def run() -> dict[str, Any]:
        taken = []
        for _ in range(_BRIEF):
            start = time.perf_counter()
            found = floating_access(trips, people, capacity, decay)
            taken.append(time.perf_counter() - start)
        return {"seconds": statistics.median(taken), "access": found.access.tolist()}

    return run


def routing(job: Job) -> Run:
    """Search from each source up to each of the job's ``limits`` (minutes), many sources at a time."""
    graph, sources = _graph_of(job)
    origins = _at_nodes(graph, sources)
    reached = {}
    for limit in job["limits"]:
        batches = reach(graph, origins, horizon=limit, travel="from_point")
        reached[str(limit)] = sum(len(b.touched(row)) for b in batches for row in range(len(b.origins)))

    def run() -> dict[str, Any]:
        per_point = {}
        for limit in job["limits"]:
            start = time.perf_counter()
            for _ in reach(graph, origins, horizon=limit, travel="from_point"):
                pass
            per_point[str(limit)] = (time.perf_counter() - start) / len(sources) * 1000
        return {"ms_per_point": per_point, "reached": reached, "sources": len(sources)}

    return run


def nearest_point(job: Job) -> Run:
    """Search from all sources at once for the nearest one of every node, with labels."""
    graph, sources = _graph_of(job)
    origins = _at_nodes(graph, sources)

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        field = nearest(graph, origins, horizon=job["limit"], travel="from_point")
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "reached": int(np.isfinite(field.node_cost).sum())}

    return run


def road_lines(net: networks.StreetNetwork) -> RoadLines:
    """Return generated streets as the core takes them, in degrees."""
    size = net.vertices.shape[1]
    return RoadLines(
        to_lonlat(net.vertices.reshape(-1, 2)),
        np.arange(len(net) + 1, dtype=np.int64) * size,
        np.arange(len(net)),
        net.speed_kmh,
        net.forward,
        net.backward,
    )


def to_lonlat(xy: FloatArray) -> FloatArray:
    from pyproj import Transformer  # noqa: PLC0415

    transformer = Transformer.from_crs(networks.EPSG, 4326, always_xy=True)
    return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))


def _graph_of(job: Job) -> tuple[RoadGraph, IntArray]:
    """Return the graph of the job's street grid, and the nodes nearest to its service points."""
    net = networks.street_grid(job["edges"], job["inner"])
    wanted = to_lonlat(networks.service_points(net.node_xy, job["points"]))
    graph = build_graph(road_lines(net), metric="time")
    return graph, nodes_near(graph, graph.plane.to_xy(wanted))


def nodes_near(graph: RoadGraph, xy: FloatArray) -> IntArray:
    """Return the node nearest to each position (k,)."""
    from scipy.spatial import cKDTree  # noqa: PLC0415

    return np.asarray(cKDTree(graph.node_xy).query(xy)[1], np.int64)


def _at_nodes(graph: RoadGraph, nodes: IntArray) -> Placement:
    """Return places exactly at nodes, on any edge that starts or ends there."""
    ends = np.concatenate([graph.edge_u, graph.edge_v])
    order = np.argsort(ends, kind="stable")
    end = order[np.searchsorted(ends[order], nodes)]
    edge = (end % graph.n_edges).astype(np.int32)
    return Placement(edge, (end >= graph.n_edges).astype(np.float64), np.zeros(len(nodes)))
