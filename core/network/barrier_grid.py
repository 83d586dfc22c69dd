# SPDX-License-Identifier: GPL-2.0-or-later
"""A grid over a few boxes that tells which of very many other boxes meet one of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import BoolArray, FloatArray, IntArray, concatenated_ranges

_CELLS = 1024  # along the longer side
_ACROSS = 8.0  # cells along the side of a usual box, at most: boxes that overlap fill the same cells each
_CHUNK = 20_000  # boxes asked for at once: bounds the memory of the pairs


@dataclass(frozen=True, eq=False)
class BoxGrid:
    """Boxes ``low``-``high`` (b, 2) on a square grid from ``corner`` with cells of ``size``.

    Cell c, counted column by column, is touched by the boxes ``boxes[first[c]:first[c+1]]``.
    ``before`` (columns + 1, rows + 1): how many boxes touch the cells left of and below each, summed, so that
    a rectangle of cells is known to be empty at once (Crow 1984, summed-area table).
    """

    low: FloatArray
    high: FloatArray
    corner: FloatArray
    size: float
    shape: tuple[int, int]
    boxes: IntArray
    first: IntArray
    before: IntArray

    @classmethod
    def of(cls, low: FloatArray, high: FloatArray) -> BoxGrid:
        """Build the grid over boxes with corners ``low`` and ``high`` (b, 2), in one unit."""
        if not len(low):
            return cls(low, high, np.zeros(2), 1.0, (1, 1), *_listed(np.zeros(0, np.int64), [], (1, 1)))
        corner, extent = low.min(axis=0), high.max(axis=0) - low.min(axis=0)
        usual = float(np.sqrt((high - low).prod(axis=1).mean()))
        size = max(float(extent.max()) / _CELLS, usual / _ACROSS, 1e-12)
        columns, rows = (np.floor(extent / size).astype(np.int64) + 1).tolist()
        grid = cls(low, high, corner, size, (columns, rows), *([np.zeros(0, np.int64)] * 3))
        box, cell = grid._cells(low, high)
        return cls(low, high, corner, size, (columns, rows), *_listed(cell, box, (columns, rows)))

    def touches(self, low: FloatArray, high: FloatArray) -> BoolArray:
        """Return which boxes (q, 2) share a cell with one of the grid's: all that meet one, and some more."""
        (x0, y0), (x1, y1) = self._range(low, high)
        total = self.before[x1 + 1, y1 + 1] - self.before[x0, y1 + 1]
        total += self.before[x0, y0] - self.before[x1 + 1, y0]
        return np.asarray((total > 0) & self._meets_extent(low, high))

    def overlaps(self, low: FloatArray, high: FloatArray) -> tuple[IntArray, IntArray]:
        """Return all pairs (query, box of the grid) that touch or overlap, each once; queries (q, 2)."""
        asked = np.flatnonzero(self.touches(low, high))
        queries, boxes = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for begin in range(0, len(asked), _CHUNK):
            part = asked[begin : begin + _CHUNK]
            at, cell = self._cells(low[part], high[part])
            count = self.first[cell + 1] - self.first[cell]
            query = part[np.repeat(at, count)]
            box = self.boxes[concatenated_ranges(self.first[cell], count)]
            meet = (low[query] <= self.high[box]).all(axis=1) & (high[query] >= self.low[box]).all(axis=1)
            pairs = np.unique(query[meet] * len(self.low) + box[meet])
            queries.append(pairs // max(len(self.low), 1))
            boxes.append(pairs % max(len(self.low), 1))
        return np.concatenate(queries), np.concatenate(boxes)

    def _meets_extent(self, low: FloatArray, high: FloatArray) -> BoolArray:
        if not len(self.low):
            return np.zeros(len(low), bool)
        least, most = self.low.min(axis=0), self.high.max(axis=0)
        return np.asarray(((low <= most) & (high >= least)).all(axis=1))

    def _range(self, low: FloatArray, high: FloatArray) -> tuple[IntArray, IntArray]:
        """Return the first and last column and row of boxes, each (2, q); outside counts at the border."""
        last = np.array(self.shape) - 1
        first, end = (
            np.clip(np.floor((at - self.corner) / self.size), 0, last).astype(np.int64).T
            for at in (low, high)
        )
        return first, end

    def _cells(self, low: FloatArray, high: FloatArray) -> tuple[IntArray, IntArray]:
        """Return pairs (box, cell) of all cells that boxes touch."""
        (x0, y0), (x1, y1) = self._range(low, high)
        width = x1 - x0 + 1
        box = np.repeat(np.arange(len(low)), width)
        column = concatenated_ranges(x0, width)
        height = (y1 - y0 + 1)[box]
        row = concatenated_ranges(y0[box], height)
        return np.repeat(box, height), np.repeat(column, height) * self.shape[1] + row


def _listed(
    cell: IntArray, box: IntArray | list[int], shape: tuple[int, int]
) -> tuple[IntArray, IntArray, IntArray]:
    """Return boxes sorted by cell, where each cell's begin, and the summed-area table of their number."""
    order = np.argsort(cell, kind="stable")
    counts = np.bincount(cell, minlength=shape[0] * shape[1])
    before = np.zeros((shape[0] + 1, shape[1] + 1), np.int64)
    before[1:, 1:] = counts.reshape(shape).cumsum(axis=0).cumsum(axis=1)
    return np.asarray(box, np.int64)[order], np.concatenate(([0], np.cumsum(counts))), before
