# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:colocationpairs`` does."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import Demand, PairOptions, PairResult, gains_by_area
from ..core.analysis import pairs as find_pairs
from ..core.errors import InputError
from ..core.presets.pair_weights import load_weight_presets
from ..core.text import Text
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm
from .colocationpairs import _rate_labels
from .graphs import catchment_graph
from .inputs import DemandSet, read_demand
from .ledger import Ledger
from .method import tell, trip_lines
from .pair_outputs import PairWriter
from .pair_parameters import FIELDS, weights_of
from .pair_report import PairStudy, pair_report
from .parameters import UNITS
from .provenance import Provenance
from .roads import Roads, check_roads, read_roads
from .sites import SiteSet, group_field, read_sites
from .sources import check_field, is_given, label_of, open_source
from .study import read_strata
from .wording import date_text, limit_text


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_roads(algorithm, parameters, context)
    fields = open_source(algorithm, parameters, "POINTS", context).fields()
    if not group_field(algorithm, parameters, context, fields) and not is_given(parameters, "OTHERS"):
        raise InputError(_NO_GROUP)
    for name in FIELDS:
        chosen = algorithm.parameterAsString(parameters, name, context)
        if chosen:
            check_field(fields, chosen, label_of(algorithm, "POINTS"))


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    ledger = Ledger(algorithm, parameters, context)
    sites = read_sites(algorithm, parameters, context, feedback, ledger)
    found = read_demand(algorithm, parameters, context, feedback, ledger)
    demand = None if found is None else Demand(found.lonlat, found.weights, found.names)
    areas = None if found is None else read_strata(algorithm, parameters, context, feedback, found)
    feedback.setProgress(10)
    options = _options(algorithm, parameters, context)
    roads = read_roads(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(20)
    result = find_pairs(
        None if roads is None else catchment_graph(algorithm, parameters, context, feedback, roads),
        sites.sites,
        options,
        demand=demand,
        progress=CoreProgress(feedback, 35, 90),
    )
    _note_off_network(ledger, sites, found, result)
    numbers = _numbers(result)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, numbers)
    _write_layers(algorithm, parameters, context, sites, result)
    method = _method(algorithm, parameters, context, options=options, sites=sites, roads=roads)
    gains = ()
    if demand is not None:
        of_unit = areas or ("",) * len(demand)
        gains = tuple(gains_by_area(demand, of_unit, result.near_one_stop, result.gains))
    study = PairStudy(result, sites, options, gains, by_area=areas is not None)
    report = pair_report(study, method, ledger)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    ledger.tell(feedback)
    tell(method, feedback)
    feedback.pushInfo(report.answer)
    return {**numbers, **written}


def _options(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> PairOptions:
    return PairOptions(
        max_cost=algorithm.parameterAsDouble(parameters, "MAX_COST", context),
        metric=algorithm.parameterAsEnumString(parameters, "METRIC", context),
        catchment=algorithm.parameterAsDouble(parameters, "OVERLAP_CUTOFF", context),
        weights=weights_of(algorithm, parameters, context),
        snap_distance_m=algorithm.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
        access_speed_kmh=algorithm.parameterAsDouble(parameters, "ACCESS_SPEED", context),
        grouping=algorithm.parameterAsEnumString(parameters, "GROUPING", context),
    )


def _method(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    *,
    options: PairOptions,
    sites: SiteSet,
    roads: Roads | None,
) -> list[tuple[str, str]]:
    lines = [(tr("Largest cost of a pair"), limit_text(options.max_cost, options.metric))]
    if roads is not None:
        lines.append((tr("Cost of a pair"), tr("The shorter of the two trips between the points")))
    if is_given(parameters, "DEMAND"):
        limit = limit_text(options.catchment, options.metric)
        lines.append((tr("Population in common"), tr("Within {limit} of both points").format(limit=limit)))
    preset = load_weight_presets()[algorithm.parameterAsEnumString(parameters, "WEIGHT_PRESET", context)]
    given = options.weights != dict(preset.weights)
    weights = tr("{preset}, with weights of your own") if given else "{preset}"
    lines.append((label_of(algorithm, "WEIGHT_PRESET"), weights.format(preset=say(preset.title))))
    if sites.sites.lease_ending is not None:
        lines.append((tr("A lease ends soon"), tr("up to {date}").format(date=date_text(sites.lease_until))))
    if sites.found:
        lines.append((tr("Taken from the shared layer and its store"), "; ".join(sites.found)))
    return lines + trip_lines(algorithm, parameters, context, roads)


def _write_layers(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    sites: SiteSet,
    result: PairResult,
) -> None:
    unit = UNITS[algorithm.parameterAsEnumString(parameters, "METRIC", context)]
    writer = PairWriter(algorithm, parameters, context, sites, unit)
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
