# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of ``servicepoints:scenario`` that say what changes, and its outputs."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .parameters import explained, points_parameter

CHANGES = ("CLOSE", "OPEN", "MOVE", "SCENARIO")


def change_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return what is closed, opened and moved, and the cutoffs."""
    return [
        explained(
            QgsProcessingParameterString(
                "CUTOFFS", tr("Cutoffs (minutes or kilometres)"), defaultValue="5,10,15"
            ),
            tr(
                "Numbers separated by commas, in any order; with decimal commas, separate them by semicolons."
            ),
        ),
        explained(
            QgsProcessingParameterExpression(
                "CLOSE", tr("Points to close"), parentLayerParameterName="POINTS", optional=True
            ),
            tr(
                "Identifiers separated by commas, such as a12, b7; or an expression that is true for the "
                "points to close, such as \"owner\" = 'City'."
            ),
        ),
        explained(
            points_parameter("OPEN", tr("Points to open"), optional=True),
            tr(
                "Points that would be added. Where they have the field of the identifiers, it must be filled "
                "in with new values; otherwise they are called new-1, new-2 and so on, from west to east."
            ),
        ),
        explained(
            points_parameter("MOVE", tr("Points to move, at their new positions"), optional=True),
            tr(
                "An edited copy of the service points, or only the points that move, with the same field of "
                "identifiers. Points at the same position within a centimetre, and points that are missing "
                "here, stay where they are."
            ),
        ),
        explained(
            QgsProcessingParameterFile(
                "SCENARIO",
                tr("Saved scenario"),
                fileFilter=tr("Scenarios (*.json)"),
                optional=True,
            ),
            tr("A scenario saved from the panel. Its changes are added to those above."),
        ),
        explained(
            QgsProcessingParameterBoolean("LEAVE_ONE_OUT", tr("Also close each point in turn"), False),
            tr("Makes a table of what closing each of today’s points, alone, would do."),
        ),
    ]


def destinations() -> list[QgsProcessingParameterDefinition]:
    """Return the outputs."""
    kind, sink = QgsProcessing.SourceType, QgsProcessingParameterFeatureSink
    return [
        sink("INDICATORS", tr("Indicators before and after"), kind.TypeVector),
        sink("DEMAND_OUT", tr("Who gains and who loses"), kind.TypeVectorAnyGeometry, optional=True),
        sink("LOSERS", tr("Gains and losses by group and area"), kind.TypeVector, optional=True),
        sink("LOAD", tr("People per point before and after"), kind.TypeVectorPoint, optional=True),
        explained(
            sink("CLOSURES", tr("Closing each point in turn"), kind.TypeVector, optional=True),
            tr("Written when each point is to be closed in turn."),
        ),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
    ]
