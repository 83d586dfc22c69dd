# SPDX-License-Identifier: GPL-2.0-or-later
"""The stewards' answer to a submission: in a sentence, change by change, and what is left to choose."""

from __future__ import annotations

from collections import Counter
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QListView,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange.outbox_answer import Answer, ChangeAnswer
from ..core.schema import load_schema
from ..host.language import say, tr
from .conflict_choices import ConflictChoices
from .mnemonics import Mnemonics
from .outbox_list import MarkedDelegate, TextRole
from .outbox_words import counts_words, moment_words
from .pages import heading, sentence
from .scale import resize_window
from .words import SEPARATOR

WIDTH, HEIGHT = 720, 620


class AnswersModel(QAbstractListModel):
    """What became of each change: what needs the person comes first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: list[ChangeAnswer] = []

    def show(self, answer: Answer) -> None:
        order = ("conflict", "rejected", "partly_applied", "held", "applied", "noop")
        self.beginResetModel()
        self._changes = sorted(answer.changes, key=lambda each: (order.index(each.state), each.seq))
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._changes)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        each = self._changes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return say(each.name)
        if role == TextRole:
            return _change_words(each)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{say(each.name)}\n{_change_words(each)}"
        return _mark(each.state) if role == Qt.ItemDataRole.DecorationRole else None


class AnswerList(QListView):
    """The list of the changes; a long message is shown whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(AnswersModel(self))
        self.setItemDelegate(MarkedDelegate(self))
        self.setAccessibleName(tr("What became of each change"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ReceiptDialog(QDialog):
    """It asks; whoever owns it does. ``settle_asked`` carries the choices."""

    settle_asked = pyqtSignal(list)

    def __init__(self, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = answer
        self.setObjectName("ServicePointsReceipt")
        self.setWindowTitle(tr("Answer of the Stewards"))
        resize_window(self, WIDTH, HEIGHT)
        Mnemonics(self)
        self.title, self.summary, self.next_step = heading(""), sentence(), sentence()
        self.message = sentence()
        self.message.hide()
        self.changes, self.conflicts = AnswerList(), ConflictChoices()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        self.buttons.rejected.connect(self.reject)
        self.conflicts.settle_asked.connect(self.settle_asked)
        self._lay_out()
        self.show_answer(answer)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer, or what is left of it to choose."""
        self.answer = answer
        self.set_busy(False)
        self.title.setText(_title(answer))
        self.summary.setText("\n".join(_summary(answer)))
        self.next_step.setText("\n".join(_next_steps(answer)))
        self.next_step.setVisible(bool(self.next_step.text()))
        self.changes.model().show(answer)
        self.changes.setVisible(bool(answer.changes))
        self.filler.setVisible(not answer.changes)
        self.conflicts.setVisible(bool(answer.units))
        self.conflicts.show_answer(answer)

    def say(self, text: str) -> None:
        """Show what went wrong."""
        self.set_busy(False)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """Show that choices are being applied."""
        self.bar.setVisible(busy)
        self.message.hide()
        self.conflicts.setEnabled(not busy)

    def _lay_out(self) -> None:
        self.filler = QWidget()
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part, share in ((self.changes, 2), (self.conflicts, 3), (self.filler, 1)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, share)
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addWidget(self.summary)
        layout.addWidget(self.next_step)
        layout.addWidget(parts, 1)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addWidget(self.buttons)


def _title(answer: Answer) -> str:
    if answer.waits:
        taken = answer.state == "partially_accepted"
        return tr("Partly accepted, the rest waits") if taken else tr("It waits for the stewards’ decision")
    return {
        "received": tr("The stewards have received it"),
        "accepted": tr("Everything was accepted"),
        "partially_accepted": tr("A part of it was accepted"),
        "rejected": tr("It was not accepted"),
        "quarantined": tr("It was set aside"),
        "withdrawn": tr("A later submission of yours replaced it"),
    }[answer.state]


def _summary(answer: Answer) -> list[str]:
    """Return who answered when, the counts, and the stewards' words where they say nothing of a change."""
    lines = [tr("Received {moment}.").format(moment=moment_words(answer.received_at))]
    if answer.decided_at is not None:
        lines[0] += " " + tr("Decided {moment}.").format(moment=moment_words(answer.decided_at))
    if answer.changes:
        lines.append(counts_words(Counter(each.state for each in answer.changes)))
    else:
        lines.append(say(answer.message))
    return lines


def _next_steps(answer: Answer) -> list[str]:
    """Return what the answer means for the working copy, and what to do."""
    if answer.applied is not None and answer.applied.ignored is not None:
        return [say(answer.applied.ignored)]
    if answer.applied is None:
        return [tr("It is of another working copy. Open that one to take over what was accepted.")]
    states = {each.state for each in answer.changes}
    lines = []
    if states & {"applied", "partly_applied", "noop"}:
        lines.append(tr("What was accepted is no change any more: it is in the shared store."))
    if "rejected" in states or (answer.state == "rejected" and not states):
        lines.append(
            tr("What was refused is still among your changes: correct it and submit again, or revert it.")
        )
    if answer.waits and not answer.units and "conflict" in answer.field_states:
        lines.append(
            tr(
                "You have chosen between yours and theirs. If something of yours is still a change, submit "
                "it: the new submission replaces this one."
            )
        )
    elif answer.waits and not answer.units:
        lines.append(tr("You have nothing to do for what waits. Look for the receipt again later."))
    return lines


def _change_words(each: ChangeAnswer) -> str:
    """Return what was asked of which kind of record, and what became of it, in words that agree."""
    kind = say(load_schema().tables[each.table].label)
    asked = {
        "insert": tr("Addition"),
        "update": tr("Modification"),
        "delete": tr("Removal"),
        "confirm": tr("Confirmation"),
    }
    became = {
        "applied": tr("applied"),
        "partly_applied": tr("partly applied"),
        "noop": tr("already up to date"),
        "conflict": tr("in conflict"),
        "held": tr("held for review"),
        "rejected": tr("rejected"),
    }
    head = (kind, tr("{label}: {value}").format(label=asked[each.op], value=became[each.state]))
    return f"{SEPARATOR.join(head)}\n{say(each.message)}"


def _mark(state: str) -> QIcon:
    name = {
        "applied": "/mIconSuccess.svg",
        "noop": "/mIconSuccess.svg",
        "held": "/mIconHistory.svg",
        "rejected": "/mIconCritical.svg",
    }.get(state, "/mIconWarning.svg")
    return QgsApplication.getThemeIcon(name)
