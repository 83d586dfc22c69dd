# SPDX-License-Identifier: GPL-2.0-or-later
"""The conflict table: what the editor saw, what the editor wants, what the store has, what it will be."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QApplication

from ..core.errors import InputError
from ..core.exchange.choices import Choices, Side
from ..core.exchange.review import ReviewChange, ReviewField
from ..core.exchange.typed import typed_value
from ..core.schema import load_schema
from ..host.language import say, tr
from .review_words import ours_words, plain_tip, result_words, typed_text
from .value_words import Names, label_words, value_words

FIELD, BASE, THEIRS, OURS, RESULT = "field", "base", "theirs", "ours", "result"
SIDES: tuple[Side, ...] = ("base", "theirs", "ours")
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ConflictModel(QAbstractTableModel):
    """A field a row and a side a column, or in little room a line per side below the field's name."""

    refused = pyqtSignal(str)
    chosen = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.change: ReviewChange | None = None
        self._fields: tuple[ReviewField, ...] = ()
        self._choices = Choices(())
        self._names: Names = {}
        self._columns: tuple[str, ...] = ()
        self.narrow = False

    def show(self, change: ReviewChange | None, choices: Choices, names: Names) -> None:
        """Show a change."""
        self.beginResetModel()
        self.change, self._choices, self._names = change, choices, names
        self._fields = _rows(change) if change else ()
        self._columns = (FIELD, *_sides(change), RESULT) if change else ()
        self.endResetModel()

    def set_narrow(self, narrow: bool) -> None:
        """Show it for little room, or for much."""
        self.beginResetModel()
        self.narrow = narrow
        self.endResetModel()

    def refresh(self) -> None:
        """Show the choices as they are now."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place(self, index: QModelIndex) -> tuple[ReviewField, str] | None:
        """Return the field of a cell, and which of its columns it is."""
        if not index.isValid() or not self._columns:
            return None
        if not self.narrow:
            return self._fields[index.row()], self._columns[index.column()]
        field, line = divmod(index.row(), len(self._columns))
        return self._fields[field], self._columns[line]

    def is_heading(self, row: int) -> bool:
        """Whether a row holds nothing but a field's name."""
        return self.narrow and bool(self._columns) and row % len(self._columns) == 0

    def take(self, index: QModelIndex) -> bool:
        """Choose the value of a cell; false when it is not one to choose."""
        place = self.place(index)
        if place is None or self.change is None or place[1] not in SIDES or not place[0].waits:
            return False
        self._choices.take(self.change.seq, place[0].field.name, place[1])  # type: ignore[arg-type]
        self.chosen.emit()
        return True

    def options(self, index: QModelIndex) -> list[tuple[str, str]]:
        """Return code and label of every value a result may have, where they are few and known."""
        place = self.place(index)
        if place is None or place[0].field.type == "set":
            return []
        field = place[0].field
        if field.type == "bool":
            return [("true", tr("Yes")), ("false", tr("No"))]
        if not field.domain or load_schema().domains[field.domain].open:
            return []
        return [
            (code.code, say(code.label))
            for code in load_schema().domains[field.domain].values
            if not code.deprecated
        ]

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        if parent.isValid():
            return 0
        return len(self._fields) * (len(self._columns) if self.narrow else 1)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else (2 if self.narrow else len(self._columns))

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal or self.narrow or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _heading(self._columns[section])
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
        place = self.place(index)
        if place is None:
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._is_editable(index, place):
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        place = self.place(index)
        if place is None or self.change is None:
            return None
        each, column = place
        label = self.narrow and column != FIELD and index.column() == 0
        ask: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: _heading(column) if label else self._text(each, column),
            Qt.ItemDataRole.EditRole: lambda: self._typed(each),
            Qt.ItemDataRole.ToolTipRole: lambda: self._tip(each, column),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(each, column),
            Qt.ItemDataRole.FontRole: lambda: self._font(each, column, label),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _LEFT,
        }
        return ask[role]() if role in ask else None

    def setData(  # noqa: N802
        self,
        index: QModelIndex,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take what was typed, or say why it is no value of the field."""
        place = self.place(index)
        if place is None or self.change is None or role != Qt.ItemDataRole.EditRole:
            return False
        field = place[0].field
        try:
            typed = typed_value(field, str(value))
        except InputError as problem:
            self.refused.emit(say(problem.text))
            return False
        pick = self._choices.pick(self.change.seq, field.name)
        if pick is None or pick.value != typed:
            self._choices.type(self.change.seq, field.name, typed)
            self.chosen.emit()
        return True

    def _is_editable(self, index: QModelIndex, place: tuple[ReviewField, str]) -> bool:
        each, column = place
        if column != RESULT or not each.waits or (self.narrow and index.column() == 0):
            return False
        return self.change is not None and self.change.op != "delete"

    def _typed(self, each: ReviewField) -> str:
        pick = self._choices.pick(self.change.seq, each.field.name)
        return typed_text(each.field, pick.value if pick else each.theirs)

    def _spoken(self, each: ReviewField, column: str) -> str:
        return tr("{field}, {column}: {value}").format(
            field=label_words(each.field), column=_heading(column), value=self._text(each, column)
        )

    def _text(self, each: ReviewField, column: str) -> str:
        if column == FIELD:
            return label_words(each.field)
        if column == OURS:
            return ours_words(each, self._names, exists=self.change.exists)
        if column == RESULT:
            pick = self._choices.pick(self.change.seq, each.field.name)
            return result_words(self.change, each, pick, self._names)
        return value_words(each.field, each.base if column == BASE else each.theirs, self._names)

    def _tip(self, each: ReviewField, column: str) -> str:
        if column in SIDES and each.waits:
            group = each.field.merge_group
            if group:
                label = say(load_schema().merge_groups[group].label)
                return tr("Click to take this value. “{group}” moves together.").format(group=label)
            return tr("Click to take this value.")
        if column == RESULT and each.waits:
            return tr("Type a value of your own.")
        return plain_tip(self._text(each, column))

    def _font(self, each: ReviewField, column: str, label: bool) -> QFont:
        font = QApplication.font()
        pick = self._choices.pick(self.change.seq, each.field.name)
        if column == RESULT and pick is None and each.waits:
            font.setItalic(True)
        chosen = pick is not None and column in (RESULT, pick.origin)
        font.setBold(not label and (column == FIELD or chosen))
        return font


def _rows(change: ReviewChange) -> tuple[ReviewField, ...]:
    """What waits comes first, in the order of the form; what a group carries along unchanged is left out."""
    order = {field.name: place for place, field in enumerate(change.table.fields)}
    fields = [each for each in change.fields if change.whole or not each.base == each.theirs == each.ours]
    return tuple(sorted(fields, key=lambda each: (not each.waits, order[each.field.name])))


def _sides(change: ReviewChange) -> tuple[str, ...]:
    """The columns that can hold something: an addition had nothing before, a removal wants nothing."""
    if change.op == "insert":
        return (THEIRS, OURS) if change.exists else (THEIRS,)
    return (BASE, OURS) if change.op == "delete" else (BASE, THEIRS, OURS)


def _heading(column: str) -> str:
    return {
        FIELD: tr("Field"),
        BASE: tr("Before"),
        THEIRS: tr("Submitted"),
        OURS: tr("In the store"),
        RESULT: tr("Result"),
    }[column]
