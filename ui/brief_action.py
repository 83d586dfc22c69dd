# SPDX-License-Identifier: GPL-2.0-or-later
"""“Partnership brief…” for a pair or a cluster on the map, with all that its run knew filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsApplication, QgsFeature, QgsMapLayer, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.gui import QgsGui, QgsMapLayerAction
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction, QDialog

from ..host.compat import VECTOR_LAYER
from ..host.language import tr
from ..host.resources import icon
from ..layers.load import store_path_of, stores_in
from ..layers.origin import origin_of
from ..processing.again import prepare_again
from ..processing.site_facts import text_of
from .algorithms import PROVIDER, open_algorithm
from .run_again import tell_again

PAIRS, CLUSTERS = "PAIRS", "CLUSTERS"
_MADE_BY = f"{PROVIDER}:colocationpairs"
_NUMBERS = {PAIRS: ("RANK", "rank"), CLUSTERS: ("CLUSTER_ID", "cluster_id")}


def brief_kind(layer: QgsMapLayer | None) -> str:
    """Return whether a layer is of ``PAIRS`` or of ``CLUSTERS``; empty for any other layer."""
    document = origin_of(layer)
    if document is None or document["algorithm"] != _MADE_BY:
        return ""
    kind = str(document.get("output", ""))
    is_whole = isinstance(layer, QgsVectorLayer) and kind in _NUMBERS
    return kind if is_whole and layer.fields().lookupField(_NUMBERS[kind][1]) >= 0 else ""


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
    outputs = (*_NUMBERS, "SITES", "REPORT")
    recorded = {name: value for name, value in document["parameters"].items() if name not in outputs}
    again = prepare_again(algorithm, recorded, project)
    again.parameters[kind] = layer.id()
    again.parameters["STORE"] = _store_of(recorded.get("POINTS"), project)
    if feature is None and layer.selectedFeatureCount() == 1:
        feature = next(layer.getSelectedFeatures())
    if feature is not None:
        parameter, field = _NUMBERS[kind]
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


class PairAction(QgsMapLayerAction):
    """The entry beside a pair or a cluster in “Identify”, the attribute table and “Run Feature Action”."""

    def __init__(self, parent: QObject) -> None:
        target = QgsMapLayerAction.Target.SingleFeature
        super().__init__(tr("Partnership Brief…"), parent, target, icon("service_points"))

    def canRunUsingLayer(self, layer: QgsMapLayer, *_: object) -> bool:  # noqa: N802
        return bool(brief_kind(layer))


class BriefActions(QObject):
    """The entries for a layer, in the layer tree, and for one of its features."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401  (QgisInterface, or a stand-in)
        super().__init__(iface.mainWindow())
        self._iface, self._tree = iface, iface.layerTreeView()
        self._watched: QgsMapLayer | None = None
        self.action = QAction(icon("service_points"), tr("Partnership Brief…"), self)
        self.action.setObjectName("ServicePointsBriefAction")
        self.action.triggered.connect(self._run)
        iface.addCustomActionForLayerType(self.action, "", VECTOR_LAYER, True)
        self.feature_action = PairAction(self)
        self.feature_action.triggeredForFeature.connect(self._run_for)
        QgsGui.mapLayerActionRegistry().addMapLayerAction(self.feature_action)
        self._tree.currentLayerChanged.connect(self._watch)
        self._watch(self._tree.currentLayer())

    def unload(self) -> None:
        """Take the entries back."""
        self._tree.currentLayerChanged.disconnect(self._watch)
        self._watch(None)
        QgsGui.mapLayerActionRegistry().removeMapLayerAction(self.feature_action)
        self._iface.removeCustomActionForLayerType(self.action)
        self.deleteLater()

    def _watch(self, layer: QgsMapLayer | None) -> None:
        """Show the entry for this layer if it fits, also when it is told later what made it."""
        if self._watched is not None and not sip.isdeleted(self._watched):
            self._watched.customPropertyChanged.disconnect(self._show)
        self._watched = layer
        if layer is not None:
            layer.customPropertyChanged.connect(self._show)
        self._show()

    def _show(self, _: str = "") -> None:
        self.action.setVisible(bool(brief_kind(self._watched)))

    def _run(self) -> None:
        layer = self._tree.currentLayer()
        if brief_kind(layer):
            open_brief(self._iface, layer)

    def _run_for(self, layer: QgsMapLayer, feature: QgsFeature) -> None:
        if brief_kind(layer):
            open_brief(self._iface, layer, feature)
