# SPDX-License-Identifier: GPL-2.0-or-later
"""The indicators of coverage from costs that are known: C1–C6, T1–T3, T6, E1, E3.

Shares are percent of people, quantiles and means are in the unit of cost. A unit is within a cutoff when its
cost is at most the cutoff (inclusive).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..network import inclusive
from ..network.arrays import BoolArray, FloatArray
from ..presets.standards import Criterion
from .distribution import Distribution
from .people import Indicator, People, percent

QUANTILES = {"T2_p10": 0.1, "T2_p50": 0.5, "T2_p90": 0.9}


def within(cost: FloatArray, cutoff: float) -> BoolArray:
    """Return who (d,) is within a cutoff; infinite and NaN costs are not."""
    return np.asarray(cost <= inclusive(cutoff))


def shares(
    people: People,
    factor: FloatArray | BoolArray,
    *,
    total: str,
    by_stratum: str = "",
    cutoff: float | None,
    service: str | None = None,
    criteria: tuple[Criterion, ...] = (),
    groups: int | None = None,
) -> list[Indicator]:
    """Return Σ p · ``factor`` / Σ p in percent: of each group in all (id ``total``), and by stratum.

    ``factor`` (d,): 1 where a person counts as covered, or how much they do. ``by_stratum``: id of those
    rows, empty for none; of them only the first ``groups`` groups. ``criteria``: targets at this cutoff.
    """
    part, whole = people.sums(factor), people.sums(np.ones(len(people.weights)))
    rows = []
    for s in range(-1, len(people.strata) if by_stratum else 0):
        for g in range(len(people.names) if s < 0 or groups is None else groups):
            name = people.names[g]
            rows.append(
                Indicator(
                    by_stratum if s >= 0 else total,
                    name,
                    percent(part[1 + s, g], whole[1 + s, g]),
                    stratum=people.strata[s] if s >= 0 else None,
                    service=service,
                    cutoff=cutoff,
                    target=_target(criteria, name, first=g == 0, in_stratum=s >= 0),
                    numerator=float(part[1 + s, g]),
                    denominator=float(whole[1 + s, g]),
                    excluded=float(people.left_out[1 + s, g]),
                )
            )
    return rows


def _target(criteria: tuple[Criterion, ...], group: str, *, first: bool, in_stratum: bool) -> float | None:
    """Return the target of a share: of the group, else of everybody; of an area its own, if any."""
    own = [c for c in criteria if c.group and c.group == group]
    usable = own or [c for c in criteria if not c.group]
    if in_stratum:
        usable = [c for c in usable if c.each_stratum] or usable
    else:
        usable = [c for c in usable if not c.each_stratum]
    return usable[0].target if usable else None


def uncovered(people: People, covered: BoolArray, cutoff: float) -> list[Indicator]:
    """Return C2, the people who are not ``covered`` (d,): each group, then strata, most first."""
    part, whole = people.sums(~covered), people.sums(np.ones(len(covered)))
    order = sorted(range(len(people.strata)), key=lambda s: (-part[1 + s, 0], s))
    cells = [(-1, g) for g in range(len(people.names))] + [(s, 0) for s in order]
    return [
        Indicator(
            "C2",
            people.names[g],
            float(part[1 + s, g]),
            stratum=people.strata[s] if s >= 0 else None,
            cutoff=cutoff,
            numerator=float(part[1 + s, g]),
            denominator=float(whole[1 + s, g]),
            excluded=float(people.left_out[1 + s, g]),
        )
        for s, g in cells
    ]


def strata_meeting(
    rows: list[Indicator], group: str, cutoff: float, criteria: tuple[Criterion, ...]
) -> list[Indicator]:
    """Return C5 of the strata in C4 ``rows``: the share of them that meet their target, and the lowest rate.

    Strata without people have no rate and do not count; they are the ``excluded`` here. The target of the
    lowest is that of a standard which every area must reach.
    """
    own = [row for row in rows if row.indicator == "C4" and row.group == group and row.cutoff == cutoff]
    rated = [row for row in own if row.value is not None]
    if not rated:
        return []
    lowest = min(rated, key=lambda row: (row.value, row.stratum))
    floor = next((c.target for c in criteria if c.each_stratum and not c.group), None)
    found = [
        Indicator(
            "C5_lowest",
            group,
            lowest.value,
            stratum=lowest.stratum,
            cutoff=cutoff,
            target=floor,
            numerator=lowest.numerator,
            denominator=lowest.denominator,
            excluded=float(len(own) - len(rated)),
        )
    ]
    judged = [row.met for row in rated if row.met is not None]
    if judged:
        found.insert(
            0, _of_strata("C5_share", group, cutoff, part=sum(judged), n=len(judged), every=len(own))
        )
    return found


def _of_strata(name: str, group: str, cutoff: float, *, part: int, n: int, every: int) -> Indicator:
    return Indicator(
        name,
        group,
        percent(part, n),
        cutoff=cutoff,
        numerator=float(part),
        denominator=float(n),
        excluded=float(every - n),
    )


def presence(people: People, points_in: FloatArray, target: float | None) -> Indicator:
    """Return C5_presence: the share of strata with a point; ``points_in`` (s,) is how many each has."""
    there = int((points_in > 0).sum())
    return Indicator(
        "C5_presence",
        people.names[0],
        percent(there, len(points_in)),
        target=target,
        numerator=float(there),
        denominator=float(len(points_in)),
    )


def group_gaps(rows: list[Indicator], everybody: str) -> Iterator[Indicator]:
    """Yield C6 of the C1 ``rows``: C1 of each group less that of everybody (points), and divided by it."""
    base = {(row.cutoff, row.service): row.value for row in rows if row.group == everybody}
    for row in rows:
        whole = base.get((row.cutoff, row.service))
        if row.group == everybody or row.value is None or whole is None:
            continue
        common = (row.numerator, row.denominator, row.excluded)
        for name, value in (
            ("C6_difference", row.value - whole),
            ("C6_ratio", row.value / whole if whole > 0 else None),
        ):
            yield Indicator(name, row.group, value, None, row.service, row.cutoff, None, *common)


def spread(
    people: People, cost: FloatArray, g: int, s: int = -1, service: str | None = None
) -> list[Indicator]:
    """Return T1 (mean), T2 (quantiles) and T3 (maximum) of the costs of a group, in all or in one stratum.

    People without a way to any point are counted in ``excluded``.
    """
    found, lost = _distribution(people, cost, g, s)
    stratum = people.strata[s] if s >= 0 else None

    def row(name: str, value: float, numerator: float | None = None) -> Indicator:
        return Indicator(
            name,
            people.names[g],
            _number(value),
            stratum=stratum,
            service=service,
            numerator=numerator,
            denominator=found.people,
            excluded=lost,
        )

    return [
        row("T1", found.mean(), found.total),
        *(row(name, found.quantile(share)) for name, share in QUANTILES.items()),
        row("T3", found.maximum()),
    ]


def inequality(people: People, cost: FloatArray, g: int, s: int = -1) -> list[Indicator]:
    """Return E1 (Gini), E1_theil (Theil's T) and E3 (p90 / p10) of the costs of a group or of one stratum."""
    found, lost = _distribution(people, cost, g, s)
    stratum = people.strata[s] if s >= 0 else None
    low, high = found.quantile(0.1), found.quantile(0.9)
    values = (
        ("E1", found.gini(), None, found.people),
        ("E1_theil", found.theil(), None, found.people),
        ("E3", found.ratio(), _number(high), _number(low)),
    )
    return [
        Indicator(
            name,
            people.names[g],
            _number(value),
            stratum=stratum,
            numerator=numerator,
            denominator=denominator,
            excluded=lost,
        )
        for name, value, numerator, denominator in values
    ]


def detour(people: People, road_km: FloatArray, straight_km: FloatArray, s: int = -1) -> Indicator:
    """Return T6, Σ p d / Σ p e: kilometres by road over those in a straight line, each to its nearest point.

    ``road_km``, ``straight_km`` (d,): infinite where there is none; those people are ``excluded``.
    """
    unit = people.of_stratum(s)
    weight, road, straight = people.everybody[unit], road_km[unit], straight_km[unit]
    known = np.isfinite(road) & np.isfinite(straight)
    d, e = (float(np.sort(weight[known] * km[known]).sum()) for km in (road, straight))
    return Indicator(
        "T6",
        people.names[0],
        d / e if e > 0 else None,
        stratum=people.strata[s] if s >= 0 else None,
        numerator=d,
        denominator=e,
        excluded=float(weight[~known].sum() + people.left_out[1 + s, 0]),
    )


def bundle(
    people: People, part: FloatArray, all_of_them: BoolArray, n_services: int, cutoff: float
) -> list[Indicator]:
    """Return C9: the mean over services of C1 (C9_mean), and who has all services within reach (C9_all).

    ``part`` (1 + s, g): people within the cutoff of each service, added up over the services.
    """
    rows = shares(people, all_of_them, total="C9_all", by_stratum="C9_all", cutoff=cutoff, groups=1)
    place: dict[str | None, int] = {name: s for s, name in enumerate(people.strata, 1)}
    place[None] = 0
    means = []
    for row in rows:
        mean = part[place[row.stratum], people.names.index(row.group)] / n_services
        whole = row.denominator or 0.0
        means.append(
            Indicator(
                "C9_mean",
                row.group,
                percent(mean, whole),
                stratum=row.stratum,
                cutoff=cutoff,
                numerator=float(mean),
                denominator=whole,
                excluded=row.excluded,
            )
        )
    return means + rows


def _distribution(people: People, cost: FloatArray, g: int, s: int) -> tuple[Distribution, float]:
    unit = people.of_stratum(s)
    found = Distribution.of(cost[unit], people.weights[unit, g])
    return found, found.without + float(people.left_out[1 + s, g])


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
