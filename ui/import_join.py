# SPDX-License-Identifier: GPL-2.0-or-later
"""A second file with the other language: which one, by which columns, how many rows find their partner."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import Cancelled, ServicePointsError
from ..core.importing.joining import likely_keys, partners
from ..core.importing.profile import Join
from ..core.importing.table import SourceTable
from ..core.progress import Progress
from ..core.validation.similarity import fold
from ..host import log
from ..host.language import say, tr
from ..host.tasks import TaskGroup
from .accessible import name_file
from .calm_combo import CalmCombo
from .mnemonics import Mnemonics
from .pages import sentence
from .scale import resize_window
from .words import number

WIDTH, HEIGHT = 560, 300
_EXAMPLES = 3
_LANGUAGES = {"en": {"en", "eng", "english", "anglais"}, "fr": {"fr", "fra", "french", "francais"}}

Tables = tuple[SourceTable, SourceTable]
Keys = Optional[tuple[str, str]]
Read = Callable[[str, Progress], Tables]
"""Reads the source as it is alone, and the second file."""


class JoinDialog(QDialog):
    """``member()`` is what the profile is to have; ``second`` the path (or address) of the file."""

    def __init__(
        self, join: Mapping[str, Any], second: str, read: Read, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._join, self._read = dict(join), read
        self._tasks = TaskGroup(self)
        self._tables: Tables | None = None
        self.is_removed = False
        self.setWindowTitle(tr("The File in the Other Language"))
        resize_window(self, WIDTH, HEIGHT)
        Mnemonics(self)
        self.file, self.key, self.second_key = QgsFileWidget(), CalmCombo(), CalmCombo()
        self.file.setFilePath(second)
        self.prefix = QLineEdit(self._join.get("prefix", Join.prefix))
        self.counts, self.alone, self.bar = sentence(), sentence(), QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self.ok = self.buttons.button(buttons.Ok)
        self.ok.setText(tr("OK"))
        self.buttons.button(buttons.Cancel).setText(tr("Cancel"))
        self.remove = QPushButton(tr("Join no file"))
        self.remove.setAutoDefault(False)
        if join:
            self.buttons.addButton(self.remove, QDialogButtonBox.ButtonRole.ResetRole)
        self._lay_out()
        self.file.fileChanged.connect(lambda _path: self.look())
        for combo in (self.key, self.second_key):
            combo.activated.connect(lambda _index: self._show_counts())
        self.prefix.textEdited.connect(lambda _text: self._show_counts())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.remove.clicked.connect(self._on_remove)
        self._show_counts()
        if second:
            self.look()

    @property
    def second(self) -> str:
        return str(self.file.filePath().strip())

    @property
    def is_busy(self) -> bool:
        """Whether the files are being read."""
        return not self.bar.isHidden()

    def member(self) -> dict[str, Any]:
        """Return the member ``join``; nothing of it when no file is to be joined."""
        if self.is_removed:
            return {}
        key, other = self.key.currentText(), self.second_key.currentText()
        found = {
            "second_language_file": PurePosixPath(self.second.replace("\\", "/")).name,
            "key": key,
            "prefix": self.prefix.text().strip(),
        }
        return {**found, "second_key": other} if other != key else found

    def look(self) -> None:
        """Read both files in the background."""
        self._tasks.drop_all()
        self.bar.hide()
        self._tables = None
        self._show_counts()
        second = self.second
        if not second:
            return
        if "prefix" not in self._join and not self.prefix.isModified():
            self.prefix.setText(_prefix(second))
        self.bar.setValue(0)
        self.bar.show()
        task = self._tasks.run(
            tr("Reading the source"),
            lambda progress: _with_keys(self._read(second, progress)),
            self._on_read,
            self._on_failed,
        )
        task.progressChanged.connect(lambda percent: self.bar.setValue(int(percent)))

    def choose(self, key: str, second_key: str) -> None:
        """Choose the columns as a person does."""
        self.key.setCurrentText(key)
        self.second_key.setCurrentText(second_key)
        self._show_counts()

    def done(self, result: int) -> None:
        """What is still being read is not heard any more."""
        self._tasks.drop_all()
        super().done(result)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, widget, tip in (
            (tr("File"), self.file, ""),
            (tr("Identifier in the source"), self.key, ""),
            (tr("The same identifier in this file"), self.second_key, ""),
            (
                tr("In front of its columns"),
                self.prefix,
                tr("Tells the columns of this file from those of the source: fr.NAME beside NAME."),
            ),
        ):
            form.addRow(label, widget)
            widget.setAccessibleName(label)
            widget.setToolTip(tip)
        name_file(self.file, tr("File"))
        layout = QVBoxLayout(self)
        layout.addWidget(
            sentence(
                tr(
                    "Rows with the same identifier are joined: the columns of this file then stand beside "
                    "those of the source. Keep it next to the source, so that the next import finds it."
                )
            )
        )
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.counts)
        layout.addWidget(self.alone)
        layout.addStretch(1)
        layout.addWidget(self.buttons)

    def _on_read(self, found: tuple[Tables, Keys]) -> None:
        self.bar.hide()
        tables, likely = found
        self._tables = tables
        first, second = (list(table.columns) for table in tables)
        given = self._join.get("key", "")
        keys = (given, self._join.get("second_key") or given)
        if keys[0] not in first or keys[1] not in second:
            keys = likely or (first[0], second[0])
        for combo, names, name in ((self.key, first, keys[0]), (self.second_key, second, keys[1])):
            combo.clear()
            combo.addItems(names)
            combo.setCurrentText(name)
        self._show_counts()

    def _on_failed(self, problem: BaseException) -> None:
        self.bar.hide()
        if not isinstance(problem, Cancelled):
            known = isinstance(problem, ServicePointsError)
            self.counts.setText(say(problem.text) if known else log.error(problem))

    def _on_remove(self) -> None:
        self.is_removed = True
        self.accept()

    def _show_counts(self) -> None:
        """Say how many rows find their partner; files that cannot be joined cannot be taken."""
        for widget in (self.key, self.second_key, self.prefix):
            widget.setEnabled(self._tables is not None)
        self.ok.setEnabled(False)
        self.counts.setText("")
        self.alone.setText("")
        if self._tables is None:
            return
        first, second = self._tables
        mine, other = first.columns[self.key.currentText()], second.columns[self.second_key.currentText()]
        found = partners(mine, other)
        if found.repeated:
            words = tr(
                "“{value}” is there more than once in the second file: by this column it cannot be joined."
            )
            self.counts.setText(words.format(value=found.repeated[0][:60]))
            return
        words = tr(
            "Rows that are joined: {n} of {all}. Without a partner: {alone} here, {lonely} in the file."
        )
        self.counts.setText(
            words.format(
                n=number(found.n_joined),
                all=number(len(first)),
                alone=number(found.n_alone),
                lonely=number(len(found.lonely)),
            )
        )
        examples = [mine[row] for row, place in enumerate(found.at) if place is None]
        examples += [other[row] for row in found.lonely]
        self.alone.setText(self._examples([each for each in examples if each]))
        self.ok.setEnabled(found.n_joined > 0 and bool(self.prefix.text().strip()))

    def _examples(self, keys: Sequence[str]) -> str:
        if not keys:
            return ""
        named = ", ".join(tr("“{text}”").format(text=key.strip()[:60]) for key in keys[:_EXAMPLES])
        return tr("Alone are for example {keys}.").format(keys=named)


def _with_keys(tables: Tables) -> tuple[Tables, Keys]:
    """Look for the keys where nobody waits: all columns of one are held against those of the other."""
    return tables, likely_keys(*tables)


def _prefix(path: str) -> str:
    """Return what a file's name says of its language, as the beginning of the names of its columns."""
    words = set(re.findall("[a-z]+", fold(PurePosixPath(path.replace("\\", "/")).name)))
    found = [code for code, names in _LANGUAGES.items() if words & names]
    return f"{found[0]}." if len(found) == 1 else Join.prefix
