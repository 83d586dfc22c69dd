# SPDX-License-Identifier: GPL-2.0-or-later
"""The Options page while the plugin is loaded, and what follows at once from what is changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtWidgets import QWidget

from ..host import log
from ..host.language import change_language, follow_language, leave_language, say, tr
from ..host.resources import icon
from ..host.settings import Settings, settings

if TYPE_CHECKING:
    from .options_page import Applied
    from .panel import ServicePointsPanel


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever QGIS opens its Options; ``applied`` hears of what was changed on it."""

    def __init__(self, applied: Applied) -> None:
        super().__init__()
        self._applied = applied
        self.setIcon(icon("service_points"))
        self.set_words()

    def set_words(self) -> None:
        """Write the title in the language now chosen."""
        self.setTitle(tr("Service Points"))

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:  # noqa: N802
        from .options_page import OptionsPage

        return OptionsPage(self._applied, parent)


class OptionsPart:
    """Adds the page to QGIS. ``find_panel`` returns the panel, None before it was first shown."""

    def __init__(self, iface: Any, find_panel: Callable[[], ServicePointsPanel | None]) -> None:  # noqa: ANN401
        self._iface, self._find_panel = iface, find_panel
        self.factory = OptionsFactory(self._on_applied)
        iface.registerOptionsWidgetFactory(self.factory)
        follow_language(self.factory.set_words)
        for problem in settings().problems:
            log.warning(say(problem))

    def unload(self) -> None:
        """Take the page back."""
        leave_language(self.factory.set_words)
        self._iface.unregisterOptionsWidgetFactory(self.factory)

    def _on_applied(self, before: Settings, after: Settings) -> None:
        """Let the panel follow; everything else asks for its setting when it needs it."""
        panel = self._find_panel()
        if before.language != after.language:
            change_language(after.language)
        if panel is None:
            return
        panel.points.follow.setChecked(after.follow_map)
        if panel.session.register is not None:
            panel.changes.set_jurisdictions(panel.session.register)
