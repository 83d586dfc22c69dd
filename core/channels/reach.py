# SPDX-License-Identifier: GPL-2.0-or-later
"""Which channels reach each area, and the combinations of channels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..analysis.nearest_costs import NearestCosts
from ..network import inclusive
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import SILENT, Part, Progress, check
from .answers import NO, UNKNOWN, YES, Answers

COUNTERS = ("served", "unknown", "not_then", "beyond", "unreachable", "off_network")
"""What is known of the counters of an area: one within the cutoff serves; one may, not all being known of
it; there is one, which is closed or speaks another language; none within the cutoff; no road leads to any;
too far from any road to tell."""

COMBINATIONS = ("none", "d", "p", "pd", "c", "cd", "cp", "cpd", "unknown")
"""The channels that are known to serve: counter, phone (call centre), digital; ``unknown``: none is, and of
one at least it is not known."""


@dataclass(frozen=True, eq=False)
class Reach:
    """The channels of n areas. ``counter``, ``phone``, ``digital``: answers (n,).

    ``state`` (n,): index into ``COUNTERS``; ``point`` (n,) and ``cost`` (n,): the counter that serves, else
    the nearest of all, -1 and infinite where there is none. ``phones``, ``sites`` (n,): how many call centres
    and web services are known to serve.
    """

    state: IntArray
    point: IntArray
    cost: FloatArray
    phone: Answers
    phones: IntArray
    digital: Answers
    sites: IntArray

    @property
    def counter(self) -> Answers:
        """Whether a counter serves. Too far from any road is not known: they may have a way of their own."""
        of_state = np.array([YES, UNKNOWN, NO, NO, NO, UNKNOWN], np.int8)
        return of_state[self.state]


def counter_reach(
    search: NearestCosts, serves: Answers, cutoff: float, progress: Progress = SILENT
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the state (n,), the counter (n,) and its cost (n,) for the units of a search.

    ``serves`` (k,): of the search's points. Cutoffs are inclusive. Raises ``Cancelled``.
    """
    near_cost, near = search.least(progress=Part(progress, 0.0, 0.4))
    sure_cost, sure = search.least(serves == YES, horizon=cutoff, progress=Part(progress, 0.4, 0.7))
    _, maybe = search.least(serves == UNKNOWN, horizon=cutoff, progress=Part(progress, 0.7, 1.0))
    state = np.full(len(near), COUNTERS.index("beyond"), np.int64)
    state[near < 0] = COUNTERS.index("unreachable")
    state[(near >= 0) & (near_cost <= inclusive(cutoff))] = COUNTERS.index("not_then")
    state[maybe >= 0] = COUNTERS.index("unknown")
    state[sure >= 0] = COUNTERS.index("served")
    state[~search.unit_placed] = COUNTERS.index("off_network")
    found = sure >= 0
    return state, np.where(found, sure, near), np.where(found, sure_cost, near_cost)


def territorial_reach(
    serves: Answers, members: Iterable[Answers], n: int, progress: Progress = SILENT
) -> tuple[Answers, IntArray]:
    """Return whether any of k points serves each of n areas, and how many are known to.

    ``serves`` (k,); ``members`` (k,) of (n,): whether an area lies in a point's territory, one point after
    the other. Raises ``Cancelled``.
    """
    best, count = np.full(n, NO, np.int8), np.zeros(n, np.int64)
    for done, (answer, within) in enumerate(zip(serves, members)):
        check(progress)
        progress.report(done / len(serves))
        here = np.minimum(within, answer)
        best = np.maximum(best, here)
        count += here == YES
    return best, count


def combinations(reach: Reach) -> IntArray:
    """Return the combination of channels of each area, an index into ``COMBINATIONS``."""
    channels = (reach.digital, reach.phone, reach.counter)
    found = sum(((answers == YES).astype(np.int64) << bit for bit, answers in enumerate(channels)))
    open_question: BoolArray = np.maximum.reduce(channels) == UNKNOWN
    return np.where(open_question, COMBINATIONS.index("unknown"), found)
