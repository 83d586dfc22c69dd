# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens the import assistant on the working copy that is open, or says how to get one."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..core.errors import ServicePointsError
from ..core.text import Text
from ..host import log
from ..host.exchange import profile_outbox
from ..host.language import say, tr
from .import_window import ImportAssistant
from .map_view import zoom_to
from .session import StoreSession
from .store_tasks import StoreTasks


class ImportController(QObject):
    """One window at a time. ``copy_wanted`` asks to show where a working copy is made."""

    copy_wanted = pyqtSignal()
    outbox_changed = pyqtSignal()

    def __init__(self, iface: Any, session: StoreSession, tasks: StoreTasks, window: QWidget) -> None:  # noqa: ANN401
        super().__init__(window)
        self._iface, self._session, self._tasks, self._window = iface, session, tasks, window
        self.assistant: ImportAssistant | None = None
        self._jurisdiction = Text("", "")

    def open(self) -> None:
        """Show the assistant; without a working copy say what to do."""
        register = self._session.register
        if self.assistant is not None:
            self.assistant.show()
            self.assistant.raise_()
            self.assistant.activateWindow()
            if register is None or register.path != self.assistant.path:
                words = tr(
                    "This import is still compared with “{copy}”. Close the assistant to import elsewhere."
                )
                self.assistant.frame.say(words.format(copy=Path(self.assistant.path).stem))
            return
        if register is None or register.info.working_copy is None:
            self._say_how(is_open=register is not None)
            return
        code = register.info.working_copy.jurisdiction_code
        self._jurisdiction = register.jurisdictions.get(code, Text(code, code))
        made = self._made(register.path)
        if made is not None:
            made.show()

    def follow_language(self) -> None:
        """Open the window anew in the language that is chosen now, where it stands; say so if it cannot."""
        old = self.assistant
        if old is None:
            return
        if not old.can_move:
            old.frame.say(
                tr("The language was changed; this window follows when it is opened the next time.")
            )
            return
        made = self._made(old.path)
        if made is not None:
            made.take_over(old)
            old.abandon()
            made.show()

    def unload(self) -> None:
        """Let go of the window and its tasks."""
        if self.assistant is not None:
            self.assistant.abandon()

    def _made(self, path: str) -> ImportAssistant | None:
        settled, window = self._tasks.edits_are_settled, self._window.window()
        try:
            made = ImportAssistant(path, say(self._jurisdiction), profile_outbox(), settled, window)
        except ServicePointsError as problem:  # what was decided before may not be read
            bar, level = self._iface.messageBar(), Qgis.MessageLevel.Warning
            bar.pushMessage(tr("Import a Source"), escape(log.error(problem), quote=False), level)
            return None
        made.kept.connect(self.outbox_changed)
        made.zoom_asked.connect(lambda places: zoom_to(self._iface.mapCanvas(), places))
        made.finished.connect(lambda _result: self._on_finished(made))
        self.assistant = made
        return made

    def _say_how(self, *, is_open: bool) -> None:
        words = (
            tr("An import is compared with a working copy. Make one on the Changes tab, then import.")
            if is_open
            else tr("Open a shared store or a working copy first: an import is compared with it.")
        )
        self._iface.messageBar().pushMessage(tr("Import a Source"), words, Qgis.MessageLevel.Info, 15)
        if is_open:
            self.copy_wanted.emit()

    def _on_finished(self, window: ImportAssistant) -> None:
        window.deleteLater()
        if self.assistant is window:
            self.assistant = None
