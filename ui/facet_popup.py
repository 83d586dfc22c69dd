# SPDX-License-Identifier: GPL-2.0-or-later
"""A list to tick, under a filter button: values with their number of points, some of them in groups."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..host.language import tr
from ..layers.filter import fold
from .scale import scaled
from .words import number

SEARCH_FROM = 12
"""Shorter lists need no search box."""
CodeRole = Qt.ItemDataRole.UserRole
WIDTH, ROWS = 300, 14


@dataclass(frozen=True)
class Option:
    """One value one can tick, under a heading where it has one (code of an order of government)."""

    code: str
    label: str
    count: int
    group: str = ""
    group_label: str = ""
    icon: QIcon | None = None


class FacetPopup(QFrame):
    """Opens under a button, closes with Esc or a click elsewhere; tells every change at once."""

    chosen = pyqtSignal(frozenset)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._search = QgsFilterLineEdit()
        self._search.setShowSearchIcon(True)
        self._search.setPlaceholderText(tr("Search this list"))
        self._search.setAccessibleName(tr("Search this list"))
        self._search.textChanged.connect(self._on_search_changed)
        self._tree = QTreeWidget()
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName(title)
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.itemChanged.connect(self._on_item_changed)
        clear = QPushButton(tr("Clear"))
        clear.clicked.connect(self._on_clear_clicked)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(clear)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._search)
        layout.addWidget(self._tree)
        layout.addLayout(buttons)

    def show_options(self, options: Sequence[Option], ticked: Collection[str], below: QWidget) -> None:
        """Fill the list and open it under a widget, inside the screen."""
        self._fill(options, ticked)
        self._search.setVisible(len(options) >= SEARCH_FROM)
        self._search.clear()
        rows = len(options) + len({option.group for option in options if option.group})
        height = (min(ROWS, rows) + 1) * max(18, self._tree.sizeHintForRow(0)) + 4
        self._tree.setFixedHeight(height)
        width = scaled(self, WIDTH)
        self.resize(width, self.sizeHint().height())
        screen = QApplication.screenAt(below.mapToGlobal(QPoint(0, 0))) or QApplication.primaryScreen()
        free = screen.availableGeometry()
        place = below.mapToGlobal(QPoint(0, below.height()))
        x = max(free.left(), min(place.x(), free.right() - width))
        y = max(free.top(), min(place.y(), free.bottom() - self.height()))
        self.move(x, y)
        self.show()
        (self._search if self._search.isVisible() else self._tree).setFocus()

    def _fill(self, options: Sequence[Option], ticked: Collection[str]) -> None:
        self._tree.blockSignals(True)
        self._tree.clear()
        self._tree.setRootIsDecorated(any(option.group for option in options))
        groups: dict[str, QTreeWidgetItem] = {}
        for option in options:
            parent: QTreeWidget | QTreeWidgetItem = self._tree
            if option.group:
                if option.group not in groups:
                    heading = QTreeWidgetItem(self._tree, [option.group_label, ""])
                    heading.setFlags(heading.flags() | Qt.ItemFlag.ItemIsAutoTristate)
                    heading.setExpanded(True)
                    if option.icon is not None:
                        heading.setIcon(0, option.icon)
                    groups[option.group] = heading
                parent = groups[option.group]
            item = QTreeWidgetItem(parent, [option.label, number(option.count)])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, CodeRole, option.code)
            item.setToolTip(0, option.label)
            state = Qt.CheckState.Checked if option.code in ticked else Qt.CheckState.Unchecked
            item.setCheckState(0, state)
            if option.icon is not None and not option.group:
                item.setIcon(0, option.icon)
        for heading in groups.values():
            total = sum(int(option.count) for option in options if option.group_label == heading.text(0))
            heading.setText(1, number(total))
            heading.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tree.blockSignals(False)

    def _leaves(self) -> list[QTreeWidgetItem]:
        top = [self._tree.topLevelItem(row) for row in range(self._tree.topLevelItemCount())]
        return [
            leaf for item in top for leaf in ([item.child(row) for row in range(item.childCount())] or [item])
        ]

    def _on_item_changed(self) -> None:
        ticked = [
            leaf.data(0, CodeRole) for leaf in self._leaves() if leaf.checkState(0) == Qt.CheckState.Checked
        ]
        self.chosen.emit(frozenset(ticked))

    def _on_clear_clicked(self) -> None:
        self._tree.blockSignals(True)
        for leaf in self._leaves():
            leaf.setCheckState(0, Qt.CheckState.Unchecked)
        self._tree.blockSignals(False)
        self.chosen.emit(frozenset())

    def _on_search_changed(self, text: str) -> None:
        wanted = fold(text)
        for leaf in self._leaves():
            leaf.setHidden(wanted not in fold(leaf.text(0)))
        for row in range(self._tree.topLevelItemCount()):
            item = self._tree.topLevelItem(row)
            children = [item.child(place) for place in range(item.childCount())]
            if children:
                item.setHidden(all(child.isHidden() for child in children))
