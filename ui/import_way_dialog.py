# SPDX-License-Identifier: GPL-2.0-or-later
"""How one field is read: the way, what the way asks, and beside it what becomes of the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from ..core.importing.cleaning.dates import FORMATS, find_format
from ..core.importing.table import SourceTable
from ..host.language import tr
from .accessible import order_by_layout
from .calm_combo import CalmCombo
from .import_constants import ConstantEdit
from .import_expressions import Expression
from .import_fields import MappableField
from .import_trial import TrialView
from .import_values import ListPage
from .import_way_pages import PatternPage, PiecePage, RulePage, SeveralPage, StripPage, WayPage, YesNoPage
from .import_ways import (
    ADDRESS,
    COLUMN,
    CONSTANT,
    FIRST,
    JOINED,
    LIST,
    NOTHING,
    PATTERN,
    PIECE,
    RULE,
    STRIP,
    YES_NO,
    Chosen,
    chosen_of,
    expression_of,
    is_date,
    ways_of,
)
from .mnemonics import Mnemonics
from .pages import sentence
from .scale import resize_window

WIDTH, HEIGHT = 760, 640
_TALL, _TRIAL = 3, 2
_PLACES, _SPARE = 1, 4  # in the layout of the dialog
_LOOKED_AT = 2_000  # rows that tell how dates are written


@dataclass(frozen=True)
class WayQuestion:
    """What is asked: how a field is read now, what was guessed, and who takes the answer.

    ``take(expression, constant)``; an expression of None is not read from the source.
    """

    field: MappableField
    expression: Expression | None
    constant: Any
    take: Callable[[Expression | None, Any], None]
    guess: Expression | None = None
    organizations: Sequence[str] = ()
    is_filtered: bool = True
    """Only rows that pass the filters are looked at."""
    n_left_out: int = 0
    """Those that do not."""


class WayDialog(QDialog):
    """Changes nothing before OK; what is not touched stays to the letter as the profile has it."""

    def __init__(self, question: WayQuestion, table: SourceTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question, self._table = question, table
        self._field = question.field
        self._given = chosen_of(question.field, question.expression)
        self._is_touched = self._has_other_constant = False
        self._left: dict[str, Chosen] = {}
        """How a way was when another one was chosen."""
        self.setObjectName("ServicePointsWay")
        self.setWindowTitle(tr("How “{field}” Is Read").format(field=self._field.label))
        resize_window(self, WIDTH, HEIGHT)
        Mnemonics(self)
        self.way = CalmCombo()
        self.pages: dict[str, WayPage] = {}
        self.constant = ConstantEdit(self._field)
        self.constant.set_organizations(question.organizations)
        self.constant.set_value(question.constant)
        self.form = CalmCombo()
        self.form.setEditable(True)
        self.trial = TrialView(self._field, table, question.n_left_out)
        self.message = sentence()
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel | buttons.Reset)
        self.ok = self.buttons.button(buttons.Ok)
        self.reset = self.buttons.button(buttons.Reset)
        for button, words in (
            (self.ok, tr("OK")),
            (self.buttons.button(buttons.Cancel), tr("Cancel")),
            (self.reset, tr("Back to the guess") if question.guess else tr("As before")),
        ):
            button.setText(words)  # not Qt's own, which speaks QGIS's language
            button.setAutoDefault(button is self.ok)
        self._lay_out()
        self._fill_ways()
        self._connect()
        self._show(self._given if self._given.way != NOTHING else Chosen(self._first_way()))

    @property
    def chosen(self) -> Chosen:
        """What is chosen now."""
        way = self.way.currentData()
        if way == CONSTANT:
            return Chosen(CONSTANT)
        if way == RULE:
            return (
                self._given
                if self._given.way == RULE
                else Chosen(RULE, options=self._question.expression or {})
            )
        page = self._page(way)
        return Chosen(way, page.columns(), page.options(), self._date_form(), self._shown.is_cleaned)

    def expression(self) -> Expression | None:
        """Return what the profile is to have, None for what is not read from the source."""
        return expression_of(self._field, self.chosen)

    def choose_way(self, way: str) -> None:
        """Choose a way as a person does."""
        self.way.setCurrentIndex(self.way.findData(way))
        self._on_way()

    def accept(self) -> None:
        """Hand the answer over."""
        if not self.ok.isEnabled():
            return
        constant = self.constant.value() if self._has_other_constant else self._question.constant
        if self._is_touched or self._has_other_constant:
            given = self._question.expression if not self._is_touched else self.expression()
            self._question.take(given, constant)
        super().accept()

    def done(self, result: int) -> None:
        """Whatever still runs is not heard any more."""
        self.trial.stop()
        super().done(result)

    def go_back(self) -> None:
        """Show the guess again, or how it was when the dialog opened."""
        self._left.clear()
        self._is_touched, self._has_other_constant = self._question.guess is not None, False
        given = self._question.guess or self._question.expression
        self.constant.set_value(self._question.constant)
        chosen = chosen_of(self._field, given)
        self._show(chosen if chosen.way != NOTHING else Chosen(self._first_way()))

    def _lay_out(self) -> None:
        self._top = QFormLayout()
        self._top.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._top.addRow(tr("How it is read"), self.way)
        self.way.setAccessibleName(tr("How it is read"))
        self._places = QVBoxLayout()
        self._end = QFormLayout()
        self._end.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if is_date(self._field):
            self._end.addRow(tr("Dates are written"), self.form)
            self.form.setAccessibleName(tr("Dates are written"))
            words = tr("{Y} is the year, {m} the month, {d} the day, {B} a month in letters.")
            self.form.setToolTip(words.format(Y="%Y", m="%m", d="%d", B="%B"))
        self._otherwise = tr("Where nothing can be read")
        if self._takes_constant:
            self._end.addRow(self._otherwise, self.constant)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._top)
        self._layout.addLayout(self._places)
        self._layout.addLayout(self._end)
        self._layout.addWidget(self.trial, _TRIAL)
        self._layout.addStretch(0)
        self._layout.addWidget(self.message)
        self._layout.addWidget(self.buttons)
        order_by_layout(self)

    @property
    def _takes_constant(self) -> bool:
        return CONSTANT in ways_of(self._field)

    def _fill_ways(self) -> None:
        labels = {
            COLUMN: tr("One column, as it is"),
            CONSTANT: tr("A fixed value"),
            LIST: tr("A list of values"),
            PATTERN: tr("Part of a text, by a pattern"),
            PIECE: tr("A piece between two signs"),
            STRIP: tr("Without a beginning or an end"),
            JOINED: tr("Several columns together"),
            FIRST: tr("The first column that is filled"),
            ADDRESS: tr("Part of an address in one piece"),
            YES_NO: tr("Yes or no"),
            RULE: tr("By the rule of the profile"),
        }
        ways = ways_of(self._field)
        if self._given.way == RULE:
            ways.append(RULE)
        for way in ways:
            self.way.addItem(labels[way], way)

    def _first_way(self) -> str:
        return CONSTANT if self._question.constant is not None else COLUMN

    def _connect(self) -> None:
        self.way.activated.connect(lambda _index: self._on_way())
        self.constant.changed.connect(self._on_constant)
        self.form.currentTextChanged.connect(lambda _text: self._on_form())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.reset.clicked.connect(self.go_back)

    def _page(self, way: str) -> WayPage:
        """Return the page of a way, made when it is first asked for."""
        if way not in self.pages:
            columns = list(self._table.columns)
            makers: dict[str, Callable[[], WayPage]] = {
                LIST: lambda: ListPage(self._field, self._table, self._question.organizations),
                PATTERN: lambda: PatternPage(columns),
                PIECE: lambda: PiecePage(columns),
                STRIP: lambda: StripPage(columns),
                JOINED: lambda: SeveralPage(columns, is_joined=True),
                FIRST: lambda: SeveralPage(columns, is_joined=False),
                YES_NO: lambda: YesNoPage(columns),
                RULE: lambda: RulePage(columns),
            }
            page = makers.get(way, lambda: WayPage(columns))()
            page.changed.connect(self._on_changed)
            self._places.addWidget(page)
            self.pages[way] = page
            order_by_layout(self)
        return self.pages[way]

    def _show(self, chosen: Chosen) -> None:
        self._shown = chosen
        self.way.setCurrentIndex(max(0, self.way.findData(chosen.way)))
        if chosen.way != CONSTANT:
            self._page(chosen.way).show_chosen(chosen)
        self._show_forms(chosen)
        self._show_way()

    def _show_forms(self, chosen: Chosen) -> None:
        """Offer the forms of dates, the likeliest of this column first."""
        self.form.blockSignals(True)
        self.form.clear()
        self.form.addItems(FORMATS)
        form = chosen.form or self._likely_form(chosen.columns)
        self.form.setEditText(form)
        self.form.blockSignals(False)

    def _likely_form(self, columns: Sequence[str]) -> str:
        if not is_date(self._field) or not columns:
            return ""
        return find_format(self._table.columns.get(columns[0], ())[:_LOOKED_AT]).format or ""

    def _date_form(self) -> str:
        return self.form.currentText().strip() if is_date(self._field) else ""

    def _on_way(self) -> None:
        """Another way begins with the columns of the one before; one that was left is as it was."""
        way = self.way.currentData()
        if way == self._shown.way:
            return
        before = self._shown.columns
        shown = self.pages.get(self._shown.way)
        if shown is not None and shown.columns():
            before = shown.columns()
        if shown is not None and self._shown.way != RULE:
            self._left[self._shown.way] = replace(
                self._shown, columns=shown.columns(), options=shown.options(), form=self._date_form()
            )
        given = self._given if way == self._given.way else Chosen(way, before, form=self._date_form())
        chosen = self._left.get(way, given)
        self._is_touched = True
        self._show(chosen)

    def _on_changed(self) -> None:
        self._is_touched = True
        if is_date(self._field) and not self.form.currentText():
            self._show_forms(replace(self._shown, columns=self._page(self.way.currentData()).columns()))
        self._show_outcome()

    def _on_constant(self) -> None:
        self._has_other_constant = True
        self._show_outcome()

    def _on_form(self) -> None:
        self._shown = replace(self._shown, is_cleaned=True)
        self._is_touched = True
        self._show_outcome()

    def _show_way(self) -> None:
        way = self.way.currentData()
        for name, page in self.pages.items():
            page.setVisible(name == way)
        if self._takes_constant:
            label = self._end.labelForField(self.constant)
            label.setText(tr("Value") if way == CONSTANT else self._otherwise)
            self.constant.edit.setAccessibleName(label.text())
        if is_date(self._field):
            self.form.setVisible(way not in (CONSTANT, RULE))
            self._end.labelForField(self.form).setVisible(way not in (CONSTANT, RULE))
        self.trial.setVisible(way != CONSTANT)
        page = self.pages.get(way)
        self._layout.setStretch(_PLACES, _TALL if page is not None and page.is_tall else 0)
        self._layout.setStretch(_SPARE, 1 if way == CONSTANT else 0)
        _align([self._top, self._end, *(form for each in self.pages.values() for form in each.forms)])
        self._show_outcome()

    def _show_outcome(self) -> None:
        """Try what is chosen, or say what is still lacking; only what can be used can be taken."""
        way = self.way.currentData()
        problem = ""
        if way == CONSTANT:
            problem = "" if self.constant.value() is not None else tr("Choose the value.")
            self.trial.show_nothing()
        else:
            problem = self._page(way).lacking()
            expression = self.expression() if not problem else None
            if expression is None:
                self.trial.show_nothing()
            else:
                problem = self.trial.try_soon(expression)
        self.message.setText(problem if not self.trial.problem else "")
        self.message.setVisible(bool(self.message.text()))
        self.ok.setEnabled(not problem)


def _align(forms: Sequence[QFormLayout]) -> None:
    """Make the labels of forms as wide as the widest, so that what they name stands in one line."""
    places = [(form, row) for form in forms for row in range(form.rowCount())]
    items = [form.itemAt(row, QFormLayout.ItemRole.LabelRole) for form, row in places]
    labels = [item.widget() for item in items if item is not None and item.widget() is not None]
    width = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(width)
