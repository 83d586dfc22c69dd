# SPDX-License-Identifier: GPL-2.0-or-later
"""The changes as a tree of two levels: records, and under each its changed fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from ..core.exchange import Change, RecordKey
from ..core.validation import Finding
from ..host.language import say, tr
from .changes_compare import Compared
from .changes_words import change_line, field_words
from .findings_model import ERRORS

ChangeRole = Qt.ItemDataRole.UserRole
FieldRole = Qt.ItemDataRole.UserRole + 1
LineRole = Qt.ItemDataRole.UserRole + 2
FindingsRole = Qt.ItemDataRole.UserRole + 3
ErrorRole = Qt.ItemDataRole.UserRole + 4

_ROOT = 0  # internal id of records; that of a field is the row of its record, counted from 1


class ChangesModel(QAbstractItemModel):
    """Shows the changes of a working copy: those with errors first, then those with warnings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compared = Compared()
        self._changes: list[Change] = []
        self._errors: Mapping[RecordKey, int] = {}
        self._findings: Mapping[RecordKey, int] = {}

    def set_compared(self, compared: Compared) -> None:
        """Show these changes instead; the same ones again keep the selection."""
        if compared is self._compared:
            return
        self.beginResetModel()
        self._compared = compared
        self._sort()
        self.endResetModel()

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Say what was found in the records, so that those in need come first."""
        found = [((f.table, f.record_id), f.severity in ERRORS) for f in findings]
        every, errors = Counter(key for key, _ in found), Counter(key for key, error in found if error)
        if (every, errors) == (self._findings, self._errors):
            return
        self.beginResetModel()
        self._findings, self._errors = every, errors
        self._sort()
        self.endResetModel()

    @property
    def compared(self) -> Compared:
        return self._compared

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _ROOT)

    def parent(self, index: QModelIndex) -> QModelIndex:
        above = int(index.internalId()) if index.isValid() else _ROOT
        return QModelIndex() if above == _ROOT else self.createIndex(above - 1, 0, _ROOT)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        if not parent.isValid():
            return len(self._changes)
        return len(self._changes[parent.row()].changed_fields) if parent.internalId() == _ROOT else 0

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        above = int(index.internalId())
        change = self._changes[index.row() if above == _ROOT else above - 1]
        if role == ChangeRole:
            return change
        return self._of_record(change, role) if above == _ROOT else self._of_field(change, index.row(), role)

    def _of_record(self, change: Change, role: int) -> Any:  # noqa: ANN401
        key = (change.table, change.id)
        line = change_line(change, self._compared.motives.get(key))
        if role == Qt.ItemDataRole.DisplayRole:
            return say(change.name)
        if role == LineRole:
            return line
        if role == FindingsRole:
            return self._findings.get(key, 0)
        if role == ErrorRole:
            return bool(self._errors.get(key))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = [say(change.name), line]
            if self._errors.get(key):
                lines.append(tr("%n error(s)", self._errors[key]))
            if self._findings.get(key):
                lines.append(tr("%n finding(s)", self._findings[key]))
            return "\n".join(lines)
        return None

    def _of_field(self, change: Change, row: int, role: int) -> Any:  # noqa: ANN401
        name = change.changed_fields[row]
        if role == FieldRole:
            return name
        label, words = field_words(change, name, self._compared.names)
        if role == Qt.ItemDataRole.DisplayRole:
            return label
        if role == LineRole:
            return words
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{label}\n{words}"
        return None

    def _sort(self) -> None:
        def key(change: Change) -> tuple[bool, bool]:
            record = (change.table, change.id)
            return (not self._errors.get(record), not self._findings.get(record))

        self._changes = sorted(self._compared.changes, key=key)
