# SPDX-License-Identifier: GPL-2.0-or-later
"""What the live editor of scenarios knows and does, without a widget.

It holds the points there are, the scenario being edited with its undo stack, and the engine that compares it
with today, always in the background: the figures of the latest scenario are what is asked for next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Lock
from typing import Any

import numpy as np
from qgis.core import QgsProject, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.analysis import Places
from ..core.analysis.before_after import BeforeAfter
from ..core.analysis.scenario import LonLat, Scenario, SiteStatus
from ..core.errors import Cancelled
from ..core.progress import Part, Progress, check
from ..host import log
from ..host.language import tr
from ..host.tasks import TaskGroup
from ..processing.whatif import Reading, WhatIf
from .scenario_undo import ScenarioChange, UndoStack

MOST_COMPARED = 4

Compared = dict[str, BeforeAfter]


class ScenarioController(QObject):
    """Edits one scenario of some points at a time.

    ``loaded``: the engine is there. ``changed``: the scenario is another one. ``compared``: ``result`` is of
    the scenario as it is now. ``several_compared``: what ``compare_several`` was asked. ``failed``: with the
    error, also ``Cancelled``.
    """

    loaded = pyqtSignal()
    changed = pyqtSignal()
    compared = pyqtSignal()
    several_compared = pyqtSignal(object)
    failed = pyqtSignal(object)
    progressed = pyqtSignal(float)

    def __init__(self, project: QgsProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.names: dict[str, str] = {}
        self.places: dict[str, LonLat] = {}
        self.study: WhatIf | None = None
        self.scenario, self.name = Scenario(), ""
        self.result: BeforeAfter | None = None
        self.undo = UndoStack(self)
        self._reading: Reading | None = None
        self._tasks = TaskGroup(self)
        self._asked: dict[str, QgsTask] = {}
        self._engine_free = Lock()

    @property
    def loading(self) -> bool:
        """Whether roads and population are being read."""
        return self._reading is not None

    def load(
        self, names: Mapping[str, str], places: Mapping[str, LonLat], parameters: Mapping[str, Any]
    ) -> None:
        """Read roads and population for these points, by id; ends in ``loaded`` or ``failed``.

        The scenario stays, less its changes of points that are not among these.
        """
        self.close()
        self.names, self.places = dict(names), dict(places)
        ids = tuple(sorted(places))
        lonlat = np.array([places[key] for key in ids], np.float64).reshape(-1, 2)
        reading = Reading(Places(ids, lonlat), parameters, self._project)
        self._reading = reading
        task = self._tasks.run(
            tr("Reading roads and population"), reading.run, self._on_loaded, self._on_failed
        )
        task.progressChanged.connect(self.progressed)

    def cancel(self) -> None:
        """Stop reading; ``failed`` follows with ``Cancelled``."""
        if self._reading is not None:
            self._reading.cancel()
            self._tasks.cancel()

    def close(self) -> None:
        """Let go of the engine and of what runs; nothing more is heard of it."""
        if self._reading is not None:
            self._reading.cancel()
        self._tasks.drop_all()
        self._asked.clear()
        self._reading = self.study = self.result = None

    # --- edits -------------------------------------------------------------------------------------------

    def name_of(self, point: str) -> str:
        """Return what a point is called: its own name, or that of a new point."""
        return self.names.get(point) or tr("New point {n}").format(n=point.rpartition("-")[2])

    def status(self, point: str) -> SiteStatus:
        return self.scenario.status(point)

    def position(self, point: str) -> LonLat:
        """Return where a point would be, also one that would be closed."""
        moved = {**self.scenario.opened, **self.scenario.moved}
        return moved[point] if point in moved else self.places[point]

    def toggle(self, point: str) -> None:
        """Close a point, or open it again as it is today; take back a new point."""
        name = self.name_of(point)
        if self.status(point) == "closed":
            self._edit(self.scenario.without(point), tr("Re-open {name}").format(name=name))
        elif self.status(point) == "opened":
            self.take_back(point)
        else:
            closed = self.scenario.without(point).close(point)
            self._edit(closed, tr("Close {name}").format(name=name))

    def open_at(self, lonlat: LonLat) -> str:
        """Open a new point and return its id."""
        taken = {*self.places, *self.scenario.opened}
        number = 1
        while f"new-{number}" in taken:
            number += 1
        point = f"new-{number}"
        text = tr("Open {name}").format(name=self.name_of(point))
        self._edit(self.scenario.open(point, lonlat), text)
        return point

    def move(self, point: str, lonlat: LonLat) -> None:
        """Move a point; one that would be closed is opened again there."""
        scenario = self.scenario.without(point) if self.status(point) == "closed" else self.scenario
        text = tr("Move {name}").format(name=self.name_of(point))
        self._edit(scenario.move(point, lonlat), text)

    def take_back(self, point: str) -> None:
        """Leave a point as it is today."""
        text = tr("Take back the change of {name}").format(name=self.name_of(point))
        self._edit(self.scenario.without(point), text)

    def start_from(self, scenario: Scenario) -> None:
        """Edit another scenario. Raises ``InputError`` when it is about other points."""
        scenario.check(list(self.places))
        self.name = scenario.name
        self._edit(replace(scenario, name=""), tr("Load {name}").format(name=scenario.name))

    def named(self) -> Scenario:
        """Return the scenario with its name, to be saved."""
        return replace(self.scenario, name=self.name)

    def show(self, scenario: Scenario) -> None:
        """Take a scenario as the one that is edited; for the undo stack."""
        self.scenario, self.result = scenario, None
        self.changed.emit()
        self._compare()

    def _edit(self, scenario: Scenario, text: str) -> None:
        if scenario != self.scenario:
            self.undo.push(ScenarioChange(self, self.scenario, scenario, text))

    # --- figures -----------------------------------------------------------------------------------------

    def compare_several(self, scenarios: Mapping[str, Scenario]) -> None:
        """Compare up to ``MOST_COMPARED`` scenarios with today; ``several_compared`` follows.

        Raises ``InputError`` when one of them is about other points.
        """
        chosen = dict(list(scenarios.items())[:MOST_COMPARED])
        for scenario in chosen.values():
            scenario.check(list(self.places))
        study = self.study
        if study is None:
            return

        def work(progress: Progress) -> Compared:
            steps = len(chosen)
            return {
                name: self._ask(study, scenario, Part(progress, i / steps, (i + 1) / steps))
                for i, (name, scenario) in enumerate(chosen.items())
            }

        self._compare_in_background(tr("Comparing scenarios"), work, self.several_compared.emit)

    def _compare(self) -> None:
        """Ask for the figures of the scenario as it is now; those of an earlier one are not waited for."""
        study, scenario = self.study, self.scenario
        if study is None:
            return

        def work(progress: Progress) -> BeforeAfter:
            return self._ask(study, scenario, progress)

        self._compare_in_background(tr("Comparing before and after"), work, self._on_compared)

    def _ask(self, study: WhatIf, scenario: Scenario, progress: Progress) -> BeforeAfter:
        """Ask the engine, which serves one at a time; one who was cancelled meanwhile leaves the queue."""
        with self._engine_free:
            check(progress)
            return study.engine.compare(scenario, progress)

    def _compare_in_background(
        self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]
    ) -> None:
        """Start a task in the place of an earlier one of that title, whose answer is not wanted any more."""
        earlier = self._asked.pop(title, None)
        if earlier is not None:
            self._tasks.drop(earlier)
        self._asked[title] = self._tasks.run(title, work, done, self._on_not_compared)

    def _on_compared(self, result: BeforeAfter) -> None:
        self.result = result
        self.compared.emit()

    def _on_not_compared(self, problem: BaseException) -> None:
        if not isinstance(problem, Cancelled):
            log.error(problem)
            self.failed.emit(problem)

    def _on_loaded(self, study: WhatIf) -> None:
        self._reading, self.study = None, study
        known = set(self.places)
        for point in ({*self.scenario.closed, *self.scenario.moved} - known) | (
            set(self.scenario.opened) & known
        ):
            self.scenario = self.scenario.without(point)
        self.undo.clear()
        self.loaded.emit()
        self.changed.emit()
        self._compare()

    def _on_failed(self, problem: BaseException) -> None:
        self._reading = None
        self.failed.emit(problem)
