# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rules find, shown in the form itself: under its field, as a sentence and how to put it right.

Warnings and errors never keep anybody from saving here; only what a column cannot hold does (constraints).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsFeature, QgsProject, QgsVectorLayer
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsEditorWidgetWrapper
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ..core.schema import load_schema
from ..core.validation import Correction, Finding
from ..host.language import tr
from ..layers.draft import draft_row
from ..layers.edits import to_layer
from ..layers.fields import TABLE_PROPERTY
from .accessible import order_by_layout
from .form_checkers import checker_of
from .form_lines import BAD, FindingLines, Line, severity_icon
from .form_names import name_editor, name_rest
from .form_sizes import EDITOR, tidy
from .form_verified import VerifiedButton

PAUSE_MS = 150
"""After the last keystroke, before the record is checked."""
_ONE_RECORD = (
    QgsAttributeEditorContext.Mode.SingleEditMode,
    QgsAttributeEditorContext.Mode.AddFeatureMode,
    QgsAttributeEditorContext.Mode.FixAttributeMode,
)


class FormFindings(QObject):
    """Watches one form; belongs to it and ends with it."""

    def __init__(self, form: QgsAttributeForm, project: QgsProject) -> None:
        super().__init__(form)
        self.form = form
        self.lines: dict[str, FindingLines] = {}
        self._typed: dict[str, Any] = {}
        self._layer: QgsVectorLayer | None = form.layer()
        self._layer.willBeDeleted.connect(self._on_layer_gone)
        self._checker = checker_of(self._layer, project)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.check)
        self._add_lines()
        form.widgetValueChanged.connect(self._on_changed)
        for tabs in form.findChildren(QTabWidget):
            tabs.currentChanged.connect(self._on_changed)  # QGIS fills a page when it is first seen
        if self._checker is not None:
            self._checker.ready.connect(self._timer.start)
        for switched in (self._layer.editingStarted, self._layer.editingStopped):
            switched.connect(self._timer.start)  # corrections come and go with it
        self._timer.start()

    def check(self) -> None:
        """Check the record as it stands in the form and show what is found."""
        if self._checker is None or self._layer is None or sip.isdeleted(self.form) or not self._are_there():
            return
        feature = self.form.currentFormFeature()
        name_rest(self.form)
        self._typed = self._what_was_typed(feature)
        one = self.form.mode() in _ONE_RECORD and feature.isValid()
        findings = (self._checker.findings(self._layer, feature) if one else ()) or ()
        can_edit = self._layer.isEditable()
        self._show(
            [
                (each, self._checker.correction(self._layer, feature, each) if can_edit else None)
                for each in findings
            ]
        )

    def correct(self, correction: Correction) -> None:
        """Write the value that was meant into the form; it is saved with the form."""
        field = load_schema().tables[correction.table].by_name[correction.field]
        self.form.changeAttribute(correction.field, to_layer(field, correction.after))

    def renew(self) -> None:
        """Follow a form whose widgets QGIS made anew, in another language for one: what was typed stays.

        QGIS fills them with the record as it was when the form opened.
        """
        if self._are_there():
            return
        typed, self._typed = self._typed, {}
        self._add_lines()
        for name, value in typed.items():
            self.form.changeAttribute(name, value)
        self._timer.start()

    def _are_there(self) -> bool:
        return not any(map(sip.isdeleted, (self.general, *self.lines.values())))

    def _what_was_typed(self, shown: QgsFeature) -> dict[str, Any]:
        """The values of one record's form that are not those it was opened with."""
        if self.form.mode() not in _ONE_RECORD or not shown.isValid():
            return {}
        table = load_schema().tables[str(self._layer.customProperty(TABLE_PROPERTY))]
        before, now = draft_row(self.form.feature(), table), draft_row(shown, table)
        names = self._layer.fields().names()
        return {name: shown[name] for name in now if name in names and now[name] != before.get(name)}

    def _show(self, found: Sequence[Line]) -> None:
        for name, lines in self.lines.items():
            lines.show_findings([line for line in found if line[0].field == name])
        # what has no field in the form, as the position, cannot be corrected in it
        self.general.show_findings([(each, None) for each, _ in found if each.field not in self.lines])
        self._mark_tabs([each for each, _ in found])

    def _add_lines(self) -> None:
        """Put a place for findings under every field, and one above all of them."""
        self.general, self.lines = FindingLines(), {}
        self.form.layout().insertWidget(1, self.general)
        for wrapper in self.form.findChildren(QgsEditorWidgetWrapper):
            if not _same(wrapper.parent(), self.form) or wrapper.widget() is None:
                continue
            tidy(wrapper.widget())
            name_editor(wrapper.widget(), wrapper.field().displayName())
            box = _box_around(wrapper.widget())
            if box is None:
                continue
            name = wrapper.field().name()
            self.lines[name] = FindingLines()
            self.lines[name].correction_asked.connect(self.correct)
            if name == "verified_on" and self._layer.fields().lookupField("verified_method") >= 0:
                box.addWidget(VerifiedButton(self.form, self.form))
            box.addWidget(self.lines[name])
            order_by_layout(box.parentWidget())

    def _mark_tabs(self, findings: Sequence[Finding]) -> None:
        """Say on each tab how much is found in it: one sees it without opening the tab."""
        counts: dict[tuple[QTabWidget, int], list[Finding]] = {}
        tabs: set[QTabWidget] = set()
        for name, lines in self.lines.items():
            place = _tab_of(lines)
            if place is not None:
                tabs.add(place[0])
                counts.setdefault(place, []).extend(f for f in findings if f.field == name)
        for tab in tabs:
            for page in range(tab.count()):
                found = counts.get((tab, page), [])
                bad = any(finding.severity in BAD for finding in found)
                tab.setTabIcon(page, severity_icon(bad) if found else QIcon())
                tab.setTabToolTip(page, tr("%n finding(s)", len(found)) if found else "")

    def _on_layer_gone(self) -> None:
        """The form stays open, for what was typed in it; a layer that is gone must not be asked anything."""
        self._layer = None
        self._timer.stop()

    def _on_changed(self, *_change: object) -> None:
        self._timer.start()


def _same(one: QObject | None, other: QObject) -> bool:
    """Whether two names stand for one object of Qt: Python may have two for what QGIS made."""
    return one is not None and sip.unwrapinstance(one) == sip.unwrapinstance(other)


def _box_around(widget: QWidget | None) -> QVBoxLayout | None:
    """The column in which QGIS put the editor of a field under its label; None where it has none."""
    while widget is not None and widget.metaObject().className() != EDITOR:
        widget = widget.parentWidget()
    above = widget.parentWidget().layout() if widget is not None and widget.parentWidget() else None
    boxes = [above.itemAt(place).layout() for place in range(above.count())] if above is not None else []
    return next((b for b in boxes if isinstance(b, QVBoxLayout) and b.indexOf(widget) >= 0), None)


def _tab_of(widget: QWidget) -> tuple[QTabWidget, int] | None:
    page: QWidget | None = widget
    while page is not None:
        above = page.parentWidget()
        tabs = above.parentWidget() if above is not None else None
        if isinstance(tabs, QTabWidget) and tabs.indexOf(page) >= 0:
            return tabs, tabs.indexOf(page)
        page = above
    return None
