# SPDX-License-Identifier: GPL-2.0-or-later
"""What differs from the shared store, and the three steps of a correction: copy, check, export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHeaderView,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange import Change
from ..core.schema import load_schema
from ..host.language import say, tr
from ..layers.filter import fold
from ..layers.palette import palette
from ..layers.register import PointRegister
from .flow_layout import FlowLayout
from .pages import sentence
from .symbol_painter import order_icon
from .words import order_label

LONGEST_VALUE = 200


class ChangesTab(QWidget):
    """Explains in a sentence where the person stands, then offers the next step."""

    copy_asked = pyqtSignal(str)
    check_asked = pyqtSignal()
    export_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = sentence()
        self.copy = QPushButton(
            QgsApplication.getThemeIcon("/mActionToggleEditing.svg"), tr("Make a working copy…")
        )
        self.check = QPushButton(QgsApplication.getThemeIcon("/mIconSuccess.svg"), tr("Check"))
        self.check.setToolTip(tr("Check every record against the rules of the shared schema."))
        self.export = QPushButton(
            QgsApplication.getThemeIcon("/mActionFileSave.svg"), tr("Export a submission…")
        )
        self.export.setToolTip(tr("Write one file that says what changed, to send to the steward."))
        self.copy.setToolTip(tr("Choose for whom you correct records."))
        self.copy.setMenu(QMenu(self.copy))
        self.check.clicked.connect(self.check_asked)
        self.export.clicked.connect(self.export_asked)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(1)
        self.tree.setHeaderHidden(True)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.setAccessibleName(tr("Changed records"))
        buttons = QWidget()
        flow = FlowLayout(buttons, 6)
        for button in (self.copy, self.check, self.export):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self._state)
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)
        self._filler = QWidget()
        layout.addWidget(self._filler, 1)
        self.set_state(is_copy=False, jurisdiction="", changes=None)

    def set_jurisdictions(self, register: PointRegister) -> None:
        """Offer a working copy for every jurisdiction that has points, by order of government."""
        menu = self.copy.menu()
        menu.clear()
        order_of = {point.jurisdiction: point.order for point in register.points}
        names = {
            code: say(register.jurisdictions[code]) for code in order_of if code in register.jurisdictions
        }
        for order in palette().orders:
            codes = [code for code in names if order_of[code] == order.code]
            if not codes:
                continue
            part = menu.addMenu(order_icon(order.code), order_label(order.code).replace("&", "&&"))
            for code in sorted(codes, key=lambda key: fold(names[key])):
                action = part.addAction(names[code].replace("&", "&&"))
                action.triggered.connect(lambda _=False, wanted=code: self.copy_asked.emit(wanted))
        self.copy.setEnabled(bool(names))

    def set_state(self, *, is_copy: bool, jurisdiction: str, changes: Sequence[Change] | None) -> None:
        """Show a shared store, or a working copy with its changes (None while they are being counted)."""
        self.tree.clear()
        self.copy.setVisible(not is_copy)
        self.export.setVisible(is_copy)
        self.export.setEnabled(bool(changes))
        self.tree.setVisible(bool(changes))
        self._filler.setVisible(not changes)
        if not is_copy:
            self._state.setText(
                tr(
                    "The shared store is read-only. To correct records, make a working copy for your "
                    "jurisdiction, edit it, then export what changed."
                )
            )
        elif changes is None:
            self._state.setText(tr("Comparing the working copy with the shared store."))
        elif changes:
            self._state.setText(
                tr("%n record(s) changed in the working copy of {jurisdiction}.", len(changes)).format(
                    jurisdiction=jurisdiction
                )
            )
        else:
            self._state.setText(
                tr(
                    "This is the working copy of {jurisdiction}. Nothing has changed yet: turn on editing, "
                    "open the form of a point and correct it."
                ).format(jurisdiction=jurisdiction)
            )
        for change in changes or ():
            self._add(change)

    def _add(self, change: Change) -> None:
        table = load_schema().tables[change.table]
        operation = load_schema().domains["op"].by_code[change.op]
        title = f"{say(change.name)} – {say(table.label)} ({say(operation.label)})"
        item = QTreeWidgetItem(self.tree, [title])
        item.setToolTip(0, title)
        if change.op != "update":
            return
        for name in change.changed_fields:
            sides = change.fields[name]
            text = tr("{field}\nbefore: {before}\nnow: {after}").format(
                field=say(table.by_name[name].label),
                before=_shown(sides.get("before")),
                after=_shown(sides.get("after")),
            )
            child = QTreeWidgetItem(item, [text])
            child.setToolTip(0, text)


def _shown(value: Any) -> str:  # noqa: ANN401  (any canonical value)
    if value is None or value == []:
        return "–"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
