# SPDX-License-Identifier: GPL-2.0-or-later
"""“What if one closes or opens?”: the page of the Analyse tab that asks, waits, and then edits live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import Cancelled, ServicePointsError
from ..host import log
from ..host.language import tr
from ..layers.register import PointSummary
from ..layers.scenarios import save_setup, saved_setup
from .accessible import scroll_area
from .map_view import LonLat
from .pages import heading, sentence
from .scenario_compare import ScenarioComparison
from .scenario_controller import ScenarioController
from .scenario_editor import ScenarioEditor
from .scenario_setup import ScenarioSetup
from .words import point_name


class ScenarioPage(QWidget):
    """Asks for roads and population, reads them, then shows the editor."""

    back_asked = pyqtSignal()
    run_asked = pyqtSignal()

    def __init__(
        self,
        project: QgsProject,
        canvas: QgsMapCanvas,
        controller: ScenarioController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._project, self._controller = project, controller
        self._points: dict[str, PointSummary] = {}
        self._parameters: dict[str, Any] = {}
        self.about, self.trouble = sentence(), sentence()
        self.setup = ScenarioSetup(project)
        self.editor = ScenarioEditor(project, canvas, controller)
        self.bar, self.cancel = QProgressBar(), QPushButton(tr("Cancel"))
        self.back, self.change = QToolButton(), QPushButton(tr("Roads and population…"))
        self.pages = QStackedWidget()
        self._arrange()
        self._connect()

    def open(self, points: Sequence[PointSummary], parameters: Mapping[str, Any]) -> None:
        """Begin with these points, unless they are being edited already.

        ``parameters`` are what is known of roads and population; what the project remembers goes before.
        """
        self._points = {point.id: point for point in points if point.lonlat is not None}
        count = len(self._points)
        self.about.setText(tr("Points as they are today: %n.", count))
        known = saved_setup(self._project)
        self.setup.set_parameters({**parameters, **known})
        same = self._places() == self._controller.places
        editing = same and self._controller.study is not None
        self._show(
            self._editor_area if editing else self._loading if self._controller.loading else self._setup_area
        )
        if editing:
            self.editor.refresh()

    def unload(self) -> None:
        """Let go of map and controller; the widget is deleted afterwards."""
        self.editor.unload()
        for signal, slot in self._heard():
            signal.disconnect(slot)

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that the figures are made with."""
        return dict(self._parameters)

    def event(self, event: QEvent) -> bool:
        """Take undo and redo for the scenario before QGIS takes them for a layer."""
        steps = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if event.type() == QEvent.Type.ShortcutOverride and any(event.matches(step) for step in steps):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        stack = self._controller.undo
        if event.matches(QKeySequence.StandardKey.Undo):
            stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            stack.redo()
        elif event.key() != Qt.Key.Key_Escape or not self.editor.leave_tool():
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.editor.activate(self.pages.currentWidget() is self._editor_area)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.editor.leave_tool()  # the scenario stays on the map while another tab is looked at

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def close_page(self) -> None:
        """Leave the map alone and go back to the questions."""
        self.editor.activate(False)
        self.back_asked.emit()

    def _arrange(self) -> None:
        self.back.setIcon(QgsApplication.getThemeIcon("/mActionArrowLeft.svg"))
        self.back.setAutoRaise(True)
        for set_text in (self.back.setToolTip, self.back.setAccessibleName):
            set_text(tr("Back to the questions"))
        top = QHBoxLayout()
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(heading(tr("What if one closes or opens?")), 1)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(tr("Progress"))
        self._loading = QWidget()
        waiting = QVBoxLayout(self._loading)
        waiting.addWidget(sentence(tr("Reading roads and population. It takes a moment, once.")))
        waiting.addWidget(self.bar)
        waiting.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)
        waiting.addStretch()
        self._setup_area = _scrolled(self.about, self.setup, self.trouble)
        self._editor_area = _scrolled(self.editor, self.change)
        for page in (self._setup_area, self._loading, self._editor_area):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.pages, 1)
        self.trouble.hide()

    def _heard(self) -> tuple[tuple[Any, Any], ...]:
        controller = self._controller
        return (
            (controller.loaded, self._on_loaded),
            (controller.failed, self._on_failed),
            (controller.progressed, self._on_progressed),
        )

    def _connect(self) -> None:
        for signal, slot in self._heard():
            signal.connect(slot)
        self.setup.started.connect(self._on_started)
        self.cancel.clicked.connect(lambda _=False: self._controller.cancel())
        self.change.clicked.connect(lambda _=False: self._show(self._setup_area))
        self.back.clicked.connect(lambda _=False: self.close_page())
        self.editor.shelf.compare_asked.connect(self._on_compare)
        self.editor.shelf.run_asked.connect(self.run_asked)
        self.editor.resized.connect(self._fit)

    def _on_started(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        save_setup(self._project, parameters)
        self.bar.setValue(0)
        self._show(self._loading)
        names = {key: point_name(point) for key, point in self._points.items()}
        self._controller.load(names, self._places(), parameters)

    def _places(self) -> dict[str, LonLat]:
        return {key: point.lonlat for key, point in self._points.items()}

    def _on_loaded(self) -> None:
        self._show(self._editor_area)
        self.editor.refresh()

    def _on_failed(self, problem: BaseException) -> None:
        if isinstance(problem, Cancelled):
            text = ""
        elif isinstance(problem, ServicePointsError):
            text = log.error(problem)
        else:
            reason = log.error(problem)
            text = tr("Roads and population could not be read: {reason}").format(reason=reason)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self._show(self._setup_area)

    def _on_progressed(self, percent: float) -> None:
        self.bar.setValue(int(percent))

    def _on_compare(self) -> None:
        ScenarioComparison(self._project, self._controller, self).show()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.editor.activate(page is self._editor_area and self.isVisible())
        self._fit()

    def _fit(self) -> None:
        """Give wrapping texts the height they need at this width, no more: a scroll area does not ask."""
        for area in (self._setup_area, self._editor_area):
            inside = area.widget()
            room = area.width() - area.verticalScrollBar().sizeHint().width()  # as if it were there
            inside.setMinimumHeight(inside.layout().totalHeightForWidth(room))


def _scrolled(*widgets: QWidget) -> QScrollArea:
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 0, 4, 4)
    for widget in widgets:
        rows.addWidget(widget)
    rows.addStretch()
    area = scroll_area(inside)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
