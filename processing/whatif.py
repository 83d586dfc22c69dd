# SPDX-License-Identifier: GPL-2.0-or-later
"""What the live editor of scenarios reads: roads and population, in the very way of the algorithms.

The answers to their parameters are read by the same functions, so that “Run as analysis” gives the same
figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterString, QgsProject

from ..core.analysis import Demand, Places
from ..core.analysis.before_after import ScenarioEngine
from ..core.errors import Cancelled, InputError
from ..core.progress import Part, Progress, check
from ..core.text import Text
from ..host.language import tr
from .base import SpAlgorithm, check_numbers
from .cutoffs import parse_cutoffs
from .graphs import network_graph
from .inputs import read_demand
from .ledger import Ledger
from .parameters import demand_parameters, network_parameters
from .roads import check_roads, read_roads
from .study import read_strata, travel_options

CUTOFFS = "5,10,15"


@dataclass(frozen=True, eq=False)
class WhatIf:
    """An engine and what it measures in: ``metric``, rising ``cutoffs``, names of population ``groups``.

    ``notes`` say in words which roads and people were left out or corrected.
    """

    engine: ScenarioEngine
    metric: str
    groups: tuple[str, ...]
    notes: tuple[str, ...]


class Reading:
    """Reads roads and population and finds all ways, away from the main thread; made on the main thread.

    ``points``: in text order of their ids. ``parameters``: as of ``servicepoints:scenario``.
    """

    def __init__(self, points: Places, parameters: Mapping[str, Any], project: QgsProject) -> None:
        self._points, self._parameters, self._project = points, dict(parameters), project
        self._feedback = QgsProcessingFeedback()

    def cancel(self) -> None:
        """Ask it to stop, also while QGIS reads a layer."""
        self._feedback.cancel()

    def run(self, progress: Progress) -> WhatIf:
        """Read and search. Raises ``InputError``, ``QgsProcessingException``, ``Cancelled``."""
        context = QgsProcessingContext()
        context.setProject(self._project)
        context.setFeedback(self._feedback)
        questions = _Questions().create()
        if self._feedback.isCanceled():
            raise Cancelled
        return self._read(questions, context, progress)

    def _read(self, questions: SpAlgorithm, context: QgsProcessingContext, progress: Progress) -> WhatIf:
        parameters, feedback = self._parameters, self._feedback
        check_numbers(questions, parameters, context)
        check_roads(questions, parameters, context)
        cutoffs = parse_cutoffs(questions.parameterAsString(parameters, "CUTOFFS", context))
        ledger = Ledger(questions, parameters, context)
        demand = read_demand(questions, parameters, context, feedback, ledger)
        if demand is None:
            raise InputError(_NO_DEMAND)
        strata = read_strata(questions, parameters, context, feedback, demand)
        check(progress)
        progress.report(0.1)
        roads = read_roads(questions, parameters, context, feedback, ledger)
        check(progress)
        progress.report(0.4)
        graph = None
        if roads is not None:
            graph = network_graph(questions, parameters, context, roads, Part(progress, 0.4, 0.7))
        options = travel_options(questions, parameters, context)
        engine = ScenarioEngine(
            graph,
            self._points,
            Demand(demand.lonlat, demand.weights, demand.names),
            options,
            cutoffs,
            strata=strata,
            progress=Part(progress, 0.7, 1.0),
        )
        notes = tuple(exclusion.sentence() for exclusion in ledger.exclusions)
        return WhatIf(engine, options.metric, demand.names, notes)


class _Questions(SpAlgorithm):
    """Declares the parameters that are read; it is never registered or run."""

    ID, GROUP = "whatif", "catchment"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters(network_parameters())
        self.add_parameters(demand_parameters(required=True, strata=True))
        self.addParameter(QgsProcessingParameterString("CUTOFFS", tr("Cutoffs"), CUTOFFS))

    def displayName(self) -> str:  # noqa: N802
        return self.ID

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        return {}


_NO_DEMAND = Text(
    "Choose the layer of the population: a scenario says what changes for people.",
    "Choisissez la couche de la population\u00a0: un scénario dit ce qui change pour les gens.",
)
