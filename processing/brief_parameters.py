# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters that say which pair or cluster a partnership brief is about."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .parameters import explained


def choice_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the parameters that say which points the brief is about."""
    kinds, whole = QgsProcessing.SourceType, QgsProcessingParameterNumber.Type.Integer
    return [
        explained(
            QgsProcessingParameterFeatureSource("PAIRS", tr("Pairs"), [kinds.TypeVectorLine], optional=True),
            tr(
                "A layer of pairs that “Co-location opportunities” made. Its selection counts: select one "
                "pair on the map to have its brief."
            ),
        ),
        explained(
            QgsProcessingParameterNumber("RANK", tr("Rank of the pair"), whole, optional=True, minValue=1),
            tr("Empty: the best of the pairs that are read."),
        ),
        explained(
            QgsProcessingParameterString("PAIR_IDS", tr("Identifiers of the two points"), optional=True),
            tr("Two identifiers with a comma between them, in place of a rank."),
        ),
        explained(
            QgsProcessingParameterFeatureSource(
                "CLUSTERS", tr("Clusters"), [kinds.TypeVectorPolygon], optional=True
            ),
            tr("A layer of clusters that “Co-location opportunities” made, in place of pairs."),
        ),
        explained(
            QgsProcessingParameterNumber(
                "CLUSTER_ID", tr("Number of the cluster"), whole, optional=True, minValue=1
            ),
            tr("Empty: the first of the clusters that are read, which is the largest."),
        ),
    ]
