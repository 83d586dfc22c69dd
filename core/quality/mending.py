# SPDX-License-Identifier: GPL-2.0-or-later
"""Which records to mend first: those with the most that is wrong, by plain weights that anybody can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..validation.finding import Finding
from ..validation.register import Row
from .assess import PLANNED, Quality
from .currency import AGEING, FRESH
from .expected import Item
from .positions import AREA

ERROR, WAITING, DUPLICATE, DISPUTED, OLD, LESS_OLD, APPROXIMATE, MISSING = 3, 3, 2, 2, 2, 1, 1, 1
"""Weights: each error of validation, a change that waits, a possible duplicate, sources that differ, not
verified for 24 or never, for 12 months, a position to the area only, and each thing that is missing."""

_SEVERE = ("reject", "error")


@dataclass(frozen=True)
class Mending:
    """What is wrong with a point. ``freshness``: a class of ``currency``; ``waiting``: changes to decide."""

    point: Row
    score: int
    errors: tuple[Finding, ...]
    missing: tuple[Item, ...]
    freshness: int
    waiting: int
    duplicated: bool
    disputed: tuple[str, ...]
    approximate: bool


def to_mend(found: Quality) -> list[Mending]:
    """Return the points with anything wrong, the worst first; equal ones by id.

    Of planned points nothing is expected yet. What is missing and an error of validation for that is counted
    once, as the error.
    """
    errors: dict[str, list[Finding]] = {}
    for finding in found.validation.findings:
        if finding.severity in _SEVERE and finding.point_id is not None:
            errors.setdefault(finding.point_id, []).append(finding)
    waiting = Counter(change.point for change in found.changes if change.waits)
    counters = np.array([row.get("channel") == "in_person" for row in found.points], bool)
    approximate = (found.classes == AREA) & counters
    listed = []
    for i, row in enumerate(found.points):
        key = str(row["id"])
        wrong = tuple(errors.get(key, ()))
        missing = [] if row.get("status") == PLANNED else found.completeness.missing_of(i)
        sources = found.sources.get(key)
        listed.append(
            _mending(
                row,
                errors=wrong,
                missing=_besides(missing, {error.rule for error in wrong}),
                freshness=int(found.fresh[i]),
                waiting=waiting[key],
                duplicated=bool(found.duplicated[i]),
                disputed=() if sources is None else sources.disputed,
                approximate=bool(approximate[i]),
            )
        )
    return sorted((m for m in listed if m.score), key=lambda m: (-m.score, str(m.point["id"])))


def _besides(missing: Sequence[Item], errors: set[str]) -> tuple[Item, ...]:
    """Leave out what an error has said already: the rule of an item, or that both names must be."""
    said = {"name"} if "L01" in errors else set()
    return tuple(item for item in missing if item.rule not in errors and item.name not in said)


def _mending(
    row: Row,
    *,
    errors: tuple[Finding, ...],
    missing: tuple[Item, ...],
    freshness: int,
    waiting: int,
    duplicated: bool,
    disputed: tuple[str, ...],
    approximate: bool,
) -> Mending:
    age = {FRESH: 0, AGEING: LESS_OLD}.get(freshness, OLD)
    score = (
        ERROR * len(errors)
        + WAITING * bool(waiting)
        + DUPLICATE * duplicated
        + DISPUTED * bool(disputed)
        + APPROXIMATE * approximate
        + age
        + MISSING * len(missing)
    )
    return Mending(row, score, errors, missing, freshness, waiting, duplicated, disputed, approximate)
