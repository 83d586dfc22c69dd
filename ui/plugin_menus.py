# SPDX-License-Identifier: GPL-2.0-or-later
"""The entries of the plugin in QGIS's menus, made anew when the language is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from ..host.language import tr
from .brief_action import BriefActions
from .menu_part import MenuPart
from .panel_entries import PanelEntries
from .print_menu import PrintMenu
from .run_again import RunAgainAction

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QAction

    from .panel import ServicePointsPanel
    from .parts import Part


class PluginMenus:
    """The panel's own ``action``, imports, projects, maps for print, briefs, another run, and help."""

    def __init__(
        self,
        iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
        action: QAction,
        show_panel: Callable[[], ServicePointsPanel],
    ) -> None:
        self._iface, self._action, self._show_panel = iface, action, show_panel
        self.parts: list[Part] = []
        self._add()

    def follow_language(self) -> None:
        """Write everything in the language now chosen."""
        self.unload()
        self._add()

    def unload(self) -> None:
        """Take the entries back, but not the action."""
        while self.parts:
            self.parts.pop().unload()
        self._iface.removePluginVectorMenu(self._title, self._action)

    def _add(self) -> None:
        self._title = tr("Service Points")  # kept: the language may be another when it is removed
        self._action.setText(tr("Service points"))
        self._action.setToolTip(tr("Show or hide the service points panel"))
        self._iface.addPluginToVectorMenu(self._title, self._action)
        tasks = {
            tr("Import a Source…"): self._import_source,
            tr("New Project from the Service Points Template"): self._new_project,
        }
        self.parts = [
            RunAgainAction(self._iface),
            BriefActions(self._iface),
            PanelEntries(self._iface, self._title, self._show_panel),
            PrintMenu(self._iface),
            MenuPart(self._iface, self._title, tasks, {tr("Diagnostics…"): self._show_diagnostics}),
        ]

    def _import_source(self) -> None:
        self._show_panel().importing.open()

    def _new_project(self) -> None:
        from .new_project import begin_project

        begin_project(self._iface, self._show_panel)

    def _show_diagnostics(self) -> None:
        from .diagnostics_dialog import DiagnosticsDialog

        DiagnosticsDialog(self._iface.mainWindow()).open()
