# SPDX-License-Identifier: GPL-2.0-or-later
"""Who submits: the parameters of every algorithm that makes a submission."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingParameterString

from ..core.exchange import Submitter
from ..host.language import tr
from .parameters import advanced, explained


def who_parameters() -> list[QgsProcessingParameterString]:
    """The parameters that say who submits."""
    text = QgsProcessingParameterString
    return [
        explained(
            text("SUBMITTER", tr("Name of the submitter")),
            tr("Your name; running the tool states that you are authorized to submit these changes."),
        ),
        explained(
            text("ROLE", tr("Role of the submitter"), optional=True),
            tr("For example data editor; seen by the data stewards only."),
        ),
        explained(
            text("EMAIL", tr("E-mail of the submitter")),
            tr("Seen by the data stewards only; it is never published."),
        ),
        advanced(
            explained(
                text("ORGANIZATION", tr("Organization of the submitter"), optional=True),
                tr("Seen by the data stewards only."),
            )
        ),
    ]


def submitter_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Submitter:
    """Return who submits, as the parameters say."""
    name, email, role, organization = (
        algorithm.parameterAsString(parameters, each, context).strip()
        for each in ("SUBMITTER", "EMAIL", "ROLE", "ORGANIZATION")
    )
    return Submitter(name, email, role or None, organization or None)
