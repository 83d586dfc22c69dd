# SPDX-License-Identifier: GPL-2.0-or-later
"""The triangulation of what lies around the reach of some points, as columns that can be kept."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from ..memory import Column
from ..network import Placement, RoadGraph, Travel
from ..network.arrays import BoolArray
from ..progress import Progress, check
from .cells import Cells, grown
from .fields import Fields
from .ports import Triangulate
from .stretches import places_along, positions_xy, stretches
from .tin import build_tin

TRIM = 75.0
"""Metres that a region goes over land, where no road leads on."""

SPACING, BEND = 150.0, 8.0
"""A stretch of road between two vertices is at most this long, and bends at most this much, in metres."""

VERTEX_CELL = 1.0
"""Places in one square of this side in metres share a vertex."""

KEPT_CELL, KEPT_CELLS = 250.0, 4
"""Roads this many cells of so many metres beyond the reached ones still shape the surface; farther ones are
left out."""

DECIMALS = 9
"""Vertices are at multiples of 0.1 mm in degrees: well below the least height of a triangle, 0.5 mm."""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """The nodes ``near`` (n,) of a graph and the ``points``, which people ``travel`` to or from."""

    graph: RoadGraph
    points: Placement
    near: BoolArray
    travel: Travel


def triangulated(
    around: Surroundings,
    triangulate: Triangulate,
    land_cell: float,
    largest_field: float,
    progress: Progress,
) -> dict[str, Column]:
    """Return the columns of a ``CostSurface`` over the surroundings: of its triangulation, sides first, of
    its places, and of its fields of at most ``largest_field`` square metres. Land without roads has a vertex
    in each cell with sides of ``land_cell`` metres. Raises ``Cancelled`` when asked to stop."""
    graph = around.graph
    along = places_along(graph, around.points, around.near, spacing=SPACING, bend=BEND)
    along_xy = positions_xy(graph, along)
    check(progress)
    cells = Cells(KEPT_CELL)
    core = np.unique(cells.of(np.concatenate([graph.node_xy[around.near], along_xy])))
    nodes = np.flatnonzero(np.isin(cells.of(graph.node_xy), grown(core, KEPT_CELLS)))
    check(progress)
    cells = Cells(land_cell)
    xy = np.concatenate([graph.node_xy[nodes], along_xy])
    vertex_cells = Cells(VERTEX_CELL)
    keys, vertex = np.unique(vertex_cells.of(xy), return_inverse=True)
    vertex = vertex.reshape(-1).astype(np.int64)
    check(progress)
    occupied = grown(np.unique(cells.of(xy)), 1)
    open_land = np.setdiff1d(grown(occupied, 2), occupied, assume_unique=True)
    vertex_xy = np.concatenate([vertex_cells.places(keys), cells.places(open_land)])
    check(progress)
    vertex_lonlat = np.round(graph.plane.to_lonlat(vertex_xy), DECIMALS)
    check(progress)
    tin = build_tin(
        vertex_xy,
        vertex_lonlat,
        stretches(graph, (nodes, along), vertex, around.travel),
        is_land=np.arange(len(vertex_xy)) >= len(keys),
        trim=TRIM,
        triangulate=triangulate,
        progress=progress,
    )
    check(progress)
    order = np.argsort(vertex, kind="stable")
    found = Fields.of(tin, open_land, occupied, largest_field) if largest_field else Fields.none()
    return {
        "xy": tin.xy,
        "lonlat": tin.lonlat,
        "triangles": tin.triangles.T,
        "across": tin.across.T,
        "road": tin.road.T,
        "way": tin.way.T,
        "width": np.array([tin.width]),
        "nodes": nodes,
        "along_edge": along.edge,
        "along_fraction": along.fraction,
        "vertex": vertex,
        "order": order,
        "first": np.searchsorted(vertex[order], np.arange(len(keys))),
        **{f"fields_{each.name}": getattr(found, each.name) for each in fields(Fields)},
    }
