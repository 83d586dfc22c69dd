# SPDX-License-Identifier: GPL-2.0-or-later
"""What each way of reading a field asks: a column, a pattern, signs, several columns, words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import InputError
from ..core.importing.patterns import compile_pattern
from ..host.language import tr
from .accessible import order_by_layout
from .import_columns import ColumnCombo
from .import_expressions import whole_text
from .import_ways import MOST_PIECES, Chosen
from .pages import sentence

_MOST_GROUPS = 20
_MOST_COLUMNS = 20
_RULE_HEIGHT = 160


class WayPage(QWidget):
    """One way: shows what is chosen and says what a person changes. Here it is one column and no more.

    ``is_tall``: it has more to show the higher it is.
    """

    changed = pyqtSignal()
    is_tall = False

    def __init__(self, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self.forms: list[QFormLayout] = []
        self.form = self.new_form()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.addLayout(self.form)
        self.column = self.combo()
        self.build()

    def build(self) -> None:
        """Add what this way asks."""
        self.add(tr("Column"), self.column)

    def show_chosen(self, chosen: Chosen) -> None:
        """Show columns and options; those of another way are taken as far as they fit."""
        self.column.set_expression({"col": chosen.columns[0]} if chosen.columns else None)

    def columns(self) -> tuple[str, ...]:
        """The columns that are chosen."""
        return (self.column.column,) if self.column.column else ()

    def options(self) -> dict[str, Any]:
        """The members of the operation beside its columns."""
        return {}

    def lacking(self) -> str:
        """Say what is still to be chosen, else nothing."""
        return "" if self.columns() else tr("Choose a column.")

    def add(self, label: str, widget: QWidget, tip: str = "") -> None:
        """Add a row to the form."""
        self.form.addRow(label, widget)
        widget.setAccessibleName(label)
        widget.setToolTip(tip)

    def new_form(self) -> QFormLayout:
        """Make a form whose labels are as wide as those of the others of the dialog."""
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.forms.append(form)
        return form

    def combo(self) -> ColumnCombo:
        """Make a combo of the columns."""
        combo = ColumnCombo()
        combo.set_columns(self._columns)
        combo.changed.connect(self.changed)
        return combo

    def text(self, hint: str = "") -> QLineEdit:
        """Make an edit for a text."""
        edit = QLineEdit()
        edit.setPlaceholderText(hint)
        edit.textEdited.connect(lambda _text: self.changed.emit())
        return edit


class PatternPage(WayPage):
    """What a regular expression finds."""

    def build(self) -> None:
        self.pattern, self.group = self.text("^([0-9]+)"), QSpinBox()
        self.group.setRange(0, _MOST_GROUPS)
        self.group.setSpecialValueText(tr("all that is found"))
        self.group.setPrefix(tr("parenthesis") + " ")
        super().build()
        self.add(tr("Pattern"), self.pattern)
        self.add(tr("Taken from it"), self.group)
        self.box.addWidget(
            sentence(
                tr(
                    "A regular expression. [0-9]+ finds digits, [^,]* all up to a comma, ^ is the beginning "
                    "and $ the end; parentheses hold what is taken."
                )
            )
        )
        self.pattern.textEdited.connect(self._on_pattern)
        self.group.valueChanged.connect(lambda _value: self.changed.emit())

    def show_chosen(self, chosen: Chosen) -> None:
        super().show_chosen(chosen)
        self.pattern.setText(str(chosen.options.get("pattern", "")))
        self._set_group(int(chosen.options.get("group", 0)))

    def options(self) -> dict[str, Any]:
        group = self.group.value()
        return {"pattern": self.pattern.text(), **({"group": group} if group else {})}

    def lacking(self) -> str:
        return super().lacking() or ("" if self.pattern.text() else tr("Write a pattern."))

    def _on_pattern(self, text: str) -> None:
        """Whoever writes parentheses wants what is in them."""
        with suppress(InputError):  # not whole yet, or refused, which is said elsewhere
            groups = compile_pattern(text).groups
            self._set_group(min(max(1, self.group.value()), groups))
        self.changed.emit()

    def _set_group(self, group: int) -> None:
        self.group.blockSignals(True)
        self.group.setValue(group)
        self.group.blockSignals(False)


class PiecePage(WayPage):
    """One of the pieces between two signs."""

    def build(self) -> None:
        self.sign, self.number = self.text(), QSpinBox()
        self.number.setRange(1, MOST_PIECES)
        self.from_end = QCheckBox(tr("counted from the end"))
        super().build()
        self.add(tr("Sign between the pieces"), self.sign)
        which = QWidget()
        row = QHBoxLayout(which)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number)
        row.addWidget(self.from_end)
        row.addStretch(1)
        self.form.addRow(tr("Which piece"), which)
        self.number.setAccessibleName(tr("Which piece"))
        self.number.valueChanged.connect(lambda _value: self.changed.emit())
        self.from_end.toggled.connect(lambda _on: self.changed.emit())

    def show_chosen(self, chosen: Chosen) -> None:
        super().show_chosen(chosen)
        index = int(chosen.options.get("index", 0))
        for widget in (self.number, self.from_end):
            widget.blockSignals(True)
        self.sign.setText(str(chosen.options.get("sep", "/")))
        self.number.setValue(-index if index < 0 else index + 1)
        self.from_end.setChecked(index < 0)
        for widget in (self.number, self.from_end):
            widget.blockSignals(False)

    def options(self) -> dict[str, Any]:
        number = self.number.value()
        return {"sep": self.sign.text(), "index": -number if self.from_end.isChecked() else number - 1}

    def lacking(self) -> str:
        return super().lacking() or ("" if self.sign.text() else tr("Write the sign between the pieces."))


class StripPage(WayPage):
    """A text without what stands in front of it or behind it."""

    def build(self) -> None:
        self.beginning, self.end = self.text(), self.text()
        super().build()
        self.add(tr("Without the beginning"), self.beginning)
        self.add(tr("Without the end"), self.end)

    def show_chosen(self, chosen: Chosen) -> None:
        super().show_chosen(chosen)
        self.beginning.setText(str(chosen.options.get("prefix", "")))
        self.end.setText(str(chosen.options.get("suffix", "")))

    def options(self) -> dict[str, Any]:
        found = {"prefix": self.beginning.text(), "suffix": self.end.text()}
        return {name: text for name, text in found.items() if text}

    def lacking(self) -> str:
        return super().lacking() or ("" if self.options() else tr("Write what is to be left out."))


class YesNoPage(WayPage):
    """Words for yes and for no, beside those that are always known."""

    def build(self) -> None:
        hint = tr("words of the source, a semicolon between them")
        self.yes, self.no = self.text(hint), self.text(hint)
        super().build()
        self.add(tr("Words for yes"), self.yes)
        self.add(tr("Words for no"), self.no)
        self.box.addWidget(
            sentence(tr("Yes, no, true, false, 1, 0 and the like are read in both languages as they are."))
        )

    def show_chosen(self, chosen: Chosen) -> None:
        super().show_chosen(chosen)
        self.yes.setText("; ".join(chosen.options.get("true", ())))
        self.no.setText("; ".join(chosen.options.get("false", ())))

    def options(self) -> dict[str, Any]:
        found = {name: _listed(edit.text()) for name, edit in (("true", self.yes), ("false", self.no))}
        return {name: words for name, words in found.items() if words}


class SeveralPage(WayPage):
    """Several columns, in an order: the first that is filled, or (``is_joined``) all of them together."""

    def __init__(self, columns: Sequence[str], *, is_joined: bool, parent: QWidget | None = None) -> None:
        self._is_joined = is_joined
        super().__init__(columns, parent)

    def build(self) -> None:
        self.combos: list[ColumnCombo] = []
        self._rows: list[QWidget] = []
        self._places = QVBoxLayout()
        self._places.setContentsMargins(0, 0, 0, 0)
        self.more = QPushButton(QgsApplication.getThemeIcon("/mActionAdd.svg"), tr("Add a column"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._on_more)
        self.sign, self.needs_all = self.text(), QCheckBox(tr("Only on rows where all of them are filled"))
        self.needs_all.toggled.connect(lambda _on: self.changed.emit())
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._places)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        inside.addLayout(row)
        self.form.addRow(tr("Columns, in this order"), holder)
        if self._is_joined:
            self.add(tr("Between them"), self.sign, tr("What stands between two texts; a space if you like."))
            self.form.addRow("", self.needs_all)
        self.column.hide()

    def show_chosen(self, chosen: Chosen) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self.combos, self._rows = [], []
        for name in (*chosen.columns, *("",) * (2 - len(chosen.columns))):
            self._append(name)
        self.sign.setText(str(chosen.options.get("sep", " ")))
        self.needs_all.blockSignals(True)
        self.needs_all.setChecked(bool(chosen.options.get("all", False)))
        self.needs_all.blockSignals(False)

    def columns(self) -> tuple[str, ...]:
        return tuple(combo.column for combo in self.combos if combo.column)

    def options(self) -> dict[str, Any]:
        if not self._is_joined:
            return {}
        return {"sep": self.sign.text(), **({"all": True} if self.needs_all.isChecked() else {})}

    def _append(self, name: str) -> None:
        combo, remove, row = self.combo(), QToolButton(), QWidget()
        combo.set_expression({"col": name} if name else None)
        combo.setAccessibleName(tr("Column {number}").format(number=len(self.combos) + 1))
        remove.setIcon(QgsApplication.getThemeIcon("/mActionRemove.svg"))
        words = tr("Remove column {number}").format(number=len(self.combos) + 1)
        remove.setToolTip(words)
        remove.setAccessibleName(words)
        remove.setAutoRaise(True)
        remove.clicked.connect(lambda: self._remove(combo, row))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(combo, 1)
        layout.addWidget(remove)
        self._places.addWidget(row)
        self.combos.append(combo)
        self._rows.append(row)
        order_by_layout(self.window())
        self.more.setEnabled(len(self.combos) < _MOST_COLUMNS)

    def _on_more(self) -> None:
        self._append("")
        self.combos[-1].setFocus()

    def _remove(self, combo: ColumnCombo, row: QWidget) -> None:
        self.combos.remove(combo)
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.more.setEnabled(True)
        self.changed.emit()


class RulePage(WayPage):
    """A rule that only the profile's file can change, as the file has it."""

    def build(self) -> None:
        self.box.addWidget(
            sentence(tr("This rule was written by hand. It stays as it is unless another way is chosen."))
        )
        self.rule = QPlainTextEdit()
        self.rule.setReadOnly(True)
        self.rule.setAccessibleName(tr("Rule of the profile"))
        self.rule.setTabChangesFocus(True)
        self.rule.setMaximumHeight(_RULE_HEIGHT)
        self.box.addWidget(self.rule)
        self.column.hide()

    def show_chosen(self, chosen: Chosen) -> None:
        self.rule.setPlainText(whole_text(chosen.options))

    def lacking(self) -> str:
        return ""


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(";") if word.strip()]
