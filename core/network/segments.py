# SPDX-License-Identifier: GPL-2.0-or-later
"""Packed trees of boxes: nearest segments and overlapping boxes for many queries at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .arrays import BoolArray, FloatArray, HilbertCurve, Int32Array, IntArray, concatenated_ranges

_FANOUT = 4
_LEAF = 4  # items per leaf
_WIDE = 24  # boxes in the frontier per query from which it pays to tighten the bound
_NEIGHBOURS = 1  # leaves looked at on either side along the curve for a first guess
_CHUNK = 2**13  # queries, or items (whole leaves), at once: bounds the memory, and fits the cache

Boxes = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class BoxTree:
    """Static packed tree over axis-aligned boxes whose order already follows the ground.

    ``levels``: from the leaves, each the box of ``_LEAF`` consecutive items, up to one root, the boxes (k, 4)
    as low x, low y, high x, high y, in single precision rounded outwards. ``size``: number of items. Unlike a
    grid it has no cell size to choose: a query costs much the same in a dense street grid, far off the road,
    and where lengths differ by orders of magnitude.
    """

    levels: tuple[Boxes, ...]
    size: int

    @classmethod
    def build(cls, low: FloatArray, high: FloatArray) -> BoxTree:
        """Build the tree over boxes with corners ``low`` and ``high`` (s, 2), in one unit."""
        return cls.over(_leaf_boxes(low, high), len(low))

    @classmethod
    def over(cls, leaves: Boxes, size: int) -> BoxTree:
        """Build the tree over the ``leaves`` (k, 4) of ``size`` items."""
        levels = [leaves]
        while len(levels[-1]) > 1:
            starts = np.arange(0, len(levels[-1]), _FANOUT)
            upper = np.empty((len(starts), 4), np.float32)
            upper[:, :2] = np.minimum.reduceat(levels[-1][:, :2], starts, axis=0)
            upper[:, 2:] = np.maximum.reduceat(levels[-1][:, 2:], starts, axis=0)
            levels.append(upper)
        return cls(tuple(levels), size)

    def candidates(self, low: FloatArray, high: FloatArray) -> tuple[IntArray, IntArray]:
        """Return pairs (query, item): all whose boxes touch or overlap, and some more; queries (q, 2)."""
        queries, items = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for first in range(0, len(low) if self.size else 0, _CHUNK):
            part = slice(first, first + _CHUNK)
            corners = np.concatenate((low[part], high[part]), axis=1)
            query, node = np.arange(len(corners)), np.zeros(len(corners), np.int64)
            for level in range(len(self.levels) - 1, -1, -1):
                query, node = self._descend(query, node, level)
                box, corner = self.levels[level].take(node, axis=0), corners.take(query, axis=0)
                touch = (box[:, :2] <= corner[:, 2:]).all(axis=1) & (box[:, 2:] >= corner[:, :2]).all(axis=1)
                query, node = query[touch], node[touch]
            query, item = self.items_of(query, node)
            queries.append(query + first)
            items.append(item)
        return np.concatenate(queries), np.concatenate(items)

    def near_leaves(self, xy: FloatArray, bound: FloatArray) -> tuple[IntArray, IntArray]:
        """Return pairs (query, leaf): all leaves that may hold the nearest item of a point (q, 2), if that is
        at most the squared distance ``bound`` (q,) away. Point by point, leaves rising.
        """
        query, node = np.arange(len(xy)), np.zeros(len(xy), np.int64)
        for level in range(len(self.levels) - 1, -1, -1):
            query, node = self._descend(query, node, level)
            box, at = self.levels[level].take(node, axis=0), xy.take(query, axis=0)
            before, after = box[:, :2] - at, at - box[:, 2:]
            if len(query) > _WIDE * len(xy):
                # Far from everything most boxes are nearer than the first guess: their far corners tell more.
                first = np.flatnonzero(np.diff(query, prepend=-1))
                across = _squared(np.maximum(-before, -after))
                bound[query[first]] = np.minimum(bound[query[first]], np.minimum.reduceat(across, first))
            away = _squared(np.maximum(np.maximum(before, after), 0.0))
            near = np.flatnonzero(away <= bound.take(query))
            query, node = query.take(near), node.take(near)
        return query, node

    def _descend(self, query: IntArray, node: IntArray, level: int) -> tuple[IntArray, IntArray]:
        """Replace each (query, node of the level above) by its pairs with the node's children."""
        if level == len(self.levels) - 1:
            return query, node
        return _children(query, node, len(self.levels[level]), _FANOUT)

    def items_of(self, query: IntArray, leaf: IntArray) -> tuple[IntArray, IntArray]:
        """Replace each (query, leaf) by its pairs with the leaf's items."""
        return _children(query, leaf, self.size, _LEAF)


@dataclass(frozen=True, eq=False)
class SegmentIndex:
    """Polylines and the tree over their segments. A segment has the number of the vertex it starts at.

    ``xy``: vertices (k, 2), planar, polyline after polyline; ``last`` (k,): which vertices end a polyline.
    Such a vertex counts as a segment of no length. ``codes``: places of the leaves of ``tree`` along
    ``curve``, rising, and ``leaves``: which leaf is there.
    """

    xy: FloatArray
    last: BoolArray
    tree: BoxTree
    curve: HilbertCurve
    codes: npt.NDArray[np.uint32]
    leaves: Int32Array

    @classmethod
    def build(cls, xy: FloatArray, last: BoolArray) -> SegmentIndex:
        """Index polylines; the tree is good when their order follows the ground."""
        leaves = [np.empty((0, 4), np.float32)]
        for first in range(0, len(xy), _CHUNK):
            part = np.arange(first, min(first + _CHUNK, len(xy)))
            after = xy.take(part + 1 - last[part], axis=0)
            leaves.append(_leaf_boxes(np.minimum(xy[part], after), np.maximum(xy[part], after)))
        tree = BoxTree.over(np.concatenate(leaves), len(xy))
        boxes = tree.levels[0].astype(np.float64)
        middle = (boxes[:, :2] + boxes[:, 2:]) / 2
        curve = HilbertCurve.over(middle)
        codes = curve.codes(middle)
        order = np.argsort(codes, kind="stable")
        return cls(xy, last, tree, curve, codes[order].astype(np.uint32), order.astype(np.int32))

    def ends(self, segment: IntArray) -> tuple[FloatArray, FloatArray]:
        """Return where each segment starts and ends (p, 2)."""
        after = segment + 1 - self.last.take(segment)
        return self.xy.take(segment, axis=0), self.xy.take(after, axis=0)

    def project(self, segment: IntArray, xy: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return where on each segment the nearest position to ``xy`` is (0…1), and its squared distance."""
        start, end = self.ends(segment)
        along, offset = end - start, xy - start
        squared = along[:, 0] ** 2 + along[:, 1] ** 2
        dot = offset[:, 0] * along[:, 0] + offset[:, 1] * along[:, 1]
        squared[squared == 0] = 1.0
        t = np.clip(dot / squared, 0.0, 1.0)
        x, y = offset[:, 0] - along[:, 0] * t, offset[:, 1] - along[:, 1] * t
        return t, np.asarray(x * x + y * y)

    def overlaps(self, low: FloatArray, high: FloatArray) -> tuple[IntArray, IntArray]:
        """Return all pairs (query, segment) whose boxes touch or overlap; queries (q, 2)."""
        pairs = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        for first in range(0, len(low), _CHUNK):
            part = slice(first, first + _CHUNK)
            query, segment = self.tree.candidates(low[part], high[part])
            start, end = self.ends(segment)
            touch = (np.minimum(start, end) <= high[part][query]).all(axis=1)
            touch &= (np.maximum(start, end) >= low[part][query]).all(axis=1)
            pairs.append((query[touch] + first, segment[touch]))
        queries, segments = zip(*pairs)
        return np.concatenate(queries), np.concatenate(segments)

    def nearest(self, xy: FloatArray) -> tuple[IntArray, FloatArray, FloatArray]:
        """Return the nearest segment of each point (q, 2), exactly; ties go to the lowest segment.

        Returns segment (q,), position along it 0…1 (q,) and squared distance (q,). Needs one segment; is
        faster when points that follow each other are near.
        """
        segment = np.zeros(len(xy), np.int64)
        for start in range(0, len(xy), _CHUNK):
            part = slice(start, start + _CHUNK)
            segment[part] = self._nearest(xy[part])
        t, squared = self.project(segment, xy)
        return segment, t, squared

    def _nearest(self, xy: FloatArray) -> IntArray:
        """Branch and bound for all points at once, level by level (Roussopoulos et al. 1995)."""
        query, leaf = self.tree.near_leaves(xy, self._first_guess(xy))
        query, segment = self.tree.items_of(query, leaf)
        _, squared = self.project(segment, xy.take(query, axis=0))
        first = np.flatnonzero(np.diff(query, prepend=-1))  # pairs come query by query, segments rising
        least = np.minimum.reduceat(squared, first)
        best = np.flatnonzero(squared == least.take(query))
        return np.asarray(segment[best[np.flatnonzero(np.diff(query[best], prepend=-1))]])

    def _first_guess(self, xy: FloatArray) -> FloatArray:
        """Return an upper bound of the squared distance (q,): that to the neighbours along the curve."""
        place = np.searchsorted(self.codes, self.curve.codes(xy).astype(np.uint32))
        bound = np.full(len(xy), np.inf)
        for step in range(-_NEIGHBOURS, _NEIGHBOURS):
            leaf = self.leaves.take(np.clip(place + step, 0, len(self.leaves) - 1))
            for item in range(_LEAF):
                segment = np.minimum(leaf * _LEAF + item, len(self.xy) - 1)
                np.minimum(bound, self.project(segment, xy)[1], out=bound)
        # The box of a segment may be farther than the segment itself by rounding.
        return np.asarray(bound * (1 + 1e-9) + 1e-12)


def _children(query: IntArray, node: IntArray, size: int, fanout: int) -> tuple[IntArray, IntArray]:
    """Replace each (query, node) by its pairs with the node's children, of all ``size`` nodes below."""
    first = node * fanout
    counts = np.minimum(fanout, size - first)
    return np.repeat(query, counts), concatenated_ranges(first, counts)


def _squared(xy: FloatArray) -> FloatArray:
    """Return the squared lengths of vectors (k, 2)."""
    return np.asarray(xy[:, 0] * xy[:, 0] + xy[:, 1] * xy[:, 1])


def _leaf_boxes(low: FloatArray, high: FloatArray) -> Boxes:
    """Return the boxes of the leaves over items with corners ``low`` and ``high`` (s, 2)."""
    starts = np.arange(0, len(low), _LEAF)
    boxes = np.empty((len(starts), 4), np.float32)
    if len(starts):
        boxes[:, :2] = _rounded(np.minimum.reduceat(low, starts, axis=0), -np.inf)
        boxes[:, 2:] = _rounded(np.maximum.reduceat(high, starts, axis=0), np.inf)
    return boxes


def _rounded(values: FloatArray, towards: float) -> Boxes:
    return np.nextafter(values.astype(np.float32), np.float32(towards))
