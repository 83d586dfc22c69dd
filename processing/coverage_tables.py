# SPDX-License-Identifier: GPL-2.0-or-later
"""The sections of the report of ``servicepoints:coverage`` that break its figures down."""

from __future__ import annotations

from ..core.analysis.sensitivity import OTHER_METRIC
from ..host.language import tr
from .coverage_figures import ANY, Figures
from .coverage_words import (
    cutoff_words,
    group_words,
    listed,
    met_words,
    other_metric,
    rate_text,
    scenario_words,
    stratum_words,
)
from .report import Section, Table
from .wording import number_text

_SHOWN = 60  # rows of a table


def areas(figures: Figures) -> Section | None:
    """Return the areas, those with the most people who are not covered first."""
    if not figures.found.people.strata:
        return None
    rates = {row.stratum: row for row in figures.rows("C4", cutoff=figures.cutoff)}
    means, medians = ({r.stratum: r for r in figures.rows(name)} for name in ("T1", "T2_p50"))
    gaps = [gap for gap in figures.rows("C2", service=ANY) if gap.stratum is not None]
    count, covered = len(gaps), 0
    if count > _SHOWN:  # a list that has to end ends where nobody is left out
        gaps = [gap for gap in gaps if gap.value]
        covered = count - len(gaps)
    rows = []
    for gap in gaps[:_SHOWN]:
        rate = rates[gap.stratum]
        rows.append(
            [
                stratum_words(gap.stratum),
                number_text(gap.denominator or 0),
                number_text(gap.value or 0),
                rate_text(rate.value),
                *([met_words(rate.met)] if rate.target is not None else []),
                figures.cost(means[gap.stratum]),
                figures.cost(medians[gap.stratum]),
            ]
        )
    target = next((row.target for row in rates.values()), None)
    headers = [tr("Area"), tr("People"), tr("Not covered"), tr("Covered")]
    if target is not None:
        headers.append(tr("Target of {target}").format(target=rate_text(target, 0)))
    headers += [tr("Mean"), tr("Median")]
    shown = tr("Areas, most people not covered first")
    if len(rows) < count:
        shown = tr("The {shown} of {count} areas with the most people not covered").format(
            shown=number_text(len(rows)), count=number_text(count)
        )
    numeric = frozenset(range(1, len(headers))) - (frozenset({4}) if target is not None else frozenset())
    texts = [tr("Areas where everybody is covered, not listed: %n.", covered)] if covered else []
    return Section(tr("Where the gaps are"), texts, [Table(shown, headers, rows, numeric)] if rows else [])


def groups(figures: Figures) -> Section | None:
    """Return how each group fares beside everybody."""
    names = figures.found.people.names
    if len(names) < 2:  # noqa: PLR2004
        return None
    rows = []
    for name in names:
        rate = figures.whole("C1", group=name, cutoff=figures.cutoff)
        gap = figures.whole("C6_difference", group=name, cutoff=figures.cutoff)
        ratio = figures.whole("C6_ratio", group=name, cutoff=figures.cutoff)
        if rate is None:
            continue
        points = None if gap is None or gap.value is None else gap.value
        rows.append(
            [
                group_words(name, figures.found.study.demand),
                number_text(rate.denominator or 0),
                rate_text(rate.value),
                "–" if points is None else f"{'+' if points > 0 else ''}{number_text(points, 1)}",
                "–" if ratio is None or ratio.value is None else number_text(ratio.value, 2),
                figures.cost(figures.whole("T1", group=name)),
                figures.cost(figures.whole("T2_p50", group=name)),
            ]
        )
    headers = (
        tr("Group"), tr("People"), tr("Covered"), tr("Difference (points)"), tr("Ratio"), tr("Mean"),
        tr("Median"),
    )  # fmt: skip
    table = Table(tr("Groups beside everybody"), headers, rows, frozenset(range(1, 7)))
    return Section(tr("Who is covered"), (), [table])


def services(figures: Figures) -> Section | None:
    """Return the coverage of each service, and who has them all."""
    names = figures.found.qualities.services
    if not names:
        return None
    rows = []
    for name in names:
        rate = figures.whole("C1", cutoff=figures.cutoff, service=name)
        times = (figures.whole(t, service=name) for t in ("T1", "T2_p50"))
        if rate is not None:
            rows.append(
                [name, rate_text(rate.value), number_text(rate.numerator or 0), *map(figures.cost, times)]
            )
    headers = (tr("Service"), tr("Covered"), tr("People"), tr("Mean"), tr("Median"))
    mean = figures.whole("C9_mean", cutoff=figures.cutoff, service=None)
    every = figures.whole("C9_all", cutoff=figures.cutoff, service=None)
    text = tr(
        "On average over the services {mean} of the people are covered; {all} have all of them."
    ).format(mean=rate_text(mean.value if mean else None), all=rate_text(every.value if every else None))
    table = Table(tr("Services"), headers, rows[:_SHOWN], frozenset(range(1, 5)))
    return Section(tr("Service by service"), [text], [table])


def qualities(figures: Figures) -> Section | None:
    """Return coverage that asks for more than a point: often, long, barrier-free, in one’s language."""
    told = (
        ("C7", tr("Weighted by how often the point is open (52 visits a year or more count in full)")),
        (
            "C8",
            tr("Weighted by the hours of the point (37.5 hours a week count in full, more count more)"),
        ),
        ("C10", tr("By barrier-free points only; unknown is not barrier-free")),
        ("C11", tr("By points that serve in the minority’s official language only")),
    )
    rows = []
    for name, text in told:
        row = figures.whole(name, cutoff=figures.cutoff, service=None)
        if row is not None:
            rows.append([text, rate_text(row.value)])
    if not rows:
        return None
    limit = cutoff_words(figures.cutoff, figures.metric)
    caption = tr("Coverage within {limit}").format(limit=limit)
    table = Table(caption, (tr("What counts"), tr("Covered")), rows, frozenset({1}))
    return Section(tr("More than a point nearby"), (), [table])


def other_assumptions(figures: Figures) -> Section | None:
    """Return which areas change sides under other assumptions."""
    flips = figures.found.flips
    if not flips:
        return None
    rows = []
    for whole in (flip for flip in flips if flip.stratum is None):
        names = [
            stratum_words(flip.stratum)
            for flip in flips
            if flip.scenario == whole.scenario and flip.flips and flip.stratum is not None
        ]
        metric = other_metric(figures.metric) if whole.scenario == OTHER_METRIC else figures.metric
        rows.append(
            [
                scenario_words(whole.scenario),
                cutoff_words(whole.cutoff, metric),
                rate_text(whole.after),
                met_words(whole.met_after),
                tr("{count}: {names}").format(count=number_text(len(names)), names=listed(names))
                if names
                else number_text(0),
            ]
        )
    headers = (
        tr("Assumption"), tr("Cutoff"), tr("Covered"), tr("Target"), tr("Areas that change sides"),
    )  # fmt: skip
    table = Table(tr("Other assumptions"), headers, rows, frozenset({1, 2}))
    text = tr("As things are, {rate} are covered.").format(rate=rate_text(flips[0].before))
    if flips[0].target is None:
        text += " " + tr("Without a target no area can change sides.")
    return Section(tr("If the assumptions were others"), [text], [table])
