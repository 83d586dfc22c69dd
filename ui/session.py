# SPDX-License-Identifier: GPL-2.0-or-later
"""The store that is open in the panel: reading, checking and re-reading it without blocking anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsTask, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.exchange import Change
from ..core.progress import Part, Progress
from ..host import log
from ..host.language import tr
from ..host.tasks import TaskGroup
from ..layers.filter import PointIndex
from ..layers.freshness import outdated
from ..layers.load import POINTS, LoadedStore, layers_of_store, load_store
from ..layers.register import PointRegister, read_register
from .changes_compare import Compared, compare_copy
from .findings_check import Checked, check_store

REREAD_AFTER_MS = 400
"""Several layers are saved one after the other; they are read once afterwards."""
DATE_RULES = ("T03", "T04")


@dataclass(frozen=True)
class Opened:
    """What reading a store yields: its points, and the index that searches them."""

    register: PointRegister
    index: PointIndex


class StoreSession(QObject):
    """Opens one store at a time. Results of a store that is no longer wanted are dropped."""

    opened = pyqtSignal()
    reread = pyqtSignal()
    attention_changed = pyqtSignal()
    changes_counted = pyqtSignal()
    checked_anew = pyqtSignal()
    edits_changed = pyqtSignal()
    failed = pyqtSignal(object)
    progressed = pyqtSignal(float)
    layers_gone = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.loaded: LoadedStore | None = None
        self.register: PointRegister | None = None
        self.index: PointIndex | None = None
        self.attention: Mapping[str, int] = {}
        self.compared: Compared | None = None
        self.checked: Checked | None = None
        self.trouble: BaseException | None = None
        """Why the working copy could not be compared with its base."""
        self._tasks = TaskGroup(self)
        self._reading: QgsTask | None = None
        self._watched: list[QgsVectorLayer] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REREAD_AFTER_MS)
        self._timer.timeout.connect(self.read_again)
        project.layersWillBeRemoved.connect(self._on_layers_will_be_removed)

    @property
    def is_working_copy(self) -> bool:
        return self.register is not None and self.register.info.working_copy is not None

    @property
    def changes(self) -> Sequence[Change] | None:
        """What differs from the base; None when it is not known (yet)."""
        return None if self.compared is None else self.compared.changes

    def points_layer(self) -> QgsVectorLayer | None:
        """Return the layer of the points, None when it is not (or no longer) in the project."""
        return self.loaded.layer(POINTS, self.project) if self.loaded else None

    def has_unsaved_edits(self) -> bool:
        """Return whether a layer of the store has edits that are not in the file yet."""
        if self.loaded is None:
            return False
        layers = layers_of_store(self.project, self.loaded.path).values()
        return any(layer.isModified() for layer in layers)

    def open(self, path: str | Path) -> None:
        """Read a store in the background, then load its layers; ends in ``opened`` or ``failed``."""
        self.close()
        wanted = str(path)

        def work(progress: Progress) -> Opened:
            register = read_register(wanted, Part(progress, 0.0, 0.9))
            return Opened(register, PointIndex(register.points))

        task = self._tasks.run(tr("Opening a store of service points"), work, self._on_read, self._on_failed)
        self._reading = task
        task.progressChanged.connect(self._on_progress)

    def cancel(self) -> None:
        """Stop opening; ``failed`` follows with ``Cancelled``."""
        if self._reading is not None and not sip.isdeleted(self._reading):
            self._reading.cancel()

    def close(self) -> None:
        """Let go of the store that is open. Its layers stay in the project."""
        self._timer.stop()
        self._unwatch()
        self._tasks.drop_all()
        self._reading = None
        self.loaded = self.register = self.index = self.compared = self.checked = self.trouble = None
        self.attention = {}

    def unload(self) -> None:
        """Let go of everything; the session is not used afterwards."""
        self.close()
        self.project.layersWillBeRemoved.disconnect(self._on_layers_will_be_removed)

    def load_layers(self) -> None:
        """Put the layers of the open store (back) into the project. Raises ``StoreError``."""
        if self.register is not None:
            self._unwatch()
            self.loaded = load_store(self.register.path, self.project)
            self._watch()

    def read_again(self) -> None:
        """Read the open store again after edits were saved; the layers stay as they are."""
        if self.register is None:
            return
        path = self.register.path

        def work(progress: Progress) -> Opened:
            register = read_register(path, progress)
            return Opened(register, PointIndex(register.points))

        self._tasks.run(tr("Reading the store again"), work, self._on_read_again, log.error)

    def _on_progress(self, percent: float) -> None:
        if self.sender() is self._reading:
            self.progressed.emit(percent)

    def _on_failed(self, problem: BaseException) -> None:
        self._reading = None
        self.failed.emit(problem)

    def _on_read(self, opened: Opened) -> None:
        self._reading = None
        self._take(opened)
        try:
            self.load_layers()
        except Exception as problem:  # whatever it is, the person is told and can try again
            self.close()
            self.failed.emit(problem)
            return
        self.opened.emit()
        self._look_closer()

    def _on_read_again(self, opened: Opened) -> None:
        self._take(opened)
        self.reread.emit()
        self._look_closer()

    def _take(self, opened: Opened) -> None:
        self.register, self.index = opened.register, opened.index
        self._set_attention(outdated(opened.register.points, date.today()))

    def _set_attention(self, attention: Mapping[str, int]) -> None:
        self.attention = attention
        if self.index is not None:
            self.index.set_attention(attention)

    def _look_closer(self) -> None:
        """Validate, and count what an editor changed; both take longer than opening."""
        if self.register is None:
            return
        path = self.register.path

        def find_errors(progress: Progress) -> Checked:
            return check_store(path, progress)

        def compare(progress: Progress) -> Compared:
            return compare_copy(path, progress)

        self._tasks.run(tr("Checking the service points"), find_errors, self._on_errors, log.error)
        if self.is_working_copy:
            self._tasks.run(
                tr("Comparing with the shared store"), compare, self._on_changes, self._on_compare_failed
            )

    def _on_errors(self, checked: Checked) -> None:
        self.checked = checked
        self._set_attention(_needs_care(checked))
        self.checked_anew.emit()
        self.attention_changed.emit()

    def _on_compare_failed(self, problem: BaseException) -> None:
        log.error(problem)
        self.compared, self.trouble = None, problem
        self.changes_counted.emit()

    def _on_changes(self, compared: Compared) -> None:
        self.compared, self.trouble = compared, None
        self.changes_counted.emit()

    def _watch(self) -> None:
        if self.loaded is None:
            return
        for layer in layers_of_store(self.project, self.loaded.path).values():
            layer.afterCommitChanges.connect(self._timer.start)
            for signal in _edits(layer):
                signal.connect(self.edits_changed)
            self._watched.append(layer)

    def _unwatch(self) -> None:
        for layer in self._watched:
            if not sip.isdeleted(layer):
                layer.afterCommitChanges.disconnect(self._timer.start)
                for signal in _edits(layer):
                    signal.disconnect(self.edits_changed)
        self._watched = []

    def _on_layers_will_be_removed(self, ids: list[str]) -> None:
        self._watched = [
            layer for layer in self._watched if not sip.isdeleted(layer) and layer.id() not in ids
        ]
        if self.loaded is not None and self.loaded.layer_ids.get(POINTS) in ids:
            QTimer.singleShot(0, self._say_layers_gone)

    def _say_layers_gone(self) -> None:
        if not sip.isdeleted(self) and self.loaded is not None and self.points_layer() is None:
            self.layers_gone.emit()


def _edits(layer: QgsVectorLayer) -> tuple[Any, ...]:
    """The signals after which a layer may have other unsaved edits than before."""
    return (layer.layerModified, layer.afterCommitChanges, layer.afterRollBack)


def _needs_care(checked: Checked) -> dict[str, int]:
    """How many findings of each point call for somebody: errors, and dates that ran out (T03, T04)."""
    found: Counter[str] = Counter()
    for item in checked.findings:
        finding = item.finding
        if finding.point_id and (finding.severity in ("reject", "error") or finding.rule in DATE_RULES):
            found[finding.point_id] += 1
    return dict(found)
