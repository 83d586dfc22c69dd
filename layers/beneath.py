# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas and lines that a run gives lie beneath the points of the shared stores they are about."""

from __future__ import annotations

from functools import partial

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer

from .fields import GROUP_PROPERTY

_COVERING = (QgsWkbTypes.GeometryType.PolygonGeometry, QgsWkbTypes.GeometryType.LineGeometry)
_LOOK_AGAIN_MS = 50
_LOOKS = 20


def lay_beneath_later(project: QgsProject, layer: QgsMapLayer) -> None:
    """Lay a layer beneath the stores once QGIS has it in the layer tree, which some versions do late."""
    if isinstance(layer, QgsVectorLayer) and layer.geometryType() in _COVERING:
        QTimer.singleShot(0, partial(_look, project, layer.id(), _LOOKS))


def _look(project: QgsProject, layer_id: str, looks: int) -> None:
    if sip.isdeleted(project) or lay_beneath(project, layer_id) or looks == 0:
        return
    QTimer.singleShot(_LOOK_AGAIN_MS, partial(_look, project, layer_id, looks - 1))


def lay_beneath(project: QgsProject, layer_id: str) -> bool:
    """Move a layer beneath the groups of stores that lie beside it, below it. Returns whether it was there.

    A layer in a group of its own, as people may have QGIS make for results, stays where it is.
    """
    node = project.layerTreeRoot().findLayer(layer_id)
    if node is None:
        return False
    parent = node.parent()
    beside = parent.children()
    stores = [place for place, each in enumerate(beside) if each.customProperty(GROUP_PROPERTY) == "store"]
    if stores and beside.index(node) < stores[-1]:
        parent.insertChildNode(stores[-1] + 1, node.clone())  # first: a layer without a node goes
        parent.removeChildNode(node)
    return True
