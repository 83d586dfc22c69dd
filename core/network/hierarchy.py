# SPDX-License-Identifier: GPL-2.0-or-later
"""Nodes in an order of elimination, with shortcuts: what makes costs to *all* nodes cheap for many origins.

Nodes are taken out of the network in rounds; where a least-cost way may lead through a node that is taken
out, a shortcut stands for it. The few that are left, the core, know the costs among all of them. A search
then climbs from the origin to the core and comes down to every node, round after round, without any queue:
contraction hierarchies (Geisberger et al. 2008) with the sweep of PHAST (Delling et al. 2011). Shortcuts are
taken without looking for witnesses, as in customizable hierarchies (Dibbelt, Strasser and Wagner 2016), which
suits arrays: on road networks they are about as many as the arcs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import FloatArray, IntArray, concatenated_ranges

SAME = 1e-11
"""Share of a cost by which two ways may differ and count as equally fast: they add up the same legs, or legs
that are equal, in another order."""

_CORE = 128  # nodes that are not taken out: below this, rounds take out a handful each
_SPREAD = 0.5  # share of the nodes, those that need the fewest shortcuts, that a round takes its nodes from


@dataclass(frozen=True, eq=False)
class Legs:
    """Arcs and shortcuts (a,): ``tail``, ``head``, least ``cost`` and the least ``metres`` at that cost.

    A pair of nodes comes once, unless the legs are those of a network as it stands.
    """

    tail: IntArray
    head: IntArray
    cost: FloatArray
    metres: FloatArray

    def __len__(self) -> int:
        return len(self.tail)

    def at(self, index: IntArray) -> Legs:
        """Return some of the legs."""
        return Legs(self.tail[index], self.head[index], self.cost[index], self.metres[index])

    def best(self, n: int) -> Legs:
        """Return the best leg between each pair of different nodes, by tail and head."""
        apart = np.flatnonzero(self.tail != self.head)
        key = self.tail[apart] * n + self.head[apart]
        order = np.argsort(key, kind="stable")  # which merges what is in order already
        chosen, key = apart[order], key[order]
        first = np.flatnonzero(np.diff(key, prepend=-1))
        if not len(first):
            return self.at(chosen)
        cost, ends = self.cost[chosen], chosen[first]
        least = np.minimum.reduceat(cost, first)
        limit = np.repeat(least * (1.0 + SAME), np.diff(np.append(first, len(key))))
        metres = np.where(cost <= limit, self.metres[chosen], np.inf)
        return Legs(self.tail[ends], self.head[ends], least, np.minimum.reduceat(metres, first))

    def joined(self, more: Legs) -> Legs:
        """Return these legs and ``more``: a pair of nodes may come twice."""
        return Legs(
            np.concatenate((self.tail, more.tail)),
            np.concatenate((self.head, more.head)),
            np.concatenate((self.cost, more.cost)),
            np.concatenate((self.metres, more.metres)),
        )


@dataclass(frozen=True, eq=False)
class Stage:
    """What one round took out: the legs ``up`` from its nodes, by head, and ``down`` to them, by head."""

    up: Legs
    down: Legs


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Stages in the order of elimination over ``n`` nodes, and what is left.

    ``core`` (c,): nodes; ``core_cost`` and ``core_metres`` (c, c): of the least-cost ways from row to column
    over the whole network, infinite where there is none.
    """

    n: int
    stages: tuple[Stage, ...]
    core: IntArray
    core_cost: FloatArray
    core_metres: FloatArray


def build_hierarchy(n: int, legs: Legs, progress: Progress = SILENT) -> Hierarchy:
    """Take out the nodes of a network of ``n`` nodes with the arcs ``legs``. Raises ``Cancelled``.

    The order depends on the legs only. Time grows a little faster than their number.
    """
    legs, alive, stages = legs.best(n), np.ones(n, bool), []
    mixed = _mixed(n)
    while True:
        check(progress)
        left = int(alive.sum())
        progress.report(1.0 - left / n)
        chosen = _round(n, legs, alive, mixed) if left > _CORE else None
        if chosen is None:
            break
        into, out = np.flatnonzero(chosen[legs.head]), np.flatnonzero(chosen[legs.tail])
        up, down = legs.at(out), legs.at(into)
        stages.append(
            Stage(up.at(np.argsort(up.head, kind="stable")), down.at(np.argsort(down.head, kind="stable")))
        )
        rest = legs.at(np.flatnonzero(~(chosen[legs.tail] | chosen[legs.head])))
        legs = rest.joined(_through(down, up)).best(n)
        alive &= ~chosen
    return Hierarchy(n, tuple(stages), *_core(n, legs, alive, progress))


def _mixed(n: int) -> IntArray:
    """Return the numbers 0…n-1 in a fixed order without pattern: neighbours have neighbouring numbers."""
    return np.random.default_rng(n).permutation(n).astype(np.int64)


def _round(n: int, legs: Legs, alive: IntArray, mixed: IntArray) -> IntArray | None:
    """Return which nodes (n,) to take out next: no two are neighbours; ``None`` when nothing is worth it.

    The fewer shortcuts a node needs for the legs that go with it (the edge difference), the earlier.
    """
    ins, outs = np.bincount(legs.head, minlength=n), np.bincount(legs.tail, minlength=n)
    rank = (ins * outs - (ins + outs)) * n + mixed
    ranks = rank[alive]
    middle = int(_SPREAD * (len(ranks) - 1))
    chosen = alive & (rank <= np.partition(ranks, middle)[middle])
    chosen[np.where(rank[legs.tail] < rank[legs.head], legs.head, legs.tail)] = False
    return chosen if chosen.any() else None


def _through(into: Legs, out: Legs) -> Legs:
    """Return a shortcut for each leg ``into`` a node taken out and each leg ``out`` of it."""
    order = np.argsort(out.tail, kind="stable")
    tails = out.tail[order]
    first = np.searchsorted(tails, into.head, "left")
    count = np.searchsorted(tails, into.head, "right") - first
    one = into.at(np.repeat(np.arange(len(into)), count))
    other = out.at(order[concatenated_ranges(first, count)])
    return Legs(one.tail, other.head, one.cost + other.cost, one.metres + other.metres)


def _core(n: int, legs: Legs, alive: IntArray, progress: Progress) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the nodes left and all costs and metres among them (Floyd 1962, Warshall 1962)."""
    core = np.flatnonzero(alive)
    place = np.zeros(n, np.int64)
    place[core] = np.arange(len(core))
    cost, metres = np.full((len(core), len(core)), np.inf), np.full((len(core), len(core)), np.inf)
    cost[place[legs.tail], place[legs.head]] = legs.cost
    metres[place[legs.tail], place[legs.head]] = legs.metres
    np.fill_diagonal(cost, 0.0)
    np.fill_diagonal(metres, 0.0)
    for middle in range(len(core)):
        check(progress)
        via = cost[:, middle, None] + cost[middle]
        least = np.minimum(cost, via)
        limit = least * (1.0 + SAME)
        there = np.where(cost <= limit, metres, np.inf)
        round_about = np.where(via <= limit, metres[:, middle, None] + metres[middle], np.inf)
        cost, metres = least, np.minimum(there, round_about)
    return core, cost, metres
