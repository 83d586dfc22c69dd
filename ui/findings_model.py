# SPDX-License-Identifier: GPL-2.0-or-later
"""The findings as a model: which are shown, in what order, and what became of each since the check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from ..core.exchange import RecordKey
from ..core.schema import load_schema
from ..host.language import say, tr
from ..layers.filter import fold
from .findings_check import Checked, CheckedFinding

FindingRole = Qt.ItemDataRole.UserRole
StateRole = Qt.ItemDataRole.UserRole + 1
MessageRole = Qt.ItemDataRole.UserRole + 2

OPEN, HANDLED, CORRECTED = "open", "handled", "corrected"
ERRORS = ("reject", "error")


@dataclass(frozen=True)
class FindingFilter:
    """What is looked for. ``severity`` is ``"error"``, ``"warning"`` or empty; ``rule`` an id or empty."""

    text: str = ""
    severity: str = ""
    rule: str = ""
    handled: bool = False
    correctable: bool = False


class FindingsModel(QAbstractListModel):
    """Shows the findings that pass a filter: those of changed records first, else in the report's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checked = Checked()
        self._filter = FindingFilter()
        self._changed: frozenset[RecordKey] = frozenset()
        self._handled: set[str] = set()
        self._corrected: set[str] = set()
        self._rows: list[CheckedFinding] = []

    def set_checked(self, checked: Checked) -> None:
        """Show the outcome of a check; what was corrected before it is checked again by it."""
        self._checked = checked
        self._handled, self._corrected = set(checked.handled), set()
        self._refresh()

    def set_changed(self, records: Iterable[RecordKey]) -> None:
        """Say which records the editor changed."""
        changed = frozenset(records)
        if changed != self._changed:
            self._changed = changed
            self._refresh()

    def set_filter(self, wanted: FindingFilter) -> None:
        """Show only what passes ``wanted``."""
        self._filter = wanted
        self._refresh()

    def set_handled(self, keys: Collection[str], *, handled: bool) -> None:
        """Note what was marked as handled, or as open again."""
        (self._handled.update if handled else self._handled.difference_update)(keys)
        self._refresh()

    def set_corrected(self, keys: Collection[str]) -> None:
        """Note which corrections stand in the layers now and wait to be saved."""
        self._corrected = set(keys)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def items(self) -> list[CheckedFinding]:
        """Return the findings that are shown, from top to bottom."""
        return list(self._rows)

    def counts(self) -> tuple[int, int, int]:
        """Return errors and warnings still open in the whole check, and how many are handled."""
        found = Counter(
            HANDLED if item.key in self._handled else item.finding.severity in ERRORS
            for item in self._checked.findings
        )
        return found[True], found[False], found[HANDLED]

    def rules(self) -> list[tuple[str, int]]:
        """Return the rules that are broken, in the schema's order, and how often."""
        found = Counter(item.finding.rule for item in self._checked.findings)
        return [(rule, found[rule]) for rule in load_schema().rules if found[rule]]

    def state(self, item: CheckedFinding) -> str:
        """Return what became of a finding since the check."""
        if item.key in self._corrected:
            return CORRECTED
        return HANDLED if item.key in self._handled else OPEN

    def rowCount(self, parent: QModelIndex | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        item = self._rows[index.row()]
        told = {
            FindingRole: lambda: item,
            StateRole: lambda: self.state(item),
            Qt.ItemDataRole.DisplayRole: lambda: say(item.finding.record_name),
            MessageRole: lambda: say(item.finding.message),
            Qt.ItemDataRole.ToolTipRole: lambda: finding_text(item, self.state(item)),
            Qt.ItemDataRole.AccessibleTextRole: lambda: finding_text(item, self.state(item)),
        }.get(role)
        return told() if told is not None else None

    def _refresh(self) -> None:
        wanted, words = self._filter, fold(self._filter.text)
        self.beginResetModel()
        rows = [
            item
            for item in self._checked.findings
            if (wanted.handled or item.key not in self._handled)
            and (not wanted.severity or (item.finding.severity in ERRORS) == (wanted.severity == "error"))
            and (not wanted.rule or item.finding.rule == wanted.rule)
            and (not wanted.correctable or item.correction is not None)
            and (not words or words in item.words)
        ]
        if self._changed:
            rows.sort(key=lambda item: not self.is_changed(item))  # stable: otherwise the report's order
        self._rows = rows
        self.endResetModel()

    def is_changed(self, item: CheckedFinding) -> bool:
        """Return whether a finding is about a record the editor changed."""
        return (item.finding.table, item.finding.record_id) in self._changed


def severity_words(severity: str) -> str:
    return tr("Error") if severity in ERRORS else tr("Warning")


def state_words(state: str) -> str:
    return {HANDLED: tr("handled"), CORRECTED: tr("corrected, not saved yet")}.get(state, "")


def finding_text(item: CheckedFinding, state: str = OPEN) -> str:
    """Return all there is to say of a finding, as lines of plain text."""
    finding = item.finding
    table = load_schema().tables[finding.table]
    head = f"{severity_words(finding.severity)} {finding.rule}"
    where = [say(finding.record_name), say(table.label)]
    if finding.field is not None:
        where.append(say(table.by_name[finding.field].label))
    lines = [head, " – ".join(where), say(finding.message)]
    if finding.fix is not None:
        lines.append(say(finding.fix))
    if state != OPEN:
        lines.append(state_words(state))
    return "\n".join(lines)
