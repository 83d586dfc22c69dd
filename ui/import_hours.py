# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a source has the opening hours: one column of prose or OSM syntax, or a column for each day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import QLocale, pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from ..host.language import locale, tr
from .calm_combo import CalmCombo
from .import_columns import ColumnCombo
from .pages import sentence

_DAYS = 7
_PARSERS = ("", "en_prose", "fr_prose", "osm", "columns")


class HoursSource(QWidget):
    """Shows the member ``hours`` of a profile. ``changed`` follows each choice."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: Mapping[str, Any] = {}
        labels = (
            tr("The source has no hours"),
            tr("Sentences in English"),
            tr("Sentences in French"),
            tr("OSM syntax (Mo-Fr 08:30-16:30)"),
            tr("A column for each day"),
        )
        self.parser = CalmCombo()
        for code, label in zip(_PARSERS, labels):
            self.parser.addItem(label, code)
        self.column = ColumnCombo()
        self.days = [ColumnCombo() for _day in range(_DAYS)]
        self.holidays = ColumnCombo()
        self._prose = _part(((tr("Column of the hours"), self.column),))
        names = [locale().dayName(day + 1, QLocale.FormatType.LongFormat) for day in range(_DAYS)]
        self._week = _part((*zip(names, self.days), (tr("Holidays"), self.holidays)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (_part(((tr("How the hours are written"), self.parser),)), self._prose, self._week):
            layout.addWidget(part)
        self.several = sentence()
        layout.addWidget(self.several)
        layout.addWidget(
            sentence(tr("What cannot be read as hours stays as a note and is listed after the comparison."))
        )
        layout.addStretch(1)
        self.parser.activated.connect(lambda _index: self._on_changed())
        for combo in (self.column, *self.days, self.holidays):
            combo.changed.connect(self._on_changed)
        self._show_fitting()

    def show_hours(self, hours: Mapping[str, Any], columns: Sequence[str]) -> None:
        """Show where a profile has the hours, and offer these columns."""
        self._given = hours
        parser, named = hours.get("parser", ""), list(hours.get("columns", ()))
        self.parser.setCurrentIndex(max(0, self.parser.findData(parser)))
        in_days = parser == "columns"
        for combo, name in (
            (self.column, named[0] if named and not in_days else ""),
            *zip(self.days, named if in_days else [""] * _DAYS),
            (self.holidays, hours.get("holidays") or ""),
        ):
            combo.set_columns(columns)
            combo.set_expression({"col": name} if name else None)
        more = named[1:] if not in_days else []
        self.several.setText(tr("Read together with: {columns}").format(columns=", ".join(more)))
        self.several.setVisible(bool(more))
        self._show_fitting()

    def hours(self) -> dict[str, Any] | None:
        """Return the member, None where the source has no hours or a column is still to be chosen."""
        parser = self.parser.currentData()
        if parser == "columns":
            columns = [combo.column for combo in self.days]
            kept = {"breaks": self._given["breaks"]} if self._given.get("breaks") else {}
            extra = {"holidays": self.holidays.column} if self.holidays.column else {}
            return {"parser": parser, "columns": columns, **extra, **kept} if all(columns) else None
        if not parser or not self.column.column:
            return None
        named = list(self._given.get("columns", ())) if self._given.get("parser") != "columns" else []
        return {"parser": parser, "columns": [self.column.column, *named[1:]]}

    def _on_changed(self) -> None:
        self._show_fitting()
        self.changed.emit()

    def _show_fitting(self) -> None:
        parser = self.parser.currentData()
        self._prose.setVisible(parser not in ("", "columns"))
        self._week.setVisible(parser == "columns")


def _part(rows: Sequence[tuple[str, QWidget]]) -> QWidget:
    """Rows of a form that are shown and hidden together."""
    part = QWidget()
    form = QFormLayout(part)
    form.setContentsMargins(0, 0, 0, 0)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for label, widget in rows:
        form.addRow(label, widget)
        widget.setAccessibleName(label)
    return part
