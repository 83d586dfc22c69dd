# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of a partnership brief: the question, the answer, a map, a chart, a table; then the detail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..core.analysis.sharing import Sharing
from ..core.charts import Axis, Bars, stacked_chart
from ..host.language import tr
from .brief_method import data_lines, sensitivity
from .brief_people import BriefStudy
from .brief_precedents import Precedent, left_out, personal_mailboxes, precedent_tables
from .brief_tables import (
    area_table,
    arrangement_table,
    common_hours,
    people_table,
    score_table,
    service_table,
    side_by_side,
    unknown_of_all,
)
from .coverage_words import units_words
from .ledger import Ledger
from .report import Chart, Picture, Report, Section, Table
from .wording import cost_text, distance_text, limit_text, number_text, percent_text

PAIR = 2


def brief_report(
    study: BriefStudy,
    precedents: list[Precedent],
    maps: Sequence[Path],
    *,
    method: list[tuple[str, str]],
    ledger: Ledger,
) -> Report:
    """Return the report. ``maps``: with population who is within reach of which point, then the close-up."""
    names = study.register.names()
    title = tr("Partnership brief: {names}").format(names=listed(names))
    report = Report(title, answer(study), question=question(study), notice=_notice())
    *reach, close_up = maps
    figures = study.sharing
    if figures is not None:
        shown = [_reach_map(study, figures, path) for path in reach]
        report.sections.append(Section(tr("The map"), pictures=shown))
        report.sections.append(
            Section(
                tr("The choice"),
                _reserves(study, figures),
                [arrangement_table(study, figures)],
                charts=[_chart(study, figures)],
            )
        )
        tables = [people_table(study, figures)]
        words = [_gain_words(study)] if np.isfinite(figures.arrangements[0].gaining) else []
        report.sections.append(Section(tr("Who is served today, and together"), words, tables))
    report.sections += _services(study)
    report.sections.append(
        Section(
            tr("Side by side"),
            _side_words(study),
            [side_by_side(study.register)],
            [_close_up(study, close_up)],
        )
    )
    report.sections += _score(study)
    report.sections.append(
        Section(
            tr("Who has done this before"),
            _precedent_words(precedents),
            precedent_tables(study.register, precedents),
        )
    )
    report.method += [*data_lines(study), *method, *sensitivity(study)]
    report.rest_on(ledger)
    report.limits += _limits(study)
    return report


def _reach_map(study: BriefStudy, figures: Sharing, path: Path) -> Picture:
    limit = limit_text(study.limit, study.metric)
    told = tr(
        "Map of the population units within {limit} of {names}: {both} people are within reach of two or "
        "more of these points, {either} of at least one."
    ).format(
        limit=limit,
        names=listed(study.register.names()),
        both=number_text(figures.both[0]),
        either=number_text(figures.either[0]),
    )
    return Picture(path, tr("Who is within {limit} of which point").format(limit=limit), told)


def _close_up(study: BriefStudy, path: Path) -> Picture:
    told = tr("Map of the surroundings of {names}, {distance} apart, with other service points and roads.")
    told = told.format(
        names=listed(study.register.names()), distance=distance_text(float(study.straight_m.max()))
    )
    return Picture(path, tr("Where the points are"), told)


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence."""
    if len(names) == PAIR:
        return tr("{first} and {second}").format(first=names[0], second=names[1])
    return "; ".join(names)


def question(study: BriefStudy) -> str:
    """Return what the brief helps to decide."""
    names = study.register.names()
    if study.register.is_at_one_address():
        return tr(
            "{names} have one address already: what more could they do for each other’s clients?"
        ).format(names=listed(names))
    if len(names) == PAIR:
        return tr("Could {first} and {second} share a roof?").format(first=names[0], second=names[1])
    return tr("Could these {count} service points share a roof: {names}?").format(
        count=number_text(len(names)), names=listed(names)
    )


def answer(study: BriefStudy) -> str:
    """Return the answer in one sentence with its numbers."""
    figures, limit = study.sharing, limit_text(study.limit, study.metric)
    if figures is None or not figures.either[0] > 0:
        return _answer_without_people(study)
    stay = figures.arrangements[0]
    values = {
        "either": number_text(figures.either[0]),
        "both": number_text(figures.both[0]),
        "share": percent_text(figures.both[0] / figures.either[0], 1),
        "limit": limit,
        "gaining": number_text(stay.gaining) if np.isfinite(stay.gaining) else "",
    }
    if len(study.register.members) == PAIR:
        told = tr(
            "Of the {either} people within {limit} of at least one of the two points, {both} ({share}) reach "
            "both today."
        )
        gain = tr(
            "Of the {either} people within {limit} of at least one of the two points, {both} ({share}) reach "
            "both today; if each also offered the services of the other, {gaining} people would have a "
            "service within {limit} that no point offers them there today."
        )
    else:
        told = tr(
            "Of the {either} people within {limit} of at least one of the points, {both} ({share}) reach two "
            "or more of them today."
        )
        gain = tr(
            "Of the {either} people within {limit} of at least one of the points, {both} ({share}) reach two "
            "or more of them today; if each also offered the services of the others, {gaining} people would "
            "have a service within {limit} that no point offers them there today."
        )
    if stay.gaining == 0 and not study.register.without_services():
        told += " " + tr(
            "Sharing would bring nobody a service that no point offers them within {limit} today."
        )
    told = (gain if stay.gaining > 0 else told).format(**values)
    return told if study.found is None or study.found.names else f"{told} {units_words()}"


def _answer_without_people(study: BriefStudy) -> str:
    services = [study.register.facts.services.get(row["id"]) for row in study.register.member_rows()]
    known = [each for each in services if each is not None]
    everything, common = frozenset[str]().union(*known), frozenset[str]()
    if known:
        common = known[0].intersection(*known[1:])
    distance = distance_text(float(study.straight_m.max()))
    if len(known) < len(services):
        return tr(
            "The points are {distance} apart in a straight line; the services of {unknown} of them are not "
            "known."
        ).format(distance=distance, unknown=number_text(len(services) - len(known)))
    return tr(
        "The points are {distance} apart in a straight line. Services that they offer together: {count}; "
        "that all of them offer today: {common}."
    ).format(distance=distance, count=number_text(len(everything)), common=number_text(len(common)))


def _gain_words(study: BriefStudy) -> str:
    return tr(
        "“Gain” counts people who would have at least one service within {limit} that no point of the "
        "register offers them there today; “lose”, those who would no longer have one that some point "
        "does. The same person can gain one service and lose another."
    ).format(limit=limit_text(study.limit, study.metric))


def _reserves(study: BriefStudy, figures: Sharing) -> list[str]:
    words = []
    unplaced = [name for name, placed in zip(study.register.names(), study.placed) if not placed]
    if unplaced:
        words.append(
            tr("Too far from any road, so that nobody is counted as within reach: {names}.").format(
                names=listed(unplaced)
            )
        )
    if not np.isfinite(figures.arrangements[0].gaining):
        words.append(tr("The services of these points are not known, so gains and losses are not counted."))
        return words
    unknown = study.register.without_services()
    if unknown:
        told = tr("Not known are the services of {names}: what they bring or take away is not counted.")
        words.append(told.format(names=listed(unknown)))
    if figures.unknown_near:
        told = tr(
            "Other points that serve these people and whose services are not known: {count}. Some people may "
            "have there today what is counted as a gain."
        )
        words.append(told.format(count=number_text(figures.unknown_near)))
    return words


def _chart(study: BriefStudy, figures: Sharing) -> Chart:
    """Return who is within reach of each point: of it alone, or of another one too."""
    names = study.register.names()
    alone = figures.alone[:, 0].tolist()
    shared = (figures.reached[:, 0] - figures.alone[:, 0]).tolist()
    parts = [
        Bars(tr("within reach of another one too"), shared),
        Bars(tr("within reach of this point only"), alone),
    ]
    limit = limit_text(study.limit, study.metric)
    title = tr("People within {limit} of each point today").format(limit=limit)
    alternative = "; ".join(
        tr("{name}: {alone} people reach this point only, {shared} another one too").format(
            name=name, alone=number_text(one), shared=number_text(two)
        )
        for name, one, two in zip(names, alone, shared)
    )
    axis = Axis(tr("People"), number_text)
    return Chart(stacked_chart(names, parts, axis, title=title), title, alternative)


def _services(study: BriefStudy) -> list[Section]:
    table = service_table(study)
    if table is None:
        return []
    tables: list[Table] = [table]
    figures = study.sharing
    by_area = None if figures is None else area_table(study, figures)
    words = []
    if by_area is not None:
        tables.append(by_area)
    if figures is not None and not figures.gains:
        words.append(
            tr(
                "Every service of these points is within reach today of everybody who would be served: no "
                "gain."
            )
        )
    return [Section(tr("Services gained by each community"), words, tables)]


def _side_words(study: BriefStudy) -> list[str]:
    register, words = study.register, []
    if len(register.members) == PAIR:
        distance, cost = distance_text(float(study.straight_m[0, 1])), study.cost[0, 1]
        if study.metric == "straight" or not np.isfinite(cost):
            words.append(
                tr("The two points are {distance} apart in a straight line.").format(distance=distance)
            )
        else:
            told = tr("The two points are {distance} apart in a straight line and {cost} by road.")
            words.append(told.format(distance=distance, cost=cost_text(float(cost), study.metric)))
    common = common_hours(register)
    if common is not None:
        words.append(
            tr("Hours a week when both are open at once: {hours}.").format(hours=number_text(common, 1))
        )
    unknown = unknown_of_all(register)
    if unknown:
        words.append(
            tr("Not in the register for any of these points: {what}.").format(what=", ".join(unknown))
        )
    return words


def _score(study: BriefStudy) -> list[Section]:
    table = score_table(study)
    if table is None:
        return []
    told = tr(
        "“Co-location opportunities” put this pair at rank {rank} (pairs read: {count}). A part without "
        "data is not counted."
    ).format(rank=number_text(study.choice.number), count=number_text(study.choice.count))
    return [Section(tr("Why this pair"), (told,), [table])]


def _precedent_words(precedents: list[Precedent]) -> list[str]:
    if not precedents:
        return [
            tr(
                "The register knows no partnership in force or ended between these organizations, their "
                "governments or their orders of government."
            )
        ]
    words = [
        tr(
            "Partnerships in force or ended between the same organizations, governments or orders of "
            "government, the closest first."
        )
    ]
    more, hidden = left_out(precedents), personal_mailboxes(precedents)
    if more:
        words.append(tr("Not shown: %n more.", more))
    if hidden:
        words.append(tr("Mailboxes that look like those of a person are not shown: %n.", hidden))
    return words


def _notice() -> str:
    return tr(
        "For the governments concerned. This brief holds details on space, leases and partnerships that are "
        "not open data."
    )


def _limits(study: BriefStudy) -> list[str]:
    limits = [
        tr(
            "Closeness is an opportunity, not a recommendation: leases, space, security, networks and labour "
            "agreements need a look on the ground."
        ),
        tr("Costs and savings are not in the register and are not estimated."),
        tr("What is not known of a point is said to be not known."),
    ]
    if study.sharing is not None:
        limits.append(
            tr(
                "People are counted where they live. Who really comes, when, and by which means of transport "
                "is not known."
            )
        )
        limits.append(
            tr("People beyond the edge of the population layer are not counted, even if they are near.")
        )
    return limits
