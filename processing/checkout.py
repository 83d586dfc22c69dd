# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:checkout``: a working copy of the shared store for one jurisdiction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.exchange import checkout
from ..core.store import open_store
from ..host.language import tr
from ..host.store_lock import check_allowed, check_jurisdiction
from .base import CoreProgress, SpAlgorithm
from .parameters import explained
from .stores import database_help, store_filter, store_place


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

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        target = Path(self.parameterAsFileOutput(parameters, "TARGET", context))
        code = self.parameterAsString(parameters, "JURISDICTION", context).strip()
        name = self.parameterAsFile(parameters, "STORE", context)
        check_jurisdiction(code)
        with open_store(store_place(name)) as store:
            check_allowed(name, store.info)
            checkout(store, code, target, progress=CoreProgress(feedback)).close()
        feedback.pushInfo(
            tr("The working copy of {jurisdiction} is ready: {path}").format(jurisdiction=code, path=target)
        )
        return {"TARGET": str(target), "WORKING_COPY": str(target)}
