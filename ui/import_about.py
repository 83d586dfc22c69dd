# SPDX-License-Identifier: GPL-2.0-or-later
"""What a profile says of its source as a whole: titles, publisher, licence, identifier, what to expect."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from ..core.schema import load_schema
from ..host.language import say, tr
from .calm_combo import CalmCombo
from .import_draft import ProfileDraft

_TEXTS = ("title_en", "title_fr", "publisher", "attribution_en", "attribution_fr", "url")
_MOST_ROWS = 10_000_000
_PERCENT = 100.0


class AboutSource(QWidget):
    """Shows and changes these members of a ``ProfileDraft``."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: ProfileDraft | None = None
        self.texts = {name: QLineEdit() for name in _TEXTS}
        self.id = QLineEdit()
        self.licence = CalmCombo()
        for code in load_schema().domains["licence"].values:
            if not code.deprecated:
                self.licence.addItem(say(code.label), code.code)
        self.missing = CalmCombo()
        for code, label in (
            ("ignore", tr("say nothing")),
            ("flag", tr("list them")),
            ("propose_closed", tr("list them, and propose to close them")),
        ):
            self.missing.addItem(label, code)
        self.after_runs, self.least_rows = QSpinBox(), QSpinBox()
        self.after_runs.setRange(1, 99)
        self.least_rows.setRange(0, _MOST_ROWS)
        self.most_changed = QDoubleSpinBox()
        self.most_changed.setRange(0.0, _PERCENT)
        self.most_changed.setDecimals(0)
        self.most_changed.setSuffix("\u00a0%")
        self.required, self.optional = QgsCheckableComboBox(), QgsCheckableComboBox()
        for several in (self.required, self.optional):
            several.setDefaultText(tr("none"))
        self._lay_out()
        self._connect()

    def show_draft(self, draft: ProfileDraft, columns: Sequence[str]) -> None:
        """Show what a profile says now of a source with these columns."""
        self._draft = draft
        for name, edit in self.texts.items():
            edit.setText(draft.get(name))
        self.id.setText(draft.get("profile"))
        self.licence.setCurrentIndex(max(0, self.licence.findData(draft.get("licence", "unknown"))))
        lifecycle, expect = draft.get("lifecycle", {}), draft.get("expect", {})
        self.missing.setCurrentIndex(self.missing.findData(lifecycle.get("missing", "flag")))
        for box, value in (
            (self.after_runs, lifecycle.get("after_runs", 2)),
            (self.least_rows, expect.get("min_rows", 1)),
            (self.most_changed, _PERCENT * expect.get("max_change_share", 0.2)),
        ):
            box.blockSignals(True)  # what is only shown is not said by the profile
            box.setValue(value)
            box.blockSignals(False)
        for several, name in ((self.required, "required_columns"), (self.optional, "optional_columns")):
            _fill(several, columns, expect.get(name, []))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, widget, tip in (
            (tr("Title (English)"), self.texts["title_en"], ""),
            (tr("Title (French)"), self.texts["title_fr"], ""),
            (tr("Publisher"), self.texts["publisher"], ""),
            (tr("Licence of the source"), self.licence, ""),
            (tr("Attribution (English)"), self.texts["attribution_en"], ""),
            (tr("Attribution (French)"), self.texts["attribution_fr"], ""),
            (tr("Web page of the source"), self.texts["url"], ""),
            (
                tr("Identifier of the profile"),
                self.id,
                tr("Lower-case letters, digits, points and hyphens; keep it from import to import."),
            ),
            (tr("Points gone from the source"), self.missing, ""),
            (tr("Close after so many imports without them"), self.after_runs, ""),
            (tr("At least so many rows"), self.least_rows, ""),
            (
                tr("Columns it must have"),
                self.required,
                tr("Beside those that are mapped, which it must have in any case."),
            ),
            (
                tr("Columns it may lack"),
                self.optional,
                tr("A source without them is as good; what is read from them is empty then."),
            ),
            (
                tr("Ask when more than this changes"),
                self.most_changed,
                tr("Of the service points that the source gave before."),
            ),
        ):
            form.addRow(label, widget)
            widget.setAccessibleName(label)
            widget.setToolTip(tip)

    def _connect(self) -> None:
        for name, edit in self.texts.items():
            edit.textEdited.connect(lambda text, member=name: self._put(member, text.strip()))
        self.id.textEdited.connect(self._on_id_edited)
        for several, name in ((self.required, "required_columns"), (self.optional, "optional_columns")):
            several.checkedItemsChanged.connect(
                lambda items, member=name: self._put_into("expect", member, list(items) or None)
            )
        self.licence.activated.connect(lambda _index: self._put("licence", self.licence.currentData()))
        self.missing.activated.connect(
            lambda _index: self._put_into("lifecycle", "missing", self.missing.currentData())
        )
        self.after_runs.valueChanged.connect(
            lambda value: self._put_into("lifecycle", "after_runs", int(value))
        )
        self.least_rows.valueChanged.connect(lambda value: self._put_into("expect", "min_rows", int(value)))
        self.most_changed.valueChanged.connect(
            lambda value: self._put_into("expect", "max_change_share", round(value / _PERCENT, 4))
        )

    def _put(self, member: str, value: str) -> None:
        if self._draft is not None:
            self._draft.put(member, value)
            self.changed.emit()

    def _put_into(self, member: str, name: str, value: object) -> None:
        if self._draft is not None and self._draft.get(member, {}).get(name) != value:
            self._draft.put_into(member, name, value)
            self.changed.emit()

    def _on_id_edited(self, text: str) -> None:
        if self._draft is not None:
            self._draft.rename(text.strip())
            self.changed.emit()


def _fill(several: QgsCheckableComboBox, columns: Sequence[str], chosen: Sequence[str]) -> None:
    """Offer columns; those that are chosen and not there now stay among them."""
    several.blockSignals(True)
    several.clear()
    for name in dict.fromkeys((*columns, *chosen)):
        state = Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked
        several.addItemWithCheckState(name, state, name)
    several.blockSignals(False)
