# SPDX-License-Identifier: GPL-2.0-or-later
"""The import assistant: from a source to a draft submission, on four pages one can go back and forth in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent
from qgis.PyQt.QtWidgets import QDialog, QWidget

from ..core.choices import GEOLOCATION_ADDRESS as GEOLOCATION
from ..core.errors import Cancelled, ExchangeError, ServicePointsError
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_entry import Entry
from ..core.importing.decisions import Decisions
from ..core.importing.table import SourceTable
from ..core.progress import Progress
from ..host import log
from ..host.importing import decisions_file
from ..host.language import say, tr
from ..host.shared_layers import check_login
from ..host.tasks import TaskGroup
from .guide import open_guide
from .import_frame import DRAFT, MAP, REVIEW, SOURCE, AssistantFrame
from .import_job import (
    Facts,
    Found,
    Geolocation,
    Look,
    Request,
    compare_source,
    look_at,
    note_absences,
    read_facts,
    read_whole,
)
from .import_questions import ImportQuestions
from .import_rows import Line, ListName, lines_of
from .import_sending import Sending
from .outbox_place import may_use
from .scale import resize_window
from .submission_delivery import Delivery, to_folder, to_place

WIDTH, HEIGHT = 1240, 780
Compared = tuple[Found, dict[ListName, list[Line]]]


class ImportAssistant(QDialog):
    """Works on the working copy ``path``, which it only reads. ``settled`` asks about unsaved edits first.

    ``kept`` says that the outbox has something new, ``delivered`` that the draft left.
    """

    kept = pyqtSignal()
    delivered = pyqtSignal()
    zoom_asked = pyqtSignal(list)

    def __init__(
        self,
        path: str | Path,
        jurisdiction: str,
        outbox: Outbox,
        settled: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.path, self._jurisdiction, self._outbox, self._settled = str(path), jurisdiction, outbox, settled
        self._tasks = TaskGroup(self)
        self._memory = Decisions(decisions_file())
        self._facts, self._geolocation = Facts(), Geolocation(GEOLOCATION)
        self._found: Found | None = None
        self._table: SourceTable | None = None
        self._is_stale = self._is_touched = self._is_busy = False
        self._sending = Sending(self.path, outbox)
        self.setObjectName("ServicePointsImport")
        self.setWindowTitle(tr("Import a Source – {copy}").format(copy=Path(self.path).stem))
        resize_window(self, WIDTH, HEIGHT)
        self.frame = AssistantFrame(self)
        self.source, self.map = self.frame.source, self.frame.map
        self.review, self.draft = self.frame.review, self.frame.draft
        self.questions = ImportQuestions(self.source, self.map, self.with_rows, self)
        self._connect()
        self._tasks.run(
            tr("Reading the store again"),
            lambda part: read_facts(self.path, part),
            self._on_facts,
            log.error,
        )
        self._show_step(SOURCE)

    @property
    def can_move(self) -> bool:
        """Whether another window can take over: nothing runs, is asked, or is compared yet."""
        return not self._is_busy and self._found is None and self.questions.dialog is None

    def take_over(self, other: ImportAssistant) -> None:
        """Go on where another window stands."""
        self.source.resume(other.source)
        self._table, self._is_touched = other._table, other._is_touched
        self.setGeometry(other.geometry())
        self._show_step(other.step)

    @property
    def step(self) -> int:
        """The page that is shown."""
        return self.frame.step

    def reject(self) -> None:
        """Leave, after a question where work would be lost; what still runs is stopped first."""
        if self._is_busy:
            self._tasks.cancel()
        elif self._may_leave():
            self.abandon()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """The cross in the title does what Esc does."""
        event.ignore()
        self.reject()

    def abandon(self) -> None:
        """Leave whatever happens; nothing more is heard of what still runs."""
        self._tasks.drop_all()
        self._is_busy = self._is_touched = False
        super().reject()

    def look(self) -> None:
        """Read the first rows of the source in the background."""
        place = self.source.place
        if self._is_busy or not place.where:
            self.frame.say("" if place.where else tr("Choose a file, or write a web address."))
            return
        try:
            profile = self.source.draft.reading_profile()
            check_login(place.authcfg)
        except ServicePointsError as problem:
            self._on_failed(problem)
            return
        self._run(tr("Reading the source"), lambda progress: look_at(place, profile, progress), self._on_look)

    def with_rows(self, then: Callable[[SourceTable], None]) -> None:
        """Call ``then`` with all rows of the source; those of a file are read in the background first."""
        place = self.source.place
        if self._table is not None or self._is_busy:
            return None if self._is_busy else then(self._table)
        try:
            profile = self.source.draft.reading_profile()
        except ServicePointsError as problem:
            return self._on_not_read(problem)

        def done(table: SourceTable) -> None:
            self._table = table
            then(table)

        reading = tr("Reading the source")
        return self._run(reading, lambda part: read_whole(place, profile, part), done, self._on_not_read)

    def compare(self, then: int = REVIEW) -> None:
        """Compare the source with the working copy in the background; then show a page."""
        if self._is_busy or not self._settled():
            return
        if self.review.options.lacks_address_field:
            self.frame.say(tr("Say which field of the address points holds the address."))
            return
        try:
            profile = self.source.draft.profile()
        except ServicePointsError as problem:
            self._on_failed(problem)
            return
        known = self._found
        request = Request(
            self.path,
            self.source.place,
            profile,
            self.review.options.coordinate_choice(),
            self.review.options.addresses(),
            self._memory.of(profile.scheme),
            self._table,
            None if known is None else known.reference,
            self._geolocation if self.review.options.geolocation.isChecked() else None,
        )

        def work(progress: Progress) -> Compared:
            found = compare_source(request, progress)
            return found, lines_of(found)

        self._run(tr("Comparing the source"), work, lambda compared: self._on_compared(compared, then))

    def deliver(self, delivery: Delivery) -> None:
        """Make the documents, then deliver them in the background."""
        found = self._found
        if found is None or self._is_busy or self.draft.still_needed():
            return
        self.draft.form.remember()
        try:
            work = self._sending.work(found, self.draft.form, delivery)
        except ExchangeError as problem:
            self._on_failed(problem)
            return
        self._run(tr("Sending the submission"), work, self._on_delivered)

    def go_to(self, step: int) -> None:
        """Show a page, once what it needs is there: the comparison is made on the way."""
        if self._is_busy or step == self.step:
            self.frame.show_step(self.step)
        elif step == MAP and self.source.look is None:
            self.look()
        elif step >= REVIEW and (self._found is None or self._is_stale):
            self.compare(REVIEW)
        elif step == DRAFT and self.review.has_new_decisions:
            self.compare(DRAFT)
        else:
            self._show_step(step)

    def _show_step(self, step: int) -> None:
        if step == MAP and self.source.look is not None:
            self.map.show_draft(self.source.draft, self.source.look.table)
        if step == DRAFT and self._found is not None:
            self.draft.show_found(self._found, self.review.open_count, self._jurisdiction)
        self.frame.say(self.map.problem() if step == MAP else "")
        self.frame.show_step(step)
        if step == REVIEW:
            self.review.view.setFocus()
        self._show_reach()

    def _show_reach(self) -> None:
        """Offer the pages that can be gone to now."""
        has_look, lacking = self.source.look is not None, self.source.lacking()
        if self.step == SOURCE and lacking:
            self.frame.say(self.source.problem())
        may_compare = has_look and (
            self.map.may_go_on if self.map.draft is self.source.draft else not lacking
        )
        may_compare = may_compare and self.source.draft.has_key
        self.frame.set_reach(
            {
                SOURCE: not self.draft.is_done,
                MAP: has_look and not self.draft.is_done,
                REVIEW: may_compare and not self.draft.is_done,
                DRAFT: self._found is not None and not self._is_stale and may_compare,
            },
            busy=self._is_busy,
            done=self.draft.is_done,
        )

    def _connect(self) -> None:
        self.frame.step_asked.connect(self.go_to)
        self.frame.leave_asked.connect(self.reject)
        self.frame.stop_asked.connect(self._tasks.cancel)
        self.frame.help_asked.connect(lambda: open_guide("import"))
        self.source.look_asked.connect(self.look)
        self.source.draft_changed.connect(self._on_other_draft)
        self.source.forgotten.connect(self._on_forgotten)
        self.map.changed.connect(self._on_map_changed)
        self.map.told.connect(self._on_map_told)
        self.map.saved.connect(self._on_saved)
        self.source.told.connect(self.frame.say)
        self.review.compare_asked.connect(self.compare)
        self.review.decisions_made.connect(self._on_decided)
        self.review.zoom_asked.connect(self.zoom_asked)
        self.review.options.references_changed.connect(self._on_other_reference)
        self.review.options.changed.connect(self._make_stale)
        self.draft.changed.connect(self._sending.change)
        self.draft.folder_asked.connect(self._choose_folder)
        self.draft.send_asked.connect(self._send)
        self.draft.folder_wanted.connect(self._sending.show_folder)

    def _run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        def finished(result: object) -> None:
            self._set_busy("")
            done(result)

        self._set_busy(title)
        task = self._tasks.run(title, work, finished, failed or self._on_failed)
        task.progressChanged.connect(self.frame.set_progress)

    def _set_busy(self, title: str) -> None:
        self._is_busy = bool(title)
        self.frame.set_busy(title)
        self.draft.set_busy(self._is_busy)
        self._show_reach()

    def _on_facts(self, facts: Facts) -> None:
        self._facts = facts
        self.map.set_organizations(facts.organizations)

    def _on_look(self, look: Look) -> None:
        self.source.show_look(look)
        self._table = look.whole
        self._make_stale()
        if self.step == MAP:
            self.map.show_draft(self.source.draft, look.table)
        self._show_reach()

    def _on_compared(self, compared: Compared, then: int) -> None:
        found, lists = compared
        self._found, self._table, self._is_stale = found, found.importation.table, False
        self._sending.begin_anew()
        self.review.show_found(found, lists, found.decisions)
        if not found.importation.draft.has_changes:
            note_absences(found.importation)  # there will be no delivery to note them with
        self._show_step(then)

    def _on_delivered(self, entries: list[Entry]) -> None:
        if self._found is not None:
            note_absences(self._found.importation)
        if entries and entries[0].place is not None and self.draft.place.place == entries[0].place:
            self.draft.place.remember()
        self._is_touched = False
        self.draft.show_done(entries, self._facts.steward_email)
        self._show_reach()
        self.kept.emit()
        self.delivered.emit()

    def _on_not_read(self, problem: BaseException) -> None:
        self._set_busy("")
        self.frame.say(tr("Stopped.") if isinstance(problem, Cancelled) else log.error(problem))

    def _on_failed(self, problem: BaseException) -> None:
        self._set_busy("")
        if self._sending.has_begun:
            self.kept.emit()
        if isinstance(problem, Cancelled):
            self.frame.say(tr("Stopped."))
            return
        log.error(problem)
        known = isinstance(problem, ServicePointsError)
        words = tr("Something unexpected happened and nothing was changed: {reason}").format(reason=problem)
        self.frame.say(say(problem.text) if known else words)
        if self.step < REVIEW and self.review.found is None and self.source.look is not None and known:
            self._offer_options()

    def _offer_options(self) -> None:
        """A comparison that asks something is answered on its own page."""
        said = self.frame.message.text()
        if self.map.may_go_on:
            self.frame.show_step(REVIEW)
            self.review.options.setCollapsed(False)
            self.frame.say(said)
            self._show_reach()

    def _on_forgotten(self) -> None:
        """The source is another one, or not known: nothing that came of the one before may be sent."""
        self._found = None
        self._on_other_draft()

    def _on_other_draft(self) -> None:
        self._table = None
        self._make_stale()

    def _on_other_reference(self) -> None:
        self._found = None

    def _make_stale(self) -> None:
        self._is_stale = True
        self._show_reach()

    def _on_map_changed(self) -> None:
        self._is_touched = True
        self._make_stale()

    def _on_map_told(self, words: str) -> None:
        if self.step == MAP:
            self.frame.say(words)
            self._show_reach()

    def _on_saved(self) -> None:
        self._is_touched = False
        self.source.fill_profiles()

    def _on_decided(self, decided: dict[str, Any]) -> None:
        """Remember at once: whatever happens next, nobody decides the same twice."""
        try:
            self._memory.keep(self.source.draft.profile().scheme, decided)
        except ServicePointsError as problem:
            self.frame.say(say(problem.text))
        self._show_reach()

    def _choose_folder(self) -> None:
        folder = self._sending.ask_folder(self)
        if folder:
            self.deliver(to_folder(Path(folder)))

    def _send(self) -> None:
        place, authcfg = self.draft.place.place, self.draft.place.authcfg
        if place and may_use(self, place, authcfg):
            self.deliver(to_place(place, authcfg))

    def _may_leave(self) -> bool:
        return not self._is_touched or self.draft.is_done or self.frame.may_close()
