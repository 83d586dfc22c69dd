# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers an algorithm reads: opened, read with an ear for “stop”, and named as people know them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from ..core.errors import Cancelled, InputError
from ..core.text import Text
from ..host.language import tr

_CHECK_EVERY = 512


@dataclass
class Opened:
    """The layers of the project among an algorithm's inputs and their sources, by parameter.

    To be filled where the layers live. Looking a layer up makes QGIS forget the project's variables
    (``QgsProject::layerStore``): done in another thread while the map asks for them, QGIS crashes.
    """

    layers: dict[str, QgsVectorLayer] = field(default_factory=dict)
    sources: dict[str, QgsProcessingFeatureSource] = field(default_factory=dict)

    def fill(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> None:
        """Open the inputs that are layers of the project; files are left to where they are read."""
        self.layers |= project_layers(algorithm, parameters, context)
        for name in self.layers:
            if isinstance(algorithm.parameterDefinition(name), QgsProcessingParameterFeatureSource):
                self.sources[name] = algorithm.parameterAsSource(parameters, name, context)


def project_layers(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, QgsVectorLayer]:
    """Return the layers of the project among the inputs, by parameter. To be called where layers live."""
    kinds = (QgsProcessingParameterFeatureSource, QgsProcessingParameterVectorLayer)
    names = [each.name() for each in algorithm.parameterDefinitions() if isinstance(each, kinds)]
    found = {name: _project_layer(_chosen(parameters.get(name)), context.project()) for name in names}
    return {name: layer for name, layer in found.items() if layer is not None}


def _project_layer(value: object, project: QgsProject | None) -> QgsVectorLayer | None:
    if isinstance(value, str) and value and project is not None:
        value = project.mapLayer(value) or next(iter(project.mapLayersByName(value)), None)
    return value if isinstance(value, QgsVectorLayer) else None


def is_given(parameters: dict[str, Any], name: str) -> bool:
    """Return whether an optional layer is given; models and the command line pass an empty text for none."""
    value = _chosen(parameters.get(name))
    return value is not None and value != ""


def _chosen(value: object) -> object:
    """Return the layer of a parameter's value, which may also say how to read it."""
    return value.source.staticValue() if isinstance(value, QgsProcessingFeatureSourceDefinition) else value


def open_source(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> QgsProcessingFeatureSource:
    """Return the source of a parameter, or raise with QGIS's own sentence about it."""
    source = algorithm.opened.sources.get(name) or algorithm.parameterAsSource(parameters, name, context)
    if source is None:
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    return source


def demand_fields(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> list[str]:
    """Return the names of the population fields. QGIS 3.40 deprecates ``parameterAsFields``."""
    read = getattr(algorithm, "parameterAsStrings", None) or algorithm.parameterAsFields
    return read(parameters, "DEMAND_FIELDS", context)


def features_of(
    source: QgsProcessingFeatureSource,
    feedback: QgsProcessingFeedback,
    request: QgsFeatureRequest | None = None,
) -> Iterator[QgsFeature]:
    """Yield the features; invalid geometries do not stop the run, a request to cancel does."""
    flags = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    for count, feature in enumerate(source.getFeatures(request or QgsFeatureRequest(), flags)):
        if count % _CHECK_EVERY == 0 and feedback.isCanceled():
            raise Cancelled
        yield feature


def layer_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> QgsVectorLayer | None:
    """Return the layer behind a source parameter, or ``None`` when it is not given or not a layer."""
    if not is_given(parameters, name):
        return None
    if name in algorithm.opened.layers:
        return algorithm.opened.layers[name]
    return algorithm.parameterAsVectorLayer({name: _chosen(parameters[name])}, name, context)


def title_of(layer: QgsVectorLayer) -> str:
    """Return what people call a layer; one that is only known by its file's name also gets its table's."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    table = parts.get("layerName") or ""
    unnamed = layer.name() == Path(parts.get("path") or "").stem
    if not (table and unnamed and table != layer.name()):
        return layer.name()
    return tr("{file} – {table}").format(file=layer.name(), table=table)


def changed_on(layer: QgsVectorLayer) -> date | None:
    """Return the day on which a layer's file was last changed; ``None`` when it is not in a file."""
    path = Path(
        QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or ""
    )
    try:
        return date.fromtimestamp(path.stat().st_mtime) if path.is_file() else None
    except OSError:
        return None


def condition_of(layer: QgsVectorLayer, value: object) -> str:
    """Return which features of a layer are read, in words; empty when it is all of them."""
    parts = []
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        if value.selectedFeaturesOnly:
            parts.append(tr("selected features only"))
        parts.append(getattr(value, "filterExpression", ""))  # QGIS 3.32
        if value.featureLimit >= 0:
            parts.append(tr("%n feature(s) at most", value.featureLimit))
    parts.append(layer.subsetString())
    return "; ".join(filter(None, parts))


def check_field(fields: QgsFields, name: str, label: str) -> int:
    """Return the column of a field. Raises ``InputError`` with the layer's ``label`` when there is none."""
    index = fields.lookupField(name)
    if index < 0:
        raise InputError(
            Text(
                "The layer “{label}” has no field “{name}”. Choose one of its fields.",
                "La couche «\u00a0{label}\u00a0» n’a pas de champ «\u00a0{name}\u00a0». Choisissez l’un de "
                "ses champs.",
            ).format(label=label, name=name)
        )
    return index


def label_of(algorithm: QgsProcessingAlgorithm, name: str) -> str:
    """Return the label of a parameter in the person's language."""
    definition = algorithm.parameterDefinition(name)
    return name if definition is None else definition.description()


def plain(value: object) -> object:
    """Return an attribute as a Python value, ``None`` for null."""
    return None if value is None or (isinstance(value, QVariant) and value.isNull()) else value
