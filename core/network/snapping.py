# SPDX-License-Identifier: GPL-2.0-or-later
"""Placing service points and demand units on the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..memory import Memory
from ..progress import SILENT, Progress, check
from .arrays import BoolArray, FloatArray, HilbertCurve, Int32Array, IntArray, concatenated_ranges
from .graph import RoadGraph
from .limits import inclusive

_CHUNK = 20_000


@dataclass(frozen=True, eq=False)
class Placement:
    """Where places are on the network.

    ``edge`` (k,): the edge, -1 = off network. ``fraction`` (k,): share of the edge's length from u to v.
    ``distance_m`` (k,): geodesic metres from the place to the road, also when off network; NaN when the
    place has no coordinates.
    """

    edge: Int32Array
    fraction: FloatArray
    distance_m: FloatArray

    def __len__(self) -> int:
        return len(self.edge)

    @property
    def on_network(self) -> BoolArray:
        """Which places are on the network (k,)."""
        return np.asarray(self.edge >= 0)


def snap(
    graph: RoadGraph, lonlat: FloatArray, max_distance_m: float, progress: Progress = SILENT
) -> Placement:
    """Place ``lonlat`` (k, 2), degrees, at the nearest position on the nearest road that may be driven.

    Farther than ``max_distance_m`` geodesic metres (inclusive) is off network. Raises ``Cancelled``.
    """
    k = len(lonlat)
    edge = np.full(k, -1, np.int32)
    fraction = np.zeros(k)
    distance = np.full(k, np.nan)
    xy = graph.plane.to_grid(lonlat)
    placeable = np.flatnonzero(np.isfinite(xy).all(axis=1))  # what cannot be projected is infinite
    along = HilbertCurve.over(xy[placeable]).codes(xy[placeable])
    placeable = placeable[np.argsort(along, kind="stable")]  # near places need the same roads
    for start in range(0, len(placeable), _CHUNK):
        check(progress)
        part = placeable[start : start + _CHUNK]
        edge[part], fraction[part], distance[part] = _nearest(graph, xy[part])
        progress.report((start + len(part)) / len(placeable))
    edge[~(distance <= inclusive(max_distance_m))] = -1
    return Placement(edge, fraction, distance)


def snapped(
    graph: RoadGraph, lonlat: FloatArray, max_distance_m: float, memory: Memory, progress: Progress
) -> Placement:
    """Return what ``snap`` does, from ``memory`` when it is there."""

    def make() -> dict[str, NDArray[Any]]:
        placement = snap(graph, lonlat, max_distance_m, progress)
        return {"edge": placement.edge, "fraction": placement.fraction, "distance_m": placement.distance_m}

    return Placement(**memory.recall("placement", [graph.identity, lonlat, np.array(max_distance_m)], make))


def _nearest(graph: RoadGraph, xy: FloatArray) -> tuple[IntArray, FloatArray, FloatArray]:
    segment, t, squared = graph.segments.nearest(xy)
    start, end = graph.segments.ends(segment)
    foot = start * (1 - t[:, None]) + end * t[:, None]
    distance = np.sqrt(squared) / graph.plane.scale((xy + foot) / 2)
    edge = graph.edge_of(segment)
    return edge, _fraction(graph, edge, segment, t), distance


def _fraction(graph: RoadGraph, edge: IntArray, vertex: IntArray, t: FloatArray) -> FloatArray:
    """Return the share of the edge's geodesic length up to ``t`` of the segment after ``vertex``."""
    first, last = graph.edge_first[edge], graph.edge_last[edge]
    before = vertex - first
    steps = graph.vertex_step_m[concatenated_ranges(first + 1, before)]
    walked = np.bincount(np.repeat(np.arange(len(edge)), before), weights=steps, minlength=len(edge))
    metres = walked + t * graph.vertex_step_m[np.minimum(vertex + 1, last)]
    length = graph.edge_length_m[edge]
    fraction = np.clip(metres / np.where(length > 0, length, 1.0), 0.0, 1.0)
    # The ends exactly, since a place at a node leaves it by every road, one-way streets or not.
    fraction[(t == 0) & (vertex == first)] = 0.0
    fraction[((t == 1) & (vertex + 1 == last)) | (vertex == last)] = 1.0
    return np.asarray(fraction)
