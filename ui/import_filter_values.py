# SPDX-License-Identifier: GPL-2.0-or-later
"""The values that a filter names, chosen among those the source has."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..core.importing.lookups import Tally
from ..core.validation.similarity import fold
from ..host.language import tr
from .mnemonics import Mnemonics
from .pages import sentence
from .words import number

WIDTH, HEIGHT = 420, 460
_MOST = 2_000


class ValuesDialog(QDialog):
    """Lists values with the number of their rows; those that are chosen are shown, whether frequent, rare or
    not in the source."""

    def __init__(
        self, tallies: Sequence[Tally], chosen: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        Mnemonics(self)
        self.setWindowTitle(tr("Values of the Filter"))
        self.resize(WIDTH, HEIGHT)
        self.search, self.list = QgsFilterLineEdit(), QListWidget()
        self.search.setPlaceholderText(tr("Search values"))
        self.search.setAccessibleName(tr("Search values"))
        self.search.setShowSearchIcon(True)
        self.list.setAccessibleName(tr("Values of the column"))
        counts = {each.value: each.count for each in tallies}
        shown = {each.value: each for each in tallies[:_MOST]}
        shown.update((value, Tally(value, counts.get(value, 0))) for value in chosen if value not in shown)
        for each in shown.values():
            item = QListWidgetItem(tr("{value} ({n})").format(value=each.value, n=number(each.count)))
            item.setData(Qt.ItemDataRole.UserRole, each.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_chosen = each.value in chosen
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self.buttons.button(buttons.Ok).setText(tr("OK"))
        self.buttons.button(buttons.Cancel).setText(tr("Cancel"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        if len(tallies) > _MOST:
            more = tr("Only the {n} most frequent of {all} values are shown.")
            layout.addWidget(sentence(more.format(n=number(_MOST), all=number(len(tallies)))))
        layout.addWidget(self.buttons)
        self.search.textChanged.connect(self._on_search)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def chosen(self) -> list[str]:
        """Return the values that are checked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _on_search(self, words: str) -> None:
        wanted = fold(words)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in fold(item.data(Qt.ItemDataRole.UserRole)))
