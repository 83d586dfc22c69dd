# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of the report of ``servicepoints:colocationpairs``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..core.analysis import AreaGains, Cluster, PairOptions, PairResult, PairTable
from ..host.language import tr
from .report import Table
from .sites import SiteSet
from .wording import cost_text, distance_text, number_text, percent_text, reach_text

SHOWN = 50
"""Rows of a table of pairs, clusters or areas; the layers hold all of them."""


class PairTables:
    """Writes pairs as rows that people read."""

    def __init__(self, result: PairResult, sites: SiteSet, options: PairOptions) -> None:
        self._table, self._names, self._metric = result.table, sites.names, options.metric
        self._groups = sites.group_words()
        self._facts = _known_facts(result.table)

    def of(self, caption: str, chosen: np.ndarray) -> list[Table]:
        """Return the table of the ``chosen`` pairs, the best ones when there are many."""
        group = tr("Government or group")
        headers = [tr("No."), tr("Point"), group, tr("Other point"), group]
        headers += [] if self._metric == "straight" else [tr("By road")]
        headers += [tr("Straight line"), tr("Score")]
        numeric = frozenset({0, *range(5, len(headers))})
        headers += [header for header, _ in self._facts]  # their words may wrap
        shown = enumerate(chosen[:SHOWN].tolist(), start=1)
        rows = [[number_text(number), *self._row(i)] for number, i in shown]
        return [Table(_first_of(caption, len(chosen)), headers, rows, numeric)]

    def _row(self, i: int) -> list[str]:
        table = self._table
        a, b, score = int(table.a[i]), int(table.b[i]), float(table.scores.total[i])
        row = [self._names[a], self._groups[a], self._names[b], self._groups[b]]
        row += [] if self._metric == "straight" else [cost_text(float(table.cost[i]), self._metric)]
        return [
            *row,
            distance_text(float(table.straight_m[i])),
            number_text(score, 2) if np.isfinite(score) else "–",
            *(fact(i) for _, fact in self._facts),
        ]


def _known_facts(table: PairTable) -> list[tuple[str, Callable[[int], str]]]:
    """Return the further columns that have data: a header, and what gives the text of a pair."""

    def numbers(values: np.ndarray, decimals: int = 0) -> Callable[[int], str]:
        return lambda i: number_text(values[i], decimals) if np.isfinite(values[i]) else "–"

    facts: list[tuple[str, Callable[[int], str]]] = []
    if np.isfinite(table.hours_overlap_h).any():
        facts.append((tr("Hours a week in common"), numbers(table.hours_overlap_h, 1)))
    services = table.services
    if services is not None:

        def of_one_only(i: int) -> str:
            a, b = services.a_only[i], services.b_only[i]
            return "–" if a is None or b is None else number_text(len(a) + len(b))

        facts.append((tr("Services of one only"), of_one_only))
    if np.isfinite(table.people_gaining).any():
        facts.append((tr("People gaining"), numbers(table.people_gaining)))
    precedents = table.precedents
    if precedents is not None:
        facts.append((tr("Partnerships"), lambda i: number_text(len(precedents[i]))))
    return facts


def cluster_table(clusters: Sequence[Cluster], sites: SiteSet, options: PairOptions) -> Table:
    """Return the clusters, the largest first; a chain says so."""
    rows = [
        [
            "; ".join(sites.names[i] for i in cluster.points),
            number_text(cluster.n_points),
            number_text(cluster.n_groups),
            cost_text(cluster.max_cost, options.metric),
            tr("yes") if cluster.chained else tr("no"),
        ]
        for cluster in clusters[:SHOWN]
    ]
    compact = options.grouping == "compact"
    caption = (
        tr("Groups of points that are all near each other")
        if compact
        else tr("Groups of points that are connected by pairs")
    )
    headers = [tr("Members"), tr("Points"), tr("Groups"), tr("Farthest pair"), tr("Chain")]
    if compact:  # never a chain
        headers, rows = headers[:-1], [row[:-1] for row in rows]
    return Table(_first_of(caption, len(clusters)), headers, rows, frozenset({1, 2, 3}))


def rate_table(result: PairResult) -> Table:
    """Return indicator P1."""
    rows = [[_rate_label(name), percent_text(rate, 1)] for name, rate in result.rates.items()]
    caption = tr("Share of the points with another group’s point nearby, in a straight line")
    return Table(caption, (tr("Distance"), tr("Share")), rows, frozenset({1}))


def area_table(gains: Sequence[AreaGains], *, by_area: bool) -> Table:
    """Return indicators P3 and P4 by area, the areas where most people would gain first, and in total."""
    ordered = sorted(gains, key=lambda one: (-np.nan_to_num(one.gaining), -one.population, one.area))
    rows = [_area_row(one.area or tr("(no value)"), one) for one in ordered[:SHOWN]] if by_area else []
    rows.append(_area_row(tr("All areas"), total_gains(gains)))
    headers = (
        tr("Area"), tr("People"), tr("Near a shared place"), tr("Services in reach"),
        tr("Services gained"), tr("People gaining"),
    )  # fmt: skip
    caption = tr("Services in reach of people today, and gained if the points of every pair shared")
    return Table(_first_of(caption, len(gains)), headers, rows, frozenset(range(1, 6)))


def total_gains(gains: Sequence[AreaGains]) -> AreaGains:
    """Return the sums and the means over all areas."""
    people = np.array([one.population for one in gains])
    total = float(people.sum())

    def mean(values: list[float]) -> float:
        inhabited = people > 0
        return float((people[inhabited] * np.array(values)[inhabited]).sum() / total) if total else np.nan

    return AreaGains(
        area="",
        population=total,
        near_one_stop=sum(one.near_one_stop for one in gains),
        gaining=sum(one.gaining for one in gains),
        before=mean([one.before for one in gains]),
        gained=mean([one.gained for one in gains]),
    )


def _area_row(name: str, one: AreaGains) -> list[str]:
    def known(value: float, decimals: int = 0) -> str:
        return number_text(value, decimals) if np.isfinite(value) else "–"

    near = percent_text(one.near_one_stop / one.population, 1) if one.population > 0 else "–"
    services = (known(one.before, 1), known(one.gained, 1), known(one.gaining))
    return [name, number_text(one.population), near, *services]


def _first_of(caption: str, count: int) -> str:
    """Say in a caption that only the first rows are shown, when that is so."""
    if count <= SHOWN:
        return caption
    return tr("{caption} (the first {shown} of {count})").format(
        caption=caption, shown=number_text(SHOWN), count=number_text(count)
    )


def _rate_label(name: str) -> str:
    if name == "same_address":
        return tr("At the same address")
    distance = reach_text(float(name.split("_")[1]))
    return tr("Within {distance}").format(distance=distance)
