# SPDX-License-Identifier: GPL-2.0-or-later
"""The page “Service Points” of QGIS's Data Source Manager."""

from __future__ import annotations

from qgis.core import QgsProviderRegistry
from qgis.gui import QgsAbstractDataSourceWidget, QgsGui, QgsSourceSelectProvider
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from ..host.language import tr
from ..host.resources import icon
from .guide import open_guide
from .pages import sentence
from .shared_dialog import about, add_from
from .shared_form import SharedForm
from .shared_layers import SharedLayers

_NAME = "service_points_shared"
_PLAIN = Qt.WindowFlags() if hasattr(Qt, "WindowFlags") else Qt.WindowType.Widget
_EMBEDDED = QgsProviderRegistry.WidgetMode.Embedded


class SharedPage(QgsAbstractDataSourceWidget):
    """The form with QGIS's own buttons."""

    def __init__(
        self,
        layers: SharedLayers,
        parent: QWidget | None = None,
        flags: Qt.WindowFlags = _PLAIN,
        mode: QgsProviderRegistry.WidgetMode = _EMBEDDED,
    ) -> None:
        super().__init__(parent, flags, mode)
        self._layers = layers
        self.setObjectName("ServicePointsSharedPage")
        self.setWindowTitle(tr("Shared Layer of Service Points"))
        self.form, self.box = SharedForm(), QDialogButtonBox()
        layout = QVBoxLayout(self)
        layout.addWidget(sentence(about()))
        layout.addWidget(self.form, 1)
        layout.addWidget(self.box)
        self.setupButtons(self.box)
        self.box.helpRequested.connect(lambda: open_guide("shared"))
        self.form.changed.connect(self._on_changed)
        self._on_changed()

    def addButtonClicked(self) -> None:  # noqa: N802
        shared = add_from(self.form, self._layers)
        if shared is not None:
            self.form.refresh_saved()
            self.form.say(tr("“{title}” is being opened.").format(title=shared.title))

    def refresh(self) -> None:
        """Called by QGIS when connections may have changed elsewhere."""
        self.form.refresh_saved()

    def reset(self) -> None:
        self.form.stop()

    def _on_changed(self) -> None:
        self.enableButtons.emit(bool(self.form.address.text().strip()))


class SharedSource(QgsSourceSelectProvider):
    """Makes the page when QGIS shows it. QGIS owns this object once it is registered."""

    def __init__(self, layers: SharedLayers) -> None:
        super().__init__()
        self._layers = layers
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
        fl: Qt.WindowFlags = _PLAIN,
        widgetMode: QgsProviderRegistry.WidgetMode = _EMBEDDED,  # noqa: N803
    ) -> QgsAbstractDataSourceWidget:
        page = SharedPage(self._layers, parent, fl, widgetMode)
        self._pages = [*(each for each in self._pages if not sip.isdeleted(each)), page]
        return page

    def unload(self) -> None:
        """Leave QGIS's list; a page that it shows already is emptied with the dialog."""
        for page in self._pages:
            if not sip.isdeleted(page):
                page.form.stop()
                page.setEnabled(False)
        QgsGui.sourceSelectProviderRegistry().removeProvider(self)
