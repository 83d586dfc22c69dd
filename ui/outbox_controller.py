# SPDX-License-Identifier: GPL-2.0-or-later
"""Does what the outbox asks: sends, looks for receipts, reads answers into the working copy, settles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QWidget

from ..core.errors import Cancelled
from ..core.exchange.conflict import Choice, FieldConflict
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_answer import Answer
from ..core.exchange.outbox_entry import OutboxState
from ..core.exchange.outbox_lines import OutboxLine, outbox_lines
from ..host import log
from ..host.exchange import profile_outbox
from ..host.language import tr
from ..host.settings import remember_place, settings
from ..host.tasks import TaskGroup
from ..layers.load import layers_of_store
from .outbox_place import PlaceDialog, may_use
from .outbox_view import OutboxView, waits_for_receipt
from .outbox_words import moment_words
from .outbox_work import Asked, Looked, look, read, send, settle_and_read, take
from .receipt_dialog import ReceiptDialog
from .session import StoreSession
from .store_tasks import StoreTasks


class OutboxController(QObject):
    """Between the view, the outbox and the working copy. The view is made anew when the language changes."""

    answered = pyqtSignal(object)

    def __init__(
        self, session: StoreSession, tasks: StoreTasks, window: QWidget, outbox: Outbox | None = None
    ) -> None:
        super().__init__(window)
        self.outbox = outbox or profile_outbox()
        self._session, self._tasks, self._window = session, tasks, window
        self._background = TaskGroup(self)
        self._view: OutboxView | None = None
        self._dialog: ReceiptDialog | None = None
        self._lines: Sequence[OutboxLine] = ()
        session.opened.connect(self.refresh)

    def attach(self, view: OutboxView) -> None:
        """Serve this view from now on."""
        self._view = view
        view.look_asked.connect(self.look)
        view.send_asked.connect(self.send)
        view.send_elsewhere_asked.connect(self.send_elsewhere)
        view.answer_asked.connect(lambda line: self.read([line.id]))
        view.file_asked.connect(self.open_file)
        view.folder_asked.connect(self.open_folder)
        view.forget_asked.connect(self.forget)
        view.cancel_asked.connect(self._background.cancel)
        self.refresh()

    def unload(self) -> None:
        """Let go of every task; nothing is served afterwards. What was being sent, the outbox knows."""
        self._background.drop_all()
        if self._dialog is not None:
            self._dialog.reject()
        self._view = None

    def refresh(self, select: str = "") -> None:
        """Read the outbox again."""
        outbox = self.outbox

        def done(lines: list[OutboxLine]) -> None:
            self._lines = lines
            if self._view is None:
                return
            register = self._session.register
            self._view.show_lines(lines, None if register is None else register.info.working_copy)
            if select:
                self._view.select(select)

        self._background.run(
            tr("Reading the outbox"), lambda progress: outbox_lines(outbox, progress), done, self._tell
        )

    def look(self) -> None:
        """Ask for all receipts that may come: of the working copy, or of all when none is open."""
        ours = [line for line in self._lines if self._view.is_ours(line)] or list(self._lines)
        wanted = [self._asked(line) for line in reversed(ours) if waits_for_receipt(line)]
        known = [asked for asked in wanted if asked.place]
        places = {(asked.place, asked.authcfg) for asked in known}
        if not known:
            self._view.say(
                tr("These were not sent to a folder or an address. Open the stewards’ receipt from a file.")
            )
        elif all(may_use(self._window, *each) for each in sorted(places)):
            outbox = self.outbox
            self._run(
                tr("Looking for receipts"), lambda progress: look(outbox, known, progress), self._on_looked
            )

    def send(self, line: OutboxLine) -> None:
        """Send a document again to where it was sent; ask where when it never was."""
        asked = self._asked(line)
        if line.entry.place and line.entry.state is OutboxState.SENT:
            self._send(asked)
        else:
            self.send_elsewhere(line)

    def send_elsewhere(self, line: OutboxLine) -> None:
        """Ask where to send a document, and send it there."""
        dialog = PlaceDialog(self._asked(line).place, self._window)
        if dialog.exec():
            place, authcfg = dialog.edit.place, dialog.edit.authcfg
            self._send(Asked(line.id, place, authcfg))

    def read(self, numbers: Sequence[str]) -> None:
        """Read answers, the oldest first, into the working copy; then show the one that asks most."""
        by_number = {line.id: line for line in self._lines}
        ours = {number for number in numbers if number in by_number and self._view.is_ours(by_number[number])}
        if ours and not self._tasks.edits_are_settled():
            return
        path = self._session.register.path if self._session.register is not None else None
        wanted = [(number, path if number in ours else None) for number in numbers]
        outbox = self.outbox
        self._run(tr("Reading the answer"), lambda progress: read(outbox, wanted, progress), self._on_read)

    def open_file(self) -> None:
        """Let the person choose a receipt that came by e-mail or on a stick."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Open a Receipt"),
            settings().receipts_folder,
            tr("Receipts (*.receipt.json *.json)"),
        )
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Keep a receipt that came as a file, and read it."""
        outbox = self.outbox

        def done(number: str) -> None:
            self.refresh(number)
            self.read([number])

        self._run(tr("Opening a receipt"), lambda _progress: take(outbox, file), done)

    def open_folder(self, line: OutboxLine) -> None:
        """Show the folder in which a document is kept, to attach it to an e-mail for one."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(line.entry.path.parent)))

    def forget(self, line: OutboxLine) -> None:
        """Take a document off the list, when the person says so."""
        if not self._is_sure(line):
            return
        outbox = self.outbox
        self._run(
            tr("Taking a document off the list"),
            lambda _progress: outbox.remove(line.id, is_replaced=line.is_replaced),
            lambda _nothing: self.refresh(),
        )

    def settle(self, number: str, choices: Sequence[tuple[FieldConflict, Choice]]) -> None:
        """Settle what others changed as well, as the person chose; then say what is left."""
        register = self._session.register
        if register is None or not choices or not self._tasks.edits_are_settled():
            return
        outbox, path, wanted = self.outbox, register.path, list(choices)
        self._dialog.set_busy(True)
        self._run(
            tr("Applying the choices"),
            lambda _progress: settle_and_read(outbox, number, path, wanted),
            self._on_settled,
        )

    def _asked(self, line: OutboxLine) -> Asked:
        """Return where a document's receipt is asked for: where it was sent, else where one was sent last."""
        places = settings().known_places()
        place = line.entry.place or next(iter(places), "")
        return Asked(line.id, place, places.get(place, ""))

    def _send(self, asked: Asked) -> None:
        if not may_use(self._window, asked.place, asked.authcfg):
            return
        outbox = self.outbox

        def done(_nothing: None) -> None:
            remember_place(asked.place, asked.authcfg)
            self._view.say(tr("Sent. It is not confirmed before the receipt has come."))
            self.refresh(asked.submission_id)

        self._run(tr("Sending the submission"), lambda progress: send(outbox, asked, progress), done)

    def _run(self, title: str, work: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        view = self._view
        view.say("")
        view.set_busy(True)

        def ended(then: Callable[[Any], None]) -> Callable[[Any], None]:
            def heard(answer: object) -> None:
                if self._view is not None:
                    self._view.set_busy(False)
                    then(answer)

            return heard

        task = self._background.run(title, work, ended(done), ended(self._on_failed))
        task.progressChanged.connect(self._on_progress)

    def _on_progress(self, percent: float) -> None:
        if self._view is not None:
            self._view.bar.setValue(int(percent))

    def _on_looked(self, looked: Looked) -> None:
        said = [log.error(problem) for problem in looked.problems]
        if looked.new:
            said.insert(0, tr("%n new answer(s).", len(looked.new)))
        elif not said:
            said.append(tr("There is no new answer yet. Look again later."))
        self.refresh(looked.new[-1] if looked.new else "")
        if looked.new:
            self.read(looked.new)
        self._view.say("\n".join(dict.fromkeys(said)))

    def _on_read(self, answers: list[Answer]) -> None:
        self.refresh()
        if not answers:
            return
        if any(answer.applied is not None and answer.applied.records for answer in answers):
            self._reload()
        self._show(next((answer for answer in answers if answer.units), answers[-1]))

    def _on_settled(self, answer: Answer | None) -> None:
        self._reload()
        if answer is not None and self._dialog is not None:
            self._dialog.show_answer(answer)
            self.answered.emit(answer)

    def _show(self, answer: Answer) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        dialog = ReceiptDialog(answer, self._window)
        dialog.settle_asked.connect(lambda choices: self.settle(dialog.answer.submission_id, choices))
        dialog.finished.connect(lambda _result: self._on_dialog_finished(dialog))
        self._dialog = dialog
        dialog.open()
        self.answered.emit(answer)

    def _on_dialog_finished(self, dialog: ReceiptDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
        dialog.deleteLater()

    def _reload(self) -> None:
        """Draw, list and count the records as they are in the file now."""
        if self._session.loaded is not None:
            for layer in layers_of_store(self._session.project, self._session.loaded.path).values():
                layer.reload()
                layer.triggerRepaint()
        self._session.read_again()

    def _on_failed(self, problem: BaseException) -> None:
        """Say what went wrong where the person looks; the outbox knows what became of a document."""
        stopped = isinstance(problem, Cancelled)
        said = tr("Stopped. The outbox keeps what it had.") if stopped else log.error(problem)
        if self._dialog is not None:
            self._dialog.say(said)
        self._view.say(said)
        self.refresh()

    def _tell(self, problem: BaseException) -> None:
        said = log.error(problem)
        if self._view is not None and not isinstance(problem, Cancelled):
            self._view.say(said)

    def _is_sure(self, line: OutboxLine) -> bool:
        if line.entry.state is OutboxState.DRAFT:
            text = tr(
                "Take the submission of {date} off the list? It was never sent; your edits stay in the "
                "working copy."
            )
        else:
            text = tr(
                "Take the submission of {date} and its receipt off the list? Your working copy stays as "
                "it is."
            )
        answer = QMessageBox.question(
            self._window,
            tr("Take Off the List"),
            text.format(date=moment_words(line.created_at) or line.entry.file_name),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Yes
