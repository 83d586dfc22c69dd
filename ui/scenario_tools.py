# SPDX-License-Identifier: GPL-2.0-or-later
"""Map tools of the live editor: close or re-open by a click, open by a click, move by dragging."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsCsException, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence

from .map_view import LonLat, lonlat_transform
from .scenario_controller import ScenarioController

REACH_PX = 14
"""How far from a point a click still means it."""


class ScenarioTool(QgsMapTool):
    """Knows the points on the map. Esc leaves the tool; undo and redo work while the map has the keyboard."""

    def __init__(self, canvas: QgsMapCanvas, controller: ScenarioController) -> None:
        super().__init__(canvas)
        self.controller = controller
        self._before: QgsMapTool | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)

    def take(self) -> None:
        """Take the map, from whichever tool has it, and the keyboard with it."""
        before = self.canvas().mapTool()
        self._before = before._before if isinstance(before, ScenarioTool) else before
        self.canvas().setMapTool(self)
        self.canvas().setFocus()

    def point_at(self, place: QPoint) -> str | None:
        """Return the id of the point nearest to a place on the canvas, within reach; ties: the first id."""
        transform = lonlat_transform(self.canvas(), to_map=True)
        found: tuple[float, str] | None = None
        for point in self._points():
            try:
                shown = self.toCanvasCoordinates(
                    transform.transform(QgsPointXY(*self.controller.position(point)))
                )
            except QgsCsException:
                continue
            apart = ((shown.x() - place.x()) ** 2 + (shown.y() - place.y()) ** 2) ** 0.5
            if apart <= REACH_PX and (found is None or (apart, point) < found):
                found = apart, point
        return None if found is None else found[1]

    def lonlat_at(self, place: QPoint) -> LonLat | None:
        """Return a place on the canvas in degrees; None where the map's projection has none."""
        transform = lonlat_transform(self.canvas(), to_map=False)
        try:
            found = transform.transform(self.toMapCoordinates(place))
        except QgsCsException:
            return None
        return found.x(), found.y()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.controller.undo.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.controller.undo.redo()
        else:
            return
        event.ignore()  # QGIS takes a key that was dealt with for one of its own otherwise

    def leave(self) -> None:
        """Give the map back to the tool that had it before the first of these."""
        if self._before is not None and not sip.isdeleted(self._before):
            self.canvas().setMapTool(self._before)
        else:
            self.canvas().unsetMapTool(self)

    def _points(self) -> Iterable[str]:
        return (*self.controller.places, *self.controller.scenario.opened)


class CloseTool(ScenarioTool):
    """A click on a point closes it, or opens it again."""

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        point = self.point_at(event.pos()) if event.button() == Qt.MouseButton.LeftButton else None
        if point is not None:
            self.controller.toggle(point)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        over = self.point_at(event.pos()) is not None
        self.canvas().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.CrossCursor)


class OpenTool(ScenarioTool):
    """A click on the map opens a point there."""

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        place = self.lonlat_at(event.pos()) if event.button() == Qt.MouseButton.LeftButton else None
        if place is not None:
            self.controller.open_at(place)


class MoveTool(ScenarioTool):
    """A point is dragged to another place; Esc while dragging leaves it where it was."""

    def __init__(self, canvas: QgsMapCanvas, controller: ScenarioController) -> None:
        super().__init__(canvas, controller)
        self._held: str | None = None
        self._band: QgsRubberBand | None = None

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = self.point_at(event.pos())
            if self._held is not None:
                self.canvas().installEventFilter(self)
            self._draw(event.pos())

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        if self._held is not None:
            self._draw(event.pos())
            return
        over = self.point_at(event.pos()) is not None
        self.canvas().setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.CrossCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.LeftButton or self._held is None:
            return
        point, place = self._held, self.lonlat_at(event.pos())
        self._let_go()
        if place is not None and self.point_at(event.pos()) != point:  # a mere click moves nothing
            self.controller.move(point, place)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hear Esc while a point is held: the canvas keeps keys to itself as long as a button is down."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._let_go()
            return True
        return False

    def deactivate(self) -> None:
        self._let_go()
        super().deactivate()

    def _draw(self, place: QPoint) -> None:
        """Draw a line from where the point is to the pointer."""
        if self._held is None:
            return
        if self._band is None:
            self._band = QgsRubberBand(self.canvas(), QgsWkbTypes.GeometryType.LineGeometry)
            self._band.setColor(QColor("#1A1A1A"))
            self._band.setSecondaryStrokeColor(QColor("#FFFFFF"))
            self._band.setWidth(2)
            self._band.setLineStyle(Qt.PenStyle.DashLine)
        transform = lonlat_transform(self.canvas(), to_map=True)
        self._band.reset(QgsWkbTypes.GeometryType.LineGeometry)
        self._band.addPoint(transform.transform(QgsPointXY(*self.controller.position(self._held))))
        self._band.addPoint(self.toMapCoordinates(place))

    def _let_go(self) -> None:
        if self._held is not None:
            self.canvas().removeEventFilter(self)
        self._held = None
        if self._band is not None:
            self.canvas().scene().removeItem(self._band)
            self._band = None
