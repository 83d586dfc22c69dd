# SPDX-License-Identifier: GPL-2.0-or-later
"""What identifies a row of the source: the column, how it is read, and the namespace of the identifiers."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ..host.language import say, tr
from .import_columns import ColumnCombo, reading_button
from .import_draft import ProfileDraft
from .pages import sentence


class KeySource(QWidget):
    """Shows and changes the member ``key`` of a ``ProfileDraft``."""

    changed = pyqtSignal()
    reading_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: ProfileDraft | None = None
        self.combo, self.scheme, self.reason = ColumnCombo(), QLineEdit(), sentence()
        self.reading = reading_button(tr("How the identifier is read"))
        self.combo.setAccessibleName(tr("Column that identifies each row"))
        name = tr("Namespace of the identifiers")
        label = QLabel(name)
        label.setBuddy(self.scheme)
        self.scheme.setAccessibleName(name)
        self.scheme.setToolTip(tr("Tells the identifiers of this source from those of others; keep it too."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            sentence(
                tr(
                    "Which column tells one row from every other, and stays the same from month to month? By "
                    "it the next import recognises each row."
                )
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.combo, 1)
        row.addWidget(self.reading)
        layout.addLayout(row)
        layout.addWidget(self.reason)
        layout.addSpacing(10)
        layout.addWidget(label)
        layout.addWidget(self.scheme)
        layout.addStretch(1)
        self.combo.changed.connect(self._on_key)
        self.scheme.textEdited.connect(self._on_scheme)
        self.reading.clicked.connect(self.reading_asked)

    def show_draft(self, draft: ProfileDraft, columns: Sequence[str]) -> None:
        """Show what a profile says, and offer these columns."""
        self._draft = draft
        self.combo.set_columns(columns)
        self.combo.set_expression(draft.key if draft.has_key else None)
        self.refresh()

    def refresh(self) -> None:
        """Show the namespace, which may follow the profile's name, and why the column was guessed."""
        guess = None if self._draft is None else self._draft.guess_of("key")
        self.reason.setText("" if guess is None else tr("Guess. {reason}").format(reason=say(guess.reason)))
        scheme = "" if self._draft is None else self._draft.get("key", {}).get("scheme", "")
        if self.scheme.text().strip() != scheme:
            self.scheme.setText(scheme)

    def _on_key(self) -> None:
        if self._draft is not None:
            self._draft.set_key(self.combo.expression())
            self.changed.emit()

    def _on_scheme(self, text: str) -> None:
        if self._draft is not None:
            self._draft.put_into("key", "scheme", text.strip())
            self.changed.emit()
