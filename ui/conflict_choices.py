# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of mine and theirs: a click or Enter takes a value; buttons take one side everywhere."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange.outbox_answer import Answer
from ..host.language import tr
from .conflict_model import ConflictChoicesModel
from .pages import heading, sentence

_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_FIRST_SHARE = 0.22
_HEADING_SPACE = 10


class ConflictTable(QTableView):
    """The view. Arrows move, Enter and the space bar take a value, Tab leaves the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = ConflictChoicesModel(self)
        self.setModel(self.choices)
        self.setAccessibleName(tr("Values to choose from"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self.choices.take)
        self.choices.modelReset.connect(self._fit)
        self.choices.dataChanged.connect(lambda *_: self._fit_rows())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _TAKES:
            self.choices.take(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.clearSpans()
        columns, room = self.choices.columnCount(), self.viewport().width()
        first = int(room * _FIRST_SHARE)
        self.setColumnWidth(0, first)
        for column in range(1, columns):
            self.setColumnWidth(column, (room - first) // (columns - 1))
        for row in range(self.choices.rowCount()):
            if self.choices.is_heading(row):
                self.setSpan(row, 0, 1, columns)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()
        for row in range(self.choices.rowCount()):
            if self.choices.is_heading(row):  # measured as if it had to wrap within the first column
                self.setRowHeight(row, self.fontMetrics().height() + _HEADING_SPACE)


class ConflictChoices(QWidget):
    """Explains, shows the table and counts; ``settle_asked`` hands over what is chosen."""

    settle_asked = pyqtSignal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ConflictTable()
        self.state = sentence()
        self.mine, self.theirs = QPushButton(tr("Mine everywhere")), QPushButton(tr("Theirs everywhere"))
        self.apply = QPushButton(tr("Apply the choices"))
        for button in (self.mine, self.theirs):
            button.setAutoDefault(False)
        self.mine.clicked.connect(lambda: self.table.choices.take_all("mine"))
        self.theirs.clicked.connect(lambda: self.table.choices.take_all("theirs"))
        self.apply.clicked.connect(lambda: self.settle_asked.emit(self.table.choices.choices()))
        self.table.choices.chosen.connect(self._on_chosen)
        row = QHBoxLayout()
        row.addWidget(self.mine)
        row.addWidget(self.theirs)
        row.addStretch(1)
        row.addWidget(self.apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading(tr("Others changed the same")))
        layout.addWidget(
            sentence(
                tr(
                    "Click the value that should stand. Yours stays a change, and goes with your next "
                    "submission; theirs comes into your working copy."
                )
            )
        )
        layout.addWidget(self.table, 1)
        layout.addWidget(self.state)
        layout.addLayout(row)

    def show_answer(self, answer: Answer) -> None:
        """Show what is left to choose."""
        self.table.choices.show(answer.units, answer.names)
        self._on_chosen()

    def _on_chosen(self) -> None:
        made, all_of_them = self.table.choices.count()
        self.apply.setEnabled(made > 0)
        self.state.setText(tr("{made} of {all} chosen").format(made=made, all=all_of_them))
