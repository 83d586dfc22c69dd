# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:colocationpairs``."""

from __future__ import annotations

import numpy as np

from ..core.analysis import PairOptions, PairResult
from ..core.schema import load_schema
from ..host.language import say, tr
from .ledger import Ledger
from .report import Report, Section, Table
from .sites import SiteSet
from .wording import cost_text, distance_text, limit_text, number_text, percent_text, reach_text

_SHOWN = 50


def pair_report(
    result: PairResult,
    sites: SiteSet,
    options: PairOptions,
    method: list[tuple[str, str]],
    ledger: Ledger,
) -> Report:
    """Return the report: the answer, opportunities, pairs under one roof already, clusters, rates, method."""
    table = result.table
    apart, together = np.flatnonzero(~table.same_address), np.flatnonzero(table.same_address)
    report = Report(tr("Co-location opportunities"), _answer(result, options))
    pairs = _PairTable(result, sites, options)
    if len(apart):
        text = (_score_words(result, options),)
        caption = tr("The best pairs that are not at the same address")
        report.sections.append(Section(tr("Could share a roof"), text, pairs.of(caption, apart)))
    if len(together):
        caption = tr("Pairs of different groups at one address")
        report.sections.append(Section(tr("Already at the same address"), (), pairs.of(caption, together)))
    if result.clusters:
        report.sections.append(Section(tr("Clusters"), (), [_cluster_table(result, sites, options)]))
    report.sections.append(Section(tr("How many share a place today"), (), [_rate_table(result)]))
    report.method += method
    if table.scores.left_out:
        labels = _part_labels()
        parts = "; ".join(labels[name] for name in table.scores.left_out)
        report.method.append((tr("Parts of the score without data"), parts))
    report.rest_on(ledger)
    report.limits.append(
        tr(
            "Closeness is an opportunity, not a recommendation: leases, space, services, languages and "
            "accessibility need a look on the ground."
        )
    )
    return report


def _answer(result: PairResult, options: PairOptions) -> str:
    together = int(result.table.same_address.sum())
    return tr(
        "Pairs of service points of different groups within {limit} of each other: {apart} that could share "
        "a roof, and {together} at the same address already. {share} of the points share an address with "
        "another group today."
    ).format(
        limit=limit_text(options.max_cost, options.metric),
        apart=number_text(len(result.table) - together),
        together=number_text(together),
        share=percent_text(result.rates["same_address"], 1),
    )


def _part_labels() -> dict[str, str]:
    return {
        "proximity": tr("nearness"),
        "overlap": tr("population in common"),
        "complementarity": tr("services that only one of the two offers"),
    }


def _score_words(result: PairResult, options: PairOptions) -> str:
    """Return what the score is, with the share of every part that counted."""
    weights = result.table.scores.weights
    if not weights:
        return tr("No part of the score has data, so the pairs are in order of their distance.")
    labels = _part_labels()
    shares = "; ".join(f"{labels[name]} {percent_text(weight)}" for name, weight in weights.items())
    return tr(
        "The score goes from 0 to 1 and is the weighted mean of its parts ({shares}); nearness is 1 at the "
        "same place and 0 at {limit}."
    ).format(shares=shares, limit=limit_text(options.max_cost, options.metric))


class _PairTable:
    """Writes pairs as rows that people read."""

    def __init__(self, result: PairResult, sites: SiteSet, options: PairOptions) -> None:
        self._table, self._names, self._metric = result.table, sites.names, options.metric
        self._groups = group_names(sites.sites.groups)

    def of(self, caption: str, chosen: np.ndarray) -> list[Table]:
        """Return the table of the ``chosen`` pairs, the best ones when there are many."""
        if len(chosen) > _SHOWN:
            caption = tr("{caption} (the first {shown} of {count})").format(
                caption=caption, shown=number_text(_SHOWN), count=number_text(len(chosen))
            )
        group = tr("Government or group")
        headers = [tr("No."), tr("Point"), group, tr("Other point"), group]
        headers += [] if self._metric == "straight" else [tr("By road")]
        headers += [tr("Straight line"), tr("Score")]
        numeric = frozenset({0, *range(5, len(headers))})
        shown = enumerate(chosen[:_SHOWN].tolist(), start=1)
        rows = [[number_text(number), *self._row(i)] for number, i in shown]
        return [Table(caption, headers, rows, numeric)]

    def _row(self, i: int) -> list[str]:
        table = self._table
        a, b, score = int(table.a[i]), int(table.b[i]), float(table.scores.total[i])
        row = [self._names[a], self._groups[a], self._names[b], self._groups[b]]
        row += [] if self._metric == "straight" else [cost_text(float(table.cost[i]), self._metric)]
        return [
            *row,
            distance_text(float(table.straight_m[i])),
            number_text(score, 2) if np.isfinite(score) else "–",
        ]


def group_names(groups: tuple[str, ...]) -> list[str]:
    """Return the group of each point in words: orders of government by the schema, others as they stand."""
    levels = load_schema().domains["gov_level"].by_code
    if not set(groups) <= set(levels):
        return list(groups)
    return [say(levels[group].label) for group in groups]


def _cluster_table(result: PairResult, sites: SiteSet, options: PairOptions) -> Table:
    rows = [
        [
            "; ".join(sites.names[i] for i in cluster.points),
            number_text(cluster.n_points),
            number_text(cluster.n_groups),
            cost_text(cluster.max_cost, options.metric),
        ]
        for cluster in result.clusters[:_SHOWN]
    ]
    headers = (tr("Members"), tr("Points"), tr("Groups"), tr("Farthest pair"))
    return Table(tr("Groups of points that are connected by pairs"), headers, rows, frozenset({1, 2, 3}))


def _rate_table(result: PairResult) -> Table:
    rows = [[_rate_label(name), percent_text(rate, 1)] for name, rate in result.rates.items()]
    caption = tr("Share of the points with another group’s point nearby, in a straight line")
    return Table(caption, (tr("Distance"), tr("Share")), rows, frozenset({1}))


def _rate_label(name: str) -> str:
    if name == "same_address":
        return tr("At the same address")
    distance = reach_text(float(name.split("_")[1]))
    return tr("Within {distance}").format(distance=distance)
