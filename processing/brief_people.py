# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is served by the points of a partnership brief: measured on the roads, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import Demand
from ..core.analysis.globe import geodesic_km
from ..core.analysis.overlaps import Extent, Reached, reached_by_road, reached_straight
from ..core.analysis.sharing import Sharing, sharing
from ..core.network import RoadGraph
from ..core.progress import Progress
from ..host.language import tr
from .base import CoreProgress, SpAlgorithm
from .brief_choice import Choice
from .brief_register import BriefRegister
from .geometry import FloatArray
from .graphs import catchment_graph
from .inputs import DemandSet, read_demand
from .ledger import Ledger
from .roads import Roads, read_roads
from .study import read_strata

VARIATION = (0.8, 1.2)
"""Times the limit: how much the figures hang on it."""


@dataclass(frozen=True, eq=False)
class BriefStudy:
    """What a brief tells. ``limit`` in minutes or kilometres, by ``metric``.

    ``straight_m`` (m, m) and ``cost`` (m, m) between the members, NaN beyond the limit or off the network.
    ``placed`` (m,): on the network. ``sharing`` and the rest: ``None`` without demand. ``names``: the demand
    fields. ``other_limits``: the same for other limits. ``roads``: ``None`` in a straight line.
    """

    choice: Choice
    register: BriefRegister
    metric: str
    limit: float
    straight_m: FloatArray
    cost: FloatArray
    placed: tuple[bool, ...]
    roads: Roads | None
    found: DemandSet | None
    names: tuple[str, ...]
    by_area: bool
    sharing: Sharing | None
    other_limits: tuple[tuple[float, Sharing], ...]


def read_people(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
    *,
    choice: Choice,
    register: BriefRegister,
) -> BriefStudy:
    """Read population and roads and measure who is within reach of which point."""
    found = read_demand(algorithm, parameters, context, feedback, ledger)
    areas = None if found is None else read_strata(algorithm, parameters, context, feedback, found)
    feedback.setProgress(10)
    roads = read_roads(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(20)
    graph = None if roads is None else catchment_graph(algorithm, parameters, context, feedback, roads)
    demand = Demand.none() if found is None else Demand(found.lonlat, found.weights, found.names)
    measure = _Measure(algorithm, parameters, context, register, graph, demand)
    limit = algorithm.parameterAsDouble(parameters, "OVERLAP_CUTOFF", context)
    reached = measure(limit, CoreProgress(feedback, 35, 65))
    _note_off_network(ledger, register, found, reached)
    figures, others = None, []
    if found is not None:
        of_unit = areas or ("",) * len(demand)
        figures = _sharing(reached, demand, register, of_unit)
        if algorithm.parameterAsBool(parameters, "SENSITIVITY", context):
            for step, times in enumerate(VARIATION):
                progress = CoreProgress(feedback, 65 + 10 * step, 75 + 10 * step)
                again = measure(times * limit, progress)
                others.append((times * limit, _sharing(again, demand, register, of_unit)))
    return BriefStudy(
        choice=choice,
        register=register,
        metric=measure.metric,
        limit=limit,
        straight_m=_straight(register),
        cost=_costs(reached, register.members),
        placed=tuple(bool(reached.placed[i]) for i in register.members),
        roads=roads,
        found=found,
        names=() if found is None else found.labels or (tr("Population units"),),
        by_area=areas is not None,
        sharing=figures,
        other_limits=tuple(others),
    )


class _Measure:
    """Finds what each point of the register reaches within a limit."""

    def __init__(  # noqa: PLR0917  (the order of all that reads parameters)
        self,
        algorithm: SpAlgorithm,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        register: BriefRegister,
        graph: RoadGraph | None,
        demand: Demand,
    ) -> None:
        self.metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
        self._snap = algorithm.parameterAsDouble(parameters, "SNAP_DISTANCE", context)
        self._access = algorithm.parameterAsDouble(parameters, "ACCESS_SPEED", context)
        self._places, self._graph, self._demand = register.places, graph, demand

    def __call__(self, limit: float, progress: Progress) -> Reached:
        extent = Extent(limit, limit, self._snap, self._access)
        if self._graph is None or self.metric == "straight":
            return reached_straight(self._places, self._demand, extent, progress)
        return reached_by_road(self._graph, self._places, self._demand, extent, progress)


def _sharing(reached: Reached, demand: Demand, register: BriefRegister, areas: Sequence[str]) -> Sharing:
    return sharing(reached, demand, register.members, register.services, areas)


def _note_off_network(
    ledger: Ledger, register: BriefRegister, found: DemandSet | None, reached: Reached
) -> None:
    reason = tr("too far from any road")
    points = [register.rows[i]["id"] for i in np.flatnonzero(~reached.placed).tolist()]
    ledger.exclude("STORE", "off_network", reason, points)
    if found is not None:
        fids = np.array(list(found.row), dtype=np.int64)
        ledger.exclude("DEMAND", "off_network", reason, fids[~reached.demand_placed].tolist())


def _straight(register: BriefRegister) -> FloatArray:
    """Return the geodesic metres between every two members (m, m)."""
    spots = register.lonlat[list(register.members)]
    row, column = (grid.ravel() for grid in np.indices((len(spots), len(spots))))
    return 1000.0 * geodesic_km(spots[row], spots[column]).reshape(len(spots), len(spots))


def _costs(reached: Reached, members: Sequence[int]) -> FloatArray:
    """Return the cost between every two members (m, m), NaN where there is none within the limit."""
    place = {point: row for row, point in enumerate(members)}
    found = np.full((len(members), len(members)), np.nan)
    for a, b, cost in zip(*(column.tolist() for column in reached.links)):
        if a in place and b in place:
            found[place[a], place[b]] = found[place[b], place[a]] = cost
    return found
