# SPDX-License-Identifier: GPL-2.0-or-later
"""The page “Service Points” of QGIS’s Data Source Manager."""

from __future__ import annotations

from qgis.core import QgsProviderRegistry
from qgis.gui import QgsAbstractDataSourceWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from ..host.language import tr
from .guide import open_guide
from .pages import sentence
from .shared_dialog import about, add_from
from .shared_form import SharedForm
from .shared_layers import SharedLayers
from .shared_source import EMBEDDED, PLAIN


class SharedPage(QgsAbstractDataSourceWidget):
    """The form with QGIS's own buttons."""

    def __init__(
        self,
        layers: SharedLayers,
        parent: QWidget | None = None,
        flags: Qt.WindowFlags = PLAIN,
        mode: QgsProviderRegistry.WidgetMode = EMBEDDED,
    ) -> None:
        super().__init__(parent, flags, mode)
        self._layers = layers
        self.setObjectName("ServicePointsSharedPage")
        self.setWindowTitle(tr("Shared Layer of Service Points"))
        self.form, self.box = SharedForm(), QDialogButtonBox()
        layout = QVBoxLayout(self)
        layout.addWidget(sentence(about()))
        layout.addWidget(self.form, 1)
        layout.addWidget(self.box)
        self.setupButtons(self.box)
        self.box.helpRequested.connect(lambda: open_guide("shared"))
        self.form.changed.connect(self._on_changed)
        self._on_changed()

    def addButtonClicked(self) -> None:  # noqa: N802
        shared = add_from(self.form, self._layers)
        if shared is not None:
            self.form.refresh_saved()
            self.form.say(tr("“{title}” is being opened.").format(title=shared.title))

    def refresh(self) -> None:
        """Called by QGIS when connections may have changed elsewhere."""
        self.form.refresh_saved()

    def reset(self) -> None:
        self.form.stop()

    def _on_changed(self) -> None:
        self.enableButtons.emit(bool(self.form.address.text().strip()))
