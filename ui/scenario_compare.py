# SPDX-License-Identifier: GPL-2.0-or-later
"""Up to four scenarios side by side: a table and a chart."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..core.analysis.scenario import Scenario
from ..core.errors import InputError
from ..host.language import say, tr
from ..layers.scenarios import saved_scenarios
from .chart import ChartView
from .figures_table import FiguresTable
from .mnemonics import Mnemonics
from .pages import sentence
from .scale import resize_window
from .scenario_controller import MOST_COMPARED, Compared, ScenarioController
from .scenario_figures import Measure, comparison_rows, histogram


class ScenarioComparison(QDialog):
    """Compares the saved scenarios that are ticked, and the one that is being edited."""

    def __init__(
        self, project: QgsProject, controller: ScenarioController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Compare Scenarios"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_window(self, 760, 640)
        Mnemonics(self)
        self._controller = controller
        self._scenarios = self._offered(project)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Scenarios to compare"))
        for i, name in enumerate(self._scenarios):
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if i < MOST_COMPARED else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        rows = min(5, max(2, len(self._scenarios)))
        self.list.setFixedHeight(rows * (self.fontMetrics().height() + 6) + 6)
        self.said = sentence()
        self.table = FiguresTable(tr("Figures of the scenarios"))
        self.chart = ChartView()
        self._arrange()
        self.list.itemChanged.connect(self._ask)
        controller.several_compared.connect(self._show)
        self._ask()

    def chosen(self) -> dict[str, Scenario]:
        """Return the ticked scenarios by name."""
        items = (self.list.item(row) for row in range(self.list.count()))
        names = [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]
        return {name: self._scenarios[name] for name in names}

    def _offered(self, project: QgsProject) -> dict[str, Scenario]:
        """Return the scenario being edited, unless it is saved as it is, then the saved ones."""
        saved, mine = saved_scenarios(project), self._controller.named()
        if not len(mine) or saved.get(mine.name) == mine:
            return saved
        return {tr("(being edited)"): mine, **saved}

    def _arrange(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.addWidget(self.table)
        rows.addWidget(self.chart)
        rows.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(sentence(tr("Tick up to four scenarios; each is compared with today.")))
        layout.addWidget(self.list)
        layout.addWidget(self.said)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)

    def _ask(self, *_item: object) -> None:
        chosen = self.chosen()
        if len(chosen) > MOST_COMPARED:
            self.said.setText(tr("Only the first four are compared."))
        else:
            self.said.setText("" if chosen else tr("Tick at least one scenario."))
        try:
            if chosen:
                self._controller.compare_several(chosen)
        except InputError as problem:
            self.said.setText(say(problem.text))
        self.said.setVisible(bool(self.said.text()))
        self.table.setVisible(bool(chosen))
        self.chart.setVisible(bool(chosen))

    def _show(self, results: Compared) -> None:
        study = self._controller.study
        if study is None or not results:
            return
        measure = Measure(study.metric, tuple(study.engine.cutoffs.tolist()))
        self.table.show_rows([tr("Figure"), tr("Today"), *results], comparison_rows(results, measure))
        make, said = histogram(results, study.engine.people.everybody, measure)
        self.chart.show_chart(make, tr("People by trip to the nearest point"), said)
