# SPDX-License-Identifier: GPL-2.0-or-later
"""The graph that an algorithm travels on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback

from ..core.network import RoadGraph, build_graph
from ..core.progress import Progress, check
from ..host.graph_cache import SMALLEST, GraphCache, graph_key, profile_files
from ..host.resources import plugin_version
from .base import CoreProgress
from .roads import Roads


def network_graph(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    roads: Roads,
    progress: Progress,
) -> RoadGraph:
    """Return the graph of ``roads`` in the metric and with the tolerance that the parameters name.

    A graph of the very same roads is taken from the profile. Raises ``InputError`` when no road can be used,
    ``Cancelled`` when asked to stop.
    """
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    tolerance = algorithm.parameterAsDouble(parameters, "TOLERANCE", context)
    # A graph has at most as many edges as its lines have vertices.
    files = profile_files() if len(roads.lines.lonlat) >= SMALLEST else None
    cache = None if files is None else GraphCache(files)
    key = graph_key(roads.lines, metric, tolerance, plugin_version()) if cache is not None else ""
    graph = cache.load(key) if cache is not None else None
    check(progress)
    if graph is not None:
        progress.report(1.0)
        return graph
    graph = build_graph(roads.lines, metric=metric, tolerance_m=tolerance, progress=progress)
    _keep(cache, key, graph)
    return graph


def catchment_graph(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    roads: Roads,
) -> RoadGraph:
    """Return the graph for an analysis that knows only people who travel to the point.

    Staff who travel from it do so on reversed roads; the cost between two points is the smaller of both
    directions either way. Progress goes from 20 to 35 percent.
    """
    lines = roads.lines
    if algorithm.parameterAsEnumString(parameters, "TRAVEL", context) == "from_point":
        lines = replace(lines, forward=lines.backward, backward=lines.forward)
    progress = CoreProgress(feedback, 20, 35)
    return network_graph(algorithm, parameters, context, replace(roads, lines=lines), progress)


def _keep(cache: GraphCache | None, key: str, graph: RoadGraph) -> None:
    if cache is not None and graph.n_edges >= SMALLEST:
        cache.store(key, graph)
