# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to QGIS's window beside the panel: made once, taken back once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Protocol

from ..host.language import tr
from .brief_action import BriefActions
from .form_parts import FormParts
from .menu_part import MenuPart
from .options_part import OptionsPart
from .point_locator import LocatorPart
from .print_menu import PrintMenu
from .run_again import RunAgainAction

if TYPE_CHECKING:
    from .panel import ServicePointsPanel


class Part(Protocol):
    """Something that was added to QGIS."""

    def unload(self) -> None:
        """Take it back."""


def make_parts(
    iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
    menu: str,
    find_panel: Callable[[], ServicePointsPanel | None],
    show_panel: Callable[[], ServicePointsPanel],
) -> list[Part]:
    """Add everything; ``menu`` is the title of the plugin's menu."""

    def import_source() -> None:
        show_panel().importing.open()

    def new_project() -> None:
        from .new_project import begin_project

        begin_project(iface, show_panel)

    def show_diagnostics() -> None:
        from .diagnostics_dialog import DiagnosticsDialog

        DiagnosticsDialog(iface.mainWindow()).open()

    tasks = {
        tr("Import a Source…"): import_source,
        tr("New Project from the Service Points Template"): new_project,
    }
    return [
        FormParts(iface),
        RunAgainAction(iface),
        BriefActions(iface),
        PrintMenu(iface),
        OptionsPart(iface, find_panel),
        LocatorPart(iface, find_panel, show_panel),
        MenuPart(iface, menu, tasks, {tr("Diagnostics…"): show_diagnostics}),
    ]
