# SPDX-License-Identifier: GPL-2.0-or-later
"""The way between a place and its road."""

from __future__ import annotations

from ..network import Placement, RoadGraph
from ..network.arrays import FloatArray

_METRES_PER_KM = 1000.0
_MINUTES_PER_HOUR = 60.0


def access_cost(graph: RoadGraph, placement: Placement, speed_kmh: float) -> FloatArray | None:
    """Return the cost (k,) over the straight line between places and their roads, in the unit of the graph.

    A speed of 0 means that this way does not count: None. With metric distance the speed does not matter
    otherwise, the straight line counts as so many kilometres.
    """
    if speed_kmh <= 0:
        return None
    km = placement.distance_m / _METRES_PER_KM
    return km if graph.metric == "distance" else km / speed_kmh * _MINUTES_PER_HOUR
