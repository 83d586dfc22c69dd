# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists the stores in the PostgreSQL connections saved in QGIS, and lets somebody choose one.

Each connection is asked in the background: one whose server does not answer keeps nobody from the others.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import Cancelled, ServicePointsError
from ..core.progress import Progress
from ..core.store.address import DEFAULT_SCHEMA
from ..host import log
from ..host.databases import database_name, layer_uri, saved_address, saved_connections
from ..host.language import say, tr
from ..host.tasks import TaskGroup
from .mnemonics import Mnemonics
from .pages import sentence
from .review_words import plain_tip
from .scale import resize_window

if TYPE_CHECKING:
    from ..core.store.postgis.finding import FoundStore

STORE = Qt.ItemDataRole.UserRole
WIDTH, HEIGHT = 520, 400
_LINE = 60  # characters


class DatabaseDialog(QDialog):
    """``chosen`` gives the name of the store, ``postgis:connection/schema``."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("ServicePointsDatabases")
        self.setWindowTitle(tr("Open a Store in a Database"))
        self._tasks = TaskGroup(self)
        self.said = sentence()
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(tr("Connections and their stores"))
        self.buttons = QDialogButtonBox()
        standard = QDialogButtonBox.StandardButton
        self.open_button = self.buttons.addButton(standard.Open)
        self.open_button.setText(tr("Open"))
        self.again_button = self.buttons.addButton(tr("Look Again"), QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(standard.Cancel).setText(tr("Cancel"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.buttons)
        resize_window(self, WIDTH, HEIGHT)
        Mnemonics(self)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.again_button.clicked.connect(self.look)
        self.tree.itemDoubleClicked.connect(lambda *_: self._on_accepted())
        self.tree.currentItemChanged.connect(lambda *_: self._on_current())
        self.look()

    def look(self) -> None:
        """Ask every saved connection for its stores."""
        self._tasks.drop_all()
        self.tree.clear()
        names = saved_connections()
        self.said.setText(
            tr("Choose a store. Its layers are read-only.")
            if names
            else tr(
                "QGIS has no saved PostgreSQL connection. Make one in the Browser panel (PostgreSQL, New "
                "Connection), with an authentication configuration for the login; then look again."
            )
        )
        for name in names:
            self._ask(name)
        self._on_current()

    def done(self, result: int) -> None:
        self._tasks.drop_all()
        super().done(result)

    def _ask(self, name: str) -> None:
        item = QTreeWidgetItem(self.tree, [name])
        item.setIcon(0, QgsApplication.getThemeIcon("/mIconPostgis.svg"))
        item.setExpanded(True)
        _note(item, tr("Looking for stores…"))

        def work(_progress: Progress) -> list[FoundStore]:
            from ..core.store.postgis.finding import find_stores  # noqa: PLC0415  (psycopg2, when needed)

            layer_uri(database_name(name, ""))  # else it would be said after the choice only
            return find_stores(saved_address(name, DEFAULT_SCHEMA))

        self._tasks.run(
            tr("Looking for stores in “{name}”").format(name=name),
            work,
            lambda found: self._on_found(item, name, found),
            lambda problem: self._on_failed(item, problem),
        )

    def _on_found(self, item: QTreeWidgetItem, connection: str, found: list[FoundStore]) -> None:
        item.takeChildren()
        if not found:
            _note(item, tr("No store that your account can read."))
        for store in found:
            line = QTreeWidgetItem(item, [f"{say(store.title)} ({store.schema})"])
            line.setIcon(0, QgsApplication.getThemeIcon("/mIconPointLayer.svg"))
            line.setData(0, STORE, database_name(connection, store.schema))
            if self._store() is None:
                self.tree.setCurrentItem(line)

    def _on_failed(self, item: QTreeWidgetItem, problem: BaseException) -> None:
        if isinstance(problem, Cancelled):
            return
        log.error(problem)
        item.takeChildren()
        said = say(problem.text) if isinstance(problem, ServicePointsError) else type(problem).__name__
        _note(item, said)
        item.setIcon(0, QgsApplication.getThemeIcon("/mIconWarning.svg"))

    def _store(self) -> str | None:
        item = self.tree.currentItem()
        return item.data(0, STORE) if item is not None else None

    def _on_current(self) -> None:
        self.open_button.setEnabled(self._store() is not None)

    def _on_accepted(self) -> None:
        store = self._store()
        if store is not None:
            self.accept()
            self.chosen.emit(store)


def _note(item: QTreeWidgetItem, text: str) -> None:
    """Put lines under a connection that say something and cannot be chosen. A tree wraps no text itself."""
    line = QTreeWidgetItem(item, ["\n".join(wrap(text, _LINE))])
    line.setFlags(Qt.ItemFlag.ItemIsEnabled)
    line.setToolTip(0, plain_tip(text))
