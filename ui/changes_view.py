# SPDX-License-Identifier: GPL-2.0-or-later
"""What differs from the base: the tree, a drawing of a move, and the buttons for the selected changes."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from ..core.exchange import Change
from ..core.schema import load_schema
from ..core.validation.position import LonLat, lonlat_of
from ..host.language import tr
from .changes_compare import Compared
from .changes_list import ChangesTree
from .changes_map import MoveMap
from .flow_layout import FlowLayout
from .mnemonics import menu_with_letters
from .pages import sentence


class ChangesView(QWidget):
    """It asks; whoever owns it does."""

    motive_asked = pyqtSignal(list)
    revert_asked = pyqtSignal(list, tuple)
    zoom_asked = pyqtSignal(list)
    form_asked = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.guidance = sentence()
        self.counts = sentence()
        self.tree = ChangesTree()
        self.tree.setAccessibleName(tr("Changed records"))
        self.map = MoveMap()
        icon = QgsApplication.getThemeIcon
        self.motive = QPushButton(icon("/mActionEditTable.svg"), tr("Reason…"))
        self.motive.setToolTip(tr("Say why, with evidence; for one change or for many at once."))
        self.revert = QPushButton(icon("/mActionUndo.svg"), tr("Revert"))
        self.revert.setToolTip(tr("Go back to what the record was in the shared store."))
        self.more = QToolButton()
        self.more.setText(tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = menu_with_letters(self.more)
        self.zoom = menu.addAction(tr("Zoom"))
        self.form = menu.addAction(tr("Open Form"))
        self.motive_all = menu.addAction(tr("Reason for All…"))
        self.revert_all = menu.addAction(tr("Revert All…"))
        self.more.setMenu(menu)
        self._lay_out()
        self._connect()
        self.show_compared(None)

    def show_compared(self, compared: Compared | None) -> None:
        """Show the changes; None while they are being compared."""
        chosen = {(change.table, change.id) for change in self.tree.selected_changes()}
        self.tree.model().set_compared(compared or Compared())
        self.tree.select_changes(chosen)
        some = bool(compared and compared.changes)
        for widget in (self.counts, self.tree, self._buttons):
            widget.setVisible(some)
        self._filler.setVisible(not some)
        self.guidance.setVisible(not some)
        if compared is not None and some:
            self.counts.setText(_counts(compared))
        if len(compared.changes if compared else ()) == 1:
            self.tree.expandAll()
        self._on_selection()

    def _lay_out(self) -> None:
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, 6)
        for button in (self.motive, self.revert, self.more):
            row.addWidget(button)
        self._filler = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.guidance)
        layout.addWidget(self.counts)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.map)
        layout.addWidget(self._buttons)
        layout.addWidget(self._filler, 1)

    def _connect(self) -> None:
        self.tree.selectionModel().selectionChanged.connect(self._on_selection)
        self.tree.model().modelReset.connect(self._on_selection)
        self.tree.form_asked.connect(self._ask_form)
        self.tree.zoom_asked.connect(self._ask_zoom)
        self.tree.revert_asked.connect(self._ask_revert)
        self.motive.clicked.connect(self._ask_motive)
        self.revert.clicked.connect(self._ask_revert)
        self.zoom.triggered.connect(self._ask_zoom)
        self.form.triggered.connect(self._ask_form)
        self.motive_all.triggered.connect(lambda _=False: self.motive_asked.emit(self._all()))
        self.revert_all.triggered.connect(lambda _=False: self.revert_asked.emit(self._all(), ()))

    def _all(self) -> list[Change]:
        return list(self.tree.model().compared.changes)

    def _on_selection(self, *_changes: object) -> None:
        chosen, fields = self.tree.selected_changes(), self.tree.selected_fields()
        self.motive.setEnabled(bool(chosen))
        self.revert.setEnabled(bool(chosen))
        if fields and chosen[0].op == "update":
            self.revert.setText(tr("Revert %n field(s)", len(_whole(chosen[0], fields))))
        elif len(chosen) > 1:
            self.revert.setText(tr("Revert %n record(s)", len(chosen)))
        else:
            self.revert.setText(tr("Revert"))
        self.zoom.setEnabled(bool(_places(chosen)))
        self.form.setEnabled(len(chosen) == 1 and chosen[0].op != "delete")
        self.map.show_change(chosen[0] if len(chosen) == 1 else None)

    def _ask_motive(self) -> None:
        chosen = self.tree.selected_changes()
        if chosen:
            self.motive_asked.emit(chosen)

    def _ask_revert(self) -> None:
        chosen = self.tree.selected_changes()
        if chosen:
            fields = self.tree.selected_fields() if chosen[0].op == "update" else ()
            self.revert_asked.emit(chosen, fields)

    def _ask_zoom(self) -> None:
        places = _places(self.tree.selected_changes())
        if places:
            self.zoom_asked.emit(places)

    def _ask_form(self) -> None:
        chosen = self.tree.selected_changes()
        if len(chosen) == 1 and chosen[0].op != "delete":
            self.form_asked.emit(chosen[0].table, chosen[0].id)


def _counts(compared: Compared) -> str:
    """Say how many records changed, and how."""
    found = [change.op for change in compared.changes]
    words = (
        ("insert", tr("%n added", found.count("insert"))),
        ("update", tr("%n changed", found.count("update"))),
        ("delete", tr("%n removed", found.count("delete"))),
        ("confirm", tr("%n confirmed", found.count("confirm"))),
    )
    return " · ".join(text for op, text in words if op in found)


def _places(changes: list[Change]) -> list[LonLat]:
    """Where the changed records are, and where moved ones were."""
    texts = [change.geometry for change in changes]
    texts += [change.fields.get("geom", {}).get("before") for change in changes]
    return [place for place in map(lonlat_of, texts) if place is not None]


def _whole(change: Change, fields: tuple[str, ...]) -> set[str]:
    """The changed fields that go back with the chosen ones: those of the same merge groups."""
    table = load_schema().tables[change.table]
    groups = {table.by_name[name].merge_group for name in fields} - {None}
    return {n for n in change.changed_fields if n in fields or table.by_name[n].merge_group in groups}
