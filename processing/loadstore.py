# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:loadstore``: the shared layers in the project, styled and in the person's language."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import choice, explained
from .stores import database_help, store_filter

LANGUAGES = ("auto", "en", "fr")


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

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Loads the shared layers with symbols, forms, value lists and relations in your language.")

    def flags(self) -> QgsProcessingAlgorithm.Flags:
        """Layers enter a project on the main thread only."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.addParameter(
            explained(
                QgsProcessingParameterFile(
                    "STORE", tr("Shared store or working copy"), fileFilter=store_filter()
                ),
                " ".join(
                    (
                        tr(
                            "The layers of a shared store are read-only; those of a working copy can be "
                            "edited."
                        ),
                        database_help(),
                    )
                ),
            )
        )
        self.addParameter(
            explained(
                choice("LANGUAGE", tr("Language of labels and lists"), LANGUAGES, "auto"),
                tr("auto: the language of QGIS or of the plugin’s settings; en: English; fr: French."),
            )
        )
        self.addParameter(
            explained(
                QgsProcessingParameterString("FILTER", tr("Filter of the service points"), optional=True),
                tr(
                    "A filter as in the layer’s properties, for example “status” = 'active'. Empty: all "
                    "points."
                ),
            )
        )
        self.addOutput(QgsProcessingOutputMultipleLayers("LAYERS", tr("Layers")))
        self.add_numbers(
            {"LAYER_COUNT": tr("Number of layers"), "POINT_COUNT": tr("Number of service points")}
        )
