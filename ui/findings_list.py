# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of findings: how one is painted, and its keys."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from .contrast import quiet_colour, text_colour
from .findings_check import CheckedFinding
from .findings_model import ERRORS, OPEN, FindingRole, FindingsModel, MessageRole, StateRole, state_words

MARGIN = 4
MARK = 16
MESSAGE_LINES = 2
ERROR_COLOUR = "#C62828"


class FindingDelegate(QStyledItemDelegate):
    """Paints a finding on three lines: mark, record and rule; then the message."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        height = QFontMetrics(option.font).height()
        return QSize(0, (1 + MESSAGE_LINES) * height + 3 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        item = index.data(FindingRole)
        if item is None:
            return
        style = option.widget.style() if option.widget else QgsApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        box = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        state = index.data(StateRole)
        painter.save()
        mark = QRect(box.left(), box.top(), MARK, MARK)
        if state == OPEN:
            edge = text_colour(option)
            paint_severity(painter, mark, error=item.finding.severity in ERRORS, edge=edge)
        else:
            QgsApplication.getThemeIcon("/mIconSuccess.svg").paint(painter, mark)
        painter.setPen(text_colour(option) if state == OPEN else quiet_colour(option))
        text = box.adjusted(MARK + 2 * MARGIN, 0, 0, 0)
        self._paint_head(painter, option, text, index.data(), item.finding.rule)
        message = index.data(MessageRole)
        if state != OPEN:
            message = f"{message} ({state_words(state)})"
        height = QFontMetrics(option.font).height()
        below = text.adjusted(0, height + MARGIN // 2, 0, 0)
        painter.setFont(option.font)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(flags), _fitting(message, option.font, below))
        painter.restore()

    @staticmethod
    def _paint_head(
        painter: QPainter, option: QStyleOptionViewItem, box: QRect, name: str, rule: str
    ) -> None:
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        line = QRect(box.left(), box.top(), box.width(), metrics.height())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), rule)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        line.setRight(line.right() - metrics.horizontalAdvance(rule) - 2 * MARGIN)
        shown = QFontMetrics(bold).elidedText(name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class FindingsListView(QListView):
    """The list. Enter or double click opens the form, Space zooms, Ctrl+C copies."""

    form_asked = pyqtSignal()
    zoom_asked = pyqtSignal()
    copy_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ServicePointsFindings")
        self.setModel(FindingsModel(self))
        self.setItemDelegate(FindingDelegate(self))
        self.setUniformItemSizes(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self.form_asked.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.form_asked.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.zoom_asked.emit()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy_asked.emit()
        else:
            super().keyPressEvent(event)

    def selected(self) -> list[CheckedFinding]:
        """Return the selected findings, from top to bottom."""
        items = self.model().items()
        ranges = sorted((part.top(), part.bottom()) for part in self.selectionModel().selection())
        return [item for first, last in ranges for item in items[first : last + 1]]


def paint_severity(painter: QPainter, box: QRect, *, error: bool, edge: QColor) -> None:
    """Paint the mark of an error, a red disc with a cross, or of a warning, QGIS's yellow triangle.

    ``edge`` is the colour of a line around the disc, which sets it off from any background.
    """
    if not error:
        QgsApplication.getThemeIcon("/mIconWarning.svg").paint(painter, box)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(QColor(ERROR_COLOUR))
    painter.drawEllipse(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
    inside = QRectF(box).adjusted(*(side * box.width() * 0.3 for side in (1, 1, -1, -1)))
    painter.setPen(QPen(Qt.GlobalColor.white, box.width() / 8))
    painter.drawLine(inside.topLeft(), inside.bottomRight())
    painter.drawLine(inside.bottomLeft(), inside.topRight())
    painter.restore()


def _fitting(text: str, font: QFont, box: QRect) -> str:
    """Return so much of a text as fits into the lines of a message."""
    metrics = QFontMetrics(font)
    flags = int(Qt.TextFlag.TextWordWrap)
    room = QRect(0, 0, box.width(), 10_000)
    limit = MESSAGE_LINES * metrics.lineSpacing() + 1
    if metrics.boundingRect(room, flags, text).height() <= limit:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.boundingRect(room, flags, text[:middle].rstrip() + "…").height() <= limit:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
