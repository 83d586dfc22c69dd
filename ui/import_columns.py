# SPDX-License-Identifier: GPL-2.0-or-later
"""Choosing where a value comes from: a column of the source, a rule of the profile, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.PyQt.QtCore import QByteArray, QMimeData, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ..host.language import tr
from .calm_combo import CalmCombo
from .import_expressions import Expression, column_of, rule_words, whole_text, with_column
from .review_words import plain_tip

COLUMN_MIME = "application/x-service-points-column"
_NOTHING, _COLUMN, _RULE, _CONSTANT = "nothing", "column", "rule", "constant"
_NAME_WIDTH = 135


class ColumnCombo(CalmCombo):
    """Offers the columns of the source. A rule that it cannot show stays among its entries.

    ``make`` gives the expression of a column chosen anew. ``changed`` follows what a person chooses, not
    ``set_expression``. With ``constant`` the last entry says that every row has the same value.
    """

    changed = pyqtSignal()

    def __init__(
        self,
        make: Callable[[str], Expression] | None = None,
        *,
        constant: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make or (lambda column: {"col": column})
        self._has_constant = constant
        self._columns: list[str] = []
        self._given: Expression | None = None
        self._rule: Expression | None = None
        self.activated.connect(lambda _index: self.changed.emit())
        self.currentTextChanged.connect(lambda text: self.setToolTip(plain_tip(text)))
        self._fill()

    def set_columns(self, columns: Sequence[str]) -> None:
        """Offer other columns; what is chosen stays, even where the source has it no more."""
        self._columns = list(columns)
        self._fill()

    def set_expression(self, expression: Expression | None, *, constant: bool = False) -> None:
        """Show an expression, or that there is none."""
        self._given = expression
        if expression is not None and column_of(expression) is None:
            self._rule = expression
        self._fill(constant=constant)

    def expression(self) -> Expression | None:
        """Return what is chosen."""
        kind, value = self.currentData() or (_NOTHING, None)
        if kind == _RULE:
            return self._rule
        if kind != _COLUMN:
            return None
        given = self._given
        if given is not None and column_of(given) is not None:
            return given if column_of(given) == value else with_column(given, value)
        return self._make(value)

    @property
    def column(self) -> str:
        """The column that is chosen, nothing for anything else."""
        kind, value = self.currentData() or (_NOTHING, None)
        return value if kind == _COLUMN else ""

    @property
    def is_constant(self) -> bool:
        """Whether every row is to have the same value."""
        return (self.currentData() or (_NOTHING, None))[0] == _CONSTANT

    def choose_column(self, column: str) -> None:
        """Choose a column as a person does."""
        index = self._index_of(_COLUMN, column)
        if index >= 0:
            self.setCurrentIndex(index)
            self.changed.emit()

    def choose_constant(self) -> None:
        """Choose the same value for every row as a person does."""
        self.setCurrentIndex(self._index_of(_CONSTANT, ""))
        self.changed.emit()

    def _fill(self, *, constant: bool | None = None) -> None:
        was_constant = self.is_constant if constant is None else constant
        chosen = self._given
        column = column_of(chosen) if chosen is not None else None
        self.blockSignals(True)
        self.clear()
        self.addItem(tr("– nothing –"), (_NOTHING, None))
        for name in self._columns:
            self.addItem(name, (_COLUMN, name))
        if column and column not in self._columns:
            self.addItem(tr("{column} (not in the source)").format(column=column), (_COLUMN, column))
        if self._rule is not None:
            self.addItem(rule_words(self._rule), (_RULE, None))
            self.setItemData(self.count() - 1, plain_tip(whole_text(self._rule)), Qt.ItemDataRole.ToolTipRole)
        if self._has_constant:
            self.addItem(tr("A fixed value"), (_CONSTANT, None))
        kind = _NOTHING
        if chosen is not None:
            kind = _COLUMN if column is not None else _RULE
        elif was_constant:
            kind = _CONSTANT
        self.setCurrentIndex(max(0, self._index_of(kind, column or "")))
        self.blockSignals(False)
        self.setToolTip(plain_tip(self.currentText()))  # it may be longer than the combo

    def _index_of(self, kind: str, column: str) -> int:
        for index in range(self.count()):
            found, name = self.itemData(index)
            if found == kind and (kind != _COLUMN or name == column):
                return index
        return -1


class ColumnList(QTreeWidget):
    """The columns of the source with the values of one row; each can be dragged to a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Column"), tr("In this row")])
        self.setAccessibleName(tr("Columns of the source"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.header().resizeSection(0, _NAME_WIDTH)
        self.setAlternatingRowColors(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def show_row(self, cells: Sequence[tuple[str, str | None]], used: set[str]) -> None:
        """Show the cells of a row; columns that a field is read from are in italics."""
        position = self.verticalScrollBar().value()
        self.clear()
        for name, value in cells:
            item = QTreeWidgetItem([name, " ".join((value or "").split())])
            font = item.font(0)
            font.setItalic(name in used)
            item.setFont(0, font)
            item.setToolTip(
                0, plain_tip(tr("{column}: in use").format(column=name) if name in used else name)
            )
            item.setToolTip(1, plain_tip(value or ""))
            self.addTopLevelItem(item)
        self.verticalScrollBar().setValue(position)

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [COLUMN_MIME]

    def mimeData(self, items: Sequence[Any]) -> QMimeData:  # noqa: N802
        data = QMimeData()
        if items:
            data.setData(COLUMN_MIME, QByteArray(items[0].text(0).encode("utf-8")))
        return data


def reading_button(words: str) -> QToolButton:
    """Make the button beside a column that says more about how it is read."""
    button = QToolButton()
    button.setText("…")
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def dragged_column(data: QMimeData) -> str:
    """Return the column that is dragged, nothing for anything else."""
    return bytes(data.data(COLUMN_MIME)).decode("utf-8") if data.hasFormat(COLUMN_MIME) else ""
