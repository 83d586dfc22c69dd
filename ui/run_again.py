# SPDX-License-Identifier: GPL-2.0-or-later
"""“Run again”: the dialog of the algorithm that made a layer, filled in as it was then."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsMapLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction

from ..host.compat import VECTOR_LAYER
from ..host.language import tr
from ..host.resources import icon
from ..layers.origin import origin_of


class RunAgainAction(QObject):
    """The entry in the context menu of the layer tree, shown for layers that our algorithms made."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401  (QgisInterface, or a stand-in)
        super().__init__(iface.mainWindow())
        self._iface, self._tree = iface, iface.layerTreeView()
        self._watched: QgsMapLayer | None = None
        self.action = QAction(icon("service_points"), tr("Run Again…"), self)
        self.action.setObjectName("ServicePointsRunAgainAction")
        self.action.triggered.connect(self._run)
        iface.addCustomActionForLayerType(self.action, "", VECTOR_LAYER, True)
        self._tree.currentLayerChanged.connect(self._watch)
        self._watch(self._tree.currentLayer())

    def unload(self) -> None:
        """Take the entry back."""
        self._tree.currentLayerChanged.disconnect(self._watch)
        self._watch(None)
        self._iface.removeCustomActionForLayerType(self.action)
        self.deleteLater()

    def _watch(self, layer: QgsMapLayer | None) -> None:
        """Show the entry for this layer if it fits; a right click makes a layer the current one first.

        A layer may become the current one before the run that made it has said so in it.
        """
        if self._watched is not None and not sip.isdeleted(self._watched):
            self._watched.customPropertyChanged.disconnect(self._show)
        self._watched = layer
        if layer is not None:
            layer.customPropertyChanged.connect(self._show)
        self._show()

    def _show(self, _: str = "") -> None:
        self.action.setVisible(origin_of(self._watched) is not None)

    def _run(self) -> None:
        from .run_again_dialog import run_again

        layer = self._tree.currentLayer()
        if layer is not None:
            run_again(self._iface, layer)
