# SPDX-License-Identifier: GPL-2.0-or-later
"""“Add a Shared Layer”, or edit a saved connection: the form with its buttons."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ..core.connections import SharedLayer
from ..core.errors import InputError
from ..host.language import say, tr
from ..host.shared_layers import forget_layer, save_layer
from .mnemonics import Mnemonics
from .pages import sentence
from .scale import resize_window
from .shared_form import SharedForm
from .shared_layers import SharedLayers

WIDTH, HEIGHT = 560, 390


class SharedDialog(QDialog):
    """Saves the connection and opens its layer; of one that is edited (``shared``) it only saves the changes.

    It is deleted when it closes.
    """

    def __init__(
        self, layers: SharedLayers, parent: QWidget | None = None, shared: SharedLayer | None = None
    ) -> None:
        super().__init__(parent)
        self._layers, self._edited = layers, shared
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("ServicePointsSharedLayer")
        self.setWindowTitle(tr("Add a Shared Layer") if shared is None else tr("Edit a Shared Layer"))
        self.form = SharedForm()
        self.buttons = QDialogButtonBox()
        words = tr("Add") if shared is None else tr("Save")
        self.add_button = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        layout = QVBoxLayout(self)
        layout.addWidget(sentence(about()))
        layout.addWidget(self.form, 1)
        layout.addWidget(self.buttons)
        resize_window(self, WIDTH, HEIGHT)
        Mnemonics(self)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.form.changed.connect(self._on_changed)
        if shared is not None:
            self.form.show_shared(shared)
        self._on_changed()
        self.form.address.setFocus()

    def done(self, result: int) -> None:
        self.form.stop()
        super().done(result)

    def _on_changed(self) -> None:
        self.add_button.setEnabled(bool(self.form.address.text().strip()))
        self.add_button.setDefault(True)

    def _on_accepted(self) -> None:
        shared = save_from(self.form) if self._edited is not None else add_from(self.form, self._layers)
        if shared is None:
            return
        if self._edited is not None and self._edited.key != shared.key:
            forget_layer(self._edited)
        self.accept()


def add_from(form: SharedForm, layers: SharedLayers) -> SharedLayer | None:
    """Save what stands in a form and open it; where it cannot be, say why in the form."""
    shared = save_from(form)
    if shared is not None:
        layers.open(shared)
    return shared


def save_from(form: SharedForm) -> SharedLayer | None:
    """Save what stands in a form; where it cannot be, say why in the form."""
    try:
        shared = form.shared()
    except InputError as problem:
        form.say(say(problem.text))
        return None
    save_layer(shared)
    return shared


def about() -> str:
    """Return what a shared layer is, in a sentence."""
    return tr(
        "A layer on somebody’s server, read-only. A copy is kept, for days when the server does not answer."
    )
