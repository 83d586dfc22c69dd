# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:loadstore``: the shared layers in the project, styled and in the person's language."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterFile,
    QgsProject,
)

from ..host.language import tr
from ..layers.load import load_store
from .base import SpAlgorithm, check_cancelled


class LoadStore(SpAlgorithm):
    """Load a shared store into the project."""

    ID = "loadstore"
    GROUP = "register"
    TAGS = (
        "store", "load", "layers", "register",
        "dépôt", "charger", "couches", "registre",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Load a shared store")

    def flags(self) -> QgsProcessingAlgorithm.Flags:
        """Layers enter a project on the main thread only."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.addParameter(
            QgsProcessingParameterFile(
                "STORE", tr("Shared store or working copy"), fileFilter=tr("GeoPackage (*.gpkg)")
            )
        )
        self.addOutput(QgsProcessingOutputMultipleLayers("LAYERS", tr("Layers")))
        self.add_numbers(
            {"LAYER_COUNT": tr("Number of layers"), "POINT_COUNT": tr("Number of service points")}
        )

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        project = context.project() or QgsProject.instance()
        path = self.parameterAsFile(parameters, "STORE", context)
        check_cancelled(feedback)
        loaded = load_store(path, project)
        points = loaded.layer("service_point", project)
        count = points.featureCount()
        feedback.setProgress(100)
        feedback.pushInfo(
            tr("{layers} layers with {points} service points were loaded.").format(
                layers=len(loaded.layer_ids), points=count
            )
        )
        return {
            "LAYERS": list(loaded.layer_ids.values()),
            "LAYER_COUNT": len(loaded.layer_ids),
            "POINT_COUNT": count,
        }
