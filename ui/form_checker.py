# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the record of a form against the rest of its store, while somebody types.

The rows of the store are read once in the background and kept; they are read again after something was saved.
What is edited in the layers and not saved yet is laid over them, so that two new records are seen beside each
other; the record in the form is seen as it stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qgis.core import QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.progress import Progress
from ..core.schema import Table, load_schema
from ..core.store import Row
from ..core.validation import Correction, Finding, Register, correction_of, validate_record
from ..host import log
from ..host.databases import open_named
from ..host.language import tr
from ..host.tasks import TaskGroup
from ..layers.draft import draft_row
from ..layers.fields import TABLE_PROPERTY
from ..layers.load import every_layer_of_store, layers_of_store
from ..layers.unsaved import unsaved_rows
from ..processing.register import register_of

SETTLED_MS = 200
"""After the last edit of a layer, before it is laid over what was read."""

Unsaved = Mapping[str, Mapping[str, "Row | None"]]
"""By table and key: the records as they stand in the layers, None for deleted ones."""


class RecordChecker(QObject):
    """Checks records of one store. ``ready`` says that findings may have changed."""

    ready = pyqtSignal()

    def __init__(self, path: str, project: QgsProject) -> None:
        super().__init__()
        self.path = path
        self._project = project
        self._saved: Register | None = None
        self._register: Register | None = None
        self._reading = False
        self._stale = True
        self._tasks, self._overlays = TaskGroup(self), TaskGroup(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED_MS)
        self._timer.timeout.connect(self._lay_over)
        self._watched: set[str] = set()

    def findings(self, layer: QgsVectorLayer, feature: QgsFeature) -> tuple[Finding, ...] | None:
        """Return what the rules find in a record as it stands; None until the store has been read."""
        if layer.id() not in self._watched:
            self._watch(layer)
        if self._stale:
            self._read()
        if self._register is None:
            return None
        table, row = _draft(layer, feature)
        key = str(row.get(table.key) or "")
        return validate_record(self._register, table.name, key, draft=row, today=date.today())

    def correction(self, layer: QgsVectorLayer, feature: QgsFeature, finding: Finding) -> Correction | None:
        """Return what would put a finding about this record right without anybody having to decide."""
        if self._register is None:
            return None
        _, row = _draft(layer, feature)
        return correction_of(finding, self._register, draft=row, today=date.today())

    def close(self) -> None:
        """Stop reading; nothing is kept."""
        self._timer.stop()
        self._tasks.drop_all()
        self._overlays.drop_all()
        self._saved = self._register = None

    def _watch(self, shown: QgsVectorLayer) -> None:
        """Follow the layers that are there now; a store may have been loaded into the project again."""
        for layer in (shown, *every_layer_of_store(self._project, self.path)):
            if layer.id() not in self._watched:
                self._watched.add(layer.id())
                layer.afterCommitChanges.connect(self._on_saved)
                for edited in (layer.layerModified, layer.afterRollBack):
                    edited.connect(self._timer.start)
        self._stale = True

    def _read(self) -> None:
        self._stale = False
        if self._reading:
            self._tasks.drop_all()
        self._reading = True
        path = self.path
        title = tr("Reading the records that forms are checked against")
        self._tasks.run(title, lambda progress: read_register(path, progress), self._on_read, self._on_failed)

    def _on_read(self, register: Register) -> None:
        self._saved = self._register = register
        self._reading = False
        self.ready.emit()
        self._lay_over()

    def _lay_over(self) -> None:
        """See what is not saved beside what is; the layers are asked here, the rest is done elsewhere."""
        saved = self._saved
        if saved is None or self._stale:
            return
        self._overlays.drop_all()
        tables = load_schema().tables
        unsaved = {
            name: rows
            for name, layer in layers_of_store(self._project, self.path).items()
            for rows in [unsaved_rows(layer, tables[name])]
            if rows
        }
        if not unsaved:
            self._take(saved)
            return
        title = tr("Looking at edits that are not saved")
        self._overlays.run(title, lambda _progress: overlaid(saved, unsaved), self._take, log.error)

    def _take(self, register: Register) -> None:
        if register is not self._register:
            self._register = register
            self.ready.emit()

    def _on_failed(self, problem: BaseException) -> None:
        self._reading, self._stale = False, True  # the next one who asks tries again
        log.error(problem)

    def _on_saved(self) -> None:
        self._stale = True
        if self._register is not None:
            self.ready.emit()


def read_register(path: str, progress: Progress) -> Register:
    """Read a store, and for a working copy what it started from, with the indexes a first check makes."""
    with open_named(path) as store:
        register = register_of(store, progress)
    _ask_once(register)
    return register


def overlaid(saved: Register, unsaved: Unsaved) -> Register:
    """Return the register with records as they are edited, ready for a first check."""
    changed = {}
    for name, rows in unsaved.items():
        key = saved.schema.tables[name].key
        kept = [row for row in saved.rows(name) if row.get(key) not in rows]
        changed[name] = [*kept, *(row for row in rows.values() if row is not None)]
    register = saved.with_rows(changed)
    _ask_once(register)
    return register


def _ask_once(register: Register) -> None:
    """Make the indexes that checks look things up in: later checks are quick."""
    for table in register.tables:
        kinds = {(row.get("channel"), row.get("kind")): row for row in register.rows(table.name)}
        for row in kinds.values():  # each kind asks other questions, and the first answer makes an index
            validate_record(register, table.name, str(row.get(table.key)), today=date.today())


def _draft(layer: QgsVectorLayer, feature: QgsFeature) -> tuple[Table, Row]:
    table = load_schema().tables[str(layer.customProperty(TABLE_PROPERTY))]
    return table, draft_row(feature, table)
