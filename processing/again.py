# SPDX-License-Identifier: GPL-2.0-or-later
"""An earlier run prepared again from what its layer remembers; what is gone is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsDataSourceUri,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProject,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..core.store.gdal_calls import gdal_failures_ignored, layer_of, open_dataset
from ..host.language import tr
from .recorded import takes_layers

_TEMPORARY = QgsProcessing.TEMPORARY_OUTPUT
_TEMPORARY_FILE = re.compile(r"[/\\]processing_\w+[/\\][0-9a-f]{32}[/\\]")
"""Where Processing puts what is temporary, in this session and in those before."""
_OGR = "ogr:"


@dataclass
class Again:
    """A run prepared again.

    ``parameters`` can be given to the dialog; ``missing`` names what was not found, a phrase each;
    ``notes`` are sentences on what differs; ``in_the_way`` are the outputs whose file exists, by name.
    """

    parameters: dict[str, Any] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    in_the_way: dict[str, str] = field(default_factory=dict)

    def write_beside(self) -> None:
        """Give the outputs whose file exists a new name beside it."""
        for name, text in self.in_the_way.items():
            self.parameters[name] = _free_name(text)

    def write_temporary(self) -> None:
        """Make the outputs whose file exists temporary."""
        self.parameters.update(dict.fromkeys(self.in_the_way, _TEMPORARY))


def prepare_again(
    algorithm: QgsProcessingAlgorithm, recorded: Mapping[str, Any], project: QgsProject
) -> Again:
    """Turn the ``parameters`` of a provenance document into parameters of ``algorithm``.

    Layers are looked for by id, then by source in the project, then in their file. A selection that was
    recorded is selected again. Nothing that exists is overwritten: see ``Again.in_the_way``.
    """
    again = Again()
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if name not in recorded:
            continue
        value = recorded[name]
        if definition.isDestination():
            again.parameters[name] = _destination(definition, value, again)
        elif takes_layers(definition):
            again.parameters[name] = _layers(definition, value, project, again)
        else:
            again.parameters[name] = _plain(definition, value, project, again)
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if again.parameters.get(name, "") is None and not definition.flags() & optional:
            del again.parameters[name]
    return again


def _plain(
    definition: QgsProcessingParameterDefinition, value: object, project: QgsProject, again: Again
) -> Any:  # noqa: ANN401  (whatever the parameter takes)
    if isinstance(value, dict):
        return _computed(value)
    if value is None or value == "":
        return None
    if isinstance(definition, QgsProcessingParameterField):
        return _field(definition, value, project, again)
    gone: list[Any] = []
    if isinstance(definition, QgsProcessingParameterEnum) and definition.usesStaticStrings():
        gone = [item for item in _listed(value) if item not in definition.options()]
    elif isinstance(definition, QgsProcessingParameterFile) and not Path(str(value)).exists():
        gone = [value]
    if gone:
        again.missing.append(_named(definition.description(), ", ".join(map(str, gone))))
    return None if gone else value


def _computed(value: Mapping[str, Any]) -> QgsProperty | None:
    if "expression" in value:
        return QgsProperty.fromExpression(str(value["expression"]))
    return QgsProperty.fromField(str(value["field"])) if "field" in value else None


def _field(asked: QgsProcessingParameterField, value: object, project: QgsProject, again: Again) -> Any:  # noqa: ANN401
    """Return the fields, one or several, that the layer still has: all of a layer that is not open."""
    chosen = again.parameters.get(asked.parentLayerParameterName())
    if isinstance(chosen, QgsProcessingFeatureSourceDefinition):
        chosen = chosen.source.staticValue()
    layer = project.mapLayer(str(chosen or ""))
    if not isinstance(layer, QgsVectorLayer):
        return value
    names = [str(item) for item in _listed(value)]
    gone = [name for name in names if layer.fields().lookupField(name) < 0]
    if gone:
        text = tr("field “{field}” of “{layer}”").format(field=", ".join(gone), layer=layer.name())
        again.missing.append(_named(asked.description(), text))
    kept = [name for name in names if name not in gone]
    return kept if isinstance(value, list) else (kept[0] if kept else None)


def _layers(
    definition: QgsProcessingParameterDefinition, value: object, project: QgsProject, again: Again
) -> Any:  # noqa: ANN401  (a layer's id, a source, a definition, or a list of them)
    label = definition.description()
    if isinstance(value, list):
        found = [_layer(label, item, project, again) for item in value]
        return [item for item in found if item is not None]
    if isinstance(value, dict) and "selected_features_only" in value:
        return _part_of_layer(label, value, project, again)
    return _layer(label, value, project, again)


def _part_of_layer(
    label: str, value: Mapping[str, Any], project: QgsProject, again: Again
) -> QgsProcessingFeatureSourceDefinition | None:
    source = _layer(label, value.get("source"), project, again)
    if source is None:
        return None
    selected = bool(value["selected_features_only"])
    if selected:
        _select(project.mapLayer(source), value.get("selected_ids"), again)
    definition = QgsProcessingFeatureSourceDefinition(source, selected, int(value.get("feature_limit", -1)))
    if value.get("filter_expression") and hasattr(definition, "filterExpression"):
        definition.filterExpression = str(value["filter_expression"])
    return definition


def _select(layer: QgsMapLayer | None, ids: object, again: Again) -> None:
    """Select again what was selected then, for everyone to see."""
    if not isinstance(layer, QgsVectorLayer):
        return
    if not isinstance(ids, list):
        again.notes.append(
            tr(
                "The earlier run read only the features of “{layer}” that were selected. It is not known "
                "which; those selected now will be read."
            ).format(layer=layer.name())
        )
        return
    wanted = {item for item in ids if isinstance(item, int)}
    request = QgsFeatureRequest().setFilterFids(list(wanted)).setNoAttributes()
    request.setFlags(request.flags() | QgsFeatureRequest.Flag.NoGeometry)
    there = {feature.id() for feature in layer.getFeatures(request)}
    if set(layer.selectedFeatureIds()) != there:
        layer.selectByIds(sorted(there))
        again.notes.append(
            tr("The features of “{layer}” that the earlier run read are selected again.").format(
                layer=layer.name()
            )
        )
    if there != wanted:
        again.missing.append(
            tr("%n selected feature(s) of “{layer}”", len(wanted - there)).format(layer=layer.name())
        )


def _layer(label: str, value: object, project: QgsProject, again: Again) -> str | None:
    """Return the id of a layer of the project, or the source of one that can be opened."""
    if value is None or value == "":
        return None
    known = value if isinstance(value, dict) else {"source": str(value)}
    source = str(known.get("source") or "")
    layer = project.mapLayer(str(known.get("layer_id") or ""))
    if layer is None or not layer.isValid():
        same = (each for each in project.mapLayers().values() if each.publicSource() == source)
        layer = next((each for each in same if each.isValid()), None)
    if layer is not None:
        return layer.id()
    if _is_there(source):
        return source
    name = str(known.get("name") or "")
    again.missing.append(_named(label, " – ".join(part for part in (name, _place(source)) if part)))
    return None


def _is_there(source: str) -> bool:
    """Return whether a layer's source is a file that still holds it. What is not a file is not tried."""
    path, table = _file_and_table(source)
    if path is None or not path.is_file():
        return False
    return not table or path.suffix.lower() != ".gpkg" or _has_table(path, table)


def _file_and_table(source: str) -> tuple[Path | None, str]:
    parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    path = str(parts.get("path") or "")
    return (Path(path), str(parts.get("layerName") or "")) if Path(path).suffix else (None, "")


def _place(source: str) -> str:
    path, _ = _file_and_table(source)
    return str(path) if path is not None and path.is_absolute() else ""


def _destination(definition: QgsProcessingParameterDefinition, value: object, again: Again) -> str | None:
    """Return where an output goes; files that exist are noted as being in the way."""
    text = str(value or "")
    if not text:
        return None
    if text == _TEMPORARY or text.startswith("memory:") or _TEMPORARY_FILE.search(text):
        return _TEMPORARY
    path, table = _target(text)
    if path is None or not path.parent.is_dir():
        again.notes.append(
            tr("“{output}” will be temporary: {place} cannot be written to as it was.").format(
                output=definition.description(), place=_place(text) or QgsDataSourceUri.removePassword(text)
            )
        )
        return _TEMPORARY
    if path.exists() and (not table or _has_table(path, table)):
        again.in_the_way[definition.name()] = text
    return text


def _target(text: str) -> tuple[Path | None, str]:
    """Return the file an output goes to, and its table when the file may hold others."""
    if text.startswith(_OGR):
        uri = QgsDataSourceUri(text[len(_OGR) :])
        return (Path(uri.database()), uri.table()) if uri.database() else (None, "")
    path = Path(text)
    return (path, "") if path.is_absolute() and "://" not in text else (None, "")


def _has_table(path: Path, table: str) -> bool:
    found = False
    with gdal_failures_ignored():
        data = open_dataset(path, gdal.OF_READONLY)
        found = data is not None and layer_of(data, table) is not None
    return found


def _free_name(text: str) -> str:
    """Return an output's destination with the first number at its end that is not taken."""
    path, table = _target(text)
    if path is None:
        return _TEMPORARY
    if table:
        uri = QgsDataSourceUri(text[len(_OGR) :])
        names = (f"{table}_{number}" for number in count(2))
        free = next(name for name in names if not _has_table(path, name))
        return _OGR + text[len(_OGR) :].replace(f'table="{uri.table()}"', f'table="{free}"')
    paths = (path.with_name(f"{path.stem}_{number}{path.suffix}") for number in count(2))
    return str(next(each for each in paths if not each.exists()))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(label: str, what: str) -> str:
    return tr("{label} ({what})").format(label=label, what=what) if what else label
