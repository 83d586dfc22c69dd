# SPDX-License-Identifier: GPL-2.0-or-later
"""The road graph: nodes, edges, costs, and what it takes to travel and to snap on it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ..errors import InputError
from ..progress import SILENT, Part, Progress, check
from ..text import Text
from .arrays import BoolArray, FloatArray, Int32Array, IntArray, concatenated_ranges, order_by
from .components import component_labels
from .geodesic import segment_steps
from .limits import summable
from .lines import RoadLines
from .plane import Plane
from .router import Arcs
from .segments import SegmentIndex
from .topology import Topology, find_topology

Metric = Literal["time", "distance"]
Travel = Literal["to_point", "from_point"]

_METRES_PER_KM = 1000.0
_MINUTES_PER_HOUR = 60.0
_BUCKET_EDGES = 8.0  # bucket width in mean edge costs: nearly flat from 4 to 12
_CHUNK = 500_000  # vertices projected between two looks at whether to stop


@dataclass(frozen=True, eq=False)
class RoadGraph:
    """A road network ready to travel on. Costs are minutes (metric time) or kilometres (distance).

    ``node_xy`` (n, 2) and ``vertex_xy`` (k, 2): planar metres of ``plane``, whole 1024ths. Edge e joins
    ``edge_u[e]`` to ``edge_v[e]`` along the vertices ``edge_offsets[e]…edge_offsets[e+1]-1``, drawn from u to
    v; ``forward`` and ``backward`` say how it may be driven. ``vertex_step_m`` (k,): geodesic metres from the
    vertex before it on its edge, 0 at the start. ``edge_line``: index of its line in the ``RoadLines`` given.
    ``component`` (n,): label of the node's connected part, whatever the directions; 0 is the largest.
    Lines that are not driven are not in the graph. ``skipped_lines``: driven lines left out because they have
    no length, an impossible coordinate, or (metric time) a speed that is not above zero.

    Nodes and edges are in an order that follows the ground and depends on the roads, not on the order of the
    features. Costs are such that their sums are exact (``limits.summable``). What can be derived from the
    columns is made when first asked for, and is not pickled.
    """

    metric: Metric
    plane: Plane
    node_xy: FloatArray
    edge_u: Int32Array
    edge_v: Int32Array
    edge_cost: FloatArray
    edge_length_m: FloatArray
    forward: BoolArray
    backward: BoolArray
    edge_line: Int32Array
    edge_offsets: Int32Array
    vertex_xy: FloatArray
    vertex_step_m: FloatArray
    component: Int32Array
    skipped_lines: IntArray

    @property
    def n_nodes(self) -> int:
        return len(self.node_xy)

    @property
    def n_edges(self) -> int:
        return len(self.edge_u)

    @property
    def edge_first(self) -> Int32Array:
        """The first vertex of each edge (e,)."""
        return self.edge_offsets[:-1]

    @cached_property
    def edge_last(self) -> Int32Array:
        """The last vertex of each edge (e,)."""
        return self.edge_offsets[1:] - np.int32(1)

    @cached_property
    def segments(self) -> SegmentIndex:
        """The segments of the edges, each under the number of the vertex it starts at."""
        last = np.zeros(len(self.vertex_xy), bool)
        last[self.edge_last] = True
        return SegmentIndex.build(self.vertex_xy, last)

    def edge_of(self, segment: IntArray) -> IntArray:
        """Return the edge of each segment."""
        return np.searchsorted(self.edge_offsets, segment, side="right") - 1

    @cached_property
    def arcs_out(self) -> Arcs:
        """The arcs as driven."""
        return Arcs.build(self.n_nodes, *self._arcs())

    @cached_property
    def arcs_in(self) -> Arcs:
        """The arcs reversed."""
        tail, head, cost = self._arcs()
        return Arcs.build(self.n_nodes, head, tail, cost)

    def arcs(self, travel: Travel) -> Arcs:
        """Return the arcs to follow from a point: as driven, or reversed when people travel to it."""
        return self.arcs_out if travel == "from_point" else self.arcs_in

    @cached_property
    def bucket(self) -> float:
        """A good width of the router's buckets, in the unit of cost."""
        positive = self.edge_cost[self.edge_cost > 0]
        return _BUCKET_EDGES * float(positive.mean()) if len(positive) else 1.0

    @cached_property
    def identity(self) -> npt.NDArray[np.uint8]:
        """A hash (32,) of everything the graph is: two graphs with one identity are the same."""
        digest = hashlib.blake2b(digest_size=32)
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                column = np.ascontiguousarray(value)
                digest.update(repr((item.name, column.dtype.str, column.shape)).encode())
                digest.update(column.data if column.size else b"")
            else:
                digest.update(repr((item.name, value)).encode())
        return np.frombuffer(digest.digest(), np.uint8)

    def remeasured(self, metric: Metric, speed_kmh: FloatArray | None = None) -> RoadGraph:
        """Return the same roads in another metric. ``speed_kmh``: of each of the ``RoadLines`` given, > 0.

        Speeds are needed for ``time`` only. A place on this graph is at the same place on that one.
        """
        cost = self.edge_length_m / _METRES_PER_KM
        if metric == "time" and speed_kmh is not None:
            cost = cost / speed_kmh[self.edge_line] * _MINUTES_PER_HOUR
        return replace(self, metric=metric, edge_cost=summable(cost))

    def _arcs(self) -> tuple[Int32Array, Int32Array, FloatArray]:
        """Return tail, head and cost of every arc as driven."""
        u, v, forward, backward = self.edge_u, self.edge_v, self.forward, self.backward
        return (
            np.concatenate((u[forward], v[backward])),
            np.concatenate((v[forward], u[backward])),
            np.concatenate((self.edge_cost[forward], self.edge_cost[backward])),
        )

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def build_graph(
    lines: RoadLines, *, metric: Metric, tolerance_m: float = 0.0, progress: Progress = SILENT
) -> RoadGraph:
    """Build the graph of ``lines``.

    Lengths are geodesic metres along the whole line, whatever CRS the layer was in. ``tolerance_m``: line
    ends closer than this to another vertex are one node. Raises ``InputError`` when no line can be used,
    ``Cancelled`` when asked to stop.
    """
    if not (np.isfinite(tolerance_m) and tolerance_m >= 0):
        raise InputError(_BAD_TOLERANCE.format(value=tolerance_m))
    kept = _usable(lines, metric)
    driven = lines if len(kept) == len(lines) else lines.select(kept)
    plane = Plane.centred_on(driven.lonlat)
    vertex_xy = _projected(driven.lonlat, plane, Part(progress, 0.05, 0.35))
    topology = find_topology(driven, vertex_xy, plane, tolerance_m, progress)
    progress.report(0.6)
    check(progress)
    step_m = segment_steps(driven.lonlat, driven.offsets)
    progress.report(0.7)
    check(progress)
    edges = _sorted_edges(driven, step_m, metric, topology)
    progress.report(0.8)
    check(progress)
    counts = edges.last - edges.first + 1
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    vertex = concatenated_ranges(edges.first, counts)
    vertex_xy, step_m = vertex_xy.take(vertex, axis=0), step_m.take(vertex)
    step_m[offsets[:-1]] = 0.0
    progress.report(0.9)
    check(progress)
    return RoadGraph(
        metric=metric,
        plane=plane,
        node_xy=topology.node_xy,
        edge_u=edges.u,
        edge_v=edges.v,
        edge_cost=edges.cost,
        edge_length_m=edges.length_m,
        forward=edges.forward,
        backward=edges.backward,
        edge_line=kept[edges.line].astype(np.int32),
        edge_offsets=offsets,
        vertex_xy=vertex_xy,
        vertex_step_m=step_m,
        component=component_labels(len(topology.node_xy), edges.u, edges.v),
        skipped_lines=np.setdiff1d(np.flatnonzero(lines.forward | lines.backward), kept),
    )


@dataclass(frozen=True, eq=False)
class _Edges:
    """The columns of the edges while the graph is built."""

    u: Int32Array
    v: Int32Array
    first: IntArray
    last: IntArray
    line: IntArray
    length_m: FloatArray
    cost: FloatArray
    forward: BoolArray
    backward: BoolArray


def _projected(lonlat: FloatArray, plane: Plane, progress: Progress) -> FloatArray:
    """Return the planar metres of vertices (k, 2)."""
    xy = np.empty((len(lonlat), 2))
    for first in range(0, len(lonlat), _CHUNK):
        check(progress)
        xy[first : first + _CHUNK] = plane.to_grid(lonlat[first : first + _CHUNK])
        progress.report(min(1.0, (first + _CHUNK) / len(lonlat)))
    return xy


def _usable(lines: RoadLines, metric: Metric) -> IntArray:
    """Return the lines to build from, or say why there are none."""
    if not len(lines):
        raise InputError(_NO_LINES)
    driven = lines.forward | lines.backward
    if not driven.any():
        raise InputError(_NOTHING_DRIVEN)
    usable = driven & lines.usable() & lines.has_extent()
    if not usable.any():
        raise InputError(_NO_GEOMETRY)
    if metric == "time":
        usable &= np.isfinite(lines.speed_kmh) & (lines.speed_kmh > 0)
        if not usable.any():
            raise InputError(_NO_SPEED)
    return np.flatnonzero(usable)


def _sorted_edges(lines: RoadLines, step_m: FloatArray, metric: Metric, topology: Topology) -> _Edges:
    """Return the edges ordered by what they are, so that a tie does not depend on the order of features.

    An edge of no length from a node to itself (a vertex written twice) is left out.
    """
    u, v, line = topology.u, topology.v, topology.line
    both_ends = np.column_stack((topology.first + 1, topology.last + 1)).ravel()
    length = np.add.reduceat(np.append(step_m, 0.0), both_ends)[::2]
    cost = length / _METRES_PER_KM
    if metric == "time":
        cost = cost / lines.speed_kmh[line] * _MINUTES_PER_HOUR
    cost = summable(cost)
    forward, backward = lines.forward[line], lines.backward[line]
    ends = np.minimum(u, v).astype(np.int64) * len(topology.node_xy) + np.maximum(u, v)
    places = (*lines.lonlat[topology.first].T, *lines.lonlat[topology.first + 1].T)  # unique but for copies
    order = order_by(ends, v, length, cost, forward, backward, *places)
    order = order[((u != v) | (length > 0))[order]]
    columns = (u, v, topology.first, topology.last, line, length, cost, forward, backward)
    return _Edges(*(column[order] for column in columns))


_NO_LINES = Text(
    en="The road layer has no lines, so nothing can be reached. Choose a road layer that has features, "
    "or check the filter.",
    fr="La couche de routes ne contient aucune ligne\u00a0: rien ne peut être atteint. Choisissez une couche "
    "de routes qui a des entités, ou vérifiez le filtre.",
)
_NOTHING_DRIVEN = Text(
    en="None of the roads may be driven with these settings. Check the speed preset, the road classes and "
    "the direction field.",
    fr="Aucune des routes n’est carrossable selon ces paramètres. Vérifiez le préréglage de vitesses, les "
    "classes de routes et le champ de direction.",
)
_NO_GEOMETRY = Text(
    en="No road has a usable geometry: every line is empty or has coordinates that are missing or off the "
    "Earth. Check the layer’s coordinate reference system.",
    fr="Aucune route n’a de géométrie utilisable\u00a0: chaque ligne est vide ou a des coordonnées "
    "manquantes ou hors de la Terre. Vérifiez le système de coordonnées de la couche.",
)
_NO_SPEED = Text(
    en="No road has a speed above zero, so no travel time can be computed. Give a default speed, a speed "
    "preset or another speed field.",
    fr="Aucune route n’a une vitesse supérieure à zéro\u00a0: aucun temps de déplacement ne peut être "
    "calculé. Indiquez une vitesse par défaut, un préréglage de vitesses ou un autre champ de vitesse.",
)
_BAD_TOLERANCE = Text(
    en="The tolerance must be zero or more metres; it is {value}.",
    fr="La tolérance doit être de zéro mètre ou plus; elle est de {value}.",
)
