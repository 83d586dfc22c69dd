# SPDX-License-Identifier: GPL-2.0-or-later
"""The graph that an algorithm travels on."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.network import RoadGraph, build_graph
from ..core.progress import Progress
from .roads import Roads


def network_graph(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    roads: Roads,
    progress: Progress,
) -> RoadGraph:
    """Return the graph of ``roads`` in the metric and with the tolerance that the parameters name.

    Raises ``InputError`` when no road can be used, ``Cancelled`` when asked to stop.
    """
    return build_graph(
        roads.lines,
        metric=algorithm.parameterAsEnumString(parameters, "METRIC", context),
        tolerance_m=algorithm.parameterAsDouble(parameters, "TOLERANCE", context),
        progress=progress,
    )
