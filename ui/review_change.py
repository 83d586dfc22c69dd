# SPDX-License-Identifier: GPL-2.0-or-later
"""One change of a submission: why it was made, what the rules say, and the values to choose from."""

from __future__ import annotations

from functools import partial

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange.review import ReviewChange
from ..host.language import say, tr
from .flow_layout import FlowLayout
from .pages import heading, sentence
from .review_controller import ReviewController
from .review_duplicates import Duplicates
from .review_table import ConflictTable
from .review_words import change_words, web_host
from .value_words import day_words


class ChangePane(QScrollArea):
    """The change that is chosen in the list; nothing is written before “Decide”."""

    def __init__(self, controller: ReviewController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._seq = 0
        self.title, self.subtitle, self.why = heading(""), sentence(), sentence()
        self.message, self.error = sentence(), sentence()
        self.evidence = QWidget()
        self._links = FlowLayout(self.evidence, 4)
        self.table = ConflictTable()
        self.guide = sentence(tr("Click a value to take it, or double-click the result to type another one."))
        self.accept = self._button("/mIconSuccess.svg", tr("Accept"))
        self.keep = self._button("/mActionUndo.svg", tr("Keep ours"))
        self.clear = self._button("/mActionRemove.svg", tr("Decide later"))
        self.accept.setToolTip(tr("Take everything that was submitted in this change."))
        self.keep.setToolTip(tr("Refuse this change: the store stays as it is."))
        self.clear.setToolTip(tr("Take back the choice: the change goes on waiting."))
        self.reason_label = QLabel(tr("Why something is refused (the editor reads it):"))
        self.reason_label.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.reason_label.setBuddy(self.reason)
        self.reason.setAccessibleName(tr("Reason for the refusal"))
        self.reason.setPlaceholderText(tr("Required"))
        self.duplicates = Duplicates()
        self._lay_out()
        self._connect()
        self.show_change(None)

    def show_change(self, change: ReviewChange | None) -> None:
        """Show a change, or nothing."""
        self._seq = change.seq if change else 0
        self.widget().setVisible(change is not None)
        review = self._controller.review
        if change is None or review is None:
            return
        self.title.setText(say(change.name))
        self.subtitle.setText(change_words(change))
        self._show_why(change)
        self.message.setText(say(change.message))
        self._show_evidence(change)
        self.error.hide()
        self.table.conflicts.show(change, self._controller.choices, review.names)
        self.duplicates.show_change(change, review.names)
        for button in (self.accept, self.keep, self.clear):
            button.setVisible(change.waits)
        self.guide.setVisible(change.waits and change.op != "delete")
        self.reason.setText(self._controller.choices.reason(change.seq))
        self.refresh()

    def refresh(self) -> None:
        """Show the choices as they are now."""
        choices = self._controller.choices
        self.table.conflicts.refresh()
        refuses = bool(self._seq) and choices.refuses(self._seq)
        self.reason_label.setVisible(refuses)
        self.reason.setVisible(refuses)
        self.clear.setEnabled(choices.has(self._seq))
        if self.reason.text() != choices.reason(self._seq):
            self.reason.setText(choices.reason(self._seq))

    def _lay_out(self) -> None:
        content = QWidget()
        buttons = QWidget()
        flow = FlowLayout(buttons, 6)
        for button in (self.accept, self.keep, self.clear):
            flow.addWidget(button)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(6)
        for part in (self.title, self.subtitle, self.why, self.evidence, self.message, self.duplicates):
            layout.addWidget(part)
        for part in (self.guide, self.table, self.error, buttons, self.reason_label, self.reason):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("The change"))

    def _connect(self) -> None:
        controller = self._controller
        self.accept.clicked.connect(lambda: controller.choose(lambda c: c.accept([self._seq])))
        self.keep.clicked.connect(self._on_keep)
        self.clear.clicked.connect(lambda: controller.choose(lambda c: c.clear([self._seq])))
        self.reason.textEdited.connect(
            lambda text: controller.choose(lambda c: c.set_reason(self._seq, text))
        )
        self.table.conflicts.chosen.connect(self._on_chosen)
        self.table.conflicts.refused.connect(self._show_error)

    def _on_keep(self) -> None:
        self._controller.choose(lambda choices: choices.keep([self._seq]))
        self.reason.setFocus()

    def _on_chosen(self) -> None:
        self.error.hide()
        self._controller.choices_changed.emit()

    def _show_error(self, text: str) -> None:
        self.error.setText(text)
        self.error.show()

    def _show_why(self, change: ReviewChange) -> None:
        parts = [str(change.reason.get("text") or "")]
        if change.effective_on:
            parts.append(tr("Takes effect on {date}.").format(date=day_words(change.effective_on)))
        text = "\n".join(part for part in parts if part)
        self.why.setText(text)
        self.why.setVisible(bool(text))

    def _show_evidence(self, change: ReviewChange) -> None:
        while self._links.count():
            old = self._links.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for item in change.evidence:
            self._links.addWidget(self._link(str(item["url"]), str(item.get("note") or "")))
        self.evidence.setVisible(bool(change.evidence))

    def _link(self, url: str, note: str) -> QWidget:
        """A button that names the host; an address that is no web link is text and opens nothing."""
        host = web_host(url)
        if not host:
            return sentence(f"{note} {url}".strip())
        button = QToolButton()
        button.setText(tr("Evidence on {host}").format(host=host).replace("&", "&&"))
        button.setAccessibleDescription(f"{note} {url}".strip())
        button.clicked.connect(partial(self._open, url, host, note))
        return button

    def _open(self, url: str, host: str, note: str, _checked: bool = False) -> None:
        question = QMessageBox(self.window())
        question.setObjectName("ServicePointsOpenEvidence")
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(tr("Open Evidence"))
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(tr("Open a page of {host} in the browser?").format(host=host))
        question.setInformativeText("")
        question.setDetailedText(f"{note}\n{url}".strip())
        question.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        if question.exec() == QMessageBox.StandardButton.Open:
            QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))

    @staticmethod
    def _button(icon: str, text: str) -> QPushButton:
        return QPushButton(QgsApplication.getThemeIcon(icon), text)
