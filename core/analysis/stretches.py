# SPDX-License-Identifier: GPL-2.0-or-later
"""Places along edges that a cost surface needs besides the nodes, and the stretches of road between them."""

from __future__ import annotations

import numpy as np

from ..network import Placement, RoadGraph, Travel
from ..network.arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from .tin import Roads

_STRAIGHT_BELOW = 40.0  # metres: a shorter edge bends too little to need a place


def places_along(
    graph: RoadGraph, points: Placement, near: BoolArray, *, spacing: float, bend: float
) -> Placement:
    """Return positions that cut edges at ``near`` nodes (n,) into stretches, and the ``points``, by edge.

    A stretch is at most ``spacing`` metres long, and an edge of one stretch whose middle lies more than
    ``bend`` metres off the straight line is cut in two: stretches then are sides of the triangulation, nearly
    always. A point at the end of an edge needs no position of its own: the node is there.
    """
    on_edge = np.flatnonzero(points.edge >= 0)
    wanted = near[graph.edge_u] | near[graph.edge_v]
    wanted[points.edge[on_edge]] = True
    cuts = np.where(wanted, np.ceil(graph.edge_length_m / spacing) - 1, 0).astype(np.int64)
    cuts = np.maximum(cuts, 0)
    whole = np.flatnonzero(
        wanted
        & (cuts == 0)
        & (graph.edge_length_m > _STRAIGHT_BELOW)
        & (graph.edge_last > graph.edge_first + 1)
    )
    middle = positions_xy(graph, _placed(whole, np.full(len(whole), 0.5)))
    off = middle - (graph.node_xy[graph.edge_u[whole]] + graph.node_xy[graph.edge_v[whole]]) / 2
    cuts[whole[(off**2).sum(axis=1) > bend**2]] = 1
    edge = np.repeat(np.arange(graph.n_edges), cuts)
    fraction = concatenated_ranges(np.ones(graph.n_edges, np.int64), cuts) / np.repeat(cuts + 1, cuts)
    edge = np.concatenate([edge, points.edge[on_edge]])
    fraction = np.concatenate([fraction, points.fraction[on_edge]])
    order = np.lexsort((fraction, edge))  # not the order of the points, of which nothing may depend
    return _placed(edge[order], fraction[order])


def positions_xy(graph: RoadGraph, positions: Placement) -> FloatArray:
    """Return the planar coordinates (k, 2) of positions along edges; all must be on the network."""
    first = graph.edge_first[positions.edge]
    count = graph.edge_last[positions.edge] - first
    vertex = concatenated_ranges(first + 1, count)  # the segment before each of these vertices
    length = graph.vertex_step_m[vertex]
    along = np.concatenate([[0.0], np.cumsum(length)])
    start, end = np.cumsum(count) - count, np.cumsum(count)
    metres = along[start] + positions.fraction * (along[end] - along[start])
    segment = np.clip(np.searchsorted(along, metres, "right") - 1, start, end - 1)
    whole = np.where(length[segment] > 0, length[segment], 1.0)
    share = np.clip((metres - along[segment]) / whole, 0.0, 1.0)
    here, there = graph.vertex_xy[vertex[segment] - 1], graph.vertex_xy[vertex[segment]]
    return np.asarray(here + (there - here) * share[:, None])


def stretches(
    graph: RoadGraph, places: tuple[IntArray, Placement], vertex: IntArray, travel: Travel
) -> Roads:
    """Return the stretches of road between consecutive places of an edge, as stretches between vertices.

    ``places``: some nodes (k,), then positions along edges. ``vertex``: the vertex of each of them all.
    Where people ``travel`` to the points, costs grow against the direction in which roads are driven.
    """
    nodes, along = places
    place = np.full(graph.n_nodes, -1, np.int64)
    place[nodes] = np.arange(len(nodes))
    edge = np.flatnonzero((place[graph.edge_u] >= 0) & (place[graph.edge_v] >= 0))
    edges = np.concatenate([edge, along.edge, edge])
    fraction = np.concatenate([np.zeros(len(edge)), along.fraction, np.ones(len(edge))])
    at = np.concatenate(
        [place[graph.edge_u[edge]], len(nodes) + np.arange(len(along)), place[graph.edge_v[edge]]]
    )
    order = np.lexsort((fraction, edges))
    edges, fraction, at = edges[order], fraction[order], at[order]
    same = np.flatnonzero(edges[1:] == edges[:-1])
    edge = edges[same]
    cost = (fraction[same + 1] - fraction[same]) * graph.edge_cost[edge]
    way = graph.forward[edge].astype(np.int8) - graph.backward[edge].astype(np.int8)
    if travel == "to_point":
        way = -way
    return Roads(vertex[at[same]], vertex[at[same + 1]], cost, way)


def _placed(edge: IntArray, fraction: FloatArray) -> Placement:
    return Placement(edge.astype(np.int32), fraction, np.zeros(len(edge)))
