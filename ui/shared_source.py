# SPDX-License-Identifier: GPL-2.0-or-later
"""The page “Service Points” of QGIS's Data Source Manager."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.core import QgsProviderRegistry
from qgis.gui import QgsAbstractDataSourceWidget, QgsGui, QgsSourceSelectProvider
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from ..host.language import tr
from ..host.resources import icon

if TYPE_CHECKING:
    from .shared_layers import SharedLayers
    from .shared_page import SharedPage


_NAME = "service_points_shared"
PLAIN = Qt.WindowFlags() if hasattr(Qt, "WindowFlags") else Qt.WindowType.Widget
EMBEDDED = QgsProviderRegistry.WidgetMode.Embedded


class SharedSource(QgsSourceSelectProvider):
    """Makes the page when QGIS shows it. QGIS owns this object once it is registered.

    ``find_layers`` returns what opens shared layers.
    """

    def __init__(self, find_layers: Callable[[], SharedLayers]) -> None:
        super().__init__()
        self._find_layers = find_layers
        self._pages: list[SharedPage] = []

    def providerKey(self) -> str:  # noqa: N802
        return _NAME

    def name(self) -> str:
        return _NAME

    def text(self) -> str:
        return tr("Service Points")

    def toolTip(self) -> str:  # noqa: N802
        return tr("Add a shared layer of service points")

    def icon(self) -> QIcon:
        return icon("service_points")

    def ordering(self) -> int:
        return QgsSourceSelectProvider.Ordering.OrderRemoteProvider + 900

    def createDataSourceWidget(  # noqa: N802
        self,
        parent: QWidget | None = None,
        fl: Qt.WindowFlags = PLAIN,
        widgetMode: QgsProviderRegistry.WidgetMode = EMBEDDED,  # noqa: N803
    ) -> QgsAbstractDataSourceWidget:
        from .shared_page import SharedPage

        page = SharedPage(self._find_layers(), parent, fl, widgetMode)
        self._pages = [*(each for each in self._pages if not sip.isdeleted(each)), page]
        return page

    def unload(self) -> None:
        """Leave QGIS's list; a page that it shows already is emptied with the dialog."""
        for page in self._pages:
            if not sip.isdeleted(page):
                page.form.stop()
                page.setEnabled(False)
        QgsGui.sourceSelectProviderRegistry().removeProvider(self)
