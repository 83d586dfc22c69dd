# SPDX-License-Identifier: GPL-2.0-or-later
"""From the answers to the preview to the stewards: the three pages of a submission."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import Cancelled, ExchangeError, ServicePointsError
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_entry import Entry, OutboxState
from ..core.progress import Progress
from ..host import log
from ..host.credentials import load_key
from ..host.exchange import profile_outbox
from ..host.language import say, tr
from ..host.tasks import TaskGroup
from .accessible import scroll_area
from .mnemonics import Mnemonics
from .outbox_place import PlaceEdit, may_use
from .outbox_words import state_words
from .pages import heading, sentence
from .scale import resize_window
from .submission_delivery import Delivery, free_path, to_file, to_folder, to_place
from .submission_form import SubmissionForm
from .submission_job import Prepared, prepare
from .submission_preview import SubmissionPreview

WIDTH, HEIGHT = 640, 620


class SubmissionDialog(QDialog):
    """Writes nothing before the preview was seen, and never over an existing file.

    Whatever way a document goes, ``outbox`` keeps it first; ``kept`` says that it may hold something new.
    """

    delivered = pyqtSignal(str)
    kept = pyqtSignal()
    findings_asked = pyqtSignal()

    def __init__(
        self,
        path: str | Path,
        jurisdiction: str,
        parent: QWidget | None = None,
        *,
        outbox: Outbox | None = None,
    ) -> None:
        super().__init__(parent)
        self._path, self._tasks = Path(path), TaskGroup(self)
        self._outbox = outbox or profile_outbox()
        self._prepared: Prepared | None = None
        self._where = ""
        self._busy = self._sending = False
        self.setObjectName("ServicePointsSubmission")
        self.setWindowTitle(tr("Submit Changes"))
        resize_window(self, WIDTH, HEIGHT)
        Mnemonics(self)
        self.form, self.preview_page = SubmissionForm(jurisdiction), SubmissionPreview()
        self.place = PlaceEdit()
        self.done_page = QWidget()
        self.done_title, self.done_text = heading(""), sentence()
        self.message = sentence()
        self.message.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        self._make_buttons()
        self._lay_out()
        self.form.changed.connect(self._on_form_changed)
        self.place.changed.connect(self._on_place_changed)
        self._show_page(self.form_page)
        self._on_form_changed()

    def reject(self) -> None:
        """Leave; while a document is on its way, stop it first and say what is known."""
        if self._sending:
            self._tasks.cancel()
            return
        self.abandon()

    def abandon(self) -> None:
        """Leave whatever happens; nothing more is heard of what still runs, and the outbox knows it."""
        self._tasks.drop_all()
        super().reject()

    def deliver(self, delivery: Delivery) -> None:
        """Hand the document over in the background; then say where it went, or what is known of it."""
        if self._prepared is None or self._busy:
            return
        outbox, submission = self._outbox, self._prepared.submission

        def work(progress: Progress) -> Entry:
            return delivery(outbox, submission, progress)

        self._say("")
        self._set_busy(True, sending=True)
        self._tasks.run(tr("Sending the submission"), work, self._on_delivered, self._on_not_delivered)

    def send(self) -> None:
        """Send to the place that is written, after a question where it is a private address."""
        place, authcfg = self.place.place, self.place.authcfg
        if place and may_use(self, place, authcfg):
            self.deliver(to_place(place, authcfg))

    def _make_buttons(self) -> None:
        self.next = QPushButton(tr("Preview"))
        self.back = QPushButton(tr("Back"))
        self.send_button = QPushButton(tr("Send"))
        self.to_folder = QPushButton(tr("Save to a folder…"))
        self.to_file = QPushButton(tr("Save as…"))
        self.to_findings = QPushButton(tr("Show the errors"))
        self.open_folder = QPushButton(tr("Open the folder"))
        self.leave = QPushButton(tr("Cancel"))
        self.next.clicked.connect(self._prepare)
        self.back.clicked.connect(lambda: self._show_page(self.form_page))
        self.send_button.clicked.connect(self.send)
        self.to_folder.clicked.connect(self._choose_folder)
        self.to_file.clicked.connect(self._choose_file)
        self.to_findings.clicked.connect(self._go_to_findings)
        self.open_folder.clicked.connect(self._open_folder)
        self.leave.clicked.connect(self.reject)
        for button in (self.leave, self.back, self.to_file, self.to_findings, self.open_folder):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.form_page = scroll_area(self.form)
        end = QVBoxLayout(self.done_page)
        end.addWidget(self.done_title)
        end.addWidget(self.done_text)
        end.addStretch(1)
        self.pages = QStackedWidget()
        for page in (self.form_page, self.preview_page, self.done_page):
            self.pages.addWidget(page)
        self.sending_part = QWidget()
        part = QVBoxLayout(self.sending_part)
        part.setContentsMargins(0, 6, 0, 0)
        part.addWidget(heading(tr("Where to send it")))
        part.addWidget(self.place)
        part.addWidget(
            sentence(
                tr(
                    "No folder and no address? Save the document, and send the file by e-mail or on a USB "
                    "key."
                )
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        for button in (
            *(self.next, self.to_findings, self.open_folder),
            *(self.to_file, self.to_folder, self.send_button, self.leave),
        ):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.sending_part)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addLayout(row)

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        preview, done = page is self.preview_page, page is self.done_page
        ready = preview and self._prepared is not None
        self.next.setVisible(page is self.form_page)
        self.back.setVisible(preview)
        self.to_findings.setVisible(preview and not ready)
        for widget in (self.sending_part, self.send_button, self.to_folder, self.to_file):
            widget.setVisible(ready)
        self.open_folder.setVisible(done and Path(self._where).is_file())
        # What Enter does is never to leave before it is done.
        usual = self.leave if done else self.next if not preview else self.send_button
        usual.setDefault(True)
        if page is not self.form_page:
            usual.setFocus()
        self.leave.setText(tr("Close") if done else tr("Cancel"))
        self._on_place_changed()
        self.message.setVisible(page is self.form_page and bool(self.message.text()))

    def _on_form_changed(self) -> None:
        """What was prepared is another document than the answers now make."""
        self._prepared = None
        missing = self.form.missing()
        self.next.setEnabled(not missing and not self._busy)
        self._say(tr("Still needed: {answers}.").format(answers=", ".join(missing)) if missing else "")

    def _on_place_changed(self) -> None:
        self.send_button.setEnabled(bool(self.place.place) and not self._busy)

    def _prepare(self) -> None:
        self.form.remember()
        if self._prepared is not None:  # the same answers: the same document, number and time included
            self._show_page(self.preview_page)
            return
        path, statement, outbox = self._path, self.form.statement(), self._outbox
        try:  # here, where QGIS can ask for its master password
            key = load_key(self.form.key.authcfg) if self.form.key.authcfg else None
        except ExchangeError as problem:
            self._on_failed(problem)
            return

        def work(progress: Progress) -> Prepared:
            return prepare(path, statement, outbox, progress, key=key)

        self._set_busy(True)
        task = self._tasks.run(tr("Preparing the submission"), work, self._on_prepared, self._on_failed)
        task.progressChanged.connect(self._on_progress)

    def _on_progress(self, percent: float) -> None:
        self.bar.setValue(int(percent))

    def _on_prepared(self, prepared: Prepared) -> None:
        self._set_busy(False)
        # With errors nothing is kept: they are looked for again when somebody corrected them.
        self._prepared = None if prepared.errors else prepared
        self._say("")
        self.preview_page.show_prepared(prepared)
        self._show_page(self.preview_page)

    def _on_delivered(self, entry: Entry) -> None:
        self._set_busy(False)
        if entry.place is not None and self.place.place == entry.place:
            self.place.remember()
        self._where = entry.where or ""
        saved = entry.state is OutboxState.SAVED
        self.done_title.setText(tr("The submission is saved") if saved else tr("The submission was sent"))
        self.done_text.setText("\n\n".join(self._what_now(entry)))
        self._show_page(self.done_page)
        self.kept.emit()
        self.delivered.emit(self._where)

    def _what_now(self, entry: Entry) -> list[str]:
        lines = [tr("It is here: {path}").format(path=entry.where)]
        if entry.state is OutboxState.SAVED:
            email = self._prepared.steward_email if self._prepared is not None else ""
            if email:
                lines.append(tr("Send it to the data stewards: {email}").format(email=email))
            lines.append(tr("When their receipt comes, open it in the outbox, on the Changes tab."))
        else:
            lines.append(
                tr(
                    "It is not confirmed yet: the stewards’ receipt will say that it arrived and what became "
                    "of each change. Look for it in the outbox, on the Changes tab."
                )
            )
        lines.append(tr("Keep your working copy until the stewards’ receipt has come."))
        return lines

    def _on_not_delivered(self, problem: BaseException) -> None:
        """Ask the outbox what is known: it may have arrived, and the outbox may not even have it."""
        number, outbox = self._prepared.submission.document["manifest"]["submission_id"], self._outbox

        def look(_progress: Progress) -> Entry | None:
            return next((entry for entry in outbox.entries() if entry.submission_id == number), None)

        title = tr("Looking into the outbox")
        self._tasks.run(title, look, partial(self._say_what_is_known, problem), self._on_failed)

    def _say_what_is_known(self, problem: BaseException, entry: Entry | None) -> None:
        arrived = entry is not None and entry.state is OutboxState.SENT and entry.problem is None
        if isinstance(problem, Cancelled) and arrived:  # it was there before anybody could stop it
            self._on_delivered(entry)
            return
        self._on_failed(problem)
        self.kept.emit()
        if entry is None:
            return
        said = self.message.text()
        if isinstance(problem, Cancelled):
            said = say(entry.problem) if entry.problem else tr("Stopped. It is kept in the outbox.")
        self._say(tr("{state}. {message}").format(state=state_words(entry), message=said))
        self.send_button.setFocus()  # it was disabled meanwhile

    def _on_failed(self, problem: BaseException) -> None:
        self._set_busy(False)
        if isinstance(problem, Cancelled):
            return
        log.error(problem)
        if isinstance(problem, ServicePointsError):
            self._say(say(problem.text))
        else:
            self._say(
                tr("Something unexpected happened and nothing was written: {reason}").format(reason=problem)
            )

    def _set_busy(self, busy: bool, *, sending: bool = False) -> None:
        self._busy, self._sending = busy, sending
        self.bar.setRange(0, 0 if sending else 100)  # how long a network takes is not known
        self.bar.setVisible(busy)
        self.bar.setValue(0)
        self.form.setEnabled(not busy)
        for widget in (self.next, self.back, self.to_folder, self.to_file, self.place):
            widget.setEnabled(not busy)
        self._on_place_changed()

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _choose_folder(self) -> None:
        start = str(self._path.parent)
        folder = QFileDialog.getExistingDirectory(self, tr("Folder for the Submission"), start)
        if folder:
            self._deliver_to(Path(folder) / self._prepared.submission.file_name)

    def _choose_file(self) -> None:
        start = self._path.parent / self._prepared.submission.file_name
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Save the Submission"),
            str(start),
            tr("Submission (*.casp.json)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # we ask ourselves, and never replace
        )
        if chosen:
            self._deliver_to(Path(chosen))

    def _deliver_to(self, path: Path) -> None:
        """Deliver to a path; when something is there already, ask whether another name will do."""
        if path.exists():
            other = free_path(path)
            answer = QMessageBox.question(
                self,
                tr("File Exists"),
                tr(
                    "“{name}” exists already and is not replaced. Save under the name “{other}” instead?"
                ).format(name=path.name, other=other.name),
                QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel,
                QMessageBox.StandardButton.Save,
            )
            if answer != QMessageBox.StandardButton.Save:
                return
            path = other
        own = path.name == self._prepared.submission.file_name
        self.deliver(to_folder(path.parent) if own else to_file(path))

    def _go_to_findings(self) -> None:
        self.findings_asked.emit()
        self.reject()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._where).parent)))
