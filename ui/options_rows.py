# SPDX-License-Identifier: GPL-2.0-or-later
"""The questions of the Options page: one setting each, with who set it and what is wrong with an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Callable

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from ..core.errors import InputError
from ..host.language import say, tr
from ..host.settings import Settings, Source, declared
from .accessible import name_file
from .pages import sentence

_NOTE_WIDTH = 320
_CHECKS = {item.name: item.metadata["check"] for item in declared()}


class OptionRow(QObject):
    """The widget of one setting, and a line under it. ``read`` returns the answer."""

    changed = pyqtSignal()

    def __init__(self, name: str, label: str, widget: QWidget, read: Callable[[], Any]) -> None:
        super().__init__(widget)
        self.name, self.label, self.widget, self.read = name, label, widget, read
        self.note = sentence()
        self.note.setMinimumWidth(_NOTE_WIDTH)  # else the form keeps room for a narrow column of words
        self.note.hide()
        self._locked = False
        widget.setAccessibleName(label)
        if isinstance(widget, QgsFileWidget):
            name_file(widget, label)

    def add_to(self, form: QFormLayout) -> None:
        """Put the question into a form; a box that is ticked has its words beside it."""
        if isinstance(self.widget, QCheckBox):
            form.addRow("", self.widget)
        else:
            title = QLabel(self.label)
            title.setBuddy(_focus_of(self.widget))
            form.addRow(title, self.widget)
        form.addRow("", self.note)

    def show_origin(self, known: Settings) -> None:
        """Say who set the value; what the organization set cannot be changed."""
        self._locked = known.is_locked(self.name)
        self.widget.setEnabled(not self._locked)
        source = known.source(self.name)
        if self._locked:
            self._say(tr("Set by your organization."))
        elif source is Source.FILE:
            self._say(tr("Preset by your organization; you may choose otherwise."))

    def problem(self) -> str:
        """Return what is wrong with the answer, nothing when it can be used; it is shown under it too."""
        if self._locked:
            return ""
        try:
            _CHECKS[self.name](self.read())
        except InputError as problem:
            words = tr("{label}: {reason}.").format(label=self.label, reason=say(problem.text))
            self._say(words)
            return words
        return ""

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
        for each in (self.widget, *_inner(self.widget)):
            each.setAccessibleDescription(words)

    def on_edited(self, *_: object) -> None:
        """Forget what was said of an earlier answer; say what is wrong with this one."""
        if not self._locked:
            self._say("")
            self.problem()
        self.changed.emit()


def line_row(name: str, label: str, value: str, hint: str = "") -> OptionRow:
    """Make a question answered with a line of text; ``hint`` is an example."""
    edit = QLineEdit(value)
    edit.setPlaceholderText(hint)
    row = OptionRow(name, label, edit, edit.text)
    edit.editingFinished.connect(row.on_edited)
    return row


def choice_row(name: str, label: str, value: str, choices: Sequence[tuple[str, str]]) -> OptionRow:
    """Make a question answered by choosing among (value, title); a value that is none of them stays one."""
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(16)
    for each, title in choices:
        combo.addItem(title, each)
    if combo.findData(value) < 0:  # else OK, of whichever page of QGIS, would take it away
        combo.addItem(value, value)
    combo.setCurrentIndex(combo.findData(value))
    row = OptionRow(name, label, combo, combo.currentData)
    combo.currentIndexChanged.connect(row.on_edited)
    return row


def flag_row(name: str, label: str, value: bool) -> OptionRow:
    """Make a box to tick."""
    box = QCheckBox(label)
    box.setChecked(value)
    row = OptionRow(name, label, box, box.isChecked)
    box.toggled.connect(row.on_edited)
    return row


def number_row(name: str, label: str, value: int, most: int, words: tuple[str, str]) -> OptionRow:
    """Make a question answered with a number; ``words`` are those for zero and those behind a number."""
    spin = QSpinBox()
    spin.setRange(0, most)
    spin.setSpecialValueText(words[0])
    spin.setSuffix(words[1])
    spin.setValue(value)
    row = OptionRow(name, label, spin, spin.value)
    spin.valueChanged.connect(row.on_edited)
    return row


def path_row(name: str, label: str, value: str, pattern: str = "") -> OptionRow:
    """Make a question answered with a file of a kind, or with a folder where there is no ``pattern``."""
    files = QgsFileWidget()
    mode = QgsFileWidget.StorageMode
    files.setStorageMode(mode.GetFile if pattern else mode.GetDirectory)
    files.setFilter(pattern)
    files.setDialogTitle(label)
    files.setFilePath(value)
    row = OptionRow(name, label, files, files.filePath)
    files.fileChanged.connect(row.on_edited)
    return row


def _inner(widget: QWidget) -> list[QWidget]:
    """The widgets that take the focus for one that has others in it."""
    return widget.findChildren(QLineEdit) if isinstance(widget, QgsFileWidget) else []


def _focus_of(widget: QWidget) -> QWidget:
    return (_inner(widget) or [widget])[0]
