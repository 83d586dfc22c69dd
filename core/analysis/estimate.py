# SPDX-License-Identifier: GPL-2.0-or-later
"""About how long catchments will take, before they are computed."""

from __future__ import annotations

SECONDS_PER_EDGE = 2e-5
"""Reading the roads, building the graph and the snapping index, and triangulating."""

SECONDS_PER_UNIT = 1e-5
"""Placing a demand unit on the network."""

SECONDS_PER_POINT_AND_EDGE = 6e-8
"""Searching from one point, per edge within reach."""

SECONDS_PER_POLYGON_AND_EDGE = 4e-8
"""Drawing one band of one point, per edge within reach."""

SECONDS_PER_POLYGON = 1e-3
"""Drawing the smallest band."""

EDGES_WITHIN_REACH = 150_000
"""Edges that 15 minutes of driving reach in the densest city; beyond it the network's size costs nothing."""


def estimated_seconds(
    n_edges: int, n_points: int, n_cutoffs: int, *, n_units: int = 0, polygons: bool = True
) -> float:
    """Return the estimated seconds of a catchment run, without reading the layers.

    Basis: generalised polygons on Ottawa's 33,840 edges with 18 points, 4 cutoffs and 8,559 blocks, and on
    generated street grids of 26,000 to 317,000 edges with 40 points and 1 or 3 cutoffs, on two busy
    cores; ``precise`` polygons take up to twice as long. Expect a factor of two either way.
    """
    reached = min(n_edges, EDGES_WITHIN_REACH)
    seconds = n_edges * SECONDS_PER_EDGE + n_units * SECONDS_PER_UNIT
    seconds += n_points * reached * SECONDS_PER_POINT_AND_EDGE
    if polygons:
        seconds += n_points * n_cutoffs * (SECONDS_PER_POLYGON + reached * SECONDS_PER_POLYGON_AND_EDGE)
    return seconds
