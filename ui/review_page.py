# SPDX-License-Identifier: GPL-2.0-or-later
"""The review: inbox, submission and change beside each other, or one after the other in little room."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import Cancelled, ServicePointsError
from ..core.exchange import RevertBlockedError
from ..core.exchange.inbox import is_unmerged
from ..core.schema import load_schema
from ..core.text import Text
from ..host.language import say, tr
from ..host.settings import change, settings
from .pages import sentence
from .review_change import ChangePane
from .review_changes import ChangesPane
from .review_controller import ReviewController
from .review_inbox import InboxPane
from .review_keys import KeysDialog
from .review_work import DOCUMENT, PACKAGE, Received, submissions_in
from .value_words import day_words

WIDE = 760
"""From this width (px) on everything is seen at once."""
INBOX, CHANGES, CHANGE = range(3)
MOST_PROBLEMS = 10


class ReviewPage(QWidget):
    """Three panes. Esc, Alt+Left and the button go back where only one is shown."""

    wide_asked = pyqtSignal()

    def __init__(self, controller: ReviewController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.controller = controller
        self.inbox, self.changes, self.change = InboxPane(), ChangesPane(controller), ChangePane(controller)
        self._panes: tuple[QWidget, ...] = (self.inbox, self.changes, self.change)
        self._depth, self._wide, self._hold = INBOX, False, False
        self.back = QToolButton()
        self.back.setText(tr("Back"))
        self.back.setIcon(QgsApplication.getThemeIcon("/mActionArrowLeft.svg"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.setAutoRaise(True)
        self.wide = QToolButton()
        self.wide.setText(tr("Wide window"))
        self.wide.setToolTip(tr("Show the review in a window of its own, everything beside each other."))
        self.wide.setAutoRaise(True)
        self.note = sentence()
        self.note.setAccessibleName(tr("Message"))
        self.note.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(6)
        self.bar.hide()
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.hide()
        self._lay_out()
        self._connect()
        self._arrange()
        self._on_inbox()
        self._on_review()

    @property
    def depth(self) -> int:
        """Which pane is shown where there is room for one."""
        return self._depth

    def go_to(self, depth: int) -> None:
        """Show the inbox, the submission or the change."""
        self._depth = max(INBOX, min(depth, CHANGE))
        self._arrange()
        if not self._wide:
            self._hold = True
            self._focus_pane()
            self._give_focus_back()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide != self._wide:
            self._wide = wide
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        back = event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if back and not self._wide and self._depth > INBOX:
            self.go_to(self._depth - 1)
            return
        super().keyPressEvent(event)

    def say(self, text: str) -> None:
        """Show a message above the panes until the next one."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for pane, share in zip(self._panes, (2, 3, 5)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.wide)
        work = QHBoxLayout()
        work.addWidget(self.bar, 1)
        work.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.note)
        layout.addLayout(work)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        controller = self.controller
        controller.inbox_changed.connect(self._on_inbox)
        controller.review_changed.connect(self._on_review)
        controller.choices_changed.connect(self._on_choices)
        controller.busy_changed.connect(self._on_busy)
        controller.progressed.connect(self._on_progress)
        controller.said.connect(self.say)
        controller.failed.connect(self._on_failed)
        controller.received.connect(self._on_received)
        self.cancel.clicked.connect(controller.cancel)
        self.back.clicked.connect(lambda: self.go_to(self._depth - 1))
        self.wide.clicked.connect(self.wide_asked)
        self.inbox.submission_chosen.connect(controller.select)
        self.inbox.submission_opened.connect(self._on_submission_opened)
        self.inbox.files_asked.connect(self._ask_files)
        self.inbox.folder_asked.connect(self._ask_folder)
        self.inbox.receipts_asked.connect(self._ask_receipts)
        self.inbox.keys_asked.connect(self._ask_keys)
        self.inbox.inbox_asked.connect(controller.receive_inbox)
        self.changes.change_chosen.connect(self._on_change_chosen)
        self.changes.list.clicked.connect(self._on_change_opened)
        self.changes.list.activated.connect(self._on_change_opened)
        self.changes.receipt.clicked.connect(self._ask_receipt)

    def _arrange(self) -> None:
        for depth, pane in enumerate(self._panes):
            pane.setVisible(self._wide or depth == self._depth)
        self.back.setVisible(not self._wide and self._depth > INBOX)
        self.wide.setVisible(not self._wide)

    def _on_submission_opened(self, submission_id: str) -> None:
        self.say("")
        self.controller.select(submission_id)
        line = self.controller.line(submission_id)
        if line is not None and is_unmerged(line):
            self.say(tr("This submission is new: merge it first, then there is something to look at."))
            return
        self.go_to(CHANGES)

    def _on_change_chosen(self, seq: int) -> None:
        self.change.show_change(self.controller.change(seq))

    def _on_change_opened(self) -> None:
        self.go_to(CHANGE)

    def _on_inbox(self) -> None:
        self.inbox.show_inbox(self.controller.inbox)

    def _on_progress(self, percent: float) -> None:
        self.bar.setValue(int(percent))

    def _on_review(self) -> None:
        self.changes.show_review(self.controller.review)
        self.change.show_change(self.controller.change(self.changes.current()))
        if self.controller.review is None and self._depth > INBOX and not self.controller.busy:
            self.go_to(INBOX)
        self._give_focus_back()

    def _on_choices(self) -> None:
        self.changes.refresh()
        self.change.refresh()

    def _on_busy(self, busy: bool) -> None:
        if busy and self._has_focus():
            self._hold = True  # a button that is off gives the focus to whatever comes next
        self.bar.setValue(0)
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.inbox.receive.setEnabled(not busy)
        self.inbox.merge_new.setEnabled(not busy)
        self.changes.refresh()
        self._give_focus_back()

    def _give_focus_back(self) -> None:
        """Put the keyboard where it was, or into what was asked for, once that is there."""
        if self._hold and not self.controller.busy:
            if not self._has_focus():
                self._focus_pane()
            self._hold = not self._has_focus()

    def _has_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self._panes[self._depth].isAncestorOf(now)

    def _focus_pane(self) -> None:
        (self.inbox.list, self.changes.list, self.change.table)[self._depth].setFocus()

    def _on_failed(self, problem: BaseException) -> None:
        if isinstance(problem, RevertBlockedError):
            self.say(_blocked(problem))
        elif isinstance(problem, ServicePointsError):
            kept = tr("Your choices are kept.") if self.controller.choices.decided else ""
            self.say(f"{say(problem.text)} {kept}".strip())
        elif isinstance(problem, Cancelled):
            self.say(tr("Stopped. What was finished stays; the rest can be done again."))
        else:
            self.say(str(problem) or type(problem).__name__)

    def _on_received(self, outcomes: Sequence[Received]) -> None:
        self.say(_what_came(outcomes, self.controller.receipts_folder))

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            tr("Receive Submissions"),
            settings().inbox_folder,
            tr("Submissions ({pattern})").format(pattern=f"*{DOCUMENT} *{PACKAGE}"),
        )
        self._receive([Path(name) for name in chosen])

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Receive Submissions"), settings().inbox_folder)
        if not folder:
            return
        try:
            files = submissions_in(Path(folder))
        except ServicePointsError as problem:
            self.say(say(problem.text))
            return
        if not files:
            self.say(tr("There is no submission in “{folder}”.").format(folder=folder))
        self._receive(files)

    def _receive(self, files: Sequence[Path]) -> None:
        if files:
            change(inbox_folder=str(files[0].parent))
            self.controller.receive(files)

    def _ask_receipts(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, tr("Where Receipts Go"), self.controller.receipts_folder
        )
        if folder:
            self.controller.set_receipts_folder(folder)
            self.say(tr("Receipts are written to “{folder}”.").format(folder=folder))

    def _ask_keys(self) -> None:
        KeysDialog(self).open()

    def _ask_receipt(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, tr("Write the Receipt"), self.controller.receipts_folder
        )
        if folder:
            self.controller.write_receipt(folder)


def _what_came(outcomes: Sequence[Received], folder: str) -> str:
    new = sum(outcome.new for outcome in outcomes)
    refused = [o for o in outcomes if o.receipt is not None and not o.new and o.receipt.rules]
    known = sum(o.receipt is not None and not o.new for o in outcomes) - len(refused)
    lines = [tr("%n submission(s) received.", new)]
    if known:
        lines.append(tr("%n came before; nothing was changed by it.", known))
    lines += [
        tr("{label}: {value}").format(label=outcome.name, value=_message(outcome))
        for outcome in [*refused, *(o for o in outcomes if o.problem is not None)][:MOST_PROBLEMS]
    ]
    if any(not outcome.came_as_file for outcome in outcomes):
        lines.append(tr("The receipts are in the database, where the editors find them."))
    elif any(outcome.receipt is not None for outcome in outcomes):
        lines.append(tr("Receipts are written to “{folder}”.").format(folder=folder))
    return "\n".join(lines)


def _message(outcome: Received) -> str:
    if outcome.problem is not None:
        return say(outcome.problem.text)
    document = outcome.receipt.document if outcome.receipt else {}
    return say(Text(str(document.get("message_en", "")), str(document.get("message_fr", ""))))


def _blocked(problem: RevertBlockedError) -> str:
    """Say what blocks a revert, a line for each record."""
    lines = [tr("This merge cannot be taken back: later work touches the same records.")]
    for obstacle in problem.obstacles[:MOST_PROBLEMS]:
        table = load_schema().tables[obstacle.table]
        fields = ", ".join(
            say(table.by_name[name].label) for name in obstacle.fields if name in table.by_name
        )
        when = day_words(obstacle.changed_at[:10]) if obstacle.changed_at else ""
        parts = (f"{say(table.label)} {obstacle.id}", fields, when)
        lines.append("– " + ", ".join(part for part in parts if part))
    if len(problem.obstacles) > MOST_PROBLEMS:
        lines.append(tr("and %n more", len(problem.obstacles) - MOST_PROBLEMS))
    return "\n".join(lines)
