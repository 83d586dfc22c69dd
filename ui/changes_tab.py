# SPDX-License-Identifier: GPL-2.0-or-later
"""What an editor sees between editing and sending: the changes, the findings, and the next step."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QMenu, QPushButton, QTabWidget, QVBoxLayout, QWidget

from ..core.errors import ServicePointsError
from ..host.language import say, tr
from ..host.settings import settings
from ..layers.filter import fold
from ..layers.palette import palette
from ..layers.register import PointRegister
from .changes_compare import Compared
from .changes_view import ChangesView
from .findings_check import Checked
from .findings_view import FindingsView
from .flow_layout import FlowLayout
from .mnemonics import menu_with_letters
from .outbox_view import OutboxView
from .pages import sentence
from .symbol_painter import order_icon
from .words import number, order_label


class ChangesTab(QWidget):
    """Explains in a sentence where the person stands, then offers the next step."""

    copy_asked = pyqtSignal(str)
    check_asked = pyqtSignal()
    submit_asked = pyqtSignal()
    save_asked = pyqtSignal()
    import_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = sentence()
        self.changes, self.findings, self.outbox = ChangesView(), FindingsView(), OutboxView()
        self.views = QTabWidget()
        self.views.setDocumentMode(True)
        # Three titles have to fit, also in French: the number of changes is on the outer tab. Shortened they
        # stay in sight, scrolled they do not.
        self.views.setUsesScrollButtons(False)
        self.views.setElideMode(Qt.TextElideMode.ElideRight)
        self.views.addTab(self.changes, tr("List"))
        self.views.addTab(self.findings, tr("Findings"))
        self.views.addTab(self.outbox, tr("Outbox"))
        self.outbox.counted.connect(self._on_outbox_counted)
        self._make_buttons()
        self._lay_out()
        self.set_state(is_copy=False, jurisdiction="", compared=None)
        self.set_unsaved(unsaved=False)

    def set_jurisdictions(self, register: PointRegister) -> None:
        """Offer a working copy for every jurisdiction that has points, by order of government."""
        menu = self.copy.menu()
        menu.clear()
        order_of = {code: register.order_of(code) for code in sorted(register.figures.jurisdictions)}
        known = settings()
        names = {
            code: say(register.jurisdictions[code])
            for code in order_of
            if code in register.jurisdictions and known.locked_jurisdiction in ("", code)
        }
        if known.jurisdiction in names:
            self._offer(menu, known.jurisdiction, names)
            menu.addSeparator()
        for order in palette().orders:
            codes = [code for code in names if order_of[code] == order.code]
            if not codes:
                continue
            part = menu.addMenu(order_icon(order.code), order_label(order.code).replace("&", "&&"))
            for code in sorted(codes, key=lambda key: fold(names[key])):
                self._offer(part, code, names)
        self.copy.setEnabled(bool(names))

    def _offer(self, menu: QMenu, code: str, names: Mapping[str, str]) -> None:
        action = menu.addAction(names[code].replace("&", "&&"))
        action.triggered.connect(lambda _=False: self.copy_asked.emit(code))

    def set_state(self, *, is_copy: bool, jurisdiction: str, compared: Compared | None) -> None:
        """Show a shared store, or a working copy with its changes (None while they are being counted)."""
        self.copy.setVisible(not is_copy)
        self.submit.setVisible(is_copy)
        self.bring.setVisible(is_copy)
        self.submit.setEnabled(bool(compared and compared.changes))
        self.changes.show_compared(compared if is_copy else Compared())
        if is_copy:
            self._state.setText(tr("Working copy of {jurisdiction}.").format(jurisdiction=jurisdiction))
        else:
            self._state.setText(tr("A shared store is corrected in a working copy."))
        self.changes.guidance.setText(_guidance(is_copy=is_copy, compared=compared))
        keys = [(change.table, change.id) for change in (compared.changes if compared else ())]
        self.findings.list.model().set_changed(keys)

    def set_trouble(self, problem: BaseException) -> None:
        """Say why the changes are not known; what was edited is still in the file."""
        known = isinstance(problem, ServicePointsError)
        self.changes.guidance.setText(say(problem.text) if known else str(problem))

    def set_checked(self, checked: Checked | None, *, can_edit: bool) -> None:
        """Show what the rules found; None while the check runs."""
        self.findings.show_checked(checked, can_edit=can_edit)
        found = checked.findings if checked else ()
        handled = checked.handled if checked else frozenset()
        self.changes.tree.model().set_findings(item.finding for item in found if item.key not in handled)
        errors, warnings, _handled = self.findings.list.model().counts()
        title = tr("Findings")
        if errors + warnings:
            title = tr("Findings ({n})").format(n=number(errors + warnings))
        self._set_title(self.findings, title)

    def set_unsaved(self, *, unsaved: bool) -> None:
        """Say whether layers have edits that are not in the file yet."""
        self._unsaved.setVisible(unsaved)

    def show_findings(self, severity: str = "") -> None:
        """Bring the findings forward, of one severity if asked."""
        self.views.setCurrentWidget(self.findings)
        combo = self.findings.severity
        combo.setCurrentIndex(max(0, combo.findData(severity)))
        self.findings.list.setFocus()

    def show_outbox(self) -> None:
        """Bring the outbox forward."""
        self.views.setCurrentWidget(self.outbox)
        self.outbox.list.setFocus()

    def _on_outbox_counted(self, count: int) -> None:
        title = tr("Outbox ({n})").format(n=number(count)) if count else tr("Outbox")
        self._set_title(self.outbox, title)

    def _set_title(self, view: QWidget, title: str) -> None:
        """Write on a tab; the tip has it whole, should the panel be too narrow for three."""
        self.views.setTabText(self.views.indexOf(view), title)
        self.views.setTabToolTip(self.views.indexOf(view), title)

    def _make_buttons(self) -> None:
        icon = QgsApplication.getThemeIcon
        self.copy = QPushButton(icon("/mActionToggleEditing.svg"), tr("Make a working copy…"))
        self.copy.setToolTip(tr("Choose for whom you correct records."))
        self.copy.setMenu(menu_with_letters(self.copy))
        self.check = QPushButton(icon("/mIconSuccess.svg"), tr("Check"))
        self.check.setToolTip(tr("Check every record against the rules of the shared schema."))
        self.submit = QPushButton(icon("/mActionSharingExport.svg"), tr("Submit…"))
        self.submit.setToolTip(tr("Send what changed to the data stewards, after a preview."))
        self.bring = QPushButton(icon("/mActionSharingImport.svg"), tr("Import a source…"))
        self.bring.setToolTip(tr("Compare open data with this working copy, and draft what differs."))
        self.save = QPushButton(icon("/mActionSaveAllEdits.svg"), tr("Save"))
        self.save.setToolTip(tr("Write the edits of all layers into the working copy."))
        self.check.clicked.connect(self.check_asked)
        self.submit.clicked.connect(self.submit_asked)
        self.save.clicked.connect(self.save_asked)
        self.bring.clicked.connect(self.import_asked)

    def _lay_out(self) -> None:
        self._unsaved = QWidget()
        row = QHBoxLayout(self._unsaved)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(sentence(tr("Some edits are not saved yet; they are not counted here.")), 1)
        row.addWidget(self.save)
        buttons = QWidget()
        flow = FlowLayout(buttons, 6)
        for button in (self.copy, self.check, self.bring, self.submit):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 4)
        layout.setSpacing(6)
        layout.addWidget(self._state)
        layout.addWidget(self._unsaved)
        layout.addWidget(self.views, 1)
        layout.addWidget(buttons)


def _guidance(*, is_copy: bool, compared: Compared | None) -> str:
    """Say what to do while there are no changes to show."""
    if not is_copy:
        return tr(
            "To correct records, make a working copy for your jurisdiction, edit it, then submit what "
            "changed."
        )
    if compared is None:
        return tr("Comparing the working copy with the shared store.")
    return tr(
        "Nothing has changed yet. Turn on editing, open the form of a point, correct it and save: it is "
        "listed here."
    )
