# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:loadstore`` does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsExpression,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)

from ..core.errors import InputError
from ..core.store.gdal_calls import GdalFailure, gdal_failures, layer_of, open_dataset
from ..core.text import Text
from ..host.databases import is_database, open_named, store_name
from ..host.language import speaking, tr
from ..layers.load import POINTS, load_store, make_layer
from .base import SpAlgorithm, check_cancelled


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    project = context.project() or QgsProject.instance()
    name = algorithm.parameterAsFile(parameters, "STORE", context)
    condition = algorithm.parameterAsString(parameters, "FILTER", context).strip()
    open_named(name).close()
    kept = _matching_rows(name, condition) if is_database(name) else _matching(name, condition)
    check_cancelled(feedback)
    with speaking(algorithm.parameterAsEnumString(parameters, "LANGUAGE", context)):
        loaded = load_store(name, project)
    if condition:
        loaded.layer(POINTS, project).setSubsetString(condition)
    feedback.setProgress(100)
    feedback.pushInfo(
        tr("Layers loaded: {layers}; service points: {points}.").format(
            layers=len(loaded.layer_ids), points=kept
        )
    )
    return {
        "LAYERS": list(loaded.layer_ids.values()),
        "LAYER_COUNT": len(loaded.layer_ids),
        "POINT_COUNT": kept,
    }


def _matching(path: str, condition: str) -> int:
    """Return how many service points a filter keeps. Raises ``InputError`` when it does not work.

    GDAL is asked itself: QGIS 3.22 takes a filter that does not work, and counts wrongly when several layers
    of a file are open. SQLite takes an unknown field for a text, so the fields are looked up too.
    """
    expression = QgsExpression(condition)
    names = () if expression.hasParserError() else expression.referencedColumns()
    try:
        with gdal_failures() as failures:
            data = open_dataset(Path(path), gdal.OF_READONLY)
            layer = layer_of(data, POINTS)
            known = all(layer.GetLayerDefn().GetFieldIndex(name) >= 0 for name in names)
            if condition:
                failures.check(layer.SetAttributeFilter(condition))
            count = int(layer.GetFeatureCount())
    except GdalFailure:
        known, count = False, -1
    if known and count >= 0:
        return count
    raise InputError(_NO_FILTER.format(condition=condition))


def _matching_rows(name: str, condition: str) -> int:
    """As ``_matching``, for a store in a database.

    The server would run whatever stands in a filter, also after a semicolon: only what QGIS itself reads as
    one expression is sent, without the signs that the two languages read differently.
    """
    layer = make_layer(store_name(name), POINTS)
    expression = QgsExpression(condition)
    names = {field.name() for field in layer.fields()}
    harmless = not any(sign in condition for sign in (";", "\\", "--", "/*", "$"))
    if condition:
        known = not expression.hasParserError() and set(expression.referencedColumns()) <= names
        if not (known and harmless and layer.setSubsetString(condition)):
            raise InputError(_NO_FILTER.format(condition=condition))
    return sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setNoAttributes()))


_NO_FILTER = Text(
    "The filter {condition} does not work on the service points, so nothing was loaded. Check the names of "
    "the fields and the quotation marks.",
    "Le filtre {condition} ne fonctionne pas sur les points de service; rien n’a donc été chargé. Vérifiez "
    "les noms des champs et les guillemets.",
)
