# SPDX-License-Identifier: GPL-2.0-or-later
"""The best p points: heuristic, bound, reduction, and the exact solver for what is left undecided."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...network.arrays import BoolArray
from ...parallel import Executor
from ...progress import Part, Progress
from .interchange import add_greedily, interchange
from .lagrange import Relaxed, relax
from .median import Median
from .model import Deadline
from .programme import NOT_SOLVED, covering_programme, median_programme, solve


@dataclass(frozen=True, eq=False)
class Answer:
    """Points ``opened`` (k,), what they cost, and a lower ``bound`` on what any such points cost.

    ``solver``: the exact solver had a part in it.
    """

    opened: BoolArray
    value: float
    bound: float
    solver: bool


@dataclass(frozen=True)
class Means:
    """What a search may use: until when, and where the exact solver runs."""

    deadline: Deadline
    executor: Executor | None
    progress: Progress


def best_points(median: Median, p: int, means: Means) -> Answer:
    """Open at most ``p`` points so that the units pay least.

    Greedy addition and interchange; a Lagrangian bound, whose relaxations are answers to improve as well;
    reduced cost tests; and the exact solver for what they leave undecided.
    """
    p = min(p, len(np.unique(median.point)))
    if not p:
        value = float(median.cap.sum())
        return Answer(np.zeros(median.n_points, bool), value, value, solver=False)
    opened = add_greedily(median, p, means.progress).first(p, median.n_points)
    opened = interchange(median, opened, means.deadline, means.progress)
    relaxed = relax(median, p, opened, means.deadline, Part(means.progress, 0.0, 0.3))
    if relaxed.bound > median.next_better(relaxed.value):
        return Answer(relaxed.opened, relaxed.value, relaxed.value, solver=False)
    return _decided(median, relaxed, means)


def _decided(median: Median, relaxed: Relaxed, means: Means) -> Answer:
    """Decide exactly what the bound leaves open, if there is time and a solver."""
    must, may = relaxed.undecided(median)
    rest, p = median.with_open(must, may), relaxed.p - int(must.sum())
    fallback = Answer(relaxed.opened, relaxed.value, relaxed.bound, solver=False)
    programme = median_programme(rest, p)
    if programme is None:
        if p and len(rest.unit):
            return fallback
        return _of(median, must, relaxed, bound=relaxed.value, solver=False)
    solved = solve(programme, means.deadline, means.executor, Part(means.progress, 0.3, 1.0))
    fixed = _least_of_all(rest)
    if solved.bound == -np.inf and solved.opened is None:
        return fallback
    bound = median.rounded_bound(fixed + solved.bound - 1e-9 * abs(fixed))
    opened = relaxed.opened if solved.opened is None else solved.opened | must
    return _of(median, opened, relaxed, bound=np.inf if solved.complete else bound, solver=True)


def _of(median: Median, opened: BoolArray, relaxed: Relaxed, *, bound: float, solver: bool) -> Answer:
    """Return the better of two answers, with the better of two bounds."""
    value = median.value(opened)
    if value >= relaxed.value:
        opened, value = relaxed.opened, relaxed.value
    return Answer(opened, value, min(max(bound, relaxed.bound), value), solver)


def _least_of_all(median: Median) -> float:
    """Return what the units pay when every point is open."""
    return median.value(np.ones(median.n_points, bool))


def fewest_points(median: Median, slack: float, means: Means, *, enough: int = 0) -> Answer:
    """Open the fewest points that leave at most ``slack`` uncovered; the value is their number.

    All trips cost nothing and the cap is what counts. Greedy addition, then one point less by interchange
    while that can be done; the Lagrangian bound of one point less, and the exact solver. With ``enough``
    points wanted it stops when it has so few, or knows that more are needed. The caller sees to it that all
    points together cover enough.
    """
    slack += 1e-12 * float(median.cap.sum())
    opened = _few(median, slack, means)
    count = int(opened.sum())
    if count <= enough:
        return Answer(opened, float(count), 0.0, solver=False)
    aim = enough or count - 1
    start = replace(means, progress=Part(means.progress, 0.0, 0.3))
    if _too_few(median, aim, slack, start):
        return Answer(opened, float(count), float(aim + 1), solver=False)
    programme = covering_programme(median, slack)
    solved = NOT_SOLVED
    if programme is not None:
        solved = solve(programme, means.deadline, means.executor, Part(means.progress, 0.3, 1.0))
    if solved.opened is not None and median.value(solved.opened) <= slack and solved.opened.sum() < count:
        opened, count = solved.opened, int(solved.opened.sum())
    if solved.complete:
        return Answer(opened, float(count), float(count), solver=True)
    bound = int(np.ceil(solved.bound - 1e-6)) if np.isfinite(solved.bound) else 0
    low, high = max(0, bound - 1), aim  # so few are too few; nothing is known of so many
    while high - low > 1 and not means.deadline.passed:
        middle = (low + high) // 2
        low, high = (middle, high) if _too_few(median, middle, slack, means) else (low, middle)
    return Answer(opened, float(count), float(min(low + 1, count)), solver=bound > 0)


def _few(median: Median, slack: float, means: Means) -> BoolArray:
    """Return few points (k,) that leave at most ``slack`` uncovered."""
    added = add_greedily(median, median.n_points, means.progress, until=slack)
    best = added.first(len(added.points), median.n_points)
    while best.sum() > 1 and not means.deadline.passed:
        inside = np.flatnonzero(best)
        fewer = best.copy()
        fewer[inside[_least_missed(median, best)]] = False
        fewer = interchange(median, fewer, means.deadline, means.progress)
        if median.value(fewer) > slack:
            break
        best = fewer
    return best


def _least_missed(median: Median, opened: BoolArray) -> int:
    """Return which of the open points covers the least that no other open point covers."""
    trips = np.flatnonzero(opened[median.point])
    times = np.bincount(median.unit[trips], minlength=len(median.cap))
    alone = trips[times[median.unit[trips]] == 1]
    lost = np.bincount(median.point[alone], weights=median.cap[median.unit[alone]], minlength=median.n_points)
    return int(lost[opened].argmin())


def _too_few(median: Median, p: int, slack: float, means: Means) -> bool:
    """Return whether the Lagrangian bound shows that ``p`` points leave more than ``slack`` uncovered."""
    if p < 1:
        return float(median.cap.sum()) > slack
    p = min(p, median.n_points)
    opened = add_greedily(median, p, means.progress).first(p, median.n_points)
    return relax(median, p, opened, means.deadline, means.progress, enough=slack).bound > slack
