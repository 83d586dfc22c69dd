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
    segments = graph.segments
    pairs = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    places = [np.zeros((0, 2))]
    for first in range(0, len(segments.xy), _CHUNK):
        check(progress)
        queries = np.arange(first, min(first + _CHUNK, len(segments.xy)))
        start, end = segments.ends(queries)
        a, b = segments.overlaps(np.minimum(start, end), np.maximum(start, end))
        each_once = a + first < b
        a, b = a[each_once], b[each_once]
        a_start, a_end = start[a], end[a]
        b_start, b_end = segments.ends(b)
        from_start, from_end = _side(b_start, b_end, a_start), _side(b_start, b_end, a_end)
        opposite = np.sign(from_start) * np.sign(from_end) < 0
        opposite &= np.sign(_side(a_start, a_end, b_start)) * np.sign(_side(a_start, a_end, b_end)) < 0
        t = from_start[opposite] / (from_start - from_end)[opposite]
        pairs.append((graph.edge_of(a[opposite] + first), graph.edge_of(b[opposite])))
        places.append(a_start[opposite] + (a_end - a_start)[opposite] * t[:, None])
        progress.report(min(1.0, (first + _CHUNK) / len(segments.xy)))
    edges_a, edges_b = zip(*pairs)
    return np.concatenate(edges_a), np.concatenate(edges_b), np.concatenate(places)


def _side(start: FloatArray, end: FloatArray, point: FloatArray) -> FloatArray:
    """Return twice the signed area of (start, end, point): above zero when the point is on the left."""
    along, offset = end - start, point - start
    return np.asarray(along[:, 0] * offset[:, 1] - along[:, 1] * offset[:, 0])
