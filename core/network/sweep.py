# SPDX-License-Identifier: GPL-2.0-or-later
"""Costs, and metres of road, from many origins to all nodes at once: sweeps over a hierarchy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..progress import Progress, check
from .arrays import BoolArray, FloatArray, IntArray
from .hierarchy import SAME, Hierarchy, Legs

_BLOCK = 50_000  # legs times searches looked at together: what they need stays in the processor's cache


@dataclass(frozen=True, eq=False)
class Seeds:
    """Where searches begin: ``row`` (s,) of the search, ``node``, ``cost`` and ``metres`` to it (s,) each."""

    row: IntArray
    node: IntArray
    cost: FloatArray
    metres: FloatArray


@dataclass(frozen=True, eq=False)
class _Block:
    """The legs to some ``heads`` (g,), of which each has the same number: ``tail``, ``cost`` (d, g) …"""

    heads: IntArray
    tail: IntArray
    cost: FloatArray
    metres: FloatArray


def _blocks(legs: Legs, rows: int) -> Iterator[_Block]:
    """Yield legs, which are by head, in blocks."""
    first = np.flatnonzero(np.diff(legs.head, prepend=-1))
    size = np.diff(np.append(first, len(legs)))
    order = np.argsort(size, kind="stable")
    number, start = np.unique(size[order], return_index=True)
    for legs_each, group in zip(number.tolist(), np.split(order, start[1:])):
        most = max(1, _BLOCK // (rows * legs_each))
        for at in range(0, len(group), most):
            begin = first[group[at : at + most]]
            leg = begin + np.arange(legs_each)[:, None]
            yield _Block(legs.head[begin], legs.tail[leg], legs.cost[leg, None], legs.metres[leg, None])


class Sweep:
    """Searches over a ``hierarchy``, ``rows`` at a time in the same buffers; ``lengths``: metres as well."""

    def __init__(self, hierarchy: Hierarchy, rows: int, *, lengths: bool) -> None:
        self._hierarchy, self._rows, self._lengths = hierarchy, rows, lengths

    @cached_property
    def _down(self) -> list[_Block]:
        return [
            block for stage in reversed(self._hierarchy.stages) for block in _blocks(stage.down, self._rows)
        ]

    @cached_property
    def _cost(self) -> FloatArray:
        return np.empty((self._hierarchy.n, self._rows))

    @cached_property
    def _metres(self) -> FloatArray:
        return np.empty((self._hierarchy.n if self._lengths else 0, self._rows))

    @cached_property
    def _met(self) -> BoolArray:
        return np.empty(self._hierarchy.n, bool)

    def __getstate__(self) -> dict[str, Any]:
        """Send the hierarchy, not the room to work in."""
        return {name: getattr(self, name) for name in ("_hierarchy", "_rows", "_lengths")}

    def run(self, seeds: Seeds, progress: Progress) -> tuple[FloatArray, FloatArray]:
        """Return cost and metres (n, rows) from the seeds to every node, infinite where no way leads.

        Of equally fast ways the shortest counts; without lengths there are no metres. Valid until the next
        run. Raises ``Cancelled`` when asked to stop.
        """
        self._begin(seeds)
        for stage in self._hierarchy.stages:
            check(progress)
            legs = stage.up
            some = np.flatnonzero(self._met[legs.tail])
            for block in _blocks(legs.at(some), self._rows):
                self._met[block.heads] = True
                self._follow(block)
        self._cross()
        for block in self._down:
            check(progress)
            self._follow(block)
        return self._cost, self._metres

    def _begin(self, seeds: Seeds) -> None:
        order = np.lexsort((-seeds.metres, -seeds.cost))  # of several at one place the best is written last
        at = (seeds.node[order], seeds.row[order])
        self._cost.fill(np.inf)
        self._cost[at] = seeds.cost[order]
        if self._lengths:
            self._metres.fill(np.inf)
            self._metres[at] = seeds.metres[order]
        self._met[:] = False
        self._met[seeds.node] = True

    def _follow(self, block: _Block) -> None:
        """Lower the costs of the heads to the least that a leg gives."""
        cost = self._cost.take(block.tail, axis=0)
        cost += block.cost
        had = self._cost.take(block.heads, axis=0)
        least = np.minimum(cost.min(axis=0), had)
        self._cost[block.heads] = least
        if not self._lengths:
            return
        limit = least * (1.0 + SAME)
        metres = self._metres.take(block.tail, axis=0)
        metres += block.metres
        metres[cost > limit] = np.inf
        own = self._metres.take(block.heads, axis=0)
        own[had > limit] = np.inf
        self._metres[block.heads] = np.minimum(metres.min(axis=0), own)

    def _cross(self) -> None:
        """Go from the nodes of the core that were met to all of it."""
        core = self._hierarchy.core
        met = np.flatnonzero(self._met[core])
        own = self._cost[core[met]]
        own_metres = self._metres[core[met]] if self._lengths else own
        for place, cost, metres in zip(met.tolist(), own, own_metres):
            across = self._hierarchy.core_cost[place, :, None] + cost
            had = self._cost[core]
            least = np.minimum(had, across)
            self._cost[core] = least
            if self._lengths:
                limit = least * (1.0 + SAME)
                length = self._hierarchy.core_metres[place, :, None] + metres
                length[across > limit] = np.inf
                kept = self._metres[core]
                kept[had > limit] = np.inf
                self._metres[core] = np.minimum(kept, length)
