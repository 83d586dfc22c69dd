# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:coverage``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..core.analysis.people import Indicator
from ..core.analysis.standards import Criterion
from ..host.language import tr
from .coverage_charts import coverage_curve, lorenz_curve
from .coverage_found import Found
from .coverage_words import (
    criterion_words,
    cutoff_words,
    edge_words,
    group_words,
    listed,
    met_words,
    other_metric,
    rate_text,
    scenario_words,
    stratum_words,
)
from .method import Line
from .report import Report, Section, Table
from .wording import cost_text, number_text, percent_text

_SHOWN = 60  # rows of a table
_ANY: Any = object()  # stands for whichever it is, _OWN for that of the figures that decide
_OWN: Any = object()


def coverage_report(found: Found, metric: str, method: list[Line]) -> Report:
    """Return the report: the answer, the standard, where and who, how evenly, what would change, the method."""
    pages = _Pages(found, metric)
    report = Report(tr("Coverage against a standard"), pages.answer())
    sections = (
        pages.standard(),
        pages.travel(),
        pages.areas(),
        pages.groups(),
        pages.services(),
        pages.qualities(),
        pages.evenness(),
        pages.other_assumptions(),
    )
    report.sections += [section for section in sections if section is not None]
    report.method += method
    report.rest_on(found.study.ledger)
    report.limits += pages.limits()
    return report


class _Pages:
    """The parts of the report of one run."""

    def __init__(self, found: Found, metric: str) -> None:
        self._found, self._metric = found, metric
        self._standard = found.asked.standard
        self._cutoff = self._standard.decisive.cutoff
        self._first = found.people.names[0]
        basket = [r.service for r in found.assessment.rows if r.indicator == "C3"]
        self._service = basket[0] if basket else None  # that of the figures that decide

    def answer(self) -> str:
        """Return the answer in one sentence with its number, and whether it is enough."""
        totals = self._found.assessment.totals
        parts = [
            tr(
                "{rate} of the people ({served} of {total}) are within {limit} of {what}; {others} are not."
            ).format(
                rate=percent_text(totals.served / totals.total, 1) if totals.total else "–",
                served=number_text(totals.served),
                total=number_text(totals.total),
                limit=cutoff_words(self._cutoff, self._metric),
                what=tr("the basket of services") if self._standard.measure == "basket" else tr("a point"),
                others=number_text(totals.total - totals.served),
            )
        ]
        met = self._found.assessment.met
        if met is not None:
            parts.append(tr("The standard is met.") if met else tr("The standard is not met."))
        share = self._row("C5_share", cutoff=self._cutoff)
        lowest = self._any("C5_lowest", cutoff=self._cutoff)
        if lowest is not None and lowest.stratum is not None:
            name, rate = stratum_words(lowest.stratum), rate_text(lowest.value)
            if share is not None:
                text = tr("{part} of {count} areas reach the target; the lowest is {name} with {rate}.")
                part, count = number_text(share.numerator or 0), number_text(share.denominator or 0)
                parts.append(text.format(part=part, count=count, name=name, rate=rate))
            else:
                parts.append(tr("The lowest area is {name} with {rate}.").format(name=name, rate=rate))
        return " ".join(parts)

    def standard(self) -> Section | None:
        """Return what the standard asks and what is reached."""
        rows = [
            [
                criterion_words(verdict.criterion, self._standard, self._metric),
                rate_text(verdict.value),
                rate_text(verdict.criterion.target, 0),
                met_words(verdict.met) if verdict.value is not None else self._why(verdict.criterion),
            ]
            for verdict in self._found.assessment.verdicts
        ]
        headers = (tr("Asked for"), tr("Reached"), tr("Target"), tr("Result"))
        table = Table(tr("Criteria of the standard"), headers, rows, frozenset({1, 2}))
        profile = [
            [
                cutoff_words(row.cutoff or 0.0, self._metric),
                rate_text(row.value),
                number_text(row.numerator or 0),
            ]
            for row in self._rows("C3", stratum=None)
        ]
        headers = (tr("Within"), tr("Share of the people"), tr("People"))
        return Section(
            tr("The standard"),
            (),
            [table, Table(tr("Coverage profile"), headers, profile, frozenset({1, 2}))],
        )

    def _why(self, criterion: Criterion) -> str:
        """Say why a criterion could not be assessed."""
        if criterion.group and criterion.group not in self._found.people.names:
            return tr("not assessed: no population field “{group}”").format(group=criterion.group)
        if criterion.each_stratum and not self._found.people.strata:
            return tr("not assessed: no areas given")
        return tr("not assessed: nobody is concerned")

    def travel(self) -> Section:
        """Return how far people travel, with the coverage curve."""
        parts = []
        mean = self._row("T1")
        if mean is not None and mean.value is not None:
            middle, far, farthest = (self._cost(self._row(name)) for name in ("T2_p50", "T2_p90", "T3"))
            text = tr(
                "To the nearest point it is {mean} on average; half of the people need at most {median}, nine "
                "in ten at most {p90}, and whoever lives farthest {maximum}."
            )
            if self._standard.measure == "basket":
                text = tr(
                    "To the basket of services it is {mean} on average; half of the people need at most "
                    "{median}, nine in ten at most {p90}, and whoever lives farthest {maximum}."
                )
            parts.append(text.format(mean=self._cost(mean), median=middle, p90=far, maximum=farthest))
        if mean is not None and mean.excluded:
            parts.append(
                tr("{people} people without a way to any point are not in these figures.").format(
                    people=number_text(mean.excluded)
                )
            )
        detour = self._row("T6")
        if detour is not None and detour.value is not None:
            parts.append(
                tr("By road it is {times} times as far as in a straight line.").format(
                    times=number_text(detour.value, 2)
                )
            )
        chart = coverage_curve(self._found, self._metric)
        return Section(tr("How far people travel"), parts, charts=[] if chart is None else [chart])

    def areas(self) -> Section | None:
        """Return the areas, those with the most people who are not covered first."""
        if not self._found.people.strata:
            return None
        rates = {row.stratum: row for row in self._rows("C4", cutoff=self._cutoff)}
        means, medians = ({r.stratum: r for r in self._rows(name)} for name in ("T1", "T2_p50"))
        rows = []
        for gap in self._rows("C2", service=_ANY):
            if gap.stratum is None:
                continue
            rate = rates[gap.stratum]
            rows.append(
                [
                    stratum_words(gap.stratum),
                    number_text(gap.denominator or 0),
                    number_text(gap.value or 0),
                    rate_text(rate.value),
                    *([met_words(rate.met)] if rate.target is not None else []),
                    self._cost(means[gap.stratum]),
                    self._cost(medians[gap.stratum]),
                ]
            )
        target = next((row.target for row in rates.values()), None)
        headers = [tr("Area"), tr("People"), tr("Not covered"), tr("Covered")]
        if target is not None:
            headers.append(tr("Target of {target}").format(target=rate_text(target, 0)))
        headers += [tr("Mean"), tr("Median")]
        shown = (
            tr("Areas, most people not covered first")
            if len(rows) <= _SHOWN
            else tr("The {shown} of {count} areas with the most people not covered").format(
                shown=number_text(_SHOWN), count=number_text(len(rows))
            )
        )
        numeric = frozenset(range(1, len(headers))) - (frozenset({4}) if target is not None else frozenset())
        table = Table(shown, headers, rows[:_SHOWN], numeric)
        return Section(tr("Where the gaps are"), (), [table])

    def groups(self) -> Section | None:
        """Return how each group fares beside everybody."""
        names = self._found.people.names
        if len(names) < 2:  # noqa: PLR2004
            return None
        rows = []
        for name in names:
            rate = self._row("C1", group=name, cutoff=self._cutoff)
            gap = self._row("C6_difference", group=name, cutoff=self._cutoff)
            ratio = self._row("C6_ratio", group=name, cutoff=self._cutoff)
            if rate is None:
                continue
            points = None if gap is None or gap.value is None else gap.value
            rows.append(
                [
                    group_words(name),
                    number_text(rate.denominator or 0),
                    rate_text(rate.value),
                    "–" if points is None else f"{'+' if points > 0 else ''}{number_text(points, 1)}",
                    "–" if ratio is None or ratio.value is None else number_text(ratio.value, 2),
                    self._cost(self._row("T1", group=name)),
                    self._cost(self._row("T2_p50", group=name)),
                ]
            )
        headers = (
            tr("Group"), tr("People"), tr("Covered"), tr("Difference (points)"), tr("Ratio"), tr("Mean"),
            tr("Median"),
        )  # fmt: skip
        table = Table(tr("Groups beside everybody"), headers, rows, frozenset(range(1, 7)))
        return Section(tr("Who is covered"), (), [table])

    def services(self) -> Section | None:
        """Return the coverage of each service, and who has them all."""
        names = self._found.qualities.services
        if not names:
            return None
        rows = []
        for name in names:
            rate = self._row("C1", cutoff=self._cutoff, service=name)
            times = (self._row(t, service=name) for t in ("T1", "T2_p50"))
            if rate is not None:
                rows.append(
                    [name, rate_text(rate.value), number_text(rate.numerator or 0), *map(self._cost, times)]
                )
        headers = (tr("Service"), tr("Covered"), tr("People"), tr("Mean"), tr("Median"))
        mean = self._row("C9_mean", cutoff=self._cutoff, service=None)
        every = self._row("C9_all", cutoff=self._cutoff, service=None)
        text = tr(
            "On average over the services {mean} of the people are covered; {all} have all of them."
        ).format(mean=rate_text(mean.value if mean else None), all=rate_text(every.value if every else None))
        table = Table(tr("Services"), headers, rows[:_SHOWN], frozenset(range(1, 5)))
        return Section(tr("Service by service"), [text], [table])

    def qualities(self) -> Section | None:
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
            row = self._row(name, cutoff=self._cutoff, service=None)
            if row is not None:
                rows.append([text, rate_text(row.value)])
        if not rows:
            return None
        limit = cutoff_words(self._cutoff, self._metric)
        caption = tr("Coverage within {limit}").format(limit=limit)
        table = Table(caption, (tr("What counts"), tr("Covered")), rows, frozenset({1}))
        return Section(tr("More than a point nearby"), (), [table])

    def evenness(self) -> Section | None:
        """Return how evenly travel falls, with the Lorenz curve."""
        chart = lorenz_curve(self._found)
        gini, theil, ratio = (self._any(name) for name in ("E1", "E1_theil", "E3"))
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

    def other_assumptions(self) -> Section | None:
        """Return which areas change sides under other assumptions."""
        flips = self._found.flips
        if not flips:
            return None
        rows = []
        for whole in (flip for flip in flips if flip.stratum is None):
            names = [
                stratum_words(flip.stratum)
                for flip in flips
                if flip.scenario == whole.scenario and flip.flips and flip.stratum is not None
            ]
            metric = other_metric(self._metric) if whole.scenario == "other_metric" else self._metric
            rows.append(
                [
                    scenario_words(whole.scenario),
                    cutoff_words(whole.cutoff, metric),
                    rate_text(whole.after),
                    met_words(whole.met_after),
                    number_text(len(names)),
                    listed(names) or "–",
                ]
            )
        headers = (
            tr("Assumption"), tr("Cutoff"), tr("Covered"), tr("Target"), tr("Areas that change sides"),
            tr("Which"),
        )  # fmt: skip
        table = Table(tr("Other assumptions"), headers, rows, frozenset({1, 2, 4}))
        text = tr("As things are, {rate} are covered.").format(rate=rate_text(flips[0].before))
        if flips[0].target is None:
            text += " " + tr("Without a target no area can change sides.")
        return Section(tr("If the assumptions were others"), [text], [table])

    def limits(self) -> list[str]:
        """Return what the figures do not say."""
        edge = self._found.edge
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

    def _cost(self, row: Indicator | None) -> str:
        return "–" if row is None or row.value is None else cost_text(row.value, self._metric)

    def _rows(
        self,
        indicator: str,
        *,
        group: str | None = None,
        stratum: Any = _ANY,
        cutoff: float | None = None,
        service: Any = _OWN,
    ) -> Iterable[Indicator]:
        """Yield rows of a group, by default everybody, of the cost that decides."""
        wanted = self._service if service is _OWN else service
        for row in self._found.assessment.rows:
            if (
                row.indicator == indicator
                and row.group == (group or self._first)
                and (stratum is _ANY or row.stratum == stratum)
                and (cutoff is None or row.cutoff == cutoff)
                and (service is _ANY or row.service == wanted)
            ):
                yield row

    def _row(
        self,
        indicator: str,
        *,
        group: str | None = None,
        cutoff: float | None = None,
        service: Any = _OWN,
    ) -> Indicator | None:
        """Return the row of all areas together, of the cost that decides or of a service."""
        if indicator in ("C5_share", "T6"):
            service = _ANY
        rows = self._rows(indicator, group=group, stratum=None, cutoff=cutoff, service=service)
        return next(iter(rows), None)

    def _any(self, indicator: str, *, cutoff: float | None = None) -> Indicator | None:
        """Return the first row, which is of all areas together where there is such a one."""
        return next(iter(self._rows(indicator, cutoff=cutoff, service=_ANY)), None)
