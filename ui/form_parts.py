# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to the forms of a store's layers, wherever they open: made once, taken back once."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProject

from .form_checkers import close_checkers
from .form_fields import (
    register_hours_widget,
    register_record_widget,
    withdraw_hours_widget,
    withdraw_record_widget,
)
from .form_lists import ListGuard
from .form_moves import MoveGuard


class FormParts:
    """The editor widgets, and the guards of lists and addresses. ``iface`` is QGIS's interface."""

    def __init__(self, iface: Any) -> None:  # noqa: ANN401
        self._project = QgsProject.instance()
        register_hours_widget()
        register_record_widget()
        self.lists = ListGuard(self._project)
        self.guard = MoveGuard(iface, self._project)
        self._project.cleared.connect(close_checkers)

    def unload(self) -> None:
        """Leave forms that open from now on to QGIS."""
        self._project.cleared.disconnect(close_checkers)
        self.guard.unload()
        self.lists.unload()
        withdraw_record_widget()
        withdraw_hours_widget()
