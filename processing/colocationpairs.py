# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:colocationpairs``: points of different governments that could share a roof."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import (
    RATE_DISTANCES_M,
    Demand,
    PairOptions,
    PairResult,
    gains_by_area,
    load_weight_presets,
)
from ..core.analysis import pairs as find_pairs
from ..core.errors import InputError
from ..core.text import Text
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm
from .graphs import catchment_graph
from .inputs import DemandSet, read_demand
from .ledger import Ledger
from .method import tell, trip_lines
from .pair_outputs import PairWriter
from .pair_parameters import FIELDS, destinations, group_parameters, score_parameters, weights_of
from .pair_report import PairStudy, pair_report
from .parameters import (
    UNITS,
    demand_parameters,
    explained,
    id_parameter,
    network_parameters,
    number,
    points_parameter,
)
from .provenance import Provenance
from .roads import Roads, check_roads, read_roads
from .sites import SiteSet, group_field, read_sites
from .sources import check_field, is_given, label_of, open_source
from .study import read_strata
from .wording import date_text, limit_text, reach_text


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
        self.add_parameters([points_parameter(), id_parameter(), *group_parameters()])
        self.add_parameters(network_parameters())
        self.add_parameters(
            [
                explained(
                    number("MAX_COST", tr("Largest cost of a pair (minutes or kilometres)"), 5.0, 0.001),
                    tr(
                        "Pairs farther apart are left out. Minutes for travel time, kilometres for distances."
                    ),
                ),
                *demand_parameters(strata=True),
                *score_parameters(),
                *destinations(),
            ]
        )
        self.add_numbers(
            {
                "PAIRS_FOUND": tr("Pairs"),
                "CLUSTERS_FOUND": tr("Clusters"),
                "POINTS_COLOCATED": tr("Points at the address of another group’s point"),
                "POINTS_PLACED": tr("Service points on the network"),
                "POINTS_UNPLACED": tr("Service points too far from any road"),
                **_rate_labels(),
                "ONE_STOP_RATE": tr("Share of the people within reach of a place shared today"),
            }
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        check_roads(self, parameters, context)
        fields = open_source(self, parameters, "POINTS", context).fields()
        if not group_field(self, parameters, context, fields) and not is_given(parameters, "OTHERS"):
            raise InputError(_NO_GROUP)
        for name in FIELDS:
            chosen = self.parameterAsString(parameters, name, context)
            if chosen:
                check_field(fields, chosen, label_of(self, "POINTS"))

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        ledger = Ledger(self, parameters, context)
        sites = read_sites(self, parameters, context, feedback, ledger)
        found = read_demand(self, parameters, context, feedback, ledger)
        demand = None if found is None else Demand(found.lonlat, found.weights, found.names)
        areas = None if found is None else read_strata(self, parameters, context, feedback, found)
        feedback.setProgress(10)
        options = self._options(parameters, context)
        roads = read_roads(self, parameters, context, feedback, ledger)
        feedback.setProgress(20)
        result = find_pairs(
            None if roads is None else catchment_graph(self, parameters, context, feedback, roads),
            sites.sites,
            options,
            demand=demand,
            progress=CoreProgress(feedback, 35, 90),
        )
        _note_off_network(ledger, sites, found, result)
        numbers = _numbers(result)
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, numbers)
        self._write_layers(parameters, context, sites, result)
        method = self._method(parameters, context, options, sites, roads)
        gains = ()
        if demand is not None:
            of_unit = areas or ("",) * len(demand)
            gains = tuple(gains_by_area(demand, of_unit, result.near_one_stop, result.gains))
        study = PairStudy(result, sites, options, gains, by_area=areas is not None)
        report = pair_report(study, method, ledger)
        written = self.outputs.add_report(report, self.parameterAsFileOutput(parameters, "REPORT", context))
        ledger.tell(feedback)
        tell(method, feedback)
        feedback.pushInfo(report.answer)
        return {**numbers, **written}

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PairOptions:
        return PairOptions(
            max_cost=self.parameterAsDouble(parameters, "MAX_COST", context),
            metric=self.parameterAsEnumString(parameters, "METRIC", context),
            catchment=self.parameterAsDouble(parameters, "OVERLAP_CUTOFF", context),
            weights=weights_of(self, parameters, context),
            snap_distance_m=self.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
            access_speed_kmh=self.parameterAsDouble(parameters, "ACCESS_SPEED", context),
            grouping=self.parameterAsEnumString(parameters, "GROUPING", context),
        )

    def _method(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        options: PairOptions,
        sites: SiteSet,
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
        preset = load_weight_presets()[self.parameterAsEnumString(parameters, "WEIGHT_PRESET", context)]
        given = options.weights != dict(preset.weights)
        weights = tr("{preset}, with weights of your own") if given else "{preset}"
        lines.append((label_of(self, "WEIGHT_PRESET"), weights.format(preset=say(preset.title))))
        if sites.sites.lease_ending is not None:
            lines.append(
                (tr("A lease ends soon"), tr("up to {date}").format(date=date_text(sites.lease_until)))
            )
        if sites.found:
            lines.append((tr("Taken from the shared layer and its store"), "; ".join(sites.found)))
        return lines + trip_lines(self, parameters, context, roads)

    def _write_layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, sites: SiteSet, result: PairResult
    ) -> None:
        unit = UNITS[self.parameterAsEnumString(parameters, "METRIC", context)]
        writer = PairWriter(self, parameters, context, sites, unit)
        writer.write_pairs(result)
        writer.write_clusters(result)
        writer.write_sites(result)


def _note_off_network(ledger: Ledger, sites: SiteSet, demand: DemandSet | None, result: PairResult) -> None:
    """Note the points and the population units too far from any road; the units still count as people."""
    reason = tr("too far from any road")
    points = [sites.ids[k] for k in np.flatnonzero(~result.placed).tolist()]
    ledger.exclude("POINTS", "off_network", reason, points)
    if demand is not None:
        fids = np.array(list(demand.row), dtype=np.int64)
        ledger.exclude("DEMAND", "off_network", reason, fids[~result.demand_placed].tolist())


def _rate_labels() -> dict[str, str]:
    """Return the number outputs of indicator P1, in the order of the rates."""
    shared = tr("Share of the points with another group’s point within {distance}")
    return {
        "RATE_SAME_ADDRESS": tr("Share of the points at the address of another group’s point"),
        **{f"RATE_{metres:g}_M": shared.format(distance=reach_text(metres)) for metres in RATE_DISTANCES_M},
    }


def _numbers(result: PairResult) -> dict[str, Any]:
    placed = int(result.placed.sum())
    return {
        "PAIRS_FOUND": len(result.table),
        "CLUSTERS_FOUND": len(result.clusters),
        "POINTS_COLOCATED": int(result.colocated.sum()),
        "POINTS_PLACED": placed,
        "POINTS_UNPLACED": len(result.placed) - placed,
        **dict(zip(_rate_labels(), result.rates.values())),
        "ONE_STOP_RATE": result.one_stop if np.isfinite(result.one_stop) else None,
    }


_NO_GROUP = Text(
    "Nothing says which points are of different governments. Choose the field of the organization or of the "
    "order of government, or give a second layer of points.",
    "Rien n’indique quels points relèvent de gouvernements différents. Choisissez le champ de "
    "l’organisation ou "
    "de l’ordre de gouvernement, ou indiquez une deuxième couche de points.",
)
