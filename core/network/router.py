# SPDX-License-Identifier: GPL-2.0-or-later
"""Shortest paths from many sources at once: batched delta-stepping in numpy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from ..progress import Progress, check
from .arrays import BoolArray, FloatArray, Int32Array, IntArray

Values = TypeVar("Values", FloatArray, IntArray)

_WIDTH = 4  # arcs in a row: most junctions have no more
_BLOCK_BITS = 9  # cells that are looked at, and reset, together


@dataclass(frozen=True, eq=False)
class Arcs:
    """Directed arcs by tail node, in rows of four: taking rows is several times faster than taking ranges.

    Row i holds the first arcs leaving node i: heads ``head`` (r, 4), costs ``cost`` (r, 4). What is left over
    leads back to its own tail at infinite cost. ``more`` (r,): the row with further arcs of the same node,
    0 = none.
    """

    head: Int32Array
    cost: FloatArray
    more: Int32Array

    @classmethod
    def build(cls, n: int, tail: Int32Array, head: Int32Array, cost: FloatArray) -> Arcs:
        """Sort arcs by tail. Parallel arcs are kept; the router takes the cheaper."""
        order = np.argsort(tail, kind="stable")
        tail = tail[order]
        degree = np.bincount(tail, minlength=n)
        place = np.arange(len(tail)) - (np.cumsum(degree) - degree)[tail]  # among the arcs of its tail
        further = np.maximum(degree - 1, 0) // _WIDTH  # rows beyond the first
        before = n + np.cumsum(further) - further
        row = np.where(place < _WIDTH, tail, before[tail] + place // _WIDTH - 1)
        rows = n + int(further.sum())
        owner = np.concatenate((np.arange(n), np.repeat(np.arange(n), further))).astype(np.int32)
        heads, costs = np.repeat(owner[:, None], _WIDTH, axis=1), np.full((rows, _WIDTH), np.inf)
        heads[row, place % _WIDTH], costs[row, place % _WIDTH] = head[order], cost[order]
        more = np.zeros(rows, np.int32)
        more[:n] = np.where(further > 0, before, 0)
        more[n : rows - 1] = np.where(owner[n:-1] == owner[n + 1 :], np.arange(n + 1, rows), 0)
        return cls(heads, costs, more)

    def rows_of(self, node: IntArray) -> tuple[IntArray, IntArray]:
        """Return the rows of the arcs leaving each node (r,), and which of the nodes each is of (r,)."""
        which = np.arange(len(node))
        rows, owners = [node], [which]
        while True:
            further = self.more.take(rows[-1])
            has = np.flatnonzero(further)
            if not len(has):
                return np.concatenate(rows), np.concatenate(owners)
            rows.append(further[has].astype(np.int64))
            owners.append(owners[-1][has])


class Room:
    """Space for searches of so many ``cells``: their costs, infinite but in blocks that were ``touched``."""

    def __init__(self, cells: int) -> None:
        self.cells = cells
        count = (cells >> _BLOCK_BITS) + 1
        self.blocks: FloatArray = np.full((count, 1 << _BLOCK_BITS), np.inf)
        self.touched: BoolArray = np.zeros(count, bool)
        self.tag = np.zeros(cells, np.int32)

    def clear(self) -> None:
        """Make every cell unreached again."""
        blocks = np.flatnonzero(self.touched)
        self.blocks[blocks] = np.inf
        self.touched[blocks] = False


class Rooms:
    """Lends room to one search after another: making it takes as long as searching a part of a country.

    Whoever has room has it alone, in whichever thread. None is sent to other processes.
    """

    def __init__(self) -> None:
        self._free: list[Room] = []

    @contextmanager
    def lent(self, cells: int) -> Iterator[Room]:
        """Lend room for ``cells`` that are all unreached; it is cleared however its use ends."""
        room = None
        with suppress(IndexError):  # another thread may take the last one
            room = self._free.pop()
        if room is not None and room.cells < cells:
            room = None  # before there is another, so that there are never both
        room = room or Room(cells)
        try:
            yield room
        finally:
            room.clear()
            self._free.append(room)

    def __getstate__(self) -> dict[str, list[Room]]:
        return {"_free": []}


class Router:
    """Delta-stepping (Meyer and Sanders 2003) of ``rows`` independent searches in one flat array.

    Cell ``row * n + node`` of ``cost`` holds the cost of that node in that search, infinite when not
    reached. The buffers are the ``room``, its own if none is given: ``clear`` resets only what the last run
    touched. ``delta`` is the bucket width in the unit of cost; it changes the speed, never the result.
    """

    def __init__(self, arcs: Arcs, n: int, rows: int, delta: float, room: Room | None = None) -> None:
        self._arcs, self._n, self._delta = arcs, n, delta
        self._room = room or Room(rows * n)
        self._cost = self._room.blocks.reshape(-1)
        self._tag = self._room.tag
        self.cost: FloatArray = self._cost[: rows * n].reshape(rows, n)

    def run(self, cells: IntArray, costs: FloatArray, horizon: float, progress: Progress) -> IntArray:
        """Search from the seeds ``cells`` with start ``costs``; keep what costs at most ``horizon``.

        Returns the cells reached, rising. Raises ``Cancelled`` when asked to stop.
        """
        within = costs <= horizon
        seeds, _ = self._lower(cells[within], costs[within])
        waiting, front, bucket_end = [seeds], seeds[:0], 0.0
        while True:
            while len(front):
                check(progress)
                heads, costs = self._relax(front, horizon)
                now = costs < bucket_end
                waiting.append(heads[~now])
                front = heads[now]
            later = np.concatenate(waiting)
            later = later[self._cost.take(later) >= bucket_end]
            later = each_once(later, self._tag)
            if not len(later):
                return self._reached()
            costs = self._cost.take(later)
            # Next to huge costs the width vanishes by rounding; the cheapest cell must still be taken.
            least = float(costs.min())
            bucket_end = max(least + self._delta, np.nextafter(least, np.inf))
            now = costs < bucket_end
            front, waiting = later[now], [later[~now]]

    def clear(self) -> None:
        """Make every cell unreached again."""
        self._room.clear()

    def _reached(self) -> IntArray:
        """Return the cells with a cost. Only blocks where one was written are looked at."""
        blocks = np.flatnonzero(self._room.touched)
        within = np.flatnonzero(self._room.blocks.take(blocks, axis=0) < np.inf)
        # One index, and by shifting the block it is in: numpy takes twice as long for a row and a column.
        first = blocks - np.arange(len(blocks), dtype=np.int64) << _BLOCK_BITS
        return np.asarray(first.take(within >> _BLOCK_BITS) + within)

    def _relax(self, front: IntArray, horizon: float) -> tuple[IntArray, FloatArray]:
        """Follow every arc out of ``front``: the cells that got cheaper, each once, and their costs."""
        arcs = self._arcs
        first = front // self._n * self._n
        row, cell = front - first, front
        further = np.flatnonzero(arcs.more.take(row))
        if len(further):
            row, owner = arcs.rows_of(row)
            first, cell = first.take(owner), front.take(owner)
        head = arcs.head.take(row, axis=0) + first[:, None]
        cost = arcs.cost.take(row, axis=0)
        cost += self._cost.take(cell)[:, None]
        head, cost = head.reshape(-1), cost.reshape(-1)
        better = np.flatnonzero((cost < self._cost.take(head)) & (cost <= horizon))
        return self._lower(head.take(better), cost.take(better))

    def _lower(self, cells: IntArray, costs: FloatArray) -> tuple[IntArray, FloatArray]:
        """Write the lowest cost of each cell although a cell may come several times; return each cell once.

        All ``costs`` must be below what the cells have.
        """
        cells, costs = lowest_of_each(cells, costs, self._tag)
        self._room.touched[cells >> _BLOCK_BITS] = True  # first: whenever this is stopped, it can be cleared
        self._cost[cells] = costs
        return cells, costs


def lowest_of_each(cell: IntArray, value: Values, room: Int32Array) -> tuple[IntArray, Values]:
    """Return each of the cells (k,) once, with the lowest of its values (k,).

    ``room`` (n,): space to work in, one number per possible cell, whatever it holds.
    """
    index = np.arange(len(cell), dtype=np.int32)
    room[cell] = index
    chosen = room.take(cell) == index
    if chosen.all():
        return cell, value
    rest = np.flatnonzero(~chosen)
    while len(rest):  # of these some are lower than what was chosen, for most of them in the first round
        at = cell.take(rest)
        rest = rest[value.take(rest) < value.take(room.take(at))]
        room[cell.take(rest)] = rest
    once = np.flatnonzero(room.take(cell) == index)
    return cell.take(once), value.take(once)


def each_once(cell: IntArray, room: Int32Array) -> IntArray:
    """Return each of the cells (k,) once; ``room`` as in ``lowest_of_each``."""
    index = np.arange(len(cell), dtype=np.int32)
    room[cell] = index
    return np.asarray(cell[room.take(cell) == index])
