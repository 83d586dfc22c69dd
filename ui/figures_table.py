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
        modes = QHeaderView.ResizeMode
        for column in range(len(headers)):
            mode = modes.Stretch if column == 0 else modes.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(column, mode)
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
        self.resizeRowsToContents()
        self.setFixedHeight(self.sizeHint().height())
