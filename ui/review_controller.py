# SPDX-License-Identifier: GPL-2.0-or-later
"""The steward's sitting on one store: what is read, what is chosen, and what runs in the background."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import Cancelled, ExchangeError
from ..core.exchange import Receipt, Submitter, Tool
from ..core.exchange.choices import Choices
from ..core.exchange.inbox import is_unmerged
from ..core.exchange.package import read_file
from ..core.exchange.review import Inbox, InboxLine, Review, ReviewChange
from ..core.text import Text
from ..host import log
from ..host.credentials import checked_signature, signing_keys
from ..host.language import tr
from ..host.resources import plugin_version
from ..host.settings import change, settings
from ..host.tasks import TaskGroup
from .review_work import (
    Received,
    Snapshot,
    Tools,
    decide_on,
    read_snapshot,
    receipts_beside,
    receive,
    receive_inbox,
    take_back,
    write_receipts,
)

STEWARD = "steward"


class ReviewController(QObject):
    """Everything the review shows is read anew after each step; choices outlive every reading."""

    inbox_changed = pyqtSignal()
    review_changed = pyqtSignal()
    choices_changed = pyqtSignal()
    busy_changed = pyqtSignal(bool)
    progressed = pyqtSignal(float)
    said = pyqtSignal(str)
    failed = pyqtSignal(object)
    received = pyqtSignal(object)
    store_changed = pyqtSignal()

    def __init__(self, tools: Tools | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tools = tools or Tools(read_package=read_file)
        self.store = ""
        self.inbox: Inbox | None = None
        self.review: Review | None = None
        self.choices = Choices(())
        self._kept: dict[str, Choices] = {}
        self._wanted: str | None = None
        self._running = 0
        self._tasks = TaskGroup(self)

    @property
    def busy(self) -> bool:
        """Whether something runs that the store must not be decided on meanwhile."""
        return self._running > 0

    @property
    def receipts_folder(self) -> str:
        """Where receipts are written; empty until submissions were received or a folder was chosen."""
        return settings().receipts_folder

    def set_receipts_folder(self, folder: str) -> None:
        change(receipts_folder=folder)

    def open(self, store: str) -> None:
        """Look at a store; the same store is read again."""
        if store != self.store:
            self.close()
            self.store = store
        self.refresh()

    def close(self) -> None:
        """Look at nothing. What was chosen about another store is forgotten."""
        self._tasks.drop_all()
        self.store, self._wanted = "", None
        self.inbox = self.review = None
        self.choices, self._kept = Choices(()), {}
        self._set_running(0)
        self.inbox_changed.emit()
        self.review_changed.emit()

    def cancel(self) -> None:
        """Ask what runs to stop."""
        self._tasks.cancel()

    def select(self, submission_id: str | None) -> None:
        """Read a submission to look at it closer; of one that was never merged there is nothing to decide."""
        line = self.line(submission_id)
        self._wanted = None if line is None or is_unmerged(line) else submission_id
        if self._wanted is None:
            self._show(None)
        elif self.review is None or self.review.line.id != submission_id:
            self.refresh()

    def refresh(self) -> None:
        """Read the inbox and the submission again."""
        if not self.store:
            return
        store, wanted = self.store, self._wanted
        self._run(
            tr("Reading the submissions"),
            lambda _progress: read_snapshot(store, wanted),
            self._on_read,
            self._on_not_read,
        )

    def receive(self, files: Sequence[Path]) -> None:
        """Merge submission files; their receipts are written beside the inbox, or where the steward says."""
        if not files or not self.store:
            return
        store, tools = self.store, self._tools_with_keys()
        if tools is None:
            return
        if not self.receipts_folder:
            self.set_receipts_folder(str(receipts_beside(files[0])))
        self._run(
            tr("Receiving submissions"),
            lambda progress: receive(store, files, tools, progress),
            self._on_received,
            self._on_not_all_received,
        )

    def receive_inbox(self) -> None:
        """Merge what senders put into the store themselves; the receipts answer them there."""
        store, tools = self.store, self._tools_with_keys() if self.store else None
        if tools is not None:
            self._run(
                tr("Receiving submissions"),
                lambda progress: receive_inbox(store, tools, progress),
                self._on_inbox_received,
                self._on_not_all_received,
            )

    def line(self, submission_id: str | None) -> InboxLine | None:
        """Return a line of the inbox."""
        lines = self.inbox.lines if self.inbox else ()
        return next((line for line in lines if line.id == submission_id), None)

    def change(self, seq: int) -> ReviewChange | None:
        """Return a change of the submission that is looked at."""
        changes = self.review.changes if self.review else ()
        return changes[seq - 1] if 0 < seq <= len(changes) else None

    def choose(self, what: Callable[[Choices], Any]) -> None:
        """Change the choices, and tell everybody."""
        what(self.choices)
        self.choices_changed.emit()

    def decide(self) -> None:
        """Apply what is chosen, in one transaction, to the store as it was when it was read."""
        review = self.review
        if review is None or not self.choices.decided or self.choices.without_reason():
            return
        store, tools, identifier = self.store, self.tools, review.line.id
        decisions = self.choices.decisions(review.revision)
        self._run(
            tr("Applying decisions"),
            lambda progress: decide_on(store, identifier, decisions, tools, progress),
            self._on_decided,
        )

    def take_back(self) -> None:
        """Undo the submission that is looked at by a new, inverse one."""
        review = self.review
        if review is None:
            return
        store, tools, identifier, by = self.store, self.tools, review.line.id, (_steward(), _tool())
        self._run(
            tr("Taking back a merge"),
            lambda progress: take_back(store, identifier, by, tools, progress),
            self._on_taken_back,
        )

    def write_receipt(self, folder: str) -> None:
        """Write the receipt of the submission that is looked at into a folder."""
        if self.review is not None:
            self._write(Path(folder), [Receipt(self.review.receipt)])

    def _tools_with_keys(self) -> Tools | None:
        """Return the tools with the keys that signatures are checked with; ``None``, said, without one."""
        if self.tools.verify is not None:
            return self.tools
        try:
            keys = signing_keys(settings().signature_keys)
        except ExchangeError as problem:
            self._on_failed(ExchangeError(_NO_KEY, problem.text.en))
            return None
        return replace(self.tools, verify=lambda document: checked_signature(document.content, keys))

    def _run(
        self,
        title: str,
        work: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        def ended(then: Callable[[Any], None]) -> Callable[[Any], None]:
            def heard(answer: object) -> None:
                self._set_running(self._running - 1)
                then(answer)

            return heard

        self._set_running(self._running + 1)
        task = self._tasks.run(title, work, ended(done), ended(failed or self._on_failed))
        task.progressChanged.connect(self.progressed)

    def _set_running(self, running: int) -> None:
        was, self._running = self.busy, running
        if was != self.busy:
            self.busy_changed.emit(self.busy)

    def _on_read(self, snapshot: Snapshot) -> None:
        self.inbox = snapshot.inbox
        wanted = self.line(self._wanted)
        self._wanted = None if wanted is None or is_unmerged(wanted) else wanted.id
        self.inbox_changed.emit()
        if self._wanted is not None and (snapshot.review is None or snapshot.review.line.id != self._wanted):
            self.refresh()  # another one was chosen meanwhile
            return
        self._show(snapshot.review)

    def _show(self, review: Review | None) -> None:
        if self.review is not None:
            self._kept[self.review.line.id] = self.choices
        self.review = review
        kept = self._kept.pop(review.line.id, None) if review else None
        self.choices = Choices(()) if review is None else Choices(review.changes)
        if kept is not None and review is not None:
            self.choices = kept.carried_to(review.changes)
        self.review_changed.emit()

    def _on_received(self, outcomes: list[Received]) -> None:
        receipts = [outcome.receipt for outcome in outcomes if outcome.receipt is not None]
        self._write(Path(self.receipts_folder), receipts)
        self.received.emit(outcomes)
        if any(outcome.new for outcome in outcomes):
            self.store_changed.emit()
        self.refresh()

    def _on_inbox_received(self, outcomes: list[Received]) -> None:
        self.received.emit(outcomes)
        if any(outcome.new for outcome in outcomes):
            self.store_changed.emit()
        self.refresh()

    def _on_decided(self, receipt: Receipt) -> None:
        self._write_if_known([receipt])
        self.said.emit(tr("The decisions were applied."))
        self.store_changed.emit()
        self.refresh()

    def _on_taken_back(self, receipt: Receipt) -> None:
        self._write_if_known([receipt])
        self.said.emit(tr("The merge was taken back by a new submission, which is listed."))
        self.store_changed.emit()
        self.refresh()

    def _write_if_known(self, receipts: Iterable[Receipt]) -> None:
        if self.receipts_folder:
            self._write(Path(self.receipts_folder), receipts)

    def _write(self, folder: Path, receipts: Iterable[Receipt]) -> None:
        try:
            write_receipts(folder, receipts)
        except Exception as problem:  # the merge stands; whatever it is, the steward is told
            log.error(problem)
            self.failed.emit(problem)

    def _on_not_read(self, problem: BaseException) -> None:
        if not isinstance(problem, Cancelled):
            log.error(problem)
        self.failed.emit(problem)

    def _on_failed(self, problem: BaseException) -> None:
        self._on_not_read(problem)
        if self.inbox is not None:
            self.refresh()

    def _on_not_all_received(self, problem: BaseException) -> None:
        """Show what the store has now: what was merged before that stays merged."""
        self.store_changed.emit()
        self._on_failed(problem)


_NO_KEY = Text(
    "A key that signatures are checked with cannot be read: it is not on this computer, or the master "
    "password of QGIS was not given. Nothing was received; choose the keys again (Receive submissions, Keys "
    "for Signatures).",
    "Une clé servant à vérifier les signatures ne peut être lue\u00a0: elle ne se trouve pas sur cet "
    "ordinateur, ou le mot de passe principal de QGIS n’a pas été donné. Rien n’a été reçu; choisissez les "
    "clés de nouveau (Recevoir des soumissions, Clés de signature).",
)


def _steward() -> Submitter:
    known = settings()
    return Submitter(known.submitter_name or STEWARD, known.submitter_email, known.submitter_role or STEWARD)


def _tool() -> Tool:
    return Tool("Service Points", plugin_version(), f"QGIS {Qgis.QGIS_VERSION}")
