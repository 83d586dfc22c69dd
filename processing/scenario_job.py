# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:scenario`` does."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import Demand, Places, Scenario
from ..core.analysis.before_after import BeforeAfter, ScenarioEngine
from ..core.cluster import Cluster
from ..core.errors import InputError
from ..core.text import Text
from ..host.language import tr
from .base import CoreProgress, SpAlgorithm
from .coverage_inputs import read_people
from .cutoffs import parse_cutoffs
from .inputs import PointSet
from .method import tell, trip_lines
from .provenance import Provenance
from .roads import Roads, check_roads
from .scenario_changes import check_file, read_scenario_changes
from .scenario_findings import Findings
from .scenario_outputs import ScenarioWriter
from .scenario_parameters import CHANGES
from .scenario_report import answer, scenario_report
from .sites import names_of
from .sources import is_given
from .study import Study, note_unserved, read_study, travel_options
from .wording import limit_text


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    parse_cutoffs(algorithm.parameterAsString(parameters, "CUTOFFS", context))
    check_roads(algorithm, parameters, context)
    check_file(algorithm, parameters, context)
    given = any(is_given(parameters, name) for name in CHANGES)
    if not given and not algorithm.parameterAsBool(parameters, "LEAVE_ONE_OUT", context):
        raise InputError(_NOTHING)


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    cluster: Cluster | None,
) -> dict[str, Any]:
    study = read_study(algorithm, parameters, context, feedback)
    people = read_people(algorithm, parameters, context, feedback, study)
    scenario, opened = read_scenario_changes(
        algorithm, parameters, context, feedback, ledger=study.ledger, points=study.points
    )
    in_turn = algorithm.parameterAsBool(parameters, "LEAVE_ONE_OUT", context)
    if not scenario and not in_turn:
        raise InputError(_NOTHING)
    engine = ScenarioEngine(
        study.graph,
        Places(study.points.ids, study.points.lonlat),
        Demand(study.demand.lonlat, study.demand.weights, study.demand.names),
        travel_options(algorithm, parameters, context),
        parse_cutoffs(algorithm.parameterAsString(parameters, "CUTOFFS", context)),
        people=people,
        progress=CoreProgress(feedback, 30, 60),
    )
    compared = engine.compare(scenario, CoreProgress(feedback, 60, 70))
    alone = engine.leave_one_out(CoreProgress(feedback, 70, 85), cluster) if in_turn else None
    _warn(algorithm, feedback, study, compared)
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    labels = study.demand.labels or engine.people.names
    findings = Findings(compared, engine, alone, metric, study.ledger, labels)
    numbers = _numbers(compared)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, study.ledger, numbers)
    ScenarioWriter(algorithm, parameters, context, study, opened, findings).write(feedback)
    method = _method(algorithm, parameters, context, roads=study.roads, scenario=scenario, engine=engine)
    report = scenario_report(findings, _names(study.points, opened), method=method)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    study.ledger.tell(feedback)
    tell(method, feedback)
    feedback.pushInfo(answer(findings))
    return {**numbers, **written}


def _warn(
    algorithm: SpAlgorithm, feedback: QgsProcessingFeedback, study: Study, compared: BeforeAfter
) -> None:
    """Note what lies off the network, and warn of changes that do nothing or leave nothing."""
    before = compared.before
    note_unserved(study.ledger, before.places.ids, before.placed, before.status)
    if compared.unplaced:
        feedback.pushWarning(
            tr("New or moved points too far from any road, which would serve nobody: {ids}.").format(
                ids=", ".join(compared.unplaced)
            )
        )
    if not compared.after.placed.any():
        feedback.pushWarning(tr("No point is left that anybody could reach."))


def _method(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    *,
    roads: Roads | None,
    scenario: Scenario,
    engine: ScenarioEngine,
) -> list[tuple[str, str]]:
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    lines = [
        (tr("Points closed"), ", ".join(sorted(scenario.closed))),
        (tr("Points opened"), ", ".join(sorted(scenario.opened))),
        (tr("Points moved"), ", ".join(sorted(scenario.moved))),
        (tr("Cutoffs"), "; ".join(limit_text(cutoff, metric) for cutoff in engine.cutoffs.tolist())),
    ]
    return [line for line in lines if line[1]] + trip_lines(algorithm, parameters, context, roads)


def _names(points: PointSet, opened: PointSet | None) -> dict[str, str]:
    """Return what people call each point."""
    names = dict(zip(points.ids, names_of(points)))
    if opened is not None:
        names.update(zip(opened.ids, names_of(opened)))
    return names


def _numbers(compared: BeforeAfter) -> dict[str, Any]:
    """Return the number outputs, of everyone and the first field; a mean of nobody is left out."""
    before, after, losers = compared.before.figures, compared.after.figures, compared.losers
    numbers = {
        "TOTAL": before.total,
        "SERVED_BEFORE": before.served[-1],
        "SERVED_AFTER": after.served[-1],
        "UNREACHABLE_BEFORE": before.unreachable,
        "UNREACHABLE_AFTER": after.unreachable,
        "OFF_NETWORK": before.off_network,
        "MEAN_BEFORE": before.mean,
        "MEAN_AFTER": after.mean,
        "LOSING": losers.people,
        "LOSING_OVER_5": losers.over[0],
        "LOSING_OVER_15": losers.over[1],
        "LOSING_OVER_30": losers.over[2],
        "CUT_OFF": losers.cut_off,
        "GAINING": compared.gainers.people,
    }
    found: dict[str, Any] = {
        name: float(value[0, 0]) for name, value in numbers.items() if np.isfinite(value[0, 0])
    }
    found["POINTS_BEFORE"] = len(compared.before.places)
    found["POINTS_AFTER"] = len(compared.after.places)
    found["CHANGES"] = len(compared.scenario)
    return found


_NOTHING = Text(
    "Nothing would change. Choose points to close, open or move or a saved scenario, or have each point "
    "closed in turn.",
    "Rien ne changerait. Choisissez des points à fermer, à ouvrir ou à déplacer ou un scénario enregistré, "
    "ou faites fermer chaque point à tour de rôle.",
)
