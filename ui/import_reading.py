# SPDX-License-Identifier: GPL-2.0-or-later
"""How a file is read: encoding, delimiter, header, sheet: what was detected, why, and other choices."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QSpinBox, QVBoxLayout, QWidget

from ..core.importing.readers import Preview
from ..core.importing.readers.encoding import ENCODINGS
from ..core.importing.readers.options import Detected
from ..host.language import say, tr
from .calm_combo import CalmCombo
from .import_draft import ProfileDraft
from .pages import sentence

_MOST_HEADER = 1_000
_DETECTED = -1


class ReadingChoices(QWidget):
    """Shows and changes the member ``read`` of a ``ProfileDraft``: ``changed`` asks to read again."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: ProfileDraft | None = None
        self.encoding, self.delimiter = CalmCombo(), CalmCombo()
        self.sheet, self.member = CalmCombo(), CalmCombo()
        self.header = QSpinBox()
        self.header.setRange(_DETECTED, _MOST_HEADER)
        self.header.setSpecialValueText(tr("detected"))
        self.header.setKeyboardTracking(False)
        self.header.setToolTip(tr("The line that names the columns; 0 when no line does."))
        self.crs = QgsProjectionSelectionWidget()
        self.crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, True)
        self.reasons = sentence()
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, widget in (
            (tr("File in the archive"), self.member),
            (tr("Sheet or layer"), self.sheet),
            (tr("Encoding"), self.encoding),
            (tr("Delimiter"), self.delimiter),
            (tr("Line of the column names"), self.header),
            (tr("Coordinate reference system"), self.crs),
        ):
            self._form.addRow(label, widget)
            widget.setAccessibleName(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._form)
        layout.addWidget(self.reasons)
        for name, combo in self._combos().items():
            combo.activated.connect(lambda _index, member=name: self._on_combo(member))
        self.header.valueChanged.connect(self._on_header)
        self.crs.crsChanged.connect(self._on_crs)

    def show_preview(self, draft: ProfileDraft, preview: Preview) -> None:
        """Offer what can be changed about a file of this kind, with what was detected."""
        self._draft = draft
        chosen = draft.get("read", {})
        self._offer(
            self.encoding, preview.encoding, [(name, name) for name in ENCODINGS], chosen.get("encoding")
        )
        signs = [
            (",", tr("comma")),
            (";", tr("semicolon")),
            ("\t", tr("tabulator")),
            ("|", tr("vertical bar")),
        ]
        self._offer(self.delimiter, preview.delimiter, signs, chosen.get("delimiter"))
        layers = [
            (each.name, tr("{sheet} (hidden)").format(sheet=each.name) if each.is_hidden else each.name)
            for each in preview.layers
        ]
        self._list(self.sheet, layers, preview.layer)
        origin = preview.table.origin.where
        self._list(
            self.member,
            [(name, name) for name in preview.members],
            chosen.get("member") or _last(origin, preview.members),
        )
        self.header.blockSignals(True)
        self.header.setValue(chosen.get("header_line", _DETECTED))
        found = preview.header_line
        self.header.setSpecialValueText(
            tr("detected: {line}").format(line=found) if found is not None else tr("detected")
        )
        self.header.blockSignals(False)
        self.crs.blockSignals(True)
        self.crs.setCrs(QgsCoordinateReferenceSystem(chosen.get("crs") or preview.table.origin.crs or ""))
        self.crs.blockSignals(False)
        for widget, is_shown in (
            (self.encoding, preview.encoding is not None),
            (self.delimiter, preview.delimiter is not None),
            (self.sheet, len(layers) > 1),
            (self.member, len(preview.members) > 1),
            (self.header, found is not None),
            (self.crs, preview.table.positions is not None),
        ):
            widget.setVisible(is_shown)
            self._form.labelForField(widget).setVisible(is_shown)
        said = [each.reason for each in (preview.encoding, preview.delimiter) if each is not None]
        self.reasons.setText("\n".join(say(reason) for reason in said))
        self.reasons.setVisible(bool(said))

    def _combos(self) -> dict[str, CalmCombo]:
        return {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "sheet": self.sheet,
            "member": self.member,
        }

    def _offer(
        self,
        combo: CalmCombo,
        detected: Detected | None,
        values: Sequence[tuple[str, str]],
        chosen: str | None,
    ) -> None:
        labels = dict(values)
        combo.clear()
        found = "" if detected is None else labels.get(detected.value, detected.value)
        combo.addItem(tr("detected: {value}").format(value=found) if not chosen else tr("detect"), None)
        for value, label in values:
            combo.addItem(label, value)
        if chosen and combo.findData(chosen) < 0:
            combo.addItem(chosen, chosen)
        combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen else 0)

    def _list(self, combo: CalmCombo, values: Sequence[tuple[str, str]], chosen: str | None) -> None:
        combo.clear()
        for value, label in values:
            combo.addItem(label, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def _on_combo(self, name: str) -> None:
        self._put(name, self._combos()[name].currentData())

    def _on_header(self, line: int) -> None:
        self._put("header_line", None if line == _DETECTED else line)

    def _on_crs(self, crs: QgsCoordinateReferenceSystem) -> None:
        self._put("crs", crs.authid() or None)

    def _put(self, name: str, value: object) -> None:
        if self._draft is not None and self._draft.get("read", {}).get(name) != value:
            self._draft.put_into("read", name, value)
            self.changed.emit()


def _last(where: str, members: Sequence[str]) -> str | None:
    """Return the member that was read: the origin names it behind the archive's name."""
    return next((name for name in members if where.endswith(name)), None)
