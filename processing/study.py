# SPDX-License-Identifier: GPL-2.0-or-later
"""What the analyses of people and points have in common: read once, with the roads between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
)

from ..core.analysis import OFF_NETWORK, UNREACHABLE, MatrixOptions
from ..core.errors import InputError
from ..core.network import RoadGraph
from ..core.network.arrays import BoolArray
from ..core.text import Text, shortest
from ..host.language import tr
from .base import CoreProgress
from .geometry import IntArray
from .graphs import network_graph
from .inputs import DemandSet, PointSet, read_demand, read_points
from .ledger import Ledger
from .roads import Roads, read_roads
from .sources import check_field, features_of, label_of, open_source, plain

NO_STRATUM = "(none)"
"""Stands for units without a value in the field of the strata; the same in every language."""


@dataclass(frozen=True, eq=False)
class Study:
    """The points and the population of a run, and the roads between them (``None`` in a straight line)."""

    ledger: Ledger
    points: PointSet
    demand: DemandSet
    roads: Roads | None
    graph: RoadGraph | None


def read_study(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    *,
    points: str = "POINTS",
    id_parameter: str = "ID_FIELD",
    end: float = 30.0,
) -> Study:
    """Read points, demand and roads; ``end`` is the share of the progress, in percent.

    Raises ``InputError`` when something is missing or nothing of it can be used, ``Cancelled``.
    """
    ledger = Ledger(algorithm, parameters, context)
    found = read_points(
        algorithm, parameters, context, feedback, ledger, name=points, id_parameter=id_parameter
    )
    feedback.setProgress(0.1 * end)
    demand = read_demand(algorithm, parameters, context, feedback, ledger)
    if demand is None:
        raise InputError(_NO_DEMAND)
    feedback.setProgress(0.3 * end)
    roads = read_roads(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(0.6 * end)
    graph = None
    if roads is not None:
        progress = CoreProgress(feedback, 0.6 * end, end)
        graph = network_graph(algorithm, parameters, context, roads, progress)
    return Study(ledger, found, demand, roads, graph)


def travel_options(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    *,
    nearest: int = 0,
    max_cost: float = np.inf,
) -> MatrixOptions:
    """Return how trips are made, as the network parameters say; how long their roads are is not asked."""
    return MatrixOptions(
        metric=algorithm.parameterAsEnumString(parameters, "METRIC", context),
        travel=algorithm.parameterAsEnumString(parameters, "TRAVEL", context),
        nearest=nearest,
        max_cost=max_cost,
        snap_distance_m=algorithm.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
        access_speed_kmh=algorithm.parameterAsDouble(parameters, "ACCESS_SPEED", context),
        lengths=False,
    )


def note_unserved(ledger: Ledger, points: Sequence[str], placed: BoolArray, status: IntArray) -> None:
    """Note the ``points`` (k,) off the network, and the units that are off it or that no road leads from.

    ``placed`` (k,); ``status`` (d,): codes into ``STATUSES``.
    """
    off = tr("too far from any road")
    ledger.exclude("POINTS", "off_network", off, [points[i] for i in np.flatnonzero(~placed)])
    for code, name, reason in (
        (OFF_NETWORK, "off_network", off),
        (UNREACHABLE, "unreachable", tr("on the network without a road to any point")),
    ):
        ledger.exclude("DEMAND", name, reason, [], count=int((status == code).sum()))


def read_strata(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    demand: DemandSet,
    *,
    name: str = "STRATUM_FIELD",
) -> tuple[str, ...] | None:
    """Return the stratum of each usable unit as text, empty where it has none; ``None`` without a field.

    ``name``: the parameter that names the field.
    """
    name = algorithm.parameterAsString(parameters, name, context)
    if not name:
        return None
    source = open_source(algorithm, parameters, "DEMAND", context)
    column = check_field(source.fields(), name, label_of(algorithm, "DEMAND"))
    request = QgsFeatureRequest().setSubsetOfAttributes([column])
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    strata = [""] * len(demand.lonlat)
    for feature in features_of(source, feedback, request):
        row = demand.row.get(feature.id())
        value = plain(feature.attribute(column))
        if row is not None and value is not None:
            strata[row] = str(value).strip()
    return tuple(strata)


def numbered_strata(
    strata: tuple[str, ...] | None,
) -> tuple[tuple[str, ...] | None, IntArray | None]:
    """Return the different strata in text order, and the place among them of each unit (d,)."""
    if strata is None:
        return None, None
    names = tuple(sorted({name or NO_STRATUM for name in strata}))
    place = {name: i for i, name in enumerate(names)}
    return names, np.array([place[name or NO_STRATUM] for name in strata], np.int64)


def none_placed(count: int, metres: float) -> Text:
    """Say that none of ``count`` points lies within ``metres`` of a road."""
    return Text(
        "No service point lies within {metres} m of a road, so there is nothing to compute (service points "
        "read: {count}). Check that the points and the roads cover the same region, or allow a larger "
        "distance.",
        "Aucun point de service ne se trouve à moins de {metres}\u00a0m d’une route; il n’y a donc rien à "
        "calculer (points de service lus\u00a0: {count}). Vérifiez que les points et les routes couvrent la "
        "même région, ou augmentez la distance permise.",
    ).format(count=count, metres=shortest(metres))


_NO_DEMAND = Text(
    "This analysis is about people: choose the layer of population units.",
    "Cette analyse porte sur des personnes\u00a0: choisissez la couche des unités de population.",
)
