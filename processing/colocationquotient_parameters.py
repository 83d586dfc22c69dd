# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of ``servicepoints:colocationquotient`` that no other algorithm has."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .parameters import advanced, choice, explained, number

NEIGHBOURHOODS = ("knn", "distance")
KERNELS = ("none", "gaussian", "bisquare")

_LEAST_PERMUTATIONS = 99
_MOST_PERMUTATIONS = 99_999
_LARGEST_SEED = 2**31 - 1


def type_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the field of the type and the two types of the pair."""
    return [
        explained(
            QgsProcessingParameterField(
                "CATEGORY_FIELD", tr("Type of the points"), parentLayerParameterName="POINTS"
            ),
            tr("Field that says what kind each point is, such as the order of government or the channel."),
        ),
        explained(
            QgsProcessingParameterString(
                "TYPE_A", tr("Type A: whose neighbours are looked at"), optional=True
            ),
            tr("A value of the field, as it stands in the layer. Empty: each type in turn."),
        ),
        explained(
            QgsProcessingParameterString(
                "TYPE_B", tr("Type B: looked for among the neighbours"), optional=True
            ),
            tr("A value of the field, as it stands in the layer. Empty: each type in turn."),
        ),
    ]


def neighbour_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return what a neighbour is."""
    return [
        explained(
            choice("NEIGHBOURHOOD", tr("Neighbours of a point"), NEIGHBOURHOODS, "knn"),
            tr("knn: the nearest few of each point; distance: all within the bandwidth."),
        ),
        explained(
            _whole("K", tr("Nearest neighbours (number)"), 5, 1, 10_000),
            tr("For knn. 1 asks only about the very nearest; points at equal distance share a place."),
        ),
        explained(
            number("BANDWIDTH", tr("Bandwidth (minutes or kilometres)"), 5.0, 0.001),
            tr("For distance. Points farther than this are no neighbours; a point may have none."),
        ),
        explained(
            choice("KERNEL", tr("Weight of a neighbour"), KERNELS, "none"),
            tr(
                "none: all neighbours count alike; gaussian: less with distance; bisquare: less with "
                "distance, the farthest not at all."
            ),
        ),
    ]


def chance_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return how chance is simulated."""
    return [
        advanced(
            explained(
                _whole(
                    "PERMUTATIONS", tr("Permutations (number)"), 999, _LEAST_PERMUTATIONS, _MOST_PERMUTATIONS
                ),
                tr("How often the types are dealt out anew. The smallest p-value is 2 / (this number + 1)."),
            )
        ),
        advanced(
            explained(
                _whole("SEED", tr("Seed of the permutations"), 1, 0, _LARGEST_SEED),
                tr("The same seed gives the same p-values on every computer."),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterBoolean("FDR", tr("Classes of points adjusted for many tests"), False),
                tr(
                    "The classes of the local layer then go by “p_adjusted”, which keeps the share of false "
                    "findings at 5% (Benjamini and Hochberg)."
                ),
            )
        ),
    ]


def destinations() -> list[QgsProcessingParameterDefinition]:
    """Return the outputs."""
    kind = QgsProcessing.SourceType
    return [
        QgsProcessingParameterFeatureSink("GLOBAL", tr("Quotients of pairs of types"), kind.TypeVector),
        QgsProcessingParameterFeatureSink(
            "LOCAL", tr("Local quotients of the points"), kind.TypeVectorPoint, optional=True
        ),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
    ]


def _whole(name: str, label: str, default: int, least: int, most: int) -> QgsProcessingParameterNumber:
    kind = QgsProcessingParameterNumber.Type.Integer
    return QgsProcessingParameterNumber(
        name, label, kind, defaultValue=default, minValue=least, maxValue=most
    )
