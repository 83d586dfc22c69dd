# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of every algorithm that makes a submission: who submits."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterString

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
