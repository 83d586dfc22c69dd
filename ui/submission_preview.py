# SPDX-License-Identifier: GPL-2.0-or-later
"""The submission before anything is written: errors first, else how many of each, and every changed field."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtWidgets import (
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.validation import Finding
from ..host.language import tr
from .changes_list import ChangesTree
from .findings_check import Checked, CheckedFinding
from .findings_list import FindingDelegate
from .findings_model import FindingsModel
from .outbox_words import moment_words
from .pages import heading, sentence
from .submission_job import Prepared

UNFOLDED = 20
"""So many records are shown with their fields at once; of more, one opens those that one wants to see."""


class SubmissionPreview(QWidget):
    """Shows a prepared submission, or the errors that stand in its way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.counts, self.replaces = heading(""), sentence(), sentence()
        self.signed = sentence()
        self.changes, self.errors = ChangesTree(), QListView()
        self.changes.setAccessibleName(tr("Changed fields"))
        self.found = FindingsModel(self)
        self.errors.setModel(self.found)
        self.errors.setItemDelegate(FindingDelegate(self.errors))
        self.errors.setUniformItemSizes(True)
        self.errors.setAccessibleName(tr("Errors"))
        self.views = QStackedWidget()
        self.views.addWidget(self.changes)
        self.views.addWidget(self.errors)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.counts)
        layout.addWidget(self.replaces)
        layout.addWidget(self.signed)
        layout.addWidget(self.views, 1)

    def show_prepared(self, prepared: Prepared) -> None:
        """Show errors when there are any: a submission is refused while one stands."""
        self.views.setCurrentWidget(self.errors if prepared.errors else self.changes)
        replaced = None if prepared.errors else prepared.replaces
        self.replaces.setVisible(replaced is not None)
        if replaced is not None:
            self.replaces.setText(
                tr(
                    "It replaces your submission of {date}, of which something still waits: the stewards "
                    "decide on this one instead."
                ).format(date=moment_words(replaced.created_at))
            )
        self.signed.setVisible(not prepared.errors and prepared.signed_with is not None)
        self.signed.setText(tr("Signed with the key “{key}”.").format(key=prepared.signed_with))
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
        self.changes.model().set_compared(prepared.compared)
        if len(prepared.compared.changes) <= UNFOLDED:
            self.changes.expandAll()

    def _show_errors(self, errors: Sequence[Finding]) -> None:
        self.title.setText(tr("%n error(s) must be corrected first", len(errors)))
        self.counts.setText(
            tr("They stand on records that you changed; the stewards’ store would refuse them.")
        )
        self.found.set_checked(
            Checked(tuple(CheckedFinding(f, f"{n}", None, "") for n, f in enumerate(errors)))
        )
