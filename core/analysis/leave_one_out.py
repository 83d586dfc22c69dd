# SPDX-License-Identifier: GPL-2.0-or-later
"""What closing each point in turn would do to people: the closure loss R6 of every point, in one pass.

When one point closes, only the people nearest to it change, and each of them goes to the second nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network import inclusive
from ..network.arrays import BoolArray, FloatArray, IntArray
from .sums import band_sums


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """What closing each of k points alone would do to people, in f fields.

    ``load`` (k, f): people whose nearest point it is. ``losers`` (k, f): those whose way gets longer.
    ``over`` (t, k, f): by more than each step; those left without a way count in all. ``cut_off`` (k, f):
    those left without a way. ``crossed`` (c, k, f): those no longer within each cutoff. ``amount`` (k, f):
    people times minutes or km more, of those who still have a way. ``heir`` (k,): the point that would
    receive most of its people of the first field, -1 for none.
    """

    load: FloatArray
    losers: FloatArray
    over: FloatArray
    cut_off: FloatArray
    crossed: FloatArray
    amount: FloatArray
    heir: IntArray


def leave_one_out(
    nearest: tuple[FloatArray, IntArray, FloatArray, IntArray],
    weights: FloatArray,
    n_points: int,
    cutoffs: FloatArray,
    steps: Sequence[float],
) -> LeaveOneOut:
    """Add up what closing each point in turn does; O(d).

    ``nearest``: cost and index (d,) of the nearest point, then of the second (see ``two_nearest``).
    ``weights`` (d, f). ``cutoffs`` (c,) and ``steps`` (t,): minutes or km.
    """
    rows = np.flatnonzero(nearest[1] >= 0)
    cost, second = nearest[0][rows], nearest[2][rows]
    point, other = nearest[1][rows], nearest[3][rows]
    people = weights[rows]
    more = second - cost

    def sums(of: BoolArray, times: FloatArray | None = None) -> FloatArray:
        some = people[of] if times is None else people[of] * times[of, None]
        return band_sums(point[of], some, n_points)[1]

    alone = np.isinf(second)
    return LeaveOneOut(
        load=sums(np.ones(len(rows), bool)),
        losers=sums(more > 0.0),
        over=np.stack([sums(more > inclusive(step)) for step in steps]),
        cut_off=sums(alone),
        crossed=np.stack([sums((cost <= limit) & (second > limit)) for limit in inclusive(cutoffs)]),
        amount=sums(~alone, more),
        heir=_heirs(point, other, people[:, 0], n_points),
    )


def _heirs(point: IntArray, other: IntArray, people: FloatArray, n_points: int) -> IntArray:
    """Return the point that most people of each point would go to; of equal ones the first."""
    heir = np.full(n_points, -1, np.int64)
    some = np.flatnonzero((other >= 0) & (people > 0.0))
    pair, place = np.unique(point[some] * n_points + other[some], return_inverse=True)
    total = np.bincount(place.reshape(-1), weights=people[some], minlength=len(pair))
    order = np.lexsort((-pair, total))  # the last one written is the one with most, then the lowest
    heir[pair[order] // n_points] = pair[order] % n_points
    return heir
