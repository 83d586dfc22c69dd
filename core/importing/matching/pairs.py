# SPDX-License-Identifier: GPL-2.0-or-later
"""The pairs of rows and held points that are alike enough to be compared, and what the comparison says."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from ...progress import Part, Progress, check
from . import blocks
from .bounds import apart, best_scores, letters_bound, metres_between, words_bound
from .candidate import Candidate
from .columns import Floats, Ints, Vocabulary, columns_of
from .score import evidence_of, score_of

LEAST_SCORE = 0.5
SAME_NAME = 0.9
MOST_PER_ROW = 32
"""So many points, the likeliest, are compared letter by letter with one row."""

_BLOCKS = (
    (blocks.near, blocks.NEAR_M),
    (blocks.same_postal_code, math.inf),
    (blocks.same_phone, math.inf),
    (blocks.same_name, math.inf),
    (blocks.same_address, blocks.FAR_M),
)
"""Which pairs are looked at, and how far apart they may be at most."""

_PAIRS_AT_A_TIME = 20_000
_PAIRS_KEPT = 2_000_000


class Pair(NamedTuple):
    """A row and a held point, by their places, and how alike they are."""

    row: int
    held: int
    score: float
    evidence: dict[str, float]


class Comparison:
    """The rows and the held points side by side; ``ranks`` decide between equals of each."""

    def __init__(self, rows: Sequence[Candidate], held: Sequence[Candidate], progress: Progress) -> None:
        self.rows, self.held = rows, held
        known = Vocabulary()
        self._rows = columns_of(rows, known, Part(progress, 0.0, 0.6))
        self._held = columns_of(held, known, Part(progress, 0.6, 1.0))
        self.ranks = Ranks(rows), Ranks(held)

    def alike(self, linked: Sequence[tuple[int, int]], progress: Progress) -> list[Pair]:
        """Return the pairs within the gates that score ``LEAST_SCORE``, and the ``linked`` ones whatever
        they score. Raises ``Cancelled``."""
        i, j = self._likely(Part(progress, 0.0, 0.5))
        links = set(linked)
        asked = sorted({*zip(i.tolist(), j.tolist()), *links})
        pairs = []
        for number, (row, held) in enumerate(asked):
            if number % _PAIRS_AT_A_TIME == 0:
                check(progress)
                progress.report(0.5 + 0.5 * number / len(asked))
            pair = self.pair(row, held)
            if pair.score >= LEAST_SCORE or (row, held) in links:
                pairs.append(pair)
        return pairs

    def pair(self, row: int, held: int) -> Pair:
        """Return what two candidates have in common."""
        evidence = evidence_of(self.rows[row], self.held[held])
        return Pair(row, held, score_of(evidence), evidence)

    def _likely(self, progress: Progress) -> tuple[Ints, Ints]:
        likely = _Likeliest(self.ranks[1])
        for step, (block, farthest) in enumerate(_BLOCKS):
            progress.report(step / len(_BLOCKS))
            for i, j in block(self._rows, self._held):
                check(progress)
                too_far = apart(self._rows, self._held, i, j, farthest)
                likely.add(*best_scores(self._rows, self._held, i[~too_far], j[~too_far], LEAST_SCORE))
        return likely.pairs()

    def same_name(self, rows: Ints, held: Ints, progress: Progress) -> list[tuple[int, int]]:
        """Return pairs of the given places within 10 km whose names may be nearly the same: for each row the
        nearest."""
        nearest = _Likeliest(self.ranks[1])
        for i, j in blocks.same_name_far(self._rows, self._held, rows, held):
            check(progress)
            nearest.add(*self._same_name(i, j))
        i, j = nearest.pairs()
        return list(zip(i.tolist(), j.tolist()))

    def _same_name(self, i: Ints, j: Ints) -> tuple[Ints, Ints, Floats]:
        for bound in (words_bound, letters_bound):
            kept = bound(self._rows, self._held, i, j) >= SAME_NAME
            i, j = i[kept], j[kept]
        metres = metres_between(self._rows, self._held, i, j)
        kept = metres <= blocks.FAR_M
        return i[kept], j[kept], -metres[kept]

    def neighbours(self, rows: Ints, within_m: float, progress: Progress) -> Iterator[tuple[int, int, float]]:
        """Yield pairs of the given rows with points of another organization, and the metres between them:
        at most ``within_m``, or 250 m where they have the same civic address."""
        wanted = np.zeros(len(self._rows), bool)
        wanted[rows] = True
        for i, j in blocks.here(self._rows, self._held):
            check(progress)
            metres = metres_between(self._rows, self._held, i, j)
            same = (self._rows.address[i] == self._held.address[j]) & (self._rows.civic[i] >= 0)
            near = wanted[i] & ((metres <= within_m) | (same & (metres <= blocks.HERE_M)))
            one, other = self._rows.organization[i], self._held.organization[j]
            near &= (one != other) & (one >= 0) & (other >= 0)
            yield from zip(i[near].tolist(), j[near].tolist(), metres[near].tolist())


class _Likeliest:
    """Keeps for each row the pairs that may score most (or are the nearest: any number will do)."""

    def __init__(self, ranks: Ranks) -> None:
        self._ranks = ranks
        self._found: list[tuple[Ints, Ints, Floats]] = []
        self._added = 0

    def add(self, i: Ints, j: Ints, most: Floats) -> None:
        self._found.append((i, j, most))
        self._added += len(i)
        if self._added > _PAIRS_KEPT:
            self._trim()
            self._added = 0

    def pairs(self) -> tuple[Ints, Ints]:
        self._trim()
        return self._found[0][:2]

    def _trim(self) -> None:
        empty = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
        i, j, most = (np.concatenate(columns) for columns in zip(empty, *self._found))
        ranks = np.array([self._ranks[place] for place in j.tolist()], np.int64)
        order = np.lexsort((ranks, -np.round(most, 6), i))
        i, j, most = i[order], j[order], most[order]
        new = np.ones(len(i), bool)
        new[1:] = (i[1:] != i[:-1]) | (j[1:] != j[:-1])  # the same pair from two blocks has the same bound
        i, j, most = i[new], j[new], most[new]
        first = np.searchsorted(i, i, "left")
        kept = np.arange(len(i)) - first < MOST_PER_ROW
        self._found = [(i[kept], j[kept], most[kept])]


class Ranks(dict[int, int]):
    """What decides between equals: a digest of what each candidate says, so that the order in which they came
    makes no difference."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates

    def __missing__(self, place: int) -> int:
        digest = blake2b(repr(self._candidates[place].content).encode(), digest_size=8)
        self[place] = int.from_bytes(digest.digest(), "big", signed=True)
        return self[place]
