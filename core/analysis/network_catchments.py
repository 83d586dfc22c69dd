# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchments over a road network."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..checkpoint import Checkpoint, Parts
from ..column_file import Column
from ..memory import NO_MEMORY, Memory
from ..network import RoadGraph, Targets, inclusive, snap
from ..network.arrays import FloatArray, IntArray
from ..network.snapping import snapped
from ..parallel import Executor
from ..progress import Part, Progress
from .access import access_cost
from .allocation import Allocation, allocate
from .bands import effective_cutoffs, make_bands
from .coverage import Coverage, cover, result_of
from .estimate import once_part
from .model import ALL_POINTS, Band, CatchmentOptions, CatchmentResult, Demand, Places
from .polygons import CostSurface, rings_of
from .ports import Triangulate
from .resumed import parts_of, visited
from .rings import Region
from .tally import Tally
from .visits import Found, Visits

MARGIN = {"time": 1.0, "distance": 0.5}
"""Minutes or km beyond the last cutoff up to which it is known whose land is whose, so that borders between
points go on to the outermost outline."""


class NetworkCatchments:
    """One run over a network. ``limits`` (k,): the largest cost each point serves.

    With an ``executor`` other processes visit the points, with a ``checkpoint`` what they found is kept
    while the run lasts; the result has the same bytes.
    """

    def __init__(
        self,
        graph: RoadGraph,
        places: Places,
        demand: Demand,
        options: CatchmentOptions,
        *,
        limits: FloatArray,
        triangulate: Triangulate | None,
        executor: Executor | None = None,
        memory: Memory = NO_MEMORY,
        checkpoint: Checkpoint | None = None,
    ) -> None:
        self._graph, self._places, self._demand, self._options = graph, places, demand, options
        self._cutoffs, self._limits = options.rising(), limits
        self._triangulate = triangulate if options.detail != "none" else None
        self._executor, self._memory, self._checkpoint = executor, memory, checkpoint
        self._horizon = float(self._cutoffs[-1]) + (MARGIN[graph.metric] if self._triangulate else 0.0)

    def run(self, emit: Callable[[Band], None], progress: Progress) -> CatchmentResult:
        """Compute everything; bands go to ``emit``."""
        self._emit = emit
        graph, options, snap_m = self._graph, self._options, self._options.snap_distance_m
        part = self._once_part()
        once = Part(progress, 0.0, part)
        self._points = snap(graph, self._places.lonlat, snap_m, Part(once, 0.0, 0.02))
        units = snapped(graph, self._demand.lonlat, snap_m, self._memory, Part(once, 0.02, 0.2))
        self._start_cost = access_cost(graph, self._points, options.access_speed_kmh)
        targets = Targets(graph, units, access_cost(graph, units, options.access_speed_kmh))
        anyone = self._allocate(np.full(len(self._limits), np.inf), Part(once, 0.2, 0.3))
        allowed = anyone
        if (self._limits < self._cutoffs[-1]).any():
            allowed = self._allocate(self._limits, Part(once, 0.3, 0.35))
        surface = self._surface(anyone, Part(once, 0.35, 0.4))
        tally = Tally(len(self._limits), len(self._cutoffs), self._demand)
        if len(self._demand) or options.overlap == "overlap":
            self._visit_points(targets, tally, surface, Part(progress, 0.4 * part, 1.0 - 0.05 * part))
        coverage = cover(allowed.at(targets), anyone.at(targets), units.on_network, self._cutoffs)
        if options.overlap == "dissolve":
            self._emit_dissolved(surface, allowed, coverage)
        elif options.overlap == "nearest":
            self._emit_divided(surface, allowed, coverage)
        progress.report(1.0)
        return result_of(
            coverage,
            tally,
            self._demand,
            self._cutoffs,
            divided=options.overlap == "nearest",
            placed=self._points.on_network,
            snap_m=self._points.distance_m,
            demand_snap_m=units.distance_m,
        )

    def _once_part(self) -> float:
        """Return how much of its usual share of the progress goes to what is done before any visit."""
        if self._options.overlap != "overlap":
            return 1.0
        polygons, sizes = self._triangulate is not None, (len(self._limits), len(self._cutoffs))
        return once_part(self._graph.n_edges, *sizes, n_units=len(self._demand), polygons=polygons)

    def _allocate(self, horizons: FloatArray, progress: Progress) -> Allocation:
        return allocate(
            self._graph,
            self._points,
            horizons,
            travel=self._options.travel,
            start_cost=self._start_cost,
            progress=progress,
        )

    def _surface(self, anyone: Allocation, progress: Progress) -> CostSurface | None:
        if self._triangulate is None or not self._points.on_network.any():
            return None
        surface = CostSurface.build(
            self._graph,
            self._triangulate,
            points=self._points,
            travel=self._options.travel,
            detail=self._options.detail,
            near=anyone.nodes()[0] <= self._horizon,
            memory=self._memory,
            progress=progress,
        )
        progress.report(1.0)
        return surface

    def _visit_points(
        self, targets: Targets, tally: Tally, surface: CostSurface | None, progress: Progress
    ) -> None:
        """Search from each point: count what it reaches, and with overlap ``overlap`` draw it."""
        alone = self._options.overlap == "overlap"
        visits = Visits(
            graph=self._graph,
            points=self._points,
            start_cost=self._start_cost,
            limits=self._limits,
            travel=self._options.travel,
            horizon=float(self._cutoffs[-1]),
            cutoffs=self._cutoffs,
            targets=targets,
            weights=self._demand.weights,
            stratum=self._demand.stratum,
            surface=surface if alone else None,
            shape=self._options.shape,
        )
        chunks = visits.chunks()
        parts = self._parts(progress)
        found = visited(visits, chunks, executor=self._executor, parts=parts, progress=progress)
        for origins, each in zip(chunks, found):
            tally.merge(each.counts)
            if alone:
                self._emit_found(origins, each, tally)

    def _parts(self, progress: Progress) -> Parts | None:
        """Return the finished parts of this very run, which all follow from what is hashed here."""
        if self._checkpoint is None:
            return None
        demand, asked = self._demand, np.frombuffer(repr(self._options).encode(), np.uint8)
        stratum = np.zeros(0, np.int64) if demand.stratum is None else demand.stratum
        places: list[Column] = [self._graph.identity, self._places.lonlat, self._limits]
        of = [*places, demand.lonlat, demand.weights, stratum, asked]
        return parts_of(self._checkpoint, "catchments", of, progress)

    def _emit_found(self, origins: IntArray, found: Found, tally: Tally) -> None:
        units, sums = tally.units(origins), tally.sums(origins)
        cutoffs = [effective_cutoffs(self._cutoffs, limit) for limit in self._limits[origins].tolist()]
        numbers = [len(own) for own in cutoffs]
        drawn = found.by_point(numbers)
        for row, (point, polygons) in enumerate(zip(origins.tolist(), drawn)):
            self._emit_bands(point, cutoffs[row], polygons, units=units[row], sums=sums[row])

    def _emit_dissolved(self, surface: CostSurface | None, allowed: Allocation, coverage: Coverage) -> None:
        everyone = Coverage(np.zeros_like(coverage.nearest), coverage.cost, coverage.band, coverage.status)
        units, sums = everyone.cumulative(self._demand, 1, len(self._cutoffs))
        polygons: list[bytes | None] = [None] * len(self._cutoffs)
        if surface:
            vertex_cost = surface.whole(
                self._cut(allowed.nodes()[0]), self._cut(allowed.at(surface.along)[0])
            )
            levels = inclusive(self._cutoffs).tolist()
            polygons = surface.polygons(vertex_cost, levels, self._options.shape)
        if self._points.on_network.any():
            self._emit_bands(ALL_POINTS, self._cutoffs, polygons, units=units[0], sums=sums[0])

    def _emit_divided(self, surface: CostSurface | None, allowed: Allocation, coverage: Coverage) -> None:
        units, sums = coverage.cumulative(self._demand, len(self._limits), len(self._cutoffs))
        placed = np.flatnonzero(self._points.on_network).tolist()
        own = {point: effective_cutoffs(self._cutoffs, self._limits[point]) for point in placed}
        marks = np.unique(np.concatenate([self._cutoffs, *own.values()]))
        regions: list[dict[int, Region]] = []
        if surface:
            cost, label = allowed.nodes()
            along_cost, along_label = allowed.at(surface.along)
            nodes, along = (self._cut(cost), label), (self._cut(along_cost), along_label)
            levels = inclusive(marks).tolist()
            regions = surface.territories(nodes, along, levels).regions(levels)
        for point, cutoffs in own.items():
            levels_of_point = np.searchsorted(marks, cutoffs).tolist() if surface else []
            disks = [regions[level].get(point, []) for level in levels_of_point]
            polygons = self._outlines(surface, disks, len(cutoffs))
            self._emit_bands(point, cutoffs, polygons, units=units[point], sums=sums[point])

    def _cut(self, cost: FloatArray) -> FloatArray:
        """Take costs beyond the horizon for unknown, as they are when each point is searched alone."""
        return np.where(cost <= self._horizon, cost, np.inf)

    def _outlines(self, surface: CostSurface | None, disks: list[Region], number: int) -> list[bytes | None]:
        if surface is None:
            return [None] * number
        return [surface.wkb(part) for part in (rings_of(disks) if self._options.shape == "rings" else disks)]

    def _emit_bands(
        self,
        point: int,
        cutoffs: FloatArray,
        polygons: list[bytes | None],
        *,
        units: IntArray,
        sums: FloatArray,
    ) -> None:
        snap_m = float("nan") if point == ALL_POINTS else float(self._points.distance_m[point])
        bands = make_bands(
            point,
            cutoffs,
            shape=self._options.shape,
            polygons=polygons,
            units=units,
            sums=sums,
            snap_m=snap_m,
        )
        for band in bands:
            self._emit(band)
