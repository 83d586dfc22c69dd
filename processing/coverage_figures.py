# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of one run of ``servicepoints:coverage``, looked up for its report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..core.analysis.people import Indicator
from .coverage_found import Found
from .wording import cost_text

ANY: Any = object()
"""Stands for whichever stratum or service it is."""
OWN: Any = object()
"""Stands for the service of the figures that decide: any point, or the basket."""


class Figures:
    """The indicators of a run; ``metric`` is what they were measured in, ``cutoff`` the one that decides."""

    def __init__(self, found: Found, metric: str) -> None:
        self.found, self.metric = found, metric
        self.standard = found.asked.standard
        self.cutoff = self.standard.decisive.cutoff
        self._first = found.people.names[0]
        services = (row.service for row in found.assessment.rows if row.indicator == "C3")
        self._service = next(services, None)

    def rows(
        self,
        indicator: str,
        *,
        group: str | None = None,
        stratum: Any = ANY,  # noqa: ANN401  (a name, None for all together, or ANY)
        cutoff: float | None = None,
        service: Any = OWN,  # noqa: ANN401  (a name, None for any point, ANY or OWN)
    ) -> Iterator[Indicator]:
        """Yield the rows of a group, by default everybody, of the cost that decides."""
        wanted = self._service if service is OWN else service
        for row in self.found.assessment.rows:
            if (
                row.indicator == indicator
                and row.group == (group or self._first)
                and (stratum is ANY or row.stratum == stratum)
                and (cutoff is None or row.cutoff == cutoff)
                and (service is ANY or row.service == wanted)
            ):
                yield row

    def whole(
        self,
        indicator: str,
        *,
        group: str | None = None,
        cutoff: float | None = None,
        service: Any = OWN,  # noqa: ANN401  (as in ``rows``)
    ) -> Indicator | None:
        """Return the row of all areas together."""
        return next(self.rows(indicator, group=group, stratum=None, cutoff=cutoff, service=service), None)

    def cost(self, row: Indicator | None) -> str:
        """Write the value of a row as a cost; a dash for none."""
        return "–" if row is None or row.value is None else cost_text(row.value, self.metric)
