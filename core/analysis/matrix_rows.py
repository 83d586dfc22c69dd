# SPDX-License-Identifier: GPL-2.0-or-later
"""What a cost matrix is asked for, and its rows in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ..network import Travel
from ..network.arrays import FloatArray, IntArray, order_of_small
from ..progress import Progress, check
from .globe import ranks
from .model import CatchmentMetric

_DECIMALS = 9
_ROWS = 200_000  # handed out at once
_FILLED = 2  # times as large as the costs in it may a table be


@dataclass(frozen=True)
class MatrixOptions:
    """What a cost matrix is asked for.

    ``travel`` ``to_point``: from the origin to the destination; ``from_point``: from the destination to the
    origin. ``nearest``: this many destinations of each origin, 0 = all. ``max_cost`` (inclusive): minutes or
    kilometres, may be infinite. ``lengths``: kilometres as well as minutes; NaN without. The others as in
    ``CatchmentOptions``.
    """

    metric: CatchmentMetric = "time"
    travel: Travel = "to_point"
    nearest: int = 0
    max_cost: float = np.inf
    snap_distance_m: float = 2000.0
    access_speed_kmh: float = 0.0
    lengths: bool = True


@dataclass(frozen=True, eq=False)
class CostPairs:
    """Pairs (p,): indices of ``origin`` and ``destination``, ``cost``, and ``km`` of road, or straight."""

    origin: IntArray
    destination: IntArray
    cost: FloatArray
    km: FloatArray

    def __len__(self) -> int:
        return len(self.origin)

    def at(self, index: IntArray | slice) -> CostPairs:
        """Return some of the pairs."""
        return CostPairs(self.origin[index], self.destination[index], self.cost[index], self.km[index])

    def ranked(self, k: int = 0) -> tuple[CostPairs, IntArray]:
        """Return the pairs by origin, cost and destination, the first ``k`` (or all) of each; and ranks."""
        order = order_of_small(self.destination)
        order = order[order_of_small(self.origin[order] - int(self.origin.min(initial=0)))]
        rank = ranks(self.origin[order])
        order = order[_by_cost(self.origin[order], rank, self.cost[order])]
        if k:
            order, rank = order[rank < k], rank[rank < k]
        return self.at(order), rank + 1

    @classmethod
    def together(cls, parts: Iterable[CostPairs]) -> CostPairs:
        """Return all the pairs of several parts."""
        columns = [(part.origin, part.destination, part.cost, part.km) for part in parts]
        none = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
        return cls(*(np.concatenate(column) for column in zip(none, *columns)))


@dataclass(frozen=True, eq=False)
class MatrixRows:
    """Some rows of a matrix, by origin, then ``rank`` (p,): 1 is the destination of least cost."""

    pairs: CostPairs
    rank: IntArray


def rounded(values: FloatArray) -> FloatArray:
    """Round costs and lengths to a billionth of a minute or kilometre.

    Ways that are equally long then are so from whichever end they were added up, and ties go to the first
    destination.
    """
    return np.asarray(np.round(values, _DECIMALS))


def _by_cost(group: IntArray, place: IntArray, cost: FloatArray) -> IntArray:
    """Return the stable order by ``group``, then ``cost``, of costs in groups: ``place`` is that within one.

    Groups of about the same size are the rows of a table, sorted each by itself: less than half the time.
    """
    row = np.cumsum(place == 0) - 1
    rows, width = int(row[-1]) + 1 if len(row) else 0, int(place.max(initial=-1)) + 1
    if rows * width > _FILLED * len(cost):
        order = np.argsort(cost, kind="stable")
        return order[np.argsort(group[order], kind="stable")]
    table = np.full((rows, width), np.inf)
    table[row, place] = cost
    column = np.argsort(table, axis=1, kind="stable")
    size = np.bincount(row, minlength=rows)
    first = np.cumsum(size) - size
    return (first[:, None] + column)[np.arange(width) < size[:, None]]


def in_order(parts: list[CostPairs], n_origins: int, progress: Progress) -> Iterator[MatrixRows]:
    """Yield the pairs of ``parts``, each by origin, as rows in order: whole origins, not too many at once."""
    counts = np.zeros(n_origins, np.int64)
    for part in parts:
        counts += np.bincount(part.origin, minlength=n_origins)
    ends = np.cumsum(counts)
    start = 0
    while start < n_origins:
        check(progress)
        before = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + _ROWS, "right")))
        block = CostPairs.together(
            part.at(slice(*np.searchsorted(part.origin, (start, stop)).tolist())) for part in parts
        )
        if len(block):
            yield MatrixRows(*block.ranked())
        start = stop
