# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:scenario``: who gains, who loses, and where people would go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..core.analysis.before_after import STEPS
from ..core.analysis.situation import Situation
from ..core.charts import Axis, Bars, bar_chart
from ..host.language import tr
from .geometry import FloatArray
from .report import Chart, Report, Section, Table
from .scenario_findings import Findings
from .scenario_outputs import shift_values
from .wording import cost_text, limit_text, number_text, percent_text

_SHOWN = 30
_MOST_BARS = 12
_LONGEST = 36  # characters of a name where it is mentioned
_STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_TELLING = 0.99
"""Share of the people whose costs the bars must tell apart; the rest share the last one."""


def scenario_report(found: Findings, names: Mapping[str, str], *, method: list[tuple[str, str]]) -> Report:
    """Return the report; ``names``: what people call each point."""
    report = Report(tr("Before and after"), answer(found))
    if found.compared.scenario:
        report.sections += [
            Section(tr("How far people have to go"), (), [_figures_table(found)], (), [_histogram(found)]),
            Section(tr("Who gains and who loses"), _exact(found), _shift_tables(found)),
            Section(tr("Where people would go"), (), [_load_table(found, names)]),
        ]
    else:
        report.sections.append(Section(tr("Today"), (), [_figures_table(found)], (), [_histogram(found)]))
    if found.alone is not None:
        report.sections.append(
            Section(tr("Closing each point in turn"), (_alone_words(),), [_alone_table(found, names)])
        )
    report.sections.append(Section(tr("Everybody is counted"), (), [_reconciled(found)]))
    report.method += method
    told = tr(
        "The figures are given for every cutoff. Speeds were not varied; “Coverage against a standard” does "
        "so."
    )
    report.method.append((tr("Sensitivity"), told))
    report.rest_on(found.ledger)
    report.limits += _limits()
    return report


def answer(found: Findings) -> str:
    """Return who gains and who loses, in one sentence with its numbers."""
    compared = found.compared
    if not compared.scenario:
        return _today(found)
    total = compared.before.figures.total[0, 0]
    sides = []
    for shifts in (compared.losers, compared.gainers):
        people, *_, mean = shift_values(shifts, 0, 0)
        sides.append((people or 0.0, mean))
    (losing, more), (gaining, less) = sides
    over, cut_off = compared.losers.over[0, 0, 0], compared.losers.cut_off[0, 0]
    sentences = [
        tr(
            "{losing} people ({losing_share}) would have farther to go and {gaining} ({gaining_share}) less "
            "far; within {limit}, the share of people goes from {before} to {after}."
        ).format(
            losing=number_text(losing),
            losing_share=_share(losing, total),
            gaining=number_text(gaining),
            gaining_share=_share(gaining, total),
            limit=limit_text(float(found.engine.cutoffs[-1]), found.metric),
            before=_share(compared.before.figures.served[-1, 0, 0], total),
            after=_share(compared.after.figures.served[-1, 0, 0], total),
        )
    ]
    if losing and more is not None:
        sentences.append(
            tr(
                "Those who lose have {mean} more on average; {over} people have more than {step} more."
            ).format(
                mean=cost_text(more, found.metric),
                over=number_text(over),
                step=limit_text(5.0, found.metric),
            )
        )
    if gaining and less is not None:
        sentences.append(
            tr("Those who gain save {mean} on average.").format(mean=cost_text(less, found.metric))
        )
    if cut_off:
        sentences.append(
            tr("{count} people would be left without a way to any point.").format(count=number_text(cut_off))
        )
    return " ".join(sentences)


def _today(found: Findings) -> str:
    """Answer a run that only closes each point in turn."""
    ids = found.engine.points.ids
    if found.alone is None or not found.alone.losers[:, 0].any():
        return tr(
            "Points closed in turn: {count}. Closing any one of them would make nobody’s way longer."
        ).format(count=number_text(len(ids)))
    worst = int(np.argmax(found.alone.losers[:, 0]))
    return tr(
        "Of all points ({count}), closing {point} would touch the most people: {losing} would have farther "
        "to go."
    ).format(count=number_text(len(ids)), point=ids[worst], losing=number_text(found.alone.losers[worst, 0]))


def _exact(found: Findings) -> list[str]:
    unplaced = found.compared.unplaced
    words = [
        tr(
            "Only the way to the nearest point counts: whoever has another point nearer is not touched. "
            "People in a higher class are in the lower ones too."
        )
    ]
    if unplaced:
        words.append(
            tr("New or moved points too far from any road, which would serve nobody: {ids}.").format(
                ids=", ".join(unplaced)
            )
        )
    return words


def _figures_table(found: Findings) -> Table:
    """Return the indicators of everyone, before, after and their change."""
    before, after = found.compared.before.figures, found.compared.after.figures
    total = before.total[0, 0]
    rows = []
    for c, cutoff in enumerate(found.engine.cutoffs.tolist()):
        label = tr("People within {limit}").format(limit=limit_text(cutoff, found.metric))
        rows.append(_people_row(label, before.served[c, 0, 0], after.served[c, 0, 0], total))
    for label, values in (
        (tr("Mean per person"), (before.mean[0, 0], after.mean[0, 0])),
        (tr("Half of the people within"), (before.quantiles[0, 0, 0], after.quantiles[0, 0, 0])),
        (tr("Nine in ten people within"), (before.quantiles[1, 0, 0], after.quantiles[1, 0, 0])),
        (tr("Farthest"), (before.maximum[0, 0], after.maximum[0, 0])),
    ):
        rows.append([label, *_costs(*values, found.metric)])
    label = tr("People with two or more points within {limit}").format(
        limit=limit_text(float(found.engine.cutoffs[-1]), found.metric)
    )
    rows.append(_people_row(label, before.redundant[-1, 0, 0], after.redundant[-1, 0, 0], total))
    loads = [side.load[:, 0] for side in (found.compared.before, found.compared.after)]
    means = [float(load.mean()) if len(load) else 0.0 for load in loads]
    rows.append(
        [tr("People per point"), *(number_text(value) for value in means), _signed(means[1] - means[0])]
    )
    headers = [tr("Figure"), tr("Before"), tr("After"), tr("Change")]
    return Table(tr("Figures before and after"), headers, rows, frozenset({1, 2, 3}))


def _people_row(label: str, before: float, after: float, total: float) -> list[str]:
    cells = [f"{number_text(value)} ({_share(value, total)})" for value in (before, after)]
    return [label, *cells, _signed(after - before)]


def _costs(before: float, after: float, metric: str) -> list[str]:
    if not (np.isfinite(before) and np.isfinite(after)):
        return [cost_text(value, metric) if np.isfinite(value) else "–" for value in (before, after)] + ["–"]
    sign = "+" if after > before else "\u2212" if after < before else ""
    change = f"{sign}{cost_text(abs(after - before), metric)}"
    return [cost_text(before, metric), cost_text(after, metric), change]


def _shift_tables(found: Findings) -> list[Table]:
    """Return people who lose and gain: everyone, by group; and the strata where most people lose or gain."""
    groups = [[name, *_shifted(found, 0, f)] for f, name in enumerate(found.labels)]
    tables = [_table(tr("People with farther or less far to go"), tr("Group"), groups, _shift_headers(found))]
    people = found.compared.losers.people[:, 0] + found.compared.gainers.people[:, 0]
    order = np.lexsort((np.arange(len(people)), -people))
    order = order[(order > 0) & (people[order] > 0)]
    strata = [[found.strata[g] or "", *_shifted(found, g, 0)] for g in order[:_SHOWN].tolist()]
    if strata:
        caption = tr("By area: {group}").format(group=found.labels[0])
        if len(order) > _SHOWN:
            caption = tr("By area: {group} – the {shown} with most people touched, of {count}").format(
                group=found.labels[0], shown=number_text(_SHOWN), count=number_text(len(order))
            )
        tables.append(_table(caption, tr("Where"), strata, _shift_headers(found)))
    return tables


def _shift_headers(found: Findings) -> list[str]:
    return [tr("People"), tr("Lose"), *_step_headers(found), tr("No way left"), tr("Gain")]


def _step_headers(found: Findings) -> list[str]:
    return [tr("> {low}").format(low=limit_text(step, found.metric)) for step in STEPS]


def _shifted(found: Findings, g: int, f: int) -> list[str]:
    compared = found.compared
    losing, gaining = shift_values(compared.losers, g, f), shift_values(compared.gainers, g, f)
    total = compared.before.figures.total[g, f]
    return [number_text(value or 0.0) for value in (total, *losing[:5], gaining[0])]


def _table(caption: str, first: str, rows: list[list[str]], headers: list[str]) -> Table:
    """Return a table without the columns of numbers, other than the first two, in which nobody is."""
    nobody = number_text(0.0)
    kept = [0, 1, 2, *(i for i in range(3, len(headers) + 1) if any(row[i] != nobody for row in rows))]
    titles = [first, *headers]
    return Table(
        caption,
        [titles[i] for i in kept],
        [[row[i] for i in kept] for row in rows],
        frozenset(range(1, len(kept))),
    )


def _load_table(found: Findings, names: Mapping[str, str]) -> Table:
    """Return the points whose load changes most, those that close, open or move first."""
    compared, sites = found.compared, found.compared.sites
    labels = {
        "kept": tr("stays"),
        "closed": tr("closes"),
        "opened": tr("opens"),
        "moved": tr("moves"),
    }
    before = _load_of(compared.before, sites.before)
    after = _load_of(compared.after, sites.after)
    kept = np.array([status == "kept" for status in sites.status])
    order = np.lexsort((np.arange(len(kept)), -np.abs(after - before), kept))
    order = order[~kept[order] | (after != before)[order]]
    rows = [
        [
            names.get(sites.ids[i], sites.ids[i]),
            labels[sites.status[i]],
            number_text(before[i]),
            number_text(after[i]),
            _signed(after[i] - before[i]),
        ]
        for i in order[:_SHOWN].tolist()
    ]
    caption = tr("People whose nearest point it is")
    if len(order) > _SHOWN:
        caption = tr("People whose nearest point it is – the {shown} largest changes of {count}").format(
            shown=number_text(_SHOWN), count=number_text(len(order))
        )
    headers = [tr("Point"), tr("What becomes of it"), tr("Before"), tr("After"), tr("Change")]
    return Table(caption, headers, rows, frozenset({2, 3, 4}))


def _load_of(situation: Situation, rows: np.ndarray) -> FloatArray:
    load = np.append(situation.load[:, 0], 0.0)  # the last one, -1, is for points that are not there
    return np.asarray(load[rows])


def _alone_words() -> str:
    return tr(
        "Each row closes one of today’s points and leaves all others open. The points whose closing would "
        "touch the fewest people come last."
    )


def _alone_table(found: Findings, names: Mapping[str, str]) -> Table:
    alone, ids = found.alone, found.engine.points.ids
    rows: list[list[str]] = []
    if alone is not None:
        order = np.lexsort((np.arange(len(ids)), -alone.losers[:, 0]))
        for j in order.tolist():
            stay = alone.losers[j, 0] - alone.cut_off[j, 0]
            mean = cost_text(alone.amount[j, 0] / stay, found.metric) if stay > 0 else "–"
            heir = ids[int(alone.heir[j])] if alone.heir[j] >= 0 else ""
            cells = (alone.losers[j, 0], *alone.over[:, j, 0], alone.cut_off[j, 0])
            numbers = [number_text(value) for value in cells]
            rows.append([names.get(ids[j], ids[j]), *numbers, mean, _brief(names.get(heir, "–"))])
    headers = [
        tr("Lose"),
        *_step_headers(found),
        tr("No way left"),
        tr("Mean more"),
        tr("Most would go to"),
    ]
    table = _table(tr("What closing one point would do"), tr("Point closed"), rows, headers)
    return replace(table, numeric=frozenset(range(1, len(table.headers) - 1)))


def _brief(name: str) -> str:
    """Cut a name that would make its column long and thin; it stands whole at the row of the point."""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()}…"


def _reconciled(found: Findings) -> Table:
    """Return people and units by status, which add up to all that were read."""
    rows = []
    sides = (found.compared.before, found.compared.after)
    parts = [
        (tr("Within the largest cutoff"), 0, [side.figures.served[-1, 0, 0] for side in sides]),
        (tr("Beyond the largest cutoff"), 1, [side.figures.beyond[0, 0] for side in sides]),
        (tr("Without a road to any point"), 2, [side.figures.unreachable[0, 0] for side in sides]),
        (tr("Too far from any road"), 3, [side.figures.off_network[0, 0] for side in sides]),
    ]
    for label, code, people in parts:
        units = [float((side.status == code).sum()) for side in sides]
        rows.append([label, *(number_text(value) for value in (*people, *units))])
    left_out = found.engine.people.left_out[0, 0]
    excluded = found.units_excluded
    rows.append([tr("Left out"), *(number_text(value) for value in (left_out, left_out, excluded, excluded))])
    total, units = sides[0].figures.total[0, 0] + left_out, len(sides[0].status) + excluded
    rows.append([tr("Total"), *(number_text(value) for value in (total, total, units, units))])
    headers = [tr("People and units"), tr("People before"), tr("After"), tr("Units before"), tr("After")]
    return Table(tr("All people and all population units"), headers, rows, frozenset({1, 2, 3, 4}))


def _histogram(found: Findings) -> Chart:
    """Return how many people have how far to go, before and after."""
    people = found.engine.people.everybody
    before, after = found.compared.before.cost, found.compared.after.cost
    limits = _bar_limits(before, after, people)
    categories = [
        tr("{low}–{high}").format(low=number_text(low, _digits(low)), high=number_text(high, _digits(high)))
        for low, high in zip(limits[:-1], limits[1:])
    ]
    categories.append(tr("> {low}").format(low=number_text(limits[-1], _digits(limits[-1]))))
    bars = [Bars(tr("Before"), _counted(before, people, limits))]
    if found.compared.scenario:
        bars.append(Bars(tr("After"), _counted(after, people, limits)))
    unit = tr("minutes") if found.metric == "time" else tr("kilometres")
    title = tr("People by how far the nearest point is ({unit})").format(unit=unit)
    svg = bar_chart(categories, bars, Axis(tr("People"), number_text), title=title)
    caption = tr("{title}. People without any way to a point are in the table at the end.").format(
        title=title
    )
    alternative = "; ".join(
        f"{category}\u00a0{found.unit}: " + ", ".join(number_text(each.values[i]) for each in bars)
        for i, category in enumerate(categories)
    )
    return Chart(svg, caption, alternative)


def _bar_limits(before: FloatArray, after: FloatArray, people: FloatArray) -> list[float]:
    """Return the limits of the bars: even steps from 0 to where nearly everybody is."""
    costs = np.concatenate((before, after))
    weights = np.concatenate((people, people))
    found = np.isfinite(costs) & (weights > 0)
    if not found.any():
        return [0.0, 1.0]
    order = np.argsort(costs[found], kind="stable")
    below = np.cumsum(weights[found][order])
    far = float(costs[found][order][np.searchsorted(below, _TELLING * below[-1])])
    step = next((step for step in _STEPS if far / step <= _MOST_BARS), far / _MOST_BARS)
    return [step * i for i in range(max(1, int(np.ceil(far / step))) + 1)]


def _counted(cost: FloatArray, people: FloatArray, limits: list[float]) -> list[float]:
    """Return the people in each bar (upper limits are inclusive) and beyond the last one."""
    found = np.isfinite(cost)
    bar = np.maximum(np.searchsorted(np.asarray(limits), cost[found], "left") - 1, 0)
    return [float(value) for value in np.bincount(bar, weights=people[found], minlength=len(limits))]


def _digits(value: float) -> int:
    return 0 if float(value).is_integer() else 1


def _share(part: float, whole: float) -> str:
    return percent_text(part / whole, 1) if whole > 0 else "–"


def _signed(value: float) -> str:
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return f"{sign}{number_text(abs(value))}"


def _limits() -> list[str]:
    return [
        tr(
            "People are taken to go to the nearest point. Habits, capacity, opening hours and services are "
            "not looked at."
        ),
        tr("A population unit goes as a whole: all its people to one point, from one place."),
        tr(
            "A point of today outside the layer, and people beyond the border of the data, are not seen. "
            "Near the border, losses may look larger than they are."
        ),
    ]
