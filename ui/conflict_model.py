# SPDX-License-Identifier: GPL-2.0-or-later
"""What others changed as well, as a table: before, mine, theirs; and which of them the person takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont, QIcon
from qgis.PyQt.QtWidgets import QApplication

from ..core.exchange.conflict import Choice, ConflictUnit, FieldConflict
from ..core.schema import load_schema
from ..core.text import Text
from ..host.language import say, tr
from .value_words import NOTHING, Names, label_words, value_words
from .words import date_text

FIELD, BASE, MINE, THEIRS = range(4)
SIDES: Mapping[int, Choice] = {MINE: "mine", THEIRS: "theirs"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True)
class _Row:
    """A line of the table: a record's name, a field, or a record that is decided on as a whole."""

    unit: int
    conflict: FieldConflict | None = None
    is_heading: bool = False


class ConflictChoicesModel(QAbstractTableModel):
    """Fields of a merge group and records as a whole are taken together: one choice for all their lines."""

    chosen = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._units: Sequence[ConflictUnit] = ()
        self._names: Names = {}
        self._choices: dict[int, Choice] = {}
        self._rows: list[_Row] = []

    def show(self, units: Sequence[ConflictUnit], names: Names) -> None:
        """Show what there is to choose; nothing is chosen yet."""
        self.beginResetModel()
        self._units, self._names, self._choices = units, names, {}
        self._rows = list(_rows(units))
        self.endResetModel()

    def choices(self) -> list[tuple[FieldConflict, Choice]]:
        """Return what is chosen, a member of a group after the other."""
        return [(each, side) for unit, side in self._choices.items() for each in self._units[unit].conflicts]

    def count(self) -> tuple[int, int]:
        """Return how many choices are made, and how many there are to make."""
        return len(self._choices), len(self._units)

    def take(self, index: QModelIndex) -> bool:
        """Choose the value of a cell, or take the choice back; false where there is none."""
        side = SIDES.get(index.column()) if index.isValid() else None
        if side is None or self._rows[index.row()].is_heading:
            return False
        unit = self._rows[index.row()].unit
        if self._choices.get(unit) == side:
            del self._choices[unit]
        else:
            self._choices[unit] = side
        self._changed()
        return True

    def take_all(self, side: Choice) -> None:
        """Choose one side everywhere."""
        self._choices = dict.fromkeys(range(len(self._units)), side)
        self._changed()

    def is_heading(self, row: int) -> bool:
        """Return whether a line holds nothing but a record's name."""
        return self._rows[row].is_heading

    def record(self, row: int) -> tuple[str, str]:
        """Return table and id of a line's record."""
        unit = self._units[self._rows[row].unit]
        return unit.table, unit.id

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else 1 + THEIRS

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _heading(section)
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        taken = column in SIDES and not row.is_heading and self._choices.get(row.unit) == SIDES[column]
        ask: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: self._text(row, column),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(row, column, taken=taken),
            Qt.ItemDataRole.ToolTipRole: lambda: _tip(row, column),
            Qt.ItemDataRole.DecorationRole: lambda: _tick() if taken else None,
            Qt.ItemDataRole.FontRole: lambda: _font(bold=taken or row.is_heading),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _LEFT,
        }
        return ask[role]() if role in ask else None

    def _changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, THEIRS))
        self.chosen.emit()

    def _text(self, row: _Row, column: int) -> str:
        unit = self._units[row.unit]
        if row.is_heading:
            return self._record_name(unit) if column == FIELD else ""
        if row.conflict is None:
            return _whole_words(unit, column, self._names)
        each = row.conflict
        field = load_schema().tables[each.table].by_name[each.field]
        if column == FIELD:
            return label_words(field)
        text = value_words(
            field, {BASE: each.base, MINE: each.mine, THEIRS: each.theirs}[column], self._names
        )
        return f"{text}\n{self._who(each)}".strip() if column == THEIRS else text

    def _who(self, each: FieldConflict) -> str:
        if each.changed_by is None or not each.changed_at:
            return ""
        known = self._names.get(("jurisdiction", each.changed_by), Text(each.changed_by, each.changed_by))
        try:
            day = date_text(date.fromisoformat(each.changed_at[:10]))
        except ValueError:
            return say(known)
        return tr("{who}, {date}").format(who=say(known), date=day)

    def _spoken(self, row: _Row, column: int, *, taken: bool) -> str:
        if row.is_heading or column == FIELD:
            return self._text(row, column)
        words = tr("{field}, {column}: {value}").format(
            field=self._text(row, FIELD), column=_heading(column), value=self._text(row, column)
        )
        return tr("{value}, chosen").format(value=words) if taken else words

    def _record_name(self, unit: ConflictUnit) -> str:
        label = load_schema().tables[unit.table].label
        name = self._names.get((unit.table, unit.id))
        if name is None:
            return say(label)
        return tr("{name} ({kind})").format(name=say(name), kind=say(label))


def _tip(row: _Row, column: int) -> str | None:
    if row.is_heading or column not in SIDES:
        return None
    return tr("Click, or press Enter, to take this value; once more to take it back.")


def _tick() -> QIcon:
    return QgsApplication.getThemeIcon("/mIconSuccess.svg")


def _font(*, bold: bool) -> QFont:
    font = QApplication.font()
    font.setBold(bold)
    return font


def _rows(units: Sequence[ConflictUnit]) -> list[_Row]:
    rows: list[_Row] = []
    last = None
    for number, unit in enumerate(units):
        if (unit.table, unit.id) != last:
            rows.append(_Row(number, is_heading=True))
            last = unit.table, unit.id
        if unit.whole:
            rows.append(_Row(number))
        else:
            rows += [_Row(number, each) for each in unit.differing or unit.conflicts[:1]]
    return rows


def _whole_words(unit: ConflictUnit, column: int, names: Names) -> str:
    """Return what becomes of a record that is decided on as a whole."""
    if column == FIELD:
        return tr("The whole record")
    if column == BASE:
        return NOTHING if unit.whole == "insert" else tr("It was there")
    mine, theirs = {
        "insert": (tr("Added"), tr("Added as well")),
        "delete": (tr("Removed"), tr("Changed since")),
        "removed": (tr("Changed"), tr("Removed")),
    }[unit.whole or "removed"]
    if column == MINE:
        return _with_values(mine, unit, MINE, names) if unit.whole != "delete" else mine
    return _with_values(theirs, unit, THEIRS, names) if unit.whole != "removed" else theirs


def _with_values(words: str, unit: ConflictUnit, column: int, names: Names) -> str:
    """Add the values in which the sides differ, a line each."""
    table, lines = load_schema().tables[unit.table], [words]
    for each in unit.conflicts:
        value = each.mine if column == MINE else each.theirs
        other = each.base if unit.whole != "insert" else each.theirs if column == MINE else each.mine
        if value != other:
            field = table.by_name[each.field]
            lines.append(
                tr("{field}: {value}").format(
                    field=label_words(field), value=value_words(field, value, names)
                )
            )
    return "\n".join(lines)


def _heading(column: int) -> str:
    return {
        FIELD: tr("Field"),
        BASE: tr("At checkout"),
        MINE: tr("Yours"),
        THEIRS: tr("In the shared store"),
    }[column]
