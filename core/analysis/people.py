# SPDX-License-Identifier: GPL-2.0-or-later
"""People by group and by stratum, and the indicators that are shares or sums of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray

PERCENT = 100.0
_ROUNDING = 1e-9
"""A share that computes to 89.99999999999999% meets a target of 90%."""


@dataclass(frozen=True)
class Indicator:
    """One figure. ``indicator``: its id; ``group``: the population field it is about.

    ``stratum``, ``service``, ``cutoff``: ``None`` = all of them, any of them, without one. ``value``:
    percent, people, or the unit of cost; ``None`` where nothing can be told. ``excluded``: people that are
    not in the ``denominator`` because nothing is known of them. ``met`` is ``None`` without a ``target``.
    """

    indicator: str
    group: str
    value: float | None
    stratum: str | None = None
    service: str | None = None
    cutoff: float | None = None
    target: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    excluded: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the value reaches the target."""
        return meets(self.value, self.target)


@dataclass(frozen=True, eq=False)
class People:
    """Who is counted: ``weights`` (d, g) people of each unit in each group ``names`` (g,), first everybody.

    ``stratum`` (d,): index into ``strata`` (s,), which are in text order; all -1 without strata.
    ``left_out`` (1 + s, g): people of units that cannot be used, in all and by stratum.
    """

    weights: FloatArray
    names: tuple[str, ...]
    stratum: IntArray
    strata: tuple[str, ...]
    left_out: FloatArray

    @classmethod
    def of(
        cls,
        weights: FloatArray,
        names: tuple[str, ...],
        strata: tuple[str, ...] | None = None,
        left_out: dict[str, FloatArray] | None = None,
    ) -> People:
        """Gather people; ``strata`` (d,) are texts, ``left_out`` the people left out (g,) by stratum."""
        lost = left_out or {}
        found = () if strata is None else tuple(sorted({*strata, *lost}))
        place = {name: i for i, name in enumerate(found)}
        code = np.full(len(weights), -1, np.int64)
        if strata is not None:
            code = np.array([place[name] for name in strata], np.int64)
        gone = np.zeros((1 + len(found), weights.shape[1]))
        for name, number in lost.items():
            gone[0] += number
            if found:
                gone[1 + place[name]] += number
        return cls(weights, names, code, found, gone)

    @property
    def everybody(self) -> FloatArray:
        """The population (d,)."""
        return self.weights[:, 0]

    def sums(self, factor: FloatArray | BoolArray) -> FloatArray:
        """Return Σ p · ``factor`` (d,) of each group, in all and by stratum: (1 + s, g)."""
        found = np.zeros((1 + len(self.strata), self.weights.shape[1]))
        for g in range(found.shape[1]):
            part, stratum = self.weights[:, g] * factor, self.stratum
            if (np.floor(part) != part).any():  # fractions add up alike in whatever order units come
                order = np.argsort(part, kind="stable")
                part, stratum = part[order], stratum[order]
            if self.strata:
                found[1:, g] = np.bincount(stratum, weights=part, minlength=len(self.strata))
            found[0, g] = part.sum()
        return found

    def of_stratum(self, s: int) -> IntArray:
        """Return the units of a stratum, rising, all of them for -1."""
        if s < 0:
            return np.arange(len(self.stratum))
        units, first = self._by_stratum
        return units[first[s] : first[s + 1]]

    @cached_property
    def _by_stratum(self) -> tuple[IntArray, IntArray]:
        """The units (d,) by stratum, and where each stratum begins (s + 1,)."""
        units = np.argsort(self.stratum, kind="stable")
        return units, np.searchsorted(self.stratum[units], np.arange(len(self.strata) + 1))


def percent(part: float, whole: float) -> float | None:
    """Return a share in percent; ``None`` of nobody."""
    return float(PERCENT * part / whole) if whole > 0 else None


def meets(value: float | None, target: float | None) -> bool | None:
    """Return whether a value reaches a target; ``None`` when either is missing."""
    if value is None or target is None:
        return None
    return bool(value >= target * (1.0 - _ROUNDING))
