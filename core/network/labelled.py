# SPDX-License-Identifier: GPL-2.0-or-later
"""Least costs and whose they are, found together: one search over whole numbers that hold both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import Progress, check
from .arrays import FloatArray, Int32Array, IntArray
from .limits import STEPS_PER_UNIT
from .router import Arcs, each_once, lowest_of_each

_BITS = 62  # of a key: a key and the cost of an arc then add up within 64 bits
_NEVER = np.int64(2**63 - 1)
_NARROW = 0.5  # of the bucket that suits many searches at once: nearly every node is then visited once


@dataclass(frozen=True)
class Seeds:
    """Where a search starts: ``node`` (s,) at ``cost`` (s,) for the source ``label`` (s,), from 0 on."""

    node: IntArray
    cost: FloatArray
    label: IntArray


def labelled_search(
    arcs: Arcs, n: int, seeds: Seeds, horizon: float, *, bucket: float, progress: Progress
) -> tuple[FloatArray, Int32Array] | None:
    """Return the least cost (n,) of every node up to ``horizon`` and the lowest label (n,) it is had from.

    Infinite and -1 where there is none. Costs are multiples of 2^-40 (``limits.summable``), so a cost in
    such steps, then the label in the lowest bits, is a whole number, and the least of these numbers is the
    least cost and of equal costs the lowest label: ties cost nothing. ``None`` when a cost within the horizon
    does not fit, which takes 256 minutes for 10,000 labels, and ten times as much for a tenth of them.
    Delta-stepping as in ``Router``. Raises ``Cancelled``.
    """
    bits = int(seeds.label.max(initial=0)).bit_length()
    unit = STEPS_PER_UNIT * 2.0**bits
    limit = min(2.0**_BITS, (np.floor(horizon * STEPS_PER_UNIT) + 1.0) * 2.0**bits)  # exclusive
    whole = limit < 2.0**_BITS
    search = _KeySearch(arcs, n, unit=unit, limit=int(limit), whole=whole)
    fits = seeds.cost * unit < limit
    if not (whole or fits.all()):
        return None
    keys = (seeds.cost[fits] * unit).astype(np.int64) + seeds.label[fits]
    if not search.run(seeds.node[fits], keys, max(1, int(bucket * _NARROW * unit)), progress):
        return None
    return search.decoded(bits)


class _KeySearch:
    """The keys (n,) of the nodes, lowered until nothing changes. Keys from ``limit`` on are left out; unless
    that is the ``whole`` horizon, there must not be any. ``unit``: what a cost of 1 adds to a key.
    """

    def __init__(self, arcs: Arcs, n: int, *, unit: float, limit: int, whole: bool) -> None:
        self._arcs, self._unit, self._limit, self._whole = arcs, unit, limit, whole
        self._wide = bool(arcs.more.any())
        self._key: IntArray = np.full(n, _NEVER, np.int64)
        self._room = np.empty(n, np.int32)

    def run(self, node: IntArray, key: IntArray, delta: int, progress: Progress) -> bool:
        """Search from seeds; return False as soon as a key does not fit."""
        node, key = lowest_of_each(node, key, self._room)
        self._key[node] = key
        waiting, front, bucket_end = [np.sort(node)], node[:0], 0
        while True:
            while len(front):
                check(progress)
                head, key = self._relaxed(front)
                if len(key) and int(key.max()) >= self._limit:
                    if not self._whole:
                        return False
                    within = np.flatnonzero(key < self._limit)
                    head, key = head.take(within), key.take(within)
                head, key = lowest_of_each(head, key, self._room)
                self._key[head] = key
                now = key < bucket_end
                waiting.append(head[~now])
                front = head[now]
            later = np.concatenate(waiting)
            later = each_once(later[self._key.take(later) >= bucket_end], self._room)
            if not len(later):
                return True
            keys = self._key.take(later)
            bucket_end = int(keys.min()) + delta
            now = keys < bucket_end
            front, waiting = later[now], [later[~now]]

    def _relaxed(self, front: IntArray) -> tuple[IntArray, IntArray]:
        """Follow every arc out of ``front``: the nodes that get a lower key, and the keys."""
        arcs, row, tail = self._arcs, front, front
        if self._wide and arcs.more.take(front).any():
            row, owner = arcs.rows_of(front)
            tail = front.take(owner)
        cost = arcs.cost.take(row, axis=0)
        cost *= self._unit
        np.minimum(cost, 2.0**_BITS, out=cost)  # infinite where there is no arc
        key = cost.astype(np.int64)
        key += self._key.take(tail)[:, None]
        key, head = key.reshape(-1), arcs.head.take(row, axis=0).reshape(-1)
        better = np.flatnonzero(key < self._key.take(head))
        return head.take(better).astype(np.int64), key.take(better)

    def decoded(self, bits: int) -> tuple[FloatArray, Int32Array]:
        """Return costs and labels, which have that many bits."""
        never = self._key == _NEVER
        label = (self._key & ((1 << bits) - 1)).astype(np.int32)
        cost = (self._key >> bits) / STEPS_PER_UNIT
        cost[never], label[never] = np.inf, -1
        return cost, label
