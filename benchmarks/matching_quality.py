# SPDX-License-Identifier: GPL-2.0-or-later
"""How right matching is on labelled rows: precision, recall and F1, with Wilson's intervals."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..core.importing.matching import Band, Match, match
from .matching_sets import Labelled, LabelledSet

AUTOMATIC = frozenset([Band.SAME_ID, Band.PROPOSED])
SHOWN = AUTOMATIC | {Band.REVIEW, Band.RELOCATION}
LEAST_PRECISION, LEAST_RECALL = 0.98, 0.97
"""What the automatic bands, and all that are shown to a person, must reach (schema, section E3)."""

_Z = 1.959963984540054  # of 95 %


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927, JASA 22:209, without continuity correction)."""
    if not trials:
        return 0.0, 1.0
    share, z2 = successes / trials, _Z * _Z
    middle = share + z2 / (2 * trials)
    half = _Z * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    return (middle - half) / (1 + z2 / trials), (middle + half) / (1 + z2 / trials)


@dataclass
class Tally:
    """Rows of a stratum: how many have a point in the register, were said to be one, and rightly so."""

    rows: int = 0
    true: int = 0
    said: int = 0
    right: int = 0

    def count(self, label: Labelled, found: Match, bands: frozenset[Band]) -> None:
        """Count a row as said to be a point when its band is one of ``bands``."""
        said = found.band in bands
        self.rows += 1
        self.true += label.held is not None
        self.said += said
        self.right += said and label.held is not None and found.held == label.held

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else math.nan

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else math.nan

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.true) if self.true else math.nan


@dataclass(frozen=True)
class Judged:
    """A labelled row and what was found of it."""

    set_name: str
    label: Labelled
    found: Match


def judged(sets: Sequence[LabelledSet]) -> list[Judged]:
    """Match every set."""
    return [
        Judged(each.name, label, found)
        for each in sets
        for label, found in zip(each.rows, match([label.row for label in each.rows], each.held))
    ]


def tallies(rows: Sequence[Judged], bands: frozenset[Band]) -> dict[str, Tally]:
    """Return the tally of all rows (“all”) and of every stratum."""
    found: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        for stratum in ("all", *row.label.strata):
            found[stratum].count(row.label, row.found, bands)
    return dict(found)


def merged_with_others(rows: Sequence[Judged], sets: Sequence[LabelledSet]) -> int:
    """Return how many rows were said to be a point of another organization. It must be none."""
    held = {each.name: each.held for each in sets}
    return sum(
        row.found.held is not None
        and row.found.band in SHOWN - {Band.SAME_ID}
        and held[row.set_name][row.found.held].organization != row.label.row.organization
        for row in rows
    )
