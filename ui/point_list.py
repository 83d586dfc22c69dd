# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of points: its model, how a row is painted, and its keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import (
    QAbstractListModel,
    QDateTime,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    pyqtSignal,
)
from qgis.PyQt.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QTextOption
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ..host.language import tr
from ..layers.opening import open_state
from ..layers.register import PointRegister, PointSummary
from .contrast import quiet_colour, text_colour
from .symbol_painter import paint_symbol
from .words import code_label, number, point_name, second_line, tool_tip

PointRole = Qt.ItemDataRole.UserRole
LineRole = Qt.ItemDataRole.UserRole + 1
ReasonsRole = Qt.ItemDataRole.UserRole + 2
SECONDS_KEPT = 60


class PointListModel(QAbstractListModel):
    """Shows some of a register's points, in a given order; all at once, or page by page as one scrolls."""

    more_asked = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._register: PointRegister | None = None
        self._points: list[PointSummary] = []
        self._row_of_id: dict[str, int] = {}
        self._has_more = self._is_asking = False
        self._attention: Mapping[str, int] = {}
        self._lines: dict[str, str] = {}
        self._lines_at = 0

    def set_register(self, register: PointRegister | None) -> None:
        """Change where the points are from; the list is empty until ``set_points``."""
        self._register, self._lines = register, {}
        self.set_points(())

    def set_points(self, points: Sequence[PointSummary], *, has_more: bool = False) -> None:
        """Show these points, in this order. With ``has_more`` others follow when they are asked for."""
        self.beginResetModel()
        self._points = list(points)
        self._row_of_id = {point.id: row for row, point in enumerate(self._points)}
        self._has_more, self._is_asking = has_more, False
        self.endResetModel()

    def add_points(self, points: Sequence[PointSummary], *, has_more: bool) -> None:
        """Show these points after the others."""
        self._has_more, self._is_asking = has_more, False
        new = [point for point in points if point.id not in self._row_of_id]
        if not new:
            return
        first = len(self._points)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._row_of_id.update({point.id: first + row for row, point in enumerate(new)})
        self._points += new
        self.endInsertRows()

    def ask_again(self) -> None:
        """Ask for more when one scrolls on: what was asked for did not come."""
        self._is_asking = False

    def canFetchMore(self, parent: QModelIndex) -> bool:  # noqa: N802
        return not parent.isValid() and self._has_more and not self._is_asking

    def fetchMore(self, parent: QModelIndex) -> None:  # noqa: N802
        if self.canFetchMore(parent):
            self._is_asking = True
            self.more_asked.emit()

    def set_attention(self, attention: Mapping[str, int]) -> None:
        """Say how many reasons each point has to need attention."""
        self._attention = attention
        if self._points:
            self.dataChanged.emit(self.index(0), self.index(len(self._points) - 1))

    def point(self, index: QModelIndex) -> PointSummary | None:
        """Return the point of a row."""
        if self._register is None or not index.isValid() or index.row() >= len(self._points):
            return None
        return self._points[index.row()]

    def points_of(self, ids: Iterable[str]) -> list[PointSummary]:
        """Return the points that are shown of these."""
        return [self._points[row] for row in self.rows_of(ids)]

    def rows_of(self, ids: Iterable[str]) -> list[int]:
        """Return the rows, ascending, of the points that are shown."""
        return sorted(self._row_of_id[key] for key in ids if key in self._row_of_id)

    def ids_between(self, ranges: Iterable[tuple[int, int]]) -> list[str]:
        """Return the ids of the points in ranges of rows, the last row included."""
        return [point.id for first, last in ranges for point in self._points[first : last + 1]]

    def rowCount(self, parent: QModelIndex | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self._points)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        point = self.point(index)
        if point is None:
            return None
        if role == ReasonsRole:
            return self._attention.get(point.id, 0)
        told = {
            Qt.ItemDataRole.DisplayRole: point_name,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            LineRole: self._line,
            PointRole: _itself,
        }.get(role)
        return told(point) if told is not None else None

    def _tip(self, point: PointSummary) -> str:
        return tool_tip(point, self._register, self._attention.get(point.id, 0))

    def _line(self, point: PointSummary) -> str:
        """The second line; kept for a minute, because "open now" needs a calendar."""
        now = QDateTime.currentDateTimeUtc()
        if abs(now.toSecsSinceEpoch() - self._lines_at) > SECONDS_KEPT:
            self._lines, self._lines_at = {}, now.toSecsSinceEpoch()
        if point.id not in self._lines and self._register is not None:
            self._lines[point.id] = second_line(point, open_state(point, self._register, now))
        return self._lines[point.id]

    def _spoken(self, point: PointSummary) -> str:
        reasons = self._attention.get(point.id, 0)
        parts = [point_name(point), code_label("channel", point.channel), self._line(point)]
        if reasons:
            parts.append(tr("Needs attention: %n reason(s)", reasons))
        return ", ".join(parts)


class PointDelegate(QStyledItemDelegate):
    """Paints a point on two lines: symbol, name, warning count; then who, open now, services."""

    MARGIN = 4

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        metrics = QFontMetrics(option.font)
        return QSize(0, 2 * metrics.height() + 3 * self.MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        point = index.data(PointRole)
        if point is None:
            return
        style = option.widget.style() if option.widget else QgsApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        box = option.rect.adjusted(self.MARGIN, self.MARGIN, -self.MARGIN, -self.MARGIN)
        side = min(QFontMetrics(option.font).height() * 5 // 4, box.height())
        top = box.top() + (box.height() - side) // 2
        paint_symbol(painter, QRectF(box.left(), top, side, side), point, text_colour(option))
        text = box.adjusted(side + 2 * self.MARGIN, 0, 0, 0)
        end = self._paint_reasons(painter, option, text, index.data(ReasonsRole) or 0)
        first = text.adjusted(0, 0, end - text.right(), -text.height() // 2)
        second = text.adjusted(0, text.height() // 2, 0, 0)
        self._paint_line(painter, option, first, index.data())
        self._paint_line(painter, option, second, index.data(LineRole), small=True)

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, line: str, *, small: bool = False
    ) -> None:
        font, colour = QFont(option.font), text_colour(option)
        if small:
            font.setPointSizeF(font.pointSizeF() * 0.92)
            colour = quiet_colour(option)
        # Branches of one organization differ at the end of their names.
        shortened = Qt.TextElideMode.ElideRight if small else Qt.TextElideMode.ElideMiddle
        shown = QFontMetrics(font).elidedText(line, shortened, box.width())
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_reasons(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, reasons: int
    ) -> int:
        """Paint the warning mark with its count; return where the text must end."""
        if not reasons:
            return box.right()
        metrics = QFontMetrics(option.font)
        shown = number(reasons)
        width = metrics.horizontalAdvance(shown)
        height = box.height() // 2
        side = min(14, height)
        left = box.right() - width - side - self.MARGIN
        icon = QgsApplication.getThemeIcon("/mIconWarning.svg")
        icon.paint(painter, QRect(left, box.top() + (height - side) // 2, side, side))
        painter.save()
        painter.setPen(text_colour(option))
        painter.setFont(option.font)
        place = QRect(left + side + self.MARGIN, box.top(), width, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
        return left - self.MARGIN


class PointListView(QListView):
    """The list. Enter or double click opens a point, Space zooms to what is selected."""

    opened = pyqtSignal(str)
    zoom_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ServicePointsList")
        self.setItemDelegate(PointDelegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)
        self._nothing = ""
        self.doubleClicked.connect(self._on_double_clicked)

    def say_nothing(self, words: str) -> None:
        """Say in the empty list why it is empty; nothing where there are points."""
        self._nothing = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._nothing:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            option = QTextOption(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            room = QRectF(self.viewport().rect().adjusted(12, 12, -12, -12))
            painter.drawText(room, self._nothing, option)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self.zoom_asked.emit()
        else:
            super().keyPressEvent(event)

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected points, from top to bottom."""
        ranges = sorted((part.top(), part.bottom()) for part in self.selectionModel().selection())
        return self.model().ids_between(ranges)

    def select_rows(self, rows: Sequence[int]) -> None:
        """Select exactly these rows (ascending) and show the first of them."""
        selection = QItemSelection()
        model = self.model()
        for first, last in _runs(rows):
            selection.select(model.index(first, 0), model.index(last, 0))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            self.selectionModel().setCurrentIndex(
                model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.scrollTo(model.index(rows[0], 0))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._open(index)

    def _open(self, index: QModelIndex) -> None:
        point = index.data(PointRole) if index.isValid() else None
        if point is not None:
            self.opened.emit(point.id)


def _itself(point: PointSummary) -> PointSummary:
    return point


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Group ascending numbers into runs: [1, 2, 3, 7] → [(1, 3), (7, 7)]."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
