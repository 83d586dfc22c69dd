# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:networkcheck`` does."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY, QgsProcessingContext, QgsProcessingFeedback, QgsWkbTypes

from ..core.analysis import CatchmentOptions
from ..core.errors import InputError
from ..core.network import ISSUE_KINDS, NetworkIssue, Placement, RoadGraph, find_issues, snap
from ..core.text import Text, number
from ..host.language import say, tr
from ..layers.style import style_issues
from .base import CoreProgress, SpAlgorithm
from .geometry import wgs84
from .graphs import network_graph
from .inputs import PointSet, read_points
from .ledger import Ledger
from .method import road_lines, tell
from .outputs import around, own_fields
from .pace import remaining_seconds
from .provenance import Provenance
from .report import Report, Section, Table
from .roads import Roads, check_roads, read_roads
from .sources import is_given
from .wording import number_text, percent_text

_CUTOFFS = (5.0, 10.0, 15.0)
"""The cutoffs that catchments have by default: what the estimated time is for."""

_OFF_NETWORK = Text(
    "The service point “{id}” is {metres} m from the nearest road.",
    "Le point de service «\u00a0{id}\u00a0» est à {metres}\u00a0m de la route la plus proche.",
)


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    if algorithm.parameterAsEnumString(parameters, "METRIC", context) == "straight":
        raise InputError(
            Text(
                "Straight-line distance uses no roads, so there is nothing to check. Choose the "
                "measure time "
                "or distance.",
                "La distance à vol d’oiseau n’utilise aucune route; il n’y a donc rien à vérifier. "
                "Choisissez "
                "la mesure time (temps) ou distance.",
            )
        )
    check_roads(algorithm, parameters, context)


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    ledger = Ledger(algorithm, parameters, context)
    points = None
    if is_given(parameters, "POINTS"):
        points = read_points(algorithm, parameters, context, feedback, ledger, id_parameter=None)
    began = time.perf_counter()
    roads = read_roads(algorithm, parameters, context, feedback, ledger)
    feedback.setProgress(20)
    graph = network_graph(algorithm, parameters, context, roads, CoreProgress(feedback, 20, 45))
    built = time.perf_counter() - began
    given = algorithm.parameterAsString(parameters, "SPEED_FIELD", context)
    issues = find_issues(
        roads.lines,
        graph,
        speed_missing=roads.speed_missing,
        speed_given=~roads.speed_missing if given else None,
        direction_unknown=roads.direction_unknown,
        progress=CoreProgress(feedback, 45, 85),
    )
    limit = algorithm.parameterAsDouble(parameters, "SNAP_DISTANCE", context)
    placement, seconds = None, 0.0
    if points is not None:
        placement = snap(graph, points.lonlat, limit, CoreProgress(feedback, 85, 88))
        seconds = built + _seconds(
            algorithm, parameters, context, graph, points, progress=CoreProgress(feedback, 88, 90)
        )
    numbers = _numbers(roads, graph, placement, seconds)
    off = [] if points is None else _off_network(points, placement)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, numbers)
    _write_issues(algorithm, parameters, context, [*issues, *off])
    method = road_lines(algorithm, parameters, context, roads)
    report = _report(numbers, issues, len(off), method, ledger)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    ledger.tell(feedback)
    tell(method, feedback)
    feedback.pushInfo(report.answer)
    return {**numbers, **written}


def _seconds(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    graph: RoadGraph,
    points: PointSet,
    *,
    progress: CoreProgress,
) -> float:
    """Return about how long catchments of the points with the default cutoffs take on the graph."""
    options = CatchmentOptions(
        _CUTOFFS,
        metric=graph.metric,
        travel=algorithm.parameterAsEnumString(parameters, "TRAVEL", context),
        snap_distance_m=algorithm.parameterAsDouble(parameters, "SNAP_DISTANCE", context),
    )
    return remaining_seconds(graph, points.lonlat, None, options, progress)


def _write_issues(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    issues: list[NetworkIssue],
) -> None:
    fields = around(
        own_fields(
            ("issue", "String"),
            ("severity", "String"),
            ("detail_en", "String"),
            ("detail_fr", "String"),
            ("edge_id", "LongLong"),
        ),
        (),
        (),
    )
    sink = algorithm.open_sink(
        parameters, "ISSUES", context, fields, QgsWkbTypes.Type.Point, wgs84(), style_issues
    )
    if sink is None:
        return
    for issue in issues:
        place = None
        if np.isfinite([issue.lon, issue.lat]).all():
            place = QgsGeometry.fromPointXY(QgsPointXY(issue.lon, issue.lat))
        edge = issue.feature_id if issue.feature_id >= 0 else None
        sink.add([issue.kind, issue.severity, issue.detail.en, issue.detail.fr, edge], place)


def _numbers(roads: Roads, graph: RoadGraph, placement: Placement | None, seconds: float) -> dict[str, Any]:
    sizes = np.bincount(graph.component)
    return {
        "EDGES": graph.n_edges,
        "NODES": graph.n_nodes,
        "COMPONENTS": len(sizes),
        "LARGEST_COMPONENT_SHARE": float(sizes.max() / sizes.sum()),
        "SPEED_MISSING": len(np.unique(roads.lines.feature_id[roads.speed_missing])),
        "DIRECTION_UNKNOWN": len(np.unique(roads.lines.feature_id[roads.direction_unknown])),
        "POINTS_OFF_NETWORK": 0 if placement is None else int((~placement.on_network).sum()),
        "ESTIMATED_SECONDS": round(seconds, 1),
    }


def _off_network(points: PointSet, placement: Placement) -> list[NetworkIssue]:
    """Return an issue for each point that is too far from any road."""
    issues, severity = [], ISSUE_KINDS["point_off_network"].severity
    for k in np.flatnonzero(~placement.on_network).tolist():
        lon, lat = points.lonlat[k].tolist()
        detail = _OFF_NETWORK.format(id=points.ids[k], metres=number(placement.distance_m[k]))
        issues.append(NetworkIssue("point_off_network", severity, lon, lat, -1, detail))
    return issues


def _answer(numbers: dict[str, Any], issues: int) -> str:
    return tr(
        "Sections of the network: {edges}; nodes: {nodes}, of which {share} are connected to each other. "
        "Issues found: {issues}."
    ).format(
        edges=number_text(numbers["EDGES"]),
        nodes=number_text(numbers["NODES"]),
        share=percent_text(numbers["LARGEST_COMPONENT_SHARE"], 1),
        issues=number_text(issues),
    )


def _report(
    numbers: dict[str, Any],
    issues: list[NetworkIssue],
    off: int,
    method: list[tuple[str, str]],
    ledger: Ledger,
) -> Report:
    counts = Counter(issue.kind for issue in issues)
    if off:
        counts["point_off_network"] = off
    labels = {
        "EDGES": tr("Road sections"),
        "NODES": tr("Nodes"),
        "COMPONENTS": tr("Separate parts of the network"),
        "SPEED_MISSING": tr("Roads without a usable speed"),
        "DIRECTION_UNKNOWN": tr("Roads with an unknown direction"),
        "POINTS_OFF_NETWORK": tr("Service points too far from any road"),
    }
    facts = [[label, number_text(numbers[name])] for name, label in labels.items()]
    if numbers["ESTIMATED_SECONDS"]:
        label = tr("Estimated time for catchments of the points (seconds)")
        facts.append([label, number_text(numbers["ESTIMATED_SECONDS"], 1)])
    report = Report(tr("Check of the road network"), _answer(numbers, len(issues) + off))
    report.sections += _findings(counts)
    report.sections.append(
        Section(
            tr("The network"),
            (),
            [Table(tr("Figures of the network"), (tr("Figure"), tr("Value")), facts, frozenset({1}))],
        )
    )
    report.method += method
    report.rest_on(ledger)
    report.limits.append(
        tr(
            "A road layer without issues may still be out of date or have wrong speeds: compare some known "
            "trips before you rely on it."
        )
    )
    return report


def _findings(counts: Counter[str]) -> list[Section]:
    """Return what was found, then of each kind what it means and what to do next."""
    heading = tr("What was found")
    if not counts:
        return [Section(heading, (tr("Nothing that needs attention."),))]
    severities = {"error": tr("Error"), "warning": tr("Warning"), "info": tr("Information")}
    found = [(kind, counts[code]) for code, kind in ISSUE_KINDS.items() if counts[code]]
    rows = [[say(kind.title), severities[kind.severity], number_text(count)] for kind, count in found]
    table = Table(tr("Issues by kind"), (tr("Issue"), tr("Severity"), tr("Number")), rows, frozenset({2}))
    explained_rows = [[say(kind.title), say(kind.meaning), say(kind.advice)] for kind, _ in found]
    return [
        Section(heading, (), [table]),
        Section(
            tr("What to do next"),
            (),
            [
                Table(
                    tr("What each kind of issue means, and what to do"),
                    (tr("Issue"), tr("What it means"), tr("What to do")),
                    explained_rows,
                )
            ],
        ),
    ]
