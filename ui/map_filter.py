# SPDX-License-Identifier: GPL-2.0-or-later
"""The points layer of a large store shows what the list finds, filtered by its server not by lists of ids."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer

from ..core.progress import Progress
from ..host import log
from ..host.language import tr
from ..host.tasks import TaskGroup
from ..layers.filter import Criteria
from ..layers.server_points import ServerPoints

BEFORE = "service_points/filter_before"
"""Custom property of a filtered layer: the filter that somebody else gave it."""
PAUSE_MS = 400
"""After the last key press, before the map is drawn anew."""


class MapFilter(QObject):
    """Puts the filter on the layer, and takes it off again: also one that a project brought along."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskGroup(self)
        self._layer: QgsVectorLayer | None = None
        self._points: ServerPoints | None = None
        self._criteria = Criteria()
        self._is_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)

    def set_layer(self, layer: QgsVectorLayer | None, points: ServerPoints | None) -> None:
        """Filter another layer from now on; it starts without our filter."""
        self.turn(on=False)
        self._layer, self._points = layer, points
        self._restore()

    def turn(self, *, on: bool) -> None:
        """Filter the layer by what is looked for, or not any more."""
        self._is_on = on
        self._timer.stop()
        if on:
            self._ask()
        else:
            self._tasks.drop_all()
            self._restore()

    def follow(self, criteria: Criteria) -> None:
        """Take what is looked for now."""
        self._criteria = criteria
        if self._is_on:
            self._timer.start()

    def _ask(self) -> None:
        points, criteria = self._points, self._criteria
        self._tasks.drop_all()
        if points is None or criteria.is_empty:
            self._restore()
            return

        def work(progress: Progress) -> str:
            return points.condition(criteria, progress)

        self._tasks.run(tr("Filtering the map"), work, self._filter, log.error)

    def _filter(self, condition: str) -> None:
        layer = self._known()
        if layer is None:
            return
        if layer.customProperty(BEFORE) is None:
            layer.setCustomProperty(BEFORE, layer.subsetString())
        before = str(layer.customProperty(BEFORE))
        layer.setSubsetString(f"({before}) AND {condition}" if before else condition)

    def _restore(self) -> None:
        layer = self._known()
        if layer is not None and layer.customProperty(BEFORE) is not None:
            layer.setSubsetString(str(layer.customProperty(BEFORE)))
            layer.removeCustomProperty(BEFORE)

    def _known(self) -> QgsVectorLayer | None:
        return None if self._layer is None or sip.isdeleted(self._layer) else self._layer
