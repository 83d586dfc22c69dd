# SPDX-License-Identifier: GPL-2.0-or-later
"""Name, save, load and compare scenarios, which are kept with the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.analysis.scenario_file import LONGEST
from ..core.errors import InputError
from ..host.language import say, tr
from ..layers.scenarios import remove_scenario, save_scenario, saved_scenarios
from .flow_layout import FlowLayout
from .mnemonics import menu_with_letters
from .pages import sentence
from .scenario_controller import ScenarioController


class ScenarioShelf(QWidget):
    """The scenario's name with Save, and what was saved before."""

    compare_asked = pyqtSignal()
    run_asked = pyqtSignal()

    def __init__(
        self, project: QgsProject, controller: ScenarioController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._project, self._controller = project, controller
        self._own = controller.name
        """The name under which the scenario that is edited was loaded or saved."""
        self.name = QLineEdit(controller.name)
        self.name.setMaxLength(LONGEST)
        self.name.setPlaceholderText(tr("Name of the scenario"))
        self.name.setAccessibleName(tr("Name of the scenario"))
        self.save = QPushButton(tr("Save"))
        self.save.setToolTip(tr("Keep the scenario with the project; then save the project, too"))
        self.load, self.forget = _menu_button(tr("Load")), _menu_button(tr("Delete"))
        self.compare = QPushButton(tr("Compare…"))
        self.compare.setToolTip(tr("Put up to four saved scenarios side by side"))
        self.run = QPushButton(tr("Run as analysis…"))
        self.run.setToolTip(
            tr("Open the analysis “Before and after” with this scenario, for layers and a report")
        )
        self.said = sentence()
        self.said.hide()
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Offer the scenarios that the project has now."""
        names = list(saved_scenarios(self._project))
        for button, use in ((self.load, self._on_load), (self.forget, self._on_forget)):
            _fill(button, names, use)
        self.compare.setEnabled(bool(names))

    def offer(self) -> None:
        """Offer what can be done with the scenario as it is now."""
        self.save.setEnabled(bool(self.name.text().strip()) and bool(len(self._controller.scenario)))
        self.run.setEnabled(bool(len(self._controller.scenario)))
        if self.name.text().strip() != self._controller.name:
            self.name.setText(self._controller.name)

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.name, 1)
        first.addWidget(self.save)
        others = FlowLayout(spacing=4)
        for button in (self.load, self.forget, self.compare, self.run):
            others.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(first)
        rows.addLayout(others)
        rows.addWidget(self.said)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._on_named)
        self.name.returnPressed.connect(self.save.click)
        self.save.clicked.connect(self._on_save)
        self.compare.clicked.connect(lambda _=False: self.compare_asked.emit())
        self.run.clicked.connect(lambda _=False: self.run_asked.emit())

    def _on_named(self, text: str) -> None:
        self._controller.name = text.strip()
        self.offer()

    def _on_save(self, _checked: bool = False) -> None:
        scenario = self._controller.named()
        if scenario.name != self._own and not self._may_replace(scenario.name):
            return
        save_scenario(self._project, scenario)
        self._own = scenario.name
        self._say(tr("“{name}” is kept with the project.").format(name=scenario.name))
        self.refresh()

    def _on_load(self, name: str) -> None:
        scenario = saved_scenarios(self._project).get(name)
        if scenario is None:
            return
        try:
            self._controller.start_from(scenario)
        except InputError as problem:
            self._say(say(problem.text))
            return
        self._own = name
        self._say("")
        self.offer()

    def _may_replace(self, name: str) -> bool:
        """Ask before another scenario of that name is gone; true where there is none."""
        if name not in saved_scenarios(self._project):
            return True
        answer = QMessageBox.question(
            self,
            tr("Save the Scenario"),
            tr("Another scenario “{name}” is kept with the project. Replace it?").format(name=name),
            QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Save

    def _on_forget(self, name: str) -> None:
        remove_scenario(self._project, name)
        self._say(tr("“{name}” is no longer kept with the project.").format(name=name))
        self.refresh()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))


def _menu_button(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu_with_letters(button))
    return button


def _fill(button: QToolButton, names: Iterable[str], use: Callable[[str], None]) -> None:
    menu = button.menu()
    menu.clear()
    for name in names:
        action = menu.addAction(name.replace("&", "&&"))
        action.triggered.connect(lambda _=False, chosen=name: use(chosen))
    button.setEnabled(not menu.isEmpty())
