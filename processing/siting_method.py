# SPDX-License-Identifier: GPL-2.0-or-later
"""What the figures of ``servicepoints:siting`` rest on, in words."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.analysis.siting import Siting, SitingOptions, has_solver
from ..host.language import tr
from .method import Line, trip_lines
from .roads import Roads
from .sources import label_of
from .wording import limit_text, number_text, percent_text


def method_lines(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    roads: Roads | None,
    *,
    options: SitingOptions,
    found: Siting,
) -> list[Line]:
    """Return the model, its numbers, how it was solved, and how people travel."""
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    lines = [(tr("Model"), model_words(options.model))]
    if options.model != "lscp":
        lines.append((label_of(algorithm, "P"), number_text(options.p)))
    if options.covering:
        lines.append((tr("Cutoff"), limit_text(options.cutoff, metric)))
    if options.model == "lscp":
        lines.append((tr("Share of the people to serve"), percent_text(options.target_share, 1)))
    for name in ("REQUIRED", "FORBIDDEN"):
        ids = algorithm.parameterAsString(parameters, name, context).strip()
        if ids:
            lines.append((label_of(algorithm, name), ids))
    lines.append((tr("How it was solved"), _solver_words(found)))
    return lines + trip_lines(algorithm, parameters, context, roads)


def model_words(model: str) -> str:
    """Return what the model makes best, and where it comes from."""
    return {
        "p_median": tr("p-median: least people × cost of their trips (Hakimi 1964; ReVelle and Swain 1970)"),
        "mclp": tr("Maximal covering: most people within the cutoff (Church and ReVelle 1974)"),
        "lscp": tr("Set covering: fewest sites with the people within the cutoff (Toregas and others 1971)"),
        "p_center": tr("p-center: least longest trip (Hakimi 1965)"),
    }[model]


def _solver_words(found: Siting) -> str:
    search = tr(
        "Greedy addition and interchange (Teitz and Bart 1968; Whitaker 1983), with a Lagrangian bound "
        "(Christofides and Beasley 1982)"
    )
    if found.solver:
        search = tr("{search}, and the exact solver HiGHS for what they left undecided").format(search=search)
    elif not has_solver() and found.status != "optimal":
        search = tr("{search}; the exact solver was not there").format(search=search)
    if found.status == "optimal":
        return tr("{search}. Proved: no choice of sites is better.").format(search=search)
    return tr("{search}. Not proved to be best; the gap to the bound is {gap}.").format(
        search=search, gap=percent_text(found.gap, 2)
    )
