# SPDX-License-Identifier: GPL-2.0-or-later
"""About how long catchments will take, once the graph is there."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np

from ..core.analysis import CatchmentOptions, estimate, estimated_seconds
from ..core.cluster import Cluster
from ..core.network import RoadGraph
from ..core.progress import Progress
from ..host.language import tr
from ..host.pool import process_count
from ..host.settings import Settings
from .geometry import FloatArray, delaunay
from .wording import number_text, time_text

_SECONDS_ALWAYS = 0.2  # opening, closing and checking what is written
_SECONDS_PER_POLYGON = 8e-4  # turned into a feature and written
_SECONDS_PER_UNIT = 4e-5
_WORTH_A_TRY = 30.0  # seconds from which a second of trying is worth it

_NO_UNITS = np.zeros((0, 2))


@dataclass(frozen=True)
class Pace:
    """About how many ``seconds`` a run takes from now on; the last ``rows`` of them write demand units."""

    seconds: float
    rows: float

    @property
    def is_long(self) -> bool:
        """Whether the time was told by trying some of the work, and the bar can follow it."""
        return self.seconds > _WORTH_A_TRY

    @property
    def rows_share(self) -> float:
        """The share of the time from now on that goes to writing the demand units."""
        return self.rows / max(self.seconds, self.rows, 1e-9)

    def share_done(self, seconds: float) -> float:
        """Return the share of the whole run that is done when it has taken ``seconds`` so far."""
        return seconds / max(seconds + self.seconds, 1e-9)


def remaining_seconds(
    graph: RoadGraph,
    points: FloatArray,
    units: FloatArray | None,
    options: CatchmentOptions,
    progress: Progress,
    *,
    cluster: Cluster | None = None,
) -> float:
    """Return about how many seconds catchments of ``points`` (k, 2) take from now on, writing included.

    ``units`` (d, 2): positions of the demand units. Takes up to half a second itself; expect a factor of two
    either way. Raises ``Cancelled`` when asked to stop.
    """
    units = _NO_UNITS if units is None else units
    processes = process_count(len(points), setting=Settings.load().processes, cores=os.cpu_count() or 1)
    if cluster is not None:
        processes = cluster.workers
    computing = estimate(graph, points, units, options, triangulate=delaunay, progress=progress)
    owners = 1 if options.overlap == "dissolve" else len(points)
    drawn = 0 if options.detail == "none" else owners * len(options.cutoffs)
    writing = _SECONDS_ALWAYS + drawn * _SECONDS_PER_POLYGON + len(units) * _SECONDS_PER_UNIT
    return computing.seconds(processes) + writing


def pace_of(
    graph: RoadGraph,
    points: FloatArray,
    units: FloatArray | None,
    options: CatchmentOptions,
    progress: Progress,
    *,
    cluster: Cluster | None = None,
) -> Pace:
    """Return the pace of catchments of ``points`` (k, 2) over ``graph``. What is soon done is not tried."""
    n_units = 0 if units is None else len(units)
    seconds = estimated_seconds(
        graph.n_edges,
        len(points),
        len(options.cutoffs),
        n_units=n_units,
        polygons=options.detail != "none",
    )
    if seconds > _WORTH_A_TRY:
        seconds = remaining_seconds(graph, points, units, options, progress, cluster=cluster)
    return Pace(seconds, n_units * _SECONDS_PER_UNIT)


def pace_text(pace: Pace, graph: RoadGraph, n_points: int) -> str:
    """Say about how long the run will take from now on, for the log."""
    return tr("About {time} from now on (points: {points}; road sections: {edges}).").format(
        time=time_text(pace.seconds), points=number_text(n_points), edges=number_text(graph.n_edges)
    )
