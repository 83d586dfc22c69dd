# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is served: catchments and population over a road network, and co-location of service points.

Positions are degrees, EPSG:4326; costs are minutes (metric time) or kilometres (distance, straight).
"""

from __future__ import annotations

from .before_after import BeforeAfter, ScenarioEngine, Shifts, SiteChanges
from .catchments import catchments
from .estimate import estimated_seconds, once_part
from .leave_one_out import LeaveOneOut
from .matrix import Matrix, cost_matrix
from .matrix_rows import MatrixOptions, MatrixRows
from .model import (
    ALL_POINTS,
    BEYOND,
    OFF_NETWORK,
    SERVED,
    STATUSES,
    UNREACHABLE,
    Band,
    CatchmentOptions,
    CatchmentResult,
    Demand,
    Places,
    Totals,
)
from .pair_clusters import Cluster
from .pair_precedents import Partnership
from .pair_sites import Sites
from .pairs import PairOptions, PairResult, PairTable, pairs
from .polygons import DETAILS, CostSurface
from .ports import Overlay, Triangulate
from .probe import Estimate, estimate
from .scenario import Scenario
from .service_gains import AreaGains, gains_by_area
from .situation import Figures, Situation
from .trips import Trips, find_trips

__all__ = [
    "ALL_POINTS",
    "BEYOND",
    "DETAILS",
    "OFF_NETWORK",
    "SERVED",
    "STATUSES",
    "UNREACHABLE",
    "AreaGains",
    "Band",
    "BeforeAfter",
    "CatchmentOptions",
    "CatchmentResult",
    "Cluster",
    "CostSurface",
    "Demand",
    "Estimate",
    "Figures",
    "LeaveOneOut",
    "Matrix",
    "MatrixOptions",
    "MatrixRows",
    "Overlay",
    "PairOptions",
    "PairResult",
    "PairTable",
    "Partnership",
    "Places",
    "Scenario",
    "ScenarioEngine",
    "Shifts",
    "SiteChanges",
    "Sites",
    "Situation",
    "Totals",
    "Triangulate",
    "Trips",
    "catchments",
    "cost_matrix",
    "estimate",
    "estimated_seconds",
    "find_trips",
    "gains_by_area",
    "once_part",
    "pairs",
]
