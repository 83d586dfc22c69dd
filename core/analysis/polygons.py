# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchment polygons: the cost surface over a road network and its level regions.

Why a triangulation with open-land vertices: outlines of 1,600 to 3,700 points against 9,000 to 89,000 of
buffered roads, every reached node inside, and no overlay to compute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import islice

import numpy as np

from ..memory import NO_MEMORY, Column, Memory
from ..network import Placement, ReachBatch, RoadGraph, Targets, Travel
from ..network.arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from ..progress import SILENT, Progress, check
from .corners import straightened, thinned
from .fields import Fields
from .holes import without_small_holes
from .loops import disks, rings
from .marching import Costs
from .model import Shape
from .outlines import Outlines
from .ports import Triangulate
from .rings import Region, subtract, to_wkb
from .surroundings import TRIM, Surroundings, triangulated
from .territories import divide
from .tin import Tin


@dataclass(frozen=True)
class Detail:
    """How finely catchments are drawn.

    ``smallest_hole``: square metres; smaller holes are filled. ``land_cell``: side in metres of the cells in
    which land without roads gets a vertex; between reached roads, land less than about three of them wide is
    within. ``largest_field``: square metres; land without roads up to that size belongs to who reaches all
    roads around it. ``every_corner``: draw all corners, not only those without which a place would change
    sides.
    """

    smallest_hole: float
    land_cell: float
    largest_field: float
    every_corner: bool


DETAILS = {
    "precise": Detail(smallest_hole=5_000.0, land_cell=100.0, largest_field=0.0, every_corner=True),
    "generalised": Detail(
        smallest_hole=20_000.0, land_cell=250.0, largest_field=4_600_000.0, every_corner=False
    ),
}
"""``precise`` draws every corner of the outlines, keeps to ``TRIM`` metres from roads that are more than
about 300 m apart, and fills holes under half a hectare. ``generalised`` draws only the corners without which
a junction, or the middle of a road, would end up on the other side, about half of them, keeps out of land
more than about 750 m wide unless it is a field, and fills holes under 2 ha. A field may be as large as what
the roads of the prairies leave between them, a mile by two, less ``TRIM`` along each. Both details are valid
and nested; figures are counted on the network, never with polygons."""

DRAWN_TOGETHER = 8
BANDS_TOGETHER = 24
"""Points, and their bands, drawn in one go: what they need stays in the processor's cache, little is done one
by one, and a request to stop is heard between two goes."""


@dataclass(frozen=True, eq=False)
class CostSurface:
    """A fixed triangulation over the places of a network whose costs can be known.

    Places are the graph nodes ``nodes``, then the positions ``along`` edges (long and bent stretches, and
    the service points themselves, so that even the smallest catchment has a shape). A vertex of ``tin``
    stands for the places within a metre, and costs what the cheapest of them costs; the last vertices are
    open land. ``order`` (places,) lists the places vertex by vertex, ``first`` says where each vertex begins.
    """

    graph: RoadGraph
    detail: Detail
    tin: Tin
    nodes: IntArray
    along: Targets
    vertex: IntArray
    order: IntArray
    first: IntArray
    fields: Fields

    @classmethod
    def build(
        cls,
        graph: RoadGraph,
        triangulate: Triangulate,
        *,
        points: Placement,
        travel: Travel,
        detail: str = "precise",
        near: BoolArray | None = None,
        memory: Memory = NO_MEMORY,
        progress: Progress = SILENT,
    ) -> CostSurface:
        """Triangulate the surroundings of the nodes ``near`` (n,), all by default, and of the ``points``.

        The triangulation of the same surroundings comes from ``memory``.
        Raises KeyError for a ``detail`` that is not one of ``DETAILS``, ``Cancelled`` when asked to stop.
        """
        chosen = DETAILS[detail]
        near = np.ones(graph.n_nodes, bool) if near is None else near
        # All that a point contributes is its place on the network, and the order of points does not count.
        on_network = np.flatnonzero(points.on_network)
        order = np.lexsort((points.fraction[on_network], points.edge[on_network]))
        places = (points.edge[on_network][order], points.fraction[on_network][order])
        around = Surroundings(graph, points, near, travel)
        columns = memory.recall(
            "surface",
            [
                graph.identity,
                near,
                *places,
                np.array([chosen.land_cell, chosen.largest_field, travel == "to_point"]),
            ],
            lambda: triangulated(around, triangulate, chosen.land_cell, chosen.largest_field, progress),
        )
        return cls._of(graph, chosen, columns)

    @classmethod
    def _of(cls, graph: RoadGraph, detail: Detail, columns: Mapping[str, Column]) -> CostSurface:
        """Return the surface of the columns that ``triangulated`` gave."""
        across_sides = {name: columns[name].T for name in ("triangles", "across", "road", "way")}
        edge, fraction = columns["along_edge"], columns["along_fraction"]
        return cls(
            graph,
            detail,
            Tin(
                columns["xy"], columns["lonlat"], trim=TRIM, width=float(columns["width"][0]), **across_sides
            ),
            columns["nodes"],
            Targets(graph, Placement(edge, fraction, np.zeros(len(edge)))),
            columns["vertex"],
            columns["order"],
            columns["first"],
            Fields(*(columns[f"fields_{each.name}"] for each in fields(Fields))),
        )

    @cached_property
    def _of_node(self) -> IntArray:
        """The vertex of each node (n,), -1 for none."""
        vertex = np.full(self.graph.n_nodes, -1, np.int64)
        vertex[self.nodes] = self.vertex[: len(self.nodes)]
        return vertex

    @cached_property
    def _x(self) -> FloatArray:
        """Where the vertices with places lie along x, rising: a search in a column of ``xy`` copies it."""
        return np.ascontiguousarray(self.tin.xy[: len(self.first), 0])

    @cached_property
    def _begins(self) -> IntArray:
        """Where each vertex begins in ``order``, and the last ends."""
        return np.append(self.first, len(self.order))

    def of_batch(self, batch: ReachBatch) -> BatchSurface:
        """Return the part of the surface that ``batch`` reaches; valid as long as the batch."""
        row, position, cost = batch.costs(self.along)
        rows = len(batch.origins)
        ends = np.searchsorted(row, np.arange(rows + 1))
        along_vertex = self.vertex[len(self.nodes) + position]
        reached = np.zeros(len(self.tin.xy), bool)
        reached[along_vertex] = True
        extent = np.empty((rows, 2))
        for each in range(rows):
            vertex = self._of_node[batch.touched(each)]
            vertex = np.concatenate([vertex[vertex >= 0], along_vertex[ends[each] : ends[each + 1]]])
            reached[vertex] = True
            extent[each] = _range(self._x[vertex])
        extent += np.array([-self.tin.width - 1.0, 1.0])
        tin, vertices = self.tin.within(
            reached, *np.searchsorted(self._x, [extent[:, 0].min(), extent[:, 1].max()])
        )
        own_fields = self.fields.within(vertices)
        vertices = vertices[: np.searchsorted(vertices, len(self.first))]  # the rest is open land
        first = self._begins[vertices]
        count = self._begins[vertices + 1] - first
        place = self.order[concatenated_ranges(first, count)]
        of_along = np.flatnonzero(place >= len(self.nodes))
        slot = np.empty(self.along.size, np.int64)  # read only where written
        slot[position] = -1
        slot[place[of_along] - len(self.nodes)] = of_along
        place[of_along] = 0
        return BatchSurface(
            surface=self,
            batch=batch,
            tin=tin,
            fields=own_fields,
            first=np.cumsum(count) - count,
            node=self.nodes[place],
            not_node=of_along,
            spans=np.searchsorted(tin.xy[: len(vertices), 0], extent),
            ends=ends,
            along_slot=slot[position],
            along_cost=cost,
        )

    def whole(self, cost: FloatArray, along_cost: FloatArray) -> FloatArray:
        """Return the cost of every vertex, from the costs of all nodes (n,) and of the places ``along``."""
        place_cost = np.concatenate([cost[self.nodes], along_cost])[self.order]
        lowest = _lowest(place_cost, self.first, len(self.tin.xy))
        self.fields.fill(lowest)
        return lowest

    def territories(
        self,
        nodes: tuple[FloatArray, IntArray],
        along: tuple[FloatArray, IntArray],
        cutoffs: Sequence[float],
    ) -> Territories:
        """Divide the surface among the points, small holes within the rising ``cutoffs`` filled.

        ``nodes`` and ``along``: cost, and which point's it is, of all nodes and of the places along edges.
        """
        cost = self.whole(nodes[0], along[0])
        label = np.concatenate([nodes[1][self.nodes], along[1]]).astype(np.int64)
        place_cost = np.concatenate([nodes[0][self.nodes], along[0]])
        nobody = np.iinfo(np.int64).max
        label = np.where((place_cost == cost[self.vertex]) & np.isfinite(place_cost), label, nobody)
        owner = np.full(len(cost), -1, np.int64)
        owner[: len(self.first)] = np.minimum.reduceat(label[self.order], self.first)
        owner[owner == nobody] = -1
        self.fields.give(owner, cost)
        smallest = self.detail.smallest_hole
        filled, owner = without_small_holes(self.tin, cost, owner, cutoffs, smallest)
        return Territories(self, cost, filled, owner)

    def polygons(self, cost: FloatArray, cutoffs: Sequence[float], shape: Shape) -> list[bytes | None]:
        """Return the nested disks of vertex ``cost`` (n,) for each of the rising ``cutoffs``, or the disjoint
        rings between them: MultiPolygon WKB in degrees, EPSG:4326, or None where there is nothing."""
        return self.drawn(self.tin, [Costs(cost, cutoffs)], shape)

    def drawn(self, tin: Tin, surfaces: Iterable[Costs], shape: Shape) -> list[bytes | None]:
        """Return the disks or rings of all ``surfaces`` over ``tin`` in a row, as ``polygons`` does."""
        outlines, corners = self.outlines(tin, surfaces)
        loops = rings(outlines, corners) if shape == "rings" else disks(outlines, corners)
        return loops.multipolygons(len(outlines.found.cutoffs))

    def wkb(self, region: Region) -> bytes | None:
        """Return a region as MultiPolygon WKB in degrees, EPSG:4326; None when it is empty."""
        return to_wkb(region)

    def outlines(self, tin: Tin, surfaces: Iterable[Costs]) -> tuple[Outlines, BoolArray]:
        """Return the outlines of ``surfaces`` without small holes, and which of their corners are drawn."""
        outlines = Outlines.trace(tin, surfaces, self.detail.smallest_hole)
        if self.detail.every_corner:
            return outlines, np.ones(len(outlines.share), bool)
        return outlines, thinned(outlines)

    def pace(self) -> FloatArray:
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
    """The part of a surface that a batch of points reaches.

    Its vertices with places have them in a row, each from ``first`` on: the nodes ``node`` (places,), but
    for ``not_node``, which are along edges. The batch's point r reaches the places ``along_slot`` of the row
    from ``ends[r]`` up to ``ends[r + 1]``, at ``along_cost``; all it reaches is among the vertices from
    ``spans[r, 0]`` up to ``spans[r, 1]``.
    """

    surface: CostSurface
    batch: ReachBatch
    tin: Tin
    fields: Fields
    first: IntArray
    node: IntArray
    not_node: IntArray
    spans: IntArray
    ends: IntArray
    along_slot: IntArray
    along_cost: FloatArray

    def polygons(
        self, cutoffs: Sequence[Sequence[float]], shape: Shape, progress: Progress = SILENT
    ) -> list[list[bytes | None]]:
        """Return the disks or rings of each of the batch's points for its own rising ``cutoffs``.

        Raises ``Cancelled`` when asked to stop.
        """
        found: list[list[bytes | None]] = []
        while len(found) < len(cutoffs):
            check(progress)
            group = _drawn_together(cutoffs[len(found) :])
            polygons = iter(self.surface.drawn(self.tin, self._costs(len(found), group), shape))
            found += [list(islice(polygons, len(own))) for own in group]
        return found

    def _costs(self, begin: int, cutoffs: Sequence[Sequence[float]]) -> Iterator[Costs]:
        """Yield the vertex costs of the points from ``begin`` on; each is valid until the next."""
        vertex_cost = np.full(len(self.tin.xy), np.inf)
        for row, own in enumerate(cutoffs, begin):
            places = slice(*self.spans[row].tolist())
            vertex_cost[places] = self._place_costs(row, places)
            self.fields.fill(vertex_cost)
            yield Costs(vertex_cost, own, places, self.fields.vertex)
            vertex_cost[places] = np.inf

    def _place_costs(self, row: int, places: slice) -> FloatArray:
        """Return the costs of the vertices ``places`` for the point ``row``."""
        first = self.first[places]
        if not len(first):
            return np.zeros(0)
        low = int(first[0])
        high = int(self.first[places.stop]) if places.stop < len(self.first) else len(self.node)
        cost = self.batch.node_cost[row].take(self.node[low:high])
        not_node = slice(*np.searchsorted(self.not_node, [low, high]).tolist())
        cost[self.not_node[not_node] - low] = np.inf
        here = slice(self.ends[row], self.ends[row + 1])
        cost[self.along_slot[here] - low] = self.along_cost[here]
        return np.asarray(np.minimum.reduceat(cost, first - low))


@dataclass(frozen=True, eq=False)
class Territories:
    """A surface divided among points. ``cost``, ``owner`` (n,): of each vertex; nobody's has the owner -1.

    ``filled`` (n,): costs with small holes filled.
    """

    surface: CostSurface
    cost: FloatArray
    filled: FloatArray
    owner: IntArray

    def regions(self, cutoffs: Sequence[float]) -> list[dict[int, Region]]:
        """Return, for each of the rising ``cutoffs``, per owner where its territory costs at most that.

        All together are the disks that ``CostSurface.polygons`` gives for the costs ``CostSurface.whole``.
        """
        tin, pace = self.surface.tin, self.surface.pace()
        outlines, drawn = self.surface.outlines(tin, [Costs(self.cost, cutoffs, filled=self.filled)])
        return divide(straightened(outlines, drawn), drawn, self.filled, self.owner, pace)


def rings_of(disks: Sequence[Region]) -> list[Region]:
    """Return the disjoint rings of nested disks, from the innermost; their areas add up to the last disk."""
    return [subtract(outer, inner) for outer, inner in zip(disks, [[], *disks])]


def _drawn_together(cutoffs: Sequence[Sequence[float]]) -> Sequence[Sequence[float]]:
    """Return the cutoffs of the first points that are drawn in one go, at least one point's."""
    bands = np.cumsum([len(own) for own in cutoffs[:DRAWN_TOGETHER]])
    return cutoffs[: max(1, int(np.searchsorted(bands, BANDS_TOGETHER, "right")))]


def _range(values: FloatArray) -> tuple[float, float]:
    """Return the least and the greatest of ``values``; an empty range for none."""
    return float(values.min(initial=np.inf)), float(values.max(initial=-np.inf))


def _lowest(cost: FloatArray, first: IntArray, size: int) -> FloatArray:
    """Return the lowest of the costs of each group that begins at ``first``; infinite for the rest."""
    lowest = np.full(size, np.inf)
    if len(first):
        lowest[: len(first)] = np.minimum.reduceat(cost, first)
    return lowest
