# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog of “Partnership brief”, with all that the run behind a layer knew filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsApplication, QgsFeature, QgsMapLayer, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialog

from ..layers.load import store_path_of, stores_in
from ..layers.origin import origin_of
from ..processing.again import prepare_again
from ..processing.site_facts import text_of
from .algorithms import PROVIDER, open_algorithm
from .brief_action import CLUSTERS, NUMBERS, PAIRS, brief_kind
from .run_again_dialog import tell_again


def layer_of_run(project: QgsProject, layer: QgsMapLayer) -> QgsVectorLayer | None:
    """Return the layer of pairs, else of clusters, of the run that made ``layer``."""
    made = (origin_of(layer) or {}).get("created_at")
    same = [
        each for each in project.mapLayers().values() if (origin_of(each) or {}).get("created_at") == made
    ]
    found = {brief_kind(each): each for each in same}
    return found.get(PAIRS) or found.get(CLUSTERS)


def open_brief(
    iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
    layer: QgsVectorLayer,
    feature: QgsFeature | None = None,
) -> QDialog | None:
    """Open the dialog of the brief about a feature, else about the only selected one, else about the best."""
    kind = brief_kind(layer)
    document = origin_of(layer)
    algorithm = QgsApplication.processingRegistry().algorithmById(f"{PROVIDER}:partnershipbrief")
    if not kind or document is None or algorithm is None:
        return None
    project = QgsProject.instance()
    outputs = (*NUMBERS, "SITES", "REPORT")
    recorded = {name: value for name, value in document["parameters"].items() if name not in outputs}
    again = prepare_again(algorithm, recorded, project)
    again.parameters[kind] = layer.id()
    again.parameters["STORE"] = _store_of(recorded.get("POINTS"), project)
    if feature is None and layer.selectedFeatureCount() == 1:
        feature = next(layer.getSelectedFeatures())
    if feature is not None:
        parameter, field = NUMBERS[kind]
        again.parameters[parameter] = int(feature[field])
    dialog = open_algorithm(iface, "partnershipbrief", again.parameters)
    if dialog is not None:
        tell_again(dialog, again)
    return dialog


def _store_of(recorded: object, project: QgsProject) -> str | None:
    """Return the name of the store behind the points of a run, as the run remembers them."""
    if isinstance(recorded, Mapping) and isinstance(recorded.get("source"), Mapping):
        recorded = recorded["source"]  # only the selection was read
    source = ""
    if isinstance(recorded, Mapping):
        known = project.mapLayer(str(recorded.get("layer_id", "")))
        name = store_path_of(known) if known is not None else None
        if name:
            return name
        source = str(recorded.get("source", "")) if recorded.get("provider") == "ogr" else ""
    else:
        source = text_of(recorded)
    path = QgsProviderRegistry.instance().decodeUri("ogr", source).get("path", "") if source else ""
    if str(path).lower().endswith(".gpkg"):
        return str(path)
    stores = stores_in(project)
    return stores[0] if len(stores) == 1 else None
