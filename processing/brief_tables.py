# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of a partnership brief."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from ..core.analysis.sharing import STAY, Arrangement, Sharing
from ..core.hours import describe, weekly_hours, weekly_overlap_minutes
from ..core.presets.pair_weights import PARTS
from ..core.store import Row
from ..host.language import say, tr
from .brief_people import BriefStudy
from .brief_register import BriefRegister, code_words
from .pair_report import part_labels
from .report import Table
from .site_facts import text_of
from .wording import date_text, limit_text, number_text, percent_text

_AREAS = 30
_SERVICES = 40
_NAMED = 3  # services of an area


def share_text(part: float, whole: float) -> str:
    """Return people with their share."""
    if not whole > 0:
        return number_text(part)
    return f"{number_text(part)} ({percent_text(part / whole, 1)})"


def arrangement_words(arrangement: Arrangement, names: list[str]) -> str:
    """Return an arrangement in words."""
    if arrangement.host == STAY:
        return tr("Each stays and offers the services of all")
    return tr("All together at {name}").format(name=names[arrangement.host])


def arrangement_table(study: BriefStudy, figures: Sharing) -> Table:
    """Return the ways to share: who reaches everything, who gains and who loses."""
    limit, names = limit_text(study.limit, study.metric), study.register.names()
    known = bool(np.isfinite(figures.arrangements[0].gaining))
    rows = [
        [tr("Today: all of the points within reach"), number_text(figures.every[0]), *["–", "–"][: 2 * known]]
    ]
    for one in figures.arrangements:
        changes = [number_text(one.gaining), number_text(one.losing)] if known else []
        rows.append([arrangement_words(one, names), number_text(one.people[0]), *changes])
    headers = [tr("Way to share"), tr("Within {limit} of all the services").format(limit=limit)]
    headers += [tr("Gain a service"), tr("Lose a service")] if known else []
    caption = tr("People today, and with each way to share")
    return Table(caption, headers, rows, frozenset(range(1, len(headers))))


def people_table(study: BriefStudy, figures: Sharing) -> Table:
    """Return who is within reach of each point today and of the points together, by group."""
    names = study.register.names()
    total = study.found.weights.sum(axis=0) if study.found is not None else np.zeros(len(study.names))
    lines: list[tuple[str, np.ndarray]] = []
    for i, name in enumerate(names):
        lines.append((name, figures.reached[i]))
        lines.append((tr("of these, no other of the points: {name}").format(name=name), figures.alone[i]))
    lines += [(tr("At least one of the points"), figures.either), (tr("Two or more of them"), figures.both)]
    rows = [
        [label, *(share_text(value, whole) for value, whole in zip(values, total))] for label, values in lines
    ]
    rows.append([tr("Everybody counted"), *(number_text(whole) for whole in total)])
    caption = tr("People within {limit}, and their share of everybody counted").format(
        limit=limit_text(study.limit, study.metric)
    )
    return Table(caption, (tr("Within reach of"), *study.names), rows, frozenset(range(1, len(rows[0]))))


def service_table(study: BriefStudy) -> Table | None:
    """Return which of the points offers what, and how many people would gain it."""
    register, figures = study.register, study.sharing
    offered = [register.facts.services.get(row["id"]) for row in register.member_rows()]
    codes = frozenset[str]().union(*(each or frozenset() for each in offered))
    if not codes:
        return None
    gains = {gain.code: float(gain.people.sum()) for gain in figures.gains} if figures else {}
    order = sorted(codes, key=lambda code: (-gains.get(code, 0.0), register.service_name(code).casefold()))
    rows = []
    for code in order[:_SERVICES]:
        cells = [_offers(each, code) for each in offered]
        people = [number_text(gains.get(code, 0.0))] if figures else []
        rows.append([register.service_name(code), *cells, *people])
    headers = [tr("Service"), *register.names()]
    headers += [tr("People who would gain it")] if figures else []
    caption = tr("Services of the points today")
    numeric = frozenset({len(headers) - 1}) if figures else frozenset[int]()
    return Table(shortened(caption, len(rows), len(order)), headers, rows, numeric)


def _offers(services: frozenset[str] | None, code: str) -> str:
    if services is None:
        return tr("not known")
    return tr("yes") if code in services else "–"


def area_table(study: BriefStudy, figures: Sharing) -> Table | None:
    """Return what each community would gain, most people first; ``None`` without communities."""
    if not study.by_area:
        return None
    touched = [i for i in range(len(figures.areas)) if figures.within[i] > 0]
    touched.sort(key=lambda i: (-figures.gaining[i], -figures.within[i], figures.areas[i]))
    if not touched:
        return None
    rows = []
    for i in touched[:_AREAS]:
        best = sorted(figures.gains, key=lambda gain: (-gain.people[i], gain.code))
        gained = [gain for gain in best if gain.people[i] > 0]
        services = "; ".join(study.register.service_name(gain.code) for gain in gained[:_NAMED])
        more = len(gained) - _NAMED
        if more > 0:
            services = tr("{services} and {count} more").format(services=services, count=number_text(more))
        rows.append(
            [
                figures.areas[i] or tr("(no value)"),
                number_text(figures.population[i]),
                number_text(figures.within[i]),
                number_text(figures.gaining[i]),
                services or "–",
            ]
        )
    headers = (
        tr("Community"), tr("People"), tr("Within reach"), tr("People who gain a service"),
        tr("Services gained by most"),
    )  # fmt: skip
    caption = tr("If each stays and offers the services of all, by community")
    return Table(shortened(caption, len(rows), len(touched)), headers, rows, frozenset({1, 2, 3}))


def shortened(caption: str, shown: int, count: int) -> str:
    """Say in a caption that only the first rows are shown, when that is so."""
    if shown >= count:
        return caption
    return tr("{caption} (the first {shown} of {count})").format(
        caption=caption, shown=number_text(shown), count=number_text(count)
    )


def side_by_side(register: BriefRegister) -> Table:
    """Return what is known of the points, next to each other."""
    rows, profiles = register.member_rows(), register.profiles
    cells: list[tuple[str, Callable[[int, Row], str]]] = [
        (tr("Government"), lambda _, row: register.government(row)),
        (tr("Organization"), lambda _, row: register.organization(row)),
        (tr("Address"), lambda _, row: _address(row)),
        (tr("Opening hours"), lambda i, row: _hours(register, i, row)),
        (tr("Hours a week"), lambda i, _: _weekly(register, i)),
        (tr("Languages"), lambda _, row: code_words("language", row["languages"])),
        (tr("Accessibility"), lambda _, row: code_words("accessibility", row["accessibility"])),
        (tr("Counters"), lambda _, row: _amount(profiles, row, "counters")),
        (tr("Counters free to share"), lambda _, row: _amount(profiles, row, "counters_free")),
        (tr("Public area (m²)"), lambda _, row: _amount(profiles, row, "area_m2")),
        (tr("Visits in the year"), lambda _, row: _amount(profiles, row, "visits")),
        (tr("End of the lease"), lambda _, row: iso_words(profiles.get(row["id"], {}).get("lease_end"))),
        (tr("Open to co-location"), lambda _, row: _interest(profiles.get(row["id"], {}))),
        (tr("Capacity as of"), lambda _, row: text_of(profiles.get(row["id"], {}).get("reporting_year"))),
        (tr("Record verified"), lambda _, row: iso_words(row["verified_on"])),
    ]
    table = [
        [label, *(told(i, row) or tr("not known") for i, row in enumerate(rows))] for label, told in cells
    ]
    unknown = [tr("not known")] * len(rows)
    return Table(
        tr("The points side by side"),
        (tr("What"), *register.names()),
        [row for row in table if row[1:] != unknown],
    )


def unknown_of_all(register: BriefRegister) -> list[str]:
    """Return what is not known of any of the points and therefore has no line in the comparison."""
    profiles = [register.profiles.get(row["id"], {}) for row in register.member_rows()]
    rows = register.member_rows()
    known = {
        tr("opening hours"): any(register.hours),
        tr("languages"): any(row["languages"] for row in rows),
        tr("accessibility"): any(row["accessibility"] for row in rows),
        tr("free counters"): any(each.get("counters_free") is not None for each in profiles),
        tr("ends of leases"): any(each.get("lease_end") for each in profiles),
        tr("services"): any(register.facts.services.get(row["id"]) is not None for row in rows),
    }
    return [label for label, is_known in known.items() if not is_known]


def common_hours(register: BriefRegister) -> float | None:
    """Return the hours a week at which the two points of a pair are open at once; ``None`` if not known."""
    if len(register.hours) != 2:  # noqa: PLR2004
        return None
    first, second = register.hours
    if first is None or second is None:
        return None
    minutes = weekly_overlap_minutes(first, second)
    return None if minutes is None else minutes / 60.0


def score_table(study: BriefStudy) -> Table | None:
    """Return what the layer of pairs says of this pair; ``None`` for a cluster."""
    row = study.choice.row
    if not study.choice.is_pair or row.get("score") is None:
        return None
    labels = part_labels()
    rows = [
        [labels[name], number_text(row[f"score_{name}"], 2) if row.get(f"score_{name}") is not None else "–"]
        for name in PARTS
        if f"score_{name}" in row
    ]
    rows.append([tr("Score, the weighted mean of the known parts"), number_text(row["score"], 2)])
    return Table(tr("Parts of the score, from 0 to 1"), (tr("Part"), tr("Value")), rows, frozenset({1}))


def iso_words(value: object) -> str:
    """Return a day of the register in words; the text itself where it is none."""
    text = text_of(value)
    try:
        return date_text(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def _address(row: Row) -> str:
    parts = (row["address_line1"], row["address_line2"], row["city"], row["province"], row["postal_code"])
    return ", ".join(text_of(part) for part in parts if text_of(part))


def _hours(register: BriefRegister, i: int, row: Row) -> str:
    hours = register.hours[i]
    return say(describe(hours)) if hours is not None else text_of(row["hours"])


def _weekly(register: BriefRegister, i: int) -> str:
    hours = register.hours[i]
    week = None if hours is None else weekly_hours(hours)
    return "" if week is None else number_text(week, 1)


def _amount(profiles: dict[str, Row], row: Row, name: str) -> str:
    value = profiles.get(row["id"], {}).get(name)
    return "" if value is None else number_text(float(value))


def _interest(profile: Row) -> str:
    value = profile.get("interest_in_sharing")
    return "" if value is None else tr("yes") if value else tr("no")
