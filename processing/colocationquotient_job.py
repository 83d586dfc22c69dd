# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:colocationquotient`` does."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import MatrixOptions
from ..core.analysis.quotient import Chance, LocalQuotients, Quotients, local_quotients, quotients
from ..core.analysis.quotient_neighbours import NeighbourOptions, Neighbours, find_neighbours, placed_points
from ..core.analysis.quotient_words import sentences
from ..core.cluster import Cluster
from ..core.errors import InputError
from ..core.text import Text
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm
from .colocationquotient_method import method_lines
from .colocationquotient_outputs import open_local, write_global, write_local
from .colocationquotient_report import few_points, few_points_words, quotient_report, significant
from .colocationquotient_types import TypedPoints, check_types, chosen, read_types
from .geometry import IntArray
from .graphs import network_graph
from .ledger import Ledger
from .method import tell
from .provenance import Provenance
from .roads import check_roads, read_roads
from .wording import number_text

_TOLD = 20  # sentences in the log


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_types(algorithm, parameters, context)
    check_roads(algorithm, parameters, context)
    _neighbour_options(algorithm, parameters, context).check()


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    cluster: Cluster | None,
) -> dict[str, Any]:
    ledger = Ledger(algorithm, parameters, context)
    points, values = read_types(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(8)
    roads = read_roads(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(18)
    graph = None
    if roads is not None:
        graph = network_graph(algorithm, parameters, context, roads, CoreProgress(feedback, 18, 30))
    travel = _travel(algorithm, parameters, context)
    placed = placed_points(graph, points.lonlat, travel)
    off = [points.ids[i] for i in np.flatnonzero(~placed)]
    ledger.exclude("POINTS", "off_network", tr("too far from any road"), off)
    if placed.sum() < 2:  # noqa: PLR2004
        raise InputError(_TOO_FEW)
    points, values = chosen(points, values, placed)
    typed = TypedPoints.of(points, values, algorithm.parameterAsString(parameters, "CATEGORY_FIELD", context))
    pairs = typed.pairs(*_wanted(algorithm, parameters, context))
    options = _neighbour_options(algorithm, parameters, context)
    progress = CoreProgress(feedback, 30, 50)
    near = find_neighbours(graph, points.lonlat, travel, options, progress, executor=cluster)
    chance = Chance(
        algorithm.parameterAsInt(parameters, "PERMUTATIONS", context),
        algorithm.parameterAsInt(parameters, "SEED", context),
    )
    found = quotients(near, typed.codes, pairs, chance, CoreProgress(feedback, 50, 70), executor=cluster)
    _warn(algorithm, feedback, typed, near, options)
    numbers = _numbers(ledger, typed, near, found)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, numbers)
    write_global(algorithm, parameters, context, typed, found)
    local = _local(
        algorithm,
        parameters,
        context,
        feedback,
        typed=typed,
        near=near,
        pairs=pairs,
        chance=chance,
        cluster=cluster,
    )
    method = method_lines(algorithm, parameters, context, roads, options=options, chance=chance)
    report = quotient_report(found, typed, near, local, method=method, ledger=ledger)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    ledger.tell(feedback)
    tell(method, feedback)
    for sentence in sentences(found, typed.labels)[:_TOLD]:
        feedback.pushInfo(say(sentence))
    if len(found) > 1:
        feedback.pushInfo(report.answer)
    return {**numbers, **written}


def _local(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    *,
    typed: TypedPoints,
    near: Neighbours,
    pairs: list[tuple[int, int]],
    chance: Chance,
    cluster: Cluster | None,
) -> list[tuple[LocalQuotients, IntArray]]:
    """Write the local quotients when they are wanted, and return them with their classes."""
    sink = open_local(algorithm, parameters, context, typed)
    if sink is None:
        return []
    focal = np.flatnonzero(np.isin(typed.codes, [a for a, _ in pairs]))
    others = list(dict.fromkeys(b for _, b in pairs))
    progress = CoreProgress(feedback, 70, 95)
    found = local_quotients(
        near, typed.codes, focal, others, chance=chance, progress=progress, executor=cluster
    )
    corrected = algorithm.parameterAsBool(parameters, "FDR", context)
    classes = write_local(sink, context, typed, found, corrected=corrected)
    if len(others) > 1:
        feedback.pushInfo(
            tr("The local layer holds each point once for each type B: filter it by “type_b” to map one.")
        )
    return list(zip(found, classes))


def _warn(
    algorithm: SpAlgorithm,
    feedback: QgsProcessingFeedback,
    typed: TypedPoints,
    near: Neighbours,
    options: NeighbourOptions,
) -> None:
    few = few_points(typed)
    if few:
        feedback.pushWarning(few_points_words(few))
    if options.neighbourhood == "knn" and options.k >= near.n - 1:
        feedback.pushWarning(
            tr(
                "Each point has no more than %n other(s), so all points are neighbours of all. Choose fewer "
                "neighbours to learn who is near whom.",
                options.k,
            )
        )
    alone = int((~near.linked).sum())
    if alone:
        feedback.pushWarning(
            tr("Points without any neighbour, about which nothing can be told: {count}.").format(
                count=number_text(alone)
            )
        )


def _wanted(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[str, str]:
    a, b = (algorithm.parameterAsString(parameters, name, context).strip() for name in ("TYPE_A", "TYPE_B"))
    return a, b


def _neighbour_options(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> NeighbourOptions:
    return NeighbourOptions(
        neighbourhood=algorithm.parameterAsEnumString(parameters, "NEIGHBOURHOOD", context),
        k=algorithm.parameterAsInt(parameters, "K", context),
        bandwidth=algorithm.parameterAsDouble(parameters, "BANDWIDTH", context),
        kernel=algorithm.parameterAsEnumString(parameters, "KERNEL", context),
    )


def _travel(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> MatrixOptions:
    return MatrixOptions(
        metric=algorithm.parameterAsEnumString(parameters, "METRIC", context),
        travel=algorithm.parameterAsEnumString(parameters, "TRAVEL", context),
        snap_distance_m=algorithm.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
        access_speed_kmh=algorithm.parameterAsDouble(parameters, "ACCESS_SPEED", context),
    )


def _numbers(ledger: Ledger, typed: TypedPoints, near: Neighbours, found: Quotients) -> dict[str, Any]:
    return {
        "POINTS_USED": near.n,
        "POINTS_WITHOUT_TYPE": ledger.count("POINTS", "no_type"),
        "POINTS_UNPLACED": ledger.count("POINTS", "off_network"),
        "POINTS_ALONE": int((~near.linked).sum()),
        "TYPES_FOUND": len(typed.types),
        "PAIRS_SIGNIFICANT": int(significant(found).sum()),
    }


_TOO_FEW = Text(
    "Fewer than two points have a type and a place on the network, so there is nothing to compare. Check the "
    "layer, its filter, the field of the type and the roads.",
    "Moins de deux points ont un type et une place sur le réseau; il n’y a donc rien à comparer. Vérifiez la "
    "couche, son filtre, le champ du type et les routes.",
)
