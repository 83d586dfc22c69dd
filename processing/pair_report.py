# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:colocationpairs``."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..core.analysis import AreaGains, PairOptions, PairResult
from ..core.charts import Axis, Bars, stacked_chart
from ..host.language import tr
from .ledger import Ledger
from .pair_tables import PairTables, area_table, cluster_table, rate_table, total_gains
from .precedents import precedent_table
from .report import Chart, Report, Section, Table
from .sites import SiteSet
from .wording import limit_text, number_text, percent_text

_CHARTED = 12
_NAMED = 30  # letters of a name in the chart, so that both names of a pair are there; tables have all
"""Bars of the chart of the best pairs: as many as can be read at a glance."""


@dataclass(frozen=True)
class PairStudy:
    """A run to report on; ``gains`` by area, of one area when ``by_area`` is not so, none without demand."""

    result: PairResult
    sites: SiteSet
    options: PairOptions
    gains: Sequence[AreaGains]
    by_area: bool


def pair_report(study: PairStudy, method: list[tuple[str, str]], ledger: Ledger) -> Report:
    """Return the report: the answer, opportunities, pairs under one roof already, clusters, precedents,
    what people have and would gain, method."""
    result, options = study.result, study.options
    table = result.table
    apart, together = np.flatnonzero(~table.same_address), np.flatnonzero(table.same_address)
    report = Report(tr("Co-location opportunities"), _answer(result, options))
    pairs = PairTables(result, study.sites, options)
    if len(apart):
        text = (_score_words(result, options),)
        caption = tr("The best pairs that are not at the same address")
        charts = [_chart(study, apart)] if table.scores.weights else []
        tables = pairs.of(caption, apart)
        report.sections.append(Section(tr("Could share a roof"), text, tables, charts=charts))
    if len(together):
        caption = tr("Pairs of different groups at one address")
        report.sections.append(Section(tr("Already at the same address"), (), pairs.of(caption, together)))
    if result.clusters:
        clusters = [cluster_table(result.clusters, study.sites, options)]
        report.sections.append(Section(tr("Clusters"), _chain_words(study), clusters))
    report.sections += _precedents(study)
    report.sections.append(
        Section(tr("How many share a place today"), _one_stop_words(result, options), [rate_table(result)])
    )
    if study.gains:
        tables = [area_table(study.gains, by_area=study.by_area)]
        report.sections.append(Section(tr("What people would gain"), _gain_words(study), tables))
    report.method += method
    told = tr(
        "The layer of pairs has each part of the score, so that other weights can be tried. “Partnership "
        "brief” varies the catchments of one pair."
    )
    report.method.append((tr("Sensitivity"), told))
    if table.scores.left_out:
        labels = part_labels()
        parts = "; ".join(labels[name] for name in table.scores.left_out)
        report.method.append((tr("Parts of the score without data"), parts))
    report.rest_on(ledger)
    report.limits += _limits(study)
    return report


def part_labels() -> dict[str, str]:
    """Return the parts of the score in words."""
    return {
        "proximity": tr("nearness"),
        "overlap": tr("population in common"),
        "complementarity": tr("services that only one of the two offers"),
        "hours": tr("opening hours in common"),
        "languages": tr("languages in common"),
        "accessibility": tr("an accessible entrance"),
        "space": tr("room to spare"),
        "lease": tr("a lease that ends soon"),
    }


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


def _chart(study: PairStudy, chosen: np.ndarray) -> Chart:
    """Return what makes the scores of the best of the ``chosen`` pairs, one bar for each pair."""
    rows, table, names = chosen[:_CHARTED], study.result.table, study.sites.names
    labels = part_labels()
    parts = [
        Bars(labels[name], values[rows].tolist()) for name, values in table.scores.contributions().items()
    ]
    ends = zip(table.a[rows].tolist(), table.b[rows].tolist())
    pairs = [
        tr("{number}. {point} – {other}").format(number=number_text(i), point=one, other=two)
        for i, (one, two) in enumerate(((_short(names[a]), _short(names[b])) for a, b in ends), start=1)
    ]
    title = tr("Score of the best pairs by its parts")
    axis = Axis(tr("Score"), lambda value: number_text(value, 2), 1.0)
    best = float(table.scores.total[rows[0]])
    alternative = tr(
        "Bars for the best pairs ({count}), the first with a score of {best}; each bar is made of what the "
        "parts of the score add. The columns of the layer of pairs hold the same figures."
    ).format(count=number_text(len(rows)), best=number_text(best, 2))
    return Chart(stacked_chart(pairs, parts, axis, title=title), title, alternative)


def _short(name: str) -> str:
    return name if len(name) <= _NAMED else f"{name[: _NAMED - 1].rstrip()}…"


def _score_words(result: PairResult, options: PairOptions) -> str:
    """Return what the score is, with the share of every part that counted."""
    weights = result.table.scores.weights
    if not weights:
        return tr("No part of the score has data, so the pairs are in order of their distance.")
    labels = part_labels()
    shares = "; ".join(f"{labels[name]} {_weight_text(weight)}" for name, weight in weights.items())
    return tr(
        "The score goes from 0 to 1 and is the weighted mean of its parts ({shares}); nearness is 1 at the "
        "same place and 0 at {limit}. What is not known of a pair is left out of its score, never taken for "
        "a no."
    ).format(shares=shares, limit=limit_text(options.max_cost, options.metric))


def _weight_text(weight: float) -> str:
    """Write a weight so that the weights add up: 25%, 12.5%."""
    return percent_text(weight, 0 if math.isclose(round(weight, 2), weight) else 1)


def _chain_words(study: PairStudy) -> tuple[str, ...]:
    chains = sum(cluster.chained for cluster in study.result.clusters)
    if not chains:
        return ()
    return (
        tr(
            "Clusters that are chains: {chains} of {count}. Their farthest points are more than {limit} "
            "apart; run again with compact clusters for groups that could share one place."
        ).format(
            chains=number_text(chains),
            count=number_text(len(study.result.clusters)),
            limit=limit_text(study.options.max_cost, study.options.metric),
        ),
    )


def _precedents(study: PairStudy) -> list[Section]:
    known, of_pairs = study.sites.precedents, study.result.table.precedents
    if known is None or of_pairs is None:
        return []
    table: Table | None = precedent_table(known, of_pairs, study.sites.facts.organizations)
    heading = tr("What these governments do together already")
    if table is None:
        return [Section(heading, (tr("No partnership between the groups of these pairs is on record."),))]
    return [Section(heading, (), [table])]


def _one_stop_words(result: PairResult, options: PairOptions) -> tuple[str, ...]:
    """Return the one-stop rate, indicator P3, in a sentence; nothing without demand."""
    if not np.isfinite(result.one_stop):
        return ()
    return (
        tr("{share} of the people are within {limit} of a place that two groups share today.").format(
            share=percent_text(result.one_stop, 1), limit=limit_text(options.catchment, options.metric)
        ),
    )


def _gain_words(study: PairStudy) -> tuple[str, ...]:
    """Return indicator P4 in a sentence; nothing without services."""
    services = study.sites.sites.services
    if study.result.gains is None or services is None:
        return ()
    total = total_gains(study.gains)
    told = tr(
        "If the two points of every pair offered each other’s services, {people} of {all} people would have "
        "a service within {limit} that no point offers them there today. Figures of services are means over "
        "the people of an area."
    ).format(
        people=number_text(total.gaining),
        all=number_text(total.population),
        limit=limit_text(study.options.catchment, study.options.metric),
    )
    unknown = sum(one is None for one in services)
    if not unknown:
        return (told,)
    note = tr("Points whose services are not known, and which add nothing here: {unknown} of {count}.")
    return told, note.format(unknown=number_text(unknown), count=number_text(len(services)))


def _limits(study: PairStudy) -> list[str]:
    limits = [
        tr(
            "Closeness is an opportunity, not a recommendation: leases, space, services, languages and "
            "accessibility need a look on the ground."
        )
    ]
    if study.gains and study.result.gains is not None:
        limits.append(
            tr("Services gained are an upper bound: nobody will bring together the points of all pairs.")
        )
    return limits
