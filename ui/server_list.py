# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of a large store: what its server finds, page by page, in the background."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import Cancelled
from ..core.progress import Progress
from ..host.language import language, tr
from ..host.tasks import TaskGroup
from ..layers.filter import Criteria
from ..layers.server_points import Page, ServerPoints

Box = tuple[float, float, float, float]


class ServerList(QObject):
    """Asks a store's server; tells on the main thread. The newest question wins: older ones are not heard."""

    found = pyqtSignal(object)
    """The first page (``Page``) of what is looked for."""
    more_found = pyqtSignal(object)
    """The page after it."""
    counted = pyqtSignal(int, int)
    """How many points are found in the map view, and in all."""
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions, self._facets = TaskGroup(self), TaskGroup(self)
        self._points: ServerPoints | None = None
        self._criteria, self._box = Criteria(), None
        self._end: Any = None

    def set_store(self, points: ServerPoints | None) -> None:
        """Ask another server from now on, or none."""
        self.drop()
        self._points = points

    def ask(self, criteria: Criteria, box: Box | None) -> None:
        """Look for points; ``found`` follows, then ``counted``."""
        self._questions.drop_all()
        self._criteria, self._box, self._end = criteria, box, None
        self._ask_page(None, self._on_found)

    def ask_more(self) -> None:
        """Ask for the next page; ``more_found`` follows."""
        if self._end is not None:
            self._ask_page(self._end, self._on_more)

    def ask_facet(self, criteria: Criteria, facet: str, then: Callable[[dict[str, int]], None]) -> None:
        """Count the points by the codes of a facet, then call ``then``."""
        points = self._points
        if points is None:
            return

        def work(progress: Progress) -> dict[str, int]:
            return points.counts(criteria, facet, progress)

        self._facets.drop_all()
        self._facets.run(tr("Counting service points"), work, then, self._on_failed)

    def drop(self) -> None:
        """Stop asking; nothing more is told."""
        self._questions.drop_all()
        self._facets.drop_all()
        self._end = None

    def _ask_page(self, after: Any, then: Callable[[Page], None]) -> None:  # noqa: ANN401
        points, criteria, box, shown = self._points, self._criteria, self._box, language()
        if points is None:
            return

        def work(progress: Progress) -> Page:
            return points.page(criteria, shown, progress, box=box, after=after)

        self._questions.run(tr("Finding service points"), work, then, self._on_failed)

    def _on_found(self, page: Page) -> None:
        self._end = page.end
        self.found.emit(page)
        if page.end is None and self._box is None:
            self.counted.emit(len(page.points), len(page.points))
            return
        points, criteria, box = self._points, self._criteria, self._box

        def work(progress: Progress) -> tuple[int, int]:
            return points.count(criteria, progress, box=box)

        self._questions.run(
            tr("Counting service points"), work, lambda counts: self.counted.emit(*counts), self._on_failed
        )

    def _on_more(self, page: Page) -> None:
        self._end = page.end
        self.more_found.emit(page)

    def _on_failed(self, problem: BaseException) -> None:
        if not isinstance(problem, Cancelled):
            self.failed.emit(problem)
