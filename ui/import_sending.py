# SPDX-License-Identifier: GPL-2.0-or-later
"""The documents of an import on their way: made once, then delivered one after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ..core.exchange import Submission
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_entry import Entry
from ..core.progress import Progress
from ..host.credentials import load_key
from ..host.language import tr
from .import_job import Found, deliver_rest, make_documents
from .submission_delivery import Delivery
from .submission_form import SubmissionForm


class Sending:
    """What of a comparison was made and sent."""

    def __init__(self, path: str, outbox: Outbox) -> None:
        self._path, self._outbox = path, outbox
        self._documents: list[Submission] | None = None
        self._sent: list[Entry] = []

    @property
    def has_begun(self) -> bool:
        return bool(self._sent or self._documents)

    def begin_anew(self) -> None:
        """There is another comparison."""
        self._documents, self._sent = None, []

    def change(self) -> None:
        """What was made is another document than the answers now make; what left stays as it is."""
        if not self._sent:
            self._documents = None

    def work(
        self, found: Found, form: SubmissionForm, delivery: Delivery
    ) -> Callable[[Progress], list[Entry]]:
        """Return what makes and delivers in the background. Raises ``ExchangeError``.

        To be called where QGIS can ask for its master password.
        """
        key = load_key(form.key.authcfg) if form.key.authcfg else None
        statement, documents, sent = form.statement(), self._documents, self._sent

        def work(progress: Progress) -> list[Entry]:
            if documents is None:
                self._documents = make_documents(self._path, found.importation, statement, key, progress)
            return deliver_rest(self._documents or (), sent, delivery, self._outbox, progress)

        return work

    def ask_folder(self, window: QWidget) -> str:
        """Ask where the documents go, beside the working copy at first."""
        start = str(Path(self._path).parent)
        return str(QFileDialog.getExistingDirectory(window, tr("Folder for the Submission"), start))

    def show_folder(self) -> None:
        """Open the folder that they are in."""
        if self._sent and self._sent[0].where:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._sent[0].where).parent)))
