# SPDX-License-Identifier: GPL-2.0-or-later
"""A triangulation of the places of a road network, with the roads among its sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..network.arrays import BoolArray, FloatArray, Int32Array, IntArray
from ..progress import SILENT, Progress, check
from .ports import Triangulate
from .tiles import delaunay_triangles

_CLEARANCE, _LEAST_SHARE = 5.0, 0.4
"""Metres that an outline keeps from the ends of the side it crosses; but this share of a short side."""

STEPS = 65536.0
"""Outlines cross sides at multiples of this fraction of them: the last bits of a cost, in which machines
may differ, do not show, and two outlines that cross a side at one place do so to the last bit."""

NEXT = np.array([1, 2, 0], np.int64)
"""The corner after each corner of a triangle."""

Indices = npt.NDArray[np.signedinteger[Any]]
RoadCosts = npt.NDArray[np.float32]
Ways = npt.NDArray[np.int8]


def by_column(corners: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return an array (m, 3) of a triangulation column after column (3 m,), as it is in memory."""
    return corners.T.reshape(-1)


@dataclass(frozen=True, eq=False)
class Roads:
    """Stretches of road between vertices ``start`` and ``end`` (k,): ``cost``, and the ``way`` in which costs
    may grow along it: 1 to the end only, -1 to the start only, 0 both."""

    start: IntArray
    end: IntArray
    cost: FloatArray
    way: Ways


@dataclass(frozen=True, eq=False)
class Tin:
    """Vertices at ``xy`` (n, 2), planar metres, and ``lonlat`` (n, 2), degrees; ``triangles`` (m, 3) of them,
    counter-clockwise.

    Side j of a triangle runs from corner j to the next. ``across`` (m, 3): the triangle beyond each side, -1
    for none. ``road`` (m, 3): cost of the road along each side, infinite where there is none; ``way``
    (m, 3): in which way costs may grow along it, 1 onward, -1 back, 0 both. ``trim``: metres that a region
    goes over land, where no road leads from a place within to one without.

    Vertices that are places of the network come first, rising by x to the metre, then open land. Triangles
    rise by their first corner, which is their lowest and a place; ``width`` metres is the widest along x.
    """

    xy: FloatArray
    lonlat: FloatArray
    triangles: Indices
    across: Indices
    road: RoadCosts
    way: Ways
    trim: float
    width: float

    def within(self, vertices: BoolArray, first: int, last: int) -> tuple[Tin, IntArray]:
        """Return the triangles that have one of ``vertices`` (n,) as a surface of their own.

        All such triangles have their first corner from vertex ``first`` up to ``last``. The second value
        holds the vertex index here of each vertex there.
        """
        begin, end = np.searchsorted(self.triangles[:, 0], [first, last + 1])
        a, b, c = self.triangles[begin:end].T
        chosen = np.flatnonzero(vertices[a] | vertices[b] | vertices[c]) + begin
        corners = [column.take(chosen) for column in self.triangles.T]
        across = [column.take(chosen) for column in self.across.T]
        used = np.zeros(len(self.xy), bool)
        for column in corners:
            used[column] = True
        kept = np.flatnonzero(used)
        # Of a country only what is read is written.
        vertex = np.empty(len(self.xy), np.int64)
        vertex[kept] = np.arange(len(kept))
        triangle = np.empty(len(self.triangles) + 1, np.int64)  # the last one stands for "none"
        for column in across:
            triangle[column] = -1
        triangle[chosen] = np.arange(len(chosen))
        part = Tin(
            self.xy.take(kept, axis=0),
            self.lonlat.take(kept, axis=0),
            np.stack([vertex.take(column) for column in corners]).T,
            np.stack([triangle.take(column) for column in across]).T,
            np.stack([column.take(chosen) for column in self.road.T]).T,
            np.stack([column.take(chosen) for column in self.way.T]).T,
            self.trim,
            self.width,
        )
        return part, kept

    def sides(self) -> tuple[Indices, Indices]:
        """Return both vertices of every side of every triangle."""
        return self.triangles.ravel(), self.triangles[:, NEXT].ravel()

    def lengths(self, start: IntArray, end: IntArray) -> FloatArray:
        """Return the metres between vertices (k,)."""
        x, y = (self.xy.take(end, axis=0) - self.xy.take(start, axis=0)).T
        return np.asarray(np.sqrt(x * x + y * y))

    def shares(self, length: FloatArray, road: RoadCosts, rise: FloatArray) -> FloatArray:
        """Return how far outlines go on sides (k,), as shares of the way from the vertex within.

        ``rise`` (k,): what may be spent from there on. Along a ``road`` (k,) of finite cost as far as that
        goes; over land ``trim`` metres and at most half-way, so that the far bank of a river stays out of
        reach. ``length`` (k,): metres.
        """
        share = rise / np.maximum(road, 1e-12)
        over_land = np.isinf(road)
        share[over_land] = np.minimum(0.5, self.trim / length[over_land])
        least = least_shares(length)
        return np.asarray(np.rint(np.minimum(np.maximum(share, least), 1.0 - least) * STEPS) / STEPS)


def least_shares(length: FloatArray) -> FloatArray:
    """Return which share of sides of some metres (k,) everything that crosses them keeps from their ends."""
    return np.asarray(np.minimum(_LEAST_SHARE, _CLEARANCE / length))


def build_tin(
    xy: FloatArray,
    lonlat: FloatArray,
    roads: Roads,
    *,
    is_land: BoolArray,
    trim: float,
    triangulate: Triangulate,
    progress: Progress = SILENT,
) -> Tin:
    """Triangulate ``xy`` (n, 2); triangles of which all vertices are open land (``is_land``) are left out.

    Open land comes last. Raises ``Cancelled`` when asked to stop.
    """
    n = np.int64(len(xy))
    triangles = delaunay_triangles(xy, is_land, triangulate, progress)
    check(progress)
    triangles = _canonical(xy, triangles)
    check(progress)
    start, end = triangles.ravel(), triangles[:, NEXT].ravel()
    side = np.minimum(start, end) * n + np.maximum(start, end)
    order = np.argsort(side, kind="stable")
    check(progress)
    side = side[order]
    shared = np.flatnonzero(side[1:] == side[:-1])
    one, other = order[shared], order[shared + 1]
    across: Int32Array = np.full(len(side), -1, np.int32)
    across[one], across[other] = other // 3, one // 3
    road, way = np.full(len(side), np.inf, np.float32), np.zeros(len(side), np.int8)
    check(progress)
    key = np.minimum(roads.start, roads.end) * n + np.maximum(roads.start, roads.end)
    # From the lower vertex to the higher one, as nothing may depend on how roads are drawn.
    rising = np.where(roads.start < roads.end, roads.way, -roads.way)
    cheapest_last = np.lexsort((rising, -np.abs(rising), -roads.cost, key))
    key, rising = key[cheapest_last], rising[cheapest_last]
    check(progress)
    first, last = np.searchsorted(side, key, "left"), np.searchsorted(side, key, "right")
    for at in (first, last - 1):
        found = first < last
        along = order[at[found]]
        road[along] = roads.cost[cheapest_last[found]]
        way[along] = np.where(start[along] < end[along], rising[found], -rising[found])
    check(progress)
    x = xy[triangles, 0]
    width = float((x.max(axis=1) - x.min(axis=1)).max(initial=0.0))
    return Tin(
        xy,
        lonlat,
        np.asfortranarray(triangles.astype(np.int32)),
        np.asfortranarray(across.reshape(-1, 3)),
        np.asfortranarray(road.reshape(-1, 3)),
        np.asfortranarray(way.reshape(-1, 3)),
        trim,
        width,
    )


def _canonical(xy: FloatArray, triangles: IntArray) -> IntArray:
    """Return triangles counter-clockwise, each from its lowest vertex, in the order of their vertices."""
    a, b, c = (xy[triangles[:, corner]] for corner in range(3))
    double_area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    triangles = np.where((double_area < 0)[:, None], triangles[:, ::-1], triangles)
    first, row = triangles.argmin(axis=1), np.arange(len(triangles))
    triangles = np.stack([triangles[row, (first + turn) % 3] for turn in range(3)], axis=1)
    return np.asarray(triangles[np.argsort(triangles[:, 0] * len(xy) + triangles[:, 1], kind="stable")])
