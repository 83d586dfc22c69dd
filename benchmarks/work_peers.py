# SPDX-License-Identifier: GPL-2.0-or-later
"""Work done by other routers and by shapely, on the very graph that our router uses.

Nothing of the project or of QGIS is imported here: these run in an environment of their own, and read what
``work_core`` wrote.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Any

import numpy as np

Job = Mapping[str, Any]
Run = Callable[[], dict[str, Any]]

_PANDANA_SOURCES = 20
_PANDANA_NO_WAY = 4_000_000.0  # it answers 4,294,967.295 where there is none


def versions(job: Job) -> Run:
    """Tell which peers are installed here, and in which version."""

    def version(name: str) -> str:
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            return ""

    return lambda: {"versions": {name: version(name) for name in job["names"]}}


def scipy_dense(job: Job) -> Run:
    """``scipy.sparse.csgraph.dijkstra`` with ``limit``, a source at a time (all at once: n × k cells)."""
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    graph, matrix = _csr(job)

    def search(limit: float) -> int:
        return sum(
            int(np.isfinite(dijkstra(matrix, indices=source, limit=limit)).sum())
            for source in graph["sources"]
        )

    return _searches(job, graph, search)


def scipy_nearest(job: Job) -> Run:
    """The same with ``min_only``: the nearest of all sources, for every node."""
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    graph, matrix = _csr(job)

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        cost, _, _ = dijkstra(
            matrix, indices=graph["sources"], limit=job["limit"], min_only=True, return_predecessors=True
        )
        return {"seconds": time.perf_counter() - start, "reached": int(np.isfinite(cost).sum())}

    return run


def pandana(job: Job) -> Run:
    """pandana's contraction hierarchy: ``nodes_in_range`` of all sources. Costs are rounded to 1/1000 min."""
    import pandana as peer  # noqa: PLC0415

    graph = _loaded(job)
    begin = time.perf_counter()
    network = _pandana_network(peer, graph)
    built = time.perf_counter() - begin

    def search(limit: float) -> int:
        sources = graph["sources"].tolist()
        # All at once would be one table of every pair.
        parts = (sources[at : at + _PANDANA_SOURCES] for at in range(0, len(sources), _PANDANA_SOURCES))
        return sum(len(network.nodes_in_range(part, limit)) for part in parts)

    return _searches(job, graph, search, build_seconds=built)


def _pandana_network(peer: Any, graph: Mapping[str, np.ndarray]) -> Any:  # noqa: ANN401  (foreign classes)
    import pandas  # noqa: PLC0415

    xy = graph["node_xy"]
    weight = pandas.DataFrame({"minutes": graph["cost"]})
    nodes = (pandas.Series(xy[:, 0]), pandas.Series(xy[:, 1]))
    ends = (pandas.Series(_tails(graph)), pandas.Series(graph["head"].astype(np.int64)))
    return peer.Network(*nodes, *ends, weight, twoway=False)


def pysal_access(job: Job) -> Run:
    """E2SFCA by PySAL ``access``: two_stage_fca with a step function, its frames made beforehand."""
    import pandas  # noqa: PLC0415
    from access.fca import two_stage_fca  # noqa: PLC0415
    from access.weights import step_fn  # noqa: PLC0415

    data = np.load(job["trips"])
    demand = pandas.DataFrame({"demand": data["people"]}).rename_axis("geoid")
    supply = pandas.DataFrame({"supply": data["capacity"]}).rename_axis("geoid")
    trips = pandas.DataFrame({"origin": data["unit"], "dest": data["point"], "cost": data["cost"]})
    weight = step_fn(dict(zip(job["cutoffs"], job["weights"])))

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        found = two_stage_fca(demand, supply, trips, max_cost=job["cutoffs"][-1], weight_fn=weight)
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "access": found.reindex(demand.index).fillna(0.0).tolist()}

    return run


def igraph(job: Job) -> Run:
    """``igraph.Graph.distances``: it knows no limit, so one figure stands for all."""
    import igraph as peer  # noqa: PLC0415

    graph = _loaded(job)
    begin = time.perf_counter()
    pairs = np.column_stack([_tails(graph), graph["head"]])
    network = peer.Graph(n=len(graph["start"]) - 1, edges=pairs, directed=True)
    weights = graph["cost"].tolist()
    built = time.perf_counter() - begin

    def search(limit: float) -> int:
        return sum(
            int((np.asarray(network.distances(source=[source], weights=weights)[0]) <= limit).sum())
            for source in graph["sources"].tolist()
        )

    return _searches(job, graph, search, build_seconds=built)


def networkx(job: Job) -> Run:
    """``networkx.single_source_dijkstra_path_length`` with ``cutoff``: pure Python, for small networks."""
    import networkx as peer  # noqa: PLC0415

    graph = _loaded(job)
    begin = time.perf_counter()
    network = peer.DiGraph()
    triples = zip(_tails(graph).tolist(), graph["head"].tolist(), graph["cost"].tolist())
    network.add_weighted_edges_from(triples)
    built = time.perf_counter() - begin

    def search(limit: float) -> int:
        return sum(
            len(peer.single_source_dijkstra_path_length(network, source, cutoff=limit))
            for source in graph["sources"].tolist()
        )

    return _searches(job, graph, search, build_seconds=built)


def networkx_matrix(job: Job) -> Run:
    """The costs between all sources and targets by networkx, a source at a time."""
    import networkx as peer  # noqa: PLC0415

    graph = _loaded(job)
    network = peer.DiGraph()
    triples = zip(_tails(graph).tolist(), graph["head"].tolist(), graph["cost"].tolist())
    network.add_weighted_edges_from(triples)
    targets = graph["targets"].tolist()

    def run() -> dict[str, Any]:
        start, pairs = time.perf_counter(), 0
        for source in graph["sources"].tolist():
            costs = peer.single_source_dijkstra_path_length(network, source)
            pairs += sum(target in costs for target in targets)
        return {"seconds": time.perf_counter() - start, "pairs": pairs}

    return run


def igraph_matrix(job: Job) -> Run:
    """The same by ``igraph.Graph.distances``, all sources in one call."""
    import igraph as peer  # noqa: PLC0415

    graph = _loaded(job)
    pairs = np.column_stack([_tails(graph), graph["head"]])
    network = peer.Graph(n=len(graph["start"]) - 1, edges=pairs, directed=True)
    targets, place = np.unique(graph["targets"], return_inverse=True)  # it wants each vertex once
    sources, weights = graph["sources"].tolist(), graph["cost"].tolist()

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        table = np.asarray(network.distances(source=sources, target=targets.tolist(), weights=weights))
        pairs = int(np.isfinite(table[:, place]).sum())
        return {"seconds": time.perf_counter() - start, "pairs": pairs}

    return run


def pandana_matrix(job: Job) -> Run:
    """The same by pandana's ``shortest_path_lengths``; its hierarchy is built beforehand."""
    import pandana as peer  # noqa: PLC0415

    graph = _loaded(job)
    network = _pandana_network(peer, graph)
    sources, targets = graph["sources"], graph["targets"]

    def run() -> dict[str, Any]:
        start = time.perf_counter()
        costs = network.shortest_path_lengths(
            np.repeat(sources, len(targets)).tolist(), np.tile(targets, len(sources)).tolist()
        )
        pairs = int((np.asarray(costs) < _PANDANA_NO_WAY).sum())
        return {"seconds": time.perf_counter() - start, "pairs": pairs}

    return run


def buffers(job: Job) -> Run:
    """Union of the buffered pieces of road (60 m, as in QGIS recipes), shapely 2 or 1.8."""
    import shapely  # noqa: PLC0415

    pieces = np.load(job["pieces"])
    by_cutoff: dict[str, list[np.ndarray]] = {}
    for name in pieces.files:
        by_cutoff.setdefault(name.split("_")[1], []).append(pieces[name])
    union = _union2(shapely) if int(shapely.__version__.split(".")[0]) >= 2 else _union1

    def run() -> dict[str, Any]:
        ms = {}
        for cutoff, groups in by_cutoff.items():
            begin = time.perf_counter()
            areas = [union(group).area for group in groups]
            ms[cutoff] = (time.perf_counter() - begin) / len(areas) * 1000
        return {"ms_per_polygon": ms, "shapely": shapely.__version__}

    return run


def _union2(shapely: Any) -> Callable[[np.ndarray], Any]:  # noqa: ANN401  (a module)
    def union(group: np.ndarray) -> Any:  # noqa: ANN401  (a geometry)
        return shapely.union_all(shapely.buffer(shapely.linestrings(group), 60.0, quad_segs=2))

    return union


def _union1(group: np.ndarray) -> Any:  # noqa: ANN401  (a geometry)
    from shapely.geometry import LineString  # noqa: PLC0415
    from shapely.ops import unary_union  # noqa: PLC0415

    return unary_union([LineString(each).buffer(60.0, 2) for each in group.tolist()])


def _searches(
    job: Job, graph: Mapping[str, np.ndarray], search: Callable[[float], int], **prepared: float
) -> Run:
    """Return a run that searches up to each of the job's limits and times them apart."""

    def run() -> dict[str, Any]:
        per_point, reached = {}, {}
        for limit in job["limits"]:
            begin = time.perf_counter()
            reached[str(limit)] = search(limit)
            per_point[str(limit)] = (time.perf_counter() - begin) / len(graph["sources"]) * 1000
        return {"ms_per_point": per_point, "reached": reached, "sources": len(graph["sources"]), **prepared}

    return run


def _loaded(job: Job) -> dict[str, np.ndarray]:
    """Return the arrays of the graph's file; ``points`` of the job takes the first sources only."""
    with np.load(job["graph"]) as arrays:
        graph = {name: arrays[name] for name in arrays.files}
    graph["sources"] = graph["sources"][: job.get("points")]
    return graph


def _csr(job: Job) -> tuple[dict[str, np.ndarray], Any]:
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    graph = _loaded(job)
    n = len(graph["start"]) - 1
    return graph, csr_matrix((graph["cost"], graph["head"], graph["start"]), shape=(n, n))


def _tails(graph: Mapping[str, np.ndarray]) -> np.ndarray:
    start = graph["start"]
    return np.repeat(np.arange(len(start) - 1), np.diff(start))
