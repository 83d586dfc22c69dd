# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:odmatrix`` does."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsFields, QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import Matrix, MatrixOptions, cost_matrix
from ..core.cluster import Cluster
from ..core.errors import InputError
from ..core.progress import Part, Progress
from ..core.progress import check as check_progress
from ..core.text import Text, shortest
from ..host.language import tr
from .base import CoreProgress, SpAlgorithm
from .graphs import network_graph
from .inputs import PointSet, read_points
from .ledger import Ledger
from .method import tell, trip_lines
from .outputs import Sink, around, own_fields
from .provenance import Provenance
from .roads import Roads, check_roads, read_roads
from .wording import limit_text, number_text

_CHECK_EVERY = 5000  # rows written between two looks at “stop”


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_roads(algorithm, parameters, context)


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    cluster: Cluster | None,
) -> dict[str, Any]:
    ledger = Ledger(algorithm, parameters, context)
    origins, destinations = (
        read_points(
            algorithm, parameters, context, feedback, ledger, name=name, id_parameter=f"{name[:-1]}_ID_FIELD"
        )
        for name in ("ORIGINS", "DESTINATIONS")
    )
    feedback.setProgress(8)
    roads = read_roads(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(18)
    graph = None
    if roads is not None:
        graph = network_graph(algorithm, parameters, context, roads, CoreProgress(feedback, 18, 30))
    options, progress = _options(algorithm, parameters, context), CoreProgress(feedback, 30, 98)
    placing = Part(progress, 0.0, 0.1)
    matrix = cost_matrix(graph, origins.lonlat, destinations.lonlat, options, placing, executor=cluster)
    if not (matrix.origin_placed.any() and matrix.destination_placed.any()):
        raise InputError(_none_placed(matrix, options.snap_distance_m))
    sink = algorithm.open_sink(parameters, "OUTPUT", context, _fields())
    ids = (origins.ids, destinations.ids)
    counts = _write(matrix, ids, sink, Part(progress, 0.1, 1.0))
    numbers = _note(ledger, matrix, origins, destinations, counts)
    if not options.nearest and np.isinf(options.max_cost):
        _note_pairs(ledger, matrix, counts)
    ledger.tell(feedback)
    tell(_method(algorithm, parameters, context, roads, options), feedback)
    feedback.pushInfo(
        tr("Pairs: {pairs} (origins: {origins}; destinations: {destinations}).").format(
            pairs=number_text(numbers["PAIRS"]),
            origins=number_text(int(matrix.origin_placed.sum())),
            destinations=number_text(int(matrix.destination_placed.sum())),
        )
    )
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, numbers)
    return numbers


def _options(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> MatrixOptions:
    return MatrixOptions(
        metric=algorithm.parameterAsEnumString(parameters, "METRIC", context),
        travel=algorithm.parameterAsEnumString(parameters, "TRAVEL", context),
        nearest=algorithm.parameterAsInt(parameters, "K", context),
        max_cost=algorithm.parameterAsDouble(parameters, "MAX_COST", context) or np.inf,
        snap_distance_m=algorithm.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
        access_speed_kmh=algorithm.parameterAsDouble(parameters, "ACCESS_SPEED", context),
    )


def _method(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    roads: Roads | None,
    options: MatrixOptions,
) -> list[tuple[str, str]]:
    lines = trip_lines(algorithm, parameters, context, roads)
    if options.nearest:
        lines.append((tr("Nearest destinations of each origin"), number_text(options.nearest)))
    if np.isfinite(options.max_cost):
        lines.append((tr("Largest cost"), limit_text(options.max_cost, options.metric)))
    return lines


def _fields() -> QgsFields:
    return around(
        own_fields(
            ("origin_id", "String"),
            ("destination_id", "String"),
            ("cost", "Double"),
            ("distance_km", "Double"),
            ("rank", "LongLong"),
        ),
        (),
        (),
    )


def _write(
    matrix: Matrix, ids: tuple[tuple[str, ...], tuple[str, ...]], sink: Sink | None, progress: Progress
) -> np.ndarray:
    """Write the rows as they come; return how many each origin has."""
    origins, destinations = ids
    counts = np.zeros(len(origins), dtype=np.int64)
    for rows in matrix.rows(progress):
        pairs = rows.pairs
        counts += np.bincount(pairs.origin, minlength=len(counts))
        if sink is None:
            continue
        columns = (pairs.origin, pairs.destination, pairs.cost, pairs.km, rows.rank)
        for i, (a, b, *values) in enumerate(zip(*(column.tolist() for column in columns))):
            if i % _CHECK_EVERY == 0:
                check_progress(progress)
            sink.add([origins[a], destinations[b], *values])
    return counts


def _note(
    ledger: Ledger, matrix: Matrix, origins: PointSet, destinations: PointSet, counts: np.ndarray
) -> dict[str, Any]:
    """Note who has no place and who has no row; return the numbers of the run."""
    off = tr("too far from any road")
    for name, points, placed in (
        ("ORIGINS", origins, matrix.origin_placed),
        ("DESTINATIONS", destinations, matrix.destination_placed),
    ):
        ledger.exclude(name, "off_network", off, [points.ids[i] for i in np.flatnonzero(~placed)])
    alone = matrix.origin_placed & (counts == 0)
    unreachable = np.zeros_like(alone)
    if alone.any():
        unreachable = alone & np.isinf(matrix.least_costs())
    for code, mask, reason in (
        ("unreachable", unreachable, tr("on the network without a road to any destination")),
        ("beyond", alone & ~unreachable, tr("no destination within the largest cost")),
    ):
        ledger.exclude("ORIGINS", code, reason, [origins.ids[i] for i in np.flatnonzero(mask)])
    return {
        "PAIRS": int(counts.sum()),
        "ORIGINS_OFF_NETWORK": int((~matrix.origin_placed).sum()),
        "DESTINATIONS_OFF_NETWORK": int((~matrix.destination_placed).sum()),
        "ORIGINS_WITHOUT_DESTINATION": int(alone.sum()),
    }


def _note_pairs(ledger: Ledger, matrix: Matrix, counts: np.ndarray) -> None:
    """Note the pairs that a matrix of all pairs lacks, beside those of origins that reach nothing at all."""
    missing = int((matrix.destination_placed.sum() - counts[counts > 0]).sum())
    reason = tr("pairs without a road from the origin to the destination")
    ledger.exclude("ORIGINS", "pair_unreachable", reason, [], count=missing)


def _none_placed(matrix: Matrix, metres: float) -> Text:
    side = _DESTINATIONS if matrix.origin_placed.any() else _ORIGINS
    return _NONE_PLACED.format(side=side, metres=shortest(metres))


_ORIGINS = Text("origin", "origine")
_DESTINATIONS = Text("destination", "destination")
_NONE_PLACED = Text(
    "No {side} lies within {metres} m of a road, so there is nothing to compute. Check that the points and "
    "the roads cover the same region, or allow a larger distance.",
    "Aucune {side} ne se trouve à moins de {metres}\u00a0m d’une route; il n’y a donc rien à calculer. "
    "Vérifiez que les points et les routes couvrent la même région, ou augmentez la distance permise.",
)
