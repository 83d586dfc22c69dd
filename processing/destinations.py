# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a run is asked to write: never over what it reads, over a shared store or twice into one file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsDataSourceUri,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..core.errors import InputError
from ..core.store.gdal_calls import gdal_failures_ignored, open_dataset
from ..core.store.gdal_calls import layer_of as layer_of_file
from ..core.text import Text
from .sources import label_of, layer_of

_APPEND = "ogr:"


@dataclass(frozen=True)
class Place:
    """A file, or with ``table`` one layer of a file that may hold others."""

    path: Path
    table: str = ""

    def clashes_with(self, other: Place) -> bool:
        """Return whether writing here would harm the other place."""
        apart = self.table and other.table and self.table.lower() != other.table.lower()
        return not apart and _same_file(self.path, other.path)


def destination_text(value: object) -> str:
    """Return the text of an output parameter's value."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    return str(value) if value else ""


def check_destinations(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raise ``InputError`` when an output would overwrite an input, a shared store or another output."""
    inputs = dict(_inputs(algorithm, parameters, context))
    outputs: dict[str, Place] = {}
    for definition in algorithm.parameterDefinitions():
        place = _place(definition, parameters)
        if place is None:
            continue
        name = definition.name()
        for other, taken in inputs.items():
            if place.clashes_with(taken):
                raise InputError(_OVER_INPUT.format(**_labels(algorithm, name, other), path=place.path))
        for other, taken in outputs.items():
            if place.clashes_with(taken):
                raise InputError(_TWICE.format(**_labels(algorithm, name, other), path=place.path))
        if _is_store(place.path):
            raise InputError(_INTO_STORE.format(output=label_of(algorithm, name), path=place.path))
        outputs[name] = place


def _labels(algorithm: QgsProcessingAlgorithm, output: str, other: str) -> dict[str, str]:
    return {"output": label_of(algorithm, output), "other": label_of(algorithm, other)}


def _place(definition: QgsProcessingParameterDefinition, parameters: dict[str, Any]) -> Place | None:
    """Return the file an output goes to, or ``None`` when it goes to none or to a temporary one."""
    if not isinstance(definition, (QgsProcessingParameterFeatureSink, QgsProcessingParameterFileDestination)):
        return None
    text = destination_text(parameters.get(definition.name()))
    if text.startswith(_APPEND):
        uri = QgsDataSourceUri(text[len(_APPEND) :])
        return Place(Path(uri.database()), uri.table()) if uri.database() else None
    if not text or text == QgsProcessing.TEMPORARY_OUTPUT or "://" in text or not Path(text).suffix:
        return None
    return Place(Path(text))


def _inputs(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Iterator[tuple[str, Place]]:
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if isinstance(definition, QgsProcessingParameterFile):
            yield name, Place(Path(algorithm.parameterAsFile(parameters, name, context)))
        elif isinstance(definition, QgsProcessingParameterFeatureSource):
            layer = layer_of(algorithm, parameters, name, context)
            if layer is not None:
                yield name, _place_of(layer)


def _place_of(layer: QgsVectorLayer) -> Place:
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = Path(parts.get("path") or "")
    return Place(path, parts.get("layerName") or path.stem)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other) and bool(one.name)


def _is_store(path: Path) -> bool:
    """Return whether a file is a shared store or a working copy, of whatever version."""
    data = None
    if path.is_file():
        with gdal_failures_ignored():
            data = open_dataset(path, gdal.OF_READONLY)
    info = None if data is None else layer_of_file(data, "schema_info")
    return info is not None and info.GetLayerDefn().GetFieldIndex("store_id") >= 0


_OVER_INPUT = Text(
    "The output “{output}” would overwrite the input “{other}” ({path}). Choose another file; nothing was "
    "written.",
    "Le résultat «\u00a0{output}\u00a0» écraserait l’entrée «\u00a0{other}\u00a0» ({path}). Choisissez un "
    "autre fichier; rien n’a été écrit.",
)
_TWICE = Text(
    "The outputs “{other}” and “{output}” would be written to the same place ({path}), one over the other. "
    "Give each its own file, or each its own layer of one GeoPackage.",
    "Les résultats «\u00a0{other}\u00a0» et «\u00a0{output}\u00a0» seraient écrits au même endroit ({path}), "
    "l’un par-dessus l’autre. Donnez à chacun son fichier, ou à chacun sa couche d’un même GeoPackage.",
)
_INTO_STORE = Text(
    "The output “{output}” would be written into a store of service points ({path}). Results go to a file of "
    "their own, so that the store stays as everybody knows it. Choose another file.",
    "Le résultat «\u00a0{output}\u00a0» serait écrit dans un dépôt de points de service ({path}). Les "
    "résultats vont dans un fichier à part, afin que le dépôt reste tel que tout le monde le connaît. "
    "Choisissez un autre fichier.",
)
