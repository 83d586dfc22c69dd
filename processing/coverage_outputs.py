# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers and tables of ``servicepoints:coverage``."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsFeature, QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import SERVED, STATUSES
from ..core.analysis.assessment import Assessment
from ..core.analysis.people import People, percent
from ..core.analysis.sensitivity import Flip
from ..layers.style import style_gaps
from .base import SpAlgorithm
from .geometry import IntArray
from .outputs import around, own_fields
from .sources import features_of, open_source
from .study import Study


def write_indicators(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, found: Assessment
) -> None:
    """Write a row for each indicator."""
    fields = own_fields(
        *((name, "String") for name in ("indicator", "group", "stratum", "service")),
        *((name, "Double") for name in ("cutoff", "value", "target")),
        ("met", "Bool"),
        *((name, "Double") for name in ("numerator", "denominator", "excluded")),
    )
    sink = algorithm.open_sink(parameters, "INDICATORS", context, around(fields, (), ()))
    if sink is None:
        return
    for row in found.rows:
        sink.add(
            [
                row.indicator,
                row.group,
                row.stratum,
                row.service,
                row.cutoff,
                row.value,
                row.target,
                row.met,
                row.numerator,
                row.denominator,
                row.excluded,
            ]
        )


def write_flips(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, flips: list[Flip]
) -> None:
    """Write a row for each area, and for all together, under each other assumption."""
    fields = own_fields(
        *((name, "String") for name in ("scenario", "stratum")),
        *((name, "Double") for name in ("cutoff", "value_before", "value", "target")),
        *((name, "Bool") for name in ("met_before", "met", "flips")),
    )
    sink = algorithm.open_sink(parameters, "FLIPS", context, around(fields, (), ()))
    if sink is None:
        return
    for flip in flips:
        sink.add(
            [
                flip.scenario,
                flip.stratum,
                flip.cutoff,
                flip.before,
                flip.after,
                flip.target,
                flip.met_before,
                flip.met_after,
                flip.flips,
            ]
        )


def write_gaps(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    *,
    study: Study,
    people: People,
    found: Assessment,
) -> None:
    """Write the units whose people are not covered, most people first, with the totals of their stratum."""
    source = open_source(algorithm, parameters, "DEMAND", context)
    own = (
        ("gap_rank", "LongLong"),
        ("people", "Double"),
        ("nearest_id", "String"),
        ("cost", "Double"),
        ("status", "String"),
        *((("stratum", "String"),) if people.strata else ()),
        ("stratum_people", "Double"),
        ("stratum_not_covered", "Double"),
        ("stratum_rate", "Double"),
    )
    fields = around(own_fields(*own), source.fields(), ())
    sink = algorithm.open_sink(
        parameters, "GAPS", context, fields, source.wkbType(), source.sourceCrs(), style_gaps
    )
    if sink is None:
        return
    order = gaps_in_order(study, people, found)
    wanted = set(order.tolist())
    features: dict[int, QgsFeature] = {}
    for feature in features_of(source, feedback):
        row = study.demand.row.get(feature.id(), -1)
        if row in wanted:
            features[row] = feature
    part, whole = people.sums(found.status != SERVED)[:, 0], people.sums(np.ones(len(found.status)))[:, 0]
    for rank, row in enumerate(order.tolist(), 1):
        s, near = int(people.stratum[row]), int(found.point[row])
        attributes = [
            rank,
            float(people.everybody[row]),
            study.points.ids[near] if near >= 0 else None,
            float(found.cost[row]) if np.isfinite(found.cost[row]) else None,
            STATUSES[int(found.status[row])],
            *([people.strata[s]] if people.strata else []),
            float(whole[1 + s]),
            float(part[1 + s]),
            percent(whole[1 + s] - part[1 + s], whole[1 + s]),
        ]
        sink.add([*attributes, *features[row].attributes()], features[row].geometry())


def gaps_in_order(study: Study, people: People, found: Assessment) -> IntArray:
    """Return the units with people who are not covered: most people first, then farthest, then by place."""
    rows = np.flatnonzero((found.status != SERVED) & (people.everybody > 0))
    lon, lat = study.demand.lonlat[rows].T
    return rows[np.lexsort((lat, lon, -found.cost[rows], -people.everybody[rows]))]
