# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel: choose a store, find its points, analyse them, send corrections back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ..core.errors import Cancelled
from ..core.store.address import is_postgis
from ..host import log
from ..host.databases import is_database, store_title
from ..host.language import change_language, follow_language, leave_language, tr
from ..host.resources import SAMPLE_STORE, sample
from ..host.settings import remember_store, settings
from ..layers.base import load_base
from ..layers.load import group_title, relabel_store, stores_in
from ..layers.project_template import crs_to_show
from .analyse_tab import AnalyseTab
from .changes_controller import ChangesController
from .changes_tab import ChangesTab
from .database_dialog import DatabaseDialog
from .guide import open_guide
from .import_controller import ImportController
from .map_view import show_in, zoom_to
from .pages import EmptyPage, LoadingPage, TroublePage
from .panel_menu import MenuButton, plain_button
from .panel_tabs import PanelTabs
from .points_tab import PointsTab
from .print_map import print_map
from .review_controller import ReviewController
from .review_tab import ReviewTab
from .scale import scaled
from .scenario_controller import ScenarioController
from .scenario_page import ScenarioPage
from .session import StoreSession
from .shared_dialog import SharedDialog
from .shared_layers import SharedLayers
from .shared_notes import SharedNotes
from .store_button import StoreButton
from .store_tasks import StoreTasks
from .words import date_text, number

DEFAULT_WIDTH = 320


class ServicePointsPanel(QgsDockWidget):
    """The dock. ``iface`` is QGIS's interface; layers are looked up again each time they are needed."""

    store_opened = pyqtSignal(str)

    def __init__(
        self,
        iface: Any,  # noqa: ANN401
        parent: QWidget | None = None,
        shared: SharedLayers | None = None,
    ) -> None:
        super().__init__(parent)
        self.iface = iface
        self.shared = shared or SharedLayers(iface, self)
        self.project = QgsProject.instance()
        self._wanted = ""
        self._zoom_when_open = True
        self._project_was_empty = False
        self.setObjectName("ServicePointsPanel")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.setAcceptDrops(True)
        self.session = StoreSession(self.project, self)
        self.tasks = StoreTasks(iface, self.session, self)
        self.scenario = ScenarioController(self.project, self)
        self.editing = ChangesController(iface, self.session, self.tasks, self)
        self.steward = ReviewController(parent=self)
        self.importing = ImportController(iface, self.session, self.tasks, self)
        self._build()
        self._connect_session()
        self.project.readProject.connect(self._on_project_read)
        self.project.cleared.connect(self.close_store)
        follow_language(self.follow_language)
        self._on_project_read()

    def open_store(self, path: str, *, zoom: bool = True, upgrade: bool = False) -> None:
        """Open a store or a working copy, by its name, in the background; ``upgrade`` an older one first.

        ``store_opened`` follows, or trouble is shown.
        """
        self._wanted, self._zoom_when_open = str(path), zoom
        self._project_was_empty = not self.project.mapLayers()
        self.loading.start(store_title(path) if is_database(path) else Path(path).name)
        self.pages.setCurrentWidget(self.loading)
        self.session.open(path, upgrade=upgrade)

    def close_store(self) -> None:
        """Go back to the beginning; layers stay in the project."""
        self.session.close()
        self._leave_scenario()
        self.steward.close()
        self.points.show_store()
        self.store_button.set_store("", "")
        self.note.hide()
        self.pages.setCurrentWidget(self.empty)

    def unload(self) -> None:
        """Let go of the project, the map and every task; the dock is deleted afterwards."""
        leave_language(self.follow_language)
        self.project.readProject.disconnect(self._on_project_read)
        self.project.cleared.disconnect(self.close_store)
        self._unload_tabs()
        self.importing.unload()
        self.editing.unload()
        self.scenario.close()
        self.steward.close()
        self.session.unload()
        if self.shared.parent() is self:  # else it is the plugin's
            self.shared.unload()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(self, DEFAULT_WIDTH), super().sizeHint().height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if _dropped_store(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        path = _dropped_store(event)
        if path:
            event.acceptProposedAction()
            self.open_store(path)

    def _build(self) -> None:
        """Make the widgets in the language now chosen; done again when it changes."""
        self.setWindowTitle(tr("Service points"))
        content = QWidget()
        self.store_button = StoreButton(self.project)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        self.empty, self.loading, self.trouble = EmptyPage(), LoadingPage(), TroublePage()
        self.points = PointsTab(self.session, self.iface.mapCanvas())
        self.analyse, self.changes = AnalyseTab(self.project), ChangesTab()
        self.what_if: ScenarioPage | None = None
        self.tabs = PanelTabs()
        for tab, title in (
            (self.points, tr("Points")),
            (self.analyse, tr("Analyse")),
            (self.changes, tr("Changes")),
        ):
            self.tabs.set_title(tab, title)
        self.review = ReviewTab(self.steward, self.session, self.tabs)
        self.shared_notes = SharedNotes(self.shared)
        self.pages = QStackedWidget()
        for page in (self.empty, self.loading, self.trouble, self.tabs):
            self.pages.addWidget(page)
        top = QHBoxLayout()
        top.addWidget(self.store_button, 1)
        self.menu_button = MenuButton()
        self.help_button = plain_button("/mActionHelpContents.svg", tr("Quick guide"))
        top.addWidget(self.menu_button)
        top.addWidget(self.help_button)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.note)
        layout.addWidget(self.shared_notes)
        layout.addWidget(self.pages, 1)
        self.setWidget(content)
        self._connect_widgets()

    def _connect_session(self) -> None:
        self.session.opened.connect(self._on_opened)
        self.session.reread.connect(self._on_reread)
        # lambdas, for the widgets are made anew when the language changes
        self.session.attention_changed.connect(lambda: self.points.take_attention())  # noqa: PLW0108
        self.session.changes_counted.connect(self._show_changes)
        self.session.failed.connect(self._on_failed)
        self.session.progressed.connect(lambda percent: self.loading.set_progress(percent))  # noqa: PLW0108
        self.session.layers_gone.connect(lambda: self.points.layers_are_gone())  # noqa: PLW0108
        self.session.layers_back.connect(self._on_layers_back)
        self.tasks.copy_made.connect(lambda path: self.open_store(path, zoom=False))
        self.importing.copy_wanted.connect(lambda: self.tabs.setCurrentWidget(self.changes))
        self.importing.outbox_changed.connect(self.editing.outbox.refresh)

    def _connect_widgets(self) -> None:
        self.menu_button.language_asked.connect(change_language)
        self.menu_button.reread_asked.connect(self.session.read_again)
        self.menu_button.print_asked.connect(lambda kind: print_map(self.iface, kind))
        for asking in (self.menu_button, self.changes):
            asking.import_asked.connect(self.importing.open)
        self.help_button.clicked.connect(lambda _=False: open_guide())
        self.store_button.chosen.connect(self.open_store)
        self.store_button.close_asked.connect(self.close_store)
        self.store_button.database_asked.connect(self._ask_database)
        self.store_button.shared_asked.connect(lambda: SharedDialog(self.shared, self).open())
        for asking in (self.store_button, self.empty, self.trouble):
            asking.browse_asked.connect(self._browse)
        self.empty.own_asked.connect(lambda: self.open_store(settings().store))
        self.empty.sample_asked.connect(lambda: self.open_store(str(sample(SAMPLE_STORE))))
        self.empty.guide_asked.connect(open_guide)
        self.loading.cancel_asked.connect(self.session.cancel)
        self.trouble.again_asked.connect(lambda: self.open_store(self._wanted))
        self.trouble.upgrade_asked.connect(lambda: self.open_store(self._wanted, upgrade=True))
        self.trouble.back_asked.connect(self.close_store)
        self.points.form_asked.connect(self.open_form)
        self.points.reach_asked.connect(lambda: self.tasks.analyse("catchments"))
        self.points.layers_asked.connect(self.session.load_layers)
        self.points.not_found.connect(lambda: self.tasks.say_not_found(self.session.points_layer()))
        self.points.selection_changed.connect(self._show_task_points)
        self.analyse.task_asked.connect(self._on_task_asked)
        self.analyse.results.again_asked.connect(self.tasks.run_again)
        self.analyse.results.brief_asked.connect(self.tasks.partnership_brief)
        self.changes.copy_asked.connect(self.tasks.check_out)
        self.editing.attach(self.changes)

    def follow_language(self) -> None:
        """Write panel, layers and an open import again in the language now chosen."""
        self.importing.follow_language()
        criteria, words = self.points.filters.criteria, self.points.search.text()
        tab, page = self.tabs.currentIndex(), self.pages.currentIndex()
        asking = self.what_if is not None and not self.what_if.isHidden()
        self._unload_tabs()
        old = self.widget()
        self._build()
        old.deleteLater()
        if self.session.loaded is not None:
            relabel_store(self.session.loaded, self.project)
            self._load_sample_base()
        self.points.take_points()
        self.points.filters.set_criteria(criteria)
        self.points.search.setText(words)
        self.points.refresh()
        self._show_store()
        if asking:
            self._on_task_asked("scenario")
        self.tabs.setCurrentIndex(tab)
        self.pages.setCurrentIndex(page)

    def open_form(self, point_id: str) -> None:
        """Open the form of a point, to edit when its layer is being edited; or say why there is none."""
        layer, feature = self.session.points_layer(), self.points.sync.feature(point_id)
        if layer is not None and feature is not None:
            self.iface.openFeatureForm(layer, feature, False, False)
        else:
            self.tasks.say_not_found(layer)

    def _on_opened(self) -> None:
        register = self.session.register
        remember_store(register.path)
        self._leave_scenario()
        self._load_sample_base()
        self.points.show_store()
        self._show_store()
        self.pages.setCurrentWidget(self.tabs)
        if self._zoom_when_open:
            QTimer.singleShot(0, self._show_on_map)
        self.store_opened.emit(register.path)

    def _show_on_map(self) -> None:
        """Show all the points; afterwards, because QGIS gives an empty project the first layer's degrees."""
        register = self.session.register
        if sip.isdeleted(self) or register is None:
            return
        if self._project_was_empty:
            show_in(self.project, crs_to_show(self.project))
        zoom_to(self.iface.mapCanvas(), self.session.places())

    def _on_reread(self) -> None:
        self.points.take_points()
        self._show_store()

    def _on_failed(self, problem: BaseException) -> None:
        self.store_button.set_store("", "")
        self.note.hide()
        if isinstance(problem, Cancelled):
            self.pages.setCurrentWidget(self.empty)
            return
        log.error(problem)
        self.trouble.show_problem(problem)
        self.pages.setCurrentWidget(self.trouble)

    def _show_store(self) -> None:
        """Write what is open above the tabs, and on them."""
        register = self.session.register
        if register is None:
            return
        info = register.info
        self.store_button.set_store(group_title(info), register.path)
        updated = date_text(date.fromisoformat(info.updated_at[:10]))
        self.note.setText(self._what_it_is_for().format(date=updated))
        self.note.show()
        self._show_task_points()
        self.changes.set_jurisdictions(register)
        self.review.show_store()
        self._show_changes()

    def _what_it_is_for(self) -> str:
        if self.session.is_working_copy:
            return tr("Working copy, for editing. Shared store of {date}.")
        if self.session.may_merge:
            return tr("Shared store of {date}. Its layers are read-only; you merge under Review.")
        return tr("Shared store of {date}, read-only.")

    def _show_task_points(self) -> None:
        if self.session.register is not None:
            counters = self.session.register.figures.counters
            selected = self.points.sync.count()
            self.analyse.set_points(counters, selected)
            for task in ("catchments", "coverage"):
                self.analyse.set_preflight(task, self.tasks.preflight(task, selected or counters))

    def _on_task_asked(self, task: str) -> None:
        """Open a task: the dialog of its algorithm, or the page where scenarios are edited live."""
        if task != "scenario":
            self.tasks.analyse(task)
            return
        if self.what_if is None:
            self.what_if = ScenarioPage(self.project, self.iface.mapCanvas(), self.scenario, self.analyse)
            self.what_if.back_asked.connect(lambda: self.analyse.show_page(None))
            self.what_if.run_asked.connect(self._run_scenario)
        points = self.tasks.points_to_use(self.points.selected_points())
        if points is None:
            return
        self.analyse.show_page(self.what_if)
        self.what_if.open(points, self.tasks.known_parameters())

    def _leave_scenario(self) -> None:
        """Let go of the figures: they are of the points of another store."""
        self.scenario.close()
        if self.what_if is not None:
            self.what_if.close_page()

    def _unload_tabs(self) -> None:
        """Let the tabs go of project and map; their widgets are deleted afterwards."""
        self.shared_notes.unload()
        self.points.unload()
        self.analyse.unload()
        self.review.unload()
        if self.what_if is not None:
            self.what_if.unload()

    def _run_scenario(self) -> None:
        self.tasks.run_scenario(self.scenario.named(), list(self.scenario.places), self.what_if.parameters)

    def _show_changes(self) -> None:
        """Show the changes on their tab, and how many there are on its label."""
        self.editing.show()
        title = tr("Changes")
        if self.session.changes:
            title = tr("Changes ({n})").format(n=number(len(self.session.changes)))
        self.tabs.set_title(self.changes, title)

    def _load_sample_base(self) -> None:
        loaded = self.session.loaded
        if loaded is not None and Path(loaded.path).name == SAMPLE_STORE:
            load_base(sample("pine_river_base.gpkg"), self.project, loaded.group)

    def _on_layers_back(self) -> None:
        self._load_sample_base()
        self.points.take_points()

    def _on_project_read(self) -> None:
        """Show the store whose layers a project brings along.

        Not one at an address of the project's own: a project from elsewhere must not choose a server.
        """
        stores = [name for name in stores_in(self.project) if not is_postgis(name)]
        if not stores and self.session.register is None:
            stores = [settings().store] if settings().store else []
        if stores and (self.session.register is None or self.session.register.path not in stores):
            self.open_store(stores[0], zoom=False)

    def _browse(self) -> None:
        recent = settings().recent_stores
        folder = str(Path(recent[0]).parent) if recent else ""
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Open a Store of Service Points"), folder, tr("GeoPackage (*.gpkg)")
        )
        if path:
            self.open_store(path)

    def _ask_database(self) -> None:
        dialog = DatabaseDialog(self)
        dialog.chosen.connect(self.open_store)
        dialog.open()


def _dropped_store(event: QDropEvent) -> str:
    paths = [url.toLocalFile() for url in event.mimeData().urls()]
    stores = [path for path in paths if path.lower().endswith(".gpkg")]
    return stores[0] if len(stores) == 1 else ""
