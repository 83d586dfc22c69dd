# SPDX-License-Identifier: GPL-2.0-or-later
"""The points of a large store in a database: listed, searched and counted by its server, page by page.

What it finds is what ``filter.PointIndex`` finds in a register that was read whole. Nothing here runs on the
main thread, but for ``close``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.progress import SILENT, Progress
from ..core.store.point_question import Box, Place, PointQuestion
from ..host.databases import database_address, is_database, open_named
from .filter import Criteria, fold
from .freshness import stale_before
from .register import (
    COLUMNS,
    LARGE,
    PointRegister,
    PointSummary,
    RegisterFigures,
    name_of,
    read_words,
    summary,
)

if TYPE_CHECKING:
    from ..core.store.postgis.point_search import PointSearch

PAGE = 100


@dataclass(frozen=True)
class Page:
    """Points in the order of their names, how many dates of each need care, and where to go on."""

    points: tuple[PointSummary, ...]
    reasons: Mapping[str, int]
    end: Place | None


class ServerPoints:
    """Asks the server; from any thread. Raises ``StoreError`` and ``Cancelled``.

    ``register`` has no points. ``is_slow`` says that the store lacks the indexes of the search.
    """

    def __init__(
        self, register: PointRegister, search: PointSearch, extent: Box | None, is_slow: bool
    ) -> None:
        self.register = register
        self.extent = extent
        self.is_slow = is_slow
        self._search = search
        self._codes: dict[str, frozenset[str]] = {"jurisdiction": register.figures.jurisdictions}

    def close(self) -> None:
        """Let go of the connections."""
        self._search.close()

    def page(
        self,
        criteria: Criteria,
        language: str,
        progress: Progress = SILENT,
        *,
        box: Box | None = None,
        after: Place | None = None,
        size: int = PAGE,
        named: bool = False,
    ) -> Page:
        """Return the points that come after a place, by their names in ``en`` or ``fr``.

        With ``named`` the words must all stand in a point's names.
        """
        question = replace(self._question(criteria), box=box, named=named)
        found = self._search.page(
            question, progress, columns=COLUMNS, language=language, size=size, after=after
        )
        points = tuple(
            summary(row, self.register.levels, name_of(row["organization"]), row["offers"], row["closures"])
            for row in found.rows
        )
        reasons = {row["id"]: row["reasons"] for row in found.rows if row["reasons"]}
        return Page(points, reasons, found.end)

    def count(
        self, criteria: Criteria, progress: Progress = SILENT, *, box: Box | None = None
    ) -> tuple[int, int]:
        """Return how many points are found inside a box, and how many in all."""
        if criteria.is_empty and box is None:
            return (self.register.figures.points,) * 2
        return self._search.count(replace(self._question(criteria), box=box), progress)

    def counts(self, criteria: Criteria, facet: str, progress: Progress = SILENT) -> dict[str, int]:
        """Return, per code of a facet, how many points would be found if only that code were chosen."""
        if facet not in self._codes:
            everything = self._search.facet(self._question(Criteria()), facet, progress)
            self._codes[facet] = frozenset(everything)
        found = self._search.facet(self._question(criteria.with_facet(facet, ())), facet, progress)
        return {code: found.get(code, 0) for code in sorted(self._codes[facet])}

    def condition(self, criteria: Criteria, progress: Progress = SILENT) -> str:
        """Return what is looked for as a filter of the points layer, in the server's own words."""
        return self._search.condition(self._question(criteria), progress)

    def _question(self, criteria: Criteria) -> PointQuestion:
        today = date.today()
        chosen = dict(criteria.chosen)
        if "order" in chosen:  # the server knows jurisdictions only
            codes = self.register.figures.jurisdictions
            chosen["order"] = frozenset(c for c in codes if self.register.order_of(c) in chosen["order"])
        care = chosen.pop("attention", frozenset())
        return PointQuestion(
            today=today,
            stale_before=stale_before(today),
            words=tuple(fold(criteria.text).split()),
            chosen=chosen,
            outdated=bool(care),
        )


def read_server_points(name: str, progress: Progress) -> ServerPoints | None:
    """Return a store's points as its server has them, None for a store that is read whole.

    That is a file, a register that is not large, and one on a server that cannot search. Raises as
    ``open_named``, and ``Cancelled``.
    """
    if not is_database(name):
        return None
    with open_named(name) as store:
        if store.count("service_point") <= LARGE:
            return None
        words = read_words(store, name)
    from ..core.store.postgis.point_search import PointSearch  # noqa: PLC0415  (psycopg2, where it is needed)

    search, today = PointSearch(database_address(name)), date.today()
    try:
        is_fast = search.prepare(progress)
        if is_fast is None:
            search.close()
            return None
        question = PointQuestion(today=today, stale_before=stale_before(today))
        parts = search.figures(question, progress)
        figures = RegisterFigures(
            points=sum(part.points for part in parts.values()),
            verified=sum(part.verified for part in parts.values()),
            outdated=sum(part.outdated for part in parts.values()),
            counters=sum(part.counters for part in parts.values()),
            jurisdictions=frozenset(parts),
        )
        register = replace(words, counted=figures)
        return ServerPoints(register, search, search.extent(progress), is_slow=not is_fast)
    except BaseException:
        search.close()
        raise
