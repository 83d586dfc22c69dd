# SPDX-License-Identifier: GPL-2.0-or-later
"""Which points lie inside rings: the even-odd rule for many points at once."""

from __future__ import annotations

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import BoolArray, FloatArray, IntArray, concatenated_ranges

_STRIPS = 4096
_POINTS = 50_000  # at once: bounds the memory of the pairs


def inside_rings(
    start: FloatArray, end: FloatArray, owner: IntArray, xy: FloatArray, progress: Progress = SILENT
) -> tuple[IntArray, IntArray]:
    """Return all pairs (point, owner) where the point lies inside the owner's rings.

    Segments ``start``-``end`` (s, 2) of closed rings, ``owner`` (s,) whose they are; points (n, 2). A point
    is inside when a ray from it crosses the rings an odd number of times, so that holes are outside.
    """
    order = np.argsort(owner, kind="stable")
    bounds = np.flatnonzero(np.diff(owner[order], prepend=-1))
    by_x = np.argsort(xy[:, 0], kind="stable")
    x = xy[by_x, 0]
    points, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for segments in np.split(order, bounds[1:]) if len(order) else []:
        check(progress)
        a, b = start[segments], end[segments]
        low, high = np.minimum(a, b).min(axis=0), np.maximum(a, b).max(axis=0)
        near = by_x[np.searchsorted(x, low[0]) : np.searchsorted(x, high[0], side="right")]
        near = near[(xy[near, 1] >= low[1]) & (xy[near, 1] <= high[1])]
        for begin in range(0, len(near), _POINTS):
            part = near[begin : begin + _POINTS]
            part = part[_odd(a, b, xy[part], float(low[1]), float(high[1]))]
            points.append(part)
            owners.append(np.full(len(part), owner[segments[0]], np.int64))
    return np.concatenate(points), np.concatenate(owners)


def _odd(a: FloatArray, b: FloatArray, xy: FloatArray, bottom: float, top: float) -> BoolArray:
    """Return which points have an odd number of segments to their right, strip of latitude by strip."""
    strips = min(len(a), _STRIPS)
    height = (top - bottom) / strips or 1.0

    def strip(y: FloatArray) -> IntArray:
        return np.asarray(np.clip(np.floor((y - bottom) / height), 0, strips - 1), np.int64)

    lowest = strip(np.minimum(a[:, 1], b[:, 1]))
    spans = strip(np.maximum(a[:, 1], b[:, 1])) - lowest + 1
    segment = np.repeat(np.arange(len(a)), spans)
    of_segment = concatenated_ranges(lowest, spans)
    segment = segment[np.argsort(of_segment, kind="stable")]
    counts = np.bincount(of_segment, minlength=strips)
    first = np.concatenate(([0], np.cumsum(counts)))
    of_point = strip(xy[:, 1])
    point = np.repeat(np.arange(len(xy)), counts[of_point])
    one = segment[concatenated_ranges(first[of_point], counts[of_point])]
    p, q, at = a[one], b[one], xy[point]
    crossed = (p[:, 1] > at[:, 1]) != (q[:, 1] > at[:, 1])
    p, q, at, point = p[crossed], q[crossed], at[crossed], point[crossed]
    x = p[:, 0] + (at[:, 1] - p[:, 1]) / (q[:, 1] - p[:, 1]) * (q[:, 0] - p[:, 0])
    return np.asarray(np.bincount(point[x > at[:, 0]], minlength=len(xy)) % 2 == 1)
