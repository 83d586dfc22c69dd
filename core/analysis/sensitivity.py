# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the answer would be another with slightly other assumptions, and in which communities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import FloatArray
from .indicators import within
from .people import People, meets, percent

CUTOFF_CHANGE = 0.20
SPEED_CHANGE = 0.15

CUTOFF_LESS, CUTOFF_MORE = "cutoff_less", "cutoff_more"
SPEED_LESS, SPEED_MORE = "speed_less", "speed_more"
OTHER_METRIC = "other_metric"
SCENARIOS = (CUTOFF_LESS, CUTOFF_MORE, SPEED_LESS, SPEED_MORE, OTHER_METRIC)


@dataclass(frozen=True, eq=False)
class Variant:
    """Another assumption: ``cost`` (d,) held against ``cutoff``, in the unit of that cost."""

    scenario: str
    cost: FloatArray
    cutoff: float


@dataclass(frozen=True)
class Flip:
    """One community, or all together (``stratum`` ``None``), under one other assumption; rates in percent."""

    scenario: str
    stratum: str | None
    cutoff: float
    before: float | None
    after: float | None
    target: float | None

    @property
    def met_before(self) -> bool | None:
        """Whether the target is met as things are."""
        return meets(self.before, self.target)

    @property
    def met_after(self) -> bool | None:
        """Whether it would be met."""
        return meets(self.after, self.target)

    @property
    def flips(self) -> bool:
        """Whether the community changes sides."""
        return self.met_before is not self.met_after


def variants(cost: FloatArray, cutoff: float, *, timed: bool) -> list[Variant]:
    """Return the cutoff 20 % smaller and larger and, ``timed``, all speeds 15 % lower and higher.

    With all speeds multiplied by f, the one between a place and its road included, every trip takes 1 / f of
    the time and the quickest stays the quickest: no other search is needed.
    """
    found = [
        Variant(CUTOFF_LESS, cost, cutoff * (1 - CUTOFF_CHANGE)),
        Variant(CUTOFF_MORE, cost, cutoff * (1 + CUTOFF_CHANGE)),
    ]
    if timed:
        found += [
            Variant(SPEED_LESS, cost / (1 - SPEED_CHANGE), cutoff),
            Variant(SPEED_MORE, cost / (1 + SPEED_CHANGE), cutoff),
        ]
    return found


def other_metric(people: People, cost: FloatArray, cutoff: float, other: FloatArray) -> Variant | None:
    """Return the variant that measures in ``other`` (d,), kilometres for minutes or the reverse.

    Its cutoff is the least that serves at least as many people in all, so that what changes is where they
    live. ``None`` when nobody is served.
    """
    weight = people.everybody
    wanted = float(weight[within(cost, cutoff)].sum())
    known = np.isfinite(other) & (weight > 0)
    if wanted <= 0 or not known.any():
        return None
    order = np.argsort(other[known], kind="stable")
    served = np.cumsum(weight[known][order])
    place = min(int(np.searchsorted(served, wanted * (1.0 - 1e-12), "left")), len(order) - 1)
    return Variant(OTHER_METRIC, other, float(other[known][order][place]))


def flips(
    people: People, cost: FloatArray, cutoff: float, target: float | None, others: list[Variant]
) -> list[Flip]:
    """Return each community, and all together first, under each of the other assumptions."""
    whole = people.sums(np.ones(len(cost)))[:, 0]
    base = people.sums(within(cost, cutoff))[:, 0]
    names = (None, *people.strata)
    return [
        Flip(v.scenario, name, v.cutoff, percent(base[i], whole[i]), percent(after[i], whole[i]), target)
        for v in others
        for after in [people.sums(within(v.cost, v.cutoff))[:, 0]]
        for i, name in enumerate(names)
    ]
