# SPDX-License-Identifier: GPL-2.0-or-later
"""The cases by name: what is measured, in which set, for which goal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import (
    cases_algorithm,
    cases_cluster,
    cases_core,
    cases_decisions,
    cases_exchange,
    cases_importing,
    cases_large,
    cases_matching,
    cases_national,
    cases_scenario,
    cases_siting,
)
from .figures import Outcome
from .lab import Lab


@dataclass(frozen=True)
class Case:
    """One thing to measure. ``measure`` adds what it finds to the outcome."""

    name: str
    title: str
    measure: Callable[[Lab, Outcome], None]
    usual: bool = False
    large: bool = False
    national: bool = False


CASES = (
    Case("ottawa", "Ottawa, 18 points, 4 cutoffs: ours and QGIS's", cases_algorithm.ottawa, usual=True),
    Case(
        "native",
        "goal 1: catchments and QGIS's service areas",
        cases_algorithm.against_native,
        usual=True,
        large=True,
    ),
    Case("qneat3", "merged catchments and QNEAT3's method", cases_algorithm.against_qneat3, usual=True),
    Case("routing", "goal 4: routing alone and compiled routers", cases_core.routing, usual=True, large=True),
    Case("nearest", "goal 8: nearest point, one search from all", cases_core.nearest, usual=True, large=True),
    Case("accessibility", "goal 9: E2SFCA and PySAL access", cases_core.accessibility, usual=True),
    Case("polygons", "goal 6: polygons, their truth and their time", cases_core.polygons, usual=True),
    Case("without", "goal 5: without scipy and shapely", cases_algorithm.without_libraries, usual=True),
    Case("siting", "goal 9: p-median against published optima", cases_siting.siting, usual=True),
    Case(
        "scenario", "before and after: edits, and points closed in turn", cases_scenario.scenario, usual=True
    ),
    Case("cached", "goal 10: second run, graph cached", cases_algorithm.cached, usual=True, large=True),
    Case("memory", "goal 7: memory above QGIS", cases_algorithm.memory, usual=True, large=True),
    Case("estimate", "the time networkcheck foretells", cases_algorithm.estimate, usual=True, large=True),
    Case("matrix", "cost matrix 500 × 8,559 on Ottawa, and peers", cases_decisions.matrix, usual=True),
    Case("quotient", "local quotients of 20,000 points", cases_decisions.quotient, usual=True),
    Case(
        "exchange",
        "difference and check of 50,000 points, merge of 10,000 changes",
        cases_exchange.exchange,
        usual=True,
    ),
    Case("matching", "a source against a register: right and quick", cases_matching.matching, usual=True),
    Case("importing", "a whole import: file to draft", cases_importing.importing, usual=True),
    Case("marginal", "goal 2: one point more", cases_large.marginal, large=True),
    Case("pandana", "goal 3: 1,000 points and pandana", cases_large.against_pandana, large=True),
    Case("pool", "goal 11: two processes", cases_large.pool, large=True),
    Case("cluster", "a cluster of two workers, two processes, one", cases_cluster.cluster, large=True),
    Case("newyork", "New York City: ours and QGIS's", cases_large.new_york, large=True),
    Case("growth", "time against edges, points and cutoffs", cases_large.growth, large=True),
    Case("big", "2M edges, 1,000 points: memory, progress, cancel", cases_large.big, large=True),
    Case("interrupted", "a country: killed, resumed, cancelled", cases_national.interrupted, national=True),
    Case(
        "country-growth",
        "a country: time against edges, points, cutoffs",
        cases_national.growth,
        national=True,
    ),
    Case("country", "a country: 2M edges, 20,000 points", cases_national.country, national=True),
)
