# SPDX-License-Identifier: GPL-2.0-or-later
"""What the live editor of scenarios reads: roads and population, in the very way of the algorithm.

The answers to its parameters are read by the same functions: “Run as analysis” gives the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsWkbTypes,
)

from ..core.analysis import Demand, Places
from ..core.analysis.before_after import ScenarioEngine
from ..core.errors import Cancelled, InputError
from ..core.progress import Part, Progress, check
from ..core.text import Text
from .base import SpAlgorithm
from .coverage_inputs import read_people
from .cutoffs import parse_cutoffs
from .graphs import network_graph
from .inputs import PointSet, read_demand
from .ledger import Ledger
from .roads import check_roads, read_roads
from .running import check_numbers
from .scenario import ScenarioAlgorithm
from .study import Study, travel_options


@dataclass(frozen=True, eq=False)
class WhatIf:
    """An engine, the ``metric`` it measures in, and ``notes``: which roads and people were left out or
    corrected, in words. ``labels``: what people call the population fields."""

    engine: ScenarioEngine
    metric: str
    notes: tuple[str, ...]
    labels: tuple[str, ...]


class Reading:
    """Reads roads and population and finds all ways, away from the main thread; made on the main thread.

    ``points``: in text order of their ids. ``parameters``: as of ``servicepoints:scenario``.
    """

    def __init__(self, points: Places, parameters: Mapping[str, Any], project: QgsProject) -> None:
        self._points, self._parameters = points, dict(parameters)
        self._feedback = QgsProcessingFeedback()
        self._context = QgsProcessingContext()
        self._context.setProject(project)
        self._context.setExpressionContext(project.createExpressionContext())
        self._context.setFeedback(self._feedback)
        self._questions = ScenarioAlgorithm().create()
        self._questions.prepare(self._parameters, self._context, self._feedback)

    def cancel(self) -> None:
        """Ask it to stop, also while QGIS reads a layer."""
        self._feedback.cancel()

    def run(self, progress: Progress) -> WhatIf:
        """Read and search. Raises ``InputError``, ``QgsProcessingException``, ``Cancelled``."""
        if self._feedback.isCanceled():
            raise Cancelled
        return self._read(self._questions, self._context, progress)

    def _read(self, questions: SpAlgorithm, context: QgsProcessingContext, progress: Progress) -> WhatIf:
        parameters, feedback = self._parameters, self._feedback
        check_numbers(questions, parameters, context)
        check_roads(questions, parameters, context)
        cutoffs = parse_cutoffs(questions.parameterAsString(parameters, "CUTOFFS", context))
        ledger = Ledger(questions, parameters, context)
        demand = read_demand(questions, parameters, context, feedback, ledger)
        if demand is None:
            raise InputError(_NO_DEMAND)
        check(progress)
        progress.report(0.1)
        roads = read_roads(questions, parameters, context, feedback, ledger)
        check(progress)
        progress.report(0.4)
        graph = None
        if roads is not None:
            graph = network_graph(questions, parameters, context, roads, Part(progress, 0.4, 0.7))
        study = Study(ledger, self._positions(), demand, roads, graph)
        people = read_people(questions, parameters, context, feedback, study)
        options = travel_options(questions, parameters, context)
        engine = ScenarioEngine(
            graph,
            self._points,
            Demand(demand.lonlat, demand.weights, demand.names),
            options,
            cutoffs,
            people=people,
            progress=Part(progress, 0.7, 1.0),
        )
        notes = tuple(exclusion.sentence() for exclusion in ledger.exclusions)
        return WhatIf(engine, options.metric, notes, demand.labels or people.names)

    def _positions(self) -> PointSet:
        """Return the points as a study has them: without attributes, which nobody here asks for."""
        crs = QgsCoordinateReferenceSystem("EPSG:4326")
        return PointSet(self._points.ids, self._points.lonlat, (), QgsFields(), crs, QgsWkbTypes.Type.Point)


_NO_DEMAND = Text(
    "Choose the layer of the population: a scenario says what changes for people.",
    "Choisissez la couche de la population\u00a0: un scénario dit ce qui change pour les gens.",
)
