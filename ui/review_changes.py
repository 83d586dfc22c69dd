# SPDX-License-Identifier: GPL-2.0-or-later
"""One submission: who sent it, what became of it, its changes, and the choices for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QInputDialog,
    QListView,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange.choices import Choices
from ..core.exchange.review import Review, ReviewChange
from ..core.store.values import canonical_text
from ..host.language import say, tr
from .flow_layout import FlowLayout
from .mnemonics import menu_with_letters
from .pages import heading, sentence
from .review_controller import ReviewController
from .review_words import change_words, counts_words, plain_tip, who_and_when
from .value_words import moment_words
from .words import SEPARATOR, code_label, number

SEQ = Qt.ItemDataRole.UserRole


class ChangesModel(QAbstractListModel):
    """The changes, those that wait first; each says what is chosen about it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: list[ReviewChange] = []
        self._choices = Choices(())

    def show(self, changes: Sequence[ReviewChange], choices: Choices) -> None:
        self.beginResetModel()
        self._changes = sorted(changes, key=lambda change: not change.waits)  # stable: as in the document
        self._choices = choices
        self.endResetModel()

    def refresh(self) -> None:
        if self._changes:
            self.dataChanged.emit(self.index(0), self.index(len(self._changes) - 1))

    def row_of(self, seq: int) -> int:
        return next((row for row, change in enumerate(self._changes) if change.seq == seq), -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._changes)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        change = self._changes[index.row()]
        if role == SEQ:
            return change.seq
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{say(change.name)}\n{self._state(change)}{SEPARATOR}{change_words(change)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{say(change.name)}\n{change_words(change)}\n{say(change.message)}")
        if role == Qt.ItemDataRole.DecorationRole:
            return QgsApplication.getThemeIcon(self._icon(change))
        return None

    def _state(self, change: ReviewChange) -> str:
        if not self._choices.has(change.seq):
            return code_label("change_state", change.state)
        return tr("Reason missing") if change.seq in self._choices.without_reason() else tr("Decided")

    def _icon(self, change: ReviewChange) -> str:
        if self._choices.has(change.seq):
            missing = change.seq in self._choices.without_reason()
            return "/mIconWarning.svg" if missing else "/mIconSuccess.svg"
        if change.waits:
            return "/mIconWarning.svg" if change.state == "conflict" else "/mIconHistory.svg"
        return "/mIconSuccess.svg" if change.state in ("applied", "noop") else "/mIconDelete.svg"


class ChangesPane(QWidget):
    """The list of changes with what can be done about all of them."""

    change_chosen = pyqtSignal(int)

    def __init__(self, controller: ReviewController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.title, self.who, self.counts, self.comment = (heading(""), sentence(), sentence(), sentence())
        self.model = ChangesModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(tr("Changes of the submission"))
        self.bulk = QToolButton()
        self.bulk.setText(tr("For several"))
        self.bulk.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.bulk.setMenu(self._make_menu())
        self.decide = QPushButton(QgsApplication.getThemeIcon("/mIconSuccess.svg"), tr("Decide"))
        self.decide.setToolTip(tr("Write what is chosen to the store, in one step."))
        self.receipt = QPushButton(QgsApplication.getThemeIcon("/mActionFileSave.svg"), tr("Write receipt…"))
        self.receipt.setToolTip(tr("Write the receipt of this submission into a folder."))
        self.take_back = QPushButton(
            QgsApplication.getThemeIcon("/mActionUndo.svg"), tr("Take back this merge…")
        )
        self.take_back.setToolTip(tr("Undo what was applied of this submission by a new submission."))
        self.chosen = sentence()
        self._lay_out()
        self._connect()
        self.show_review(None)

    def show_review(self, review: Review | None) -> None:
        """Show a submission, or nothing."""
        seq = self.current()
        self.setEnabled(review is not None)
        self.model.show(review.changes if review else (), self._controller.choices)
        self.title.setText(say(review.line.jurisdiction) if review else tr("No submission is chosen."))
        for label in (self.who, self.counts, self.comment):
            label.setVisible(review is not None)
        if review is None:
            self.refresh()
            return
        line = review.line
        self.who.setText("\n".join([who_and_when(line), line.email]).strip())
        self.counts.setText(f"{say(line.message)}\n{counts_words(line)}")
        said = [say(review.title) if review.title else "", review.comment or ""]
        if line.decided_at:
            said.append(tr("Decided on {date}.").format(date=moment_words(line.decided_at)))
        self.comment.setText("\n".join(text for text in said if text))
        self.comment.setVisible(any(said))
        row = max(self.model.row_of(seq), 0)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))
        self.refresh()

    def refresh(self) -> None:
        """Show the choices as they are now."""
        self.model.refresh()
        choices, review = self._controller.choices, self._controller.review
        missing, free = len(choices.without_reason()), not self._controller.busy
        self.chosen.setText(_progress(choices, missing))
        self.chosen.setVisible(choices.total > 0)
        self.decide.setVisible(choices.total > 0)
        self.bulk.setVisible(choices.total > 0)
        self.decide.setEnabled(free and choices.decided > 0 and not missing)
        applied = review is not None and review.line.applied_revision is not None
        self.take_back.setVisible(applied)
        self.take_back.setEnabled(free)
        self.receipt.setVisible(review is not None)

    def current(self) -> int:
        """Return the number of the change that is chosen, 0 when there is none."""
        seq = self.list.currentIndex().data(SEQ)
        return int(seq) if seq else 0

    def selected(self) -> list[int]:
        """Return the numbers of the selected changes."""
        return sorted(index.data(SEQ) for index in self.list.selectionModel().selectedIndexes())

    def accept(self, *, everything: bool) -> None:
        """Accept the selected changes, or all."""
        self._controller.choose(lambda choices: choices.accept(self._wanted(everything)))

    def refuse(self, *, everything: bool) -> None:
        """Keep ours in the selected changes, or all; asks why."""
        reason, agreed = QInputDialog.getText(
            self, tr("Keep Ours"), tr("Why is it refused? The editor reads this:")
        )
        if agreed and canonical_text(reason):
            self._controller.choose(lambda choices: choices.keep(self._wanted(everything), reason))

    def _wanted(self, everything: bool) -> list[int]:
        review = self._controller.review
        if everything and review is not None:
            return [change.seq for change in review.changes if change.waits]
        return self.selected()

    def _make_menu(self) -> QMenu:
        menu = menu_with_letters(self)
        entries = (
            (tr("Accept All of Theirs"), lambda: self.accept(everything=True)),
            (tr("Keep All of Ours…"), lambda: self.refuse(everything=True)),
            (tr("Accept the Selected"), lambda: self.accept(everything=False)),
            (tr("Keep Ours in the Selected…"), lambda: self.refuse(everything=False)),
            (
                tr("Decide the Selected Later"),
                lambda: self._controller.choose(lambda choices: choices.clear(self.selected())),
            ),
        )
        for number_of, (title, act) in enumerate(entries):
            if number_of == 2:  # noqa: PLR2004
                menu.addSeparator()
            menu.addAction(title).triggered.connect(lambda _=False, run=act: run())
        return menu

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, 6)
        for button in (self.decide, self.bulk, self.receipt, self.take_back):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        for part in (self.title, self.who, self.comment, self.counts):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.chosen)
        layout.addWidget(buttons)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(
            lambda now, _before: self.change_chosen.emit(int(now.data(SEQ) or 0))
        )
        self.decide.clicked.connect(self._controller.decide)
        self.take_back.clicked.connect(self._on_take_back)

    def _on_take_back(self) -> None:
        question = QMessageBox(
            QMessageBox.Icon.Question,
            tr("Take Back a Merge"),
            tr(
                "Take back what was applied of this submission? A new submission puts the former values "
                "back; both stay in the history."
            ),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            self.window(),
        )
        question.setObjectName("ServicePointsTakeBack")
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setDefaultButton(QMessageBox.StandardButton.No)
        if question.exec() == QMessageBox.StandardButton.Yes:
            self._controller.take_back()


def _progress(choices: Choices, missing: int) -> str:
    text = tr("%n of {total} change(s) decided.", choices.decided).format(total=number(choices.total))
    if missing:
        text += " " + tr("A reason is missing for %n of them.", missing)
    return text
