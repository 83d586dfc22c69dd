# SPDX-License-Identifier: GPL-2.0-or-later
"""From the answers to the preview to the file: the three pages of a submission."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent, QDesktopServices
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import Cancelled, ServicePointsError
from ..core.progress import Progress
from ..host import log
from ..host.language import say, tr
from ..host.tasks import TaskGroup
from .pages import heading, sentence
from .submission_delivery import Delivery, free_path, to_file, to_folder
from .submission_form import SubmissionForm
from .submission_job import Prepared, prepare
from .submission_preview import SubmissionPreview

WIDTH, HEIGHT = 640, 600


class SubmissionDialog(QDialog):
    """Writes nothing before the preview was seen, and never over an existing file.

    ``deliveries`` are further ways to send (a title and a ``Delivery``), beside file and folder.
    """

    delivered = pyqtSignal(str)
    findings_asked = pyqtSignal()

    def __init__(
        self,
        path: str | Path,
        jurisdiction: str,
        parent: QWidget | None = None,
        *,
        deliveries: Sequence[tuple[str, Delivery]] = (),
    ) -> None:
        super().__init__(parent)
        self._path, self._tasks = Path(path), TaskGroup(self)
        self._prepared: Prepared | None = None
        self._where = ""
        self._busy = False
        self.setObjectName("ServicePointsSubmission")
        self.setWindowTitle(tr("Submit Changes"))
        self.resize(WIDTH, HEIGHT)
        self.form, self.preview_page = SubmissionForm(jurisdiction), SubmissionPreview()
        self.done_page = QWidget()
        self.done_title, self.done_text = heading(tr("The submission is saved")), sentence()
        self.message = sentence()
        self.message.hide()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        self._make_buttons(deliveries)
        self._lay_out()
        self.form.changed.connect(self._on_form_changed)
        self._show_page(self.form_page)
        self._on_form_changed()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._tasks.drop_all()
        super().closeEvent(event)

    def reject(self) -> None:
        """Leave; nothing more is heard of what still runs."""
        self._tasks.drop_all()
        super().reject()

    def deliver(self, delivery: Delivery) -> None:
        """Hand the document over in the background; then say where it went, or what went wrong."""
        if self._prepared is None or self._busy:
            return
        name, data = self._prepared.submission.file_name, self._prepared.submission.data

        def work(_progress: Progress) -> str:
            return delivery(name, data)

        self._set_busy(True)
        self._tasks.run(tr("Sending the submission"), work, self._on_delivered, self._on_failed)

    def _make_buttons(self, deliveries: Sequence[tuple[str, Delivery]]) -> None:
        self.next = QPushButton(tr("Preview"))
        self.back = QPushButton(tr("Back"))
        self.to_folder = QPushButton(tr("Save to a folder…"))
        self.to_file = QPushButton(tr("Save as…"))
        self.to_findings = QPushButton(tr("Show the errors"))
        self.open_folder = QPushButton(tr("Open the folder"))
        self.leave = QPushButton(tr("Cancel"))
        self.others = []
        for title, delivery in deliveries:
            button = QPushButton(title)
            button.clicked.connect(lambda _=False, wanted=delivery: self.deliver(wanted))
            self.others.append(button)
        self.next.clicked.connect(self._prepare)
        self.back.clicked.connect(lambda: self._show_page(self.form_page))
        self.to_folder.clicked.connect(self._choose_folder)
        self.to_file.clicked.connect(self._choose_file)
        self.to_findings.clicked.connect(self._go_to_findings)
        self.open_folder.clicked.connect(self._open_folder)
        self.leave.clicked.connect(self.reject)
        for button in (self.leave, self.back, self.to_file, self.to_findings, self.open_folder):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.form_page = QScrollArea()
        self.form_page.setWidgetResizable(True)
        self.form_page.setFrameShape(QFrame.Shape.NoFrame)
        self.form_page.setWidget(self.form)
        end = QVBoxLayout(self.done_page)
        end.addWidget(self.done_title)
        end.addWidget(self.done_text)
        end.addStretch(1)
        self.pages = QStackedWidget()
        for page in (self.form_page, self.preview_page, self.done_page):
            self.pages.addWidget(page)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        for button in (
            *(self.next, self.to_findings, self.open_folder, *self.others),
            *(self.to_file, self.to_folder, self.leave),
        ):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages, 1)
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
        for button in (self.to_folder, self.to_file, *self.others):
            button.setVisible(ready)
        self.open_folder.setVisible(done)
        usual = self.leave if done else self.next if not preview else self.to_folder
        usual.setDefault(True)  # what Enter does; never to leave before it is done
        if page is not self.form_page:
            usual.setFocus()
        self.leave.setText(tr("Close") if done else tr("Cancel"))
        self.message.setVisible(page is self.form_page and bool(self.message.text()))

    def _on_form_changed(self) -> None:
        """What was prepared is another document than the answers now make."""
        self._prepared = None
        missing = self.form.missing()
        self.next.setEnabled(not missing and not self._busy)
        self._say(tr("Still needed: {answers}.").format(answers=", ".join(missing)) if missing else "")

    def _prepare(self) -> None:
        self.form.remember()
        if self._prepared is not None:  # the same answers: the same document, number and time included
            self._show_page(self.preview_page)
            return
        path, statement = self._path, self.form.statement()

        def work(progress: Progress) -> Prepared:
            return prepare(path, statement, progress)

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

    def _on_delivered(self, where: str) -> None:
        self._set_busy(False)
        self._where = where
        lines = [tr("It is here: {path}").format(path=where)]
        if self._prepared is not None and self._prepared.steward_email:
            lines.append(
                tr("Send it to the data stewards: {email}").format(email=self._prepared.steward_email)
            )
        lines.append(tr("Keep your working copy until the stewards’ receipt has come."))
        self.done_text.setText("\n\n".join(lines))
        self._show_page(self.done_page)
        self.delivered.emit(where)

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
        self.message.show()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.bar.setVisible(busy)
        self.bar.setValue(0)
        self.form.setEnabled(not busy)
        for button in (self.next, self.back, self.to_folder, self.to_file, *self.others):
            button.setEnabled(not busy)

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
