# SPDX-License-Identifier: GPL-2.0-or-later
"""“Partnership brief…” for a pair or a cluster on the map, with all that its run knew filled in."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsFeature, QgsMapLayer, QgsVectorLayer
from qgis.gui import QgsGui, QgsMapLayerAction
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction

from ..host.compat import VECTOR_LAYER
from ..host.language import tr
from ..host.resources import icon
from ..layers.origin import origin_of
from ..processing.provider import PROVIDER

PAIRS, CLUSTERS = "PAIRS", "CLUSTERS"
_MADE_BY = f"{PROVIDER}:colocationpairs"
NUMBERS = {PAIRS: ("RANK", "rank"), CLUSTERS: ("CLUSTER_ID", "cluster_id")}


def brief_kind(layer: QgsMapLayer | None) -> str:
    """Return whether a layer is of ``PAIRS`` or of ``CLUSTERS``; empty for any other layer."""
    document = origin_of(layer)
    if document is None or document["algorithm"] != _MADE_BY:
        return ""
    kind = str(document.get("output", ""))
    is_whole = isinstance(layer, QgsVectorLayer) and kind in NUMBERS
    return kind if is_whole and layer.fields().lookupField(NUMBERS[kind][1]) >= 0 else ""


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
        self._run_for(self._tree.currentLayer(), None)

    def _run_for(self, layer: QgsMapLayer | None, feature: QgsFeature | None) -> None:
        from .brief_dialog import open_brief

        if brief_kind(layer):
            open_brief(self._iface, layer, feature)
