# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to QGIS's menus, but for the panel's own entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from qgis.PyQt.QtWidgets import QAction, QMenu

from ..host.language import tr
from ..host.resources import icon
from .guide import open_guide


class MenuPart:
    """Entries of the Vector menu, below ``title``, and of Help: pages that lie here, and ``helping``."""

    def __init__(
        self,
        iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
        title: str,
        tasks: Mapping[str, Callable[[], None]],
        helping: Mapping[str, Callable[[], None]],
    ) -> None:
        self._iface, self._title = iface, title
        self._window = iface.mainWindow()
        self.actions = [self._action(words, task) for words, task in tasks.items()]
        for action in self.actions:
            iface.addPluginToVectorMenu(title, action)
        self.help = QMenu(tr("Service Points"), self._window)
        self.help.setIcon(icon("service_points"))
        for words, part in (
            (tr("Quick Guide"), ""),
            (tr("Settings and Deployment"), "settings"),
            (tr("Functions for Expressions"), "functions"),
        ):
            self.help.addAction(words).triggered.connect(lambda _=False, wanted=part: open_guide(wanted))
        self.help.addSeparator()
        for words, task in helping.items():
            self.help.addAction(words).triggered.connect(lambda _=False, wanted=task: wanted())
        iface.pluginHelpMenu().addMenu(self.help)

    def unload(self) -> None:
        """Take the entries back."""
        self._iface.pluginHelpMenu().removeAction(self.help.menuAction())
        self.help.deleteLater()
        for action in self.actions:
            self._iface.removePluginVectorMenu(self._title, action)
            action.deleteLater()

    def _action(self, words: str, task: Callable[[], None]) -> QAction:
        action = QAction(icon("service_points"), words, self._window)
        action.triggered.connect(lambda _=False: task())
        return action
