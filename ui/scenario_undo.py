# SPDX-License-Identifier: GPL-2.0-or-later
"""Undo and redo of the edits of a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

try:  # Qt 6 moved them; QGIS 3.22 has Qt 5
    from qgis.PyQt.QtGui import QUndoCommand, QUndoStack
except ImportError:
    from qgis.PyQt.QtWidgets import QUndoCommand, QUndoStack

from ..core.analysis.scenario import Scenario

if TYPE_CHECKING:
    from .scenario_controller import ScenarioController

UndoStack = QUndoStack


class ScenarioChange(QUndoCommand):
    """From one scenario to another; ``text`` says what was done."""

    def __init__(self, controller: ScenarioController, before: Scenario, after: Scenario, text: str) -> None:
        super().__init__(text)
        self._controller, self._before, self._after = controller, before, after

    def undo(self) -> None:
        self._controller.show(self._before)

    def redo(self) -> None:
        self._controller.show(self._after)
