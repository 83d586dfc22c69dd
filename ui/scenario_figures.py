# SPDX-License-Identifier: GPL-2.0-or-later
"""What a comparison of before and after says: sentences, rows of tables, and charts; no widgets."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Callable

import numpy as np

from ..core.analysis.before_after import STEPS, BeforeAfter
from ..core.analysis.situation import Situation
from ..core.charts import Axis, Bars, Theme, bar_chart
from ..core.network import inclusive
from ..host.language import tr
from ..processing.coverage_inputs import NO_STRATUM
from ..processing.parameters import UNITS
from ..processing.wording import amount_text, cost_text, limit_text, number_text, percent_text

MINUS = "\u2212"
_MOST_STRATA = 50


@dataclass(frozen=True)
class Measure:
    """What the figures are measured in: ``metric``, rising ``cutoffs``."""

    metric: str
    cutoffs: tuple[float, ...]


@dataclass(frozen=True)
class FigureRow:
    """One figure before and after, and its change, in words."""

    label: str
    before: str
    after: str
    change: str


def signed(value: float, write: Callable[[float], str]) -> str:
    """Write a change with its sign; one that is written as nought has none."""
    text = write(abs(value))
    if text == write(0.0):
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def headline(result: BeforeAfter, measure: Measure) -> str:
    """Return the answer in a sentence or two: who loses, who gains."""
    if not len(result.scenario):
        return tr("Nothing is changed yet. Close, open or move points: the figures follow.")
    lose, gain = float(result.losers.people[0, 0]), float(result.gainers.people[0, 0])
    if lose == 0.0 and gain == 0.0:
        return tr("Nobody’s trip to the nearest point would change.")
    parts = []
    if lose:
        much = float(result.losers.over[0, 0, 0])
        step = limit_text(STEPS[0], measure.metric)
        parts.append(
            tr("{people} people would have a longer trip, {much} of them by more than {step}.").format(
                people=number_text(lose), much=number_text(much), step=step
            )
        )
    if gain:
        parts.append(tr("{people} people would have a shorter trip.").format(people=number_text(gain)))
    lost = float(result.losers.cut_off[0, 0])
    if lost:
        parts.append(
            tr("{people} people would have no road left to any point.").format(people=number_text(lost))
        )
    return " ".join(parts)


def figure_rows(result: BeforeAfter, measure: Measure) -> list[FigureRow]:
    """Return the figures for everybody, before and after."""
    before, after = result.before.figures, result.after.figures
    rows = []
    total = float(before.total[0, 0])
    for c, cutoff in enumerate(measure.cutoffs):
        pair = float(before.served[c, 0, 0]), float(after.served[c, 0, 0])
        label = tr("People within {limit}").format(limit=limit_text(cutoff, measure.metric))
        shares = [percent_text(value / total, 1) if total else "–" for value in pair]
        rows.append(FigureRow(label, *shares, signed(pair[1] - pair[0], number_text)))
    for label, pair in (
        (tr("Mean trip"), (before.mean[0, 0], after.mean[0, 0])),
        (tr("9 in 10 people within"), (before.quantiles[1, 0, 0], after.quantiles[1, 0, 0])),
    ):
        rows.append(FigureRow(label, *_costs(float(pair[0]), float(pair[1]), measure.metric)))
    without = [float((f.unreachable + f.off_network)[0, 0]) for f in (before, after)]
    texts = [number_text(value) for value in without]
    label = tr("People with no road to a point")
    rows.append(FigureRow(label, *texts, signed(without[1] - without[0], number_text)))
    return rows


def _costs(before: float, after: float, metric: str) -> tuple[str, str, str]:
    """Return two costs and their difference in words; a dash for nobody's."""

    def write(cost: float) -> str:
        return cost_text(cost, metric)

    texts = [write(cost) if math.isfinite(cost) else "–" for cost in (before, after)]
    both = math.isfinite(before) and math.isfinite(after)
    # The difference of what is written: 1.7 and 2.2 are 0.5 apart, whatever the next decimals say.
    change = _written(after, metric) - _written(before, metric) if both else 0.0
    return texts[0], texts[1], signed(change, write) if both else "–"


def _written(cost: float, metric: str) -> float:
    """Return a cost as ``cost_text`` writes it: tenths, or metres of less than a kilometre."""
    return round(cost, 3) if metric != "time" and cost < 1.0 else round(cost, 1)


def loser_table(
    result: BeforeAfter, measure: Measure, groups: Sequence[str], strata: Sequence[str]
) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of who loses: everybody, the further groups, then the strata that lose, most
    people first. Of the steps of more than so much, those at the end that nobody exceeds are left out."""
    losers = result.losers
    steps = 1 + max((i for i in range(1, len(STEPS)) if losers.over[i].any()), default=0)
    who = [(tr("Everybody"), 0, 0)]
    who += [(name, 0, f) for f, name in enumerate(groups) if f > 0]
    people = losers.people[1:, 0]
    order = np.lexsort((np.arange(len(people)), -people))
    some = [s for s in order.tolist() if people[s] > 0][:_MOST_STRATA]
    who += [(tr("(none)") if strata[s] == NO_STRATUM else strata[s], s + 1, 0) for s in some]
    rows = [
        [label, *map(number_text, (losers.people[s, f], *losers.over[:steps, s, f]))] for label, s, f in who
    ]
    over = [tr("> {limit}").format(limit=limit_text(step, measure.metric)) for step in STEPS[:steps]]
    return [tr("Who"), tr("Longer trip"), *over], rows


def people_by_cost(situation: Situation, people: np.ndarray, cutoffs: Sequence[float]) -> list[float]:
    """Return people in each band up to the last cutoff, beyond it, and without a way: they add up to all."""
    limits = inclusive(np.array(cutoffs))
    band = np.searchsorted(limits, situation.cost, "left")
    band = np.where(np.isfinite(situation.cost), band, len(limits) + 1)
    return np.bincount(band, weights=people, minlength=len(limits) + 2).tolist()


def band_names(measure: Measure) -> list[str]:
    """Return short names of the bands of ``people_by_cost``: 0–5, 5–10, over 10, none."""
    ends = [amount_text(cutoff) for cutoff in measure.cutoffs]
    starts = [amount_text(0.0), *ends]
    bands = [f"{start}–{end}" for start, end in zip(starts, ends)]
    return [*bands, tr("over {limit}").format(limit=ends[-1]), tr("no road")]


def histogram(
    results: Mapping[str, BeforeAfter], people: np.ndarray, measure: Measure
) -> tuple[Callable[[float, Theme], str], str]:
    """Return a chart of people by cost today and in each scenario, by name; and what it shows, in words."""
    one = next(iter(results.values()))
    bars = [Bars(tr("Today"), people_by_cost(one.before, people, measure.cutoffs))]
    bars += [
        Bars(name, people_by_cost(each.after, people, measure.cutoffs)) for name, each in results.items()
    ]
    names = band_names(measure)
    unit = UNITS[measure.metric]
    title = tr("People by trip to the nearest point ({unit})").format(unit=unit)

    def make(width: float, theme: Theme) -> str:
        return bar_chart(names, bars, Axis(title, number_text), title=title, width=width, theme=theme)

    said = [
        f"{each.name} – " + "; ".join(f"{name} {number_text(v)}" for name, v in zip(names, each.values))
        for each in bars
    ]
    return make, ". ".join([title, *said])


def comparison_rows(results: Mapping[str, BeforeAfter], measure: Measure) -> list[list[str]]:
    """Return the figures of several scenarios side by side: label, today, then each scenario."""
    columns = [figure_rows(result, measure) for result in results.values()]
    rows = [[same[0].label, same[0].before, *(row.after for row in same)] for same in zip(*columns)]
    changed = [number_text(len(result.scenario)) for result in results.values()]
    lose = [number_text(float(result.losers.people[0, 0])) for result in results.values()]
    gain = [number_text(float(result.gainers.people[0, 0])) for result in results.values()]
    return [
        [tr("Points changed"), "–", *changed],
        *rows,
        [tr("People with a longer trip"), "–", *lose],
        [tr("People with a shorter trip"), "–", *gain],
    ]
