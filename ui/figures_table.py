# SPDX-License-Identifier: GPL-2.0-or-later
"""A small table of figures, as high as its rows, that a narrow panel does not clip."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

_LABELS = 80  # px of width that labels need, rather than heads in full


class FiguresTable(QTableWidget):
    """The first column holds labels and wraps; the others hold figures, to the right."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)  # Tab leaves the table; arrows move in it
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rows(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows instead; a head of several words stands in several lines."""
        self.setColumnCount(len(headers))
        self.setRowCount(len(rows))
        for column, text in enumerate(headers):
            head = QTableWidgetItem(text.replace(" ", "\n"))
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            head.setTextAlignment(side | Qt.AlignmentFlag.AlignBottom)
            head.setToolTip(text)
            self.setHorizontalHeaderItem(column, head)
        for i, row in enumerate(rows):
            for column, text in enumerate(row):
                # Names of fields, too, may wrap: after each underscore.
                cell = QTableWidgetItem(text.replace("_", "_\u200b") if column == 0 else text)
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                cell.setToolTip(text)
                self.setItem(i, column, cell)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        edge = 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), self.horizontalHeader().height() + rows + edge)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self.sizeHint().height())

    def _fit(self) -> None:
        """Give each column what its cells need, and its head unless that leaves too little for the labels."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = range(1, self.columnCount())
        cells = [self.sizeHintForColumn(column) + 1 for column in columns]
        wide = [max(cell, head.sectionSizeHint(c)) for cell, c in zip(cells, columns)]
        room = self.viewport().width()
        chosen = wide if room - sum(wide) >= _LABELS or room <= 0 else cells
        for column, width in zip(columns, chosen):
            self.setColumnWidth(column, width)
        self.setColumnWidth(0, max(0, room - sum(chosen)))
        self.resizeRowsToContents()
        self.setFixedHeight(self.sizeHint().height())
