# SPDX-License-Identifier: GPL-2.0-or-later
"""A small drawing of a move: where the point was, where it is, how far that is."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..core.exchange import Change
from ..core.validation.position import LonLat, lonlat_of, metres_between
from ..host.language import tr
from ..processing.wording import distance_text

HEIGHT = 96
MARGIN = 14
DOT = 5.0
ARROW = 7.0
INK, INK_ON_DARK = "#202020", "#E0E0E0"  # a style sheet of QGIS dims the palette's own text
NEW, NEW_ON_DARK = "#0072B2", "#56B4E9"
MIDDLE = 128
_SHARE_OF_BAR = 0.35
_STEPS = (1, 2, 5)


class MoveMap(QWidget):
    """Draws the old place hollow, the new one filled, north up, with a bar of a round length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[LonLat, LonLat] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def text(self) -> str:
        """How far the point moved, in words."""
        return "" if self.distance is None else tr("Moved {distance}").format(distance=self.distance)

    @property
    def distance(self) -> str | None:
        """How far the places are apart, None while there are no two."""
        return None if self._places is None else distance_text(metres_between(*self._places))

    def show_change(self, change: Change | None) -> None:
        """Draw the move of a change; hide when it is none."""
        sides = change.fields.get("geom", {}) if change is not None else {}
        self.show_places(lonlat_of(sides.get("before")), lonlat_of(sides.get("after")))

    def show_places(self, old: LonLat | None, new: LonLat | None) -> None:
        """Draw two places; hide when one is missing or they are the same."""
        self._places = (old, new) if old is not None and new is not None and old != new else None
        self.setVisible(self._places is not None)
        self.setAccessibleName(self.text)
        self.setToolTip(self.text)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._places is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.palette().color(QPalette.ColorRole.Window)
        dark = ground.lightness() < MIDDLE
        ink = QColor(INK_ON_DARK if dark else INK)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        low = QFontMetrics(self.font()).height() + MARGIN
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -low)
        old, new, scale = _on_screen(self._places, room)
        self._draw_move(painter, old, new, ink)
        self._draw_words(painter, scale, ink)
        painter.end()

    def _draw_move(self, painter: QPainter, old: QPointF, new: QPointF, ink: QColor) -> None:
        length = math.hypot(new.x() - old.x(), new.y() - old.y())
        painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(old, new)
        if length > 2 * DOT + ARROW:
            x, y = (new.x() - old.x()) / length, (new.y() - old.y()) / length
            tip = QPointF(new.x() - DOT * x, new.y() - DOT * y)
            painter.setPen(QPen(ink, 1.4))
            for side in (1, -1):
                back = QPointF(tip.x() - ARROW * (x - side * 0.5 * y), tip.y() - ARROW * (y + side * 0.5 * x))
                painter.drawLine(tip, back)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.drawEllipse(old, DOT, DOT)
        painter.setBrush(QColor(NEW_ON_DARK if ink == QColor(INK_ON_DARK) else NEW))
        painter.drawEllipse(new, DOT, DOT)

    def _draw_words(self, painter: QPainter, metres_per_pixel: float, ink: QColor) -> None:
        """Write the distance on the left, and draw a bar of a round length on the right."""
        painter.setPen(ink)
        line = self.rect().adjusted(6, 0, -6, -4)
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(line, int(bottom | Qt.AlignmentFlag.AlignLeft), self.text)
        metres = round_length(metres_per_pixel * self.width() * _SHARE_OF_BAR)
        words = distance_text(metres)
        painter.drawText(line, int(bottom | Qt.AlignmentFlag.AlignRight), words)
        end = line.right() - QFontMetrics(self.font()).horizontalAdvance(words) - 6
        y = line.bottom() - QFontMetrics(self.font()).height() // 2
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(end - metres / metres_per_pixel, y), QPointF(end, y))


def round_length(metres: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20… that is not above ``metres``."""
    power = 10.0 ** math.floor(math.log10(metres))
    return max(step * power for step in _STEPS if step * power <= metres * (1 + 1e-9))


def _on_screen(places: tuple[LonLat, LonLat], room: QRectF) -> tuple[QPointF, QPointF, float]:
    """Return both places on the drawing, and the metres of a pixel."""
    (lon, lat), (lon2, lat2) = places
    east = math.copysign(metres_between((lon, lat), (lon2, lat)), lon2 - lon)
    north = math.copysign(metres_between((lon, lat), (lon, lat2)), lat2 - lat)
    scale = max(abs(east) / room.width(), abs(north) / room.height(), 0.01)
    middle = room.center()
    half = QPointF(east / scale / 2, -north / scale / 2)
    return middle - half, middle + half, scale
