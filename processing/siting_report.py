# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:siting``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core.analysis.siting import EXISTING, FORBIDDEN, REQUIRED, Allocation, Siting, SitingOptions
from ..core.charts import Axis, Line, Mark, line_chart
from ..host.language import tr
from .ledger import Ledger
from .report import Chart, Report, Section, Table
from .siting_places import SitePlaces
from .wording import cost_text, limit_text, number_text, percent_text

_SHOWN = 50
_NAMED = 5  # sites in the answer


@dataclass(frozen=True, eq=False)
class Outcome:
    """What was found, for whom: ``after`` with the sites opened, ``before`` with the existing ones alone."""

    found: Siting
    places: SitePlaces
    options: SitingOptions
    metric: str
    after: Allocation
    before: Allocation | None

    def share(self, allocation: Allocation) -> float:
        """Return the share of all people who are served, as coverage tells it."""
        total = float(allocation.people.sum())
        return float(allocation.people[0]) / total if total else 0.0


def siting_report(outcome: Outcome, *, method: list[tuple[str, str]], ledger: Ledger) -> Report:
    """Return the report: the answer, the sites, before and after, what more sites would bring, the method."""
    report = Report(tr("Where to open, merge or keep"), answer(outcome))
    chosen = np.flatnonzero(outcome.found.chosen)
    if len(chosen):
        caption = tr("Sites to open")
        report.sections.append(
            Section(tr("Sites to open"), (_proof(outcome),), [_site_table(outcome, chosen, caption)])
        )
    existing = np.flatnonzero(outcome.places.roles == EXISTING)
    heading = tr("Who is served") if outcome.before is None else tr("Before and after")
    report.sections.append(Section(heading, (), [_compared(outcome), _people(outcome)]))
    if len(existing):
        caption = tr("Existing sites after the others have opened")
        table = _site_table(outcome, existing, caption)
        report.sections.append(Section(tr("Sites that stay open"), (), [table]))
    chart = _steps(outcome)
    if chart is not None:
        report.sections.append(Section(tr("What fewer or more sites would bring"), (), charts=[chart]))
    report.method += method
    told = (
        tr("The chart shows what fewer or more sites would bring. Speeds were not varied.")
        if chart is not None
        else tr("Not measured: run again with another number of sites, or with other speeds.")
    )
    report.method.append((tr("Sensitivity"), told))
    report.rest_on(ledger)
    report.limits += _limits(outcome)
    return report


def answer(outcome: Outcome) -> str:
    """Return the answer in a sentence or two."""
    found, options = outcome.found, outcome.options
    names = _names(outcome)
    limit = limit_text(options.cutoff, outcome.metric)
    share = percent_text(outcome.share(outcome.after), 1)
    if options.model == "p_median":
        text = tr("Shortest trips: open {sites}. The mean trip is then {cost}.")
        text = text.format(sites=names, cost=cost_text(outcome.after.mean_cost, outcome.metric))
    elif options.model == "p_center":
        text = tr("Shortest longest trip: open {sites}. Nobody is then farther than {cost} from a site.")
        text = text.format(sites=names, cost=cost_text(found.objective, outcome.metric))
    elif options.model == "mclp":
        text = tr("Most people within {limit}: open {sites}. They are then {people}, or {share}.")
        people = number_text(outcome.after.people[0])
        text = text.format(limit=limit, sites=names, people=people, share=share)
    elif not found.chosen.any():
        text = tr("No site is needed: {share} of the people are within {limit} of one today.")
        text = text.format(share=share, limit=limit)
    else:
        text = tr("Fewest sites: {count}. With {sites}, {share} of the people are within {limit} of one.")
        count = number_text(int(found.chosen.sum()))
        text = text.format(count=count, sites=names, share=share, limit=limit)
    return f"{text} {_today(outcome)}".strip()


def _today(outcome: Outcome) -> str:
    if outcome.before is None or not outcome.before.served.any():
        return ""
    if outcome.options.covering:
        return tr("Today: {share}.").format(share=percent_text(outcome.share(outcome.before), 1))
    costs = {"p_median": outcome.before.mean_cost, "p_center": outcome.before.largest_cost}
    return tr("Today: {cost}.").format(cost=cost_text(costs[outcome.options.model], outcome.metric))


def _names(outcome: Outcome) -> str:
    chosen = np.flatnonzero(outcome.found.chosen).tolist()
    named = [outcome.places.names[k] for k in chosen[:_NAMED]]
    if len(chosen) > _NAMED:
        more = tr("%n other(s)", len(chosen) - _NAMED)
        named.append(more)
    return "; ".join(named)


def _proof(outcome: Outcome) -> str:
    """Say how good the answer is."""
    if outcome.found.status == "optimal":
        return tr("Proved: no other choice of sites is better. Others may be just as good.")
    return tr(
        "This is the best choice that was found. A better one, if there is one, is better by {gap} at most."
    ).format(gap=percent_text(outcome.found.gap, 2))


def _site_table(outcome: Outcome, sites: np.ndarray, caption: str) -> Table:
    """Return sites with the people they serve, those with the most people first."""
    sums, mean = outcome.after.by_site(len(outcome.places.ids))
    order = sites[np.argsort(-sums[sites, 0], kind="stable")]
    if len(order) > _SHOWN:
        caption = tr("{caption} (the first {shown} of {count})").format(
            caption=caption, shown=number_text(_SHOWN), count=number_text(len(order))
        )
    rows = [
        [
            outcome.places.names[k],
            outcome.places.ids[k],
            _role(int(outcome.places.roles[k])),
            number_text(sums[k, 0]),
            cost_text(mean[k], outcome.metric) if np.isfinite(mean[k]) else "–",
        ]
        for k in order[:_SHOWN].tolist()
    ]
    headers = (tr("Site"), tr("Identifier"), tr("Role"), tr("People served"), tr("Mean trip"))
    return Table(caption, headers, rows, frozenset({3, 4}))


def _role(code: int) -> str:
    return {
        REQUIRED: tr("Required"),
        FORBIDDEN: tr("Must not open"),
        EXISTING: tr("Existing"),
    }.get(code, tr("Candidate"))


def _compared(outcome: Outcome) -> Table:
    """Return the trips of the people served, today and with the sites opened."""

    def cost(value: float) -> str:
        return cost_text(value, outcome.metric) if np.isfinite(value) else "–"

    sides = _sides(outcome)
    rows = [
        [tr("Mean trip"), *(cost(side.mean_cost) for side in sides)],
        [tr("Longest trip"), *(cost(side.largest_cost) for side in sides)],
        [
            tr("Share of all people"),
            *(percent_text(outcome.share(side), 1) for side in sides),
        ],
    ]
    return _beside(outcome, tr("Trips of the people served"), tr("Figure"), rows)


def _people(outcome: Outcome) -> Table:
    """Return how the people are served; the parts add up to all of them."""
    served = tr("Served")
    if outcome.options.covering:
        served = tr("Within {limit}").format(limit=limit_text(outcome.options.cutoff, outcome.metric))
    beyond = tr("Beyond the cutoff")
    labels = [served, beyond, tr("No road leads to an open site"), tr("Too far from any road")]
    people = [side.people for side in _sides(outcome)]
    rows = [
        [label, *(number_text(side[i]) for side in people)]
        for i, label in enumerate(labels)
        if outcome.options.covering or label != beyond
    ]
    rows.append([tr("All"), *(number_text(side.sum()) for side in people)])
    return _beside(outcome, tr("How people are served"), tr("People"), rows)


def _sides(outcome: Outcome) -> list[Allocation]:
    return [side for side in (outcome.before, outcome.after) if side is not None]


def _beside(outcome: Outcome, caption: str, first: str, rows: list[list[str]]) -> Table:
    """Return a table of figures today, where something is open today, and with the sites opened."""
    headers = [first, *([] if outcome.before is None else [tr("Today")]), tr("With the sites opened")]
    return Table(caption, headers, rows, frozenset(range(1, len(headers))))


def _steps(outcome: Outcome) -> Chart | None:
    """Return the curve of what is reached with fewer and more sites, added one at a time."""
    found, required = outcome.found, int((outcome.places.roles == REQUIRED).sum())
    first = 0 if required or outcome.before is not None else 1
    y = found.steps[first:]
    if len(y) < 2:  # noqa: PLR2004
        return None
    x = [float(required + first + i) for i in range(len(y))]
    covering = outcome.options.covering
    if covering:
        y = y / outcome.after.people.sum()
        axis = Axis(tr("People within the cutoff"), percent_text, 1.0)
    else:
        axis = Axis(tr("Mean trip"), lambda value: cost_text(value, outcome.metric))
    title = tr("What comes of adding one site at a time")
    svg = line_chart(
        [Line(tr("The best next site added each time"), x, y.tolist())],
        Axis(tr("Sites opened"), number_text),
        axis,
        title=title,
        marks=[Mark(float(found.chosen.sum()), tr("This answer"))],
    )
    caption = tr(
        "Each step adds the site that brings most to those opened before. The answer, chosen all at once, "
        "can be better than the curve at the same number of sites."
    )
    said = tr("From {first} (sites: {low}) to {last} (sites: {high}).").format(
        first=axis.text(float(y[0])),
        low=number_text(x[0]),
        last=axis.text(float(y[-1])),
        high=number_text(x[-1]),
    )
    return Chart(svg, caption, f"{title}. {said}")


def _limits(outcome: Outcome) -> list[str]:
    limits = [
        tr(
            "The model knows trips and people, not leases, space, staff, costs or the other services nearby. "
            "Look at the ground before deciding; a site that is nearly as good may be better in other ways."
        ),
        tr("Everybody is taken to use the nearest open site, however many people already go there."),
        tr("Population units too far from any road, or without people, do not count in the choice."),
    ]
    if outcome.options.model == "p_median":
        limits.append(
            tr(
                "People who can reach some candidate but no open site count in the choice as a trip of twice "
                "the longest one, so that as few as possible are left without a way."
            )
        )
    return limits
