# SPDX-License-Identifier: GPL-2.0-or-later
"""The third page of the assistant: what the comparison came to, list by list, and the pairs to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ..core.importing.matched import Decision
from ..host.language import tr
from .import_job import Found
from .import_lines import LinesView
from .import_options import ComparisonOptions
from .import_pair import PairView
from .import_rows import LISTS, Line, ListName, list_title, list_words
from .pages import sentence
from .words import number

_SPARE = 28  # beside the words of a list
_PARTS = (250, 300)
_NAME = Qt.ItemDataRole.UserRole


class OutcomeList(QListWidget):
    """The lists by name; letters decide, they do not look for a list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


class ReviewPage(QWidget):
    """``decisions_made`` has what was decided just now, by identifier; None takes a decision back."""

    compare_asked = pyqtSignal()
    decisions_made = pyqtSignal(dict)
    zoom_asked = pyqtSignal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Found | None = None
        self.decisions: dict[str, Decision] = {}
        self._lists: Mapping[ListName, Sequence[Line]] = {}
        self.options = ComparisonOptions()
        self.compare = QPushButton(QgsApplication.getThemeIcon("/mActionRefresh.svg"), tr("Compare"))
        self.compare.setAutoDefault(False)
        self.outcomes = OutcomeList()
        self.outcomes.setAccessibleName(tr("What became of the rows"))
        self.words = sentence()
        self.search = QgsFilterLineEdit()
        self.search.setPlaceholderText(tr("Search rows"))
        self.search.setAccessibleName(tr("Search rows"))
        self.search.setShowSearchIcon(True)
        self.copy = QPushButton(QgsApplication.getThemeIcon("/mActionEditCopy.svg"), tr("Copy"))
        self.copy.setAutoDefault(False)
        self.copy.setToolTip(tr("Copy the chosen rows, or all of them, for a spreadsheet."))
        self.view, self.pair = LinesView(), PairView()
        self.view.setAccessibleName(tr("Rows"))
        self._lay_out()
        self._connect()

    @property
    def open_count(self) -> int:
        """How many rows nobody has decided yet."""
        lines = self._lists.get("review", ())
        return sum(line.can_be_decided and line.value not in self.decisions for line in lines)

    @property
    def has_new_decisions(self) -> bool:
        """Whether something was decided that the comparison does not know."""
        if self.found is None:
            return False
        known = self.found.decisions
        asked = {line.value for lines in self._lists.values() for line in lines if line.can_be_decided}
        return any(self.decisions.get(value) != known.get(value) for value in asked)

    def show_found(
        self, found: Found | None, lists: Mapping[ListName, Sequence[Line]], decisions: Mapping[str, Decision]
    ) -> None:
        """Show what a comparison came to, or (None) that there is none yet."""
        is_first = self.found is None
        self.found, self._lists, self.decisions = found, lists, dict(decisions)
        self.results.setVisible(found is not None)
        self.options.setCollapsed(found is not None)
        self.compare.setText(tr("Compare") if found is None else tr("Compare again"))
        self.outcomes.blockSignals(True)
        self.outcomes.clear()
        for name in LISTS:
            item = QListWidgetItem()
            item.setData(_NAME, name)
            self.outcomes.addItem(item)
        self.outcomes.blockSignals(False)
        self._show_counts()
        if is_first:  # later a person may have moved the line between
            names = self.outcomes.sizeHintForColumn(0) + _SPARE
            self.results.setSizes([names, max(names, self.width() - names)])
        first = next((name for name in LISTS if lists.get(name)), "unchanged")
        self.show_list(first)

    def show_list(self, name: ListName) -> None:
        """Bring a list forward; of rows to decide the first open one is chosen."""
        row = LISTS.index(name)
        if self.outcomes.currentRow() == row:
            self._on_list(row)
        self.outcomes.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The letters S, N and L decide, whatever of the page has the focus but a text."""
        if event.modifiers() or not self.pair.press(event.text()):
            super().keyPressEvent(event)

    def decide(self, decision: Decision | None) -> None:
        """Decide the chosen rows; each is the same as its own likeliest point where several are chosen."""
        lines = [line for line in self.view.chosen() if line.can_be_decided]
        made: dict[str, Decision | None] = {}
        for line in lines:
            one = decision
            if decision is not None and decision.answer == "same" and len(lines) > 1 and line.matched:
                one = Decision("same", line.matched.id)
            made[line.value] = one
        if not made:
            return
        last = self.view.selectionModel().selectedRows()[-1].row()
        for value, one in made.items():
            if one is None:
                self.decisions.pop(value, None)
            else:
                self.decisions[value] = one
        self.view.lines.set_decisions(self.decisions)
        self._show_counts()
        self.decisions_made.emit(made)
        following = self._following(last, is_later=decision is None)
        if following >= 0:
            self.view.selectRow(following)
        self._on_selected()

    def _following(self, last: int, *, is_later: bool) -> int:
        """The next row that is open; in another list than that of open rows, just the next one."""
        if self._current() != "review":
            return -1
        following = self.view.lines.next_open(last)
        return -1 if is_later and following == last else following

    def _current(self) -> ListName:
        item = self.outcomes.currentItem()
        return cast(ListName, item.data(_NAME)) if item is not None else "review"

    def _show_counts(self) -> None:
        for row in range(self.outcomes.count()):
            item = self.outcomes.item(row)
            name = cast(ListName, item.data(_NAME))
            lines = self._lists.get(name, ())
            text = tr("{list}: {count}").format(list=list_title(name), count=number(len(lines)))
            if name == "review" and lines:
                text = tr("{list}: {open} of {count} open").format(
                    list=list_title(name), open=number(self.open_count), count=number(len(lines))
                )
            item.setText(text)
            font = item.font()
            font.setBold(name == "review" and self.open_count > 0)
            item.setFont(font)

    def _on_list(self, _row: int) -> None:
        name = self._current()
        self.words.setText(list_words(name))
        self.view.lines.show_lines(self._lists.get(name, ()))
        self.view.lines.set_decisions(self.decisions)
        first = self.view.lines.next_open(-1) if name == "review" else 0
        if self.view.lines.rowCount():
            self.view.selectRow(max(0, first))
        self._on_selected()

    def _on_selected(self) -> None:
        chosen = self.view.chosen()
        line = chosen[-1] if chosen else None
        decision = None if line is None else self.decisions.get(line.value)
        self.pair.show_line(line, self.found, decision)

    def _on_search(self, words: str) -> None:
        self.view.lines.search(words)
        if self.view.lines.rowCount():
            self.view.selectRow(0)
        self._on_selected()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.search, 1)
        above.addWidget(self.copy)
        upper = QWidget()
        rows = QVBoxLayout(upper)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.words)
        rows.addLayout(above)
        rows.addWidget(self.view, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(upper)
        parts.addWidget(self.pair)
        parts.setSizes(list(_PARTS))
        parts.setChildrenCollapsible(False)
        self.results = QSplitter(Qt.Orientation.Horizontal)
        self.results.addWidget(self.outcomes)
        self.results.addWidget(parts)
        self.results.setStretchFactor(1, 1)
        self.results.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.options)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.compare)
        layout.addLayout(row)
        layout.addWidget(self.results, 1)
        layout.addStretch(0)
        self.results.hide()

    def _connect(self) -> None:
        self.compare.clicked.connect(self.compare_asked)
        self.outcomes.currentRowChanged.connect(self._on_list)
        self.search.textChanged.connect(self._on_search)
        self.copy.clicked.connect(self.view.copy)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.pair.decided.connect(self.decide)
        self.pair.zoom_asked.connect(self.zoom_asked)
