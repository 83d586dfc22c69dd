# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:channelcoverage``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..core.channels import COMBINATION_WORDS, COMBINATIONS, COUNTER_WORDS, COUNTERS, UNKNOWN, YES
from ..core.charts import Axis, Bars, bar_chart
from ..core.schema import load_schema
from ..core.text import Text
from ..core.validation.record import name_of
from ..host.language import say, tr
from .channel_found import Found
from .channel_words import CHANNELS, channel_words, language_words, moment_words
from .coverage_inputs import UNITS
from .coverage_words import group_words, stratum_words, units_words
from .report import Chart, Report, Section, Table
from .wording import limit_text, number_text, percent_text

_SHOWN = 60  # rows of a table


def channel_report(found: Found, method: list[tuple[str, str]]) -> Report:
    """Return the report: the answer, channels, combinations, areas, groups, what is not known of points."""
    report = Report(tr("Which channels reach each community?"), _answer(found))
    report.sections.append(
        Section(tr("Channel by channel"), (), [_channels(found), _counters(found)], charts=[_chart(found)])
    )
    report.sections.append(Section(tr("Channels together"), (), [_combinations(found)]))
    report.sections += _strata(found)
    report.sections += _groups(found)
    report.sections.append(_points(found))
    report.method += method
    report.rest_on(found.study.ledger)
    report.limits += _limits(found)
    return report


def _share(part: float, whole: float) -> str:
    return percent_text(part / whole, 1) if whole else "–"


def _answer(found: Found) -> str:
    total = float(found.total[0, 0])
    if not total:
        return tr("There is nobody in these areas.")
    people = {code: float(found.of_combination(code)[0, 0]) for code in COMBINATION_WORDS}
    remote = people["pd"] + people["p"] + people["d"]
    told = tr(
        "A counter within {limit} serves {counter} of the people, a call centre {phone}, a digital service "
        "{digital} (language: {language}; when: {moment}). People served from a distance only: {remote}; by "
        "no channel: {none}; of whom nothing is known for sure: {unknown}."
    ).format(
        language=language_words(found.asked.language),
        moment=moment_words(found.asked),
        limit=limit_text(found.asked.cutoff, found.asked.metric),
        counter=_share(found.served("counter"), total),
        phone=_share(found.served("call_centre"), total),
        digital=_share(found.served("digital"), total),
        remote=number_text(remote),
        none=number_text(people["none"]),
        unknown=number_text(people["unknown"]),
    )
    maybe = found.perhaps_a_counter
    if maybe:
        more = tr("Of those served from a distance only, {count} may have a counter: that is not known.")
        told = f"{told} {more.format(count=number_text(maybe))}"
    return told if found.people.names != (UNITS,) else f"{told} {units_words()}"


def _channels(found: Found) -> Table:
    total = float(found.total[0, 0])
    rows = []
    for channel in (*CHANNELS, "any"):
        served, unknown = found.served(channel), found.unknown(channel)
        neither = total - served - unknown
        rows.append(
            [
                channel_words(channel),
                *(
                    text
                    for people in (served, unknown, neither)
                    for text in (number_text(people), _share(people, total))
                ),
            ]
        )
    headers = (
        tr("Channel"), tr("Served"), tr("Share"), tr("Not known"), tr("Share"), tr("Not served"), tr("Share"),
    )  # fmt: skip
    return Table(tr("People by channel"), headers, rows, frozenset(range(1, 7)))


def _counters(found: Found) -> Table:
    total = float(found.total[0, 0])
    rows = []
    for i, code in enumerate(COUNTERS):
        people = float(found.people.sums(found.reach.state == i)[0, 0])
        rows.append([say(COUNTER_WORDS[code]), number_text(people), _share(people, total)])
    headers = (tr("Counter"), tr("People"), tr("Share"))
    return Table(tr("People by what is known of their counters"), headers, rows, frozenset({1, 2}))


def _chart(found: Found) -> Chart:
    """Return bars of who is served, of whom that is not known, and who is not, for each channel."""
    total = float(found.total[0, 0]) or 1.0
    served = [found.served(channel) / total for channel in CHANNELS]
    unknown = [found.unknown(channel) / total for channel in CHANNELS]
    parts = [
        Bars(tr("Served"), served),
        Bars(tr("Not known"), unknown),
        Bars(tr("Not served"), [max(0.0, 1.0 - a - b) for a, b in zip(served, unknown)]),
    ]
    names = [channel_words(channel) for channel in CHANNELS]
    title = tr("People by channel")
    axis = Axis(tr("Share of the people"), percent_text, 1.0)
    svg = bar_chart(names, parts, axis, title=title)
    told = "; ".join(
        tr("{channel}: {share} served").format(channel=name, share=percent_text(share, 1))
        for name, share in zip(names, served)
    )
    return Chart(svg, title, told)


def _combinations(found: Found) -> Table:
    total = float(found.total[0, 0])
    rows = []
    for code, words in COMBINATION_WORDS.items():
        people = float(found.of_combination(code)[0, 0])
        if not people and code not in ("none", "unknown"):
            continue
        areas = int((found.combination == COMBINATIONS.index(code)).sum())
        rows.append([say(words), number_text(people), _share(people, total), number_text(areas)])
    headers = (tr("Channels known to serve"), tr("People"), tr("Share"), tr("Areas"))
    return Table(tr("People by combination of channels"), headers, rows, frozenset({1, 2, 3}))


def _strata(found: Found) -> list[Section]:
    strata = found.people.strata
    if not strata:
        return []
    total = found.total[1:, 0]
    part = {channel: found.sums(channel, YES)[1:, 0] for channel in CHANNELS}
    unknown, none = found.of_combination("unknown")[1:, 0], found.of_combination("none")[1:, 0]
    order = np.lexsort((total, total - part["counter"], unknown + none))[::-1]
    rows = [
        [
            stratum_words(strata[s]),
            number_text(float(total[s])),
            *(_share(float(part[channel][s]), float(total[s])) for channel in CHANNELS),
            number_text(float(unknown[s])),
            number_text(float(none[s])),
        ]
        for s in order[:_SHOWN].tolist()
    ]
    headers = (
        tr("Area"), tr("People"), *(channel_words(channel) for channel in CHANNELS),
        tr("Nothing known for sure"), tr("No channel"),
    )  # fmt: skip
    shown = (
        tr("Areas, those with the most people without a channel or without a counter first")
        if len(strata) <= _SHOWN
        else tr("The first {shown} of {count} areas").format(
            shown=number_text(_SHOWN), count=number_text(len(strata))
        )
    )
    return [Section(tr("Area by area"), (), [Table(shown, headers, rows, frozenset(range(1, 7)))])]


def _groups(found: Found) -> list[Section]:
    names = found.people.names
    if len(names) < 2:  # noqa: PLR2004
        return []
    total, served = found.total[0], {channel: found.sums(channel, YES)[0] for channel in CHANNELS}
    none = found.of_combination("none")[0] + found.of_combination("unknown")[0]
    rows = [
        [
            group_words(name),
            number_text(float(total[g])),
            *(_share(float(served[channel][g]), float(total[g])) for channel in CHANNELS),
            _share(float(none[g]), float(total[g])),
        ]
        for g, name in enumerate(names)
    ]
    headers = (
        tr("Group"), tr("People"), *(channel_words(channel) for channel in CHANNELS),
        tr("No channel for sure"),
    )  # fmt: skip
    table = Table(tr("Groups beside everybody"), headers, rows, frozenset(range(1, 6)))
    return [Section(tr("Who is reached"), (), [table])]


def _points(found: Found) -> Section:
    """Return how many points of each channel serve then and in the language, and the call centres."""
    rows = []
    for channel, code in zip(CHANNELS, ("in_person", "call_centre", "digital")):
        available = found.store.channels[code].available
        counts = [int((available.serves == answer).sum()) for answer in (YES, UNKNOWN)]
        rest = len(available.serves) - sum(counts)
        rows.append([channel_words(channel), *(number_text(n) for n in (*counts, rest))])
    headers = (tr("Channel"), tr("Serve then"), tr("Not known"), tr("Do not"))
    tables = [Table(tr("Points by channel"), headers, rows, frozenset({1, 2, 3}))]
    if len(found.store.channels["call_centre"]):
        tables.append(_call_centres(found))
    return Section(tr("What the points offer"), (), tables)


def _call_centres(found: Found) -> Table:
    channel, rows = found.store.channels["call_centre"], []
    words = {0: tr("no"), 1: tr("not known"), 2: tr("yes")}
    languages = load_schema().domains["language"].by_code
    for i, row in enumerate(channel.rows[:_SHOWN]):
        name, coverage = name_of(row), found.store.coverage.get(str(row["id"]), ())
        available = channel.available
        codes = row["languages"] or ()
        spoken = [say(languages[code].label) if code in languages else code for code in codes]
        rows.append(
            [
                str(row["id"]) if name is None else say(name),
                ", ".join(_jurisdictions(found, coverage)) or tr("not known"),
                ", ".join(spoken) or tr("not known"),
                words[int(available.speaks[i])],
                words[int(available.open[i])],
            ]
        )
    headers = (
        tr("Call centre"), tr("Territory"), tr("Languages"), tr("In the language"), tr("Open then"),
    )  # fmt: skip
    return Table(tr("Call centres"), headers, rows)


def _jurisdictions(found: Found, codes: Sequence[str]) -> list[str]:
    names = {str(row["code"]): name_of(row) for row in found.store.tables["jurisdiction"]}
    return [say(names.get(code) or Text(code, code)) for code in codes]


def _limits(found: Found) -> list[str]:
    limits = [
        tr("A channel that serves an area does not offer every service: which services was not asked."),
        tr(
            "A telephone or an Internet connection is not everybody’s; whether people have one was not asked."
        ),
        tr("Lines may be busy and counters crowded: waiting is not in these figures."),
    ]
    if found.asked.moment is None:
        limits.append(tr("Opening hours were not asked about: a point may be open one day a month."))
    else:
        limits.append(tr("The status of points is that of today, whatever the moment asked about."))
    empty = [
        channel_words(channel)
        for channel, code in zip(CHANNELS, ("in_person", "call_centre", "digital"))
        if not len(found.store.channels[code])
    ]
    if empty:
        told = tr(
            "The register has no points of these channels, which need not mean that there are none: {names}."
        )
        limits.append(told.format(names=", ".join(empty)))
    if found.study.roads is None:
        limits.append(tr("Straight lines are shorter than roads, and cross rivers without bridges."))
    return limits
