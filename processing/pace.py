# SPDX-License-Identifier: GPL-2.0-or-later
"""About how long catchments will take, once the graph is there."""

from __future__ import annotations

import os

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
_SECONDS_PER_UNIT = 3e-5
_WORTH_A_TRY = 30.0  # seconds from which a second of trying is worth it

_NO_UNITS = np.zeros((0, 2))


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


def pace_text(
    graph: RoadGraph,
    points: FloatArray,
    units: FloatArray | None,
    options: CatchmentOptions,
    progress: Progress,
    *,
    cluster: Cluster | None = None,
) -> str:
    """Say about how long the run will take from now on, for the log. What is soon done is not tried."""
    seconds = estimated_seconds(
        graph.n_edges,
        len(points),
        len(options.cutoffs),
        n_units=0 if units is None else len(units),
        polygons=options.detail != "none",
    )
    if seconds > _WORTH_A_TRY:
        seconds = remaining_seconds(graph, points, units, options, progress, cluster=cluster)
    return tr("About {time} from now on (points: {points}; road sections: {edges}).").format(
        time=time_text(seconds), points=number_text(len(points)), edges=number_text(graph.n_edges)
    )
