# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens shared layers in the background, again when asked, and turns to a copy when their service is silent.

One of these serves the panel, the layer tree, the Data Source Manager and the Browser. Layers are looked up
by id each time: they may be gone by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from qgis.core import Qgis, QgsMapLayerStyle, QgsProject, QgsTask, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.connections import SharedLayer, State
from ..core.errors import Cancelled, InputError, ServicePointsError
from ..core.progress import Progress
from ..host import log
from ..host.language import say, tr
from ..host.shared_layers import check_login, profile_copies, saved_layers
from ..host.tasks import TaskGroup
from ..layers.shared_layer import (
    accept_as_it_is,
    copy_source,
    is_offline,
    mark,
    open_layer,
    shared_layers,
    shared_of,
    show_copy,
)
from ..layers.shared_reading import Loaded, last_copy, load_shared

_SHOWN_S = 8


@dataclass
class Opening:
    """A layer that is being opened, or could not be: ``problem`` says why."""

    shared: SharedLayer
    replaces: str = ""
    task: QgsTask | None = None
    percent: int = 0
    problem: BaseException | None = None


class SharedLayers(QObject):
    """``changed`` says that there is something else to say about shared layers; ``opened`` gives an id."""

    changed = pyqtSignal()
    opened = pyqtSignal(str)
    progressed = pyqtSignal(str)

    def __init__(self, iface: Any, parent: QObject | None = None) -> None:  # noqa: ANN401
        super().__init__(parent)
        self._iface, self.project = iface, QgsProject.instance()
        self._tasks = TaskGroup(self)
        self._openings: dict[str, Opening] = {}
        self._may_ask = True
        self.project.readProject.connect(self._on_project_read)
        self.project.cleared.connect(self._forget_all)

    @property
    def openings(self) -> list[Opening]:
        """What is being opened, and what could not be."""
        return list(self._openings.values())

    def unload(self) -> None:
        """Let go of the project and of every task."""
        self.project.readProject.disconnect(self._on_project_read)
        self.project.cleared.disconnect(self._forget_all)
        self._tasks.drop_all()

    def open(self, shared: SharedLayer, *, replaces: str = "") -> None:
        """Open a layer, in place of the one with the id ``replaces``: ``opened`` follows, or it is told."""
        self.forget(shared.key)
        opening = self._openings[shared.key] = Opening(shared, replaces)
        try:
            check_login(shared.authcfg)
        except InputError as problem:
            self._on_failed(opening, problem)
            return
        opening.task = self._start(
            shared,
            lambda loaded: self._on_loaded(opening, loaded),
            lambda error: self._on_failed(opening, error),
        )
        opening.task.progressChanged.connect(lambda percent: self._on_progress(opening, percent))
        self.changed.emit()

    def again(self, layer_id: str) -> None:
        """Ask the service of a layer again; what comes takes the layer's place."""
        shared = shared_of(self.project.mapLayer(layer_id))
        if shared is not None:
            self.open(shared, replaces=layer_id)

    def accept(self, layer_id: str) -> None:
        """Let analyses use a layer of which not everything came."""
        layer = self.project.mapLayer(layer_id)
        if isinstance(layer, QgsVectorLayer):
            accept_as_it_is(layer)
            self._say_changed()

    def turn_to_copy(self, layer_id: str) -> None:
        """Show the last good copy in a layer; nothing happens where there is none."""
        layer = self.project.mapLayer(layer_id)
        shared = shared_of(layer)
        copy = None if shared is None else profile_copies().find(shared.key)
        if copy is not None:
            show_copy(layer, shared, copy)
            self._say_changed()

    def forget(self, key: str) -> None:
        """Stop opening a layer, or say no more that it could not be."""
        opening = self._openings.pop(key, None)
        if opening is not None and opening.task is not None:
            self._tasks.drop(opening.task)
        self.changed.emit()

    def _start(self, shared: SharedLayer, done: Any, failed: Any) -> QgsTask:  # noqa: ANN401
        copies = profile_copies()

        def work(progress: Progress) -> Loaded:
            return load_shared(shared, copies, progress)

        return self._tasks.run(tr("Opening “{name}”").format(name=shared.title), work, done, failed)

    def _on_progress(self, opening: Opening, percent: float) -> None:
        if int(percent) != opening.percent:
            opening.percent = int(percent)
            self.progressed.emit(opening.shared.key)

    def _on_failed(self, opening: Opening, problem: BaseException) -> None:
        """Show the last good copy, or else say why there is nothing."""
        if isinstance(problem, ServicePointsError):
            try:
                self._on_loaded(opening, last_copy(opening.shared, profile_copies(), problem))
                return
            except ServicePointsError:
                pass  # the same problem: it is told
        opening.task = None
        if isinstance(problem, Cancelled):
            self._openings.pop(opening.shared.key, None)
        else:
            opening.problem = problem
            self._push(opening.shared.title, log.error(problem), Qgis.MessageLevel.Warning)
        self.changed.emit()

    def _on_loaded(self, opening: Opening, loaded: Loaded) -> None:
        self._openings.pop(opening.shared.key, None)
        layer = loaded.layer or open_layer(copy_source(loaded.copy), loaded.shared.title)
        mark(layer, loaded.shared, loaded.reading, offline=loaded.is_offline)
        old = self.project.mapLayer(opening.replaces)
        if isinstance(old, QgsVectorLayer):
            _take_the_place(self.project, old, layer)
        else:
            self.project.addMapLayer(layer)
        self._tell(loaded)
        self.changed.emit()
        self.opened.emit(layer.id())

    def _tell(self, loaded: Loaded) -> None:
        """Say what came; and of a copy why it is one."""
        level = (
            Qgis.MessageLevel.Info if loaded.reading.state is State.COMPLETE else Qgis.MessageLevel.Warning
        )
        words = [say(loaded.reading.text)]
        if loaded.problem is not None:
            level = Qgis.MessageLevel.Warning
            words = [log.error(loaded.problem), tr("The last good copy is shown; it is read-only.")]
        if loaded.copy_problem is not None:
            log.error(loaded.copy_problem)
            words.append(tr("No copy could be kept for use without a network."))
        self._push(loaded.shared.title, " ".join(words), level)

    def _push(self, title: str, words: str, level: Qgis.MessageLevel) -> None:
        """Show words as they stand: the bar reads HTML, and servers say what they like."""
        duration = _SHOWN_S if level == Qgis.MessageLevel.Info else 0
        text = f"<span>{escape(words, quote=False)}</span>"
        self._iface.messageBar().pushMessage(escape(title, quote=False), text, level, duration)

    def _on_project_read(self, *_: object) -> None:
        """Show copies of what QGIS could not open; look again at what it could, if the person saved it.

        A project from elsewhere must not choose whom we ask: other connections are left to QGIS alone.
        """
        known = {each.key for each in saved_layers()}
        for layer in shared_layers(self.project):
            shared = shared_of(layer)
            if not layer.isValid():
                self.turn_to_copy(layer.id())
            elif shared.key in known and not is_offline(layer):
                self._look_again(layer, shared)
        self._say_changed()

    def _look_again(self, layer: QgsVectorLayer, shared: SharedLayer) -> None:
        """Count anew what a service gives, and renew its copy, behind a layer that stays as it is."""
        try:
            check_login(shared.authcfg, ask=self._may_ask)
        except InputError as problem:
            self._may_ask = False  # once is enough for all the layers of a project
            log.error(problem)
            return
        layer_id = layer.id()

        def done(loaded: Loaded) -> None:
            shown = self.project.mapLayer(layer_id)
            if isinstance(shown, QgsVectorLayer) and not is_offline(shown):
                if loaded.layer is None:  # a file just fetched; or QGIS 3.40 takes a silent service for valid
                    show_copy(shown, shared, loaded.copy)
                mark(shown, shared, loaded.reading, offline=loaded.is_offline)
                self._say_changed()

        self._start(shared, done, log.error)

    def _forget_all(self) -> None:
        self._tasks.drop_all()
        self._openings.clear()
        self._may_ask = True
        self._say_changed()

    def _say_changed(self) -> None:
        QTimer.singleShot(0, self.changed.emit)


def _take_the_place(project: QgsProject, old: QgsVectorLayer, new: QgsVectorLayer) -> None:
    """Put a layer where another was, with its looks, and remove that one."""
    style = QgsMapLayerStyle()
    style.readFromLayer(old)
    keep = {name: new.customProperty(name) for name in new.customPropertyKeys()}
    title = new.name()
    style.writeToLayer(new)
    for name, value in keep.items():
        new.setCustomProperty(name, value)
    new.setName(title)
    new.setReadOnly(True)
    project.addMapLayer(new, False)
    node = project.layerTreeRoot().findLayer(old.id())
    parent = node.parent() if node is not None else project.layerTreeRoot()
    place = parent.children().index(node) if node is not None else 0
    made = parent.insertLayer(place, new)
    if node is not None:
        made.setItemVisibilityChecked(node.itemVisibilityChecked())
        made.setExpanded(node.isExpanded())
    project.removeMapLayer(old.id())
