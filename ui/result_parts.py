# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin offers for results outside its panel, made and taken back together."""

from __future__ import annotations

from typing import Any

from .brief_action import BriefActions
from .print_map import PrintMenu
from .run_again import RunAgainAction


class ResultParts:
    """“Run again”, “Partnership brief” and “Map for print”."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401  (QgisInterface, or a stand-in)
        self._parts = [RunAgainAction(iface), BriefActions(iface), PrintMenu(iface)]

    def unload(self) -> None:
        """Take everything back."""
        while self._parts:
            self._parts.pop().unload()
