# SPDX-License-Identifier: GPL-2.0-or-later
"""The points of a scenario as a list: what the map tools do, without the map."""

from __future__ import annotations

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ..host.language import tr
from ..host.resources import icon
from ..layers.filter import fold
from ..processing.wording import labelled
from .flow_layout import FlowLayout
from .scenario_controller import ScenarioController

STATUS_WORDS = {
    "closed": lambda: tr("Closed"),
    "opened": lambda: tr("New"),
    "moved": lambda: tr("Moved"),
}
_ICONS = {"closed": "whatif_close", "opened": "whatif_open", "moved": "whatif_move"}
_IdRole = Qt.ItemDataRole.UserRole


class ScenarioSites(QWidget):
    """Changed points first, then the others by name; the place for opening and moving is the map's centre."""

    open_here_asked = pyqtSignal()
    move_here_asked = pyqtSignal(str)

    def __init__(self, controller: ScenarioController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.search = QgsFilterLineEdit()
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search the points by name"))
        self.search.setAccessibleName(tr("Search the points by name"))
        self.list = _List()
        high = self.list.fontMetrics().height()
        self.list.setIconSize(QSize(high, high))
        self.list.setAccessibleName(tr("Points of the scenario"))
        self.toggle = QPushButton(tr("Close"))
        self.toggle.setToolTip(tr("Close the chosen point, or open it again (Enter)"))
        self.move_here = QPushButton(tr("Move to map centre"))
        self.move_here.setToolTip(tr("Move the chosen point to the middle of the map"))
        self.take_back = QPushButton(tr("Take back"))
        self.take_back.setToolTip(tr("Leave the chosen point as it is today (Delete)"))
        self.open_here = QPushButton(tr("Open at map centre"))
        self.open_here.setToolTip(tr("Open a new point in the middle of the map"))
        buttons = FlowLayout(spacing=4)
        for button in (self.toggle, self.take_back, self.move_here, self.open_here):
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.search)
        rows.addWidget(self.list)
        rows.addLayout(buttons)
        self._connect()
        self.refresh()

    def chosen(self) -> str | None:
        """Return the id of the chosen point."""
        item = self.list.currentItem()
        return None if item is None or item.isHidden() else item.data(_IdRole)

    def refresh(self) -> None:
        """List the points as they are now; the chosen one stays chosen."""
        chosen, controller = self.chosen(), self._controller
        points = [*controller.scenario.opened, *controller.places]
        points.sort(key=lambda p: (controller.status(p) == "kept", fold(controller.name_of(p)), p))
        self.list.blockSignals(True)
        self.list.clear()
        for point in points:
            item = self._item(point)
            self.list.addItem(item)
            if point == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._filter()

    def _item(self, point: str) -> QListWidgetItem:
        status, name = self._controller.status(point), self._controller.name_of(point)
        if status == "kept":
            item = QListWidgetItem(name)
        else:
            text = labelled(STATUS_WORDS[status](), name)
            item = QListWidgetItem(icon(_ICONS[status]), text)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        item.setData(_IdRole, point)
        item.setToolTip(item.text())
        return item

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._offer)
        self.list.toggle_asked.connect(self._toggle)
        self.list.itemDoubleClicked.connect(lambda _item: self._toggle())
        self.list.take_back_asked.connect(self._take_back)
        self.toggle.clicked.connect(lambda _=False: self._toggle())
        self.take_back.clicked.connect(lambda _=False: self._take_back())
        self.open_here.clicked.connect(lambda _=False: self.open_here_asked.emit())
        self.move_here.clicked.connect(lambda _=False: self.move_here_asked.emit(self.chosen() or ""))

    def _filter(self, *_text: str) -> None:
        words = fold(self.search.text())
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(words not in fold(item.text()))
        self._offer()

    def _offer(self, *_changed: object) -> None:
        """Offer what can be done with the chosen point, in the word for it."""
        point = self.chosen()
        status = None if point is None else self._controller.status(point)
        self.toggle.setText(tr("Re-open") if status == "closed" else tr("Close"))
        self.toggle.setEnabled(status in ("kept", "closed", "moved"))
        self.move_here.setEnabled(point is not None)
        self.take_back.setEnabled(status not in (None, "kept"))

    def _toggle(self) -> None:
        point = self.chosen()
        if point is not None:
            self._controller.toggle(point)

    def _take_back(self) -> None:
        point = self.chosen()
        if point is not None and self._controller.status(point) != "kept":
            self._controller.take_back(point)


class _List(QListWidget):
    """About six rows high; Enter and Delete do what the buttons do."""

    toggle_asked = pyqtSignal()
    take_back_asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, 6 * (self.fontMetrics().height() + 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.take_back_asked.emit()
        else:
            super().keyPressEvent(event)
