# SPDX-License-Identifier: GPL-2.0-or-later
"""The inbox: submissions of the store, those that wait first, and the way to receive more."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QListView, QPushButton, QVBoxLayout, QWidget

from ..core.exchange.inbox import is_unmerged
from ..core.exchange.review import Inbox, InboxLine
from ..host.language import say, tr
from .flow_layout import FlowLayout
from .mnemonics import menu_with_letters
from .pages import sentence
from .review_words import counts_words, plain_tip, sender_and_day, who_and_when
from .words import SEPARATOR, code_label, number

SUBMISSION = Qt.ItemDataRole.UserRole


class InboxModel(QAbstractListModel):
    """Three lines for each submission: for whom and in which state, who and when, counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[InboxLine, ...] = ()

    def show(self, inbox: Inbox | None) -> None:
        self.beginResetModel()
        lines = inbox.lines if inbox else ()
        self._lines = tuple(sorted(lines, key=lambda line: not is_unmerged(line)))
        self.endResetModel()

    def row_of(self, submission_id: str | None) -> int:
        return next((row for row, line in enumerate(self._lines) if line.id == submission_id), -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == SUBMISSION:
            return line.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{_words(line)}\n{say(line.message)}\n{line.id}")
        if role == Qt.ItemDataRole.DecorationRole:
            return QgsApplication.getThemeIcon(_picture(line))
        return None


class InboxPane(QWidget):
    """Explains in a sentence what to do, then lists what there is."""

    submission_chosen = pyqtSignal(str)
    submission_opened = pyqtSignal(str)
    files_asked = pyqtSignal()
    folder_asked = pyqtSignal()
    receipts_asked = pyqtSignal()
    inbox_asked = pyqtSignal()
    keys_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = sentence()
        self.model = InboxModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(tr("Submissions"))
        self.receive = QPushButton(
            QgsApplication.getThemeIcon("/mActionFileOpen.svg"), tr("Receive submissions…")
        )
        menu = menu_with_letters(self.receive)
        menu.addAction(tr("Files…")).triggered.connect(lambda _=False: self.files_asked.emit())
        menu.addAction(tr("All of a Folder…")).triggered.connect(lambda _=False: self.folder_asked.emit())
        menu.addSeparator()
        menu.addAction(tr("Where Receipts Go…")).triggered.connect(lambda _=False: self.receipts_asked.emit())
        menu.addAction(tr("Keys for Signatures…")).triggered.connect(lambda _=False: self.keys_asked.emit())
        self.receive.setMenu(menu)
        self.merge_new = QPushButton(QgsApplication.getThemeIcon("/mActionStart.svg"), "")
        self.merge_new.setToolTip(
            tr("Merges what editors put into the inbox of the database. Their receipts stay there with it.")
        )
        self.merge_new.clicked.connect(self.inbox_asked)
        buttons = QWidget()
        row = FlowLayout(buttons, 6)
        row.addWidget(self.merge_new)
        row.addWidget(self.receive)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self.state)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self._filler = QWidget()
        layout.addWidget(self._filler, 1)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.clicked.connect(self._on_opened)
        self.list.activated.connect(self._on_opened)
        self.show_inbox(None)

    def show_inbox(self, inbox: Inbox | None) -> None:
        """Show the submissions of a store (None while they are being read)."""
        before = self.list.currentIndex().data(SUBMISSION)
        self.list.selectionModel().blockSignals(True)
        self.model.show(inbox)
        if self.model.row_of(before) >= 0:
            self.list.setCurrentIndex(self.model.index(self.model.row_of(before)))
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()
        has_lines = inbox is not None and bool(inbox.lines)
        self.list.setVisible(has_lines)
        self._filler.setVisible(not has_lines)
        self.state.setText(_state(inbox))
        new = _new(inbox)
        self.merge_new.setVisible(new > 0)
        self.merge_new.setText(tr("Merge %n new submission(s)", new))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.submission_chosen.emit(now.data(SUBMISSION))

    def _on_opened(self, index: QModelIndex) -> None:
        self.submission_opened.emit(index.data(SUBMISSION))


def _picture(line: InboxLine) -> str:
    if is_unmerged(line):
        return "/mActionFileNew.svg"
    if line.waiting:
        return "/mIconWarning.svg"
    known = {"accepted": "/mIconSuccess.svg", "rejected": "/mIconDelete.svg"}
    return known.get(line.state, "/mIconHistory.svg")


def _new(inbox: Inbox | None) -> int:
    """Return how many submissions editors put into the store that nobody has merged yet."""
    return sum(map(is_unmerged, inbox.lines)) if inbox else 0


def _words(line: InboxLine) -> str:
    state = tr("%n change(s) to decide", line.waiting)
    if is_unmerged(line):
        return f"{say(line.jurisdiction)}{SEPARATOR}{tr('new')}\n{sender_and_day(line)}"
    if not line.waiting:
        state = code_label("submission_state", line.state)
    return f"{say(line.jurisdiction)}{SEPARATOR}{state}\n{who_and_when(line)}\n{counts_words(line)}"


def _state(inbox: Inbox | None) -> str:
    if inbox is None:
        return tr("Reading the submissions.")
    if not inbox.lines:
        return tr(
            "No submission has been received yet. Editors send you files that end in .casp.json or "
            ".casp.zip: receive them here. What is in order is applied by the rules of the store; the rest "
            "waits for your decision, and nothing is overwritten unseen."
        )
    if not inbox.waiting:
        if _new(inbox):
            return tr("%n new submission(s) came into the inbox.", _new(inbox))
        return tr("Nothing waits for a decision.")
    return tr("%n change(s) wait for your decision.", inbox.waiting).replace(
        str(inbox.waiting), number(inbox.waiting), 1
    )
