# SPDX-License-Identifier: GPL-2.0-or-later
"""Says which store is open, and offers others: the project's, recent ones, the sample, files, databases."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontMetrics, QResizeEvent
from qgis.PyQt.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from ..host.databases import is_database, store_title
from ..host.language import tr
from ..host.resources import SAMPLE_STORE, icon, sample
from ..host.settings import settings
from ..layers.load import stores_in
from .mnemonics import give_letters
from .scale import scaled

SPARE_WIDTH = 44
"""Room for the icon and the arrow."""

_ON_SERVER = ("\\\\", "//")


class StoreButton(QToolButton):
    """A button with a menu; its text is shortened to the room there is."""

    chosen = pyqtSignal(str)
    browse_asked = pyqtSignal()
    database_asked = pyqtSignal()
    shared_asked = pyqtSignal()
    close_asked = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._title = ""
        self.setObjectName("ServicePointsStore")
        self.setIcon(icon("service_points"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(scaled(self, 28))
        menu = QMenu(self)
        menu.aboutToShow.connect(self._on_about_to_show)
        self.setMenu(menu)
        self.set_store("", "")

    def set_store(self, title: str, path: str) -> None:
        """Show the title of the open store, or that none is open."""
        self._title = title or tr("Choose a store")
        self.setToolTip(path or self._title)
        self.setAccessibleName(tr("Store: {title}").format(title=self._title))
        self._shorten()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = max(20, self.width() - SPARE_WIDTH)
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room).replace("&", "&&"))

    def _on_about_to_show(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.setToolTipsVisible(True)
        self._offer_known(menu)
        menu.addSeparator()
        self._offer_others(menu, is_locked=bool(settings().locked_store))
        menu.addSeparator()
        shared = menu.addAction(
            QgsApplication.getThemeIcon("/mActionAddLayer.svg"), tr("Add a shared layer…")
        )
        shared.triggered.connect(self.shared_asked)
        menu.addSeparator()
        closing = menu.addAction(tr("Close the store"))
        closing.triggered.connect(self.close_asked)
        give_letters(menu)

    def _offer_known(self, menu: QMenu) -> None:
        """Offer the project's stores, the one that the settings name, and recent ones, each once."""
        shown = stores_in(self._project)
        first = [settings().store] if settings().store not in ("", *shown) else []
        known = [name for name in settings().recent_stores if _may_be_there(name)]
        recent = [name for name in known if name not in (*shown, *first)]
        for title, names in ((tr("In this project"), shown), ("", first), (tr("Recent"), recent)):
            if names:
                menu.addSection(title)
            for name in names:
                action = menu.addAction(store_title(name).replace("&", "&&"))
                action.setToolTip(name)
                action.triggered.connect(lambda _=False, wanted=name: self.chosen.emit(wanted))

    def _offer_others(self, menu: QMenu, *, is_locked: bool) -> None:
        """Offer what has to be looked for; where the organization set the store, only copies of it."""
        if not is_locked:
            offered = menu.addAction(icon("service_points"), tr("Pine River County (sample)"))
            offered.triggered.connect(lambda _=False: self.chosen.emit(str(sample(SAMPLE_STORE))))
        words = tr("Open a working copy…") if is_locked else tr("Open a store…")
        other = menu.addAction(QgsApplication.getThemeIcon("/mActionFileOpen.svg"), words)
        other.triggered.connect(self.browse_asked)
        if not is_locked:
            picture = QgsApplication.getThemeIcon("/mIconPostgis.svg")
            database = menu.addAction(picture, tr("PostGIS database…"))
            database.triggered.connect(self.database_asked)


def _may_be_there(name: str) -> bool:
    """Return whether to offer a store. No server is asked: one out of reach answers after a minute."""
    return is_database(name) or name.startswith(_ON_SERVER) or Path(name).is_file()
