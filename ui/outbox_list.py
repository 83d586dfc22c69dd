# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of the outbox: a mark, a date in bold, and lines that wrap as the panel is narrow."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ..core.exchange.outbox_entry import OutboxState
from ..core.exchange.outbox_lines import OutboxLine
from ..host.language import tr
from .contrast import text_colour
from .outbox_words import line_words, moment_words

TextRole = Qt.ItemDataRole.UserRole
LineRole = Qt.ItemDataRole.UserRole + 1
MARGIN, MARK, LOWEST_WIDTH = 4, 16, 60

_WRAP = int(Qt.TextFlag.TextWordWrap)


class MarkedDelegate(QStyledItemDelegate):
    """Paints the decoration, the display text in bold, and ``TextRole`` below it, whole."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        width = max(LOWEST_WIDTH, self._view.viewport().width() - MARK - 4 * MARGIN)
        bold = _bold(option.font)
        height = _height(bold, index.data(), width) + _height(option.font, index.data(TextRole), width)
        return QSize(0, height + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        style = option.widget.style() if option.widget else QgsApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        box = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        index.data(Qt.ItemDataRole.DecorationRole).paint(painter, QRect(box.left(), box.top(), MARK, MARK))
        painter.save()
        painter.setPen(text_colour(option))
        text = box.adjusted(MARK + 2 * MARGIN, 0, 0, 0)
        for font, words in ((_bold(option.font), index.data()), (option.font, index.data(TextRole))):
            painter.setFont(font)
            painter.drawText(text, _WRAP, words or "")
            text.setTop(text.top() + _height(font, words, text.width()))
        painter.restore()


class OutboxModel(QAbstractListModel):
    """The documents, the newest first, those of other working copies with whose they are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[OutboxLine, bool]] = []

    def show(self, lines: list[tuple[OutboxLine, bool]]) -> None:
        """Show these; the flag says whether a document is of the working copy that is open."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def row_of(self, submission_id: str) -> int:
        """Return the row of a submission, -1 when it is not shown."""
        return next((row for row, (line, _) in enumerate(self._lines) if line.id == submission_id), -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        line, is_ours = self._lines[index.row()]
        ask: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: moment_words(line.created_at) or line.entry.file_name,
            TextRole: lambda: line_words(line, is_ours=is_ours),
            LineRole: lambda: line,
            Qt.ItemDataRole.DecorationRole: lambda: _mark(line),
            Qt.ItemDataRole.AccessibleTextRole: lambda: f"{self.data(index)}\n{self.data(index, TextRole)}",
        }
        return ask[role]() if role in ask else None


class OutboxList(QListView):
    """The list. Enter does the next step, Delete asks to take a document off the list."""

    step_asked = pyqtSignal()
    forget_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ServicePointsOutbox")
        self.setAccessibleName(tr("Documents in the outbox"))
        self.setModel(OutboxModel(self))
        self.setItemDelegate(MarkedDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self.step_asked.emit())

    def current(self) -> OutboxLine | None:
        """Return the selected document."""
        found = self.selectionModel().selectedIndexes()
        return found[0].data(LineRole) if found else None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows are as high as their text at this width

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.forget_asked.emit()
        else:
            super().keyPressEvent(event)


def _mark(line: OutboxLine) -> QIcon:
    entry = line.entry
    if line.is_replaced:
        name = "/mIconHistory.svg"
    elif entry.state is OutboxState.ACCEPTED:
        name = "/mIconSuccess.svg"
    elif entry.state in (OutboxState.DAMAGED, OutboxState.REJECTED):
        name = "/mIconCritical.svg"
    elif entry.problem is not None or entry.state in (OutboxState.DRAFT, OutboxState.PARTIALLY_ACCEPTED):
        name = "/mIconWarning.svg"
    else:
        name = "/mIconHistory.svg" if line.has_receipt else "/mActionSharingExport.svg"
    return QgsApplication.getThemeIcon(name)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _height(font: QFont, text: str | None, width: int) -> int:
    if not text:
        return 0
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 100_000), _WRAP, text).height()
