# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:accessibility`` does."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import cost_matrix
from ..core.analysis.edges import WORTH_A_WARNING
from ..core.analysis.floating import access_status, floating_access
from ..core.analysis.trips import trips_of
from ..core.errors import InputError
from ..core.progress import Part, Progress
from ..core.text import Text, shortest
from ..host.language import tr
from .accessibility_decay import Chosen, chosen_decay, decay_lines
from .accessibility_figures import AccessFigures, near_edge
from .accessibility_outputs import write_supply, write_units
from .accessibility_report import access_report, edge_words
from .base import CoreProgress, SpAlgorithm
from .ledger import Ledger
from .method import tell, trip_lines
from .provenance import Provenance
from .roads import check_roads
from .sources import check_field, label_of, open_source
from .study import Study, note_unserved, read_strata, read_study, travel_options


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_roads(algorithm, parameters, context)
    chosen_decay(algorithm, parameters, context)
    field = algorithm.parameterAsString(parameters, "CAPACITY_FIELD", context)
    if field:
        source = open_source(algorithm, parameters, "POINTS", context)
        check_field(source.fields(), field, label_of(algorithm, "POINTS"))


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    chosen = chosen_decay(algorithm, parameters, context)
    study = read_study(algorithm, parameters, context, feedback)
    strata = read_strata(algorithm, parameters, context, feedback, study.demand)
    capacity = _capacity(algorithm, parameters, context, study)
    progress = CoreProgress(feedback, 32, 85)
    figures = _figures(
        algorithm, parameters, context, study, strata, chosen=chosen, capacity=capacity, progress=progress
    )
    _note(study.ledger, figures)
    numbers = figures.numbers()
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, study.ledger, numbers)
    write_units(algorithm, parameters, context, feedback, figures)
    write_supply(algorithm, parameters, context, figures)
    method = [*decay_lines(chosen), (tr("Capacity"), figures.capacity_words())]
    method += trip_lines(algorithm, parameters, context, study.roads)
    report = access_report(figures, chosen, method=method, ledger=study.ledger)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    study.ledger.tell(feedback)
    tell(method, feedback)
    if figures.edge is not None and figures.edge.people > WORTH_A_WARNING * figures.people.sum():
        feedback.pushWarning(edge_words(figures))
    feedback.pushInfo(report.answer)
    return {**numbers, **written}


def _capacity(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, study: Study
) -> np.ndarray:
    """Return the capacity (k,) of each point, NaN where it has none that can be used."""
    name = algorithm.parameterAsString(parameters, "CAPACITY_FIELD", context)
    points = study.points
    if not name:
        return np.ones(len(points.ids))
    capacity = points.numbers(name)
    negative = capacity < 0.0
    bad = ~np.isfinite(capacity) | negative
    for code, mask, reason in (
        ("null_capacity", bad & ~negative, tr("no number in the field “{field}”")),
        ("negative_capacity", negative, tr("negative number in the field “{field}”")),
    ):
        ids = [points.ids[i] for i in np.flatnonzero(mask)]
        study.ledger.exclude("POINTS", code, reason.format(field=name), ids)
    if bad.all():
        raise InputError(_NO_CAPACITY.format(field=name))
    return np.where(bad, np.nan, capacity)


def _figures(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    study: Study,
    strata: tuple[str, ...] | None,
    *,
    chosen: Chosen,
    capacity: np.ndarray,
    progress: Progress,
) -> AccessFigures:
    """Search the roads and compute access."""
    used = np.flatnonzero(np.isfinite(capacity))
    options = travel_options(algorithm, parameters, context, max_cost=chosen.decay.limit)
    demand, places = study.demand, study.points.lonlat[used]
    matrix = cost_matrix(study.graph, demand.lonlat, places, options, Part(progress, 0.0, 0.1))
    if not (matrix.origin_placed.any() and matrix.destination_placed.any()):
        raise InputError(_NONE_PLACED.format(metres=shortest(options.snap_distance_m)))
    trips = trips_of(matrix, Part(progress, 0.1, 0.7))
    least = matrix.least_costs(Part(progress, 0.7, 0.8))
    found = floating_access(trips, demand.weights[:, 0], capacity[used], chosen.decay)
    return AccessFigures(
        found=found,
        status=access_status(trips, found, chosen.decay, least),
        points=study.points,
        used=used,
        placed=trips.point_placed,
        demand=demand,
        strata=strata,
        capacity_field=algorithm.parameterAsString(parameters, "CAPACITY_FIELD", context),
        edge=near_edge(study, trips, places, chosen.decay.limit, Part(progress, 0.8, 1.0)),
    )


def _note(ledger: Ledger, figures: AccessFigures) -> None:
    """Note who has no place, no road, or nobody to serve."""
    ids, placed = figures.used_ids, figures.placed
    note_unserved(ledger, ids, placed, figures.status)
    alone = [ids[i] for i in np.flatnonzero(placed & ~figures.found.has_demand)]
    ledger.exclude("POINTS", "no_demand", tr("on the network, but nobody can reach it"), alone)


_NO_CAPACITY = Text(
    "No point has a usable capacity in the field “{field}”: it must be a number of at least 0. Choose "
    "another field, or none, so that each point counts 1.",
    "Aucun point n’a de capacité utilisable dans le champ «\u00a0{field}\u00a0»\u00a0: il faut un nombre "
    "d’au moins 0. Choisissez un autre champ, ou aucun pour que chaque point compte pour 1.",
)
_NONE_PLACED = Text(
    "No population unit or no point lies within {metres} m of a road, so there is nothing to compute. Check "
    "that they cover the same region as the roads, or allow a larger distance.",
    "Aucune unité de population ou aucun point ne se trouve à moins de {metres}\u00a0m d’une route; il n’y a "
    "donc rien à calculer. Vérifiez qu’ils couvrent la même région que les routes, ou augmentez la distance "
    "permise.",
)
