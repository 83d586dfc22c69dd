# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchment polygons: the cost surface over a road network and its level regions.

Why a triangulation with open-land vertices: outlines of 1,600 to 3,700 points against 9,000 to 89,000 of
buffered roads, every reached node inside, and no overlay to compute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network import Placement, ReachBatch, RoadGraph, Targets
from ..network.arrays import BoolArray, FloatArray, Int32Array, IntArray, concatenated_ranges
from .cells import Cells, grown
from .holes import without_small_holes
from .ports import Triangulate
from .rings import Region, fill_holes, subtract, to_wkb
from .territories import Territories, divide
from .tin import Tin, build_tin


@dataclass(frozen=True)
class Detail:
    """How finely catchments are drawn; lengths in metres, areas in square metres.

    ``spacing``: longest stretch of road without a vertex of its own. ``trim``: how far an outline goes from
    a reached place towards places not reached or open land. ``smallest_hole``: smaller holes are filled.
    ``merge``: side of the cells whose places share one vertex; 0 keeps every place.
    """

    spacing: float
    trim: float
    smallest_hole: float
    merge: float


DETAILS = {
    "precise": Detail(spacing=200.0, trim=75.0, smallest_hole=5_000.0, merge=0.0),
    "generalised": Detail(spacing=200.0, trim=150.0, smallest_hole=3_000_000.0, merge=300.0),
}
"""``precise`` draws every place as computed. ``generalised`` replaces the places of each cell of 300 m by one
vertex at their mean position with their median cost, goes 150 m into open land and fills holes under 3 km²
(land enclosed by reached roads): about a third of the points. Both are level regions of one fixed surface,
hence valid and nested; figures are counted on the network, never with polygons."""

OPEN_LAND_CELL = 250.0
"""Side in metres of the cells in which land without roads gets a vertex."""

KEPT_CELLS = 4
"""Roads this many cells beyond the reached ones still shape the surface; farther ones are left out."""

COINCIDENT = 0.01
"""Vertices closer than this many metres are one."""


@dataclass(frozen=True, eq=False)
class CostSurface:
    """A fixed triangulation over the places of a network whose costs can be known.

    Places are the graph nodes ``nodes``, then the positions ``along`` edges (long stretches, and the service
    points themselves, so that even the smallest catchment has a shape). One vertex of ``tin`` stands for
    one place, or for the places of a cell: ``vertex`` (places,) says which, ``order`` sorts the places by it,
    and ``first`` and ``count`` (vertices,) say where each vertex's places are in that order.
    """

    graph: RoadGraph
    detail: Detail
    tin: Tin
    nodes: IntArray
    along: Targets
    vertex: IntArray
    order: IntArray
    first: IntArray
    count: IntArray

    @classmethod
    def build(
        cls,
        graph: RoadGraph,
        triangulate: Triangulate,
        *,
        points: Placement,
        detail: str = "precise",
        near: BoolArray | None = None,
    ) -> CostSurface:
        """Triangulate the surroundings of the nodes ``near`` (n,), all by default, and of the ``points``.

        Raises KeyError for a ``detail`` that is not one of ``DETAILS``.
        """
        chosen = DETAILS[detail]
        near = np.ones(graph.n_nodes, bool) if near is None else near
        positions, is_point = _positions_along(graph, points, near, chosen.spacing)
        along_xy = positions_xy(graph, positions)
        cells = Cells(OPEN_LAND_CELL)
        core = np.unique(cells.of(np.concatenate([graph.node_xy[near], along_xy])))
        nodes = np.flatnonzero(np.isin(cells.of(graph.node_xy), grown(core, KEPT_CELLS)))
        xy = np.concatenate([graph.node_xy[nodes], along_xy])
        vertex, vertex_xy = _vertices(
            xy, np.concatenate([np.zeros(len(nodes), bool), is_point]), chosen.merge
        )
        occupied = np.unique(cells.of(xy))
        beside = grown(occupied, 1)
        open_land = cells.centres(np.setdiff1d(grown(beside, 2), beside, assume_unique=True))
        tin = build_tin(np.concatenate([vertex_xy, open_land]), chosen.trim, triangulate)
        count = np.bincount(vertex, minlength=len(tin.xy))
        return cls(
            graph=graph,
            detail=chosen,
            tin=tin,
            nodes=nodes,
            along=Targets(graph, positions),
            vertex=vertex,
            order=np.argsort(vertex, kind="stable"),
            first=np.cumsum(count) - count,
            count=count,
        )

    def of_batch(self, batch: ReachBatch) -> BatchSurface:
        """Return the part of the surface that ``batch`` reaches; valid as long as the batch."""
        row, position, cost = batch.costs(self.along)
        reached = np.zeros(len(self.tin.xy), bool)
        for each in range(len(batch.origins)):
            place = np.searchsorted(self.nodes, batch.touched(each))
            reached[self.vertex[place]] = True
        reached[self.vertex[len(self.nodes) + position]] = True
        tin, vertices = self.tin.within(reached)
        count = self.count[vertices]
        place = self.order[concatenated_ranges(self.first[vertices], count)]
        ends = np.searchsorted(row, np.arange(len(batch.origins) + 1))
        return BatchSurface(self, batch, tin, place, count, ends, position, cost)

    def whole(self, cost: FloatArray, along_cost: FloatArray) -> FloatArray:
        """Return the cost of every vertex, from the costs of all nodes (n,) and of the places ``along``."""
        place_cost = np.concatenate([cost[self.nodes], along_cost])[self.order]
        return _picked(place_cost, _lower_medians(place_cost, self.count))

    def territories(
        self,
        nodes: tuple[FloatArray, IntArray],
        along: tuple[FloatArray, IntArray],
        cutoffs: Sequence[float],
    ) -> Territories:
        """Divide the surface among the points, small holes within the ``cutoffs`` filled.

        ``nodes`` and ``along``: cost, and which point's it is, of all nodes and of the places along edges.
        """
        place_cost = np.concatenate([nodes[0][self.nodes], along[0]])[self.order]
        place_label = np.concatenate([nodes[1][self.nodes], along[1]]).astype(np.int64)[self.order]
        place = _lower_medians(place_cost, self.count)
        owner = np.where(place >= 0, place_label[place], -1)
        cost, owner = without_small_holes(
            self.tin, _picked(place_cost, place), owner, cutoffs, self.detail.smallest_hole
        )
        return divide(self.tin, cost, owner, self._pace())

    def disks(self, tin: Tin, cost: FloatArray, cutoffs: Sequence[float]) -> list[Region]:
        """Return the nested regions of vertex ``cost`` for each cutoff."""
        return [fill_holes(tin.region(cost, cutoff), self.detail.smallest_hole) for cutoff in cutoffs]

    def wkb(self, region: Region) -> bytes | None:
        """Return a region as MultiPolygon WKB in degrees, EPSG:4326; None when it is empty."""
        return to_wkb(region, self.graph.plane.to_lonlat)

    def _pace(self) -> FloatArray:
        """Mean cost per metre of the roads at each vertex."""
        graph = self.graph
        ends = np.concatenate([graph.edge_u, graph.edge_v])
        n = graph.n_nodes
        cost = np.bincount(ends, weights=np.tile(graph.edge_cost, 2), minlength=n)[self.nodes]
        length = np.bincount(ends, weights=np.tile(graph.edge_length_m, 2), minlength=n)[self.nodes]
        edge = np.empty(self.along.size, np.int64)
        edge[self.along.index] = self.along.edge
        size = len(self.tin.xy)
        total = np.bincount(self.vertex, np.concatenate([cost, graph.edge_cost[edge]]), size)
        metres = np.bincount(self.vertex, np.concatenate([length, graph.edge_length_m[edge]]), size)
        return np.asarray(total / np.maximum(metres, 1e-9))


@dataclass(frozen=True, eq=False)
class BatchSurface:
    """The part of a surface that a batch of points reaches: ``place`` are the places of its vertices in
    turn, ``count`` how many each vertex has.

    ``position`` and ``cost`` hold the costs along edges; the batch's row r has ``ends[r]…ends[r+1]`` of them.
    """

    surface: CostSurface
    batch: ReachBatch
    tin: Tin
    place: IntArray
    count: IntArray
    ends: IntArray
    position: Int32Array
    cost: FloatArray

    def disks(self, row: int, cutoffs: Sequence[float]) -> list[Region]:
        """Return the nested regions of the batch's point ``row`` for each cutoff."""
        nodes = self.surface.nodes
        is_node = self.place < len(nodes)
        here = slice(self.ends[row], self.ends[row + 1])
        along = np.full(self.surface.along.size, np.inf)
        along[self.position[here]] = self.cost[here]
        cost = np.empty(len(self.place))
        cost[is_node] = self.batch.node_cost[row][nodes[self.place[is_node]]]
        cost[~is_node] = along[self.place[~is_node] - len(nodes)]
        vertex_cost = _picked(cost, _lower_medians(cost, self.count))
        return self.surface.disks(self.tin, vertex_cost, cutoffs)


def rings_of(disks: Sequence[Region]) -> list[Region]:
    """Return the disjoint rings of nested disks, from the innermost; their areas add up to the last disk."""
    return [subtract(outer, inner) for outer, inner in zip(disks, [[], *disks])]


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


def _positions_along(
    graph: RoadGraph, points: Placement, near: BoolArray, spacing: float
) -> tuple[Placement, BoolArray]:
    """Positions that cut long edges at ``near`` nodes into stretches, then the points; and which are points.

    A point at the end of an edge needs no position of its own: the node is there.
    """
    on_edge = np.flatnonzero(points.edge >= 0)
    wanted = near[graph.edge_u] | near[graph.edge_v]
    wanted[points.edge[on_edge]] = True
    cuts = np.where(wanted, np.ceil(graph.edge_length_m / spacing) - 1, 0).astype(np.int64)
    cuts = np.maximum(cuts, 0)
    edge = np.repeat(np.arange(graph.n_edges), cuts)
    fraction = concatenated_ranges(np.ones(graph.n_edges, np.int64), cuts) / np.repeat(cuts + 1, cuts)
    all_edges = np.concatenate([edge, points.edge[on_edge]]).astype(np.int32)
    placement = Placement(
        all_edges, np.concatenate([fraction, points.fraction[on_edge]]), np.zeros(len(all_edges))
    )
    return placement, np.arange(len(all_edges)) >= len(edge)


def _vertices(xy: FloatArray, single: BoolArray, merge: float) -> tuple[IntArray, FloatArray]:
    """Return the vertex of each place and the vertices' positions, the mean of their places.

    Coincident places share a vertex; with ``merge``, so do those of a cell, except the ``single`` ones.
    """
    same = Cells(COINCIDENT).of(xy)
    key = np.where(single, -1 - same, Cells(merge).of(xy)) if merge > 0 else same
    _, vertex = np.unique(key, return_inverse=True)
    vertex = vertex.reshape(-1).astype(np.int64)
    count = np.bincount(vertex)
    mean = [np.bincount(vertex, weights=xy[:, axis]) / count for axis in range(2)]
    return vertex, np.stack(mean, axis=1)


def _lower_medians(cost: FloatArray, count: IntArray) -> IntArray:
    """Return, for each group of ``count`` consecutive costs, which one is its lower median; -1 for none.

    The lower median of two is the smaller, and a group is reached when at least half of it is.
    """
    end = np.cumsum(count)
    middle = end - count + (count - 1) // 2
    chosen = np.where(count > 0, middle, -1)
    if count.max(initial=0) > 1:
        order = np.lexsort((cost, np.repeat(np.arange(len(count)), count)))
        chosen[count > 0] = order[middle[count > 0]]
    return chosen


def _picked(cost: FloatArray, index: IntArray) -> FloatArray:
    """Return ``cost`` at ``index``, infinite where the index is -1."""
    picked = np.full(len(index), np.inf)
    picked[index >= 0] = cost[index[index >= 0]]
    return picked
