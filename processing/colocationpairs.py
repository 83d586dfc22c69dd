# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:colocationpairs``: points of different governments that could share a roof."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
)

from ..core.analysis import Demand, PairOptions, PairResult
from ..core.analysis import pairs as find_pairs
from ..core.errors import InputError
from ..core.network import RoadGraph
from ..core.text import Text
from ..host.language import tr
from .base import CoreProgress, SpAlgorithm
from .graphs import network_graph
from .inputs import read_demand
from .ledger import Ledger
from .method import tell, trip_lines
from .pair_outputs import PARTS, PairWriter
from .pair_report import pair_report
from .parameters import (
    UNITS,
    advanced,
    demand_parameters,
    explained,
    field_of,
    id_parameter,
    network_parameters,
    number,
    points_parameter,
)
from .provenance import Provenance
from .roads import Roads, check_roads, read_roads
from .sites import SiteSet, read_sites
from .sources import check_field, is_given, label_of, open_source
from .wording import limit_text


class ColocationPairs(SpAlgorithm):
    """Co-location opportunities."""

    ID = "colocationpairs"
    GROUP = "colocation"
    TAGS = (
        "co-location", "colocation", "pairs", "partnership", "share", "clusters",
        "cohabitation", "colocalisation", "paires", "partenariat", "partager", "grappes",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Co-location opportunities")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Finds service points of different governments that could share a roof, and ranks the pairs."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([points_parameter(), id_parameter(), *_group_parameters()])
        self.add_parameters(network_parameters())
        self.add_parameters(
            [
                explained(
                    number("MAX_COST", tr("Largest cost of a pair (minutes or kilometres)"), 5.0, 0.001),
                    tr(
                        "Pairs farther apart are left out. Minutes for travel time, kilometres for distances."
                    ),
                ),
                *demand_parameters(),
                *_score_parameters(),
                *_destinations(),
            ]
        )
        self.add_numbers(
            {
                "PAIRS_FOUND": tr("Pairs"),
                "CLUSTERS_FOUND": tr("Clusters"),
                "POINTS_COLOCATED": tr("Points at the address of another group’s point"),
                "POINTS_PLACED": tr("Service points on the network"),
                "POINTS_UNPLACED": tr("Service points too far from any road"),
            }
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        check_roads(self, parameters, context)
        group = self.parameterAsString(parameters, "GROUP_FIELD", context)
        if not group and not is_given(parameters, "OTHERS"):
            raise InputError(_NO_GROUP)
        fields = open_source(self, parameters, "POINTS", context).fields()
        for name in ("GROUP_FIELD", "NAME_FIELD", "ADDRESS_FIELD", "SERVICES_FIELD"):
            chosen = self.parameterAsString(parameters, name, context)
            if chosen:
                check_field(fields, chosen, label_of(self, "POINTS"))

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        ledger = Ledger(self, parameters, context)
        sites = read_sites(self, parameters, context, feedback, ledger)
        demand = read_demand(self, parameters, context, feedback, ledger)
        feedback.setProgress(10)
        options = self._options(parameters, context)
        roads = read_roads(self, parameters, context, feedback, ledger)
        feedback.setProgress(20)
        result = find_pairs(
            None if roads is None else self._graph(parameters, context, feedback, roads),
            sites.sites,
            options,
            demand=None if demand is None else Demand(demand.lonlat, demand.weights, demand.names),
            progress=CoreProgress(feedback, 35, 90),
        )
        ledger.exclude(
            "POINTS",
            "off_network",
            tr("too far from any road"),
            [sites.ids[k] for k in range(len(sites.ids)) if not result.placed[k]],
        )
        numbers = _numbers(result)
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, numbers)
        self._write_layers(parameters, context, sites, result)
        method = self._method(parameters, context, options, roads)
        report = pair_report(result, sites, options, method, ledger)
        written = self.outputs.add_report(report, self.parameterAsFileOutput(parameters, "REPORT", context))
        ledger.tell(feedback)
        tell(method, feedback)
        feedback.pushInfo(report.answer)
        return {**numbers, **written}

    def _graph(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        roads: Roads,
    ) -> RoadGraph:
        lines = roads.lines
        if self.parameterAsEnumString(parameters, "TRAVEL", context) == "from_point":
            # Catchments are of people who travel to the point; on reversed roads they are those of staff who
            # travel from it. The cost of a pair is the smaller of both directions either way.
            lines = replace(lines, forward=lines.backward, backward=lines.forward)
        progress = CoreProgress(feedback, 20, 35)
        return network_graph(self, parameters, context, replace(roads, lines=lines), progress)

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PairOptions:
        return PairOptions(
            max_cost=self.parameterAsDouble(parameters, "MAX_COST", context),
            metric=self.parameterAsEnumString(parameters, "METRIC", context),
            catchment=self.parameterAsDouble(parameters, "OVERLAP_CUTOFF", context),
            weights={
                part: self.parameterAsDouble(parameters, f"WEIGHT_{part.upper()}", context) for part in PARTS
            },
            snap_distance_m=self.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
            access_speed_kmh=self.parameterAsDouble(parameters, "ACCESS_SPEED", context),
        )

    def _method(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        options: PairOptions,
        roads: Roads | None,
    ) -> list[tuple[str, str]]:
        lines = [(tr("Largest cost of a pair"), limit_text(options.max_cost, options.metric))]
        if roads is not None:
            lines.append((tr("Cost of a pair"), tr("The shorter of the two trips between the points")))
        if is_given(parameters, "DEMAND"):
            limit = limit_text(options.catchment, options.metric)
            lines.append(
                (tr("Population in common"), tr("Within {limit} of both points").format(limit=limit))
            )
        return lines + trip_lines(self, parameters, context, roads)

    def _write_layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, sites: SiteSet, result: PairResult
    ) -> None:
        unit = UNITS[self.parameterAsEnumString(parameters, "METRIC", context)]
        writer = PairWriter(self, parameters, context, sites, unit)
        writer.write_pairs(result)
        writer.write_clusters(result)
        writer.write_sites(result)


def _group_parameters() -> list[Any]:
    return [
        explained(
            points_parameter("OTHERS", tr("Other service points"), optional=True),
            tr("A second layer; pairs are then formed between the two layers only."),
        ),
        explained(
            field_of("GROUP_FIELD", tr("Organization or order of government"), "POINTS"),
            tr("Pairs are formed between different values of this field. Not needed with a second layer."),
        ),
        advanced(
            explained(
                field_of("NAME_FIELD", tr("Name of the service points"), "POINTS"),
                tr("Without one, name_en or name_fr is used by language, or else the identifier."),
            )
        ),
        advanced(
            explained(
                field_of("ADDRESS_FIELD", tr("Civic address"), "POINTS"),
                tr("Without one, address_line1 or address is used; points at one address are co-located."),
            )
        ),
    ]


def _score_parameters() -> list[Any]:
    weights = (
        ("WEIGHT_PROXIMITY", tr("Weight of nearness")),
        ("WEIGHT_OVERLAP", tr("Weight of the population in common")),
        ("WEIGHT_COMPLEMENTARITY", tr("Weight of services that only one of the two offers")),
    )
    return [
        explained(
            field_of("SERVICES_FIELD", tr("Services of the points"), "POINTS"),
            tr("A list of codes, separated by commas or semicolons, or a JSON list."),
        ),
        advanced(
            explained(
                number(
                    "OVERLAP_CUTOFF", tr("Catchments for the population in common (min or km)"), 15.0, 0.001
                ),
                tr("The population in common lives within this cost of both points."),
            )
        ),
        *(
            advanced(
                explained(
                    number(name, label, 1.0, 0.0), tr("0: not counted. A part without data is not counted.")
                )
            )
            for name, label in weights
        ),
    ]


def _destinations() -> list[Any]:
    kind = QgsProcessing.SourceType
    sink = QgsProcessingParameterFeatureSink
    return [
        sink("PAIRS", tr("Pairs"), kind.TypeVectorLine),
        sink("CLUSTERS", tr("Clusters"), kind.TypeVectorPolygon, optional=True),
        sink("SITES", tr("Sites"), kind.TypeVectorPoint, optional=True, createByDefault=False),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
    ]


def _numbers(result: PairResult) -> dict[str, Any]:
    placed = int(result.placed.sum())
    return {
        "PAIRS_FOUND": len(result.table),
        "CLUSTERS_FOUND": len(result.clusters),
        "POINTS_COLOCATED": int(result.colocated.sum()),
        "POINTS_PLACED": placed,
        "POINTS_UNPLACED": len(result.placed) - placed,
    }


_NO_GROUP = Text(
    "Nothing says which points are of different governments. Choose the field of the organization or of the "
    "order of government, or give a second layer of points.",
    "Rien n’indique quels points relèvent de gouvernements différents. Choisissez le champ de "
    "l’organisation ou "
    "de l’ordre de gouvernement, ou indiquez une deuxième couche de points.",
)
