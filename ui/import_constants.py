# SPDX-License-Identifier: GPL-2.0-or-later
"""The value that every row is given: a code of a list, an organization, a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import QAbstractItemModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ..core.schema import load_schema
from ..host.language import say, tr
from .calm_combo import CalmCombo
from .import_fields import MappableField

_NUMBERS = {"int": int, "real": float}


class ConstantEdit(QWidget):
    """Asks for a value in the terms of the field's list of codes, where it has one."""

    changed = pyqtSignal()

    def __init__(self, field: MappableField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._type = field.definition.type if field.definition is not None else "text"
        domain = field.definition.domain if field.definition is not None else None
        self._domain = load_schema().domains[domain] if domain else None
        self._is_organization = field.name == "organization"
        self.edit = self._made()
        self.edit.setAccessibleName(tr("Value of {field}").format(field=field.label))
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)

    def value(self) -> Any:  # noqa: ANN401  (what a profile has there)
        """Return the value as a profile has it, None for none."""
        edit = self.edit
        if isinstance(edit, QgsCheckableComboBox):
            return list(edit.checkedItemsData()) or None
        if self._is_organization:
            return edit.currentText().strip() or None
        if isinstance(edit, QComboBox):
            return edit.currentData()
        text = edit.text().strip()
        if self._type in _NUMBERS and text:
            try:
                return _NUMBERS[self._type](text)
            except ValueError:
                return text  # the profile says what is wrong with it
        return text or None

    def set_value(self, value: object) -> None:
        """Show a value."""
        edit = self.edit
        edit.blockSignals(True)
        if isinstance(edit, QgsCheckableComboBox):
            wanted = value if isinstance(value, list) else []
            for index in range(edit.count()):
                state = Qt.CheckState.Checked if edit.itemData(index) in wanted else Qt.CheckState.Unchecked
                edit.setItemCheckState(index, state)
        elif self._is_organization:
            edit.setEditText("" if value is None else str(value))
        elif isinstance(edit, QComboBox):
            if value is not None and edit.findData(value) < 0:
                edit.addItem(str(value), value)
            edit.setCurrentIndex(max(0, edit.findData(value)))
        else:
            edit.setText("" if value is None else str(value))
        edit.blockSignals(False)

    def set_organizations(self, names: Sequence[str]) -> None:
        """Offer the names of the register's organizations; another one may be written."""
        if self._is_organization:
            written = self.edit.currentText()
            self.edit.blockSignals(True)
            self.edit.clear()
            self.edit.addItems(list(names))
            self.edit.setEditText(written)
            self.edit.blockSignals(False)

    def share_organizations(self, names: QAbstractItemModel) -> None:
        """Offer names that many such edits have in common."""
        if self._is_organization:
            self.edit.blockSignals(True)
            self.edit.setModel(names)
            self.edit.setEditText("")
            self.edit.blockSignals(False)

    def _made(self) -> QWidget:
        if self._is_organization:
            combo = CalmCombo()
            combo.setEditable(True)
            combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            combo.lineEdit().setPlaceholderText(tr("name of the organization"))
            combo.currentTextChanged.connect(lambda _text: self.changed.emit())
            return combo
        if self._domain is not None and self._type == "set":
            several = QgsCheckableComboBox()
            several.setDefaultText(tr("choose"))
            for code in self._domain.values:
                if not code.deprecated:
                    several.addItemWithCheckState(say(code.label), Qt.CheckState.Unchecked, code.code)
            several.checkedItemsChanged.connect(lambda _items: self.changed.emit())
            return several
        if self._domain is not None or self._type == "bool":
            combo = CalmCombo()
            combo.addItem(tr("choose"), None)
            values = [(say(code.label), code.code) for code in self._codes()]
            for label, value in values or ((tr("Yes"), True), (tr("No"), False)):
                combo.addItem(label, value)
            combo.activated.connect(lambda _index: self.changed.emit())
            return combo
        line = QLineEdit()
        line.textEdited.connect(lambda _text: self.changed.emit())
        return line

    def _codes(self) -> list[Any]:
        return [] if self._domain is None else [code for code in self._domain.values if not code.deprecated]
