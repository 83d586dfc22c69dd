# SPDX-License-Identifier: GPL-2.0-or-later
"""How good an answer can be at most, and which points no better answer has: Lagrangian relaxation.

The assignment constraints of the p-median problem are relaxed with multipliers of the units, which
subgradient steps raise towards the bound of the linear relaxation (Cornuejols, Fisher and Nemhauser 1977;
Christofides and Beasley 1982; Beasley 1993). Needs numpy only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...network.arrays import BoolArray, FloatArray
from ...progress import SILENT, Progress, check
from .interchange import interchange
from .median import Median
from .model import Deadline

_STEPS = 800
_PATIENCE = 20  # steps without a better bound before they get shorter
_SHORTEST = 0.004  # step length at which nothing is gained any more
_LOOK_EVERY = 5  # steps: their points are an answer to look at,
_TRIPS = 40_000_000  # … and more steps where there are many trips, so that no more of them are looked at
_PROMISING = 1.05  # an answer that is at most this much worse than the best one is improved
_MARGIN, _SPARE = 1.3, 0.01
"""Multipliers may grow by this factor, and this share of the cap, before trips are looked up again."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """A lower ``bound`` on the value of ``p`` points, and the best ``opened`` (k,) met, of this ``value``.

    ``reduced`` (k,): reduced cost of each point at the bound, 0 or less: the p lowest make up the bound.
    """

    p: int
    bound: float
    reduced: FloatArray
    opened: BoolArray
    value: float

    def undecided(self, median: Median) -> tuple[BoolArray, BoolArray]:
        """Return the points (k,) that a better answer must have, and those that it may have.

        A point is ruled out when the bound with it is no better than the value (reduced cost tests, as in
        Christofides and Beasley 1982, section 3), and must be there when the bound without it is not.
        """
        better = median.next_better(self.value)
        order = np.argsort(self.reduced, kind="stable")
        inside = np.zeros(len(order), bool)
        inside[order[: self.p]] = True
        with_it = self.bound + self.reduced - self.reduced[order[self.p - 1]]
        after = self.reduced[order[self.p]] if self.p < len(order) else np.inf
        without_it = self.bound - self.reduced + after
        return inside & (without_it > better), inside | (with_it <= better)


def relax(
    median: Median,
    p: int,
    opened: BoolArray,
    deadline: Deadline,
    progress: Progress = SILENT,
    *,
    enough: float = np.inf,
) -> Relaxed:
    """Raise the lower bound on the value of ``p`` points until it meets the value of the best answer.

    ``opened`` (k,): an answer to begin with. The points of each relaxation are an answer too; the better
    ones are improved by interchange. Stops early when the bound is above ``enough``.
    """
    value, best = median.value(opened), opened
    multipliers = _first_multipliers(median, opened)
    window = _Window(median)
    bound, reduced = -np.inf, np.zeros(median.n_points)
    length, since = 2.0, 0
    tried: set[bytes] = set()
    every = max(_LOOK_EVERY, _STEPS * len(median.unit) // _TRIPS)
    for step in range(_STEPS):
        check(progress)
        progress.report(step / _STEPS)
        cost, excess = window.reduced(multipliers)
        points = np.argsort(cost, kind="stable")[:p]
        found = float(multipliers.sum() + cost[points].sum())
        since += 1
        if found > bound + 1e-7 * abs(bound) or bound == -np.inf:
            since = 0
        if found > bound:
            bound, reduced = found, cost
        inside = np.zeros(median.n_points, bool)
        inside[points] = True
        key = inside.tobytes()
        if (step + 1) % every == 0 and key not in tried:
            tried.add(key)
            if median.value(inside) < value * _PROMISING:
                improved = interchange(median, inside, deadline, progress)
                best, value = _better(median, (best, value), improved)
        if bound > median.next_better(value) or bound > enough or deadline.passed:
            break
        if since >= _PATIENCE:
            length, since = length / 2.0, 0
            if length < _SHORTEST:
                break
        away = 1.0 - window.times_served(inside, excess)
        away[(multipliers >= median.cap) & (away > 0.0)] = 0.0
        norm = float((away * away).sum())
        if not norm:
            break
        target = max(value - found, 1e-6 * abs(value))
        multipliers = np.clip(multipliers + length * target / norm * away, 0.0, median.cap)
    bound = min(median.rounded_bound(bound - 1e-12 * abs(bound)), value)
    return Relaxed(p, bound, reduced, best, value)


def _better(median: Median, best: tuple[BoolArray, float], other: BoolArray) -> tuple[BoolArray, float]:
    value = median.value(other)
    return (other, value) if value < best[1] else best


def _first_multipliers(median: Median, opened: BoolArray) -> FloatArray:
    """Return multipliers (d,) to begin with: what the units pay in a good answer."""
    return np.minimum(median.least(opened) * 1.05, median.cap)


class _Window:
    """The trips that cost less than the multipliers: few of all, looked up again when these have grown."""

    def __init__(self, median: Median) -> None:
        self._median = median
        self._limit = np.full(len(median.cap), -1.0)

    def reduced(self, multipliers: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the reduced cost (k,) of each point, and by how much trips of the window fall below."""
        median = self._median
        if (multipliers > self._limit).any():
            self._limit = np.minimum(multipliers * _MARGIN + _SPARE * median.cap, median.cap)
            inside = np.flatnonzero(median.cost < self._limit[median.unit])
            self._unit, self._point = median.unit[inside], median.point[inside]
            self._cost = median.cost[inside]
        excess = np.maximum(multipliers[self._unit] - self._cost, 0.0)
        saved: FloatArray = np.bincount(self._point, excess, median.n_points).astype(np.float64)
        return -saved, excess

    def times_served(self, inside: BoolArray, excess: FloatArray) -> FloatArray:
        """Return how many of the points ``inside`` serve each unit (d,) in the relaxation."""
        serving = inside[self._point] & (excess > 0.0)
        return np.bincount(self._unit[serving], minlength=len(self._median.cap)).astype(np.float64)
