# SPDX-License-Identifier: GPL-2.0-or-later
"""Lets a steward choose the keys that signatures are checked with, by the names of their configurations."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..host.language import tr
from ..host.settings import change, settings
from .mnemonics import Mnemonics
from .pages import sentence
from .scale import resize_window
from .signing_key import kept_keys

KEY = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 440, 340


class KeysDialog(QDialog):
    """Shows names only: no key is read, and no master password asked for, before a signature is checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keys for Signatures"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Authentication configurations"))
        chosen = settings().signature_keys.split(",")
        for key, title in kept_keys():
            item = QListWidgetItem(title, self.list)
            item.setData(KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText(tr("OK"))
        buttons.button(standard.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            sentence(
                tr(
                    "Choose the keys that jurisdictions share with you. A key counts for the jurisdiction it "
                    "is named after: CA-ON or CA-ON.2 as its user name. A signature that no key can check "
                    "counts as none."
                )
            )
        )
        layout.addWidget(self.list, 1)
        resize_window(self, _WIDTH, _HEIGHT)
        Mnemonics(self)
        layout.addWidget(buttons)

    def accept(self) -> None:
        """Remember the keys that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        chosen = [item.data(KEY) for item in items if item.checkState() == Qt.CheckState.Checked]
        change(signature_keys=",".join(chosen))
        super().accept()
