# SPDX-License-Identifier: GPL-2.0-or-later
"""Starts the algorithms from the panel: filled in from the open store, on edits that are saved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsProcessingFeatureSourceDefinition, QgsProcessingUtils, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QStandardPaths, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ..core.analysis.scenario import Scenario
from ..core.analysis.scenario_file import scenario_text
from ..host.databases import store_title
from ..host.language import say, tr
from ..host.settings import settings
from ..layers.base import base_parameters
from ..layers.edits import why_not_found
from ..layers.load import every_layer_of_store
from ..layers.register import PointSummary
from .algorithms import PROVIDER, open_algorithm
from .brief_dialog import layer_of_run, open_brief
from .feature_ids import FeatureIds
from .preflight import preflight_text
from .run_again_dialog import run_again
from .session import StoreSession
from .words import number

OPEN_COUNTERS = "\"channel\" = 'in_person' AND \"status\" = 'active'"
"""The points that people can visit now, as an expression on the points layer."""

POINT_FIELDS = {
    "ID_FIELD": "id",
    "GROUP_FIELD": "custodian_code",
    "HOURS_FIELD": "hours",
    "ACCESSIBILITY_FIELD": "accessibility",
    "LANGUAGES_FIELD": "languages",
}
"""What the fields of the points layer are to the algorithms."""

WHOLE_REGISTER = ("registerquality", "channelcoverage")
"""Tasks that read every record of the register, whatever is selected."""


class StoreTasks(QObject):
    """Analyses use the points layer and its selection; register tasks use the store's file."""

    copy_made = pyqtSignal(str)

    def __init__(self, iface: Any, session: StoreSession, window: QWidget) -> None:  # noqa: ANN401
        super().__init__(window)
        self._iface, self._session, self._window = iface, session, window

    def analyse(self, algorithm: str) -> None:
        """Open the dialog of an analysis with the selected points.

        Without a selection the points that people can visit now are selected, for everyone to see: a call
        centre or a closed counter would make the figures wrong in silence. Of a large store nothing is taken
        that was not selected. A task about the register
        as a whole reads its file instead.
        """
        if algorithm in WHOLE_REGISTER:
            self._open(algorithm, **base_parameters(self._session.project))
            return
        layer = self._session.points_layer()
        filled = base_parameters(self._session.project)
        if layer is not None:
            if not layer.selectedFeatureCount():
                if self._session.server is not None:
                    self._ask_for_points()
                    return
                layer.selectByExpression(OPEN_COUNTERS)
                if not layer.selectedFeatureCount():
                    self.say(
                        tr(
                            "No point is an open counter: select the points of the analysis first, on the "
                            "map or in the list."
                        )
                    )
                    return
            source = _source_of(layer)
            filled |= {"POINTS": source, **POINT_FIELDS, "EXISTING": source, "EXISTING_ID_FIELD": "id"}
        open_algorithm(self._iface, algorithm, filled)

    def points_to_use(self, listed: Sequence[PointSummary] = ()) -> list[PointSummary] | None:
        """Return the selected points, or else those that people can visit now.

        Of a large store it is the selected ones that are ``listed``; None, and said, without any.
        """
        register, layer = self._session.register, self._session.points_layer()
        if register is None:
            return []
        if self._session.server is not None:
            selected = layer.selectedFeatureCount() if layer is not None else len(listed)
            if not listed:
                self._ask_for_points()
            elif selected > len(listed):
                said = tr("Of {selected} selected points, the {listed} that the list shows are taken.")
                self.say(said.format(selected=number(selected), listed=number(len(listed))))
            return list(listed) or None
        chosen = {str(f["id"]) for f in layer.getSelectedFeatures()} if layer is not None else set()
        if chosen:
            return [point for point in register.points if point.id in chosen]
        return [p for p in register.points if p.channel == "in_person" and p.status == "active"]

    def say_not_found(self, layer: QgsVectorLayer | None) -> None:
        """Say why a record that is listed is not in the layer of its table."""
        self.say(say(why_not_found(layer)))

    def _ask_for_points(self) -> None:
        self.say(
            tr("This register is large: select the points of the analysis first, on the map or in the list.")
        )

    def say(self, words: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        """Show words in QGIS's message bar as they stand: the bar reads HTML, and data are in them."""
        self._iface.messageBar().pushMessage(tr("Service points"), escape(words, quote=False), level, 0)

    def known_parameters(self) -> dict[str, Any]:
        """Return what the project's layers answer of the questions about roads and population."""
        return base_parameters(self._session.project)

    def run_scenario(self, scenario: Scenario, points: Sequence[str], parameters: Mapping[str, Any]) -> None:
        """Open the dialog of the analysis “Before and after” with a scenario of these points.

        The points are selected, for everyone to see; the scenario is handed over as a file.
        """
        layer = self._session.points_layer()
        if layer is None:
            return
        fids = FeatureIds(layer, large=self._session.server is not None).of_points(points)
        if len(fids) < len(points):
            self.say_not_found(layer)
            return
        layer.selectByIds(fids)
        folder = QgsProcessingUtils.tempFolder()
        file = _new_file(Path(folder), scenario.name or "scenario", ".json")
        file.write_bytes(scenario_text(scenario).encode("utf-8"))
        filled = {**parameters, "POINTS": _source_of(layer), **POINT_FIELDS, "SCENARIO": str(file)}
        open_algorithm(self._iface, "scenario", filled)

    def preflight(self, algorithm: str, points: int) -> str:
        """Say about how long an analysis of so many points takes; nothing without roads to fill in."""
        filled = base_parameters(self._session.project)
        if not filled:
            return ""
        identifier = f"{PROVIDER}:{algorithm}"
        return preflight_text({**filled, "POINTS": points}, self._session.project, identifier)

    def run_again(self, layer_id: str) -> None:
        """Open the dialog of the run that made a layer, filled in as it was."""
        layer = self._session.project.mapLayer(layer_id)
        if layer is not None:
            run_again(self._iface, layer)

    def partnership_brief(self, layer_id: str) -> None:
        """Open the dialog of the brief about a pair of the run that made a layer."""
        layer = self._session.project.mapLayer(layer_id)
        pairs = layer_of_run(self._session.project, layer) if layer is not None else None
        if pairs is not None:
            open_brief(self._iface, pairs)

    def check_out(self, jurisdiction: str) -> None:
        """Open the dialog that makes a working copy, under a new name among the person's documents."""
        if self._session.register is not None:
            title = store_title(self._session.register.path)
            target = _new_file(_documents(), f"{title}_{jurisdiction}")
            self._open("checkout", JURISDICTION=jurisdiction, TARGET=str(target))

    def edits_are_settled(self) -> bool:
        """Ask what becomes of edits that are not in the file yet; False when the person stays with them.

        What is not saved is neither checked nor sent: saved first (the default), or left out for now.
        """
        if not self._session.has_unsaved_edits():
            return True
        answer = ask_about_edits(self._window)
        if answer == QMessageBox.StandardButton.Save:
            return self.save_edits()
        return bool(answer == QMessageBox.StandardButton.Ignore)

    def _open(self, algorithm: str, **more: Any) -> None:  # noqa: ANN401  (parameters of any kind)
        if self._session.register is None or not self.edits_are_settled():
            return
        path, known = self._session.register.path, settings()
        filled = {
            "STORE": path,
            "INPUT": path,
            "WORKING_COPY": path,
            "SUBMITTER": known.submitter_name or None,
            "ROLE": known.submitter_role or None,
            "EMAIL": known.submitter_email or None,
            **more,
        }
        open_algorithm(self._iface, algorithm, filled, self._on_done)

    def _on_done(self, results: Mapping[str, Any]) -> None:
        made = str(results.get("WORKING_COPY") or "")
        if made and Path(made).is_file():
            self.copy_made.emit(made)

    def save_edits(self) -> bool:
        """Save the edits of all layers of the store; False when a layer could not save them all."""
        for layer in every_layer_of_store(self._session.project, self._session.loaded.path):
            if layer.isModified() and not layer.commitChanges(False):
                said = tr("The edits of “{layer}” could not all be saved: {reason}").format(
                    layer=layer.name(), reason="; ".join(layer.commitErrors())
                )
                self.say(said, Qgis.MessageLevel.Critical)
                return False
        return True


def ask_about_edits(window: QWidget) -> QMessageBox.StandardButton:
    """Ask what becomes of unsaved edits: Save, Ignore (leave them out) or Cancel."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Unsaved Edits"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        tr("Some edits are not saved in the working copy yet. Only saved edits are checked or submitted.")
    )
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Ignore | buttons.Cancel)
    box.button(buttons.Ignore).setText(tr("Leave Out"))
    box.setDefaultButton(buttons.Save)
    box.exec()
    return box.standardButton(box.clickedButton())


def _documents() -> Path:
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return found if found.is_dir() else Path.home()


def _new_file(folder: Path, stem: str, suffix: str = ".gpkg") -> Path:
    """Return the path of a file that does not exist yet; what a file name cannot hold is left out."""
    plain = re.sub(r"[^\w-]+", "_", stem)
    names = (f"{plain}{f'_{number}' if number > 1 else ''}{suffix}" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def _source_of(layer: QgsVectorLayer) -> Any:  # noqa: ANN401  (an id, or the selection of a layer)
    if layer.selectedFeatureCount():
        return QgsProcessingFeatureSourceDefinition(layer.id(), True)
    return layer.id()
