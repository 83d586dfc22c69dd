# SPDX-License-Identifier: GPL-2.0-or-later
"""Find points: search, filters, list, and how fresh they are."""

from __future__ import annotations

from itertools import islice
from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit, QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QKeyEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import ServicePointsError
from ..host import log
from ..host.language import official_language, say, tr
from ..host.settings import change, settings
from ..layers.filter import ATTENTION, Criteria, PointIndex
from ..layers.register import PointSummary
from ..layers.server_points import Page
from .feature_ids import MOST_ASKED
from .filter_bar import FilterBar
from .flow_layout import FlowLayout
from .form_verified import fill_with_methods, verify_today
from .map_filter import MapFilter
from .map_view import lonlat_view, shape_lonlat, zoom_to
from .mnemonics import menu_with_letters
from .pages import sentence
from .point_list import PointListModel, PointListView
from .selection import SelectionSync
from .server_list import Box, ServerList
from .session import StoreSession
from .words import number, percent, point_name

MAP_PAUSE_MS = 150
"""Moving the map tells every step; the list follows when it rests."""


class SearchBox(QgsFilterLineEdit):
    """Esc empties it; the down arrow goes to the list."""

    list_asked = pyqtSignal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.list_asked.emit()
        else:
            super().keyPressEvent(event)


class PointsTab(QWidget):
    """Shows the points of a session; opening forms and algorithms is left to the panel."""

    form_asked = pyqtSignal(str)
    reach_asked = pyqtSignal()
    layers_asked = pyqtSignal()
    not_found = pyqtSignal()
    """Some of the points that are listed are not in the layer."""
    selection_changed = pyqtSignal()

    def __init__(self, session: StoreSession, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._canvas = session, canvas
        self.model = PointListModel(self)
        self._make_widgets()
        self.sync = SelectionSync(self.view, self)
        self.server = ServerList(self)
        self.map_filter = MapFilter(canvas, self)
        self._reasons: dict[str, int] = {}
        self._map_timer = QTimer(self)
        self._map_timer.setSingleShot(True)
        self._map_timer.setInterval(MAP_PAUSE_MS)
        self._map_timer.timeout.connect(self.refresh)
        self._arrange()
        self._connect()

    def show_store(self) -> None:
        """Show the session's points from scratch."""
        self.filters.set_criteria(Criteria())
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.take_points()

    def take_points(self) -> None:
        """Show the session's points as they are now; search, filters and selection stay."""
        register, server = self._session.register, self._session.server
        self.model.set_register(register)
        self.server.set_store(server)
        self.filters.set_store(register, self._count_facet)
        self.sync.set_layer(self._session.points_layer(), large=server is not None)
        self.slow.setVisible(server is not None and server.is_slow)
        self.map_filter.set_layer(self._session.points_layer(), server)
        self.gone.setVisible(register is not None and self._session.points_layer() is None)
        self.take_attention()

    def take_attention(self) -> None:
        """Show which points need care."""
        session = self._session
        self.model.set_attention(session.attention)
        figures = session.register.figures if session.register else None
        if figures is not None and figures.points:
            share = percent(figures.verified / figures.points)
            self.fresh.setText(tr("{share} verified within 12 months").format(share=share))
        n = figures.outdated if figures is not None and session.server else len(session.attention)
        self.care.setText(tr("%n need(s) attention", n))
        self.care.setVisible(n > 0)
        self.refresh()

    def layers_are_gone(self) -> None:
        """The points' layer was removed from the project: the list stays, the map part is offered again."""
        self.map_filter.set_layer(None, None)
        self.sync.set_layer(None)
        self.gone.show()

    def refresh(self) -> None:
        """Filter again and show what is found; what a server finds follows."""
        session = self._session
        if session.register is None:
            self.model.set_points(())
            return
        criteria = self.filters.criteria.with_text(self.search.text())
        self.clear.setVisible(not criteria.is_empty)
        view = lonlat_view(self._canvas) if self.follow.isChecked() else None
        if session.server is not None:
            self.server.ask(criteria, view)
            self.map_filter.follow(criteria)
        elif session.index is not None:
            self._show_found(session.index, criteria, view)

    def _show_found(self, index: PointIndex, criteria: Criteria, view: Box | None) -> None:
        points = self._session.register.points
        mask = index.matches(criteria)
        found = int(mask.sum())
        if view is not None:
            mask &= index.within(view)
        order = index.by_name(official_language())
        shown = [points[place] for place in order[mask[order]].tolist()]
        self.model.set_points(shown)
        self.sync.show_in_list()
        self._show_counts(len(shown), found)

    def _on_page(self, page: Page) -> None:
        """Show the first points that the server found."""
        self._reasons = dict(page.reasons)
        self.model.set_attention(self._reasons)
        self.model.set_points(page.points, has_more=page.end is not None)
        self.sync.show_in_list()
        self.counts.setText(tr("Counting…"))
        self.outside.hide()

    def _on_next_page(self, page: Page) -> None:
        self._reasons.update(page.reasons)
        self.model.add_points(page.points, has_more=page.end is not None)

    def _on_server_failed(self, problem: BaseException) -> None:
        log.error(problem)
        self.model.ask_again()
        known = isinstance(problem, ServicePointsError)
        self.counts.setText(say(problem.text) if known else str(problem))

    def _count_facet(self, criteria: Criteria, facet: str, then: Callable[[dict[str, int]], None]) -> None:
        """Count the points by the codes of a facet: at once, or when the server has answered."""
        if self._session.server is not None:
            self.server.ask_facet(criteria, facet, then)
        elif self._session.index is not None:
            then(self._session.index.counts(criteria)[facet])

    def selected_points(self) -> list[PointSummary]:
        """Return the selected points, whether the list shows them or not; of a large store those it shows."""
        chosen = set(self.sync.selected_ids())
        register = self._session.register
        if self._session.server is not None:
            return self.model.points_of(chosen)
        return [point for point in register.points if point.id in chosen] if register else []

    def show_point(self, point_id: str) -> None:
        """Select a point on the map and in the list, and show where it is."""
        self.sync.select([point_id])
        self._on_zoom_asked()

    def unload(self) -> None:
        """Let go of the map and of the layer."""
        self._map_timer.stop()
        self.server.drop()
        self.map_filter.unload()
        self.sync.set_layer(None)
        self._canvas.extentsChanged.disconnect(self._on_map_moved)

    def _make_widgets(self) -> None:
        self.search = SearchBox()
        self.search.setObjectName("ServicePointsSearch")
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search name, address, identifier"))
        self.search.setAccessibleName(tr("Search name, address, identifier"))
        self.filters = FilterBar()
        self.counts = QLabel()
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.clear = _flat(tr("Clear"), tr("Remove the filters and the search words"))
        self.outside = _flat("", tr("Show the points outside the map view too"))
        self.slow = sentence(
            tr(
                "Searching takes long: this store has no words and indexes for it yet. Its owner adds them "
                "with “Prepare or update a register”."
            )
        )
        self.slow.hide()
        self.gone = QWidget()
        self.gone_button = QPushButton(tr("Load the layers again"))
        self.view = PointListView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr("Service points"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.follow = QCheckBox(tr("Only in the map view"))
        self.follow.setToolTip(
            tr("List the points in the map view, and those without a position, such as call centres.")
        )
        self.follow.setChecked(settings().follow_map)
        self.zoom = _tool("/mActionZoomToSelected.svg", tr("Zoom to the selected points"))
        self.form = _tool("/mActionFormView.svg", tr("Open the form of the selected point"))
        self.fresh = sentence()
        self.care = _flat("", tr("List only the points that need attention"))
        self.care.setIcon(QgsApplication.getThemeIcon("/mIconWarning.svg"))
        self.care.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _arrange(self) -> None:
        gone = QVBoxLayout(self.gone)
        gone.setContentsMargins(0, 0, 0, 0)
        gone.addWidget(sentence(tr("The layers of this store were removed from the project.")))
        gone.addWidget(self.gone_button)
        self.gone.hide()
        numbers = QWidget()
        flow = FlowLayout(numbers, 6)
        for widget in (self.counts, self.outside, self.clear):
            flow.addWidget(widget)
        tools = QWidget()
        tool_flow = FlowLayout(tools)
        for widget in (self.zoom, self.form, self.follow, self.map_filter.check):
            tool_flow.addWidget(widget)
        footer = QWidget()
        footer_flow = FlowLayout(footer)
        self.fresh.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for widget in (self.fresh, self.care):
            footer_flow.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 4, 4)
        layout.setSpacing(5)
        for widget in (self.search, self.filters, numbers, self.slow, self.map_filter.note, self.gone):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        layout.addWidget(tools)
        layout.addWidget(footer)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.refresh)
        self.search.list_asked.connect(self._on_list_asked)
        self.filters.changed.connect(self.refresh)
        self.model.more_asked.connect(self.server.ask_more)
        self.server.found.connect(self._on_page)
        self.server.more_found.connect(self._on_next_page)
        self.server.counted.connect(self._show_counts)
        self.server.failed.connect(self._on_server_failed)
        self.clear.clicked.connect(self._on_clear_clicked)
        self.outside.clicked.connect(lambda _=False: self.follow.setChecked(False))
        self.gone_button.clicked.connect(self.layers_asked)
        self.view.opened.connect(self.form_asked)
        self.view.zoom_asked.connect(self._on_zoom_asked)
        self.view.customContextMenuRequested.connect(self._on_menu_asked)
        self.follow.toggled.connect(self._on_follow_toggled)
        self.zoom.clicked.connect(self._on_zoom_asked)
        self.form.clicked.connect(self._on_form_clicked)
        self.care.clicked.connect(lambda _=False: self.filters.choose("attention", {ATTENTION}))
        self.sync.changed.connect(self._on_selection_changed)
        self._canvas.extentsChanged.connect(self._on_map_moved)
        self._on_selection_changed()

    def _show_counts(self, shown: int, found: int) -> None:
        total = self._session.register.figures.points
        if shown == total:
            self.counts.setText(tr("%n point(s)", total))
        else:
            self.counts.setText(tr("{shown} of %n point(s)", total).format(shown=number(shown)))
        self.outside.setText(tr("%n more outside the map view", found - shown))
        self.outside.setVisible(found > shown)
        self.view.say_nothing("" if shown or not total else _why_empty(found))

    def _on_map_moved(self) -> None:
        if self.follow.isChecked() and self._session.register is not None:
            self._map_timer.start()

    def _on_follow_toggled(self, checked: bool) -> None:
        change(follow_map=checked)
        self.refresh()

    def _on_clear_clicked(self) -> None:
        self.search.clear()
        self.filters.clear()

    def _on_list_asked(self) -> None:
        if self.model.rowCount():
            self.view.setFocus()
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))

    def _on_selection_changed(self) -> None:
        n = self.sync.count()
        self.zoom.setEnabled(n > 0)
        self.form.setEnabled(len(self.sync.selected_ids()) == 1)
        self.selection_changed.emit()

    def _on_zoom_asked(self) -> None:
        layer = self.sync.layer()
        if self._session.server is not None and layer is not None:  # the list may not have what is selected
            places = [shape_lonlat(feature) for feature in islice(layer.getSelectedFeatures(), MOST_ASKED)]
        else:
            places = [point.lonlat for point in self.selected_points()]
        zoom_to(self._canvas, [place for place in places if place])

    def _on_form_clicked(self) -> None:
        for key in self.sync.selected_ids()[:1]:
            self.form_asked.emit(key)

    def _on_verified_chosen(self, method: str) -> None:
        """Say of the selected points that they were verified today; it is saved with the layer's edits."""
        layer = self.sync.layer()
        features = [self.sync.feature(point.id) for point in self.selected_points()]
        if layer is None or None in features:
            self.not_found.emit()
        else:
            verify_today(layer, [feature.id() for feature in features], method)

    def _on_menu_asked(self, place: QPoint) -> None:
        points = self.selected_points()
        if points:
            self._menu(points).exec(self.view.viewport().mapToGlobal(place))

    def _menu(self, points: list[PointSummary]) -> QMenu:
        menu = menu_with_letters(self)
        one = len(points) == 1
        form = menu.addAction(self.form.icon(), tr("Open the Form"))
        form.setEnabled(one)
        form.triggered.connect(self._on_form_clicked)
        zoom = menu.addAction(self.zoom.icon(), tr("Zoom to the Map"))
        zoom.setEnabled(any(point.lonlat for point in points))
        zoom.triggered.connect(self._on_zoom_asked)
        menu.addAction(tr("Who Can Reach Them?")).triggered.connect(self.reach_asked)
        verified = menu.addMenu(QgsApplication.getThemeIcon("/mIconSuccess.svg"), tr("Verified Today"))
        verified.setEnabled(self._session.is_working_copy)
        fill_with_methods(verified, self._on_verified_chosen)
        menu.addSeparator()
        lines = {
            tr("Copy the Name and Address"): [f"{point_name(p)}, {p.address}".strip(", ") for p in points],
            tr("Copy the Identifier"): [point.id for point in points],
        }
        for title, copied in lines.items():
            menu.addAction(title).triggered.connect(lambda _=False, text=copied: _copy("\n".join(text)))
        return menu


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _flat(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    button.setAutoRaise(True)
    return button


def _tool(theme_icon: str, tip: str) -> QToolButton:
    button: Any = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(theme_icon))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button


def _why_empty(found: int) -> str:
    """Say why no point is listed although the register has some, and what to do."""
    if found:
        return tr("What was found is outside the map view. Zoom out, or list the points outside it too.")
    return tr("No point matches the search and the filters. Clear them, or change one.")
