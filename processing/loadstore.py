# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:loadstore``: the shared layers in the project, styled and in the person's language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qgis.core import (
    QgsExpression,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)

from ..core.errors import InputError
from ..core.store import open_store
from ..core.text import Text
from ..host.language import SETTING, install_translator, tr
from ..layers.load import POINTS, load_store, make_layer
from .base import SpAlgorithm, check_cancelled
from .parameters import choice, explained

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
                    "STORE", tr("Shared store or working copy"), fileFilter=tr("GeoPackage (*.gpkg)")
                ),
                tr("The layers of a shared store are read-only; those of a working copy can be edited."),
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

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        project = context.project() or QgsProject.instance()
        path = self.parameterAsFile(parameters, "STORE", context)
        condition = self.parameterAsString(parameters, "FILTER", context).strip()
        open_store(path).close()
        _apply(condition, make_layer(path, POINTS))
        check_cancelled(feedback)
        with _speaking(self.parameterAsEnumString(parameters, "LANGUAGE", context)):
            loaded = load_store(path, project)
        points = loaded.layer(POINTS, project)
        _apply(condition, points)
        feedback.setProgress(100)
        feedback.pushInfo(
            tr("{layers} layers with {points} service points were loaded.").format(
                layers=len(loaded.layer_ids), points=points.featureCount()
            )
        )
        return {
            "LAYERS": list(loaded.layer_ids.values()),
            "LAYER_COUNT": len(loaded.layer_ids),
            "POINT_COUNT": points.featureCount(),
        }


def _apply(condition: str, layer: QgsVectorLayer) -> None:
    """Filter a layer. QGIS 3.22 takes a filter that does not work, so the count is asked as well; SQLite
    takes an unknown field for a text, so the fields are looked up too."""
    expression = QgsExpression(condition)
    known = expression.hasParserError() or all(
        layer.fields().lookupField(name) >= 0 for name in expression.referencedColumns()
    )
    if condition and not (known and layer.setSubsetString(condition) and layer.featureCount() >= 0):
        raise InputError(
            Text(
                "The filter {condition} does not work on the service points, so nothing was loaded. Check "
                "the "
                "names of the fields and the quotation marks.",
                "Le filtre {condition} ne fonctionne pas sur les points de service; rien n’a donc été "
                "chargé. "
                "Vérifiez les noms des champs et les guillemets.",
            ).format(condition=condition)
        )


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Write labels in a language other than the person's own, for the length of the block."""
    settings = QgsSettings()
    own = settings.value(SETTING, "", type=str)
    if language in ("auto", own):
        yield
        return
    settings.setValue(SETTING, language)
    install_translator()
    try:
        yield
    finally:
        settings.setValue(SETTING, own)
        install_translator()
