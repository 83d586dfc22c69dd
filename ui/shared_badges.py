# SPDX-License-Identifier: GPL-2.0-or-later
"""The sign beside a shared layer in QGIS's layer tree when it is not whole, not verified, or a copy."""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.core import QgsApplication, QgsLayerTreeLayer, QgsVectorLayer
from qgis.gui import QgsLayerTreeViewIndicator
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QCursor
from qgis.PyQt.QtWidgets import QMenu

from ..layers.shared_layer import is_offline, shared_layers
from .mnemonics import menu_with_letters
from .shared_layers import SharedLayers
from .shared_words import fill_menu, words_of


class SharedBadges(QObject):
    """Keeps the signs in step with what the layers say of themselves; a click opens what may be done."""

    def __init__(self, iface: Any, layers: SharedLayers) -> None:  # noqa: ANN401
        super().__init__(layers)
        self._view, self._layers = iface.layerTreeView(), layers
        self._badges: dict[str, tuple[QgsLayerTreeLayer, QgsLayerTreeViewIndicator]] = {}
        self._root = layers.project.layerTreeRoot()
        layers.changed.connect(self.refresh)
        self._root.addedChildren.connect(self.refresh)
        self._root.removedChildren.connect(self.refresh)
        self._root.willRemoveChildren.connect(self._clear)

    def unload(self) -> None:
        """Take every sign back."""
        self._layers.changed.disconnect(self.refresh)
        self._root.addedChildren.disconnect(self.refresh)
        self._root.removedChildren.disconnect(self.refresh)
        self._root.willRemoveChildren.disconnect(self._clear)
        self._clear()

    def badge(self, layer_id: str) -> QgsLayerTreeViewIndicator | None:
        """Return the sign of a layer; ``None`` when it has none."""
        found = self._badges.get(layer_id)
        return None if found is None else found[1]

    def refresh(self, *_: object) -> None:
        """Put the signs where they belong now."""
        self._clear()
        for layer in shared_layers(self._layers.project):
            node, words = self._root.findLayer(layer.id()), words_of(layer)
            if node is not None and words:
                self._add(layer, node, words)

    def menu_of(self, layer: QgsVectorLayer) -> QMenu:
        """Return the menu that a click on the sign opens."""
        menu = menu_with_letters(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, layer, self._layers)
        return menu

    def _add(self, layer: QgsVectorLayer, node: QgsLayerTreeLayer, words: str) -> None:
        badge, layer_id = QgsLayerTreeViewIndicator(self._view), layer.id()
        picture = "/mIconInfo.svg" if is_offline(layer) else "/mIconWarning.svg"
        badge.setIcon(QgsApplication.getThemeIcon(picture))
        badge.setToolTip(f"<span>{escape(words, quote=False)}</span>")
        badge.clicked.connect(lambda _: self._on_clicked(layer_id))
        self._view.addIndicator(node, badge)
        self._badges[layer_id] = (node, badge)

    def _on_clicked(self, layer_id: str) -> None:
        layer = self._layers.project.mapLayer(layer_id)
        if isinstance(layer, QgsVectorLayer):
            self.menu_of(layer).popup(QCursor.pos())

    def _clear(self, *_: object) -> None:
        """Take every sign back; nodes that are about to go are not touched afterwards."""
        for layer_id, (node, badge) in self._badges.items():
            if self._root.findLayer(layer_id) is node:  # else its node took the sign with it
                self._view.removeIndicator(node, badge)
            badge.deleteLater()
        self._badges = {}
