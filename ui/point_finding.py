# SPDX-License-Identifier: GPL-2.0-or-later
"""What the locator finds: in memory, or by asking the server of a large store."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsFeedback

from ..core.errors import Cancelled, StoreError
from ..core.text import Text
from ..host import log
from ..host.language import tr
from ..layers.filter import Criteria, PointIndex, fold
from ..layers.register import PointRegister, PointSummary
from ..layers.server_points import ServerPoints
from .point_locator import MOST


def is_empty(string: str) -> bool:
    """Return whether there is nothing to look for."""
    return not fold(string)


def found_in(
    register: PointRegister, index: PointIndex, string: str, language: str
) -> tuple[list[PointSummary], str]:
    """Return the first points found in memory, and the words for how many more there are."""
    mask = index.matches(Criteria(text=string))
    order = index.by_name(language)
    found = order[mask[order]]
    words = fold(string).split()
    named = np.array(
        [all(word in fold(" ".join(register.points[row].other_names)) for word in words) for row in found],
        dtype=bool,
    )
    ranked = [*found[named], *found[~named]] if len(found) else []
    more = tr("%n more in the panel", len(ranked) - MOST) if len(ranked) > MOST else ""
    return [register.points[row] for row in ranked[:MOST]], more


def asked_of(
    server: ServerPoints, string: str, language: str, feedback: QgsFeedback
) -> tuple[list[PointSummary], str]:
    """Return the first points that the server finds; counting the others takes longer than finding these."""
    criteria, size, progress = Criteria(text=string), MOST + 1, _Feedback(feedback)
    try:
        ranked = list(server.page(criteria, language, progress, size=size, named=True).points)
        if len(ranked) <= MOST:
            known = {point.id for point in ranked}
            others = server.page(criteria, language, progress, size=size + len(known))
            ranked += [point for point in others.points if point.id not in known]
    except (StoreError, Cancelled) as problem:
        if isinstance(problem, StoreError):
            log.error(problem)
        return [], ""
    return ranked[:MOST], tr("More in the panel") if len(ranked) > MOST else ""


class _Feedback:
    """The locator's feedback as the progress that a server listens to."""

    def __init__(self, feedback: QgsFeedback) -> None:
        self._feedback = feedback

    def is_cancelled(self) -> bool:
        return bool(self._feedback.isCanceled())

    def report(self, fraction: float, text: Text | None = None) -> None:
        return None
