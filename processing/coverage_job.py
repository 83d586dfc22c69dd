# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:coverage`` does."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.cluster import Cluster
from .base import CoreProgress, SpAlgorithm
from .coverage_asked import check_asked, read_asked
from .coverage_found import Found, find_coverage
from .coverage_inputs import read_people, read_qualities
from .coverage_outputs import write_flips, write_gaps, write_indicators
from .coverage_report import coverage_report
from .coverage_words import edge_words, method_lines
from .method import tell
from .provenance import Provenance
from .roads import check_roads
from .study import note_unserved, read_study, travel_options


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_asked(algorithm, parameters, context)
    check_roads(algorithm, parameters, context)


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    cluster: Cluster | None,
) -> dict[str, Any]:
    asked = read_asked(algorithm, parameters, context)
    study = read_study(algorithm, parameters, context, feedback, end=30.0)
    people = read_people(algorithm, parameters, context, feedback, study)
    qualities = read_qualities(algorithm, parameters, context, study, people)
    found = find_coverage(
        asked,
        study,
        people,
        qualities,
        options=travel_options(algorithm, parameters, context),
        sensitivity=algorithm.parameterAsBool(parameters, "SENSITIVITY", context),
        progress=CoreProgress(feedback, 30, 90),
        executor=cluster,
    )
    return _write(algorithm, parameters, context, feedback, found)


def _write(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    found: Found,
) -> dict[str, Any]:
    study, ledger, numbers = found.study, found.study.ledger, _numbers(found)
    note_unserved(study.ledger, study.points.ids, found.point_placed, found.assessment.status)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, numbers)
    write_indicators(algorithm, parameters, context, found.assessment)
    write_gaps(
        algorithm,
        parameters,
        context,
        feedback,
        study=study,
        people=found.people,
        found=found.assessment,
    )
    if algorithm.parameterAsBool(parameters, "SENSITIVITY", context):
        write_flips(algorithm, parameters, context, found.flips)
    method = method_lines(algorithm, parameters, context, found)
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    report = coverage_report(found, metric, method)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    ledger.tell(feedback)
    tell(method, feedback)
    if found.edge is not None and found.edge.worth_a_warning:
        feedback.pushWarning(edge_words(found.edge))
    feedback.pushInfo(report.answer)
    return {**numbers, **written}


def _numbers(found: Found) -> dict[str, Any]:
    assessment, totals = found.assessment, found.assessment.totals
    left_out = float(found.people.left_out[0, 0])
    first = found.people.names[0]

    def value(indicator: str) -> float | None:
        rows = (r for r in assessment.rows if (r.indicator, r.group, r.stratum) == (indicator, first, None))
        return next((row.value for row in rows), None)

    flipped = {flip.stratum for flip in found.flips if flip.flips and flip.stratum is not None}
    return {
        "TOTAL": totals.total + left_out,
        "SERVED_TOTAL": totals.served,
        "BEYOND": totals.beyond,
        "UNREACHABLE": totals.unreachable,
        "OFF_NETWORK": totals.off_network,
        "EXCLUDED": left_out,
        "COVERAGE_RATE": 100.0 * totals.served / totals.total if totals.total else None,
        "TARGET_MET": {True: 1, False: 0, None: -1}[assessment.met],
        "STRATA": len(found.people.strata),
        "STRATA_FLIPPED": len(flipped),
        "MEAN_COST": value("T1"),
        "MEDIAN_COST": value("T2_p50"),
        "GINI": value("E1"),
        "EDGE_PEOPLE": found.edge.could_be_served if found.edge is not None else None,
        "POINTS_PLACED": int(found.point_placed.sum()),
        "POINTS_UNPLACED": int((~found.point_placed).sum()),
    }
