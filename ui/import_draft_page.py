# SPDX-License-Identifier: GPL-2.0-or-later
"""The last page of the assistant: what the draft has, who submits it, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange.outbox_entry import Entry, OutboxState
from ..core.importing.importation import Importation
from ..host.language import say, tr
from .accessible import scroll_area
from .import_job import Found
from .outbox_place import PlaceEdit
from .pages import heading, sentence
from .submission_form import SubmissionForm
from .words import number


class DraftPage(QWidget):
    """Nothing leaves before a person says so; ``changed`` follows each answer."""

    changed = pyqtSignal()
    folder_asked = pyqtSignal()
    send_asked = pyqtSignal()
    folder_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Found | None = None
        self._is_busy = self._has_changes = False
        self.title, self.counts, self.open_ones = heading(""), sentence(), sentence()
        self.question, self.many = sentence(), QCheckBox(tr("Yes, so many changes are right"))
        self.form = SubmissionForm("", asks_what=False)
        self.place = PlaceEdit()
        self.send = QPushButton(tr("Send"))
        self.to_folder = QPushButton(tr("Save to a folder…"))
        self.missing = sentence()
        self.done_title, self.done_text = heading(""), sentence()
        self.open_folder = QPushButton(tr("Open the folder"))
        for button in (self.send, self.to_folder, self.open_folder):
            button.setAutoDefault(False)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self.place.changed.connect(self._on_changed)
        self.many.toggled.connect(lambda _on: self._on_changed())
        self.send.clicked.connect(self.send_asked)
        self.to_folder.clicked.connect(self.folder_asked)
        self.open_folder.clicked.connect(self.folder_wanted)

    @property
    def has_changes(self) -> bool:
        """Whether there is something to submit."""
        return self._has_changes

    def show_found(self, found: Found, n_open: int, jurisdiction: str) -> None:
        """Show what the draft of a comparison has."""
        self.found = found
        importation = found.importation
        self._has_changes = importation.draft.has_changes
        self.form.set_jurisdiction(jurisdiction)
        self.title.setText(tr("The draft") if self.has_changes else tr("There is nothing to submit"))
        said = draft_words(importation)
        if not self.has_changes:
            said += "\n\n" + tr(
                "The register has all that the source says and that may be taken over. What was rejected or "
                "left alone is listed on the page before."
            )
        self.counts.setText(said)
        words = tr("%n row(s) are still to be decided; they stay out of the draft.", n_open)
        self.open_ones.setText(words)
        self.open_ones.setVisible(n_open > 0)
        asked = importation.question if self.has_changes else None
        self.question.setText("" if asked is None else say(asked))
        self.many.setChecked(False)
        for widget in (self.question, self.many):
            widget.setVisible(asked is not None)
        self.answers.setVisible(self.has_changes)
        self.pages.setCurrentWidget(self.draft_part)
        self._show_state()

    def show_done(self, entries: Sequence[Entry], steward_email: str) -> None:
        """Say where the documents are and what to do next."""
        saved = bool(entries) and entries[0].state is OutboxState.SAVED
        title = tr("%n document(s) saved", len(entries)) if saved else tr("%n document(s) sent", len(entries))
        self.done_title.setText(title)
        lines = [str(entry.where) for entry in entries]
        if len(entries) > 1:
            lines.append(tr("They are merged in this order: the first one has the source itself."))
        if saved and steward_email:
            lines.append(tr("Send it to the data stewards: {email}").format(email=steward_email))
        lines.append(
            tr(
                "Nothing has changed in your working copy. When the stewards’ receipt comes, look for it in "
                "the outbox, on the Changes tab, then read the store again; the next import of this source "
                "compares with what they merged."
            )
        )
        self.done_text.setText("\n\n".join(lines))
        self.open_folder.setVisible(saved)
        self.pages.setCurrentWidget(self.done_part)

    @property
    def is_done(self) -> bool:
        """Whether the documents have left."""
        return self.pages.currentWidget() is self.done_part

    def set_busy(self, busy: bool) -> None:
        """Take no answers while the documents are on their way."""
        self._is_busy = busy
        self.form.setEnabled(not busy)
        self.place.setEnabled(not busy)
        self._show_state()

    def still_needed(self) -> list[str]:
        """Return what has to be answered first."""
        needed = (
            [] if self.many.isHidden() or self.many.isChecked() else [tr("that so many changes are right")]
        )
        return [*needed, *self.form.missing()]

    def _on_changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        needed = self.still_needed()
        may = self.has_changes and not needed and not self._is_busy
        for button in (self.to_folder, self.send):
            button.setVisible(self.has_changes)
        self.to_folder.setEnabled(may)
        self.send.setEnabled(may and bool(self.place.place))
        self.missing.setText(
            tr("Still needed: {answers}.").format(answers=", ".join(needed)) if needed else ""
        )
        self.missing.setVisible(bool(needed) and self.has_changes)

    def _lay_out(self) -> None:
        self.answers = QWidget()
        answers = QVBoxLayout(self.answers)
        answers.setContentsMargins(0, 0, 0, 0)
        for widget in (heading(tr("Who submits it")), self.form, heading(tr("Where to send it")), self.place):
            answers.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.missing, 1)
        buttons.addWidget(self.to_folder)
        buttons.addWidget(self.send)
        inside = QWidget()
        parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, 6, 0)
        for widget in (self.title, self.counts, self.open_ones, self.question, self.many, self.answers):
            parts.addWidget(widget)
        parts.addStretch(1)
        area = scroll_area(inside)
        self.draft_part, self.done_part = QWidget(), QWidget()
        draft = QVBoxLayout(self.draft_part)
        draft.setContentsMargins(0, 0, 0, 0)
        draft.addWidget(area, 1)
        draft.addLayout(buttons)
        done = QVBoxLayout(self.done_part)
        done.addWidget(self.done_title)
        done.addWidget(self.done_text)
        row = QHBoxLayout()
        row.addWidget(self.open_folder)
        row.addStretch(1)
        done.addLayout(row)
        done.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.draft_part)
        self.pages.addWidget(self.done_part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)


def draft_words(importation: Importation) -> str:
    """Return what the draft has, in a sentence."""
    draft = importation.draft
    counts = {name: number(count) for name, count in draft.counts.items()}
    closed = sum(gone.change is not None for gone in draft.gone)
    said = tr(
        "Service points added: {new}; changed: {changed}; recognised: {linked}; unchanged: {unchanged}; rows "
        "rejected: {rejected}."
    ).format(**counts)
    return said + (" " + tr("Proposed to close: {n}.").format(n=number(closed)) if closed else "")
