# SPDX-License-Identifier: GPL-2.0-or-later
"""Telephones, services and filters of a profile: a row of choices for each, in the profile's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.schema import load_schema
from ..host.language import say, tr
from .calm_combo import CalmCombo
from .import_columns import ColumnCombo, reading_button
from .pages import sentence

_TESTS = ("in", "not_in", "empty", "not_empty")
_VALUES = "; "


class RuleRow(QWidget):
    """One rule; members that it does not show stay as they are."""

    changed = pyqtSignal()
    removal_asked = pyqtSignal()
    reading_asked = pyqtSignal()
    values_asked = pyqtSignal()

    def __init__(self, rule: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = dict(rule)
        self.column = ColumnCombo()
        self.column.setAccessibleName(tr("Column"))
        self.column.set_expression(rule.get("value"))
        self.column.changed.connect(self.changed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self.column, 2)
        reading = reading_button(tr("How this column is read"))
        reading.clicked.connect(self.reading_asked)
        self.row.addWidget(reading)
        self.add_choices()
        remove = QToolButton()
        remove.setIcon(QgsApplication.getThemeIcon("/mActionRemove.svg"))
        remove.setToolTip(tr("Remove"))
        remove.setAccessibleName(tr("Remove"))
        remove.setAutoRaise(True)
        remove.clicked.connect(self.removal_asked)
        self.row.addWidget(remove)

    def add_choices(self) -> None:
        """Add what this kind of rule asks beside the column."""

    def members(self) -> Mapping[str, Any]:
        """Return what this kind of rule says beside the column; None takes a member away."""
        return {}

    def rule(self) -> dict[str, Any] | None:
        """Return the rule as a profile has it, None while no column is chosen."""
        expression = self.column.expression()
        if expression is None:
            return None
        found = {**self._rule, "value": dict(expression), **self.members()}
        return {name: value for name, value in found.items() if value is not None}

    def _codes(self, domain: str, chosen: str, name: str) -> QComboBox:
        combo = CalmCombo()
        for code in load_schema().domains[domain].values:
            if not code.deprecated or code.code == chosen:
                combo.addItem(say(code.label), code.code)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.setAccessibleName(name)
        combo.activated.connect(lambda _index: self.changed.emit())
        self.row.addWidget(combo, 1)
        return combo

    def _text(self, text: str, name: str, width: int) -> QLineEdit:
        edit = QLineEdit(text)
        edit.setPlaceholderText(name)
        edit.setToolTip(name)
        edit.setAccessibleName(name)
        edit.setMinimumWidth(width)
        edit.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        edit.textEdited.connect(lambda _text: self.changed.emit())
        self.row.addWidget(edit, 1)
        return edit


class PhoneRow(RuleRow):
    """A telephone: its column, its kind, the area code of numbers that have none."""

    def add_choices(self) -> None:
        self.kind = self._codes("phone_kind", self._rule.get("kind", "voice"), tr("Kind of telephone"))
        self.area = self._text(self._rule.get("area_code", ""), tr("area code, if numbers lack it"), 90)

    def members(self) -> Mapping[str, Any]:
        return {"kind": self.kind.currentData(), "area_code": self.area.text().strip() or None}


class ServiceRow(RuleRow):
    """Services: the column of their codes, what stands between two codes, how much is done there."""

    def add_choices(self) -> None:
        self.separator = self._text(self._rule.get("sep", ";"), tr("sign between two codes"), 60)
        level = self._rule.get("delivery_level", "full")
        self.level = self._codes("delivery_level", level, tr("How much of the service is delivered"))

    def members(self) -> Mapping[str, Any]:
        return {"sep": self.separator.text() or None, "delivery_level": self.level.currentData()}


class FilterRow(RuleRow):
    """Rows that are kept: those whose value is, or is not, one of some, or is empty, or not."""

    def add_choices(self) -> None:
        self.test = CalmCombo()
        for code, label in zip(
            _TESTS, (tr("is one of"), tr("is none of"), tr("is empty"), tr("is not empty"))
        ):
            self.test.addItem(label, code)
        self.test.setAccessibleName(tr("Test"))
        self.row.addWidget(self.test, 1)
        self._chosen: list[str] = list(self._rule.get("in", self._rule.get("not_in", [])))
        self.values = self._text(_VALUES.join(self._chosen), tr("values, a semicolon between them"), 140)
        self.row.setStretchFactor(self.values, 3)
        self.choose = reading_button(tr("Choose among the values of the column"))
        self.choose.clicked.connect(self.values_asked)
        self.row.addWidget(self.choose)
        chosen = "in"
        if "not_in" in self._rule:
            chosen = "not_in"
        elif "empty" in self._rule:
            chosen = "empty" if self._rule["empty"] else "not_empty"
        self.test.setCurrentIndex(self.test.findData(chosen))
        self.test.activated.connect(self._on_test_chosen)
        self._show_values()

    @property
    def chosen(self) -> list[str]:
        """The values: those that were chosen, one with a semicolon in it too, or what is written."""
        text = self.values.text()
        if text == _VALUES.join(self._chosen):
            return self._chosen
        return [each.strip() for each in text.split(";") if each.strip()]

    def set_chosen(self, values: Sequence[str]) -> None:
        """Take values as a person chose them."""
        self._chosen = list(values)
        self.values.setText(_VALUES.join(self._chosen))
        self.changed.emit()

    def members(self) -> Mapping[str, Any]:
        test = self.test.currentData()
        found: dict[str, Any] = dict.fromkeys(("in", "not_in", "empty"))
        if test in ("in", "not_in"):
            found[test] = self.chosen
        else:
            found["empty"] = test == "empty"
        return found

    def _on_test_chosen(self, _index: int) -> None:
        self._show_values()
        self.changed.emit()

    def _show_values(self) -> None:
        has_values = self.test.currentData() in ("in", "not_in")
        self.values.setVisible(has_values)
        self.choose.setVisible(has_values)


class RuleList(QWidget):
    """The rules of one member of a profile, and a button that adds one.

    ``reading_asked`` and ``values_asked`` hand over the row that wants more said.
    """

    changed = pyqtSignal()
    reading_asked = pyqtSignal(object)
    values_asked = pyqtSignal(object)

    def __init__(
        self,
        kind: Callable[[Mapping[str, Any]], RuleRow],
        words: str,
        add: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._columns: list[str] = []
        self.rows: list[RuleRow] = []
        self._places = QVBoxLayout()
        self.add = QPushButton(QgsApplication.getThemeIcon("/mActionAdd.svg"), add)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._on_add)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(sentence(words))
        layout.addLayout(self._places)
        self.state = sentence()
        self.state.hide()
        layout.addWidget(self.state)
        layout.addLayout(row)

    def show_rules(self, rules: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
        """Show other rules, and offer these columns."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows, self._columns = [], list(columns)
        for rule in rules:
            self.append(rule)

    def append(self, rule: Mapping[str, Any]) -> RuleRow:
        """Add a rule at the end."""
        row = self._kind(rule)
        row.column.set_columns(self._columns)
        row.changed.connect(self.changed)
        row.removal_asked.connect(lambda: self._remove(row))
        row.reading_asked.connect(lambda: self.reading_asked.emit(row))
        row.values_asked.connect(lambda: self.values_asked.emit(row))
        self.rows.append(row)
        self._places.addWidget(row)
        return row

    def rules(self) -> list[dict[str, Any]]:
        """Return the rules that are whole."""
        return [rule for row in self.rows if (rule := row.rule()) is not None]

    def say(self, words: str) -> None:
        """Say something below the rules, or nothing."""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def _on_add(self) -> None:
        self.append({}).column.setFocus()

    def _remove(self, row: RuleRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()


def tagged(rules: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return telephones with a tag each, which stays when one before it is taken away."""
    taken = {str(rule["tag"]) for rule in rules if "tag" in rule}
    found = []
    for rule in rules:
        tag = rule.get("tag")
        if tag is None:
            number = 1
            while f"{rule['kind']}_{number}" in taken:
                number += 1
            tag = f"{rule['kind']}_{number}"
            taken.add(tag)
        found.append({**rule, "tag": tag})
    return found
