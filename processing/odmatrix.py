# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:odmatrix``: what it costs to travel between origins and destinations."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from ..host.language import tr
from .parameters import advanced, explained, field_of, network_parameters, number, points_parameter
from .spread import SpreadAlgorithm, cluster_parameter


class OdMatrix(SpreadAlgorithm):
    """Cost matrix."""

    ID = "odmatrix"
    GROUP = "catchment"
    TAGS = (
        "origin-destination", "OD", "cost matrix", "travel time", "distance", "nearest", "closest facility",
        "origine-destination", "matrice des coûts", "temps de déplacement", "distance", "le plus proche",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Cost matrix")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Travel time and distance between each origin and each destination, or the nearest few.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters(_place_parameters())
        self.add_parameters(network_parameters())
        self.add_parameters([*_limit_parameters(), cluster_parameter()])
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Cost matrix"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.add_numbers(
            {
                "PAIRS": tr("Pairs of an origin and a destination"),
                "ORIGINS_OFF_NETWORK": tr("Origins too far from any road"),
                "DESTINATIONS_OFF_NETWORK": tr("Destinations too far from any road"),
                "ORIGINS_WITHOUT_DESTINATION": tr("Origins on the network without any destination"),
            }
        )


def _place_parameters() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            points_parameter("ORIGINS", tr("Origins")),
            tr("Point layer, such as homes or communities. Its selection and its filter are respected."),
        ),
        explained(
            field_of("ORIGIN_ID_FIELD", tr("Identifier of the origins"), "ORIGINS"),
            tr("Field that identifies each origin. Without one, “id” is used, or else the feature id."),
        ),
        explained(
            points_parameter("DESTINATIONS", tr("Destinations")),
            tr("Point layer, such as service points. Its selection and its filter are respected."),
        ),
        explained(
            field_of("DESTINATION_ID_FIELD", tr("Identifier of the destinations"), "DESTINATIONS"),
            tr("Field that identifies each destination. Without one, “id” is used, or else the feature id."),
        ),
    ]


def _limit_parameters() -> list[QgsProcessingParameterDefinition]:
    few = QgsProcessingParameterNumber(
        "K",
        tr("Nearest destinations of each origin (number)"),
        QgsProcessingParameterNumber.Type.Integer,
        defaultValue=0,
        minValue=0,
    )
    largest = number("MAX_COST", tr("Largest cost (minutes or kilometres)"), 0.0, 0.0)
    largest.setFlags(largest.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
    return [
        explained(few, tr("Only this many destinations of least cost for each origin. 0: all of them.")),
        advanced(explained(largest, tr("Pairs that cost more are left out. 0: there is no limit."))),
    ]
