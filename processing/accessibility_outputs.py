# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of ``servicepoints:accessibility``."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import STATUSES
from ..layers.access_style import style_access, style_load
from .accessibility_figures import AccessFigures
from .base import SpAlgorithm
from .outputs import around, own_fields
from .sources import features_of, open_source


def write_units(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    figures: AccessFigures,
) -> None:
    """Write every population unit with its geometry and fields; a unit left out says so."""
    source = open_source(algorithm, parameters, "DEMAND", context)
    own = own_fields(("access", "Double"), ("access_ratio", "Double"), ("status", "String"))
    fields = around((), source.fields(), own)
    sink = algorithm.open_sink(
        parameters, "OUTPUT", context, fields, source.wkbType(), source.sourceCrs(), style_access
    )
    if sink is None:
        return
    relative = figures.found.relative
    for feature in features_of(source, feedback):
        row = figures.demand.row.get(feature.id(), -1)
        outcome: list[Any] = [None, None, "excluded"]
        if row >= 0:
            status = STATUSES[int(figures.status[row])]
            outcome = [_finite(figures.found.access[row]), _finite(relative[row]), status]
        sink.add([*feature.attributes(), *outcome], feature.geometry())


def write_supply(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, figures: AccessFigures
) -> None:
    """Write every service point with what is asked of it; a point left out says so."""
    points, found = figures.points, figures.found
    fields = around(
        own_fields(("point_id", "String")),
        points.fields,
        own_fields(
            ("capacity", "Double"),
            ("demand_weighted", "Double"),
            ("ratio", "Double"),
            ("load", "Double"),
            ("status", "String"),
        ),
    )
    sink = algorithm.open_sink(parameters, "SUPPLY", context, fields, points.wkb_type, points.crs, style_load)
    if sink is None:
        return
    place = {k: row for row, k in enumerate(figures.used.tolist())}
    load = figures.load
    for k, feature in enumerate(points.features):
        row = place.get(k)
        outcome: list[Any] = [None, None, None, None, "excluded"]
        if row is not None and not figures.placed[row]:
            outcome = [float(found.capacity[row]), None, None, None, "off_network"]
        elif row is not None:
            columns = (found.capacity, found.demand, found.ratio, load)
            status = "used" if found.has_demand[row] else "no_demand"
            outcome = [*(_finite(column[row]) for column in columns), status]
        sink.add([points.ids[k], *feature.attributes(), *outcome], feature.geometry())


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
