# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:odmatrix``: what it costs to travel between origins and destinations."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from ..core.analysis import Matrix, MatrixOptions, cost_matrix
from ..core.cluster import Cluster
from ..core.errors import InputError
from ..core.progress import Part, Progress, check
from ..core.text import Text, shortest
from ..host.language import tr
from .base import CoreProgress
from .graphs import network_graph
from .inputs import PointSet, read_points
from .ledger import Ledger
from .method import tell, trip_lines
from .outputs import Sink, around, own_fields
from .parameters import advanced, explained, field_of, network_parameters, number, points_parameter
from .provenance import Provenance
from .roads import Roads, check_roads, read_roads
from .spread import SpreadAlgorithm, cluster_parameter
from .wording import limit_text, number_text

_CHECK_EVERY = 5000  # rows written between two looks at “stop”


class OdMatrix(SpreadAlgorithm):
    """Cost matrix."""

    ID = "odmatrix"
    GROUP = "catchment"
    TAGS = (
        "origin-destination", "OD", "cost matrix", "travel time", "distance", "nearest", "closest facility",
        "origine-destination", "matrice des coûts", "temps de déplacement", "distance", "le plus proche",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Cost matrix")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Travel time and distance between each origin and each destination, or the nearest few.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters(_place_parameters())
        self.add_parameters(network_parameters())
        self.add_parameters([*_limit_parameters(), cluster_parameter()])
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Cost matrix"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.add_numbers(
            {
                "PAIRS": tr("Pairs of an origin and a destination"),
                "ORIGINS_OFF_NETWORK": tr("Origins too far from any road"),
                "DESTINATIONS_OFF_NETWORK": tr("Destinations too far from any road"),
                "ORIGINS_WITHOUT_DESTINATION": tr("Origins on the network without any destination"),
            }
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        check_roads(self, parameters, context)

    def run_spread(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        cluster: Cluster | None,
    ) -> dict[str, Any]:
        ledger = Ledger(self, parameters, context)
        origins, destinations = (
            read_points(
                self, parameters, context, feedback, ledger, name=name, id_parameter=f"{name[:-1]}_ID_FIELD"
            )
            for name in ("ORIGINS", "DESTINATIONS")
        )
        feedback.setProgress(8)
        roads = read_roads(self, parameters, context, feedback, ledger)
        feedback.setProgress(18)
        graph = None
        if roads is not None:
            graph = network_graph(self, parameters, context, roads, CoreProgress(feedback, 18, 30))
        options, progress = self._options(parameters, context), CoreProgress(feedback, 30, 98)
        placing = Part(progress, 0.0, 0.1)
        matrix = cost_matrix(graph, origins.lonlat, destinations.lonlat, options, placing, executor=cluster)
        if not (matrix.origin_placed.any() and matrix.destination_placed.any()):
            raise InputError(_none_placed(matrix, options.snap_distance_m))
        sink = self.open_sink(parameters, "OUTPUT", context, _fields())
        ids = (origins.ids, destinations.ids)
        counts = _write(matrix, ids, sink, Part(progress, 0.1, 1.0))
        numbers = _note(ledger, matrix, origins, destinations, counts)
        if not options.nearest and np.isinf(options.max_cost):
            _note_pairs(ledger, matrix, counts)
        ledger.tell(feedback)
        tell(self._method(parameters, context, roads, options), feedback)
        feedback.pushInfo(
            tr("Pairs: {pairs} (origins: {origins}; destinations: {destinations}).").format(
                pairs=number_text(numbers["PAIRS"]),
                origins=number_text(int(matrix.origin_placed.sum())),
                destinations=number_text(int(matrix.destination_placed.sum())),
            )
        )
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, numbers)
        return numbers

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> MatrixOptions:
        return MatrixOptions(
            metric=self.parameterAsEnumString(parameters, "METRIC", context),
            travel=self.parameterAsEnumString(parameters, "TRAVEL", context),
            nearest=self.parameterAsInt(parameters, "K", context),
            max_cost=self.parameterAsDouble(parameters, "MAX_COST", context) or np.inf,
            snap_distance_m=self.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
            access_speed_kmh=self.parameterAsDouble(parameters, "ACCESS_SPEED", context),
        )

    def _method(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        roads: Roads | None,
        options: MatrixOptions,
    ) -> list[tuple[str, str]]:
        lines = trip_lines(self, parameters, context, roads)
        if options.nearest:
            lines.append((tr("Nearest destinations of each origin"), number_text(options.nearest)))
        if np.isfinite(options.max_cost):
            lines.append((tr("Largest cost"), limit_text(options.max_cost, options.metric)))
        return lines


def _place_parameters() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            points_parameter("ORIGINS", tr("Origins")),
            tr("Point layer, such as homes or communities. Its selection and its filter are respected."),
        ),
        explained(
            field_of("ORIGIN_ID_FIELD", tr("Identifier of the origins"), "ORIGINS"),
            tr("Field that identifies each origin. Without one, “id” is used, or else the feature id."),
        ),
        explained(
            points_parameter("DESTINATIONS", tr("Destinations")),
            tr("Point layer, such as service points. Its selection and its filter are respected."),
        ),
        explained(
            field_of("DESTINATION_ID_FIELD", tr("Identifier of the destinations"), "DESTINATIONS"),
            tr("Field that identifies each destination. Without one, “id” is used, or else the feature id."),
        ),
    ]


def _limit_parameters() -> list[QgsProcessingParameterDefinition]:
    few = QgsProcessingParameterNumber(
        "K",
        tr("Nearest destinations of each origin (number)"),
        QgsProcessingParameterNumber.Type.Integer,
        defaultValue=0,
        minValue=0,
    )
    largest = number("MAX_COST", tr("Largest cost (minutes or kilometres)"), 0.0, 0.0)
    largest.setFlags(largest.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
    return [
        explained(few, tr("Only this many destinations of least cost for each origin. 0: all of them.")),
        advanced(explained(largest, tr("Pairs that cost more are left out. 0: there is no limit."))),
    ]


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
                check(progress)
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
