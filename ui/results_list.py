# SPDX-License-Identifier: GPL-2.0-or-later
"""The last results in the project, each one click from being run again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ..host.language import tr
from ..layers.origin import origin_of
from .pages import heading, sentence
from .words import SEPARATOR, clock_text, date_text

MOST = 5
PAIRS_ALGORITHM = "servicepoints:colocationpairs"
WAIT_MS = 300
"""A layer is added first and told how it was made afterwards; several come at once."""


@dataclass(frozen=True)
class Run:
    """One run whose results are in the project; ``layer_id`` is one of them."""

    created_at: str
    algorithm: str
    layer_id: str


def runs_in(project: QgsProject) -> list[Run]:
    """Return the runs whose results are in the project, the newest first."""
    found: dict[tuple[str, str], Run] = {}
    for layer in project.mapLayers().values():
        document = origin_of(layer)
        if document is not None:
            key = (str(document.get("created_at", "")), str(document["algorithm"]))
            found.setdefault(key, Run(*key, layer.id()))
    return [found[key] for key in sorted(found, reverse=True)]


class ResultsList(QWidget):
    """A line for each of the last runs; hidden while there is none."""

    again_asked = pyqtSignal(str)
    brief_asked = pyqtSignal(str)
    changed = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.refresh)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(heading(tr("Last results")))
        layout.addLayout(self._rows)
        project.layersAdded.connect(self._timer.start)
        project.layersRemoved.connect(self._timer.start)
        self.refresh()

    def unload(self) -> None:
        """Let go of the project."""
        self._timer.stop()
        self._project.layersAdded.disconnect(self._timer.start)
        self._project.layersRemoved.disconnect(self._timer.start)

    def refresh(self) -> None:
        """Read the project's layers again."""
        while self._rows.count():
            row = self._rows.takeAt(0).widget()
            row.hide()
            row.deleteLater()
        runs = runs_in(self._project)[:MOST]
        for run in runs:
            self._rows.addWidget(self._make_row(run))
        self.setVisible(bool(runs))
        self.changed.emit()

    def _make_row(self, run: Run) -> QWidget:
        algorithm = QgsApplication.processingRegistry().algorithmById(run.algorithm)
        title = algorithm.displayName() if algorithm else run.algorithm
        text = SEPARATOR.join(part for part in (title, _when(run.created_at)) if part)
        button = QToolButton()
        button.setObjectName("RunAgain")
        button.setText(tr("Run Again…"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setAccessibleName(tr("Run again: {result}").format(result=text))
        button.clicked.connect(lambda _=False: self.again_asked.emit(run.layer_id))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(sentence(text), 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(button)
        if run.algorithm == PAIRS_ALGORITHM:
            buttons.addWidget(self._brief_button(run, text))
        buttons.addStretch()
        layout.addLayout(buttons)
        return row

    def _brief_button(self, run: Run, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("PartnershipBrief")
        button.setText(tr("Brief…"))
        button.setToolTip(tr("Partnership brief of the selected pair, or of the best one"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setAccessibleName(tr("Partnership brief: {result}").format(result=text))
        button.clicked.connect(lambda _=False: self.brief_asked.emit(run.layer_id))
        return button


def _when(created_at: str) -> str:
    """Write when a run was made, in this computer's time: the hour, after the date when that is not today."""
    try:
        moment = datetime.strptime(created_at, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return ""
    local = moment.replace(tzinfo=timezone.utc).astimezone()
    today = local.date() == datetime.now(local.tzinfo).date()
    clock = clock_text(local.time())
    return clock if today else SEPARATOR.join((date_text(local.date()), clock))
