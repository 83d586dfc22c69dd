# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:createstore``: a new shared store, empty or with the fictional sample county."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingOutputFile,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import advanced, explained
from .stores import database_help, store_filter


class CreateStore(SpAlgorithm):
    """Create a shared store."""

    ID = "createstore"
    GROUP = "register"
    FOR_STEWARDS = True
    TAGS = (
        "store", "register", "GeoPackage", "create", "sample",
        "dépôt", "registre", "créer", "exemple",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Create a shared store")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Creates a register of service points in a GeoPackage or in PostgreSQL, empty or with the "
            "fictional sample."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.addParameter(
            explained(
                QgsProcessingParameterFileDestination("TARGET", tr("New store"), store_filter()),
                " ".join(
                    (
                        tr("A file or schema that does not exist yet; an existing one is never replaced."),
                        database_help(),
                    )
                ),
            )
        )
        for name, label in (("TITLE_EN", tr("Title in English")), ("TITLE_FR", tr("Title in French"))):
            self.addParameter(
                explained(
                    QgsProcessingParameterString(name, label, optional=True),
                    tr("Names the store wherever it is shown; not needed for the sample."),
                )
            )
        self.addParameter(
            explained(
                QgsProcessingParameterString("JURISDICTION", tr("Jurisdiction code"), optional=True),
                tr(
                    "For example CA, CA-ON, CA-NB or CA-ON-3506008; the jurisdiction that keeps the first "
                    "records."
                ),
            )
        )
        for name, label in (
            ("JURISDICTION_NAME_EN", tr("Name of the jurisdiction in English")),
            ("JURISDICTION_NAME_FR", tr("Name of the jurisdiction in French")),
        ):
            self.addParameter(
                advanced(
                    explained(
                        QgsProcessingParameterString(name, label, optional=True),
                        tr(
                            "Needed for a municipality or region; Canada, provinces and territories are "
                            "known."
                        ),
                    )
                )
            )
        self.add_parameters(_beginnings())
        self.addOutput(QgsProcessingOutputFile("STORE", tr("Store")))


def _beginnings() -> list[QgsProcessingParameterDefinition]:
    """Return the parameters that say what a store begins with, if not with nothing."""
    return [
        explained(
            QgsProcessingParameterBoolean(
                "WITH_SAMPLE", tr("With the fictional sample county"), defaultValue=False
            ),
            tr("Copies the built-in sample. A title or a jurisdiction given above is written into the copy."),
        ),
        advanced(
            explained(
                QgsProcessingParameterFile(
                    "EDITION",
                    tr("From an HSDS edition published by Service Points"),
                    QgsProcessingParameterFile.Behavior.Folder,
                    optional=True,
                ),
                tr(
                    "The folder hsds/en or hsds/fr of a publication: every published field of every "
                    "record comes back. What was not published is not in it."
                ),
            )
        ),
    ]
