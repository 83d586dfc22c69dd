# SPDX-License-Identifier: GPL-2.0-or-later
"""Delaunay triangulation of large clouds piece by piece: the same triangles in a fraction of the memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import Progress, check
from .ports import Triangulate

TILE_POINTS = 200_000
"""Points of a piece, its margin not counted: GEOS takes about 1.5 kB for each."""

MARGIN_M = 1_500.0
"""First width of the margin around a piece. Open land has a vertex every 250 m around all places, so that
the circles through the corners of triangles are smaller than that; where one is not, the margin doubles."""


@dataclass(frozen=True, eq=False)
class _Tile:
    """The points ``index`` (k,) of the box from ``low`` to ``high`` (2,), infinite at the rim."""

    index: IntArray
    low: FloatArray
    high: FloatArray


def delaunay_triangles(
    xy: FloatArray, is_land: BoolArray, triangulate: Triangulate, progress: Progress
) -> IntArray:
    """Return the Delaunay triangles (m, 3) of ``xy`` (n, 2) that have a corner that is not open land.

    Places come before open land. A triangle is Delaunay when no point lies in the circle through its corners;
    when that circle lies within a piece and its margin, the points there decide it. Once such triangles
    surround a point, there are no others at it. So the pieces together give what one triangulation of all
    points gives. The corners of a triangle are in any order. Raises ``Cancelled``.
    """
    if len(xy) <= TILE_POINTS:
        triangles = np.asarray(triangulate(xy), dtype=np.int64).reshape(-1, 3)
        return np.asarray(triangles[~is_land[triangles].all(axis=1)])
    found: list[IntArray] = [np.zeros((0, 3), np.int64)]
    done = 0
    for tile in _tiles(xy):
        check(progress)
        found.append(_of_tile(xy, is_land, tile, triangulate, progress))
        done += len(tile.index)
        progress.report(done / len(xy))
    return np.concatenate(found)


def _tiles(xy: FloatArray) -> Iterator[_Tile]:
    """Halve the points across their longer extent until the pieces are small enough."""
    waiting = [_Tile(np.arange(len(xy)), np.full(2, -np.inf), np.full(2, np.inf))]
    while waiting:
        tile = waiting.pop()
        if len(tile.index) <= TILE_POINTS:
            yield tile
            continue
        here = xy[tile.index]
        axis = int(np.ptp(here, axis=0).argmax())
        middle = float(np.median(here[:, axis]))
        below = here[:, axis] < middle
        if not below.any():  # half of the points or more in one line across
            yield tile
            continue
        low, high = tile.low.copy(), tile.high.copy()
        low[axis] = high[axis] = middle
        waiting += [_Tile(tile.index[~below], low, tile.high), _Tile(tile.index[below], tile.low, high)]


def _of_tile(
    xy: FloatArray, is_land: BoolArray, tile: _Tile, triangulate: Triangulate, progress: Progress
) -> IntArray:
    """Return the triangles whose lowest corner is a place in the tile."""
    mine = np.zeros(len(xy), bool)
    mine[tile.index] = True
    mine &= ~is_land
    margin = MARGIN_M
    while True:
        low, high = tile.low - margin, tile.high + margin
        near = np.flatnonzero(((xy >= low) & (xy <= high)).all(axis=1))
        triangles = near[np.asarray(triangulate(xy[near]), dtype=np.int64).reshape(-1, 3)]
        check(progress)
        touching = triangles[mine[triangles].any(axis=1)]
        if len(near) == len(xy) or (_decided(xy, touching, low, high) and _closed(xy, touching, mine)):
            return np.asarray(touching[mine[touching.min(axis=1)]])
        margin *= 2.0


def _decided(xy: FloatArray, triangles: IntArray, low: FloatArray, high: FloatArray) -> bool:
    """Tell whether the circles through the corners of all triangles lie between ``low`` and ``high``."""
    a, b, c = (xy[triangles[:, corner]] for corner in range(3))
    b, c = b - a, c - a
    double = 2.0 * (b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0])
    bb, cc = (b**2).sum(axis=1), (c**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = (c[:, 1] * bb - b[:, 1] * cc) / double, (b[:, 0] * cc - c[:, 0] * bb) / double
    centre, radius = a + np.stack([x, y], axis=1), np.hypot(x, y)[:, None]
    return bool(((centre - radius >= low) & (centre + radius <= high)).all())


def _closed(xy: FloatArray, triangles: IntArray, mine: BoolArray) -> bool:
    """Tell whether ``triangles``, all there are at the points ``mine`` (n,), surround each of them."""
    a, b, c = (xy[triangles[:, corner]] for corner in range(3))
    clockwise = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) < (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    turned = np.where(clockwise[:, None], triangles[:, ::-1], triangles)
    centre = turned.ravel()
    n, chosen = np.int64(len(xy)), mine[centre]
    after, before = (np.roll(turned, -step, axis=1).ravel() for step in (1, 2))
    ahead, behind = ((centre * n + beside)[chosen] for beside in (after, before))
    ahead.sort()
    behind.sort()
    return np.array_equal(ahead, behind) and len(np.unique(centre[chosen])) == int(mine.sum())
