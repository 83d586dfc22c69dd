# SPDX-License-Identifier: GPL-2.0-or-later
"""Searching from some points and saying what they find: the part of a run that any process can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import numpy.typing as npt

from ..network import Placement, RoadGraph, Targets, Travel, inclusive, reach
from ..network.arrays import FloatArray, IntArray
from ..network.router import Rooms
from ..progress import Progress
from .bands import effective_cutoffs
from .model import Shape
from .polygons import CostSurface
from .tally import Counts, count

CHUNK = 32
"""Points visited in one go: two or more batches of a search, and enough chunks to keep processes busy."""

_NOTHING = -1


@dataclass(frozen=True, eq=False)
class Visits:
    """What all visits of a run need, in one object that can be handed to other processes.

    ``points``, ``start_cost`` and ``limits`` (k,) of all service points, ``weights`` (d, f) of all units,
    and their ``stratum`` (d,) when it counts.
    Without a ``surface`` nothing is drawn.
    """

    graph: RoadGraph
    points: Placement
    start_cost: FloatArray | None
    limits: FloatArray
    travel: Travel
    horizon: float
    cutoffs: FloatArray
    targets: Targets
    weights: FloatArray
    stratum: IntArray | None
    surface: CostSurface | None
    shape: Shape
    rooms: Rooms = field(default_factory=Rooms)

    def chunks(self) -> list[IntArray]:
        """Return the points on the network, near ones together, in the order in which they are visited."""
        placed = np.flatnonzero(self.points.on_network)
        edge = self.points.edge[placed]
        placed = placed[np.lexsort((self.points.fraction[placed], edge, self.graph.edge_u[edge]))]
        return [placed[start : start + CHUNK] for start in range(0, len(placed), CHUNK)]


@dataclass(frozen=True, eq=False)
class Found:
    """What the visit of some points found: ``counts``, and the polygons of each point's bands in turn.

    ``wkb``: their bytes one after the other; ``wkb_size``: how many each has, -1 for nothing to draw.
    """

    counts: Counts
    wkb: npt.NDArray[np.uint8]
    wkb_size: IntArray

    def polygons(self) -> Iterator[bytes | None]:
        """Yield the polygon of each band."""
        data, at = self.wkb.tobytes(), 0
        for size in self.wkb_size.tolist():
            yield None if size == _NOTHING else data[at : at + size]
            at += max(size, 0)

    def by_point(self, numbers: Sequence[int]) -> Iterator[list[bytes | None]]:
        """Yield the polygons of each point, given the number of bands of each; None where none was drawn."""
        polygons = self.polygons()
        for number in numbers:
            yield list(islice(polygons, number)) or [None] * number


def visit(visits: Visits, origins: IntArray, progress: Progress) -> Found:
    """Search from ``origins`` (m,), which are on the network.

    The result depends on these points only, not on what else is visited, nor where. Raises ``Cancelled``.
    """
    own = visits.points
    batches = reach(
        visits.graph,
        Placement(own.edge[origins], own.fraction[origins], own.distance_m[origins]),
        horizon=visits.horizon,
        travel=visits.travel,
        start_cost=None if visits.start_cost is None else visits.start_cost[origins],
        rooms=visits.rooms,
        progress=progress,
    )
    limits, cutoffs = inclusive(visits.limits[origins]), inclusive(visits.cutoffs)
    rows, units, bands = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    polygons: list[list[bytes | None]] = [[] for _ in origins]
    for batch in batches:
        which, unit, cost = batch.costs(visits.targets)
        row = batch.origins[which]
        within = cost <= limits[row]
        rows.append(row[within])
        units.append(unit[within].astype(np.int64))
        bands.append(np.searchsorted(cutoffs, cost[within], "left"))
        if visits.surface is None:
            continue
        own_limits = visits.limits[origins[batch.origins]].tolist()
        levels = [inclusive(effective_cutoffs(visits.cutoffs, limit)).tolist() for limit in own_limits]
        drawn = visits.surface.of_batch(batch).polygons(levels, visits.shape, progress)
        for origin, found in zip(batch.origins.tolist(), drawn):
            polygons[origin] = found
    counts = count(
        origins,
        np.concatenate(rows),
        np.concatenate(units),
        np.concatenate(bands),
        n_cutoffs=len(visits.cutoffs),
        weights=visits.weights,
        stratum=visits.stratum,
    )
    return _found(counts, [polygon for own in polygons for polygon in own])


def _found(counts: Counts, polygons: list[bytes | None]) -> Found:
    sizes = [_NOTHING if polygon is None else len(polygon) for polygon in polygons]
    data = np.frombuffer(b"".join(polygon for polygon in polygons if polygon), np.uint8)
    return Found(counts, data, np.array(sizes, dtype=np.int64))
