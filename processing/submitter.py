# SPDX-License-Identifier: GPL-2.0-or-later
"""Who submits, as the parameters say."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.exchange import Submitter


def submitter_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Submitter:
    """Return who submits, as the parameters say."""
    name, email, role, organization = (
        algorithm.parameterAsString(parameters, each, context).strip()
        for each in ("SUBMITTER", "EMAIL", "ROLE", "ORGANIZATION")
    )
    return Submitter(name, email, role or None, organization or None)
