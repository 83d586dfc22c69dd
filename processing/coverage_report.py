# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:coverage``."""

from __future__ import annotations

from ..core.analysis.people import Indicator
from ..core.presets.standards import Criterion
from ..host.language import tr
from .coverage_charts import coverage_curve, lorenz_curve
from .coverage_figures import ANY, Figures
from .coverage_found import Found
from .coverage_tables import areas, groups, other_assumptions, qualities, services
from .coverage_words import criterion_words, cutoff_words, edge_words, met_words, rate_text, stratum_words
from .method import Line
from .report import Report, Section, Table
from .wording import number_text, percent_text


def coverage_report(found: Found, metric: str, method: list[Line]) -> Report:
    """Return the report: the answer, then the detail, then what it rests on and does not say."""
    figures = Figures(found, metric)
    report = Report(tr("Coverage against a standard"), answer(figures))
    makers = (_standard, _travel, areas, groups, services, qualities, _evenness, other_assumptions)
    report.sections += [section for section in (make(figures) for make in makers) if section is not None]
    report.method += method
    tried = (
        tr("Cutoffs, speeds and the measure were varied: see the table of other assumptions.")
        if found.flips
        else tr("Not measured in this run; turn on “Try other assumptions” to vary cutoffs and speeds.")
    )
    report.method.append((tr("Sensitivity"), tried))
    report.rest_on(found.study.ledger)
    report.limits += _limits(figures)
    return report


def answer(figures: Figures) -> str:
    """Return the answer in one sentence with its number, and whether it is enough."""
    totals = figures.found.assessment.totals
    parts = [
        tr(
            "{rate} of the people ({served} of {total}) are within {limit} of {what}; {others} are not."
        ).format(
            rate=percent_text(totals.served / totals.total, 1) if totals.total else "–",
            served=number_text(totals.served),
            total=number_text(totals.total),
            limit=cutoff_words(figures.cutoff, figures.metric),
            what=tr("the basket of services") if figures.standard.measure == "basket" else tr("a point"),
            others=number_text(totals.total - totals.served),
        )
    ]
    met = figures.found.assessment.met
    if met is not None:
        parts.append(tr("The standard is met.") if met else tr("The standard is not met."))
    share = figures.whole("C5_share", cutoff=figures.cutoff, service=None)
    lowest = next(figures.rows("C5_lowest", cutoff=figures.cutoff, service=ANY), None)
    if lowest is not None and lowest.stratum is not None:
        name, rate = _lowest_words(figures, lowest), rate_text(lowest.value)
        if share is not None:
            text = tr("Areas that reach the target: {part} of {count}; the lowest rate is {rate}: {name}.")
            part, count = number_text(share.numerator or 0), number_text(share.denominator or 0)
            parts.append(text.format(part=part, count=count, name=name, rate=rate))
        else:
            parts.append(tr("The lowest rate of an area is {rate}: {name}.").format(name=name, rate=rate))
    return " ".join(parts)


def _lowest_words(figures: Figures, lowest: Indicator) -> str:
    """Name the lowest area, and say how many others are as low."""
    name = stratum_words(lowest.stratum)
    rates = figures.rows("C4", cutoff=figures.cutoff)
    others = sum(row.value == lowest.value for row in rates if row.stratum != lowest.stratum)
    return tr("{name} and %n other(s)", others).format(name=name) if others else name


def _standard(figures: Figures) -> Section | None:
    """Return what the standard asks and what is reached."""
    rows = [
        [
            criterion_words(verdict.criterion, figures.standard, figures.metric),
            rate_text(verdict.value),
            rate_text(verdict.criterion.target, 0),
            met_words(verdict.met) if verdict.value is not None else _why(figures, verdict.criterion),
        ]
        for verdict in figures.found.assessment.verdicts
    ]
    headers = (tr("Asked for"), tr("Reached"), tr("Target"), tr("Result"))
    table = Table(tr("Criteria of the standard"), headers, rows, frozenset({1, 2}))
    profile = [
        [
            cutoff_words(row.cutoff or 0.0, figures.metric),
            rate_text(row.value),
            number_text(row.numerator or 0),
        ]
        for row in figures.rows("C3", stratum=None)
    ]
    headers = (tr("Within"), tr("Share of the people"), tr("People"))
    return Section(
        tr("The standard"),
        (),
        [table, Table(tr("Coverage profile"), headers, profile, frozenset({1, 2}))],
    )


def _why(figures: Figures, criterion: Criterion) -> str:
    """Say why a criterion could not be assessed."""
    if criterion.group and criterion.group not in figures.found.people.names:
        return tr("not assessed: no population field “{group}”").format(group=criterion.group)
    if criterion.each_stratum and not figures.found.people.strata:
        return tr("not assessed: no areas given")
    return tr("not assessed: nobody is concerned")


def _travel(figures: Figures) -> Section:
    """Return how far people travel, with the coverage curve."""
    parts = []
    mean = figures.whole("T1")
    if mean is not None and mean.value is not None:
        middle, far, farthest = (figures.cost(figures.whole(name)) for name in ("T2_p50", "T2_p90", "T3"))
        text = tr(
            "To the nearest point it is {mean} on average; half of the people need at most {median}, nine "
            "in ten at most {p90}, and whoever lives farthest {maximum}."
        )
        if figures.standard.measure == "basket":
            text = tr(
                "To the basket of services it is {mean} on average; half of the people need at most "
                "{median}, nine in ten at most {p90}, and whoever lives farthest {maximum}."
            )
        parts.append(text.format(mean=figures.cost(mean), median=middle, p90=far, maximum=farthest))
    if mean is not None and mean.excluded:
        parts.append(
            tr("{people} people without a way to any point are not in these figures.").format(
                people=number_text(mean.excluded)
            )
        )
    detour = figures.whole("T6", service=None)
    if detour is not None and detour.value is not None:
        parts.append(
            tr("By road it is {times} times as far as in a straight line.").format(
                times=number_text(detour.value, 2)
            )
        )
    chart = coverage_curve(figures.found, figures.metric)
    return Section(tr("How far people travel"), parts, charts=[] if chart is None else [chart])


def _limits(figures: Figures) -> list[str]:
    """Return what the figures do not say."""
    edge = figures.found.edge
    beyond = tr("Points and roads beyond the border of the layers are not seen.")
    return [
        edge_words(edge) if edge is not None and edge.could_be_nearer else beyond,
        tr(
            "A population unit counts whole, at one place; a large one may be covered in part only. Small "
            "units, such as dissemination blocks, are better."
        ),
        tr(
            "People are counted where they live, and travel as the measure says: traffic, weather, public "
            "transit and people without a car are not in it."
        ),
        tr("A point within reach is not yet one that is open, has capacity or offers what is needed."),
    ]


def _evenness(figures: Figures) -> Section | None:
    """Return how evenly travel falls, with the Lorenz curve."""
    chart = lorenz_curve(figures.found)
    gini, theil, ratio = (figures.whole(name, service=None) for name in ("E1", "E1_theil", "E3"))
    if chart is None or gini is None or gini.value is None or theil is None or theil.value is None:
        return None
    parts = [
        tr(
            "The Gini coefficient is {gini} and Theil’s T {theil}; 0 would be the same trip for everybody."
        ).format(gini=number_text(gini.value, 3), theil=number_text(theil.value, 3))
    ]
    if ratio is not None and ratio.value is not None:
        parts.append(
            tr(
                "The person nine tenths of the way from the nearest to the farthest travels {times} times as "
                "far as the one a tenth of the way."
            ).format(times=number_text(ratio.value, 1))
        )
    return Section(tr("How evenly it falls"), parts, charts=[chart])
