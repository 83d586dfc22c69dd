# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchments and the population served, over a road network or in a straight line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ..checkpoint import Checkpoint
from ..errors import InputError
from ..memory import NO_MEMORY, Memory
from ..network import RoadGraph
from ..network.arrays import FloatArray, IntArray
from ..parallel import Executor
from ..progress import SILENT, Progress
from ..text import Text
from .model import NO_NETWORK, Band, CatchmentOptions, CatchmentResult, Demand, Places
from .network_catchments import NetworkCatchments
from .ports import Overlay, Triangulate
from .straight_catchments import StraightCatchments


def catchments(
    network: RoadGraph | None,
    places: Places,
    demand: Demand | None,
    options: CatchmentOptions,
    *,
    triangulate: Triangulate | None = None,
    overlay: Overlay | None = None,
    emit: Callable[[Band], None] | None = None,
    progress: Progress = SILENT,
    executor: Executor | None = None,
    memory: Memory = NO_MEMORY,
    checkpoint: Checkpoint | None = None,
) -> CatchmentResult:
    """Compute who each of ``places`` serves within each cutoff, and how each demand unit is served.

    ``emit`` receives the bands while the work goes on (with overlap ``overlap``, in batches of near points;
    each point's bands from the innermost). Overlap ``dissolve`` gives one band per cutoff for all points,
    ``nearest`` gives every place to the point it reaches at the least cost: polygons then never overlap.
    Bands of a ring have the sums of exactly that ring.

    ``triangulate`` is needed for polygons on a network, ``overlay`` for straight-line polygons that are
    dissolved or divided. ``executor``: other processes that visit the points of a network; who does the
    work changes nothing in the result, nor in the order of the bands. ``memory``: where the surface and the
    places of the units on the network are kept from run to run, which changes nothing either.
    ``checkpoint``: where what the points found is kept, so that a run over a network goes on where it was
    stopped; the caller clears it when all is done. Without any point on the network every unit is
    unreachable or off network.

    Raises ``InputError`` for impossible options, ``Cancelled`` when asked to stop, ``CheckpointError`` when
    nothing more can be kept.
    """
    cutoffs = options.rising()
    demand = Demand.none() if demand is None else demand
    limits = _limits(places, cutoffs)
    order = _fixed_order(demand)
    if order is not None:
        demand = demand.of_units(order)
    run: StraightCatchments | NetworkCatchments
    if options.metric == "straight":
        if options.detail != "none" and options.overlap != "overlap" and overlay is None:
            raise InputError(_NO_OVERLAY)
        run = StraightCatchments(places, demand, options, limits=limits, overlay=overlay)
    else:
        if network is None or network.metric != options.metric:
            raise InputError(NO_NETWORK)
        if options.detail != "none" and triangulate is None:
            raise InputError(_NO_TRIANGULATION)
        run = NetworkCatchments(
            network,
            places,
            demand,
            options,
            limits=limits,
            triangulate=triangulate,
            executor=executor,
            memory=memory,
            checkpoint=checkpoint,
        )
    result = run.run(emit or _nowhere, progress)
    return result if order is None else _as_given(result, order)


def _fixed_order(demand: Demand) -> IntArray | None:
    """Return an order of the units that depends on what they are; None when whole weights need none.

    Fractions added up in another order differ in the last digit.
    """
    if (demand.weights == np.floor(demand.weights)).all():
        return None
    order: IntArray = np.lexsort((*demand.weights.T, demand.lonlat[:, 1], demand.lonlat[:, 0]))
    return order


def _as_given(result: CatchmentResult, order: IntArray) -> CatchmentResult:
    """Put the units, which were taken in ``order`` (d,), back in their own order."""
    place = np.argsort(order)
    return replace(
        result,
        demand_nearest=result.demand_nearest[place],
        demand_cost=result.demand_cost[place],
        demand_band=result.demand_band[place],
        demand_status=result.demand_status[place],
        n_points=result.n_points[place],
        demand_snap_m=result.demand_snap_m[place],
    )


def _limits(places: Places, cutoffs: FloatArray) -> FloatArray:
    """Return the largest cost each point serves: the last cutoff, or its own maximum below it."""
    own = np.full(len(places), np.inf) if places.limits is None else np.asarray(places.limits, np.float64)
    if (own <= 0).any():
        raise InputError(_BAD_LIMIT)
    return np.minimum(np.where(np.isnan(own), np.inf, own), cutoffs[-1])


def _nowhere(band: Band) -> None:
    return None


_NO_TRIANGULATION = Text(
    en="Catchment polygons on a road network need a triangulation, and none was given. Ask for "
    "numbers without polygons (detail: none), or run the analysis in QGIS.",
    fr="Les polygones des zones de desserte sur un réseau routier exigent une triangulation, et aucune n’a "
    "été fournie. Demandez des chiffres sans polygones (précision\u00a0: none), ou lancez "
    "l’analyse dans QGIS.",
)
_NO_OVERLAY = Text(
    en="Straight-line catchments that are dissolved or divided among points need polygon overlays, and none "
    "were given. Ask for numbers without polygons (detail: none), or run the analysis in QGIS.",
    fr="Les zones de desserte à vol d’oiseau qui sont fusionnées ou réparties entre les points exigent des "
    "superpositions de polygones, et aucune n’a été fournie. Demandez des chiffres sans polygones "
    "(précision\u00a0: none), ou lancez l’analyse dans QGIS.",
)
_BAD_LIMIT = Text(
    en="A point’s own largest cutoff must be above zero. Correct the field of largest cutoffs, or leave it "
    "empty where a point has none.",
    fr="Le seuil maximal propre à un point doit être supérieur à zéro. Corrigez le champ des seuils "
    "maximaux, ou laissez-le vide là où un point n’en a pas.",
)
