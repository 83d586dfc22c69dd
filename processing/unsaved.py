# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of a working copy's layers that nobody saved: what reads its file does not see them, and says so."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..core.text import Text
from ..host.language import say

_PARAMETER = "WORKING_COPY"


def warn_of_unsaved(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Say in the log of a run which layers of its working copy are left out as they are edited now."""
    project = context.project()
    if algorithm.parameterDefinition(_PARAMETER) is None or project is None:
        return
    path = algorithm.parameterAsFile(parameters, _PARAMETER, context)
    edited = [
        layer.name()
        for layer in project.mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and layer.isModified() and _is_of(layer, path)
    ]
    if path and edited:
        feedback.pushWarning(say(_UNSAVED.format(layers=", ".join(sorted(edited)))))


def _is_of(layer: QgsVectorLayer, path: str) -> bool:
    if layer.providerType() != "ogr":
        return False
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    return os.path.realpath(parts.get("path") or "") == os.path.realpath(path)


_UNSAVED = Text(
    "Edits of these layers are not saved, so this run does without them: {layers}. Save them and run it "
    "again.",
    "Les modifications de ces couches ne sont pas enregistrées; ce traitement n’en tient donc pas "
    "compte\u00a0: {layers}. Enregistrez-les, puis relancez le traitement.",
)
