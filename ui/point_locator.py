# SPDX-License-Identifier: GPL-2.0-or-later
"""Find a service point from QGIS's locator bar: ``sp riverside`` zooms to it, whatever the panel shows.

It searches what the panel's search searches, names in both languages, addresses and identifiers of the open
store, without accents and case, in the thread of the locator.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Callable

from qgis.core import (
    QgsApplication,
    QgsFeedback,
    QgsLocatorContext,
    QgsLocatorFilter,
    QgsLocatorResult,
    QgsSettings,
)

from ..host.language import official_language, tr
from ..host.resources import icon

if TYPE_CHECKING:
    from ..layers.filter import PointIndex
    from ..layers.register import PointRegister
    from ..layers.server_points import ServerPoints
    from .panel import ServicePointsPanel

NAME = "service_points"
PREFIX = "sp"
MOST = 30
"""Results shown; more are counted and offered in the panel."""
FORM = 1
"""The id of the action that opens a point's form."""
_PREFIX_SETTINGS = (f"gui/locator_filters/prefix_{NAME}", f"locator-filters/items/{NAME}/prefix")
"""Where QGIS keeps the prefix that a person chose: in older and in newer versions."""


class PointLocator(QgsLocatorFilter):
    """The filter. ``find_panel`` returns the panel or None, ``show_panel`` brings it up first."""

    def __init__(
        self,
        find_panel: Callable[[], ServicePointsPanel | None],
        show_panel: Callable[[], ServicePointsPanel],
    ) -> None:
        super().__init__()
        self._find_panel, self._show_panel = find_panel, show_panel
        self._icon = icon("service_points")
        self._register: PointRegister | None = None
        self._index: PointIndex | None = None
        self._server: ServerPoints | None = None
        self._language = "en"

    def clone(self) -> PointLocator:
        return PointLocator(self._find_panel, self._show_panel)

    def name(self) -> str:
        return NAME

    def displayName(self) -> str:  # noqa: N802
        return tr("Service points")

    def description(self) -> str:
        return tr("Service points of the open store, by name, address or identifier")

    def priority(self) -> QgsLocatorFilter.Priority:
        return QgsLocatorFilter.Priority.Medium

    def prefix(self) -> str:
        """The prefix that QGIS lets a plugin have by itself, which is of three letters at least."""
        return f"{PREFIX}t"

    def prepare(self, string: str, context: QgsLocatorContext) -> list[str]:
        """Take what is to be searched along; on the main thread."""
        panel = self._find_panel()
        if panel is not None:
            session = panel.session
            self._register, self._index, self._server = session.register, session.index, session.server
        self._language = official_language()
        return []

    def fetchResults(  # noqa: N802
        self, string: str, context: QgsLocatorContext, feedback: QgsFeedback
    ) -> None:
        """Tell each point found, those first whose name has the words; in a thread of the locator."""
        for result in self._results(string, context.usingPrefix, feedback):
            if feedback.isCanceled():
                return
            result.filter, result.icon = self, self._icon
            self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:  # noqa: N802
        self._show(result)

    def triggerResultFromAction(self, result: QgsLocatorResult, action: int) -> None:  # noqa: N802
        panel, point = self._show(result)
        if action == FORM and point:
            panel.open_form(point)

    def _show(self, result: QgsLocatorResult) -> tuple[ServicePointsPanel, str]:
        """Bring up the panel with what a result stands for; return the panel, and the id of the point."""
        kind, value = str(_data_of(result)).split(":", 1)
        panel = self._show_panel()
        if kind == "point":
            panel.tabs.setCurrentWidget(panel.points)
            panel.points.show_point(value)
            return panel, value
        if kind == "search":
            panel.tabs.setCurrentWidget(panel.points)
            panel.points.search.setText(value)
        return panel, ""

    def _results(
        self, string: str, asked_by_prefix: bool, feedback: QgsFeedback
    ) -> Iterator[QgsLocatorResult]:
        from .point_finding import asked_of, found_in, is_empty

        if is_empty(string):
            return
        if self._register is None or (self._index is None and self._server is None):
            if asked_by_prefix:
                yield QgsLocatorResult(self, tr("Open a store of service points first"), "open:")
            return
        if self._server is not None:
            found, more = asked_of(self._server, string, self._language, feedback)
        else:
            found, more = found_in(self._register, self._index, string, self._language)
        open_form = QgsLocatorResult.ResultAction(
            FORM, tr("Open the Form"), QgsApplication.iconPath("mActionFormView.svg")
        )
        for place, point in enumerate(found):
            result = QgsLocatorResult(self, point.name.in_(self._language), f"point:{point.id}")
            result.description = point.address or point.organization.in_(self._language)
            result.score = 1.0 - place / (MOST + 1)
            result.actions = [open_form]
            yield result
        if more:
            rest = QgsLocatorResult(self, more, f"search:{string}")
            rest.score = 0.0
            yield rest


class LocatorPart:
    """The filter in QGIS's locator bar while the plugin is loaded."""

    def __init__(
        self,
        iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
        find_panel: Callable[[], ServicePointsPanel | None],
        show_panel: Callable[[], ServicePointsPanel],
    ) -> None:
        self._iface = iface
        self.filter = PointLocator(find_panel, show_panel)
        register_locator(self.filter, iface.registerLocatorFilter)

    def unload(self) -> None:
        """Take the filter back; QGIS deletes it."""
        self._iface.deregisterLocatorFilter(self.filter)


def register_locator(made: PointLocator, register: Callable[[PointLocator], None]) -> None:
    """Register the filter under the prefix ``sp``.

    QGIS keeps prefixes of two letters for itself, but for those that stand in its settings: it is there for
    this moment, unless the person has chosen another one.
    """
    stored = QgsSettings()
    lent = [key for key in _PREFIX_SETTINGS if not stored.contains(key)]
    for key in lent:
        stored.setValue(key, PREFIX)
    try:
        register(made)
    finally:
        for key in lent:
            stored.remove(key)


def _data_of(result: QgsLocatorResult) -> object:
    """The user data of a result, under the name that the version of QGIS has for it."""
    return result.getUserData() if hasattr(result, "getUserData") else result.userData
