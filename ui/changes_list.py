# SPDX-License-Identifier: GPL-2.0-or-later
"""The tree of changes: how records and fields are painted in a narrow panel, and its keys."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ..core.exchange import Change, RecordKey
from .changes_model import ChangeRole, ChangesModel, ErrorRole, FieldRole, FindingsRole, LineRole
from .contrast import text_colour
from .findings_list import paint_severity
from .words import number

MARGIN = 4
MARK = 14
LOWEST_WIDTH = 60


class ChangeDelegate(QStyledItemDelegate):
    """Paints a name in bold and under it a text that wraps as the panel is narrow."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        metrics = QFontMetrics(option.font)
        depth = 2 if index.parent().isValid() else 1
        width = self._view.viewport().width() - depth * self._view.indentation() - 2 * MARGIN
        room = QRect(0, 0, max(LOWEST_WIDTH, width), 10_000)
        text = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), index.data(LineRole) or "")
        return QSize(0, metrics.height() + text.height() + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        style = option.widget.style() if option.widget else QgsApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        box = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        metrics = QFontMetrics(option.font)
        painter.save()
        painter.setPen(text_colour(option))
        head = QRect(box.left(), box.top(), box.width(), metrics.height())
        self._paint_findings(painter, option, head, index)
        font = QFont(option.font)
        font.setBold(not index.parent().isValid())
        painter.setFont(font)
        elided = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideMiddle, head.width())
        painter.drawText(head, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), elided)
        painter.setFont(option.font)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(box.adjusted(0, metrics.height(), 0, 0), int(flags), index.data(LineRole) or "")
        painter.restore()

    @staticmethod
    def _paint_findings(
        painter: QPainter, option: QStyleOptionViewItem, head: QRect, index: QModelIndex
    ) -> None:
        """Paint mark and count of the findings at the end of the line, and shorten the line by them."""
        count = index.data(FindingsRole) or 0
        if not count:
            return
        shown = number(count)
        width = QFontMetrics(option.font).horizontalAdvance(shown)
        painter.setFont(option.font)
        painter.drawText(head, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)
        left = head.right() - width - MARK - MARGIN
        top = head.top() + (head.height() - MARK) // 2
        place, edge = QRect(left, top, MARK, MARK), text_colour(option)
        paint_severity(painter, place, error=index.data(ErrorRole), edge=edge)
        head.setRight(left - MARGIN)


class ChangesTree(QTreeView):
    """The tree. Enter opens the form, Space zooms, Delete asks to revert."""

    form_asked = pyqtSignal()
    zoom_asked = pyqtSignal()
    revert_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ServicePointsChanges")
        self.setModel(ChangesModel(self))
        self.setItemDelegate(ChangeDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows are as high as their text at this width

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        asked = {
            Qt.Key.Key_Return: self.form_asked,
            Qt.Key.Key_Enter: self.form_asked,
            Qt.Key.Key_Space: self.zoom_asked,
            Qt.Key.Key_Delete: self.revert_asked,
        }.get(event.key())
        if asked is None:
            super().keyPressEvent(event)
        else:
            asked.emit()

    def selected_changes(self) -> list[Change]:
        """Return the changes of the selected records, each once, from top to bottom."""
        found = {}
        for index in self.selectionModel().selectedIndexes():
            change = index.data(ChangeRole)
            found[change.table, change.id] = change
        order = {(c.table, c.id): n for n, c in enumerate(self.model().compared.changes)}
        return sorted(found.values(), key=lambda change: order[change.table, change.id])

    def select_changes(self, records: Collection[RecordKey]) -> None:
        """Select records that are still changed, in addition to what is selected."""
        model = self.model()
        indexes = (model.index(row, 0) for row in range(model.rowCount() if records else 0))
        for index in indexes:
            change = index.data(ChangeRole)
            if (change.table, change.id) in records:
                self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def selected_fields(self) -> tuple[str, ...]:
        """Return the fields chosen of one record; none when records are chosen whole."""
        indexes = self.selectionModel().selectedIndexes()
        fields = [index.data(FieldRole) for index in indexes if index.parent().isValid()]
        return tuple(fields) if len(fields) == len(indexes) and len(self.selected_changes()) == 1 else ()
