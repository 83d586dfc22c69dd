# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:checkout``: a working copy of the shared store for one jurisdiction."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingOutputFile,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import explained
from .stores import database_help, store_filter


class Checkout(SpAlgorithm):
    """Make a working copy."""

    ID = "checkout"
    GROUP = "register"
    TAGS = (
        "working copy", "edit", "check out", "jurisdiction",
        "copie de travail", "modifier", "administration",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Make a working copy")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Makes the file in which a jurisdiction corrects records before submitting them.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.addParameter(
            explained(
                QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter()),
                " ".join((tr("The store that everybody shares; it is only read."), database_help())),
            )
        )
        self.addParameter(
            explained(
                QgsProcessingParameterString("JURISDICTION", tr("Jurisdiction code")),
                tr("The jurisdiction on whose behalf records will be corrected, for example CA-ON."),
            )
        )
        self.addParameter(
            explained(
                QgsProcessingParameterFileDestination(
                    "TARGET", tr("New working copy"), tr("GeoPackage (*.gpkg)")
                ),
                tr("A file that does not exist yet; an existing one is never replaced."),
            )
        )
        self.addOutput(QgsProcessingOutputFile("WORKING_COPY", tr("Working copy")))
