# SPDX-License-Identifier: GPL-2.0-or-later
"""“Verified today”: the date and how it was verified, set together, in a form or for chosen points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Callable

from qgis.core import QgsApplication, QgsVectorLayer
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from ..core.schema import load_schema
from ..host.language import say, tr
from ..layers.edits import edit_command
from .mnemonics import menu_with_letters

UNKNOWN = "unknown"


def fill_with_methods(menu: QMenu, chosen: Callable[[str], None]) -> None:
    """Offer the ways a record is verified; “unknown” is none that somebody uses today."""
    for code in load_schema().domains["verify_method"].values:
        if code.code != UNKNOWN and not code.deprecated:
            action = menu.addAction(say(code.label).replace("&", "&&"))
            action.triggered.connect(lambda _=False, method=code.code: chosen(method))


def verify_today(layer: QgsVectorLayer, fids: Iterable[int], method: str) -> int:
    """Set the date of today and the method for features of a layer, as one step that can be undone.

    Turns editing on where it is off. Returns how many records now say so; none on a read-only layer.
    """
    if layer.readOnly() or not (layer.isEditable() or layer.startEditing()):
        return 0
    day, how = (layer.fields().lookupField(name) for name in ("verified_on", "verified_method"))
    done = 0
    with edit_command(layer, tr("Verified today")):
        for fid in fids:
            done += layer.changeAttributeValues(fid, {day: QDate.currentDate(), how: method})
    return done


class VerifiedButton(QToolButton):
    """Sets both fields of a form; hidden where they cannot be edited."""

    def __init__(self, form: QgsAttributeForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self.setObjectName("ServicePointsVerifiedToday")
        self.setText(tr("Verified today"))
        self.setToolTip(tr("Enter the date of today and how the record was verified."))
        self.setIcon(QgsApplication.getThemeIcon("/mIconSuccess.svg"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = menu_with_letters(self)
        fill_with_methods(menu, self.verify)
        self.setMenu(menu)
        self._layer: QgsVectorLayer | None = form.layer()
        self._layer.editingStarted.connect(self._follow)
        self._layer.editingStopped.connect(self._follow)
        self._layer.willBeDeleted.connect(self._on_layer_gone)
        form.modeChanged.connect(self._follow)
        self._follow()

    def verify(self, method: str) -> None:
        """Write today and the method into the form; it is saved with the form."""
        self._form.changeAttribute("verified_on", QDate.currentDate())
        self._form.changeAttribute("verified_method", method)

    def _follow(self, *_: object) -> None:
        one = self._form.mode() != QgsAttributeEditorContext.Mode.MultiEditMode
        self.setVisible(self._layer is not None and self._layer.isEditable() and one)

    def _on_layer_gone(self) -> None:
        self._layer = None
        self.hide()
