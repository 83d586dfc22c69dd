# SPDX-License-Identifier: GPL-2.0-or-later
"""The score of a co-location pair: a weighted mean whose every part is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..text import Text

Codes = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ServiceCounts:
    """Services of each pair (p,): codes, sorted, that only a has, only b has, both have; None = unknown."""

    a_only: tuple[Codes | None, ...]
    b_only: tuple[Codes | None, ...]
    common: tuple[Codes | None, ...]

    @property
    def complementarity(self) -> FloatArray:
        """Share of all services of the pair that only one of the two has (p,); NaN where unknown."""
        shares = []
        for a, b, both in zip(self.a_only, self.b_only, self.common):
            if a is None or b is None or both is None or not (a or b or both):
                shares.append(np.nan)
            else:
                shares.append((len(a) + len(b)) / (len(a) + len(b) + len(both)))
        return np.array(shares, dtype=np.float64)

    def take(self, order: IntArray) -> ServiceCounts:
        """Return the pairs in another order."""
        index = order.tolist()
        columns = (self.a_only, self.b_only, self.common)
        return ServiceCounts(*(tuple(column[i] for i in index) for column in columns))


def compare_services(services: Sequence[frozenset[str] | None], a: IntArray, b: IntArray) -> ServiceCounts:
    """Compare the services of the points ``a`` and ``b`` (p,) of each pair."""
    columns: tuple[list[Codes | None], ...] = ([], [], [])
    for i, j in zip(a.tolist(), b.tolist()):
        of_a, of_b = services[i], services[j]
        if of_a is None or of_b is None:
            parts: tuple[Codes | None, ...] = (None, None, None)
        else:
            parts = (tuple(sorted(of_a - of_b)), tuple(sorted(of_b - of_a)), tuple(sorted(of_a & of_b)))
        for column, part in zip(columns, parts):
            column.append(part)
    return ServiceCounts(*(tuple(column) for column in columns))


@dataclass(frozen=True, eq=False)
class PairScores:
    """``total`` (p,) in 0…1 and its ``parts`` (p,) each, NaN where unknown for that pair.

    ``weights``: those that counted, adding up to 1. ``left_out``: parts with a weight that no pair could be
    given; the other weights were raised in proportion, as they are for a pair that lacks one part.
    """

    total: FloatArray
    parts: Mapping[str, FloatArray]
    weights: Mapping[str, float]
    left_out: tuple[str, ...]

    def contributions(self) -> dict[str, FloatArray]:
        """Return what each part that counted adds to ``total`` (p,): they add up to it; 0 where unknown."""
        known = {name: np.isfinite(self.parts[name]) for name in self.weights}
        whole = sum(
            (weight * known[name] for name, weight in self.weights.items()), np.zeros(len(self.total))
        )
        divisor = np.where(whole > 0, whole, 1.0)
        return {
            name: np.where(known[name], weight * np.nan_to_num(self.parts[name]) / divisor, 0.0)
            for name, weight in self.weights.items()
        }

    def take(self, order: IntArray) -> PairScores:
        """Return the pairs in another order."""
        parts = {name: part[order] for name, part in self.parts.items()}
        return PairScores(self.total[order], parts, self.weights, self.left_out)


def score(parts: Mapping[str, FloatArray], weights: Mapping[str, float], size: int) -> PairScores:
    """Return the weighted mean of the known parts of each of ``size`` pairs: Σ w·part / Σ w.

    Raises ``InputError`` for a weight that is negative or not a number.
    """
    if any(not weight >= 0 for weight in weights.values()):
        raise InputError(_BAD_WEIGHT)
    known = {name: ~np.isnan(part) for name, part in parts.items()}
    counted = {name: weight for name, weight in weights.items() if weight > 0}
    left_out = tuple(name for name in counted if name not in parts or (size and not known[name].any()))
    used = {name: weight for name, weight in counted.items() if name not in left_out}
    weighted, weight_sum = np.zeros(size), np.zeros(size)
    for name, weight in used.items():
        weighted += np.where(known[name], weight * parts[name], 0.0)
        weight_sum += np.where(known[name], weight, 0.0)
    scored: BoolArray = weight_sum > 0
    total = np.where(scored, weighted / np.where(scored, weight_sum, 1.0), np.nan)
    whole = sum(used.values())
    shares = {name: weight / whole for name, weight in used.items()}
    return PairScores(total, dict(parts), shares, left_out)


_BAD_WEIGHT = Text(
    en="The weights of the score must be zero or more. Correct the negative weight.",
    fr="Les poids de la note doivent être de zéro ou plus. Corrigez le poids négatif.",
)
