# SPDX-License-Identifier: GPL-2.0-or-later
"""The charts of ``servicepoints:coverage``: how many people are within each cost, and how evenly it falls."""

from __future__ import annotations

import numpy as np

from ..core.analysis.distribution import Distribution
from ..core.charts import Axis, Line, Mark, line_chart
from ..host.language import tr
from .coverage_found import Found
from .coverage_words import cutoff_words, group_words
from .geometry import FloatArray
from .report import Chart
from .wording import amount_text, percent_text

_STEPS = 200  # of a curve
_MOST_LINES = 3
_FAR = 0.99  # of the people; the last hundredth would stretch the axis


def coverage_curve(found: Found, metric: str) -> Chart | None:
    """Return the share of people within each cost; people without a way to any point keep it below 100 %."""
    people, assessment = found.people, found.assessment
    everyone = Distribution.of(assessment.cost, people.everybody)
    if not len(everyone.values):
        return None
    cutoffs = [criterion.cutoff for criterion in found.asked.standard.criteria]
    end = max(everyone.quantile(_FAR), 1.25 * max(cutoffs))
    costs = np.linspace(0.0, end, _STEPS + 1)
    demand = found.study.demand
    lines = [
        Line(group_words(name, demand), costs.tolist(), _within(assessment.cost, people.weights[:, g], costs))
        for g, name in enumerate(people.names[:_MOST_LINES])
    ]
    unit = tr("minutes") if metric == "time" else tr("kilometres")
    marks = [Mark(cutoff, cutoff_words(cutoff, metric)) for cutoff in dict.fromkeys(cutoffs)]
    svg = line_chart(
        lines,
        Axis(tr("To the nearest point ({unit})").format(unit=unit), amount_text, end),
        Axis(tr("People within it"), percent_text, 1.0),
        title=tr("Coverage curve"),
        marks=marks,
    )
    told = tr("A curve that rises from {first} of the people at no cost to {last} at {end}.").format(
        first=percent_text(lines[0].y[0], 1),
        last=percent_text(lines[0].y[-1], 1),
        end=cutoff_words(round(end, 1), metric),
    )
    return Chart(svg, tr("Share of the people within each time or distance"), told)


def lorenz_curve(found: Found) -> Chart | None:
    """Return the Lorenz curve of the cost."""
    spread = Distribution.of(found.assessment.cost, found.people.everybody)
    if len(spread.values) < 2 or not spread.total:  # noqa: PLR2004
        return None
    people, cost = spread.lorenz()
    shares = np.linspace(0.0, 1.0, _STEPS // 2 + 1)
    lines = [
        Line(tr("As it is"), shares.tolist(), np.interp(shares, people, cost).tolist()),
        Line(tr("The same for everybody"), [0.0, 1.0], [0.0, 1.0]),
    ]
    svg = line_chart(
        lines,
        Axis(tr("People, from the nearest to the farthest"), percent_text, 1.0),
        Axis(tr("Share of all travel"), percent_text, 1.0),
        title=tr("Lorenz curve"),
    )
    half = float(np.interp(0.5, people, cost))
    told = tr("The half of the people with the shortest trips bear {share} of all travel.")
    return Chart(svg, tr("How evenly travel falls"), told.format(share=percent_text(half, 1)))


def _within(cost: FloatArray, weights: FloatArray, limits: FloatArray) -> list[float]:
    total = float(weights.sum())
    if not total:
        return [0.0] * len(limits)
    spread = Distribution.of(cost, weights)
    served = np.append(0.0, np.cumsum(spread.weights))
    return (served[np.searchsorted(spread.values, limits * (1 + 1e-9), "right")] / total).tolist()
