# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds, registers and unregisters what the plugin adds to QGIS; nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QSignalBlocker, Qt
from qgis.PyQt.QtWidgets import QAction

from .host.language import follow_language, install_translator, leave_language, remove_translator
from .host.resources import icon
from .host.tasks import cancel_all
from .layers.functions import register_functions, unregister_functions
from .processing.provider import ServicePointsProvider, forget_jobs

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .ui.panel import ServicePointsPanel
    from .ui.parts import Part
    from .ui.plugin_menus import PluginMenus
    from .ui.shared_parts import SharedParts


class ServicePointsPlugin:
    """What QGIS loads. Without a screen (``qgis_process``) only ``initProcessing`` is called."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self.iface = iface
        self.provider: ServicePointsProvider | None = None
        self.action: QAction | None = None
        self.panel: ServicePointsPanel | None = None
        self.shared: SharedParts | None = None
        self.parts: list[Part] = []
        self.menus: PluginMenus | None = None

    def initProcessing(self) -> None:  # noqa: N802
        """Register the algorithms, once."""
        if self.provider is None:
            install_translator()
            register_functions()
            self.provider = ServicePointsProvider()
            QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:  # noqa: N802
        """Add the panel's action; the panel itself is made when it is first shown."""
        # here, because without a screen nothing of qgis.gui may be imported
        from .ui.parts import make_parts
        from .ui.plugin_menus import PluginMenus
        from .ui.shared_parts import SharedParts

        follow_language(self._follow_language)
        self.initProcessing()
        window = self.iface.mainWindow()
        self.action = QAction(icon("service_points"), "", window)
        self.action.setObjectName("ServicePointsPanelAction")
        self.action.setCheckable(True)
        self.action.toggled.connect(self._on_action_toggled)
        self.iface.addToolBarIcon(self.action)
        self.shared = SharedParts(self.iface)
        self.menus = PluginMenus(self.iface, self.action, self.show_panel)
        self.parts = [self.shared, *make_parts(self.iface, lambda: self.panel, self.show_panel), self.menus]

    def unload(self) -> None:
        """Take back everything, in reverse order; safe when QGIS has deleted some of it already."""
        leave_language(self._follow_language)
        cancel_all()
        if self.panel is not None and not sip.isdeleted(self.panel):
            self.panel.unload()
            self.iface.removeDockWidget(self.panel)
            self.panel.deleteLater()
        while self.parts:
            self.parts.pop().unload()
        self.panel = self.shared = self.menus = None
        if self.action is not None:
            self.iface.removeToolBarIcon(self.action)
            self.action.deleteLater()
            self.action = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        forget_jobs()
        unregister_functions()
        remove_translator()

    def show_panel(self) -> ServicePointsPanel:
        """Bring the panel up, and return it."""
        self.action.setChecked(True)
        self.panel.setUserVisible(True)
        return self.panel

    def _follow_language(self) -> None:
        """Write again what QGIS shows of the plugin beside the panel, which follows by itself."""
        self.menus.follow_language()
        self.shared.follow_language()
        unregister_functions()
        register_functions()
        self.provider.refreshAlgorithms()

    def _on_action_toggled(self, shown: bool) -> None:
        if shown and self.panel is None:
            from .ui.panel import ServicePointsPanel

            self.panel = ServicePointsPanel(self.iface, self.iface.mainWindow(), self.shared.layers)
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
            width = self.panel.sizeHint().width()  # which QGIS does not ask for
            self.iface.mainWindow().resizeDocks([self.panel], [width], Qt.Orientation.Horizontal)
            self.panel.visibilityChanged.connect(self._on_panel_visibility_changed)
        if self.panel is not None and not sip.isdeleted(self.panel):
            self.panel.setUserVisible(shown)

    def _on_panel_visibility_changed(self, visible: bool) -> None:
        if self.action is not None and self.panel is not None:
            with QSignalBlocker(self.action):
                self.action.setChecked(self.panel.isUserVisible() if visible else not self.panel.isHidden())
