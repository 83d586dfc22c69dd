# SPDX-License-Identifier: GPL-2.0-or-later
"""The most that pairs can score, for millions of pairs at a time.

What rules out a pair here is what ``score`` would: every bound is at least the similarity it stands for, so
that no pair is lost, only the reading of letters.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ...earth import MEAN_RADIUS_M
from .columns import NAMES, Columns, Floats, Ints, NameColumns
from .score import SAME_AREA, SCALE_M, WEIGHTS
from .street import UNEQUAL_NUMBERS

SLACK = 1e-5
"""Above the rounding of scores and of numpy's own arithmetic."""

_BITS_OF = np.array([bin(number).count("1") for number in range(1 << 16)], np.uint8)


def metres_between(rows: Columns, held: Columns, i: Ints, j: Ints) -> Floats:
    """Return the distances (m) on the ground; NaN where one has no position."""
    chord = np.sqrt(_squared_chord(rows, held, i, j))
    metres: Floats = 2 * MEAN_RADIUS_M * np.arcsin(np.minimum(chord / (2 * MEAN_RADIUS_M), 1.0))
    return metres


def apart(rows: Columns, held: Columns, i: Ints, j: Ints, metres: float) -> NDArray[np.bool_]:
    """Return which pairs are farther apart than ``metres``: not those of which one has no position."""
    chord = 2 * MEAN_RADIUS_M * math.sin(min(metres / (2 * MEAN_RADIUS_M), math.pi / 2))
    return np.asarray(_squared_chord(rows, held, i, j) > chord * chord)


def _squared_chord(rows: Columns, held: Columns, i: Ints, j: Ints) -> Floats:
    between = rows.xyz[i] - held.xyz[j]
    squared: Floats = np.einsum("ij,ij->i", between, between)
    return squared


def best_scores(rows: Columns, held: Columns, i: Ints, j: Ints, least: float) -> tuple[Ints, Ints, Floats]:
    """Return the pairs whose score may be ``least`` or more, and the most it can be."""
    value, weight = _all_but_names(rows, held, i, j)
    named = (rows.names.words[i, 0] > 0) & (held.names.words[j, 0] > 0)
    weight = weight + WEIGHTS["name"] * named
    safe = np.maximum(weight, SLACK)
    kept = np.flatnonzero((value + WEIGHTS["name"] * named) / safe >= least - SLACK)
    for bound in (words_bound, letters_bound):
        names = np.where(named[kept], bound(rows, held, i[kept], j[kept]), 0.0)
        most = (value[kept] + WEIGHTS["name"] * names) / safe[kept]
        likely = most >= least - SLACK
        kept, most = kept[likely], most[likely]
    return i[kept], j[kept], most


def _all_but_names(rows: Columns, held: Columns, i: Ints, j: Ints) -> tuple[Floats, Floats]:
    """Return the weighted similarities without the name's, and the weight of what is known."""
    both = (rows.address[i] >= 0) & (held.address[j] >= 0)
    alike = np.where(rows.civic[i] == held.civic[j], 1.0, UNEQUAL_NUMBERS)
    value = WEIGHTS["address"] * (both * alike)
    weight = WEIGHTS["address"] * both
    both = rows.has_place[i] & held.has_place[j]
    near = np.exp(-np.nan_to_num(metres_between(rows, held, i, j), nan=np.inf) / SCALE_M)
    value = value + WEIGHTS["distance"] * (both * near)
    weight = weight + WEIGHTS["distance"] * both
    both = rows.has_phone[i] & held.has_phone[j]
    value = value + WEIGHTS["phone"] * (both & ((rows.phone_bits[i] & held.phone_bits[j]) != 0))
    weight = weight + WEIGHTS["phone"] * both
    both = (rows.postal_code[i] >= 0) & (held.postal_code[j] >= 0)
    same = np.where(
        rows.postal_code[i] == held.postal_code[j], 1.0, SAME_AREA * (rows.area[i] == held.area[j])
    )
    return value + WEIGHTS["postal_code"] * (both * same), weight + WEIGHTS["postal_code"] * both


def words_bound(rows: Columns, held: Columns, i: Ints, j: Ints) -> Floats:
    """Return the most the names' similarity can be, by how many words they share and how long they are."""
    return _best_pair(rows, held, i, j, with_letters=False)


def letters_bound(rows: Columns, held: Columns, i: Ints, j: Ints) -> Floats:
    """Return the same by the words they share and the letters they share, in any order."""
    return _best_pair(rows, held, i, j, with_letters=True)


def _best_pair(rows: Columns, held: Columns, i: Ints, j: Ints, *, with_letters: bool) -> Floats:
    best = np.where(rows.names.unbounded[i] | held.names.unbounded[j], 1.0, 0.0)
    for a in range(NAMES):
        for b in range(NAMES):
            there = np.flatnonzero((rows.names.words[i, a] > 0) & (held.names.words[j, b] > 0) & (best < 1.0))
            if len(there):
                found = _pair(rows.names, held.names, (i[there], a), (j[there], b), with_letters)
                best[there] = np.maximum(best[there], found)
    return best


def _pair(
    one: NameColumns, other: NameColumns, i: tuple[Ints, int], j: tuple[Ints, int], with_letters: bool
) -> Floats:
    shared = _shared_bits(one.signature[i], other.signature[j])
    shared = shared + np.minimum(one.excess[i], other.excess[j])
    contained = np.minimum(shared / np.minimum(one.words[i], other.words[j]), 1.0)
    lengths = one.length[i].astype(np.int64), other.length[j].astype(np.int64)
    if with_letters:
        common = np.minimum(one.letters[i], other.letters[j]).sum(axis=1, dtype=np.int64)
        # both the ratio, 2 c / (m + n), and the pairs' Dice, which has one pair less than letters in each
        letters = 2 * common / np.maximum(lengths[0] + lengths[1] - 2, 1)
    else:
        letters = 2 * np.minimum(*lengths) / (lengths[0] + lengths[1])
    return np.asarray((contained + np.minimum(letters, 1.0)) / 2)


def _shared_bits(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> Ints:
    both = np.ascontiguousarray(a & b).view(np.uint16)
    shared: Ints = _BITS_OF[both].sum(axis=1, dtype=np.int64)
    return shared
