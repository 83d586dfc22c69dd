# SPDX-License-Identifier: GPL-2.0-or-later
"""The inbox: submissions of the store, those that wait first, and the way to receive more."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from ..core.exchange.review import Inbox, InboxLine
from ..host.language import say, tr
from .flow_layout import FlowLayout
from .pages import sentence
from .review_words import counts_words, plain_tip, who_and_when
from .words import SEPARATOR, code_label, number

SUBMISSION = Qt.ItemDataRole.UserRole


class InboxModel(QAbstractListModel):
    """Three lines for each submission: for whom and in which state, who and when, counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[InboxLine, ...] = ()

    def show(self, inbox: Inbox | None) -> None:
        self.beginResetModel()
        self._lines = inbox.lines if inbox else ()
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
            icon = {"accepted": "/mIconSuccess.svg", "rejected": "/mIconDelete.svg"}
            waits = "/mIconWarning.svg" if line.waiting else "/mIconHistory.svg"
            return QgsApplication.getThemeIcon(waits if line.waiting else icon.get(line.state, waits))
        return None


class InboxPane(QWidget):
    """Explains in a sentence what to do, then lists what there is."""

    submission_chosen = pyqtSignal(str)
    submission_opened = pyqtSignal(str)
    files_asked = pyqtSignal()
    folder_asked = pyqtSignal()
    receipts_asked = pyqtSignal()

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
        menu = QMenu(self.receive)
        menu.addAction(tr("Files…")).triggered.connect(lambda _=False: self.files_asked.emit())
        menu.addAction(tr("All of a Folder…")).triggered.connect(lambda _=False: self.folder_asked.emit())
        menu.addSeparator()
        menu.addAction(tr("Where Receipts Go…")).triggered.connect(lambda _=False: self.receipts_asked.emit())
        self.receive.setMenu(menu)
        buttons = QWidget()
        FlowLayout(buttons, 6).addWidget(self.receive)
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

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.submission_chosen.emit(now.data(SUBMISSION))

    def _on_opened(self, index: QModelIndex) -> None:
        self.submission_opened.emit(index.data(SUBMISSION))


def _words(line: InboxLine) -> str:
    state = tr("%n change(s) to decide", line.waiting)
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
        return tr("Nothing waits for a decision.")
    return tr("%n change(s) wait for your decision.", inbox.waiting).replace(
        str(inbox.waiting), number(inbox.waiting), 1
    )
