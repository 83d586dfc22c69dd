# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a point's symbol in lists exactly as the map draws it: same shape, colour, letter and hollow."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QIcon,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
)

from ..layers.palette import BLACK, ink_on, palette
from ..layers.register import PointSummary

HOLLOW = ("temporarily_closed", "permanently_closed", "planned")
WHITE = QColor("#FFFFFF")
DARK = QColor(BLACK)
EDGE = QColor("#8A8A8A")
"""Stands out from the background of a light and of a dark theme alike."""


def paint_symbol(painter: QPainter, box: QRectF, point: PointSummary, edge: QColor = WHITE) -> None:
    """Paint the symbol of a point into a square box; ``edge`` sets it off from what is behind."""
    order = palette().order(point.order)
    colour = QColor(order.colour)
    hollow = point.status in HOLLOW
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour if hollow else edge, max(1.0, box.width() / (10 if hollow else 16)))
    if point.status == "planned":
        pen.setStyle(Qt.PenStyle.DashLine)
        pen.setDashPattern([2.0, 1.5])
    painter.setPen(pen)
    painter.setBrush(WHITE if hollow else colour)
    letter_box = _paint_shape(painter, box.adjusted(1, 1, -1, -1), palette().shapes.get(point.channel, ""))
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(7, int(letter_box.width() * 0.5)))
    painter.setFont(font)
    painter.setPen(DARK if hollow else QColor(ink_on(order.colour)))
    painter.drawText(letter_box, Qt.AlignmentFlag.AlignCenter, order.letter)
    if point.point_type == "employment_centre":
        side = box.width() * 0.3
        painter.setPen(QPen(edge, 1))
        painter.setBrush(QColor(palette().sections["point"]["employment_colour"]))
        painter.drawRect(QRectF(box.right() - side, box.bottom() - side, side, side))
    painter.restore()


def order_icon(code: str, size: int = 16) -> QIcon:
    """Return the coloured dot with letter of an order of government, for menus and lists."""
    order = palette().order(code)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(EDGE, 1))
    painter.setBrush(QColor(order.colour))
    box = QRectF(0.5, 0.5, size - 1, size - 1)
    painter.drawEllipse(box)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(int(size * 0.6))
    painter.setFont(font)
    painter.setPen(QColor(ink_on(order.colour)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, order.letter)
    painter.end()
    return QIcon(pixmap)


def _paint_shape(painter: QPainter, box: QRectF, shape: str) -> QRectF:
    """Draw the shape; return where its letter goes."""
    if shape == "triangle":
        corners = (QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft())
        painter.drawPolygon(QPolygonF(list(corners)))
        return box.adjusted(box.width() * 0.12, box.height() * 0.36, -box.width() * 0.12, 0)
    if shape == "diamond":
        middle = box.center()
        corners = (
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        )
        painter.drawPolygon(QPolygonF(list(corners)))
        return box
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    return box
