# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits opening hours: a weekly grid and the text of the schema, each following the other.

What the grid cannot show stays in the text, and is said beside it; nothing is dropped by editing the grid.
"""

from __future__ import annotations

import dataclasses

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..core.hours import HoursError, WeekGrid, describe, note_of, parse, read_grid
from ..host.language import say, tr
from .accessible import order_by_layout
from .hours_day import ORDINARY, USUAL, DayRow, Spans, usual_spans
from .pages import sentence

UNKNOWN, WEEKLY, ALWAYS, NOTE, TEXT = range(5)
"""Ways to say when it is open, in the order of the list."""
NOTE_LENGTH = 80
N_WORKDAYS = 5
_ICON = 16


class HoursGrid(QWidget):
    """Days × spans."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [DayRow(day, self) for day in (*ORDINARY, len(ORDINARY))]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(1, 1)
        for place, row in enumerate(self.rows):
            layout.addWidget(row.state, place, 0)
            layout.addWidget(row.box, place, 1)
            row.changed.connect(self.changed)
            row.copy_asked.connect(lambda days, source=row: self._copy(source, days))
            row.opened.connect(lambda source=row: source.open_with(usual_spans(self.rows, source.day)))

    def show_grid(self, grid: WeekGrid) -> None:
        """Show the days and holidays of a grid."""
        for row, spans in zip(self.rows, (*grid.days, grid.holidays)):
            row.set_spans(spans)

    def days(self) -> tuple[tuple[Spans | None, ...], Spans | None]:
        """Return the spans of the weekdays, and those of public holidays."""
        *days, holidays = (row.spans for row in self.rows)
        return tuple(days), holidays

    def _copy(self, source: DayRow, days: list[int]) -> None:
        for day in days:
            self.rows[day].set_spans(source.spans)
        self.changed.emit()


class HoursEditor(QWidget):
    """The whole editor. ``changed`` follows what a person does, not ``set_text``."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = WeekGrid()
        self._before: dict[int, str] = {}
        self._mode = UNKNOWN
        self.mode = _Modes()
        self.mode.setAccessibleName(tr("Way to give the hours"))
        self.mode.addItems(
            [
                tr("Not known"),
                tr("Weekly hours"),
                tr("Open 24 hours a day, 7 days a week"),
                tr("By note only"),
                tr("As text only"),
            ]
        )
        self.grid = HoursGrid()
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_LENGTH)
        self.note.setPlaceholderText(tr("For example: by appointment"))
        self.note.setAccessibleName(tr("Note that stands for the hours"))
        self.rest = sentence()
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Hours as text"))
        self.line.setPlaceholderText("Mo-Fr 08:30-16:30; PH off")
        self.line.setToolTip(tr("Opening hours in the syntax of OpenStreetMap, which the store keeps."))
        self.words = sentence()
        self.words.setObjectName("HoursInWords")
        self.sign = QLabel()
        self._arrange()
        self.mode.activated.connect(self._on_mode_chosen)
        self.grid.changed.connect(self._on_grid_changed)
        self.note.textEdited.connect(self._on_note_edited)
        self.line.textEdited.connect(self._on_line_edited)
        self._follow_text()

    def text(self) -> str:
        """Return the text as it stands, readable or not."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show hours that come from elsewhere."""
        if text == self.text():
            return  # what the form hands back of our own edits must not move anything under the hands
        self._before.clear()
        self.line.setText(text)
        self._follow_text()

    def set_enabled(self, enabled: bool) -> None:
        """Let a person edit, or only read and copy."""
        self.line.setReadOnly(not enabled)
        for widget in (self.mode, self.grid, self.note):
            widget.setEnabled(enabled)

    def _arrange(self) -> None:
        as_text = QLabel(tr("As text"))
        as_text.setBuddy(self.line)
        beside = QHBoxLayout()
        beside.addWidget(as_text)
        beside.addWidget(self.line, 1)
        told = QHBoxLayout()
        told.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(4)
        self.mode.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for widget in (self.mode, self.grid, self.note, self.rest):
            layout.addWidget(widget)
        layout.addLayout(beside)
        layout.addLayout(told)
        self.setFocusProxy(self.mode)

    def _follow_text(self) -> None:
        """Make grid, note and words say what the text says; one that cannot be read leaves the grid alone."""
        text = self.text()
        problem = ""
        try:
            self._grid = read_grid(text)
            note = note_of(parse(text)) if text else None
        except HoursError as error:
            problem = say(error.text)
            self._show_mode(TEXT)
        else:
            self.grid.show_grid(self._grid)
            if note is not None and note != self.note.text():
                self.note.setText(note)
            self._show_mode(_mode_of(self._grid, text, note))
        self._say(problem)

    def _show_mode(self, mode: int) -> None:
        order_by_layout(self)
        self._mode = mode
        self.mode.setCurrentIndex(mode)
        self.grid.setVisible(mode == WEEKLY)
        self.note.setVisible(mode == NOTE)
        kept = self._grid.rest if mode in (WEEKLY, ALWAYS) else ""
        self.rest.setVisible(bool(kept))
        self.rest.setText(tr("The grid cannot show this; it stays in the text: {rules}").format(rules=kept))

    def _say(self, problem: str) -> None:
        text = self.text()
        if problem:
            words = problem
        elif text:
            words = say(describe(parse(text)))
        else:
            words = tr("The hours are not known.")
        self.words.setText(words)
        icon = QgsApplication.getThemeIcon("/mIconWarning.svg")
        self.sign.setPixmap(icon.pixmap(_ICON, _ICON))
        self.sign.setVisible(bool(problem))
        self.line.setAccessibleDescription(words)

    def _write(self, text: str) -> None:
        """Take over a text that the grid, the note or the list made."""
        self.line.setText(text)
        self._say("")
        self.changed.emit()

    def _on_line_edited(self) -> None:
        self._follow_text()
        self.changed.emit()

    def _on_grid_changed(self) -> None:
        days, holidays = self.grid.days()
        if '"' in self._grid.rest:  # beside a comment alone, a day that is not named is unknown, not closed
            days = tuple(() if spans is None else spans for spans in days)
        self._grid = dataclasses.replace(self._grid, days=days, holidays=holidays, always=False)
        order_by_layout(self)
        self._write(self._grid.text)

    def _on_note_edited(self) -> None:
        words = self.note.text().replace('"', "").strip()
        self._write(f'"{words}"' if words else "")

    def _on_mode_chosen(self, mode: int) -> None:
        """Change the way the hours are given; rules the grid cannot show stay, and the way back is kept."""
        self._before[self._mode] = self.text()
        if mode == WEEKLY:
            usual = WeekGrid((USUAL,) * N_WORKDAYS + (None,) * (len(ORDINARY) - N_WORKDAYS))
            text = self._before.get(mode) or dataclasses.replace(usual, rest=self._grid.rest).text
        elif mode == ALWAYS:
            text = self._before.get(mode) or WeekGrid(always=True, rest=self._grid.rest).text
        elif mode == NOTE:
            text = self._before.get(mode, "")
        else:
            text = "" if mode == UNKNOWN else self.text()
        self.line.setText(text)
        self._follow_text()
        self._show_mode(mode)
        {NOTE: self.note, TEXT: self.line}.get(mode, self.mode).setFocus()
        self.changed.emit()


def _mode_of(grid: WeekGrid, text: str, note: str | None) -> int:
    if not text:
        return UNKNOWN
    if note is not None:
        return NOTE
    if grid.always:
        return ALWAYS
    return WEEKLY if grid.says_days else TEXT


class _Modes(QComboBox):
    """A list that the wheel does not change while somebody scrolls the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
