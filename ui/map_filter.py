# SPDX-License-Identifier: GPL-2.0-or-later
"""The points layer of a large store shows what the list finds, filtered by its server not by lists of ids."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QCheckBox

from ..core.progress import Progress
from ..host import log
from ..host.language import tr
from ..host.tasks import TaskGroup
from ..layers.filter import Criteria
from ..layers.load import DRAWN_FROM
from ..layers.register import LARGE
from ..layers.server_points import ServerPoints
from .pages import sentence
from .words import number

BEFORE = "service_points/filter_before"
"""Custom property of a filtered layer: the filter that somebody else gave it."""
PAUSE_MS = 400
"""After the last key press, before the map is drawn anew."""


class MapFilter(QObject):
    """Puts the filter on the layer, and takes it off again: also one that a project brought along.

    Of more than ``LARGE`` points the map draws those of a region only; ``note`` says so when it has none.
    """

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._tasks = TaskGroup(self)
        self._layer: QgsVectorLayer | None = None
        self._points: ServerPoints | None = None
        self._criteria = Criteria()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self.check = QCheckBox(tr("Filter the map too"))
        self.check.setToolTip(tr("Show on the map only what the search and the filters find."))
        self.check.hide()
        self.check.toggled.connect(self._on_toggled)
        self.note = sentence(
            tr(
                "The map draws the points from a scale of 1:{scale} on. With “Filter the map too” it draws "
                "what is found at any scale, up to {points} points."
            ).format(scale=number(DRAWN_FROM), points=number(LARGE))
        )
        self.note.hide()
        canvas.scaleChanged.connect(self._show_note)

    def set_layer(self, layer: QgsVectorLayer | None, points: ServerPoints | None) -> None:
        """Filter another layer from now on, of a large store; one without our filter yet."""
        self.unload()
        self._layer, self._points = layer, points
        self._restore()
        can_filter = points is not None and not points.is_slow
        self.check.setVisible(can_filter)
        self._on_toggled(can_filter and self.check.isChecked())

    def unload(self) -> None:
        """Take the filter off the layer, and let go of it."""
        self._timer.stop()
        self._tasks.drop_all()
        self._restore()
        self._layer = self._points = None

    def _on_toggled(self, on: bool) -> None:
        if on:
            self._ask()
        else:
            self._tasks.drop_all()
            self._restore()

    def follow(self, criteria: Criteria) -> None:
        """Take what is looked for now."""
        self._criteria = criteria
        if self.check.isChecked() and self._points is not None:
            self._timer.start()

    def _ask(self) -> None:
        points, criteria = self._points, self._criteria
        self._tasks.drop_all()
        if points is None or criteria.is_empty:
            self._restore()
            return

        def work(progress: Progress) -> tuple[str, int]:
            return points.condition(criteria, progress), points.count(criteria, progress)[1]

        self._tasks.run(tr("Filtering the map"), work, self._filter, log.error)

    def _filter(self, found: tuple[str, int]) -> None:
        layer, (condition, count) = self._known(), found
        if layer is None:
            return
        if layer.customProperty(BEFORE) is None:
            layer.setCustomProperty(BEFORE, layer.subsetString())
        before = str(layer.customProperty(BEFORE))
        layer.setScaleBasedVisibility(count > LARGE)
        layer.setSubsetString(f"({before}) AND {condition}" if before else condition)
        self._show_note()

    def _restore(self) -> None:
        layer = self._known()
        if layer is not None and layer.customProperty(BEFORE) is not None:
            layer.setScaleBasedVisibility(True)
            layer.setSubsetString(str(layer.customProperty(BEFORE)))
            layer.removeCustomProperty(BEFORE)
        self._show_note()

    def _show_note(self, *_scale: float) -> None:
        layer = self._known() if self._points is not None else None
        self.note.setVisible(layer is not None and not layer.isInScaleRange(self._canvas.scale()))

    def _known(self) -> QgsVectorLayer | None:
        return None if self._layer is None or sip.isdeleted(self._layer) else self._layer
