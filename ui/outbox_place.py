# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the stewards are: a folder or an address, its login, and a question before a private one."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..core.exchange.transports import is_private, is_url, redacted
from ..host.language import tr
from ..host.settings import remember_place, settings
from .accessible import name_login
from .mnemonics import Mnemonics
from .pages import heading, sentence
from .scale import scaled

_WEB = ("http://", "https://")
_DIALOG_WIDTH = 520

_confirmed: set[str] = set()
"""Private addresses that the person said yes to in this session."""


class PlaceEdit(QWidget):
    """Asks where to send: remembered places, a folder to choose, and the login of a web address.

    ``changed`` follows what is written; nothing is remembered before ``remember``.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = settings().known_places()
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.addItems(list(self._places))
        self.combo.lineEdit().setPlaceholderText(tr("https://… or an exchange folder"))
        self.combo.setAccessibleName(tr("Where the stewards receive submissions"))
        self.browse = QPushButton(tr("Folder…"))
        self.browse.setAutoDefault(False)
        self.login = QgsAuthConfigSelect()
        name_login(self.login, tr("Login for the address"))
        self.login_row = QWidget()
        self._lay_out()
        self.combo.currentTextChanged.connect(self._on_place_changed)
        self.login.selectedConfigIdChanged.connect(lambda _id: self.changed.emit())
        self.browse.clicked.connect(self._choose_folder)
        self._on_place_changed(self.place)

    @property
    def place(self) -> str:
        """The folder or address, as the person wrote it."""
        return str(self.combo.currentText().strip())

    @property
    def authcfg(self) -> str:
        """The id of the login, nothing for a folder."""
        return str(self.login.configId()) if self._has_login() else ""

    def set_place(self, place: str) -> None:
        """Suggest a place."""
        self.combo.setEditText(place)

    def remember(self) -> None:
        """Keep place and login for the next time."""
        remember_place(self.place, self.authcfg)

    def _has_login(self) -> bool:
        return is_url(self.place)

    def _on_place_changed(self, _text: str) -> None:
        if self.place in self._places:
            self.login.setConfigId(self._places[self.place])
        self.login_row.setVisible(self._has_login())
        self.changed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo, 1)
        row.addWidget(self.browse)
        inside = QHBoxLayout(self.login_row)
        inside.setContentsMargins(0, 0, 0, 0)
        label = QLabel(tr("Login"))
        label.setBuddy(self.login)
        inside.addWidget(label)
        inside.addWidget(self.login, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.login_row)

    def _choose_folder(self) -> None:
        start = "" if is_url(self.place) else self.place
        folder = QFileDialog.getExistingDirectory(self, tr("Exchange Folder of the Stewards"), start)
        if folder:
            self.set_place(folder)


class PlaceDialog(QDialog):
    """Asks where to send a document that is in the outbox."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Send to the Stewards"))
        self.edit = PlaceEdit()
        if place:
            self.edit.set_place(place)
        buttons = QDialogButtonBox()
        self.send = buttons.addButton(tr("Send"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(heading(tr("Where do the stewards receive submissions?")))
        layout.addWidget(
            sentence(
                tr("The steward tells you the folder or the address. The same document is never kept twice.")
            )
        )
        layout.addWidget(self.edit)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.edit.changed.connect(self._on_changed)
        self._on_changed()
        Mnemonics(self)
        self.resize(scaled(self, _DIALOG_WIDTH), self.sizeHint().height())

    def _on_changed(self) -> None:
        self.send.setEnabled(bool(self.edit.place))


def may_use(window: QWidget, place: str, authcfg: str) -> bool:
    """Ask about a private address, once a session, and for the master password that a login needs.

    Returns False when the person does not want it. Call it on the main thread, before the work begins.
    """
    if place.lower().startswith(_WEB) and is_private(place) and place not in _confirmed:
        if not _is_wanted(window, place):
            return False
        _confirmed.add(place)
    return not authcfg or bool(QgsApplication.authManager().setMasterPassword(True))


def _is_wanted(window: QWidget, place: str) -> bool:
    answer = QMessageBox.question(
        window,
        tr("Private Address"),
        tr(
            "“{address}” is on this computer or in a local network. Only go on if the steward gave you this "
            "address. Go on?"
        ).format(address=redacted(place)),
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer == QMessageBox.StandardButton.Yes
