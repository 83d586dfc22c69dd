# SPDX-License-Identifier: GPL-2.0-or-later
"""The runs behind the tutorial: what is asked of which algorithm, and what came out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import (
    NULL,
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

ROADS = {"NETWORK": "roads", "CLASS_FIELD": "CLASS", "SPEED_PRESET": "statcan_rnf"}
PEOPLE = {"DEMAND": "blocks", "DEMAND_FIELDS": "population"}
LAYERS = ("POINTS", "OTHERS", "NETWORK", "DEMAND", "CANDIDATES", "EXISTING", "INPUT")
"""Parameters whose value is the name of one of the tutorial's files."""
STANDARD = {"CUTOFFS": "5,10,15", "TARGET": 90}
DESCRIBED = {"GROUP_FIELD": "order_of_government", "ADDRESS_FIELD": "address", "SERVICES_FIELD": "type"}
_FILE_DATE = re.compile("; (?:file last changed|fichier modifié le) [^<]*")
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)


@dataclass(frozen=True)
class Question:
    """One run: its algorithm, its parameters, the tables that figures need and the layers that maps need."""

    name: str
    algorithm: str
    parameters: Mapping[str, Any]
    tables: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    report: bool = True


QUESTIONS = (
    Question("roads", "networkcheck", {**ROADS, "POINTS": "counters"}),
    Question(
        "q1",
        "coverage",
        {
            "POINTS": "counters",
            **ROADS,
            **PEOPLE,
            **STANDARD,
            "STRATUM_FIELD": "neighbourhood",
            "SENSITIVITY": True,
        },
        tables=("INDICATORS", "FLIPS"),
        maps=("GAPS",),
    ),
    Question(
        "q1r",
        "coverage",
        {"POINTS": "counters", **ROADS, **PEOPLE, **STANDARD, "STRATUM_FIELD": "rurality"},
        tables=("INDICATORS",),
    ),
    Question(
        "zones",
        "catchments",
        {"POINTS": "counters", **ROADS, "CUTOFFS": "5,10,15", "OVERLAP": "dissolve"},
        maps=("OUTPUT",),
        report=False,
    ),
    Question(
        "q3",
        "scenario",
        {
            "POINTS": "counters",
            **ROADS,
            **PEOPLE,
            "STRATUM_FIELD": "neighbourhood",
            "CUTOFFS": "5,10,15",
            "CLOSE": "ServiceOntario 1626 Stittsville Main Street",
            "LEAVE_ONE_OUT": True,
        },
        tables=("INDICATORS", "CLOSURES"),
        maps=("DEMAND_OUT", "LOAD"),
    ),
    Question(
        "q4",
        "colocationpairs",
        {
            "POINTS": "places",
            **DESCRIBED,
            **ROADS,
            **PEOPLE,
            "STRATUM_FIELD": "neighbourhood",
            "METRIC": "distance",
            "MAX_COST": 1,
            "OVERLAP_CUTOFF": 5,
        },
        maps=("PAIRS",),
        tables=("PAIRS",),
    ),
    Question(
        "q4b",
        "colocationquotient",
        {"POINTS": "places", **ROADS, "CATEGORY_FIELD": "order_of_government"},
        tables=("GLOBAL",),
    ),
    Question(
        "q5",
        "siting",
        {"CANDIDATES": "libraries", "EXISTING": "counters", **ROADS, **PEOPLE, "MODEL": "p_median", "P": 2},
        tables=("SITES",),
        maps=("SITES", "ALLOCATION"),
    ),
    Question(
        "q5c",
        "siting",
        {
            "CANDIDATES": "libraries",
            "EXISTING": "counters",
            **ROADS,
            **PEOPLE,
            "MODEL": "mclp",
            "P": 2,
            "CUTOFF": 15,
        },
        tables=("SITES",),
    ),
    Question(
        "q6",
        "accessibility",
        {"POINTS": "counters", **ROADS, **PEOPLE, "METHOD": "e2sfca", "CUTOFFS": "10,20,30"},
        tables=("OUTPUT", "SUPPLY"),
        maps=("SUPPLY",),
    ),
    Question("q7", "validate", {"INPUT": "register"}, tables=("FINDINGS",)),
)


def questions(*, maps: bool) -> list[Question]:
    """Return what to ask; without ``maps`` only what the text needs."""
    return [each for each in QUESTIONS if maps or each.report]


@dataclass
class Done:
    """What a run gave: its numbers, its styled layers by output, and its report."""

    question: Question
    results: dict[str, Any]
    layers: dict[str, QgsVectorLayer] = field(repr=False)
    page: str = field(repr=False)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  (a number or a text)
        return self.results[name]

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Return the rows of an output; null is ``None``."""
        layer = self.layers[name]
        columns = [item.name() for item in layer.fields()]
        for feature in layer.getFeatures():
            values = (None if value == NULL else value for value in feature.attributes())
            yield dict(zip(columns, values))

    @property
    def answer(self) -> str:
        """The answer of the report."""
        found = re.search(r'<p class="answer">(.*?)</p>', self.page, re.DOTALL)
        return html.unescape(found.group(1))

    @property
    def method(self) -> list[tuple[str, str]]:
        """The lines of the method box, without what says when and with what report and files were made."""
        page = _FILE_DATE.sub("", self.page)
        lines = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
        return [(html.unescape(label), html.unescape(value)) for label, value in lines][:-2]

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables of the report, as rows of cells; the first row is the header."""
        return [
            [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(_ROW, table)]
            for table in re.findall(r"<table\b.*?</table>", html.unescape(self.page), re.DOTALL)
        ]

    @property
    def charts(self) -> list[str]:
        """The charts of the report as SVG."""
        return re.findall(r"<svg.*?</svg>", self.page, re.DOTALL)


class Log(QgsProcessingFeedback):
    """Keeps what went wrong."""

    def __init__(self) -> None:
        super().__init__(False)
        self.problems: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803
        self.problems.append(error)


def algorithm_of(question: Question) -> QgsProcessingAlgorithm:
    """Return the algorithm, with its labels in the language in force."""
    return QgsApplication.processingRegistry().createAlgorithmById(f"servicepoints:{question.algorithm}")


def answer(question: Question, files: Mapping[str, Path], folder: Path, *, maps: bool) -> Done:
    """Run one question into ``folder``; ``maps`` also makes the layers that only pictures need.

    Raises ``RuntimeError`` with what the algorithm says when it fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    algorithm, log, context = algorithm_of(question), Log(), QgsProcessingContext()
    context.setProject(QgsProject.instance())
    given = {
        name: str(files[value]) if name in LAYERS else value for name, value in question.parameters.items()
    }
    for output in dict.fromkeys((*question.tables, *(question.maps if maps else ()))):
        target = folder / f"{question.name}_{output.lower()}.gpkg"
        given[output] = QgsProcessingOutputLayerDefinition(str(target), QgsProject.instance())
    report = folder / f"{question.name}.html"
    if question.report:
        given["REPORT"] = str(report)
    good, reason = algorithm.checkParameterValues(given, context)
    results, done = algorithm.run(given, context, log) if good else ({}, False)
    if not done:
        raise RuntimeError(f"{question.name}: {reason or log.problems}")
    layers = {}
    for source, details in context.layersToLoadOnCompletion().items():
        layer = QgsProcessingUtils.mapLayerFromString(source, context)
        details.postProcessor().postProcessLayer(layer, context, log)
        layer = context.takeResultLayer(layer.id())  # the context would take it along
        layer.setName(algorithm.parameterDefinition(details.outputName).description())
        layers[details.outputName] = layer
    page = report.read_text(encoding="utf-8") if question.report else ""
    return Done(question, results, layers, page)
