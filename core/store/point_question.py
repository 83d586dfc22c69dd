# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of a server about the points of a large store, and what it answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .model import Row

Box = tuple[float, float, float, float]
Place = tuple[str, int]
"""Where a page ended: the sort key and the number of its last record."""


@dataclass(frozen=True)
class PointQuestion:
    """What is looked for. ``words`` are folded and all must occur, in the names only if ``named``.

    ``chosen`` has codes by facet: ``jurisdiction``, ``order`` (as the jurisdictions that are of it),
    ``channel``, ``point_type``, ``status``, ``service`` and ``language``. ``ids`` are the only
    points that may be found. ``outdated`` asks for points whose dates need care on ``today``: verified before
    ``stale_before``, or closed for a time that is over. ``box`` is west, south, east, north; points without a
    position are in every box. A service counts where it is offered on ``today``.
    """

    today: date
    stale_before: date
    words: tuple[str, ...] = ()
    named: bool = False
    chosen: Mapping[str, Collection[str]] = field(default_factory=dict)
    outdated: bool = False
    box: Box | None = None
    ids: Sequence[str] | None = None


@dataclass(frozen=True)
class PointPage:
    """Some points in their order, as rows of ``service_point`` with what is listed beside them.

    Each row has in addition ``organization`` (name_en, name_fr), ``offers`` (``Offers`` on the day of the
    question), ``closures`` (rows) and ``reasons`` (how many of its dates need care). ``end`` is where to go
    on, None after the last page.
    """

    rows: Sequence[Row]
    end: Place | None


@dataclass(frozen=True)
class Figures:
    """Numbers of points: all, verified since ``stale_before``, with dates that need care, open counters."""

    points: int
    verified: int
    outdated: int
    counters: int
