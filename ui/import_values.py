# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of a source that are codes of the register: one line for each, with its rows and its code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QStringListModel, Qt
from qgis.PyQt.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from ..core.importing.expressions import MOST_OF_LOOKUP
from ..core.importing.lookups import Tally, guessed_codes, tallied
from ..core.importing.table import SourceTable
from ..core.schema import load_schema
from ..host.language import tr
from .import_constants import ConstantEdit
from .import_fields import MappableField
from .import_way_pages import WayPage
from .import_ways import Chosen
from .pages import sentence
from .review_words import plain_tip
from .scale import scaled
from .words import number

SHOWN_VALUES = 200
_LONGEST = 60
_BETWEEN_CODES = ";"
_LEAST_HEIGHT = 150


class ListPage(WayPage):
    """The table of a lookup. Values that the source has not (any more) stay in it."""

    is_tall = True

    def __init__(
        self,
        field: MappableField,
        table: SourceTable,
        organizations: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        self._field, self._source = field, table
        self._names = QStringListModel(list(organizations))  # one for all the lines
        self._codes: dict[str, str] = {}
        self._tallies: list[Tally] = []
        self._n_distinct = 0
        self._guessed: set[str] = set()
        self.edits: dict[str, ConstantEdit] = {}
        super().__init__(list(table.columns), parent)

    def build(self) -> None:
        self.guess = QPushButton(tr("Guess"))
        self.guess.setToolTip(tr("Fill in codes whose words match, where there is none yet."))
        self.guess.setAutoDefault(False)
        self.guess.clicked.connect(self._on_guess)
        self.otherwise = self._edit(tr("Any other value"))
        self.otherwise.changed.connect(self._on_otherwise)
        self.state = sentence()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.StyledPanel)
        self.area.setMinimumHeight(scaled(self, _LEAST_HEIGHT))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        super().build()
        self.box.addWidget(self.area, 1)
        row = QHBoxLayout()
        row.addWidget(self.state, 1)
        row.addWidget(self.guess)
        self.box.addLayout(row)
        self.end = self.new_form()
        self.end.addRow(tr("Any other value"), self.otherwise)
        self.box.addLayout(self.end)
        self.column.changed.connect(self._on_column)

    def show_chosen(self, chosen: Chosen) -> None:
        super().show_chosen(chosen)
        self._codes, self._guessed = dict(chosen.options.get("table", {})), set()
        self.otherwise.set_value(self._shown(chosen.options.get("default")))
        self._count()
        if "table" not in chosen.options:
            self._guess()
        self._show_values()

    def options(self) -> dict[str, Any]:
        default = self._written(self.otherwise.value())
        return {"table": dict(self._codes), **({} if default is None else {"default": default})}

    def choose(self, value: str, code: str | None) -> None:
        """Say what a value becomes, None for nothing, as a person does."""
        self.edits[value].set_value(self._shown(code))
        self._on_chosen(value)

    def _on_column(self) -> None:
        self._codes, self._guessed = {}, set()
        self._count()
        self._guess()
        self._show_values()
        self.changed.emit()

    def _on_guess(self) -> None:
        self._guess()
        self._show_values()
        self.changed.emit()

    def _count(self) -> None:
        values = self._source.columns.get(self.column.column, ())
        self._n_distinct = len(set(values))
        self._tallies = tallied(values if self._has_codes else (), self._codes)

    @property
    def _has_codes(self) -> bool:
        """Whether the column may be one of codes: a lookup holds so many."""
        return self._n_distinct <= MOST_OF_LOOKUP

    def _guess(self) -> None:
        definition = self._field.definition
        if definition is not None and definition.domain is not None:
            values = [each.value for each in self._tallies[:SHOWN_VALUES] if each.value not in self._codes]
            found = guessed_codes(values, load_schema().domains[definition.domain])
            self._codes.update(found)
            self._guessed.update(found)

    def _show_values(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 4)
        for column, title in enumerate((tr("Value in the source"), tr("Rows"), tr("Becomes"))):
            label = QLabel(title)
            font = label.font()
            font.setBold(True)
            label.setFont(font)
            grid.addWidget(label, 0, column)
        self.edits = {}
        for row, each in enumerate(self._tallies[:SHOWN_VALUES], start=1):
            label, edit = sentence(_short(each.value)), self._edit(each.value)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.setToolTip(plain_tip(each.value))
            edit.set_value(self._shown(self._codes.get(each.value)))
            _mark(edit, is_guess=each.value in self._guessed)
            edit.changed.connect(lambda value=each.value: self._on_chosen(value))
            count = QLabel(number(each.count))
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((label, count, edit)):
                grid.addWidget(widget, row, column)
            self.edits[each.value] = edit
        grid.setRowStretch(len(self.edits) + 1, 1)
        self.area.setWidget(inside)
        chain = [self.column, *(edit.edit for edit in self.edits.values()), self.guess, self.otherwise.edit]
        for before, after in zip(chain, chain[1:]):
            QWidget.setTabOrder(before, after)
        self._show_state()

    def _show_state(self) -> None:
        """Say how many values have no code yet, and how many rows that leaves."""
        if not self._has_codes:
            words = tr("The column has {n} different values: it is no column of codes.")
            self.state.setText(words.format(n=number(self._n_distinct)))
            return
        open_ones = [each for each in self._tallies if each.value not in self._codes and each.count]
        n_rows = sum(each.count for each in open_ones)
        words = ""
        if open_ones and self._written(self.otherwise.value()) is None:
            words = tr("Values without a code: {n} of {all}; rows: {rows}.").format(
                n=number(len(open_ones)), all=number(len(self._tallies)), rows=number(n_rows)
            )
        if len(self._tallies) > SHOWN_VALUES:
            more = tr("Only the {n} most frequent of {all} values are shown: is this a column of codes?")
            words = " ".join((words, more.format(n=SHOWN_VALUES, all=number(len(self._tallies))))).strip()
        self.state.setText(words)

    def _on_otherwise(self) -> None:
        self._show_state()
        self.changed.emit()

    def _on_chosen(self, value: str) -> None:
        self._guessed.discard(value)
        _mark(self.edits[value], is_guess=False)
        code = self._written(self.edits[value].value())
        if code is None:
            self._codes.pop(value, None)
        else:
            self._codes[value] = code
        self._show_state()
        self.changed.emit()

    def _edit(self, value: str) -> ConstantEdit:
        edit = ConstantEdit(self._field)
        edit.share_organizations(self._names)
        edit.edit.setAccessibleName(tr("What “{value}” becomes").format(value=_short(value)))
        return edit

    def _shown(self, code: str | None) -> object:
        is_set = self._field.definition is not None and self._field.definition.type == "set"
        return code.split(_BETWEEN_CODES) if is_set and code else code

    def _written(self, value: object) -> str | None:
        """A lookup has texts: several codes are one, a number is written out."""
        if isinstance(value, list):
            return _BETWEEN_CODES.join(map(str, value)) or None
        return None if value is None else str(value)


def _mark(edit: ConstantEdit, *, is_guess: bool) -> None:
    """Guesses are in italics, as those of columns are."""
    font = edit.edit.font()
    font.setItalic(is_guess)
    edit.edit.setFont(font)
    edit.edit.setToolTip(tr("Guess: its words match.") if is_guess else "")


def _short(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
