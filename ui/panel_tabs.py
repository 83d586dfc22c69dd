# SPDX-License-Identifier: GPL-2.0-or-later
"""The tabs of the panel: all of them in sight however narrow it is, the whole title in the tool tip."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTabWidget, QWidget


class PanelTabs(QTabWidget):
    """Titles are shortened in the middle: the number at the end of one says what there is to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)  # scrolled away a tab is not found
        self.setElideMode(Qt.TextElideMode.ElideMiddle)

    def set_title(self, tab: QWidget, title: str) -> None:
        """Give a tab its title; add it when it is not there yet."""
        index = self.indexOf(tab)
        if index < 0:
            index = self.addTab(tab, title)
        self.setTabText(index, title)
        self.setTabToolTip(index, title)

    def remove(self, tab: QWidget) -> None:
        """Take a tab away; nothing when it is not there."""
        index = self.indexOf(tab)
        if index >= 0:
            self.removeTab(index)
