# SPDX-License-Identifier: GPL-2.0-or-later
"""Tasks in words: each opens the algorithm that answers the question, filled in from the open store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ..host.language import tr
from ..host.resources import icon
from .pages import sentence


@dataclass(frozen=True)
class Task:
    """One question, the algorithm that answers it, and what it needs."""

    algorithm: str
    icon: str
    question: Callable[[], str]
    explanation: Callable[[], str]


TASKS = (
    Task(
        "catchments",
        "reach",
        lambda: tr("Who can reach these points?"),
        lambda: tr(
            "Travel time or distance by road, and the people within it. Needs roads and a census layer."
        ),
    ),
    Task(
        "colocationpairs",
        "roof",
        lambda: tr("Where could two governments share a roof?"),
        lambda: tr("Pairs of points of different governments that lie close together, the best first."),
    ),
    Task(
        "networkcheck",
        "roads",
        lambda: tr("Are these roads fit for analysis?"),
        lambda: tr("Finds missing speeds, islands, gaps and points far from any road."),
    ),
)


class AnalyseTab(QWidget):
    """Buttons for the questions; says which points they are about."""

    task_asked = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = sentence()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(4, 6, 4, 4)
        rows.setSpacing(12)
        rows.addWidget(self._about)
        for task in TASKS:
            rows.addWidget(self._make_task(task))
        rows.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def set_points(self, total: int, selected: int) -> None:
        """Say which points the tasks use."""
        if selected:
            self._about.setText(tr("The tasks use the %n selected point(s).", selected))
        else:
            self._about.setText(
                tr("The tasks use all %n point(s). Select some in the list to use only those.", total)
            )

    def _make_task(self, task: Task) -> QWidget:
        button = QToolButton()
        button.setObjectName(f"Task_{task.algorithm}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(icon(task.icon))
        button.setIconSize(QSize(24, 24))
        button.setText(task.question())
        button.setAccessibleDescription(task.explanation())
        button.clicked.connect(lambda _=False: self.task_asked.emit(task.algorithm))
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(button)
        layout.addWidget(sentence(task.explanation()))
        return holder
