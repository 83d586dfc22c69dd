# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox in the Changes tab: what was sent from this working copy, how far it is, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAction,
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange.outbox_entry import OutboxState
from ..core.exchange.outbox_lines import OutboxLine
from ..core.store import WorkingCopyInfo
from ..host.language import tr
from .flow_layout import FlowLayout
from .mnemonics import menu_with_letters
from .outbox_list import OutboxList
from .outbox_words import next_step
from .pages import sentence

_SENDABLE = (OutboxState.DRAFT, OutboxState.SAVED, OutboxState.SENT)


class OutboxView(QWidget):
    """It asks; whoever owns it does."""

    look_asked = pyqtSignal()
    send_asked = pyqtSignal(object)
    send_elsewhere_asked = pyqtSignal(object)
    answer_asked = pyqtSignal(object)
    file_asked = pyqtSignal()
    folder_asked = pyqtSignal(object)
    forget_asked = pyqtSignal(object)
    cancel_asked = pyqtSignal()
    counted = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[OutboxLine] = ()
        self._copy: WorkingCopyInfo | None = None
        self._busy = False
        self.guidance, self.note, self.advice = sentence(), sentence(), sentence()
        self.note.setAccessibleName(tr("Message"))
        self.list = OutboxList()
        self.others = QCheckBox()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(6)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel = QPushButton(tr("Cancel"))
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.say("")
        self.set_busy(False)
        self.show_lines((), None)

    def show_lines(self, lines: Sequence[OutboxLine], copy: WorkingCopyInfo | None) -> None:
        """Show what the outbox holds; ``copy`` is the working copy that is open."""
        self._lines, self._copy = lines, copy
        self._refresh()
        self.counted.emit(sum(1 for line in self._ours() if not (line.is_decided and line.entry.is_read)))

    def select(self, submission_id: str) -> None:
        """Select a document, wherever it is from."""
        line = next((line for line in self._lines if line.id == submission_id), None)
        if line is not None and line not in self._ours():
            self.others.setChecked(True)
        row = self.list.model().row_of(submission_id)
        if row >= 0:
            self.list.setCurrentIndex(self.list.model().index(row))

    def is_ours(self, line: OutboxLine) -> bool:
        """Return whether a document is of the working copy that is open."""
        return self._copy is not None and line.is_from(self._copy)

    def say(self, text: str) -> None:
        """Show a message above the list until the next one."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """Show that something runs that can be cancelled; nothing else is begun meanwhile."""
        self._busy = busy
        self.bar.setValue(0)
        self._work.setVisible(busy)
        self._on_selection()

    def _ours(self) -> list[OutboxLine]:
        return [line for line in self._lines if self.is_ours(line)]

    def _refresh(self) -> None:
        chosen = self.list.current()
        ours = self._ours()
        others = len(self._lines) - len(ours)
        everything = self._copy is None or self.others.isChecked()
        shown = list(self._lines) if everything else ours
        self.list.model().show([(line, self.is_ours(line)) for line in shown])
        if chosen is not None and self.list.model().row_of(chosen.id) >= 0:
            self.select(chosen.id)
        elif len(shown) == 1:
            self.list.setCurrentIndex(self.list.model().index(0))
        self.others.setText(tr("Also those of other working copies (%n)", others))
        self.others.setVisible(self._copy is not None and bool(others))
        self.list.setVisible(bool(shown))
        self.guidance.setVisible(not shown)
        self._filler.setVisible(not shown)
        self.guidance.setText(
            tr(
                "Nothing was submitted from this working copy yet. What you submit is kept here until the "
                "stewards’ receipt says what became of it."
            )
        )
        self._on_selection()

    def _make_buttons(self) -> None:
        icon = QgsApplication.getThemeIcon
        self.look = QPushButton(icon("/mActionRefresh.svg"), tr("Look for receipts"))
        self.look.setToolTip(tr("Ask the stewards’ folder or address for what they have answered."))
        self.answer = QPushButton(icon("/mActionOpenTable.svg"), tr("Read the answer…"))
        self.answer.setToolTip(
            tr("Take over what the stewards accepted, and see what they say of each change.")
        )
        self.send = QPushButton(icon("/mActionSharingExport.svg"), tr("Send"))
        self.more = QToolButton()
        self.more.setText(tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = menu_with_letters(self.more)
        self.file: QAction = menu.addAction(tr("Open a Receipt from a File…"))
        self.elsewhere: QAction = menu.addAction(tr("Send to Another Place…"))
        self.folder: QAction = menu.addAction(tr("Open the Folder of the Document"))
        menu.addSeparator()
        self.forget: QAction = menu.addAction(tr("Take Off the List…"))
        self.more.setMenu(menu)

    def _lay_out(self) -> None:
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        buttons = QWidget()
        flow = FlowLayout(buttons, 6)
        for button in (self.look, self.answer, self.send, self.more):
            flow.addWidget(button)
        self._filler = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.guidance)
        layout.addWidget(self.note)
        layout.addWidget(self._work)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._filler, 1)
        layout.addWidget(self.others)
        layout.addWidget(self.advice)
        layout.addWidget(buttons)

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(self._on_selection)
        self.list.model().modelReset.connect(self._on_selection)
        self.list.step_asked.connect(self._do_next_step)
        self.list.forget_asked.connect(self._ask_forget)
        self.others.toggled.connect(lambda _on: self._refresh())
        self.cancel.clicked.connect(self.cancel_asked)
        self.look.clicked.connect(self.look_asked)
        self.file.triggered.connect(lambda _=False: self.file_asked.emit())
        for button, asked in ((self.answer.clicked, self.answer_asked), (self.send.clicked, self.send_asked)):
            button.connect(lambda _=False, wanted=asked: self._ask(wanted))
        self.elsewhere.triggered.connect(lambda _=False: self._ask(self.send_elsewhere_asked))
        self.folder.triggered.connect(lambda _=False: self._ask(self.folder_asked))
        self.forget.triggered.connect(lambda _=False: self._ask_forget())

    def _ask(self, wanted: pyqtSignal) -> None:
        line = self.list.current()
        if line is not None and not self._busy:
            wanted.emit(line)

    def _ask_forget(self) -> None:
        if self.forget.isEnabled():
            self._ask(self.forget_asked)

    def _do_next_step(self) -> None:
        """Read the answer if there is one, else send what was not sent, else look for the receipt."""
        line = self.list.current()
        if line is None or self._busy:
            return
        if line.has_receipt:
            self.answer_asked.emit(line)
        elif line.entry.state is OutboxState.SENT and line.entry.problem is None:
            self.look_asked.emit()
        elif line.entry.state in _SENDABLE:
            self.send_asked.emit(line)

    def _on_selection(self, *_changes: object) -> None:
        line = self.list.current()
        entry = line.entry if line is not None else None
        free = not self._busy
        can_send = entry is not None and entry.state in _SENDABLE and free
        self.look.setEnabled(free and any(waits_for_receipt(each) for each in self._lines))
        self.answer.setEnabled(free and line is not None and line.has_receipt)
        self.answer.setVisible(line is not None and line.has_receipt)
        self.send.setVisible(entry is not None and entry.state in _SENDABLE)
        self.send.setEnabled(can_send)
        again = entry is not None and entry.state is OutboxState.SENT
        self.send.setText(tr("Send again") if again else tr("Send…"))
        self.elsewhere.setEnabled(can_send)
        self.file.setEnabled(free)
        self.folder.setEnabled(entry is not None)
        self.forget.setEnabled(
            free and line is not None and may_be_forgotten(line, is_ours=self.is_ours(line))
        )
        self.advice.setText(next_step(line, is_ours=self.is_ours(line)) if line is not None else "")
        self.advice.setVisible(line is not None)


def waits_for_receipt(line: OutboxLine) -> bool:
    """Return whether a receipt, or a newer one, may come for a document."""
    return line.entry.state is not OutboxState.DAMAGED and not line.is_decided


def may_be_forgotten(line: OutboxLine, *, is_ours: bool) -> bool:
    """Return whether a document may go: never sent, damaged, or decided and read.

    Of another working copy, which may be gone for good, it is enough that everything is decided.
    """
    entry = line.entry
    never_sent = entry.state in (OutboxState.DRAFT, OutboxState.DAMAGED)
    return never_sent or (line.is_decided and (entry.is_read or not is_ours))
