# SPDX-License-Identifier: GPL-2.0-or-later
"""The tabs of the panel: all of them in sight in a narrow panel too, the whole title in the tool tip."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTabWidget, QWidget

# Themes put so much room around titles that four of them do not fit into 320 px: French is longer.
_NARROW = """
QTabBar::tab {
    padding: 5px 7px; margin: 0; border: none; background: transparent;
    border-bottom: 3px solid transparent;
}
QTabBar::tab:selected { border-bottom-color: palette(highlight); }
QTabBar::tab:hover:!selected { border-bottom-color: palette(mid); }
QTabBar::tab:selected:focus { text-decoration: underline; }
"""


class PanelTabs(QTabWidget):
    """Tabs that never scroll away. What does not fit is shortened in the middle: a number stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.tabBar().setStyleSheet(_NARROW)

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
