# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:catchments``: who can reach each service point within each cutoff."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSink, QgsProcessingParameterString

from ..host.language import tr
from .parameters import (
    advanced,
    choice,
    demand_parameters,
    explained,
    field_of,
    id_parameter,
    network_parameters,
    points_parameter,
)
from .resumable import ResumableAlgorithm, checkpoint_parameter
from .spread import cluster_parameter

OVERLAPS = ("overlap", "dissolve", "nearest")
SHAPES = ("disks", "rings")
DETAILS = ("precise", "generalised", "none")


class Catchments(ResumableAlgorithm):
    """Catchments and population served."""

    ID = "catchments"
    GROUP = "catchment"
    TAGS = (
        "service points", "catchment", "service area", "isochrone", "travel time", "population", "coverage",
        "points de service", "zone de desserte", "isochrone", "temps de déplacement", "population desservie",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Catchments and population served")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Who can reach each service point within each time or distance, and how many people that is."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([points_parameter(), id_parameter(), *network_parameters()])
        self.add_parameters(_catchment_parameters())
        self.add_parameters(demand_parameters(apportion=True, strata=True))
        self.add_parameters([cluster_parameter(), checkpoint_parameter(), *_sinks()])
        self.add_numbers(
            {
                "TOTAL": tr("Population considered"),
                "SERVED_TOTAL": tr("Population served within the largest cutoff"),
                "BEYOND": tr("Population beyond the largest cutoff"),
                "UNREACHABLE": tr("Population without a road to any point"),
                "OFF_NETWORK": tr("Population too far from any road"),
                "POINTS_PLACED": tr("Service points on the network"),
                "POINTS_UNPLACED": tr("Service points too far from any road"),
            }
        )


def _catchment_parameters() -> list[Any]:
    return [
        explained(
            QgsProcessingParameterString(
                "CUTOFFS", tr("Cutoffs (minutes or kilometres)"), defaultValue="5,10,15"
            ),
            tr(
                "Numbers separated by commas, in any order; with decimal commas, separate them by semicolons."
            ),
        ),
        advanced(
            explained(
                field_of(
                    "CUTOFF_FIELD",
                    tr("Largest cutoff of each point (minutes or kilometres)"),
                    "POINTS",
                    numeric=True,
                ),
                tr("Field with a maximum for each point; cutoffs above it are not used for that point."),
            )
        ),
        explained(
            choice("OVERLAP", tr("Where catchments overlap"), OVERLAPS, "overlap"),
            tr(
                "overlap: one catchment per point; dissolve: one for all points together; nearest: each "
                "place "
                "belongs to its nearest point only."
            ),
        ),
        explained(
            choice("SHAPE", tr("Shape"), SHAPES, "rings"),
            tr("rings: from one cutoff to the next; disks: everything within each cutoff."),
        ),
        explained(
            choice("DETAIL", tr("Detail of the polygons"), DETAILS, "generalised"),
            tr(
                "precise: every corner, and no land more than 75 m from a road; generalised: about half the "
                "corners, and fields between roads that are reached; none: numbers without polygons."
            ),
        ),
    ]


def _sinks() -> list[QgsProcessingParameterFeatureSink]:
    polygons, points = (
        QgsProcessing.SourceType.TypeVectorPolygon,
        QgsProcessing.SourceType.TypeVectorPoint,
    )
    anything, table = (
        QgsProcessing.SourceType.TypeVectorAnyGeometry,
        QgsProcessing.SourceType.TypeVector,
    )
    sink = QgsProcessingParameterFeatureSink
    return [
        sink("OUTPUT", tr("Catchments"), polygons),
        sink("SERVED", tr("Population served by each point"), table, optional=True),
        sink(
            "DEMAND_OUT",
            tr("Population units and their nearest point"),
            anything,
            optional=True,
            createByDefault=False,
        ),
        sink("UNPLACED", tr("Points too far from any road"), points, optional=True, createByDefault=False),
    ]
