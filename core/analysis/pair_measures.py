# SPDX-License-Identifier: GPL-2.0-or-later
"""What else speaks for two points under one roof: hours, languages, accessibility, space, leases.

Each measure takes what is known of the points (k,) and the indices ``a``, ``b`` (p,) of the pairs, and
returns a part of the score in 0…1 (p,), NaN where nothing is known. What is unknown is never taken for a
no: the part is left out of that pair's score, and said to be unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..hours import Hours, weekly_minutes, weekly_overlap_minutes
from ..network.arrays import FloatArray, IntArray

Known = Sequence["frozenset[str] | None"]
"""Codes of each point, None where unknown."""


def hours_overlap(hours: Sequence[Hours | None], a: IntArray, b: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return the hours a week at which both points are open, and its share of the shorter week.

    Equal opening hours are compared once. The share is NaN where one of the two never opens.
    """
    kinds: dict[Hours, int] = {}
    kind = np.array([-1 if h is None else kinds.setdefault(h, len(kinds)) for h in hours], np.int64)
    both = np.stack([np.minimum(kind[a], kind[b]), np.maximum(kind[a], kind[b])], axis=1)
    different, row = np.unique(both, axis=0, return_inverse=True)
    plain = list(kinds)
    overlap, share = np.full(len(different), np.nan), np.full(len(different), np.nan)
    for i, (one, other) in enumerate(different.tolist()):
        if one < 0:
            continue
        minutes = weekly_overlap_minutes(plain[one], plain[other])
        weeks = [weekly_minutes(plain[kind_of]) for kind_of in (one, other)]
        shorter = min(week or 0.0 for week in weeks)
        if minutes is not None:
            overlap[i] = minutes / 60.0
            # A year of 365 days has 53 Mondays: beside hours of the same days by season, 1 may be passed.
            share[i] = min(1.0, minutes / shorter) if shorter > 0 else np.nan
    return overlap[row.reshape(-1)], share[row.reshape(-1)]


def languages_in_common(languages: Known, a: IntArray, b: IntArray) -> FloatArray:
    """Return the share of the languages of either point that both speak: the Jaccard index."""
    found = []
    for i, j in zip(a.tolist(), b.tolist()):
        one, other = languages[i], languages[j]
        found.append(len(one & other) / len(one | other) if one and other else np.nan)
    return np.array(found, dtype=np.float64)


def either(known: FloatArray, a: IntArray, b: IntArray) -> FloatArray:
    """Return the better of both points (p,): one accessible roof, one with space, one lease is enough.

    ``known`` (k,): 1 for yes, 0 for no, NaN for unknown. A no beside an unknown stays unknown.
    """
    of_a, of_b = known[a], known[b]
    return np.asarray(np.where((of_a == 1.0) | (of_b == 1.0), 1.0, np.maximum(of_a, of_b)))
