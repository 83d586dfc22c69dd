# SPDX-License-Identifier: GPL-2.0-or-later
"""What it costs to travel from each origin to each destination, or to the nearest few of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from ..errors import InputError
from ..network import RoadGraph
from ..network.arrays import BoolArray, FloatArray
from ..parallel import Executor
from ..progress import SILENT, Progress
from .matrix_rows import CostPairs, MatrixOptions, MatrixRows, in_order, rounded
from .model import NO_NETWORK
from .network_matrix import NetworkMatrix
from .straight import nearest_straight, nearest_within


class Matrix(Protocol):
    """A cost matrix between ``origin_placed`` (o,) and ``destination_placed`` (d,): those that have a place.

    ``origin_snap_m``, ``destination_snap_m``: metres to the road, NaN in a straight line.
    """

    origin_placed: BoolArray
    destination_placed: BoolArray
    origin_snap_m: FloatArray
    destination_snap_m: FloatArray

    def rows(self, progress: Progress = SILENT) -> Iterator[MatrixRows]:
        """Yield all rows, by origin, then rank. Raises ``Cancelled`` when asked to stop."""

    def least_costs(self, progress: Progress = SILENT) -> FloatArray:
        """Return the cost (o,) of the nearest destination of each origin, however far; infinite: none."""


class StraightMatrix:
    """The matrix in a straight line: exact geodesic kilometres between ``lonlat`` (k, 2), degrees."""

    def __init__(self, origins: FloatArray, destinations: FloatArray, options: MatrixOptions) -> None:
        self._origins, self._destinations, self._options = origins, destinations, options
        self.origin_placed = np.isfinite(origins).all(axis=1)
        self.destination_placed = np.isfinite(destinations).all(axis=1)
        self.origin_snap_m = np.full(len(origins), np.nan)
        self.destination_snap_m = np.full(len(destinations), np.nan)

    def rows(self, progress: Progress = SILENT) -> Iterator[MatrixRows]:
        """Yield all rows, by origin, then rank. Raises ``Cancelled`` when asked to stop."""
        origin, destination = np.flatnonzero(self.origin_placed), np.flatnonzero(self.destination_placed)
        found = nearest_within(
            self._origins[origin],
            self._destinations[destination],
            self._options.nearest,
            self._options.max_cost,
            progress,
        )
        for query, place, km in found:
            cost = rounded(km)
            pairs = CostPairs(origin[query], destination[place], cost, cost)
            yield from in_order([pairs], len(self._origins), progress)

    def least_costs(self, progress: Progress = SILENT) -> FloatArray:
        """Return the distance (o,) to the nearest destination of each origin; infinite: none."""
        least = np.full(len(self._origins), np.inf)
        places = self._destinations[self.destination_placed]
        least[self.origin_placed] = nearest_straight(places, self._origins[self.origin_placed], progress)[0]
        return least


def cost_matrix(
    graph: RoadGraph | None,
    origins: FloatArray,
    destinations: FloatArray,
    options: MatrixOptions,
    progress: Progress = SILENT,
    *,
    executor: Executor | None = None,
) -> Matrix:
    """Place ``origins`` and ``destinations`` (k, 2), degrees, EPSG:4326, and return their matrix.

    Ties go to the first destination, so the caller sorts them by the text of their ids. With an ``executor``
    others search over roads; rows have the same bytes. Raises
    ``InputError`` when ``graph`` is not one for the metric, ``Cancelled`` when asked to stop.
    """
    graph = graph_for(options, graph)
    if graph is None:
        return StraightMatrix(origins, destinations, options)
    return NetworkMatrix(graph, origins, destinations, options, progress, executor=executor)


def graph_for(options: MatrixOptions, graph: RoadGraph | None) -> RoadGraph | None:
    """Return the graph that the metric needs, none for a straight line. Raises ``InputError`` without it."""
    if options.metric == "straight":
        return None
    if graph is None or graph.metric != options.metric:
        raise InputError(NO_NETWORK)
    return graph
