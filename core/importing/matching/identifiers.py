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
    schemes = {scheme for scheme, _ in a.external_ids} & {scheme for scheme, _ in b.external_ids}
    return any(
        {value for name, value in a.external_ids if name == scheme}.isdisjoint(
            value for name, value in b.external_ids if name == scheme
        )
        for scheme in sorted(schemes)
    )


def _bearers(candidates: Sequence[Candidate]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, each in enumerate(candidates):
        for identifier in set(each.external_ids):
            found[identifier].append(place)
    return found
