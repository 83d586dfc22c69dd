# SPDX-License-Identifier: GPL-2.0-or-later
"""Which points of the register the rows of a source are (schema, section E3)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...progress import SILENT, Part, Progress, check
from ...validation.similarity import name_words
from .assignment import Contest
from .blocks import NEAR_M
from .candidate import Candidate
from .identifiers import linked, told_apart
from .pairs import SAME_NAME, Comparison, Pair
from .result import Band, Doubt, Match
from .score import SCALE_M, distance_m, known_weight, place_evidence
from .street import UNEQUAL_DIRECTIONS

PROPOSED = 0.75
LEAST_NAME = 0.75
"""Two offices of one organization under one roof have all in common but the name (a library, an arena)."""

LEAST_KNOWN = 0.5
"""A name and a postal code (0.45) are not enough to be sure by, a name and a position (0.55) are."""

CO_LOCATED_M = 50.0
MOST_OTHERS = 5


def match(rows: Sequence[Candidate], held: Sequence[Candidate], progress: Progress = SILENT) -> list[Match]:
    """Return what each row is to the register, in the order of ``rows``.

    The same identifier decides. Otherwise a row and a point must have the same organization and channel:
    what another organization has at the same place is a co-location, never the same point. The result does
    not depend on the order of rows or points. Raises ``Cancelled``.
    """
    comparison = Comparison(rows, held, Part(progress, 0.0, 0.2))
    sure, doubtful = linked(rows, held)
    pairs = comparison.alike(doubtful, Part(progress, 0.2, 0.9))
    decision = _Decision(comparison, sure, frozenset(doubtful), pairs)
    decision.moved(Part(progress, 0.9, 0.95))
    decision.co_located(Part(progress, 0.95, 1.0))
    return [decision.of(row) for row in range(len(rows))]


class _Decision:
    """The bands of all rows. Each step looks at the rows that the steps before it left."""

    def __init__(
        self,
        comparison: Comparison,
        sure: dict[int, int],
        doubtful: frozenset[tuple[int, int]],
        pairs: Sequence[Pair],
    ) -> None:
        self._all = comparison
        self._sure = sure
        self._gone = frozenset(sure.values())
        self._doubtful = doubtful
        apart = {
            pair[:2] for pair in pairs if told_apart(comparison.rows[pair.row], comparison.held[pair.held])
        }
        self._apart = frozenset(apart)
        self._contest = Contest(
            (pair for pair in pairs if pair[:2] not in apart or pair.score >= PROPOSED), comparison.ranks
        )
        self._assigned = self._contest.assigned(sure)
        self._found = {row: self._judged(pair) for row, pair in self._assigned.items()}
        for row, point in sure.items():
            pair = comparison.pair(row, point)
            self._found[row] = self._match(Band.SAME_ID, pair)
        for row, contended in self._contest.of_row.items():
            if row not in self._found:
                self._found[row] = self._match(Band.REVIEW, contended[0], Doubt.TAKEN)

    def of(self, row: int) -> Match:
        return self._found.get(row) or Match(Band.NEW)

    def moved(self, progress: Progress) -> None:
        """Step 6: a point of the same name some way off, at another address, has perhaps moved."""
        points = {pair.held for pair in self._assigned.values()} | self._gone
        left = np.array([row for row in range(len(self._all.rows)) if row not in self._found], np.int64)
        free = np.array([place for place in range(len(self._all.held)) if place not in points], np.int64)
        pairs = (
            self._all.pair(row, point)
            for row, point in self._all.same_name(left, free, progress)
            if not told_apart(self._all.rows[row], self._all.held[point])
        )
        far = [pair for pair in pairs if self._is_moved(pair)]
        # the likeliest has the most similar name; of equal names, the nearest has moved
        nearest_first = [
            pair._replace(score=pair.evidence["name"] - self._metres(pair) / 1e6) for pair in far
        ]
        scores = {pair[:2]: pair.score for pair in far}
        contest = Contest(nearest_first, self._all.ranks)
        for row, pair in contest.assigned({}).items():
            check(progress)
            others = tuple(other.held for other in contest.of_row[row] if other.held != pair.held)
            self._found[row] = self._match(
                Band.RELOCATION, pair._replace(score=scores[pair[:2]]), others=others[:MOST_OTHERS]
            )

    def co_located(self, progress: Progress) -> None:
        """Step 1: rows that are nothing the register has may share a place with another organization."""
        left = np.array([row for row in range(len(self._all.rows)) if row not in self._found], np.int64)
        nearest: dict[int, tuple[float, int, int]] = {}
        for row, point, metres in self._all.neighbours(left, CO_LOCATED_M, progress):
            found = (round(metres, 2), self._all.ranks[1][point], point)
            nearest[row] = min(nearest.get(row, found), found)
        for row, (_, _, point) in nearest.items():
            evidence = place_evidence(self._all.rows[row], self._all.held[point])
            self._found[row] = self._match(Band.CO_LOCATION, Pair(row, point, 0.0, evidence))

    def _judged(self, pair: Pair) -> Match:
        doubt = self._doubt(pair)
        if pair.score >= PROPOSED and doubt is None:
            return self._match(Band.PROPOSED, pair)
        if self._is_moved(pair):
            return self._match(Band.RELOCATION, pair, doubt)
        return self._match(Band.REVIEW, pair, doubt)

    def _doubt(self, pair: Pair) -> Doubt | None:
        """Return why a likely pair is not the same beyond doubt, the weightiest reason first."""
        row, point = self._all.rows[pair.row], self._all.held[pair.held]
        if pair[:2] in self._doubtful:
            return Doubt.IDENTIFIER
        if pair[:2] in self._apart:
            return Doubt.TOLD_APART
        if self._contest.is_contested(pair, self._assigned, self._gone, self._sure):
            return Doubt.RIVAL
        return _weakness(row, point, pair) if pair.score >= PROPOSED else None

    def _is_moved(self, pair: Pair) -> bool:
        """Return whether a pair has one name at two addresses, farther apart than geocoders differ."""
        address = pair.evidence.get("address")
        return (
            pair.evidence.get("name", 0.0) >= SAME_NAME
            and (address is None or address <= UNEQUAL_DIRECTIONS)
            and (NEAR_M if address is None else SCALE_M) < self._metres(pair) < np.inf
        )

    def _metres(self, pair: Pair) -> float:
        one, other = self._all.rows[pair.row].position, self._all.held[pair.held].position
        return round(distance_m(one, other), 2) if one and other else np.inf

    def _match(
        self, band: Band, pair: Pair, doubt: Doubt | None = None, others: tuple[int, ...] | None = None
    ) -> Match:
        contended = [other for other in self._contest.of_row.get(pair.row, ()) if other.held != pair.held]
        metres = self._metres(pair)
        return Match(
            band,
            pair.held,
            pair.score,
            pair.evidence,
            contended[0].score if contended else None,
            others if others is not None else tuple(other.held for other in contended[:MOST_OTHERS]),
            metres if np.isfinite(metres) else None,
            doubt,
        )


def _weakness(row: Candidate, point: Candidate, pair: Pair) -> Doubt | None:
    """Return what the evidence of a likely pair lacks to decide alone."""
    name = pair.evidence.get("name", 0.0)
    if name < 1 and _other_number(row, point):
        return Doubt.NUMBER
    if name < LEAST_NAME:
        return Doubt.NAME
    return Doubt.LITTLE if known_weight(pair.evidence) < LEAST_KNOWN else None


def _other_number(a: Candidate, b: Candidate) -> bool:
    """Return whether the names differ in a number that both have: “Arena 1” is not “Arena 2”."""
    numbers = [[{w for w in name_words(name) if w.isdigit()} for name in each.names] for each in (a, b)]
    return all(one and other and one != other for one in numbers[0] for other in numbers[1])
