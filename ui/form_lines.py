# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings as lines in a form: a mark, a sentence, and a button where the right value is certain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..core.validation import Correction, Finding
from ..host.language import say, tr
from .pages import sentence

ICON = 16
BAD = ("reject", "error")
Line = tuple[Finding, Optional[Correction]]
"""A finding, and what would put it right."""


class FindingLines(QWidget):
    """Findings as lines of an icon and a sentence; hidden while there are none."""

    correction_asked = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ServicePointsFindings")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2, 1, 2, 4)
        self._layout.setSpacing(2)
        self._shown: list[tuple[str, bool, Correction | None]] = []
        self.hide()

    def show_findings(self, lines: Sequence[Line]) -> None:
        """Show these, and only these."""
        wanted = [(finding_text(finding), finding.severity in BAD, meant) for finding, meant in lines]
        if wanted == self._shown:
            return
        self._shown = wanted
        while self._layout.count():
            line = self._layout.takeAt(0).widget()
            line.hide()
            line.deleteLater()
        for text, bad, meant in wanted:
            self._layout.addWidget(self._line(text, bad, meant))
        self.setVisible(bool(wanted))

    @property
    def texts(self) -> list[str]:
        return [text for text, *_ in self._shown]

    def _line(self, text: str, bad: bool, meant: Correction | None) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        sign = QLabel()
        sign.setPixmap(severity_icon(bad).pixmap(ICON, ICON))
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(sentence(text), 1)
        if meant is not None:
            button = QToolButton()
            button.setObjectName("ServicePointsCorrect")
            button.setText(tr("Correct"))
            said = tr("Write “{value}” instead.").format(value=_plain(meant.after))
            button.setToolTip(f"<qt>{escape(said)}</qt>")
            button.setAccessibleDescription(said)
            button.clicked.connect(partial(self._ask, meant))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _ask(self, meant: Correction, _checked: bool = False) -> None:
        self.correction_asked.emit(meant)


def finding_text(finding: Finding) -> str:
    """Return a finding as sentences: how grave it is, what is wrong, what to do."""
    grave = tr("Error: {message}") if finding.severity in BAD else tr("Warning: {message}")
    said = grave.format(message=say(finding.message))
    return f"{said} {say(finding.fix)}" if finding.fix is not None else said


def severity_icon(bad: bool) -> QIcon:
    """Return QGIS's mark of an error, or of a warning."""
    return QgsApplication.getThemeIcon("/mIconCritical.svg" if bad else "/mIconWarning.svg")


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
