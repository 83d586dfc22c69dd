# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rows and held points bear the same identifier (schema, section E3, step 0)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .candidate import Candidate


def linked(
    rows: Sequence[Candidate], held: Sequence[Candidate]
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Return row → held point where an identifier leaves no choice, and the pairs where it does.

    An identifier that two rows or two points bear, or that contradicts another of the same row, decides
    nothing: somebody has to look.
    """
    of_rows, of_held = _bearers(rows), _bearers(held)
    pairs = {
        (row, point)
        for identifier, bearers in of_rows.items()
        for point in of_held.get(identifier, ())
        for row in bearers
    }
    rivals: dict[tuple[str, int], int] = defaultdict(int)
    for row, point in pairs:
        rivals["row", row] += 1
        rivals["held", point] += 1
    sure = {row: point for row, point in pairs if rivals["row", row] == rivals["held", point] == 1}
    return sure, sorted(pair for pair in pairs if sure.get(pair[0]) != pair[1])


def told_apart(a: Candidate, b: Candidate) -> bool:
    """Return whether a scheme has different identifiers for the two: whoever keeps it says they are two."""
    if not a.external_ids or not b.external_ids:
        return False
    values = [{(scheme, value) for scheme, value in each.external_ids} for each in (a, b)]
    schemes = {scheme for scheme, _ in values[0]} & {scheme for scheme, _ in values[1]}
    return bool(schemes - {scheme for scheme, _ in values[0] & values[1]})


def _bearers(candidates: Sequence[Candidate]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, each in enumerate(candidates):
        for identifier in set(each.external_ids):
            found[identifier].append(place)
    return found
