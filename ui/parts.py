# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to QGIS's window beside the panel: made once, taken back once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Protocol

from .form_parts import FormParts
from .options_part import OptionsPart
from .point_locator import LocatorPart

if TYPE_CHECKING:
    from .panel import ServicePointsPanel


class Part(Protocol):
    """Something that was added to QGIS."""

    def unload(self) -> None:
        """Take it back."""


def make_parts(
    iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
    find_panel: Callable[[], ServicePointsPanel | None],
    show_panel: Callable[[], ServicePointsPanel],
) -> list[Part]:
    """Add what says its words when it is asked for them, or is told of another language."""
    return [FormParts(iface), OptionsPart(iface, find_panel), LocatorPart(iface, find_panel, show_panel)]
