# SPDX-License-Identifier: GPL-2.0-or-later
"""The scenario on the map: closed points are crossed out, new ones are diamonds, moved ones have an arrow.

What is drawn belongs to the map canvas alone: it is in no layer, prints on no map and is gone with the page.
"""

from __future__ import annotations

import math

from qgis.core import QgsCsException, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget

from .map_view import lonlat_transform
from .scenario_controller import ScenarioController

_HALO = QColor("#FFFFFF")
_CLOSED, _OPENED, _MOVED = QColor("#D55E00"), QColor("#009E73"), QColor("#0072B2")
_RADIUS = 10.0  # px


class ScenarioPreview(QObject):
    """Draws the controller's scenario on a canvas while it is ``shown``."""

    def __init__(self, canvas: QgsMapCanvas, controller: ScenarioController) -> None:
        super().__init__(controller)
        self._canvas, self._controller = canvas, controller
        self._item: _Marks | None = None
        controller.changed.connect(self.refresh)
        canvas.destinationCrsChanged.connect(self.refresh)

    def set_shown(self, shown: bool) -> None:
        """Show or hide the scenario."""
        if shown and self._item is None:
            self._item = _Marks(self._canvas)
        elif not shown and self._item is not None:
            if not sip.isdeleted(self._item):
                self._canvas.scene().removeItem(self._item)
            self._item = None
        self.refresh()

    def unload(self) -> None:
        """Let go of the canvas."""
        self.set_shown(False)
        self._canvas.destinationCrsChanged.disconnect(self.refresh)

    def refresh(self) -> None:
        """Draw the scenario as it is now."""
        if self._item is None or sip.isdeleted(self._item):
            return
        scenario, places = self._controller.scenario, self._controller.places
        self._item.show_marks(
            closed=[self._on_map(places[key]) for key in sorted(scenario.closed) if key in places],
            opened=[self._on_map(place) for _, place in sorted(scenario.opened.items())],
            moved=[
                (self._on_map(places[key]), self._on_map(place))
                for key, place in sorted(scenario.moved.items())
                if key in places
            ],
        )

    def _on_map(self, lonlat: tuple[float, float]) -> QgsPointXY | None:
        try:
            return lonlat_transform(self._canvas, to_map=True).transform(QgsPointXY(*lonlat))
        except QgsCsException:
            return None


class _Marks(QgsMapCanvasItem):
    """Marks around places on the map, each with a white halo so that it stands out from any background."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._closed: list[QgsPointXY] = []
        self._opened: list[QgsPointXY] = []
        self._moved: list[tuple[QgsPointXY, QgsPointXY]] = []
        self.setZValue(100.0)

    def show_marks(
        self,
        closed: list[QgsPointXY | None],
        opened: list[QgsPointXY | None],
        moved: list[tuple[QgsPointXY | None, QgsPointXY | None]],
    ) -> None:
        """Draw these instead; what has no place on the map is left out."""
        self._closed = [place for place in closed if place is not None]
        self._opened = [place for place in opened if place is not None]
        self._moved = [(a, b) for a, b in moved if a is not None and b is not None]
        self.prepareGeometryChange()
        self.update()

    def marks(self) -> tuple[int, int, int]:
        """Return how many closed, opened and moved points are drawn."""
        return len(self._closed), len(self._opened), len(self._moved)

    def boundingRect(self) -> QRectF:  # noqa: N802
        return QRectF(self.scene().sceneRect()) if self.scene() is not None else QRectF()

    def updatePosition(self) -> None:  # noqa: N802
        """Follow the map; places are computed when they are drawn."""
        self.prepareGeometryChange()

    def paint(
        self,
        painter: QPainter | None,
        option: QStyleOptionGraphicsItem | None = None,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self._closed:
            _strokes(painter, _cross(self.toCanvasCoordinates(place)), _CLOSED)
        for place in self._opened:
            _strokes(painter, _diamond(self.toCanvasCoordinates(place)), _OPENED)
        for start, end in self._moved:
            lines = _arrow(self.toCanvasCoordinates(start), self.toCanvasCoordinates(end))
            _strokes(painter, lines[:1], _MOVED, dashed=True)
            _strokes(painter, lines[1:], _MOVED)


def _strokes(painter: QPainter, lines: list[QPolygonF], colour: QColor, *, dashed: bool = False) -> None:
    for width, ink in ((6.0, _HALO), (3.0, colour)):
        pen = QPen(ink, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if dashed and ink is colour:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in lines:
            painter.drawPolyline(line)


def _cross(at: QPointF) -> list[QPolygonF]:
    r = _RADIUS
    return [_line(at, (-r, -r), (r, r)), _line(at, (-r, r), (r, -r))]


def _diamond(at: QPointF) -> list[QPolygonF]:
    """A diamond with a plus in it."""
    r, h = 1.2 * _RADIUS, 0.5 * _RADIUS
    outline = _line(at, (0, -r), (r, 0), (0, r), (-r, 0), (0, -r))
    return [outline, _line(at, (-h, 0), (h, 0)), _line(at, (0, -h), (0, h))]


def _arrow(start: QPointF, end: QPointF) -> list[QPolygonF]:
    """The shaft from start to end, then a head at its end and a ring around where it began."""
    turn = math.atan2(end.y() - start.y(), end.x() - start.x())
    length = 1.4 * _RADIUS
    head = [
        (-length * math.cos(turn + bend), -length * math.sin(turn + bend))
        for bend in (math.pi / 6, -math.pi / 6)
    ]
    ring = [
        (_RADIUS * math.cos(step * math.pi / 12), _RADIUS * math.sin(step * math.pi / 12))
        for step in range(25)
    ]
    return [
        QPolygonF([QPointF(start), QPointF(end)]),
        _line(end, head[0], (0, 0), head[1]),
        _line(start, *ring),
    ]


def _line(at: QPointF, *offsets: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in offsets])
