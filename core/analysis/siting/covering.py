# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is within reach of whom: covering problems with few rows and columns, and the p-center by them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...network import inclusive
from ...network.arrays import BoolArray, FloatArray, IntArray
from ...progress import Part
from .median import Median
from .opening import Means, fewest_points

_MOST_CELLS = 50_000_000  # of the table of units and points; without it nothing is merged


@dataclass(frozen=True, eq=False)
class Reach:
    """Trips (m,) between d ``weights`` ≥ 0 of units and k points, and the points that may open (k,)."""

    unit: IntArray
    point: IntArray
    cost: FloatArray
    weights: FloatArray
    n_points: int

    def within(self, cutoff: float) -> Median:
        """Return the problem of covering units within a cutoff, inclusive: not covered, one costs its weight.

        Units within reach of the same points count as one, and so the problem is small.
        """
        near = self.cost <= inclusive(cutoff)
        unit, point = self.unit[near], self.point[near]
        unit, point, weights = _merged(unit, point, self.weights, self.n_points)
        return Median.of(unit, point, np.zeros(len(unit)), weights, self.n_points)


def _merged(
    unit: IntArray, point: IntArray, weights: FloatArray, n_points: int
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the trips and weights of units of which no two are within reach of the same points."""
    if len(weights) * n_points > _MOST_CELLS or not len(weights):
        return unit, point, weights
    table = np.zeros((len(weights), n_points), bool)
    table[unit, point] = True
    packed = np.ascontiguousarray(np.packbits(table, axis=1))
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).reshape(-1)
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    unit, point = np.nonzero(table[first])
    summed: FloatArray = np.bincount(group.reshape(-1), weights=weights).astype(np.float64)
    return unit.astype(np.int64), point.astype(np.int64), summed


def without_dominated(median: Median) -> Median:
    """Return a covering problem without the points whose units another point covers too.

    Of two points that cover the same units the first stays. No answer gets worse by it.
    """
    if not len(median.unit) or len(median.cap) * median.n_points > _MOST_CELLS:
        return median
    table = np.zeros((len(median.cap), median.n_points), np.float32)
    table[median.unit, median.point] = 1.0
    common = table.T @ table
    size = np.diagonal(common)
    inside = common >= size[:, None]  # [j, l]: all units of j are units of l
    same = inside & inside.T
    earlier = np.tril(np.ones_like(same), -1)
    dominated = (inside & (~same | earlier)).any(axis=1)
    return median.only(~dominated[median.point])


@dataclass(frozen=True, eq=False)
class Choice:
    """What may be opened: at most ``p`` of the points ``allowed`` (k,); ``kept`` (k,) are open anyhow."""

    kept: BoolArray
    allowed: BoolArray
    p: int


@dataclass(frozen=True, eq=False)
class Centre:
    """Points ``opened`` (k,), the largest cost ``radius`` to the nearest of them, and the least possible."""

    opened: BoolArray
    radius: float
    bound: float
    solver: bool


def smallest_radius(reach: Reach, choice: Choice, means: Means) -> Centre | None:
    """Open points so that the largest cost of any unit is least; ``None`` when so few cannot reach them all.

    Bisection over the different costs; in each step the set covering problem says whether p points do
    (Minieka 1970; Daskin 1995, section 5.3). Units without people, and those that reach no point, must have
    been taken out.
    """
    nearest = np.full(len(reach.weights), np.inf)
    np.minimum.at(nearest, reach.unit, reach.cost)
    costs = np.unique(reach.cost[reach.cost >= nearest.max()])
    opened = _opened_within(reach, choice, float(costs[-1]), means)
    if opened.points is None:
        return None
    best, solver = opened.points, opened.solver
    low, high, proved = 0, _place(costs, reach, best | choice.kept), 0
    while low < high:
        middle, done = (low + high) // 2, 1.0 - np.log(high - low) / np.log(len(costs) + 1.0)
        step = replace(means, progress=Part(means.progress, done, done))
        opened = _opened_within(reach, choice, float(costs[middle]), step)
        solver |= opened.solver
        if opened.points is not None:
            best, high = opened.points, _place(costs, reach, opened.points | choice.kept)
            continue
        low = middle + 1
        proved = low if opened.proved else proved
    return Centre(best, float(costs[high]), float(costs[min(proved, high)]), solver)


@dataclass(frozen=True, eq=False)
class _Opened:
    """Points (k,), or none, which is ``proved`` or not."""

    points: BoolArray | None
    proved: bool
    solver: bool


def _opened_within(reach: Reach, choice: Choice, radius: float, means: Means) -> _Opened:
    """Find points of the ``choice`` so that every unit is within ``radius`` of one."""
    problem = without_dominated(reach.within(radius).with_open(choice.kept, choice.allowed))
    if problem.value(choice.allowed) > 0.0 or (not choice.p and problem.cap.any()):
        return _Opened(None, proved=True, solver=False)
    answer = fewest_points(problem, 0.0, means, enough=choice.p)
    if answer.value <= choice.p:
        return _Opened(answer.opened, proved=True, solver=answer.solver)
    return _Opened(None, proved=answer.bound > choice.p, solver=answer.solver)


def _place(costs: FloatArray, reach: Reach, opened: BoolArray) -> int:
    """Return which of the costs is the largest that a unit has to the nearest of the points ``opened``."""
    trips = opened[reach.point]
    nearest = np.full(len(reach.weights), np.inf)
    np.minimum.at(nearest, reach.unit[trips], reach.cost[trips])
    return int(np.searchsorted(costs, nearest.max()))
