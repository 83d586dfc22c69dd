# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks why records changed: a reason, evidence, a source, the day it takes effect; for one or for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import ExchangeError
from ..core.exchange import Evidence, Motive, Reason, check_motive
from ..core.exchange.motive import MOST_EVIDENCE
from ..core.schema import load_schema
from ..core.text import Text
from ..host.language import language, say, tr
from .mnemonics import Mnemonics
from .pages import sentence
from .scale import scaled


class MotiveDialog(QDialog):
    """Fills in what is known when all the changes have it in common; ``motive`` is what was entered."""

    def __init__(
        self,
        name: Text,
        known: Sequence[Motive],
        sources: Mapping[str, Text],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.motive = Motive()
        self.setObjectName("ServicePointsMotive")
        self.setWindowTitle(tr("Reason and Evidence"))
        Mnemonics(self)
        self.setMinimumWidth(scaled(self, 420))
        self._make_widgets(sources)
        self._lay_out(len(known), different=len(set(known)) > 1)
        if len(set(known)) == 1:
            self._fill(known[0])

    def accept(self) -> None:
        """Close when what was entered can be sent; else say what is wrong."""
        motive = self._entered()
        try:
            check_motive(motive, self._name)
        except ExchangeError as problem:
            self._complain(say(problem.text))
            return
        reason = motive.reason
        needs_text = load_schema().submission["reasons_needing_text"]
        if reason is not None and reason.code in needs_text and not reason.text:
            self._complain(say(load_schema().rules["M13"].message))
            return
        self.motive = motive
        super().accept()

    def add_evidence(self, evidence: Evidence | None = None) -> None:
        """Show one more line for a piece of evidence, as long as there may be more."""
        if len(self.evidence) < MOST_EVIDENCE:
            line = _EvidenceLine(evidence)
            self.evidence.append(line)
            self._lines.addWidget(line)
        self.add.setEnabled(len(self.evidence) < MOST_EVIDENCE)

    def _make_widgets(self, sources: Mapping[str, Text]) -> None:
        self.reason = QComboBox()
        self.reason.addItem(tr("That of the whole submission"), "")
        for code in load_schema().domains["reason"].values:
            if not code.deprecated:
                self.reason.addItem(say(code.label), code.code)
        self.text = QLineEdit()
        self.source = QComboBox()
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.setMinimumContentsLength(16)
        self.source.addItem(tr("None"), "")
        for key, title in sorted(sources.items(), key=lambda item: say(item[1]).casefold()):
            self.source.addItem(say(title), key)
        self.effective = QCheckBox(tr("Takes effect on"))
        self.effective_on = _date_edit()
        self.effective_on.setEnabled(False)
        self.effective_on.setAccessibleName(tr("Takes effect on"))
        self.effective.toggled.connect(self.effective_on.setEnabled)
        self.evidence: list[_EvidenceLine] = []
        self._lines = QVBoxLayout()
        self.add = QPushButton(tr("Add Evidence"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda _=False: self.add_evidence())
        self.complaint = sentence()
        self.complaint.hide()

    def _lay_out(self, count: int, *, different: bool) -> None:
        layout = QVBoxLayout(self)
        if count > 1:
            layout.addWidget(sentence(tr("For %n changes at once.", count)))
        else:
            layout.addWidget(sentence(say(self._name)))
        if different:
            layout.addWidget(
                sentence(tr("They have different reasons or evidence; what you enter replaces all of it."))
            )
        form = QFormLayout()
        for label, widget in (
            (tr("Reason"), self.reason),
            (tr("In your words"), self.text),
            (tr("Source"), self.source),
        ):
            form.addRow(label, widget)
            widget.setAccessibleName(label)
        form.addRow(self.effective, self.effective_on)
        layout.addLayout(form)
        box = QGroupBox(tr("Evidence: web pages that show it"))
        inner = QVBoxLayout(box)
        inner.addLayout(self._lines)
        inner.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(box)
        layout.addWidget(self.complaint)
        layout.addStretch(1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _fill(self, motive: Motive) -> None:
        if motive.reason is not None:
            self.reason.setCurrentIndex(max(0, self.reason.findData(motive.reason.code)))
            self.text.setText(motive.reason.text or "")
        self.source.setCurrentIndex(max(0, self.source.findData(motive.source_id or "")))
        if motive.effective_on:
            self.effective.setChecked(True)
            self.effective_on.setDate(QDate.fromString(motive.effective_on, Qt.DateFormat.ISODate))
        for item in motive.evidence:
            self.add_evidence(item)

    def _entered(self) -> Motive:
        code, text = self.reason.currentData(), self.text.text().strip()
        found = [line.evidence() for line in self.evidence]
        return Motive(
            reason=Reason(code, text or None, language() if text else None) if code else None,
            evidence=tuple(item for item in found if item is not None),
            source_id=self.source.currentData() or None,
            effective_on=_iso(self.effective_on) if self.effective.isChecked() else None,
        )

    def _complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.show()


class _EvidenceLine(QWidget):
    """An address, the day it was read, and a note. An empty address is no evidence."""

    def __init__(self, evidence: Evidence | None) -> None:
        super().__init__()
        self.url, self.note, self.day = QLineEdit(), QLineEdit(), _date_edit()
        self.url.setPlaceholderText("https://")
        self.note.setPlaceholderText(tr("Note"))
        for widget, label in (
            (self.url, tr("Web address")),
            (self.day, tr("Read on")),
            (self.note, tr("Note")),
        ):
            widget.setAccessibleName(label)
            widget.setToolTip(label)
        if evidence is not None:
            self.url.setText(evidence.url)
            self.note.setText(evidence.note or "")
            self.day.setDate(QDate.fromString(evidence.accessed_on, Qt.DateFormat.ISODate))
        row = QHBoxLayout()
        row.addWidget(self.day)
        row.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.addWidget(self.url)
        layout.addLayout(row)

    def evidence(self) -> Evidence | None:
        url = self.url.text().strip()
        return Evidence(url, _iso(self.day), self.note.text().strip() or None) if url else None


def _date_edit() -> QDateEdit:
    today = date.today()
    edit = QDateEdit(QDate(today.year, today.month, today.day))
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setCalendarPopup(True)
    return edit


def _iso(edit: QDateEdit) -> str:
    return str(edit.date().toString(Qt.DateFormat.ISODate))
