# SPDX-License-Identifier: GPL-2.0-or-later
"""Where roads cross each other without a node."""

from __future__ import annotations

import numpy as np

from ..progress import Progress, check
from .arrays import FloatArray, IntArray
from .graph import RoadGraph

_CHUNK = 20_000


def proper_crossings(graph: RoadGraph, progress: Progress) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the edges (c,), (c,) whose lines cross inside a segment of both, and where (c, 2), planar.

    A crossing at a vertex of both is a node and is not returned. A pair of edges is returned once per place.
    """
    start, end = graph.segments.start, graph.segments.end
    low, high = np.minimum(start, end), np.maximum(start, end)
    edges_a: list[IntArray] = [np.zeros(0, np.int64)]
    edges_b: list[IntArray] = [np.zeros(0, np.int64)]
    places: list[FloatArray] = [np.zeros((0, 2))]
    for first in range(0, len(start), _CHUNK):
        check(progress)
        part = slice(first, first + _CHUNK)
        a, b = graph.segments.tree.overlaps(low[part], high[part])
        a = a + first
        a, b = a[a < b], b[a < b]  # each pair once
        from_start, from_end = _side(start[b], end[b], start[a]), _side(start[b], end[b], end[a])
        opposite = np.sign(from_start) * np.sign(from_end) < 0
        opposite &= np.sign(_side(start[a], end[a], start[b])) * np.sign(_side(start[a], end[a], end[b])) < 0
        a, b = a[opposite], b[opposite]
        t = from_start[opposite] / (from_start - from_end)[opposite]
        edges_a.append(graph.segment_edge[a].astype(np.int64))
        edges_b.append(graph.segment_edge[b].astype(np.int64))
        places.append(start[a] + (end[a] - start[a]) * t[:, None])
    return np.concatenate(edges_a), np.concatenate(edges_b), np.concatenate(places)


def _side(start: FloatArray, end: FloatArray, point: FloatArray) -> FloatArray:
    """Return twice the signed area of (start, end, point): above zero when the point is on the left."""
    along, offset = end - start, point - start
    return np.asarray(along[:, 0] * offset[:, 1] - along[:, 1] * offset[:, 0])
