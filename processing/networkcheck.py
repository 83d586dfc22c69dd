# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:networkcheck``: what may be wrong with a road network, before anyone trusts it."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSink, QgsProcessingParameterFileDestination

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import explained, network_parameters, points_parameter


class NetworkCheck(SpAlgorithm):
    """Check a road network."""

    ID = "networkcheck"
    GROUP = "catchment"
    TAGS = (
        "network", "roads", "topology", "check", "speed", "one-way", "islands",
        "réseau", "routes", "topologie", "vérification", "vitesse", "sens unique", "îlots",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Check a road network")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Finds what may be wrong with a road layer before figures are computed on it.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters(network_parameters(required=True))
        self.add_parameters([points_parameter(optional=True)])
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "ISSUES", tr("Issues"), QgsProcessing.SourceType.TypeVectorPoint, optional=True
            )
        )
        self.addParameter(
            explained(
                QgsProcessingParameterFileDestination(
                    "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
                ),
                tr("A page to read, print and keep."),
            )
        )
        self.add_numbers(
            {
                "EDGES": tr("Road sections"),
                "NODES": tr("Nodes"),
                "COMPONENTS": tr("Separate parts of the network"),
                "LARGEST_COMPONENT_SHARE": tr("Share of the nodes in the largest part"),
                "SPEED_MISSING": tr("Roads without a usable speed"),
                "DIRECTION_UNKNOWN": tr("Roads with an unknown direction"),
                "POINTS_OFF_NETWORK": tr("Service points too far from any road"),
                "ESTIMATED_SECONDS": tr("Estimated time for catchments of the points (seconds)"),
            }
        )
