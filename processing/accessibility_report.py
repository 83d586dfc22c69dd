# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:accessibility``."""

from __future__ import annotations

import numpy as np

from ..core import charts
from ..host.language import tr
from ..layers.access_style import level_labels, short_number
from .accessibility_decay import Chosen
from .accessibility_figures import AccessFigures
from .ledger import Ledger
from .method import Line
from .report import Chart, Report, Section, Table
from .sites import names_of
from .wording import limit_text, number_text, percent_text, reach_text

_SHOWN = 20  # points
_AREAS = 20


def access_report(figures: AccessFigures, chosen: Chosen, *, method: list[Line], ledger: Ledger) -> Report:
    """Return the report: the answer, how access is shared out, the busiest points, and what it rests on."""
    report = Report(tr("Floating-catchment accessibility"), answer(figures, chosen))
    report.sections += [_shares(figures, ledger), _busiest(figures)]
    if figures.strata is not None or len(figures.demand.names) > 1:
        report.sections.append(_groups(figures))
    told = tr(
        "Not measured: zones and weights are a choice. Run again with others to see what hangs on them."
    )
    report.method += [
        *method, (tr("Check of the sums"), _check_words(figures)), (tr("Sensitivity"), told)
    ]  # fmt: skip
    report.rest_on(ledger)
    report.limits += _limits(figures, chosen)
    return report


def answer(figures: AccessFigures, chosen: Chosen) -> str:
    """Say in one sentence what people have, and how many have nothing."""
    without = float(figures.people_by_level[0])
    known = float(figures.people_by_level.sum())
    if not figures.found.mean > 0.0:
        return tr("Nobody has access to any capacity within {limit}.").format(
            limit=limit_text(chosen.decay.limit, chosen.metric)
        )
    words = {
        "mean": short_number(figures.mean_shown),
        "people": number_text(figures.per_people),
        "without": number_text(without),
        "share": percent_text(without / known, 1),
        "limit": limit_text(chosen.decay.limit, chosen.metric),
        "field": figures.capacity_field,
    }
    if not figures.capacity_field:
        return tr(
            "On average, people can reach {mean} service points per {people} people, shared with all others "
            "who can; {without} people ({share}) can reach none within {limit}."
        ).format(**words)
    return tr(
        "On average, people can reach {mean} of “{field}” per {people} people, shared with all others who "
        "can; {without} people ({share}) can reach none within {limit}."
    ).format(**words)


def _shares(figures: AccessFigures, ledger: Ledger) -> Section:
    """How access is shared out among people: levels, the Lorenz curve, and what became of whom."""
    parts = figures.distribution
    text = []
    if figures.found.mean > 0.0:
        text.append(
            tr(
                "The tenth of the people with the least access have at most {low} times the mean, half of "
                "all people at most {half} times, and the tenth with the most at least {high} times. The "
                "Gini coefficient is {gini} (0: all have the same)."
            ).format(
                low=number_text(parts.quantile(0.1) / figures.found.mean, 2),
                half=number_text(parts.quantile(0.5) / figures.found.mean, 2),
                high=number_text(parts.quantile(0.9) / figures.found.mean, 2),
                gini=number_text(parts.gini(), 2),
            )
        )
    drawn = [_level_chart(figures), _lorenz_chart(figures)] if figures.found.mean > 0.0 else []
    return Section(tr("Who has how much"), text, [_status_table(figures, ledger)], charts=drawn)


def _level_chart(figures: AccessFigures) -> Chart:
    known = figures.people_by_level.sum()
    title = tr("People by capacity per {people} people").format(people=number_text(figures.per_people))
    labels = [tr("none"), *level_labels(figures.found.mean)]
    svg = charts.bar_chart(
        labels,
        [charts.Bars(tr("Share of the people"), (figures.people_by_level / known).tolist())],
        charts.Axis(tr("Share of the people"), percent_text),
        title=title,
    )
    caption = tr("{title}; the mean is {mean}").format(title=title, mean=short_number(figures.mean_shown))
    told = "; ".join(
        tr("{label}: {value}").format(label=label, value=percent_text(share, 1))
        for label, share in zip(labels, (figures.people_by_level / known).tolist())
    )
    return Chart(svg, caption, told)


def _lorenz_chart(figures: AccessFigures) -> Chart:
    people, access = figures.distribution.lorenz()
    rows = _thinned(people)
    svg = charts.line_chart(
        [
            charts.Line(tr("Access"), people[rows].tolist(), access[rows].tolist()),
            charts.Line(tr("Everybody the same"), [0.0, 1.0], [0.0, 1.0]),
        ],
        charts.Axis(tr("Share of the people, least access first"), percent_text, 1.0),
        charts.Axis(tr("Share of all access"), percent_text, 1.0),
        title=tr("How evenly access is shared out"),
    )
    half = float(np.interp(0.5, people, access))
    caption = tr(
        "Lorenz curve: the half of the people with the least access has {share} of all access"
    ).format(share=percent_text(half))
    return Chart(svg, caption, caption)


def _thinned(share: np.ndarray) -> np.ndarray:
    """Return the rows to draw: of a curve through very many units, one for each half percent is enough."""
    wanted = np.linspace(0.0, 1.0, 201)
    rows = np.unique(np.searchsorted(share, wanted, "left"))
    return np.unique(np.append(rows[rows < len(share)], (0, len(share) - 1)))


def _status_table(figures: AccessFigures, ledger: Ledger) -> Table:
    labels = (
        tr("With access"),
        tr("Nothing within the largest cutoff"),
        tr("Without a road to any point"),
        tr("Too far from any road"),
    )
    total = float(figures.people.sum())
    rows = [
        [label, number_text(units), number_text(people), percent_text(people / total, 1) if total else "–"]
        for label, units, people in zip(
            labels, figures.units_by_status.tolist(), figures.people_by_status.tolist()
        )
    ]
    rows.append([tr("All"), number_text(len(figures.people)), number_text(total), percent_text(1.0, 1)])
    lost = next(r.features - r.used for r in ledger.inputs if r.parameter == "DEMAND")
    if lost:
        rows.append([tr("Left out: no usable population"), number_text(lost), "–", "–"])
    headers = (tr("Population units"), tr("Units"), tr("People"), tr("Share"))
    return Table(tr("Who has access, and why others have none"), headers, rows, frozenset({1, 2, 3}))


def _busiest(figures: AccessFigures) -> Section:
    """The points with the most people for their capacity."""
    found, load = figures.found, figures.load
    names = names_of(figures.points)
    order = [row for row in np.argsort(-load, kind="stable").tolist() if load[row] > 0.0][:_SHOWN]
    rows = [
        [
            names[figures.used[row]],
            short_number(found.capacity[row]),
            number_text(found.demand[row]),
            number_text(load[row]),
        ]
        for row in order
    ]
    headers = (
        tr("Service point"),
        tr("Capacity"),
        tr("People, weighted"),
        tr("Per unit of capacity"),
    )
    placed = int(figures.placed.sum())
    caption = tr("The points with the most people for their capacity: {shown} of {count}").format(
        shown=number_text(len(rows)), count=number_text(placed)
    )
    text = [
        tr("People are weighted by how much their trip counts: a trip that counts half makes half a person.")
    ]
    idle = int((figures.placed & ~found.has_demand).sum())
    if idle:
        text.append(
            tr(
                "Points on the network that nobody can reach, whose capacity is in no figure: {count}."
            ).format(count=number_text(idle))
        )
    return Section(
        tr("Which points are busiest"), text, [Table(caption, headers, rows, frozenset({1, 2, 3}))]
    )


def _groups(figures: AccessFigures) -> Section:
    """Mean access by group and by stratum."""
    tables = []
    names, weights = figures.demand.labels, figures.demand.weights
    everybody = np.ones(len(weights), bool)
    if len(names) > 1:
        rows = [_mean_row(name, figures, weights[:, g], everybody) for g, name in enumerate(names)]
        tables.append(_mean_table(tr("Mean access by group"), tr("Group"), rows, figures))
    if figures.strata is not None:
        tables.append(_area_table(figures, np.array(figures.strata)))
    return Section(tr("By group and area"), (), tables)


def _area_table(figures: AccessFigures, strata: np.ndarray) -> Table:
    """Mean access by area, the least first; of many areas, those with the least and all others together."""
    names, place = np.unique(strata, return_inverse=True)
    known = figures.level >= 0
    people = np.bincount(place[known], weights=figures.people[known], minlength=len(names))
    access = np.bincount(
        place[known], weights=(figures.people * figures.found.access)[known], minlength=len(names)
    )
    mean = np.divide(access, people, out=np.full(len(names), np.inf), where=people > 0.0)
    order = np.argsort(mean, kind="stable").tolist()
    rows = [
        _mean_row(str(names[i]) or tr("(none)"), figures, figures.people, place == i) for i in order[:_AREAS]
    ]
    caption = tr("Mean access by area, the least first")
    if len(order) > _AREAS:
        caption = tr("Mean access by area: the {shown} areas of {count} with the least").format(
            shown=number_text(_AREAS), count=number_text(len(order))
        )
        others = np.isin(place, order[_AREAS:])
        rows.append(_mean_row(tr("All other areas"), figures, figures.people, others))
    everybody = np.ones(len(strata), bool)
    rows.append(_mean_row(tr("All"), figures, figures.people, everybody))
    return _mean_table(caption, tr("Area"), rows, figures)


def _mean_table(caption: str, first: str, rows: list[list[str]], figures: AccessFigures) -> Table:
    shown = tr("Per {people} people").format(people=number_text(figures.per_people))
    headers = (first, tr("People"), shown, tr("Times the mean"), tr("Without access"), tr("Off the network"))
    return Table(caption, headers, rows, frozenset(range(1, len(headers))))


def _mean_row(label: str, figures: AccessFigures, weights: np.ndarray, chosen: np.ndarray) -> list[str]:
    """Return the people of one group and area, their mean access, and how many have none."""
    access, level = figures.found.access, figures.level
    known = chosen & (level >= 0)
    people = float(weights[known].sum())
    mean = float((weights[known] * access[known]).sum()) / people if people else np.nan
    ratio = mean / figures.found.mean if figures.found.mean > 0.0 else np.nan
    return [
        label,
        number_text(float(weights[chosen].sum())),
        short_number(mean * figures.per_people) if people else "–",
        number_text(ratio, 2) if np.isfinite(ratio) else "–",
        number_text(float(weights[chosen & (level == 0)].sum())),
        number_text(float(weights[chosen & (level < 0)].sum())),
    ]


def _check_words(figures: AccessFigures) -> str:
    return tr(
        "Access times people, added up: {given}; capacity of the points that have demand: {shared}; the two "
        "must be equal"
    ).format(given=number_text(figures.found.given, 6), shared=number_text(figures.found.shared, 6))


def edge_words(figures: AccessFigures) -> str:
    """Say whose access the border of the network may change."""
    total = float(figures.people.sum())
    return tr(
        "People and points beyond the border are not seen. {people} people ({share}) live less than {reach} "
        "from it, as far as the largest cutoff leads in a straight line: their access may be too low or too "
        "high. Take in roads, people and points beyond the border, or say so with the figures."
    ).format(
        people=number_text(figures.edge.people),
        share=percent_text(figures.edge.people / total, 1) if total else "–",
        reach=reach_text(100.0 * max(1, round(figures.edge.reach_km * 10))),
    )


def _limits(figures: AccessFigures, chosen: Chosen) -> list[str]:
    borrowed = (
        tr(
            "The weights were published for zones of {zones} minutes. Here they stand for other zones, which "
            "is a choice, not a finding."
        ).format(zones=", ".join(number_text(zone) for zone in chosen.preset.zones))
        if chosen.borrowed
        else ""
    )
    return [
        *([edge_words(figures)] if figures.edge is not None else []),
        tr(
            "Access is capacity for each person who may come, not visits: everybody is taken to need the "
            "service alike and to use all points within reach."
        ),
        tr(
            "Wider zones do not always mean more access: more points come within reach of people, and more "
            "people within reach of points."
        ),
        tr(
            "How fast access falls with the length of a trip is a choice. Try another method before deciding."
        ),
        *([borrowed] if borrowed else []),
    ]
