# SPDX-License-Identifier: GPL-2.0-or-later
"""One line of the weekly grid: a day, whether it is open, its spans, and copying them to other days."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTime, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QTimeEdit,
    QToolButton,
    QWidget,
)

from ..core.hours import Span
from ..host.language import locale, tr
from .flow_layout import FlowLayout
from .mnemonics import menu_with_letters

Spans = tuple[Span, ...]

DAY_MINUTES = 24 * 60
USUAL: Spans = (Span(8 * 60 + 30, 16 * 60 + 30),)
"""What a day opens with when no other day shows what is usual here."""
_PAUSE, _SECOND = 60, 180  # minutes: a break, then a second span
_HOUR, _LAST_MINUTE = 60, 23 * 60 + 59
_FRIDAY = 4


def day_name(day: int) -> str:
    """Return the name of a weekday (Monday is 0) as a label; 7 is public holidays."""
    if day == len(ORDINARY):
        return tr("Public holidays")
    name = locale().standaloneDayName(day + 1)
    return name[:1].upper() + name[1:]


ORDINARY = tuple(range(7))


class _Clock(QTimeEdit):
    """A time of day. The wheel scrolls the form unless the clock has the focus."""

    def __init__(self, minutes: int, name: str) -> None:
        super().__init__(QTime((minutes % DAY_MINUTES) // _HOUR, minutes % _HOUR))
        self.setDisplayFormat("HH:mm")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setWrapping(True)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    @property
    def minutes(self) -> int:
        return _HOUR * self.time().hour() + self.time().minute()


class SpanEdit(QWidget):
    """From, until, and a button that removes the span."""

    changed = pyqtSignal()
    remove_asked = pyqtSignal()

    def __init__(self, span: Span, day: str, number: int) -> None:
        super().__init__()
        values = {"day": day, "n": number}
        self.opens = _Clock(span.opens, tr("{day}, span {n}: opens at").format(**values))
        self.closes = _Clock(span.closes, tr("{day}, span {n}: closes at").format(**values))
        self.remove = icon_button("/mActionRemove.svg", tr("{day}: remove span {n}").format(**values))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(2)
        for widget in (self.opens, QLabel("–"), self.closes, self.remove):
            layout.addWidget(widget)
        self.opens.timeChanged.connect(lambda _time: self.changed.emit())
        self.closes.timeChanged.connect(lambda _time: self.changed.emit())
        self.remove.clicked.connect(lambda _=False: self.remove_asked.emit())

    @property
    def span(self) -> Span:
        """The span; one that closes at or before its opening runs into the next day."""
        opens, closes = self.opens.minutes, self.closes.minutes
        return Span(opens, closes if closes > opens else closes + DAY_MINUTES)


class DayRow(QObject):
    """The widgets of one day; ``HoursGrid`` places them. ``changed`` follows what a person does only."""

    changed = pyqtSignal()
    copy_asked = pyqtSignal(list)
    """The days (numbers) that are to get this day's hours."""
    opened = pyqtSignal()
    """The day is open from now on, and has no spans yet."""

    def __init__(self, day: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.day, self.name = day, day_name(day)
        self._spans: Spans | None = None
        self._edits: list[SpanEdit] = []
        self.state = self._make_state()
        self.box = QWidget()
        self._flow = FlowLayout(self.box, 2)
        self._closed = QLabel(tr("Closed"))
        self.add = icon_button("/mActionAdd.svg", tr("{day}: add a span").format(day=self.name))
        self.copy = icon_button("/mActionEditCopy.svg", tr("Copy the hours of: {day}").format(day=self.name))
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copy.setMenu(self._copy_menu())
        tools = QWidget()
        beside = QHBoxLayout(tools)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2)
        beside.addWidget(self.add)
        beside.addWidget(self.copy)
        self._tools = tools
        self._flow.addWidget(self._closed)
        self._flow.addWidget(tools)
        self.add.clicked.connect(self._on_add_clicked)
        self._show()

    @property
    def is_holiday(self) -> bool:
        return self.day == len(ORDINARY)

    @property
    def spans(self) -> Spans | None:
        """The spans; ``None`` when nothing is said, empty when it is stated that it is closed."""
        return self._spans

    def set_spans(self, spans: Spans | None) -> None:
        """Show spans that did not come from this row."""
        same = spans is not None and spans == tuple(edit.span for edit in self._edits)
        self._spans = spans
        if not same:
            self._rebuild()
        self._show()

    def open_with(self, spans: Spans) -> None:
        """Open the day with these spans, as if the person had entered them."""
        self.set_spans(spans)
        self.changed.emit()

    def _make_state(self) -> QWidget:
        if not self.is_holiday:
            box = QCheckBox(self.name)
            box.setToolTip(tr("{day}: open").format(day=self.name))
            box.clicked.connect(self._on_state_chosen)
            return box
        combo = QComboBox()
        combo.addItems([tr("Holidays: not said"), tr("Holidays: closed"), tr("Holidays: open")])
        combo.setAccessibleName(self.name)
        combo.activated.connect(lambda state: self._on_state_chosen(state == 2, state == 1))  # noqa: PLR2004
        return combo

    def _copy_menu(self) -> QMenu:
        menu = menu_with_letters(self.copy)
        week = [day for day in ORDINARY if day <= _FRIDAY and day != self.day]
        menu.addAction(tr("To Monday to Friday")).triggered.connect(
            lambda _=False: self.copy_asked.emit(week)
        )
        every = [day for day in ORDINARY if day != self.day]
        menu.addAction(tr("To Every Day")).triggered.connect(lambda _=False: self.copy_asked.emit(every))
        menu.addSeparator()
        for day in every:
            menu.addAction(day_name(day)).triggered.connect(
                lambda _=False, only=day: self.copy_asked.emit([only])
            )
        return menu

    def _rebuild(self) -> None:
        for edit in self._edits:
            self._flow.removeWidget(edit)
            edit.setParent(None)
            edit.deleteLater()
        self._edits = [self._make(span, number) for number, span in enumerate(self._spans or (), 1)]
        self._flow.removeWidget(self._tools)
        self._flow.addWidget(self._tools)

    def _make(self, span: Span, number: int) -> SpanEdit:
        edit = SpanEdit(span, self.name, number)
        edit.changed.connect(self._on_times_changed)
        edit.remove_asked.connect(lambda: self._on_remove_asked(edit))
        self._flow.addWidget(edit)
        edit.show()
        return edit

    def _show(self) -> None:
        is_open = bool(self._spans)
        if self.is_holiday:
            self.state.setCurrentIndex(2 if is_open else int(self._spans is not None))
        else:
            self.state.setChecked(is_open)
        self._closed.setVisible(not is_open and not self.is_holiday)
        self.add.setVisible(is_open)
        self.copy.setVisible(is_open)
        self.box.updateGeometry()

    def _on_state_chosen(self, is_open: bool, stated: bool = False) -> None:
        if is_open:
            if not self._spans:
                self.opened.emit()
            return
        self.set_spans(() if stated else None)
        self.changed.emit()

    def _on_times_changed(self) -> None:
        self._spans = tuple(edit.span for edit in self._edits)
        self.changed.emit()

    def _on_add_clicked(self) -> None:
        spans = self._spans or ()
        opens = min(spans[-1].closes + _PAUSE, _LAST_MINUTE) if spans else USUAL[0].opens
        self.open_with((*spans, Span(opens, min(opens + _SECOND, DAY_MINUTES))))
        self._edits[-1].opens.setFocus()

    def _on_remove_asked(self, edit: SpanEdit) -> None:
        left = tuple(other.span for other in self._edits if other is not edit)
        self.set_spans(left or (() if self.is_holiday else None))
        (self.add if left else self.state).setFocus()
        self.changed.emit()


def icon_button(theme_icon: str, name: str) -> QToolButton:
    """Make a small button that shows a theme icon and says its name to a screen reader."""
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(theme_icon))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def usual_spans(rows: Sequence[DayRow], day: int) -> Spans:
    """What a day that opens begins with: the hours of the nearest open day before it, or after it."""
    around = [*reversed(rows[:day]), *rows[day + 1 :]]
    return next((row.spans for row in around if row.spans), USUAL)
