# SPDX-License-Identifier: GPL-2.0-or-later
"""The second page of the assistant: which column is which field, with what one row becomes beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import ServicePointsError
from ..core.importing.profile_file import write_profile
from ..core.importing.table import SourceTable
from ..core.text import Text
from ..host.importing import profiles_folder
from ..host.language import say, tr
from .accessible import scroll_area
from .import_about import AboutSource
from .import_columns import ColumnList
from .import_draft import ProfileDraft
from .import_example import Example, example_of
from .import_expressions import date_formats
from .import_field_list import FieldList
from .import_fields import NEEDED, field_label
from .import_hours import HoursSource
from .import_key import KeySource
from .import_rules import FilterRow, PhoneRow, RuleList, ServiceRow, tagged
from .pages import heading, sentence

_EXAMPLE_AFTER_MS = 120
_SIDES = (800, 280)


class MapPage(QWidget):
    """Changes the ``ProfileDraft`` it is shown; ``changed`` follows each change."""

    changed = pyqtSignal()
    told = pyqtSignal(str)
    saved = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft: ProfileDraft | None = None
        self.example = Example()
        self._table: SourceTable | None = None
        self._row = 0
        self.search = QgsFilterLineEdit()
        self.search.setPlaceholderText(tr("Search fields"))
        self.search.setAccessibleName(tr("Search fields"))
        self.search.setShowSearchIcon(True)
        self.fields, self.columns = FieldList(), ColumnList()
        self.identity = KeySource()
        self.phones = RuleList(
            PhoneRow, tr("Each number becomes a telephone of its point."), tr("Add a telephone")
        )
        self.services = RuleList(
            ServiceRow, tr("Columns with codes of services that the register has."), tr("Add services")
        )
        self.hours = HoursSource()
        self.filters = RuleList(
            FilterRow, tr("Only rows that pass every filter are imported."), tr("Add a filter")
        )
        self.about = AboutSource()
        self.others, self.question, self.reason = sentence(), sentence(), sentence()
        self.answers = QHBoxLayout()
        self.save = QPushButton(tr("Save the profile…"))
        self.save.setAutoDefault(False)
        self.save.setToolTip(tr("The next import of this source then takes one click."))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EXAMPLE_AFTER_MS)
        self._lay_out()
        self._connect()

    def show_draft(self, draft: ProfileDraft, table: SourceTable) -> None:
        """Show a profile with the first rows of its source."""
        self.draft, self._table, self._row = draft, table, 0
        columns = list(table.columns)
        self.fields.show_draft(draft, table)
        self.identity.show_draft(draft, columns)
        self.phones.show_rules(draft.get("phones", []), columns)
        self.services.show_rules(draft.get("services", []), columns)
        self.filters.show_rules(draft.get("filter", []), columns)
        self.hours.show_hours(draft.get("hours", {}), columns)
        self.about.show_draft(draft, columns)
        self.refresh()

    def refresh(self) -> None:
        """Map the first rows again, and show one of them."""
        self._timer.stop()
        if self.draft is None or self._table is None:
            return
        self.example = example_of(self.draft, self._table)
        self._show_row()
        self.reason.setText(self.fields.reason())
        self._show_questions()
        self.identity.refresh()
        self._show_kept()
        self.told.emit(self.problem())

    def show_fields(self) -> None:
        """Show the fields again after one was changed elsewhere, and what they become."""
        if self.draft is not None:
            self.fields.show_draft(self.draft, self._table)
            self._on_changed()
            self.refresh()

    def problem(self) -> str:
        """Say why the source cannot be compared yet, or what new points would lack; else nothing."""
        if self.draft is None:
            return ""
        if self.example.problem is not None:
            return say(self.example.problem)
        lacking = self.lacking()
        words = (
            (
                not self.draft.has_key,
                tr("Choose the column that identifies each row, on the tab “Identifier”."),
            ),
            (self._lacks_publisher(), tr("Say who publishes the source, on the tab “Description”.")),
            (bool(self.draft.questions()), tr("One question is still open: see below the fields.")),
            (bool(lacking), tr("New points also need: {fields}.").format(fields=", ".join(lacking))),
            (
                self.draft.get("licence", "unknown") == "unknown" and not self._is_own_form,
                tr(
                    "The licence is not known: new points will be for partners only, and rows that would "
                    "change public ones are rejected."
                ),
            ),
        )
        return next((text for is_so, text in words if is_so), "")

    @property
    def may_go_on(self) -> bool:
        """Whether the profile can be used; what only new points lack does not stand in the way."""
        return (
            self.draft is not None
            and self.example.problem is None
            and self.draft.has_key
            and not self._lacks_publisher()
            and not self.draft.questions()
        )

    @property
    def _is_own_form(self) -> bool:
        """Whether a custodian fills the source in: it has no publisher but the custodian."""
        return self.draft is not None and self.draft.get("kind") == "custodian_form"

    def _lacks_publisher(self) -> bool:
        return self.draft is not None and not self.draft.get("publisher") and not self._is_own_form

    def lacking(self) -> list[str]:
        """Return the labels of what new points cannot do without and nothing gives yet."""
        given = {name for name in NEEDED if self.draft is not None and self.draft.state(name).kind != "none"}
        if given & {"name_en", "name_fr"}:
            given |= {"name_en", "name_fr"}
        return [field_label(name) for name in NEEDED if name not in given]

    def set_organizations(self, names: Sequence[Text]) -> None:
        """Offer the names of the register's organizations."""
        self.fields.set_organizations(sorted({say(name) for name in names}, key=str.casefold))

    def show_next_row(self, step: int) -> None:
        """Show another row of the preview."""
        count = 0 if self._table is None else len(self._table)
        self._row = max(0, min(count - 1, self._row + step))
        self._show_row()

    def save_profile(self, path: Path) -> None:
        """Save the profile; what went wrong is told."""
        if self.draft is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_profile(self.draft.profile(), path)
            self.saved.emit()
            self.told.emit(tr("The profile is saved: {path}").format(path=path))
        except ServicePointsError as problem:
            self.told.emit(say(problem.text))
        except OSError as problem:
            self.told.emit(str(problem))

    def _lay_out(self) -> None:
        fields = QWidget()
        left = QVBoxLayout(fields)
        left.setContentsMargins(0, 6, 0, 0)
        left.addWidget(self.search)
        left.addWidget(self.fields, 1)
        left.addWidget(sentence(tr("* A new service point needs it; of the two names one is enough.")))
        left.addWidget(self.reason)
        left.addWidget(self.question)
        left.addLayout(self.answers)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(fields, tr("Fields"))
        for widget, title in (
            (self.identity, tr("Identifier")),
            (
                self._stack((self.phones, tr("Telephones")), (self.services, tr("Services"))),
                tr("Telephones, services"),
            ),
            (self.hours, tr("Hours")),
            (self._stack((self.filters, "")), tr("Filters")),
            (self.about, tr("Description")),
        ):
            self.tabs.addTab(_scrolled(widget), title)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(6, 0, 0, 0)
        self.earlier, self.later = QToolButton(), QToolButton()
        for button, arrow, name in (
            (self.earlier, Qt.ArrowType.LeftArrow, tr("Row before")),
            (self.later, Qt.ArrowType.RightArrow, tr("Next row")),
        ):
            button.setArrowType(arrow)
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.position = QLabel()
        row = QHBoxLayout()
        for part in (self.earlier, self.position, self.later):
            row.addWidget(part)
        row.addStretch(1)
        right.addLayout(row)
        right.addWidget(sentence(tr("Drag a column to a field, or choose it there.")))
        right.addWidget(self.columns, 1)
        right.addWidget(heading(tr("This row also becomes")))
        right.addWidget(self.others)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tabs)
        split.addWidget(side)
        split.setSizes(list(_SIDES))
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split, 1)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(self.save)
        layout.addLayout(end)

    def _stack(self, *parts: tuple[QWidget, str]) -> QWidget:
        stack = QWidget()
        layout = QVBoxLayout(stack)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for part, title in parts:
            if title:
                layout.addWidget(heading(title))
            layout.addWidget(part)
        layout.addStretch(1)
        return stack

    def _connect(self) -> None:
        self.search.textChanged.connect(self.fields.search)
        self.fields.currentItemChanged.connect(lambda *_: self.reason.setText(self.fields.reason()))
        self.earlier.clicked.connect(lambda: self.show_next_row(-1))
        self.later.clicked.connect(lambda: self.show_next_row(1))
        self.save.clicked.connect(self._ask_where)
        self.phones.changed.connect(
            lambda: self._put(lambda draft: draft.put("phones", tagged(self.phones.rules())))
        )
        self.services.changed.connect(
            lambda: self._put(lambda draft: draft.put("services", self.services.rules()))
        )
        self.filters.changed.connect(
            lambda: self._put(lambda draft: draft.put("filter", self.filters.rules()))
        )
        self.hours.changed.connect(lambda: self._put(lambda draft: draft.put("hours", self.hours.hours())))
        self.fields.changed.connect(self._on_changed)
        self.about.changed.connect(self._on_changed)
        self.identity.changed.connect(self._on_changed)
        self._timer.timeout.connect(self.refresh)

    def _put(self, change: Callable[[ProfileDraft], None]) -> None:
        if self.draft is not None:
            change(self.draft)
            self._on_changed()

    def _on_changed(self) -> None:
        self._timer.start()
        self.changed.emit()

    def _show_row(self) -> None:
        table = self._table
        if table is None or self.draft is None:
            return
        count = len(table)
        self.position.setText(tr("Row {row} of the first {count}").format(row=self._row + 1, count=count))
        self.earlier.setEnabled(self._row > 0)
        self.later.setEnabled(self._row + 1 < count)
        cells = [(name, values[self._row] if count else None) for name, values in table.columns.items()]
        self.columns.show_row(cells, self._used())
        self.fields.show_examples(self.example.values(self._row), self.example.unread(self._row))
        lines = [
            tr("{field}: {value}").format(field=label, value=tr("could not be read") if bad else value)
            for label, value, bad in self.example.others(self._row)
        ]
        if self.example.is_left_out(self._row):
            lines = [tr("A filter leaves this row out.")]
        self.others.setText("\n".join(lines) or "–")

    def _used(self) -> set[str]:
        try:
            return set() if self.draft is None else self.draft.used_columns()
        except ServicePointsError:
            return set()

    def _show_kept(self) -> None:
        """Say how many of the first rows pass the filters."""
        mapped = self.example.mapped
        has_filters = self.draft is not None and bool(self.draft.get("filter", []))
        words = tr("Rows imported: {kept} of the first {count}.")
        is_known = mapped is not None and has_filters and self._table is not None
        self.filters.say(words.format(count=len(self._table), kept=len(mapped.rows)) if is_known else "")

    def _show_questions(self) -> None:
        """Ask what a guess asks, with a button for each answer."""
        while self.answers.count():
            widget = self.answers.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        questions = [] if self.draft is None else self.draft.questions()
        self.question.setVisible(bool(questions))
        if not questions:
            return
        field, question = questions[0]
        self.question.setText(
            tr("{field}: {question}").format(field=field_label(field), question=say(question))
        )
        column = self.draft.state(field).column or ""
        for form in date_formats(column, self._table):
            button = QPushButton(form)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, said=form: self._answer(field, said))
            self.answers.addWidget(button)
        self.answers.addStretch(1)

    def _answer(self, field: str, form: str) -> None:
        if self.draft is not None:
            self.draft.set_date_format(field, form)
            self.show_fields()

    def _ask_where(self) -> None:
        if self.draft is None:
            return
        folder = profiles_folder()
        folder.mkdir(parents=True, exist_ok=True)
        start = folder / f"{self.draft.get('profile')}.json"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the Profile"), str(start), tr("Import profiles (*.json)")
        )
        if chosen:
            path = Path(chosen)
            self.save_profile(path if path.suffix else path.with_suffix(".json"))


def _scrolled(widget: QWidget) -> QScrollArea:
    area = scroll_area(widget)
    widget.layout().setContentsMargins(6, 8, 6, 8)
    return area
