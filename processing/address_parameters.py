# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of every algorithm that places addresses."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterFeatureSource

from ..host.language import tr
from .parameters import POINT, advanced, explained, field_of

NAME = "ADDRESSES"


def address_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the parameters of an algorithm that places addresses."""
    source = QgsProcessingParameterFeatureSource(NAME, tr("Address points"), [POINT], optional=True)
    return [
        explained(
            source,
            tr(
                "A point layer of known addresses. Rows without coordinates are placed on it, and how they "
                "were placed is recorded; without it they have no position."
            ),
        ),
        explained(
            field_of("ADDRESS_FIELD", tr("Address (number and street)"), NAME),
            tr("For example “110 Laurier Avenue West”."),
        ),
        advanced(
            explained(
                field_of("NUMBER_FIELD", tr("Civic number, where it has a field of its own"), NAME),
                tr("The field above then holds the street alone."),
            )
        ),
        explained(
            field_of("CITY_FIELD", tr("Municipality"), NAME),
            tr("Tells streets of the same name apart, and places addresses of which nothing else is known."),
        ),
        explained(
            field_of("POSTAL_CODE_FIELD", tr("Postal code"), NAME),
            tr("Places addresses whose street is not among the address points."),
        ),
    ]
