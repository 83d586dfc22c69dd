# SPDX-License-Identifier: GPL-2.0-or-later
"""Integer linear programmes: the two that siting needs, and HiGHS by ``scipy.optimize.milp`` to solve them.

scipy 1.10 holds Python's lock while HiGHS runs, and no version can interrupt it. So it runs in a process of
its own, which is ended when the person asks to stop; where there is none it is given a moment only.
"""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, wait
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...network.arrays import BoolArray, FloatArray, IntArray
from ...parallel import Executor
from ...progress import Progress, check
from ...text import Text
from .median import Median
from .model import Deadline

MOST_ROWS = 400_000
"""Larger programmes are not begun: they would end without a better answer or bound."""

_ALONE_SECONDS = 1.5  # of HiGHS in this process, which hears of nothing meanwhile
_LEAST_SECONDS = 0.2
_POLL_SECONDS = 0.1
_SCALE = 1e4  # objectives are brought near it: HiGHS's tolerances are absolute


@dataclass(frozen=True, eq=False)
class Programme:
    """Minimise ``objective`` (v,) · x subject to ``least`` (r,) ≤ A x ≤ ``most`` (r,) and 0 ≤ x ≤ 1.

    A is given by the ``row``, ``column`` and ``value`` (e,) of its entries. The first ``n_points`` variables
    are whole: whether each of the points is open.
    """

    objective: FloatArray
    row: IntArray
    column: IntArray
    value: FloatArray
    least: FloatArray
    most: FloatArray
    n_points: int


@dataclass(frozen=True, eq=False)
class Solved:
    """What came out: the points ``opened`` (k,), ``None`` when none were found, and a lower ``bound``.

    ``complete``: the bound is proved; with no points, that there are none.
    """

    opened: BoolArray | None
    bound: float
    complete: bool


NOT_SOLVED = Solved(None, -np.inf, complete=False)


def has_solver() -> bool:
    """Return whether scipy with ``milp`` (1.9 or later) is there."""
    try:
        from scipy.optimize import milp  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def median_programme(median: Median, p: int) -> Programme | None:
    """Return the p-median problem in radii, or ``None`` when it is too large.

    z[i, k] = 1 when no open point costs unit i at most its k-th different cost D[i, k]. Minimise
    Σ D[i, 1] + Σ (D[i, k + 1] - D[i, k]) z[i, k] with Σ y[j] ≤ p and, for each unit and cost,
    z[i, k] + Σ {y[j]: cost = D[i, k]} ≥ z[i, k - 1], z[i, 0] = 1; the last D is the cap (Cornuejols,
    Nemhauser and Wolsey 1980; the sparse rows are those of Elloumi 2010, formulation 6).
    """
    trips = len(median.unit)
    if not trips:
        return None
    opens = np.ones(trips, bool)
    same_unit = median.unit[1:] == median.unit[:-1]
    opens[1:] = ~(same_unit & (median.cost[1:] == median.cost[:-1]))
    level = np.cumsum(opens) - 1  # the row, and the variable, of each trip
    begins = np.flatnonzero(opens)
    unit, cost = median.unit[begins], median.cost[begins]
    rows, k = len(begins), median.n_points
    if rows > MOST_ROWS:
        return None
    last = np.ones(rows, bool)
    last[:-1] = unit[1:] != unit[:-1]
    above = np.where(last, median.cap[unit], np.append(cost[1:], 0.0))
    number = np.arange(rows)
    follows = number[1:][~last[:-1]]
    sites = np.arange(k)
    return Programme(
        objective=np.concatenate((np.zeros(k), above - cost)),
        row=np.concatenate((level, number, follows, np.full(k, rows, np.int64))),
        column=np.concatenate((median.point, k + number, k + follows - 1, sites)),
        value=np.concatenate((np.ones(trips + rows), -np.ones(len(follows)), np.ones(k))),
        least=np.append(np.where(np.append(True, last[:-1]), 1.0, 0.0), 0.0),
        most=np.append(np.full(rows, np.inf), float(p)),
        n_points=k,
    )


def covering_programme(median: Median, slack: float) -> Programme | None:
    """Return the set covering problem (Toregas and others 1971), or ``None`` when it is too large.

    Minimise Σ y[j] with z[i] + Σ {y[j]: j covers i} ≥ 1 and Σ cap[i] z[i] ≤ ``slack``, what may stay
    uncovered; with no slack z = 0. All trips of ``median`` cost nothing.
    """
    unit, row = np.unique(median.unit, return_inverse=True)
    rows, k = len(unit), median.n_points
    alone = float(median.cap.sum() - median.cap[unit].sum())
    if rows > MOST_ROWS or alone > slack:
        return None
    trips = len(median.unit)
    if slack <= 0.0:
        entries = (row.reshape(-1), median.point, np.ones(trips))
        return Programme(np.ones(k), *entries, np.ones(rows), np.full(rows, np.inf), k)
    number = np.arange(rows)
    scale = float(median.cap.sum())
    return Programme(
        objective=np.concatenate((np.ones(k), np.zeros(rows))),
        row=np.concatenate((row.reshape(-1), number, np.full(rows, rows, np.int64))),
        column=np.concatenate((median.point, k + number, k + number)),
        value=np.concatenate((np.ones(trips + rows), median.cap[unit] / scale)),
        least=np.append(np.ones(rows), -np.inf),
        most=np.append(np.full(rows, np.inf), (slack - alone) / scale),
        n_points=k,
    )


def solve(programme: Programme, deadline: Deadline, executor: Executor | None, progress: Progress) -> Solved:
    """Solve a programme by the deadline, in a process of ``executor`` where there is one.

    Without scipy nothing is solved. Raises ``Cancelled``; the process then ends with its executor.
    """
    if not has_solver() or deadline.left < _LEAST_SECONDS:
        return NOT_SOLVED
    if executor is not None:
        try:
            handle = executor.share(programme, progress)
            seconds = deadline.left
            if seconds < _LEAST_SECONDS:  # the process took them to start
                return NOT_SOLVED
            answer = executor.submit(run_highs, handle, seconds)
            while not wait([answer], _POLL_SECONDS).done:
                check(progress)
                progress.report(1.0 - deadline.left / seconds)
            return answer.result()
        except (BrokenExecutor, MemoryError, OSError):
            progress.report(0.0, _ALONE)
    check(progress)
    return run_highs(programme, min(deadline.left, _ALONE_SECONDS))


def run_highs(programme: Programme, seconds: float) -> Solved:
    """Solve a programme in this process, for so many seconds at most."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    shape = (len(programme.least), len(programme.objective))
    matrix = csr_matrix((programme.value, (programme.row, programme.column)), shape)
    scale = _SCALE / max(float(np.abs(programme.objective).sum()), 1e-300)
    whole = np.zeros(shape[1], np.uint8)
    whole[: programme.n_points] = 1
    found: Any = milp(
        programme.objective * scale,
        integrality=whole,
        bounds=Bounds(0.0, 1.0),
        constraints=LinearConstraint(matrix, programme.least, programme.most),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    opened = None if found.x is None else np.asarray(found.x[: programme.n_points] > 0.5)  # noqa: PLR2004
    if found.status == _INFEASIBLE:
        return Solved(None, np.inf, complete=True)
    bound = -np.inf if found.mip_dual_bound is None else float(found.mip_dual_bound) / scale
    return Solved(opened, bound, complete=found.status == 0)


_INFEASIBLE = 2  # of scipy's ``OptimizeResult.status``

_ALONE = Text(
    "The exact solver could not be started in a process of its own and is given a moment only.",
    "Le solveur exact n’a pas pu être lancé dans un processus distinct; il ne dispose que d’un court "
    "instant.",
)
