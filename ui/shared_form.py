# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a shared layer is: the form of the panel's dialog and of the page in QGIS's Data Source Manager."""

from __future__ import annotations

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..core.connections import Service, SharedLayer, guess_service
from ..core.connections.asking import offered
from ..core.connections.shared_layer import split_address
from ..core.errors import Cancelled, InputError, ServicePointsError
from ..core.importing.services import Offered
from ..core.progress import Progress
from ..host import log
from ..host.language import say, tr
from ..host.shared_layers import check_login, forget_layer, saved_layers, service_client
from ..host.tasks import TaskGroup
from .accessible import name_login
from .pages import sentence

_FEWEST_CHARACTERS = 24


def service_names() -> dict[Service, str]:
    """Return what people call the kinds of service."""
    return {
        Service.OGC_API: "OGC API – Features",
        Service.WFS: "WFS",
        Service.ESRI: tr("ArcGIS (FeatureServer, MapServer)"),
        Service.FILE: tr("File on the web (GeoJSON, CSV, GeoPackage)"),
    }


class SharedForm(QWidget):
    """``changed`` comes when somebody typed or chose. ``shared`` gives what stands there."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskGroup(self)
        self._guessed = True
        self.saved, self.service, self.layer = QComboBox(), QComboBox(), QComboBox()
        self.address, self.title = QLineEdit(), QLineEdit()
        self.login = QgsAuthConfigSelect()
        self.look, self.remove = QPushButton(tr("List Layers")), QPushButton(tr("Forget"))
        self.said = sentence()
        for service, name in service_names().items():
            self.service.addItem(name, service)
        self.layer.setEditable(True)
        self.layer.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.address.setPlaceholderText("https://…")
        self.remove.setToolTip(tr("Forget this connection; layers in projects and copies stay."))
        self._lay_out()
        self.refresh_saved()
        self.saved.currentIndexChanged.connect(self._on_saved)
        self.service.activated.connect(self._on_service)
        self.address.textEdited.connect(self._on_address)
        self.title.textEdited.connect(lambda _: self.changed.emit())
        self.layer.editTextChanged.connect(self._on_layer)
        self.look.clicked.connect(self.list_layers)
        self.remove.clicked.connect(self._on_remove)
        self._on_service()

    def shared(self) -> SharedLayer:
        """Return the connection that stands in the form. Raises ``InputError``."""
        layer = self.layer.currentText().strip()
        if self.layer.currentIndex() >= 0 and layer == self.layer.itemText(self.layer.currentIndex()):
            layer = str(self.layer.currentData())
        title = self.title.text().strip() or self.layer.currentText().strip()
        return SharedLayer.of(title, self._service(), self.address.text(), layer, self.login.configId())

    def show_shared(self, shared: SharedLayer) -> None:
        """Fill in a connection."""
        self._guessed = False
        self.service.setCurrentIndex(self.service.findData(shared.service))
        path = f"/{shared.layer}" if shared.service is Service.ESRI else ""
        self.address.setText(shared.url + path)
        self.layer.clear()
        self.layer.setEditText(shared.layer)
        self.title.setText(shared.title)
        self.login.setConfigId(shared.authcfg)
        self._on_service()

    def refresh_saved(self) -> None:
        """Offer the connections that are saved now."""
        self.saved.blockSignals(True)
        self.saved.clear()
        self.saved.addItem(tr("New connection"), None)
        for shared in saved_layers():
            self.saved.addItem(shared.title, shared)
        self.saved.blockSignals(False)
        self.remove.setEnabled(False)

    def say(self, words: str) -> None:
        """Show a sentence under the form."""
        self.said.setText(words)

    def stop(self) -> None:
        """Let go of what was asked."""
        self._tasks.drop_all()
        self.look.setEnabled(True)

    def list_layers(self) -> None:
        """Ask the service in the background which layers it offers."""
        self._tasks.drop_all()
        service, authcfg = self._service(), self.login.configId()
        try:
            url, _ = split_address(service, self.address.text())
            check_login(authcfg)
        except InputError as problem:
            self._on_failed(problem)
            return

        def work(progress: Progress) -> list[Offered]:
            return offered(service_client(authcfg, progress), service, url)

        self.look.setEnabled(False)
        self.say(tr("Asking the service…"))
        self._tasks.run(tr("Listing the layers of a service"), work, self._on_listed, self._on_failed)

    def _on_listed(self, found: list[Offered]) -> None:
        self.look.setEnabled(True)
        self.layer.clear()
        for each in found:
            self.layer.addItem(each.title, each.name)
            self.layer.setItemData(self.layer.count() - 1, each.name, Qt.ItemDataRole.ToolTipRole)
        self.say(tr("%n layer(s). Choose one.", n=len(found)))
        self.layer.setFocus()
        self.changed.emit()

    def _on_failed(self, problem: BaseException) -> None:
        self.look.setEnabled(True)
        if isinstance(problem, Cancelled):
            return
        log.error(problem)
        self.say(say(problem.text) if isinstance(problem, ServicePointsError) else type(problem).__name__)

    def _service(self) -> Service:
        return Service(self.service.currentData())

    def _on_saved(self) -> None:
        shared = self.saved.currentData()
        self.remove.setEnabled(shared is not None)
        self.stop()
        self.say("")
        if shared is not None:
            self.show_shared(shared)
        self.changed.emit()

    def _on_remove(self) -> None:
        shared = self.saved.currentData()
        if shared is not None:
            forget_layer(shared)
            self.refresh_saved()
            self.say(tr("“{title}” is forgotten.").format(title=shared.title))
            self.changed.emit()

    def _on_address(self, text: str) -> None:
        """Guess the kind of service from the address, until somebody chose one."""
        found = guess_service(text) if self._guessed else None
        if found is not None:
            self.service.setCurrentIndex(self.service.findData(found))
            self._on_service(guessed=True)
        self.changed.emit()

    def _on_layer(self, text: str) -> None:
        """What a layer is called where nobody gives it a name."""
        self.title.setPlaceholderText(text)
        self.changed.emit()

    def _on_service(self, _: int = 0, *, guessed: bool = False) -> None:
        if self.sender() is self.service and not guessed:
            self._guessed = False
        is_file = self._service() is Service.FILE
        self.look.setVisible(not is_file)
        self.layer.lineEdit().setPlaceholderText(
            tr("only where a file has several") if is_file else tr("name, or choose from the list")
        )
        self.changed.emit()

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(tr("Connection"), _row(self.saved, self.remove))
        rows.addRow(tr("Address"), self.address)
        rows.addRow(tr("Service"), self.service)
        rows.addRow(tr("Login"), self.login)
        rows.addRow(tr("Layer"), _row(self.layer, self.look))
        rows.addRow(tr("Name"), self.title)
        for widget, name in (
            (self.saved, tr("Connection")),
            (self.layer, tr("Layer")),
        ):
            widget.setAccessibleName(name)
        name_login(self.login, tr("Login"))
        for box in (self.saved, self.service, self.layer):
            box.setMinimumContentsLength(_FEWEST_CHARACTERS)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(rows)
        layout.addWidget(self.said)
        layout.addStretch(1)


def _row(field: QWidget, button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(field, 1)
    row.addWidget(button)
    return row
