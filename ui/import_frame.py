# SPDX-License-Identifier: GPL-2.0-or-later
"""The frame of the import assistant: its steps, its pages, a message, progress, and the way on."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from ..host.language import tr
from .accessible import focus_first
from .import_draft_page import DraftPage
from .import_map_page import MapPage
from .import_review_page import ReviewPage
from .import_source_page import SourcePage
from .mnemonics import Mnemonics
from .pages import sentence

SOURCE, MAP, REVIEW, DRAFT = range(4)
_SPARE = 28


class AssistantFrame(QObject):
    """Lays the pages out in a dialog. A person asks for a step; the assistant shows it."""

    step_asked = pyqtSignal(int)
    leave_asked = pyqtSignal()
    stop_asked = pyqtSignal()
    help_asked = pyqtSignal()

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.source, self.map, self.review, self.draft = SourcePage(), MapPage(), ReviewPage(), DraftPage()
        self.pages = QStackedWidget()
        for page in (self.source, self.map, self.review, self.draft):
            self.pages.addWidget(page)
        self.steps = QListWidget()
        self.steps.setAccessibleName(tr("Steps"))
        for number, title in enumerate((tr("Source"), tr("Fields"), tr("Review"), tr("Draft")), start=1):
            self.steps.addItem(tr("{number}. {step}").format(number=number, step=title))
        self.message = sentence()
        self.message.hide()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(tr("Progress"))
        self.stop = QPushButton(tr("Stop"))
        self.help = QPushButton(tr("Help"))
        self.back, self.next = QPushButton(tr("Back")), QPushButton(tr("Next"))
        self.leave = QPushButton(tr("Close"))
        for button in (self.stop, self.help, self.back, self.leave):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        self._reach: Mapping[int, bool] = {}
        self._is_done = False
        self._lay_out(dialog)
        Mnemonics(dialog)
        self.steps.ensurePolished()  # its letters are those of the dialog from now on
        self.steps.setFixedWidth(self.steps.sizeHintForColumn(0) + _SPARE)
        self.set_busy("")
        self.steps.currentRowChanged.connect(self.step_asked)
        self.back.clicked.connect(lambda: self.step_asked.emit(self.step - 1))
        self.next.clicked.connect(lambda: self.step_asked.emit(self.step + 1))
        self.leave.clicked.connect(self.leave_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.help.clicked.connect(self.help_asked)

    @property
    def step(self) -> int:
        """The page that is shown."""
        return int(self.pages.currentIndex())

    def show_step(self, step: int) -> None:
        """Show a page."""
        self.pages.setCurrentIndex(step)
        self.steps.blockSignals(True)
        self.steps.setCurrentRow(step)
        self.steps.blockSignals(False)
        on_next = self.next.hasFocus()
        self._show_buttons()
        if on_next and not self.next.hasFocus():
            focus_first(self.pages.currentWidget())

    def set_reach(self, reach: Mapping[int, bool], *, busy: bool, done: bool) -> None:
        """Offer the steps that can be gone to; none while something runs."""
        self._reach = {step: may and not busy for step, may in reach.items()}
        for step, may in self._reach.items():
            item: QListWidgetItem = self.steps.item(step)
            usable = may or step == self.step
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if usable else Qt.ItemFlag.NoItemFlags)
        self._is_done = done
        self._show_buttons()

    def set_busy(self, title: str) -> None:
        """Show that something runs, and take no other wish meanwhile than to stop it."""
        busy = bool(title)
        self.bar.setValue(0)
        self.bar.setFormat(tr("{title}: {share}%").format(title=title, share="%p") if title else "%p%")
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.pages.setEnabled(not busy)
        if busy:
            self.say("")

    def set_progress(self, percent: float) -> None:
        """Show how far it is."""
        self.bar.setValue(int(percent))

    def say(self, words: str) -> None:
        """Say something below the page, or nothing."""
        self.message.setText(words)
        self.message.setVisible(bool(words))

    def may_close(self) -> bool:
        """Ask whether what was mapped may be lost."""
        answer = QMessageBox.question(
            self.pages.window(),
            tr("Close the Assistant"),
            tr("The profile is not saved, and closing loses what was mapped. Decisions are kept. Close?"),
            QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return bool(answer == QMessageBox.StandardButton.Close)

    def _show_buttons(self) -> None:
        self.back.setEnabled(self._reach.get(self.step - 1, False))
        following = self.step + 1
        self.next.setEnabled(self._reach.get(following, False) or self._leads_to_comparison(following))
        self.next.setVisible(self.step < DRAFT)
        self.back.setVisible(not self._is_done)

    def _leads_to_comparison(self, step: int) -> bool:
        """The draft is reached over a comparison that is made on the way."""
        return step == DRAFT and self._reach.get(REVIEW, False)

    def _lay_out(self, dialog: QDialog) -> None:
        middle = QHBoxLayout()
        middle.addWidget(self.steps)
        middle.addWidget(self.pages, 1)
        running = QHBoxLayout()
        running.addWidget(self.bar, 1)
        running.addWidget(self.stop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.help)
        buttons.addStretch(1)
        for button in (self.back, self.next, self.leave):
            buttons.addWidget(button)
        layout = QVBoxLayout(dialog)
        layout.addLayout(middle, 1)
        layout.addWidget(self.message)
        layout.addLayout(running)
        layout.addLayout(buttons)
