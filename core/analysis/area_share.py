# SPDX-License-Identifier: GPL-2.0-or-later
"""Demand by area share: a unit counts by the share of its area inside the catchment polygons.

The polygons are counted as they are emitted. Areas are those on the ellipsoid (see ``area_shapes``). Shares
are rounded to twelve digits, and taken for 0 or 1 within 1e-9 of them, so that outlines that coincide
neither serve a trace of a unit nor leave one out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Optional

import numpy as np

from ..network.arrays import FloatArray, IntArray
from ..progress import SILENT, Part, Progress, check
from .area_shapes import Shapes
from .area_tally import Merged, ShareTally
from .model import (
    BEYOND,
    OFF_NETWORK,
    SERVED,
    UNREACHABLE,
    Band,
    CatchmentOptions,
    CatchmentResult,
    Demand,
    Totals,
)
from .strata import ServedStrata

Emit = Callable[[Band], None]
Compute = Callable[[Optional[Demand], CatchmentOptions, Emit, Progress], CatchmentResult]
"""Computes catchments of the same places with the same ports: ``catchments`` with all else bound."""


@dataclass(frozen=True, eq=False)
class SharedResult:
    """Catchments by area share, and the ``share`` (d,) of each unit inside any of the largest catchments.

    In ``result`` a unit is served when any part of it is. ``served_units`` and ``n_points`` count units and
    points with any share, and ``demand_band`` is the first cutoff within which any part lies. What lies in
    no catchment counts as unreachable or off network where the unit's point is, else as beyond. The nearest
    point and its cost are those of the unit's point.
    """

    result: CatchmentResult
    share: FloatArray

    def of_units(self, rows: IntArray) -> SharedResult:
        """Return the same with the units in the order of ``rows`` (d,)."""
        result = self.result
        ordered = replace(
            result,
            demand_nearest=result.demand_nearest[rows],
            demand_cost=result.demand_cost[rows],
            demand_band=result.demand_band[rows],
            demand_status=result.demand_status[rows],
            n_points=result.n_points[rows],
            demand_snap_m=result.demand_snap_m[rows],
        )
        return SharedResult(ordered, self.share[rows])


def catchments_by_area(
    compute: Compute,
    polygons: Sequence[bytes],
    demand: Demand,
    options: CatchmentOptions,
    *,
    n_points: int,
    emit: Emit,
    progress: Progress = SILENT,
) -> SharedResult:
    """Compute catchments with ``compute`` and count ``demand`` by area share.

    ``polygons`` (d,): valid WKB Polygon or MultiPolygon of each unit, with an area, in degrees, EPSG:4326.
    ``emit`` receives the bands with their sums by area share. With overlap ``dissolve`` or ``nearest`` the
    catchments of each point alone are computed first, because what a point alone serves follows from them.
    """
    # fractions added up in another order differ in the last digit: take the units by what they are
    order = np.lexsort((*demand.weights.T, demand.lonlat[:, 1], demand.lonlat[:, 0]))
    units = Shapes.of_wkb([polygons[i] for i in order.tolist()])
    sorted_demand = demand.of_units(order)
    shared = _by_area(compute, units, sorted_demand, options, n_points=n_points, emit=emit, progress=progress)
    return shared.of_units(np.argsort(order))


def _by_area(
    compute: Compute,
    units: Shapes,
    demand: Demand,
    options: CatchmentOptions,
    *,
    n_points: int,
    emit: Emit,
    progress: Progress,
) -> SharedResult:
    cutoffs = options.rising()
    plain = replace(demand, stratum=None)  # what is counted along the roads is not broken down

    def counting(tally: ShareTally, onward: Emit) -> Emit:
        def count(band: Band) -> None:
            check(progress)
            onward(tally.count(band))

        return count

    own = ShareTally(units, demand, cutoffs, n_points=n_points, shape=options.shape)
    if options.overlap == "overlap":
        result = compute(plain, options, counting(own, emit), Part(progress, 0.0, 0.9))
        own.finish()
        merged = own.merged(Part(progress, 0.9, 1.0))
        return _shared(result, demand, own=own, drawn=own, served=own, share=merged.share, merged=merged)
    alone = replace(options, overlap="overlap")
    result = compute(plain, alone, counting(own, _nowhere), Part(progress, 0.0, 0.8))
    own.finish()
    divided = options.overlap == "nearest"
    drawn = ShareTally(
        units, demand, cutoffs, n_points=n_points if divided else 1, shape=options.shape, divided=divided
    )
    compute(None, options, counting(drawn, emit), Part(progress, 0.8, 0.9))
    drawn.finish()
    merged = own.merged(Part(progress, 0.9, 1.0))
    served = drawn if divided else own
    return _shared(result, demand, own=own, drawn=drawn, served=served, share=drawn.added(), merged=merged)


def _nowhere(band: Band) -> None:
    return None


def _shared(
    result: CatchmentResult,
    demand: Demand,
    *,
    own: ShareTally,
    drawn: ShareTally,
    served: ShareTally,
    share: FloatArray,
    merged: Merged,
) -> SharedResult:
    """Replace what was counted on the network by what was counted by area."""
    known = np.where(result.demand_status == SERVED, BEYOND, result.demand_status)
    rest = np.bincount(known, weights=demand.first * (1.0 - share), minlength=OFF_NETWORK + 1)
    totals = Totals(
        total=result.totals.total,
        served=fsum((demand.first * share).tolist()),
        beyond=float(rest[BEYOND]),
        unreachable=float(rest[UNREACHABLE]),
        off_network=float(rest[OFF_NETWORK]),
    )
    counted = replace(
        result,
        served_units=served.units,
        served_sums=served.sums,
        unique=merged.unique,
        demand_band=np.where(share > 0.0, drawn.first_band, -1),
        demand_status=np.where(share > 0.0, SERVED, known),
        n_points=own.n_points,
        totals=totals,
        strata=None if demand.stratum is None else ServedStrata.of(served.strata(), merged.strata),
    )
    return SharedResult(counted, share)
