# SPDX-License-Identifier: GPL-2.0-or-later
"""How a cost is shared out among people: mean, quantiles, maximum and inequality, weighted by people.

People whose cost is infinite or NaN (no road to a point, off the network) cannot be averaged. They are
counted apart, never dropped: every ``Distribution`` says how many they are. With nobody left, or where a
measure has no meaning, the answer is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..errors import InputError
from ..network.arrays import BoolArray, FloatArray
from ..text import Text


@dataclass(frozen=True, eq=False)
class Distribution:
    """The costs of people, rising: ``values`` (n,) ≥ 0, ``weights`` (n,) > 0 people each.

    Units without people are not in it. ``without`` is the number of people who have no cost.
    """

    values: FloatArray
    weights: FloatArray
    without: float

    @classmethod
    def of(cls, values: FloatArray, weights: FloatArray) -> Distribution:
        """Sort the costs ``values`` (d,) of ``weights`` (d,) people each.

        Raises ``InputError`` for a negative cost or a weight that is negative or not a number.
        """
        if not (np.isfinite(weights) & (weights >= 0)).all() or (values < 0).any():
            raise InputError(_BAD_VALUES)
        some = weights > 0
        known: BoolArray = np.isfinite(values)
        without = float(weights[some & ~known].sum())
        values, weights = values[some & known], weights[some & known]
        order = np.lexsort((weights, values))  # sums do not depend on the order of the units
        return cls(values[order], weights[order], without)

    @property
    def people(self) -> float:
        """The number of people who have a cost."""
        return float(self._cumulated[-1]) if len(self.values) else 0.0

    @property
    def total(self) -> float:
        """The costs of all people added up, Σ p t."""
        return float((self.values * self.weights).sum())

    def mean(self) -> float:
        """Return the mean cost per person, Σ p t / Σ p."""
        return self.total / self.people if len(self.values) else np.nan

    def quantile(self, share: float) -> float:
        """Return the least cost that at least ``share`` (0…1) of the people do not exceed.

        The inverse of the weighted distribution function (Hyndman and Fan 1996, definition 1): always a cost
        that somebody has. 0 gives the least.
        """
        if not len(self.values):
            return np.nan
        wanted = share * self.people * (1.0 - _ROUNDING)
        return float(self.values[np.searchsorted(self._cumulated, wanted, "left")])

    def maximum(self) -> float:
        """Return the cost of whoever is worst off."""
        return float(self.values[-1]) if len(self.values) else np.nan

    def ratio(self, upper: float = 0.9, lower: float = 0.1) -> float:
        """Return the quantile ``upper`` divided by the quantile ``lower``; NaN where the latter is 0."""
        low = self.quantile(lower)
        return self.quantile(upper) / low if low > 0 else np.nan

    def lorenz(self) -> tuple[FloatArray, FloatArray]:
        """Return the Lorenz curve (n + 1,) each: share of the people, and share of the cost they bear.

        From the least cost to the greatest, from (0, 0) to (1, 1) (Lorenz 1905). Without any cost at all it
        is the diagonal: nobody bears more than others.
        """
        people = np.append(0.0, self._cumulated)
        cost = np.append(0.0, np.cumsum(self.values * self.weights))
        if people[-1] > 0:
            people = people / people[-1]
        return people, cost / cost[-1] if cost[-1] > 0 else people

    def gini(self) -> float:
        """Return the Gini coefficient, Σᵢ Σⱼ pᵢ pⱼ |tᵢ - tⱼ| / (2 (Σ p)² mean): 0 = all the same.

        By the area under the Lorenz curve, G = 1 - Σ (xₖ - xₖ₋₁)(yₖ + yₖ₋₁), which equals the double sum
        (Gini 1914; Lerman and Yitzhaki 1989 for weights). No cost at all is no inequality: 0.
        """
        if not len(self.values):
            return np.nan
        people, cost = self.lorenz()
        return max(0.0, float(1.0 - (np.diff(people) * (cost[1:] + cost[:-1])).sum()))

    def theil(self) -> float:
        """Return Theil's T (Theil 1967), Σ (p / Σ p) (t / mean) ln(t / mean), where 0 ln 0 = 0."""
        if not len(self.values):
            return np.nan
        mean = self.mean()
        if mean == 0:
            return 0.0
        part = self.values / mean
        terms = part * np.log(np.where(part > 0, part, 1.0))
        return max(0.0, float((self.weights * terms).sum() / self.people))

    @cached_property
    def _cumulated(self) -> FloatArray:
        return np.cumsum(self.weights)


_ROUNDING = 1e-12
"""A cumulated sum of weights may lie this share below the number it stands for."""

_BAD_VALUES = Text(
    en="A cost or a number of people is negative or not a number, so no distribution can be made of them.",
    fr="Un coût ou un nombre de personnes est négatif ou n’est pas un nombre; aucune répartition ne peut en "
    "être tirée.",
)
