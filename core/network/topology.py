# SPDX-License-Identifier: GPL-2.0-or-later
"""Which vertices of road lines are nodes, and which pieces of line are edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import BoolArray, FloatArray, HilbertCurve, IntArray
from .components import component_roots
from .lines import RoadLines
from .plane import Plane
from .segments import BoxTree


@dataclass(frozen=True, eq=False)
class Topology:
    """Nodes and the chains of vertices between them.

    ``node_xy`` (n, 2) in Hilbert order, ties by longitude and latitude, so that numbering depends on the
    places only, not on the order of the lines. Edge e runs along the vertices ``first[e]…last[e]`` of
    ``line[e]``, from node ``u[e]`` to node ``v[e]``.
    """

    node_xy: FloatArray
    u: IntArray
    v: IntArray
    first: IntArray
    last: IntArray
    line: IntArray


def find_topology(lines: RoadLines, vertex_xy: FloatArray, plane: Plane, tolerance_m: float) -> Topology:
    """Split ``lines`` at their nodes: line ends, and vertices shared by lines or met twice.

    Vertices are the same place when their coordinates are equal; with ``tolerance_m`` above zero, a line end
    also joins every vertex within that many geodesic metres (and so on from end to end).
    """
    place, place_vertex = _places(lines.lonlat)
    end = np.zeros(len(vertex_xy), bool)
    end[lines.offsets[:-1]] = True
    end[lines.offsets[1:] - 1] = True
    if tolerance_m > 0:
        place = _merge(
            place, place_vertex, end=end, vertex_xy=vertex_xy, plane=plane, tolerance_m=tolerance_m
        )
    line_of_vertex = np.repeat(np.arange(len(lines)), lines.vertex_counts())
    node_place = _node_places(place, end, line_of_vertex, len(place_vertex))

    at = np.flatnonzero(node_place[place])  # vertices that are nodes, line after line
    same_line = line_of_vertex[at[:-1]] == line_of_vertex[at[1:]]
    first, last = at[:-1][same_line], at[1:][same_line]

    node_xy = vertex_xy[place_vertex[node_place]]
    order = np.argsort(HilbertCurve.over(node_xy).codes(node_xy), kind="stable")
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    node_of_place = np.full(len(place_vertex), -1, np.int64)
    node_of_place[node_place] = number
    return Topology(
        node_xy=node_xy[order],
        u=node_of_place[place[first]],
        v=node_of_place[place[last]],
        first=first,
        last=last,
        line=line_of_vertex[first],
    )


def _places(lonlat: FloatArray) -> tuple[IntArray, IntArray]:
    """Number the distinct positions by longitude, then latitude.

    Returns the position of each vertex (k,) and one vertex of each position (p,).
    """
    order = np.lexsort((lonlat[:, 1], lonlat[:, 0]))
    ordered = lonlat[order]
    new = np.ones(len(ordered), bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    place = np.empty(len(order), np.int64)
    place[order] = np.cumsum(new) - 1
    return place, order[new]


def _merge(
    place: IntArray,
    place_vertex: IntArray,
    *,
    end: BoolArray,
    vertex_xy: FloatArray,
    plane: Plane,
    tolerance_m: float,
) -> IntArray:
    """Give positions joined by the tolerance the lowest position among them."""
    xy = vertex_xy[place_vertex]
    end_places = np.unique(place[end])
    metres = tolerance_m * plane.scale(xy[end_places])
    tree = BoxTree.build(xy, xy)
    centres, found = tree.overlaps(xy[end_places] - metres[:, None], xy[end_places] + metres[:, None])
    gap = ((xy[end_places[centres]] - xy[found]) ** 2).sum(axis=1)
    near = gap <= metres[centres] ** 2
    joined = component_roots(len(place_vertex), end_places[centres[near]], found[near])
    return joined[place]


def _node_places(place: IntArray, end: BoolArray, line_of_vertex: IntArray, n_places: int) -> BoolArray:
    """Return which positions are nodes (p,). A vertex written twice in a row is one meeting, not two."""
    repeated = np.zeros(len(place), bool)
    repeated[1:] = (place[1:] == place[:-1]) & (line_of_vertex[1:] == line_of_vertex[:-1])
    meetings = np.bincount(place[~repeated], minlength=n_places)
    node = meetings > 1
    node[place[end]] = True
    return node
