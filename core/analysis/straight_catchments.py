# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchments in a straight line (geodesic kilometres)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..network import inclusive
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import Part, Progress, check
from .bands import effective_cutoffs, make_bands
from .circles import Circles
from .coverage import Coverage, cover, result_of
from .globe import geodesic_km
from .model import ALL_POINTS, Band, CatchmentOptions, CatchmentResult, Demand, Places
from .polygons import rings_of
from .ports import Overlay
from .rings import as_multipolygon
from .straight import bands_within, nearest_straight
from .tally import Tally


class StraightCatchments:
    """One run in a straight line. ``limits`` (k,): the largest distance each point serves, km.

    Places without coordinates count as off network: they cannot be placed.
    """

    def __init__(
        self,
        places: Places,
        demand: Demand,
        options: CatchmentOptions,
        *,
        limits: FloatArray,
        overlay: Overlay | None,
    ) -> None:
        self._places, self._demand, self._options = places, demand, options
        self._cutoffs, self._limits, self._overlay = options.rising(), limits, overlay

    def run(self, emit: Callable[[Band], None], progress: Progress) -> CatchmentResult:
        """Compute everything; bands go to ``emit``."""
        self._emit = emit
        placed = np.isfinite(self._places.lonlat).all(axis=1)
        self._placed = np.flatnonzero(placed)
        known = np.isfinite(self._demand.lonlat).all(axis=1)
        self._circles: Circles | None = None
        if self._options.detail != "none" and len(self._placed):
            self._circles = Circles.around(self._places.lonlat, self._placed, self._options.detail)
        tally = Tally(len(self._limits), len(self._cutoffs), self._demand)
        self._visit_points(np.flatnonzero(known), tally, Part(progress, 0.0, 0.6))
        coverage = self._coverage(known, Part(progress, 0.6, 0.9))
        if self._options.overlap == "dissolve":
            self._emit_dissolved(coverage)
        elif self._options.overlap == "nearest":
            self._emit_divided(coverage, Part(progress, 0.9, 1.0))
        progress.report(1.0)
        return result_of(
            coverage,
            tally,
            self._demand,
            self._cutoffs,
            divided=self._options.overlap == "nearest",
            placed=placed,
            snap_m=np.full(len(placed), np.nan),
            demand_snap_m=np.full(len(known), np.nan),
        )

    def _visit_points(self, known: IntArray, tally: Tally, progress: Progress) -> None:
        """Count what each point reaches, and with overlap ``overlap`` draw it."""
        points, places = self._places.lonlat[self._placed], self._demand.lonlat[known]
        lonlat = self._places.lonlat
        for i, near, band in bands_within(points, places, self._cutoffs, progress):
            point, unit = int(self._placed[i]), known[near]
            if self._limits[point] < self._cutoffs[-1]:
                own = np.broadcast_to(lonlat[point], (len(unit), 2))
                within = geodesic_km(own, self._demand.lonlat[unit]) <= inclusive(self._limits[point])
            else:
                within = np.ones(len(unit), bool)
            tally.add(np.full(len(unit), point, np.int64)[within], unit[within], band[within])
            if self._options.overlap == "overlap":
                cutoffs = effective_cutoffs(self._cutoffs, self._limits[point])
                units, sums = tally.units(np.array([point])), tally.sums(np.array([point]))
                self._emit_bands(point, cutoffs, self._drawn(point, cutoffs), units[0], sums[0])

    def _coverage(self, known: BoolArray, progress: Progress) -> Coverage:
        anyone = self._nearest(self._placed, known, progress)
        allowed = anyone
        if (self._limits < self._cutoffs[-1]).any():
            allowed = (np.full(len(known), np.inf), np.full(len(known), -1, dtype=np.int64))
            for limit in np.unique(self._limits[self._placed]).tolist():
                group = self._placed[self._limits[self._placed] == limit]
                cost, label = self._nearest(group, known, progress)
                better = (cost <= inclusive(limit)) & (
                    (cost < allowed[0]) | ((cost == allowed[0]) & (label < allowed[1]))
                )
                allowed[0][better], allowed[1][better] = cost[better], label[better]
        return cover(allowed, anyone, known, self._cutoffs)

    def _nearest(self, points: IntArray, known: BoolArray, progress: Progress) -> tuple[FloatArray, IntArray]:
        """Distance to, and index of, the nearest of ``points`` for every unit with coordinates."""
        cost, label = np.full(len(known), np.inf), np.full(len(known), -1, dtype=np.int64)
        if len(points):
            near, which = nearest_straight(self._places.lonlat[points], self._demand.lonlat[known], progress)
            cost[known], label[known] = near, points[which]
        return cost, label

    def _drawn(self, point: int, cutoffs: FloatArray) -> list[bytes | None]:
        circles = self._circles
        if circles is None:
            return [None] * len(cutoffs)
        disks = [circles.disk(point, cutoff) for cutoff in cutoffs.tolist()]
        return [circles.wkb(part) for part in (rings_of(disks) if self._rings else disks)]

    @property
    def _rings(self) -> bool:
        return self._options.shape == "rings"

    def _emit_dissolved(self, coverage: Coverage) -> None:
        everyone = Coverage(np.zeros_like(coverage.nearest), coverage.cost, coverage.band, coverage.status)
        units, sums = everyone.cumulative(self._demand, 1, len(self._cutoffs))
        disks: list[bytes | None] = [None] * len(self._cutoffs)
        if self._circles and self._overlay:
            for i, cutoff in enumerate(self._cutoffs.tolist()):
                radii = np.minimum(self._limits, cutoff)
                parts = [self._circles.wkb(self._circles.disk(p, radii[p])) for p in self._placed.tolist()]
                disks[i] = as_multipolygon(self._overlay.union([part for part in parts if part]))
        if len(self._placed):
            self._emit_bands(ALL_POINTS, self._cutoffs, self._subtracted(disks), units[0], sums[0])

    def _emit_divided(self, coverage: Coverage, progress: Progress) -> None:
        units, sums = coverage.cumulative(self._demand, len(self._limits), len(self._cutoffs))
        for point in self._placed.tolist():
            check(progress)
            cutoffs = effective_cutoffs(self._cutoffs, self._limits[point])
            disks: list[bytes | None] = [None] * len(cutoffs)
            if self._circles and self._overlay:
                disks = self._cells(self._circles, self._overlay, point, cutoffs)
            self._emit_bands(point, cutoffs, self._subtracted(disks), units[point], sums[point])

    def _cells(
        self, circles: Circles, overlay: Overlay, point: int, cutoffs: FloatArray
    ) -> list[bytes | None]:
        """The circles of one point without what is nearer to a point that may serve it."""
        if (self._limits == self._cutoffs[-1]).all():
            return [circles.wkb(cell) for cell in circles.cells(point, cutoffs.tolist(), self._cutoffs[-1])]
        taken = [circles.wkb(part) for part in circles.taken(point, float(cutoffs[-1]), self._limits)]
        others = [part for part in taken if part]
        disks = [circles.wkb(circles.disk(point, cutoff)) for cutoff in cutoffs.tolist()]
        if not others:
            return disks
        united = overlay.union(others)
        return [as_multipolygon(overlay.difference(disk, united)) if disk else None for disk in disks]

    def _subtracted(self, disks: list[bytes | None]) -> list[bytes | None]:
        """Turn nested disks into rings when rings are asked for."""
        if not self._rings or self._overlay is None:
            return disks
        return [
            as_multipolygon(self._overlay.difference(outer, inner)) if outer and inner else outer
            for outer, inner in zip(disks, [None, *disks])
        ]

    def _emit_bands(
        self,
        point: int,
        cutoffs: FloatArray,
        polygons: list[bytes | None],
        units: IntArray,
        sums: FloatArray,
    ) -> None:
        bands = make_bands(
            point,
            cutoffs,
            shape=self._options.shape,
            polygons=polygons,
            units=units,
            sums=sums,
            snap_m=float("nan"),
        )
        for band in bands:
            self._emit(band)
