# SPDX-License-Identifier: GPL-2.0-or-later
"""Rings of polygons: trace them from directed segments, subtract them, put holes into shells, write WKB.

A *loop* is an array (n, 2) without a repeated last point. Its interior lies on the left: shells run
counter-clockwise, holes clockwise. A *region* is a list of loops with disjoint interiors.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from typing import Callable

import numpy as np

from ..network.arrays import FloatArray, IntArray

POLYGON, MULTIPOLYGON = 3, 6  # OGC geometry types

Region = list[FloatArray]
Polygon = list[FloatArray]
"""The shell, then its holes."""


def signed_areas(region: Region) -> FloatArray:
    """Areas of loops (shoelace) in squared units of their coordinates; negative where they run clockwise."""
    if not region:
        return np.zeros(0)
    xy = np.concatenate(region)
    x, y = (xy - xy.mean(axis=0)).T
    following, first = _following(region)
    return np.asarray(np.add.reduceat(x * y[following] - x[following] * y, first) / 2)


def _following(region: Region) -> tuple[IntArray, IntArray]:
    """For all points of all loops in a row: the index of the next point of the loop; each loop's first."""
    lengths = np.array([len(loop) for loop in region])
    last = np.cumsum(lengths) - 1
    following = np.arange(1, last[-1] + 2)
    following[last] = last - lengths + 1
    return following, last - lengths + 1


def placed(loops: list[IntArray], position: Callable[[IntArray], FloatArray]) -> Region:
    """Return the coordinates of loops of vertex keys."""
    if not loops:
        return []
    ends = np.cumsum([len(loop) for loop in loops])[:-1]
    return np.split(position(np.concatenate(loops)), ends)


def trace(start: IntArray, end: IntArray, position: Callable[[IntArray], FloatArray]) -> list[IntArray]:
    """Chain directed segments into simple loops.

    ``start`` and ``end`` (m,) are vertex keys; ``position`` gives the coordinates of keys. Where a vertex
    has several outgoing segments, the one that bounds the same inner sector is followed, and a loop that
    comes back to a vertex is cut there: loops then touch only at points and never cross. Chains that do
    not close are left out. Returns the vertex keys of each loop, in a deterministic order.
    """
    order = np.argsort(start, kind="stable")
    start, end = start[order], end[order]
    if not len(start):
        return []
    first = np.searchsorted(start, end, "left")
    count = np.searchsorted(start, end, "right") - first
    following = np.where(count > 0, np.minimum(first, len(start) - 1), -1)
    pinched = np.flatnonzero(count > 1)
    if len(pinched):
        for i in pinched.tolist():
            choices = np.arange(first[i], first[i] + count[i])
            following[i] = choices[
                _next_sector(position(end[[i]]), position(start[[i]]), position(end[choices]))
            ]
    loops = _cycles(following.tolist(), start)
    parts = (part for loop in loops for part in (_cut(loop) if len(pinched) else [loop]))
    return [part for part in parts if len(part) > 2]  # noqa: PLR2004


def _next_sector(here: FloatArray, came_from: FloatArray, ahead: FloatArray) -> int:
    """Return which of the ways ``ahead`` (c, 2) comes first, clockwise from the way back."""
    back, ways = (came_from - here)[0], ahead - here
    turn = np.mod(np.arctan2(back[1], back[0]) - np.arctan2(ways[:, 1], ways[:, 0]), 2 * math.pi)
    turn[turn <= 0] = 2 * math.pi
    return int(np.argmin(turn))


def _cycles(following: list[int], start: IntArray) -> list[IntArray]:
    seen = bytearray(len(following))
    loops: list[IntArray] = []
    for seed in range(len(following)):
        if seen[seed]:
            continue
        chain: list[int] = []
        append, here = chain.append, seed
        while here >= 0 and not seen[here]:
            seen[here] = 1
            append(here)
            here = following[here]
        if here == seed:
            loops.append(start[chain])
    return loops


def _cut(loop: IntArray) -> list[IntArray]:
    """Cut a loop that visits a vertex more than once into loops that visit every vertex once."""
    if len(np.unique(loop)) == len(loop):
        return [loop]
    parts: list[IntArray] = []
    path: list[int] = []
    place: dict[int, int] = {}
    for key in loop.tolist():
        if key in place:
            at = place[key]
            parts.append(np.array(path[at:], dtype=np.int64))
            for gone in path[at:]:
                del place[gone]
            del path[at:]
        place[key] = len(path)
        path.append(key)
    parts.append(np.array(path, dtype=np.int64))
    return parts


def subtract(outer: Region, inner: Region) -> Region:
    """Return ``outer`` without ``inner``, for regions of one surface with ``inner`` inside ``outer``.

    Vertices both have in common must be equal to the last bit, which holds for regions of one surface:
    common stretches cancel exactly, so the areas add up and no slivers appear.
    """
    if not inner:
        return outer
    if not outer:
        return []
    loops = [*outer, *(loop[::-1] for loop in inner)]
    xy = np.concatenate(loops)
    key = numbered(xy)
    times = np.bincount(key)
    _, first = _following(loops)
    touched = np.logical_or.reduceat(times[key] > 1, first)
    apart = [loop for loop, touches in zip(loops, touched.tolist()) if not touches]
    if not touched.any():
        return apart
    following, _ = _following(loops)
    chosen = np.flatnonzero(np.repeat(touched, [len(loop) for loop in loops]))
    start, end = key[chosen], key[following[chosen]]
    n = np.int64(len(times))
    kept = np.ones(len(start), bool)
    shared = np.flatnonzero((times[start] > 1) & (times[end] > 1))
    kept[shared] = ~np.isin(start[shared] * n + end[shared], end[shared] * n + start[shared])
    points = np.empty((len(times), 2))
    points[key] = xy
    return apart + placed(trace(start[kept], end[kept], points.__getitem__), points.__getitem__)


def numbered(xy: FloatArray) -> IntArray:
    """Return a number for each of the points (n, 2): equal points have equal numbers."""
    order = np.argsort(xy[:, 0], kind="stable")
    x, y = xy[order].T
    is_new = x[1:] != x[:-1]
    if (~is_new & (y[1:] != y[:-1])).any():
        order = np.lexsort((xy[:, 1], xy[:, 0]))
        is_new = (np.diff(xy[order], axis=0) != 0).any(axis=1)
    number = np.empty(len(xy), np.int64)
    number[order] = np.concatenate([[0], np.cumsum(is_new)])
    return number


def _contains(loop: FloatArray, x: float, y: float) -> bool:
    """Even-odd rule; a point on the loop itself may count either way."""
    above = loop[:, 1] > y
    start = np.flatnonzero(above[:-1] != above[1:])
    x0, y0 = loop[start].T
    x1, y1 = loop[start + 1].T
    number = np.count_nonzero(x0 + (y - y0) / (y1 - y0) * (x1 - x0) > x)
    if above[-1] != above[0]:
        (x0, y0), (x1, y1) = loop[-1].tolist(), loop[0].tolist()
        number += x0 + (y - y0) / (y1 - y0) * (x1 - x0) > x
    return bool(number % 2)


def lies_in(loop: FloatArray, other: FloatArray) -> bool:
    """Whether ``loop`` lies within ``other``; they may touch at corners: a side is tested."""
    x, y = ((loop[0] + loop[1]) / 2).tolist()
    return _contains(other, x, y)


def assemble(region: Region) -> list[Polygon]:
    """Put every hole into the smallest shell around it. Shells keep their order."""
    areas = signed_areas(region)
    shells, holes = np.flatnonzero(areas > 0), np.flatnonzero(areas < 0)
    polygons: list[Polygon] = [[region[shell]] for shell in shells.tolist()]
    if len(shells) == 1:
        return [[*polygons[0], *(region[hole] for hole in holes.tolist())]]
    if not len(shells) or not len(holes):
        return polygons
    low, high = _boxes(region)
    around = (areas[shells] > -areas[holes, None]) & np.all(
        (low[shells] <= low[holes, None]) & (high[shells] >= high[holes, None]), axis=2
    )
    from_smallest = np.argsort(areas[shells], kind="stable")
    for hole, candidates in zip(holes.tolist(), around[:, from_smallest]):
        found = from_smallest[candidates].tolist()
        for shell in found:
            if len(found) == 1 or lies_in(region[hole], region[shells[shell]]):
                polygons[shell].append(region[hole])
                break
    return polygons


def _boxes(region: Region) -> tuple[FloatArray, FloatArray]:
    """Return the lowest and the highest coordinates of each loop (l, 2)."""
    xy = np.concatenate(region)
    first = np.cumsum([0, *(len(loop) for loop in region[:-1])])
    return np.minimum.reduceat(xy, first), np.maximum.reduceat(xy, first)


def to_wkb(region: Region, to_lonlat: Callable[[FloatArray], FloatArray] | None = None) -> bytes | None:
    """Write a region as a little-endian OGC MultiPolygon.

    Its coordinates are degrees, or ``to_lonlat`` turns them into degrees. Returns None for an empty region:
    there is nothing to draw.
    """
    polygons = assemble(region)
    if not polygons:
        return None
    rings: Sequence[FloatArray] = [ring for polygon in polygons for ring in polygon]
    if to_lonlat:
        ends = np.cumsum([len(ring) for ring in rings])[:-1]
        rings = np.split(to_lonlat(np.concatenate(rings)), ends)
    written = iter(rings)
    parts = [struct.pack("<BII", 1, MULTIPOLYGON, len(polygons))]
    for polygon in polygons:
        parts.append(struct.pack("<BII", 1, POLYGON, len(polygon)))
        for _ in polygon:
            ring = np.ascontiguousarray(next(written), dtype="<f8")
            parts += [struct.pack("<I", len(ring) + 1), ring.tobytes(), ring[:1].tobytes()]
    return b"".join(parts)


def as_multipolygon(wkb: bytes) -> bytes | None:
    """Return the WKB of a polygon or multipolygon as a MultiPolygon; None when it is empty or no area."""
    order = "<" if wkb[:1] == b"\x01" else ">"
    kind, number = struct.unpack(order + "II", wkb[1:9])
    if kind == POLYGON and number:
        return wkb[:1] + struct.pack(order + "II", MULTIPOLYGON, 1) + wkb
    return wkb if kind == MULTIPOLYGON and number else None
