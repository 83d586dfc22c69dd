# SPDX-License-Identifier: GPL-2.0-or-later
"""Good sites quickly: greedy addition, then the best interchange of two points while there is one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...network.arrays import BoolArray, FloatArray, IntArray
from ...progress import SILENT, Progress, check
from .median import Median
from .model import Deadline


@dataclass(frozen=True, eq=False)
class Added:
    """Points in the order in which they were added (s,), and the value (s + 1,) before and after each."""

    points: IntArray
    values: FloatArray

    def first(self, count: int, n_points: int) -> BoolArray:
        """Return which points (k,) are open after ``count`` additions."""
        opened = np.zeros(n_points, bool)
        opened[self.points[:count]] = True
        return opened


def add_greedily(median: Median, p: int, progress: Progress = SILENT, *, until: float = -np.inf) -> Added:
    """Add the point that lowers the value most, up to ``p`` times (Kuehn and Hamburger 1963).

    Stops when none lowers it, or when the value is at most ``until``. Ties go to the lowest point.
    """
    paid = median.cap.copy()
    unit, point, cost = median.unit, median.point, median.cost
    points: list[int] = []
    values = [float(paid.sum())]
    while len(points) < p and values[-1] > until:
        check(progress)
        saved = paid[unit] - cost
        useful = saved > 0.0
        unit, point, cost, saved = unit[useful], point[useful], cost[useful], saved[useful]
        if not len(unit):
            break
        best = int(np.bincount(point, weights=saved).argmax())
        own = point == best
        paid[unit[own]] = cost[own]
        points.append(best)
        values.append(float(paid.sum()))
    return Added(np.array(points, np.int64), np.array(values))


def interchange(
    median: Median, opened: BoolArray, deadline: Deadline, progress: Progress = SILENT
) -> BoolArray:
    """Exchange an open point for a closed one, the best exchange first, until none is better.

    Vertex substitution (Teitz and Bart 1968) with the bookkeeping of Whitaker (1983) in the form of Resende
    and Werneck (2007): profit(in, out) = gain(in) - loss(out) + extra(in, out), of all pairs at once. Ties
    go to the lowest points.
    """
    opened = opened.copy()
    least_profit = 1e-12 * float(median.cap.sum())
    while opened.any() and not deadline.passed:
        check(progress)
        out = np.flatnonzero(opened)
        profit = _profits(median, opened, out)
        place = int(profit.argmax())
        enter, leave = divmod(place, len(out))
        if profit[enter, leave] <= least_profit:
            break
        opened[out[leave]], opened[enter] = False, True
    return opened


def _profits(median: Median, opened: BoolArray, out: IntArray) -> FloatArray:
    """Return how much the value falls (k, p) when a point enters and one of ``out`` (p,) leaves."""
    k, p = median.n_points, len(out)
    nearest, first, second = _two_nearest(median, opened, out)
    loss = np.bincount(nearest, weights=second - first, minlength=p + 1)[:p]
    near = np.flatnonzero((median.cost < second[median.unit]) & ~opened[median.point])
    unit, point, cost = median.unit[near], median.point[near], median.cost[near]
    gain = np.bincount(point, weights=np.maximum(first[unit] - cost, 0.0), minlength=k)
    extra = np.bincount(
        point * (p + 1) + nearest[unit],
        weights=second[unit] - np.maximum(cost, first[unit]),
        minlength=k * (p + 1),
    ).reshape(k, p + 1)[:, :p]
    profit = gain[:, None] - loss + extra
    profit[out] = -np.inf
    return np.asarray(profit)


def _two_nearest(median: Median, opened: BoolArray, out: IntArray) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return of each unit (d,) the place in ``out`` of its cheapest open point (p: none), and the costs of
    the cheapest and of the next one, the cap where there is none."""
    first, second = median.cap.copy(), median.cap.copy()
    nearest = np.full(len(first), len(out), np.int64)
    place = np.full(median.n_points, -1, np.int64)
    place[out] = np.arange(len(out))
    trips = np.flatnonzero(opened[median.point])
    unit = median.unit[trips]
    new = np.ones(len(trips), bool)
    new[1:] = unit[1:] != unit[:-1]
    follows = np.zeros(len(trips), bool)
    follows[1:] = ~new[1:] & new[:-1]
    first[unit[new]] = median.cost[trips[new]]
    nearest[unit[new]] = place[median.point[trips[new]]]
    second[unit[follows]] = median.cost[trips[follows]]
    return nearest, first, second
