# SPDX-License-Identifier: GPL-2.0-or-later
"""What a double click and the context menu do on the items of the Browser."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Callable

from qgis.core import QgsDataItem
from qgis.gui import QgsDataItemGuiContext, QgsDataItemGuiProvider
from qgis.PyQt.QtWidgets import QMenu, QWidget

from ..host.language import tr
from ..layers.shared_browser import is_root, shared_of_item

if TYPE_CHECKING:
    from ..core.connections import SharedLayer
    from .shared_layers import SharedLayers


class SharedItemActions(QgsDataItemGuiProvider):
    """QGIS owns this object once it is registered. ``find_layers`` returns what opens shared layers."""

    def __init__(self, find_layers: Callable[[], SharedLayers], window: QWidget) -> None:
        super().__init__()
        self._find_layers, self._window = find_layers, window

    def name(self) -> str:
        return "service_points_shared"

    def handleDoubleClick(self, item: QgsDataItem, context: QgsDataItemGuiContext) -> bool:  # noqa: N802
        shared = shared_of_item(item)
        if shared is not None:
            self._find_layers().open(shared)
        return shared is not None

    def populateContextMenu(  # noqa: N802
        self,
        item: QgsDataItem,
        menu: QMenu,
        selectedItems: list[QgsDataItem],  # noqa: N803
        context: QgsDataItemGuiContext,
    ) -> None:
        shared = shared_of_item(item)
        if is_root(item):
            menu.addAction(tr("Add a Shared Layer…")).triggered.connect(partial(self._ask, item, None))
        elif shared is not None:
            menu.addAction(tr("Add to Project")).triggered.connect(partial(self._open, shared))
            menu.addAction(tr("Edit…")).triggered.connect(partial(self._ask, item.parent(), shared))
            menu.addAction(tr("Forget")).triggered.connect(partial(self._forget, item.parent(), shared))

    def _open(self, shared: SharedLayer, _: bool = False) -> None:
        self._find_layers().open(shared)

    def _ask(self, root: QgsDataItem, shared: SharedLayer | None, _: bool = False) -> None:
        from .shared_dialog import SharedDialog

        dialog = SharedDialog(self._find_layers(), self._window, shared)
        dialog.accepted.connect(root.refresh)
        dialog.open()

    def _forget(self, root: QgsDataItem, shared: SharedLayer, _: bool = False) -> None:
        from ..host.shared_layers import forget_layer

        forget_layer(shared)
        root.refresh()
