# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to QGIS for shared layers: made once, taken back once."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsGui

from ..layers.shared_browser import SharedItems
from .shared_badges import SharedBadges
from .shared_browser_menu import SharedItemActions
from .shared_dialog import SharedDialog
from .shared_layers import SharedLayers
from .shared_source import SharedSource


class SharedParts:
    """The layers themselves, their signs, the page of the Data Source Manager, the item of the Browser."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401  (QgisInterface, or a stand-in)
        self._window = iface.mainWindow()
        self.layers = SharedLayers(iface, self._window)
        self.badges = SharedBadges(iface, self.layers)
        self.source = SharedSource(self.layers)
        self.items = SharedItems()
        self.actions = SharedItemActions(self.layers, iface.mainWindow())
        QgsGui.sourceSelectProviderRegistry().addProvider(self.source)
        QgsGui.dataItemGuiProviderRegistry().addProvider(self.actions)
        QgsApplication.dataItemProviderRegistry().addProvider(self.items)

    def follow_language(self) -> None:
        """Write signs, the page and the item in the language now chosen."""
        self.badges.refresh()
        self.source.unload()
        self.source = SharedSource(self.layers)
        QgsGui.sourceSelectProviderRegistry().addProvider(self.source)
        self.items.follow_language()

    def unload(self) -> None:
        """Take it all back; layers in projects stay, and are QGIS's own."""
        for dialog in self._window.findChildren(SharedDialog):
            dialog.close()
        QgsApplication.dataItemProviderRegistry().removeProvider(self.items)
        QgsGui.dataItemGuiProviderRegistry().removeProvider(self.actions)
        self.source.unload()
        self.badges.unload()
        self.layers.unload()
        self.layers.deleteLater()
