# SPDX-License-Identifier: GPL-2.0-or-later
"""About how long catchments will take, before they are computed."""

from __future__ import annotations

SECONDS_PER_EDGE = 3e-5
"""Building the graph, the snapping index and the triangulation."""

SECONDS_PER_UNIT = 2e-5
"""Placing a demand unit on the network."""

SECONDS_PER_POINT_AND_EDGE = 1.2e-7
"""Searching from one point, per edge within reach."""

SECONDS_PER_POLYGON_AND_EDGE = 1.0e-7
"""Drawing one band of one point, per edge within reach."""

SECONDS_PER_POLYGON = 2e-3
"""Drawing the smallest band."""

EDGES_WITHIN_REACH = 150_000
"""Edges that 15 minutes of driving reach in the densest city; beyond it the network's size costs nothing."""


def estimated_seconds(
    n_edges: int, n_points: int, n_cutoffs: int, *, n_units: int = 0, polygons: bool = True
) -> float:
    """Return the estimated seconds of a catchment run, without reading the layers.

    Basis: Ottawa's 33,840 edges, 18 points, 4 cutoffs and 8,559 blocks, and generated street grids of 26,000
    to 500,000 edges, on two cores of 2020; expect a factor of two either way.
    """
    reached = min(n_edges, EDGES_WITHIN_REACH)
    seconds = n_edges * SECONDS_PER_EDGE + n_units * SECONDS_PER_UNIT
    seconds += n_points * reached * SECONDS_PER_POINT_AND_EDGE
    if polygons:
        seconds += n_points * n_cutoffs * (SECONDS_PER_POLYGON + reached * SECONDS_PER_POLYGON_AND_EDGE)
    return seconds
