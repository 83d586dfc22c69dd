# SPDX-License-Identifier: GPL-2.0-or-later
"""A row of the source beside the point of the register that it may be, and the buttons that decide it."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.importing.matched import Decision
from ..core.validation.position import LonLat, lonlat_of
from ..host.language import say, tr
from ..processing.import_outputs import place_of
from .calm_combo import CalmCombo
from .changes_map import MoveMap
from .import_job import Found
from .import_rows import Line, candidates, decision_words, pair_rows
from .pages import sentence
from .review_words import plain_tip

_LABELS = 150
_SIDE = 270
_DIFFERS = "≠ "


class PairMap(MoveMap):
    """Draws the register’s point hollow and the source’s filled."""

    @property
    def text(self) -> str:
        return "" if self.distance is None else tr("{distance} apart").format(distance=self.distance)


class PairView(QWidget):
    """Shows one pair. ``decided`` has the answer: a ``Decision``, or None for later."""

    decided = pyqtSignal(object)
    zoom_asked = pyqtSignal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: Line | None = None
        self._found: Found | None = None
        self.evidence, self.state = sentence(), sentence()
        self.other = CalmCombo()
        self.other.setAccessibleName(tr("Compared with"))
        self.table = QTableWidget()
        self.table.setAccessibleName(tr("Source and register side by side"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.map = PairMap()
        self.same, self.new = QPushButton(tr("Same (S)")), QPushButton(tr("New (N)"))
        self.later = QPushButton(tr("Later (L)"))
        self.zoom = QPushButton(tr("Show on the map"))
        for button, tip in (
            (self.same, tr("The row is this service point of the register.")),
            (self.new, tr("The row is a service point that the register does not have.")),
            (self.later, tr("Leave it open; it stays out of the draft.")),
            (self.zoom, tr("Show both places in QGIS’s map.")),
        ):
            button.setAutoDefault(False)
            button.setToolTip(tip)
        self._lay_out()
        self.same.clicked.connect(lambda: self._decide("same"))
        self.new.clicked.connect(lambda: self._decide("new"))
        self.later.clicked.connect(lambda: self.decided.emit(None))
        self.zoom.clicked.connect(lambda: self.zoom_asked.emit(self.places()))
        self.other.activated.connect(lambda _index: self._show_pair())
        self.show_line(None, None, None)

    def show_line(self, line: Line | None, found: Found | None, decision: Decision | None) -> None:
        """Show a row and the point it is compared with; hide for one that was compared with none."""
        self._line, self._found = line, found
        pairs = [] if line is None or found is None else candidates(line, found)
        self.setVisible(bool(pairs))
        if not pairs or line is None:
            return
        self.other.clear()
        for key, name in pairs:
            self.other.addItem(name, key)
        if decision is not None and decision.id is not None:
            self.other.setCurrentIndex(max(0, self.other.findData(decision.id)))
        self._compared.setVisible(len(pairs) > 1)
        self.other.setVisible(len(pairs) > 1)
        self.state.setText(tr("Decided: {answer}").format(answer=decision_words(decision)))
        self.state.setVisible(decision is not None)
        for button in (self.same, self.new, self.later):
            button.setVisible(line.can_be_decided)
        self._show_pair()

    def press(self, letter: str) -> bool:
        """Do what the button of a letter does; False when there is none that may be pressed."""
        button = {"s": self.same, "n": self.new, "l": self.later}.get(letter.lower())
        if button is None or not button.isVisible():
            return False
        button.click()
        return True

    def places(self) -> list[LonLat]:
        """Return where the register and the source have the point, as far as they say."""
        return [place for place in self._both() if place is not None]

    def _both(self) -> tuple[LonLat | None, LonLat | None]:
        if self._line is None or self._found is None or self._line.matched is None:
            return None, None
        row = self._found.held.row("service_point", str(self.other.currentData())) or {}
        return lonlat_of(row.get("geom")), place_of(self._line.matched.point)

    def _show_pair(self) -> None:
        line, found = self._line, self._found
        if line is None or found is None or line.matched is None:
            return
        key = str(self.other.currentData())
        likeliest = key == line.matched.id
        words = (
            say(line.matched.match.text)
            if likeliest
            else tr("Another candidate; the evidence is for the first.")
        )
        self.evidence.setText(words)
        rows = pair_rows(line, found, key)
        self.table.clear()
        self.table.setColumnCount(3)
        self.table.setRowCount(len(rows))
        self.table.setHorizontalHeaderLabels([tr("Field"), tr("Source"), tr("Register")])
        for number, (label, here, there, differs) in enumerate(rows):
            for column, text in enumerate((_DIFFERS + label if differs else label, here, there)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(plain_tip(text))
                if differs:
                    font = cell.font()
                    font.setBold(True)
                    cell.setFont(font)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(number, column, cell)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, _LABELS)
        there, here = self._both()
        self.map.show_places(there, here)
        self.legend.setVisible(not self.map.isHidden())
        self.zoom.setEnabled(bool(self.places()))

    def _decide(self, answer: str) -> None:
        if self._line is not None and self._line.can_be_decided:
            key = str(self.other.currentData()) if answer == "same" else None
            self.decided.emit(Decision("same", key) if answer == "same" else Decision("new"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self._compared = QLabel(tr("Compared with"))
        self._compared.setBuddy(self.other)
        top.addWidget(self._compared)
        top.addWidget(self.other, 1)
        buttons = QHBoxLayout()
        for button in (self.same, self.new, self.later):
            buttons.addWidget(button)
        buttons.addWidget(self.state, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.zoom)
        self.legend = sentence(tr("○ register   ● source"))
        beside = QVBoxLayout()
        beside.addWidget(self.evidence)
        beside.addWidget(self.map)
        beside.addWidget(self.legend)
        beside.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.table, 3)
        side = QWidget()
        side.setMinimumWidth(_SIDE)
        side.setLayout(beside)
        middle.addWidget(side, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)
