# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens the import assistant on the working copy that is open, or says how to get one."""

from __future__ import annotations

from html import escape
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

    def open(self) -> None:
        """Show the assistant; without a working copy say what to do."""
        register = self._session.register
        if self.assistant is not None:
            self.assistant.show()
            self.assistant.raise_()
            self.assistant.activateWindow()
            if register is None or register.path != self.assistant.path:
                self.assistant.say_still_open()
            return
        if register is None or register.info.working_copy is None:
            self._say_how(is_open=register is not None)
            return
        code = register.info.working_copy.jurisdiction_code
        name = say(register.jurisdictions.get(code, Text(code, code)))
        settled, window = self._tasks.edits_are_settled, self._window.window()
        try:
            made = ImportAssistant(register.path, name, profile_outbox(), settled, window)
        except ServicePointsError as problem:  # what was decided before may not be read
            bar, level = self._iface.messageBar(), Qgis.MessageLevel.Warning
            bar.pushMessage(tr("Import a Source"), escape(log.error(problem), quote=False), level)
            return
        made.kept.connect(self.outbox_changed)
        made.zoom_asked.connect(lambda places: zoom_to(self._iface.mapCanvas(), places))
        made.finished.connect(self._on_finished)
        self.assistant = made
        made.show()

    def unload(self) -> None:
        """Let go of the window and its tasks."""
        if self.assistant is not None:
            self.assistant.abandon()

    def _say_how(self, *, is_open: bool) -> None:
        words = (
            tr("An import is compared with a working copy. Make one on the Changes tab, then import.")
            if is_open
            else tr("Open a shared store or a working copy first: an import is compared with it.")
        )
        self._iface.messageBar().pushMessage(tr("Import a Source"), words, Qgis.MessageLevel.Info, 15)
        if is_open:
            self.copy_wanted.emit()

    def _on_finished(self, _result: int) -> None:
        if self.assistant is not None:
            self.assistant.deleteLater()
            self.assistant = None
