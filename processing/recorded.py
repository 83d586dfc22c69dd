# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of a run as JSON values from which the same run can be prepared again.

A layer is ``{"layer_id", "name", "provider", "source"}``; a layer of which not everything is read
``{"source": …, "selected_features_only": …}`` with ``selected_ids``, ``feature_limit`` and
``filter_expression`` where they apply; a value computed by QGIS ``{"expression"}`` or ``{"field"}``; a date
or time its ISO text. All else is the value itself. Passwords are removed, and who computed it is left out.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterVectorLayer,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QVariant

MOST_SELECTED = 2000
"""A larger selection is not kept feature by feature: every result layer carries this document."""

Selections = dict[str, list[int]]

_OF_THE_MACHINE = frozenset({"CHECKPOINT", "CLUSTER"})
"""Parameters that change no result and say something of the computers here: not for everyone to read."""

_LAYERS = (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorLayer,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
)


def takes_layers(definition: QgsProcessingParameterDefinition) -> bool:
    """Return whether the values of a parameter are layers."""
    return isinstance(definition, _LAYERS)


def selections_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Selections:
    """Return the selected feature ids of every input of which only the selection is read.

    To be called where the layers live (``prepareAlgorithm``). An input with more than ``MOST_SELECTED`` is
    left out.
    """
    found: Selections = {}
    for definition in algorithm.parameterDefinitions():
        value = parameters.get(definition.name())
        if not isinstance(value, QgsProcessingFeatureSourceDefinition) or not value.selectedFeaturesOnly:
            continue
        layer = _layer(value.source.staticValue(), context.project())
        if isinstance(layer, QgsVectorLayer) and layer.selectedFeatureCount() <= MOST_SELECTED:
            found[definition.name()] = sorted(layer.selectedFeatureIds())
    return found


def recorded_parameters(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    selections: Selections,
) -> dict[str, Any]:
    """Return every parameter of a run, defaults included, as JSON values."""
    recorded = {}
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if name in _OF_THE_MACHINE:
            continue
        project = context.project() if takes_layers(definition) else None
        recorded[name] = _recorded(parameters.get(name, definition.defaultValue()), project)
        if name in selections and isinstance(recorded[name], dict):
            recorded[name]["selected_ids"] = selections[name]
    return recorded


def _recorded(value: object, project: QgsProject | None) -> Any:  # noqa: ANN401  (any JSON value)
    """Return one value; texts that name a layer of ``project`` become that layer."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, (QDate, QDateTime, QTime)):
        value = value.toString(Qt.DateFormat.ISODate) or None
    if isinstance(value, QgsProperty):
        return _recorded_property(value, project)
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return _recorded_source(value, project)
    if isinstance(value, (list, tuple)):
        return [_recorded(item, project) for item in value]
    if isinstance(value, QVariant) and value.isNull():
        return None
    if value is None or isinstance(value, (bool, int, float)):
        return value
    layer = _layer(value if isinstance(value, QgsMapLayer) else str(value), project)
    return QgsDataSourceUri.removePassword(str(value)) if layer is None else _recorded_layer(layer)


def _recorded_layer(layer: QgsMapLayer) -> dict[str, str]:
    return {
        "layer_id": layer.id(),
        "name": layer.name(),
        "provider": layer.providerType(),
        "source": layer.publicSource(),
    }


def _recorded_property(value: QgsProperty, project: QgsProject | None) -> Any:  # noqa: ANN401
    kind = QgsProperty.Type
    if value.propertyType() == kind.ExpressionBasedProperty:
        return {"expression": value.expressionString()}
    if value.propertyType() == kind.FieldBasedProperty:
        return {"field": value.field()}
    return _recorded(value.staticValue(), project)


def _recorded_source(
    value: QgsProcessingFeatureSourceDefinition, project: QgsProject | None
) -> dict[str, Any]:
    recorded = {
        "source": _recorded(value.source, project),
        "selected_features_only": value.selectedFeaturesOnly,
    }
    if value.featureLimit >= 0:
        recorded["feature_limit"] = value.featureLimit
    condition = getattr(value, "filterExpression", "")  # QGIS 3.32 and later
    if condition:
        recorded["filter_expression"] = condition
    return recorded


def _layer(text: object, project: QgsProject | None) -> QgsMapLayer | None:
    """Return the layer of the project that Processing takes a text for: its id, or its name if only one."""
    if isinstance(text, QgsMapLayer):
        return text
    if project is None or not isinstance(text, str):
        return None
    named = project.mapLayersByName(text)
    return project.mapLayer(text) or (named[0] if len(named) == 1 else None)
