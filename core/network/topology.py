# SPDX-License-Identifier: GPL-2.0-or-later
"""Which vertices of road lines are nodes, and which pieces of line are edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..progress import SILENT, Progress, check
from .arrays import BoolArray, FloatArray, HilbertCurve, Int32Array, IntArray, order_by
from .components import component_roots
from .lines import RoadLines
from .plane import Plane
from .segments import BoxTree

_CHUNK = 2**16


@dataclass(frozen=True, eq=False)
class Topology:
    """Nodes and the chains of vertices between them.

    ``node_xy`` (n, 2) in Hilbert order, ties by longitude and latitude, so that numbering depends on the
    places only, not on the order of the lines. Edge e runs along the vertices ``first[e]…last[e]`` of
    ``line[e]``, from node ``u[e]`` to node ``v[e]``.
    """

    node_xy: FloatArray
    u: Int32Array
    v: Int32Array
    first: IntArray
    last: IntArray
    line: IntArray


def find_topology(
    lines: RoadLines, vertex_xy: FloatArray, plane: Plane, tolerance_m: float, progress: Progress = SILENT
) -> Topology:
    """Split ``lines`` at their nodes: line ends, and vertices shared by lines or met twice.

    Vertices are the same place when their coordinates are equal; with ``tolerance_m`` above zero, a line end
    also joins every vertex within that many geodesic metres (and so on from end to end). Raises
    ``Cancelled``.
    """
    place = _places(lines.lonlat, progress)
    if tolerance_m > 0:
        place = _merge(place, lines, vertex_xy=vertex_xy, plane=plane, tolerance_m=tolerance_m)
    at = np.flatnonzero(_is_node(place, lines.offsets))  # vertices that are nodes, line after line
    place = place[at]
    check(progress)
    line = np.searchsorted(lines.offsets, at, side="right") - 1
    starts = np.flatnonzero(line[1:] == line[:-1])

    present = np.zeros(len(vertex_xy), bool)
    present[place] = True
    vertex = np.flatnonzero(present)  # one of each node
    check(progress)
    code = HilbertCurve.over(vertex_xy[vertex]).codes(vertex_xy[vertex])
    check(progress)
    order = order_by(code, lines.lonlat[vertex, 0], lines.lonlat[vertex, 1])
    check(progress)
    number = np.empty(len(vertex_xy), np.int32)
    number[vertex[order]] = np.arange(len(order), dtype=np.int32)
    node = number[place]
    return Topology(
        node_xy=vertex_xy[vertex[order]],
        u=node[starts],
        v=node[starts + 1],
        first=at[starts],
        last=at[starts + 1],
        line=line[starts],
    )


def _places(lonlat: FloatArray, progress: Progress) -> Int32Array:
    """Return for each vertex (k,) one vertex at the same coordinates, the same one for all of them.

    Vertices are thrown into slots by a hash of their coordinates; the last thrown stands for those of its
    slot that equal it, and the others are thrown again. Equal vertices always share a slot, so this is exact,
    and unlike sorting it takes the same time for each vertex however many there are.
    """
    place = np.empty(len(lonlat), np.int32)
    waiting = np.arange(len(lonlat), dtype=np.int32)
    slots = np.empty(1 << max(len(lonlat), 2).bit_length(), np.int32)
    turn = 0
    while len(waiting):
        turn += 1
        thrown = np.empty(len(waiting), np.int32)
        for part in _parts(len(waiting)):
            check(progress)
            thrown[part] = _hashes(lonlat[waiting[part]], turn) & np.uint64(len(slots) - 1)
        slots[thrown] = waiting
        apart = np.empty(len(waiting), bool)
        for part in _parts(len(waiting)):
            check(progress)
            vertex, chosen = waiting[part], slots[thrown[part]]
            place[vertex] = chosen
            apart[part] = (lonlat[chosen] != lonlat[vertex]).any(axis=1)
        waiting = waiting[apart]
    return place


def _parts(size: int) -> Iterator[slice]:
    return (slice(first, min(first + _CHUNK, size)) for first in range(0, size, _CHUNK))


def _hashes(lonlat: FloatArray, turn: int) -> npt.NDArray[np.uint64]:
    """Return an evenly spread number (k,) for coordinates (k, 2), another in each ``turn``."""
    lon, lat = (lonlat + 0.0).view(np.uint64).T  # 0 and -0 are equal, and now alike
    mixed = (lon * np.uint64(0x9E3779B97F4A7C15)) ^ (lat * np.uint64(0xC2B2AE3D27D4EB4F))
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9 + 2 * turn)
    return np.asarray(mixed >> np.uint64(32))


def _merge(
    place: Int32Array, lines: RoadLines, *, vertex_xy: FloatArray, plane: Plane, tolerance_m: float
) -> Int32Array:
    """Give places joined by the tolerance one vertex of all of them, the same whatever the order of lines."""
    present = np.zeros(len(place), bool)
    present[place] = True
    vertex = np.flatnonzero(present)
    code = HilbertCurve.over(vertex_xy[vertex]).codes(vertex_xy[vertex])
    vertex = vertex[order_by(code, lines.lonlat[vertex, 0], lines.lonlat[vertex, 1])]
    rank = np.empty(len(place), np.int64)
    rank[vertex] = np.arange(len(vertex))

    ends = np.unique(rank[place[np.concatenate((lines.offsets[:-1], lines.offsets[1:] - 1))]])
    xy = vertex_xy[vertex]
    metres = tolerance_m * plane.scale(xy[ends])
    tree = BoxTree.build(xy, xy)
    centres, found = tree.candidates(xy[ends] - metres[:, None], xy[ends] + metres[:, None])
    gap = ((xy[ends[centres]] - xy[found]) ** 2).sum(axis=1)
    near = gap <= metres[centres] ** 2
    root = component_roots(len(vertex), ends[centres[near]], found[near])
    return np.asarray(vertex[root[rank[place]]].astype(np.int32))


def _is_node(place: Int32Array, offsets: IntArray) -> BoolArray:
    """Return which vertices are nodes (k,). A vertex written twice in a row is one meeting, not two."""
    repeated = np.zeros(len(place), bool)
    repeated[1:] = place[1:] == place[:-1]
    repeated[offsets[:-1]] = False
    node = np.bincount(place[~repeated], minlength=len(place)) > 1
    node[place[offsets[:-1]]] = True
    node[place[offsets[1:] - 1]] = True
    return np.asarray(node[place])
