# SPDX-License-Identifier: GPL-2.0-or-later
"""The live editor: map tools, the points, and the figures before and after."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..host.language import tr
from ..host.resources import icon
from .chart import ChartView
from .figures_table import FiguresTable
from .map_view import lonlat_transform
from .pages import heading, sentence
from .scenario_controller import ScenarioController
from .scenario_figures import Measure, figure_rows, headline, histogram, loser_table
from .scenario_preview import ScenarioPreview
from .scenario_saved import ScenarioShelf
from .scenario_sites import ScenarioSites
from .scenario_tools import CloseTool, MoveTool, OpenTool, ScenarioTool


class ScenarioEditor(QWidget):
    """Shows the controller's scenario and lets the person edit it, on the map and in the list."""

    resized = pyqtSignal()

    def __init__(
        self,
        project: QgsProject,
        canvas: QgsMapCanvas,
        controller: ScenarioController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas, self._controller = canvas, controller
        self.preview = ScenarioPreview(canvas, controller)
        self._tools: dict[QToolButton, ScenarioTool] = {}
        self.undo = _step_button("/mActionUndo.svg")
        self.redo = _step_button("/mActionRedo.svg")
        self.answer = heading("")
        self.figures = FiguresTable(tr("Figures before and after"))
        self.losers = FiguresTable(tr("Who would have a longer trip"))
        self.chart = ChartView()
        self.notes = sentence()
        self.sites = ScenarioSites(controller)
        self.shelf = ScenarioShelf(project, controller)
        self._arrange()
        self._connect()

    def activate(self, shown: bool) -> None:
        """Show the scenario on the map, or leave the map alone."""
        if not shown:
            self.leave_tool()
        self.preview.set_shown(shown)

    def leave_tool(self) -> bool:
        """Give the map back to its own tool; False when it had it already."""
        for tool in self._tools.values():
            if self._canvas.mapTool() is tool:
                tool.leave()
                return True
        return False

    def unload(self) -> None:
        """Let go of the map and the controller; the widget is deleted afterwards."""
        self.leave_tool()
        self.preview.unload()
        self._controller.undo.indexChanged.disconnect(self._on_stepped)
        self._controller.changed.disconnect(self._on_changed)
        self._controller.compared.disconnect(self._on_compared)
        for tool in self._tools.values():
            tool.deleteLater()

    def refresh(self) -> None:
        """Show everything anew."""
        self._on_stepped()
        self._on_changed()
        if self._controller.result is not None:
            self._on_compared()

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for kind, picture, text, tip in (
            (
                CloseTool,
                "whatif_close",
                tr("Close"),
                tr("Click a point on the map to close it, or to open it again"),
            ),
            (OpenTool, "whatif_open", tr("Open"), tr("Click on the map to open a new point there")),
            (MoveTool, "whatif_move", tr("Move"), tr("Drag a point on the map to another place")),
        ):
            tool, button = kind(self._canvas, self._controller), _tool_button(icon(picture), text, tip)
            tool.setParent(self)
            tool.setButton(button)
            self._tools[button] = tool
            tools.addWidget(button, 1)
        tools.addWidget(self.undo)
        tools.addWidget(self.redo)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(tools)
        rows.addWidget(self.answer)
        rows.addWidget(self.figures)
        rows.addWidget(heading(tr("Points")))
        rows.addWidget(self.sites)
        rows.addWidget(heading(tr("Who would have a longer trip")))
        rows.addWidget(self.losers)
        rows.addWidget(self.chart)
        rows.addWidget(heading(tr("Scenarios of this project")))
        rows.addWidget(self.shelf)
        rows.addWidget(self.notes)
        rows.addStretch()

    def _connect(self) -> None:
        for button, tool in self._tools.items():
            button.toggled.connect(lambda on, tool=tool: self._use(tool, on))
            tool.deactivated.connect(lambda button=button: button.setChecked(False))
        stack = self._controller.undo
        stack.indexChanged.connect(self._on_stepped)
        self.undo.clicked.connect(lambda _=False: stack.undo())
        self.redo.clicked.connect(lambda _=False: stack.redo())
        self.sites.open_here_asked.connect(self._on_open_here)
        self.sites.move_here_asked.connect(self._on_move_here)
        self._controller.changed.connect(self._on_changed)
        self._controller.compared.connect(self._on_compared)

    def _use(self, tool: ScenarioTool, on: bool) -> None:
        if on:
            tool.take()
        elif self._canvas.mapTool() is tool:
            tool.leave()

    def _centre(self) -> tuple[float, float]:
        place = lonlat_transform(self._canvas, to_map=False).transform(self._canvas.center())
        return place.x(), place.y()

    def _on_open_here(self) -> None:
        self._controller.open_at(self._centre())

    def _on_move_here(self, point: str) -> None:
        if point:
            self._controller.move(point, self._centre())

    def _on_stepped(self, *_index: int) -> None:
        """Offer what can be undone and redone; a step is counted only after the scenario has changed."""
        stack = self._controller.undo
        for button, able, text, empty in (
            (self.undo, stack.canUndo(), tr("Undo: {what}").format(what=stack.undoText()), tr("Undo")),
            (self.redo, stack.canRedo(), tr("Redo: {what}").format(what=stack.redoText()), tr("Redo")),
        ):
            button.setEnabled(able)
            button.setToolTip(text if able else empty)
            button.setAccessibleName(text if able else empty)

    def _on_changed(self) -> None:
        self.sites.refresh()
        self.shelf.offer()

    def _on_compared(self) -> None:
        study, result = self._controller.study, self._controller.result
        if study is None or result is None:
            return
        measure = Measure(study.metric, tuple(study.engine.cutoffs.tolist()))
        self.answer.setText(headline(result, measure))
        headers = [tr("Figure"), tr("Now"), tr("After"), tr("Difference")]
        rows = [(row.label, row.before, row.after, row.change) for row in figure_rows(result, measure)]
        self.figures.show_rows(headers, rows)
        people = study.engine.people
        self.losers.show_rows(*loser_table(result, measure, study.labels, people.strata))
        make, said = histogram({tr("After"): result}, people.everybody, measure)
        self.chart.show_chart(make, tr("People by trip to the nearest point"), said)
        self._say_notes(result.unplaced, study.notes)
        self.resized.emit()

    def _say_notes(self, unplaced: tuple[str, ...], notes: tuple[str, ...]) -> None:
        said = []
        if unplaced:
            names = ", ".join(self._controller.name_of(point) for point in unplaced)
            said.append(tr("Too far from any road to serve anybody: {names}.").format(names=names))
        if notes:
            said.append(tr("Left out or corrected: {what}").format(what="; ".join(notes)))
        self.notes.setText("\n".join(said))
        self.notes.setVisible(bool(said))


def _tool_button(picture: QIcon, text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(picture)
    button.setIconSize(QSize(20, 20))
    button.setText(text)
    button.setToolTip(tr("{what} (Esc leaves the tool)").format(what=tip))
    button.setAccessibleDescription(tip)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setCheckable(True)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + 12)  # the style would ask for more
    return button


def _step_button(theme_icon: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(theme_icon))
    button.setIconSize(QSize(20, 20))
    button.setAutoRaise(True)
    return button
