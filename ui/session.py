# SPDX-License-Identifier: GPL-2.0-or-later
"""The store that is open in the panel: reading, checking and re-reading it without blocking anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsProject, QgsTask, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import Cancelled
from ..core.exchange import Change
from ..core.progress import Part, Progress
from ..core.store import upgrade_store
from ..host import log
from ..host.databases import is_database, layer_uri, store_place
from ..host.language import tr
from ..host.settings import settings
from ..host.store_lock import check_allowed
from ..host.tasks import TaskGroup
from ..layers.filter import PointIndex
from ..layers.freshness import outdated
from ..layers.load import POINTS, LoadedStore, StoreLoading, every_layer_of_store, layers_of_store
from ..layers.register import PointRegister, read_register
from ..layers.server_points import ServerPoints, read_server_points
from .changes_compare import Compared, compare_copy
from .findings_check import Checked, check_store
from .review_work import may_steward

REREAD_AFTER_MS = 400
"""Several layers are saved one after the other; they are read once afterwards."""
DATE_RULES = ("T03", "T04")
_CANADA = (-141.0, 41.7, -52.6, 83.1)
"""What is shown of a large store whose server has not looked where its points are."""
_UPGRADING = 0.3
_READING = 0.9
"""The share of opening a store that is spent on reading it; the rest goes into its layers."""


@dataclass(frozen=True)
class Opened:
    """What reading a store yields: its points with the index that searches them, or the server that does,
    where they are too many; and whether this person may merge submissions into it."""

    register: PointRegister
    index: PointIndex | None
    server: ServerPoints | None = None
    may_merge: bool = False


class StoreSession(QObject):
    """Opens one store at a time. Results of a store that is no longer wanted are dropped."""

    opened = pyqtSignal()
    reread = pyqtSignal()
    attention_changed = pyqtSignal()
    changes_counted = pyqtSignal()
    checked_anew = pyqtSignal()
    check_progressed = pyqtSignal(float)
    check_failed = pyqtSignal(object)
    edits_changed = pyqtSignal()
    failed = pyqtSignal(object)
    progressed = pyqtSignal(float)
    layers_gone = pyqtSignal()
    layers_back = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.loaded: LoadedStore | None = None
        self.register: PointRegister | None = None
        self.index: PointIndex | None = None
        self.server: ServerPoints | None = None
        self.attention: Mapping[str, int] = {}
        self.compared: Compared | None = None
        self.checked: Checked | None = None
        self.trouble: BaseException | None = None
        """Why the working copy could not be compared with its base."""
        self.may_merge = False
        self._loading: StoreLoading | None = None
        self._tasks = TaskGroup(self)
        self._reading: QgsTask | None = None
        self._checking: QgsTask | None = None
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

    @property
    def is_unchecked(self) -> bool:
        """Whether nobody has asked for a check of a large store (again) since it was read."""
        return self.server is not None and self.checked is None and self._checking is None

    def places(self) -> list[tuple[float, float]]:
        """Return where the points are, in degrees; of a large store the corners of the box they are in."""
        if self.server is not None:
            west, south, east, north = self.server.extent or _CANADA
            return [(west, south), (east, north)]
        return [point.lonlat for point in self.register.points if point.lonlat] if self.register else []

    def points_layer(self) -> QgsVectorLayer | None:
        """Return the layer of the points, None when it is not (or no longer) in the project."""
        return self.loaded.layer(POINTS, self.project) if self.loaded else None

    def has_unsaved_edits(self) -> bool:
        """Return whether a layer of the store has edits that are not in the file yet."""
        if self.loaded is None:
            return False
        layers = every_layer_of_store(self.project, self.loaded.path)
        return any(layer.isModified() for layer in layers)

    def open(self, path: str | Path, *, upgrade: bool = False) -> None:
        """Read a store in the background, by its name, then load its layers: ``opened`` or ``failed``.

        With ``upgrade`` an older one is first given what it lacks; its layers in the project follow.
        """
        self.close()
        wanted = str(path)

        def work(progress: Progress) -> Opened:
            if is_database(wanted):
                layer_uri(wanted)  # a login that must not be in a project is said before the server is asked
            if upgrade:
                upgrade_store(store_place(wanted), progress=Part(progress, 0.0, _UPGRADING))
            return _read(wanted, Part(progress, _UPGRADING if upgrade else 0.0, _READING))

        def read(opened: Opened) -> None:
            for layer in layers_of_store(self.project, opened.register.path).values() if upgrade else ():
                layer.reload()
            self._on_read(opened)

        task = self._tasks.run(tr("Opening a store of service points"), work, read, self._on_failed)
        self._reading = task
        task.progressChanged.connect(self._on_progress)

    def cancel(self) -> None:
        """Stop opening; ``failed`` follows with ``Cancelled``, at once: a server may never answer."""
        reading, loading = self._reading, self._loading
        if reading is None and loading is None:
            return
        if reading is not None:
            self._tasks.drop(reading)
        self.close()
        self.failed.emit(Cancelled())

    def close(self) -> None:
        """Let go of the store that is open. Its layers stay in the project."""
        self._timer.stop()
        self._unwatch()
        self._tasks.drop_all()
        self._reading = self._checking = self._loading = None
        self.may_merge = False
        if self.server is not None:
            self.server.close()
        self.loaded = self.register = self.index = self.server = None
        self.compared = self.checked = self.trouble = None
        self.attention = {}

    def unload(self) -> None:
        """Let go of everything; the session is not used afterwards."""
        self.close()
        self.project.layersWillBeRemoved.disconnect(self._on_layers_will_be_removed)

    def load_layers(self) -> None:
        """Put the layers of the open store back into the project; ends in ``layers_back`` or ``failed``."""
        self._load(self.layers_back.emit)

    def _load(self, done: Callable[[], None]) -> None:
        """Load the layers: of a file at once, of a database one after the other with a look at events."""
        if self.register is None:
            return
        self._unwatch()
        try:
            self._loading = StoreLoading(self.register.path, self.project, large=self.server is not None)
        except Exception as problem:  # whatever it is, the person is told and can try again
            self._give_up(problem)
            return
        self._load_next(self._loading, done)

    def _load_next(self, loading: StoreLoading, done: Callable[[], None]) -> None:
        """Open one layer more, and go on; a loading that is no longer wanted ends here."""
        if sip.isdeleted(self) or loading is not self._loading or self.register is None:
            return
        try:
            while loading.step():
                if is_database(self.register.path):
                    self.progressed.emit(100.0 * _READING + 100.0 * (1.0 - _READING) * loading.share)
                    QTimer.singleShot(0, lambda: self._load_next(loading, done))
                    return
            self.loaded = loading.finish(self.register.info, self.register.levels)
        except Exception as problem:  # whatever it is, the person is told and can try again
            self._give_up(problem)
            return
        self._loading = None
        self._watch()
        done()

    def _give_up(self, problem: BaseException) -> None:
        self.close()
        self.failed.emit(problem)

    def read_again(self) -> None:
        """Read the open store again after edits were saved; the layers stay as they are.

        What still runs knows only what was saved before, and could answer last: it is not heard any more.
        """
        if self.register is None:
            return
        self._tasks.drop_all()
        self._checking = None
        path = self.register.path

        def work(progress: Progress) -> Opened:
            return _read(path, progress)

        self._tasks.run(tr("Reading the store again"), work, self._on_read_again, self._on_check_failed)

    def _on_progress(self, percent: float) -> None:
        if self.sender() is self._reading:
            self.progressed.emit(percent)

    def _on_failed(self, problem: BaseException) -> None:
        self._reading = None
        self.failed.emit(problem)

    def _on_read(self, opened: Opened) -> None:
        self._reading = None
        self._take(opened)
        self._load(self._say_opened)

    def _say_opened(self) -> None:
        self.opened.emit()
        self._look_closer()

    def _on_read_again(self, opened: Opened) -> None:
        self._take(opened)
        if self.server is not None:
            self.checked = None  # a large store is checked when somebody asks for it again
        self.reread.emit()
        self._look_closer()

    def _take(self, opened: Opened) -> None:
        if self.server is not None:
            self.server.close()
        self.register, self.index, self.server = opened.register, opened.index, opened.server
        self.may_merge = opened.may_merge
        self._set_attention(outdated(opened.register.points, date.today()))

    def _set_attention(self, attention: Mapping[str, int]) -> None:
        self.attention = attention
        if self.index is not None:
            self.index.set_attention(attention)

    def _look_closer(self) -> None:
        """Validate, and count what an editor changed; both take longer than opening.

        A large store is checked only when somebody asks for it.
        """
        if self.register is None:
            return
        path = self.register.path

        def compare(progress: Progress) -> Compared:
            return compare_copy(path, progress)

        if self.server is None:
            self.check_all()
        if self.is_working_copy:
            self._tasks.run(
                tr("Comparing with the shared store"), compare, self._on_changes, self._on_compare_failed
            )

    def check_all(self) -> None:
        """Check every record of the store: ``checked_anew`` follows, or ``check_failed``."""
        if self.register is None:
            return
        self.cancel_check()
        path = self.register.path

        def find_errors(progress: Progress) -> Checked:
            return check_store(path, progress)

        title = tr("Checking the service points")
        self._checking = self._tasks.run(title, find_errors, self._on_errors, self._on_check_failed)
        self._checking.progressChanged.connect(self.check_progressed)
        self.check_progressed.emit(self._checking.progress())

    def cancel_check(self) -> None:
        """Stop checking the store; nothing more is heard of it."""
        if self._checking is not None:
            self._tasks.drop(self._checking)
            self._checking = None

    def _on_check_failed(self, problem: BaseException) -> None:
        log.error(problem)
        self._checking = None
        self.check_failed.emit(problem)

    def _on_errors(self, checked: Checked) -> None:
        self.checked, self._checking = checked, None
        if self.server is None:
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
        for layer in every_layer_of_store(self.project, self.loaded.path):
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


def _read(name: str, progress: Progress) -> Opened:
    server = read_server_points(name, progress)
    register = read_register(name, progress) if server is None else server.register
    check_allowed(register.path, register.info)
    is_copy = register.info.working_copy is not None
    may_merge = not settings().end_user and may_steward(name, is_working_copy=is_copy)
    index = PointIndex(register.points) if server is None else None
    return Opened(register, index, server, may_merge)


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
