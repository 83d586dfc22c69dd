# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the record of a form against the rest of its store, while somebody types.

The rows of the store are read once in the background and kept; they are read again after something was saved.
Records that are edited and not saved yet are seen as they were saved, but for the one in the form.
"""

from __future__ import annotations

import json
from datetime import date

from qgis.core import QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.progress import Progress
from ..core.schema import load_schema
from ..core.store import Row, Store
from ..core.validation import Finding, Register, validate_record
from ..host import log
from ..host.databases import open_named
from ..host.language import tr
from ..host.tasks import TaskGroup
from ..layers.draft import draft_row
from ..layers.fields import TABLE_PROPERTY
from ..layers.load import layers_of_store, store_path_of


class RecordChecker(QObject):
    """Checks records of one store. ``ready`` says that findings may have changed."""

    ready = pyqtSignal()

    def __init__(self, path: str, project: QgsProject) -> None:
        super().__init__()
        self.path = path
        self._register: Register | None = None
        self._reading = False
        self._stale = True
        self._tasks = TaskGroup(self)
        for layer in layers_of_store(project, path).values():
            layer.afterCommitChanges.connect(self._on_saved)

    def findings(self, layer: QgsVectorLayer, feature: QgsFeature) -> tuple[Finding, ...] | None:
        """Return what the rules find in a record as it stands; None until the store has been read."""
        if self._stale:
            self._read()
        if self._register is None:
            return None
        table = load_schema().tables[str(layer.customProperty(TABLE_PROPERTY))]
        row = draft_row(feature, table)
        key = str(row.get(table.key) or "")
        return validate_record(self._register, table.name, key, draft=row, today=date.today())

    def close(self) -> None:
        """Stop reading; nothing is kept."""
        self._tasks.drop_all()
        self._register = None

    def _read(self) -> None:
        self._stale = False
        if self._reading:
            self._tasks.drop_all()
        self._reading = True
        path = self.path
        title = tr("Reading the records that forms are checked against")
        self._tasks.run(title, lambda progress: read_register(path, progress), self._on_read, self._on_failed)

    def _on_read(self, register: Register) -> None:
        self._register, self._reading = register, False
        self.ready.emit()

    def _on_failed(self, problem: BaseException) -> None:
        self._reading = False
        log.error(problem)

    def _on_saved(self) -> None:
        self._stale = True
        if self._register is not None:
            self.ready.emit()


def read_register(path: str, progress: Progress) -> Register:
    """Read a store, and for a working copy what it started from, with the indexes a first check makes."""
    with open_named(path) as store:
        register = Register.from_store(store, base=_base(store), progress=progress)
    for table in register.tables:
        kinds = {(row.get("channel"), row.get("kind")): row for row in register.rows(table.name)}
        for row in kinds.values():  # each kind asks other questions, and the first answer makes an index
            validate_record(register, table.name, str(row.get(table.key)), today=date.today())
    return register


def _base(store: Store) -> dict[str, list[Row]] | None:
    """The records of a working copy as they were at checkout, None for a shared store."""
    if store.info.working_copy is None:
        return None
    rows: dict[str, list[Row]] = {}
    for row in store.rows("base_row"):
        values = {**json.loads(row["canonical_json"]), "id": row["id"]}
        rows.setdefault(row["table_name"], []).append(values)
    return rows


_checkers: dict[str, RecordChecker] = {}


def checker_of(layer: QgsVectorLayer, project: QgsProject) -> RecordChecker | None:
    """Return the checker of the store a layer shows, the same one each time; None for any other layer."""
    path = store_path_of(layer)
    if path is None:
        return None
    known = _checkers.get(path)
    if known is None or sip.isdeleted(known):
        known = _checkers[path] = RecordChecker(path, project)
    return known


def close_checkers() -> None:
    """Forget every store (the plugin is switched off, or the project is closed)."""
    while _checkers:
        _checkers.popitem()[1].close()
