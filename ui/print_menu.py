# SPDX-License-Identifier: GPL-2.0-or-later
"""The entries of “Map for print”."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction

from ..host.language import tr
from ..host.resources import icon
from .mnemonics import menu_with_letters

VIEW, JURISDICTIONS, AREAS = "view", "jurisdictions", "areas"


def print_titles() -> dict[str, str]:
    """Return the entries of the menus: what is printed, and its words."""
    return {
        VIEW: tr("Map for Print…"),
        JURISDICTIONS: tr("Atlas by Jurisdiction…"),
        AREAS: tr("Atlas by Catchment or Area…"),
    }


class PrintMenu(QObject):
    """The entries in the menu of the plugin."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401  (QgisInterface, or a stand-in)
        super().__init__(iface.mainWindow())
        self._iface = iface
        self._title = tr("Service Points")  # kept: the language may be another when it is removed
        self.menu = menu_with_letters(iface.mainWindow(), tr("Map for Print"))
        for kind, words in print_titles().items():
            action = self.menu.addAction(words)
            action.setObjectName(f"ServicePointsPrint_{kind}")
            action.triggered.connect(lambda _=False, wanted=kind: self._print(wanted))
        self.action: QAction = self.menu.menuAction()
        self.action.setIcon(icon("service_points"))
        iface.addPluginToVectorMenu(self._title, self.action)

    def unload(self) -> None:
        """Take the entries back."""
        self._iface.removePluginVectorMenu(self._title, self.action)
        self.menu.deleteLater()
        self.deleteLater()

    def _print(self, kind: str) -> None:
        from .print_map import print_map

        print_map(self._iface, kind)
