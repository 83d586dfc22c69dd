# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenarios that are saved with a project, and the roads and population that they were made with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProject

from ..core.analysis.scenario import Scenario
from ..core.analysis.scenario_file import read_scenario, scenario_text
from ..core.errors import InputError
from ..host import log

SCOPE, SCENARIOS, SETUP = "service_points", "/scenarios", "/scenario_setup"


def saved_scenarios(project: QgsProject) -> dict[str, Scenario]:
    """Return the scenarios of a project by name, in text order of their names.

    A project may come from anybody: what is no scenario is left out, and logged.
    """
    found = {}
    for text in _list(project):
        try:
            scenario = read_scenario(text if isinstance(text, str) else "")
        except InputError as problem:
            log.error(problem)
            continue
        if scenario.name:
            found[scenario.name] = scenario
    return dict(sorted(found.items()))


def save_scenario(project: QgsProject, scenario: Scenario) -> None:
    """Keep a scenario under its name, in the place of one of that name; the project is then to be saved."""
    _write(project, {**saved_scenarios(project), scenario.name: scenario})


def remove_scenario(project: QgsProject, name: str) -> None:
    """Forget a scenario, if there is one of that name."""
    kept = saved_scenarios(project)
    if kept.pop(name, None) is not None:
        _write(project, kept)


def saved_setup(project: QgsProject) -> dict[str, Any]:
    """Return the parameters that were last used in a project; empty when there are none, or no good ones."""
    text, _ = project.readEntry(SCOPE, SETUP, "")
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def save_setup(project: QgsProject, parameters: Mapping[str, Any]) -> None:
    """Remember parameters with the project: layers by id, fields by name, numbers and texts."""
    project.writeEntry(SCOPE, SETUP, json.dumps(dict(parameters), ensure_ascii=False, sort_keys=True))


def _list(project: QgsProject) -> list[Any]:
    text, _ = project.readEntry(SCOPE, SCENARIOS, "")
    try:
        found = json.loads(text) if text else []
    except (ValueError, RecursionError) as problem:
        log.error(problem)
        return []
    return found if isinstance(found, list) else []


def _write(project: QgsProject, scenarios: Mapping[str, Scenario]) -> None:
    texts = [scenario_text(scenario) for scenario in scenarios.values()]
    project.writeEntry(SCOPE, SCENARIOS, json.dumps(texts, ensure_ascii=False))
