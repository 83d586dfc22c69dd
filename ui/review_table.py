# SPDX-License-Identifier: GPL-2.0-or-later
"""The view of the conflict table: click or Enter takes a value, typing in the result writes one."""

from __future__ import annotations

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt
from qgis.PyQt.QtGui import QKeyEvent, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ..host.language import tr
from .review_conflict import ConflictModel

NARROW = 460
"""In less room than this (px) the sides stand below each other."""
_FIELD_SHARE, _LABEL_SHARE = 0.18, 0.3
_HEADING_SPACE = 10
_CHOSEN = "chosen"
"""Property of a list of values from which somebody has taken one."""
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConflictTable(QTableView):
    """As high as its rows, so that the page scrolls and not the table within it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conflicts = ConflictModel(self)
        self.setModel(self.conflicts)
        self.setAccessibleName(tr("Values to choose from"))
        self.setItemDelegate(_ResultDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)  # Tab leaves the table; arrows move in it
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self.conflicts.take)
        self.conflicts.modelReset.connect(self._fit)
        self.conflicts.dataChanged.connect(self._fit_rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and the space bar take the value of a cell; in the result they begin to type."""
        if event.key() in _TAKES and self.state() != QAbstractItemView.State.EditingState:
            index = self.currentIndex()
            if not self.conflicts.take(index) and self.conflicts.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.viewport().width() < NARROW
        if narrow != self.conflicts.narrow:
            self.conflicts.set_narrow(narrow)
        else:
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        rows = sum(self.rowHeight(row) for row in range(self.conflicts.rowCount()))
        head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().height()
        return QSize(super().sizeHint().width(), head + rows + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self.sizeHint().height())

    def _fit(self) -> None:
        """Share the width among the columns; a field's name spans them where it has a line of its own."""
        self.clearSpans()
        narrow, columns, room = self.conflicts.narrow, self.conflicts.columnCount(), self.viewport().width()
        self.horizontalHeader().setHidden(narrow)
        if columns == 0 or room <= 0:
            self.setFixedHeight(self.sizeHint().height())
            return
        first = int(room * (_LABEL_SHARE if narrow else _FIELD_SHARE))
        self.setColumnWidth(0, first)
        for column in range(1, columns):
            self.setColumnWidth(column, (room - first) // (columns - 1))
        if narrow:
            for row in range(self.conflicts.rowCount()):
                if self.conflicts.is_heading(row):
                    self.setSpan(row, 0, 1, columns)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()
        for row in range(self.conflicts.rowCount()):
            if self.conflicts.is_heading(row):  # measured as if it had to wrap within the first column
                self.setRowHeight(row, self.fontMetrics().height() + _HEADING_SPACE)
        self.setFixedHeight(self.sizeHint().height())


class _ResultDelegate(QStyledItemDelegate):
    """A list to choose from where the values are known, else a line to type in."""

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> QWidget:
        options = index.model().options(index)
        if not options:
            return super().createEditor(parent, option, index)
        editor = QComboBox(parent)
        editor.addItem("–", "")
        for code, label in options:
            editor.addItem(label, code)
        editor.activated.connect(lambda _row: self._finish(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:  # noqa: N802
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            by_code, by_label = editor.findData(text), editor.findText(text)
            editor.setCurrentIndex(max(by_code, by_label, 0))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex) -> None:  # noqa: N802
        """Write what was chosen or typed; a list or a line that was only looked at chooses nothing."""
        if isinstance(editor, QComboBox):
            if editor.property(_CHOSEN):
                model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)
        elif editor.isModified():
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        editor.setGeometry(option.rect)

    def _finish(self, editor: QWidget) -> None:
        editor.setProperty(_CHOSEN, True)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
