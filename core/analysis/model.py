# SPDX-License-Identifier: GPL-2.0-or-later
"""What catchments are computed from, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..errors import InputError
from ..network import Travel
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..text import Text
from .strata import ServedStrata

CatchmentMetric = Literal["time", "distance", "straight"]
Overlap = Literal["overlap", "dissolve", "nearest"]
Shape = Literal["disks", "rings"]
PolygonDetail = Literal["precise", "generalised", "none"]

STATUSES = ("served", "beyond", "unreachable", "off_network")
SERVED, BEYOND, UNREACHABLE, OFF_NETWORK = range(4)
"""Codes of ``CatchmentResult.demand_status``, positions in ``STATUSES``."""

ALL_POINTS = -1


@dataclass(frozen=True, eq=False)
class Places:
    """Service points: ``ids`` (k,), positions ``lonlat`` (k, 2) in degrees, EPSG:4326.

    ``limits`` (k,): each point's own largest cutoff, NaN for none. Ties go to the first of the points, so
    the caller sorts them by the text of their ids.
    """

    ids: tuple[str, ...]
    lonlat: FloatArray
    limits: FloatArray | None = None

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, eq=False)
class Demand:
    """Who may be served: positions ``lonlat`` (d, 2), degrees; ``weights`` (d, f) ≥ 0, fields ``names`` (f,).

    Units with a null, negative or NaN weight have been taken out, and reported, by the caller. ``stratum``
    (d,): the number ≥ 0 of the stratum each unit is in, when results are to be broken down.
    """

    lonlat: FloatArray
    weights: FloatArray
    names: tuple[str, ...]
    stratum: IntArray | None = None

    @classmethod
    def none(cls) -> Demand:
        """No demand at all: no units and no fields."""
        return cls(np.zeros((0, 2)), np.zeros((0, 0)), ())

    def __len__(self) -> int:
        return len(self.lonlat)

    @property
    def first(self) -> FloatArray:
        """The first field (d,), the population; one per unit when there is no field."""
        return self.weights[:, 0] if self.weights.shape[1] else np.ones(len(self))

    def of_units(self, rows: IntArray) -> Demand:
        """Return the units ``rows`` (d,) in that order."""
        stratum = None if self.stratum is None else self.stratum[rows]
        return Demand(self.lonlat[rows], self.weights[rows], self.names, stratum)


@dataclass(frozen=True)
class CatchmentOptions:
    """What catchments are asked for. ``cutoffs`` in minutes (time) or kilometres, in any order.

    ``snap_distance_m``: farther from any road is off network. ``access_speed_kmh``: speed over the straight
    line between a place and its road, 0 = not counted; with metric distance the line then counts as road.
    """

    cutoffs: tuple[float, ...]
    metric: CatchmentMetric = "time"
    travel: Travel = "to_point"
    overlap: Overlap = "overlap"
    shape: Shape = "rings"
    detail: PolygonDetail = "generalised"
    snap_distance_m: float = 2000.0
    access_speed_kmh: float = 0.0

    def rising(self) -> FloatArray:
        """Return the cutoffs once each, rising. Raises ``InputError`` for none, or one not above zero."""
        cutoffs = np.unique(np.asarray(self.cutoffs, dtype=np.float64))
        if not len(cutoffs) or not np.isfinite(cutoffs).all() or cutoffs[0] <= 0:
            raise InputError(_BAD_CUTOFFS)
        return cutoffs


@dataclass(frozen=True, eq=False)
class Band:
    """One disk or ring of one point, or of all points together (``point`` = ``ALL_POINTS``).

    Costs lie above ``cutoff_from`` (a disk starts at 0) and up to ``cutoff_to``. ``wkb``: MultiPolygon in
    degrees, EPSG:4326, or None when there is nothing to draw. ``units_served`` and ``sums`` (f,): demand in
    exactly this disk or ring. ``snap_m``: metres from the point to its road, NaN for all points or straight.
    """

    point: int
    cutoff_from: float
    cutoff_to: float
    wkb: bytes | None
    units_served: int
    sums: FloatArray
    snap_m: float


@dataclass(frozen=True)
class Totals:
    """The first demand field in all, and by status; the four statuses add up to ``total``."""

    total: float
    served: float
    beyond: float
    unreachable: float
    off_network: float


@dataclass(frozen=True, eq=False)
class CatchmentResult:
    """What each point serves, and how each demand unit is served.

    Of k points, c rising ``cutoffs``, f fields and d units. ``served_units`` (k, c) and ``served_sums``
    (k, c, f) are cumulative: everything within the cutoff, or with overlap ``nearest`` everything within it
    that is nearest to the point. ``unique`` (k, c): first field of what no other point reaches within that
    cutoff. ``demand_nearest`` (d,): nearest point that may serve the unit, else the nearest point; -1 none.
    ``demand_cost`` (d,): cost to it, NaN without one. ``demand_band`` (d,): index of the first cutoff that
    holds, -1 none. ``demand_status`` (d,): codes into ``STATUSES``. ``n_points`` (d,): points within reach.
    ``snap_m`` (k,), ``demand_snap_m`` (d,): metres to the road, NaN in a straight line. ``strata``: what each
    point serves, broken down, when the units have strata.
    """

    cutoffs: FloatArray
    placed: BoolArray
    snap_m: FloatArray
    served_units: IntArray
    served_sums: FloatArray
    unique: FloatArray
    demand_nearest: IntArray
    demand_cost: FloatArray
    demand_band: IntArray
    demand_status: IntArray
    n_points: IntArray
    totals: Totals
    demand_snap_m: FloatArray
    strata: ServedStrata | None = None


_BAD_CUTOFFS = Text(
    en="The cutoffs must be one or more numbers above zero, for example 5,10,15. Check the list.",
    fr="Les seuils doivent être un ou plusieurs nombres supérieurs à zéro, par exemple 5,10,15. "
    "Vérifiez la liste.",
)
NO_NETWORK = Text(
    en="Travel time and road distance need a road network built for that measure. Choose a road layer, or "
    "measure in a straight line.",
    fr="Le temps de déplacement et la distance routière exigent un réseau routier établi pour cette mesure. "
    "Choisissez une couche de routes, ou mesurez à vol d’oiseau.",
)
