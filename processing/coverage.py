# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:coverage``: the share of people who meet a standard, and who does not."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.cluster import Cluster
from ..host.language import tr
from .base import CoreProgress
from .coverage_found import Found, find_coverage
from .coverage_inputs import read_people, read_qualities
from .coverage_outputs import write_flips, write_gaps, write_indicators
from .coverage_parameters import (
    check_asked,
    destinations,
    quality_parameters,
    read_asked,
    standard_parameters,
)
from .coverage_report import coverage_report
from .coverage_words import edge_words, method_lines
from .method import tell
from .parameters import demand_parameters, id_parameter, network_parameters, points_parameter
from .provenance import Provenance
from .roads import check_roads
from .spread import SpreadAlgorithm, cluster_parameter
from .study import note_unserved, read_study, travel_options


class Coverage(SpreadAlgorithm):
    """Coverage against a standard."""

    ID = "coverage"
    GROUP = "catchment"
    TAGS = (
        "service points", "coverage", "standard", "gap", "unserved", "equity", "Gini", "Lorenz", "indicator",
        "points de service", "couverture", "norme", "lacune", "non desservie", "équité", "indicateur",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Coverage against a standard")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("What share of the people meets a standard of access, by area and group, and who does not.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([points_parameter(), id_parameter(), *network_parameters()])
        self.add_parameters(demand_parameters(required=True, strata=True))
        self.add_parameters([*standard_parameters(), *quality_parameters(), cluster_parameter()])
        self.add_parameters(destinations())
        self.add_numbers(
            {
                "TOTAL": tr("Population read"),
                "SERVED_TOTAL": tr("Population covered"),
                "BEYOND": tr("Population beyond the cutoff"),
                "UNREACHABLE": tr("Population without a road to any point"),
                "OFF_NETWORK": tr("Population too far from any road"),
                "EXCLUDED": tr("Population left out for want of a position"),
                "COVERAGE_RATE": tr("Coverage rate (%)"),
                "TARGET_MET": tr("Standard met (1), missed (0), or not decided (-1)"),
                "STRATA": tr("Areas"),
                "STRATA_FLIPPED": tr("Areas that change sides under another assumption"),
                "MEAN_COST": tr("Mean cost to the nearest point"),
                "MEDIAN_COST": tr("Median cost to the nearest point"),
                "GINI": tr("Gini coefficient of the cost"),
                "EDGE_PEOPLE": tr("People not covered whom a point beyond the border could serve"),
                "POINTS_PLACED": tr("Service points on the network"),
                "POINTS_UNPLACED": tr("Service points too far from any road"),
            }
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        check_asked(self, parameters, context)
        check_roads(self, parameters, context)

    def run_spread(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        cluster: Cluster | None,
    ) -> dict[str, Any]:
        asked = read_asked(self, parameters, context)
        study = read_study(self, parameters, context, feedback, end=30.0)
        people = read_people(self, parameters, context, feedback, study)
        qualities = read_qualities(self, parameters, context, study, people)
        found = find_coverage(
            asked,
            study,
            people,
            qualities,
            options=travel_options(self, parameters, context),
            sensitivity=self.parameterAsBool(parameters, "SENSITIVITY", context),
            progress=CoreProgress(feedback, 30, 90),
            executor=cluster,
        )
        return self._write(parameters, context, feedback, found)

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        found: Found,
    ) -> dict[str, Any]:
        study, ledger, numbers = found.study, found.study.ledger, _numbers(found)
        note_unserved(study.ledger, study.points.ids, found.point_placed, found.assessment.status)
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, numbers)
        write_indicators(self, parameters, context, found.assessment)
        write_gaps(
            self,
            parameters,
            context,
            feedback,
            study=study,
            people=found.people,
            found=found.assessment,
        )
        if self.parameterAsBool(parameters, "SENSITIVITY", context):
            write_flips(self, parameters, context, found.flips)
        method = method_lines(self, parameters, context, found)
        metric = self.parameterAsEnumString(parameters, "METRIC", context)
        report = coverage_report(found, metric, method)
        written = self.outputs.add_report(report, self.parameterAsFileOutput(parameters, "REPORT", context))
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
