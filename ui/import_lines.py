# SPDX-License-Identifier: GPL-2.0-or-later
"""A list of what became of rows: filtered by words, several chosen at once, copied to the clipboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QAbstractItemView, QTableView, QWidget

from ..core.importing.matched import Decision
from ..core.validation.similarity import fold
from ..host.language import tr
from .import_rows import Line, decision_words, table_text
from .review_words import plain_tip

_WIDTHS = (50, 100, 190, 150, 250)
_DECISION = 5


class LinesModel(QAbstractTableModel):
    """Rows of a list; those that lack a word that is looked for are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Line] = ()
        self._texts: list[str] = []
        self.lines: Sequence[Line] = ()
        self._words: list[str] = []
        self._decisions: Mapping[str, Decision] = {}

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show another list; the words that are looked for stay."""
        self._all = lines
        self._texts = [fold(" ".join(line.cells)) for line in lines]
        self._refill()

    def search(self, words: str) -> None:
        """Show only lines that have all the words."""
        self._words = fold(words).split()
        self._refill()

    def set_decisions(self, decisions: Mapping[str, Decision]) -> None:
        """Show what was decided."""
        self._decisions = decisions
        if self.lines:
            self.dataChanged.emit(self.index(0, _DECISION), self.index(len(self.lines) - 1, _DECISION))

    def next_open(self, after: int) -> int:
        """Return the next line that can be decided and is not, from the beginning again; -1 for none."""
        count = len(self.lines)
        for step in range(1, count + 1):
            place = (after + step) % count
            line = self.lines[place]
            if line.can_be_decided and line.value not in self._decisions:
                return place
        return -1

    def headers(self) -> list[str]:
        """Return what the columns are called."""
        return [tr("Row"), tr("Identifier"), tr("Name"), tr("Address"), tr("Details"), tr("Decision")]

    def rows(self, places: Sequence[int]) -> list[list[str]]:
        """Return the cells of lines."""
        return [[*self.lines[p].cells, self._decision_of(self.lines[p])] for p in places]

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else _DECISION + 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        line = self.lines[index.row()]
        text = self._decision_of(line) if index.column() == _DECISION else line.cells[index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole and text else text

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self.headers()[section]

    def _decision_of(self, line: Line) -> str:
        return decision_words(self._decisions.get(line.value)) if line.can_be_decided else ""

    def _refill(self) -> None:
        self.beginResetModel()
        words = self._words
        self.lines = (
            [line for line, text in zip(self._all, self._texts) if all(word in text for word in words)]
            if words
            else self._all
        )
        self.endResetModel()


class LinesView(QTableView):
    """The list; Ctrl+C copies what is chosen, all of it where nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)

    def chosen(self) -> list[Line]:
        """Return the lines that are chosen."""
        return [self.lines.lines[index.row()] for index in self.selectionModel().selectedRows()]

    def copy(self) -> None:
        """Copy the chosen lines, or all, as a spreadsheet takes them."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = self.lines.rows(places or range(self.lines.rowCount()))
        QGuiApplication.clipboard().setText(table_text(self.lines.headers(), rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
        elif event.text() and not event.modifiers():
            event.ignore()  # letters decide (S, N, L); they do not look for a row
        else:
            super().keyPressEvent(event)
