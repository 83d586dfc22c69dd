# SPDX-License-Identifier: GPL-2.0-or-later
"""The nearest of some points for every demand unit: one search from all of them together.

Searches from several sets of points do not depend on each other, so the workers of a cluster may share them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..network import Placement, RoadGraph, Targets, Travel, nearest
from ..network.arrays import BoolArray, FloatArray, IntArray
from ..parallel import Executor, in_order
from ..progress import SILENT, Progress
from .matrix_rows import rounded

Nearest = tuple[FloatArray, IntArray]
"""Cost (d,) and point (d,) of each unit; infinite and -1 where there is none. Ties go to the lowest point."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """One search: from the points ``allowed`` (k,), or from all, up to ``horizon`` (inclusive)."""

    allowed: BoolArray | None = None
    horizon: float = np.inf


@dataclass(frozen=True, eq=False)
class NearestSearch:
    """What all searches over ``graph`` need: where the points (k,) and the units (d,) are on it."""

    graph: RoadGraph
    starts: Placement
    start_cost: FloatArray | None
    targets: Targets
    travel: Travel

    def each(
        self, wanted: Sequence[Wanted], executor: Executor | None = None, progress: Progress = SILENT
    ) -> Iterator[Nearest]:
        """Yield what each search finds, in their order. Raises ``Cancelled``."""
        return in_order(search_nearest, self, wanted, executor=executor, progress=progress)


def search_nearest(search: NearestSearch, wanted: Wanted, progress: Progress) -> Nearest:
    """Return the nearest of the wanted points for every unit. Raises ``Cancelled``."""
    starts, size = search.starts, search.targets.size
    chosen = starts.on_network if wanted.allowed is None else starts.on_network & wanted.allowed
    if not chosen.any():
        return np.full(size, np.inf), np.full(size, -1, np.int64)
    field = nearest(
        search.graph,
        Placement(np.where(chosen, starts.edge, -1).astype(np.int32), starts.fraction, starts.distance_m),
        horizon=wanted.horizon,
        travel=search.travel,
        start_cost=search.start_cost,
        progress=progress,
    )
    cost, point = field.at(search.targets)
    return rounded(cost), point.astype(np.int64)
