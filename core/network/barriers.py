# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads cut at barriers: one travels up to a barrier from both sides, never through it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from .barrier_grid import BoxGrid
from .ring_test import inside_rings

CLEARANCE_M = 1.0
"""Roads end this far before a barrier, or the joining tolerance before it where that is larger."""
POINT_REACH_M = 10.0
"""A point closes the road nearest to it within this distance: points are digitised beside the road."""

POINT, LINE, RING = 0, 1, 2

_PIECE_M = 500.0  # longer pieces of a barrier have boxes that overlap half a city
_SHORTEST = 1e-9  # of a piece of road, in steps from vertex to vertex
_A, _E2 = 6378137.0, 0.0066943799901413165  # WGS 84


@dataclass(frozen=True, eq=False)
class Barriers:
    """Barriers as straight segments and points, degrees EPSG:4326.

    Segment i runs from ``start[i]`` to ``end[i]`` (s, 2) and belongs to the barrier ``owner[i]``; a point has
    both ends in one place. ``kind`` (s,): ``POINT``, ``LINE`` or ``RING``; the rings of one owner enclose
    what is closed, by the even-odd rule, so that holes stay open. ``count``: number of barriers.
    """

    start: FloatArray
    end: FloatArray
    owner: IntArray
    kind: IntArray
    count: int

    def select(self, chosen: BoolArray | IntArray) -> Barriers:
        """Return some of the segments."""
        start, end = self.start[chosen], self.end[chosen]
        return Barriers(start, end, self.owner[chosen], self.kind[chosen], self.count)


@dataclass(frozen=True, eq=False)
class CutLines:
    """Lines after the cut: ``lonlat`` (k, 2), ``offsets`` (m + 1,), ``parent`` (m,): the line it is part of.

    ``cut`` (of the lines given): whether something of it is closed. ``effective`` (of the barriers): whether
    it closes anything.
    """

    lonlat: FloatArray
    offsets: IntArray
    parent: IntArray
    cut: BoolArray
    effective: BoolArray


def cut_at_barriers(
    lonlat: FloatArray,
    offsets: IntArray,
    barriers: Barriers,
    tolerance_m: float = 0.0,
    progress: Progress = SILENT,
) -> CutLines:
    """Take out of the lines what lies within the clearance of a barrier or inside a polygon.

    ``lonlat`` (k, 2) degrees; line i has the vertices ``lonlat[offsets[i]:offsets[i+1]]``. Distances are
    metres in the ellipsoid's tangent plane at the road, which is exact to a millimetre over the few metres in
    question. A road that crosses another without touching it (a bridge) is cut as well: barriers have no
    height. Lines that no barrier touches keep their vertices bit for bit. Raises ``Cancelled``.
    """
    moved = _points_on_roads(lonlat, offsets, barriers, max(POINT_REACH_M, tolerance_m))
    check(progress)
    low, high, met = _closed(lonlat, offsets, moved, max(CLEARANCE_M, tolerance_m), progress)
    line, first, last = _open_pieces(offsets, low, high)
    inside, around = _inside(lonlat, barriers, first, last, progress)
    cut = np.zeros(len(offsets) - 1, bool)
    cut[np.searchsorted(offsets, low, side="right") - 1] = True
    cut[line[inside]] = True
    effective = np.zeros(barriers.count, bool)
    effective[met] = effective[around] = True
    kept = ~inside
    vertices, sizes = _vertices(lonlat, first[kept], last[kept])
    return CutLines(vertices, np.concatenate(([0], np.cumsum(sizes))), line[kept], cut, effective)


def _points_on_roads(lonlat: FloatArray, offsets: IntArray, barriers: Barriers, reach_m: float) -> Barriers:
    """Return the barriers with each point moved to the nearest place on a road; points far from all go."""
    points = barriers.select(barriers.kind == POINT)
    others = barriers.select(barriers.kind != POINT)
    if not len(points.start):
        return barriers
    step, point = _near(lonlat, offsets, points, reach_m)
    a, scale = lonlat[step], _metres_per_degree(lonlat[step, 1])
    along = (lonlat[step + 1] - a) * scale
    offset = (points.start[point] - a) * scale
    squared = (along**2).sum(axis=1)
    t = np.clip((offset * along).sum(axis=1) / np.where(squared > 0, squared, 1.0), 0.0, 1.0)
    away = ((offset - along * t[:, None]) ** 2).sum(axis=1)
    place = a + (lonlat[step + 1] - a) * t[:, None]
    order = np.lexsort((place[:, 1], place[:, 0], away, point))
    order = order[away[order] <= reach_m**2]
    order = order[np.diff(point[order], prepend=-1) > 0]  # the first, that is the nearest, of each point
    found = points.select(point[order])
    return Barriers(
        np.concatenate((others.start, place[order])),
        np.concatenate((others.end, place[order])),
        np.concatenate((others.owner, found.owner)),
        np.concatenate((others.kind, found.kind)),
        barriers.count,
    )


def _closed(
    lonlat: FloatArray,
    offsets: IntArray,
    barriers: Barriers,
    clearance_m: float,
    progress: Progress,
) -> tuple[FloatArray, FloatArray, IntArray]:
    """Return the stretches of road within the clearance and the barriers that close them.

    From and to are counted in vertices: 3.5 is half-way from the fourth vertex of all to the fifth.
    """
    pieces = _pieces(barriers)
    step, piece = _near(lonlat, offsets, pieces, clearance_m)
    check(progress)
    a, scale = lonlat[step], _metres_per_degree(lonlat[step, 1])
    low, high = _within(
        (lonlat[step + 1] - a) * scale,
        (pieces.start[piece] - a) * scale,
        (pieces.end[piece] - a) * scale,
        clearance_m,
    )
    low, high = np.maximum(low, 0.0), np.minimum(high, 1.0)
    touched = high > low
    step, owner = step[touched], pieces.owner[piece[touched]]
    return step + low[touched], step + high[touched], owner


def _near(
    lonlat: FloatArray, offsets: IntArray, barriers: Barriers, metres: float
) -> tuple[IntArray, IntArray]:
    """Return pairs (vertex from which a step of road goes, segment) whose boxes are within ``metres``."""
    margin = metres / _metres_per_degree(np.abs(barriers.start[:, 1]))
    low = np.minimum(barriers.start, barriers.end) - margin
    high = np.maximum(barriers.start, barriers.end) + margin
    grid = BoxGrid.of(low, high)
    lines = np.flatnonzero(np.diff(offsets) > 1)
    if not len(lines):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    used = offsets[lines]
    corners = (np.minimum.reduceat(lonlat, used, axis=0), np.maximum.reduceat(lonlat, used, axis=0))
    lines = lines[grid.touches(*corners)]
    step = concatenated_ranges(offsets[lines], offsets[lines + 1] - offsets[lines] - 1)
    a, b = lonlat[step], lonlat[step + 1]
    at, segment = grid.overlaps(np.minimum(a, b), np.maximum(a, b))
    return step[at], segment


def _pieces(barriers: Barriers) -> Barriers:
    """Return the barriers with long segments split, so that boxes stay small."""
    length = np.abs((barriers.end - barriers.start) * _metres_per_degree(barriers.start[:, 1])).max(axis=1)
    count = np.maximum(np.ceil(length / _PIECE_M), 1).astype(np.int64)
    whole = np.repeat(np.arange(len(count)), count)
    k = concatenated_ranges(np.zeros(len(count), np.int64), count)[:, None]
    n, start = count[whole][:, None], barriers.start[whole]
    along = barriers.end[whole] - start
    end = np.where(k + 1 == n, barriers.end[whole], start + along * ((k + 1) / n))
    return Barriers(start + along * (k / n), end, barriers.owner[whole], barriers.kind[whole], barriers.count)


def _within(b: FloatArray, p: FloatArray, q: FloatArray, distance: float) -> tuple[FloatArray, FloatArray]:
    """Return from where to where (t, pairs) the positions t·``b`` are within ``distance`` of segment p-q.

    What is near a segment is convex, so it is one stretch: the hull of those near either end and of the one
    beside the segment. From infinity to minus infinity where there is none.
    """
    low, high = np.full(len(b), np.inf), np.full(len(b), -np.inf)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for centre in (p, q):
            square, dot = (b**2).sum(axis=1), (b * centre).sum(axis=1)
            root = dot**2 - square * ((centre**2).sum(axis=1) - distance**2)
            near = (root >= 0) & (square > 0)
            half = np.sqrt(np.where(near, root, 0.0))
            low = np.where(near, np.minimum(low, (dot - half) / square), low)
            high = np.where(near, np.maximum(high, (dot + half) / square), high)
        along = q - p
        length = np.hypot(along[:, 0], along[:, 1])
        unit = along / length[:, None]
        across = np.column_stack((-unit[:, 1], unit[:, 0]))
        side_low, side_high = _between(
            (across * b).sum(axis=1), (across * p).sum(axis=1), -distance, distance
        )
        end_low, end_high = _between((unit * b).sum(axis=1), (unit * p).sum(axis=1), 0.0, length)
        beside_low, beside_high = np.maximum(side_low, end_low), np.minimum(side_high, end_high)
        beside = (length > 0) & (beside_high > beside_low)
    low = np.where(beside, np.minimum(low, beside_low), low)
    return low, np.where(beside, np.maximum(high, beside_high), high)


def _between(
    slope: FloatArray, offset: FloatArray, least: float, most: float | FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return from where to where ``least ≤ slope·t - offset ≤ most`` holds."""
    one, other = (least + offset) / slope, (most + offset) / slope
    level = slope == 0
    always = level & (least <= -offset) & (-offset <= most)
    low = np.where(level, np.where(always, -np.inf, np.inf), np.minimum(one, other))
    high = np.where(level, np.where(always, np.inf, -np.inf), np.maximum(one, other))
    return low, high


def _open_pieces(
    offsets: IntArray, low: FloatArray, high: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return what the closed stretches leave: line, from and to in vertices, in the order of the lines."""
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    reached = np.maximum.accumulate(high) if len(high) else high
    new = np.ones(len(low), bool)
    new[1:] = low[1:] > reached[:-1]
    low = low[new]
    high = reached[np.append(np.flatnonzero(new)[1:] - 1, len(reached) - 1)] if len(reached) else high
    lines = np.flatnonzero(np.diff(offsets) > 0)
    begin, end = offsets[lines].astype(np.float64), offsets[lines + 1] - 1.0
    start = np.concatenate((begin, high))
    stop = np.concatenate((low, end))
    start, stop = np.sort(start), np.sort(stop)  # closed stretches never leave their line: both interleave
    keep = stop - start > _SHORTEST
    start, stop = start[keep], stop[keep]
    return np.searchsorted(offsets, start, side="right") - 1, start, stop


def _inside(
    lonlat: FloatArray,
    barriers: Barriers,
    first: FloatArray,
    last: FloatArray,
    progress: Progress,
) -> tuple[BoolArray, IntArray]:
    """Return which pieces of road lie inside a polygon, and the barriers they are inside of.

    No piece crosses a border any more, so one place of it tells.
    """
    inside = np.zeros(len(first), bool)
    rings = barriers.select(barriers.kind == RING)
    if not len(rings.start):
        return inside, rings.owner
    middle = _places(lonlat, (first + last) / 2)
    low = np.minimum(rings.start, rings.end).min(axis=0)
    high = np.maximum(rings.start, rings.end).max(axis=0)
    candidates = np.flatnonzero(((middle >= low) & (middle <= high)).all(axis=1))
    piece, owner = inside_rings(rings.start, rings.end, rings.owner, middle[candidates], progress)
    inside[candidates[piece]] = True
    return inside, owner


def _vertices(lonlat: FloatArray, first: FloatArray, last: FloatArray) -> tuple[FloatArray, IntArray]:
    """Return the vertices of pieces of road and how many each has."""
    begin = np.floor(first).astype(np.int64) + 1
    between = np.maximum(np.ceil(last).astype(np.int64) - begin, 0)
    sizes = between + 2
    ends = np.cumsum(sizes)
    vertices = np.empty((int(sizes.sum()), 2))
    inner = concatenated_ranges(ends - sizes + 1, between)
    vertices[inner] = lonlat[concatenated_ranges(begin, between)]
    vertices[ends - sizes] = _places(lonlat, first)
    vertices[ends - 1] = _places(lonlat, last)
    return vertices, sizes


def _places(lonlat: FloatArray, at: FloatArray) -> FloatArray:
    """Return positions (n, 2) counted in vertices; a whole number is that vertex, bit for bit."""
    vertex = np.floor(at).astype(np.int64)
    part = (at - vertex)[:, None]
    here, next_one = lonlat[vertex], lonlat[np.minimum(vertex + 1, len(lonlat) - 1)]
    return np.where(part > 0, here + (next_one - here) * part, here)


def _metres_per_degree(lat: FloatArray) -> FloatArray:
    """Return metres per degree of longitude and latitude (n, 2) on WGS 84 (Snyder 1987, eq. 4-18, 4-19)."""
    sine = np.sin(np.radians(lat))
    inner = 1.0 - _E2 * sine**2
    normal = _A / np.sqrt(inner)
    meridian = normal * (1.0 - _E2) / inner
    # At a pole a degree of longitude has no length: kept above zero, as it divides.
    across = np.maximum(normal * np.cos(np.radians(lat)), 1.0)
    return np.asarray(np.radians(np.column_stack((across, meridian))))
