# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:siting`` does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import UNREACHABLE, Trips, find_trips
from ..core.analysis.siting import Allocation, Infeasible, Siting, SitingOptions, allocate, has_solver, site
from ..core.errors import InputError
from ..core.text import Text
from ..host.language import tr
from ..host.pool import solver_process
from .base import CoreProgress, SpAlgorithm
from .method import tell
from .provenance import Provenance
from .roads import check_roads
from .siting_method import method_lines
from .siting_outputs import SitingWriter
from .siting_places import SitePlaces, read_places
from .siting_report import Outcome, siting_report
from .study import Study, read_study, travel_options

_MOST_TRIPS = 40_000_000  # 1 GB
_NAMED = 10  # features in a message


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_roads(algorithm, parameters, context)
    _options(algorithm, parameters, context).check()


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    study = read_study(
        algorithm, parameters, context, feedback, points="CANDIDATES", id_parameter="CANDIDATE_ID_FIELD"
    )
    places = read_places(
        algorithm, parameters, context, feedback, candidates=study.points, ledger=study.ledger
    )
    options = _options(algorithm, parameters, context)
    trips = _trips(algorithm, parameters, context, feedback, study=study, places=places)
    _note_off_network(study, places, trips)
    found = _solve(algorithm, feedback, study, places, trips=trips, options=options)
    allocations = _allocations(
        algorithm, parameters, context, study=study, places=places, trips=trips, found=found
    )
    _note_unreachable(study, allocations[0])
    numbers = _numbers(found, allocations[0], study)
    results = {**numbers, "STATUS": found.status}
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, study.ledger, results)
    writer = SitingWriter(algorithm, parameters, context, study=study, places=places)
    writer.write_sites(found, allocations[0])
    writer.write_allocation(allocations[0], feedback)
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    method = method_lines(algorithm, parameters, context, study.roads, options=options, found=found)
    outcome = Outcome(found, places, options, metric, *allocations)
    report = siting_report(outcome, method=method, ledger=study.ledger)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    study.ledger.tell(feedback)
    tell(method, feedback)
    feedback.pushInfo(report.answer)
    return {**results, **written}


def _options(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> SitingOptions:
    return SitingOptions(
        model=algorithm.parameterAsEnumString(parameters, "MODEL", context),
        p=algorithm.parameterAsInt(parameters, "P", context),
        cutoff=algorithm.parameterAsDouble(parameters, "CUTOFF", context),
        target_share=algorithm.parameterAsDouble(parameters, "TARGET_SHARE", context),
        seconds=algorithm.parameterAsDouble(parameters, "TIME_LIMIT", context),
    )


def _trips(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    *,
    study: Study,
    places: SitePlaces,
) -> Trips:
    """Find the trips between all units and all sites; for covering models those within the cutoff."""
    options = _options(algorithm, parameters, context)
    units, sites = len(study.demand.lonlat), len(places.ids)
    if not options.covering and units * sites > _MOST_TRIPS:
        raise InputError(_TOO_MANY_TRIPS.format(units=units, sites=sites, most=max(1, _MOST_TRIPS // units)))
    travel = travel_options(
        algorithm, parameters, context, max_cost=options.cutoff if options.covering else np.inf
    )
    progress = CoreProgress(feedback, 30, 55)
    return find_trips(study.graph, study.demand.lonlat, places.lonlat, travel, progress)


def _solve(
    algorithm: SpAlgorithm,
    feedback: QgsProcessingFeedback,
    study: Study,
    places: SitePlaces,
    *,
    trips: Trips,
    options: SitingOptions,
) -> Siting:
    if not has_solver():
        feedback.pushInfo(
            tr(
                "The exact solver is not there (scipy 1.9 or later): the answer is that of a search, "
                "with a bound on how far from the best it may be."
            )
        )
    try:
        with solver_process() as executor:
            return site(
                trips,
                study.demand.weights[:, 0],
                places.roles,
                options,
                ids=places.ids,
                executor=executor,
                progress=CoreProgress(feedback, 55, 85),
            )
    except Infeasible as problem:
        if not len(problem.units):
            raise
        fids = {row: fid for fid, row in study.demand.row.items()}
        shown = ", ".join(str(fids[row]) for row in problem.units[:_NAMED].tolist())
        more = " …" if len(problem.units) > _NAMED else ""
        raise InputError(_WHICH.format(problem=problem.text, ids=shown + more)) from problem


def _allocations(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    *,
    study: Study,
    places: SitePlaces,
    trips: Trips,
    found: Siting,
) -> tuple[Allocation, Allocation | None]:
    """Send people to the nearest open site, then and today; ``None`` where nothing is open today."""
    options = _options(algorithm, parameters, context)
    cutoff = options.cutoff if options.covering else np.inf
    travel = travel_options(algorithm, parameters, context, nearest=1)
    before = found.open & ~found.chosen

    def sent(opened: np.ndarray) -> Allocation:
        to_opened = trips
        if options.covering:  # the trips at hand end at the cutoff; beyond it people go somewhere too
            some = np.where(opened[:, None], places.lonlat, np.nan)
            to_opened = find_trips(study.graph, study.demand.lonlat, some, travel)
            to_opened = replace(to_opened, unit_placed=trips.unit_placed)
        return allocate(to_opened, study.demand.weights, opened, cutoff)

    return sent(found.open), sent(before) if before.any() else None


def _note_off_network(study: Study, places: SitePlaces, trips: Trips) -> None:
    """Note the sites and the population units that have no place on the network."""
    off = tr("too far from any road")
    for name, first, last in (
        ("EXISTING", 0, places.n_existing),
        ("CANDIDATES", places.n_existing, len(places.ids)),
    ):
        lost = np.flatnonzero(~trips.point_placed[first:last]) + first
        study.ledger.exclude(name, "off_network", off, [places.ids[k] for k in lost.tolist()])
    study.ledger.exclude("DEMAND", "off_network", off, _fids(study, ~trips.unit_placed))


def _note_unreachable(study: Study, allocation: Allocation) -> None:
    """Note the population units on the network from which no road leads to an open site."""
    fids = _fids(study, allocation.status == UNREACHABLE)
    study.ledger.exclude("DEMAND", "unreachable", tr("on the network without a road to any open site"), fids)


def _fids(study: Study, units: np.ndarray) -> list[int]:
    """Return the feature ids of some of the units, rising; ``units`` (d,) says which."""
    return sorted(fid for fid, row in study.demand.row.items() if units[row])


def _numbers(found: Siting, allocation: Allocation, study: Study) -> dict[str, Any]:
    served, beyond, unreachable, off_network = allocation.people.tolist()
    return {
        "OBJECTIVE": found.objective,
        "BOUND": found.bound,
        "GAP": found.gap,
        "SITES_CHOSEN": int(found.chosen.sum()),
        "MEAN_COST": allocation.mean_cost if served else 0.0,
        "LARGEST_COST": allocation.largest_cost if served else 0.0,
        "TOTAL": float(study.demand.weights[:, 0].sum()),
        "SERVED_TOTAL": served,
        "BEYOND": beyond,
        "UNREACHABLE": unreachable,
        "OFF_NETWORK": off_network,
        "CANDIDATES_OFF_NETWORK": study.ledger.count("CANDIDATES", "off_network"),
    }


_TOO_MANY_TRIPS = Text(
    "{units} population units and {sites} sites make too many trips to hold. Use at most {most} sites, "
    "larger population units, or a model with a cutoff.",
    "{units} unités de population et {sites} sites font trop de déplacements à retenir. Utilisez au plus "
    "{most} sites, des unités de population plus grandes, ou un modèle avec seuil.",
)
_WHICH = Text(
    "{problem} Units that no site can serve (feature ids): {ids}.",
    "{problem} Unités qu’aucun site ne peut desservir (identifiants d’entité)\u00a0: {ids}.",
)
