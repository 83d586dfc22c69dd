# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads and population units that come with the sample, and how the algorithms are to read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..host.language import language, tr
from .results_style import style_blocks, style_roads
from .transformations import take_usual_operations

BASE_PROPERTY = "service_points/base"
ROADS, BLOCKS = "roads", "blocks"

NETWORK_PARAMETERS = {
    "SPEED_FIELD": "speed_kmh",
    "CLASS_FIELD": "road_class",
    "SPEED_PRESET": "statcan_rnf",
    "DIRECTION_FIELD": "direction",
    "VALUE_FORWARD": "forward",
    "VALUE_BACKWARD": "backward",
    "VALUE_BOTH": "both",
}
CODE_FIELD = "csduid"
DEMAND_FIELDS = ["population", "pop_65plus", "low_income", "french_speaking", "no_car"]


def load_base(path: Path, project: QgsProject, group: QgsLayerTreeGroup) -> None:
    """Add roads and population units under the points of a group, once; nothing when the file is missing."""
    present = base_layers(project)
    if not path.is_file():
        return
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    titles = {ROADS: tr("Roads"), BLOCKS: tr("Population by block")}
    for name, title in titles.items():
        if name in present:
            present[name].setName(title)
            _name_fields(present[name])
            continue
        source = metadata.encodeUri({"path": str(path), "layerName": name})
        layer = QgsVectorLayer(source, title, "ogr")
        if not layer.isValid():
            continue
        layer.setCustomProperty(BASE_PROPERTY, name)
        layer.setReadOnly(True)
        _name_fields(layer)
        (style_roads if name == ROADS else style_blocks)(layer)
        others = [QgsCoordinateReferenceSystem(known) for known in ("EPSG:4326", "EPSG:3857")]
        take_usual_operations(project, [layer.crs(), *others, project.crs()])
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setExpanded(False)
        node.setItemVisibilityChecked(name == ROADS)


def _name_fields(layer: QgsVectorLayer) -> None:
    """Say in words what the fields of people are; reports take these."""
    words = {
        "population": tr("Population"),
        "pop_65plus": tr("65 and over"),
        "low_income": tr("Low income"),
        "french_speaking": tr("French speakers"),
        "no_car": tr("Without a car"),
    }
    for name, label in words.items():
        index = layer.fields().lookupField(name)
        if index >= 0:
            layer.setFieldAlias(index, label)


def base_layers(project: QgsProject) -> dict[str, QgsMapLayer]:
    """Return the sample's roads and blocks that are in the project, by name."""
    found = {}
    for layer in project.mapLayers().values():
        name = layer.customProperty(BASE_PROPERTY)
        if name and layer.isValid():
            found[str(name)] = layer
    return found


def base_parameters(project: QgsProject) -> dict[str, Any]:
    """Return the parameters of the algorithms that the sample's layers answer; none without them."""
    layers = base_layers(project)
    filled: dict[str, Any] = {}
    if ROADS in layers:
        filled |= {"NETWORK": layers[ROADS].id(), **NETWORK_PARAMETERS}
    if BLOCKS in layers:
        names = {field.name() for field in layers[BLOCKS].fields()}
        area = "name_fr" if language() == "fr" else "name_en"
        filled |= {
            "DEMAND": layers[BLOCKS].id(),
            "DEMAND_FIELDS": [name for name in DEMAND_FIELDS if name in names],
            "STRATUM_FIELD": area if area in names else None,
            "CODE_FIELD": CODE_FIELD if CODE_FIELD in names else None,
        }
    return filled
