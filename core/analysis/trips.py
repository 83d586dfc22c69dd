# SPDX-License-Identifier: GPL-2.0-or-later
"""What it costs each demand unit to reach service points: found once, asked many times.

Before and after, coverage by service, floating catchments and siting all ask the same trips with other points
open or closed. None of them searches the network again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..network import RoadGraph
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import SILENT, Part, Progress
from .matrix import Matrix, cost_matrix
from .matrix_rows import CostPairs, MatrixOptions


@dataclass(frozen=True, eq=False)
class Trips:
    """The trips (p,) between d demand units and k points, by unit, then cost, then point.

    ``first`` (d + 1,): where the trips of each unit begin. ``point`` (p,): indices of the points, ``cost``
    (p,): minutes or km. ``unit_placed`` (d,) and ``point_placed`` (k,): those with a place on the network.
    """

    first: IntArray
    point: IntArray
    cost: FloatArray
    unit_placed: BoolArray
    point_placed: BoolArray

    @property
    def n_units(self) -> int:
        """The number of demand units."""
        return len(self.unit_placed)

    @property
    def n_points(self) -> int:
        """The number of points."""
        return len(self.point_placed)

    @property
    def unit(self) -> IntArray:
        """The unit (p,) of each trip."""
        return np.repeat(np.arange(self.n_units), np.diff(self.first))

    def kept(self, trips: BoolArray) -> Trips:
        """Return some of the trips; ``trips`` (p,) says which."""
        counts = np.bincount(self.unit[trips], minlength=self.n_units)
        first = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
        return replace(self, first=first, point=self.point[trips], cost=self.cost[trips])

    def least(self, allowed: BoolArray | None = None) -> tuple[FloatArray, IntArray]:
        """Return the cost (d,) and the point (d,) of the nearest of the points ``allowed`` (k,), or of all.

        Infinite and -1 where no such trip was found. Ties go to the lowest point.
        """
        place = self.nearest_trip(allowed)
        found = place >= 0
        cost, point = np.full(self.n_units, np.inf), np.full(self.n_units, -1, np.int64)
        cost[found], point[found] = self.cost[place[found]], self.point[place[found]]
        return cost, point

    def nearest_trip(self, allowed: BoolArray | None = None) -> IntArray:
        """Return which trip (d,) leads each unit to its nearest allowed point; -1 for none."""
        place = np.full(self.n_units, -1, np.int64)
        if allowed is None:
            some = np.flatnonzero(np.diff(self.first))
            place[some] = self.first[some]
            return place
        trips = np.flatnonzero(allowed[self.point])
        unit = self.unit[trips]
        place[unit[::-1]] = trips[::-1]  # the last one written is the first of the unit
        return place

    def joined(self, more: Trips) -> Trips:
        """Return the trips to these points and to those of ``more``, which come after these: k + k' points.

        Both must be of the same units in the same order.
        """
        point = np.concatenate((self.point, more.point + self.n_points))
        cost = np.concatenate((self.cost, more.cost))
        order = np.lexsort((point, cost, np.concatenate((self.unit, more.unit))))
        return Trips(
            first=self.first + more.first,
            point=point[order],
            cost=cost[order],
            unit_placed=self.unit_placed,
            point_placed=np.concatenate((self.point_placed, more.point_placed)),
        )


def find_trips(
    graph: RoadGraph | None,
    units: FloatArray,
    points: FloatArray,
    options: MatrixOptions,
    progress: Progress = SILENT,
) -> Trips:
    """Find the trips between ``units`` (d, 2) and ``points`` (k, 2), degrees, EPSG:4326.

    With ``travel`` ``to_point`` people travel from the units to the points. ``options`` bound the trips by
    ``max_cost`` or to the ``nearest`` few points of each unit; unbounded, all d × k trips are held, at
    16 bytes each. Raises ``InputError`` when ``graph`` is not one for the metric, ``Cancelled``.
    """
    options = replace(options, lengths=False)
    matrix = cost_matrix(graph, units, points, options, Part(progress, 0.0, 0.1))
    return trips_of(matrix, Part(progress, 0.1, 1.0))


def trips_of(matrix: Matrix, progress: Progress = SILENT) -> Trips:
    """Find the trips of a matrix from demand units to points, whose lengths are not looked at.

    Raises ``Cancelled``.
    """
    pairs = CostPairs.together(rows.pairs for rows in matrix.rows(progress))  # by origin, then rank
    counts = np.bincount(pairs.origin, minlength=len(matrix.origin_placed))
    return Trips(
        first=np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))),
        point=pairs.destination,
        cost=pairs.cost,
        unit_placed=matrix.origin_placed,
        point_placed=matrix.destination_placed,
    )
