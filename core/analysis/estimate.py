# SPDX-License-Identifier: GPL-2.0-or-later
"""About how long catchments will take, before they are computed."""

from __future__ import annotations

SECONDS_PER_EDGE = 2.5e-5
"""Reading the roads, building the graph and the snapping index, and triangulating."""

SECONDS_PER_UNIT = 3e-5
"""Reading a demand unit, placing it on the network and writing it."""

SECONDS_PER_POINT_AND_EDGE = 8e-8
"""Searching from one point and counting what it reaches, per edge within reach."""

SECONDS_PER_POLYGON_AND_EDGE = 4.5e-8
"""Drawing one band of one point, per edge within reach."""

SECONDS_PER_POLYGON = 2.5e-3
"""Drawing and writing the smallest band."""

EDGES_WITHIN_REACH = 150_000
"""Edges that 15 minutes of driving reach in the densest city; beyond it the network's size costs nothing."""


_USUAL_SHARE = 0.5


def estimated_seconds(
    n_edges: int, n_points: int, n_cutoffs: int, *, n_units: int = 0, polygons: bool = True
) -> float:
    """Return the estimated seconds of a catchment run, without reading the layers.

    Basis: generalised polygons on Ottawa's 33,840 edges and on street grids of 20,000 and 100,000 edges, with
    20 and 200 points and three cutoffs, on one processor; ``precise`` polygons may take twice as long. Expect
    a factor of two either way, and more on a slow machine: ``probe.estimate`` tries the machine and the data.
    """
    return _once(n_edges, n_units) + _visiting(n_edges, n_points, n_cutoffs, polygons=polygons)


def once_part(
    n_edges: int, n_points: int, n_cutoffs: int, *, n_units: int = 0, polygons: bool = True
) -> float:
    """Return which part of its usual share of the progress the work has that does not depend on the points.

    1 where it takes half of the time or more, as with some hundred points; towards 0 the more points there
    are to visit. A progress bar is right within some percent by that.
    """
    once = _once(n_edges, n_units)
    visiting = _visiting(n_edges, n_points, n_cutoffs, polygons=polygons)
    return min(1.0, once / max(once + visiting, 1e-9) / _USUAL_SHARE)


def _once(n_edges: int, n_units: int) -> float:
    return n_edges * SECONDS_PER_EDGE + n_units * SECONDS_PER_UNIT


def _visiting(n_edges: int, n_points: int, n_cutoffs: int, *, polygons: bool) -> float:
    reached = min(n_edges, EDGES_WITHIN_REACH)
    seconds = n_points * reached * SECONDS_PER_POINT_AND_EDGE
    if polygons:
        seconds += n_points * n_cutoffs * (SECONDS_PER_POLYGON + reached * SECONDS_PER_POLYGON_AND_EDGE)
    return seconds
