# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:catchments`` does."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import Band, CatchmentOptions, CatchmentResult, Demand, Places, once_part
from ..core.analysis import catchments as compute_catchments
from ..core.analysis.area_share import Compute, catchments_by_area
from ..core.checkpoint import Checkpoint
from ..core.cluster import Cluster
from ..core.errors import InputError
from ..core.memory import NO_MEMORY
from ..core.network import RoadGraph
from ..core.progress import Progress
from ..core.text import Text
from ..host.graph_cache import SMALLEST, profile_files
from ..host.kept_arrays import KeptArrays
from ..host.language import tr
from ..host.pool import executor_for
from ..host.resources import plugin_version
from .base import CoreProgress, SpAlgorithm
from .catchment_outputs import CatchmentWriter
from .checkpoints import open_checkpoint
from .cutoffs import parse_cutoffs
from .demand_areas import area_lines, by_area, check_areas, read_areas
from .geometry import QgisOverlay, delaunay
from .graphs import network_graph
from .inputs import DemandSet, PointSet, read_demand, read_points
from .ledger import Ledger
from .method import tell, trip_lines
from .pace import pace_of, pace_text
from .provenance import Provenance
from .resumable import ResumableAlgorithm
from .roads import Roads, check_roads, read_roads
from .sources import check_field, demand_fields, is_given, label_of, open_source
from .study import none_placed, note_unserved, numbered_strata, read_strata
from .wording import labelled, limit_text, number_text, percent_text

_TABLE = QgsProcessing.SourceType.TypeVector
_CLOSING = 0.4  # of writing the demand units goes to closing their layer, which is then indexed


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    parse_cutoffs(algorithm.parameterAsString(parameters, "CUTOFFS", context))
    check_roads(algorithm, parameters, context)
    stratum = algorithm.parameterAsString(parameters, "STRATUM_FIELD", context)
    if (stratum or demand_fields(algorithm, parameters, context)) and not is_given(parameters, "DEMAND"):
        raise InputError(_NO_DEMAND)
    check_areas(algorithm, parameters, context)
    for name, layer in (("CUTOFF_FIELD", "POINTS"), ("STRATUM_FIELD", "DEMAND")):
        field = algorithm.parameterAsString(parameters, name, context)
        if field:
            fields = open_source(algorithm, parameters, layer, context).fields()
            check_field(fields, field, label_of(algorithm, layer))


def run(
    algorithm: ResumableAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    cluster: Cluster | None,
) -> dict[str, Any]:
    began = time.monotonic()
    checkpoint = open_checkpoint(algorithm, parameters, context, feedback)
    ledger = Ledger(algorithm, parameters, context)
    points = read_points(algorithm, parameters, context, feedback, ledger)
    options = _options(algorithm, parameters, context)
    part = _once_part(algorithm, parameters, context, options, len(points.ids))
    feedback.setProgress(2 * part)
    demand = read_demand(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(8 * part)
    roads = read_roads(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(18 * part)
    graph, ready, rest = None, 30 * part, 8 * part
    if roads is not None:
        progress = CoreProgress(feedback, 18 * part, ready)
        graph = network_graph(algorithm, parameters, context, roads, progress)
        units, trying = None if demand is None else demand.lonlat, CoreProgress(feedback, ready, ready)
        pace = pace_of(graph, points.lonlat, units, options, trying, cluster=cluster)
        feedback.pushInfo(pace_text(pace, graph, len(points.ids)))
        if pace.is_long:
            ready = max(ready, 100 * pace.share_done(time.monotonic() - began))
            rest = max(rest, (100 - ready) * pace.rows_share)
    areas = None
    if demand is not None and by_area(algorithm, parameters, context):
        areas = read_areas(algorithm, parameters, context, feedback, ledger, demand)
    places = Places(points.ids, points.lonlat, _limits(algorithm, parameters, context, points, ledger))
    who, strata = None, None
    if demand is not None:
        strata, stratum = numbered_strata(read_strata(algorithm, parameters, context, feedback, demand))
        who = Demand(demand.lonlat, demand.weights, demand.names, stratum)
    writer = CatchmentWriter(algorithm, parameters, context, points, demand, options, strata)
    compute = _computation(graph, places, cluster, checkpoint)
    progress = CoreProgress(feedback, ready, 100 - rest)
    if who is None or areas is None:
        result = compute(who, options, writer.write_band, progress)
    else:
        shared = catchments_by_area(
            compute, areas, who, options, n_points=len(places), emit=writer.write_band, progress=progress
        )
        result, writer.share = shared.result, shared.share
    if not result.placed.any():
        raise InputError(none_placed(len(points.ids), options.snap_distance_m))
    numbers = _numbers(result)
    note_unserved(ledger, points.ids, result.placed, result.demand_status)
    writer.write_rest(result, CoreProgress(feedback, 100 - rest, 100 - _CLOSING * rest), feedback)
    ledger.tell(feedback)
    tell(_method(algorithm, parameters, context, roads, options), feedback)
    _tell(feedback, numbers, demand, by_road=roads is not None)
    if who is not None and writer.share is not None:
        tell(area_lines(who, writer.share), feedback)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, numbers)
    return numbers


def _once_part(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    options: CatchmentOptions,
    n_points: int,
) -> float:
    """Return how much of its usual share of the progress goes to all that is done once."""
    if options.metric == "straight" or options.overlap != "overlap":
        return 1.0
    edges, units = (
        max(0, open_source(algorithm, parameters, name, context).featureCount())
        if is_given(parameters, name)
        else 0
        for name in ("NETWORK", "DEMAND")
    )
    polygons = options.detail != "none"
    return once_part(edges, n_points, len(options.cutoffs), n_units=units, polygons=polygons)


def _method(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    roads: Roads | None,
    options: CatchmentOptions,
) -> list[tuple[str, str]]:
    cutoffs = "; ".join(limit_text(cutoff, options.metric) for cutoff in options.cutoffs)
    return [(tr("Cutoffs"), cutoffs), *trip_lines(algorithm, parameters, context, roads)]


def _options(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> CatchmentOptions:
    return CatchmentOptions(
        metric=algorithm.parameterAsEnumString(parameters, "METRIC", context),
        travel=algorithm.parameterAsEnumString(parameters, "TRAVEL", context),
        cutoffs=parse_cutoffs(algorithm.parameterAsString(parameters, "CUTOFFS", context)),
        overlap=algorithm.parameterAsEnumString(parameters, "OVERLAP", context),
        shape=algorithm.parameterAsEnumString(parameters, "SHAPE", context),
        detail=algorithm.parameterAsEnumString(parameters, "DETAIL", context),
        snap_distance_m=algorithm.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
        access_speed_kmh=algorithm.parameterAsDouble(parameters, "ACCESS_SPEED", context),
    )


def _limits(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    points: PointSet,
    ledger: Ledger,
) -> np.ndarray | None:
    """Return the largest cutoff of each point; a point without a usable one has all cutoffs."""
    name = algorithm.parameterAsString(parameters, "CUTOFF_FIELD", context)
    if not name:
        return None
    limits = points.numbers(name)
    bad = ~(limits > 0.0)
    ledger.exclude(
        "POINTS",
        "no_cutoff",
        tr("no positive number in the cutoff field, all cutoffs are used"),
        [points.ids[i] for i in np.flatnonzero(bad)],
    )
    return np.where(bad, np.nan, limits)


def _computation(
    graph: RoadGraph | None, places: Places, cluster: Cluster | None, checkpoint: Checkpoint | None
) -> Compute:
    """Return the computation of catchments of ``places``, which area shares may need more than once."""
    files = profile_files() if graph is not None and graph.n_edges >= SMALLEST else None
    memory = NO_MEMORY if files is None else KeptArrays(files, plugin_version())

    def compute(
        who: Demand | None, how: CatchmentOptions, emit: Callable[[Band], None], progress: Progress
    ) -> CatchmentResult:
        own = executor_for(0 if graph is None else len(places))
        with own if cluster is None else nullcontext(cluster) as executor:
            return compute_catchments(
                graph,
                places,
                who,
                how,
                triangulate=delaunay,
                overlay=QgisOverlay(),
                emit=emit,
                progress=progress,
                executor=executor,
                memory=memory,
                checkpoint=checkpoint,
            )

    return compute


def _numbers(result: CatchmentResult) -> dict[str, Any]:
    placed = int(result.placed.sum())
    return {
        "TOTAL": float(result.totals.total),
        "SERVED_TOTAL": float(result.totals.served),
        "BEYOND": float(result.totals.beyond),
        "UNREACHABLE": float(result.totals.unreachable),
        "OFF_NETWORK": float(result.totals.off_network),
        "POINTS_PLACED": placed,
        "POINTS_UNPLACED": len(result.placed) - placed,
    }


def _tell(
    feedback: QgsProcessingFeedback, numbers: dict[str, Any], demand: DemandSet | None, *, by_road: bool
) -> None:
    """Write the headline figures to the log; without a road network nothing is said of roads."""
    if by_road:
        feedback.pushInfo(
            tr("Service points on the network: {placed}; too far from any road: {unplaced}.").format(
                placed=number_text(numbers["POINTS_PLACED"]), unplaced=number_text(numbers["POINTS_UNPLACED"])
            )
        )
    if demand is None:
        return
    parts = {
        tr("Served"): numbers["SERVED_TOTAL"],
        tr("Beyond the largest cutoff"): numbers["BEYOND"],
    }
    roadless = {
        tr("Without a road to any point"): numbers["UNREACHABLE"],
        tr("Too far from any road"): numbers["OFF_NETWORK"],
    }
    parts.update({label: value for label, value in roadless.items() if by_road or value})
    feedback.pushInfo(labelled(tr("Population considered"), number_text(numbers["TOTAL"])))
    for label, value in parts.items():
        share = percent_text(value / numbers["TOTAL"], 1) if numbers["TOTAL"] else "–"
        feedback.pushInfo(labelled(label, f"{number_text(value)} ({share})"))


_NO_DEMAND = Text(
    "Fields of population units are given without their layer. Choose the layer, or leave the fields out.",
    "Des champs des unités de population sont indiqués sans leur couche. Choisissez la couche ou retirez "
    "les champs.",
)
