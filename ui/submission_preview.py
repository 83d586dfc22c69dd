# SPDX-License-Identifier: GPL-2.0-or-later
"""The submission before anything is written: errors first, else how many of each, and every changed field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange import summary_table
from ..core.validation import Finding
from ..host.language import language, tr
from .findings_check import Checked, CheckedFinding
from .findings_list import FindingDelegate
from .findings_model import FindingsModel
from .outbox_words import moment_words
from .pages import heading, sentence
from .submission_job import Prepared

HIDDEN_COLUMNS = (0, 2, 4, 5)
"""Number, table, identifier and jurisdiction: in the file, but old and new values must fit in the window."""

WIDEST_COLUMN = 140


class SummaryModel(QAbstractTableModel):
    """The table of the changed fields, as plain text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def set_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self._heads, self._rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return self._rows[index.row()][index.column()]

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        across = orientation == Qt.Orientation.Horizontal
        return self._heads[section] if across and role == Qt.ItemDataRole.DisplayRole else None


class SubmissionPreview(QWidget):
    """Shows a prepared submission, or the errors that stand in its way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.counts, self.replaces = heading(""), sentence(), sentence()
        self.table, self.errors = QTableView(), QListView()
        self.model, self.found = SummaryModel(self), FindingsModel(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Changed fields"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.errors.setModel(self.found)
        self.errors.setItemDelegate(FindingDelegate(self.errors))
        self.errors.setUniformItemSizes(True)
        self.errors.setAccessibleName(tr("Errors"))
        self.views = QStackedWidget()
        self.views.addWidget(self.table)
        self.views.addWidget(self.errors)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.counts)
        layout.addWidget(self.replaces)
        layout.addWidget(self.views, 1)

    def show_prepared(self, prepared: Prepared) -> None:
        """Show errors when there are any: a submission is refused while one stands."""
        self.views.setCurrentWidget(self.errors if prepared.errors else self.table)
        replaced = None if prepared.errors else prepared.replaces
        self.replaces.setVisible(replaced is not None)
        if replaced is not None:
            self.replaces.setText(
                tr(
                    "It replaces your submission of {date}, of which something still waits: the stewards "
                    "decide on this one instead."
                ).format(date=moment_words(replaced.created_at))
            )
        if prepared.errors:
            self._show_errors(prepared.errors)
            return
        counts = prepared.submission.counts
        self.title.setText(tr("%n change(s) to submit", sum(counts.values())))
        self.counts.setText(
            tr("Added: {inserts} · Changed: {updates} · Removed: {deletes} · Confirmed: {confirms}").format(
                inserts=counts["insert"],
                updates=counts["update"],
                deletes=counts["delete"],
                confirms=counts["confirm"],
            )
        )
        self.model.set_rows(*summary_table(prepared.submission, language=language()))
        for column in HIDDEN_COLUMNS:
            self.table.setColumnHidden(column, True)
        self.table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), WIDEST_COLUMN))

    def _show_errors(self, errors: Sequence[Finding]) -> None:
        self.title.setText(tr("%n error(s) must be corrected first", len(errors)))
        self.counts.setText(
            tr("They stand on records that you changed; the stewards’ store would refuse them.")
        )
        self.found.set_checked(
            Checked(tuple(CheckedFinding(f, f"{n}", None, "") for n, f in enumerate(errors)))
        )
