# SPDX-License-Identifier: GPL-2.0-or-later
"""Each row gets at most one point and each point at most one row, the likeliest pairs first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .pairs import Pair, Ranks

MARGIN = 0.05
_SLACK = 1e-9


class Contest:
    """Who contends for whom: the pairs of every row and of every point, the likeliest first.

    Equal scores go by the ranks of what the candidates say, never by their order.
    """

    def __init__(self, pairs: Iterable[Pair], ranks: tuple[Ranks, Ranks]) -> None:
        self._pairs = sorted(pairs, key=lambda pair: (-pair.score, ranks[0][pair.row], ranks[1][pair.held]))
        self.of_row: dict[int, list[Pair]] = defaultdict(list)
        self.of_held: dict[int, list[Pair]] = defaultdict(list)
        for pair in self._pairs:
            self.of_row[pair.row].append(pair)
            self.of_held[pair.held].append(pair)

    def assigned(self, taken: Mapping[int, int]) -> dict[int, Pair]:
        """Return the pair of each row that gets one; ``taken`` (row → held) are out of the contest."""
        points = set(taken.values())
        found: dict[int, Pair] = {}
        for pair in self._pairs:
            if pair.row not in found and pair.row not in taken and pair.held not in points:
                found[pair.row] = pair
                points.add(pair.held)
        return found

    def runner_up(self, pair: Pair, gone: frozenset[int]) -> float | None:
        """Return the best score of the row with another point that is not ``gone``."""
        return next(
            (
                other.score
                for other in self.of_row[pair.row]
                if other.held != pair.held and other.held not in gone
            ),
            None,
        )

    def is_contested(
        self, pair: Pair, assigned: Mapping[int, Pair], gone: frozenset[int], taken: Mapping[int, int]
    ) -> bool:
        """Return whether another pair of the row or of the point is as likely, or nearly so.

        A row that has clearly its own point already does not contend for this one.
        """
        runner_up = self.runner_up(pair, gone)
        if runner_up is not None and pair.score - runner_up < MARGIN - _SLACK:
            return True
        for other in self.of_held[pair.held]:
            if pair.score - other.score >= MARGIN - _SLACK:
                return False
            own = assigned.get(other.row)
            settled = own is not None and own.score - other.score >= MARGIN - _SLACK
            if other.row != pair.row and other.row not in taken and not settled:
                return True
        return False
