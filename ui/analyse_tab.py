# SPDX-License-Identifier: GPL-2.0-or-later
"""Tasks in words: each opens the algorithm that answers the question, filled in from the open store."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..host.language import tr
from ..host.resources import icon
from .accessible import scroll_area
from .analyse_tasks import TASKS, Task
from .pages import heading, sentence
from .results_list import ResultsList


class AnalyseTab(QWidget):
    """Buttons for the questions; says which points they are about."""

    task_asked = pyqtSignal(str)

    def __init__(self, project: QgsProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = sentence()
        self._cards: dict[str, TaskCard] = {}
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(4, 6, 4, 4)
        rows.setSpacing(8)
        rows.addWidget(self._about)
        for task in TASKS:
            rows.addWidget(self._make_task(task))
        self.results = ResultsList(project)
        rows.addWidget(self.results)
        rows.addStretch()
        self._area = scroll_area(inside)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.results.changed.connect(self._fit)

    def unload(self) -> None:
        """Let go of the project; the tab is deleted afterwards."""
        self.results.unload()

    def show_page(self, page: QWidget | None) -> None:
        """Show a page in the place of the questions; None: the questions again, the keyboard on the first."""
        if page is not None and self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page or self._area)
        if page is None:
            next(iter(self._cards.values())).setFocus()

    def set_points(self, open_counters: int, selected: int) -> None:
        """Say which points the tasks use: the selected ones, else those that people can visit now."""
        if selected:
            self._about.setText(tr("The tasks use the %n selected point(s).", selected))
        else:
            self._about.setText(
                tr(
                    "The tasks use the %n open in-person point(s). Select others in the list to use those "
                    "instead.",
                    open_counters,
                )
            )

    def card(self, algorithm: str) -> TaskCard:
        """Return the button of a question."""
        return self._cards[algorithm]

    def set_preflight(self, algorithm: str, text: str) -> None:
        """Say on a task about how long it will take; nothing when the text is empty."""
        self._cards[algorithm].set_note(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the wrapping texts the height they need at this width, no more: a scroll area does not ask."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self._area.widget()
        inside.setMinimumHeight(inside.layout().totalHeightForWidth(self._area.viewport().width()))

    def _make_task(self, task: Task) -> QWidget:
        card = TaskCard(icon(task.icon), task.question(), task.explanation())
        self._cards[task.algorithm] = card
        card.setObjectName(f"Task_{task.algorithm}")
        card.clicked.connect(lambda _=False: self.task_asked.emit(task.algorithm))
        return card


class TaskCard(QPushButton):
    """A button as wide as the panel whose title and explanation wrap."""

    def __init__(self, picture: QIcon, title: str, explanation: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(explanation)
        self._explanation, self._note = explanation, sentence()
        slanted = self._note.font()
        slanted.setItalic(True)
        self._note.setFont(slanted)
        self._note.hide()
        drawing = QLabel()
        drawing.setPixmap(picture.pixmap(28, 28))
        drawing.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout()
        rows.setSpacing(3)
        rows.addWidget(heading(title))
        rows.addWidget(sentence(explanation))
        rows.addWidget(self._note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(drawing)
        layout.addLayout(rows, 1)
        for label in self.findChildren(QLabel):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_note(self, text: str) -> None:
        """Write a quiet line under the explanation."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self.setAccessibleDescription(f"{self._explanation} {text}".strip())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self.layout().totalHeightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.layout().totalMinimumSize()
