# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchments and the population served, over a road network or in a straight line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import InputError
from ..network import RoadGraph
from ..network.arrays import FloatArray
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
) -> CatchmentResult:
    """Compute who each of ``places`` serves within each cutoff, and how each demand unit is served.

    ``emit`` receives the bands while the work goes on (with overlap ``overlap``, in batches of near points;
    each point's bands from the innermost). Overlap ``dissolve`` gives one band per cutoff for all points,
    ``nearest`` gives every place to the point it reaches at the least cost: polygons then never overlap.
    Bands of a ring have the sums of exactly that ring.

    ``triangulate`` is needed for polygons on a network, ``overlay`` for straight-line polygons that are
    dissolved or divided. ``executor``: other processes that visit the points of a network; who does the
    work changes nothing in the result, nor in the order of the bands. Without any point on the network every
    unit is unreachable or off network.

    Raises ``InputError`` for impossible options, ``Cancelled`` when asked to stop.
    """
    cutoffs = options.rising()
    demand = Demand.none() if demand is None else demand
    limits = _limits(places, cutoffs)
    emit = emit or _nowhere
    if options.metric == "straight":
        if options.detail != "none" and options.overlap != "overlap" and overlay is None:
            raise InputError(_NO_OVERLAY)
        straight = StraightCatchments(places, demand, options, limits=limits, overlay=overlay)
        return straight.run(emit, progress)
    if network is None or network.metric != options.metric:
        raise InputError(NO_NETWORK)
    if options.detail != "none" and triangulate is None:
        raise InputError(_NO_TRIANGULATION)
    travelled = NetworkCatchments(
        network, places, demand, options, limits=limits, triangulate=triangulate, executor=executor
    )
    return travelled.run(emit, progress)


def _limits(places: Places, cutoffs: FloatArray) -> FloatArray:
    """Return the largest cost each point serves: the last cutoff, or its own maximum below it."""
    own = np.full(len(places), np.inf) if places.limits is None else np.asarray(places.limits, np.float64)
    if (own <= 0).any():
        raise InputError(_BAD_LIMIT)
    return np.minimum(np.where(np.isnan(own), np.inf, own), cutoffs[-1])


def _nowhere(band: Band) -> None:
    return None


_NO_TRIANGULATION = Text(
    en="Catchment polygons on a road network need a triangulation, and none was given. Ask for detail "
    "“none”, or run the analysis in QGIS.",
    fr="Les polygones des zones de desserte sur un réseau routier exigent une triangulation, et aucune n’a "
    "été fournie. Demandez la précision «\u00a0none\u00a0», ou lancez l’analyse dans QGIS.",
)
_NO_OVERLAY = Text(
    en="Straight-line catchments that are dissolved or divided among points need polygon overlays, and none "
    "were given. Ask for detail “none”, or run the analysis in QGIS.",
    fr="Les zones de desserte à vol d’oiseau qui sont fusionnées ou réparties entre les points exigent des "
    "superpositions de polygones, et aucune n’a été fournie. Demandez la précision «\u00a0none\u00a0», ou "
    "lancez l’analyse dans QGIS.",
)
_BAD_LIMIT = Text(
    en="A point’s own largest cutoff must be above zero. Correct the field of largest cutoffs, or leave it "
    "empty where a point has none.",
    fr="Le seuil maximal propre à un point doit être supérieur à zéro. Corrigez le champ des seuils "
    "maximaux, ou laissez-le vide là où un point n’en a pas.",
)
