# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rules find, shown in the form itself: under its field, as a sentence and how to put it right.

Warnings and errors never keep anybody from saving here; only what a column cannot hold does (constraints).
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsEditorWidgetWrapper
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.validation import Finding
from ..host.language import say, tr
from .form_checker import checker_of
from .form_sizes import EDITOR, tidy
from .form_verified import VerifiedButton
from .pages import sentence

PAUSE_MS = 150
"""After the last keystroke, before the record is checked."""
_ICON = 16
_BAD = ("reject", "error")
_ONE_RECORD = (
    QgsAttributeEditorContext.Mode.SingleEditMode,
    QgsAttributeEditorContext.Mode.AddFeatureMode,
    QgsAttributeEditorContext.Mode.FixAttributeMode,
)


class FindingLines(QWidget):
    """Findings as lines of an icon and a sentence; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ServicePointsFindings")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2, 1, 2, 4)
        self._layout.setSpacing(2)
        self._shown: list[tuple[str, bool]] = []
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, and only these."""
        wanted = [(finding_text(finding), finding.severity in _BAD) for finding in findings]
        if wanted == self._shown:
            return
        self._shown = wanted
        while self._layout.count():
            line = self._layout.takeAt(0).widget()
            line.hide()
            line.deleteLater()
        for text, bad in wanted:
            self._layout.addWidget(_line(text, bad))
        self.setVisible(bool(wanted))

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self._shown]


class FormFindings(QObject):
    """Watches one form; belongs to it and ends with it."""

    def __init__(self, form: QgsAttributeForm, project: QgsProject) -> None:
        super().__init__(form)
        self.form = form
        self.lines: dict[str, FindingLines] = {}
        self._layer: QgsVectorLayer | None = form.layer()
        self._layer.willBeDeleted.connect(self._on_layer_gone)
        self._checker = checker_of(self._layer, project)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.check)
        self._add_lines()
        form.widgetValueChanged.connect(self._on_changed)
        if self._checker is not None:
            self._checker.ready.connect(self._timer.start)
        self._timer.start()

    def renew(self) -> None:
        """Add the lines again when QGIS made the widgets of the form anew, as it does when fields change."""
        if not self._are_there():
            self._add_lines()
            self._timer.start()

    def check(self) -> None:
        """Check the record as it stands in the form and show what is found."""
        if self._checker is None or self._layer is None or sip.isdeleted(self.form) or not self._are_there():
            return
        feature = self.form.currentFormFeature()
        one = self.form.mode() in _ONE_RECORD and feature.isValid()
        findings = self._checker.findings(self._layer, feature) if one else ()
        self._show(findings or ())

    def _show(self, findings: Sequence[Finding]) -> None:
        for name, lines in self.lines.items():
            lines.show_findings([finding for finding in findings if finding.field == name])
        self.general.show_findings([finding for finding in findings if finding.field not in self.lines])
        self._mark_tabs(findings)

    def _are_there(self) -> bool:
        return not any(map(sip.isdeleted, (self.general, *self.lines.values())))

    def _add_lines(self) -> None:
        self.general, self.lines = FindingLines(), {}
        self.form.layout().insertWidget(1, self.general)
        for wrapper in self.form.findChildren(QgsEditorWidgetWrapper):
            if not _same(wrapper.parent(), self.form) or wrapper.widget() is None:
                continue
            tidy(wrapper.widget())
            box = _box_around(wrapper.widget())
            if box is None:
                continue
            name = wrapper.field().name()
            self.lines[name] = FindingLines()
            if name == "verified_on" and self._layer.fields().lookupField("verified_method") >= 0:
                box.addWidget(VerifiedButton(self.form, self.form))
            box.addWidget(self.lines[name])

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
                bad = any(finding.severity in _BAD for finding in found)
                tab.setTabIcon(page, _icon(bad) if found else QIcon())
                tab.setTabToolTip(page, tr("%n finding(s)", len(found)) if found else "")

    def _on_layer_gone(self) -> None:
        """The form stays open, for what was typed in it; a layer that is gone must not be asked anything."""
        self._layer = None
        self._timer.stop()

    def _on_changed(self, *_change: object) -> None:
        self._timer.start()


def finding_text(finding: Finding) -> str:
    """Return a finding as sentences: how grave it is, what is wrong, what to do."""
    grave = tr("Error: {message}") if finding.severity in _BAD else tr("Note: {message}")
    said = grave.format(message=say(finding.message))
    return f"{said} {say(finding.fix)}" if finding.fix is not None else said


def _same(one: QObject | None, other: QObject) -> bool:
    """Whether two names stand for one object of Qt: Python may have two for what QGIS made."""
    return one is not None and sip.unwrapinstance(one) == sip.unwrapinstance(other)


def _line(text: str, bad: bool) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    sign = QLabel()
    sign.setPixmap(_icon(bad).pixmap(_ICON, _ICON))
    layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(sentence(text), 1)
    return line


def _icon(bad: bool) -> QIcon:
    return QgsApplication.getThemeIcon("/mIconCritical.svg" if bad else "/mIconWarning.svg")


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
