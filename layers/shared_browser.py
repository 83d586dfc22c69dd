# SPDX-License-Identifier: GPL-2.0-or-later
"""The item “Service Points” of QGIS's Browser, with the saved connections in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication, QgsDataCollectionItem, QgsDataItem, QgsDataItemProvider, QgsDataProvider
from qgis.PyQt import sip

from ..host.compat import FAST_ITEM
from ..host.language import tr
from ..host.resources import icon

if TYPE_CHECKING:
    from ..core.connections import SharedLayer

PROVIDER = "service_points"
_ROOT = "/service_points"


def is_root(item: QgsDataItem) -> bool:
    """Return whether an item is ours that holds the connections.

    By its path: QGIS hands an item back as one of its own kind.
    """
    return item.providerKey() == PROVIDER and item.path() == _ROOT


def shared_of_item(item: QgsDataItem) -> SharedLayer | None:
    """Return the saved connection behind an item; ``None`` for any other item."""
    if item.providerKey() != PROVIDER:
        return None
    from ..host.shared_layers import saved_layers

    return next((each for each in saved_layers() if item.path() == f"{_ROOT}/{each.key}"), None)


class SharedItem(QgsDataItem):
    """A saved connection; what a double click and its menu do is said in ``ui``."""

    def __init__(self, parent: QgsDataItem, shared: SharedLayer) -> None:
        super().__init__(QgsDataItem.Type.Custom, parent, shared.title, f"{_ROOT}/{shared.key}", PROVIDER)
        self.setIcon(QgsApplication.getThemeIcon("/mIconVector.svg"))
        self.setToolTip(shared.url)
        self.setState(QgsDataItem.State.Populated)


class SharedRoot(QgsDataCollectionItem):
    """Holds the connections. They come from the settings: there is nothing to wait for."""

    def __init__(self) -> None:
        super().__init__(None, tr("Service Points"), _ROOT, PROVIDER)
        self.setIcon(icon("service_points"))
        self.setCapabilitiesV2(FAST_ITEM)

    def createChildren(self) -> list[QgsDataItem]:  # noqa: N802
        from ..host.shared_layers import saved_layers

        items = []
        for shared in saved_layers():
            item = SharedItem(self, shared)
            sip.transferto(item, self)
            items.append(item)
        return items


class SharedItems(QgsDataItemProvider):
    """Makes the root item. QGIS owns this object once it is registered."""

    def __init__(self) -> None:
        super().__init__()
        self.root: SharedRoot | None = None

    def name(self) -> str:
        return PROVIDER

    def capabilities(self) -> QgsDataProvider.DataCapabilities:
        return QgsDataProvider.DataCapability.Net

    def follow_language(self) -> None:
        """Name the item in the language now chosen."""
        if self.root is not None and not sip.isdeleted(self.root):
            self.root.setName(tr("Service Points"))

    def createDataItem(self, path: str, parentItem: QgsDataItem | None) -> QgsDataItem | None:  # noqa: N802, N803
        if path or parentItem is not None:
            return None
        self.root = SharedRoot()
        sip.transferto(self.root, None)
        return self.root
