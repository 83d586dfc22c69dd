# SPDX-License-Identifier: GPL-2.0-or-later
"""Does what the Changes tab asks: corrects, reverts, keeps reasons, marks findings, opens the submission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from qgis.core import Qgis, QgsExpression, QgsFeatureRequest
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ..core.errors import ServicePointsError
from ..core.exchange import Change, Motive, RecordKey, finding_key, keep_motives, mark_handled, restoring
from ..core.progress import Progress
from ..core.schema import load_schema
from ..core.store import GeoPackageStore, RowChange, open_store
from ..core.text import Text
from ..core.validation import Correction, Finding
from ..host import log
from ..host.language import say, tr
from ..host.tasks import TaskGroup
from ..layers.edits import edit_layers, values_in
from ..layers.load import layers_of_store
from .changes_motive import MotiveDialog
from .changes_tab import ChangesTab
from .findings_check import CheckedFinding
from .map_view import zoom_to
from .outbox_controller import OutboxController
from .session import StoreSession
from .store_tasks import StoreTasks
from .submission_dialog import SubmissionDialog


class ChangesController(QObject):
    """Between the tab, the layers and the file. The tab is made anew when the language changes."""

    def __init__(self, iface: Any, session: StoreSession, tasks: StoreTasks, window: QWidget) -> None:  # noqa: ANN401
        super().__init__(window)
        self._iface, self._session, self._tasks, self._window = iface, session, tasks, window
        self._background = TaskGroup(self)
        self._tab: ChangesTab | None = None
        self._corrections: dict[str, CheckedFinding] = {}
        self._dialog: SubmissionDialog | None = None
        self.outbox = OutboxController(session, tasks, window)
        session.checked_anew.connect(self._on_checked)
        session.check_progressed.connect(self._on_check_progressed)
        session.check_failed.connect(self._on_check_failed)
        session.changes_counted.connect(self.show)
        session.edits_changed.connect(self._on_edits_changed)

    def attach(self, tab: ChangesTab) -> None:
        """Serve this tab from now on."""
        self._tab = tab
        tab.check_asked.connect(self.check)
        tab.submit_asked.connect(self.submit)
        tab.save_asked.connect(self._tasks.save_edits)
        tab.changes.motive_asked.connect(self.ask_motive)
        tab.changes.revert_asked.connect(self.revert)
        tab.findings.fix_asked.connect(self.correct)
        tab.findings.handled_asked.connect(self.mark)
        tab.findings.stop_asked.connect(self._on_check_stopped)
        self.outbox.attach(tab.outbox)
        for view in (tab.changes, tab.findings):
            view.zoom_asked.connect(self._zoom)
            view.form_asked.connect(self.open_form)

    def unload(self) -> None:
        """Let go of every task; nothing is served afterwards."""
        self._background.drop_all()
        self.outbox.unload()
        if self._dialog is not None:
            self._dialog.abandon()
        self._tab = None

    def show(self) -> None:
        """Write on the tab what the session knows now."""
        register, tab = self._session.register, self._tab
        if tab is None or register is None:
            return
        copy = register.info.working_copy
        tab.set_state(
            is_copy=copy is not None,
            jurisdiction=self._jurisdiction(),
            compared=self._session.compared,
        )
        if self._session.trouble is not None:
            tab.set_trouble(self._session.trouble)
        tab.set_checked(self._session.checked, can_edit=copy is not None)
        if self._session.is_unchecked:
            tab.findings.show_unchecked(register.figures.points)
        tab.set_unsaved(unsaved=self._session.has_unsaved_edits())
        self._show_corrected()

    def _on_check_progressed(self, percent: float) -> None:
        if self._tab is not None and self._session.server is not None:
            self._tab.findings.set_progress(percent)

    def _on_check_failed(self, problem: BaseException) -> None:
        self.show()
        if self._tab is not None and self._session.checked is None:
            self._tab.findings.show_trouble(_words(problem))
        else:
            self._say(problem)

    def _on_check_stopped(self) -> None:
        self._session.cancel_check()
        self.show()

    def check(self) -> None:
        """Check the file again, after the edits were saved or left out."""
        if self._session.register is not None and self._tasks.edits_are_settled():
            self._tab.set_checked(None, can_edit=self._session.is_working_copy)
            self._tab.show_findings()
            if self._session.server is not None:
                self._session.check_all()
            else:
                self._session.read_again()

    def submit(self) -> None:
        """Open the submission, after the edits were saved or left out."""
        register = self._session.register
        if register is None or not self._session.is_working_copy or not self._tasks.edits_are_settled():
            return
        dialog = SubmissionDialog(
            register.path, self._jurisdiction(), self._window, outbox=self.outbox.outbox
        )
        dialog.delivered.connect(lambda _where: self._tab.show_outbox())
        dialog.kept.connect(self.outbox.refresh)
        dialog.findings_asked.connect(lambda: self._tab.show_findings("error"))
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def correct(self, items: Sequence[CheckedFinding]) -> None:
        """Apply corrections: in the layers as one step of undo each, in the file where no layer is loaded.

        What somebody typed since the check stays, and is said.
        """
        found = [item for item in items if item.correction is not None]
        if not found or not self._session.is_working_copy:
            return
        typed = set(self._holding(found, lambda c, held: held != c.before))
        if typed:
            text = tr(
                "%n value(s) were edited since the check and stay as they are. Save, then check again.",
                len(typed),
            )
            self._tasks.say(text)
        found = [item for item in found if item.key not in typed]
        title = tr("Correct %n value(s)", len(found))
        writes = [
            RowChange("update", c.table, c.record_id, {c.field: c.after})
            for c in (item.correction for item in found)
        ]
        self._corrections.update((item.key, item) for item in found)
        self._write(writes, title)

    def revert(self, changes: Sequence[Change], fields: tuple[str, ...] = ()) -> None:
        """Take changes back to the base; all of them only when the person says so."""
        compared, register = self._session.compared, self._session.register
        if not changes or compared is None or register is None or register.info.working_copy is None:
            return
        if len(changes) > 1 and len(changes) == len(compared.changes) and not self._is_sure(len(changes)):
            return
        writes = restoring(
            changes,
            compared.changes,
            changed_at=register.info.working_copy.base_exported_at,
            fields=fields or None,
        )
        self._write(writes, tr("Revert to the shared store"))

    def ask_motive(self, changes: Sequence[Change]) -> None:
        """Ask for reason and evidence of some changes, and keep them in the working copy."""
        compared = self._session.compared
        if not changes or compared is None:
            return
        keys = [(change.table, change.id) for change in changes]
        known = [compared.motives.get(key, Motive()) for key in keys]
        name = changes[0].name if len(changes) == 1 else Text("changes", "changements")
        dialog = MotiveDialog(name, known, compared.sources(), self._window)
        if dialog.exec():
            self.keep_motive(keys, dialog.motive)

    def keep_motive(self, keys: Sequence[RecordKey], motive: Motive) -> None:
        """Keep one motive for some changes."""
        motives = {key: motive for key in keys}

        def done(_nothing: None) -> None:
            compared = self._session.compared
            if compared is not None:
                self._session.compared = replace(compared, motives={**compared.motives, **motives})
                self.show()

        self._in_file(tr("Keeping the reason"), lambda store: keep_motives(store, motives), done)

    def mark(self, findings: Sequence[Finding], handled: bool) -> None:
        """Mark findings as handled, or as open again."""
        keys = frozenset(finding_key(finding) for finding in findings)

        def done(_nothing: None) -> None:
            checked = self._session.checked
            if checked is not None:
                known = checked.handled | keys if handled else checked.handled - keys
                self._session.checked = replace(checked, handled=known)
                self.show()

        self._in_file(
            tr("Marking findings"), lambda store: mark_handled(store, findings, handled=handled), done
        )

    def open_form(self, table: str, key: str) -> None:
        """Open the form of any record whose table is loaded, or say why there is none."""
        layer = self._layers().get(table)
        column = QgsExpression.quotedColumnRef(load_schema().tables[table].key)
        request = QgsFeatureRequest().setFilterExpression(f"{column} = {QgsExpression.quotedValue(key)}")
        feature = None if layer is None else next(layer.getFeatures(request), None)
        if feature is not None:
            self._iface.openFeatureForm(layer, feature, False, False)
        else:
            self._tasks.say_not_found(layer)

    def _write(self, writes: Sequence[RowChange], title: str) -> None:
        """Write into the layers; what has no layer goes into the file."""
        try:
            left = edit_layers(self._layers(), writes, title)
        except ServicePointsError as problem:
            self._tell(problem)
            return
        if left:
            self._in_file(title, lambda store: store.apply(left), lambda _nothing: self._session.read_again())
        self._on_edits_changed()

    def _in_file(
        self, title: str, write: Callable[[GeoPackageStore], None], done: Callable[[None], None]
    ) -> None:
        path = self._session.register.path

        def work(_progress: Progress) -> None:
            with open_store(path, read_only=False) as store:
                write(store)

        def if_still_open(nothing: None) -> None:
            register = self._session.register
            if register is not None and register.path == path:
                done(nothing)

        self._background.run(title, work, if_still_open, self._tell)

    def _on_checked(self) -> None:
        self._corrections.clear()
        self.show()

    def _on_edits_changed(self) -> None:
        if self._tab is not None:
            self._tab.set_unsaved(unsaved=self._session.has_unsaved_edits())
            self._show_corrected()

    def _show_corrected(self) -> None:
        """Say which corrections stand in the layers now: an undo takes them back."""
        standing = self._holding(self._corrections.values(), lambda c, held: held == c.after)
        self._tab.findings.set_corrected(standing)

    def _holding(
        self, items: Iterable[CheckedFinding], wanted: Callable[[Correction, Any], bool]
    ) -> list[str]:
        """Return the keys of findings whose correction, and value in the layer with its edits, are wanted."""
        layers = self._layers()
        asked: dict[tuple[str, str], list[CheckedFinding]] = defaultdict(list)
        for item in items:
            asked[item.correction.table, item.correction.field].append(item)
        found = []
        for (table, field), some in asked.items():
            if table in layers:
                held = values_in(layers[table], table, [i.correction.record_id for i in some], field)
                found += [
                    item.key
                    for item in some
                    if item.correction.record_id in held
                    and wanted(item.correction, held[item.correction.record_id])
                ]
        return found

    def _is_sure(self, count: int) -> bool:
        answer = QMessageBox.question(
            self._window,
            tr("Revert All"),
            tr("Take all %n changes back? Until you save, Undo brings them again.", count),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Yes

    def _layers(self) -> dict[str, Any]:
        loaded = self._session.loaded
        return layers_of_store(self._session.project, loaded.path) if loaded is not None else {}

    def _jurisdiction(self) -> str:
        """The name of the jurisdiction the working copy is for."""
        register = self._session.register
        copy = register.info.working_copy if register is not None else None
        if copy is None:
            return ""
        code = copy.jurisdiction_code
        return say(register.jurisdictions.get(code, Text(code, code)))

    def _zoom(self, places: list) -> None:
        zoom_to(self._iface.mapCanvas(), places)

    def _on_dialog_finished(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _tell(self, problem: BaseException) -> None:
        log.error(problem)
        self._say(problem)

    def _say(self, problem: BaseException) -> None:
        self._tasks.say(_words(problem), Qgis.MessageLevel.Critical)


def _words(problem: BaseException) -> str:
    return say(problem.text) if isinstance(problem, ServicePointsError) else str(problem)
