# SPDX-License-Identifier: GPL-2.0-or-later
"""What is wrong with the records, and what to do about it: filter, correct, look, leave as it is."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.schema import load_schema
from ..core.text import Text
from ..core.validation import Correction
from ..host.language import say, tr
from .findings_check import Checked, CheckedFinding
from .findings_list import FindingsListView
from .findings_model import HANDLED, OPEN, FindingFilter, finding_text
from .flow_layout import FlowLayout
from .mnemonics import menu_with_letters
from .pages import sentence
from .value_words import value_words
from .words import number


class FindingsView(QWidget):
    """The list with its filters and buttons. It asks; whoever owns it does."""

    fix_asked = pyqtSignal(list)
    handled_asked = pyqtSignal(list, bool)
    zoom_asked = pyqtSignal(list)
    form_asked = pyqtSignal(str, str)
    stop_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checked: Checked | None = None
        self._can_edit = False
        self.counts = sentence()
        self.bar, self.stop = QProgressBar(), QPushButton(tr("Cancel"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search findings"))
        self.search.setAccessibleName(tr("Search findings"))
        self.search.setClearButtonEnabled(True)
        self.severity, self.rule = QComboBox(), QComboBox()
        self.severity.setAccessibleName(tr("Severity"))
        self.rule.setAccessibleName(tr("Rule"))
        for combo in (self.severity, self.rule):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(4)
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # three known words, which are never cut; the names of rules take what is left
        self.severity.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.severity.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for label, code in ((tr("All findings"), ""), (tr("Errors"), "error"), (tr("Warnings"), "warning")):
            self.severity.addItem(label, code)
        self.handled = QCheckBox(tr("Handled ones too"))
        self.correctable = QCheckBox(tr("With a correction"))
        self.list = FindingsListView()
        self.list.setAccessibleName(tr("Findings"))
        self.advice = sentence()
        self.not_checked = sentence()
        self.not_checked.hide()
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.show_checked(None, can_edit=False)

    def show_checked(self, checked: Checked | None, *, can_edit: bool) -> None:
        """Show the outcome of a check; None while it runs. Corrections need a working copy."""
        if checked is not None and checked is self._checked and can_edit == self._can_edit:
            return
        self._checked, self._can_edit = checked, can_edit
        self._running.hide()
        self.list.model().set_checked(checked or Checked())
        self._fill_rules()
        self._show_not_checked((checked.not_checked if checked else None) or {})
        self._show_counts()
        self._on_selection()

    def show_unchecked(self, points: int) -> None:
        """Say that a large register is checked only when it is asked for."""
        self._running.hide()
        self.counts.setText(
            tr(
                "This register has {points} points: it is checked only when you press “Check”. All of it is "
                "read for that, which takes minutes and much memory."
            ).format(points=number(points))
        )

    def show_trouble(self, words: str) -> None:
        """Say why the records could not be checked."""
        self._running.hide()
        self.counts.setText(words)

    def set_progress(self, percent: float) -> None:
        """Show how far a check that was asked for has come."""
        self._running.setVisible(self._checked is None)
        self.bar.setValue(round(percent))

    def set_handled(self, keys: list[str], *, handled: bool) -> None:
        self.list.model().set_handled(keys, handled=handled)
        self._show_counts()
        self._on_selection()

    def set_corrected(self, keys: list[str]) -> None:
        self.list.model().set_corrected(keys)
        self._on_selection()

    def _make_buttons(self) -> None:
        icon = QgsApplication.getThemeIcon
        self.fix = QPushButton(icon("/mActionToggleEditing.svg"), tr("Correct"))
        self.zoom = QPushButton(icon("/mActionZoomToSelected.svg"), tr("Zoom"))
        self.form = QPushButton(icon("/mActionFormView.svg"), tr("Open form"))
        self.more = QToolButton()
        self.more.setText(tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = menu_with_letters(self.more)
        self.mark = menu.addAction(tr("Mark as Handled"))
        self.unmark = menu.addAction(tr("Mark as Open Again"))
        self.fix_all = menu.addAction(tr("Correct All Shown"))
        self.copy = menu.addAction(tr("Copy"))
        self.more.setMenu(menu)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.severity)
        filters.addWidget(self.rule, 1)
        checks = QWidget()
        flow = FlowLayout(checks, 6)
        flow.addWidget(self.handled)
        flow.addWidget(self.correctable)
        buttons = QWidget()
        row = FlowLayout(buttons, 6)
        for button in (self.fix, self.zoom, self.form, self.more):
            row.addWidget(button)
        self._running = QWidget()
        running = QHBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.addWidget(self.bar, 1)
        running.addWidget(self.stop)
        self.bar.setAccessibleName(tr("Checking the service points"))
        self._running.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.counts)
        layout.addWidget(self._running)
        layout.addWidget(self.search)
        layout.addLayout(filters)
        layout.addWidget(checks)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.advice)
        layout.addWidget(buttons)
        layout.addWidget(self.not_checked)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._apply_filter)
        self.severity.currentIndexChanged.connect(self._apply_filter)
        self.rule.currentIndexChanged.connect(self._apply_filter)
        self.handled.toggled.connect(self._apply_filter)
        self.correctable.toggled.connect(self._apply_filter)
        self.list.selectionModel().selectionChanged.connect(self._on_selection)
        self.list.form_asked.connect(self._ask_form)
        self.list.zoom_asked.connect(self._ask_zoom)
        self.list.copy_asked.connect(self._copy)
        self.stop.clicked.connect(self.stop_asked)
        self.fix.clicked.connect(self._ask_fix)
        self.zoom.clicked.connect(self._ask_zoom)
        self.form.clicked.connect(self._ask_form)
        self.mark.triggered.connect(lambda _=False: self._ask_handled(handled=True))
        self.unmark.triggered.connect(lambda _=False: self._ask_handled(handled=False))
        self.fix_all.triggered.connect(self._ask_fix_all)
        self.copy.triggered.connect(self._copy)

    def _apply_filter(self, *_changes: object) -> None:
        self.list.model().set_filter(
            FindingFilter(
                text=self.search.text(),
                severity=self.severity.currentData() or "",
                rule=self.rule.currentData() or "",
                handled=self.handled.isChecked(),
                correctable=self.correctable.isChecked(),
            )
        )
        self._show_counts()
        self._on_selection()

    def _fill_rules(self) -> None:
        wanted = self.rule.currentData()
        self.rule.blockSignals(True)
        self.rule.clear()
        self.rule.addItem(tr("All rules"), "")
        for rule, count in self.list.model().rules():
            self.rule.addItem(f"{rule} ({number(count)})", rule)
        self.rule.setCurrentIndex(max(0, self.rule.findData(wanted)))
        self.rule.blockSignals(False)
        self._apply_filter()

    def _show_counts(self) -> None:
        if self._checked is None:
            self.counts.setText(tr("Checking the records against the rules."))
            return
        model = self.list.model()
        errors, warnings, handled = model.counts()
        if not self._checked.findings:
            self.counts.setText(tr("Nothing was found: every record meets every rule that was checked."))
            return
        parts = [tr("%n error(s)", errors), tr("%n warning(s)", warnings)]
        if handled:
            parts.append(tr("%n handled", handled))
        shown = model.rowCount()
        if shown != errors + warnings + (handled if self.handled.isChecked() else 0):
            parts.append(tr("%n shown", shown))
        self.counts.setText(" · ".join(parts))

    def _show_not_checked(self, rules: Mapping[str, Text]) -> None:
        """Say which rules were not checked, and why: those of one reason together."""
        by_reason: dict[str, list[str]] = {}
        for rule, reason in rules.items():
            by_reason.setdefault(say(reason), []).append(rule)
        lines = [
            tr("Not checked: {rules}. {reason}").format(rules=", ".join(left_out), reason=reason)
            for reason, left_out in by_reason.items()
        ]
        self.not_checked.setText("\n".join(lines))
        self.not_checked.setVisible(bool(lines))

    def _on_selection(self, *_changes: object) -> None:
        chosen, model = self.list.selected(), self.list.model()
        fixable = self._fixable(chosen)
        self.fix.setEnabled(bool(fixable))
        self.fix.setText(tr("Correct (%n)", len(fixable)) if len(fixable) > 1 else tr("Correct"))
        self.fix_all.setEnabled(bool(self._can_edit))
        self.zoom.setEnabled(any(item.finding.lonlat for item in chosen))
        self.form.setEnabled(len(chosen) == 1)
        states = {model.state(item) for item in chosen}
        self.mark.setEnabled(self._can_edit and bool(states - {HANDLED}))
        self.unmark.setEnabled(self._can_edit and HANDLED in states)
        self.copy.setEnabled(bool(chosen))
        self._show_advice(chosen)

    def _show_advice(self, chosen: list[CheckedFinding]) -> None:
        """Say how to put the selected finding right, with the correction that is offered."""
        self.advice.setVisible(len(chosen) == 1)
        if len(chosen) != 1:
            return
        item = chosen[0]
        lines = [say(item.finding.message), say(item.finding.fix) if item.finding.fix else ""]
        if item.correction is not None:
            lines.append(
                tr("Correction: {before} → {after}").format(
                    before=_value(item.correction, item.correction.before),
                    after=_value(item.correction, item.correction.after),
                )
            )
        self.advice.setText("\n".join(line for line in lines if line))

    def _fixable(self, items: list[CheckedFinding]) -> list[CheckedFinding]:
        state = self.list.model().state
        return [i for i in items if self._can_edit and i.correction is not None and state(i) == OPEN]

    def _ask_fix(self) -> None:
        chosen = self._fixable(self.list.selected())
        if chosen:
            self.fix_asked.emit(chosen)

    def _ask_fix_all(self) -> None:
        chosen = self._fixable(self.list.model().items())
        if chosen:
            self.fix_asked.emit(chosen)

    def _ask_handled(self, *, handled: bool) -> None:
        chosen = self.list.selected()
        if chosen:
            self.handled_asked.emit([item.finding for item in chosen], handled)

    def _ask_zoom(self) -> None:
        places = [item.finding.lonlat for item in self.list.selected() if item.finding.lonlat]
        if places:
            self.zoom_asked.emit(places)

    def _ask_form(self) -> None:
        chosen = self.list.selected()
        if len(chosen) == 1:
            self.form_asked.emit(chosen[0].finding.table, chosen[0].finding.record_id)

    def _copy(self) -> None:
        """Copy the selected findings as plain text, one paragraph each."""
        state = self.list.model().state
        QGuiApplication.clipboard().setText(
            "\n\n".join(finding_text(item, state(item)) for item in self.list.selected())
        )


def _value(correction: Correction, value: object) -> str:
    """Return one side of a correction as it is written; a position in words."""
    field = load_schema().tables[correction.table].by_name[correction.field]
    return value_words(field, value, {}) if field.is_geometry or field.type == "set" else str(value)
