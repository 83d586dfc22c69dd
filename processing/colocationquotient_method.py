# SPDX-License-Identifier: GPL-2.0-or-later
"""What the figures of ``servicepoints:colocationquotient`` rest on, in words."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.analysis.quotient import Chance
from ..core.analysis.quotient_neighbours import NeighbourOptions
from ..host.language import tr
from .method import Line, trip_lines
from .roads import Roads
from .sources import label_of
from .wording import limit_text, number_text


def method_lines(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    roads: Roads | None,
    *,
    options: NeighbourOptions,
    chance: Chance,
) -> list[Line]:
    """Return what a neighbour is and counts, how chance is simulated, and how distance is measured."""
    field = algorithm.parameterAsString(parameters, "CATEGORY_FIELD", context)
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    lines = [
        (label_of(algorithm, "CATEGORY_FIELD"), field),
        (tr("Neighbours"), _neighbour_words(options, metric)),
        (label_of(algorithm, "KERNEL"), _kernel_words(options)),
        (tr("Chance"), _chance_words(chance)),
        (tr("p-value"), tr("Two-sided: twice the smaller tail, the observed arrangement counted in")),
        (tr("Significant"), _level_words(algorithm.parameterAsBool(parameters, "FDR", context))),
    ]
    direction = label_of(algorithm, "TRAVEL")
    to_point = algorithm.parameterAsEnumString(parameters, "TRAVEL", context) == "to_point"
    way = tr("From the point to its neighbour") if to_point else tr("From the neighbour to the point")
    for label, value in trip_lines(algorithm, parameters, context, roads):
        lines.append((label, way if label == direction else value))
    return lines


def _neighbour_words(options: NeighbourOptions, metric: str) -> str:
    if options.neighbourhood == "distance":
        return tr("All points within {limit}").format(limit=limit_text(options.bandwidth, metric))
    if options.k == 1:
        return tr("The nearest point; points at equal distance share its place equally")
    return tr("The {k} nearest points; points at equal distance share a place equally").format(
        k=number_text(options.k)
    )


def _kernel_words(options: NeighbourOptions) -> str:
    if options.kernel == "none":
        return tr("All neighbours count alike")
    adaptive = options.neighbourhood == "knn"
    if options.kernel == "gaussian":
        return (
            tr("Gaussian, over the distance to the point’s own last neighbour")
            if adaptive
            else tr("Gaussian, over the bandwidth")
        )
    return (
        tr("Bisquare, over the distance to the point’s own last neighbour")
        if adaptive
        else tr("Bisquare, over the bandwidth")
    )


def _chance_words(chance: Chance) -> str:
    return tr(
        "{count} permutations of the types over the points, seed {seed}; for local quotients a point keeps "
        "its own type"
    ).format(count=number_text(chance.permutations), seed=str(chance.seed))


def _level_words(corrected: bool) -> str:
    if corrected:
        return tr("p of at most 0.05; of points, adjusted for the false discovery rate")
    return tr("p of at most 0.05, not adjusted for the number of tests")
