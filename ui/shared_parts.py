# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to QGIS for shared layers: made once, taken back once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsMapLayer, QgsProject
from qgis.gui import QgsGui

from ..layers.shared_browser import SharedItems
from ..layers.shared_sign import seems_shared
from .shared_browser_menu import SharedItemActions
from .shared_source import SharedSource

if TYPE_CHECKING:
    from .shared_badges import SharedBadges
    from .shared_layers import SharedLayers


class SharedParts:
    """The page of the Data Source Manager, the item of the Browser; what opens layers comes when needed."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401  (QgisInterface, or a stand-in)
        self._iface, self._window = iface, iface.mainWindow()
        self._project = QgsProject.instance()
        self.badges: SharedBadges | None = None
        self.source = SharedSource(lambda: self.layers)
        self.items = SharedItems()
        self.actions = SharedItemActions(lambda: self.layers, self._window)
        QgsGui.sourceSelectProviderRegistry().addProvider(self.source)
        QgsGui.dataItemGuiProviderRegistry().addProvider(self.actions)
        QgsApplication.dataItemProviderRegistry().addProvider(self.items)
        self._project.layersAdded.connect(self._look_at)
        self._look_at(self._project.mapLayers().values())

    @cached_property
    def layers(self) -> SharedLayers:
        """What opens shared layers, asks again and turns to copies; made with the signs in the layer tree."""
        from .shared_badges import SharedBadges
        from .shared_layers import SharedLayers

        made = SharedLayers(self._iface, self._window)
        self.badges = SharedBadges(self._iface, made)
        return made

    def follow_language(self) -> None:
        """Write signs, the page and the item in the language now chosen."""
        if self.badges is not None:
            self.badges.refresh()
        self.source.unload()
        self.source = SharedSource(lambda: self.layers)
        QgsGui.sourceSelectProviderRegistry().addProvider(self.source)
        self.items.follow_language()

    def unload(self) -> None:
        """Take it all back; layers in projects stay, and are QGIS's own."""
        self._project.layersAdded.disconnect(self._look_at)
        QgsApplication.dataItemProviderRegistry().removeProvider(self.items)
        QgsGui.dataItemGuiProviderRegistry().removeProvider(self.actions)
        if self.badges is not None:
            self._close_dialogs()
        self.source.unload()
        if self.badges is not None:
            self.badges.unload()
            self.layers.unload()
            self.layers.deleteLater()

    def _look_at(self, added: Iterable[QgsMapLayer]) -> None:
        """Be there for the first shared layer, before a project that has it was read to its end."""
        if self.badges is None and any(map(seems_shared, added)):
            self.layers  # noqa: B018  (made by being asked for)
            self.badges.refresh()

    def _close_dialogs(self) -> None:
        from .shared_dialog import SharedDialog

        for dialog in self._window.findChildren(SharedDialog):
            dialog.close()
