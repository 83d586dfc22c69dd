# SPDX-License-Identifier: GPL-2.0-or-later
"""A new point beside the points of the store that it may be a second copy of."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..core.exchange.lookalikes import Lookalike
from ..core.exchange.review import ReviewChange
from ..core.schema import Field
from ..host.language import locale, tr
from .figures_table import FiguresTable
from .pages import heading
from .review_words import plain_tip
from .value_words import Names, label_words, value_words

COMPARED = (
    *("name_en", "name_fr", "organization_id", "channel", "point_type", "status"),
    *("address_line1", "city", "postal_code", "hours", "verified_on"),
)
"""What tells two points apart, or shows that they are one."""
MOST = 3


class Duplicates(QWidget):
    """A table for each candidate; hidden when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 4, 0, 4)
        self.tables: list[FiguresTable] = []

    def show_change(self, change: ReviewChange, names: Names) -> None:
        """Show the candidates of an addition, nearest first."""
        while self._rows.count():
            old = self._rows.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self.tables = []
        theirs = {each.field.name: each.theirs for each in change.fields}
        for candidate in change.lookalikes[:MOST]:
            self._rows.addWidget(heading(_title(candidate)))
            table = FiguresTable(_title(candidate))
            rows = []
            for name in COMPARED:
                field: Field = change.table.by_name[name]
                new, known = theirs.get(name), candidate.row.get(name)
                if new is not None or known is not None:
                    rows.append(
                        [label_words(field), value_words(field, new, names), value_words(field, known, names)]
                    )
            table.show_rows([tr("Field"), tr("Submitted"), tr("In the store")], rows)
            _as_texts(table)
            self.tables.append(table)
            self._rows.addWidget(table)
        self.setVisible(bool(change.lookalikes))


def _as_texts(table: FiguresTable) -> None:
    """Cells hold texts of people, not figures: to the left, and never HTML in their tips."""
    for column in range(table.columnCount()):
        head = table.horizontalHeaderItem(column)
        head.setText(head.toolTip())
        head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for row in range(table.rowCount()):
        for column in range(table.columnCount()):
            cell = table.item(row, column)
            cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            cell.setToolTip(plain_tip(cell.text()))


def _title(candidate: Lookalike) -> str:
    metres = locale().toString(round(candidate.distance_m))
    if candidate.rule == "U03":
        return tr("Possible duplicate, {metres} m away").format(metres=metres)
    return tr("Another organization, {metres} m away").format(metres=metres)
