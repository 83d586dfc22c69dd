# SPDX-License-Identifier: GPL-2.0-or-later
"""Hears a signal of some of a project's layers, of those that come later, too, until they go."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject


class LayerWatch(QObject):
    """A subclass says which layers it ``wants`` and what it ``hears`` of each, and calls ``begin``."""

    def __init__(self, project: QgsProject) -> None:
        super().__init__()
        self._project = project
        self._watched: dict[str, QgsVectorLayer] = {}

    @abstractmethod
    def wants(self, layer: QgsVectorLayer) -> bool:
        """Return whether to watch a layer."""

    @abstractmethod
    def hears(self, layer: QgsVectorLayer) -> tuple[Any, Any]:
        """Return a signal of the layer, and what to call."""

    def begin(self) -> None:
        """Watch the layers that are there, and those that come."""
        self._project.layersAdded.connect(self._watch)
        self._project.layersWillBeRemoved.connect(self.forget)
        self._watch(self._project.mapLayers().values())

    def unload(self) -> None:
        """Let go of every layer."""
        self._project.layersAdded.disconnect(self._watch)
        self._project.layersWillBeRemoved.disconnect(self.forget)
        for layer in self._watched.values():
            if not sip.isdeleted(layer):
                signal, slot = self.hears(layer)
                signal.disconnect(slot)
        self._watched.clear()

    def forget(self, ids: list[str]) -> None:
        """Know nothing more of layers that go."""
        for layer_id in ids:
            self._watched.pop(layer_id, None)

    def _watch(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            if isinstance(layer, QgsVectorLayer) and layer.id() not in self._watched and self.wants(layer):
                signal, slot = self.hears(layer)
                signal.connect(slot)
                self._watched[layer.id()] = layer
