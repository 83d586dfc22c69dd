# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialogs of the assistant that say more about a source: how a field is read, filters, a second file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QDialog, QWidget

from ..core.errors import ServicePointsError
from ..core.importing.expressions import compile_expression
from ..core.importing.lookups import Tally, tallied
from ..core.importing.mapping import kept_rows
from ..core.importing.table import SourceTable
from ..core.progress import Part, Progress
from ..host.language import say, tr
from .import_draft import ProfileDraft
from .import_expressions import Expression
from .import_fields import MappableField
from .import_filter_values import ValuesDialog
from .import_job import SourcePlace, read_whole
from .import_join import JoinDialog
from .import_map_page import MapPage
from .import_rules import FilterRow, RuleRow
from .import_source_page import SourcePage
from .import_way_dialog import WayDialog, WayQuestion
from .import_ways import FILTER, KEY, PHONE, SERVICE

WithRows = Callable[[Callable[[SourceTable], None]], None]
"""Calls back with all the rows of the source, once they are read."""


class ImportQuestions:
    """Opens one dialog at a time, and hands its answer to the page that asked."""

    def __init__(self, source: SourcePage, page: MapPage, with_rows: WithRows, window: QWidget) -> None:
        self._source, self._map, self._with_rows, self._window = source, page, with_rows, window
        self.dialog: QDialog | None = None
        self._asked_from: QWidget | None = None
        page.fields.reading_asked.connect(self.ask_field)
        page.identity.reading_asked.connect(self.ask_key)
        page.phones.reading_asked.connect(self.ask_phone)
        page.services.reading_asked.connect(self.ask_service)
        page.filters.reading_asked.connect(self.ask_filter)
        page.filters.values_asked.connect(self.ask_values)
        source.join_asked.connect(self.ask_join)

    def ask_field(self, name: str) -> None:
        """Ask how a field is read."""
        draft = self._map.draft
        field = next((each for each in self._map.fields.fields if each.name == name), None)
        if draft is None or field is None:
            return
        state = draft.state(name)

        def take(expression: Expression | None, constant: Any) -> None:  # noqa: ANN401
            draft.answer(name, expression, constant)
            self._map.show_fields()

        offered = draft.offered(name)
        names = self._map.fields.organizations
        self._ask(WayQuestion(field, state.expression, state.constant, take, offered, names))

    def ask_key(self) -> None:
        """Ask how the identifier is read."""
        draft = self._map.draft
        if draft is None:
            return

        def take(expression: Expression | None, _constant: object) -> None:
            self._map.identity.combo.set_expression(expression)
            self._map.identity.combo.changed.emit()

        field = MappableField(KEY, tr("Identifier"))
        given = draft.key if draft.has_key else None
        self._ask(WayQuestion(field, given, None, take, draft.offered(KEY)))

    def ask_phone(self, row: RuleRow) -> None:
        """Ask how a telephone is read."""
        self._ask_row(row, MappableField(PHONE, tr("Telephone")))

    def ask_service(self, row: RuleRow) -> None:
        """Ask how codes of services are read."""
        self._ask_row(row, MappableField(SERVICE, tr("Services")))

    def ask_filter(self, row: RuleRow) -> None:
        """Ask how what a filter tests is read."""
        self._ask_row(row, MappableField(FILTER, tr("Filter")), is_filtered=False)

    def _ask_row(self, row: RuleRow, field: MappableField, *, is_filtered: bool = True) -> None:
        def take(expression: Expression | None, _constant: object) -> None:
            row.column.set_expression(expression)
            row.column.changed.emit()

        expression = row.column.expression()
        self._ask(WayQuestion(field, expression, None, take, is_filtered=is_filtered))

    def ask_values(self, row: FilterRow) -> None:
        """Offer the values that a filter's column has."""
        expression = row.column.expression()
        if expression is None:
            self._map.told.emit(tr("Choose the column of the filter first."))
            return

        def open_list(table: SourceTable) -> None:
            try:
                found = compile_expression(dict(expression), "filter").evaluate(table)
            except ServicePointsError as problem:
                self._map.told.emit(say(problem.text))
                return
            values = [(text or "").strip() for text in found.values]
            exact = {text: "" for text in values if text}  # a filter minds capitals
            tallies: list[Tally] = tallied(values, exact)
            dialog = ValuesDialog(tallies, row.chosen, self._window)
            dialog.accepted.connect(lambda: row.set_chosen(dialog.chosen()))
            self._open(dialog)

        self._with_rows(open_list)

    def ask_join(self) -> None:
        """Ask for the file in the other language."""
        source, draft = self._source, self._source.draft
        place = source.place
        if not place.where:
            source.told.emit(tr("Choose a file, or write a web address."))
            return
        try:
            alone = without_join(draft).reading_profile()
        except ServicePointsError as problem:
            source.told.emit(say(problem.text))
            return

        def read(second: str, progress: Progress) -> tuple[SourceTable, SourceTable]:
            first = read_whole(replace(place, second=""), alone, Part(progress, 0.0, 0.5))
            other = SourcePlace(second, "", place.authcfg)
            return first, read_whole(other, alone, Part(progress, 0.5, 1.0))

        dialog = JoinDialog(draft.get("join", {}), source.second.filePath(), read, self._window)
        dialog.accepted.connect(lambda: source.set_join(dialog.member(), dialog.second))
        self._open(dialog)

    def _ask(self, question: WayQuestion) -> None:
        self._asked_from = self._window.focusWidget()  # reading disables it, which takes the focus away

        def open_dialog(table: SourceTable) -> None:
            kept = self._rows(question, table)
            asked = replace(question, n_left_out=len(table) - len(kept))
            self._open(WayDialog(asked, kept, self._window))

        self._with_rows(open_dialog)

    def _rows(self, question: WayQuestion, table: SourceTable) -> SourceTable:
        """Rows that a filter leaves out are no business of a field; filters that are not whole keep all."""
        if self._map.draft is None or not question.is_filtered:
            return table
        try:
            places = kept_rows(self._map.draft.filters(), table)
        except ServicePointsError:
            return table
        return table if len(places) == len(table) else _picked(table, places)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        if self._asked_from is not None and not sip.isdeleted(self._asked_from):
            self._asked_from.setFocus()
        self._asked_from = None


def without_join(draft: ProfileDraft) -> ProfileDraft:
    """Return a profile that reads the source alone."""
    alone = ProfileDraft(draft.document)
    alone.put("join", None)
    return alone


def _picked(table: SourceTable, places: np.ndarray) -> SourceTable:
    rows = places.tolist()
    columns = {name: [values[row] for row in rows] for name, values in table.columns.items()}
    return replace(table, columns=columns, lines=table.lines[places], positions=None)
